"""Which speakers are of a state, by what they are called: "Veldania's transport minister", "the Veldanian army"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sayso.claims.cast import Speaker, is_proper
from sayso.claims.roles import find_body_class
from sayso.lexicon import read_lexicon


def find_owners(speakers: Iterable[Speaker]) -> Iterator[str]:
    """Yield the names of what has ministers, a ministry or an army of its own; one that is only "in Orlek" is not Orlek's."""
    for speaker in speakers:
        owner = speaker.affiliation or ""
        if is_proper(owner) and find_body_class(owner) is None and is_office_of_country(speaker):
            owned = re.compile(rf"\b{re.escape(owner)}(?:['’]s?)? |\bof {re.escape(owner)}\b")
            if any(owned.search(span.text) for span in speaker.spans):
                yield owner


def is_office_of_country(speaker: Speaker) -> bool:
    """Return whether a speaker is a minister, a ministry or an army."""
    role, offices = speaker.role or "", read_lexicon("roles")["bodies"]["of_countries"]
    return any(role == office or role.endswith(f" {office}") for office in offices)


def find_adjectives(speakers: Iterable[Speaker]) -> Iterator[str]:
    """Yield the words that open the name of a state's body of several words: "Veldanian" of "Veldanian defence ministry"."""
    for speaker in speakers:
        first, _, body = (speaker.name or "").partition(" ")
        if speaker.kind == "body" and speaker.role_class == "state" and body:
            yield first
