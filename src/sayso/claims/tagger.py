"""The tagger seam, and the rules that stand behind it: source, cue and content from quotation marks, reporting verbs and clause structure.

1. a text is cut into stretches: sentences in which every outer quotation is one item
2. each reporting verb outside quotation marks is given a frame: passive, inverted ("..., said X"), set behind ("..., X said"), or plain ("X said ...")
3. "according to X" and "X: '...'" name a source without a verb
4. quotations that stand alone go on with the words before them, or are somebody's whom the rules don't know
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from sayso.claims.clauses import (
    Item,
    Stretch,
    find_phrase_end,
    find_phrase_start,
    is_finite,
    is_word,
    read_stretches,
    skip_adjuncts,
    starts_phrase,
)
from sayso.claims.cues import Cue, find_cues
from sayso.lexicon import read_lexicon
from sayso.text import Document

Range = tuple[int, int]
_ENDS = {".", "!", "?", "…"}
_SHORT_QUOTE_WORDS = 4
_CLAUSE_OPENERS = {"and", "but", "while", "because", "although", "whereas", "if", "when", "that", "as", "after", "before", "since", "until"}


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution as character ranges of the text: what every tagger returns."""

    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]
    relay: Range | None = None


class Tagger(Protocol):
    """Text in, source, cue and content ranges out."""

    @property
    def version(self) -> str:
        """A string that changes whenever the tagger's answers may."""
        ...

    def tag(self, document: Document) -> Sequence[Tagged]:
        """Return the attributions of a text in order."""
        ...


class RuleTagger:
    """Finds attributions by rules over quotation marks, reporting verbs and clause structure."""

    version = "rules-1"

    def tag(self, document: Document) -> Sequence[Tagged]:
        """Return the attributions of a text in order."""
        found: list[Tagged] = []
        before: tuple[int, bool] = (-1, False)  # paragraph and whether the last stretch ended in somebody's quotation
        for stretch in read_stretches(document):
            if stretch.is_only_quotes:
                before = (stretch.paragraph, _add_bare_quotes(found, stretch, *before))
                continue
            mine = _Reader(stretch).read()
            found += mine
            before = (stretch.paragraph, bool(mine) and any(item.is_quote for item in stretch.items))
        return found


def _add_bare_quotes(found: list[Tagged], stretch: Stretch, paragraph: int, has_speaker: bool) -> bool:
    """Add quotations without a cue: to the attribution they go on with, or as one without a source. Return whether they are somebody's."""
    quotes = [item for item in stretch.items if item.is_quote]
    content = tuple((_inner(item)) for item in quotes)
    carried_over = quotes[0].quotation is not None and quotes[0].quotation.is_continued
    if found and ((has_speaker and paragraph == stretch.paragraph) or carried_over):
        found[-1] = replace(found[-1], content=(*found[-1].content, *content))
    elif sum(item.text.count(" ") + 1 for item in quotes) >= _SHORT_QUOTE_WORDS or paragraph == stretch.paragraph:
        found.append(Tagged(None, None, content))
    return True


def _inner(item: Item) -> Range:
    """Return a quotation's range without its marks and without a closing comma or full stop."""
    quotation = item.quotation
    assert quotation is not None
    start, end = quotation.inner_start, quotation.inner_end
    inner = item.text[start - item.start : end - item.start]
    kept = inner.rstrip().rstrip(",.").rstrip() or inner
    return start, start + len(kept)


class _Reader:
    """Reads one stretch: every cue's frame, left to right."""

    def __init__(self, stretch: Stretch) -> None:
        self.items = stretch.items
        self.cues = [cue for cue in find_cues(self.items) if self.is_live(cue)]
        self.end = len(self.items)
        while self.end and (self.items[self.end - 1].text in _ENDS or self.items[self.end - 1].text in ")]"):
            self.end -= 1
        self.found: list[Tagged] = []
        self.source_of: dict[int, Range | None] = {}
        self.taken: set[int] = set()  # quotations that are somebody's words already

    def read(self) -> list[Tagged]:
        """Return the attributions of the stretch in order."""
        self.read_phrases()
        self.read_relays()
        for n, cue in enumerate(self.cues):
            tagged = self.read_cue(n, cue)
            if tagged is not None:
                self.found.append(tagged)
        self.read_colon()
        self.read_loose_quotes()
        return sorted(self.found, key=lambda t: (t.cue or t.content[0], t.content))

    # -- the frames ----------------------------------------------------------------------------------------------------

    def read_cue(self, n: int, cue: Cue) -> Tagged | None:
        if cue.is_passive:
            return self.read_passive(n, cue)
        if self.is_inverted(n, cue):
            return self.read_inverted(n, cue)
        subject = self.find_subject(n, cue)
        if subject and self.is_set_behind(n, cue, subject):
            return self.read_set_behind(n, cue, subject)
        return self.read_plain(n, cue, subject)

    def read_passive(self, n: int, cue: Cue) -> Tagged | None:
        """Return "was denied by X", "was put at N" and "is said to ..."."""
        low, _ = self.clause_bounds(n, cue)
        subject = self.trim_left(low, cue.group)
        after = cue.last
        if after < self.end and self.items[after].lower == "by" and after + 1 < self.end and starts_phrase(self.items[after + 1]):
            stop = find_phrase_end(self.items, after + 1, self.end)
            return self.make((after + 1, stop), cue, [(subject, cue.group)])
        reports = cue.takes("clause") and after < self.end and self.items[after].lower in {"to", "that"}
        numbers = cue.takes("at") and after < self.end and self.items[after].lower == "at"
        if (reports or numbers) and subject < cue.group:
            return self.make(None, cue, [(subject, cue.group), (after, self.right_bound(n, cue))])
        return None

    def is_inverted(self, n: int, cue: Cue) -> bool:
        """Return whether the source follows the verb: '"...", said X', "the town has fallen, says X"."""
        at = skip_adjuncts(self.items, cue.last, self.end) if cue.group < cue.first else cue.last
        if cue.form == "ing" or at >= self.end or not (cue.takes("clause") or cue.takes("quote") or cue.takes("addressee")):
            return False
        before = self.items[cue.group - 1] if cue.group else None
        if before is None or not (before.is_quote or before.text in {",", "?", "!", "-", "–", "—"}):
            return False
        after = self.items[at]
        low, _ = self.clause_bounds(n, cue)
        if not (starts_phrase(after) or self.is_role(at)) or after.lower == "that":
            return False
        stop = find_phrase_end(self.items, at, self.end)
        named = not is_finite(_without_relatives(self.items[at:stop]))
        if before.is_quote or (cue.group >= 2 and self.items[cue.group - 2].is_quote):
            return named or stop < self.end
        opens = self.items[0]
        counts = opens.kind == "number" or opens.lower in read_lexicon("numbers")["units"]
        return named and not cue.takes("addressee") and (counts or (is_finite(self.items[low : cue.group]) and not self.looks_like_name(low, cue.group)))

    def read_inverted(self, n: int, cue: Cue) -> Tagged | None:
        at = skip_adjuncts(self.items, cue.last, self.end) if cue.group < cue.first else cue.last
        stop = find_phrase_end(self.items, at, self.right_bound(n, cue))
        before = self.content_before(n, cue.group)
        after = self.content_behind(n, stop)
        return self.make((at, stop), cue, [*before, *after])

    def is_set_behind(self, n: int, cue: Cue, subject: Range) -> bool:
        """Return whether subject and verb follow what was said: '"...," X told us', "nine had died, he said"."""
        start = subject[0]
        if start == 0 or cue.takes("of") or cue.form == "ing":
            return False
        if self.items[start - 1].lower == "as" and (cue.last >= self.end or self.items[cue.last].text in {",", "–", "—"}):
            return True
        before = self.items[start - 1]
        if not (before.is_quote or before.text in {",", "?", "!", "–", "—"}):
            return False
        low, _ = self.clause_bounds(n, cue)
        quoted = before.is_quote or (start >= 2 and self.items[start - 2].is_quote and before.text in {",", "?", "!"})
        if quoted and before.is_quote and not self.ends_speech(start - 1):
            quoted = False
        if not quoted and not is_finite(self.items[low : start - 1]):
            return self.is_parenthesis(start, cue)
        if not quoted and self.items[low].lower in {"if", "when", "while", "although", "though", "because", "as", "after", "before", "since", "once", "until", "asked"}:
            return False
        at = skip_adjuncts(self.items, cue.last, self.end)
        at = self.skip_addressee(cue, at) if cue.takes("addressee") else at
        rest = self.items[at : self.right_bound(n, cue)]
        closes = not rest or rest[0].text in {",", ";", "–", "—", ".", "("} or rest[0].is_quote or (rest[0].kind == "mark")
        return closes or (quoted and not self.has_clause(rest))

    def is_parenthesis(self, start: int, cue: Cue) -> bool:
        """Return whether subject and verb interrupt a clause: "The garrison, he said, had been told ..."."""
        at = self.skip_tail(cue)
        opens = self.items[start - 1].text == "," and at + 1 < self.end and self.items[at].text == ","
        return opens and start > 1 and is_finite(self.items[at + 1 : at + 3]) and starts_phrase(self.items[self.trim_left(0, start)])

    def read_set_behind(self, n: int, cue: Cue, subject: Range) -> Tagged | None:
        before = self.content_before(n, subject[0])
        return self.make(subject, cue, [*before, *self.content_behind(n, self.skip_tail(cue))])

    def read_plain(self, n: int, cue: Cue, subject: Range | None) -> Tagged | None:
        """Return "X said (that) ...", "X denied the report", "X put the toll at N" and their like."""
        high = self.right_bound(n, cue)
        at = cue.last
        if cue.takes("addressee"):
            at = self.skip_addressee(cue, skip_adjuncts(self.items, at, high))
        after = skip_adjuncts(self.items, at, high)
        if after < high or cue.takes("addressee"):
            at = after
        at = self.behind_that(cue.last, at, high)
        while at < high and self.items[at].text in {",", ":", "–", "—"}:
            at += 1
        rest = self.items[at:high]
        source = subject or self.shared_subject(n, cue)
        if subject is None and source is None and cue.form != "ing":
            relative = None
        else:
            relative = self.object_relative(n, cue, subject) if not rest or not self.fits(cue, rest) else None
        if relative:
            rest_as = [(at, high)] if rest and rest[0].lower == "as" else []
            return self.make(source, cue, [relative, *rest_as])
        if not rest or not self.fits(cue, rest) or (source is None and not any(item.is_quote for item in rest)):
            return None
        return self.make(source, cue, [(at, high)])

    def read_phrases(self) -> None:
        """Find "according to X": what stands before and behind it is the content."""
        for phrase in read_lexicon("cues")["phrases"]["after"]:
            words = phrase.split()
            for k in range(self.end - len(words)):
                if [item.lower for item in self.items[k : k + len(words)]] == words:
                    self.read_phrase(k, k + len(words))

    def read_phrase(self, first: int, last: int) -> None:
        stop = find_phrase_end(self.items, last, self.end)
        low = 0
        for k in range(first - 1, -1, -1):
            if self.items[k].text in {";", ":"}:
                low = k + 1
                break
        before = (low, first - 1 if first and self.items[first - 1].text in ",–—" else first)
        after = (stop + 1 if stop < self.end and self.items[stop].text in ",–—" else stop, self.end)
        parts = [part for part in (before, after) if part[0] < part[1]]
        if last < stop and parts:
            self.found.append(self.build((last, stop), (first, last), parts))

    def read_relays(self) -> None:
        """Find "the agency quoted X as saying ...": X speaks, the agency passes it on."""
        for k in range(self.end - 2):
            if self.items[k].lower not in {"quoted", "quotes", "quoting", "cited", "cites", "citing"}:
                continue
            saying = next((j for j in range(k + 1, min(self.end - 2, k + 25)) if self.items[j].lower == "as"), None)
            if saying is None or self.items[saying + 1].lower not in {"saying", "telling", "claiming", "writing"}:
                continue
            low = self.trim_left(max((j + 1 for j in range(k) if self.items[j].text in ",;:"), default=0), k)
            relay = (find_phrase_start(self.items, low, k), k) if low < k else None
            at = self.behind_that(saying + 2, saying + 2, self.end)
            if k + 1 < saying and at < self.end:
                tagged = self.build((k + 1, saying), (saying + 1, saying + 2), [(at, self.end)])
                self.found.append(replace(tagged, relay=self.range(*relay) if relay else None))

    def read_colon(self) -> None:
        """Find "X: '...'" where no verb of the stretch has claimed the quotation."""
        for k in range(1, self.end - 1):
            quote = self.items[k + 1]
            if self.items[k].text == ":" and quote.is_quote and k + 1 not in self.taken:
                stop = next((j for j in range(k) if is_word(self.items[j], "auxiliaries") or is_finite(self.items[j : j + 1])), k)
                stop = next((j for j in range(stop) if self.items[j].text == ","), stop)
                source = (0, stop) if 0 < stop and starts_phrase(self.items[0]) else None
                self.found.append(self.build(source, (k, k + 1), [(k + 1, k + 2)]))
                self.taken.add(k + 1)

    def read_loose_quotes(self) -> None:
        """Find whole sentences in quotation marks that no cue has claimed: somebody's words."""
        for k, item in enumerate(self.items):
            if not item.is_quote or k in self.taken or item.text.count(" ") + 1 < _SHORT_QUOTE_WORDS:
                continue
            opens = k == 0 or self.items[k - 1].text in {".", "?", "!", ":"}
            if opens and item.text[1:2].isupper() and self.ends_speech(k):
                self.found.append(Tagged(None, None, (_inner(item),)))
                self.taken.add(k)

    def is_live(self, cue: Cue) -> bool:
        """Return whether a cue that needs a quotation has one beside it."""
        return not all(entry.takes == {"quote"} for entry in cue.readings) or self.has_quote_beside(cue)

    # -- where things are ------------------------------------------------------------------------------------------------

    def clause_bounds(self, n: int, cue: Cue) -> Range:
        """Return the stretch that the cue's left side may reach over: to the cue before it or a stronger mark."""
        low = next((before.last for before in reversed(self.cues[:n]) if not self.is_aside(before, cue)), 0)
        for k in range(cue.group - 1, low - 1, -1):
            if self.items[k].text in {";", ":", "(", "?", "!", "."}:
                return k + 1, cue.group
        return low, cue.group

    def is_aside(self, before: Cue, cue: Cue) -> bool:
        """Return whether an earlier verb stands in a relative clause between this one and its subject: "the man, who told us so, denies ..."."""
        opens = before.group > 0 and self.items[before.group - 1].lower in {"who", "which", "that"}
        return opens and before.group > 1 and (self.items[cue.group - 1].text == ",") == (self.items[before.group - 2].text == ",")

    def trim_left(self, low: int, high: int) -> int:
        """Return ``low`` moved over conjunctions, adverbs and marks."""
        while low < high:
            item = self.items[low]
            opens = is_word(item, "coordinators") or item.kind == "mark" or item.lower in {"that", "while", "although", "though", "whereas"}
            if not (opens or (item.kind == "word" and is_word(item, "adverbs") and item.lower not in {"both", "all", "first", "only"})):
                break
            low += 1
        return low

    def find_subject(self, n: int, cue: Cue) -> Range | None:
        """Return the noun phrase before the verb, with its appositions and relative clauses."""
        low, high = self.clause_bounds(n, cue)
        for k in range(high - 1, low - 1, -1):
            if self.items[k].is_quote and (k + 1 == high or self.items[k + 1].text == "," or self.ends_speech(k) or starts_phrase(self.items[k + 1])):
                low = k + 1
                break
        start = self.trim_left(low, high)
        if start >= high:
            return None
        if cue.form == "ing" and self.items[high - 1].text == ",":
            return None
        if self.items[high - 1].text == ",":
            return self.apposed_subject(start, high)
        commas = [k for k in range(start, high) if self.items[k].text in {",", "–", "—"}]
        start = self.trim_left(commas[-1] + 1, high) if commas else start
        for k in range(high - 1, start, -1):
            if self.items[k].lower in _CLAUSE_OPENERS and self.opens_clause(k, start, high):
                start = k + 1
                break
        high = self.without_time(start, high)
        start = find_phrase_start(self.items, start, high)
        if is_word(self.items[start], "prepositions"):
            start = self.behind_preposition(start, high)
        if start >= high or not self.can_be_subject(start, high):
            return None
        if self.items[start].lower in {"who", "which", "that"}:
            return self.antecedent(start) or None
        return start, high

    def without_time(self, start: int, high: int) -> int:
        """Return ``high`` moved back over "on Monday night" between a subject and its verb."""
        for k in range(high - 1, start, -1):
            if self.items[k].lower in {"on", "in", "at", "late", "early"} and skip_adjuncts(self.items, k, high) == high:
                return k
        return high

    def opens_clause(self, k: int, low: int, high: int) -> bool:
        """Return whether a conjunction at ``k`` divides clauses rather than nouns."""
        if self.items[k].lower not in {"and", "as", "after", "before", "since", "until"}:
            return True
        return is_finite(self.items[low:k]) and starts_phrase(self.items[k + 1]) and not any(is_word(i, "relatives") for i in self.items[low:k])

    def can_be_subject(self, start: int, high: int) -> bool:
        first = self.items[start]
        if first.kind == "mark" or is_word(first, "auxiliaries"):
            return False
        last = self.items[high - 1]
        return not (is_word(last, "prepositions") or is_word(last, "determiners") or is_word(last, "coordinators"))

    def behind_preposition(self, start: int, high: int) -> int:
        """Return where the subject begins behind an opening phrase such as "in the capital"."""
        after = skip_adjuncts(self.items, start, high)
        if start < after < high:
            return after
        return next((k for k in range(high - 1, start, -1) if starts_phrase(self.items[k]) and not is_word(self.items[k - 1], "prepositions")), high)

    def apposed_subject(self, low: int, high: int) -> Range | None:
        """Return "Mara Ojala, a spokeswoman for the ministry" before ", said": the head phrase and what is set beside it."""
        stop = high - 1 if self.items[high - 1].text == "," else high
        commas = [k for k in range(low, stop) if self.items[k].text == ","]
        starts = [self.trim_left(low, stop), *(self.trim_left(k + 1, stop) for k in commas)]
        ends = [*commas, stop]
        for start, end in zip(starts, ends, strict=True):
            first = self.items[start] if start < stop else None
            if first is None or is_word(first, "prepositions") or is_word(first, "subordinators") or first.lower.endswith("ing"):
                continue
            if first.lower in {"who", "which", "whose", "a", "an"} and start != starts[0]:
                continue
            if not (starts_phrase(first) or self.is_role(start)) or (start == starts[0] and first.lower.endswith("ed")):
                continue
            head = find_phrase_start(self.items, start, end)
            return head, stop
        return None

    def antecedent(self, relative: int) -> Range | None:
        """Return the noun phrase that a relative pronoun takes up."""
        end = relative - 1 if relative and self.items[relative - 1].text == "," else relative
        low = next((k + 1 for k in range(end - 1, -1, -1) if self.items[k].kind == "mark" or self.items[k].is_quote), 0)
        start = find_phrase_start(self.items, self.trim_left(low, end), end)
        return (start, end) if start < end and self.can_be_subject(start, end) else None

    def object_relative(self, n: int, cue: Cue, subject: Range | None) -> Range | None:
        """Return "a charge" in "a charge the company rejected": the content stands before the subject."""
        if subject is None or not (cue.takes("object") or cue.takes("clause")) or subject[0] == 0:
            return None
        high = subject[0]
        if self.items[high - 1].lower in {"which", "that"}:
            high -= 1
        if high and self.items[high - 1].text == ",":
            high -= 1
        low, _ = self.clause_bounds(n, cue)
        begin = next((k + 1 for k in range(high - 1, low - 1, -1) if self.items[k].text in {",", "–", "—"}), low)
        start = find_phrase_start(self.items, self.trim_left(begin, high), high)
        return (start, high) if start < high and not is_finite(self.items[start:high]) else None

    def shared_subject(self, n: int, cue: Cue) -> Range | None:
        """Return the source of the cue before: "X denied it and called ...", "X said ..., adding ..."."""
        before = self.items[cue.group - 1] if cue.group else None
        joined = cue.form == "ing" or (before is not None and (is_word(before, "coordinators") or before.text == ","))
        if joined and n and self.cues[n - 1].first in self.source_of:
            return self.source_of[self.cues[n - 1].first]
        if cue.form == "ing":
            low = self.trim_left(0, cue.group)
            verb = next((k for k in range(low, cue.group) if is_finite(self.items[max(low, k - 1) : k + 1])), None)
            if verb and starts_phrase(self.items[low]):
                return low, verb
        return None

    def right_bound(self, n: int, cue: Cue) -> int:
        """Return where the content to the right must end: before the next cue's own clause, else at the end."""
        if cue.group > 1 and self.items[cue.group - 1].lower in {"who", "which"} and self.items[cue.group - 2].text == ",":
            return next((k for k in range(cue.last, self.end) if self.items[k].text == ","), self.end)
        for k, later in enumerate(self.cues[n + 1 :], n + 1):
            cut = self.clause_cut(k, later, cue)
            if cut is not None:
                return cut
        semicolon = next((k for k in range(cue.last, self.end) if self.items[k].text == ";" or (self.items[k].text in ".?!" and k + 1 < self.end)), self.end)
        return semicolon

    def clause_cut(self, k: int, later: Cue, cue: Cue) -> int | None:
        """Return where a later cue's clause is set apart from this one's content, or None if it stands inside that content."""
        start = later.group
        if later.form == "ing" and start and self.items[start - 1].text == ",":
            return start - 1
        if later.form == "ing":
            return start if start and is_word(self.items[start - 1], "coordinators") else None
        if start and is_word(self.items[start - 1], "coordinators"):
            cut = start - 1
            return cut - 1 if cut and self.items[cut - 1].text == "," else cut
        for j in range(start - 1, cue.last, -1):
            item, before = self.items[j], self.items[j - 1]
            if item.lower in {"while", "but", "and", "although", "whereas", "though"} and (before.text == "," or before.is_quote) and self.has_clause(self.items[cue.last : j]):
                return j - 1 if before.text == "," else j
            if item.text in {",", ";", "–", "—"} and (item.text == ";" or self.is_own_clause(j + 1, start, later)):
                return j
        return None

    def is_own_clause(self, start: int, verb: int, later: Cue) -> bool:
        """Return whether what follows a comma is "a charge the company rejected" or "which the ministry denied"."""
        if start >= verb or later.entry.force not in ("deny", "confirm"):
            return False
        first = self.items[start]
        return first.lower in {"which", "a", "an", "something", "claims"} and find_phrase_start(self.items, start, verb) > start

    def content_before(self, n: int, high: int) -> list[Range]:
        """Return what stands before a subject or verb that is set behind it, conjunctions left out."""
        low = next((k + 1 for k in range(high - 1, -1, -1) if self.items[k].text in {";", ":", ".", "?", "!"}), 0)
        if n and self.found and low < high and self.items[high - 1].is_quote:
            low = next((k for k in range(high - 1, low - 1, -1) if self.items[k].is_quote), low)
        start = self.trim_left(low, high)
        end = high
        while end > start and (self.items[end - 1].text in {",", "–", "—"} or self.items[end - 1].lower == "as"):
            end -= 1
        return [(start, end)] if start < end else []

    def content_behind(self, n: int, at: int) -> list[Range]:
        """Return what goes on after '..., said X,': a quotation, or the rest of the sentence."""
        high = self.right_bound(n, self.cues[n])
        at = skip_adjuncts(self.items, at, high)
        while at < high and self.items[at].text in {",", ":", "–", "—"}:
            at += 1
        rest = self.items[at:high]
        if not rest:
            return []
        quote = next((k for k in range(at, high) if self.items[k].is_quote), None)
        if rest[0].is_quote:
            return [(at, high)] if not self.has_clause(rest[1:]) or all(i.is_quote or i.kind == "mark" for i in rest) else [(at, at + 1)]
        if rest[0].lower in {"and", "but"} and is_finite(rest):
            return [(at + 1, high)]
        if is_finite(rest[:2]) and self.items[at - 1].text == ",":
            return [(at, high)]
        return [(quote, quote + 1)] if quote is not None and self.ends_speech(quote) and quote - at <= 12 else []

    def skip_addressee(self, cue: Cue, at: int) -> int:
        """Return where the person or medium that was told ends."""
        del cue
        if at >= self.end or self.items[at].is_quote or self.items[at].text in {",", ":"} or self.items[at].lower == "that":
            return at
        if is_word(self.items[at], "nominatives") and self.items[at].lower not in {"you", "it"}:
            return at
        if self.items[at].lower in {"us", "me", "him", "her", "them", "you", "it"}:
            return skip_adjuncts(self.items, at + 1, self.end)
        addressees = read_lexicon("grammar")["addressees"]["nouns"]
        k = at
        while k < min(self.end, at + 9):
            item = self.items[k]
            breaks = k > at and starts_phrase(item) and not item.is_capitalised and not is_word(self.items[k - 1], "prepositions") and not is_word(self.items[k - 1], "determiners")
            recapital = k > at and item.is_capitalised and not self.items[k - 1].is_capitalised and self.items[k - 1].lower in addressees
            if item.is_quote or item.kind == "mark" or item.lower == "that" or breaks or recapital or is_word(item, "prepositions"):
                break
            k += 1
            if item.lower in addressees and not (k < self.end and self.items[k].lower in addressees):
                break
        return skip_adjuncts(self.items, k, self.end)

    def skip_tail(self, cue: Cue) -> int:
        at = skip_adjuncts(self.items, cue.last, self.end)
        return self.skip_addressee(cue, at) if cue.takes("addressee") else at

    def behind_that(self, verb: int, at: int, high: int) -> int:
        """Return where the content begins: behind a "that" which follows the verb before any other verb."""
        for k in range(verb, min(high, verb + 16)):
            if self.items[k].lower == "that" and k + 1 < high:
                points = self.items[k + 1].kind == "mark"
                follows_noun = is_finite([self.items[k + 1]]) or is_word(self.items[k + 1], "auxiliaries")
                return at if points or (follows_noun and k > verb) else k + 1
            if self.items[k].is_quote or is_word(self.items[k], "auxiliaries") or self.items[k].text in {":", ";"}:
                break
        return at

    # -- what fits ---------------------------------------------------------------------------------------------------------

    def fits(self, cue: Cue, rest: Sequence[Item]) -> bool:
        """Return whether the words to the right are something that this verb can take."""
        quoted = any(item.is_quote for item in rest)
        first = rest[0]
        clause = self.has_clause(rest) and first.lower not in {"to", "for", "by", "with", "about", "of", "on"}
        that = any(item.lower == "that" for item in self.items[cue.last : cue.last + 8])
        words = [item.lower for item in rest]
        noun = starts_phrase(first) or first.kind in ("word", "number")
        tests = {
            "clause": clause or quoted,
            "addressee": clause or quoted,
            "that": that and clause,
            "quote": first.is_quote or (first.kind == "mark" and quoted),
            "object": noun and not is_word(first, "prepositions") and first.lower not in {"to", "and", "or", "but"},
            "of": "of" in words[1:] or (quoted and len(rest) > 2),
            "as": "as" in words[1:] or quoted,
            "at": "at" in words[1:] or first.lower == "at" or any(item.kind == "number" for item in rest[:2]),
            "name": quoted or self.names_twice(rest),
            "about": noun,
            "to": first.lower == "to" or (that and clause) or "to" in words[1:6],
        }
        return any(cue.takes(frame) and fit for frame, fit in tests.items())

    def names_twice(self, rest: Sequence[Item]) -> bool:
        """Return whether "called X a Y" has both its objects."""
        starts = [k for k, item in enumerate(rest) if starts_phrase(item) or item.lower in {"it", "them", "him", "her"}]
        return rest[0].lower not in {"for", "on", "off", "in"} and any(rest[k].lower in {"a", "an"} for k in starts[1:])

    def has_clause(self, items: Sequence[Item]) -> bool:
        """Return whether the items hold a finite verb, or end in a quotation that may hold it."""
        return is_finite(items) or any(item.lower.endswith("s") and k and items[k - 1].kind == "word" and len(items) > 3 for k, item in enumerate(items[:12]) if item.kind == "word" and not item.is_capitalised and not is_word(item, "auxiliaries") and not is_word(items[k - 1], "prepositions") and k + 1 < len(items) and (starts_phrase(items[k + 1]) or is_word(items[k + 1], "prepositions")))

    def has_quote_beside(self, cue: Cue) -> bool:
        before = self.items[max(0, cue.group - 5) : cue.group]
        after = self.items[cue.last : cue.last + 6]
        return any(item.is_quote and self.ends_speech_item(item) for item in before) or any(item.is_quote for item in after)

    def ends_speech(self, k: int) -> bool:
        return self.ends_speech_item(self.items[k]) or (k + 1 < len(self.items) and self.items[k + 1].text in {",", ".", "!", "?"})

    @staticmethod
    def ends_speech_item(item: Item) -> bool:
        return item.text.rstrip("\"”»’'“").rstrip()[-1:] in {",", ".", "?", "!", "…", "-", "–", "—"}

    def is_role(self, at: int) -> bool:
        from sayso.claims.mentions import find_role

        return find_role([item.lower for item in self.items[at : at + 4]], 0) is not None

    def looks_like_name(self, low: int, high: int) -> bool:
        """Return whether what stands before ", said" is "Mara Ojala, spokeswoman, " rather than a clause."""
        first_comma = next((k for k in range(low, high) if self.items[k].text == ","), high)
        return not is_finite(self.items[low:first_comma])

    # -- making attributions ---------------------------------------------------------------------------------------------

    def make(self, source: Range | None, cue: Cue, content: list[Range]) -> Tagged | None:
        self.source_of[cue.first] = source
        if not content:
            return None
        tagged = self.build(source, (cue.first, cue.last), content)
        return tagged if tagged.content else None

    def build(self, source: Range | None, cue: Range, content: list[Range]) -> Tagged:
        for start, end in content:
            self.taken |= {k for k in range(start, end) if self.items[k].is_quote}
        parts = tuple(part for start, end in content if (part := self.content_range(start, end)) is not None)
        return Tagged(self.range(*source) if source else None, self.range(*cue), parts)

    def range(self, start: int, end: int) -> Range:
        last = self.items[end - 1]
        return self.items[start].start, last.end

    def content_range(self, start: int, end: int) -> Range | None:
        """Return content without a leading "that", outer quotation marks and a closing comma or full stop."""
        while start < end and (self.items[start].lower == "that" and end - start > 1 or self.items[start].text in {",", ":", "–", "—", ".", "(", ")", "]"}):
            start += 1
        while start < end and self.items[end - 1].kind == "mark" and self.items[end - 1].text in ",.:;–—!?…(":
            end -= 1
        if start >= end:
            return None
        if end - start == 1 and self.items[start].is_quote:
            return _inner(self.items[start])
        last = self.items[end - 1]
        first = self.items[start].start
        if last.is_quote and last.quotation is not None and not last.quotation.is_closed:
            return first, _inner(last)[1]
        return first, last.end


def _without_relatives(items: Sequence[Item]) -> Sequence[Item]:
    """Return a phrase up to its first relative pronoun: what a relative clause says is no verb of the phrase."""
    stop = next((k for k, item in enumerate(items) if item.lower in {"who", "which", "whose", "whom", "that"}), len(items))
    return items[:stop]
