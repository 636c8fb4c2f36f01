"""The log of another case, taken over from its export or from its file, be it damaged."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

import sayso
from overruled_pile import REPORTS, find_claim, find_said
from sayso.desk import Case
from sayso.errors import CaseError, InputError
from sayso.ledger import CaseStore
from sayso.model import Overruling

AT = datetime(2041, 5, 6, 12, tzinfo=UTC)


@pytest.fixture
def decided(tmp_path):
    """Return the path of a case in which something was overruled, and its log."""
    path = tmp_path / "old.sayso"
    store = CaseStore.open(path)
    store.add(REPORTS)
    with Case(store) as case:
        case.overrule("not_a_retelling", "r2", "r1", who="Ines", why="both had the agency's draft")
        case.overrule("stance", find_said(case, "r1", "the bridge at Ostwick is closed").id, "affirm", why="a slip")
        case.undo(2, who="Ines")
        case.undo(3, why="it was a slip")
        return path, case.overrulings


def open_new(reports=REPORTS):
    store = CaseStore.open(None)
    store.add(reports)
    return Case(store)


def tell(log):
    return [(each.kind, each.who, each.why, each.undoes, each.state) for each in log]


def test_a_log_comes_over_from_an_export_and_does_what_it_did(decided, tmp_path):
    path, log = decided
    with sayso.open(path) as old:
        document = old.export()
    exported = tmp_path / "case.json"
    exported.write_text(json.dumps(document), "utf-8")
    with open_new() as new:
        assert len(new.replay(exported)[0]) == 4
        assert tell(new.overrulings) == tell(log)
        assert new.export()["propositions"] == document["propositions"]
        assert new.replay(exported) == ((), ())  # once is enough
        assert new.replay(path) == ((), ())


def test_a_log_comes_after_the_one_that_is_there(decided):
    path, _ = decided
    with open_new() as new:
        bridge, cables = find_claim(new, "bridge at Ostwick is closed"), find_claim(new, "tore two cables")
        new.overrule("same_claim", bridge.id, cables.id, why="one storm")
        made, _ = new.replay(path)
        assert [(each.number, each.undoes) for each in made] == [(2, None), (3, None), (4, 3), (5, 4)]


def test_a_case_without_a_report_keeps_what_was_decided_of_it(decided):
    path, _ = decided
    with open_new(REPORTS[1:]) as new:
        new.replay(path)
        assert [each.state for each in new.overrulings] == ["stale", "stale", "undone", "holds"]


def test_a_damaged_case_still_gives_its_log(decided):
    path, log = decided
    with closing(sqlite3.connect(path)) as connection:
        page = connection.execute("PRAGMA page_size").fetchone()[0]
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'retellings'").fetchone()[0]
    with path.open("r+b") as file:
        file.seek((root - 1) * page)
        file.write(b"\xff" * page)
    with pytest.raises(CaseError, match="overrule replay"):
        sayso.open(path)
    with open_new() as new:
        new.replay(path)
        assert tell(new.overrulings) == tell(log)


@pytest.mark.parametrize(
    "cells", [("yesterday", "same_claim"), ("2041-05-06T12:00:00+00:00", "same-claim"), ("2041-05-06T12:00:00+00:00", "undo")]
)
def test_what_another_hand_put_into_the_log_is_named_and_the_rest_comes_over(decided, cells):
    path, _ = decided
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO overrulings VALUES (9, ?, NULL, 'x', ?, '{}', NULL)", cells)
        connection.commit()
    with sayso.open(path) as old, pytest.raises(CaseError, match="entry 9 of the log") as caught:
        old.export()
    assert caught.value.code == "bad_overruling"
    with open_new() as new:
        made, lost = new.replay(path)
        assert (len(made), len(lost)) == (4, 1)
        assert "entry 9" in lost[0]


def test_a_time_without_a_zone_is_utc(decided):
    path, _ = decided
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO overrulings VALUES (9, '2041-05-06T12:00:00', NULL, 'x', 'same_claim', '{}', NULL)")
        connection.commit()
    with sayso.open(path) as old:
        assert old.overrulings[-1].made_at.isoformat() == "2041-05-06T12:00:00+00:00"


ENTRY = {"number": 1, "made_at": "2041-05-06T12:00:00Z", "who": None, "why": "x", "kind": "same_claim", "about": {}, "undoes": None}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no JSON"),
        ("[" * 99_999, "nested too deep"),
        ("[]", "no log"),
        ('{"overrulings": {}}', "no log"),
        ('{"overrulings": [3]}', "entry 1: this is no overruling"),
        (json.dumps({"overrulings": [ENTRY, ENTRY | {"kind": "a guess"}]}), "entry 2: this is no overruling"),
        (json.dumps({"overrulings": [ENTRY | {"number": 0}]}), "counted from 1"),
        (json.dumps({"overrulings": [ENTRY | {"who": 7}]}), "who is no text"),
        (json.dumps({"overrulings": [ENTRY | {"made_at": 7}]}), "no overruling"),
        (json.dumps({"overrulings": [ENTRY | {"made_at": "0001-01-01T00:00:00+14:00"}]}), "no such time"),
        (json.dumps({"overrulings": [ENTRY | {"kind": "undo", "undoes": 8}]}), "undoes 8"),
    ],
)
def test_what_is_no_log_is_refused_whole(tmp_path, text, says):
    path = tmp_path / "log.json"
    path.write_text(text, "utf-8")
    with open_new() as new:
        with pytest.raises(InputError, match=says):
            new.replay(path)
        assert new.overrulings == ()


def test_an_undo_of_what_is_lost_is_lost_with_it(tmp_path):
    path = tmp_path / "old.sayso"
    with Case(CaseStore.open(path)) as old:
        old._store.append_overruling(Overruling(1, AT, None, "x", "same_claim"))
        old.undo(1)
        old._store.append_overruling(Overruling(1, AT, None, "y", "same_claim"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER overrulings_are_not_altered")
        connection.execute("UPDATE overrulings SET made_at = 'yesterday' WHERE number = 1")
        connection.commit()
    with open_new() as new:
        made, lost = new.replay(path)
        assert [(each.number, each.why) for each in made] == [(1, "y")]
        assert len(lost) == 2 and "undoes 1" in lost[1]


def test_the_same_decided_twice_within_a_second_is_there_twice(tmp_path):
    log = tmp_path / "log.json"
    entries = [ENTRY, ENTRY | {"number": 2, "kind": "undo", "undoes": 1}, ENTRY | {"number": 3}]
    log.write_text(json.dumps({"overrulings": entries}), "utf-8")
    with open_new() as new:
        assert len(new.replay(log)[0]) == 3
        assert [each.undoes for each in new.overrulings] == [None, 1, None]
        assert new.replay(log) == ((), ())


def test_a_time_of_another_zone_is_told_in_utc(tmp_path):
    log = tmp_path / "log.json"
    log.write_text(json.dumps({"overrulings": [ENTRY | {"made_at": "2041-05-06T12:00:00+02:00"}]}), "utf-8")
    with open_new() as new:
        assert new.replay(log)[0][0].made_at.isoformat() == "2041-05-06T10:00:00+00:00"
