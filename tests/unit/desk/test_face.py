"""The public face: what ``import sayso`` promises, and what it costs."""

import ast
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import sayso

SOURCE = Path(sayso.__file__)
LIGHT = {"sayso"}


def test_the_face_is_what_the_package_gives():
    given = {name for name in dir(sayso) if not name.startswith("_") and not isinstance(getattr(sayso, name), ModuleType)}
    assert given - {"annotations", "TYPE_CHECKING", "Any"} == set(sayso.__all__)
    assert list(sayso.__all__) == sorted(sayso.__all__)


@pytest.mark.parametrize("name", sayso.__all__)
def test_every_part_of_the_face_says_what_it_is(name):
    assert getattr(sayso, name).__doc__
    assert getattr(sayso, name) is getattr(sayso, name)


def test_type_checkers_see_the_same_face():
    [block] = [node for node in ast.parse(SOURCE.read_text(encoding="utf-8")).body if isinstance(node, ast.If)]
    seen = {alias.asname or alias.name for statement in block.body for alias in statement.names}
    assert seen == set(sayso.__all__)


def test_what_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'judge_truth'"):
        sayso.judge_truth  # noqa: B018


def test_import_loads_nothing_but_itself():
    code = "import sys; before = set(sys.modules); import sayso, json; print(json.dumps(sorted(set(sys.modules) - before)))"
    done = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": str(SOURCE.parents[1])}, capture_output=True, check=True)
    loaded = set(json.loads(done.stdout))
    assert {name for name in loaded if name.startswith("sayso")} == LIGHT
    assert not loaded & {"duckdb", "numpy", "pyarrow", "rich", "typer", "sqlite3", "rapidfuzz", "onnxruntime", "trafilatura"}
