"""Findings for programs, over a check made by hand."""

import json
import re
from types import SimpleNamespace

import pytest

from sayso.desk import Checked, DraftFile, Finding
from sayso.desk.checking import FindingKind
from sayso.model import Reason, Report, Skip, Span
from sayso.surfaces.exports import FINDING_KINDS, Check, checks_to_document, checks_to_github, checks_to_sarif

SOURCE = "The dam is safe, an engineer said.\nAt least 40 families have left."
DRAFT = "# Dam\n\nThe dam\nis safe. At least 60 families have left."


def cut(text, words):
    start = text.index(words)
    return Span.cut(text, start, start + len(words))


def make(path="drafts/dam.md", report="r1", source_path="wire.txt", line=None, before="At least 40", draft=DRAFT):
    findings = (
        Finding("attribution_lost", report, cut(SOURCE, "an engineer said"), cut(draft, "The dam\nis safe")),
        Finding("figure_changed", report, cut(SOURCE, before), cut(draft, "At least 60")),
    )
    reports = (Report(report, SOURCE, outlet="Valley Wire", path=source_path, language="en"),)
    file = DraftFile(path, Report("dam", draft, language="en"), draft, line=line)
    return Check(file, Checked(file.report, reports, findings, 3, 2, ((report, Reason("language", "it is in another language")),)))


def test_every_kind_of_finding_has_a_name_and_says_what_it_is():
    assert set(FINDING_KINDS) == set(FindingKind.__args__)
    assert all(says.endswith(".") for _, says in FINDING_KINDS.values())


def test_the_document_holds_both_spans_and_the_place_in_the_file():
    document = checks_to_document([make()], [Skip("photo.txt", "binary", "it is no text")])
    assert list(document) == ["schema", "drafts", "reports", "skipped", "findings"]
    first, second = document["findings"]
    assert (first["line"], first["column"], first["end_line"], first["end_column"]) == (3, 1, 4, 8)
    assert first["before"] == {"start": 17, "end": 33, "text": "an engineer said"}
    assert DRAFT[first["after"]["start"] : first["after"]["end"]] == first["after"]["text"]
    assert (second["kind"], second["report"], second["line"], second["column"], second["end_column"]) == ("figure_changed", "r1", 4, 10, 21)
    assert document["drafts"][0]["sentences_traced"] == 2
    assert document["skipped"] == [{"path": "photo.txt", "code": "binary", "what": "it is no text"}]
    assert json.loads(json.dumps(document)) == document


def test_github_gets_a_line_for_each_finding():
    first, second = checks_to_github([make()]).splitlines()
    assert first.startswith("::warning file=drafts/dam.md,line=3,endLine=4,title=Sayso%3A attribution lost::")
    assert second.startswith("::warning file=drafts/dam.md,line=4,endLine=4,col=10,endColumn=20,title=Sayso%3A figure changed::")
    assert "“At least 40”" in second and "“At least 60”" in second


@pytest.mark.parametrize("odd", ["a\n::error::b", "a%0A::set-output", "a,b:c::d", "\r\n::stop-commands::x", "\x1b[31m\ud800"])
def test_nothing_in_a_path_or_a_report_becomes_a_command(odd):
    written = checks_to_github([make(path=f"{odd}.md", report=odd)])
    assert written.count("\n") == 2
    for line in written.splitlines():
        assert re.fullmatch(r"::warning file=[^,:\r\n]*(,\w+=[^,:\r\n]*)*::[^\r\n]*", line)
    assert written.encode()


def _sarif(*checks):
    return json.loads(checks_to_sarif(checks, "1.2.3"))


def test_sarif_has_the_shape_that_its_standard_asks_for():
    log = _sarif(make(), make(path="other.md"))
    assert (log["version"], set(log)) == ("2.1.0", {"$schema", "version", "runs"})
    [run] = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] == "Sayso"
    assert [rule["id"] for rule in rules] == list(FINDING_KINDS)
    assert all(re.fullmatch(r"[A-Z][A-Za-z]+", rule["name"]) for rule in rules)
    assert len(run["results"]) == 4
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]
        [location] = result["locations"]
        region = location["physicalLocation"]["region"]
        assert 1 <= region["startLine"] <= region["endLine"]
        assert min(region["startColumn"], region["endColumn"]) >= 1
        assert location["physicalLocation"]["artifactLocation"]["uri"] in ("drafts/dam.md", "other.md")
        [related] = result["relatedLocations"]
        assert related["physicalLocation"]["artifactLocation"]["uri"] == "wire.txt"


def test_sarif_points_at_characters_of_the_report_or_at_its_record():
    region = _sarif(make())["runs"][0]["results"][1]["relatedLocations"][0]["physicalLocation"]["region"]
    assert SOURCE[region["charOffset"] :][: region["charLength"]] == "At least 40"
    where = _sarif(make(source_path="pile.jsonl:12"))["runs"][0]["results"][1]["relatedLocations"][0]["physicalLocation"]
    assert where == {"artifactLocation": {"uri": "pile.jsonl"}, "region": {"startLine": 12}}


def test_a_fingerprint_stays_when_lines_are_added_above():
    moved = make(draft=f"New first line.\n\n{DRAFT}")
    prints = [[result["partialFingerprints"] for result in _sarif(each)["runs"][0]["results"]] for each in (make(), moved)]
    assert prints[0] == prints[1]
    assert prints[0][0] != prints[0][1]


def test_paths_become_uris():
    uri = _sarif(make(path="a b/ü?#%.md"))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "a%20b/%C3%BC%3F%23%25.md"


def test_a_draft_in_a_record_has_a_line_and_no_column():
    check = make(path="drafts.jsonl", line=7)
    assert checks_to_github([check]).startswith("::warning file=drafts.jsonl,line=7,endLine=7,title=")
    assert _sarif(check)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 7}
    assert checks_to_document([check])["findings"][0]["line"] == 7


def test_no_findings_are_an_empty_answer():
    clean = Check(make().file, SimpleNamespace(**{**vars(make().checked), "findings": ()}))
    assert checks_to_github([clean]) == ""
    assert _sarif(clean)["runs"][0]["results"] == []
