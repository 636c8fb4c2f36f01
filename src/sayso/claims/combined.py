"""The tagger of reports: the trained network finds who says what, the rules cut it to statements.

The network knows thousands of ways to say something; it was taught to find wishes, plans and beliefs as well, and to keep what only
introduces them. The rules know news English to the letter and miss every unusual verb. So,

1. what only the network finds stays if it is a statement: no wish, demand or refusal; a verb that the lexicon does not know only
   beside a quotation
2. where both find the same content, the rules' cut of it stands
3. what only the rules find is added: claims that a phrase points back at, "puts the toll at ..."
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sayso.claims.cues import find_entries
from sayso.claims.rules import RuleTagger
from sayso.claims.tagger import Tagged
from sayso.text import Document

_NO_STATEMENTS = frozenset({"mental", "decline", "demand", "promise"})
_SAME_JACCARD = 0.35
_NEW_SHARE = 0.5  # of its characters that nothing else covers

Characters = frozenset[int]


class CombinedTagger:
    """Finds the statements of a report. ``network``: a tagger with ``tag_all``, such as ``NeuralTagger``."""

    def __init__(self, network: Any) -> None:
        self._network, self._rules = network, RuleTagger()
        self.version = f"combined-1-{network.version}-{self._rules.version}"

    def tag(self, document: Document) -> Sequence[Tagged]:
        """Return the statements of a text in order."""
        return self._combine(document, self._network.tag(document))

    def tag_all(self, documents: Iterable[Document]) -> Iterator[Sequence[Tagged]]:
        """Yield the statements of each of several texts, which the network reads side by side."""
        texts = list(documents)
        for document, found in zip(texts, self._network.tag_all(texts), strict=True):
            yield self._combine(document, found)

    def _combine(self, document: Document, by_network: Sequence[Tagged]) -> Sequence[Tagged]:
        by_rules = [(tagged, _cover(tagged)) for tagged in self._rules.tag(document)]
        kept = [_choose_cut(tagged, by_rules) for tagged in by_network if _is_kept(document, tagged, by_rules)]
        covered = frozenset().union(*map(_cover, kept))
        cues = {at for tagged in kept if tagged.cue for at in range(*tagged.cue)}
        for tagged, content in by_rules:
            is_new = len(content & covered) < _NEW_SHARE * len(content)
            if is_new and not (tagged.cue and cues & {*range(*tagged.cue)}):
                kept.append(tagged)
        return sorted(dict.fromkeys(kept), key=lambda tagged: min(tagged.content))


def _cover(tagged: Tagged) -> Characters:
    """Return the characters of the content."""
    return frozenset(at for start, end in tagged.content for at in range(start, end))


def _is_kept(document: Document, tagged: Tagged, by_rules: Sequence[tuple[Tagged, Characters]]) -> bool:
    """Return whether what the network found is a statement."""
    content = _cover(tagged)
    if any(content & other for _, other in by_rules):
        return True
    if tagged.cue is None:
        return tagged.source is not None
    entries = find_entries(document.text[slice(*tagged.cue)])
    if entries:
        return entries[0].force not in _NO_STATEMENTS
    start = tagged.content[0][0]
    return any(quotation.start <= start <= quotation.end for quotation in document.quotations)


def _choose_cut(tagged: Tagged, by_rules: Sequence[tuple[Tagged, Characters]]) -> Tagged:
    """Return the rules' cut of the same content, if they found it."""
    content = _cover(tagged)
    alike = [(len(content & other) / len(content | other), k) for k, (_, other) in enumerate(by_rules) if content & other]
    share, k = max(alike, default=(0.0, -1))
    return by_rules[k][0] if share >= _SAME_JACCARD else tagged
