"""What holds for every export format, over a picture made by hand and the same one with hostile words in it."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from invented_picture import PICTURE, make_hostile
from sayso.errors import UsageError
from sayso.model import Picture
from sayso.surfaces.exports import FORMATS, require_format

ROOT = Path(__file__).resolve().parents[4]
PICTURES = {"whole": PICTURE, "hostile": make_hostile(PICTURE), "empty": Picture()}
WRITE = """
import sys
from invented_picture import PICTURE
from sayso.surfaces.exports import FORMATS, pack_files
sys.stdout.buffer.write(b"".join(pack_files(each.write(PICTURE, None)) for each in FORMATS.values()))
"""


def test_an_unknown_format_names_those_there_are():
    with pytest.raises(UsageError) as caught:
        require_format("xlsx")
    assert caught.value.allowed == ", ".join(FORMATS)


def test_the_formats_are_those_of_the_contract_and_three_more():
    assert list(FORMATS) == ["json", "jsonld", "csv", "parquet", "graphml", "html", "csl", "wikitext"]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("picture", PICTURES)
def test_every_format_writes_every_picture_the_same_twice(name, picture):
    form = FORMATS[name]
    files = form.write(PICTURES[picture], None)
    assert files == form.write(PICTURES[picture], date(2041, 5, 6) if name in ("csv", "parquet", "graphml", "csl", "wikitext") else None)
    assert (len(files) > 1) == form.is_set
    assert all(name.endswith(form.suffix) for name in files)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "parquet"])
def test_what_is_text_is_utf_8(name):
    for data in FORMATS[name].write(PICTURES["hostile"], None).values():
        assert data.decode("utf-8")


@pytest.mark.parametrize("name", ["json", "jsonld", "html"])
def test_the_day_that_it_is_told_as_of_is_named(name):
    [whole] = FORMATS[name].write(PICTURE, None).values()
    [cut] = FORMATS[name].write(PICTURE, date(2041, 5, 6)).values()
    assert whole != cut


def test_the_bytes_do_not_hang_on_hash_order():
    written = []
    for seed in ("0", "1"):
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'tests'}", "PATH": ""}
        written.append(subprocess.run([sys.executable, "-c", WRITE], env=environment, capture_output=True, check=True).stdout)
    assert written[0] == written[1]
    assert len(written[0]) > 10_000


def test_a_report_of_every_odd_kind_of_id_can_be_written():
    odd = [
        replace(PICTURE.reports[0], id=id_, title=None, text=f"{n} dams.")
        for n, id_ in enumerate(("a b", "a&<>\"'", "=1+1", "é/\x00", "\ud800"))
    ]
    picture = Picture(reports=tuple(odd), origins=tuple((each.id,) for each in odd))
    for form in FORMATS.values():
        assert form.write(picture, None)
