import pytest

import sayso
from invented_coverage import Inventor, to_stream

SEED = 6


@pytest.fixture(scope="session")
def inventor():
    """Return the maker of the pile that most tests look at: three reports of their own, three retellings, a concession."""
    inventor = Inventor(SEED)
    first = inventor.report(stances=("claim", "deny"), day=0)
    others = [inventor.report(stances=("claim",), day=1), inventor.report(stances=("claim", "deny"), day=2)]
    inventor.reprint(first)
    inventor.cut(others[0])
    inventor.reword(others[1])
    inventor.concession()
    return inventor


@pytest.fixture(scope="session")
def case(inventor):
    """Return a case in memory with that pile. Nobody may add to it."""
    with sayso.read("-", stdin=to_stream(inventor.records)) as case:
        case.picture()
        yield case
