"""Voices by party: whose word it is, what they are called, and on which claims they stand where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.model import UNINVOLVED, UNKNOWN, Picture, Voice
from sayso.surfaces.terminal import phrases
from sayso.surfaces.terminal.blocks import heading, indent, join, labelled, stack, text
from sayso.surfaces.terminal.claims import SIDES
from sayso.surfaces.terminal.index import Index, natural
from sayso.surfaces.terminal.screen import Screen

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_MOST_MENTIONS = 6
_MOST_CLAIMS = 12


def show_voices(picture: Picture, screen: Screen) -> str:
    """Return every voice under the party that it speaks for."""
    index, parties = Index(picture), _by_party(picture)
    if not parties:
        return screen.draw(heading("voices", "none was found"))
    n_parties = len([name for name in parties if name not in (UNINVOLVED, UNKNOWN)])
    about = f"{phrases.count(len(picture.voices), 'voice')}, {phrases.count(n_parties, 'party', 'parties')}"
    stands = _stands(picture)
    blocks = [_party(index, name, voices, stands) for name, voices in parties.items()]
    return screen.draw(heading("voices", about), *blocks)


def _by_party(picture: Picture) -> dict[str, list[Voice]]:
    """Return the voices of each party, the party with most voices first; the uninvolved and the unknown last."""
    found: dict[str, list[Voice]] = defaultdict(list)
    for voice in picture.voices:
        found[voice.party].append(voice)
    last = {UNINVOLVED: 1, UNKNOWN: 2}
    return dict(sorted(found.items(), key=lambda item: (last.get(item[0], 0), -len(item[1]), item[0])))


def _stands(picture: Picture) -> dict[tuple[str, str], list[str]]:
    """Return the claims that each voice takes each side on, under ``(voice, side)``."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for claim in sorted(picture.propositions, key=lambda each: natural(each.id)):
        for side in SIDES:
            for voice in getattr(claim, side):
                found[voice, side].append(claim.id)
    return found


def _party(index: Index, name: str, voices: list[Voice], stands: dict[tuple[str, str], list[str]]) -> RenderableType:
    ordered = sorted(voices, key=lambda voice: natural(voice.id))
    head = join((text(phrases.party(name), "heading"), text(f"  {phrases.count(len(voices), 'voice')}", "quiet")))
    return stack(head, indent(labelled((phrases.plain(voice.id), _voice(index, voice, stands)) for voice in ordered)))


def _voice(index: Index, voice: Voice, stands: dict[tuple[str, str], list[str]]) -> Text:
    return text("\n").join(_lines(index, voice, stands))


def _lines(index: Index, voice: Voice, stands: dict[tuple[str, str], list[str]]) -> Iterator[Text]:
    role = ", ".join(phrases.plain(each) for each in (voice.role, voice.affiliation) if each)
    yield join((text(phrases.voice_name(voice)), text(f"  {role}" if role else "", "quiet")))
    if voice.stands_for:
        yield text(f"speaks for {index.name_voice(voice.stands_for)}: one voice with it", "quiet")
    sides = [(side, stands.get((voice.id, side))) for side in SIDES]
    taken = [f"{phrases.STANCES[side]} {phrases.some(claims, _MOST_CLAIMS)}" for side, claims in sides if claims]
    if taken:
        yield text("; ".join(taken))
    others = [f"“{phrases.plain(each)}”" for each in voice.mentions if phrases.plain(each) != phrases.voice_name(voice)]
    if others:
        yield text(f"called {phrases.some(others, _MOST_MENTIONS)}", "quiet")
