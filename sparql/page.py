"""The query page of a browser: a form that works without JavaScript, in Vietnamese and English."""

import base64
import hashlib
from pathlib import Path

from flask import render_template

from sparql.endpoint import Endpoint
from sparql.formats import GRAPHS, RESULTS

_STYLE = Path(__file__).parent / "static" / "query.css"

LABELS: dict[str, dict[str, str]] = {
    "en": {
        "query": "Query",
        "run": "Run the query",
        "format": "Format",
        "examples": "Examples",
        "limits": "Limits",
        "limit_text": "A query may run {seconds} seconds and give {rows} rows. For everything, take the",
        "dumps": "dumps",
        "other": "Tiếng Việt",
    },
    "vi": {
        "query": "Truy vấn",
        "run": "Chạy truy vấn",
        "format": "Định dạng",
        "examples": "Ví dụ",
        "limits": "Giới hạn",
        "limit_text": "Một truy vấn được chạy {seconds} giây, trả {rows} dòng. Để lấy toàn bộ, hãy tải các",
        "dumps": "tệp trọn bộ",
        "other": "English",
    },
}


def style() -> str:
    """The page's style sheet, which stands in the page."""
    return _STYLE.read_text(encoding="utf-8")


def content_security_policy(css: str) -> str:
    """Allows this style sheet and the form, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )


def render(endpoint: Endpoint, language: str, css: str) -> str:
    """The page in "vi" or "en". Needs the application context of the blueprint."""
    pool = endpoint.pool()
    labels = LABELS[language]
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in endpoint.prefixes.items())
    first = endpoint.examples[0].query if endpoint.examples else "SELECT * { ?s ?p ?o } LIMIT 10"
    return render_template(
        "sparql_query.html",
        language=language,
        other_language="en" if language == "vi" else "vi",
        labels=labels,
        limit_text=labels["limit_text"].format(seconds=f"{pool.timeout:g}", rows=f"{pool.max_rows:,}"),
        title=endpoint.titles.get(language) or next(iter(endpoint.titles.values()), "SPARQL"),
        description=endpoint.descriptions.get(language, ""),
        examples=[
            (example.titles.get(language) or next(iter(example.titles.values())), prefixes + example.query)
            for example in endpoint.examples
        ],
        query=prefixes + first,
        formats=[f.name for f in (*RESULTS, *GRAPHS)],
        dumps_url=endpoint.dumps_url,
        css=css,
    )
