"""The people and bodies of one report while they are being told apart: whom a name, a role or a pronoun means at a given place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal

from sayso.claims.grammar import in_group
from sayso.claims.introductions import find_bodies, find_people, find_unnamed
from sayso.claims.mentions import Mention, read_mention
from sayso.claims.parties import count_capitals
from sayso.claims.phrases import find_subject
from sayso.claims.roles import Gender, RoleClass, find_nouns, find_role, is_person
from sayso.lexicon import read_lexicon, read_words
from sayso.model import Span
from sayso.settings import ClaimSettings
from sayso.text import Document, stem_word

SpeakerKind = Literal["person", "body", "crowd", "role"]

_REACH_SENTENCES = ClaimSettings().reach_sentences
_SUBJECT_REACH = 6  # words before a mention that may still be the subject's own
_SUBJECT_WORDS = 8  # of a body at the beginning of a sentence
_KNOWN_GENDER, _LIKELY_GENDER, _HINTED_GENDER = 0.8, 1.2, 0.5  # in the units of the score of a place


@dataclass(slots=True)
class Speaker:
    """One voice within one report. ``attributions`` are indices into the report's attributions."""

    kind: SpeakerKind
    name: str | None = None
    role: str | None = None
    role_class: RoleClass | None = None
    affiliation: str | None = None
    gender: Gender | None = None
    spans: list[Span] = field(default_factory=list)
    attributions: list[int] = field(default_factory=list)
    places: list[tuple[int, bool]] = field(default_factory=list)  # (position, whether it was a source there)
    openings: tuple[str, ...] = ()  # first words of the sentences before the mention, nearest first: they may name its country
    introduced: Span | None = None  # where an unnamed person is first spoken of
    titles: frozenset[str] = field(default=frozenset(), compare=False)  # words met before a person's name; not kept beyond the report

    def learn(self, mention: Mention) -> None:
        """Take over what a further mention adds."""
        if mention.name and (self.name is None or (len(mention.name) > len(self.name) and mention.name.endswith(self.name))):
            self.name = mention.name
        if mention.role and (self.role is None or (mention.role_class == "speakers" and self.role_class != "speakers")):
            self.role, self.role_class = mention.role, mention.role_class
        if self.affiliation is None or (self.affiliation.islower() and mention.affiliation and not mention.affiliation.islower()):
            self.affiliation = mention.affiliation  # "the head of a water company", "who runs Sellow Water"
        self.gender = self.gender or mention.gender
        self.titles |= mention.titles

    def is_called(self, head: str) -> bool:
        """Return whether a noun is the last word of its role, or stood before its name."""
        return (self.role or "").split()[-1:] == [head] or head in self.titles

    def is_ranked_as(self, phrase: str) -> bool:
        """Return whether it and whom a phrase means are both somebody's deputies, or neither is."""
        return _is_deputy(phrase) == _is_deputy(" ".join((*self.titles, self.role or "")))

    @property
    def is_person(self) -> bool:
        """Whether it can be "he" or "she"."""
        return self.kind in ("person", "role")

    @property
    def first_place(self) -> int:
        """Where it is first spoken of."""
        return min(place for place, _ in self.places)


class Cast:
    """The speakers of one report while they are being told apart."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.starts = [sentence.start for sentence in document.sentences]
        self.speakers: list[Speaker] = []
        self._number: dict[int, int] = {}  # by identity
        self._by_surname: dict[str, list[Speaker]] = defaultdict(list)
        self._bodies_with: dict[str, list[Speaker]] = defaultdict(list)  # by each word that tells a body's name
        self._in_sentence: dict[int, list[tuple[int, bool, Speaker]]] = defaultdict(list)
        self.introduced = find_people(document)
        named = (m.name for m in self.introduced if m.name)
        self.people = frozenset(word for name in named for word in (name.casefold(), name.split()[-1].casefold()))
        self._introduce()

    @cached_property
    def _adjectives(self) -> Counter[str]:
        """How often each capitalised word stands just before a noun."""
        return count_capitals(self.document)[1]

    def _introduce(self) -> None:
        for mention in self.introduced:
            self.note(self.person(mention), mention.span.start)
        for mention in find_unnamed(self.document):
            unnamed = self.add("role", mention)
            self.note(unnamed, mention.span.start)
            unnamed.introduced = mention.span
        for mention in find_bodies(self.document):
            self.note(self.settle_body(mention), mention.span.start)
        for name in self.document.names:
            known = self.by_surname(name.words[-1]) if name.words else None
            if known is not None:
                self.note(known, name.start)

    # -- looking up ------------------------------------------------------------------------------------------------

    def note(self, speaker: Speaker, place: int, *, is_source: bool = False) -> None:
        """Keep that a speaker is spoken of at a place."""
        speaker.places.append((place, is_source))
        self._in_sentence[self.sentence(place)].append((place, is_source, speaker))

    def by_surname(self, word: str) -> Speaker | None:
        """Return the person of a surname, if the report names one."""
        return next(iter(self._by_surname.get(word.casefold(), ())), None)

    def person(self, mention: Mention) -> Speaker:
        """Return the person of a name, made if new. A surname alone goes to the full name that ends in it."""
        words = (mention.name or "").casefold().split()
        for speaker in self._by_surname.get(words[-1], ()):
            known = (speaker.name or "").casefold().split()
            if len(known) == 1 or len(words) == 1 or known[0] == words[0]:
                speaker.learn(mention)
                return speaker
        return self.add("person", mention)

    def add(self, kind: SpeakerKind, mention: Mention) -> Speaker:
        """Return a new speaker of what a mention says."""
        speaker = Speaker(kind, mention.name, mention.role, mention.role_class, mention.affiliation, mention.gender)
        speaker.titles = mention.titles
        self._number[id(speaker)] = len(self.speakers)
        self.speakers.append(speaker)
        if kind == "person" and speaker.name:
            self._by_surname[speaker.name.split()[-1].casefold()].append(speaker)
        if kind == "body":
            self._index_body(speaker)
        return speaker

    def _index_body(self, speaker: Speaker) -> None:
        for word in body_words(speaker.name) | body_words(speaker.role):
            if not any(known is speaker for known in self._bodies_with[word]):
                self._bodies_with[word].append(speaker)

    def sentence(self, at: int) -> int:
        """Return the index of the sentence that holds a character."""
        return bisect_right(self.starts, at) - 1

    def near(self, at: int, reach: int) -> list[tuple[int, bool, Speaker]]:
        """Return who is spoken of before a character, within so many sentences: ``(place, whether as a source, speaker)``."""
        here = self.sentence(at)
        sentences = range(max(-1, here - reach), here + 1)
        return [seen for n in sentences if n in self._in_sentence for seen in self._in_sentence[n] if seen[0] < at]

    def nearest(
        self, at: int, fits: Callable[[Speaker], bool], reach: int = _REACH_SENTENCES, gender: Gender | None = None
    ) -> Speaker | None:
        """Return the speaker whose mention before ``at`` is likeliest to be meant: near, a source, the subject of its sentence."""
        best: tuple[float, int, int] | None = None
        found = None
        for place, was_source, speaker in self.near(at, reach):
            if not fits(speaker):
                continue
            score = self._score_place(at, place, was_source=was_source) + (gender_hint(speaker, gender) if gender else 0.0)
            rank = (score, place, -self._number[id(speaker)])
            if best is None or rank > best:
                best, found = rank, speaker
        return found

    def _score_place(self, at: int, place: int, *, was_source: bool) -> float:
        """Return how likely it is that a mention at ``place`` is taken up at ``at``."""
        sentence, here = self.sentence(place), self.sentence(at)
        crosses = not self._is_same_paragraph(place, at)
        return 2.0 * was_source + 1.0 * self._is_subject(place) - 1.2 * (here - sentence) - 2.5 * crosses

    def _is_subject(self, place: int) -> bool:
        """Return whether nothing but a few words that open no adjunct stands before a mention in its sentence."""
        sentence = self.document.sentence_at(place)
        if sentence is None:
            return False
        before = self.document.tokens_between(sentence.start, place)
        return len(before) <= _SUBJECT_REACH and not any(
            t.kind == "mark" or t.lower in read_words("grammar", "prepositions") for t in before
        )

    def body_before(self, at: int, role: str) -> str | None:
        """Return the name of the body last spoken of within two sentences: who speaks for no body by name speaks for that one.

        ``role``: what kind of body it is may stand in it ("company spokesman").
        """
        first = role.split(maxsplit=1)[:1] if " " in role else []
        kind = first[0] if first and find_role(first, 0) else None
        is_firm = kind in read_lexicon("roles")["bodies"]["firms"]
        body = self.nearest(at, is_named_firm if is_firm else _is_body_of_kind(kind), reach=2)
        if not first and (noun := self._find_body_noun_before(at)) is not None:
            return noun
        if body is None and not first:  # "Sound Ferries said ..., a spokesman added": whoever it is, the spokesman is theirs
            body = self._last_source(at)[1]
        return body.name if body else None

    def _find_body_noun_before(self, at: int) -> str | None:
        """Return the only body that the sentence before tells of, where it has no name: "At the hospital ... Its director"."""
        here = self.sentence(at)
        if here < 1 or any(s.kind == "body" for _, _, s in self.near(at, 1)) or not self._is_same_paragraph(self.starts[here - 1], at):
            return None
        tokens = list(self.document.tokens_of_sentence[here - 1])
        nouns = [noun for noun in find_nouns(tokens) if not is_person(noun)]
        is_definite = len(nouns) == 1 and nouns[0].first > 0 and tokens[nouns[0].first - 1].lower == "the"
        return nouns[0].text if is_definite else None

    def _last_source(self, at: int) -> tuple[int, Speaker | None]:
        """Return where somebody spoke last before ``at``, in its paragraph and within a sentence, and who."""
        spoken = [(place, speaker) for place, was_source, speaker in self.near(at, 1) if was_source and self._is_same_paragraph(place, at)]
        return max(spoken, key=lambda each: each[0], default=(0, None))

    def _is_same_paragraph(self, place: int, at: int) -> bool:
        there, here = self.sentence(place), self.sentence(at)
        return there < 0 or here < 0 or self.document.sentences[there].paragraph == self.document.sentences[here].paragraph

    def issuer_of(self, paper: str, at: int) -> Speaker | None:
        """Return who speaks in the last sentence before ``at`` that has the noun of a paper: "the union said in a statement"."""
        here, stem = self.sentence(at), stem_word(paper)
        for n in range(here - 1, max(-1, here - _REACH_SENTENCES - 1), -1):
            if any(token.stem == stem for token in self.document.tokens_of_sentence[n]):
                seen = [each for each in self._in_sentence.get(n, ()) if each[2].kind in ("person", "body") and each[2].name]
                return min(seen, key=lambda each: (not each[1], each[0]), default=(0, False, None))[2]
        return None

    # -- settling one source ---------------------------------------------------------------------------------------

    def settle(self, mention: Mention) -> Speaker | None:
        """Return the speaker that a source means, made if new; None where a pronoun has nobody to mean."""
        if mention.kind == "pronoun":
            return self.settle_pronoun(mention)
        if mention.kind == "person":
            return self.person(mention)
        if mention.kind == "body":
            return self.settle_body(mention)
        return self.settle_role(mention)

    def settle_pronoun(self, mention: Mention) -> Speaker | None:
        """Return the likeliest person, body or crowd before a pronoun."""
        pronouns = read_lexicon("roles")["pronouns"]
        word, at = mention.span.text.casefold(), mention.span.start
        if word in pronouns["person"] or word in pronouns["relative"]:
            fits = _can_be(mention.gender)
            speaker = self._find_taken_for_body(at) or self.nearest(at, fits, gender=mention.gender)
            if speaker is not None:
                speaker.gender = speaker.gender or mention.gender
            return speaker
        if word in pronouns["thing"]:
            return self._find_taken_for_person(at) or self._find_subject_before(at) or self.nearest(at, lambda s: s.kind == "body")
        return self.nearest(at, lambda s: s.kind in ("crowd", "body"))

    def _find_subject_before(self, at: int) -> Speaker | None:
        """Return the body that the sentence before begins with, if no other is spoken of: "The ministry reversed itself. ..., it said"."""
        here = self.sentence(at)
        if here < 1 or any(s.kind == "body" for _, _, s in self.near(at, 1)):
            return None
        before = self.document.sentences[here - 1]
        tokens = self.document.tokens_of_sentence[here - 1]
        verb = next((k for k, token in enumerate(tokens[: _SUBJECT_WORDS + 1]) if k and _may_be_verb(token.lower)), 0)
        subject = find_subject(tokens, verb) if verb and before.paragraph == self.document.sentences[here].paragraph else None
        if subject is None or subject[0] != tokens[0].start:
            return None
        mention = read_mention(self.document, Span.cut(self.document.text, *subject), self.people)
        return self.settle_body(mention) if mention.kind == "body" and (mention.is_definite or mention.name) else None

    def _find_taken_for_person(self, at: int) -> Speaker | None:
        """Return the body that was taken for a person until "it" spoke: who is spoken of last in its paragraph, as the one who speaks.

        "The owner, Sound Ferries, said that was not so. It said nobody was hurt."
        """
        place, speaker = self._last_source(at)
        if speaker is None or not _may_be_body(speaker) or any(s.kind == "body" for where, _, s in self.near(at, 1) if where > place):
            return None
        speaker.kind, speaker.role, speaker.role_class = "body", None, None
        self._index_body(speaker)
        return speaker

    def _find_taken_for_body(self, at: int) -> Speaker | None:
        """Return the person that was taken for a body until "he" or "she" spoke: who spoke last, in the sentence before.

        "Colbeck denied that any were kept there. He accused the inspectorate of ..."
        """
        place, speaker = self._last_source(at)
        if speaker is None or not self._may_be_surname(speaker) or self.sentence(at) - self.sentence(place) != 1:
            return None
        if any(s.is_person for where, _, s in self.near(at, 1) if where > place):
            return None
        speaker.kind = "person"
        return speaker

    def _may_be_surname(self, speaker: Speaker) -> bool:
        """Return whether nothing tells that a name of one word is a body's, or an adjective: "Dravan customs"."""
        name = speaker.name or ""
        is_bare = speaker.kind == "body" and speaker.role is None and speaker.role_class is None and speaker.affiliation is None
        is_word = name[:1].isupper() and name[1:].islower() and name.isalpha()
        return is_bare and is_word and not self.is_place(name) and not self._adjectives[name]

    def settle_body(self, mention: Mention) -> Speaker:
        """Return the body that a name or a definite short form ("the ministry", "the company") means."""
        wanted = body_words(mention.name)
        for speaker in self._bodies_like(wanted):
            if speaker.affiliation and mention.affiliation and body_words(speaker.affiliation).isdisjoint(body_words(mention.affiliation)):
                continue
            if body_words(speaker.name) == wanted or (mention.is_definite and is_short_for(mention, speaker)):
                speaker.learn(mention)
                self._index_body(speaker)
                return speaker
        if mention.is_definite and mention.name in read_lexicon("roles")["bodies"]["firms"]:
            firm = self.nearest(mention.span.start, lambda s: is_named_firm(s) and not self.is_place(s.name))
            if firm is not None:
                return firm
        return self.add("body", mention)

    def is_place(self, name: str | None) -> bool:
        """Return whether a name is that of a place in the report.

        Something happens there ("in Orlek", "the port city of Orlek"), it is told how far off it lies ("Orlek, five miles up the
        river"), or the report is written there ("ORLEK, April 11 -").
        """
        roles, called = read_lexicon("roles"), re.escape(name or "")
        inside, places = ("|".join(words) for words in (roles["links"]["inside"], roles["names"]["places"]))
        lies = "|".join(read_lexicon("figures")["ways"])
        pattern = rf"\b(?:{inside}|(?:{places}) of) {called}\b|\b{called}, [\w-]+ (?:{lies})\b"
        opens = re.match(rf"\W*{called}\b", self.document.text, re.IGNORECASE) is not None and (name or "").upper() in self.document.text
        return opens or re.search(pattern, self.document.text) is not None

    def _bodies_like(self, wanted: frozenset[str]) -> Sequence[Speaker]:
        """Return the bodies whose name or role has the rarest of some words, in the order in which they were met."""
        if not wanted:
            return [s for s in self.speakers if s.kind == "body"][:1]
        return min((self._bodies_with.get(word, []) for word in sorted(wanted)), key=len)

    def settle_role(self, mention: Mention) -> Speaker:
        """Return the person that a role noun means: the one met under it if it is definite, else a new one."""
        span = mention.span
        inside = (
            s for place, _, s in self._in_sentence.get(self.sentence(span.start), ()) if s.kind == "role" and span.start <= place < span.end
        )
        met = min(inside, key=lambda s: self._number[id(s)], default=None)
        if met is not None and not mention.is_definite:
            met.learn(mention)
            return met
        if mention.is_definite and mention.role:
            speaker = self.nearest(span.start, self._crowd_like(mention) if mention.kind == "crowd" else self._person_like(mention))
            if speaker is not None:
                speaker.learn(mention)
                return speaker
        return self.add("crowd" if mention.kind == "crowd" else "role", mention)

    @staticmethod
    def _crowd_like(mention: Mention) -> Callable[[Speaker], bool]:
        return lambda s: s.kind == "crowd" and s.role == mention.role and mention.affiliation in (None, s.affiliation)

    @staticmethod
    def _person_like(mention: Mention) -> Callable[[Speaker], bool]:
        head = (mention.role or "").split()[-1]
        return lambda s: s.is_person and could_be(s, mention, head)


def _may_be_verb(word: str) -> bool:
    return word.endswith("ed") or in_group(word, "irregular_pasts") or in_group(word, "auxiliaries")


def _can_be(gender: Gender | None) -> Callable[[Speaker], bool]:
    """Return whether a speaker is a person who may be "he" or "she"."""
    return lambda s: s.is_person and (s.gender is None or gender in (None, s.gender))


def _is_body_of_kind(kind: str | None) -> Callable[[Speaker], bool]:
    """Return whether a speaker is a body that a noun says what it is, any body for None."""
    return lambda s: s.kind == "body" and (kind is None or kind in body_words(s.name) | body_words(s.role))


def gender_hint(speaker: Speaker, gender: Gender) -> float:
    """Return what speaks for a speaker's being "he" or "she": what was said, else the first name's ending."""
    if speaker.gender is not None:
        return _KNOWN_GENDER if speaker.gender == gender else -_KNOWN_GENDER
    first = (speaker.name or "").casefold().split()[:1]
    if speaker.kind != "person" or not first or " " not in (speaker.name or ""):
        return 0.0
    people = read_lexicon("roles")["people"]
    if first[0] in people["female_names"] or first[0] in people["male_names"]:
        return _LIKELY_GENDER if (first[0] in people["female_names"]) == (gender == "f") else -_LIKELY_GENDER
    ends = first[0].endswith(tuple(people["female_name_endings"]))
    return _HINTED_GENDER if ends == (gender == "f") else -_HINTED_GENDER


def _may_be_body(speaker: Speaker) -> bool:
    """Return whether a name of several words was taken for a person's with nothing that tells so."""
    words, people = (speaker.name or "").casefold().split(), read_lexicon("roles")["people"]
    if speaker.kind != "person" or speaker.gender is not None or len(words) < 2:
        return False
    return words[0] not in people["female_names"] and words[0] not in people["male_names"]


def could_be(speaker: Speaker, mention: Mention, head: str) -> bool:
    """Return whether a definite role noun can mean a speaker."""
    people = read_lexicon("roles")["people"]
    if mention.gender and speaker.gender and mention.gender != speaker.gender:
        return False
    if speaker.kind == "person" and not speaker.is_ranked_as(mention.span.text):
        return False
    if speaker.is_called(head):
        return True
    if mention.role_class == "speakers" and speaker.role_class not in (None, "speakers"):
        return False  # "the head of Sound Ferries ... its spokesman" are two
    generic = head in people["female"] or head in people["male"] or head in people["generic"]
    return generic and speaker.kind == "role" and bool(speaker.attributions)


def _is_deputy(phrase: str) -> bool:
    """Return whether a phrase speaks of somebody's deputy: who is not the one."""
    return not {*read_lexicon("roles")["people"]["below"]}.isdisjoint(phrase.casefold().split())


def is_named_firm(speaker: Speaker) -> bool:
    """Return whether a speaker is a body with a name of its own that "the company" can mean."""
    if speaker.kind != "body" or speaker.role_class not in (None, "own") or not (speaker.name or "")[:1].isupper():
        return False
    words = {*(speaker.role or "").split()[-1:], *(speaker.name or "").casefold().split()}
    return words.isdisjoint(read_lexicon("roles")["bodies"]["no_firms"])


def is_proper(name: str | None) -> bool:
    """Return whether a name has a capital letter in front of a word."""
    return bool(name) and any(word[:1].isupper() for word in re.findall(r"\w+", name or ""))


@lru_cache(maxsize=8_192)
def body_words(name: str | None) -> frozenset[str]:
    """Return the words of a body's name that tell it from others: no small words, one spelling."""
    functional = read_words("function_words", "all")
    words = re.findall(r"[^\W_]+", re.sub(r"['’]s?\b", "", (name or "").casefold()))
    return frozenset(re.sub(r"(?<=[a-z]{3})(?:ce|se)\b", "se", word) for word in words if word not in functional)


def is_short_for(mention: Mention, speaker: Speaker) -> bool:
    """Return whether a definite short form ("the ministry", "the union") fits a body named in full before."""
    short, full = body_words(mention.name), body_words(speaker.name) | body_words(speaker.role)
    return bool(short) and short <= full and (mention.affiliation is None or mention.affiliation == speaker.affiliation)
