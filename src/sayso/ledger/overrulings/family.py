"""Overrulings on the family tree, followed before it is made: comparisons out, and comparisons as somebody decided them.

not_a_retelling   the two reports are compared no more, nor is one with what has the other's text, be it a reprint or a newer version;
                  shared words or a credit between them make them one no longer
other_parent      of the comparisons that make the child somebody's retelling, only that with the parent named stays, and is sure
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sayso.ledger.overrulings.anchors import Finder
from sayso.ledger.overrulings.log import Followed, Following, explain_overruling, in_force
from sayso.model import Overruling
from sayso.retellings import Comparison
from sayso.settings import RetellingSettings

Pair = tuple[str, str]
Compare = Callable[[str, str], Comparison]  # of two reports, by their ids

_SETTINGS = RetellingSettings()


@dataclass(frozen=True)
class OverruledFamily:
    """Comparisons as the family tree is to be made from them.

    ``decided``: by child, the parent that somebody named. ``unrelated``: pairs, sorted, that are no retelling. ``followed``: which
    overrulings found their reports.
    """

    comparisons: Mapping[Pair, Comparison]
    decided: Mapping[str, str] = field(default_factory=dict)
    unrelated: frozenset[Pair] = frozenset()
    followed: Followed = field(default_factory=Followed)


def overrule_family(comparisons: Mapping[Pair, Comparison], log: Sequence[Overruling], finder: Finder, compare: Compare) -> OverruledFamily:
    """Return the comparisons of a pile as overrulings leave them. ``compare`` is asked for pairs that were not thought worth comparing."""
    work = _Family(comparisons, finder, compare)
    for each in in_force(log, "not_a_retelling", "other_parent"):
        work.follow(each)
    return OverruledFamily(work.comparisons, work.decided, frozenset(work.unrelated), work.following.end())


class _Family:
    def __init__(self, comparisons: Mapping[Pair, Comparison], finder: Finder, compare: Compare) -> None:
        self.comparisons, self.finder, self.compare = dict(comparisons), finder, compare
        self.decided: dict[str, str] = {}
        self.unrelated: set[Pair] = set()
        self.following = Following()
        self.copies = _find_copies(comparisons.values())

    def follow(self, overruling: Overruling) -> None:
        child, parent = (self.finder.find_report(overruling, role) for role in ("child", "parent"))
        if child is None or parent is None or child == parent:
            return
        if overruling.kind == "other_parent":
            self.settle_parent(overruling, child, parent)
        else:
            self.part(overruling, child, parent)

    def part(self, overruling: Overruling, child: str, parent: str) -> None:
        """Let neither of two reports, nor what has its text, be made from the other, or from what has that one's."""
        for one, other in ((child, parent), (parent, child)):
            if self.decided.get(one) == other:
                del self.decided[one]
                self.following.replace(("parent of", one))
        theirs = ({parent} | self.copies.get(parent, set())) - {child}
        mine = {child} | self.copies.get(child, set()) - theirs
        pairs = ((one, other) for one in mine for other in theirs if one != other)
        apart = {_pair(one, other) for one, other in pairs if self.decided.get(one) != other and self.decided.get(other) != one}
        self.drop(lambda each: _pair(each.child, each.parent) in apart)
        self.unrelated |= apart
        self.following.hold(overruling.number, _pair(child, parent))

    def settle_parent(self, overruling: Overruling, child: str, parent: str) -> None:
        known = [each for each in self.comparisons.values() if {each.child, each.parent} == {child, parent}]
        compared = known[0] if known else self.compare(child, parent)
        self.drop(lambda each: each in known or (each.child == child and each.kind != "excerpt"))
        self.comparisons[_pair(child, parent)] = _decide(compared, overruling, child, parent)
        self.decided[child] = parent
        self.unrelated.discard(_pair(child, parent))
        self.following.replace(_pair(child, parent))
        if self.decided.get(parent) == child:
            del self.decided[parent]
            self.following.replace(("parent of", parent))
        self.following.hold(overruling.number, ("parent of", child))

    def drop(self, is_out: Callable[[Comparison], bool]) -> None:
        self.comparisons = {pair: each for pair, each in self.comparisons.items() if not is_out(each)}


def _find_copies(comparisons: Iterable[Comparison]) -> dict[str, set[str]]:
    """Return for each report those that have its text for the most part: reprints, and newer versions of it."""
    found: dict[str, set[str]] = defaultdict(set)
    for each in comparisons:
        if each.kind in ("reprint", "update") and each.probability >= _SETTINGS.clear_probability:
            found[each.child].add(each.parent)
            found[each.parent].add(each.child)
    return found


def _pair(one: str, other: str) -> Pair:
    return min(one, other), max(one, other)


def _decide(compared: Comparison, overruling: Overruling, child: str, parent: str) -> Comparison:
    """Return a comparison with the direction and the certainty that somebody gave it. What was measured stays as measured."""
    is_turned = compared.child != child
    shares = (compared.share_of_parent, compared.share_of_child) if is_turned else (compared.share_of_child, compared.share_of_parent)
    return replace(
        compared,
        child=child,
        parent=parent,
        probability=1.0,
        direction_probability=1.0,
        kind="rewrite" if compared.kind == "excerpt" else compared.kind,
        credited=compared.credited and not is_turned,
        share_of_child=shares[0],
        share_of_parent=shares[1],
        reasons=(explain_overruling(overruling), *(() if is_turned else compared.reasons)),
    )
