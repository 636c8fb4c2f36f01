import os
import threading

import pytest

from sayso.errors import UsageError
from sayso.surfaces.exports import FORMATS, require_format, write_document


def test_an_unknown_format_names_those_there_are():
    with pytest.raises(UsageError) as caught:
        require_format("xlsx")
    assert caught.value.allowed == ", ".join(FORMATS)


def test_the_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path):
    out = tmp_path / "out.json"
    out.write_text("old")
    write_document("neü\n", out)
    assert out.read_bytes() == "neü\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_a_file_that_cannot_be_replaced_is_left_as_it_was(tmp_path):
    out = tmp_path / "out.json"
    out.write_text("old")
    with pytest.raises(UsageError, match=r"out\.json"):
        write_document("new", out / "below")
    assert out.read_text() == "old"


def test_a_folder_is_no_place_to_write_to(tmp_path):
    with pytest.raises(UsageError, match="--out"):
        write_document("new", tmp_path)


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
