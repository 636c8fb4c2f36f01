"""The methods of Sayso on bare texts: no case, no file, no network."""

from __future__ import annotations

from functools import cached_property

from sayso.claims import find_attributions, open_network, open_tagger, read_all_claims
from sayso.desk.painting import align_pair
from sayso.desk.work import cut_report
from sayso.ledger import find_name_groups
from sayso.model import Alignment, Attribution, Change, Link, Report
from sayso.retellings import align_sentences, find_passages
from sayso.settings import RetellingSettings
from sayso.text import Document, read_document


def align(parent: str, child: str, *, language: str = "en") -> Alignment:
    """Return how a child text relates to a parent text: reused passages, sentence links, typed changes.

    Both are in ``language`` (ISO 639-1). Every span is a slice of the text it is of.

    >>> told = align("The night ferry sank off Orlek, the coastguard said.", "The night ferry sank off Orlek.")
    >>> [change.kind for change in told.changes]
    ['attribution_lost']
    """
    return TextAlignment(Report("parent", parent, language=language), Report("child", child, language=language))


class TextAlignment(Alignment):
    """An alignment of two texts, each part of which is worked out when it is asked for: passages cost no look at who says what."""

    _reports: tuple[Report, Report]

    def __init__(self, parent: Report, child: Report) -> None:
        object.__setattr__(self, "_reports", (parent, child))

    @cached_property
    def passages(self) -> tuple[tuple[tuple[int, int], tuple[int, int]], ...]:
        """``((parent_start, parent_end), (child_start, child_end))`` of reused passages, maximal."""
        return find_passages(*self._documents, RetellingSettings())

    @cached_property
    def sentences(self) -> tuple[Link, ...]:
        """Every sentence of both texts, in exactly one link."""
        return align_sentences(*self._documents, RetellingSettings())

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The typed changes."""
        told = zip(self._reports, self._documents, strict=True)
        readings = dict(zip(("parent", "child"), read_all_claims(list(told), open_tagger()), strict=True))
        parent, child = self._reports
        names = [frozenset(group) for group in find_name_groups((parent, child), readings)]
        return align_pair(parent, child, readings, names).changes

    @cached_property
    def _documents(self) -> tuple[Document, Document]:
        parent, child = self._reports
        return cut_report(parent), cut_report(child)


def attributions(text: str, *, language: str = "en", model: str = "large") -> list[Attribution]:
    """Return who says, believes or plans what in a text, in order; an empty list for a language that cannot be measured.

    All that is attributed is found, by the scheme of source, cue and content; ``force`` tells statements from wishes, of which a case
    keeps the statements. Content is as annotators mark it: a leading "that" belongs to it, and so do quotation marks.

    Args:
        text: One text.
        language: ISO 639-1.
        model: ``large`` or ``fast``.

    Raises:
        UsageError: ``unknown_model``.

    >>> [said] = attributions("The ferry has sunk, the coastguard said.")
    >>> said.source.text, said.cue.text, said.content[0].text
    ('the coastguard', 'said', 'The ferry has sunk')
    """
    return list(find_attributions(read_document(text, language), tagger=open_network(model)))
