"""The methods of Sayso on bare texts: no case, no file, no network."""

from __future__ import annotations

from sayso.claims import find_attributions, open_network, read_claims
from sayso.desk.painting import align_pair
from sayso.ledger import find_name_groups
from sayso.model import Alignment, Attribution, Report
from sayso.text import read_document


def align(parent: str, child: str, *, language: str = "en") -> Alignment:
    """Return how a child text relates to a parent text: reused passages, sentence links, typed changes.

    Both are in ``language`` (ISO 639-1). Every span is a slice of the text it is of.

    >>> told = align("The ferry sank, the coastguard said. Nobody was hurt.", "The ferry sank. Nobody was hurt.")
    >>> [change.kind for change in told.changes]
    ['attribution_lost']
    """
    reports = [Report("parent", parent, language=language), Report("child", child, language=language)]
    readings = {report.id: read_claims(report, read_document(report.text, language)) for report in reports}
    names = [frozenset(group) for group in find_name_groups(readings)]
    return align_pair(reports[0], reports[1], readings, names)


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
