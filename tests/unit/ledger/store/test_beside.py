"""Several programs at one case, and programs that are killed in the middle of something."""

import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

from sayso.ledger.store import CaseStore
from sayso.model import Picture, Report, Skip

ROOT = Path(__file__).resolve().parents[4] / "src"
ADDING = """
import sys
sys.path.insert(0, sys.argv[3])
from pathlib import Path
from sayso.ledger.store import CaseStore
from sayso.model import Picture, Report
path, name = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
first = int(sys.argv[4])
for n in range(first, first + int(sys.argv[5])):
    with CaseStore.open(path) as case:
        case.add(Report(f"{name}{n}-{k}", f"{name} {n} {k} " + "ship " * 400, name, path=f"{name}.jsonl:{n}-{k}") for k in range(10))
        case.save_picture(Picture(reports=case.reports()), key=str(len(case.reports())))
"""


def _start(path, name, first=0, n_rounds=10**6):
    command = [sys.executable, "-c", ADDING, str(path), name, str(ROOT), str(first), str(n_rounds)]
    started = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert started.stdout.readline() == "ready\n"
    return started


def _assert_whole(path):
    with CaseStore.open(path) as case:
        reports = case.reports()
        for report in reports:
            name, n, k = report.text.split()[:3]
            assert (report.id, report.text) == (f"{name}{n}-{k}", f"{name} {n} {k} " + "ship " * 400)
        assert len(reports) % 10 == 0  # every add is one batch: all of it or none
        saved = case._connection.execute("SELECT key FROM picture").fetchone()
        assert saved is None or len(case.load_picture(saved[0]).reports) == int(saved[0])
        assert case._connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert case._connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return len(reports)


def test_killed_at_any_moment_a_case_holds_whole_reports_or_none(tmp_path):
    path, chance, counts = tmp_path / "case.sayso", random.Random(7), []
    for n in range(10):
        adding = _start(path, "killed", first=n * 1000)
        time.sleep(chance.uniform(0, 0.15))
        adding.send_signal(signal.SIGKILL)
        adding.wait()
        adding.stdout.close()
        counts.append(_assert_whole(path))
    assert counts == sorted(counts)
    assert counts[-1] > 0
    assert [each.name for each in tmp_path.iterdir()] == ["case.sayso"]


def test_killed_while_it_is_made_a_case_can_still_be_made(tmp_path):
    chance = random.Random(11)
    for n in range(8):
        path = tmp_path / f"{n}.sayso"
        adding = _start(path, "killed")
        time.sleep(chance.uniform(0, 0.02))
        adding.send_signal(signal.SIGKILL)
        adding.wait()
        adding.stdout.close()
        _assert_whole(path)


def test_two_processes_add_at_once(tmp_path):
    path = tmp_path / "case.sayso"
    started = [_start(path, name, n_rounds=15) for name in ("one", "other")]
    for each in started:
        assert each.wait(30) == 0
        each.stdout.close()
    assert _assert_whole(path) == 300


def test_two_readers_work_beside_a_writer(tmp_path):
    path = tmp_path / "case.sayso"
    is_done, seen, failures = threading.Event(), [[], []], []
    with CaseStore.open(path) as writer:
        writer.add([Report("first", "The quay reopened.")])

        def read(counts):
            try:
                with CaseStore.open(path, read_only=True) as reader:
                    while not is_done.is_set() or not counts:
                        counts.append(len(reader.reports()))
            except BaseException as error:  # a thread would otherwise fail unseen
                failures.append(error)

        readers = [threading.Thread(target=read, args=(counts,)) for counts in seen]
        for each in readers:
            each.start()
        for n in range(40):
            writer.add([Report(f"r{n}-{k}", f"Ship {n} {k}.", path=f"p:{n}-{k}") for k in range(5)])
        is_done.set()
        for each in readers:
            each.join(30)
    assert failures == []
    for counts in seen:
        assert counts == sorted(counts)
        assert all(count % 5 == 1 for count in counts)
    assert [each.name for each in tmp_path.iterdir()] == ["case.sayso"]


def test_a_reader_sees_one_state_of_the_case_while_it_looks(tmp_path):
    path = tmp_path / "case.sayso"
    with CaseStore.open(path) as writer, CaseStore.open(path, read_only=True) as reader:
        writer.add([Report("a", "a")])
        with reader._reading() as connection:
            before = connection.execute("SELECT count(*) FROM readings").fetchone()
            writer.add([Report("b", "b"), Skip("c", "empty", "nothing")])
            assert connection.execute("SELECT count(*) FROM readings").fetchone() == before
        assert len(reader.reports()) == 2


def test_slow_sources_do_not_keep_others_from_writing(tmp_path):
    path = tmp_path / "case.sayso"
    with CaseStore.open(path) as slow, CaseStore.open(path) as quick:

        def source():
            yield Report("a", "a")
            quick.add([Report("b", "b")])
            yield Report("c", "c")

        slow.add(source())
        assert len(quick.reports()) == 3


def test_a_case_that_stays_busy_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr("sayso.ledger.store.opening._WAIT_S", 0.05)
    path = tmp_path / "case.sayso"
    with CaseStore.open(path) as case, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        try:
            case.add([Report("a", "a")])
        except Exception as error:
            assert error.code == "case_busy"
        else:
            raise AssertionError("it was not busy")
        other.execute("ROLLBACK")
        case.add([Report("a", "a")])
        case.save_picture(Picture(), key="1")
