"""The pages about dumps as files: for a web server or an object store that runs nothing."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape

from opendata.doors import dump_list
from opendata.doors import language as languages
from opendata.dump import withdraw
from opendata.settings import Settings

_LANGUAGES = {"vi": "index.html", "en": "index.en.html"}
_STYLE = Path(__file__).with_name("static") / "opendata.css"


def pages(settings: Settings, folders: list[Path]) -> Mapping[str, bytes]:
    """The list of all dumps and a page for each release, in both languages, and what leads to the latest."""
    environment = Environment(
        loader=PackageLoader("opendata.doors"), autoescape=select_autoescape(), trim_blocks=False
    )
    environment.filters["grouped"] = languages.grouped
    template = environment.get_template("opendata_dumps_static.html")
    made: dict[str, bytes] = {}
    withdrawn = _withdrawn(settings.dumps_path)
    for language, name in _LANGUAGES.items():
        shared = _shared(settings, language, folders)
        listed = [dump_list.listed(folder, settings.base_iri) for folder in folders]
        held = [one for one in listed if dump_list.holds_any(one)]
        made[name] = _page(template, shared, held, withdrawn, "", name)
        for folder, one in zip(folders, listed, strict=True):
            made[f"{folder.name}/{name}"] = _page(template, shared, [one], [], "../", name)
        for known in withdrawn:
            made[f"{known.release}/{name}"] = _page(template, shared, [], [known], "../", name)
    if folders:
        made["latest/index.html"] = _LATEST.format(release=folders[0].name).encode()
    return made


def _withdrawn(dumps: Path) -> list[withdraw.Withdrawn]:
    folders = [each for each in dumps.iterdir() if each.name.isdecimal()] if dumps.is_dir() else []
    found = [known for each in folders if (known := withdraw.read(each)) is not None]
    return sorted(found, key=lambda known: -known.release)


def _shared(settings: Settings, language: str, folders: list[Path]) -> dict[str, Any]:
    return {
        "language": language,
        "words": languages.words(language),
        "say": dump_list.words(language),
        "site_title": getattr(settings.title, language),
        "publisher": getattr(settings.publisher.name, language),
        "latest": folders[0].name if folders else "",
        "home": settings.base_iri,
        "other": _LANGUAGES["en" if language == "vi" else "vi"],
        "style": _STYLE.read_text(encoding="utf-8"),
    }


def _page(
    template: Any,
    shared: Mapping[str, Any],
    releases: list[dict[str, Any]],
    withdrawn: list[withdraw.Withdrawn],
    up: str,
    name: str,
) -> bytes:
    text: str = template.render(shared, releases=releases, withdrawn=withdrawn, up=up, name=name)
    return text.encode()


_LATEST = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>latest</title>
<meta http-equiv="refresh" content="0; url=../{release}/"><link rel="canonical" href="../{release}/"></head>
<body><p><a href="../{release}/">{release}</a></p></body></html>
"""
