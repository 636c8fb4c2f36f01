"""A picture opened at every page that the terminal looks up: reports, voices, who says what about which claim."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from sayso.errors import NotFound
from sayso.model import Attribution, Change, Picture, Proposition, Report, Voice
from sayso.surfaces.terminal import phrases


class Index:
    """What stands where in a picture. Nothing is judged here, and an id that the picture lacks is shown as itself."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture

    @cached_property
    def reports(self) -> dict[str, Report]:
        """The reports under their ids."""
        return {report.id: report for report in self.picture.reports}

    @cached_property
    def voices(self) -> dict[str, Voice]:
        """The voices under their ids."""
        return {voice.id: voice for voice in self.picture.voices}

    @cached_property
    def said(self) -> dict[tuple[str, str | None], list[Attribution]]:
        """What each voice says of each claim, under ``(claim id, voice id)``, in the picture's order."""
        found: dict[tuple[str, str | None], list[Attribution]] = defaultdict(list)
        for each in self.picture.attributions:
            if each.proposition is not None:
                found[each.proposition, each.voice].append(each)
        return dict(found)

    @cached_property
    def changes(self) -> dict[tuple[str, str], list[Change]]:
        """The typed changes along each retelling, under ``(child, parent)``."""
        found: dict[tuple[str, str], list[Change]] = defaultdict(list)
        for change in self.picture.changes:
            found[change.child, change.parent].append(change)
        return dict(found)

    def name_report(self, report_id: str) -> str:
        """Return a report's id and outlet, as in ``r01 The Lantern``."""
        report = self.reports.get(report_id)
        shown = phrases.plain(report_id)
        return f"{shown} {phrases.plain(report.outlet)}" if report and report.outlet else shown

    def date_report(self, report_id: str) -> str:
        """Return a report's id and outlet, and when it was published."""
        report = self.reports.get(report_id)
        return f"{self.name_report(report_id)}, {phrases.instant(report)}" if report else phrases.plain(report_id)

    def name_voice(self, voice_id: str) -> str:
        """Return a voice with its role and party."""
        voice = self.voices.get(voice_id)
        return phrases.voice(voice) if voice else phrases.plain(voice_id)

    def count_voices(self, voice_ids: Iterable[str]) -> int:
        """Return how many voices these are, a body and those who speak for it being one."""
        return len({(each in self.voices and self.voices[each].stands_for) or each for each in voice_ids})


def find_claim(picture: Picture, claim_id: str) -> Proposition:
    """Return the claim of that id.

    Raises:
        NotFound: ``unknown_claim``, if the picture holds none.
    """
    for claim in picture.propositions:
        if claim.id == claim_id:
            return claim
    known = phrases.some([claim.id for claim in order_claims(picture)], 5) or "none, for the case holds no claims"
    raise NotFound("unknown_claim", f"there is no claim {claim_id!r}", allowed=known, do="List them with: sayso claims")


def order_claims(picture: Picture) -> list[Proposition]:
    """Return the claims: contested ones first, and of those the ones that most reports carry independently."""
    return sorted(picture.propositions, key=_rank)


def _rank(claim: Proposition) -> tuple[bool, int, int, int, list[tuple[int, str]]]:
    low, high = claim.independent_reports
    return (not claim.is_contested, -high, -low, -len(claim.reports), natural(claim.id))


def natural(words: str) -> list[tuple[int, str]]:
    """Return a key that sorts ``p9`` before ``p10``.

    >>> sorted(["p10", "p9", "p1"], key=natural)
    ['p1', 'p9', 'p10']
    """
    parts: Sequence[str] = re.split(r"([0-9]{1,18})", words)
    return [(int(part), "") if k % 2 else (-1, part) for k, part in enumerate(parts)]
