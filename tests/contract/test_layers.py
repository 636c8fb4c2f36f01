"""Which room may import which (docs/decisions/0003-layers.md), checked by a tool, here as in ``make check``."""

from pathlib import Path

from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[2]


def test_no_room_reaches_up_or_sideways(capsys):
    failed = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert not failed, capsys.readouterr().out
