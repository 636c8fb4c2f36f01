"""What a statement is about and on which side of it, as vectors that can be compared: a small trained encoder reads it alone.

Topics of statements about one thing lie close to each other; of those, the sides of statements that say the same do. A posture is
what a statement shows of its stance by itself. All is kept as signed bytes: eight bits tell as much, and most of them do not hang on
the last bit of a processor's arithmetic. ``training/statements`` made the encoder.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from sayso.claims.neural.files import read_model, read_tokenizer
from sayso.claims.neural.runtime import open_session

N_TOPIC, N_SIDE = 128, 64
POSTURES = ("affirm", "deny", "concede", "unverified", "other")
MOST_PIECES = 72
_MOST_CHARS = 600  # no statement of so many pieces is longer
_MOST_POSTURE = 16.0  # log-odds
_N_KEPT = 4096  # statements; reprints say the same again

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """A statement's topic and side, unit vectors, and the log-probabilities of its postures."""

    topic: Floats
    side: Floats
    postures: Floats

    def is_likely(self, posture: str) -> float:
        """Return the probability of a posture."""
        return round(float(np.exp(self.postures[POSTURES.index(posture)])), 5)


def write_out(source: str, cue: str, content: str) -> str:
    """Return a statement as the encoder was taught to read it."""
    return f"{source} {cue} : {content}".strip()


@lru_cache(maxsize=_N_KEPT)
def encode_statement(source: str, cue: str, content: str) -> bytes:
    """Return the meaning of a statement as signed bytes: topic, side, postures."""
    session, tokenizer = _open_encoder()
    text = write_out(source[:_MOST_CHARS], cue[:_MOST_CHARS], content[:_MOST_CHARS])
    pieces = tokenizer.encode(text.encode("utf-8", "replace").decode()).ids[:MOST_PIECES]
    (found,) = session.run(None, {"ids": np.array([pieces], dtype=np.int64)})
    topic, side, postures = np.split(found[0].astype(np.float64), [N_TOPIC, N_TOPIC + N_SIDE])
    likely = postures - np.log(np.exp(postures - postures.max()).sum()) - postures.max()
    scaled = np.concatenate([_unit(topic) * 127, _unit(side) * 127, np.maximum(likely, -_MOST_POSTURE) * 127 / _MOST_POSTURE])
    kept: bytes = np.rint(scaled).astype(np.int8).tobytes()
    return kept


def read_meaning(kept: bytes) -> Meaning:
    """Return what was kept of a statement."""
    numbers = np.frombuffer(kept, dtype=np.int8).astype(np.float32)
    topic, side, postures = np.split(numbers, [N_TOPIC, N_TOPIC + N_SIDE])
    return Meaning(_unit(topic), _unit(side), postures * np.float32(_MOST_POSTURE / 127))


def score_likeness(one: Floats, other: Floats) -> float:
    """Return the cosine of two unit vectors, in [-1, 1]; rounded, so that no processor's last bit tells."""
    return round(float(one @ other), 5)


def _unit(vector: Any) -> Any:
    return vector / max(1e-9, float(np.linalg.norm(vector)))


@cache
def _open_encoder() -> tuple[Any, Any]:
    return open_session(read_model("meaning")), read_tokenizer()
