"""Overrulings on voices, followed once the voices of a pile are resolved and before anything is weighed.

same_voice    two voices are one, under the name of the first
other_voice   a statement, its copies, and those after it that name nobody new, are another voice's: one that is named, or one of its own
other_party   a voice, its body and those who speak for that body speak for another side
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.claims import VoiceBook
from sayso.ledger.overrulings.anchors import Finder, Place, read_about
from sayso.ledger.overrulings.log import Followed, Following, explain_overruling, in_force
from sayso.model import UNKNOWN, Attribution, Overruling, Reason, Span, Voice


def overrule_voices(
    book: VoiceBook, said: Mapping[str, Sequence[Attribution]], log: Sequence[Overruling], finder: Finder
) -> tuple[VoiceBook, Followed]:
    """Return the voices as overrulings leave them, and which of these found what they are about.

    ``said``: by report, its attributions. Ids of voices that are left stay as they are.
    """
    wanted = in_force(log, "same_voice", "other_voice", "other_party")
    if not wanted:
        return book, Followed()
    work = _Book(book, said, finder)
    for each in wanted:
        work.follow(each)
    return VoiceBook(tuple(work.voices.values()), work.voice_of), work.following.end()


class _Book:
    """A voice book while it is altered."""

    def __init__(self, book: VoiceBook, said: Mapping[str, Sequence[Attribution]], finder: Finder) -> None:
        self.voices = {voice.id: voice for voice in book.voices}
        self.voice_of: dict[Place, str] = dict(book.voice_of)
        self.said, self.finder = said, finder
        self.n_made = max((int(each[1:]) for each in self.voices), default=0)
        self.following = Following()

    def follow(self, overruling: Overruling) -> None:
        """Follow an overruling, if what it is about is found."""
        if overruling.kind == "other_voice":
            self._move(overruling)
            return
        voice = self.finder.find_holder(overruling, "voice", self.voice_of)
        if voice is None:
            return
        if overruling.kind == "other_party":
            self._change_party(voice, overruling)
            return
        other = self.finder.find_holder(overruling, "other", self.voice_of)
        if other is not None:
            if other != voice:
                self._merge(voice, other, explain_overruling(overruling))
            self.following.hold(overruling.number)

    def _change_party(self, voice: str, overruling: Overruling) -> None:
        party = read_about(overruling).get("party")
        if not isinstance(party, str) or not party:
            return
        unit = self.voices[voice].stands_for or voice
        for each in [v for v in self.voices.values() if unit in (v.id, v.stands_for)]:
            self.voices[each.id] = replace(each, party=party, reasons=(*each.reasons, explain_overruling(overruling)))
        self.following.hold(overruling.number, ("party of", unit))

    def _merge(self, kept: str, gone: str, reason: Reason) -> None:
        one, two = self.voices[kept], self.voices.pop(gone)
        for place, voice in self.voice_of.items():
            if voice == gone:
                self.voice_of[place] = kept
        self.voices[kept] = replace(
            one,
            name=one.name or two.name,
            role=one.role or two.role,
            affiliation=one.affiliation or two.affiliation,
            party=two.party if one.party == UNKNOWN else one.party,
            reasons=(*one.reasons, *(each for each in two.reasons if each not in one.reasons), reason),
            stands_for=next((body for body in (one.stands_for, two.stands_for) if body not in (None, kept, gone)), None),
        )
        self._set_evidence(kept, {*one.evidence, *two.evidence}, (*one.mentions, *two.mentions))
        self._repoint(gone, kept)
        if (body := self.voices[kept].stands_for) is not None:
            self._repoint(kept, body)  # nobody speaks for a spokesperson

    def _move(self, overruling: Overruling) -> None:
        place = self.finder.find_statement(overruling, "statement")
        is_named = "voice" in read_about(overruling)
        target = self.finder.find_holder(overruling, "voice", self.voice_of) if is_named else None
        if place is None or (is_named and target is None):
            return
        places = (place, *self.finder.find_copies(place))
        reason = explain_overruling(overruling)
        if target is not None:
            self.voices[target] = replace(self.voices[target], reasons=(*self.voices[target].reasons, reason))
        target = target or self._find_lone(places) or self._make(self._source(place), reason)
        for each in places:
            old = self.voice_of.get(each)
            if target != old:
                self._give(self._find_moved(each, old), old, target)
        self.following.hold(overruling.number, *(("voice of", each) for each in places))

    def _find_lone(self, places: Sequence[Place]) -> str | None:
        """Return the voice that has said nothing but what stands at some places: it is a voice of its own already, and keeps its name."""
        voice = self.voice_of.get(places[0])
        moved = {each for place in places if self.voice_of.get(place) == voice for each in self._find_moved(place, voice)}
        return voice if all(place in moved for place, each in self.voice_of.items() if each == voice) else None

    def _give(self, moved: Sequence[Place], old: str | None, target: str) -> None:
        """Give statements to a voice, with those mentions by which the old voice had them."""
        spans = {(place[0], source) for place in moved if (source := self._source(place)) is not None}
        mentions = spans & {*self.voices[old].evidence} if old else spans
        for place in moved:
            self.voice_of[place] = target
        self._set_evidence(target, {*self.voices[target].evidence, *mentions}, self.voices[target].mentions)
        if old is not None:
            self._leave(old, mentions)

    def _find_moved(self, place: Place, old: str | None) -> list[Place]:
        """Return the statement and those after it in its report that are the same voice's and do not name it anew."""
        report, first = place
        named = {span for where, span in self.voices[old].evidence if where == report} if old else set()
        moved = [place]
        for index in range(first + 1, len(self.said[report])):
            if old is not None and self.voice_of.get((report, index)) == old:
                if self._source((report, index)) in named:
                    break
                moved.append((report, index))
        return moved

    def _source(self, place: Place) -> Span | None:
        return self.said[place[0]][place[1]].source

    def _make(self, source: Span | None, reason: Reason) -> str:
        """Return the id of a new voice, of which no more is known than the words that name it."""
        self.n_made += 1
        made = f"v{self.n_made}"
        self.voices[made] = Voice(made, None, None, None, UNKNOWN, (source.text,) if source else (), reasons=(reason,))
        return made

    def _leave(self, voice: str, mentions: set[tuple[str, Span]]) -> None:
        """Take mentions out of a voice, and the voice out of the book if it says nothing any more."""
        if voice in self.voice_of.values():
            left = {*self.voices[voice].evidence} - mentions
            self._set_evidence(voice, left, [each for each in self.voices[voice].mentions if each in {span.text for _, span in left}])
        else:
            del self.voices[voice]
            self._repoint(voice, None)

    def _set_evidence(self, voice: str, evidence: set[tuple[str, Span]], called: Iterable[str]) -> None:
        """Give a voice its mentions; those that are met most often come first."""
        counted = Counter(span.text for _, span in evidence)
        mentions = sorted({*called, *counted}, key=lambda text: (-counted[text], text))
        self.voices[voice] = replace(self.voices[voice], evidence=tuple(sorted(evidence)), mentions=tuple(mentions))

    def _repoint(self, gone: str, now: str | None) -> None:
        """Let those who spoke for a voice that is gone speak for another."""
        for each in [v for v in self.voices.values() if v.stands_for == gone]:
            self.voices[each.id] = replace(each, stands_for=now if now != each.id else None)
