"""The keeper: what it asks the case for, and what it has kept."""

import asyncio
import threading
from datetime import UTC, date, datetime, timedelta

import pytest

from sayso.model import Picture, Report
from sayso.surfaces.web import Keeper

FIRST = date(2041, 5, 1)
DAYS = [FIRST + timedelta(days=k) for k in range(6)]
PILE = Picture(
    reports=tuple(
        Report(f"r{k}", "The lamp was lit.", published=datetime(2041, 5, day.day, 9, tzinfo=UTC), published_precision="instant")
        for k, day in enumerate(DAYS)
    )
)


class AskedCase:
    """A case that notes what it is asked for, and in which thread."""

    def __init__(self, asked):
        self.asked, self.is_open = asked, True

    def picture(self, *, as_of=None, progress=None):
        self.asked.append((as_of, threading.current_thread().name.split("_")[0]))
        if as_of is None:
            return PILE
        return Picture(reports=tuple(each for each in PILE.reports if each.published_on <= as_of))

    def close(self):
        self.is_open = False


@pytest.fixture
def asked():
    return []


@pytest.fixture
def keeper(asked):
    cases = []

    def open_case():
        cases.append(AskedCase(asked))
        return cases[-1]

    keeper = Keeper(open_case)
    yield keeper
    keeper.close()
    assert not any(case.is_open for case in cases)


async def _settle(keeper):
    """Wait until nothing is under way."""
    while keeper._under_way:
        await asyncio.sleep(0.01)


def test_a_past_day_is_painted_by_a_thread_of_its_own_and_the_days_beside_it_next(keeper, asked):
    async def look():
        told = await keeper.tell(DAYS[2])
        assert [report.id for report in told.picture.reports] == ["r0", "r1", "r2"]
        await _settle(keeper)

    asyncio.run(look())
    assert asked[:2] == [(None, "asking"), (DAYS[2], "painting")]
    assert sorted(asked[2:]) == [(DAYS[1], "painting"), (DAYS[3], "painting")]


def test_what_was_painted_is_not_painted_again_and_is_looked_up_in_the_same_index(keeper, asked):
    async def look():
        first = await keeper.tell(DAYS[2])
        await _settle(keeper)
        assert await keeper.tell(DAYS[2]) is first
        assert (await keeper.tell(DAYS[3])).as_of == DAYS[3]
        await _settle(keeper)

    asyncio.run(look())
    assert len(asked) == len({day for day, _ in asked})


def test_the_days_between_two_reports_and_those_after_the_last_need_no_picture_of_their_own(keeper, asked):
    async def look():
        for day in (DAYS[-1], DAYS[-1] + timedelta(days=400)):
            told = await keeper.tell(day)
            assert told.as_of == day
            assert told.picture.reports == PILE.reports
        assert (await keeper.tell(DAYS[0] - timedelta(days=1))).picture.reports == ()
        assert (await keeper.tell(DAYS[0] - timedelta(days=9))).picture.reports == ()
        await _settle(keeper)

    asyncio.run(look())
    assert {thread for _, thread in asked} == {"asking", "painting"}
    assert [day for day, _ in asked if day is None or day < DAYS[0]] == [None, DAYS[0] - timedelta(days=1)]


def test_nothing_is_painted_ahead_while_somebody_waits_or_for_a_pile_that_is_no_more(keeper, asked):
    async def look():
        told = await keeper.tell()
        keeper._n_waiting = 1
        keeper._load_ahead((told.version, DAYS[1]), DAYS[1])
        keeper._n_waiting = 0
        keeper._load_ahead((99, DAYS[1]), DAYS[1])

    asyncio.run(look())
    assert [day for day, _ in asked] == [None]
