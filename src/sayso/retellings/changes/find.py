"""All typed changes from a parent to its retelling: each finder is a pure function of the two texts side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sayso.model import Alignment, Attribution, Change
from sayso.retellings.changes.agency_credits import find_lost_credits
from sayso.retellings.changes.hedges import find_changed_hedges
from sayso.retellings.changes.labels import find_shifted_labels
from sayso.retellings.changes.meanings import Meanings
from sayso.retellings.changes.naming import find_swapped_names
from sayso.retellings.changes.negations import find_flipped_negations
from sayso.retellings.changes.presence import find_added, find_omitted
from sayso.retellings.changes.quantities import find_changed_quantities
from sayso.retellings.changes.quotes import find_altered_quotes
from sayso.retellings.changes.replaced_names import find_replaced_names
from sayso.retellings.changes.sayings import find_changed_sayings
from sayso.retellings.changes.side_by_side import Side, SideBySide
from sayso.settings import RetellingSettings
from sayso.text import Document

Finder = Callable[[SideBySide], Iterable[Change]]

# These read no words of a language: marks, digits and names.
ANY_LANGUAGE: tuple[Finder, ...] = (
    find_altered_quotes,
    find_changed_quantities,
    find_lost_credits,
    find_swapped_names,
    find_replaced_names,
)
# These read the lexicons, which are English.
ENGLISH: tuple[Finder, ...] = (
    find_changed_hedges,
    find_changed_sayings,
    find_shifted_labels,
    find_flipped_negations,
    find_omitted,
    find_added,
)


def _choose_finders(parent: Document, child: Document) -> tuple[Finder, ...]:
    """Return what can be looked for: a translation differs in every word, which is no change."""
    if parent.language != child.language:
        return ()
    return (*ANY_LANGUAGE, *ENGLISH) if parent.language == "en" else ANY_LANGUAGE


def _place(change: Change) -> tuple[int, int, str, int]:
    """Return where a change stands: by the child, then by the parent."""
    after = change.after.start if change.after else -1
    before = change.before.start if change.before else -1
    return (before, after, change.kind, change.before.end if change.before else 0)


def find_changes(  # noqa: PLR0913  two texts, and what is known of each
    parent: Document,
    child: Document,
    alignment: Alignment,
    *,
    parent_attributions: Sequence[Attribution] = (),
    child_attributions: Sequence[Attribution] = (),
    parent_outlet: str | None = None,
    child_outlet: str | None = None,
    name_pairs: Sequence[frozenset[str]] = (),
    parent_meanings: Meanings | None = None,
    child_meanings: Meanings | None = None,
    settings: RetellingSettings | None = None,
) -> tuple[Change, ...]:
    """Return the typed changes of a retelling, in the order of the parent; additions come first.

    Args:
        parent: The text that was retold.
        child: The retelling.
        alignment: Their alignment, as ``align_documents`` gives it.
        parent_attributions: Who says what in the parent.
        child_attributions: Who says what in the child; without both, changes of attribution are not looked for.
        parent_outlet: Who published the parent: its name in the text is a credit.
        child_outlet: Who published the child.
        name_pairs: Names of one place or body, two or more in a set.
        parent_meanings: What the statements and sentences of the parent mean; with both, statements are found again in any words.
        child_meanings: The same of the child.
        settings: Thresholds.
    """
    both = SideBySide(
        Side(parent, parent_attributions, parent_outlet, parent_meanings),
        Side(child, child_attributions, child_outlet, child_meanings),
        alignment,
        name_pairs,
        settings or RetellingSettings(),
    )
    return tuple(sorted({change for finder in _choose_finders(parent, child) for change in finder(both)}, key=_place))
