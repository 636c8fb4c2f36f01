"""Where each statement of a group stands towards what the group is about.

1. can neither confirm nor deny: ``unverified``, by phrases and cues
2. of each of the rest a model says which way it leans, seen alone, and of every two how likely they contradict each other. Those who
   affirm and those who deny are the split that fits both best (an Ising model). It is sought from two beginnings, by turning single
   statements, whole voices and all of them, as long as the fit grows
3. who gives the toll that is claimed affirms it; who sets a lower one against it, or another number in its place, denies it (``tolls``)
4. some who affirm give up what they, or their side, had held against it: they concede (``concessions``)
5. a retelling stands where the original does, unless it was turned round
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.ledger.answering import has_own_words
from sayso.ledger.concessions import Past, is_concession
from sayso.ledger.contents import compare_figures, contradicts, has_phrase, is_reversed, score_cosine, score_otherwise
from sayso.ledger.relations import Model, measure_leaning, measure_opposite, score_sum, to_probability
from sayso.ledger.retold import Aligned
from sayso.ledger.statements import Statement, is_of_another, is_of_side, is_opposed, is_same_voice
from sayso.ledger.tolls import find_refuting, find_sides
from sayso.lexicon import read_lexicon, read_words
from sayso.model import Stance
from sayso.settings import LedgerSettings

_TINY = 1e-9
_MOST_ROUNDS = 10
_SAME_WORDS = 0.9
_SAME_MATTER = 0.5  # cosine
_FAINT = 0.52  # probability: a denial that is implied with less needs a word that contradicts
_TOLD = 0.6  # how sure it is what a toll, or what is denied, tells where the words alone tell otherwise
_FEW_WORDS = 4  # "his earlier denial"
_MOST_MORE_WORDS = 2
_MOST_PARTNERS = 24  # of the nearest statements: in a group of a thousand, not every two need be compared

Stances = dict[int, tuple[Stance, float]]


def judge_stances(
    group: Sequence[int], statements: Sequence[Statement], aligned: Aligned, settings: LedgerSettings, model: Model
) -> Stances:
    """Return the stance of each statement of a group, with its probability. ``group`` is in order."""
    inside = {*group}
    copies = {k: aligned.copies[k] for k in group if k in aligned.copies and aligned.copies[k] in inside and not statements[k].is_reversal}
    doubting = [k for k in group if statements[k].is_unverified]
    taking = [k for k in group if not statements[k].is_unverified and k not in copies]
    if not taking:
        return dict.fromkeys(group, ("other", 1.0))
    pulls, leanings = _find_pulls(taking, statements, aligned, model), _find_leanings(taking, statements, model)
    signs = _split(taking, statements, leanings, pulls)
    granted = [k for k in taking if signs[k] < 0 and _grants_it(k, taking, statements) and not _takes_from(k, signs, statements)]
    signs |= dict.fromkeys(granted, 1)  # who admits something denies nothing by it
    signs |= {k: 1 for k in taking if signs[k] < 0 and _is_denied(k, taking, statements)}
    owning = {k for k in taking if _owns_up(k, taking, statements)}
    signs |= {k: 1 for k in taking if k in owning or _turns_from_denial(k, signs, statements) or _follows_grant(k, taking, statements)}
    signs |= {k: -1 for k in taking if _denies_again(k, taking, statements)}
    given = {**find_sides(taking, statements, settings), **dict.fromkeys(find_refuting(taking, statements), -1)}
    given |= {k: -given.get(j, signs[j]) for k in taking if (j := _find_trailed(k, taking, statements)) is not None}
    signs |= dict.fromkeys(_find_faint(signs, statements, leanings, pulls), 1)
    told = {k: sign for k, sign in given.items() if sign != signs[k]}
    signs |= told
    rebutting = {k for k in taking if signs[k] > 0 and statements[k].denies}
    sure = {k: _TOLD if k in told or k in rebutting else _score_fit(k, signs, leanings, pulls) for k in taking}
    stances: Stances = {k: ("affirm" if signs[k] > 0 else "deny", sure[k]) for k in taking}
    explicit = min((p for k, (_, p) in stances.items() if statements[k].denies and k not in rebutting), default=1.0)
    stances |= {k: (stance, min(p, explicit)) for k, (stance, p) in stances.items() if stance == "deny"}  # none implied is surer than any
    past = Past()
    for k in taking:
        stance, probability = stances[k]
        is_turn = statements[k].is_reversal or statements[k].grants_outright or (statements[k].takes_back and statements[k].denies)
        gives_up = k in owning or (is_turn and past.had_denied(statements[k]))  # its own denial
        if stance == "affirm" and statements[k].attribution.force == "hedge" and past.had_denied(statements[k]):
            stances[k] = "unverified", probability  # who had denied it, and says that it may be so
        elif stance == "affirm" and (gives_up or is_concession(statements[k], past, model, settings.concession_least)):
            stances[k] = "concede", probability
        past.add(statements[k], stances[k][0])
    stances |= dict.fromkeys(doubting, ("unverified", 0.8))
    for k in group:
        if k in copies and not statements[k].is_unverified:
            stances[k] = _retell(stances[copies[k]], statements[copies[k]], statements[k])
    return dict(sorted(stances.items()))


def _retell(stance: tuple[Stance, float], original: Statement, copy: Statement) -> tuple[Stance, float]:
    """Return the stance of a copy. That it turns "said" into "admitted" is its own doing, and makes nobody concede.

    But who "denied" there and "admitted" here has changed his mind in between, and "denies that it is lost" retells "it will remain ours".
    """
    if original.denies and copy.grants and not copy.attribution.points_back:
        return "concede", stance[1]
    if copy.denies and not original.denies:  # whatever the words: who denies affirms nothing
        is_kept = copy.attribution.points_back or stance[0] not in {"affirm", "concede"}
        return stance if is_kept else ("deny", stance[1])
    turned: dict[Stance, Stance] = {"affirm": "deny", "concede": "deny", "deny": "affirm"}
    return (turned.get(stance[0], stance[0]), stance[1]) if _is_turned_round(original, copy) else stance


def _is_turned_round(original: Statement, copy: Statement) -> bool:
    """Return whether a retelling has its voice say what he had denied, or negates what he had said, or the other way round."""
    if score_cosine(original.vector, copy.vector) <= _SAME_WORDS:
        return False
    if original.denies != copy.denies:
        return not (original.attribution.points_back or copy.attribution.points_back)
    is_longer = abs(original.content.n_words - copy.content.n_words) > _MOST_MORE_WORDS  # and may negate something else besides
    return original.content.is_negated != copy.content.is_negated and (not is_longer or is_reversed(original.content, copy.content))


Pulls = Mapping[int, Mapping[int, float]]


def _find_pulls(taking: Sequence[int], statements: Sequence[Statement], aligned: Aligned, model: Model) -> Pulls:
    """Return for each two statements the log-odds that they say the same."""
    pulls: dict[int, dict[int, float]] = {k: {} for k in taking}
    turns = find_turns(taking, statements)
    for at, k in enumerate(taking):
        answered = find_answered(k, taking, statements)
        for j in taking[max(0, at - _MOST_PARTNERS) : at]:
            first, second = statements[j], statements[k]
            signals = measure_opposite(
                first, second, aligned.get((j, k), 0.0), answers=j == answered, turned=has_turned(first, second, turns)
            )
            same = -score_sum(signals, model.opposite)
            pulls[k][j] = pulls[j][k] = same
    return pulls


def find_turns(taking: Sequence[int], statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements by which somebody turns round in so many words."""
    return [statements[k] for k in taking if statements[k].turns]


def has_turned(first: Statement, second: Statement, turns: Sequence[Statement]) -> bool:
    """Return whether the side of both turned round after ``first`` was published, and in the report of ``second``, up to it."""
    if not is_of_side(first, second) or first.day >= second.day:
        return False
    return any(t.report == second.report and t.order <= second.order and is_of_side(t, second) for t in turns)


def find_answered(k: int, taking: Sequence[int], statements: Sequence[Statement]) -> int | None:
    """Return the last assertion of another voice before statement ``k`` in its report, among those of its group."""
    mine = statements[k]
    before = [j for j in taking if j < k and statements[j].report == mine.report and is_of_another(statements[j], mine)]
    return before[-1] if before else None


def _find_leanings(taking: Sequence[int], statements: Sequence[Statement], model: Model) -> dict[int, float]:
    """Return for each statement the log-odds that it affirms, seen alone."""
    first = next((k for k in taking if statements[k].asserts), taking[0])
    return {k: score_sum(measure_leaning(statements[k], is_first=k == first), model.leaning) for k in taking}


def _split(taking: Sequence[int], statements: Sequence[Statement], leanings: Mapping[int, float], pulls: Pulls) -> dict[int, int]:
    """Return 1 for each statement that affirms, -1 for each that denies.

    Whoever denies in so many words affirms nothing, unless it is a denial that he denies.
    """
    voices: dict[str, list[int]] = defaultdict(list)
    rebuts = {k for k in taking if _rebuts(k, taking, statements)}
    denies = {k: statements[k].denies and k not in rebuts for k in taking}
    free = [k for k in taking if not denies[k] and k not in rebuts]
    for k in free:
        voices[statements[k].unit or f"nobody in {k}"].append(k)
    blocks = [*([k] for k in free), *(block for block in voices.values() if len(block) > 1), free]
    alone = {k: 1 if k in rebuts or (leanings[k] >= 0 and not denies[k]) else -1 for k in taking}
    in_order: dict[int, int] = {}
    for k in taking:
        leaning = leanings[k] + sum(in_order[j] * pull for j, pull in pulls[k].items() if j in in_order)
        in_order[k] = 1 if k in rebuts or (leaning >= 0 and not denies[k]) else -1
    found = [_turn(signs, blocks, leanings, pulls) for signs in (alone, in_order)]
    best = max(found, key=lambda signs: round(_score_split(signs, leanings, pulls), 9))
    own = {k for k in taking if any(denies[j] and _goes_on_denying(statements[k], statements[j]) for j in taking)}
    opposite = {k for k in free if _says_denied(k, taking, statements)}
    own |= opposite
    if any(sign > 0 and k not in own for k, sign in best.items()):
        return best
    if not any(denies.values()):
        return dict.fromkeys(best, 1)  # where nobody denies in so many words, what all say is what is claimed
    said = [k for k in free if k not in own]  # what is denied, somebody else says
    denied = [k for k in said if _may_be_denied(statements[k])] or [k for k in _find_pointed_at(taking, statements) if k not in own]
    if not denied:
        return {**best, **dict.fromkeys(opposite, -1)}
    first = max(denied, key=lambda k: (round(leanings[k], 9), -k))
    return _turn({**best, **dict.fromkeys(own, -1), first: 1}, [block for block in blocks if first not in block], leanings, pulls)


def _says_denied(k: int, taking: Sequence[int], statements: Sequence[Statement]) -> bool:
    """Return whether a statement negates what another denies in like words: "no pupil was expelled", "denied that it expelled pupils"."""
    mine = statements[k].content
    denied = (s for j in taking if (s := statements[j]).denies and has_own_words(s) and not s.content.is_negated)
    return mine.is_negated and any(score_otherwise(s.content, mine) > 0 for s in denied)


def _goes_on_denying(said: Statement, denial: Statement) -> bool:
    """Return whether a statement is what somebody says who has denied the claim, and has not taken it back by that."""
    return is_same_voice(denial, said) and not denial.takes_back and denial.day <= said.day


def _find_faint(signs: Mapping[int, int], statements: Sequence[Statement], leanings: Mapping[int, float], pulls: Pulls) -> list[int]:
    """Return the denials that are implied by next to nothing.

    They are hardly likelier than not, no word contradicts those who affirm, and none of these speaks for an opposed side.
    """
    affirming = [k for k, sign in signs.items() if sign > 0]
    if not affirming:
        return []
    implied = [k for k, sign in signs.items() if sign < 0 and not statements[k].denies]
    faint = [k for k in implied if _score_fit(k, signs, leanings, pulls) < _FAINT]
    return [k for k in faint if not any(_disagree(k, j, statements) or is_opposed(statements[k], statements[j]) for j in affirming)]


def _disagree(k: int, j: int, statements: Sequence[Statement]) -> bool:
    """Return whether anything in the words of two statements tells that they contradict each other."""
    one, other = statements[k].content, statements[j].content
    return bool(contradicts(one, other)) or compare_figures(one, other) < 0 or score_otherwise(one, other) > 0


def _find_pointed_at(taking: Sequence[int], statements: Sequence[Statement]) -> list[int]:
    """Return what the denials of a group point back at: the last assertion by another voice before them in their reports."""
    pointing = (k for k in taking if statements[k].denies and statements[k].attribution.points_back)
    answered = {find_answered(k, taking, statements) for k in pointing}
    return sorted(k for k in answered if k is not None and not statements[k].denies)


def _rebuts(k: int, taking: Sequence[int], statements: Sequence[Statement]) -> bool:
    """Return whether it denies a denial, or the opposite of the claim: "rejected the denial", "denied that it had lost the town"."""
    statement = statements[k]
    if not statement.denies:
        return False
    is_short = statement.content.n_words <= _FEW_WORDS
    if is_short and any(noun in statement.content.counts for noun in read_lexicon("cues")["nouns"]["deny"]):
        return True
    if _answers_denial(k, taking, statements) or _denies_other_hands(k, taking, statements):
        return True
    if not statement.takes_back or not statement.content.is_negated:
        return False
    others = [s for j in taking if is_of_another(s := statements[j], statement)]
    plain = sum(not other.content.is_negated for other in others)
    return 2 * plain > len(others)


def _answers_denial(k: int, taking: Sequence[int], statements: Sequence[Statement]) -> bool:
    """Return whether who had told of it in this report only points back right behind who has denied it: "the minister rejected this"."""
    mine = statements[k]
    if has_own_words(mine) or mine.takes_back:
        return False
    before = [s for j in taking if j < k and (s := statements[j]).report == mine.report]
    if not before or is_same_voice(before[-1], mine):
        return False
    own = [s for s in before if is_same_voice(s, mine)]
    has_told = any(s.asserts for s in own) and not any(s.denies for s in own)
    return has_told and any(s.denies and is_same_voice(s, before[-1]) for s in before)


def _denies_other_hands(k: int, taking: Sequence[int], statements: Sequence[Statement]) -> bool:
    """Return whether what is denied is that a place is in other hands than is claimed: "denied that it had lost the town"."""
    held = statements[k].content.held
    claimed = (s.content.held for j in taking if (s := statements[j]).asserts and s.content.held is not None)
    return held is not None and next(claimed, held) != held


def _find_trailed(k: int, taking: Sequence[int], statements: Sequence[Statement]) -> int | None:
    """Return what a denial trails behind in its sentence: "Brandt said the exits had been open, a claim the union rejects"."""
    mine = statements[k]
    if not mine.denies or not mine.attribution.points_back or mine.content.n_words > _FEW_WORDS:
        return None
    before = [j for j in taking if statements[j].report == mine.report and statements[j].order < mine.order][-1:]
    is_near = before and statements[before[0]].sentence == mine.sentence and not is_same_voice(statements[before[0]], mine)
    opens = read_words("grammar", "taking_up") | read_words("grammar", "singular_determiners")
    first = mine.attribution.content[0].text.split()[:1]
    return before[0] if is_near and first and first[0].lower() in opens else None


def _grants_it(k: int, taking: Sequence[int], statements: Sequence[Statement]) -> bool:
    """Return whether a statement confirms or admits something, and its voice has not just denied what it is about."""
    mine = statements[k]
    if mine.attribution.force != "confirm":
        return False
    return not any(
        statements[j].denies and statements[j].report == mine.report and is_same_voice(statements[j], mine)
        for j in taking
        if statements[j].order < mine.order
    )


def _takes_from(k: int, signs: Mapping[int, int], statements: Sequence[Statement]) -> bool:
    """Return whether what somebody admits is that something was not so which others affirm: "admitted that he did not attack anyone"."""
    mine = statements[k].content
    affirmed = (statements[j].content for j, sign in signs.items() if sign > 0)
    return mine.is_negated and any(not each.is_negated and score_otherwise(mine, each) > 0 for each in affirmed)


def _is_denied(k: int, taking: Sequence[int], statements: Sequence[Statement]) -> bool:
    """Return whether it is this, of all that is asserted, that another voice denies in the same words, though who says it denies something.

    The police chief "denied that he was beaten. He said bombs had been thrown", the marchers "denied that any had been".
    """
    mine = statements[k]
    if mine.denies or not mine.asserts or mine.content.is_negated:
        return False
    if not any(statements[j].denies and is_same_voice(statements[j], mine) for j in taking):
        return False
    for denial in (statements[j] for j in taking if statements[j].denies):
        if denial.attribution.points_back or denial.content.is_negated or is_of_side(denial, mine):
            continue
        likeness = score_cosine(denial.vector, mine.vector)
        others = (score_cosine(denial.vector, s.vector) for j in taking if (s := statements[j]).asserts and s is not mine)
        if likeness >= _SAME_MATTER and likeness > max(others, default=0.0):
            return True
    return False


def _owns_up(k: int, taking: Sequence[int], statements: Sequence[Statement]) -> bool:
    """Return whether a side that had denied it on an earlier day says it, and is sorry: 'said the exits were locked. "We are sorry"'."""
    mine = statements[k]
    if mine.denies or not any((s := statements[j]).denies and s.day < mine.day and is_of_side(s, mine) for j in taking):
        return False
    if _tells_guilt(mine):
        return True
    beside = (s for s in statements[max(0, k - 1) : k + 2] if s.report == mine.report and is_same_voice(s, mine))
    return not mine.content.is_negated and any(abs(s.sentence - mine.sentence) <= 1 and _tells_guilt(s) for s in beside)


def _tells_guilt(statement: Statement) -> bool:
    return any(has_phrase(part.text, "owning") for part in statement.attribution.content)


def _follows_grant(k: int, taking: Sequence[int], statements: Sequence[Statement]) -> bool:
    """Return whether a quotation stands right behind what its side grants: 'admitted that he was beaten. "There is no excuse," ...'."""
    mine = statements[k]
    if mine.denies or mine.attribution.mode != "direct":
        return False
    before = [statements[j] for j in taking if j < k and statements[j].report == mine.report][-1:]
    return any(s.grants_outright and is_of_side(s, mine) and 0 <= mine.sentence - s.sentence <= 1 for s in before)


def _turns_from_denial(k: int, signs: Mapping[int, int], statements: Sequence[Statement]) -> bool:
    """Return whether a voice turns round by a statement, in so many words, from what it had said against the claim on an earlier day."""
    mine = statements[k]
    if not mine.is_reversal or mine.denies:
        return False
    return any(sign < 0 and statements[j].day < mine.day and is_same_voice(statements[j], mine) for j, sign in signs.items())


def _denies_again(k: int, taking: Sequence[int], statements: Sequence[Statement]) -> bool:
    """Return whether who had denied the claim says with a negation, and without a turn, what he had said: "that he had never doped"."""
    mine = statements[k]
    if mine.denies or not mine.content.is_negated or mine.turns or mine.attribution.force == "confirm":
        return False
    before = [s for j in taking if j < k and (s := statements[j]).denies and is_same_voice(s, mine)]
    return any(not s.takes_back and score_otherwise(s.content, mine.content) > 0 for s in before)


def _may_be_denied(statement: Statement) -> bool:
    """Return whether a statement asserts something, and sounds like it."""
    meaning = statement.meaning
    return statement.asserts and meaning.is_likely("affirm") + meaning.is_likely("concede") > meaning.is_likely("deny")


def _turn(signs: dict[int, int], blocks: Sequence[Sequence[int]], leanings: Mapping[int, float], pulls: Pulls) -> dict[int, int]:
    """Return a split with whole blocks turned round as long as it fits better for it."""
    for _ in range(_MOST_ROUNDS):
        turned = False
        for block in blocks:
            inside = {*block}
            outside = (signs[k] * signs[j] * pull for k in block for j, pull in pulls[k].items() if j not in inside)
            if sum(signs[k] * leanings[k] for k in block) + sum(outside) < -_TINY:
                turned = True
                for k in block:
                    signs[k] = -signs[k]
        if not turned:
            break
    return signs


def _score_split(signs: Mapping[int, int], leanings: Mapping[int, float], pulls: Pulls) -> float:
    """Return how well a split fits; each pull is met from both of its ends."""
    each = (signs[k] * (leanings[k] + sum(signs[j] * pull for j, pull in pulls[k].items()) / 2) for k in signs)
    return sum(each)


def _score_fit(k: int, signs: Mapping[int, int], leanings: Mapping[int, float], pulls: Pulls) -> float:
    """Return how sure the sign of a statement is: what speaks for it, as a probability. Many partners repeat each other."""
    each = [signs[k] * signs[j] * pull for j, pull in pulls[k].items()]
    fit = signs[k] * leanings[k] + (sum(each) / math.sqrt(len(each)) if each else 0.0)
    return round(to_probability(fit), 4)
