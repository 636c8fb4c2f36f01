"""What an overruling is about, named so that it is found again when the pile has grown and ids have moved.

report       its id, its outlet and the hash of its text
statement    its report, the characters of what it says and those of whose word it is
claim, voice the statements that it held; where most of those are now, there it is

``id`` and ``words`` in an anchor are for people: what it was called when it was overruled.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sayso.lexicon import read_words
from sayso.model import Attribution, Overruling, Proposition, Report, Span, Voice
from sayso.text import fold_marks

Json = dict[str, Any]
Place = tuple[str, int]  # report id, number of the attribution in its report
H = TypeVar("H", bound=Hashable)

_MANY_WORDS = 6  # fewer may well be said by another, too
_LEAST_SHARED = 0.5  # share of characters: another reading may move the edges of a statement, but not most of it
_UNREADABLE = (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError)  # what a hand in the file may have left


def anchor_report(report: Report) -> Json:
    """Return what a report is found by."""
    return {"id": report.id, "words": report.outlet, "sha256": report.sha256}


def anchor_statement(said: Attribution, report: Report) -> Json:
    """Return what an attribution is found by."""
    words = " … ".join(span.text for span in said.content)
    return {"id": said.id, "words": words, "report": anchor_report(report), **_locate(said)}


def anchor_claim(claim: Proposition, said: Iterable[Attribution], reports: Mapping[str, Report]) -> Json:
    """Return what a claim is found by."""
    return {"id": claim.id, "words": claim.text, "held": _hold(said, reports)}


def anchor_voice(voice: Voice, said: Iterable[Attribution], reports: Mapping[str, Report]) -> Json:
    """Return what a voice is found by."""
    words = voice.name or (voice.mentions[0] if voice.mentions else voice.role)
    return {"id": voice.id, "words": words, "held": _hold(said, reports)}


def _hold(said: Iterable[Attribution], reports: Mapping[str, Report]) -> list[Json]:
    by_report: dict[str, list[Attribution]] = defaultdict(list)
    for each in said:
        by_report[each.report].append(each)
    return [{"report": anchor_report(reports[id_]), "statements": [_locate(each) for each in those]} for id_, those in by_report.items()]


def _locate(said: Attribution) -> Json:
    return {"content": _pack(said.content), "source": _pack(filter(None, [said.source]))}


def _pack(spans: Iterable[Span]) -> list[list[Any]]:
    return [[span.start, span.end] if span.field == "text" else [span.start, span.end, span.field] for span in spans]


class Finder:
    """Finds in a pile what overrulings are about. ``said``: by report, its attributions. ``origin_of``: by report, its origin."""

    def __init__(
        self, reports: Sequence[Report], said: Mapping[str, Sequence[Attribution]], origin_of: Mapping[str, int] | None = None
    ) -> None:
        self._said, self._origin_of = said, origin_of or {}
        self._by_hash: dict[str, list[Report]] = defaultdict(list)
        for report in reports:
            self._by_hash[report.sha256].append(report)

    def find_report(self, overruling: Overruling, role: str) -> str | None:
        """Return the id of the report that stands in a role of an overruling."""
        try:
            return self._report(json.loads(overruling.about)[role])
        except _UNREADABLE:
            return None

    def find_statement(self, overruling: Overruling, role: str) -> Place | None:
        """Return the place of the attribution that stands in a role of an overruling."""
        try:
            anchor = json.loads(overruling.about)[role]
            return self._statement(self._report(anchor["report"]), anchor)
        except _UNREADABLE:
            return None

    def find_holder(self, overruling: Overruling, role: str, holder_of: Mapping[Place, H]) -> H | None:
        """Return what now holds most of the statements that a claim or voice held; of several with as many the first."""
        votes = Counter(holder_of[place] for place in self.find_held(overruling, role) if place in holder_of)
        return max(votes, key=votes.__getitem__) if votes else None

    def find_held(self, overruling: Overruling, role: str) -> list[Place]:
        """Return where the statements are now that a claim or voice held when it was overruled."""
        try:
            held = json.loads(overruling.about)[role]["held"]
            places = [self._statement(self._report(each["report"]), said) for each in held for said in each["statements"]]
        except _UNREADABLE:
            return []
        return [place for place in places if place is not None]

    def find_copies(self, place: Place) -> list[Place]:
        """Return where other reports have the same words of the same source, in order.

        Few words, or those of a pronoun, are the same only in reports of one origin; whole sentences of somebody named wherever they stand.
        """
        report, index = place
        wanted, origin = _fold(self._said[report][index]), self._origin_of.get(report)
        source, content = wanted[0], " ".join(wanted[1:]).split()
        anywhere = len(content) >= _MANY_WORDS and source not in {*read_words("grammar", "nominatives"), ""}
        others = (each for each in sorted(self._said) if each != report)
        alike = others if anywhere else (each for each in others if origin is not None and self._origin_of.get(each) == origin)
        return [(each, k) for each in alike for k, said in enumerate(self._said[each]) if _fold(said) == wanted]

    def _report(self, anchor: Mapping[str, Any]) -> str | None:
        """Return the id of the report with that text; of several the one with that id, else with that outlet, if it is the only one."""
        same = self._by_hash.get(anchor["sha256"], [])
        called = [each for each in same if each.id == anchor["id"]]
        at_outlet = [each for each in same if each.outlet == anchor["words"]]
        return next((found[0].id for found in (called, same, at_outlet) if len(found) == 1), None)

    def _statement(self, report: str | None, anchor: Mapping[str, Any]) -> Place | None:
        """Return the place of the attribution that says most of the same; of several with the same words that of the same source."""
        if report is None:
            return None
        content, source = _read(anchor["content"]), _read(anchor["source"])
        shares = [
            (_share(content, _pack(said.content)), _share(source, _pack(filter(None, [said.source]))), -index)
            for index, said in enumerate(self._said.get(report, ()))
        ]
        best, _, negative = max(shares, default=(0.0, 0.0, 0))
        return (report, -negative) if best > _LEAST_SHARED else None


def _fold(said: Attribution) -> tuple[str, ...]:
    """Return the words of an attribution, source and contents, in the form in which two are compared."""
    spans = (said.source, *said.content)
    return tuple(" ".join(fold_marks(span.text).casefold().split()) if span else "" for span in spans)


def _read(spans: Iterable[Sequence[Any]]) -> list[list[Any]]:
    return [[int(start), int(end), *field] for start, end, *field in spans]


def read_about(overruling: Overruling) -> Json:
    """Return what an overruling is about, by role."""
    try:
        about = json.loads(overruling.about)
    except (ValueError, RecursionError):
        return {}
    return about if isinstance(about, dict) else {}


def _share(one: Sequence[Sequence[Any]], other: Sequence[Sequence[Any]]) -> float:
    """Return the share of the characters of either that both have. Pieces of one do not overlap.

    >>> _share([[0, 10]], [[5, 10], [20, 25]])
    0.3333333333333333
    """
    both: int = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other if [*a[2:]] == [*b[2:]])
    either: int = sum(each[1] - each[0] for each in (*one, *other)) - both
    return both / max(1, either)
