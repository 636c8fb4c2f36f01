"""Who speaks in one report: every attribution's source settled against the rest of the report.

Pronouns go to the likeliest person or body before them, surnames to full names, "the minister" to the minister.
What can't be settled stays a voice of its own. ``Speaker`` objects are local; ``voices`` merges them across the pile.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.cast import Cast, Speaker, body_words
from sayso.claims.mentions import read_mention
from sayso.lexicon import read_lexicon
from sayso.model import Attribution
from sayso.text import Document

_ANNOUNCED_SENTENCES = 3
_BARE_QUOTE_CHARS = 400  # a quotation without a source is the last speaker's up to here behind that speaker's words


def read_speakers(document: Document, attributions: Sequence[Attribution]) -> tuple[Speaker, ...]:
    """Return the speakers of one report; each attribution index stands with at most one of them."""
    room = Cast(document)
    order = sorted(range(len(attributions)), key=lambda k: (attributions[k].start, k))
    latest: tuple[Speaker, int] | None = None
    for index in order:
        source = attributions[index].source
        if source is None or source.field != "text":
            if (
                source is None
                and latest
                and attributions[index].start - latest[1] <= _BARE_QUOTE_CHARS
                and attributions[index].mode == "direct"
            ):
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


def merge_short_bodies(room: Cast) -> None:
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


def merge_announced(room: Cast) -> None:
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
