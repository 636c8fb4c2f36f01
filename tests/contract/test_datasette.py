"""A case file opens in Datasette: every table and view has a page, and the views can be read without looking anything up."""

import asyncio
import json
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from docs.draw import find_example
from sayso.desk import open_case
from sayso.model import Fetched

pytest.importorskip("datasette", reason="Datasette is not installed")

ROOT = Path(__file__).parents[2]
GERMAN = "Die Fähre ist gesunken, sagte die Küstenwache am Montag in der Stadt, und niemand wurde bei dem Unglück verletzt."
VIEWS = (
    "voices_named", "claims", "who_says_what", "family", "changes_side_by_side", "reports_with_text", "seen_again", "overrulings_in_words",
    "fetched_pages", "independent_reports", "who_stands_where", "claims_by_day", "said_on_no_ones_word", "counted_as_one",
    "figures_as_said", "names_for_one_thing", "left_out", "denials",
)  # fmt: skip


@pytest.fixture(scope="module")
def case_path(tmp_path_factory):
    """Return the example pile as a case file, with something for every table: a copy, a broken line, another language, an overruling."""
    folder = tmp_path_factory.mktemp("datasette")
    more = folder / "more.jsonl"
    first = find_example().read_text(encoding="utf-8").splitlines()[0]
    more.write_text("\n".join([first, "half a line", json.dumps({"id": "de", "text": GERMAN})]) + "\n", encoding="utf-8")
    path = folder / "harbour-ferry.sayso"
    with open_case(path) as case:
        case.read([find_example(), more], model="rules")
        case.overrule("not_a_retelling", case.retellings[0].child, case.retellings[0].parent, why="its reporter was there", who="Ines")
        body = b"<p>The ferry has sunk.</p>"
        case._store.keep_fetched(
            Fetched("https://lantern.example/", "https://lantern.example/1", datetime.now(UTC), "text/html", None, body)
        )
        case.picture()
    return path


@pytest.fixture(scope="module")
def ask(case_path):
    """Ask Datasette for addresses below the case, and return status, body and the JSON twin's rows."""
    from datasette.app import Datasette

    datasette = Datasette([str(case_path)], settings={"num_sql_threads": 0})

    def ask_all(*addresses):
        async def run():
            await datasette.invoke_startup()
            return [await datasette.client.get(f"/harbour-ferry{each}") for each in addresses]

        answers = asyncio.run(run())
        return answers[0] if len(answers) == 1 else answers

    yield ask_all
    for name, database in datasette.databases.items():
        if name != "_internal":
            for connection in [getattr(database, "_read_connection", None), getattr(database, "_write_connection", None)]:
                if connection is not None:
                    connection.close()


def _list(case_path, kind):
    with closing(sqlite3.connect(case_path)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = ? ORDER BY name", (kind,))]


def test_every_table_and_view_has_a_page_without_an_error(ask, case_path):
    names = [*_list(case_path, "table"), *_list(case_path, "view")]
    assert len(names) > 40
    for name, page in zip(names, ask(*(f"/{name}" for name in names)), strict=True):
        assert page.status_code == 200, name
        assert "rows" in page.text and "Traceback" not in page.text, name


def test_the_list_of_tables_shows_them_by_name(ask, case_path):
    page = ask("")
    assert page.status_code == 200
    listed = {urlsplit(address).path.rpartition("/")[2] for address in re.findall(r'href="(/harbour-ferry/[\w-]+)"', page.text)}
    assert {*_list(case_path, "table"), *_list(case_path, "view")} <= listed


def test_each_row_of_a_report_a_claim_and_a_voice_has_a_page(ask):
    for name in ("reports", "propositions", "voices", "attributions", "retellings", "overrulings", "fetched"):
        page = ask(f"/{name}/1")
        assert page.status_code == 200, name


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_can_be_read_without_looking_anything_up(ask, name):
    answer = ask(f"/{name}.json?_shape=objects&_size=max")
    rows = answer.json()["rows"]
    assert answer.status_code == 200
    assert rows
    assert all(re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", column) for column in rows[0])
    cells = [cell for row in rows for cell in row.values() if cell is not None]
    assert not [cell for cell in cells if isinstance(cell, str) and cell.startswith(("[{", '{"', "[["))]


def test_all_views_are_held_to_that_and_told_on_a_page(case_path):
    assert sorted(VIEWS) == _list(case_path, "view")
    page = (ROOT / "docs" / "guide" / "browsing.md").read_text(encoding="utf-8")
    assert [name for name in VIEWS if f"`{name}`" not in page] == []


def test_every_table_and_view_says_inside_what_it_holds(case_path):
    with closing(sqlite3.connect(case_path)) as connection:
        told = connection.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
    assert [name for name, sql in told if not re.search(r"-- [A-Z][^\n]+\.", sql)] == []


def test_views_say_what_the_picture_says(ask, case_path):
    with open_case(case_path) as case:
        picture = case.picture()
    claims = ask("/claims.json?_shape=objects&_size=max").json()["rows"]
    assert [row["id"] for row in claims] == [claim.id for claim in picture.propositions]
    stands = ask("/who_stands_where.json?_shape=objects&_size=max").json()["rows"]
    sides = ("affirm", "deny", "concede", "unverified")
    assert len(stands) == sum(len(getattr(claim, side)) for claim in picture.propositions for side in sides)
    assert all(row["reports"] > 0 for row in stands)
    origins = ask("/independent_reports.json?_shape=objects&_size=max").json()["rows"]
    assert [tuple(row["report_ids"].split("; ")) for row in origins] == [tuple(origin) for origin in picture.origins]
    assert len(ask("/figures_as_said.json?_shape=objects&_size=max").json()["rows"]) == len(picture.figures)
    left_out = ask("/left_out.json?_shape=objects&_size=max").json()["rows"]
    assert {row["what_became"] for row in left_out} == {"not read", "read, but its claims were not measured"}


def test_a_text_with_markup_in_it_stays_text(tmp_path):
    from datasette.app import Datasette

    path = tmp_path / "hostile.sayso"
    attack = "<script>alert(1)</script> The ferry has sunk, said <img src=x onerror=alert(2)>."
    pile = tmp_path / "pile.jsonl"
    pile.write_text(json.dumps({"id": attack, "text": attack, "title": attack, "outlet": attack}) + "\n")
    with open_case(path) as case:
        case.read([pile], model="rules")
        case.picture()

    async def run():
        datasette = Datasette([str(path)], settings={"num_sql_threads": 0})
        await datasette.invoke_startup()
        return [await datasette.client.get(f"/hostile/{name}") for name in ("reports", "reports_with_text", "who_says_what")]

    for page in asyncio.run(run()):
        assert page.status_code == 200
        assert "<script>alert" not in page.text and "<img src=x" not in page.text
