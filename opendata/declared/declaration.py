"""How a setting is declared: a dataclass field with its default, its help, and what it allows."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(frozen=True)
class Allowed:
    """The values that a setting takes: in words, and as a test."""

    words: str
    """What stands behind "it must be"."""
    accepts: Callable[[Any], bool]
    """Called with whatever TOML can hold; never raises."""
    choices: tuple[str, ...] = ()
    """The values one by one, where they can be listed."""
    correction: Callable[[Any], str] | None = None
    """What to write in place of a value that was refused; `""` where that cannot be said."""


@dataclass(frozen=True)
class Declaration:
    """A setting, or a table of settings."""

    key: str
    help: str
    example: Any
    """The default, or what the example file shows for a setting that must be given."""
    required: bool
    allowed: Allowed | None
    """None for a table."""
    inline: bool
    """A table on one line, `{ vi = "…", en = "…" }`."""
    whole: bool
    """A table that is given whole or not at all."""
    members: tuple["Declaration", ...]
    """The settings of a table; `()` for a setting."""


def setting(default: Any, allowed: Allowed, help: str) -> Any:
    """A dataclass field that is a setting with a default."""
    return field(default=default, metadata={"example": default, "allowed": allowed, "help": help})


def required(example: Any, allowed: Allowed, help: str) -> Any:
    """A dataclass field that is a setting which must be given."""
    return field(metadata={"example": example, "allowed": allowed, "help": help})


def table(default: Any, help: str) -> Any:
    """A dataclass field that is a table of settings, with a frozen dataclass as its default."""
    return field(default=default, metadata={"example": default, "help": help})


def inline_table(default: Any, help: str, *, whole: bool = True) -> Any:
    """A table of settings that is written on one line, and is given *whole* or not at all."""
    about = {"example": default, "help": help, "inline": True, "whole": whole}
    return field(default=default, metadata=about)


def required_inline_table(example: Any, help: str) -> Any:
    """An inline table that must be given."""
    return field(metadata={"example": example, "help": help, "inline": True, "whole": True})


def declared(of: Any) -> tuple[Declaration, ...]:
    """The settings that a dataclass declares, in order; an instance of it brings defaults of its own."""
    found = []
    for member in fields(of):
        about = member.metadata
        if not about:
            continue
        example = about["example"] if isinstance(of, type) else getattr(of, member.name)
        allowed = about.get("allowed")
        found.append(
            Declaration(
                key=member.name,
                help=about["help"],
                example=example,
                required=member.default is not about["example"],
                allowed=allowed,
                inline=about.get("inline", False),
                whole=about.get("whole", False),
                members=() if allowed else declared(example),
            )
        )
    return tuple(found)
