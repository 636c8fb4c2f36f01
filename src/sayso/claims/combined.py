"""The tagger of reports: the trained network finds who says what, the rules cut it to statements.

The network knows thousands of ways to say something; it was taught to find wishes, plans and beliefs as well, and to keep what only
introduces them. The rules know news English to the letter and miss every unusual verb. So,

1. what only the network finds stays if it is a statement: no wish, demand or refusal; a verb that the lexicon does not know only
   beside a quotation
2. where both find the same content, the rules' cut of it stands
3. what only the rules find is added: claims that a phrase points back at, "puts the toll at ..."
4. a speaker that was read as the end of what he said is taken out of it: "..., the mayor of Orlek, Ada Holm, said"
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from sayso.claims.cues import find_entries
from sayso.claims.grammar import in_group
from sayso.claims.roles import find_nouns, is_person
from sayso.claims.rules import RuleTagger
from sayso.claims.tagger import Range, Tagged
from sayso.lexicon import read_words
from sayso.text import Document, Token

_NO_STATEMENTS = frozenset({"mental", "decline", "demand", "promise"})
_SAME_JACCARD = 0.35
_LEAST_SAID = 2  # words before a speaker
_MOST_NAME, _MOST_ROLE, _NEAR_HEAD = 4, 10, 4  # words of a name and of a role, and those before its noun
_NEW_SHARE = 0.5  # of its characters that nothing else covers


class CombinedTagger:
    """Finds the statements of a report. ``network``: a tagger with ``tag_all``, such as ``NeuralTagger``."""

    def __init__(self, network: Any) -> None:
        self._network, self._rules = network, RuleTagger()
        self.version = f"combined-2-{network.version}-{self._rules.version}"

    def tag(self, document: Document) -> Sequence[Tagged]:
        """Return the statements of a text in order."""
        return self._combine(document, self._network.tag(document))

    def tag_all(self, documents: Iterable[Document]) -> Iterator[Sequence[Tagged]]:
        """Yield the statements of each of several texts, which the network reads side by side."""
        texts = list(documents)
        for document, found in zip(texts, self._network.tag_all(texts), strict=True):
            yield self._combine(document, found)

    def _combine(self, document: Document, by_network: Sequence[Tagged]) -> Sequence[Tagged]:
        by_rules = self._rules.tag(document)
        kept = [_choose_cut(tagged, by_rules) for tagged in by_network if _is_kept(document, tagged, by_rules)]
        covered = _join(part for tagged in kept for part in tagged.content)
        cues = _join(tagged.cue for tagged in kept if tagged.cue)
        for tagged in by_rules:
            is_new = _count_common(tagged.content, covered) < _NEW_SHARE * _count(tagged.content)
            if is_new and not (tagged.cue and _count_common([tagged.cue], cues)):
                kept.append(tagged)
        kept = [_take_out_speaker(document, tagged) for tagged in kept]
        return sorted(dict.fromkeys(kept), key=lambda tagged: min(tagged.content))


def _take_out_speaker(document: Document, tagged: Tagged) -> Tagged:
    """Return an attribution without its source, or half of it, at the end of its content: a name and what he is, between commas.

    A source that the network saw elsewhere, where the cue stands right behind such a speaker, is none.
    """
    start, end = tagged.content[-1]
    source = tagged.source if tagged.source and _follows(document, end, tagged.source) else None
    if source is None and not (tagged.cue and _follows(document, end, tagged.cue)):
        return tagged
    tokens = document.tokens_between(start, end)
    commas = [k for k, token in enumerate(tokens) if token.text == ","][-2:]
    segments = [tokens[k + 1 : after] for k, after in pairwise([*commas, len(tokens)])]
    if source is not None:
        segments, commas = [*segments[-1:], document.tokens_between(*source)], commas[-1:]
    elif not segments or not (_is_name(segments[-1]) or _is_role(segments[-1])):
        return tagged
    apposed = len(segments) > 1 and _are_apposed(*segments[-2:])
    if not commas or (tagged.source is not None and not apposed):
        return tagged
    comma = commas[0 if apposed else -1]
    if comma < _LEAST_SAID:
        return tagged
    content = (*tagged.content[:-1], (start, tokens[comma - 1].end))
    return replace(tagged, source=(tokens[comma + 1].start, source[1] if source else end), content=content)


def _follows(document: Document, end: int, part: Range) -> bool:
    """Return whether nothing but a comma stands between the end of a content and a source or a cue."""
    return document.text[end : part[0]].strip() == ","


def _are_apposed(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Return whether two phrases are a name and what he is, in either order."""
    return (_is_role(one) and _is_name(other)) or (_is_name(one) and _is_role(other))


def _is_name(tokens: Sequence[Token]) -> bool:
    """Return whether some tokens are the name of somebody: "Ada Holm", "the Norda Line"."""
    own = tokens[tokens[0].lower in read_words("function_words", "articles") :] if tokens else ()
    return 0 < len(own) <= _MOST_NAME and all(token.is_capitalised for token in own)


def _is_role(tokens: Sequence[Token]) -> bool:
    """Return whether some tokens are a phrase for somebody by what he is: "the mayor of Orlek", "its owner", "head of the port"."""
    nouns = [noun for noun in find_nouns(list(tokens)) if noun.first <= _NEAR_HEAD and is_person(noun)]
    opens = bool(nouns) and (in_group(tokens[0].lower, "determiners") or (nouns[0].first == 0 and tokens[0].text.islower()))
    return opens and len(tokens) <= _MOST_ROLE


def _join(ranges: Iterable[Range]) -> list[Range]:
    """Return the ranges in order, those that touch joined."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _count(ranges: Iterable[Range]) -> int:
    """Return how many characters some ranges cover together."""
    return sum(end - start for start, end in _join(ranges))


def _count_common(some: Iterable[Range], others: Iterable[Range]) -> int:
    """Return how many characters both cover."""
    joined = _join(others)
    starts = [start for start, _ in joined]
    total = 0
    for start, end in _join(some):
        k = max(0, bisect_right(starts, start) - 1)
        while k < len(joined) and joined[k][0] < end:
            total += max(0, min(end, joined[k][1]) - max(start, joined[k][0]))
            k += 1
    return total


def _is_kept(document: Document, tagged: Tagged, by_rules: Sequence[Tagged]) -> bool:
    """Return whether what the network found is a statement."""
    if any(_count_common(tagged.content, other.content) for other in by_rules):
        return True
    if tagged.cue is None:
        return tagged.source is not None
    entries = find_entries(document.text[slice(*tagged.cue)])
    if entries:
        return entries[0].force not in _NO_STATEMENTS
    start = tagged.content[0][0]
    return any(quotation.start <= start <= quotation.end for quotation in document.quotations)


def _choose_cut(tagged: Tagged, by_rules: Sequence[Tagged]) -> Tagged:
    """Return the rules' cut of the same content, if they found it."""
    best, chosen = 0.0, tagged
    for other in by_rules:
        common = _count_common(tagged.content, other.content)
        share = common / (_count(tagged.content) + _count(other.content) - common) if common else 0.0
        if share >= max(_SAME_JACCARD, best):
            best, chosen = share, other
    return chosen
