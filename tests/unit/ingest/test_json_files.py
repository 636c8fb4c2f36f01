import json

import pytest


def dump(value):
    return json.dumps(value, ensure_ascii=False)


def test_a_list_of_records_and_a_single_record(read, write, prose):
    listed = read(write("pile.json", dump([{"id": "a", "text": prose}, {"id": "b", "text": "The ferry has sunk."}])))
    assert [report.id for report in listed.reports] == ["a", "b"]
    assert [report.path.rsplit(":", 1)[1] for report in listed.reports] == ["1", "2"]
    alone = read(write("one.json", dump({"text": prose, "outlet": "Kelp"}))).report
    assert (alone.id, alone.outlet, alone.path.endswith("one.json")) == ("one", "Kelp", True)


@pytest.mark.parametrize(
    "answer",
    [
        {"status": "ok", "totalResults": 2, "articles": "RECORDS"},
        {"response": {"status": "ok", "results": "RECORDS"}},
        {"took": 3, "hits": {"total": {"value": 2}, "hits": "RECORDS"}},
        {"articles": "RECORDS", "facets": [{"name": "x"}, {"name": "y"}, {"name": "z"}]},
        {"a": "FIRST", "b": "SECOND"},
    ],
)
def test_records_are_found_inside_the_answer_of_a_service(read, write, answer):
    records = [{"title": "Quay", "body": "The quay is open."}, {"title": "Ferry", "body": "The ferry has sunk."}]
    text = dump(answer).replace('"RECORDS"', dump(records)).replace('"FIRST"', dump(records[0])).replace('"SECOND"', dump(records[1]))
    assert [report.title for report in read(write("a.json", text)).reports] == ["Quay", "Ferry"]


def test_fields_that_stand_in_an_object_of_the_record_are_read(read, write):
    guardian = {"id": "w/1", "webTitle": "Quay", "webPublicationDate": "2031-03-01T09:00:00Z", "fields": {"bodyText": "The quay is open."}}
    elastic = {"_index": "news", "_id": "7", "_source": {"headline": "Ferry", "text": "The ferry has sunk.", "publisher": "Kelp"}}
    first = read(write("a.json", dump({"response": {"results": [guardian]}}))).report
    assert (first.id, first.title, first.published.hour, first.text) == ("w/1", "Quay", 9, "The quay is open.")
    second = read(write("b.jsonl", dump(elastic))).report
    assert (second.id, second.outlet, second.title) == ("7", "Kelp", "Ferry")


def test_json_lines_under_the_name_of_json_are_read(read, write):
    lines = dump({"id": "a", "text": "The quay is open."}) + "\n\n" + dump({"id": "b", "text": "It is shut."}) + "\n{broken\n"
    result = read(write("a.json", lines))
    assert [(report.id, report.path.rsplit(":", 1)[1]) for report in result.reports] == [("a", "1"), ("b", "3")]
    assert result.codes == ["broken_json"] and result.skips[0].path.endswith("a.json:4")


def test_a_file_that_is_no_pile_is_one_skip(read, write):
    assert read(write("a.json", dump({"settings": {"colour": "red"}}))).skip.code == "no_text"
    assert read(write("b.json", dump([{"name": "x"}] * 50))).skip.code == "no_text"
    assert read(write("c.json", dump({"voices": [{"text": "a"}], "figures": [{"text": "b"}]}))).skip.code == "not_a_report"
    assert read(write("d.json", "[]")).skip.code == "empty"
    assert read(write("e.json", "")).skip.code == "empty"
    assert read(write("f.json", "[1, 2")).skip.code == "broken_json"
    assert read(write("g.json", "[" * 100_000)).skip.code == "broken_json"
    assert read(write("h.json", "7")).skip.code == "not_a_record"


def test_records_without_a_text_among_others_are_named_one_by_one(read, write):
    result = read(write("a.json", dump([{"text": "The quay is open."}, {"title": "only"}, 3])))
    assert len(result.reports) == 1 and result.codes == ["no_text", "not_a_record"]
    assert [skip.path.rsplit(":", 1)[1] for skip in result.skips] == ["2", "3"]


def test_deep_values_in_fields_are_no_words(read, write):
    deep = json.loads("[" * 300 + '"x"' + "]" * 300)
    report = read(write("a.jsonl", dump({"text": "The quay is open.", "outlet": deep, "author": {"name": deep}}))).report
    assert (report.outlet, report.byline) == (None, None)


# ------------------------------------------------------------------------------------------- shapes that programs export


def test_lines_of_passim(read, write, prose):
    told = []
    record = {"id": "kelp-2031-03-01-3", "series": "kelp", "date": "2031-03-01", "text": prose}
    report = read(write("in.json", dump(record) + "\n" + dump({**record, "id": "other"})), shown=told.append).reports[0]
    assert (report.id, report.outlet, report.published.day, report.text) == ("kelp-2031-03-01-3", "kelp", 1, prose)
    assert told[0].taken == (("outlet", "series"), ("published", "date"))


def test_stories_of_media_cloud(read, write):
    story = {
        "stories_id": 27456565,
        "media_id": 1,
        "media_name": "Kelp Daily",
        "media_url": "https://kelp.example",
        "publish_date": "2031-03-01 09:00:00",
        "title": "Quay",
        "url": "https://kelp.example/quay",
        "language": "en",
        "ap_syndicated": False,
        "story_text": "The quay is open.",
    }
    report = read(write("stories.json", dump([story]))).report
    assert (report.id, report.outlet, report.url, report.published.hour) == ("27456565", "Kelp Daily", "https://kelp.example/quay", 9)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "list.csv",
            "id,language,media_name,media_url,publish_date,title,url\nx,en,Kelp,kelp.example,2031-03-01,Quay,https://kelp.example/q\n",
        ),
        (
            "gal.jsonl",
            dump(
                {
                    "date": "2031-03-01T09:00:00Z",
                    "domain": "kelp.example",
                    "outletName": "Kelp",
                    "title": "Quay",
                    "url": "https://kelp.example/q",
                }
            ),
        ),
        (
            "artlist.json",
            dump(
                {"articles": [{"url": "https://kelp.example/q", "title": "Quay", "seendate": "20310301T090000Z", "domain": "kelp.example"}]}
            ),
        ),
    ],
)
def test_a_list_of_addresses_says_where_the_texts_are(read, write, name, content):
    skip = read(write(name, content)).skip
    assert skip.code == "no_text" and "pages at its addresses" in skip.what


def test_an_article_list_with_texts_added(read, write):
    record = {
        "date": "2031-03-01T09:00:00Z",
        "domain": "kelp.example",
        "outletName": "Kelp",
        "url": "https://kelp.example/q",
        "text": "Open.",
    }
    report = read(write("a.jsonl", dump(record))).report
    assert (report.outlet, report.published.hour) == ("Kelp", 9)


# ----------------------------------------------------------------------------------------------------------------- ninjs


def test_ninjs_of_the_first_generation(read, write):
    item = {
        "uri": "urn:newsml:kelp.example:20310301:7",
        "type": "text",
        "versioncreated": "2031-03-01T10:37:00Z",
        "firstcreated": "2031-03-01T09:00:00Z",
        "pubstatus": "usable",
        "byline": "Mira Tolland",
        "headline": "Quay reopens",
        "copyrightholder": "Kelp Agency",
        "body_text": "The quay is open. So it is.",
        "body_xhtml": "<p>The quay is open.</p><p>So it is.</p>",
    }
    report = read(write("a.json", dump(item))).report
    assert (report.id, report.outlet, report.title, report.byline) == (item["uri"], "Kelp Agency", "Quay reopens", "Mira Tolland")
    assert (report.text, report.published.minute, report.url) == ("The quay is open.\n\nSo it is.", 37, None)


def test_ninjs_of_later_generations(read, write):
    item = {
        "uri": "https://kelp.example/items/7",
        "versioncreated": "2031-03-01T10:37:00+02:00",
        "by": "Mira Tolland",
        "headlines": [{"role": "short", "value": "Quay"}, {"role": "main", "value": "Quay reopens"}],
        "infosources": [{"role": "origin", "name": "Kelp Agency"}],
        "bodies": [
            {"role": "plain", "contenttype": "text/plain", "value": "Flat."},
            {"role": "main", "contenttype": "text/html", "value": "<p>Open.</p>"},
        ],
    }
    report = read(write("a.jsonl", dump(item))).report
    assert (report.outlet, report.title, report.byline, report.text) == ("Kelp Agency", "Quay reopens", "Mira Tolland", "Open.")
    assert (report.url, report.published.hour) == ("https://kelp.example/items/7", 8)


def test_ninjs_without_a_body_is_said_to_be_what_it_is(read, write):
    item = {
        "uri": "urn:x:1",
        "type": "picture",
        "versioncreated": "2031-03-01T10:37:00Z",
        "headline": "Quay",
        "renditions": {"x": {"href": "y"}},
    }
    skip = read(write("a.json", dump(item))).skip
    assert skip.code == "no_text" and "ninjs of the type picture" in skip.what


# -------------------------------------------------------------------------------------------------------------- CSL-JSON

REFERENCE = {
    "id": "http://zotero.org/users/1/items/ABC",
    "type": "article-newspaper",
    "title": "Quay reopens",
    "container-title": "Kelp Daily",
    "URL": "https://kelp.example/q",
    "abstract": "The quay is open.",
    "language": "en",
    "source": "kelp.example",
    "author": [{"family": "Tolland", "given": "Mira"}, {"literal": "Kelp Desk"}],
    "issued": {"date-parts": [["2031", 3, 1]]},
    "accessed": {"date-parts": [["2031", 3, 9]]},
}


def test_a_reference_holds_no_text_and_says_what_to_do(read, write):
    result = read(write("library.json", dump([REFERENCE, {**REFERENCE, "id": "2"}])))
    assert result.codes == ["no_text", "no_text"] and not result.reports
    assert "reference without the text" in result.skips[0].what and "text=abstract" in result.skips[0].what


def test_a_field_of_a_reference_can_be_taken_for_the_text(read, write):
    report = read(write("library.json", dump({"items": [REFERENCE, REFERENCE]})), mapping={"text": "abstract"}).reports[0]
    assert (report.id, report.outlet, report.title, report.text) == (REFERENCE["id"], "Kelp Daily", "Quay reopens", "The quay is open.")
    assert (report.byline, report.url, report.published.day) == ("Mira Tolland, Kelp Desk", "https://kelp.example/q", 1)


def test_a_month_or_a_year_is_no_day_of_publication(read, write):
    for issued in ({"date-parts": [[2031, 3]]}, {"date-parts": [[2031]]}, {"date-parts": []}, {"literal": "spring"}):
        report = read(write("a.json", dump([{**REFERENCE, "issued": issued}])), mapping={"text": "abstract"}).report
        assert report.published is None
