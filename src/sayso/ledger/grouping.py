"""Which statements are about the same thing: clusters of the statements that most likely are, pair by pair.

1. a statement that was retold from another goes with it, and weighs nothing: a hundred reprints move no group
2. of the others, a model says of every two how likely they are about one thing (``pairs``)
3. groups are joined, those that fit best first, as long as any two fit. Each begins with one statement and the quotations right behind
   it: by them its speaker goes on about it. What is said of two places,
   or of two people, ships or sides (``acts``), never goes together, nor do groups that hold it
4. a denial goes to the assertion that it fits best, and so does a doubt: they resemble each other more than what they answer

How well two groups fit is the mean of the best few of all pairs between them (agglomerative clustering between single and average
linkage). The single best pair would chain groups by chance; the mean of all would tear apart those who speak of one thing in words
that have nothing in common. No order of reading plays a part.
"""

from __future__ import annotations

import heapq
import itertools
import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.ledger.asides import score_taken_up
from sayso.ledger.contents import NO_WORDS
from sayso.ledger.likeness import find_highest
from sayso.ledger.pairs import Pairs
from sayso.ledger.relations import Model
from sayso.ledger.retold import Aligned
from sayso.ledger.statements import Statement, goes_on, is_of_side, is_opposed, is_same_voice
from sayso.settings import LedgerSettings

# for each statement the log-odds with those that it may go with; minus infinity with what is like it, and yet about another thing
Links = list[dict[int, float]]
# two groups that wait to be joined: how badly they fit, at least or exactly, which, and how often they have grown
Waiting = tuple[float, bool, int, int, int]

_SHORTLY = 3  # sentences
_RIGHT_BEFORE = 1
_BARE_WORDS = 1
_MOST_SCRAPS = 2  # words: "the rock"
_SLACK = 1e-6  # no bound is missed by rounding


@dataclass(frozen=True, slots=True)
class Grouping:
    """The groups by the places of their statements, each in order, singles included; and how much each that is no copy is taken up."""

    groups: list[list[int]]
    taken_up: Mapping[int, float]


def group_statements(statements: Sequence[Statement], aligned: Aligned, settings: LedgerSettings, model: Model) -> Grouping:
    """Return which statements go together."""
    own = [k for k in range(len(statements)) if k not in aligned.copies]
    said = [statements[k] for k in own]
    links = find_links(Pairs(said), settings, model)
    behind = find_quoted_behind(said)
    clusters = send_answers(find_clusters(links, settings, behind), said, links, settings, behind)
    groups = [[own[k] for k in members] for members in clusters]
    group_of = {k: members for members in groups for k in members}
    for k, first in sorted(aligned.copies.items()):
        group_of[first].append(k)
    in_order = sorted((sorted(members) for members in groups), key=lambda members: members[0])
    return Grouping(in_order, dict(zip(own, score_taken_up(links, settings), strict=True)))


def find_quoted_behind(statements: Sequence[Statement]) -> list[int]:
    """Return the quotations by which a speaker goes on about what he said in the statement before."""
    return [k for k in range(1, len(statements)) if goes_on(statements[k - 1], statements[k])]


def find_links(pairs: Pairs, settings: LedgerSettings, model: Model) -> Links:
    """Return for each statement those that it may go with, or seems to, both ways."""
    links: Links = [{} for _ in pairs.statements]
    for k in range(len(links)):
        scores = pairs.score(k, model.about)
        scores[k] = -math.inf
        near = find_highest(scores, (scores > settings.link_floor).nonzero()[0], settings.most_links)
        for j, score in zip(near, scores[near].tolist(), strict=True):
            if j not in links[k]:
                links[k][j] = links[j][k] = -math.inf if pairs.is_apart(k, j) else score
    return links


def find_clusters(links: Links, settings: LedgerSettings, behind: Iterable[int] = ()) -> list[list[int]]:
    """Return groups of statements by their numbers, each in order. ``behind``: those that go with the one before, in order."""
    return _Clusters(links, settings, behind).find()


def find_least(n_statements: int, settings: LedgerSettings) -> float:
    """Return how well two groups must fit to be joined, in log-odds: better where there are few statements."""
    return settings.link_least + settings.link_few_more * max(0.0, 1 - n_statements / settings.link_few)


def send_answers(
    groups: Sequence[Sequence[int]], statements: Sequence[Statement], links: Links, settings: LedgerSettings, behind: Iterable[int] = ()
) -> list[list[int]]:
    """Return the groups with each explicit denial, and each doubt, in that of the assertion that it fits best.

    It leaves its group only for what another voice asserts, and where nothing in its own fits it as well, unless only its own voice asserts
    something there: nobody denies what he says himself. Who takes back what he said
    denies what his own side had asserted before, if there is such a thing. A doubt is about something: it stays alone only where it fits
    nothing at all. "Denied it" and "that is a lie" are about something, too, even where nothing fits them.
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
        fit = {} if mine else {group_of[k]: settings.doubt_least if answer.is_unverified else find_least(len(links), settings)}
        stays = answer.is_unverified or any(_is_of_another(statements[j], answer) for j in groups[group_of[k]])
        for j, score in (mine or asserted).items():
            n = group_of[j]
            if mine or (n == group_of[k] and stays) or not is_same_voice(answer, statements[j]):
                fit[n] = max(score, fit.get(n, -math.inf))
        moved[k] = max(fit, key=lambda n: (fit[n], n == group_of[k], -n))
        is_alone = moved[k] == group_of[k] and all(j == k or is_same_voice(answer, statements[j]) for j in groups[group_of[k]])
        if is_alone and (meant := _find_meant(answer, statements)) is not None:
            moved[k] = group_of[meant]
    for k in behind:  # where he goes who denies, there goes what he goes on to say
        if group_of[k] == group_of[k - 1]:
            moved[k] = moved[k - 1]
    found: list[list[int]] = [[] for _ in groups]
    for k, n in sorted(moved.items()):
        found[n].append(k)
    return [members for members in found if members]


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


def _find_meant(denial: Statement, statements: Sequence[Statement]) -> int | None:
    """Return what a denial that only points back means where nothing fits it.

    The last accusation by somebody else shortly before it, or else what somebody else, or it had itself, said right before it, or what
    another side had told of its own.
    """
    if not denial.denies or not denial.attribution.points_back:
        return None
    before = [k for k, said in enumerate(statements) if said.order < denial.order and said.asserts and not said.denies][::-1]
    near = [k for k in before if _count_back(statements[k], denial) <= _SHORTLY]
    others = [k for k in near if not is_same_voice(statements[k], denial)]
    accusing = (k for k in others if statements[k].attribution.force == "accuse")
    right_before = (k for k in (*others, *near) if _count_back(statements[k], denial) <= _RIGHT_BEFORE)
    blaming = (k for k in before if is_opposed(statements[k], denial) and statements[k].acts.tell_of(denial.party))
    return next(itertools.chain(accusing, right_before, blaming), None)


def _count_back(said: Statement, denial: Statement) -> float:
    """Return how many sentences lie between a denial and something said before it in its report."""
    return denial.sentence - said.sentence if said.report == denial.report else math.inf


def _says_something(said: Statement) -> bool:
    """Return whether somebody asserts something in more than two words."""
    return said.asserts and not said.denies and said.content.n_words > _MOST_SCRAPS


def _is_of_another(said: Statement, denial: Statement) -> bool:
    """Return whether another voice than that of a denial asserts something."""
    return said.asserts and not said.denies and not is_same_voice(said, denial)


def _had_said(said: Statement, denial: Statement) -> bool:
    """Return whether it may be this that the denial takes back: what its own side had said in an earlier report."""
    return denial.takes_back and said.order < denial.order and said.report != denial.report and is_of_side(said, denial)


class _Clusters:
    """Groups while they grow; a group goes by the number of its first statement.

    Most pairs of groups grow before it is their turn. So a pair waits under a bound, the best that its links could give it, and how well
    it fits is worked out when nothing else can fit better.
    """

    def __init__(self, links: Links, settings: LedgerSettings, behind: Iterable[int]) -> None:
        self._share, self._floor = settings.link_share, settings.link_floor
        self._least = find_least(len(links), settings)
        self._members = {k: [k] for k in range(len(links))}
        self._grown = [0] * len(links)  # how often each group has
        # the scores between two groups, the highest first; tuples of numbers, unlike lists, are nothing to the garbage collector
        self._between: list[dict[int, tuple[float, ...]]] = [{j: (score,) for j, score in near.items()} for near in links]
        self._join_behind(behind)

    def _join_behind(self, behind: Iterable[int]) -> None:
        """Let each of some statements begin in the group of the one before, unless they are about two things."""
        first = {k: k for k in self._members}
        for k in behind:
            g = first[k - 1]
            if self._between[g].get(k, (0.0,))[-1] > -math.inf:
                first[k] = g
                self._join(g, k)

    def find(self) -> list[list[int]]:
        """Return the groups, each in order."""
        waiting = [each for g in self._members for each in self._find_waiting(g) if each[2] == g]
        heapq.heapify(waiting)
        while waiting:
            _, is_exact, g, h, grown = heapq.heappop(waiting)
            if h not in self._between[g] or grown != self._grown[g] + self._grown[h]:
                continue  # one of them has grown or gone since
            if not is_exact:
                fit = self._fit(g, h)
                if fit > self._least:
                    heapq.heappush(waiting, (-fit, True, g, h, grown))
                continue
            self._join(g, h)
            self._grown[g] += 1
            for each in self._find_waiting(g):
                heapq.heappush(waiting, each)
        return [sorted(members) for members in self._members.values()]

    def _find_waiting(self, g: int) -> Iterator[Waiting]:
        """Yield a group with each other that it may fit well enough: no better than if all their links were as good as the best."""
        least, floor, share, members, grown = self._least, self._floor, self._share, self._members, self._grown
        size = len(members[g])
        for h, scores in self._between[g].items():
            if scores[0] > least:
                n = math.ceil(share * (size * len(members[h])))
                missing = max(0, n - len(scores))
                bound = scores[0] - (scores[0] - floor) * missing / n + _SLACK
                if bound > least:
                    first, second = (g, h) if g < h else (h, g)
                    yield -bound, False, first, second, grown[g] + grown[h]

    def _fit(self, g: int, h: int) -> float:
        """Return how well two groups fit: the mean of the best of their pairs; those that are no links count as the least of them."""
        scores, n = self._between[g][h], math.ceil(self._share * (len(self._members[g]) * len(self._members[h])))
        if scores[-1] == -math.inf:
            return -math.inf
        best = scores[:n]
        return round((math.fsum(best) + (n - len(best)) * self._floor) / n, 6)

    def _join(self, g: int, h: int) -> None:
        """Let the second of two groups go up in the first."""
        self._members[g] += self._members.pop(h)
        mine, gone = self._between[g], self._between[h]
        self._between[h] = {}
        gone.pop(g, None)
        mine.pop(h, None)
        for each, scores in gone.items():
            near = self._between[each]
            del near[h]
            mine[each] = near[g] = tuple(sorted(mine[each] + scores, reverse=True)) if each in mine else scores
