"""`pastdue days FROM TO`: the calendar and business days between two dates."""

from __future__ import annotations

from datetime import date

import click

from pastdue.cli.options import Desk, PlaceAsked, calendar_options, common, format_option
from pastdue.cli.values import Day


@click.command()
@click.argument("since", metavar="FROM", type=Day())
@click.argument("until", metavar="TO", type=Day())
@calendar_options
@format_option
@common
def command(desk: Desk, since: date, until: date, place: PlaceAsked, form: str) -> None:
    """Days late from FROM (the due date, not counted) to TO (counted), in calendar and business days.

    \b
    Examples:
      pastdue days 2026-10-01 2026-11-30
      pastdue days 2026-10-01 2026-11-30 --country GB --subdivision SCT
    """
    from pastdue.cli.options import calendar_for
    from pastdue.cli.results import show
    from pastdue.model import Column, Table

    if until < since:
        raise click.UsageError(f"TO ({until}) is before FROM ({since})")
    calendar = calendar_for(desk, place)
    found = {
        "from": since,
        "to": until,
        "calendar_days": (until - since).days,
        "business_days": calendar.business_days(since, until),
        "calendar": str(calendar.name),
    }
    columns = (
        Column("from", "From", date),
        Column("to", "To", date),
        Column("calendar_days", "Calendar days", int),
        Column("business_days", "Business days", int),
        Column("calendar", "Calendar"),
    )
    show(Table("Days", columns, (tuple(found.values()),)), {"schema": 1, **found}, form)
