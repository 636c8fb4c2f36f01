"""Which statements are about the same thing: clusters of the statements that most likely are, pair by pair.

1. a statement that was retold from another goes with it, and weighs nothing: a hundred reprints move no group
2. of the others, a model says of every two how likely they are about one thing, by themselves (``pairs``) and by the company that they
   keep (``company``)
3. what is hardly taken up is set aside, with its retellings (``asides``)
4. groups are joined, those that fit best first, as long as any two fit. Each begins with one statement and the quotations right behind
   it: by them its speaker goes on about it. What is said of two places, or of two people, ships or sides (``acts``), never goes
   together, nor do groups that hold it, nor a charge and the counter-charge (``quarrels``)
5. a denial goes to the assertion that it fits best, and so does a doubt (``answering``)

How well two groups fit is the mean of the best few of all pairs between them (agglomerative clustering between single and average
linkage). The single best pair would chain groups by chance; the mean of all would tear apart those who speak of one thing in words
that have nothing in common. No order of reading plays a part.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.ledger.answering import find_denied_apart, part_grants, send_answers
from sayso.ledger.asides import find_asides, score_taken_up
from sayso.ledger.company import Company
from sayso.ledger.links import Links, find_least, find_links, score_fewness
from sayso.ledger.pairs import Pairs
from sayso.ledger.quarrels import Quarrel, read_quarrel
from sayso.ledger.relations import Model
from sayso.ledger.retold import Aligned
from sayso.ledger.statements import Statement, goes_on
from sayso.settings import LedgerSettings

# two groups that wait to be joined: how badly they fit, at least or exactly, which, and how often they have grown
Waiting = tuple[float, bool, int, int, int]

_SLACK = 1e-6  # no bound is missed by rounding


@dataclass(frozen=True, slots=True)
class Grouping:
    """The groups by the places of their statements, each in order, singles included; and how likely each other one is an aside.

    ``taken_up``: how much each statement that is no copy is.
    """

    groups: list[list[int]]
    asides: Mapping[int, float]
    taken_up: Mapping[int, float]


def group_statements(statements: Sequence[Statement], aligned: Aligned, settings: LedgerSettings, model: Model) -> Grouping:
    """Return which statements go together."""
    own = [k for k in range(len(statements)) if k not in aligned.copies]
    said = [statements[k] for k in own]
    fewness = score_fewness(len(said), settings)
    company = Company(len(said), settings.company_from, fewness)
    alone = find_links(Pairs(said, fewness), settings, model, company.tell)
    for k, j in find_denied_apart(said):
        alone[k][j] = alone[j][k] = -math.inf
    links, taken_up = company.weigh(alone, model.company), score_taken_up(alone, settings)
    beside = find_asides(said, taken_up, links, settings, model)
    asides = {own[k]: probability for k, probability in beside.items()}
    asides |= {k: asides[first] for k, first in aligned.copies.items() if first in asides and not statements[k].is_unverified}
    kept = [k for k in range(len(said)) if k not in beside]
    groups = [[own[kept[k]] for k in members] for members in _group([said[k] for k in kept], _leave(links, kept), settings)]
    group_of = {k: members for members in groups for k in members}
    for k, first in sorted(aligned.copies.items()):
        if first in group_of:
            group_of[first].append(k)
        elif k not in asides:
            groups.append([k])  # it doubts what its original only mentions
    in_order = sorted((sorted(members) for members in groups), key=lambda members: members[0])
    return Grouping(in_order, dict(sorted(asides.items())), dict(zip(own, taken_up, strict=True)))


def _group(said: Sequence[Statement], links: Links, settings: LedgerSettings) -> list[list[int]]:
    """Return the groups of statements that are neither copies nor asides."""
    behind = find_quoted_behind(said)
    clusters = send_answers(find_clusters(links, settings, behind, [*map(read_quarrel, said)]), said, links, settings, behind)
    return part_grants(clusters, said, links, settings)


def _leave(links: Links, kept: Sequence[int]) -> Links:
    """Return the links among some statements, which go by their places there."""
    place = {k: n for n, k in enumerate(kept)}
    return [{place[j]: score for j, score in links[k].items() if j in place} for k in kept]


def find_quoted_behind(statements: Sequence[Statement]) -> list[int]:
    """Return the quotations by which a speaker goes on about what he said in the statement before."""
    return [k for k in range(1, len(statements)) if goes_on(statements[k - 1], statements[k])]


def find_clusters(links: Links, settings: LedgerSettings, behind: Iterable[int] = (), quarrels: Sequence[Quarrel] = ()) -> list[list[int]]:
    """Return groups of statements by their numbers, each in order.

    ``behind``: those that go with the one before, in order. ``quarrels``: of each statement, none where nobody denies anything.
    """
    return _Clusters(links, settings, behind, quarrels or [Quarrel()] * len(links)).find()


class _Clusters:
    """Groups while they grow; a group goes by the number of its first statement.

    Most pairs of groups grow before it is their turn. So a pair waits under a bound, the best that its links could give it, and how well
    it fits is worked out when nothing else can fit better.
    """

    def __init__(self, links: Links, settings: LedgerSettings, behind: Iterable[int], quarrels: Sequence[Quarrel]) -> None:
        self._share, self._floor = settings.link_share, settings.link_floor
        self._least = find_least(len(links), settings)
        self._members = {k: [k] for k in range(len(links))}
        self._grown = [0] * len(links)  # how often each group has
        self._quarrels = [*quarrels]
        # the scores between two groups, the highest first, the rest in any order; tuples of numbers, unlike lists, are nothing to the
        # garbage collector
        self._between: list[dict[int, tuple[float, ...]]] = [{j: (score,) for j, score in near.items()} for near in links]
        self._join_behind(behind)

    def _join_behind(self, behind: Iterable[int]) -> None:
        """Let each of some statements begin in the group of the one before, unless they are about two things."""
        first = {k: k for k in self._members}
        for k in behind:
            g = first[k - 1]
            if -math.inf not in self._between[g].get(k, ()):
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
                n_pairs = size * len(members[h])
                n = math.ceil(share * n_pairs)
                missing = max(0, n - len(scores))
                bound = scores[0] - (scores[0] - floor) * missing / n + (_SLACK if n_pairs > 1 else 0.0)
                if bound > least:
                    first, second = (g, h) if g < h else (h, g)
                    yield -bound, n_pairs == 1, first, second, grown[g] + grown[h]

    def _fit(self, g: int, h: int) -> float:
        """Return how well two groups fit: the mean of the best of their pairs; those that are no links count as the least of them."""
        scores, n = self._between[g][h], math.ceil(self._share * (len(self._members[g]) * len(self._members[h])))
        if -math.inf in scores or self._quarrels[g].is_crossed(self._quarrels[h]):
            return -math.inf
        best = heapq.nlargest(n, scores) if n < len(scores) else scores
        return round((math.fsum(best) + (n - len(best)) * self._floor) / n, 6)

    def _join(self, g: int, h: int) -> None:
        """Let the second of two groups go up in the first."""
        self._members[g] += self._members.pop(h)
        self._quarrels[g] |= self._quarrels[h]
        mine, gone = self._between[g], self._between[h]
        self._between[h] = {}
        gone.pop(g, None)
        mine.pop(h, None)
        for each, scores in gone.items():
            near = self._between[each]
            del near[h]
            mine[each] = near[g] = _put_together(mine[each], scores) if each in mine else scores


def _put_together(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    """Return the scores of both, the highest of all first."""
    return one + other if one[0] >= other[0] else other + one
