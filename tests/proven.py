"""Each number of an export proven from the rest of it: a second reckoning that shares no code with the first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from reckoned import reckon_status
from sayso.model import UNKNOWN, Evidence

Json = dict[str, Any]
FOR = ("affirm", "concede")


def prove_claim(document: Json, claim: Json) -> None:
    """Fail unless every tally of a claim follows from the attributions, merges and spans of the document."""
    said = [each for each in document["attributions"] if each["proposition"] == claim["id"]]
    voices = {each["id"]: each for each in document["voices"]}
    by_stance: dict[str, set[str]] = defaultdict(set)
    for each in said:
        if each["voice"] is not None:
            by_stance[each["stance"]].add(each["voice"])
    assert {*claim["affirm"]} == by_stance["affirm"] - by_stance["concede"]
    for side in ("deny", "concede", "unverified"):
        assert {*claim[side]} == by_stance[side], side
    affirming = {*claim["affirm"], *claim["concede"]}
    assert claim["affirming_voices"] == len({voices[each]["stands_for"] or each for each in affirming})
    assert claim["affirming_parties"] == len({voices[each]["party"] for each in affirming} - {UNKNOWN})
    facts = [each["report"] for each in claim["stated_as_fact_evidence"]]
    assert {*claim["stated_as_fact"]} == {*facts}
    assert {*claim["reports"]} == {each["report"] for each in said} | {*facts}
    assert all(len(claim[key]) == len({*claim[key]}) for key in ("affirm", "deny", "concede", "unverified", "reports", "stated_as_fact"))
    sure = [(each["first"], each["second"]) for each in claim["merges"] if each["certain"]]
    perhaps = [(each["first"], each["second"]) for each in claim["merges"]]
    assert claim["independent_reports"] == [count_groups(claim["reports"], perhaps), count_groups(claim["reports"], sure)]
    assert claim["status"] == reckon_status(document, claim)
    assert claim["first_hand"] == [*dict.fromkeys(each["report"] for each in claim["first_hand_evidence"])]
    assert all(each["said"]["report"] == each["report"] for each in claim["first_hand_evidence"])
    text = {each["id"]: each for each in document["reports"]}
    assert claim["span"]["report"] in text
    assert claim["text"] == claim["span"]["text"]


def count_groups(things: Iterable[str], pairs: Iterable[tuple[str, str]]) -> int:
    """Return how many groups are left when pairs are made one."""
    groups = [{each} for each in things]
    for one, other in pairs:
        joined = [group for group in groups if one in group or other in group]
        groups = [group for group in groups if group not in joined] + [set().union(*joined)]
    return len(groups)


def prove_spans(document: Json, texts: dict[str, tuple[str, str | None]]) -> int:
    """Return how many spans stand in the document; fail unless each is a slice of its report. ``texts``: text and title by report."""
    n_spans = 0
    for report, span in find_spans(document):
        whole = texts[report][1] if span.get("in") == "title" else texts[report][0]
        assert whole is not None
        assert whole[span["start"] : span["end"]] == span["text"]
        n_spans += 1
    return n_spans


def find_spans(document: Json) -> Iterator[tuple[str, Json]]:
    """Yield every span with its report."""
    for said in document["attributions"]:
        yield from ((said["report"], span) for span in (said["source"], said["cue"], said["relay"], *said["content"]) if span)
        scope = said["scope_evidence"] or {"words": None, "denied": None}
        yield from ((said["report"], span) for span in [scope["words"]] if span)
        yield from ((span["report"], span) for span in [scope["denied"]] if span)
    for change in document["changes"]:
        yield from ((change[end], change[key]) for end, key in (("parent", "before"), ("child", "after")) if change[key])
    located = [*document["figures"], *(each for holder in (*document["voices"], *document["names"]) for each in holder["evidence"])]
    located += [each for claim in document["propositions"] for each in (claim["span"], *claim["stated_as_fact_evidence"])]
    seen = [each for claim in document["propositions"] for each in claim["first_hand_evidence"]]
    located += [*seen, *(each["said"] for each in seen)]
    located += [each for notice in document["corrections"] for each in (notice, *notice["takes_back"])]
    yield from ((notice["report"], notice["wrong"]) for notice in document["corrections"])
    yield from ((each["report"], each) for each in located)


def prove_evidence(evidence: Evidence, texts: dict[str, tuple[str, str | None]]) -> None:
    """Fail unless a thing adds up all the way down, and whatever counts rests on words or reasons."""
    things = [part.thing for part in evidence.parts]
    if evidence.is_tally:
        assert evidence.value in (len(things), things), evidence.thing
        assert len({*things}) == len(things), evidence.thing
    for report, span in evidence.spans:
        whole = texts[report][1] if span.field == "title" else texts[report][0]
        assert whole is not None
        assert whole[span.start : span.end] == span.text
    for part in evidence.parts:
        prove_evidence(part, texts)


def rests_on_words(evidence: Evidence) -> bool:
    """Return whether there are words, or reasons, behind a thing or its parts."""
    return bool(evidence.spans or evidence.reasons) or any(map(rests_on_words, evidence.parts))
