"""Verbatim runs: words that stand in two texts in the same order, and the passages they make up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.retellings.profile import GRAM_WORDS, Profile


@dataclass(frozen=True, slots=True)
class Run:
    """Words ``[start, end)`` of one text that stand in the same order in the other from ``other`` on."""

    start: int
    end: int
    other: int

    @property
    def other_end(self) -> int:
        """Where the run ends in the other text."""
        return self.other + self.end - self.start


def find_runs(first: Profile, second: Profile) -> tuple[Run, ...]:
    """Return the stretches of five words or more of the first text that stand in the second, in the order of the first."""
    runs: list[Run] = []
    lowers, others = first.lowers, second.lowers
    found = list(map(second.grams.get, first.gram_row))
    at = 0
    while at < len(found):
        other = found[at]
        if other is None:
            at += 1
            continue
        n = GRAM_WORDS
        while at + n < len(lowers) and other + n < len(others) and lowers[at + n] == others[other + n]:
            n += 1
        runs.append(Run(at, at + n, other))
        at += n
    return tuple(runs)


def share_quotations(first: Profile, second: Profile, runs: Sequence[Run]) -> tuple[Profile, Profile]:
    """Return both profiles with words counted as quoted in either if a run shows them in quotation marks in the other.

    Some print a statement inside quotation marks and some in a paragraph of its own: it is nobody's narrative in either.
    """
    here, there = set[int](), set[int]()
    for run in runs:
        mine, theirs = first.quoted[run.start : run.end], second.quoted[run.other : run.other_end]
        if mine != theirs:
            here.update(run.start + step for step, (a, b) in enumerate(zip(mine, theirs, strict=True)) if b > a)
            there.update(run.other + step for step, (a, b) in enumerate(zip(mine, theirs, strict=True)) if a > b)
    return first.quote(here) if here else first, second.quote(there) if there else second


def find_passages_verbatim(runs: Sequence[Run], gap_words: int) -> list[tuple[Run, ...]]:
    """Return runs joined to passages where only a few other words stand between them in both texts."""
    passages: list[list[Run]] = []
    for run in runs:
        last = passages[-1][-1] if passages else None
        if last and run.start - last.end <= gap_words and 0 <= run.other - last.other_end <= gap_words:
            passages[-1].append(run)
        else:
            passages.append([run])
    return [tuple(passage) for passage in passages]


def count_words(profile: Profile, passage: Sequence[Run], *, is_quoted: bool) -> int:
    """Return how many words of a passage stand inside quotations, or outside them."""
    return sum(profile.quoted.count(is_quoted, run.start, run.end) for run in passage)
