"""The tagger by rules.

1. a text is cut into stretches: sentences in which every outer quotation is one item
2. each reporting verb outside quotation marks is given a frame: passive, inverted ("..., said X"), set behind ("..., X said"),
   or plain ("X said ...")
3. "according to X" and "X: '...'" name a source without a verb
4. quotations that stand alone go on with the words before them, or are somebody's whom the rules don't know
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.claims.rules.frames import read_cue
from sayso.claims.rules.items import Stretch, read_stretches
from sayso.claims.rules.passages import inner_range, open_passage
from sayso.claims.rules.verbless import join_relays, read_colon, read_loose_quotes, read_phrases, read_relays
from sayso.claims.tagger import Tagged
from sayso.settings import ClaimSettings
from sayso.text import Document

_SHORT_QUOTE_WORDS = ClaimSettings().short_quote_words


class RuleTagger:
    """Finds attributions by rules over quotation marks, reporting verbs and clause structure."""

    version = "rules-5"

    def tag(self, document: Document) -> Sequence[Tagged]:
        """Return the attributions of a text in order."""
        found: list[Tagged] = []
        before: tuple[int, bool] = (-1, False)  # paragraph and whether the last stretch ended in somebody's quotation
        for stretch in read_stretches(document):
            if stretch.is_only_quotes:
                before = (stretch.paragraph, _add_bare_quotes(found, stretch, *before))
                continue
            mine = _read_stretch(stretch)
            found += mine
            before = (stretch.paragraph, bool(mine) and (any(item.is_quote for item in stretch.items)))
        return found


def _add_bare_quotes(found: list[Tagged], stretch: Stretch, paragraph: int, has_speaker: bool) -> bool:
    """Add quotations without a cue: to the attribution they go on with, or as one without a source. Return whether they are somebody's."""
    quotes = [item for item in stretch.items if item.is_quote]
    content = tuple(inner_range(item) for item in quotes)
    carried_over = quotes[0].quotation is not None and quotes[0].quotation.is_continued
    if found and ((has_speaker and paragraph == stretch.paragraph) or carried_over):
        found[-1] = replace(found[-1], content=(*found[-1].content, *content))
    elif sum(item.text.count(" ") + 1 for item in quotes) >= _SHORT_QUOTE_WORDS or paragraph == stretch.paragraph:
        found.append(Tagged(None, None, content))
    return True


def _read_stretch(stretch: Stretch) -> list[Tagged]:
    """Return the attributions of one stretch in order."""
    passage = open_passage(stretch.items)
    read_phrases(passage)
    read_relays(passage)
    named = [tagged.source for tagged in passage.found if tagged.source]
    for n, cue in enumerate(passage.cues):
        at = passage.items[cue.first].start
        tagged = None if any(start <= at < end for start, end in named) else read_cue(passage, n, cue)
        if tagged is not None:
            passage.found.append(tagged)
    read_colon(passage)
    read_loose_quotes(passage)
    join_relays(passage)
    return sorted((tagged for tagged in passage.found if tagged.content), key=lambda t: (t.cue or t.content[0], t.content))
