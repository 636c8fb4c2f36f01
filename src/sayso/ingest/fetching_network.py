"""One request to one address: the connection goes to an address that was judged, and ends when its time is up."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

import httpcore2
import httpx2

from sayso.errors import InputError
from sayso.ingest.fetching_addresses import is_public, look_up, show_address
from sayso.settings import IngestSettings

_ACCEPTED = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/plain;q=0.9, */*;q=0.5"
_MOST_TRIED = 4  # addresses of one host


@dataclass(frozen=True)
class Network:
    """How the world outside is reached. It is part of the program and nothing that a user sets; tests make another."""

    look_up: Callable[[str, int], Sequence[str]] = look_up
    is_public: Callable[[str], bool] = is_public
    make_tls: Callable[[], ssl.SSLContext] = httpcore2.default_ssl_context
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    @cached_property
    def tls(self) -> ssl.SSLContext:
        """What certificates are judged by."""
        return self.make_tls()


@contextmanager
def requesting(url: httpx2.URL, network: Network, settings: IngestSettings) -> Iterator[httpx2.Response]:
    """Hold the answer to one request. Redirects are not followed, no cookie is kept, and no proxy asked.

    Raises:
        InputError: ``private_address``, ``unknown_host``, ``too_slow``, ``bad_certificate`` or ``unreachable``.
    """
    where = show_address(url)
    headers = {"User-Agent": name_agent(), "Accept": _ACCEPTED, "Accept-Encoding": "gzip, deflate"}
    deadline = _Deadline(network.clock() + settings.fetch_total_s, network.clock, where, settings)
    try:
        with (
            closing(_JudgedTransport(_JudgedBackend(network, deadline, where), network.tls)) as transport,
            httpx2.Client(transport=transport, headers=headers, trust_env=False, timeout=settings.fetch_silence_s) as client,
            client.stream("GET", url) as answer,
        ):
            yield answer
    except (httpcore2.TimeoutException, httpx2.TimeoutException) as error:
        raise deadline.explain() from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError, httpx2.HTTPError, httpx2.StreamError, OSError) as error:
        raise _explain(error, where) from error


def name_agent() -> str:
    """Return what the program calls itself."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"Sayso/{version('sayso')} (reads named pages; obeys robots.txt)"
    except PackageNotFoundError:
        return "Sayso (reads named pages; obeys robots.txt)"


def _explain(error: Exception, where: str) -> InputError:
    causes = [*_find_causes(error)]
    for each in causes:
        if isinstance(each, ssl.SSLError):
            what = str(getattr(each, "verify_message", "") or each.reason or "it breaks off")
            return InputError(
                "bad_certificate", f"the site cannot prove who it is ({what})", where=where, do="Save the page with a browser"
            )
    said = " ".join(str(causes[-1]).split()) or type(causes[-1]).__name__
    return InputError("unreachable", f"the connection fails ({said})", where=where, do="Try again later")


def _find_causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what it came of; the library lets the cause go and keeps it among the arguments."""
    seen: set[int] = set()
    found: object = error
    while isinstance(found, BaseException) and id(found) not in seen:
        seen.add(id(found))
        yield found
        found = found.__cause__ or (found.args[0] if found.args else None)


@dataclass(frozen=True)
class _Deadline:
    """When a request has to be over, whatever trickles in."""

    at: float
    clock: Callable[[], float]
    where: str
    settings: IngestSettings

    def cut(self, timeout: float | None) -> float:
        """Return how long one step may wait.

        Raises:
            InputError: ``too_slow``, when the time is up.
        """
        left = self.at - self.clock()
        if left <= 0:
            raise self.explain()
        return left if timeout is None else min(left, timeout)

    def explain(self) -> InputError:
        limits = f"{self.settings.fetch_silence_s:g} s of silence or {self.settings.fetch_total_s:g} s in all"
        do = "Try again later, or raise the settings ingest.fetch_silence_s and fetch_total_s"
        return InputError("too_slow", f"it takes longer than {limits}", where=self.where, do=do)


class _JudgedBackend(httpcore2.NetworkBackend):
    """Connects to none but judged addresses."""

    def __init__(self, network: Network, deadline: _Deadline, where: str) -> None:
        self._network, self._deadline, self._where = network, deadline, where
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Return a connection to the first address of the host that answers."""
        addresses = self._judge(host, port)[:_MOST_TRIED]
        for address in addresses[:-1]:
            try:
                return self._connect(address, port, timeout, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return self._connect(addresses[-1], port, timeout, socket_options)

    def _connect(
        self, address: str, port: int, timeout: float | None, options: Iterable[httpcore2.SOCKET_OPTION] | None
    ) -> httpcore2.NetworkStream:
        stream = self._inner.connect_tcp(address, port, timeout=self._deadline.cut(timeout), socket_options=options)
        return _TimedStream(stream, self._deadline)

    def _judge(self, host: str, port: int) -> Sequence[str]:
        """Return all addresses of a host. One that is not public speaks against them all.

        Raises:
            InputError: ``unknown_host`` or ``private_address``.
        """
        try:
            addresses = self._network.look_up(host, port)
        except (OSError, UnicodeError) as error:
            raise InputError("unknown_host", f"there is no host {host}", where=self._where, do="Check its spelling") from error
        for address in addresses:
            if not self._network.is_public(address):
                named = host if host == address else f"{host} leads to {address}, which"
                what = f"{named} is not on the public network"
                raise InputError("private_address", what, where=self._where, do="Save the page to a file and read that")
        if not addresses:
            raise InputError("unknown_host", f"the host {host} has no address", where=self._where, do="Check its spelling")
        return addresses


class _TimedStream(httpcore2.NetworkStream):
    """A connection whose steps all end by one deadline."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: _Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what comes next."""
        return self._inner.read(max_bytes, self._deadline.cut(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send something."""
        self._inner.write(buffer, self._deadline.cut(timeout))

    def close(self) -> None:
        """Hang up."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """Return the same connection, encrypted, once the other side has proved that it is the host by its name."""
        return _TimedStream(self._inner.start_tls(ssl_context, server_hostname, self._deadline.cut(timeout)), self._deadline)

    def get_extra_info(self, info: str) -> object:
        """Return what the library asks about the connection."""
        return self._inner.get_extra_info(info)


class _Body(httpx2.SyncByteStream):
    """The body of an answer, as it comes."""

    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        """Hang up."""
        close = getattr(self._stream, "close", None)
        if close is not None:
            close()


class _JudgedTransport(httpx2.BaseTransport):
    """Carries one request over the judging backend; no connection is used for another."""

    def __init__(self, backend: _JudgedBackend, tls: ssl.SSLContext) -> None:
        self._pool = httpcore2.ConnectionPool(ssl_context=tls, max_keepalive_connections=0, network_backend=backend)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Return the answer; its body is still to come."""
        url, content = request.url, request.stream
        assert isinstance(content, httpx2.SyncByteStream)
        target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        answer = self._pool.handle_request(
            httpcore2.Request(request.method, target, headers=request.headers.raw, content=content, extensions=request.extensions)
        )
        assert isinstance(answer.stream, Iterable)
        return httpx2.Response(answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions)

    def close(self) -> None:
        """Hang up."""
        self._pool.close()
