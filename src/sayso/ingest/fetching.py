"""Pages from their addresses, when somebody asks for just these: politely, within limits, and from public machines only.

1. An address is understood: http or https, no password, an ordinary port.                  (fetching_addresses)
2. The site's robots.txt is asked, and its turn waited for.                                 (fetching_manners)
3. The host is looked up, all its addresses are judged, and one of them is connected to.    (fetching_network)
4. A redirect begins anew with the first step.
5. What comes is taken in up to the limit, unpacked, if it is of a kind that holds reports.

Whatever fails on the way is a ``Skip``, and the next address is fetched. No link in what was fetched is followed.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from email.message import Message

import httpx2

from sayso.errors import InputError
from sayso.ingest.drafts import skip_for
from sayso.ingest.fetching_addresses import read_address, show_address
from sayso.ingest.fetching_kinds import judge_kind
from sayso.ingest.fetching_manners import Manners
from sayso.ingest.fetching_network import Network, requesting
from sayso.model import Fetched, Skip
from sayso.settings import IngestSettings

_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_UNPACKED = ("", "identity", "gzip", "deflate")
_REDIRECTS = (301, 302, 303, 307, 308)
_DEFAULTS = IngestSettings()
_PUBLIC = Network()


class Fetcher:
    """Fetches for one run, in which no site is asked twice for its wishes, nor in haste.

    ``keep`` is given what was fetched before anything is read from it. ``network`` is for tests.
    """

    def __init__(
        self,
        settings: IngestSettings = _DEFAULTS,
        *,
        keep: Callable[[Fetched], None] = lambda _: None,
        network: Network = _PUBLIC,
    ) -> None:
        self._settings, self._keep, self._network = settings, keep, network
        self._manners = Manners(network, settings, self._fetch_robots)

    def fetch(self, addresses: Iterable[str]) -> Iterator[Fetched | Skip]:
        """Yield what each address gave, once: site by site in turns, so that the wait for one is used for another."""
        queues: dict[str, deque[httpx2.URL]] = defaultdict(deque)
        for written in sorted({*addresses}):
            try:
                url = read_address(written)
            except InputError as error:
                yield skip_for(error)
                continue
            if url not in queues[url.host]:
                queues[url.host].append(url)
        while queues:
            for host in [*queues]:
                yield self._fetch_or_skip(queues[host].popleft())
                if not queues[host]:
                    del queues[host]

    def _fetch_or_skip(self, url: httpx2.URL) -> Fetched | Skip:
        try:
            fetched = self._fetch(url)
        except InputError as error:
            do = f". {error.do}" if error.do else ""
            at = f" (at {error.where})" if error.where not in (None, show_address(url)) else ""
            return Skip(show_address(url), error.code, f"{error.what}{at}{do}")
        self._keep(fetched)
        return fetched

    def _fetch(self, asked: httpx2.URL) -> Fetched:
        url = asked
        for _ in range(self._settings.fetch_most_redirects + 1):
            with self._manners.visiting(url), requesting(url, self._network, self._settings) as answer:
                self._manners.note_status(url, answer.status_code)
                onward = _find_onward(url, answer)
                if onward is None:
                    return self._take_in(asked, url, answer)
            url = onward
        what = f"it redirects more than {self._settings.fetch_most_redirects} times"
        raise InputError("redirects", what, where=show_address(asked), do="Name the address that a browser ends at")

    def _take_in(self, asked: httpx2.URL, url: httpx2.URL, answer: httpx2.Response) -> Fetched:
        where = show_address(url)
        if not answer.is_success:
            what = f"it answers {answer.status_code} {answer.reason_phrase}".rstrip()
            raise InputError("http_status", what, where=where, do="Look whether the page is still there")
        media_type, charset = _read_type(answer.headers.get("content-type", ""))
        judge_kind(media_type, url.path, where)
        body = self._read_body(answer, where)
        return Fetched(show_address(asked), str(url), self._network.now(), media_type, charset, body)

    def _read_body(self, answer: httpx2.Response, where: str) -> bytes:
        """Return the unpacked bytes; never many more than the limit are in memory."""
        most = self._settings.fetch_most_bytes
        packing = answer.headers.get("content-encoding", "").strip().lower()
        if packing not in _UNPACKED:
            what = f"it comes packed as {packing[:40]!r}, which was not asked for"
            raise InputError("unknown_content", what, where=where, do="Save the page with a browser")
        told = answer.headers.get("content-length", "")
        if told.isascii() and told.isdigit() and int(told[:20]) > most:
            raise self._too_large(where)
        body = _read_up_to(answer, most + 1)
        if len(body) > most:
            raise self._too_large(where)
        return body

    def _too_large(self, where: str) -> InputError:
        what = f"it is longer than the limit of {self._settings.fetch_most_bytes:,} bytes"
        return InputError("too_large", what, where=where, do="Raise the setting ingest.fetch_most_bytes")

    def _fetch_robots(self, url: httpx2.URL) -> tuple[int, bytes]:
        """Return the status of a robots.txt and its beginning; 0 if it only redirects."""
        for _ in range(self._settings.fetch_most_redirects + 1):
            with requesting(url, self._network, self._settings) as answer:
                onward = _find_onward(url, answer)
                if onward is None:
                    return answer.status_code, _read_up_to(answer, self._settings.fetch_robots_bytes) if answer.is_success else b""
            url = onward
        return 0, b""


def _read_up_to(answer: httpx2.Response, n_bytes: int) -> bytes:
    """Return the beginning of a body, unpacked; the rest is not taken in."""
    body = bytearray()
    for piece in answer.iter_bytes():
        body += piece
        if len(body) >= n_bytes:
            break
    return bytes(body[:n_bytes])


def _find_onward(url: httpx2.URL, answer: httpx2.Response) -> httpx2.URL | None:
    """Return where an answer redirects to, if it does."""
    onward = answer.headers.get("location") if answer.status_code in _REDIRECTS else None
    return read_address(onward, url) if onward else None


def _read_type(header: str) -> tuple[str, str | None]:
    """Return the media type and the charset that an answer declares.

    >>> _read_type('Text/HTML; charset="UTF-8"'), _read_type("")
    (('text/html', 'utf-8'), ('', None))
    """
    media_type = header.partition(";")[0].strip().lower()
    told = Message()
    told["content-type"] = " ".join(header.split())
    return (media_type if _MEDIA_TYPE.fullmatch(media_type) else ""), told.get_content_charset()
