"""Which addresses may be fetched: http and https only, and no machine that the public cannot reach.

A name is looked up once, every address that it has is judged, and the connection goes to one of these and is not looked up again:
a name that answers differently the second time leads nowhere else.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from sayso.errors import InputError

if TYPE_CHECKING:
    import httpx2

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_PORT_AT_END = re.compile(r":(\d+)$")
_PORTS = {"http": 80, "https": 443}
_FIRST_FREE_PORT = 1024  # below it stand mail, databases and the like, which no page is fetched from
_MOST_SHOWN = 200

_UNICAST = ip_network("2000::/3")  # the only part of IPv6 that public machines have
_NAT64 = ip_network("64:ff9b::/96")
# What the library of the oldest Python that we run on takes for public, and is not: relays, documentation, a cloud's own services.
_NOT_PUBLIC = tuple(
    map(ip_network, ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
)


def is_address(path: object) -> bool:
    """Return whether something that was named to be read is an address and no file.

    >>> is_address("https://lantern.example/1"), is_address("pile/reports.jsonl"), is_address("c:/reports")
    (True, False, False)
    """
    return isinstance(path, str) and _ADDRESS.match(path) is not None


def read_address(written: str, base: httpx2.URL | None = None) -> httpx2.URL:
    """Return an address as it is asked for, without what stands behind ``#``; relative to ``base``, if that redirects to it.

    Raises:
        InputError: ``bad_address``.
    """
    import httpx2

    where = str(base) if base is not None else written[:_MOST_SHOWN]
    try:
        url = httpx2.URL(written) if base is None else base.join(written)
        url = url.copy_with(fragment=None, path=url.path or "/")
    except (httpx2.InvalidURL, ValueError, TypeError, UnicodeError) as error:
        raise _refuse(f"the address cannot be understood ({error})", where) from error
    if url.scheme not in _PORTS or not url.host:
        raise _refuse(f"{url.scheme or 'nothing'}:// is not fetched", where, allowed="http:// and https://")
    if url.userinfo:
        raise _refuse("the address carries a name or password", where)
    port = port_of(url)
    if port not in _PORTS.values() and not _FIRST_FREE_PORT <= port < 2**16:
        raise _refuse(f"no page is fetched from port {port}", where, allowed=f"80, 443, and from {_FIRST_FREE_PORT} on")
    return url


def _refuse(what: str, where: str, allowed: str | None = None) -> InputError:
    return InputError("bad_address", what + (f" (allowed: {allowed})" if allowed else ""), where=where, do="Name a page's own address")


def port_of(url: httpx2.URL) -> int:
    """Return the port that an address leads to."""
    return url.port or _PORTS[url.scheme]


def show_address(url: httpx2.URL) -> str:
    """Return an address as the place of what is read there. It does not end like the line of a file."""
    return _PORT_AT_END.sub(r"%3A\1", str(url))


def look_up(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host by its name, the first to be tried first.

    Raises:
        OSError: it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(each[4][0]) for each in found))


def is_public(address: str) -> bool:
    """Return whether an address is one that anybody can reach: not this machine, its network, or the services of its cloud.

    >>> [is_public(each) for each in ("8.8.8.8", "127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2606:4700::1111")]
    [True, False, False, False, False, True]
    """
    try:
        found = _unwrap(ip_address(address))
    except ValueError:
        return False
    if any(found in network for network in _NOT_PUBLIC if network.version == found.version):
        return False
    if isinstance(found, IPv6Address):
        return found in _UNICAST and found.is_global
    return found.is_global and not found.is_multicast and not found.is_reserved


def _unwrap(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the address of IPv4 that one of IPv6 stands for, if it is such a one."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address
