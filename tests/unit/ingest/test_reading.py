import gzip
import json
import resource
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.ingest import read_reports
from sayso.ingest.files import FORMATS
from sayso.model import Report, Skip

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
PILES = SEEDS.parent / "piles"


def read_bytes(name, data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return list(read_reports([path]))


@pytest.mark.parametrize("suffix", [*sorted(FORMATS), ".jsonl.gz", ".warc.gz", ".txt.gz"])
@settings(max_examples=25, deadline=None)
@given(data=st.binary(max_size=400))
@example(data=b"")
@example(data=b"\xff\xfe\xff")
@example(data=b"<")
@example(data=b"<?xml version='1.0' encoding='nonsense'?><rss version='2.0'/>")
@example(data=b"WARC/1.0\r\n\r\n")
@example(data=b"WARC/1.0\r\nContent-Length: -1\r\n\r\n")
@example(data=b"PK\x05\x06" + b"\x00" * 18)
@example(data=b'{"text": "\\ud800"}')
@example(data=b'"')
@example(data=b'text\n"a"b,"\n')
@example(data=gzip.compress(b"text\nQuay open"))
def test_no_bytes_in_any_format_raise_and_none_pass_without_a_word(suffix, data):
    results = read_bytes(f"any{suffix}", data)
    assert results
    for each in results:
        assert isinstance(each, Report | Skip)
        assert isinstance(each, Report) or (each.path and each.code and len(each.what) > 10)


@settings(max_examples=30, deadline=None)
@given(records=st.lists(st.fixed_dictionaries({"text": st.text(min_size=1, max_size=40)}), max_size=6), shuffle=st.randoms())
def test_the_order_of_records_changes_no_report_but_its_path(records, shuffle):
    def read(these):
        results = read_bytes("a.jsonl", "\n".join(map(json.dumps, these)).encode())
        return sorted((r.id, r.text) for r in results if isinstance(r, Report))

    shuffled = shuffle.sample(records, len(records))
    assert read(records) == read(shuffled)


def test_every_report_has_one_reason_or_none(read, write, tmp_path, prose):
    write("1.txt", prose)
    write("2.txt", b"")
    write("3.jsonl", json.dumps({"text": prose}) + "\nbroken\n")
    write("4.csv", "a,b\n1,2\n")
    write("5.xml", "<x/>")
    write("6.html", "")
    write("7.wacz", b"")
    result = read(tmp_path)
    assert len(result.reports) == 2
    assert [Path(skip.path).name for skip in result.skips] == ["2.txt", "3.jsonl:2", "4.csv", "5.xml", "6.html", "7.wacz"]
    assert all(skip.what[-1] != "." and ". " in skip.what for skip in result.skips)  # what is wrong, and what to do


def test_a_packed_line_of_two_hundred_megabytes_stays_out_of_memory(read, write, prose):
    path = write("a.jsonl.gz", b"")
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(200):
            file.write(b"x" * 1024**2)
        file.write(b"\n" + json.dumps({"text": prose}).encode())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result = read(path)
    assert len(result.reports) == 1 and result.codes == ["too_large"]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 80_000  # KiB


def test_files_are_opened_one_at_a_time(write, prose):
    paths = [write(f"{n}.txt", prose) for n in range(3)]
    results = read_reports(paths)
    next(results)
    for path in paths[1:]:
        path.unlink()
    assert [each.code for each in results] == ["not_found", "not_found"]


@pytest.mark.shared
@pytest.mark.skipif(not SEEDS.exists(), reason="the shared texts are not here")
def test_the_seeds_have_heads(read):
    longer, shorter = read(SEEDS).reports
    assert longer.title_span.text == longer.title == longer.text[: len(longer.title)]
    assert longer.published == shorter.published and longer.published_precision == shorter.published_precision == "day"
    first_words = [report.text[report.body_start :].split()[:6] for report in (longer, shorter)]
    assert first_words[0] == first_words[1] and 0 < shorter.body_start < longer.body_start  # both leads, word for word


@pytest.mark.shared
@pytest.mark.skipif(not PILES.exists(), reason="the shared texts are not here")
def test_the_piles_are_read_whole(read):
    for pile in sorted(PILES.glob("*/reports.jsonl")):
        records = [json.loads(line) for line in pile.read_text("utf-8").splitlines()]
        result = read(pile.parent)
        assert [(r.id, r.text, r.title, r.title_span, r.body_start) for r in result.reports] == [
            (record["id"], record["text"], record["title"], None, 0) for record in records
        ]
        assert result.codes == ["not_a_report"]
