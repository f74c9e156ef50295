"""The columns of amounts that are in thousands, lakhs or millions, as their headers or a line of its own say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from weakref import WeakKeyDictionary

from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.export.units.header_units import POWERS, NamedUnit, unit_of
from pastdue.intake.file.records import Records
from pastdue.intake.values.amounts import currencies_of, home_currency
from pastdue.intake.values.texts import clean
from pastdue.intake.values.word_rows import ascii_form, rows
from pastdue.model.errors.problems import BadInput, Problem
from pastdue.model.messages import Message

_MOST_LINES, _LAST_LINES = 30, 5
_FEW = 2
"""A line of its own fills so many cells at most."""
_PARTS = re.compile(r"[()\[\],;:|]|\s[-–—]\s")
_WORDS = re.compile(r"[^\W\d_]+|[$€£₹¥]")
_DATES = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}([./-])\d{1,2}\1\d{2,4}|\d{1,2}\.? [^\W\d]+ \d{4}")
"""Days in a line, which say nothing of amounts."""
_KWACHA = ("ZM", "MW", "PG", "MM", "LA")
"""Countries of whose currency K is a sign."""
_RUPEES = ("INR", "NPR", "BDT", "LKR", "PKR")
_CRORES = re.compile(r"\d\s*cr\.?$", re.IGNORECASE)
_DIGIT, _IN = re.compile(r"\d"), re.compile(r"(?:in|en|em|w|v)[\s_]")
_DOLLARS = re.compile(r"(?:us)?\$ ?m|(?:usd|clp|cop|mxn) m|m(?:us)?\$")
_SIDES = re.compile(r"(?:^|[\s_(])(?:dr|debit)\b")

_LINES: WeakKeyDictionary[Records, dict[int, NamedUnit | None]] = WeakKeyDictionary()
"""The units that lines of their own in each file say, by the number of those above the header."""


def power_at(sheet: Sheet, place: int) -> int:
    """The power of ten that one in the column of amounts at `place` stands for: 0 where nothing says another one."""
    unit = unit_of(sheet.header.names[place].strip()) or _of_all(sheet)
    return max(unit.power, 0) if unit else 0


def power_of(sheet: Sheet, field: str) -> int:
    """The same for the column of `field`; 0 where the file has none."""
    return power_at(sheet, sheet.header.places[field]) if field in sheet.header.places else 0


def tell_unit(sheet: Sheet, field: str) -> None:
    """Tell of the unit in which the column of `field` and those added to it are. Raises BadInput where a header may
    mean one, and where the cells may."""
    _refuse_credits(sheet, field)
    places = [sheet.header.places[field], *sheet.header.added.get(field, ())] if field in sheet.header.places else []
    for place in places:
        name = sheet.header.names[place].strip()
        refuse_doubtful(sheet, [name])
        own = unit_of(name)
        unit = _of_all(sheet) if own is None else own
        if unit and unit.power < 0 and own is None:
            raise BadInput([_in_doubt(sheet, name, unit, "take the line that says it out of the file")])
        if unit and unit.power > 0:
            key = "unit_of_all" if own is None else "unit_in_header"
            sheet.tell(Message.of(key, column=repr(name), said=repr(unit.said), factor=str(10**unit.power)))


def refuse_doubtful(sheet: Sheet, names: Iterable[str]) -> None:
    """Refuse amounts below any of the headers `names` that may mean a unit, or something else."""
    units = ((name, unit) for name in names if (unit := unit_of(name)) and unit.power < 0)
    for name, own in ((name, unit) for name, unit in units if not _is_known(sheet, unit)):
        raise BadInput([_in_doubt(sheet, name, own, "name the column 'Amount' in the file")])


def _in_doubt(sheet: Sheet, name: str, unit: NamedUnit, whole: str) -> Problem:
    """The problem of amounts that may be in the unit; `whole` is what to do where they are not."""
    word = next(word for word, power in POWERS.items() if power == unit.perhaps)
    what = f"{unit.said!r} may say that the amounts are in {word}s, or something else"
    remedy = f"{whole} where one is one, name the column 'Amount ({word}s)' where one is a {word}"
    return Problem(sheet.source, name, "", what, remedy)


def _is_known(sheet: Sheet, unit: NamedUnit) -> bool:
    """True where the header cannot mean a unit: it is a known one, K is the sign of the country's currency, or another
    header has the debits of which this one has the credits."""
    if not sheet.preset.fallback and sheet.preset.name != CANONICAL:
        return True
    if unit.said.startswith("cr") and any(_SIDES.search(each.casefold()) for each in sheet.header.names):
        return True
    return unit.said == "k" and sheet.dialect.country in _KWACHA


def _refuse_credits(sheet: Sheet, field: str) -> None:
    """Refuse amounts of rupees that all end with Cr: they may be crores, or credits."""
    rupees = home_currency(sheet.dialect.country) in _RUPEES or sheet.dialect.currency in _RUPEES
    if not rupees or field == "paid":
        return
    texts = [text for text in sheet.text(field).used if text]
    if texts and all(map(_CRORES.search, texts)):
        what = "all its amounts end with Cr: are they crores, or credits?"
        remedy = (
            "leave Cr out: name the column 'Amount (Rs. crore)' where they are crores, and write credits with a minus"
        )
        raise BadInput([Problem(sheet.source, sheet.header.name(field), texts[0], what, remedy)])


def _of_all(sheet: Sheet) -> NamedUnit | None:
    """The one unit that lines of their own name for all amounts, above the header, right below it or behind the rows;
    None for none."""
    records = sheet.records
    end = sheet.opened.top - int(sheet.opened.recognised.two_rows)
    known = _LINES.setdefault(records, {})
    if end not in known:
        below = {sheet.opened.top + 1, *range(max(sheet.opened.top + 1, len(records) - _LAST_LINES), len(records))}
        lines = [*range(max(0, min(end, _MOST_LINES))), *sorted(at for at in below if at < len(records))]
        found = {unit.power: unit for line in lines for unit in _of_line(records.fields(line))}
        known[end] = next(iter(found.values())) if len(found) == 1 else None
    return known[end]


def _of_line(cells: Iterable[str]) -> list[NamedUnit]:
    """The units that a line of one or two cells says of all amounts."""
    filled = [text for cell in cells if (text := clean(cell))]
    return [unit for text in filled for unit in _stated(text)] if len(filled) <= _FEW else []


def _stated(text: str) -> list[NamedUnit]:
    """The units that parts of a line say of all amounts, without a word of anything else.

    >>> [unit.power for unit in _stated("Receivables at 31 March 2026 (Rs. in lakhs)")], _stated("Thousand Oaks Ltd")
    ([5], [])
    >>> [unit.power for unit in _stated("Aged debtors in thousands")], _stated("Total: 3 thousand")
    ([3], [])
    """
    split = [part.strip() for part in _PARTS.split(_DATES.sub(" ", text))]
    parts = [(part.casefold(), unit) for part in split if (unit := unit_of(part))]
    return [unit for part, unit in parts if not _DIGIT.search(unit.rest) and _is_said(part, unit)]


def _is_said(part: str, unit: NamedUnit) -> bool:
    """True when a part of a line says the unit and nothing else, or ends with it behind `in`, a currency beside it or
    not; one in doubt counts where it is millions or thousands of dollars, as `$m`."""
    if unit.power < 0:
        return unit.said.startswith("m") and _DOLLARS.fullmatch(part.removeprefix("in ")) is not None
    before, said, behind = part.rpartition(unit.said)
    words = _WORDS.findall(before)
    while words and currencies_of(words[-1]):
        words.pop()
    named = _IN.match(f"{said} ") or (words and _IN.fullmatch(f"{words[-1]} "))
    ends = bool(said and named) and all(map(_says_nothing_else, _WORDS.findall(behind)))
    return ends or all(map(_says_nothing_else, _WORDS.findall(unit.rest)))


def _says_nothing_else(word: str) -> bool:
    return ascii_form(word) in rows("units")["fillers"] or bool(currencies_of(word))
