from __future__ import annotations

from sayso.model import Attribution, Span
from sayso.retellings import align_documents, find_changes
from sayso.text import read_document
from unit.retellings.changes.telling import changes

_PARENT = "Der Damm hält. „Wir öffnen das Wehr nicht vor Montag“, sagte Bürgermeisterin Ona Brecht. 40 Keller stehen unter Wasser."
_CHILD = "Der Damm hält. „Wir schließen das Wehr nicht vor Montag“, sagte Bürgermeisterin Ona Brecht. 60 Keller stehen unter Wasser."


def test_other_languages_are_read_by_marks_and_digits() -> None:
    parent, child = read_document(_PARENT, "de"), read_document(_CHILD, "de")
    found = find_changes(parent, child, align_documents(parent, child))
    assert [change.kind for change in found] == ["quote_altered", "figure_changed"]


def test_a_translation_is_not_compared_word_by_word() -> None:
    parent, child = read_document(_PARENT, "de"), read_document("The dam holds. “We will not open the weir before Monday,” she said.")
    assert find_changes(parent, child, align_documents(parent, child)) == ()


def test_changes_stand_in_the_order_of_the_parent() -> None:
    parent = "At least 60 sheds burned. The mayor allegedly knew. Trains were late."
    child = "Trains were late. The mayor knew. At least 90 sheds burned."
    assert [change.kind for change in changes(parent, child)] == ["figure_changed", "hedge_dropped"]


def test_an_attribution_in_a_headline_is_left_out() -> None:
    said = Attribution(Span(0, 6, "Floods", "title"), None, (Span(7, 13, "rising", "title"),), "indirect")
    assert changes(_PARENT, _PARENT, before=[said], after=[said]) == ()
