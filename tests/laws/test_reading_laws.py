"""What holds for any bytes in any format: nothing raises, nothing is lost without a word, the same bytes give the same reports.

The variable SAYSO_FUZZ raises the number of examples, for long runs by hand:

    SAYSO_FUZZ=3000 python -m pytest tests/laws/test_reading_laws.py
"""

from __future__ import annotations

import io
import json
import os
import re
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import pytest
import xlsxwriter
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.ingest import read_reports
from sayso.ingest.confined import READERS, find_reader
from sayso.ingest.outlets import Outlets, fold_name, read_outlets
from sayso.ingest.paragraphs import PrintedLine, join_lines
from sayso.model import Report, Skip
from sayso.settings import IngestSettings
from unit.ingest.printed import print_pages

N_EXAMPLES = int(os.environ.get("SAYSO_FUZZ", "25"))
FUZZ = settings(max_examples=N_EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
LIMITS = IngestSettings()

WORDS = st.text(max_size=30) | st.sampled_from(
    ["The quay is open.", "2031-03-01", "https://kelp.example/1", "Kelp", "", "\ud800", "<p>Open.</p>", "\0"]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | WORDS
NAMES = st.sampled_from(
    [
        "id",
        "text",
        "body",
        "title",
        "source",
        "uri",
        "bodies",
        "headlines",
        "value",
        "role",
        "contenttype",
        "versioncreated",
        "type",
        "issued",
        "date-parts",
        "author",
        "family",
        "container-title",
        "infosource",
        "name",
        "articles",
        "hits",
        "_source",
        "fields",
        "published",
        "outlet",
    ]
)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES | WORDS, inner, max_size=6), max_leaves=25)


def read_bytes(name, data, mapping=None):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        results = list(read_reports([path], mapping=mapping))
    for each in results:
        assert isinstance(each, Report) or (isinstance(each, Skip) and each.path and each.code and len(each.what) > 10)
    assert results
    return [(each.id, each.text) if isinstance(each, Report) else each.code for each in results]


@FUZZ
@given(VALUES, st.sampled_from([None, {"text": "abstract"}, {"text": "value"}, {"outlet": "name"}]))
def test_any_json_gives_reports_or_reasons(value, mapping):
    data = json.dumps(value).encode()
    assert read_bytes("a.json", data, mapping) == read_bytes("a.json", data, mapping)
    read_bytes("a.jsonl", data, mapping)


TAGS = st.sampled_from(["TY", "ER", "TI", "T1", "AU", "A1", "AB", "N1", "DA", "PY", "UR", "T2", "L1", "XX", "ty", "T", ""])
LINES = st.tuples(TAGS, st.sampled_from(["  - ", " - ", "  -", "-", " "]), WORDS).map("".join)


@FUZZ
@given(st.lists(LINES, max_size=25), st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_lines_of_references_give_reports_or_reasons(lines, end):
    data = end.join(lines).encode("utf-8", "surrogatepass")
    results = read_bytes("a.ris", data, {"text": "title"})
    n_references = len(re.findall(r"^[ \t\ufeff]*TY {1,2}-", data.decode("utf-8", "surrogatepass").replace("\r", "\n"), re.MULTILINE))
    assert len(results) >= n_references


@FUZZ
@given(st.lists(st.lists(WORDS, max_size=5), max_size=6), st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["\n", "\r\n"]))
def test_any_table_gives_reports_or_reasons(rows, mark, end):
    read_bytes("a.csv", f"id{mark}text{mark}date{end}".encode() + end.join(map(mark.join, rows)).encode("utf-8", "surrogatepass"))


PIECES = st.sampled_from(
    [
        "<html>",
        "<p>",
        "</p>",
        "<article>",
        "The quay is open, the board said. " * 5,
        "<meta property='og:title' content='Quay'>",
        "<script>",
        "<!--",
        "<table>",
        "&#0;",
        '<script type=\'application/ld+json\'>{"datePublished": "2031-03-01"}</script>',
        "<title>",
        "]]>",
        "<svg>",
        "<time pubdate datetime='x'>",
        "\0",
        "\x85",
    ]
)


@FUZZ
@given(st.lists(PIECES | WORDS, max_size=20))
def test_any_page_gives_a_report_or_a_reason(pieces):
    data = "".join(pieces).encode("utf-8", "surrogatepass")
    read_bytes("a.html", data)
    read_bytes("a.md", data)
    read_bytes("a.xml", b"<rss version='2.0'><channel><item><description>" + data + b"</description></item></channel></rss>")


# ------------------------------------------------------------------------------------------------------- damaged documents


@cache
def sample(kind):
    """Return a small, sound file of a kind that the confined process reads."""
    buffer = io.BytesIO()
    if kind == "sheets":
        book = xlsxwriter.Workbook(buffer)
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, ["id", "text", "n"])
        sheet.write_row(1, 0, ["a", "The quay is open.", 7.5])
        book.close()
    elif kind == "words":
        document = Document()
        document.add_paragraph("The quay is open.")
        document.add_table(1, 1).cell(0, 0).text = "seven"
        document.save(buffer)
    else:
        buffer.write(print_pages([[(72, 700, 12, "The quay is open."), (72, 680, 12, "So it is.")]] * 2))
    return buffer.getvalue()


DAMAGES = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=8)), min_size=1, max_size=6)


def damage(data, damages):
    damaged = bytearray(data)
    for share, piece in damages:
        at = int(share * len(damaged))
        damaged[at : at + len(piece)] = piece
    return bytes(damaged)


@cache
def members(kind):
    with zipfile.ZipFile(io.BytesIO(sample(kind))) as package:
        return {name: package.read(name) for name in package.namelist()}


def read_in_here(kind, data):
    try:
        return list(find_reader(kind)(data, LIMITS))
    except InputError as error:
        return [error.code]
    except BaseException as error:  # what is neither is turned into a reason by the process around it; only a crash is a failure here
        assert not isinstance(error, KeyboardInterrupt | SystemExit | MemoryError)
        return []


@pytest.mark.parametrize("kind", sorted(READERS))
@FUZZ
@given(damages=DAMAGES, share=st.floats(0.2, 1))
def test_a_damaged_document_breaks_no_reader(kind, damages, share):
    data = damage(sample(kind), damages)
    read_in_here(kind, data)
    read_in_here(kind, data[: int(share * len(data))])


@pytest.mark.parametrize(
    ("kind", "member"), [("sheets", "xl/worksheets/sheet1.xml"), ("sheets", "xl/workbook.xml"), ("words", "word/document.xml")]
)
@FUZZ
@given(damages=DAMAGES)
def test_a_damaged_part_of_a_package_breaks_no_reader(kind, member, damages):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in members(kind).items():
            package.writestr(name, damage(data, damages) if name == member else data)
    read_in_here(kind, buffer.getvalue())


# ------------------------------------------------------------------------------------------------------------ what we wrote

PRINTED = st.builds(
    PrintedLine,
    text=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9 ,.\-]{0,30}", fullmatch=True).map(str.strip),
    left=st.integers(0, 500),
    right=st.integers(0, 600),
    y=st.integers(0, 800),
    height=st.floats(0.1, 60),
)


@FUZZ
@given(st.lists(PRINTED, max_size=12))
def test_a_page_by_itself_loses_no_letter(lines):
    joined = "".join(join_lines([lines], LIMITS))
    assert [c for c in joined if c.isalnum()] == [c for line in lines for c in line.text if c.isalnum()]


@FUZZ
@given(st.lists(st.lists(PRINTED, max_size=6), max_size=4))
def test_pages_lose_nothing_but_whole_lines(pages):
    left = "".join(c for c in "".join(join_lines(pages, LIMITS)) if c.isalnum())
    ends = {0}  # how far the letters that are left can be told by the lines up to here, each kept whole or left out
    for line in (line for page in pages for line in page):
        letters = "".join(c for c in line.text if c.isalnum())
        ends |= {end + len(letters) for end in ends if left.startswith(letters, end)}
    assert len(left) in ends


@FUZZ
@given(WORDS | st.none(), WORDS | st.none())
def test_any_outlet_is_a_newsroom_an_aggregator_or_unknown(outlet, url):
    outlets = read_outlets()
    newsroom = outlets.find_newsroom(outlet, url)
    assert not (newsroom and outlets.is_aggregator(outlet, url))
    assert fold_name(fold_name(outlet or "")) == fold_name(fold_name(fold_name(outlet or "")))
    assert Outlets({}, {}).find_newsroom(outlet) == ((outlet or "").strip() or None)
