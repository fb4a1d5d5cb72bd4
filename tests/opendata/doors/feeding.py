"""A small network whose doors are asked like any client asks them, for the tests of feeds."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import waitress
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree

sys.path.insert(0, str(Path(__file__).parents[1] / "release"))

from tiny import House, converter

from opendata.doors.application import application
from opendata.doors.published import Published
from opendata.doors.releases import PoolOfRelease
from opendata.release.conversion import Converter

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
RS = "{http://www.openarchives.org/rs/terms/}"


def app_of(house: House, by: Converter | None = None) -> Flask:
    """The application on what the house publishes, without SPARQL."""
    published = Published(house.settings, house.archive, by or converter())
    pool = PoolOfRelease.__new__(PoolOfRelease)
    pool._pool = None
    return application(house.settings, published, pool)


@contextmanager
def serving(app: Flask, port: int) -> Iterator[None]:
    """Serves on a port of the loopback."""
    sockets: dict[int, object] = {}
    server = waitress.create_server(app, host="127.0.0.1", port=port, map=sockets)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.close()
        thread.join(5)


class Sitemap:
    """A document of ResourceSync or a sitemap."""

    def __init__(self, text: bytes) -> None:
        self.root = etree.fromstring(text)

    @property
    def md(self) -> dict[str, str]:
        """The attributes of the document's own `rs:md`."""
        return dict(self.root.find(f"{RS}md").attrib)

    @property
    def links(self) -> dict[str, str]:
        """Its links by relation."""
        return {link.get("rel"): link.get("href") for link in self.root.findall(f"{RS}ln")}

    @property
    def entries(self) -> list[tuple[str, dict[str, str]]]:
        """The addresses with the attributes of their `rs:md`, and `lastmod`."""
        found = []
        for each in self.root:
            if each.tag in (f"{SITEMAP}url", f"{SITEMAP}sitemap"):
                about = each.find(f"{RS}md")
                lastmod = each.findtext(f"{SITEMAP}lastmod") or ""
                told = dict(about.attrib) if about is not None else {}
                found.append((each.findtext(f"{SITEMAP}loc"), {**told, "lastmod": lastmod}))
        return found


def read(client: FlaskClient, address: str) -> Sitemap:
    """The document at an address."""
    answer = client.get(urlsplit(address).path)
    assert answer.status_code == 200, address
    assert answer.mimetype == "application/xml"
    return Sitemap(answer.data)
