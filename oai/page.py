"""A response as the page that its stylesheet makes of it.

Browsers give up transforming XML themselves (Chromium and Firefox have announced it), so it is done for those
that show a response. They tell by what no harvester sends: that they navigate (W3C, Fetch Metadata).
"""

from collections.abc import Callable

from lxml import etree

LARGEST = 4_000_000  # bytes; a longer response is for machines
NAVIGATES = ("Sec-Fetch-Mode", "navigate")


def maker(stylesheet: bytes) -> Callable[[bytes], bytes | None]:
    """What makes HTML of a response; it gives None for one that is too long or that cannot be shown."""
    transform = etree.XSLT(
        etree.fromstring(stylesheet, _parser()), access_control=etree.XSLTAccessControl.DENY_ALL
    )

    def page(response: bytes) -> bytes | None:
        if len(response) > LARGEST:
            return None
        try:
            return str(transform(etree.fromstring(response, _parser()))).encode()
        except etree.Error:
            return None

    return page


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
