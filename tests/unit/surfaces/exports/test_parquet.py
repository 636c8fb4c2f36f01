import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime

from pyarrow import parquet

from invented_picture import PICTURE, make_hostile
from sayso.ledger import picture_to_document
from sayso.ledger.tables import read_columns
from sayso.model import Overruling, Picture
from sayso.surfaces.exports import FORMATS


def read(picture, name):
    return parquet.read_table(io.BytesIO(FORMATS["parquet"].write(picture, None)[f"{name}.parquet"]))


def test_cells_have_their_types():
    reports = read(PICTURE, "reports").to_pylist()
    assert reports[0]["published"] == datetime(2041, 5, 6, 8, tzinfo=UTC)
    assert reports[3]["published"] is None
    assert read(PICTURE, "attributions").to_pylist()[0]["said_on"] == date(2041, 5, 6)
    first = read(PICTURE, "figures").to_pylist()[0]
    assert (first["low"], first["best"], first["high"], first["approximate"]) == (40.0, None, None, False)


def test_what_a_column_means_stands_beside_it():
    schema = read(PICTURE, "figures").schema
    assert b"makes up no best estimate" in schema.field("best").metadata[b"meaning"]
    assert schema.metadata[b"about"].startswith(b"One row a quantity") or b"quantity" in schema.metadata[b"about"]


def test_an_empty_case_has_the_same_columns():
    for name, (_, columns) in read_columns().items():
        assert read(Picture(), name).schema.names == [column.name for column in columns]
        assert read(Picture(), name).schema == read(PICTURE, name).schema


def test_hostile_words_are_kept_but_for_lone_surrogates():
    title = read(make_hostile(PICTURE), "reports").to_pylist()[0]["title"]
    assert "\x1b[31mred" in title
    assert "\ufffd" in title


def test_the_log_of_overrulings_comes_back_as_it_was():
    at = datetime(2041, 5, 8, 12, 30, tzinfo=UTC)
    log = (
        Overruling(1, at, "Ines", "one event", "same_claim", '{"claim": {"id": "p1", "words": "Safe"}}'),
        Overruling(2, at, None, None, "undo", undoes=1),
    )
    picture = replace(PICTURE, overrulings=log)
    rows = read(picture, "overrulings").to_pylist()
    for row in rows:
        row.update(about=json.loads(row.pop("about_json")), made_at=f"{row['made_at']:%Y-%m-%dT%H:%M:%SZ}")
    assert rows == picture_to_document(picture)["overrulings"]
