"""The commands, the locks and what the docs say of them do not drift apart."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / ".ci" / "run", *sorted((ROOT / "docs").rglob("*.md"))]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _names(requirements):
    return {re.split(r"[<>=!~\[; ]", requirement)[0].lower() for requirement in requirements}


def _locked(name):
    return set(re.findall(r"^([a-z0-9-]+)==", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE))


@pytest.mark.parametrize("page", [page for page in PAGES if page.exists()], ids=lambda page: str(page.relative_to(ROOT)))
def test_every_make_command_that_a_page_names_exists(page):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", page.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert named <= targets


def test_every_make_command_says_what_it_does():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)[1].split()
    assert re.findall(r"^([a-z]+):.*## .+$", makefile, flags=re.MULTILINE) == phony


def test_locks_pin_every_dependency():
    groups = PROJECT["dependency-groups"]
    assert _names(PROJECT["project"]["dependencies"] + groups["build"]) <= _locked("requirements.lock")
    assert _names(groups["dev"]) <= _locked("requirements-dev.lock")
    assert _locked("requirements.lock") <= _locked("requirements-dev.lock")


def test_the_build_backend_is_the_one_that_is_locked():
    assert PROJECT["build-system"]["requires"] == PROJECT["dependency-groups"]["build"]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_locks_name_no_place_to_fetch_from(name):
    assert not re.findall(r"://|--(?:extra-)?index-url|--find-links", (ROOT / name).read_text(encoding="utf-8"))
