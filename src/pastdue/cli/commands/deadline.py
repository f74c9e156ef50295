"""`pastdue deadline FROM SPAN`: the day until which a letter of FROM gives time."""

from __future__ import annotations

from datetime import date

import click

from pastdue.cli.options import Desk, Place, calendar_options, common, format_option
from pastdue.cli.values import Day, SpanOf
from pastdue.model.spans import Span


@click.command()
@click.argument("letter_on", metavar="FROM", type=Day())
@click.argument("span", metavar="SPAN", type=SpanOf())
@calendar_options
@click.option("--mail-days", type=click.IntRange(0, 30), help="Days for delivery before the span starts.")
@click.option("--final", is_flag=True, help="Refuse a date that a final demand may not name.")
@format_option
@common
def command(
    desk: Desk, letter_on: date, span: Span, final: bool, place: Place, mail_days: int | None, form: str
) -> None:
    """The day a SPAN ends for a letter dated FROM, and the range a final demand must stay in.

    SPAN is written as '14 days', '5 business days', '2 weeks' or '1 month'.

    \b
    Examples:
      pastdue deadline 2026-11-30 "14 days"
      pastdue deadline 2026-11-30 "5 business days" --country PL
    """
    from pastdue.cli.options import calendar_for
    from pastdue.cli.results import show
    from pastdue.ladder.deadlines import FinalDeadlineOutOfRange, deadline, final_deadline, final_range
    from pastdue.model import Column, Table

    calendar = calendar_for(desk, place)
    if mail_days is None:
        mail_days = desk.firm.settings.dunning.mail_days
    bounds = final_range(letter_on, calendar)
    refused, as_final = "", None
    try:
        as_final = final_deadline(letter_on, span, calendar, mail_days)
    except FinalDeadlineOutOfRange:
        if final:
            raise
        early = deadline(letter_on, span, calendar, mail_days) < bounds.earliest
        refused = f"refused: before {bounds.earliest}" if early else f"refused: after {bounds.latest}"
    day = as_final if final and as_final else deadline(letter_on, span, calendar, mail_days)
    found = {
        "from": letter_on,
        "span": str(span),
        "date": day,
        "earliest_final": bounds.earliest,
        "latest_final": bounds.latest,
        "calendar": str(calendar.name),
        "final_date": as_final,
        "final_refused": refused or None,
        "mail_days": mail_days,
    }
    columns = (
        Column("from", "Letter of", date),
        Column("span", "Span"),
        Column("date", "Deadline", date),
        Column("earliest_final", "Earliest final", date),
        Column("latest_final", "Latest final", date),
        Column("calendar", "Calendar"),
        Column("final_date", "As a final demand"),
        Column("mail_days", "Mail days", int),
    )
    row = (*(*found.values(),)[:6], refused or f"{as_final}", mail_days)
    show(Table("Deadline", columns, (row,)), {"schema": 1, **found}, form)
