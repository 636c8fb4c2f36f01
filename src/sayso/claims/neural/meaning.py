"""What a statement is about and on which side of it, as numbers that can be compared: a small trained encoder reads it in its place.

It sees the statement and what stands before it: the last statement of its report, or the headline. Topics of statements about one thing
lie close to each other; of those, the sides of statements that say the same do. A posture is what a statement shows of its stance by
itself. All is kept as signed bytes: eight bits tell as much, and most of them do not hang on the last bit of a processor's arithmetic.
``training/statements`` made the encoder.
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
MOST_PIECES, MOST_BEFORE = 72, 40  # of a statement, and of what stands before it
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
    return f"{source[:_MOST_CHARS]} {cue[:_MOST_CHARS]} : {content[:_MOST_CHARS]}".strip()


def lay_out(tokenizer: Any, before: str, said: str) -> tuple[list[int], int]:
    """Return the pieces of a statement after those of what stands before it, and where its own begin."""
    own: list[int] = tokenizer.encode(_clean(said)).ids[:MOST_PIECES]
    if not before:
        return own, 0
    earlier: list[int] = tokenizer.encode(_clean(before)).ids
    if len(earlier) > MOST_BEFORE:
        earlier = earlier[: MOST_BEFORE - 1] + earlier[-1:]
    return earlier + own[1:], len(earlier)


@lru_cache(maxsize=_N_KEPT)
def encode_statement(said: str, before: str = "") -> bytes:
    """Return the meaning of a statement as signed bytes: topic, side, postures.

    ``said`` and ``before``, what stands before it, as ``write_out`` gives them.
    """
    session, tokenizer = _open_encoder()
    pieces, start = lay_out(tokenizer, before, said)
    (found,) = session.run(None, {"ids": np.array([pieces], dtype=np.int64), "start": np.array([start], dtype=np.int64)})
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


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _unit(vector: Any) -> Any:
    return vector / max(1e-9, float(np.linalg.norm(vector)))


@cache
def _open_encoder() -> tuple[Any, Any]:
    return open_session(read_model("meaning")), read_tokenizer()
