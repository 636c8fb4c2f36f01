"""The pages say what is so: their examples print what they show, their lists are whole, their links lead somewhere."""

from __future__ import annotations

import re
import shlex
import subprocess
from functools import cache
from pathlib import Path
from shutil import which
from typing import Literal, get_args, get_origin

import pytest
from typer.main import get_command

import sayso
from docs.build import FOLDER, build_page
from docs.draw import draw_pictures, find_example
from docs.examples import ROOT, ExampleError, find_commands, find_pages, has_examples, run_examples
from sayso import model
from sayso.ingest.files import FORMATS
from sayso.surfaces.cli import app

PAGES = find_pages()
WRITTEN = [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "examples").rglob("*.md"))]
AGAIN = "run `make docs` and commit what it writes"
LISTS = {name: get_args(each) for name, each in vars(model).items() if get_origin(each) is Literal and name != "Field"}
ORDER = ["What it does", "One command", "Install", "In Python", "What it does not decide", "Error rates"]


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _fences(page: str) -> list[tuple[str, str]]:
    return re.findall(r"^```(\w*)\n(.*?)^```$", page, flags=re.MULTILINE | re.DOTALL)


def _anchors(page: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page, flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


# ----------------------------------------------------------------------------------------------------------- the examples


@pytest.mark.parametrize("path", [path for path in PAGES if has_examples(_read(path))], ids=_name)
def test_a_page_shows_what_its_examples_print(path):
    assert build_page(_read(path)) == _read(path), AGAIN


@pytest.mark.parametrize("name", ["pile.svg", "retellings.svg", "claim.svg"])
def test_a_picture_shows_the_example_pile_as_it_is_read_now(name):
    assert draw_pictures()[name] == _read(FOLDER / "pictures" / name), AGAIN


def test_every_picture_that_is_drawn_stands_on_the_first_page_and_no_other():
    assert sorted(re.findall(r"\(docs/pictures/([\w.]+)\)", _read(ROOT / "README.md"))) == sorted(draw_pictures())
    assert sorted(path.name for path in (FOLDER / "pictures").iterdir()) == sorted(draw_pictures())


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_no_page_shows_a_command_or_a_session_that_is_not_run(path):
    for kind, body in _fences(_read(path)):
        assert kind in ("console", "pycon", "sh", "")
        assert kind != "sh" or not re.search(r"^sayso |>>>", body, flags=re.MULTILINE)


def test_the_examples_read_the_example_pile():
    pile = str(find_example().relative_to(ROOT))
    for path in PAGES:
        assert {*re.findall(r"examples/[^)\s]+?\.jsonl", _read(path))} <= {pile}, _name(path)


@pytest.mark.skipif(which("make") is None, reason="needs make")
def test_the_demo_reads_the_example_pile():
    done = subprocess.run(["make", "--no-print-directory", "-n", "demo"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert f"sayso read {find_example().relative_to(ROOT)} " in done.stdout


def test_each_command_of_the_reference_is_one_that_is_understood():
    program = get_command(app)
    commands = [
        body.partition(" | ")[0].partition(" < ")[0] for _, block in _fences(_read(FOLDER / "commands.md")) for body in block.splitlines()
    ]
    asked = [shlex.split(command)[1:] for command in commands if command.startswith("sayso ") and "[" not in command]
    assert len(asked) > 10
    for name, *arguments in asked:
        program.commands[name].make_context(name, arguments)


def test_an_example_that_fails_is_not_shown_as_if_it_had_not():
    with pytest.raises(ExampleError, match="exit code 3"):
        run_examples("```console\n$ exit 3\n```\n")
    with pytest.raises(ExampleError, match="NameError"):
        run_examples("```pycon\n>>> nothing_of_that_name\n```\n")


def test_examples_are_run_anew_and_cut_where_the_page_says():
    page = "a\n<!-- lines: 1 -->\n```console\n$ printf '%s\\n' one two\nold\n$ echo three\n```\nb\n```pycon\n>>> 1 + 1\n3\n```\n"
    assert run_examples(page) == page.replace("old", "one\n...").replace("three\n```", "three\nthree\n```").replace("\n3\n", "\n2\n")
    assert find_commands(page) == ["printf '%s\\n' one two", "echo three"]


# ---------------------------------------------------------------------------------------------------------- what is covered


@pytest.mark.parametrize("name", LISTS)
def test_every_word_of_a_closed_list_is_explained(name):
    page = _read(FOLDER / "concepts" / "words.md")
    assert [word for word in LISTS[name] if f"`{word}`" not in page] == []
    assert f"`{model.UNINVOLVED}`" in page
    assert f"`{model.UNKNOWN}`" in page


def test_the_change_kinds_stand_in_the_order_of_the_list():
    rows = re.findall(r"^\| `(\w+)` \|", _read(FOLDER / "concepts" / "words.md"), flags=re.MULTILINE)
    assert [row for row in rows if row in LISTS["ChangeKind"]] == list(LISTS["ChangeKind"])


def test_every_reason_for_counting_two_as_one_is_explained():
    codes = {
        "independence.md": re.findall(r'Reason\("(\w+)"', _read(ROOT / "src/sayso/ledger/independence.py")),
        "claims.md": re.findall(r'\.union\(.*?"(\w+)",', "".join(_read(path) for path in (ROOT / "src/sayso/claims").rglob("*.py"))),
    }
    for page, used in codes.items():
        assert used, f"no reason is found any more; mend the pattern of this test for {page}"
        assert [code for code in used if f"`{code}`" not in _read(FOLDER / "concepts" / page)] == []


def test_every_reason_for_leaving_something_out_is_explained():
    rooms = (ROOT / "src/sayso/ingest").glob("*.py")
    codes = {code for room in rooms for code in re.findall(r'(?:InputError|Skip)\([^"()]*(?:\(\w+\)[^"()]*)?"(\w+)"', _read(room))}
    assert len(codes) > 10, "no code is found any more; mend the pattern of this test"
    assert sorted(code for code in codes if f"`{code}`" not in _read(FOLDER / "guide" / "reading.md")) == []


def test_every_kind_of_file_that_is_read_is_named():
    assert [suffix for suffix in FORMATS if f"`{suffix}`" not in _read(FOLDER / "guide" / "reading.md")] == []


def test_the_first_page_keeps_its_order_and_begins_with_the_two_commands():
    page = _read(ROOT / "README.md")
    assert [heading for heading in re.findall(r"^## (.+)$", page, flags=re.MULTILINE) if heading in ORDER] == ORDER
    assert re.findall(r"^(make \w+)", _fences(page)[0][1], flags=re.MULTILINE) == ["make demo", "make test"]


def test_every_public_function_is_on_a_page():
    pages = "".join(map(_read, PAGES))
    functions = [name for name in sayso.__all__ if name.islower()]
    assert [name for name in functions if f"sayso.{name}(" not in pages] == []


# ------------------------------------------------------------------------------------------------------------------- links


@pytest.mark.parametrize("path", WRITTEN, ids=_name)
def test_every_link_leads_somewhere(path):
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"^```.*?^```$", "", _read(path), flags=re.MULTILINE | re.DOTALL)):
        if "://" in target:
            continue
        file, _, anchor = target.partition("#")
        found = (path.parent / file).resolve() if file else path
        assert found.exists(), f"{target} leads nowhere"
        assert not anchor or anchor in _anchors(_read(found)), f"{target}: no such heading"


def test_every_page_can_be_reached_from_the_index():
    reached: set[Path] = set()
    waiting = [FOLDER / "README.md"]
    while waiting:
        path = waiting.pop()
        if path in reached or path.suffix != ".md" or FOLDER not in path.parents:
            continue
        reached.add(path)
        waiting += [(path.parent / target).resolve() for target in re.findall(r"\]\(([^)#\s]+)", _read(path)) if "://" not in target]
    assert sorted(_name(path) for path in PAGES if path not in reached and path != ROOT / "README.md") == []
