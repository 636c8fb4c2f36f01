"""``sayso export`` in every format: where it goes, and where it does not."""

import json
import zipfile

import pytest

from invented_picture import PICTURE
from sayso.surfaces.cli import main
from sayso.surfaces.exports import FORMATS

SETS = [name for name, form in FORMATS.items() if form.is_set]
SINGLE = [name for name in FORMATS if name not in SETS]


@pytest.mark.parametrize("name", SINGLE)
def test_one_file_goes_to_standard_output_or_where_it_is_told(name, desk, capsysbinary, tmp_path):
    [expected] = FORMATS[name].write(PICTURE, None).values()
    assert main(["export", "--format", name]) == 0
    assert capsysbinary.readouterr() == (expected, b"")
    assert main(["export", "--format", name, "--out", "-"]) == 0
    assert capsysbinary.readouterr().out == expected
    assert main(["export", "--format", name, "--out", str(tmp_path / "out")]) == 0
    assert capsysbinary.readouterr().out == b""
    assert (tmp_path / "out").read_bytes() == expected


@pytest.mark.parametrize("name", SETS)
def test_a_set_goes_to_a_folder_or_an_archive(name, desk, tmp_path):
    expected = FORMATS[name].write(PICTURE, None)
    assert main(["export", "--format", name, "--out", str(tmp_path / "tables")]) == 0
    assert {path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()} == expected
    assert main(["export", "--format", name, "--out", str(tmp_path / "tables.zip")]) == 0
    with zipfile.ZipFile(tmp_path / "tables.zip") as archive:
        assert {each: archive.read(each) for each in archive.namelist()} == expected


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("out", [[], ["--out", "-"]])
def test_a_set_does_not_fit_standard_output(name, out, desk, capsys):
    assert main(["export", "--format", name, *out]) == 2
    printed, error = capsys.readouterr()
    assert printed == ""
    assert ".zip" in error and error.count("\n") == 1
    assert desk.asked == {}


def test_the_day_reaches_the_export(desk, tmp_path):
    assert main(["export", "--as-of", "2041-05-06", "--out", str(tmp_path / "out.json")]) == 0
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["as_of"] == "2041-05-06"
