"""Credit to the newsroom that did the reporting: in the dateline, as the one who was told, as the one who reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.lexicon import read_words
from sayso.model import Change, Span
from sayso.retellings.changes.cues import has_cue
from sayso.retellings.changes.hedges import has_unchecked
from sayso.retellings.changes.side_by_side import Side, SideBySide
from sayso.text import Name, find_initials, stem_word

# "PLACE, Oct. 6 (Agency) -": capitals, a bracket and a dash in front of the first sentence
_DATELINE = re.compile(r"\s*[^\n()]{2,60}\((?P<agency>[^()\n]{2,40})\)\s*[-–—:]")
_OPENING_CHARS = 40


def find_dateline(side: Side) -> range:
    """Return the characters of a text's dateline, none if it names no agency."""
    dateline = _DATELINE.match(side.text)
    return range(dateline.end() if dateline else 0)


def _words(name: str) -> frozenset[str]:
    """Return the words by which a newsroom is known; "news" and "the" do not tell it apart."""
    common = read_words("credits", "common")
    return frozenset(w for w in re.findall(r"[^\W_]+", name.casefold()) if w not in common and len(w) > 1)


def _find_agencies(side: Side) -> list[frozenset[str]]:
    """Return the newsrooms that a text gives credit to: its own outlet, that of its dateline, and those that report."""
    found = [_words(side.outlet)] if side.outlet else []
    dateline = _DATELINE.match(side.text)
    if dateline:
        found.append(_words(dateline["agency"]))
    for said in side.sayings:
        source, cue = said.attribution.relay or said.attribution.source, said.attribution.cue
        is_report = cue is not None and any(stem_word(t.lower) in {"report"} for t in side.tokens(cue.start, cue.end))
        if source is not None and (is_report or _names_newsroom(side, source)) and _name_in(side, source) is not None:
            found.append(_words(_name_in(side, source).text))  # type: ignore[union-attr]
    return [words for words in dict.fromkeys(found) if words]


def _names_newsroom(side: Side, source: Span) -> bool:
    newsrooms = read_words("credits", "newsrooms")
    return any(t.lower in newsrooms for t in side.tokens(source.start, source.end))


def _name_in(side: Side, source: Span) -> Name | None:
    return next(iter(side.names(source.start, source.end)), None)


def _mentions(side: Side, agency: frozenset[str]) -> list[Name]:
    """Return the names that mean the newsroom: all of its words, or the last of several ("the Bell")."""
    found = []
    for name in side.document.names:
        words = {word.casefold() for word in name.words}
        if agency <= words or (len(words) == 1 and words <= agency and side.text[max(0, name.start - 4) : name.start].casefold() == "the "):
            found.append(name)
    return found


def find_lost_credits(both: SideBySide) -> Iterator[Change]:
    """Yield each credit of the parent that the child leaves out, if it credits that newsroom nowhere."""
    parent, child = both.parent, both.child
    if both.is_update:
        return
    for agency in _find_agencies(parent):
        if any(
            words <= child.lower_words or (child.outlet and _words(child.outlet) & words) for words in _find_forms(agency, parent.outlet)
        ):
            continue
        seen: set[int] = set()
        for name in _mentions(parent, agency):
            sentence = parent.document.sentence_at(name.start)
            if sentence is not None and sentence.index not in seen and _is_credit(both, sentence.index, name):
                seen.add(sentence.index)
                yield Change("agency_credit_lost", _around(parent, name), _counterpart(both, sentence.index))


def _find_forms(agency: frozenset[str], outlet: str | None) -> Iterator[frozenset[str]]:
    """Yield the words by which a newsroom may be credited; of the parent's own outlet those of its name, and its initials."""
    yield agency
    initials = find_initials(outlet or "").casefold()
    if len(initials) > 1 and agency in (_words(outlet or ""), {initials}):
        yield from (_words(outlet or ""), frozenset({initials}))


def _is_credit(both: SideBySide, index: int, name: Name) -> bool:
    """Return whether the child had reason to carry the name over.

    It had where it retells the sentence and leaves it with someone, and wherever the newsroom itself is the one who reports.
    """
    pair = both.pair_of_parent.get(index)
    reports = any(
        said.attribution.source is not None and said.attribution.source.start <= name.start < said.attribution.source.end
        for said in both.parent.sayings
    )
    if reports or pair is None:
        return reports
    dateline = _DATELINE.match(both.parent.text)
    return (
        bool(dateline and name.start < dateline.end())
        or has_cue(both.child.tokens_of(pair.children))
        or has_unchecked(both.child.tokens_of(pair.children))
    )


def _around(side: Side, name: Name) -> Span:
    """Return the credit with its dateline, or with the words beside it."""
    dateline = _DATELINE.match(side.text)
    if dateline and name.start < dateline.end():
        return side.span(0, dateline.end())
    sentence = side.document.sentence_at(name.start)
    tokens = side.document.tokens_of_sentence[sentence.index] if sentence else ()
    at = next((k for k, token in enumerate(tokens) if token.start >= name.start), 0)
    after = next((token.end for token in tokens if token.start >= name.end), name.end)
    return side.span(tokens[max(0, at - 1)].start, after)


def _counterpart(both: SideBySide, index: int) -> Span | None:
    """Return the linked sentence of the child; of an opening sentence its first words."""
    if index not in both.pair_of_parent:
        return None
    first = both.child.document.sentences[both.pair_of_parent[index].children[0]]
    return both.child.span(first.start, min(first.end, first.start + _OPENING_CHARS) if index == 0 else first.end)
