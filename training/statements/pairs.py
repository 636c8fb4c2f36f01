"""Which statements the encoder is shown before others, so that it learns to tell how one answers the other."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from training.statements.events import Said

_NEAR = 3  # statements: what came shortly before and is about something else is the hardest to tell
_NEAR_SHARE = 0.4
_DROP_SOURCE = 0.15


def draw_pairs(statements: Sequence[Said], rng: random.Random, most: int) -> list[tuple[int, int]]:
    """Return for the statements of an event others to show before them: one that contradicts each, one that agrees, one of other things."""
    fellows: dict[str | None, list[int]] = defaultdict(list)
    for k, each in enumerate(statements):
        fellows[each.proposition].append(k)
    drawn = []
    for j, said in enumerate(statements):
        signs = {i: statements[i].sign * said.sign for i in fellows[said.proposition] if i != j and said.proposition}
        others = [i for i, each in enumerate(statements) if i != j and not each.is_about(said)]
        near = [i for i in others if 0 < j - i <= _NEAR]
        rest = near if near and rng.random() < _NEAR_SHARE else others
        kinds = [i for i in signs if signs[i] < 0], [i for i in signs if signs[i] > 0], rest
        drawn += [(rng.choice(some), j) for some in kinds if some]
    rng.shuffle(drawn)
    return drawn[:most]


def show(statements: Sequence[Said], pairs: Sequence[tuple[int, int]], rng: random.Random | None = None) -> list[Said]:
    """Return the second statement of each pair with the first before it, sources left out at times where there is a generator."""
    shown = []
    for i, j in pairs:
        first, second = (replace(statements[k], source="") if rng and rng.random() < _DROP_SOURCE else statements[k] for k in (i, j))
        shown.append(replace(second, before=first.text))
    return shown
