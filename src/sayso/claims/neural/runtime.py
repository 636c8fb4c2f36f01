"""The library that runs the shipped networks, made to keep to itself."""

from __future__ import annotations

import os
from typing import Any

# Read once, when the library is loaded. Without it the library makes up an id for the machine, keeps notes on each process in the
# user's cache folder and sends them to its maker; its own `disable_telemetry_events` comes too late for the id and the first notes.
_KEEP_QUIET = "ORT_DISABLE_TELEMETRY"


def open_session(model: bytes) -> Any:
    """Return a session that runs the model on one thread, so that scores hang on the input alone. Nothing is noted or sent."""
    os.environ[_KEEP_QUIET] = "1"
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
