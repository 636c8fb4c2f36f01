"""Manners: what a site asks of those who fetch from it is asked first and kept to, and it is not hurried.

robots.txt is read as RFC 9309 says: without one everything may be fetched, and nothing while it cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx2
from protego import Protego

from sayso.errors import InputError
from sayso.ingest.fetching_addresses import port_of, show_address
from sayso.ingest.fetching_network import Network
from sayso.settings import IngestSettings

PRODUCT = "Sayso"  # the name by which robots.txt may speak of this program
_HURRIED = (429, 503)

FetchRobots = Callable[[httpx2.URL], tuple[int, bytes]]  # the address of a robots.txt -> its status and the beginning of its bytes


@dataclass(frozen=True)
class Wishes:
    """What the robots.txt of a site says."""

    rules: Protego | None
    status: int

    def may_fetch(self, url: httpx2.URL) -> bool:
        """Return whether an address may be fetched."""
        return self.rules is not None and bool(self.rules.can_fetch(str(url), PRODUCT))

    @property
    def delay_s(self) -> float:
        """How many seconds the site wants between two requests."""
        if self.rules is None:
            return 0.0
        rate = self.rules.request_rate(PRODUCT)
        return max(self.rules.crawl_delay(PRODUCT) or 0.0, rate.seconds / rate.requests if rate else 0.0)


class Manners:
    """What is known of the sites that one run fetches from."""

    def __init__(self, network: Network, settings: IngestSettings, fetch_robots: FetchRobots) -> None:
        self._network, self._settings, self._fetch_robots = network, settings, fetch_robots
        self._wishes: dict[tuple[str, str, int], Wishes | InputError] = {}
        self._left_at: dict[str, float] = {}
        self._hurried: set[str] = set()

    @contextmanager
    def visiting(self, url: httpx2.URL) -> Iterator[None]:
        """Let one request pass, when its turn has come.

        Raises:
            InputError: ``robots``, ``crawl_delay`` or ``too_many_requests``; or why robots.txt cannot be read.
        """
        where, wishes = show_address(url), self._ask(url)
        if not wishes.may_fetch(url):
            said = "forbids it" if wishes.rules is not None else f"answers {wishes.status}, and until it can be read nothing may be fetched"
            raise InputError("robots", f"the site's robots.txt {said}", where=where, do="Save the page with a browser, if you may")
        if url.host in self._hurried:
            raise self._stop(where)
        self._wait(url.host, wishes.delay_s, where)
        try:
            yield
        finally:
            self._left_at[url.host] = self._network.clock()

    def note_status(self, url: httpx2.URL, status: int) -> None:
        """Take note of an answer. A site that says that it is asked too much is not asked again in this run.

        Raises:
            InputError: ``too_many_requests``.
        """
        if status in _HURRIED:
            self._hurried.add(url.host)
            raise self._stop(show_address(url))

    def _stop(self, where: str) -> InputError:
        return InputError("too_many_requests", "the site asks not to be asked so often", where=where, do="Try again in some hours")

    def _wait(self, host: str, wished_s: float, where: str) -> None:
        """Wait until a host may be asked again; the first request need not wait."""
        if host not in self._left_at:
            return
        delay, most = max(wished_s, self._settings.fetch_delay_s), self._settings.fetch_most_delay_s
        if delay > most:
            what = f"the site wants {delay:g} s between two requests, and the limit is {most:g} s"
            raise InputError("crawl_delay", what, where=where, do="Read one page a run, or raise the setting ingest.fetch_most_delay_s")
        left = self._left_at[host] + delay - self._network.clock()
        if left > 0:
            self._network.sleep(left)

    def _ask(self, url: httpx2.URL) -> Wishes:
        """Return the wishes of the site, asked once a run."""
        site = (url.scheme, url.host, port_of(url))
        if site not in self._wishes:
            try:
                self._wishes[site] = read_robots(*self._fetch_robots(url.copy_with(path="/robots.txt", query=None)))
            except InputError as error:
                self._wishes[site] = error
        wishes = self._wishes[site]
        if isinstance(wishes, InputError):
            raise InputError(wishes.code, wishes.what, where=show_address(url), do=wishes.do)
        return wishes


def read_robots(status: int, data: bytes) -> Wishes:
    """Return what a robots.txt says, by the status it came with. 0: it only redirects."""
    if 200 <= status < 300:
        try:
            return Wishes(Protego.parse(data.decode("utf-8", "replace")), status)
        except Exception:  # whatever a hostile file does to its parser, it has not said that anything may be fetched
            return Wishes(None, status)
    is_unavailable = status < 500 and status not in _HURRIED
    return Wishes(Protego.parse("") if is_unavailable else None, status)
