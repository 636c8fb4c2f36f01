"""Parts of the export document: what each question is answered with. Keys and shapes are those of the whole."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

_ALWAYS = ("schema", "as_of")
SECTIONS: dict[str, tuple[str, ...]] = {
    "claims": ("voices", "attributions", "propositions"),
    "retellings": ("origins", "retellings", "changes"),
    "figures": ("figures",),
    "voices": ("voices",),
}


def take_section(document: Json, name: str) -> Json:
    """Return the part of the document that answers a question of ``SECTIONS``."""
    return {key: document[key] for key in (*_ALWAYS, *SECTIONS[name])}


def take_claim(document: Json, claim_id: str) -> Json:
    """Return one claim with what was said of it, by whom, and the reports that carry it."""
    claims = [each for each in document["propositions"] if each["id"] == claim_id]
    said = [each for each in document["attributions"] if each["proposition"] == claim_id]
    reports = {report for claim in claims for report in claim["reports"]}
    voices = {each["voice"] for each in said} | {
        voice for claim in claims for side in ("affirm", "deny", "concede", "unverified") for voice in claim[side]
    }
    return {
        **{key: document[key] for key in _ALWAYS},
        "reports": [each for each in document["reports"] if each["id"] in reports],
        "voices": [each for each in document["voices"] if each["id"] in voices],
        "attributions": said,
        "propositions": claims,
    }
