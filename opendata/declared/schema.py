"""Checks what a TOML file says against declared settings, by marshmallow, and makes the dataclass of it."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from marshmallow import Schema, ValidationError, fields, post_load

from opendata.declared.declaration import Allowed, Declaration, declared
from opendata.errors import SettingsError

T = TypeVar("T")


class _TableSchema(Schema):
    """A table of settings; loading it makes the dataclass that declares them."""

    makes: type

    @post_load
    def _make(self, values: dict[str, Any], **_: Any) -> Any:
        return self.makes(**values)


def read(file: Path, of: type[T], **given: Any) -> T:
    """The settings in *file* as an instance of *of*, which declares them; *given* fills its other fields.

    Raises SettingsError for a file that cannot be read, is not TOML, or says what is not allowed.
    """
    return checked(file, parsed(file), of, **given)


def parsed(file: Path) -> dict[str, Any]:
    """The TOML in *file*; raises SettingsError."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(file, f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise SettingsError(file, "is not in UTF-8; save it in that encoding") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(file, f"is not valid TOML: {error}") from error


def checked(file: Path, found: Mapping[str, Any], of: type[T], **given: Any) -> T:
    """*found*, as it was read from *file*, as an instance of *of*; see `read`."""
    members = declared(of)
    try:
        values = _schema(dict, members, whole=False).load(found)
    except ValidationError as error:
        messages: dict[str, Any] = error.normalized_messages()  # type: ignore[no-untyped-call,unused-ignore]
        problems = list(_problems(messages, found, members, ""))
        more = f" (and {len(problems) - 1} more in this file)" if len(problems) > 1 else ""
        raise SettingsError(file, problems[0] + more) from None
    return of(**values, **given)


def _schema(makes: type, members: Iterable[Declaration], *, whole: bool) -> _TableSchema:
    """The schema of a table; *whole*: every member must be given."""
    schema = _TableSchema.from_dict({member.key: _field(member, whole=whole) for member in members})()
    assert isinstance(schema, _TableSchema)
    schema.makes = makes
    return schema


def _field(member: Declaration, *, whole: bool) -> fields.Field[Any]:
    default = {"required": True} if member.required or whole else {"load_default": member.example}
    if member.allowed is None:
        return fields.Nested(_schema(type(member.example), member.members, whole=member.whole), **default)
    return fields.Raw(validate=_validator(member.allowed), **default)


def _validator(allowed: Allowed) -> Any:
    def validate(value: Any) -> None:
        if not allowed.accepts(value):
            raise ValidationError(allowed.words)

    return validate


def _problems(
    messages: Mapping[Any, Any], found: Mapping[str, Any], members: tuple[Declaration, ...], prefix: str
) -> Iterator[str]:
    """What is wrong, a line a key: what the file says in its own order, then what it does not say."""
    by_key = {member.key: member for member in members}
    for key in [*(key for key in found if key in messages), *(key for key in messages if key not in found)]:
        member = by_key.get(key)
        name = f"{prefix}{key}"
        if member is None:
            yield _unknown(prefix, key, by_key)
        elif key not in found:
            yield f"{name} is missing: {member.help}; it must be {_words(member)}"
        elif member.allowed is None and isinstance(found[key], Mapping):
            yield from _problems(messages[key], found[key], member.members, f"{name}.")
        else:
            yield _refused(name, found[key], member)


def _unknown(prefix: str, key: str, known: Iterable[str]) -> str:
    meant = get_close_matches(key, known, 1)
    hint = f" (did you mean {meant[0]}?)" if meant else ""
    where = f"of {prefix[:-1]}" if prefix else "here"
    name = key if key.isprintable() and key else repr(key)
    return f"there is no setting {prefix}{name}{hint}; the settings {where} are {', '.join(known)}"


def _words(member: Declaration) -> str:
    if member.allowed is None:
        return "a table with " + " and ".join(inner.key for inner in member.members)
    return member.allowed.words


def _refused(name: str, value: Any, member: Declaration) -> str:
    allowed = member.allowed
    hint = ""
    if allowed is not None and isinstance(value, str):
        meant = get_close_matches(value, allowed.choices, 1)
        correction = allowed.correction(value) if allowed.correction else ""
        hint = correction or (f"did you mean {meant[0]}?" if meant else "")
    return f"{name} is {_shown(value)}; it must be {_words(member)}" + (f" ({hint})" if hint else "")


def _shown(value: Any) -> str:
    """*value* as TOML would write it, cut where it is long."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list):
        return "a list"
    text = str(value)
    text = text if len(text) <= 80 else text[:79] + "…"
    text = text if text.isprintable() else repr(text)[1:-1]
    return f'"{text}"' if isinstance(value, str) else text
