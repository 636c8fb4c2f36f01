import io
import json

import pytest

from sayso.errors import UsageError
from sayso.settings import IngestSettings


def lines(*records):
    return "".join(json.dumps(record) + "\n" for record in records)


def test_fields_are_taken_as_given(read, write, prose):
    record = {
        "id": "r 01 ", "outlet": "Kelp", "url": "https://kelp.example/1", "title": "Quay reopens", "byline": None,
        "published": "2031-03-01T09:00:00+02:00", "text": prose,
    }  # fmt: skip
    report = read(write("pile/reports.jsonl", lines(record))).report
    assert (report.id, report.outlet, report.url, report.title, report.byline) == (
        "r 01 ",
        "Kelp",
        "https://kelp.example/1",
        "Quay reopens",
        None,
    )
    assert (report.published.isoformat(), report.published_precision) == ("2031-03-01T07:00:00+00:00", "instant")
    assert (report.text, report.title_span, report.body_start) == (prose, None, 0)
    assert report.path.endswith("pile/reports.jsonl:1")


def test_only_text_is_required(read, write, prose):
    report = read(write("a.jsonl", lines({"text": prose}))).report
    assert report.id.startswith("a-")
    assert (report.outlet, report.published, report.published_precision) == (None, None, None)


def test_common_names_need_no_mapping(read, write, prose):
    record = {
        "Headline": "Quay reopens",
        "source": {"id": None, "name": "Kelp"},
        "publishedAt": "2031-03-01",
        "authors": ["A. Roe", "B. Lind"],
        "body": prose,
    }
    report = read(write("a.jsonl", lines(record))).report
    assert (report.title, report.outlet, report.byline, report.published_precision) == ("Quay reopens", "Kelp", "A. Roe, B. Lind", "day")


def test_a_mapping_goes_before_names_that_would_do(read, write, prose):
    record = {"text": "a teaser", "story_full": prose, "when": "2031-03-01"}
    report = read(write("a.jsonl", lines(record)), mapping={"text": "story_full", "published": "when"}).report
    assert (report.text, report.published.day) == (prose, 1)


def test_a_mapping_of_an_unknown_field_is_refused_at_once(read):
    with pytest.raises(UsageError, match="no report has a field 'body'"):
        read(mapping={"body": "text"})


def test_a_broken_line_is_named_and_stops_nothing(read, write, prose):
    content = lines({"id": "a", "text": prose}) + '{"id": "b", "text": \n\n' + lines({"id": "c", "text": prose})
    result = read(write("pile.jsonl", content))
    assert [report.id for report in result.reports] == ["a", "c"]
    [skip] = result.skips
    assert skip.code == "broken_json"
    assert skip.path.endswith("pile.jsonl:2")
    assert "no JSON" in skip.what and "Mend" in skip.what


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("[1, 2]", "not_a_record"),
        ("3", "not_a_record"),
        ('{"id": "x", "title": "no body"}', "no_text"),
        ('{"text": null}', "no_text"),
        ('{"text": ["a", "b"]}', "no_text"),
        ('{"text": "  "}', "empty"),
        ("[" * 100_000, "broken_json"),
        ('{"text": "a b", "n": ' + "9" * 5_000 + "}", "broken_json"),
        ("\x00\x01\x02\x03\x04", "binary"),
    ],
)
def test_each_unfit_record_has_its_reason(read, write, line, code):
    assert read(write("a.jsonl", line)).skip.code == code


def test_missing_text_names_the_fields_that_are_there(read, write):
    assert "'id', 'lede'" in read(write("a.jsonl", lines({"id": 1, "lede": "x"}))).skip.what


def test_nothing_but_blank_lines_is_empty(read, write):
    assert read(write("a.jsonl", b"\n" * 1_000_000)).skip.code == "empty"
    assert read(write("b.jsonl", b"")).skip.code == "empty"


def test_a_giant_line_is_passed_over_and_the_next_is_read(read, write, prose):
    content = lines({"id": "a", "text": prose}) + "x" * 3_000_000 + "\n" + lines({"id": "b", "text": prose})
    result = read(write("a.jsonl", content), settings=IngestSettings(max_file_bytes=1_000_000))
    assert [report.id for report in result.reports] == ["a", "b"]
    assert result.codes == ["too_large"]
    assert result.skips[0].path.endswith(":2")


def test_marks_charsets_and_surrogates_of_lines(read, write, prose):
    record = lines({"id": "a", "text": prose})
    assert read(write("bom.jsonl", b"\xef\xbb\xbf" + record.encode())).report.text == prose
    assert read(write("wide.jsonl", record.encode("utf-16"))).report.text == prose
    assert read(write("crlf.jsonl", record.replace("\n", "\r\n"))).report.text == prose
    assert read(
        write("old.jsonl", '{"text": "Die Behörde erklärte am Sonntag, der Kai sei geöffnet."}'.encode("cp1252"))
    ).report.text.startswith("Die Behörde erklärte")
    assert read(write("lone.jsonl", '{"text": "half a \\ud83d face and a \\u0000"}')).report.text == "half a \ud83d face and a \x00"


def test_given_ids_are_kept_even_where_they_clash(read, write, prose):
    result = read(write("a.jsonl", lines({"id": 7, "text": prose}, {"id": 7, "text": prose + "More."}, {"id": "8", "text": prose})))
    assert [report.id for report in result.reports] == ["7", "7", "8"]


def test_derived_ids_do_not_depend_on_the_place_in_the_file(read, write, prose):
    records = [{"text": prose, "url": f"https://kelp.example/{n}"} for n in range(5)]
    first = {r.url: r.id for r in read(write("a.jsonl", lines(*records))).reports}
    again = {r.url: r.id for r in read(write("a.jsonl", "\n" + lines({"text": "One more."}, *reversed(records)))).reports}
    assert len(set(first.values())) == 5
    assert first.items() <= again.items()


def test_a_future_date_stands_and_a_bad_one_is_none(read, write, prose):
    result = read(write("a.jsonl", lines({"text": prose, "date": "2999-01-01"}, {"text": prose, "date": "soon"})))
    assert [report.published and report.published.year for report in result.reports] == [2999, None]


def test_a_title_repeated_in_the_text_is_found_there(read, write, prose):
    report = read(write("a.jsonl", lines({"title": "Quay reopens", "text": "QUAY REOPENS\n\n" + prose}))).report
    assert (report.title, report.title_span.text) == ("Quay reopens", "QUAY REOPENS")
    assert report.text[report.body_start :] == prose


def test_standard_input_is_json_lines(read, prose):
    report = read("-", stdin=io.BytesIO(lines({"text": prose}).encode())).report
    assert report.path == "stdin:1"
