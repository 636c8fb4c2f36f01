"""Where the quoted strings of a gold file and the spans of an export stand, as sets of character places.

Characters of a text are numbered 0, 1, 2 ..., those of a headline -1, -2, -3 ..., so that one set holds both
and a place in the headline never counts as one in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bench.quality.matching import Record

Places = frozenset[int]


class GoldError(ValueError):
    """A gold file that does not fit its reports."""


def find_places(report: Record, quoted: str, nth: int | None = None, field: str = "text") -> list[Places]:
    """Return the places of each occurrence of ``quoted``: in ``field``, or else wherever in the report it stands.

    With ``nth``, only that occurrence. Otherwise occurrences as whole words, and those inside words only where there is no other.

    Raises:
        GoldError: It stands nowhere in the report.
    """
    for name in (field, "text", "title"):
        starts = _pick_starts(report[name] or "", quoted, nth)
        if starts:
            return [_number(range(start, start + len(quoted)), name) for start in starts]
    raise GoldError(f"report {report['id']} does not contain {quoted!r}")


def find_content(report: Record, attribution: Record) -> Places:
    """Return the places of a gold attribution's content.

    Each part stands where it is closest to the anchor, which is an occurrence of the rarest string among content, source
    and cue. Exact ``spans``, where the gold has them, settle it.
    """
    if "spans" in attribution:
        return frozenset(place for start, end in attribution["spans"]["content"] for place in range(start, end))
    field = attribution.get("in", "text")
    found = [find_places(report, quoted, nth, field) for quoted, nth in _list_strings(attribution)]
    anchor = _find_anchor([[min(places) for places in occurrences] for occurrences in found])
    n_parts = len(attribution["content"])
    closest = [min(occurrences, key=lambda places: abs(anchor - min(places))) for occurrences in found[:n_parts]]
    return frozenset().union(*closest)


def read_spans(spans: Iterable[Record | None]) -> Places:
    """Return the places of spans of an export; a missing span (None) has none."""
    return frozenset(place for span in spans if span for place in _number(range(span["start"], span["end"]), span.get("in") or "text"))


def _pick_starts(text: str, quoted: str, nth: int | None) -> list[int]:
    starts = []
    start = text.find(quoted)
    while start >= 0:
        starts.append(start)
        start = text.find(quoted, start + 1)  # occurrences may overlap
    if nth is not None:
        return starts[nth : nth + 1] or starts[:1]
    return [start for start in starts if _is_whole(text, start, start + len(quoted))] or starts


def _is_whole(text: str, start: int, end: int) -> bool:
    """Return whether no letter or digit is torn from its neighbour at either edge of ``text[start:end]``."""
    torn_before = start > 0 and text[start - 1 : start + 1].isalnum()
    torn_after = end < len(text) and text[end - 1 : end + 1].isalnum()
    return not (torn_before or torn_after)


def _number(indices: Iterable[int], field: str) -> Places:
    return frozenset(-1 - index if field == "title" else index for index in indices)


def _list_strings(attribution: Record) -> list[tuple[str, int | None]]:
    """Return content parts, then source and cue, each with the number of its occurrence where the gold gives one."""
    parts = attribution["content"]
    given = attribution.get("content_nth", attribution.get("nth"))
    numbers = given if isinstance(given, list) else [given, *[None] * (len(parts) - 1)]
    around: Mapping[str, str | None] = {name: attribution[name] for name in ("source", "cue")}
    return [
        *zip(parts, numbers, strict=True),
        *((quoted, attribution.get(f"{name}_nth")) for name, quoted in around.items() if quoted),
    ]


def _find_anchor(starts_of: list[list[int]]) -> int:
    """Return that start of the rarest string which is closest to all the other strings."""
    rarest = min(starts_of, key=len)
    return min(rarest, key=lambda here: sum(min(abs(here - start) for start in starts) for starts in starts_of))
