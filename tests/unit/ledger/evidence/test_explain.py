"""What stands behind a thing, by the name that people give it."""

from dataclasses import replace
from datetime import date

import pytest

import sayso
from invented_coverage import to_stream
from invented_picture import PICTURE
from overruled_pile import REPORTS, find_claim, find_said, open_pile
from sayso.errors import NotFound
from sayso.ledger.evidence import explain, explain_duplicates, find_stands
from sayso.model import UNINVOLVED, UNKNOWN, Figure, Picture, Report, Span


def things(evidence):
    return [part.thing for part in evidence.parts]


def test_the_bounds_on_independent_reports_come_with_a_reason_for_each_merge():
    bounds = explain(PICTURE, "p1.independent_reports")
    assert bounds.value == [1, 2]
    low, high = bounds.parts
    assert (low.value, high.value) == (1, 2)
    assert things(high) == ["r01 + r02", "r03"]
    assert [reason.says for reason in high.parts[0].reasons] == ["r01 + r02: they go back to one report"]
    assert things(low) == ["r01 + r02 + r03"]
    assert len(low.parts[0].reasons) == 2


def test_the_merges_and_the_wording_of_a_claim_go_by_name():
    claim = PICTURE.propositions[0]
    merges = explain(PICTURE, "p1.merges")
    assert merges.value == len(claim.merges) and [part.reasons for part in merges.parts] == [(each.reason,) for each in claim.merges]
    assert ["both bounds" in part.says for part in merges.parts] == [each.certain for each in claim.merges]
    assert explain(PICTURE, "p1.merges.r01 + r02") == merges.parts[0]
    wording = explain(PICTURE, "p1.text")
    assert (wording.value, wording.spans) == (claim.text, ((claim.span_report, claim.span),))


def test_a_body_and_its_speaker_are_one_voice_with_the_words_of_both():
    other_way = replace(PICTURE.propositions[0], affirm=("v2", "v3"), deny=("v1",), affirming_voices=1)
    said = tuple(replace(each, stance="affirm" if each.voice in ("v2", "v3") else "deny", scope=None) for each in PICTURE.attributions[:4])
    voices = explain(replace(PICTURE, propositions=(other_way,), attributions=said), "p1.affirming_voices")
    [unit] = voices.parts
    assert (voices.value, unit.thing, unit.says) == (1, "v2", "v3 speaking for v2")
    assert [[said.thing for said in voice.parts] for voice in unit.parts] == [["a3"], ["a4"]]


def test_the_number_of_reports_beside_a_voice_unfolds_into_them():
    word = explain(PICTURE, "p1.affirm.v1")
    assert things(word) == word.value and word.is_tally
    said = {each.id for each in PICTURE.attributions if (each.voice, each.stance, each.proposition) == ("v1", "affirm", "p1")}
    assert {each.thing for part in word.parts for each in part.parts} == said
    with pytest.raises(NotFound):
        explain(PICTURE, "p1.deny.v1")


def test_a_part_of_a_number_goes_by_its_own_name_behind_that_of_the_number():
    voices = explain(PICTURE, "p1.affirming_voices")
    assert [explain(PICTURE, f"p1.affirming_voices.{part.thing}") for part in voices.parts] == [*voices.parts]
    with pytest.raises(NotFound):
        explain(PICTURE, "p1.affirming_voices.v99")


def test_voices_at_odds_over_a_figure_unfold_into_the_figures():
    words, day = Span(0, 4, "many"), date(2041, 5, 6)
    figures = [Figure("r01", "people hurt", words, n, n, voice=voice, as_of=day) for n, voice in ((3, "v1"), (9, "v2"), (3, "v1"))]
    picture = replace(PICTURE, figures=tuple(figures))
    [conflict] = explain(picture, "conflicts").parts
    assert explain(picture, conflict.thing) == conflict and conflict.value == "2041-05-06"
    assert things(conflict) == ["f1, f3", "f2"]
    assert [explain(picture, f"f{n}.at_odds").value for n in (1, 2, 3)] == [1, 1, 1]
    assert explain(replace(PICTURE, figures=tuple(figures[:1])), "f1.at_odds").value == 0


def test_each_place_with_several_names_has_a_name_of_its_own():
    names = explain(PICTURE, "names")
    assert [explain(PICTURE, part.thing) for part in names.parts] == [*names.parts]


def test_a_status_unfolds_into_the_latest_stance_of_each_voice_on_each_day():
    status = explain(PICTURE, "p1.status")
    assert status.value == [{"as_of": "2041-05-05", "status": "asserted"}, {"as_of": "2041-05-06", "status": "contested"}]
    assert [part.value for part in status.parts] == ["asserted", "contested"]
    latest = {part.thing: part.value for part in status.parts[1].parts}
    assert latest == {"v1": "affirm", "v2": "deny", "stated in r02": "affirm"}  # and not yet v4, who is heard a day later
    assert explain(PICTURE, "p1.status.2041-05-06") == status.parts[1]


def test_what_is_said_of_a_claim_stands_in_order_with_its_words():
    from sayso.ledger.called import Called

    called = Called(PICTURE)
    stands = find_stands(called, called.claim("p1"))
    assert [located[0][0] for _, located in stands] == ["r01", "r01", "r02", "r02", "r03", "r03"]
    assert [stand.stance for stand, _ in stands] == ["affirm", "deny", "affirm", "affirm", "deny", "unverified"]


def test_a_retelling_goes_by_both_its_reports_or_by_one_name():
    edge = explain(PICTURE, "r02", "r01")
    assert edge == explain(PICTURE, "r02>r01")
    assert [reason.code for reason in edge.reasons] == ["earlier"]
    assert things(edge.parts[-1]) == [f"r02>r01.change{n}" for n in range(1, 5)]
    assert [span.text for _, span in edge.parts[-1].parts[0].spans] == ["Not one crack has been found", "No crack was ever found"]
    assert explain(PICTURE, "r03>").says == "common_origin of a text outside the pile"


def test_a_report_unfolds_into_its_origin_and_its_parents():
    report = explain(PICTURE, "r02")
    origin, parents, length = report.parts
    assert (origin.thing, origin.value, parents.value, length.value) == ("o1", ["r01", "r02"], ["r02>r01"], len(PICTURE.reports[1].text))
    assert explain(PICTURE, "r01").parts[1].value == []


def test_claims_go_before_a_report_of_the_same_name():
    picture = replace(PICTURE, reports=(*PICTURE.reports, Report("p1", "Another text.", "Post")), origins=(*PICTURE.origins, ("p1",)))
    assert explain(picture, "p1").says.startswith("a claim")
    assert explain(picture, "report:p1").value == "Post"


@pytest.mark.parametrize("n_dots", ["a.b", "2041.05.06.html", "..", "r>s", "o1.x"])
def test_a_report_may_be_called_anything(n_dots):
    picture = Picture(reports=(Report(n_dots, "A text.", "Post"),), origins=((n_dots,),))
    assert explain(picture, n_dots).value == "Post"
    assert explain(picture, f"{n_dots}.n_chars").value == 7


@pytest.mark.parametrize(
    "thing", ["p9", "p1.", "p1.opinions", "p1.status.", "v1.x", "", ".", "r02>", "r01>r02", "\x1b[31m", "f99", "o9", "a1.b.c"]
)
def test_what_is_not_there_is_said_to_be_unknown(thing):
    with pytest.raises(NotFound) as caught:
        explain(PICTURE, thing)
    assert caught.value.code == "unknown_thing"
    assert "p1.status" in (caught.value.allowed or "")


def test_figures_and_names_unfold_into_the_words_they_were_read_from():
    figure = explain(PICTURE, "f1")
    assert (figure.value, explain(PICTURE, "f1.low").value, explain(PICTURE, "f1.high").value) == (PICTURE.figures[0].span.text, 40, None)
    assert explain(PICTURE, "names").value == len(PICTURE.names)
    assert explain(PICTURE, "skipped").value == 2
    assert explain(PICTURE, "contested").value == 1


def test_changes_unfold_by_kind_and_all_together():
    assert [part.value for part in explain(PICTURE, "changes").parts] == [change.kind for change in PICTURE.changes]
    assert things(explain(PICTURE, "quote_altered")) == ["r02>r01.change1"]
    assert explain(PICTURE, "name_swapped").value == 0
    assert things(explain(PICTURE, "retold")) == ["r02", "r03"]


def test_texts_that_came_again_are_counted_by_their_places():
    again = explain_duplicates(3, {"r1": ("a.txt", "b.txt"), "r2": ("c.txt",), "r3": ("d.txt", "e.txt")})
    assert (again.value, again.is_tally) == (3, True)
    assert things(again) == ["r1 at b.txt", "r3 at e.txt", "somewhere, 1"]


def test_an_overruling_is_a_reason_of_what_it_made_so():
    with open_pile() as case:
        one, other = find_claim(case, "The bridge at Ostwick is closed"), find_claim(case, "tore two cables")
        case.overrule("same_claim", one.id, other.id, who="Ines", why="one storm")
        case.overrule("not_a_retelling", "r2", "r1", why="two desks, one draft")
        merged = find_claim(case, "tore two cables")
        by_ines, by_nobody = "overruling 1 by Ines: one storm", "overruling 2 by an analyst: two desks, one draft"
        assert [reason.says for reason in case.why(merged.id).reasons] == [by_ines, by_nobody]
        assert [reason.says for reason in case.why(f"{merged.id}.deny").reasons] == [by_ines]
        assert by_nobody in [reason.says for reason in case.why(f"{merged.id}.independent_reports").reasons]
        assert [reason.code for reason in case.why("r2").reasons] == ["overruled"]
        assert case.why(find_said(case, "r3", "nobody was hurt").id).reasons == ()
        case.undo(1)
        assert [reason.says for reason in case.why(find_claim(case, "tore two cables").id).reasons] == [by_nobody]


def test_two_reports_that_were_parted_say_so_and_so_do_both_origins():
    with open_pile() as case:
        parent = case.why("r2", "r1").value
        case.overrule("not_a_retelling", "r2", "r1", why="two desks, one draft")
        parted = case.why("r2", "r1")
        assert (parted.value, case.why("r2>r1")) == (parent, parted)
        assert [reason.says for reason in parted.reasons] == ["overruling 1 by an analyst: two desks, one draft"]
        apart = [part for part in case.why("origins").parts if {"r1", "r2"} & {each.thing for each in part.parts}]
        assert len(apart) == 2
        assert all("overruled" in {reason.code for reason in case.why(each.thing).reasons} for each in apart)
        with pytest.raises(NotFound, match="r3"):
            case.why("r3", "r1")


def test_a_claim_names_the_overruling_that_took_a_statement_out_of_it():
    with open_pile() as case:
        cables, said = find_claim(case, "tore two cables"), find_said(case, "r3", "Two cables fell")
        case.overrule("other_claim", said.id, why="another storm")
        for words in ("tore two cables", "Two cables fell"):
            claim = find_claim(case, words)
            assert [reason.says for reason in case.why(claim.id).reasons] == ["overruling 1 by an analyst: another storm"]
        assert find_claim(case, "Two cables fell").id != find_claim(case, "tore two cables").id
        assert "r3" in cables.reports


def test_a_statement_unfolds_into_those_that_it_was_weighed_against():
    with open_pile() as case:
        denial = find_said(case, "r1", "the bridge at Ostwick is closed")
        said = {each.id: each for each in case.picture().attributions}
        stance = case.why(f"{denial.id}.stance")
        assert (denial.stance, stance.value) == ("deny", "deny")
        against, alike = (case.why(f"{denial.id}.{part}") for part in ("against", "with"))
        assert against.value == [part.thing for part in against.parts]
        assert {said[each].stance for each in against.value} == {"affirm"}
        assert {said[each].stance for each in alike.value} <= {"deny"}
        others = {each.id for each in said.values() if each.proposition == denial.proposition and each.stance != "unverified"}
        assert {*against.value, *alike.value, denial.id} == others
        assert case.why(f"{denial.id}.proposition").value == denial.proposition


def test_a_concession_unfolds_into_the_denial_and_the_words_that_give_it_up():
    records = [
        {"id": f"r{day}", "outlet": f"Paper {day}", "published": f"2041-05-0{day}T10:00:00Z", "text": text}
        for day, text in (
            (1, "The plant poisoned the river, anglers at Lomma said. Hadd Chemicals denied that the plant had poisoned the river."),
            (3, "Hadd Chemicals admitted on Friday that the plant had poisoned the river."),
        )
    ]
    with sayso.read("-", stdin=to_stream(records)) as case:
        step = case.why("p1.status.2041-05-03")
        assert step.value == "conceded"
        held, given_up = step.parts[:2]
        assert [(part.thing.rsplit(".", 1)[1], [(s[0]) for each in part.parts for s in each.spans]) for part in (held, given_up)] == [
            ("held", ["r1"]),
            ("given_up", ["r3"]),
        ]
        assert case.why("p1.status.2041-05-03.held") == held
        assert case.why("p1.denying_voices").value == 1


def test_things_of_several_kinds_under_one_id_are_told_apart():
    ids = {"r01": "p1", "r02": "a1", "r03": "f1"}
    text = "At least 40 families have left Orlek, mayor Ida Renn said."
    reports = tuple(Report(ids[each], text if each == "r03" else "The dam is safe.", outlet=each, language="en") for each in ids)
    figure = Figure("f1", "families", Span.cut(text, 0, 20), 40, None, False, None, None)
    picture = Picture(reports=reports, origins=tuple((each.id,) for each in reports), figures=(figure,))
    assert explain(picture, "f1").says == "a report"
    assert explain(picture, "figure:f1").value == "At least 40 families"
    assert explain(picture, "figure:f1.low").value == 40
    assert explain(picture, "report:a1.n_chars").value == 16
    for unknown in ("figure:f2", "report:", "claim:p1", "nothing:p1"):
        with pytest.raises(NotFound):
            explain(picture, unknown)


def test_an_overruling_about_a_report_is_no_reason_of_a_claim_of_the_same_name():
    renamed = {"r1": "p1", "r2": "p2", "r3": "a1", "r4": "a2"}
    with open_pile([replace(each, id=renamed[each.id]) for each in REPORTS]) as case:
        case.overrule("not_a_retelling", "p2", "p1", why="both had the agency's draft")
        for thing in ("a1", "a2"):
            assert "overruled" not in {reason.code for reason in case.why(thing).reasons}
        assert "overruled" in {reason.code for reason in case.why("report:p1").reasons}
        claim = find_claim(case, "The bridge at Ostwick is closed")
        assert "overruled" in {reason.code for reason in case.why(f"{claim.id}.independent_reports").reasons}
        assert "overruled" not in {reason.code for reason in case.why(f"{claim.id}.deny").reasons}


def test_what_the_terminal_counts_goes_by_a_name():
    with open_pile() as case:
        picture = case.picture()
        case.overrule("not_a_retelling", "r2", "r1", why="both had the agency's draft")
        assert case.why("overrulings.holds").value == 1
        assert case.why("overrulings.stale").value == 0
        case.undo(1)
        case.undo(2)
        assert (case.why("overrulings.holds").value, case.why("overrulings.in_force").value) == (2, 1)
        parties = {voice.party for voice in picture.voices} - {UNINVOLVED, UNKNOWN}
        assert {part.thing for part in case.why("parties").parts} == parties
    edges = {(each.child, each.parent) for each in PICTURE.changes if each.kind == "omitted"}
    assert explain(PICTURE, "omitted.retellings").value == len(edges)


@pytest.mark.parametrize("id_", ["statement:9", "claim:p1", "figure:f1"])
def test_a_report_that_is_called_like_a_kind_of_thing_is_found(id_):
    picture = Picture(reports=(Report(id_, "The dam is safe.", language="en"),), origins=((id_,),))
    assert explain(picture, id_).says == "a report"
