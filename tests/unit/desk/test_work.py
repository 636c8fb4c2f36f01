"""What was worked out once is not worked out again: not for ten reports more, not after a kill, and not for ever."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

import sayso
from invented_coverage import Inventor, to_lines, to_stream
from sayso.desk import method, work
from sayso.desk.work import Work
from sayso.ledger import CaseStore
from sayso.settings import DeskSettings

SOURCE = Path(sayso.__file__).parents[1]


@pytest.fixture
def calls(monkeypatch):
    """Return which reports were read, and which pairs compared, how often."""
    counted = {"claims": Counter(), "features": Counter(), "pairs": Counter(), "edges": Counter()}
    read_all_claims, read_features = work.read_all_claims, work.read_features
    compare_reports, align_told = work.compare_reports, work.align_told
    documents = {}

    def cut(report):
        document = work.read_document(report.text, report.language)
        documents[id(document)] = (document, report.id)  # kept, so that no other document gets its number
        return document

    def claims(items, tagger):
        counted["claims"].update(report.id for report, _ in items)
        return read_all_claims(items, tagger)

    def features(document):
        counted["features"][documents[id(document)][1]] += 1
        return read_features(document)

    def compare(first, second, settings):
        counted["pairs"][frozenset((first[0].id, second[0].id))] += 1
        return compare_reports(first, second, settings)

    def align(told, retold, names):
        counted["edges"][retold[0].id, told[0].id] += 1
        return align_told(told, retold, names)

    for counting in (cut, claims, features, compare, align):
        name = {cut: "cut_report", claims: "read_all_claims", features: "read_features", compare: "compare_reports", align: "align_told"}[
            counting
        ]
        monkeypatch.setattr(work, name, counting)
    return counted


def _coverage(n_own, n_more):
    inventor = Inventor(4)
    own = [inventor.report(stances=("claim", "deny")) for _ in range(n_own)]
    for n in range(n_more):
        (inventor.reprint, inventor.cut, inventor.reword)[n % 3](own[n % n_own])
    return inventor.records


def test_ten_reports_more_cost_their_own_work_only(calls, tmp_path):
    records = _coverage(3, 17)
    old, new = {each["id"] for each in records[:10]}, {each["id"] for each in records[10:]}
    with sayso.open(tmp_path / "storm.sayso") as case:
        case.read(["-"], stdin=to_stream(records[:10]))
        had = {(edge.child, edge.parent) for edge in case.retellings}
    assert calls["edges"] == Counter(had)
    assert calls["claims"] == calls["features"] == Counter(old)
    assert calls["pairs"] == Counter(map(frozenset, combinations(sorted(old), 2)))
    for counter in calls.values():
        counter.clear()
    with sayso.open(tmp_path / "storm.sayso") as case:
        case.read(["-"], stdin=to_stream(records))
        edges = {(edge.child, edge.parent) for edge in case.retellings}
    assert calls["claims"] == calls["features"] == Counter(new)
    assert calls["pairs"] == Counter(frozenset(pair) for pair in combinations(sorted(old | new), 2) if set(pair) & new)
    assert len(edges) > 10 and calls["edges"] == Counter(edges - had)


def test_nothing_is_worked_out_for_what_is_there_already(calls, tmp_path):
    records = _coverage(2, 4)
    with sayso.open(tmp_path / "storm.sayso") as case:
        case.read(["-"], stdin=to_stream(records))
        first = case.export()
        for counter in calls.values():
            counter.clear()
        case.read(["-"], stdin=to_stream(reversed(records)))
        assert case.export() == first
        case.redline("r03")
    assert not any(calls.values())


def test_a_report_that_says_something_else_is_read_anew(calls, tmp_path):
    records = _coverage(2, 0)
    with sayso.open(tmp_path / "storm.sayso") as case:
        case.read(["-"], stdin=to_stream(records))
        case.picture()
        case.read(["-"], stdin=to_stream([{**records[0], "title": "Another headline", "text": f"{records[0]['text']} Nobody knows why."}]))
        ids = {report.id for report in case.picture().reports}
    assert len(ids) == 3 and "r02" in ids and len([id_ for id_ in ids if id_.startswith("r01~")]) == 2
    assert calls["claims"]["r02"] == 1


def test_work_that_was_broken_off_goes_on_where_it_stood(calls, monkeypatch, tmp_path):
    monkeypatch.setattr(work, "DeskSettings", lambda: DeskSettings(batch_items=3))
    records = _coverage(2, 8)

    def stop(stage, done, total):
        if stage == "attributing" and done >= 6:
            raise KeyboardInterrupt

    with sayso.open(tmp_path / "storm.sayso") as case:
        case.read(["-"], stdin=to_stream(records))
        with pytest.raises(KeyboardInterrupt):
            case.picture(progress=stop)
    assert calls["claims"].total() == 6
    with sayso.open(tmp_path / "storm.sayso") as case:
        case.picture()
    assert set(calls["claims"].values()) == {1} and calls["claims"].total() == 10


READING = """
import sys
import sayso
with sayso.open(sys.argv[1]) as case:
    case.read([sys.argv[2]])
    print("ready", flush=True)
    case.picture()
"""


def test_killed_at_any_moment_a_case_comes_to_the_same_picture(tmp_path):
    pile, chance = tmp_path / "pile.jsonl", random.Random(3)
    pile.write_bytes(to_lines(_coverage(3, 9)))
    with sayso.read(pile) as whole:
        expected = whole.export()
    path = tmp_path / "storm.sayso"
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", READING, path, pile], env={**os.environ, "PYTHONPATH": str(SOURCE)}, stdout=subprocess.PIPE
        )
        assert process.stdout.readline() == b"ready\n"
        time.sleep(chance.uniform(0, 0.5))
        process.send_signal(signal.SIGKILL)
        process.communicate()
    with sayso.open(path) as case:
        assert case.read([pile]).n_new == 0
        assert case.export() == expected


def test_results_of_an_older_method_are_forgotten_once_a_picture_was_painted(monkeypatch, tmp_path):
    path, records = tmp_path / "storm.sayso", _coverage(2, 1)
    with sayso.open(path) as case:
        case.read(["-"], stdin=to_stream(records))
        first = case.export()
    with CaseStore.open(path) as store:
        n_before = _count_results(store)
        store.save_cached("kind of long ago", {"key": b"value"})
    monkeypatch.setattr(work, "read_method", lambda: "newer")
    monkeypatch.setattr("sayso.desk.case.read_method", lambda: "newer")
    with sayso.open(path) as case:
        assert case.export() == first
    with CaseStore.open(path) as store:
        assert _count_results(store) == n_before
        assert "kind of long ago" not in store.cached_kinds()


def test_results_of_this_method_are_kept(calls, tmp_path):
    records = _coverage(2, 2)
    with sayso.open(tmp_path / "storm.sayso") as case:
        for k in (2, 4, 3):
            case.read(["-"], stdin=to_stream(records[:k]))
            case.picture()
    with CaseStore.open(tmp_path / "storm.sayso") as store:
        assert Work(store).forget_older_methods() == 0
    assert set(calls["claims"].values()) == set(calls["pairs"].values()) == {1}


def _count_results(store):
    return store._connection.execute("SELECT count(*) FROM work").fetchone()[0]


def test_the_method_is_all_that_results_hang_on():
    assert len(method.read_method()) == 64
    walked = {path for path, _ in method._walk(method.resources.files("sayso"), "")}
    assert {"/desk/work.py", "/claims/__init__.py", "/ledger/store/schema.sql"} <= walked
