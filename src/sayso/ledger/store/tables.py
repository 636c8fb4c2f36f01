"""The tables of the picture: the columns of ``schema.sql`` and the kind of value that each of them holds."""

from __future__ import annotations

from sayso.ledger.store.cells import BOUND, DAY, FLAG, ID, INSTANT, NUMBER, REASON, REASONS, SPAN, SPANS, TEXT, Kind, Sheet

FIELDS: dict[str, Kind] = {
    "id": TEXT, "id_given": FLAG, "outlet": TEXT, "published": INSTANT, "published_precision": TEXT, "title": TEXT,
    "byline": TEXT, "url": TEXT, "language": TEXT, "path": TEXT, "title_span": SPAN, "body_start": NUMBER,
}  # fmt: skip


def _sheet(name: str, /, **columns: Kind) -> Sheet:
    return Sheet(name, columns)


REPORTS = Sheet("reports", {**FIELDS, "sha256": TEXT})
SKIPPED = _sheet("skipped", path=TEXT, code=TEXT, what=TEXT)
ORIGINS = _sheet("origins", n_reports=NUMBER)
ORIGIN_REPORTS = _sheet("origin_reports", origin=NUMBER, report=TEXT)
RETELLINGS = _sheet(
    "retellings", child=TEXT, parent=TEXT, kind=TEXT, probability=NUMBER, direction_probability=NUMBER, credited=FLAG,
    share_of_child=NUMBER, reasons=REASONS,
)  # fmt: skip
CHANGES = _sheet("changes", kind=TEXT, before=SPAN, after=SPAN, parent=ID, child=ID)
VOICES = _sheet("voices", id=TEXT, name=TEXT, role=TEXT, affiliation=TEXT, party=TEXT, stands_for=TEXT, reasons=REASONS)
VOICE_NAMES = _sheet("voice_names", voice=TEXT, name=TEXT)
MENTIONS = _sheet("mentions", voice=TEXT, report=TEXT, span=SPAN)
ATTRIBUTIONS = _sheet(
    "attributions", id=ID, report=ID, voice=TEXT, source=SPAN, cue=SPAN, content=SPANS, mode=TEXT, force=TEXT, stance=TEXT,
    stance_probability=NUMBER, proposition=TEXT, points_back=FLAG, channel=TEXT, relay=SPAN, said_on=DAY,
)  # fmt: skip
PROPOSITIONS = _sheet(
    "propositions", id=TEXT, text=TEXT, span_report=ID, span=SPAN, fewest_independent_reports=NUMBER,
    most_independent_reports=NUMBER, affirming_voices=NUMBER, affirming_parties=NUMBER,
)  # fmt: skip
STANCES = _sheet("stances", proposition=TEXT, stance=TEXT, voice=TEXT)
CARRIERS = _sheet("carriers", proposition=TEXT, report=TEXT)
STATED_AS_FACT = _sheet("stated_as_fact", proposition=TEXT, report=TEXT, span=SPAN)
STATUS_STEPS = _sheet("status_steps", proposition=TEXT, as_of=DAY, status=TEXT)
MERGES = _sheet("merges", proposition=TEXT, first=TEXT, second=TEXT, certain=FLAG, reason=REASON)
FIGURES = _sheet("figures", report=TEXT, what=TEXT, span=SPAN, low=BOUND, high=BOUND, approximate=FLAG, voice=TEXT, as_of=DAY)
FIGURE_UNITS = _sheet("figure_units", figure=NUMBER, unit=TEXT)
NAMED = _sheet("named", n_names=NUMBER)
NAME_VARIANTS = _sheet("name_variants", named=NUMBER, name=TEXT, side=TEXT)
NAME_EVIDENCE = _sheet("name_evidence", named=NUMBER, report=TEXT, span=SPAN)
UNMEASURED = _sheet("unmeasured", report=TEXT, reason=REASON)
FIRST_HAND = _sheet("first_hand", proposition=TEXT, report=TEXT, said=SPAN, words=SPAN)
CORRECTIONS = _sheet("corrections", report=TEXT, span=SPAN, wrong=SPAN)
TAKEN_BACK = _sheet("taken_back", correction=NUMBER, report=TEXT, span=SPAN)
CORRECTED_CLAIMS = _sheet("corrected_claims", correction=NUMBER, proposition=TEXT)
SCOPES = _sheet("scopes", attribution=NUMBER, kind=TEXT, words=SPAN, denied_report=TEXT, denied=SPAN)
