"""Where denials and doubts go: to what they answer, which they resemble less than they do each other."""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.claims import claim_nouns
from sayso.ledger.contents import NO_WORDS, score_cosine
from sayso.ledger.links import Links, find_least
from sayso.ledger.statements import Statement, is_of_another, is_of_side, is_opposed, is_same_voice
from sayso.lexicon import read_words
from sayso.settings import LedgerSettings
from sayso.text import find_tokens

_SHORTLY = 3  # sentences
_FITS_BETTER = 1.0  # log-odds
_RIGHT_BEFORE = 1
_BARE_WORDS = 1
_NEAR_CLAIM = 2  # words from whose it is: "the union's first figure"
_MOST_SCRAPS = 2  # words: "the rock"

Owned = Mapping[int, frozenset[str]]  # of denials, the stems of the words for those whose claim each denies


def send_answers(
    groups: Sequence[Sequence[int]], statements: Sequence[Statement], links: Links, settings: LedgerSettings, behind: Iterable[int] = ()
) -> list[list[int]]:
    """Return the groups with each explicit denial, and each doubt, in that of the assertion that it fits best.

    It leaves its group only for what another voice asserts, and where nothing in its own fits it as well, unless only its own voice asserts
    something there: nobody denies what he says himself. Who takes back what he said denies what his own side had asserted before, if
    there is such a thing. A doubt is about something: it stays alone only where it fits nothing at all. "Denied it" and "that is a lie"
    are about something, too, even where nothing fits them. ``behind``: the quotations by which a speaker goes on; they go along.
    """
    group_of = {k: n for n, members in enumerate(groups) for k in members}
    moved, behind = dict(group_of), [*behind]
    for k, answer in enumerate(statements):
        if not (answer.denies or answer.is_unverified):
            continue
        following = [*_find_following(k, behind)]
        near = _pool([links[j] for j in (k, *(following if _is_bare(answer) else ()))], settings.link_floor)
        asserted = {j: s for j, s in near.items() if s > -math.inf and _says_something(statements[j]) and j not in following}
        mine = {j: score for j, score in asserted.items() if _had_said(statements[j], answer)}
        if mine and not answer.attribution.points_back and max(asserted.values()) > max(mine.values()) + _FITS_BETTER:
            mine = {}  # what he takes back he names, and his side is not known to have said it
        fit = {} if mine else {group_of[k]: settings.doubt_least if answer.is_unverified else find_least(len(links), settings)}
        stays = answer.is_unverified or any(is_of_another(statements[j], answer) for j in groups[group_of[k]])
        for j, score in (mine or asserted).items():
            n = group_of[j]
            if mine or (n == group_of[k] and stays) or not is_same_voice(answer, statements[j]):
                fit[n] = max(score, fit.get(n, -math.inf))
        moved[k] = max(fit, key=lambda n: (fit[n], n == group_of[k], -n))
        if answer.denies and (owned := _find_owned(k, statements, group_of, near)) is not None:
            moved[k] = group_of[owned]
            continue
        is_alone = moved[k] == group_of[k] and all(j == k or is_same_voice(answer, statements[j]) for j in groups[group_of[k]])
        if is_alone and (meant := _find_meant(k, statements, group_of)) is not None:
            moved[k] = group_of[meant]
    for k in behind:  # where he goes who denies, there goes what he goes on to say
        if group_of[k] == group_of[k - 1]:
            moved[k] = moved[k - 1]
    found: list[list[int]] = [[] for _ in groups]
    for k, n in sorted(moved.items()):
        found[n].append(k)
    return [members for members in found if members]


def part_grants(
    groups: Sequence[Sequence[int]], statements: Sequence[Statement], links: Links, settings: LedgerSettings
) -> list[list[int]]:
    """Return the groups, each grant whose voice denies beside it what the group is about, in one of its own.

    "Acknowledged that staff had been short. She still denied that patients had died of it": two things, or she would take back both, if
    the grant fits the others less. "Denied the theft but admitted the smuggling": two things, whatever fits; what was said of the
    smuggling goes with that.
    """
    found: list[list[int]] = []
    for members in groups:
        said = [k for k in members if statements[k].asserts and not statements[k].grants]
        fit = {k: math.fsum(max(links[k].get(j, settings.link_floor), settings.link_floor) for j in said) for k in members}
        apart: dict[int, list[int]] = {}
        for k in members if said else ():
            beside = [j for j in members if _denies_beside(statements[j], statements[k])]
            parted = [j for j in beside if is_parted(statements[j], statements[k])]
            if parted:
                nearer = [j for j in said if links[j].get(k, -math.inf) > max(links[j].get(n, -math.inf) for n in parted)]
                apart[k] = nearer if len(nearer) < len(said) else []
            elif any(fit[k] < fit[j] for j in beside):
                apart[k] = []
        taken = {j for k, along in apart.items() for j in (k, *along)}
        found += [[k for k in members if k not in taken], *(sorted({k, *along}) for k, along in apart.items())]
    return found


def is_parted(one: Statement, other: Statement) -> bool:
    """Return whether "but" parts two statements of one sentence."""
    return one.sentence == other.sentence and max(one, other, key=lambda s: s.order).is_contrasted


def _denies_beside(denial: Statement, grant: Statement) -> bool:
    """Return whether who grants something denies something else in words of its own, right behind it in the report, or before "but"."""
    is_behind = grant.order < denial.order and denial.sentence - grant.sentence <= _RIGHT_BEFORE and has_own_words(denial)
    is_next = denial.report == grant.report and (is_behind or is_parted(denial, grant)) and is_same_voice(grant, denial)
    return is_next and denial.denies and not denial.attribution.points_back and grant.grants_outright and not grant.denies


def has_own_words(answer: Statement) -> bool:
    """Return whether an answer tells in words of its own what it answers: not "the claim", nor "it"."""
    return not (answer.attribution.points_back or _is_bare(answer))


def _is_bare(answer: Statement) -> bool:
    """Return whether words tell next to nothing by themselves, so that what is said behind them tells more: "denied it"."""
    told = [feature for feature in answer.content.counts if feature[0] not in NO_WORDS + "="]
    return len(told) <= _BARE_WORDS


def _find_following(k: int, behind: Sequence[int]) -> Iterator[int]:
    """Yield the quotations by which a speaker goes on about the statement ``k``."""
    at = bisect_left(behind, k + 1)
    for n, j in enumerate(behind[at:], 1):
        if j != k + n:
            return
        yield j


def _pool(some: Sequence[Mapping[int, float]], floor: float) -> Mapping[int, float]:
    """Return how well others fit what some statements say together: on average, what is no link as the least that one has."""
    if len(some) == 1:
        return some[0]
    others = dict.fromkeys(j for links in some for j in links)
    return {j: math.fsum(links.get(j, floor) for links in some) / len(some) for j in others}


def _find_meant(k: int, statements: Sequence[Statement], group_of: Mapping[int, int]) -> int | None:
    """Return what the denial ``k``, which only points back, means where nothing fits it. Statements are in order.

    The last accusation by somebody else shortly before it, or else what somebody else, or it had itself, said right before it, or what
    another side had told of its own, or what most was said of it in the reports before: of "the mayor", of "Kestrel Air".
    """
    denial = statements[k]
    if not denial.denies:
        return None
    if not denial.attribution.points_back:
        return _find_same_matter(k, statements)
    before = [*itertools.takewhile(lambda j: statements[j].report == denial.report, range(k - 1, -1, -1))]
    near = [j for j in before if statements[j].asserts and denial.sentence - statements[j].sentence <= _SHORTLY]
    others = [j for j in near if not is_same_voice(statements[j], denial)]
    accusing = (j for j in others if statements[j].attribution.force == "accuse")
    right_before = (j for j in (*others, *near) if denial.sentence - statements[j].sentence <= _RIGHT_BEFORE)
    blaming = (j for j in range(k - 1, -1, -1) if _is_blamed(denial, statements[j]))
    meant = next(itertools.chain(accusing, right_before, blaming), None)
    return _find_most_said(k, statements, group_of) if meant is None and not near else meant


def _find_same_matter(k: int, statements: Sequence[Statement]) -> int | None:
    """Return the last thing that others say of the same place or body and the same matter: "had fallen" of who "has captured" it."""
    denial = statements[k]
    told = (
        j
        for j in (*range(k - 1, -1, -1), *range(k + 1, len(statements)))
        if statements[j].asserts and not is_of_side(statements[j], denial)
        if statements[j].content.matters.keys() & denial.content.matters.keys() and statements[j].content.names & denial.content.names
    )
    return next(told, None)


def _find_owned(k: int, statements: Sequence[Statement], group_of: Mapping[int, int], near: Mapping[int, float]) -> int | None:
    """Return what those say whose claim is denied: "the observers' account", "the union's figure".

    Of several things that which fits best, of those that fit nothing that which they say most often, and of that the last. ``near``: how
    well what others say fits the denial.
    """
    owners = _read_owners(statements[k])
    told = [j for j in range(k) if statements[j].asserts and owners & _read_called(statements[j])] if owners else []
    if not statements[k].attribution.points_back:  # its words tell what it is about
        told = [j for j in told if near.get(j, -math.inf) > -math.inf]
    votes = Counter(group_of[j] for j in told)
    return max(told, key=lambda j: (near.get(j, -math.inf), votes[group_of[j]], j), default=None)


def find_denied_apart(statements: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """Yield every two statements that one report has denied apart, whatever they have in common.

    Whose account it is tells, or where each denial stands: "rejected the mayor's account. The town hall disputed the union's version";
    "Holm said that he took bribes. He denied it. She said that he hid the books. He denied hiding any"; "denied the theft but admitted the
    smuggling".
    """
    denials = [k for k, statement in enumerate(statements) if statement.denies]
    owned = {k: owners for k in denials if (owners := _read_owners(statements[k]))}
    answered = {k: said for k in denials if (said := _find_answered(k, statements)) is not None}
    yield from _find_granted_apart(denials, statements)
    yield from _find_owned_apart(statements, owned)
    yield from _find_rejected_apart(statements, owned, answered)
    by_report: dict[str, list[tuple[int, int]]] = {}
    for k, said in answered.items():
        by_report.setdefault(statements[k].report, []).append((said, k))
    for disputes in by_report.values():
        for one, other in itertools.combinations(disputes, 2):
            if one[0] != other[0] and _are_two(one, other, statements):
                yield one[0], other[0]


def _find_granted_apart(denials: Iterable[int], statements: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """Yield each denial with what its voice grants beside it, if "but" parts the two."""
    for k in denials:
        for j in (k - 1, k + 1):
            if 0 <= j < len(statements) and is_parted(statements[k], statements[j]) and _denies_beside(statements[k], statements[j]):
                yield k, j


def _find_answered(k: int, statements: Sequence[Statement]) -> int | None:
    """Return what another voice asserts right before a denial: its sentence or the one before, and nothing else in between."""
    before = (j for j in range(k - 1, -1, -1) if statements[j].asserts)
    said = next(itertools.takewhile(lambda j: statements[j].report == statements[k].report, before), None)
    if said is None or is_same_voice(statements[said], statements[k]):
        return None
    return said if statements[k].sentence - statements[said].sentence <= _RIGHT_BEFORE else None


def _are_two(one: tuple[int, int], other: tuple[int, int], statements: Sequence[Statement]) -> bool:
    """Return whether neither of two denials fits what the other answers better, by its words; one of them must have some."""

    def fits(denial: int, said: int, elsewhere: int) -> bool:
        likeness = (score_cosine(statements[denial].vector, statements[j].vector) for j in (said, elsewhere))
        return not has_own_words(statements[denial]) or next(likeness) >= next(likeness)

    (first, denied), (second, denied_too) = one, other
    is_told = has_own_words(statements[denied]) or has_own_words(statements[denied_too])
    return is_told and fits(denied, first, second) and fits(denied_too, second, first)


def _find_owned_apart(statements: Sequence[Statement], owned: Owned) -> Iterator[tuple[int, int]]:
    """Yield every two statements whose speakers' accounts are denied apart."""
    by_report: dict[str, list[tuple[str | None, frozenset[str]]]] = {}
    for k, owners in owned.items():
        by_report.setdefault(statements[k].report, []).append((statements[k].unit, owners))
    told = [(j, _read_called(said)) for j, said in enumerate(statements) if said.asserts] if by_report else []
    for denials in by_report.values():
        for (voice, mine), (other_voice, theirs) in itertools.combinations(denials, 2):
            if voice != other_voice and mine.isdisjoint(theirs):
                first, second = ([j for j, called in told if called & owners] for owners in (mine, theirs))
                yield from ((k, j) for k, j in itertools.product(first, second) if k != j)


def _find_rejected_apart(statements: Sequence[Statement], owned: Owned, answered: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Yield each denial of somebody's account, and each statement that he denies himself.

    Who "rejected an army claim that rockets caused the blast" denies no strike that the army denies.
    """
    for k, said in answered.items() if owned else ():
        denial, called = statements[k], _read_called(statements[k])
        yield from ((said, other) for other, owners in owned.items() if called & owners and not is_same_voice(statements[other], denial))


def _read_owners(denial: Statement) -> frozenset[str]:
    """Return the stems of the words for those whose claim is denied."""
    texts = denial.led_by, *(part.text for part in denial.attribution.content)
    return frozenset(stem for text in texts for stem in _find_owners(text))


def _find_owners(text: str) -> Iterator[str]:
    """Yield the stems of words for those whose claim it is: "the union's figure", "the observers' first account", "an army claim"."""
    tokens = find_tokens(text)
    for k, token in enumerate(tokens):
        is_plural = k + 1 < len(tokens) and tokens[k + 1].lower == "'" and tokens[k + 1].start == token.end
        is_owner = token.lower.endswith("'s") or (is_plural and token.lower.endswith("s"))
        near = tokens[k + 1 + is_plural :][: _NEAR_CLAIM if is_owner else 1]
        is_named = is_owner or (token.kind == "word" and token.lower not in read_words("function_words", "all"))
        if is_named and any(behind.lower in claim_nouns() for behind in near):
            yield token.stem


def _find_most_said(k: int, statements: Sequence[Statement], group_of: Mapping[int, int]) -> int | None:
    """Return the last of what others say in earlier reports of whoever denies, by the words that he is called; of that which most say."""
    denial = statements[k]
    called = _read_called(denial)
    told = [
        j
        for j in range(k)
        if statements[j].asserts and statements[j].report != denial.report and not is_of_side(statements[j], denial)
        if called & statements[j].content.counts.keys()
    ]
    if not told:
        return None
    votes = Counter(group_of[j] for j in told)
    return max(told, key=lambda j: (votes[group_of[j]], statements[j].attribution.force == "accuse", j))


def _read_called(denial: Statement) -> frozenset[str]:
    """Return the stems of the words by which a speaker is called, such as "mayor" and "Kestrel"."""
    source = denial.attribution.source
    tokens = find_tokens(source.text) if source is not None else ()
    kept = (t for t in tokens if t.kind == "word" and t.lower not in read_words("function_words", "all"))
    return frozenset(t.stem for t in kept)


def _is_blamed(denial: Statement, said: Statement) -> bool:
    """Return whether another side tells of something that the side of a denial did."""
    return said.asserts and is_opposed(said, denial) and said.acts.tell_of(denial.party)


def _says_something(said: Statement) -> bool:
    """Return whether somebody asserts something in more than two words."""
    return said.asserts and said.content.n_words > _MOST_SCRAPS


def _had_said(said: Statement, denial: Statement) -> bool:
    """Return whether it may be this that the denial takes back: what its own side had said in an earlier report."""
    return denial.takes_back and said.order < denial.order and said.report != denial.report and is_of_side(said, denial)
