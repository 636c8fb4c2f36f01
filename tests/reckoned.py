"""The counts and the standing of claims reckoned a second time, slowly, from the export and the texts, by the rules as they are written.

No code of the ledger is used: what ``docs/concepts`` says is written down here once more, in the plainest way. Where the two differ, one
of them is wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sayso.lexicon import read_lexicon, read_words
from sayso.model import Report
from sayso.text import fold_marks, read_document

Json = dict[str, Any]
FOR = ("affirm", "concede")
NO_SIDE = ("uninvolved", "unknown")
WRITTEN = ("statement", "letter", "e-mail", "text", "social media post", "document", "report")
WORD = r"[\w'-]+"
RUN_WORDS = 8
LONG_QUOTE_CHARS = 24
REPORTERS = ("reporter", "correspondent", "journalist", "photographer", "cameraman", "camerawoman", "crew", "team", "stringer")
Passages = Callable[[str, str], Sequence[tuple[int, int]]]  # what of the child (first) was taken over from the parent


# -- who ---------------------------------------------------------------------------------------------------------------------


def reckon_voices(document: Json, claim: Json) -> int:
    """Return how many voices affirm or concede, a body and those who speak for it being one."""
    return len({_unit(document, row) for row in _said(document, claim) if row["stance"] in FOR and row["voice"]})


def reckon_parties(document: Json, claim: Json) -> int:
    """Return for how many parties it is affirmed or conceded."""
    return len({_party(document, row) for row in _said(document, claim) if row["stance"] in FOR and row["voice"]} - {"unknown"})


def _said(document: Json, claim: Json) -> list[Json]:
    return [row for row in document["attributions"] if row["proposition"] == claim["id"]]


def _voice(document: Json, row: Json) -> Json | None:
    return next((voice for voice in document["voices"] if voice["id"] == row["voice"]), None)


def _unit(document: Json, row: Json) -> str:
    voice = _voice(document, row)
    return (voice["stands_for"] or voice["id"]) if voice else f"nobody in {row['report']}"


def _party(document: Json, row: Json) -> str:
    voice = _voice(document, row)
    return voice["party"] if voice else "unknown"


# -- how many reports --------------------------------------------------------------------------------------------------------


def reckon_reports(document: Json, claim: Json, reports: Mapping[str, Report], passages: Passages) -> list[int]:
    """Return the bounds on the independent reports among the carriers of a claim."""
    carriers = {id_: _carry(document, claim, id_) for id_ in claim["reports"]}
    excerpts = [
        (edge["child"], edge["parent"])
        for edge in document["retellings"]
        if edge["kind"] == "excerpt" and edge["parent"] in carriers and edge["child"] in carriers
    ]
    borrowed = {child for child, parent in excerpts if _all_inside(carriers[child], passages(child, parent))}
    own = [id_ for id_ in carriers if id_ not in borrowed] or [*carriers]
    origins = [{*origin} & {*own} for origin in document["origins"]]
    retold = {edge["child"] for edge in document["retellings"] if edge["kind"] != "update" and _have_one_origin(document, edge)}
    pairs = [*combinations(own, 2)]
    hands = [(one, other) for one, other in pairs if not {one, other} & retold and _have_one_outlet(reports[one], reports[other])]
    signs = [(one, other) for one, other in pairs if _is_sign(document, claim, reports, excerpts, one, other)]
    upper = _join([group for group in origins if group], hands)
    return [len(_join(upper, signs)), len(upper)]


def _join(groups: list[set[str]], pairs: Sequence[tuple[str, str]]) -> list[set[str]]:
    """Return the groups that are left when those of each pair are one."""
    for pair in pairs:
        joined = [group for group in groups if group & {*pair}]
        groups = [group for group in groups if group not in joined] + [set().union(*joined)]
    return groups


def _have_one_origin(document: Json, edge: Json) -> bool:
    return any(edge["child"] in origin and edge["parent"] in origin for origin in document["origins"])


def _have_one_outlet(one: Report, other: Report) -> bool:
    return bool(one.outlet and other.outlet) and (one.outlet or "").casefold() == (other.outlet or "").casefold()


def _carry(document: Json, claim: Json, report: str) -> list[Json]:
    """Return the words of a report that carry a claim."""
    spans = [span for row in _said(document, claim) if row["report"] == report for span in row["content"]]
    return spans + [fact for fact in claim["stated_as_fact_evidence"] if fact["report"] == report]


def _all_inside(spans: Sequence[Json], passages: Sequence[tuple[int, int]]) -> bool:
    return bool(passages) and all(any(a < span["end"] and span["start"] < b for a, b in passages) for span in spans)


def _is_sign(document: Json, claim: Json, reports: Mapping[str, Report], excerpts: list[tuple[str, str]], one: str, other: str) -> bool:
    """Return whether something speaks for a common text of two reports."""
    a, b = reports[one], reports[other]
    return (
        (one, other) in excerpts
        or (other, one) in excerpts
        or _names(a, b, _carry(document, claim, one))
        or _names(b, a, _carry(document, claim, other))
        or bool(_own_runs(document, a) & _own_runs(document, b))
        or bool(_written(document, claim, one) & _written(document, claim, other))
    )


def _names(report: Report, other: Report, carried: Sequence[Json]) -> bool:
    """Return whether a report names the outlet of another, which is not its own, in its byline or in a sentence that carries the claim."""
    if not other.outlet or len(other.outlet) < 4 or other.outlet == report.outlet:
        return False
    told = read_document(report.text, "en").sentences
    beside = [s for s in told if any(s.start < span["end"] and span["start"] < s.end for span in carried if span.get("in") != "title")]
    named = re.compile(rf"(?<!\w){re.escape(other.outlet)}(?!\w)")
    spots = [hit.start() for hit in named.finditer(report.text)]
    return other.outlet in (report.byline or "") or any(s.start <= at < s.end for s in beside for at in spots)


def _own_runs(document: Json, report: Report) -> set[tuple[str, ...]]:
    """Return the runs of words in the sentences that a report says in its own voice."""
    read = read_document(report.text, "en")
    taken = [
        (span["start"], span["end"])
        for row in document["attributions"]
        if row["report"] == report.id
        for span in (*row["content"], *([row["cue"]] if row["cue"] else []))
    ]
    taken += [(q.start, q.end) for q in read.quotations if q.depth == 0 and q.inner_end - q.inner_start > LONG_QUOTE_CHARS]
    runs = set()
    for sentence in read.sentences:
        if sentence.start >= report.body_start and not any(a < sentence.end and sentence.start < b for a, b in taken):
            words = re.findall(WORD, fold_marks(report.text[sentence.start : sentence.end]).casefold())
            runs |= {tuple(words[k : k + RUN_WORDS]) for k in range(len(words) - RUN_WORDS + 1)}
    return runs


def _written(document: Json, claim: Json, report: str) -> set[tuple[str, ...]]:
    """Return how the written words begin that a report quotes for a claim."""
    found = set()
    for row in _said(document, claim):
        if row["report"] == report and row["channel"] in WRITTEN and row["mode"] != "indirect":
            words = re.findall(WORD, fold_marks(" ".join(span["text"] for span in row["content"])).casefold())
            found |= {tuple(words[:RUN_WORDS])} if len(words) >= RUN_WORDS else set()
    return found


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
    told = [(n, row, row["content"]) for n, row in enumerate(_said(document, claim))]
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
        taken = Taken(unit, party, stance, _day(report), origin_of[report["id"]], is_seen, back, row is not None and _takes_back(row))
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
    last = {each.unit: each for each in left if each.stance in (*FOR, "deny")}
    standing_denials = [each for each in last.values() if each.stance == "deny"]
    sides = {each.side for each in affirming}
    turned = {side for side in sides if any(no.side == side and _is_later(no, affirming, side) for no in standing_denials)}
    counted = Counter(each.side for each in affirming)
    leading = {affirming[0].side, *(side for side in sides if counted[side] == max(counted.values()))} if affirming else set()
    in_words = {no.side for no in denying if no.is_taking_back}
    if sides and (turned == sides or turned & leading & in_words):
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
    """Return whether a party concedes what it denies, or affirms on a later day, in other reports, what it denied on an earlier one."""
    mine = [] if affirming.party in NO_SIDE else [each for each in left if each.party == affirming.party]
    denied = sorted(each.day for each in mine if each.stance == "deny" and each.day)
    if affirming.stance == "concede":
        return any(each.stance == "deny" for each in mine)
    reprinted = any(each.stance in FOR and each.origin == affirming.origin and denied and each.day <= denied[0] for each in mine)
    return bool(denied) and affirming.day > denied[0] and not reprinted


def _is_later(denial: Taken, affirming: list[Taken], side: str) -> bool:
    days = [each.day for each in affirming if each.side == side and each.day]
    return bool(days and denial.day) and denial.day > max(days)
