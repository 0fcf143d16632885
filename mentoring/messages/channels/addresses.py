"""Which addresses a webhook may go to: only such as the whole internet shares.

Somebody who may set the address must not reach the office's own machines through it (SSRF). What
wraps an IPv4 address inside an IPv6 one is judged by what is inside.
"""

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from mentoring.messages.trouble import Then, Trouble

Resolve = Callable[[str, int], list[str]]
NAT64 = IPv6Network("64:ff9b::/96")
# Local-use NAT64, IPv4-compatible and site-local addresses: nothing public is there.
NEVER = tuple(map(IPv6Network, ("64:ff9b:1::/48", "::/96", "fec0::/10")))


def resolved(host: str, port: int) -> list[str]:
    """Every address that this name has now."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Trouble(Then.RETRY, "webhook_no_such_host") from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def one_allowed(host: str, port: int, *, loopback: bool, resolve: Resolve = resolved) -> str:
    """The address to connect to; resolved once, so that nothing can change in between.

    Raises Trouble when any of the name's addresses is not allowed.
    """
    addresses = resolve(host, port)
    if not addresses or not all(is_allowed(one, loopback=loopback) for one in addresses):
        raise Trouble(Then.RETRY, "webhook_forbidden_address")
    return addresses[0]


def is_allowed(address: str, *, loopback: bool = False) -> bool:
    """May a webhook go there? loopback: to this very machine only, for tests."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if loopback:
        return found.is_loopback
    if isinstance(found, IPv6Address):
        if found.scope_id is not None or any(found in network for network in NEVER):
            return False
        inside = _wrapped(found)
        if inside is not None:
            return is_allowed(str(inside))
    return found.is_global and not found.is_multicast and not found.is_reserved


def _wrapped(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address inside a mapped, 6to4, Teredo or NAT64 address."""
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)
