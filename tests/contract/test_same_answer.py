"""One pile has one answer: no order, no split, no number of runs or processes, no hash seed shows in a single byte of the export."""

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

import sayso
from invented_coverage import Inventor, invent_coverage, to_lines, to_stream
from sayso.desk import open_case
from sayso.settings import DeskSettings
from sayso.surfaces.cli import main
from sayso.surfaces.exports import document_to_json
from unfolded_exports import count_spans, find_loose_ends, find_wrong_spans

ROOT = Path(__file__).resolve().parents[2]
SEEDS = (5, 14)
EXPORTING = """
import sys
import sayso
from sayso.surfaces.cli import main
with sayso.open(sys.argv[1]) as case:
    case.read(sys.argv[2:])
sys.exit(main(["export", "--case", sys.argv[1]]))
"""
PILES = sorted(ROOT.glob("examples/*/reports.jsonl"))


def _coverage(seed):
    """Return records with everything that might show an order: copies at one instant, no date, two languages, one id twice."""
    records = invent_coverage(seed)
    inventor = Inventor(seed + 1000)
    more = [inventor.report(), inventor.elsewhere("de"), inventor.elsewhere("fr")]
    more[0]["published"] = None
    records += [{**each, "id": f"x{n}"} for n, each in enumerate(more)]
    records.append({**records[0], "id": "twin", "outlet": "Second Hand Times"})
    records.append({**records[1], "id": records[2]["id"], "text": f"{records[1]['text']} That is all."})
    records.append({**records[0], "title": "The same once more"})
    return records


def _write(folder, records, n_files=3):
    """Return the folder with the records dealt out to files, the same ones to the same file whatever their order."""
    folder.mkdir()
    for n in range(n_files):
        dealt = [each for each in records if sum(each["text"].encode()) % n_files == n]
        (folder / f"{n}.jsonl").write_bytes(to_lines(dealt))
    return sorted(each.name for each in folder.iterdir())


def _export(case):
    return document_to_json(case.export())


@pytest.fixture(params=SEEDS)
def pile(request, tmp_path, monkeypatch):
    """Return records, the names of the files that they are in, and the export; the files are in the working folder."""
    records = _coverage(request.param)
    names = _write(tmp_path / "pile", records)
    monkeypatch.chdir(tmp_path / "pile")
    with sayso.read(names) as case:
        yield records, names, _export(case)


def test_no_order_of_files_and_lines_shows(pile, tmp_path, monkeypatch):
    records, names, expected = pile
    for n in range(3):
        shuffled = Random(n).sample(records, len(records))
        _write(tmp_path / f"pile{n}", shuffled)
        monkeypatch.chdir(tmp_path / f"pile{n}")
        with sayso.read(Random(n).sample(names, len(names))) as case:
            assert _export(case) == expected


def test_no_number_of_runs_shows(pile, tmp_path):
    _, names, expected = pile
    for name in (*reversed(names), *names):
        with sayso.open(tmp_path / "storm.sayso") as case:
            case.read([name])
            case.picture()  # so that what each run finds is kept, and met again by the next
    with sayso.open(tmp_path / "storm.sayso") as case:
        assert _export(case) == expected
        assert _export(case) == expected


def test_lines_that_come_one_by_one_are_a_pile(pile):
    records, _, _ = pile
    exports = []
    for order in (records, list(reversed(records))):
        with sayso.read("-", stdin=to_stream(order[:1])) as case:
            for record in order[1:]:
                case.read(["-"], stdin=to_stream([record]))
            exports.append(case.export())
    with sayso.read("-", stdin=to_stream(records)) as case:
        whole = case.export()
    for export in exports:  # each line was the first on standard input, so only the last is still known to have stood there
        assert {**export, "duplicates": 0} == {**whole, "duplicates": 0}


@pytest.mark.parametrize("pile", SEEDS[:1], indirect=True)
def test_no_number_of_processes_shows(pile, tmp_path, monkeypatch):
    _, names, expected = pile
    monkeypatch.setattr("sayso.desk.work.DeskSettings", lambda: DeskSettings(parallel_items=2, batch_items=3))
    with open_case(tmp_path / "storm.sayso", n_processes=2) as case:
        case.read(names)
        assert _export(case) == expected


@pytest.mark.parametrize("pile", SEEDS[1:], indirect=True)
def test_no_hash_seed_shows(pile, tmp_path):
    _, names, expected = pile
    for seed in ("0", "1"):
        case = tmp_path / f"{seed}.sayso"
        done = subprocess.run(
            [sys.executable, "-c", EXPORTING, str(case), *names],
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        )
        assert done.stdout.decode() == expected


def test_the_command_line_and_python_give_the_same_bytes(pile, tmp_path, capsysbinary):
    _, names, expected = pile
    case = str(tmp_path / "storm.sayso")
    assert main(["read", *names, "--case", case]) == 0
    capsysbinary.readouterr()
    assert main(["export", "--case", case]) == 0
    assert capsysbinary.readouterr().out.decode() == expected
    assert main(["export", "--case", case, "--out", str(tmp_path / "out.json")]) == 0
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == expected


@pytest.mark.parametrize("path", PILES, ids=lambda path: path.parent.name)
def test_every_span_of_the_example_is_a_slice_and_every_number_unfolds(path):
    with sayso.read(path) as case:
        document, reports = case.export(), case.picture().reports
    assert count_spans(document) > 100
    assert find_wrong_spans(document, {report.id: (report.text, report.title) for report in reports}) == []
    assert find_loose_ends(document) == []


def test_spans_hold_where_texts_are_odd(tmp_path):
    odd = (
        "\r\n“The ferry sank”,\tMayor Ida Renn said.\r\n\r\nA union\u00a0denied the claim.\r\rAt least 12 people \U0001f6a2 were hurt, "
        "the e\u0301lite guard said\u2028on Monday. \u05d4\u05de\u05e2\u05d1\u05d5\u05e8\u05ea said the mayor of \u0130zmir. \0 He said no."
    )
    records = [{"id": "a", "text": odd, "title": "Ferry \u201csank\u201d"}, {"id": "b", "text": f"{odd} Nobody knows, she said."}]
    (tmp_path / "pile.jsonl").write_bytes(to_lines(records))
    with sayso.read(tmp_path / "pile.jsonl") as case:
        document = case.export()
    assert count_spans(document) > 4
    assert find_wrong_spans(document, {each["id"]: (each["text"], each.get("title")) for each in records}) == []
    assert find_loose_ends(document) == []
