"""A claim's numbers, each opened: the reports in groups that count as one, the voices side by side, the words of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.model import Attribution, Merge, Proposition, Span
from sayso.surfaces.web.told import Told

SIDES = ("affirm", "deny", "concede", "unverified")
HEADINGS = {
    "affirm": ("says so", "say so"),
    "deny": ("denies it", "deny it"),
    "concede": ("concedes it", "concede it"),
    "unverified": ("can neither confirm nor deny it", "can neither confirm nor deny it"),
}


@dataclass(frozen=True, slots=True)
class VoiceSays:
    """A voice on one side of a claim, and all that it is quoted with."""

    voice: str
    said: tuple[Attribution, ...]
    n_reports: int

    @property
    def quotes(self) -> list[tuple[Attribution, ...]]:
        """What is said, the same words of several reports together."""
        return join_same_words(self.said)


@dataclass(frozen=True, slots=True)
class Side:
    """The voices on one side; ``n_voices`` counts a body and those who speak for it once."""

    stance: str
    heading: str
    voices: tuple[VoiceSays, ...]
    n_voices: int


@dataclass(frozen=True, slots=True)
class Group:
    """Reports that certainly count as one. ``cluster``: groups of one number perhaps count as one, too."""

    reports: tuple[str, ...]
    cluster: int


def find_sides(told: Told, claim: Proposition) -> list[Side]:
    """Return who stands where, one side after the other."""
    return [_side(told, claim, stance) for stance in SIDES if getattr(claim, stance)]


def _side(told: Told, claim: Proposition, stance: str) -> Side:
    voices: Sequence[str] = getattr(claim, stance)
    n_voices = told.index.count_voices(voices)
    return Side(stance, HEADINGS[stance][n_voices != 1], tuple(_voice(told, claim, voice, stance) for voice in voices), n_voices)


def _voice(told: Told, claim: Proposition, voice: str, stance: str) -> VoiceSays:
    said = tuple(each for each in told.index.said.get((claim.id, voice), ()) if each.stance == stance)
    return VoiceSays(voice, said, len({each.report for each in said}))


def join_same_words(said: Iterable[Attribution]) -> list[tuple[Attribution, ...]]:
    """Return the attributions in groups that say the same in the same words."""
    found: dict[tuple[object, ...], list[Attribution]] = {}
    for each in said:
        words = tuple(" ".join(span.text.split()) for span in (*each.content, each.source, each.cue) if span is not None)
        found.setdefault((words, each.stance, each.mode, each.channel, each.scope and each.scope.kind), []).append(each)
    return [tuple(group) for group in found.values()]


def find_groups(claim: Proposition) -> list[Group]:
    """Return the reports of a claim in groups that count as one: as many groups as its upper count, as many clusters as its lower."""
    certain = _join(claim.reports, (merge for merge in claim.merges if merge.certain))
    perhaps = _join(claim.reports, claim.merges)
    clusters = {head: number for number, head in enumerate(dict.fromkeys(perhaps[report] for report in claim.reports))}
    groups: dict[str, list[str]] = {}
    for report in claim.reports:
        groups.setdefault(certain[report], []).append(report)
    found = [Group(tuple(reports), clusters[perhaps[reports[0]]]) for reports in groups.values()]
    return sorted(found, key=lambda group: group.cluster)


def _join(reports: Iterable[str], merges: Iterable[Merge]) -> dict[str, str]:
    """Return the head of each report's group."""
    head = {report: report for report in reports}

    def find(report: str) -> str:
        while head[report] != report:
            head[report] = head[head[report]]
            report = head[report]
        return report

    for merge in merges:
        if merge.first in head and merge.second in head:
            first, second = find(merge.first), find(merge.second)
            head[max(first, second)] = min(first, second)
    return {report: find(report) for report in head}


def find_words(told: Told, claim: Proposition) -> dict[str, list[tuple[Span, Attribution | None]]]:
    """Return, by report, the words that carry the claim: what is said of it there, and where it is stated as fact."""
    found: dict[str, list[tuple[Span, Attribution | None]]] = {report: [] for report in claim.reports}
    for said in told.said_of.get(claim.id, ()):
        found.setdefault(said.report, []).append((said.content[0], said))
    for report, span in claim.stated_as_fact:
        found.setdefault(report, []).append((span, None))
    return found
