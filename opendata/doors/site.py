"""What every door is given: the settings, the current release, and a way to ask the store."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Request, Response, make_response, render_template

from opendata.doors import language as languages
from opendata.doors.published import Published
from opendata.settings import Settings
from sparql.pool import WorkerPool
from sparql.tasks import Task


@dataclass(frozen=True)
class Site:
    """The installation as its doors see it."""

    settings: Settings
    published: Published
    pool: Callable[[], WorkerPool | None]
    """The pool on the current release; None before the first release."""

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> Response:
        """A page in the request's language, with what every page shows."""
        language = languages.of_request(request)
        title = values.pop("page_title", "") or languages.in_language(self.title, language)
        response = make_response(
            render_template(template, **self.layout_values(language), page_title=title, **values), status
        )
        response.headers["Content-Language"] = language
        response.headers["Vary"] = "Accept, Accept-Language"
        response.headers["Content-Security-Policy"] = (
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; "
            "frame-ancestors 'none'"
        )
        return response

    def layout_values(self, language: str) -> dict[str, Any]:
        """What every page shows, for `opendata_base.html`."""
        release = self.published.current()
        return {
            "language": language,
            "words": languages.words(language),
            "site_title": languages.in_language(self.title, language),
            "publisher": languages.in_language(self.publisher, language),
            "release": release,
            "release_instant": release.instant.strftime("%Y-%m-%dT%H:%M:%SZ") if release else "",
            "base": self.settings.base_iri,
        }

    def message(self, request: Request, status: int, title: str, text: str) -> Response:
        """A page that says *title* and *text*, keys of the words of pages."""
        words = languages.words(languages.of_request(request))
        return self.page(request, "opendata_message.html", status, page_title=words[title], text=words[text])

    @property
    def title(self) -> dict[str, str]:
        """The catalogue's title by language."""
        return {"vi": self.settings.title.vi, "en": self.settings.title.en}

    @property
    def publisher(self) -> dict[str, str]:
        """The publisher's name by language."""
        return {"vi": self.settings.publisher.name.vi, "en": self.settings.publisher.name.en}

    def library_name(self, code: str, language: str) -> str:
        """The member library's name, or its code where its file is gone."""
        library = self.settings.libraries.get(code)
        return languages.in_language(library.name, language) if library else code

    def licence(self, code: str) -> str:
        """The member library's licence, or `""`."""
        library = self.settings.libraries.get(code)
        return library.licence if library else ""

    def ask(self, query: str, rows: int) -> list[dict[str, dict[str, str]]]:
        """The solutions of a SELECT of our own on the current release, at most *rows*."""
        pool = self.pool()
        if pool is None:
            return []
        result = pool.run(Task(query=query, format="json", max_rows=rows, max_bytes=1 << 22))
        bindings: list[dict[str, dict[str, str]]] = json.loads(b"".join(result.chunks))["results"]["bindings"]
        return bindings
