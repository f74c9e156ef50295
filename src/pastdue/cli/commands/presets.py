"""`pastdue presets [NAME]`: the programs whose exports are recognised, and the exports each preset was tried on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common, format_option

if TYPE_CHECKING:
    from pastdue.intake.export.presets import Preset
    from pastdue.model import Table


@click.command()
@click.argument("name", metavar="[NAME]", required=False, shell_complete=completion.rows("presets"))
@format_option
@common
def command(desk: Desk, name: str | None, form: str) -> None:
    """The exports that are recognised by their headers, or the columns of one of them, NAME.

    Your own presets in pastdue.d/presets/NAME.toml, beside pastdue.toml, count before ours.

    \b
    Examples:
      pastdue presets
      pastdue presets xero-invoices
    """
    from pastdue.cli.results import show
    from pastdue.firm.rows.presets import load_presets, preset_source

    if name:
        preset_source(desk.firm.catalog, name)
    found = [preset for preset in load_presets(desk.firm.catalog) if name in (None, preset.name)]
    record = {"schema": 1, "presets": [_json(preset) for preset in found]}
    show(_columns_table(found[0]) if name and found else _list_table(found), record, form)


def _list_table(found: list[Preset]) -> Table:
    from pastdue.model import Column, Table
    from pastdue.model.tables import Rank

    columns = (
        Column("preset", "Preset", rank=Rank.KEY), Column("title", "What"), Column("kind", "Lists", rank=Rank.EXTRA),
        Column("verified", "Verified on"), Column("of", "Of", rank=Rank.EXTRA),
    )  # fmt: skip
    rows = [(p.name, p.title, "refused" if p.refuse else p.kind.value, p.verified.value, _of(p)) for p in found]
    notes = (
        "Verified on a real file: a file that the vendor's program wrote was read and its figures agreed.",
        "Documented headers: the columns are known, no such file was at hand.",
        "`pastdue check FILE` says which preset a file is recognised as, and why.",
    )
    return Table("Presets", columns, tuple(rows), notes)


def _columns_table(preset: Preset) -> Table:
    from pastdue.model import Column, Table
    from pastdue.model.tables import Rank

    columns = (
        Column("field", "Field", rank=Rank.KEY),
        Column("headers", "Read from the first of these columns that is there"),
    )
    rows = tuple((field, ", ".join(headers)) for field, headers in preset.fields.items())
    known = f"Known from {preset.source}." if preset.source else ""
    said = (preset.note, preset.refuse, known, "Recognised by " + ", ".join(preset.recognised_by))
    return Table(f"{preset.title} ({preset.name})", columns, rows, tuple(text for text in said if text))


def _of(preset: Preset) -> str:
    return "yours" if preset.own else "pastdue"


def _json(preset: Preset) -> dict[str, object]:
    return {
        "name": preset.name,
        "title": preset.title,
        "kind": preset.kind.value,
        "verified": preset.verified.value,
        "source": preset.source,
        "note": preset.note,
        "refuse": preset.refuse,
        "of": _of(preset),
        "recognised_by": list(preset.recognised_by),
        "fields": {field: list(headers) for field, headers in preset.fields.items()},
    }
