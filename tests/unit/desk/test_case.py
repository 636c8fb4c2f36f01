import sqlite3
from datetime import date

import pytest

import sayso
from invented_coverage import Inventor, invent_coverage, to_lines, to_stream
from sayso.desk import open_case
from sayso.errors import CaseError, InputError, NotFound, UsageError
from sayso.model import Picture


def test_a_pile_is_read_into_its_reports(case, inventor):
    read = {report.id: (report.text, report.title, report.outlet) for report in case.picture().reports}
    assert read == {each["id"]: (each["text"], each["title"], each["outlet"]) for each in inventor.records}


def test_retellings_lead_back_to_the_reports_that_were_made_first(case):
    assert {(edge.child, edge.parent) for edge in case.retellings} == {("r04", "r01"), ("r05", "r02"), ("r06", "r03")}
    assert set(map(frozenset, case.origins)) == {frozenset(each) for each in (["r01", "r04"], ["r02", "r05"], ["r03", "r06"], ["r07"])}


def test_the_claims_are_those_of_the_picture_and_of_the_export(case):
    assert case.claims and case.claims == case.picture().propositions
    assert [claim.id for claim in case.claims] == [claim["id"] for claim in case.export()["propositions"]]
    assert [figure.span.text for figure in case.figures] == [figure["text"] for figure in case.export()["figures"]]


def test_who_claims_and_who_denies_stand_on_opposite_sides(case, inventor):
    names = {voice.id: voice.name for voice in case.picture().voices}
    sides = [(" ".join(str(names[v]) for v in (*c.affirm, *c.concede)), " ".join(str(names[v]) for v in c.deny)) for c in case.claims]
    assert any(inventor.speaker[1] in affirming and inventor.denier[1] in denying for affirming, denying in sides)


def test_as_of_a_day_shows_what_was_published_by_its_end(inventor, case):
    early = case.export(as_of=date(2041, 3, 4))
    assert {report["id"] for report in early["reports"]} == {"r01", "r04"}
    assert early["as_of"] == "2041-03-04"
    assert early["origins"] == [["r01", "r04"]]
    assert all(step["as_of"] <= "2041-03-04" for claim in early["propositions"] for step in claim["status"])


def test_as_of_a_day_is_the_export_of_a_pile_that_ends_there(inventor, case):
    until = [each for each in inventor.records if each["published"] < "2041-03-06"]
    with sayso.read("-", stdin=to_stream(until)) as shorter:
        expected = shorter.export()
    assert case.export(as_of=date(2041, 3, 5)) == {**expected, "as_of": "2041-03-05"}


def test_as_of_leaves_the_whole_picture_as_it_was(case):
    before = case.export()
    assert case.export(as_of=date(2041, 3, 4)) != before
    assert case.export() == before


def test_undated_reports_belong_to_every_day():
    records = invent_coverage(3, n_retellings=0)
    records[0]["published"] = None
    with sayso.read("-", stdin=to_stream(records)) as case:
        assert records[0]["id"] in {report.id for report in case.picture(as_of=date(1999, 1, 1)).reports}


def test_a_redline_finds_the_parent_by_itself(case):
    line = case.redline("r04")
    assert (line.child.id, line.parent.id, line.retelling.kind) == ("r04", "r01", "reprint")
    assert {link.kind for link in line.alignment.sentences} == {"kept"}
    assert case.redline("r04", "r01") == line


def test_a_redline_of_a_cut_names_what_was_left_out(case):
    line = case.redline("r05")
    omitted = [span.text for link in line.alignment.sentences if link.kind == "omitted" for span in link.parent_spans]
    assert omitted and all(words in line.parent.text and words not in line.child.text for words in omitted)


def test_a_redline_shows_the_changes_of_the_picture(case):
    line = case.redline("r06")
    along = [change for change in case.picture().changes if (change.child, change.parent) == ("r06", "r03")]
    assert list(line.alignment.changes) == along


def test_any_two_reports_can_be_laid_side_by_side(case):
    line = case.redline("r02", "r01")
    assert line.retelling is None
    assert {link.kind for link in line.alignment.sentences} & {"omitted", "added"}


def test_a_redline_of_nothing_says_what_there_is(case):
    with pytest.raises(NotFound, match="r99") as caught:
        case.redline("r99")
    assert "r01" in caught.value.allowed
    with pytest.raises(NotFound) as caught:
        case.redline("r01")
    assert caught.value.code == "no_parent"
    with pytest.raises(UsageError) as caught:
        case.redline("r01", "r01")
    assert caught.value.code == "same_report"


def test_progress_is_told_stage_by_stage():
    told = []
    records = invent_coverage(2, n_reports=2, n_retellings=1)
    with sayso.read("-", stdin=to_stream(records)) as case:
        case.picture(progress=lambda stage, done, total: told.append((stage, done, total)))
    stages = [stage for stage, _, _ in told]
    assert list(dict.fromkeys(stages)) == ["attributing", "cutting", "comparing", "aligning", "weighing"]
    assert all(total is None or 0 <= done <= total for _, done, total in told)


def test_nothing_to_read_is_an_error_that_says_why(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(InputError, match=r"empty\.txt: it holds no words") as caught:
        sayso.read(tmp_path)
    assert caught.value.code == "nothing_read"
    with pytest.raises(InputError, match="no such file"):
        sayso.read(tmp_path / "missing.txt")


def test_a_mapping_of_no_field_is_refused(tmp_path):
    with pytest.raises(UsageError) as caught:
        sayso.read(tmp_path, mapping={"headline": "h"})
    assert caught.value.code == "unknown_field"


def test_a_case_file_keeps_the_reports_and_the_picture(tmp_path, case, inventor):
    (tmp_path / "pile.jsonl").write_bytes(to_lines(inventor.records))
    with sayso.open(tmp_path / "storm.sayso") as first:
        added = first.read([tmp_path / "pile.jsonl"])
        document = first.export()
    assert (added.n_reports, added.n_new, added.n_duplicates, added.n_skipped) == (7, 7, 0, 0)
    with sayso.open(tmp_path / "storm.sayso") as again:
        assert again.read([tmp_path / "pile.jsonl"]).n_new == 0
        assert again.export() == document
    expected = case.export()
    assert {key: document[key] for key in document if key != "reports"} == {key: expected[key] for key in expected if key != "reports"}


def test_the_picture_of_a_case_file_is_painted_once(tmp_path, monkeypatch, inventor):
    with sayso.open(tmp_path / "storm.sayso") as case:
        case.read(["-"], stdin=to_stream(inventor.records))
        picture = case.picture()
    monkeypatch.setattr("sayso.desk.painting.paint_picture", None)
    with sayso.open(tmp_path / "storm.sayso") as case:
        assert case.claims == picture.propositions
        assert case.picture(parts=["origins", "figures"]) == Picture(
            origins=picture.origins, figures=picture.figures, duplicates=picture.duplicates
        )
        assert case.picture() == picture
        assert case.picture() is case.picture()


def test_the_same_text_twice_is_one_report_and_counted(tmp_path, inventor):
    (tmp_path / "pile.jsonl").write_bytes(to_lines([*inventor.records, inventor.records[0]]))
    with sayso.read(tmp_path) as case:
        assert (len(case.picture().reports), case.picture().duplicates) == (7, 1)
        assert case.export()["duplicates"] == 1


def test_a_case_that_must_exist_is_not_made(tmp_path):
    with pytest.raises(NotFound) as caught:
        open_case(tmp_path / "missing.sayso", must_exist=True)
    assert caught.value.code == "no_case"
    assert list(tmp_path.iterdir()) == []


def test_a_foreign_file_is_no_case(tmp_path):
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE t (a)")
    before = path.read_bytes()
    with pytest.raises(CaseError) as caught:
        sayso.open(path)
    assert caught.value.code == "not_a_case"
    assert path.read_bytes() == before


def test_a_language_whose_claims_are_not_measured_is_said_to_be_so():
    inventor = Inventor(1)
    inventor.report()
    inventor.elsewhere("de")
    inventor.elsewhere("fr")
    with sayso.read("-", stdin=to_stream(inventor.records)) as case:
        picture = case.picture()
        assert [(report, reason.code) for report, reason in picture.unmeasured] == [("r02", "language"), ("r03", "language")]
        assert {report.language for report in picture.reports} == {"en", "de", "fr"}
        assert {row.report for row in picture.attributions} == {"r01"}
        assert len(picture.origins) == 3
