"""The ways columns write dates: decided from the whole column where that is provable, never row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from pastdue.intake.export.dialect import Dialect, zone_of
from pastdue.intake.values.date_orders import (
    DAY_FIRST,
    MONTH_FIRST,
    NUMBERS,
    SHAPES,
    DateColumn,
    Order,
    Proved,
    Undecided,
    beside_typed,
    order_of,
    order_said,
    undecided,
)
from pastdue.intake.values.dates import SERIAL, in_reach, parse_date, without_milliseconds
from pastdue.intake.values.flaws import Flaw
from pastdue.intake.values.month_names import are_english, named_day
from pastdue.model.messages import Message, Names, Text

_TIMED = re.compile(
    r"(?P<day>.*\d)(?:T|,? )(?P<time>\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[AP]M)?)"
    r"(?: ?(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d))?",
    re.ASCII | re.IGNORECASE,
)
_POINTED = re.compile(r"\d{1,4}\.\d{1,2}\.\d{1,4}\.", re.ASCII)
_FRACTION = re.compile(r"((?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))\.0", re.ASCII)
"""A day as one number that a program has made a number with a fraction."""
_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
NAMED, SERIALS = "month names", "day numbers"
_FIRST_SERIAL = date(1899, 12, 30)
"""Day 0 of spreadsheets, which count a 29 February 1900: right for every day from March 1900 on."""


@lru_cache(maxsize=1 << 14)
def is_dated(text: str) -> bool:
    """True when `text` is written as dates are, with or without a time of day.

    >>> is_dated("15 Jan 2026"), is_dated("Total for Studio 54")
    (True, False)
    """
    day = _TIMED.sub(r"\g<day>", without_point(text))
    if NUMBERS.fullmatch(day) or any(re.fullmatch(shape, day, re.ASCII) for shape in SHAPES):
        return True
    return named_day(day) is not None


def without_point(text: str) -> str:
    """`text` without the point that Hungarian, Croatian and Slovene put behind the last figure of a date, and without
    the fraction behind a day as one number; milliseconds as `without_milliseconds`.

    >>> without_point("13.01.2026."), without_point("2026.01.13."), without_point("13. Jan."), without_point("5.")
    ('13.01.2026', '2026.01.13', '13. Jan.', '5.')
    >>> without_point("20260222.0"), without_point("20261322.0"), without_point("20260222.00")
    ('20260222', '20261322.0', '20260222.00')
    """
    text = without_milliseconds(text)
    if match := _FRACTION.fullmatch(text):
        return match[1]
    return text[:-1] if _POINTED.fullmatch(text) else text


@dataclass(frozen=True, slots=True)
class DateStyle:
    """The date style of a column: a strptime format ("" is 2026-11-23), whether a time of day follows, and the zone
    that instants are moved to ("" keeps the day as written). `written` is NAMED or SERIALS where no format says it;
    `typed` columns may say 2026-11-23 whatever the format."""

    form: str = ""
    timed: bool = False
    zone: str = ""
    written: str = ""
    typed: bool = False

    def day(self, text: str) -> date | Flaw:
        """The day that `text` names; of an instant in UTC or with an offset the day in the zone, if one is given.

        >>> DateStyle("", timed=True, zone="America/New_York").day("2024-03-01 00:30 UTC")
        datetime.date(2024, 2, 29)
        >>> str(DateStyle("%d.%m.%Y").day("2024-03-01").what)
        'is not a date'
        """
        plain = without_point(text)
        match = _TIMED.fullmatch(plain) if self.timed else None
        if match is None:
            return self._day(plain)
        day = self._day(match["day"])
        return day if isinstance(day, Flaw) or not self.zone else _moved(day, match, self.zone)

    def _day(self, text: str) -> date | Flaw:
        if self.written == NAMED and (day := named_day(text)) is not None:
            return in_reach(day)
        if self.written == SERIALS and SERIAL.fullmatch(text):
            return in_reach(_FIRST_SERIAL + timedelta(days=int(text.partition(".")[0])))
        return parse_date(text, "" if self.typed and _ISO.fullmatch(text) else self.form)


def _moved(day: date, match: re.Match[str], zone: str) -> date | Flaw:
    form = "%I:%M %p" if match["time"][-1] in "mM" else "%H:%M"
    time = re.sub(r"(\d:\d\d):[\d.]+", r"\1", match["time"]).upper()
    time = re.sub(r"(\d)([AP]M)", r"\1 \2", time)
    offset = match["zone"] if (match["zone"] or "Z")[0] in "+-" else "+0000"
    try:
        instant = datetime.strptime(f"{day} {time} {offset}", f"%Y-%m-%d {form} %z")
        return instant.astimezone(zone_of(zone)).date()
    except (ValueError, OverflowError):
        return Flaw(Message.of("no_time"), Message.of("write_as", example="2026-11-23 14:30"))


_BY_OTHERS = ("read_as_others", "read_by_spans", "read_by_header")
"""The remarks on an order that the column itself does not show: years of two digits might be the first numbers."""


def decide_styles(
    columns: Mapping[str, DateColumn], dialect: Dialect, utc: bool, proved: Proved | None = None
) -> tuple[dict[str, DateStyle], list[Text]]:
    """The style of each column by field, and what to tell the user; raises Undecided where nothing proves the order.

    A column shows its own order of day and month; one that does not takes the one order its neighbours show, else that
    which is `proved` otherwise.
    """
    columns = {name: replace(each, texts=tuple(map(without_point, each.texts))) for name, each in columns.items()}
    if dialect.typed and not dialect.date_format:
        columns = {name: beside_typed(name, each) for name, each in columns.items()}
    timed = {field: _is_timed(column) for field, column in columns.items()}
    days = {
        field: replace(column, texts=tuple(_TIMED.sub(r"\g<day>", text) for text in column.texts))
        if timed[field] else column
        for field, column in columns.items()
    }  # fmt: skip
    if dialect.date_format:
        forms, said = dict.fromkeys(columns, dialect.date_format), list[Text]()
    else:
        forms, said = _forms(days, proved)
    zone = dialect.timezone
    marked = {field for field in columns if timed[field] and (utc or _has_zone(columns[field]))}
    if marked:
        names = Names(tuple(repr(columns[field].name) for field in sorted(marked)))
        said.append(Message.of("instants_in", columns=names, zone=zone) if zone else
                    Message.of("instants_in_utc", columns=names))  # fmt: skip
    written = {} if dialect.date_format else _written(days, forms, said)
    return {
        field: DateStyle(
            forms[field], timed[field], zone if field in marked else "", written.get(field, ""), dialect.typed
        )
        for field in columns
    }, said


def order_shown(field: str, column: DateColumn) -> tuple[str, str] | None:
    """The part that comes first by the column alone, `day` or `month`, and the text that shows it; None where none
    does, or the texts contradict each other."""
    timed = _is_timed(column)
    days = {(_TIMED.sub(r"\g<day>", text) if timed else without_point(text)): text for text in column.texts}
    try:
        order = order_of(field, DateColumn(column.name, tuple(days)))
    except Undecided:
        return None
    return (order.first, days[order.proof]) if order and order.first else None


def _written(columns: Mapping[str, DateColumn], forms: Mapping[str, str], said: list[Text]) -> dict[str, str]:
    """The columns that hold month names or a spreadsheet's day numbers; remarks on them are added to `said`."""
    found: dict[str, str] = {}
    for field, column in columns.items():
        if forms[field] or not column.texts:
            continue
        if all(SERIAL.fullmatch(text) for text in column.texts):
            found[field] = SERIALS
            text = column.texts[0]
            day = _FIRST_SERIAL + timedelta(days=int(text.partition(".")[0]))
            said.append(Message.of("day_numbers", column=repr(column.name), text=text, day=day))
        elif sum(named_day(text) is not None for text in column.texts) * 2 > len(column.texts):
            found[field] = NAMED
            short = next((text for text in column.texts if re.search(r"\D\d\d$", text)), "")
            if short:
                day_of_it = named_day(short) or ""
                said.append(Message.of("this_century", column=repr(column.name), text=repr(short), day=day_of_it))
    return found


def _is_timed(column: DateColumn) -> bool:
    return bool(column.texts) and all(_TIMED.fullmatch(text) for text in column.texts)


def _has_zone(column: DateColumn) -> bool:
    return any(match["zone"] for text in column.texts if (match := _TIMED.fullmatch(text)))


def _forms(columns: Mapping[str, DateColumn], proved: Proved | None) -> tuple[dict[str, str], list[Text]]:
    forms: dict[str, str] = {}
    said: list[Text] = []
    orders = {field: order for field, column in columns.items() if (order := order_of(field, column))}
    shown, by_header = (
        {each.first for each in orders.values() if each.first},
        order_said(c.name for c in columns.values()),
    )
    for field, column in columns.items():
        if field not in orders:
            forms[field] = _shape(column.texts)
            continue
        order = orders[field]
        first, key = _first_of(order, shown, by_header, proved)
        if not first or (order.short and not (order.years and key not in _BY_OTHERS)):
            raise undecided(field, order, order.proof or column.texts[0], shown)
        forms[field] = order.form(first)
        part = Message.of("order_day" if first == DAY_FIRST else "order_month")
        proof = {"proof": repr(order.proof)} if order.proof else {}
        said.append(Message.of(key, column=repr(column.name), first=part, **proof))
        said += _of_this_century(column, forms[field]) if order.short else ()
    return forms, said


def _first_of(order: Order, shown: set[str], said: str, proved: Proved | None) -> tuple[str, str]:
    """The part of a date that comes first, and the remark that says by what: the column itself, the file's other
    columns, which show the orders `shown`, points, which no country writes behind a month, unless that is `said` by a
    header, or what is `proved` otherwise; "" where nothing says it."""
    if order.first:
        return order.first, "read_in_order"
    if shown:
        return (next(iter(shown)) if len(shown) == 1 else ""), "read_as_others"
    if order.mark == ".":
        return ("" if said == MONTH_FIRST else DAY_FIRST), "read_with_points"
    return (proved.first, proved.by) if proved else ("", "")


def _of_this_century(column: DateColumn, form: str) -> Iterator[Message]:
    """The remark on years of two digits, with the first text that is a date by `form`."""
    days = ((text, parse_date(text, form)) for text in column.texts)
    text, day = next(((text, day) for text, day in days if isinstance(day, date)), ("", None))
    if day:
        yield Message.of("this_century", column=repr(column.name), text=repr(text), day=day)


def _shape(texts: tuple[str, ...]) -> str:
    """The format of a column whose dates name the day in one way only; "" where it has several or none of them."""
    for shape, form in SHAPES.items():
        pattern = re.compile(shape, re.ASCII)
        if texts and all(pattern.fullmatch(text) for text in texts):
            return form if "%b" not in form.lower() or are_english(texts, form) else ""
    return ""
