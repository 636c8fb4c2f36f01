"""Who speaks in one report: every attribution's source settled against the rest of the report.

Pronouns go to the likeliest person or body before them, surnames to full names, "the minister" to the minister.
What can't be settled stays a voice of its own. ``Speaker`` objects are local; ``voices`` merges them across the pile.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from sayso.claims.mentions import Mention, RoleClass, find_bodies, find_people, find_unnamed, read_mention
from sayso.lexicon import read_lexicon, read_words
from sayso.model import Attribution, Span
from sayso.text import Document

_REACH_SENTENCES = 12
_ANNOUNCED_SENTENCES = 3
_BARE_QUOTE_CHARS = 400  # a quotation without a source is the last speaker's up to here behind that speaker's words


@dataclass(slots=True)
class Speaker:
    """One voice within one report. ``attributions`` are indices into the report's attributions."""

    kind: Literal["person", "body", "crowd", "role"]
    name: str | None = None
    role: str | None = None
    role_class: RoleClass | None = None
    affiliation: str | None = None
    gender: Literal["f", "m"] | None = None
    spans: list[Span] = field(default_factory=list)
    attributions: list[int] = field(default_factory=list)
    places: list[tuple[int, bool]] = field(default_factory=list)  # (position, whether it was a source there)
    openings: tuple[str, ...] = ()  # first words of the sentences before the mention, nearest first: they may name its country
    introduced: Span | None = None  # where an unnamed person is first spoken of

    def learn(self, mention: Mention) -> None:
        """Take over what a further mention adds."""
        if mention.name and (self.name is None or (len(mention.name) > len(self.name) and mention.name.endswith(self.name))):
            self.name = mention.name
        if mention.role and (self.role is None or (mention.role_class == "speakers" and self.role_class != "speakers")):
            self.role, self.role_class = mention.role, mention.role_class
        self.affiliation = self.affiliation or mention.affiliation
        self.gender = self.gender or mention.gender

    @property
    def is_person(self) -> bool:
        """Whether it can be "he" or "she"."""
        return self.kind in ("person", "role")


class _Room:
    """The speakers of one report while they are being told apart."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.starts = [sentence.start for sentence in document.sentences]
        self.speakers: list[Speaker] = []
        self.introduced = find_people(document)
        named = (m.name for m in self.introduced if m.name)
        self.people = frozenset(word for name in named for word in (name.casefold(), name.split()[-1].casefold()))
        for mention in self.introduced:
            speaker = self.person(mention)
            speaker.places.append((mention.span.start, False))
        for mention in find_unnamed(document):
            unnamed = self.add("role", mention)
            unnamed.places.append((mention.span.start, False))
            unnamed.introduced = mention.span
        for mention in find_bodies(document):
            self.settle_body(mention).places.append((mention.span.start, False))
        for name in document.names:
            known = self.by_surname(name.words[-1]) if name.words else None
            if known is not None:
                known.places.append((name.start, False))

    # -- looking up ------------------------------------------------------------------------------------------------

    def by_surname(self, word: str) -> Speaker | None:
        return next((s for s in self.speakers if s.kind == "person" and s.name and s.name.split()[-1].casefold() == word.casefold()), None)

    def person(self, mention: Mention) -> Speaker:
        """Return the person of a name, made if new. A surname alone goes to the full name that ends in it."""
        words = (mention.name or "").split()
        for speaker in self.speakers:
            known = (speaker.name or "").split()
            if speaker.kind != "person" or not known or known[-1].casefold() != words[-1].casefold():
                continue
            if len(known) == 1 or len(words) == 1 or known[0].casefold() == words[0].casefold():
                speaker.learn(mention)
                return speaker
        return self.add("person", mention)

    def add(self, kind: Literal["person", "body", "crowd", "role"], mention: Mention) -> Speaker:
        speaker = Speaker(kind, mention.name, mention.role, mention.role_class, mention.affiliation, mention.gender)
        self.speakers.append(speaker)
        return speaker

    def sentence(self, at: int) -> int:
        return bisect_right(self.starts, at) - 1

    def nearest(self, at: int, candidates: Sequence[Speaker]) -> Speaker | None:
        """Return the candidate whose mention before ``at`` is likeliest to be meant: near, a source, at the head of its sentence."""
        here = self.sentence(at)
        best: tuple[float, int] | None = None
        found = None
        for speaker in candidates:
            for place, was_source in speaker.places:
                distance = here - self.sentence(place)
                if place >= at or distance > _REACH_SENTENCES:
                    continue
                heads = place - self.starts[max(0, self.sentence(place))] <= 2
                score = 2.0 * was_source + 1.0 * heads - 1.2 * distance
                if best is None or (score, place) > best:
                    best, found = (score, place), speaker
        return found

    def body_before(self, at: int) -> str | None:
        """Return the name of the body last spoken of within two sentences: a spokesperson without a body speaks for that one."""
        bodies = [
            s
            for s in self.speakers
            if s.kind == "body" and any(0 <= self.sentence(at) - self.sentence(p) <= 2 and p < at for p, _ in s.places)
        ]
        body = self.nearest(at, bodies)
        return body.name if body else None

    # -- settling one source ---------------------------------------------------------------------------------------

    def settle(self, mention: Mention) -> Speaker | None:
        if mention.kind == "pronoun":
            return self.settle_pronoun(mention)
        if mention.kind == "person":
            return self.person(mention)
        if mention.kind == "body":
            return self.settle_body(mention)
        return self.settle_role(mention)

    def settle_pronoun(self, mention: Mention) -> Speaker | None:
        pronouns = read_lexicon("roles")["pronouns"]
        word, at = mention.span.text.casefold(), mention.span.start
        if word in pronouns["person"] or word in pronouns["relative"]:
            fits = [s for s in self.speakers if s.is_person and (s.gender is None or mention.gender is None or s.gender == mention.gender)]
            speaker = self.nearest(at, fits)
            if speaker is not None:
                speaker.gender = speaker.gender or mention.gender
            return speaker
        if word in pronouns["thing"]:
            return self.nearest(at, [s for s in self.speakers if s.kind == "body"])
        return self.nearest(at, [s for s in self.speakers if s.kind in ("crowd", "body")])

    def settle_body(self, mention: Mention) -> Speaker:
        wanted = body_words(mention.name)
        for speaker in self.speakers:
            if speaker.kind == "body" and (body_words(speaker.name) == wanted or (mention.is_definite and is_short_for(mention, speaker))):
                speaker.learn(mention)
                return speaker
        if mention.is_definite and mention.name in read_lexicon("roles")["bodies"]["firms"]:
            fits = [s for s in self.speakers if s.kind == "body" and s.role_class in (None, "own") and s.name and s.name[0].isupper()]
            firm = self.nearest(mention.span.start, fits)
            if firm is not None:
                return firm
        return self.add("body", mention)

    def settle_role(self, mention: Mention) -> Speaker:
        met = next(
            (s for s in self.speakers if s.kind == "role" and any(mention.span.start <= at < mention.span.end for at, _ in s.places)), None
        )
        if met is not None and not mention.is_definite:
            met.learn(mention)
            return met
        if mention.is_definite and mention.role:
            head = mention.role.split()[-1]
            fits = [s for s in self.speakers if s.is_person and self.could_be(s, mention, head)]
            if mention.kind == "crowd":
                fits = [s for s in self.speakers if s.kind == "crowd" and s.role == mention.role and s.affiliation == mention.affiliation]
            speaker = self.nearest(mention.span.start, fits)
            if speaker is not None:
                speaker.learn(mention)
                return speaker
        kind: Literal["crowd", "role"] = "crowd" if mention.kind == "crowd" else "role"
        return self.add(kind, mention)

    @staticmethod
    def could_be(speaker: Speaker, mention: Mention, head: str) -> bool:
        generic = {*read_lexicon("roles")["people"]["female"], *read_lexicon("roles")["people"]["male"], "person", "official"}
        if mention.gender and speaker.gender and mention.gender != speaker.gender:
            return False
        if speaker.role and speaker.role.split()[-1] == head:
            return True
        return head in generic and speaker.kind == "role" and bool(speaker.attributions)


def body_words(name: str | None) -> frozenset[str]:
    """Return the words of a body's name that tell it from others: no small words, one spelling."""
    functional = read_words("function_words", "all")
    words = re.findall(r"[^\W_]+", re.sub(r"['’]s?\b", "", (name or "").casefold()))
    return frozenset(re.sub(r"(?<=[a-z]{3})(?:ce|se)\b", "se", word) for word in words if word not in functional)


def is_short_for(mention: Mention, speaker: Speaker) -> bool:
    """Return whether a definite short form ("the ministry", "the union") fits a body named in full before."""
    short, full = body_words(mention.name), body_words(speaker.name) | body_words(speaker.role)
    return (
        bool(short)
        and short < full | {""}
        and short <= full
        and (mention.affiliation is None or mention.affiliation == speaker.affiliation)
    )


def read_speakers(document: Document, attributions: Sequence[Attribution]) -> tuple[Speaker, ...]:
    """Return the speakers of one report; each attribution index stands with at most one of them."""
    room = _Room(document)
    order = sorted(range(len(attributions)), key=lambda k: (attributions[k].start, k))
    latest: tuple[Speaker, int] | None = None
    for index in order:
        source = attributions[index].source
        if source is None or source.field != "text":
            if source is None and latest and attributions[index].start - latest[1] <= _BARE_QUOTE_CHARS and attributions[index].mode == "direct":
                latest[0].attributions.append(index)
                latest = (latest[0], _end(attributions[index]))
            continue
        mention = read_mention(document, source, room.people)
        speaker = room.settle(mention)
        if speaker is None:
            continue
        speaker.attributions.append(index)
        latest = (speaker, _end(attributions[index]))
        speaker.places.append((source.start, True))
        if mention.kind != "pronoun":
            speaker.spans.append(source)
        if speaker.role_class == "speakers" and not speaker.affiliation:
            speaker.affiliation = room.body_before(source.start)
        if not speaker.openings:
            speaker.openings = _openings(document, source.start)
    for speaker in room.speakers:
        if speaker.attributions and not speaker.spans and speaker.introduced:
            speaker.spans.append(speaker.introduced)
    merge_short_bodies(room)
    merge_announced(room)
    return tuple(speaker for speaker in room.speakers if speaker.attributions)


def _end(attribution: Attribution) -> int:
    return max(part.end for part in attribution.content)


def _openings(document: Document, at: int) -> tuple[str, ...]:
    """Return the first words of the sentence around ``at`` and of the two before it, nearest first."""
    sentence = document.sentence_at(at)
    if sentence is None:
        return ()
    before = document.sentences[max(0, sentence.index - 2) : sentence.index + 1]
    return tuple(" ".join(document.text[s.start : min(s.end, at)].split()[:3]) for s in reversed(before))


def merge_short_bodies(room: _Room) -> None:
    """Give "the union", "the company", said before the name was, to the only body of the report that it fits."""
    firms = read_lexicon("roles")["bodies"]["firms"]
    proper = [s for s in room.speakers if s.kind == "body" and s.name and s.name[0].isupper()]
    for short in [s for s in room.speakers if s.kind == "body" and s.attributions and s.name and not s.name[0].isupper()]:
        fits = [s for s in proper if body_words(short.name) <= body_words(s.name) | body_words(s.role)]
        if not fits and short.name in firms:
            fits = [s for s in proper if s.attributions and s.role_class in (None, "own")]
        if len(fits) == 1:
            fits[0].attributions += short.attributions
            fits[0].spans += short.spans
            short.attributions = []


def merge_announced(room: _Room) -> None:
    """Give a role that is announced first to the name that follows: "The prime minister conceded ... , Ann Example said"."""
    for role in [s for s in room.speakers if s.kind == "role" and s.attributions and s.role_class in ("officials", "managers", "speakers")]:
        opened = min(place for place, _ in role.places)
        after = [
            s for s in room.speakers if s.kind == "person" and s.attributions and s.role is None and min(p for p, _ in s.places) > opened
        ]
        nearest = min(after, key=lambda s: min(p for p, _ in s.places), default=None)
        definite = role.spans and room.document.text[role.spans[0].start : role.spans[0].end].split()[0].casefold() not in {
            "a",
            "an",
            "one",
        }
        if (
            nearest is None
            or not definite
            or room.sentence(min(p for p, _ in nearest.places)) - room.sentence(opened) > _ANNOUNCED_SENTENCES
        ):
            continue
        between = [
            s
            for s in room.speakers
            if s.is_person and s not in (role, nearest) and any(opened < p < nearest.places[0][0] and src for p, src in s.places)
        ]
        if not between:
            nearest.role, nearest.role_class, nearest.affiliation = role.role, role.role_class, nearest.affiliation or role.affiliation
            nearest.attributions += role.attributions
            nearest.spans = role.spans + nearest.spans
            role.attributions = []
