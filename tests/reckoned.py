"""The voices and the standing of claims reckoned a second time, slowly, from the export, by the rules as they are written.

No code of the ledger is used: what ``docs/concepts`` says is written down here once more, in the plainest way. Where the two differ, one
of them is wrong. How many reports that is, is reckoned in ``reckoned_reports``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sayso.lexicon import read_lexicon, read_words
from sayso.text import fold_marks

Json = dict[str, Any]
FOR = ("affirm", "concede")
NO_SIDE = ("uninvolved", "unknown")
WORD = r"[\w'-]+"
REPORTERS = ("reporter", "correspondent", "journalist", "photographer", "cameraman", "camerawoman", "crew", "team", "stringer")


# -- who ---------------------------------------------------------------------------------------------------------------------


def reckon_voices(document: Json, claim: Json) -> int:
    """Return how many voices affirm or concede, a body and those who speak for it being one."""
    return len({_unit(document, row) for row in list_said(document, claim) if row["stance"] in FOR and row["voice"]})


def reckon_parties(document: Json, claim: Json) -> int:
    """Return for how many parties it is affirmed or conceded."""
    return len({_party(document, row) for row in list_said(document, claim) if row["stance"] in FOR and row["voice"]} - {"unknown"})


def list_said(document: Json, claim: Json) -> list[Json]:
    """Return the attributions of a claim."""
    return [row for row in document["attributions"] if row["proposition"] == claim["id"]]


def _voice(document: Json, row: Json) -> Json | None:
    return next((voice for voice in document["voices"] if voice["id"] == row["voice"]), None)


def _unit(document: Json, row: Json) -> str:
    voice = _voice(document, row)
    return (voice["stands_for"] or voice["id"]) if voice else f"nobody in {row['report']}"


def _party(document: Json, row: Json) -> str:
    voice = _voice(document, row)
    return voice["party"] if voice else "unknown"


# -- how it stands -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Taken:
    """A stance that was taken: by whom, for whom, when, and on which days its outlet took it back. "" is no day: always."""

    unit: str
    party: str
    stance: str
    day: str
    origin: int
    is_seen: bool
    back: tuple[str, ...]
    is_taking_back: bool = False
    is_explicit: bool = True

    @property
    def side(self) -> str:
        return self.unit if self.party in NO_SIDE else self.party


def reckon_status(document: Json, claim: Json) -> list[Json]:
    """Return the steps of a claim's standing."""
    return reckon_steps(list(_take(document, claim)))


def reckon_steps(taken: list[Taken]) -> list[Json]:
    """Return the days on which a standing changes, from the stances in order."""
    steps: list[Json] = []
    for day in sorted({day for each in taken for day in (each.day, *each.back)}):
        if day == "" and all(each.day for each in taken):
            continue
        status = _stand([each for each in taken if each.day <= day], day)
        if not steps or steps[-1]["status"] != status:
            steps.append({"as_of": day or None, "status": status})
    return steps


def _take(document: Json, claim: Json) -> Iterator[Taken]:
    """Yield the stances towards a claim as a reader meets them: by time of publication, the report's own words before others'."""
    reports = {each["id"]: each for each in document["reports"]}
    origin_of = {report: k for k, origin in enumerate(document["origins"]) for report in origin}
    seen = {_place(each["said"]) for each in claim["first_hand_evidence"]}
    corrections = [each for each in document["corrections"] if claim["id"] in each["propositions"]]
    rows: list[tuple[str, str, int, Taken]] = []
    told = [(n, row, row["content"]) for n, row in enumerate(list_said(document, claim))]
    told += [(-1, None, [fact]) for fact in claim["stated_as_fact_evidence"]]
    for n, row, spans in told:
        report = reports[row["report"] if row else spans[0]["report"]]
        places = [_place({"report": report["id"], **span}) for span in spans]
        if any(each["report"] == report["id"] and _overlap(each["wrong"], span) for each in corrections for span in spans) and row:
            continue  # a correction is nobody's stance
        is_seen = places[0] in seen
        back = tuple(_day(reports[each["report"]]) for each in corrections for place in each["takes_back"] if _place(place) in places)
        unit = _unit(document, row) if row else f"{report['id']} itself"
        party = _party(document, row) if row else "uninvolved" if is_seen else "unknown"
        if row and not is_seen and _is_reporter(_voice(document, row)):
            party = "unknown"
        stance = row["stance"] if row else "affirm"
        is_back = row is not None and _takes_back(row)
        is_explicit = row is None or is_back or row["force"] == "deny"
        taken = Taken(unit, party, stance, _day(report), origin_of[report["id"]], is_seen, back, is_back, is_explicit)
        rows.append((report["published"] or "", report["id"], n, taken))
    yield from (taken for *_, taken in sorted(rows, key=lambda each: each[:3]))


def _takes_back(row: Json) -> bool:
    """Return whether the words of a statement take back what was said before."""
    stances = read_lexicon("stances")
    cue = fold_marks(row["cue"]["text"]).casefold() if row["cue"] else ""
    said = f" {' '.join(re.findall(WORD, fold_marks(' '.join([cue, *(span['text'] for span in row['content'])])).lower()))} "
    by_cue = any(re.search(rf"\b{phrase}\b", cue) for phrase in stances["withdrawing"])
    behind = [said.split(f" {phrase} ", 1)[1].split()[:4] for phrase in stances["withdrawing"] if f" {phrase} " in said]
    nouns = {*stances["pointers"]["any"]} - read_words("function_words", "all")
    if said.endswith(" after all ") and any(f" {word} " in said for word in read_words("function_words", "negations")):
        return True
    return by_cue or any(f" {phrase} " in said for phrase in stances["mistaken"]) or any(nouns & {*words} for words in behind)


def _is_reporter(voice: Json | None) -> bool:
    return bool(voice and voice["role"]) and any(word.rstrip("s") in REPORTERS for word in str(voice and voice["role"]).split()[-1:])


def _place(span: Json) -> tuple[Any, ...]:
    return span["report"], span.get("in", "text"), span["start"], span["end"]


def _overlap(one: Json, other: Json) -> bool:
    return one.get("in") == other.get("in") and one["start"] < other["end"] and other["start"] < one["end"]


def _day(report: Json) -> str:
    return (report["published"] or "")[:10]


def _stand(taken: list[Taken], day: str) -> str:
    """Return the standing at the end of a day, from what was said up to it."""
    left = [each for each in taken if not any(back <= day for back in each.back)]
    if any(each.stance in FOR for each in taken) and not any(each.stance in FOR for each in left):
        return "withdrawn"
    affirming = [each for each in left if each.stance in FOR]
    denying = [each for each in left if each.stance == "deny"]
    if any(_gives_up(each, left) for each in affirming):
        return "conceded"
    last: dict[str, Taken] = {}
    for each in left:
        before = last.get(each.unit)
        adds = before and before.stance == "deny" and before.is_explicit and (before.day, before.origin) == (each.day, each.origin)
        if each.stance in (*FOR, "deny") and not (adds and each.stance == "affirm"):  # who adds something to a denial keeps it
            last[each.unit] = each
    standing_denials = [each for each in last.values() if each.stance == "deny"]
    sides = {each.side for each in affirming}
    turned = {side for side in sides if any(no.side == side and _is_later(no, affirming, side) for no in standing_denials)}
    counted = Counter(each.side for each in affirming)
    foremost = {side for side in sides if all(counted[side] > counted[other] for other in sides - {side})}
    leading = {affirming[0].side, *foremost} if affirming else set()
    in_words = {no.side for no in denying if no.is_taking_back}
    is_told = any(no.is_explicit for no in standing_denials if no.side in turned)
    if sides and ((turned == sides and is_told) or turned & leading & in_words):
        return "withdrawn"
    if standing_denials:
        return "contested"
    standing = [each for each in last.values() if each.stance in FOR]
    parties = {each.party for each in standing} - {"unknown"}
    units = {each.unit for each in standing}
    is_seen = any(each.is_seen and each.party == "uninvolved" and each.unit in units for each in affirming)
    if len({each.origin for each in affirming}) >= 2 and (len(parties) >= 2 or is_seen):
        return "corroborated"
    return "asserted"


def _gives_up(affirming: Taken, left: list[Taken]) -> bool:
    """Return whether a side concedes what it denies, or a party affirms on a later day, in other reports, what it denied earlier."""
    mine = [each for each in left if each.side == affirming.side]
    if affirming.stance == "concede":
        return any(each.stance == "deny" for each in mine)
    denied = sorted(each.day for each in mine if each.stance == "deny" and each.day and each.party not in NO_SIDE)
    reprinted = any(each.stance in FOR and each.origin == affirming.origin and denied and each.day <= denied[0] for each in mine)
    return bool(denied) and affirming.day > denied[0] and not reprinted


def _is_later(denial: Taken, affirming: list[Taken], side: str) -> bool:
    days = [each.day for each in affirming if each.side == side and each.day]
    return bool(days and denial.day) and denial.day > max(days)
