"""What two texts have in common, measured so that a shared event does not look like a shared text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from math import log1p

from sayso.retellings.pieces import LinkedSentences
from sayso.retellings.profile import Profile
from sayso.retellings.quotations import SharedQuotations
from sayso.retellings.runs import Run
from sayso.settings import RetellingSettings


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Sentences that say the same: ``sides[0]`` of the longer text, ``sides[1]`` of the shorter, by index."""

    sides: tuple[tuple[int, ...], tuple[int, ...]]
    similarity: float
    is_moved: bool


@dataclass(frozen=True, slots=True)
class Signals:
    """Measures of one pair of texts: shares in [0, 1], and counts of quotations. ``small`` is the shorter text, ``large`` the longer.

    A free word is one that the writer chose: outside quotations, neither name nor number, and not grammar.
    """

    share_small: float  # of the shorter text's narrative words in sentences that have a counterpart, weighed by likeness
    share_large: float
    free_small: float  # of the shorter text's free words found again in the counterpart of their sentence
    free_large: float
    stems_small: float  # of the shorter text's free words found anywhere in the longer: shared subject, not shared text
    pairs_small: float  # of the shorter text's neighbouring words found as neighbours
    runs_small: float  # of the shorter text's narrative words in verbatim runs
    ordered: float  # of the links, by likeness, that keep the order of both texts
    quotations_new: int | None  # quotations of the shorter text that the longer does not have; None where it quotes nobody
    quotations_shared: int
    quotations_altered: int  # of the shared ones, with other words put in

    def values(self) -> tuple[float, ...]:
        """Return what a model takes, in the order of ``SIGNAL_NAMES``: shares as they are, of counts the logarithm of one more."""
        return tuple(map(_scale, (getattr(self, name) for name in SIGNAL_NAMES)))


SIGNAL_NAMES = tuple(each.name for each in fields(Signals))


def _scale(value: float | None) -> float:
    """Return what a model takes of a share or a count. A text that quotes nobody counts as one with a new quotation: it may be either's."""
    if value is None:
        return log1p(1)
    return log1p(value) if isinstance(value, int) else value


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def find_counterparts(linked: Sequence[LinkedSentences], settings: RetellingSettings) -> tuple[Counterpart, ...]:
    """Return the linked sentences of an alignment by their indices, without weak links.

    Those are good enough to lay two texts side by side that are known to be one; they do not show that they are.
    """
    return tuple(
        Counterpart((each.parents, each.children), each.similarity, each.is_moved)
        for each in linked
        if each.similarity >= (settings.verdict_moved_similarity if each.is_moved else settings.verdict_link_similarity)
    )


def score_coverage(profile: Profile, counterparts: Sequence[Counterpart], side: int, *, quotations: bool = False) -> float:
    """Return the share of a text's content words in linked sentences, weighed by likeness; ``side`` 0 is the longer text."""
    weights = profile.n_content if quotations else profile.n_narrative
    return _share(sum(each.similarity * sum(weights[k] for k in each.sides[side]) for each in counterparts), sum(weights))


def _found_again(mine: Profile, theirs: Profile, counterparts: Sequence[Counterpart], side: int) -> float:
    """Return the share of a text's free words that the counterparts of their sentences have, too."""
    same = 0
    for each in counterparts:
        have = _add([theirs.content_by_sentence[k] for k in each.sides[1 - side]])
        need = _add([mine.free_by_sentence[k] for k in each.sides[side]])
        same += sum(n if n <= have[stem] else have[stem] for stem, n in need.items() if stem in have)
    return _share(same, mine.free_stems.total())


def _add(counts: Sequence[Counter[str]]) -> Counter[str]:
    return counts[0] if len(counts) == 1 else sum(counts, Counter())


def score_new_quoted(profile: Profile, other: Profile) -> float:
    """Return the share of a text's neighbouring words that stand in quotations and nowhere in the other text."""
    return _share(len(profile.quoted_pairs - other.pairs), len(profile.pairs))


def measure_signals(
    large: Profile, small: Profile, counterparts: Sequence[Counterpart], runs: Sequence[Run], quotations: SharedQuotations
) -> Signals:
    """Return the measures of a pair of texts. ``runs`` and ``quotations`` are those of the shorter text."""
    verbatim = sum(small.quoted.count(False, run.start, run.end) for run in runs)
    n_known = sum(n for stem, n in small.free_stems.items() if stem in large.stems)
    return Signals(
        share_small=score_coverage(small, counterparts, 1),
        share_large=score_coverage(large, counterparts, 0),
        free_small=_found_again(small, large, counterparts, 1),
        free_large=_found_again(large, small, counterparts, 0),
        stems_small=_share(n_known, small.free_stems.total()),
        pairs_small=_share(len(small.free_pairs & large.free_pairs), len(small.free_pairs)),
        runs_small=_share(verbatim, small.quoted.count(False)),
        ordered=_share(sum(e.similarity for e in counterparts if not e.is_moved), sum(e.similarity for e in counterparts)),
        quotations_new=quotations.n_new if quotations.n else None,
        quotations_shared=quotations.n_shared,
        quotations_altered=quotations.n_altered,
    )
