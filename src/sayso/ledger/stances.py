"""Where each statement of a group stands towards what the group is about.

1. can neither confirm nor deny: ``unverified``, by phrases and cues
2. of every two of the rest a model says how likely they contradict each other; the split into two camps that fits best is found
   by turning single statements, then whole voices, as long as the fit grows
3. the camp that denies in so many words is the one that denies; where nobody does, the first to speak affirms
4. a side that comes to affirm what it had denied, or does so with a cue of granting, concedes
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.ledger.grouping import Aligned
from sayso.ledger.relations import Model, measure_opposite, score_sum
from sayso.ledger.statements import Statement
from sayso.model import Stance

_EXPLICIT = 2.0  # what a denial in so many words weighs in the choice of the camp that denies, against 1 for anything else
_MOST_PARTNERS = 24  # of the nearest statements: in a group of a thousand, not every two need be compared

Stances = dict[int, tuple[Stance, float]]


def judge_stances(group: Sequence[int], statements: Sequence[Statement], aligned: Aligned, model: Model) -> Stances:
    """Return the stance of each statement of a group, with its probability. ``group`` is in order."""
    doubting = [k for k in group if statements[k].is_unverified]
    taking = [k for k in group if not statements[k].is_unverified]
    if not taking:
        return {k: ("other", 1.0) for k in doubting}
    pulls = _find_pulls(taking, statements, aligned, model)
    camp = _split(taking, statements, pulls)
    sign = _choose_affirming(taking, statements, camp)
    stances: Stances = {k: ("affirm" if camp[k] == sign else "deny", _score_fit(k, camp, pulls)) for k in taking}
    stances |= {k: ("unverified", 0.8) for k in doubting}
    _concede(stances, statements)
    return dict(sorted(stances.items()))


Pulls = Mapping[int, Mapping[int, float]]


def _find_pulls(taking: Sequence[int], statements: Sequence[Statement], aligned: Aligned, model: Model) -> Pulls:
    """Return for each two statements the log-odds that they say the same."""
    pulls: dict[int, dict[int, float]] = {k: {} for k in taking}
    for at, k in enumerate(taking):
        for j in taking[max(0, at - _MOST_PARTNERS) : at]:
            same = -score_sum(measure_opposite(statements[j], statements[k], aligned.get((j, k), 0.0)), model.opposite)
            pulls[k][j] = pulls[j][k] = same
    return pulls


def _split(taking: Sequence[int], statements: Sequence[Statement], pulls: Pulls) -> dict[int, int]:
    """Return the camp, 1 or -1, of each statement."""
    camp: dict[int, int] = {}
    for k in taking:
        camp[k] = 1 if sum(camp[j] * pull for j, pull in pulls[k].items() if j in camp) >= 0 else -1
    voices: dict[str, list[int]] = defaultdict(list)
    for k in taking:
        voices[statements[k].unit or f"nobody in {k}"].append(k)
    blocks = [*([k] for k in taking), *(block for block in voices.values() if len(block) > 1)]
    for _ in range(8):
        turned = False
        for block in blocks:
            inside = {*block}
            gain = -sum(camp[k] * camp[j] * pull for k in block for j, pull in pulls[k].items() if j not in inside)
            if gain > 1e-9:
                turned = True
                for k in block:
                    camp[k] = -camp[k]
        if not turned:
            break
    return camp


def _choose_affirming(taking: Sequence[int], statements: Sequence[Statement], camp: Mapping[int, int]) -> int:
    """Return the camp that affirms: the other one denies in so many words; else the one that spoke first."""
    votes = {1: 0.0, -1: 0.0}
    for k in taking:
        if statements[k].denies:
            votes[-camp[k]] += _EXPLICIT
        elif statements[k].content.is_negated:
            votes[-camp[k]] += 0.25
    return max((1, -1), key=lambda sign: (votes[sign], sign == camp[taking[0]]))


def _score_fit(k: int, camp: Mapping[int, int], pulls: Pulls) -> float:
    """Return how sure the camp of a statement is: what speaks for it, on average, as a probability."""
    each = [camp[k] * camp[j] * pull for j, pull in pulls[k].items()]
    if not each:
        return 1.0
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, sum(each) / math.sqrt(len(each)))))), 4)


def _concede(stances: Stances, statements: Sequence[Statement]) -> None:
    """Turn an affirmation by a side that had denied the same, on an earlier day or now with a cue of granting, into a concession."""
    denied: dict[str, str] = {}
    for k in sorted(stances):
        s = statements[k]
        stance, probability = stances[k]
        if stance == "deny" and s.has_side:
            denied.setdefault(s.party, s.order[0])
        elif stance == "affirm" and s.party in denied and (s.grants or denied[s.party][:10] < s.order[0][:10]):
            stances[k] = ("concede", probability)
