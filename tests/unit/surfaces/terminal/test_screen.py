import io
import os
import pty

import pytest

from sayso.settings import SurfaceSettings
from sayso.surfaces.terminal import Screen
from sayso.surfaces.terminal.blocks import text


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self):
        return True

    def fileno(self):
        raise OSError


ABLE = {"TERM": "xterm-256color"}


def test_a_pipe_has_neither_colour_nor_lines():
    assert Screen.of(io.StringIO(), ABLE) == Screen(80, has_colour=False, has_lines=False)


@pytest.mark.parametrize(
    ("environment", "has_colour", "has_lines"),
    [
        (ABLE, True, True),
        (ABLE | {"NO_COLOR": "1"}, False, True),
        (ABLE | {"NO_COLOR": ""}, True, True),
        ({"TERM": "dumb"}, False, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True, False),
        (ABLE | {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, True),
    ],
)
def test_a_terminal_shows_what_it_can_and_what_is_wanted(environment, has_colour, has_lines):
    screen = Screen.of(Terminal(), environment)
    assert (screen.has_colour, screen.has_lines) == (has_colour, has_lines)


def test_lines_need_an_encoding_that_has_them():
    terminal = Terminal()
    terminal.encoding = "latin-1"
    assert not Screen.of(terminal, ABLE).has_lines


@pytest.mark.parametrize(
    ("columns", "width"), [("100", 100), ("9999", SurfaceSettings().widest_columns), ("3", 40), ("", 80), ("x", 80), ("²", 80), ("0", 80)]
)
def test_the_width_is_what_was_asked_for_within_limits(columns, width):
    assert Screen.of(io.StringIO(), {"COLUMNS": columns}).width == width


def test_a_terminal_is_asked_for_its_width():
    master, slave = pty.openpty()
    try:
        with os.fdopen(slave, "w", encoding="utf-8") as terminal:
            assert 40 <= Screen.of(terminal, {}).width <= SurfaceSettings().widest_columns
    finally:
        os.close(master)


def test_blocks_stand_one_line_apart():
    assert Screen(80).draw(text("one"), text("two")) == "one\n\ntwo\n"


def test_markup_in_a_text_is_shown():
    assert Screen(80, has_colour=True).draw(text("[red]no[/red] :smile:")) == "[red]no[/red] :smile:\n"
