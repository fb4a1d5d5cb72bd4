"""`/changes/`: what the last releases changed, and the feeds that tell it, as a page."""

from collections.abc import Mapping
from typing import Any

from flask import Response, request

from opendata.doors import language as languages
from opendata.doors.site import Site
from opendata.release import changes
from opendata.release.index import Release

WORDS: Mapping[str, Mapping[str, str]] = {
    "title": {"vi": "Những gì thay đổi", "en": "What changes"},
    "lead": {
        "vi": (
            "Mỗi bản phát hành ghi lại biểu ghi nào được tạo, được sửa, bị xoá. Các nguồn tin dưới đây đều "
            "làm từ sổ ghi đó và nêu cùng những thay đổi."
        ),
        "en": (
            "Every release writes down which records it created, updated and deleted. The feeds below are "
            "all made from that log, and tell the same changes."
        ),
    },
    "feeds": {"vi": "Các nguồn tin", "en": "Feeds"},
    "resourcesync": {
        "vi": "ResourceSync: giữ một bản sao từng biểu ghi",
        "en": "ResourceSync: keep a mirror of the records",
    },
    "emm": {
        "vi": "Activity Streams (Entity Metadata Management 1.0): cập nhật bộ nhớ đệm về thực thể",
        "en": "Activity Streams (Entity Metadata Management 1.0): keep a cache of entities up to date",
    },
    "ldes": {
        "vi": "Linked Data Event Stream: mỗi thay đổi là một phần tử RDF",
        "en": "Linked Data Event Stream: every change is a member in RDF",
    },
    "oai": {
        "vi": "OAI-PMH: lần thay đổi cuối của mỗi biểu ghi",
        "en": "OAI-PMH: the last change of each record",
    },
    "deltas": {
        "vi": "Tệp thay đổi: từng phát biểu thêm vào và bỏ đi",
        "en": "Deltas: every statement that came or went",
    },
    "last": {"vi": "Các bản phát hành gần đây", "en": "The last releases"},
    "instant": {"vi": "Lúc (UTC)", "en": "Instant (UTC)"},
    "created": {"vi": "Tạo", "en": "Created"},
    "updated": {"vi": "Sửa", "en": "Updated"},
    "removed": {"vi": "Xoá", "en": "Deleted"},
    "use": {"vi": "Lệnh để sao chép", "en": "Commands to copy"},
}
_SHOWN = 20


def page(site: Site, release: Release | None) -> Response:
    """The page in the request's language."""
    language = languages.of_request(request)
    found = changes.counts(site.published.archive, release, _SHOWN) if release else []
    return site.page(
        request,
        "opendata_changes.html",
        page_title=WORDS["title"][language],
        say={key: texts[language] for key, texts in WORDS.items()},
        releases=[{**each._asdict(), "instant": f"{each.instant:%Y-%m-%dT%H:%M:%SZ}"} for each in found],
        feeds=_FEEDS,
        commands=_commands(site.settings.base_iri, found),
    )


_FEEDS = (
    ("resourcesync", "/.well-known/resourcesync"),
    ("emm", "/changes/emm"),
    ("ldes", "/changes/ldes"),
    ("oai", "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc"),
    ("deltas", "/dumps/"),
)


def _commands(base: str, found: Any) -> str:
    since = f"{found[0].instant:%Y-%m-%dT%H:%M:%SZ}" if found else "2026-01-01T00:00:00Z"
    return (
        f"resync-sync --baseline --delete --hash sha-256 {base} mirror\n"
        f"curl {base}changes/emm\n"
        f"npx ldes-client {base}changes/ldes\n"
        f"curl '{base}oai?verb=ListIdentifiers&metadataPrefix=oai_dc&from={since}'"
    )
