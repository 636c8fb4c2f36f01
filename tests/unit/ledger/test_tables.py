import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

from invented_picture import PICTURE
from sayso.ledger import picture_to_document
from sayso.ledger.tables import document_to_tables, read_columns
from sayso.model import Correction, Overruling, Picture, Span

AT = datetime(2041, 5, 8, 12, 30, tzinfo=UTC)
DOCUMENT = picture_to_document(PICTURE)


def read(picture, name):
    """Return the rows of a table by column name."""
    [table] = [each for each in document_to_tables(picture_to_document(picture)) if each.name == name]
    return [dict(zip([column.name for column in table.columns], row, strict=True)) for row in table.rows]


def test_every_column_is_explained_once():
    for about, columns in read_columns().values():
        assert about.endswith(".")
        assert all(column.meaning and column.kind in {"text", "integer", "number", "flag", "day", "instant"} for column in columns)
        assert max(Counter(column.name for column in columns).values()) == 1
    explained = {(row["table"], row["column"]) for row in read(PICTURE, "columns")}
    assert explained == {(name, column.name) for name, (_, columns) in read_columns().items() for column in columns}


def test_every_part_of_the_document_is_a_table_with_as_many_rows():
    for name in ("reports", "retellings", "changes", "voices", "attributions", "propositions", "figures", "skipped", "unmeasured"):
        assert len(read(PICTURE, name)) == len(DOCUMENT[name]) > 0


def test_rows_point_at_each_other():
    reports = {row["id"] for row in read(PICTURE, "reports")}
    assert {row["report"] for row in read(PICTURE, "origins")} == reports
    assert {row["origin"] for row in read(PICTURE, "reports")} == {"o1", "o2", "o3"}
    claims = {row["id"] for row in read(PICTURE, "propositions")}
    assert {row["proposition"] for row in read(PICTURE, "stances")} == claims
    assert {row["proposition"] for row in read(PICTURE, "status")} == claims


def test_stances_count_the_reports_behind_them():
    rows = {(row["proposition"], row["voice"], row["stance"]): row for row in read(PICTURE, "stances")}
    assert rows["p1", "v1", "affirm"]["n_reports"] == 2
    assert rows["p1", "v2", "deny"]["party"] == "valley"
    assert rows["p1", "v1", "affirm"]["first_said_on"] == "2041-05-06"
    assert rows["p1", "v4", "unverified"]["voice_name"] == "The engineers' office"


def test_denials_tell_how_much_they_deny():
    stances = {(row["proposition"], row["voice"]): row["scope"] for row in read(PICTURE, "stances") if row["stance"] == "deny"}
    assert stances == {("p1", "v2"): None, ("p1", "v3"): "part"}
    [said] = [row for row in read(PICTURE, "attributions") if row["scope"]]
    assert (said["scope"], said["scope_words"]) == ("part", "Water seeps")
    assert (said["denied"], said["denied_report"]) == ("Not one crack has been found", "r01")


def test_carriers_tell_who_states_it_as_fact():
    rows = {(row["proposition"], row["report"]): row for row in read(PICTURE, "carriers")}
    assert rows["p1", "r02"]["as_fact"] and rows["p1", "r02"]["as_fact_text"] == "The dam at Orlek is safe"
    assert not rows["p1", "r01"]["as_fact"]


def test_figures_keep_their_bounds_and_get_no_best_estimate():
    first, second = read(PICTURE, "figures")
    assert (first["low"], first["best"], first["high"], first["voice"]) == (40, None, None, None)
    assert (second["low"], second["source_original"], second["source_party"]) == (24, "Mira Tolan", "waterworks")
    assert first["source_article"] == "Valley Wire, 2041-05-06, Dam is safe"
    assert first["origin"] == second["origin"] == "o1"


def test_sides_are_the_parties_that_deny_each_other():
    assert {(row["side_a"], row["side_b"]) for row in read(PICTURE, "figures")} == {("valley", "waterworks")}


def test_sides_are_left_open_where_no_two_parties_stand_against_each_other():
    nobody = replace(PICTURE, voices=tuple(replace(voice, party="unknown") for voice in PICTURE.voices))
    assert {(row["side_a"], row["side_b"]) for row in read(nobody, "figures")} == {(None, None)}


def test_changes_without_a_side_have_empty_cells():
    omitted = [row for row in read(PICTURE, "changes") if row["kind"] == "omitted"]
    assert [(row["after"], row["after_start"], row["after_field"]) for row in omitted] == [(None, None, None)]
    assert omitted[0]["before"] == "The valley council denied that."


def test_corrections_have_a_row_for_each_place_that_they_take_back():
    wrong, places = Span(9, 14, "three"), (("r1", Span(0, 4, "Four")), ("r2", Span(0, 4, "Four")))
    notices = (
        Correction("r3", Span(0, 20, "Correction: it was 4"), wrong, places),
        Correction("r3", Span(0, 20, "Correction: it was 4"), wrong),
    )
    rows = read(replace(PICTURE, corrections=notices), "corrections")
    assert [(row["id"], row["notice"], row["wrong"], row["taken_back_report"], row["taken_back"]) for row in rows] == [
        ("c1", "Correction: it was 4", "three", "r1", "Four"),
        ("c1", "Correction: it was 4", "three", "r2", "Four"),
        ("c2", "Correction: it was 4", "three", None, None),
    ]


def test_an_empty_case_has_all_tables():
    assert [table.name for table in document_to_tables(picture_to_document(Picture()))] == list(read_columns())


def test_overrulings_are_told_in_words_and_kept_whole():
    party = '{"voice": {"id": "v3", "words": null}, "party": "the union"}'
    about = {"claim": {"id": "p1", "words": "The dam is safe", "held": [{"report": {"id": "r01"}}]}, "stance": "deny"}
    log = (
        Overruling(1, AT, "Ines", "one event", "stance", json.dumps(about)),
        Overruling(2, AT, None, None, "undo", undoes=1),
        Overruling(3, AT, None, "half \ud800", "other_party", party, state="stale"),
    )
    picture = replace(PICTURE, overrulings=log)
    rows = read(picture, "overrulings")
    assert [row["about"] for row in rows] == ["p1 “The dam is safe” | deny", None, "v3 | the union"]
    told = [{**{key: row[key] for key in row if key != "about_json"}, "about": json.loads(row["about_json"])} for row in rows]
    assert told == picture_to_document(picture)["overrulings"]


def test_what_a_hand_left_in_the_log_is_told_as_it_is():
    odd = replace(PICTURE, overrulings=(Overruling(1, AT, None, None, "stance", '{"claim": [1, 2], "stance": null, "x": {}}'),))
    assert [row["about"] for row in read(odd, "overrulings")] == ["[1, 2] | None | "]
