"""The page of every key of pastdue.toml, made from the classes that read the file; a test compares what is kept."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import types
import typing
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path

from pastdue.firm.binding import key_of
from pastdue.firm.settings import Settings
from pastdue.model.money import Money
from pastdue.model.spans import Span

SETTINGS_HEAD = """# Every key of pastdue.toml

Built by `make docs` from the classes that read the file. `pastdue init` writes one with the keys that most firms need;
all have a default but those that must be given, and an unknown key is an error that names the known ones. Paths are
relative to the file. The meaning of a key that takes true or false is what holds when it is true.
"""

KINDS: dict[object, str] = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    Decimal: "a number",
    date: "a day, as 2026-11-23",
    Span: 'a length, as "14 days"',
    Money: 'an amount, as "25000 EUR"',
}


def settings_page() -> str:
    """The page of settings: for each table of pastdue.toml its keys, what they take, their defaults and meaning."""
    return SETTINGS_HEAD + "".join(_table(Settings, ""))


def _table(table: type, path: str) -> Iterator[str]:
    """The section of a table, and those of the tables within it."""
    hints, within = typing.get_type_hints(table), []
    rows = []
    for field in dataclasses.fields(table):
        hint = _without_none(hints[field.name])
        inner = next((kind for kind in (hint, *typing.get_args(hint)) if dataclasses.is_dataclass(kind)), None)
        if isinstance(inner, type) and inner not in KINDS:
            within.append((inner, _name(path, field.name, hint)))
        if table is not Settings:
            about = _field_docs(table)[field.name].replace("|", "\\|")
            rows.append(f"| `{key_of(field)}` | {_kind(hint)} | {_default(field)} | {about} |\n")
    if rows:
        yield f"\n## {path}\n\n{_about(table)}\n\n| key | takes | default | meaning |\n|---|---|---|---|\n" + "".join(
            rows
        )
    for inner, name in within:
        yield from _table(inner, name)


def _name(path: str, key: str, hint: object) -> str:
    """The head of a table within the table `path`, as TOML has it; a table a name is `[path.NAME]`."""
    whole = f"{path.strip('[]')}.{key}".removeprefix(".")
    if typing.get_origin(hint) is tuple:
        return f"[[{whole}]]"
    return f"[{whole}.NAME]" if typing.get_origin(hint) in (dict, Mapping) else f"[{whole}]"


def _without_none(hint: object) -> object:
    if isinstance(hint, types.UnionType):
        (hint,) = (kind for kind in hint.__args__ if kind is not types.NoneType)
    return hint


def _kind(hint: object) -> str:
    """The kind of value a key takes, in words."""
    kind, args = typing.get_origin(hint) or hint, typing.get_args(hint)
    if kind is tuple:
        each = _kind(args[0])
        return f"{len(args)} times {each}" if len(args) > 1 and args[1] is not Ellipsis else f"a list, each {each}"
    if args:
        return f"name = {_kind(args[1])}"
    if isinstance(kind, type) and issubclass(kind, Enum):
        return ", ".join(f"`{member.value}`" for member in kind)
    return KINDS.get(kind, "a table, see below")


def _default(field: dataclasses.Field[object]) -> str:
    if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
        return "must be given"
    value = field.default
    if isinstance(value, Enum):
        return f"`{value.value}`"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple) and value:
        return ", ".join(str(item) for item in value)
    return f"`{value}`" if value not in (None, "", (), dataclasses.MISSING) else ""


def _about(table: type) -> str:
    """A table's own docstring as one paragraph, without the name it begins with."""
    said = " ".join((inspect.getdoc(table) or "").split())
    words = said.split(": ", 1)[1] if said.startswith("`[") else said
    return words[:1].upper() + words[1:]


def _field_docs(table: type) -> dict[str, str]:
    """The docstring under each field of a class and of those it grows from, by the field's name."""
    tables = [base for base in table.__mro__ if dataclasses.is_dataclass(base)]
    return {name: said for base in tables for name, said in _own_docs(base).items()}


@cache
def _own_docs(table: type) -> dict[str, str]:
    """The docstring under each field of a class alone, by the field's name."""
    (body,) = ast.parse(inspect.getsource(table)).body
    assert isinstance(body, ast.ClassDef)
    docs = {}
    for one, after in zip(body.body, [*body.body[1:], None], strict=True):
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
            said = after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else None
            assert isinstance(said, str), f"{table.__name__}.{one.target.id} has no docstring under it"
            docs[one.target.id] = " ".join(said.split())
    return docs


if __name__ == "__main__":
    path = Path(__file__).with_name("settings.md")
    path.write_text(settings_page(), encoding="utf-8")
    print(path)
