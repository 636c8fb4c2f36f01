"""Every error that Sayso raises, in one tree, split by what the reader can do about it.

    SaysoError
    ├── InputError          mend the file, or leave it out          exit 3 when nothing could be read
    ├── UsageError          mend the command, option or setting     exit 2
    ├── NotFound            ask for another                         exit 2
    ├── MissingDependency   run the install line it names           exit 2
    └── CaseError           the case file is unfit; rebuild it      exit 4

Errors of other libraries never leave a room: they are caught where they happen and become one of these,
or, while a pile is being read, a ``Skip`` that is counted and stops nothing.
"""

from __future__ import annotations


class SaysoError(Exception):
    """What was found, where, what was allowed and what to do, under a stable ``code``."""

    exit_code = 2

    def __init__(self, code: str, what: str, *, where: str | None = None, allowed: str | None = None, do: str | None = None) -> None:
        self.code, self.what, self.where, self.allowed, self.do = code, what, where, allowed, do
        super().__init__(self.line())

    def __reduce__(self) -> tuple[object, ...]:
        """Return how the error is made again: what goes wrong in another process is told in this one."""
        return _make_again, (type(self), self.as_dict())

    def line(self) -> str:
        """Return the error as one line for people."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        allowed = f" (allowed: {self.allowed})" if self.allowed else ""
        return f"{head}{allowed}" + (f". {self.do}" if self.do else "")

    def as_dict(self) -> dict[str, str | None]:
        """Return the one JSON shape that every surface uses."""
        return {"code": self.code, "what": self.what, "where": self.where, "allowed": self.allowed, "do": self.do}


class InputError(SaysoError):
    """A file, line or record that cannot be read."""

    exit_code = 3


class UsageError(SaysoError):
    """A command, option or setting that makes no sense."""


class NotFound(SaysoError):
    """An id that the case does not hold."""


class MissingDependency(SaysoError):
    """Something that has to be installed first."""


class CaseError(SaysoError):
    """A case file that is foreign, truncated, newer than this program or otherwise unfit. It is left untouched."""

    exit_code = 4


def _make_again(kind: type[SaysoError], told: dict[str, str]) -> SaysoError:
    return kind(**told)
