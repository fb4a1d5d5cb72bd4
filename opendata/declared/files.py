"""Declared settings as text: the commented files that `opendata init` writes, and the table in the docs."""

import json
from textwrap import wrap
from typing import Any

from opendata.declared.declaration import Declaration, declared

_WIDTH = 100


def commented(of: Any, heading: str) -> str:
    """A TOML file with every setting that *of* declares, at its default, under its help."""
    lines = [*_comment(heading), ""]
    members = declared(of)
    for member in members:
        if member.allowed is not None or member.inline:
            lines += [*_comment(_help(member)), f"{member.key} = {_value(member)}", ""]
    for member in members:
        if member.allowed is None and not member.inline:
            lines += [*_comment(member.help), f"[{member.key}]"]
            for inner in member.members:
                lines += [*_comment(_help(inner)), f"{inner.key} = {_value(inner)}"]
            lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def markdown(of: Any) -> list[str]:
    """The rows of the docs' table of settings: `| key | default | help |`."""
    rows = []
    for member in declared(of):
        if member.allowed is not None or member.inline:
            rows.append(_row(member.key, member))
        else:
            rows += [_row(f"[{member.key}] {inner.key}", inner) for inner in member.members]
    return rows


def _row(name: str, member: Declaration) -> str:
    default = "must be given" if member.required else f"`{_value(member)}`"
    return f"| `{name}` | {default} | {member.help} |"


def _allowed(member: Declaration) -> str:
    if member.allowed is not None:
        return member.allowed.words
    by_words: dict[str, list[str]] = {}
    for inner in member.members:
        by_words.setdefault(_allowed(inner), []).append(inner.key)
    return "; ".join(f"{', '.join(keys)}: {words}" for words, keys in by_words.items())


def _help(member: Declaration) -> str:
    return f"{member.help}\nAllowed: {_allowed(member)}"


def _comment(text: str) -> list[str]:
    text = text[:1].upper() + text[1:]
    return [f"# {line}" for paragraph in text.split("\n") for line in wrap(paragraph, _WIDTH)]


def _value(member: Declaration) -> str:
    if member.allowed is None:
        return "{ " + ", ".join(f"{inner.key} = {_value(inner)}" for inner in member.members) + " }"
    return toml(member.example)


def toml(value: str | int | float | bool) -> str:
    """*value* as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    return str(value)
