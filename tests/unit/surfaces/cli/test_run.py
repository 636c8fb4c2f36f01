import os
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.surfaces.cli import app, main

ROOT = Path(__file__).resolve().parents[4]
COMMANDS = [
    "read",
    "claims",
    "retellings",
    "figures",
    "voices",
    "redline",
    "why",
    "overrule",
    "overrulings",
    "check",
    "export",
    "serve",
    "mcp",
]
OVER_A_FAKE_DESK = """
import sys
from invented_desk import FakeDesk
sys.modules["sayso.desk"] = FakeDesk()
from sayso.surfaces.cli import main
sys.exit(main())
"""


def _start(code, *arguments, env=None, stdout=subprocess.PIPE):
    paths = os.pathsep.join(map(str, (ROOT / "src", ROOT / "tests")))
    environment = {**os.environ, "PYTHONPATH": paths, **(env or {})}
    return subprocess.Popen([sys.executable, "-c", code, *arguments], env=environment, stdout=stdout, stderr=subprocess.PIPE)


def test_the_commands_are_those_that_are_tested():
    assert [command.callback.__name__ for command in app.registered_commands] == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_what_it_does_and_examples(command, capsys):
    assert main([command, "--help"]) == 0
    out, err = capsys.readouterr()
    assert f"Usage: sayso {command}" in out
    assert f"\n  sayso {command}" in out.split("Examples:")[1]
    assert err == ""
    assert max(map(len, out.splitlines())) <= 100


def test_help_fits_on_one_line_a_command(capsys):
    assert main(["-h"]) == 0
    out = capsys.readouterr().out
    assert all(f"\n  {command} " in out for command in COMMANDS)
    assert "..." not in out.split("Commands:")[1]


def test_without_a_command_the_help_is_shown_and_the_usage_bad(capsys):
    assert main([]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Commands:" in err


def test_the_version_is_all_that_is_printed():
    process = _start("import sys; from sayso.surfaces.cli import main; sys.exit(main(['--version']))")
    out, err = process.communicate()
    assert (process.returncode, out[:6], err) == (0, b"sayso ", b"")


def test_nothing_heavy_is_imported_for_the_version():
    process = _start("import sys; from sayso.surfaces.cli import main; main(['--version']); print(*sys.modules)")
    loaded = set(process.communicate()[0].decode().split())
    assert "sayso.surfaces.cli" in loaded
    assert not loaded & {"rich", "duckdb", "pyarrow", "rapidfuzz", "sayso.desk", "sayso.text", "sayso.ledger"}


def test_a_reader_that_leaves_is_no_error():
    process = _start(OVER_A_FAKE_DESK, "claims", "p1")
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_line():
    with Path("/dev/full").open("wb") as full:
        process = _start(OVER_A_FAKE_DESK, "export", stdout=full)
        _, err = process.communicate()
    assert process.returncode == 2
    assert err.startswith(b"sayso: standard output: ")
    assert err.count(b"\n") == 1


def test_ctrl_c_ends_quietly():
    process = _start(OVER_A_FAKE_DESK, "claims", "--case", "interrupted.sayso")
    out, err = process.communicate()
    assert (process.returncode, out, err) == (130, b"", b"")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_encoding_of_the_output_will_do(encoding):
    process = _start(OVER_A_FAKE_DESK, "claims", "p1", env={"PYTHONIOENCODING": encoding})
    out, err = process.communicate()
    assert process.returncode == 0
    assert b"The dam at Orlek is safe" in out
    assert err == b""
    out.decode(encoding)


def test_json_is_utf_8_whatever_the_output():
    process = _start(OVER_A_FAKE_DESK, "retellings", "--json", env={"PYTHONIOENCODING": "ascii"})
    assert process.communicate()[0].decode("utf-8").startswith('{\n "schema": 1')


def test_python_runs_it_as_a_module_too():
    command = [sys.executable, "-m", "sayso"]
    shown = subprocess.run([*command, "--version"], env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, capture_output=True, check=True)
    assert shown.stdout.startswith(b"sayso ")
    assert subprocess.run([*command, "nonsense"], capture_output=True, check=False).returncode == 2
