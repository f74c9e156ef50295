"""A preset made from the reading of a file of the user's own, ready to be kept and corrected."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from pastdue.intake.export.dialect import Dialect
from pastdue.intake.export.fields import INVOICES
from pastdue.intake.export.headers import normal
from pastdue.intake.export.opening import header_match, open_sheet
from pastdue.intake.export.preset_rows import Lines, RowRule, WordMeanings
from pastdue.intake.export.presets import CANONICAL, Preset
from pastdue.intake.file.records import Opened, open_records
from pastdue.intake.invoices.days import infer_dates
from pastdue.model.errors import InputError

_HEAD = """\
# Keep this file as pastdue.d/presets/{name}.toml beside pastdue.toml: a file with these headers is then read so,
# without an option. `pastdue docs presets` explains every key; lines that begin with # are not read.
"""
_HINTS = {
    "invoice": ("invoicenumber", "invoiceno", "number"), "issued": ("invoicedate", "issue", "date"),
    "customer": ("client", "name"), "customer_id": ("clientid", "accountid", "customer", "client", "name"),
    "total": ("amount",), "balance": ("open",), "due": ("duedate",), "on": ("date",), "amount": ("total",),
}  # fmt: skip
"""Words that exports use for a field, without spaces; only ever a suggestion."""
_WRITTEN = ("encoding", "delimiter", "decimal", "currency", "terms")


def template(path: Path, dialect: Dialect, name: str) -> str:
    """The preset called `name`, as TOML, for reading files like the one at `path`; missing columns are commented out,
    with the nearest header. Refuses only a file without a header."""
    opened = open_records(path, dialect, INVOICES)
    preset, names = opened.recognised.preset, opened.names
    match = header_match(opened, INVOICES)
    given = {"customer_id", *(key for key, said in (("currency", "currency"), ("due", "terms"))
                              if getattr(opened.dialect, said))}  # fmt: skip
    found, wanted, free = match.sketch(INVOICES.required)
    vendor = preset.name != CANONICAL
    missing = {field: _nearest(field, free, vendor) for field in wanted if field not in given}
    used = {header for header in found.values() if header}
    lines = [
        _HEAD.format(name=name),
        f"title = {_toml(path.stem)}",
        f"recognised_by = {_toml(sorted(used, key=[n.strip() for n in names].index))}",
        *_dialect(opened, path, dialect),
        "\n[fields]",
        *(f"{field} = {_toml([header])}" for field, header in found.items() if header),
        *(f"# {field} = {_toml([header or 'HEADER'])}" for field, header in missing.items()),
        *_rules(preset),
        "\n# Columns that nothing is read from:",
        *(f"#   {header.strip()}" for header in names if header.strip() and header.strip() not in used),
    ]
    return "\n".join(lines) + "\n"


def _nearest(field: str, free: Sequence[str], vendor: bool) -> str:
    """The header of `free` most like `field`: its own words, then those exports use for it, then its spelling; "" for
    none. One that a vendor's preset leaves unread is no currency: "Total in Currency" holds amounts."""
    keys = {re.sub(r"[\W_]", "", normal(name)): name for name in reversed(free)}
    if field == "currency":
        keys = {key: name for key, name in keys.items() if re.search("^currency.|.currency$", key) or not vendor}
    own = field.replace("_", "")
    for word in (own, *_HINTS.get(field, ())):
        if holding := [key for key in keys if key == word] or [key for key in keys if word in key]:
            return keys[holding[-1]]
    # "Current" is a bucket of an aging report, and no currency
    close = difflib.get_close_matches(own, list(keys), 1, 0.85 if field in ("currency", "due") else 0.7)
    return keys[close[0]] if close else ""


def _dialect(opened: Opened, path: Path, dialect: Dialect) -> Iterator[str]:
    plain = {"encoding": "utf-8", "delimiter": ","}
    for key in _WRITTEN:
        value = getattr(opened.dialect, key) or getattr(opened.recognised.preset, key)
        if value and value != plain.get(key):
            yield f"{key} = {_toml(value)}"
    try:
        sheet = open_sheet(path, dialect, INVOICES)
        infer_dates(sheet, ("issued", "due", "paid_on", "settled_on"))
    except InputError:
        yield '# date_format = "%d.%m.%Y"'
        return
    forms = {style.form for style in sheet.dates.values()}
    if len(forms) == 1 and (form := forms.pop()):
        yield f"date_format = {_toml(form)}"


def _rules(preset: Preset) -> Iterator[str]:
    """The preset's rules for lines, words and rows, as text of a new preset."""
    if preset.lines is not None:
        yield "\n[lines]"
        yield from _keys(preset.lines)
    for key, words in (("status", preset.status), ("type", preset.type)):
        if words != WordMeanings():
            yield f"\n[{key}]"
            yield from _keys(words)
            yield f"\n[{key}.ignore]"
            yield from (f"{_toml(reason)} = {_toml(list(said))}" for reason, said in words.ignore.items())
    for rule in preset.rows:
        yield "\n[[rows]]"
        yield from _keys(rule)


def _keys(row: Lines | WordMeanings | RowRule) -> Iterator[str]:
    for each in fields(row):
        value = getattr(row, each.name)
        if value and not isinstance(value, Mapping):
            yield f"{each.name} = {_toml(value)}"


def _toml(value: object) -> str:
    """`value` as TOML writes it; a JSON text, list or flag is one in TOML too."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
