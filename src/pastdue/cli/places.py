"""The calendar a command counts by: that of the place in the options, else the firm's."""

from __future__ import annotations

from pastdue.cli.options import Desk, Place
from pastdue.model.calendars import Calendar


def calendar_for(desk: Desk, place: Place) -> Calendar:
    """The calendar of the options; without a country, the firm's own, said aloud when it is only a default."""
    country, subdivision, closed = place
    firm_country, firm_subdivision = desk.firm.place
    if country is None:
        if not desk.firm.settings.creditor.country and not desk.firm.settings.calendar.country:
            desk.remark(f"no country given: open days are counted by the calendar of {firm_country} (--country)")
        own = desk.firm.settings.calendar.closed
        return Calendar(firm_country, subdivision or firm_subdivision, (*own, *closed))
    return Calendar(country, subdivision or "", closed)
