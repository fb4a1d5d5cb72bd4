"""Tells one client from another by its address."""

import ipaddress

_IPV6_SITE = 64
"""Bits of an IPv6 address that name a site; within it anybody has as many addresses as they like."""


def client_of(address: str) -> str:
    """The client that an address belongs to: an IPv4 address, or the network of an IPv6 one."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, _IPV6_SITE), strict=False))
