"""Where each statement of a group stands towards what the group is about.

1. can neither confirm nor deny: ``unverified``, by phrases and cues
2. of every two of the rest a model says how likely they contradict each other; the split into two camps that fits best is found
   by turning single statements, then whole voices, as long as the fit grows
3. which camp affirms is judged by who denies in so many words, who negates, who spoke first, and what headlines say
4. a side that comes to affirm what it had denied, or does so with a cue of granting, concedes
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.ledger.relations import Model, measure_affirming, measure_opposite, score_sum
from sayso.ledger.retold import Aligned
from sayso.ledger.statements import Statement
from sayso.model import Stance

_MOST_PARTNERS = 24  # of the nearest statements: in a group of a thousand, not every two need be compared

Stances = dict[int, tuple[Stance, float]]


def judge_stances(group: Sequence[int], statements: Sequence[Statement], aligned: Aligned, model: Model) -> Stances:
    """Return the stance of each statement of a group, with its probability.

    ``group`` is in order. A statement that is another one retold stands where the other does, unless it was turned round.
    """
    inside = {*group}
    copies = {k: aligned.copies[k] for k in group if k in aligned.copies and aligned.copies[k] in inside}
    doubting = [k for k in group if statements[k].is_unverified]
    taking = [k for k in group if not statements[k].is_unverified and k not in copies]
    if not taking:
        return dict.fromkeys(group, ("other", 1.0))
    pulls = _find_pulls(taking, statements, aligned, model)
    camp = _split(taking, statements, pulls)
    sign = _choose_affirming(taking, statements, camp, model)
    stances: Stances = {k: ("affirm" if camp[k] == sign else "deny", _score_fit(k, camp, pulls)) for k in taking}
    for k in group:
        if k in copies and not statements[k].is_unverified:
            stances[k] = _retell(stances.get(copies[k], ("affirm", 0.5)), statements[copies[k]], statements[k], model)
    stances |= dict.fromkeys(doubting, ("unverified", 0.8))
    _concede(stances, statements)
    return dict(sorted(stances.items()))


def _retell(stance: tuple[Stance, float], original: Statement, copy: Statement, model: Model) -> tuple[Stance, float]:
    """Return the stance of a copy."""
    turned: dict[Stance, Stance] = {"affirm": "deny", "deny": "affirm"}
    is_turned = score_sum(measure_opposite(original, copy, 1.0), model.opposite) > 0
    return (turned.get(stance[0], stance[0]), stance[1]) if is_turned else stance


Pulls = Mapping[int, Mapping[int, float]]


def _find_pulls(taking: Sequence[int], statements: Sequence[Statement], aligned: Aligned, model: Model) -> Pulls:
    """Return for each two statements the log-odds that they say the same."""
    pulls: dict[int, dict[int, float]] = {k: {} for k in taking}
    for at, k in enumerate(taking):
        for j in taking[max(0, at - _MOST_PARTNERS) : at]:
            signals = measure_opposite(
                statements[j], statements[k], aligned.get((j, k), 0.0), answers=j == find_answered(k, taking, statements)
            )
            same = -score_sum(signals, model.opposite)
            pulls[k][j] = pulls[j][k] = same
    return pulls


def find_answered(k: int, taking: Sequence[int], statements: Sequence[Statement]) -> int | None:
    """Return the last assertion of another voice before statement ``k`` in its report, among those of its group."""
    mine = statements[k]
    before = [
        j
        for j in taking
        if j < k and statements[j].report == mine.report and statements[j].asserts and not (mine.unit and statements[j].unit == mine.unit)
    ]
    return before[-1] if before else None


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


def _choose_affirming(taking: Sequence[int], statements: Sequence[Statement], camp: Mapping[int, int], model: Model) -> int:
    """Return the camp that affirms; the other one denies."""
    first = next((k for k in taking if statements[k].asserts), taking[0])
    votes = {
        sign: score_sum(measure_affirming([statements[k] for k in taking if camp[k] == sign], statements[first]), model.affirming)
        for sign in (1, -1)
    }
    return max((1, -1), key=lambda sign: (round(votes[sign], 9), sign == camp[first]))


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
