"""JSON that is the same byte for byte, safe to show in a terminal, and loses nothing."""

from __future__ import annotations

import json
import re
from typing import Any

# What a terminal obeys instead of showing: C1 controls, line separators, bidirectional overrides, tags. JSON itself escapes C0 controls.
# Lone surrogates, which UTF-8 cannot carry, are escaped along with them; inside a JSON string the escape reads back as the same character.
_TO_ESCAPE = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]")


def document_to_json(document: dict[str, Any]) -> str:
    r"""Return the document as indented JSON that ends in a line break and encodes as UTF-8 whatever the texts hold.

    >>> document_to_json({"text": "caf\u00e9 \ud800"})
    '{\n "text": "café \\ud800"\n}\n'
    """
    written = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False, default=_as_list)
    return escape_json(written) + "\n"


def escape_json(written: str) -> str:
    """Return JSON with whatever a terminal would obey escaped; it reads back as the same."""
    return _TO_ESCAPE.sub(lambda found: _escape(found.group()), written)


def _escape(character: str) -> str:
    """Return the JSON escape, as a surrogate pair beyond the basic plane."""
    return json.dumps(character)[1:-1] if character != "\x7f" else "\\u007f"


def _as_list(value: object) -> list[Any]:
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} does not belong in an export document")
