import sqlite3
from contextlib import closing

import pytest

from sayso.errors import CaseError, NotFound
from sayso.ledger.store import CaseStore, opening
from sayso.model import Report

REPORTS = [Report(f"r{n}", f"Ship {n} came in. " * 40, "Norwick Post", path=f"pile.jsonl:{n}") for n in range(100)]


@pytest.fixture
def path(tmp_path):
    """A case with a hundred reports, closed."""
    path = tmp_path / "case.sayso"
    with CaseStore.open(path) as case:
        case.add(REPORTS)
    return path


def refused(path, **how):
    """Return the code under which a file is refused, having seen that nothing was touched."""
    before = {each.name: each.read_bytes() for each in path.parent.iterdir() if each.is_file()}
    with pytest.raises(CaseError) as caught:
        CaseStore.open(path, **how)
    assert {each.name: each.read_bytes() for each in path.parent.iterdir() if each.is_file()} == before
    assert caught.value.exit_code == 4
    assert caught.value.where == str(path)
    assert caught.value.do
    return caught.value.code


def test_a_closed_case_is_one_file(path):
    with CaseStore.open(path) as case:
        assert len(case.reports()) == 100
    with CaseStore.open(path, read_only=True) as case:
        assert len(case.reports()) == 100
    assert [each.name for each in path.parent.iterdir()] == ["case.sayso"]


def test_the_file_says_what_it_is_and_is_sound(path):
    with closing(sqlite3.connect(path)) as connection:
        asked = {each: connection.execute(f"PRAGMA {each}").fetchone()[0] for each in ("application_id", "user_version", "journal_mode")}
        assert asked == {"application_id": 0x53617953, "user_version": opening.SCHEMA_VERSION, "journal_mode": "wal"}
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_connection_holds_foreign_keys_and_writes_through(path):
    with CaseStore.open(path) as case:
        asked = [case._connection.execute(f"PRAGMA {each}").fetchone()[0] for each in ("foreign_keys", "synchronous", "busy_timeout")]
    assert asked == [1, 2, 30_000]


def test_a_missing_case_names_the_command_that_makes_it(tmp_path):
    for how in ({"must_exist": True}, {"read_only": True}):
        with pytest.raises(NotFound, match="sayso read"):
            CaseStore.open(tmp_path / "case.sayso", **how)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(CaseError, match="no such folder"):
        CaseStore.open(tmp_path / "none" / "case.sayso")


def test_a_name_may_hold_what_addresses_may_not(tmp_path):
    path = tmp_path / "what? 100% #1 case"
    with CaseStore.open(path) as case:
        case.add(REPORTS[:1])
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    with CaseStore.open(path, read_only=True) as case:
        assert len(case.reports()) == 1


@pytest.mark.parametrize("content", [b"a", b"id,text\n1,The quay\n" * 100, b"SQLite format 2\0" * 100, bytes(4096)])
def test_another_file_is_refused(tmp_path, content):
    path = tmp_path / "notes"
    path.write_bytes(content)
    assert refused(path) == refused(path, read_only=True) == "not_a_case"


@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_another_program_s_database_is_refused(tmp_path, mode):
    path = tmp_path / "notes.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA journal_mode = {mode}")
        connection.execute("CREATE TABLE reports (id)")
        connection.commit()
        assert refused(path) == "not_a_case"  # with its log beside it, too
    assert refused(path) == "not_a_case"


def test_a_folder_is_refused(tmp_path):
    (tmp_path / "case.sayso").mkdir()
    assert refused(tmp_path / "case.sayso") == "case_unreadable"


def test_a_path_that_cannot_be_is_refused():
    with pytest.raises(CaseError):
        CaseStore.open(opening.Path("a\0b"))


def test_a_newer_schema_is_refused(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {opening.SCHEMA_VERSION + 1}")
    assert refused(path) == refused(path, read_only=True) == "case_newer"


@pytest.mark.parametrize("share", [0.001, 0.1, 0.5, 0.99])
def test_a_file_cut_short_is_refused(path, share):
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    assert refused(path) == refused(path, read_only=True) == "case_damaged"


@pytest.mark.parametrize("page", [0, 1, 5, 20])
def test_a_damaged_page_is_found_before_anything_is_written(path, page):
    damaged = bytearray(path.read_bytes())
    damaged[page * 4096 + 100 : (page + 1) * 4096] = b"\xa5" * 3996
    path.write_bytes(damaged)
    assert refused(path) == refused(path, read_only=True) == "case_damaged"


def test_a_missing_table_is_found(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE work")
    assert refused(path) == "case_damaged"


def test_damage_that_shows_later_is_told_the_same_way(path, monkeypatch):
    damaged = bytearray(path.read_bytes())
    cut = len(damaged) * 3 // 4
    damaged[cut:] = b"\xa5" * (len(damaged) - cut)
    path.write_bytes(damaged)
    monkeypatch.setattr(opening, "_MOST_CHECKED_BYTES", 0)
    with CaseStore.open(path, read_only=True) as case, pytest.raises(CaseError) as caught:
        case.reports()
    assert caught.value.code == "case_damaged"


def test_an_empty_file_becomes_a_case(tmp_path):
    path = tmp_path / "case.sayso"
    path.touch()
    with CaseStore.open(path) as case:
        assert case.reports() == ()


def test_a_reader_cannot_write(path):
    with CaseStore.open(path, read_only=True) as case, pytest.raises(CaseError) as caught:
        case.add(REPORTS[:1])
    assert caught.value.code == "case_unwritable"


def test_a_file_cut_short_is_refused_with_a_log_beside_it(path):
    with CaseStore.open(path) as case, CaseStore.open(path) as other:
        case.add([Report("r", "Another ship.")])
        files = {each: each.read_bytes() for each in path.parent.iterdir()}
        other.reports()
    path.write_bytes(files.pop(path)[: 20 * 4096])
    for each, content in files.items():
        if each.suffix.endswith("-wal"):
            each.write_bytes(content)
    with pytest.raises(CaseError) as caught:
        CaseStore.open(path)
    assert caught.value.code == "case_damaged"
    assert path.stat().st_size == 20 * 4096


def test_every_table_and_view_can_be_browsed_and_says_what_it_holds(path):
    with closing(sqlite3.connect(path)) as connection:
        listed = "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
        for name, statement in connection.execute(listed).fetchall():
            connection.execute(f"SELECT * FROM {name}").fetchall()
            assert statement.splitlines()[1].strip().startswith("-- ")
