import json
from dataclasses import replace

from invented_picture import ALIGNMENT, PICTURE, REPORTS, RETELLING
from sayso.ledger import picture_to_document, redline_to_document

CONTRACT = {
    "reports": ["id", "path", "outlet", "url", "title", "byline", "published", "language", "n_chars", "sha256"],
    "skipped": ["path", "code", "what"],
    "retellings": ["child", "parent", "kind", "probability", "direction_probability", "credited", "share_of_child", "reasons"],
    "changes": ["child", "parent", "kind", "before", "after"],
    "voices": ["id", "name", "role", "affiliation", "party", "mentions"],
    "attributions": ["id", "report", "voice", "source", "cue", "content", "mode", "stance", "proposition", "channel", "said_on"],
    "propositions": [
        "id", "text", "affirm", "deny", "concede", "unverified", "reports", "stated_as_fact",
        "independent_reports", "affirming_voices", "affirming_parties", "status",
    ],
    "figures": ["report", "what", "start", "end", "text", "low", "high", "voice", "as_of"],
}  # fmt: skip
DOCUMENT = picture_to_document(PICTURE)
TEXTS = {report.id: report.text for report in REPORTS}


def test_keys_stand_in_the_order_that_scripts_know():
    assert list(DOCUMENT)[:2] == ["schema", "as_of"]
    for section, keys in CONTRACT.items():
        for row in DOCUMENT[section]:
            assert list(row)[: len(keys)] == keys


def test_everything_is_json_that_reads_back():
    assert json.loads(json.dumps(DOCUMENT, allow_nan=False)) == DOCUMENT


def test_spans_are_slices_of_their_reports():
    for said in DOCUMENT["attributions"]:
        for span in (said["source"], said["cue"], *said["content"]):
            assert TEXTS[said["report"]][span["start"] : span["end"]] == span["text"]
    for change in DOCUMENT["changes"]:
        for report, span in ((change["parent"], change["before"]), (change["child"], change["after"])):
            assert span is None or TEXTS[report][span["start"] : span["end"]] == span["text"]


def test_an_open_bound_is_null_and_a_whole_number_an_integer():
    low, high = DOCUMENT["figures"][0]["low"], DOCUMENT["figures"][0]["high"]
    assert (low, high) == (40, None)
    assert isinstance(low, int)


def test_an_infinite_bound_is_open():
    endless = replace(PICTURE, figures=(replace(PICTURE.figures[0], high=float("inf")),))
    assert picture_to_document(endless)["figures"][0]["high"] is None


def test_instants_are_utc_and_days_are_days():
    assert DOCUMENT["reports"][0]["published"] == "2041-05-06T08:00:00Z"
    assert DOCUMENT["propositions"][0]["status"][0] == {"as_of": "2041-05-05", "status": "asserted"}


def test_a_redline_is_a_document_of_both_texts():
    document = redline_to_document(REPORTS[1], REPORTS[0], RETELLING, ALIGNMENT)
    assert (document["child"], document["parent"]) == ("r02", "r01")
    assert [link["kind"] for link in document["sentences"]] == [link.kind for link in ALIGNMENT.sentences]
    assert document["changes"] == DOCUMENT["changes"]
    assert document["retelling"] == DOCUMENT["retellings"][0]
