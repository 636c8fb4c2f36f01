"""Three invented reports with gold answers, small enough to work every measure out by hand."""

from typing import Any

_FIRST = "The bridge at Ostwick is closed, Mayor Ida Renn said on Monday. A union denied that. At least 12 people were hurt."
_SECOND = "The bridge at Ostwick is closed, Mayor Ida Renn claimed on Monday. At least 12 people were hurt."
_THIRD = "Dockers crossed the bridge all day, the union said. Up to 9 people were hurt."


def _report(report_id: str, text: str, hour: int) -> dict[str, Any]:
    published = f"2041-05-06T{hour:02}:00:00Z"
    return {"id": report_id, "outlet": report_id, "url": None, "title": "Bridge", "byline": None, "published": published, "text": text}


def _attribution(report: str, voice: str, source: str, cue: str, content: str, stance: str) -> dict[str, Any]:
    return {
        "report": report, "voice": voice, "source": source, "cue": cue, "content": [content],
        "mode": "indirect", "stance": stance, "proposition": "p1", "channel": None,
    }  # fmt: skip


REPORTS = [_report("r1", _FIRST, 8), _report("r2", _SECOND, 9), _report("r3", _THIRD, 10)]

GOLD: dict[str, Any] = {
    "about": "whether a bridge is closed",
    "parties": ["town", "union"],
    "voices": [
        {"id": "renn", "name": "Ida Renn", "role": "mayor", "affiliation": "Ostwick", "party": "town", "mentions": ["Mayor Ida Renn"]},
        {"id": "union", "name": None, "role": "union", "affiliation": None, "party": "union", "mentions": ["A union", "the union"]},
    ],
    "names": [],
    "origins": [["r1", "r2"], ["r3"]],
    "retellings": [{"child": "r2", "parent": "r1", "kind": "rewrite", "credited": False}],
    "changes": [{"child": "r2", "parent": "r1", "kind": "cue_shifted", "before": "said", "after": "claimed"}],
    "attributions": [
        _attribution("r1", "renn", "Mayor Ida Renn", "said", "The bridge at Ostwick is closed", "affirm"),
        _attribution("r2", "renn", "Mayor Ida Renn", "claimed", "The bridge at Ostwick is closed", "affirm"),
        _attribution("r3", "union", "the union", "said", "Dockers crossed the bridge all day", "deny"),
    ],
    "annotated": ["r1", "r2", "r3"],
    "propositions": [
        {
            "id": "p1", "text": "The bridge at Ostwick is closed.", "central": True, "affirm": ["renn"], "deny": ["union"],
            "concede": [], "unverified": [], "reports": ["r1", "r2", "r3"], "stated_as_fact": [], "independent_reports": [2, 2],
            "affirming_voices": 1, "affirming_parties": 1, "status": [{"as_of": "2041-05-06", "status": "contested"}],
        }
    ],
    "figures": [
        {"report": "r1", "what": "people hurt", "text": "At least 12 people", "low": 12, "high": None, "voice": None, "as_of": None},
        {"report": "r3", "what": "people hurt", "text": "Up to 9 people", "low": None, "high": 9, "voice": None, "as_of": None},
    ],
}  # fmt: skip
