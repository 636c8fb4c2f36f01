import io
import os
import threading
import zipfile

import pytest

from sayso.errors import UsageError
from sayso.surfaces.exports import pack_files, write_document, write_set

FILES = {"a.csv": b"id\r\n1\r\n", "b.csv": b"id\r\n"}


def test_the_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path):
    out = tmp_path / "out.json"
    out.write_text("old")
    write_document("neü\n", out)
    assert out.read_bytes() == "neü\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_bytes_are_written_as_they_are(tmp_path):
    write_document(b"\x00\xff", tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == b"\x00\xff"


def test_a_file_that_cannot_be_replaced_is_left_as_it_was(tmp_path):
    out = tmp_path / "out.json"
    out.write_text("old")
    with pytest.raises(UsageError, match=r"out\.json"):
        write_document("new", out / "below")
    assert out.read_text() == "old"


def test_a_folder_is_no_place_to_write_a_file_to(tmp_path):
    with pytest.raises(UsageError, match="--out"):
        write_document("new", tmp_path)


def test_a_path_that_cannot_be_is_one_line(tmp_path):
    with pytest.raises(UsageError, match="no path"):
        write_document("new", tmp_path / "a\0b")


def test_a_link_stays_a_link(tmp_path):
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_text("old")
    link.symlink_to(target)
    write_document("new", link)
    assert link.is_symlink()
    assert target.read_text() == "new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_named_pipe_takes_the_text_as_it_comes(tmp_path):
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    write_document("new", pipe)
    reader.join(5)
    assert read == ["new"]


def test_a_set_becomes_a_folder(tmp_path):
    write_set(FILES, tmp_path / "tables")
    assert {path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()} == FILES
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_in_a_folder_that_is_there_other_files_are_left_alone(tmp_path):
    (tmp_path / "a.csv").write_text("old")
    (tmp_path / "mine.txt").write_text("mine")
    write_set(FILES, tmp_path)
    assert (tmp_path / "a.csv").read_bytes() == FILES["a.csv"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "b.csv", "mine.txt"]


def test_a_file_is_no_place_to_write_a_set_to_and_stays(tmp_path):
    (tmp_path / "out.csv").write_text("old")
    with pytest.raises(UsageError, match=r"\.zip"):
        write_set(FILES, tmp_path / "out.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]
    assert (tmp_path / "out.csv").read_text() == "old"


def test_a_missing_folder_above_is_told(tmp_path):
    with pytest.raises(UsageError, match="No such file"):
        write_set(FILES, tmp_path / "no" / "tables")


def test_an_archive_holds_the_set_and_has_the_same_bytes_every_time(tmp_path):
    write_set(FILES, tmp_path / "tables.ZIP")
    packed = (tmp_path / "tables.ZIP").read_bytes()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == FILES
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert packed == pack_files(FILES)
