import json
import os
import socket
from pathlib import Path

import pytest

from sayso.ingest.files import find_files
from sayso.model import Skip


def names(paths):
    return [found.path if isinstance(found, Skip) else found.path.name for found in find_files(paths)]


def test_folders_are_read_through_in_order(read, write, tmp_path, prose):
    for name in ("b/2.txt", "b/10.md", "a/x/deep.txt", "c.txt", ".hidden.txt", ".git/config.txt"):
        write(name, prose)
    assert [Path(report.path).relative_to(tmp_path).as_posix() for report in read(tmp_path).reports] == [
        "c.txt",
        "a/x/deep.txt",
        "b/10.md",
        "b/2.txt",
    ]


def test_the_order_of_naming_changes_nothing(read, write, tmp_path, prose):
    paths = [write(f"{n}/{n}.txt", f"{prose} {n}") for n in range(6)]
    forward, backward = read(*paths), read(*reversed(paths), paths[0])
    assert forward.reports == backward.reports == read(tmp_path).reports


def test_other_files_of_a_folder_are_counted_once(read, write, tmp_path, prose):
    write("pile/reports.jsonl", json.dumps({"text": prose}))
    for n in range(5):
        write(f"pile/{n}.log", "{}")
    result = read(tmp_path)
    assert len(result.reports) == 1
    [skip] = result.skips
    assert (skip.code, skip.path) == ("not_a_report", (tmp_path / "pile").as_posix())
    assert "5 other files" in skip.what and "0.log, 1.log, 2.log and 2 more" in skip.what


def test_a_named_file_of_another_format_says_what_is_read(read, write):
    skip = read(write("a.odt", b"PK")).skip
    assert skip.code == "unknown_format" and ".odt" in skip.what and ".jsonl" in skip.what
    assert read(write("README", b"x")).skip.code == "unknown_format"


def test_what_is_not_there(read, tmp_path):
    assert read(tmp_path / "no.txt").skip.code == "not_found"
    assert read("a\0b.txt").skip.code == "not_found"
    assert read("x" * 5_000).codes in (["not_found"], ["unreadable"])


def test_an_empty_folder_is_said_to_be_so(read, tmp_path):
    assert read(tmp_path).skip.code == "empty"


def test_a_loop_of_links_ends(read, write, tmp_path, prose):
    write("pile/a.txt", prose)
    (tmp_path / "pile" / "loop").symlink_to(tmp_path, target_is_directory=True)
    result = read(tmp_path)
    assert len(result.reports) == 1 and result.codes == ["symlink_loop"]


def test_a_folder_linked_twice_is_read_once(read, write, tmp_path, prose):
    write("pile/a.txt", prose)
    (tmp_path / "zz").symlink_to(tmp_path / "pile", target_is_directory=True)
    result = read(tmp_path)
    assert len(result.reports) == 1 and result.codes == ["already_read"]


def test_links_that_lead_nowhere_or_to_themselves(read, write, tmp_path, prose):
    write("a.txt", prose)
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "c.txt").symlink_to(tmp_path / "c.txt")
    result = read(tmp_path)
    assert len(result.reports) == 1 and result.codes == ["broken_link", "broken_link"]


def test_a_pipe_is_not_waited_for(read, write, tmp_path, prose):
    write("a.txt", prose)
    os.mkfifo(tmp_path / "pipe.txt")
    assert read(tmp_path / "pipe.txt").skip.code == "not_a_file"
    assert read(tmp_path).codes == ["not_a_file"]


def test_a_socket_is_not_read(read, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.txt")
        assert read("s.txt").skip.code == "not_a_file"


def test_a_file_that_vanishes_stops_nothing(write, prose):
    from sayso.ingest import read_reports

    first, second, third = (write(f"{n}.txt", prose) for n in "abc")
    results = read_reports([first.parent])
    next(results)
    second.unlink()
    skip, report = results
    assert (skip.code, skip.path, report.id) == ("vanished", second.as_posix(), third.stem)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read(read, write, tmp_path, prose):
    write("a/open.txt", prose)
    write("b/shut.txt", prose).chmod(0)
    write("c/inside.txt", prose)
    (tmp_path / "c").chmod(0)
    try:
        result = read(tmp_path)
    finally:
        (tmp_path / "c").chmod(0o700)
    assert len(result.reports) == 1 and result.codes == ["unreadable", "unreadable"]


def test_permission_denied_is_told_for_files_and_folders(read, write, tmp_path, prose, monkeypatch):
    write("a.txt", prose)
    write("shut/b.txt", prose)
    listdir = os.listdir

    def deny(path):
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied")
        return listdir(path)

    monkeypatch.setattr(os, "listdir", deny)
    result = read(tmp_path)
    assert len(result.reports) == 1
    assert result.codes == ["unreadable"] and result.skips[0].path.endswith("/shut")


def test_folders_nested_deeper_than_python_recurses(read, tmp_path, prose, monkeypatch):
    monkeypatch.chdir(tmp_path)
    depth = 1_200
    for _ in range(depth):
        Path("d").mkdir()
        os.chdir("d")
    Path("a.txt").write_text(prose)
    try:
        assert len(read(tmp_path).reports) == 1
    finally:  # pytest clears its folders by recursion
        Path("a.txt").unlink()
        for _ in range(depth):
            os.chdir("..")
            Path("d").rmdir()


def test_names_that_are_no_characters(read, tmp_path, prose):
    (tmp_path / os.fsdecode(b"quay-\xff.txt")).write_text(prose)
    report = read(tmp_path).report
    assert report.path.encode() and report.id == "quay-?"
