"""A small newsroom's files, in invented prose."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.ingest import read_reports
from sayso.model import Report, Skip

PROSE = (
    "The harbour board said on Monday that the northern quay had reopened after the storm, "
    "a statement that the dockers' union called premature.\n\n"
    "Board chairwoman Mira Tolland told reporters that two of the five cranes were working again. "
    '"We expect the first ship before Thursday," she said.\n\n'
    "The union said that nobody had inspected the cranes. It put the number of damaged berths at seven.\n"
)


class Reading:
    """What one run gave: reports and skips, apart."""

    def __init__(self, results):
        results = list(results)
        self.reports = [each for each in results if isinstance(each, Report)]
        self.skips = [each for each in results if isinstance(each, Skip)]
        self.codes = [skip.code for skip in self.skips]

    @property
    def report(self):
        """The only report; fails where there are more or fewer, and says why."""
        assert len(self.reports) == 1, (self.reports, self.skips)
        return self.reports[0]

    @property
    def skip(self):
        assert len(self.skips) == 1 and not self.reports, (self.reports, self.skips)
        return self.skips[0]


@pytest.fixture
def read():
    """Read paths and tell reports from skips."""

    def read_paths(*paths, **options):
        return Reading(read_reports(paths, **options))

    return read_paths


@pytest.fixture
def write(tmp_path: Path):
    """Write a file below the test's folder and return its path."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
        return path

    return write_file


@pytest.fixture
def prose() -> str:
    return PROSE
