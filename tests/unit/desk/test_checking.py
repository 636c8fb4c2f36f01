from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sayso.desk import check_draft
from sayso.errors import UsageError
from sayso.model import Report

WIRE = (
    "The dam at Orlek is safe, engineer Mira Tolan said on Monday. “Not one crack has been found in the wall,” she told reporters.\n\n"
    "The valley council denied the claim. At least 40 families have left their homes since 3 May, the council said.\n\n"
    "The lake may have to be lowered by two metres, according to the waterworks. The fish farm below the wall was closed on Sunday."
)
OTHER = (
    "Forty-one families are staying at the school in Urlak, its headmistress Ada Lund said. The school has beds for sixty people.\n\n"
    "Buses to the valley run every hour, the transport office said."
)


def check(draft, *texts, **fields):
    reports = [Report(f"r{n}", text, language="en") for n, text in enumerate(texts or (WIRE,), 1)]
    return check_draft(Report("draft", draft, language="en", **fields), reports)


def kinds(*arguments, **fields):
    return [finding.kind for finding in check(*arguments, **fields).findings]


def test_a_draft_that_is_its_source_gives_no_finding():
    checked = check(WIRE)
    assert checked.findings == ()
    assert checked.n_traced == checked.n_sentences == 6


CHANGED = {
    "attribution_lost": ("The dam at Orlek is safe, engineer Mira Tolan said on Monday.", "The dam at Orlek is safe."),
    "quote_altered": ("Not one crack has been found in the wall", "No crack was ever found in the wall"),
    "cue_shifted": ("engineer Mira Tolan said on Monday", "engineer Mira Tolan claimed on Monday"),
    "figure_changed": ("At least 40 families", "At least 60 families"),
    "date_changed": ("since 3 May", "since 5 May"),
    "hedge_dropped": ("The lake may have to be lowered", "The lake has to be lowered"),
    "negation_flipped": ("The fish farm below the wall was closed on Sunday", "The fish farm below the wall was not closed on Sunday"),
    "denial_dropped": ("The valley council denied the claim. ", ""),
}


@pytest.mark.parametrize("kind", CHANGED)
def test_each_kind_of_change_is_found_alone_with_both_its_spans(kind):
    before, after = CHANGED[kind]
    assert before in WIRE
    draft = WIRE.replace(before, after)
    [finding] = check(draft).findings
    assert finding.kind == kind
    assert finding.report == "r1"
    assert WIRE[finding.before.start : finding.before.end] == finding.before.text
    assert draft[finding.after.start : finding.after.end] == finding.after.text


def test_what_is_left_out_or_added_otherwise_is_no_finding():
    draft = WIRE.replace("The fish farm below the wall was closed on Sunday.", "A festival in the town goes on as planned.")
    assert kinds(draft) == []


def test_a_denial_may_go_with_the_claim_that_it_denies():
    draft = WIRE.split("\n\n", 1)[1].replace("The valley council denied the claim. ", "")
    assert kinds(draft) == []


def test_a_denial_in_other_words_is_kept():
    assert kinds(WIRE.replace("The valley council denied the claim.", "The valley council rejected this.")) == []


def test_a_finding_of_a_dropped_denial_points_at_the_claim():
    [finding] = check(WIRE.replace("The valley council denied the claim. ", "")).findings
    assert "denied" in finding.before.text
    assert "The dam at Orlek is safe" in finding.after.text or "crack" in finding.after.text


def test_a_draft_in_which_somebody_admits_it_keeps_quiet_about_no_denial():
    wire = (
        "The interior minister acknowledged that guards had fired on the ferry. Eleven shots were fired, she told parliament.\n\n"
        "On Monday Major Ivar Tolsk, the spokesman of the guards, had denied that guards had fired on the ferry."
    )
    admitted, told = (f"Guards had fired on the ferry, the interior minister {cue} on Thursday." for cue in ("acknowledged", "said"))
    assert kinds(admitted, wire) == []
    assert "denial_dropped" in kinds(told, wire.replace("acknowledged", "said"))


def test_each_sentence_is_checked_against_the_report_that_it_goes_back_to():
    draft = f"{WIRE}\n\n{OTHER.replace('sixty people', 'eighty people')}"
    [finding] = check(draft, WIRE, OTHER).findings
    assert (finding.kind, finding.report, finding.after.text.split()[0]) == ("figure_changed", "r2", "eighty")


def test_a_figure_from_another_source_is_no_changed_figure():
    newer = WIRE.replace("At least 40 families", "At least 60 families").replace("The fish farm", "The trout farm")
    draft = WIRE.replace("At least 40 families", "At least 60 families")
    assert kinds(draft, WIRE) == ["figure_changed"]
    assert kinds(draft, WIRE, newer) == []


def test_the_order_of_the_reports_makes_no_difference():
    draft = Report("draft", f"{WIRE.replace('At least 40', 'At least 60')} {OTHER.replace('sixty', 'eighty')}", language="en")
    reports = [Report("a", WIRE, language="en"), Report("b", OTHER, language="en")]
    assert check_draft(draft, reports) == check_draft(draft, reports[::-1])


def test_dates_of_reports_and_the_draft_do_not_matter():
    at = {"published": datetime(2041, 5, 6, tzinfo=UTC), "published_precision": "day"}
    draft = Report("~draft", WIRE.replace("At least 40", "At least 60"), language="en", outlet="Valley Wire", **at)
    reports = [Report("~draft", WIRE, language="en", outlet="Valley Wire", **at), Report("b", OTHER, language="en")]
    assert [finding.kind for finding in check_draft(draft, reports).findings] == ["figure_changed"]


def test_a_draft_of_its_own_goes_back_to_nothing():
    checked = check("Three goats won the spring race at Tenby fair.")
    assert (checked.findings, checked.n_traced, checked.n_sentences) == ((), 0, 1)


def test_without_a_report_there_is_nothing_to_check_against():
    with pytest.raises(UsageError, match="--against"):
        check_draft(Report("draft", WIRE), [])


def test_languages_that_differ_are_told_and_not_compared():
    checked = check_draft(Report("draft", "Der Damm bei Orlek ist sicher.", language="de"), [Report("r1", WIRE, language="en")])
    assert checked.findings == ()
    assert {(id_, reason.code) for id_, reason in checked.unmeasured} == {("r1", "language_differs"), ("draft", "language")}


@pytest.mark.parametrize("odd", ["\x00", "\ud800", "“" * 50, "said " * 200, ". . . .", "\u202e42\u202c", "denied", "12 12 12 12"])
def test_odd_text_on_either_side_is_no_trouble(odd):
    check_draft(Report("draft", odd, language="en"), [Report("r1", WIRE, language="en"), Report("r2", odd, language="en")])
    assert check_draft(Report("draft", WIRE, language="en"), [Report("r1", odd, language="en")]).draft.text == WIRE
    assert replace(Report("x", odd), language="en").text == odd
