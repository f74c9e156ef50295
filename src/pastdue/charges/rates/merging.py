"""A shipped series joined with the user's rows: the user's counts, and a remark names each shipped row it overrules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pastdue.charges.rates.series import ONE_DAY, Moves, Row, Series
from pastdue.model.messages import Message


def merged(ours: Series, own: Sequence[Row], checked_until: date | None, where: str) -> Series:
    """`ours` with the rows `own` of the file `where` added; where both have a row for a day, the user's counts.

    `checked_until` is the user's word that nothing is missing up to that day; a half-yearly series needs a row all the
    same. The remarks say where the user's rows differ from ours and, without that word, over which days a rate
    is carried unchecked to the user's next row.
    """
    rows = {row.effective: row for row in (*ours.rows, *own)}
    about = replace(ours.about, checked_until=max(ours.about.checked_until, checked_until or date.min))
    remarks = _overruled(ours, own, where) + ([] if checked_until else _carried(ours, own, where))
    return Series(ours.name, about, tuple(rows[day] for day in sorted(rows)), tuple(remarks))


def _overruled(ours: Series, own: Sequence[Row], where: str) -> list[Message]:
    """A remark for each day on which the user's row and the shipped one give different figures; the user's counts."""
    remarks = []
    for row in own:
        said = speaking(ours, row.effective)
        if said is not None and said.figure != row.figure:
            remarks.append(
                Message.of(
                    "own_row_counts",
                    series=ours.name,
                    where=where,
                    own=row.figure,
                    day=row.effective,
                    ours=said.figure,
                    since=said.effective,
                )
            )
    return remarks


def speaking(series: Series, day: date) -> Row | None:
    """The row in force on `day`; None where there is none."""
    before = [row for row in series.rows if row.effective <= day]
    return before[-1] if before and not series.stands_in(before[-1], day) else None


def _carried(ours: Series, own: Sequence[Row], where: str) -> list[Message]:
    """A remark naming the days over which the last known rate is carried, unchecked, to the user's next row."""
    later = [row.effective for row in own if row.effective > ours.known_until]
    if ours.about.moves is not Moves.BY_DECISION or not ours.rows or not later:
        return []
    if later[0] == ours.known_until + ONE_DAY:
        return []
    figure = max((row for row in (*ours.rows, *own) if row.effective < later[0]), key=lambda row: row.effective).figure
    return [
        Message.of(
            "rate_carried",
            series=ours.name,
            figure=figure,
            first=ours.known_until + ONE_DAY,
            next=later[0],
            checked=later[-1].isoformat(),
            where=where,
        )
    ]
