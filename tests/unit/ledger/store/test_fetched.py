"""What was fetched: kept to the last byte, with hash and time."""

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from old_cases import make_old
from sayso.ledger.store import CaseStore, opening
from sayso.model import Fetched, Report

AT = datetime(2041, 5, 6, 12, 30, 15, 250_000, tzinfo=UTC)
ADDRESS = "https://lantern.example/quay"
FETCHED = Fetched(ADDRESS, "https://lantern.example/2041/quay", AT, "text/html", "utf-8", b"<p>caf\xc3\xa9 \x00\xff</p>")
REPORT = Report("lantern.example-1", "The ferry sank.", "The Lantern", path=ADDRESS)


def ask(path, sql):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def test_it_comes_back_as_it_was(tmp_path):
    again = replace(FETCHED, fetched_at=datetime(2041, 5, 7, tzinfo=UTC), final_url=ADDRESS, charset=None)
    with CaseStore.open(tmp_path / "case.sayso") as case:
        case.keep_fetched(FETCHED)
        case.keep_fetched(again)
    with CaseStore.open(tmp_path / "case.sayso", read_only=True) as case:
        assert case.fetched() == (FETCHED, again)


def test_the_same_bytes_are_kept_once_under_their_hash(tmp_path):
    path = tmp_path / "case.sayso"
    with CaseStore.open(path) as case:
        for _ in range(3):
            case.keep_fetched(FETCHED)
    kept = [(hashlib.sha256(FETCHED.body).hexdigest(), len(FETCHED.body), FETCHED.body)]
    assert ask(path, "SELECT sha256, n_bytes, body FROM fetched_bytes") == kept
    assert ask(path, "SELECT count(*) FROM fetched") == [(3,)]


def test_when_it_was_fetched_does_not_make_another_pile(tmp_path):
    with CaseStore.open(tmp_path / "case.sayso") as case:
        case.add([REPORT])
        key = case.pile_key("method")
        case.keep_fetched(FETCHED)
        assert case.pile_key("method") == key


def test_a_browser_shows_which_reports_were_read_from_it(tmp_path):
    path = tmp_path / "case.sayso"
    feed = replace(FETCHED, url="https://lantern.example/feed", final_url="https://lantern.example/feed", media_type="application/rss+xml")
    entries = [Report(f"e{n}", f"Entry {n}.", path=f"{feed.url}:{n}") for n in (1, 2)]
    with CaseStore.open(path) as case:
        case.keep_fetched(FETCHED)
        case.keep_fetched(feed)
        case.add([REPORT, *entries, Report("x", "Another.", path=f"{feed.url}s")])
    rows = ask(path, "SELECT url, redirected_to, fetched_at, reports FROM fetched_pages")
    assert rows == [
        (ADDRESS, FETCHED.final_url, "2041-05-06T12:30:15.250000+00:00", "lantern.example-1"),
        (feed.url, None, "2041-05-06T12:30:15.250000+00:00", "e1,e2"),
    ]


def test_a_case_of_schema_2_is_read_as_it_is_and_brought_up_when_it_is_written(tmp_path):
    path = tmp_path / "old.sayso"
    with CaseStore.open(path) as case:
        case.add([REPORT])
    make_old(path, 2)
    before = path.read_bytes()
    with CaseStore.open(path, read_only=True) as case:
        assert (case.fetched(), [each.id for each in case.reports()]) == ((), [REPORT.id])
    assert path.read_bytes() == before
    with CaseStore.open(path) as case:
        case.keep_fetched(FETCHED)
        assert case.fetched() == (FETCHED,)
    assert ask(path, "PRAGMA user_version") == [(opening.SCHEMA_VERSION,)]
    with CaseStore.open(tmp_path / "new.sayso"):
        pass
    tables = "SELECT name, sql FROM sqlite_master ORDER BY name"
    assert ask(path, tables) == ask(tmp_path / "new.sayso", tables)


def test_a_time_without_a_zone_is_no_time():
    with pytest.raises(ValueError, match="time zone"):
        replace(FETCHED, fetched_at=datetime(2041, 5, 6))
