"""What the statements and own sentences of a text mean, as numbers that can be compared: told from outside, this room knows no encoder."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Meant:
    """What one statement means: its topic, a unit vector, and how likely it sounds to affirm, to deny, or to take no position."""

    topic: Floats
    affirms: float
    denies: float
    is_aside: float


@dataclass(frozen=True, slots=True, eq=False)
class Meanings:
    """What a text means: ``said`` of each of its attributions, and ``own`` of the sentences that it says itself.

    ``own``: ``(start, topic)`` of each, where it begins in the text and its topic, a unit vector.
    """

    said: tuple[Meant, ...]
    own: tuple[tuple[int, Floats], ...]
