import io

import pytest

from sayso.settings import SurfaceSettings
from sayso.surfaces.cli.progress import ProgressBar


class Terminal(io.StringIO):
    def isatty(self):
        return True


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def _work(stream, environment, seconds):
    clock = Clock()
    with ProgressBar(stream, environment, SurfaceSettings(progress_after_s=1.0), clock) as progress:
        for done in range(1, 11):
            clock.now += seconds / 10
            progress("comparing", done, 10)
        progress("weighing", 1, None)
    return stream.getvalue()


def test_long_work_shows_how_far_it_is_and_how_long_it_will_take():
    shown = _work(Terminal(), {"TERM": "xterm"}, seconds=5)
    assert "comparing reports" in shown
    assert "10/10" in shown
    assert "left" in shown


@pytest.mark.parametrize(
    ("stream", "environment", "seconds"),
    [(io.StringIO(), {"TERM": "xterm"}, 5), (Terminal(), {"TERM": "dumb"}, 5), (Terminal(), {"TERM": "xterm"}, 0.5)],
    ids=["piped", "dumb terminal", "short work"],
)
def test_otherwise_nothing_is_shown(stream, environment, seconds):
    assert _work(stream, environment, seconds) == ""
