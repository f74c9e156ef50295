"""`pastdue deadline FROM SPAN`: the day until which a letter of FROM gives time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import click

from pastdue.cli.options import Desk, PlaceAsked, calendar_options, common, format_option
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
    desk: Desk, letter_on: date, span: Span, final: bool, place: PlaceAsked, mail_days: int | None, form: str
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
    from pastdue.ladder.deadlines import final_deadline
    from pastdue.reports.deadline import deadline_json, deadline_table, time_given

    calendar = calendar_for(desk, place)
    if mail_days is None:
        mail_days = desk.firm.settings.dunning.mail_days
    found = time_given(letter_on, span, calendar, mail_days)
    if final:  # a day that no final demand may name is refused
        found = replace(found, day=final_deadline(letter_on, span, calendar, mail_days))
    show(deadline_table(found), deadline_json(found), form)
