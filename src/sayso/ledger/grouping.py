"""Which statements are about the same thing: clusters of the statements that most likely are, pair by pair.

1. a statement that was retold from another goes with it, and weighs nothing: a hundred reprints move no group
2. of the others, a model says of every two how likely they are about one thing (``pairs``)
3. groups are joined, those that fit best first, as long as any two fit; each begins with one statement. What is said of two places,
   or of two people, ships or sides (``acts``), never goes together, nor do groups that hold it
4. a denial goes to the assertion that it fits best, and so does a doubt: they resemble each other more than what they answer

How well two groups fit is the mean of the best few of all pairs between them (agglomerative clustering between single and average
linkage). The single best pair would chain groups by chance; the mean of all would tear apart those who speak of one thing in words
that have nothing in common. No order of reading plays a part.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.ledger.asides import score_taken_up
from sayso.ledger.likeness import find_highest
from sayso.ledger.pairs import Pairs
from sayso.ledger.relations import Model
from sayso.ledger.retold import Aligned
from sayso.ledger.statements import Statement, is_of_side, is_same_voice
from sayso.settings import LedgerSettings

# for each statement the log-odds with those that it may go with; minus infinity with what is like it, and yet about another thing
Links = list[dict[int, float]]
# two groups that wait to be joined: how badly they fit, at least or exactly, which, and how often they have grown
Waiting = tuple[float, bool, int, int, int]

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
    links = find_links(Pairs(said, own), settings, model)
    groups = [[own[k] for k in members] for members in send_answers(find_clusters(links, settings), said, links, settings)]
    group_of = {k: members for members in groups for k in members}
    for k, first in sorted(aligned.copies.items()):
        group_of[first].append(k)
    in_order = sorted((sorted(members) for members in groups), key=lambda members: members[0])
    return Grouping(in_order, dict(zip(own, score_taken_up(links, settings), strict=True)))


def find_links(pairs: Pairs, settings: LedgerSettings, model: Model) -> Links:
    """Return for each statement those that it may go with, or seems to, both ways."""
    links: Links = [{} for _ in pairs.statements]
    for k in range(len(links)):
        scores = pairs.score(k, model.about)
        scores[k] = -math.inf
        for j in find_highest(scores, (scores > settings.link_floor).nonzero()[0], settings.most_links):
            if j not in links[k]:
                links[k][j] = links[j][k] = -math.inf if pairs.is_apart(k, j) else float(scores[j])
    return links


def find_clusters(links: Links, settings: LedgerSettings) -> list[list[int]]:
    """Return groups of statements by their numbers, each in order."""
    return _Clusters(links, settings).find()


def find_least(n_statements: int, settings: LedgerSettings) -> float:
    """Return how well two groups must fit to be joined, in log-odds: better where there are few statements."""
    return settings.link_least + settings.link_few_more * max(0.0, 1 - n_statements / settings.link_few)


def send_answers(
    groups: Sequence[Sequence[int]], statements: Sequence[Statement], links: Links, settings: LedgerSettings
) -> list[list[int]]:
    """Return the groups with each explicit denial, and each doubt, in that of the assertion that it fits best.

    It leaves its group only for what another voice asserts, and where nothing in its own fits it as well, unless only its own voice asserts
    something there: nobody denies what he says himself. Who takes back what he said
    denies what his own side had asserted before, if there is such a thing. A doubt is about something: it stays alone only where it fits
    nothing at all.
    """
    group_of = {k: n for n, members in enumerate(groups) for k in members}
    moved = dict(group_of)
    for k, answer in enumerate(statements):
        if not (answer.denies or answer.is_unverified):
            continue
        asserted = {j: s for j, s in links[k].items() if s > -math.inf and statements[j].asserts and not statements[j].denies}
        mine = {j: score for j, score in asserted.items() if _had_said(statements[j], answer)}
        fit = {} if mine else {group_of[k]: settings.doubt_least if answer.is_unverified else find_least(len(links), settings)}
        stays = answer.is_unverified or any(_is_of_another(statements[j], answer) for j in groups[group_of[k]])
        for j, score in (mine or asserted).items():
            n = group_of[j]
            if mine or (n == group_of[k] and stays) or not is_same_voice(answer, statements[j]):
                fit[n] = max(score, fit.get(n, -math.inf))
        moved[k] = max(fit, key=lambda n: (fit[n], n == group_of[k], -n))
    found: list[list[int]] = [[] for _ in groups]
    for k, n in sorted(moved.items()):
        found[n].append(k)
    return [members for members in found if members]


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

    def __init__(self, links: Links, settings: LedgerSettings) -> None:
        self._settings = settings
        self._members = {k: [k] for k in range(len(links))}
        self._grown = [0] * len(links)  # how often each group has
        # the scores between two groups, one list for both ways, and the highest of each
        self._between: dict[int, dict[int, list[float]]] = {k: {} for k in range(len(links))}
        self._highest = {k: dict(near) for k, near in enumerate(links)}
        for k, near in enumerate(links):
            for j, score in near.items():
                if k < j:
                    self._between[k][j] = self._between[j][k] = [score]

    def find(self) -> list[list[int]]:
        """Return the groups, each in order."""
        least = find_least(len(self._members), self._settings)
        waiting = [self._bound(g, h) for g, near in self._highest.items() for h, highest in near.items() if g < h and highest > least]
        heapq.heapify(waiting)
        while waiting:
            _, is_exact, g, h, grown = heapq.heappop(waiting)
            if h not in self._between.get(g, ()) or grown != self._grown[g] + self._grown[h]:
                continue  # one of them has grown or gone since
            if not is_exact:
                fit = self._fit(g, h)
                if fit > least:
                    heapq.heappush(waiting, (-fit, True, g, h, grown))
                continue
            self._join(g, h)
            self._grown[g] += 1
            for each, highest in self._highest[g].items():
                if highest > least:
                    bound = self._bound(g, each) if g < each else self._bound(each, g)
                    if -bound[0] > least:
                        heapq.heappush(waiting, bound)
        return [sorted(members) for members in self._members.values()]

    def _bound(self, g: int, h: int) -> Waiting:
        """Return two groups as they wait: they fit no better than if all their links were as good as the best."""
        n, floor = self._count_best(g, h), self._settings.link_floor
        n_links = min(n, len(self._between[g][h]))
        most = (n_links * self._highest[g][h] + (n - n_links) * floor) / n
        return -round(most + _SLACK, 6), False, g, h, self._grown[g] + self._grown[h]

    def _count_best(self, g: int, h: int) -> int:
        return math.ceil(self._settings.link_share * len(self._members[g]) * len(self._members[h]))

    def _fit(self, g: int, h: int) -> float:
        """Return how well two groups fit: the mean of the best of their pairs; those that are no links count as the least of them."""
        scores, n = self._between[g][h], self._count_best(g, h)
        if -math.inf in scores:
            return -math.inf
        best = heapq.nlargest(n, scores) if n < len(scores) else scores
        return round((math.fsum(best) + (n - len(best)) * self._settings.link_floor) / n, 6)

    def _join(self, g: int, h: int) -> None:
        """Let the second of two groups go up in the first."""
        self._members[g] += self._members.pop(h)
        mine, gone, above, highest = self._between[g], self._between.pop(h), self._highest[g], self._highest.pop(h)
        del gone[g], mine[h], highest[g], above[h]
        for each, scores in gone.items():
            near, far = self._between[each], self._highest[each]
            del near[h]
            there = far.pop(h)
            if each in mine:
                more, fewer = (mine[each], scores) if len(mine[each]) >= len(scores) else (scores, mine[each])
                more += fewer
                mine[each] = near[g] = more
                above[each] = far[g] = max(there, above[each])
            else:
                mine[each] = near[g] = scores
                above[each] = far[g] = there
