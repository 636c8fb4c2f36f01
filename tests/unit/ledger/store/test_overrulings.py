"""The log in the case file: appended to, never altered, in a case of any age."""

import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from old_cases import make_old
from sayso.errors import CaseError, NotFound, UsageError
from sayso.ledger.overrulings.log import Followed, find_undone, settle_states
from sayso.ledger.store import CaseStore, opening
from sayso.model import Overruling, Picture, Report

AT = datetime(2041, 5, 6, 12, tzinfo=UTC)
DRAFT = Overruling(1, AT, "Ines", "one event", "same_claim", '{"claim": {"id": "p1", "words": "The ferry sank"}}')
REPORT = Report("r1", "The ferry sank.", path="pile.jsonl:1")
SRC = Path(__file__).resolve().parents[4] / "src"
APPENDING = """
import sys
sys.path.insert(0, sys.argv[2])
from datetime import UTC, datetime
from pathlib import Path
from sayso.ledger.store import CaseStore
from sayso.model import Overruling
print("ready", flush=True)
for n in range(10**6):
    with CaseStore.open(Path(sys.argv[1])) as case:
        case.append_overruling(Overruling(1, datetime.now(UTC), "Ines", "w" * 4000, "same_voice"))
"""


def undo(number):
    return Overruling(1, AT, None, None, "undo", undoes=number)


@pytest.fixture
def old_path(tmp_path):
    """A case as a Sayso of schema 1 left it, with one report."""
    path = tmp_path / "old.sayso"
    with CaseStore.open(path) as case:
        case.add([REPORT])
    make_old(path, 1)
    return path


def test_an_overruling_gets_the_next_number_and_comes_back_as_it_was(tmp_path):
    with CaseStore.open(tmp_path / "case.sayso") as case:
        made = [case.append_overruling(DRAFT), case.append_overruling(replace(DRAFT, who="half \ud800", why=None))]
    with CaseStore.open(tmp_path / "case.sayso", read_only=True) as case:
        assert case.overrulings() == tuple(made) == (DRAFT, replace(DRAFT, number=2, who="half \ud800", why=None))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE overrulings SET why = 'another'",
        "DELETE FROM overrulings",
        "REPLACE INTO overrulings SELECT number, made_at, 'Mallory', 'another', kind, about, undoes FROM overrulings",
    ],
)
def test_no_program_alters_the_log_by_mistake(tmp_path, change):
    with CaseStore.open(tmp_path / "case.sayso") as case:
        case.append_overruling(DRAFT)
    with (
        closing(sqlite3.connect(tmp_path / "case.sayso")) as connection,
        pytest.raises(sqlite3.IntegrityError, match="overrulings are not"),
    ):
        connection.execute(change)


def test_what_is_not_there_or_undone_already_cannot_be_undone():
    with CaseStore.open(None) as case:
        with pytest.raises(NotFound) as caught:
            case.append_overruling(undo(1))
        assert caught.value.code == "unknown_overruling"
        case.append_overruling(DRAFT)
        case.append_overruling(undo(1))
        with pytest.raises(UsageError) as again:
            case.append_overruling(undo(1))
        assert again.value.code == "already_undone"
        case.append_overruling(undo(2))  # which makes the first hold again
        assert [each.state for each in settle_states(case.overrulings(), Followed(frozenset({1})))] == ["holds", "undone", "holds"]
        assert find_undone(case.overrulings()) == {2}


def test_each_entry_makes_the_picture_another_one():
    with CaseStore.open(None) as case:
        case.add([REPORT])
        keys = [case.pile_key("method")]
        for draft in (DRAFT, undo(1), undo(2)):
            case.append_overruling(draft)
            keys.append(case.pile_key("method"))
    assert len({*keys}) == 4


def test_a_picture_keeps_what_became_of_each():
    with CaseStore.open(None) as case:
        case.append_overruling(DRAFT)
        case.append_overruling(undo(1))
        picture = Picture(overrulings=settle_states(case.overrulings(), Followed()))
        case.save_picture(picture, key="k")
        assert case.load_picture("k") == picture
        assert [each.state for each in picture.overrulings] == ["undone", "holds"]


def test_a_case_of_schema_1_is_read_as_it_is_and_brought_up_when_it_is_written(old_path):
    before = old_path.read_bytes()
    with CaseStore.open(old_path, read_only=True) as case:
        assert (len(case.reports()), case.overrulings(), case.load_picture("k")) == (1, (), None)
        key = case.pile_key("method")
    assert old_path.read_bytes() == before
    with CaseStore.open(old_path) as case:
        assert case.pile_key("method") == key
        case.append_overruling(DRAFT)
        assert [each.id for each in case.reports()] == ["r1"]
    with closing(sqlite3.connect(old_path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == opening.SCHEMA_VERSION
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    assert {"overrulings", "overruling_states", "overrulings_in_words", "overrulings_are_not_removed"} <= names


def test_an_old_case_gets_the_same_tables_as_a_new_one(old_path, tmp_path):
    def tables(path):
        with CaseStore.open(path) as case:
            return sorted(case._connection.execute("SELECT name, sql FROM sqlite_master").fetchall())

    assert tables(old_path) == tables(tmp_path / "new.sayso")


def test_a_migration_that_is_stopped_leaves_the_old_case(old_path, monkeypatch):
    statements = (*opening._read_schema(1)[:2], "CREATE TABLE broken (")
    monkeypatch.setattr(opening, "_read_schema", lambda version=0: statements if version else ())
    with pytest.raises(CaseError):
        CaseStore.open(old_path)
    with closing(sqlite3.connect(old_path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 1
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'overruling%'").fetchone()[0] == 0


def test_a_browser_shows_what_each_was_about(tmp_path):
    with CaseStore.open(tmp_path / "case.sayso") as case:
        case.append_overruling(DRAFT)
        case.append_overruling(replace(DRAFT, kind="other_party", about='{"voice": {"id": "v3", "words": null}, "party": "the union"}'))
    with closing(sqlite3.connect(tmp_path / "case.sayso")) as connection:
        rows = connection.execute("SELECT number, about, who, why FROM overrulings_in_words").fetchall()
    assert rows == [(1, "p1 “The ferry sank”", "Ines", "one event"), (2, "v3; the union", "Ines", "one event")]


def test_killed_at_any_moment_the_log_is_whole(tmp_path):
    path, known = tmp_path / "case.sayso", 0
    for pause in (0.05, 0.11, 0.17):
        appending = subprocess.Popen([sys.executable, "-c", APPENDING, str(path), str(SRC)], stdout=subprocess.PIPE, text=True)
        assert appending.stdout.readline() == "ready\n"
        time.sleep(pause)
        appending.send_signal(signal.SIGKILL)
        appending.wait()
        appending.stdout.close()
        with CaseStore.open(path) as case:
            log = case.overrulings()
            assert case._connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert [each.number for each in log] == list(range(1, len(log) + 1))
        assert all(each.why == "w" * 4000 for each in log)
        assert len(log) >= known
        known = len(log)
    assert known > 0
