"""How does a result reach stdout? As a table, CSV or JSON; stdout carries nothing else."""

from __future__ import annotations

from collections.abc import Mapping

import click

from pastdue.model import Table


def show(table: Table, record: Mapping[str, object], form: str) -> None:
    """Write one result to stdout: `table` for people and CSV, `record` for JSON."""
    if form == "json":
        from pastdue.tables.json import json_text

        click.echo(json_text(record))
    elif form == "csv":
        from pastdue.tables.csv import csv_text

        click.echo(csv_text(table), nl=False)
    else:
        from pastdue.tables.text import text

        click.echo(text(table))
