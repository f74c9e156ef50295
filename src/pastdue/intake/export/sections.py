"""Tables in one file: a repeated header, headings that say the rows below are not owed, a table of another kind, and
amounts that stand side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from pastdue.intake.export.headers import loose, normal
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.states.topics import about
from pastdue.intake.values.amount_shapes import is_amount
from pastdue.intake.values.date_styles import is_dated
from pastdue.intake.values.texts import clean
from pastdue.intake.values.word_rows import rows, word_key
from pastdue.model.errors.problems import BadInput, Problem, Source
from pastdue.model.messages import Message
from pastdue.model.wording import listed

_ABOVE = 3
"""So many rows above a header may its heading stand."""
_MOST_GAPS = 100
"""Behind so many gaps in a file a second table is looked for."""
_OF_A_TABLE = (("invoice", "customer", "customer_id"), ("issued",), ("total", "paid", "balance"))
"""Of each of these a list of payments or invoices has a column."""
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|er|re|e|eme|[ao]\b)?", re.ASCII)
"""A number in a header, with the ending that counts."""


def without_headers_again(sheet: Sheet) -> Sheet:
    """`sheet` without rows that say the header once more, as at the top of each page.

    Refuses a file in which such a row begins a table of what is not owed, by the heading above it.
    """
    if "invoice" not in sheet.header.places:
        return sheet
    name, numbers = clean(sheet.header.name("invoice")), sheet.text("invoice")
    if name not in numbers.texts:
        return sheet
    again = numbers.rows(lambda text: text == name)
    keys = [normal(cell) for cell in sheet.header.names]
    for position in np.flatnonzero(again).tolist():
        record = int(sheet.rows[position])
        if [normal(cell) for cell in sheet.records.fields(record)] != keys:
            again[position] = False
            continue
        above = range(max(0, record - _ABOVE), record)
        headings = [(at, _alone(sheet.records.fields(at))) for at in above]
        refuse_sections([(at, text) for at, text in headings if text], sheet)
    if again.any():
        sheet.tell(Message.of("header_again", count=int(again.sum())))
    return sheet.only(~again)


def refuse_second_table(sheet: Sheet) -> None:
    """Refuse a file in which, behind a blank row or a heading, another header of payments or invoices stands: rows of
    two kinds cannot be read as one, and what was paid would be lost."""
    records, spelled = sheet.records, sheet.preset.spelled_forms
    if not sheet.preset.fallback:
        return
    top = int(sheet.rows[0]) if len(sheet) else len(records)
    short = np.flatnonzero(records.bare | (records.counts < min(_ABOVE, len(sheet.header.names))))
    gaps = short[short > top][:_MOST_GAPS].tolist()
    keys = [normal(cell) for cell in sheet.header.names]
    for record in dict.fromkeys(at for gap in gaps for at in range(gap + 1, min(gap + 1 + _ABOVE, len(records)))):
        cells = [cell.strip() for cell in records.fields(record) if cell.strip()]
        names = {loose(cell) for cell in cells}
        if any(char.isdigit() for cell in cells for char in cell) or [normal(cell) for cell in cells] == keys:
            continue
        found = [any(names & set(spelled.get(field, ())) for field in choice) for choice in _OF_A_TABLE]
        if all(found):
            what = "a second table begins here, and what it says of payments or invoices would be lost"
            remedy = "save it as a file of its own: payments are handed in with --payments, invoices beside this file"
            source = Source(sheet.header.file, records.line(record))
            raise BadInput([Problem(source, "", ", ".join(cells), what, remedy)])


def refuse_side_by_side(source: Source, names: Sequence[str], due: int | None) -> None:
    """Refuse a header in which a due date and an amount come twice or more in turn, as those of two instalments beside
    each other: a row is one item with one due date. `due` is the column of the due date, None where none is found."""
    keys = [" ".join(_ORDINAL.sub(" ", normal(name).replace("_", " ")).split()) for name in names]
    places = {key: [at for at, other in enumerate(keys) if other == key] for key in keys if key}
    often = {key: found for key, found in places.items() if len(found) > 1}
    for of_days, days in often.items():
        amounts = about("open", of_days) or about("gross", of_days) or about("of_amount", of_days)
        if not about("due", of_days) or amounts or due not in (None, *days):
            continue
        for amount, figures in often.items():
            in_turn = sorted([*days, *figures])
            turns = {tuple(keys[at] for at in in_turn[step : step + 2]) for step in range(0, len(in_turn), 2)}
            if about("of_amount", amount) and len(figures) == len(days) and len(turns) == 1:
                numbers = listed([f"{figure + 1} with {day + 1}" for figure, day in zip(figures, days, strict=True)])
                what = f"has an amount and a due date {len(days)} times side by side, in columns {numbers}"
                remedy = "give each of them a row of its own, with the customer's name and a number"
                raise BadInput([Problem(source, names[days[0]].strip(), "", what, remedy)])


def refuse_sections(headings: Iterable[tuple[int, str]], sheet: Sheet) -> None:
    """Refuse the file where one of the `headings`, by record, says that what stands below is paid, void or the like."""
    wrong = [(record, text) for record, text in headings if _is_settled(text)]
    if wrong:
        record, text = wrong[0]
        source = Source(sheet.header.file, sheet.records.line(record))
        raise BadInput([Problem(source, "", text, "the rows below this heading are not owed, by what it says",
                                "delete them, or export the open invoices alone")])  # fmt: skip


def _alone(cells: tuple[str, ...]) -> str:
    """The only cell of a row that says something; "" where there are several, or none."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return filled[0] if len(filled) == 1 else ""


def _is_settled(text: str) -> bool:
    return any(word.startswith(tuple(rows("headers")["settled_sections"])) for word in word_key(text).split())


def refuse_folded(sheet: Sheet, headings: Sequence[tuple[int, str, tuple[str, ...]]]) -> None:
    """Refuse the report of a known program with columns of ages where a row that names a customer says what is open,
    and no invoice stands below it: they were folded when it was exported. Each heading is its record, name and cells.
    """
    folded = []
    for place, (record, name, cells) in enumerate(headings if sheet.preset.ages else ()):
        end = headings[place + 1][0] if place + 1 < len(headings) else np.inf
        owed = any(is_amount(cell) and re.search("[1-9]", cell) and not is_dated(cell) for cell in cells[1:])
        if owed and not ((sheet.rows > record) & (sheet.rows < end)).any():
            folded.append(name)
    if folded:
        what = "has amounts and no invoices below it"
        remedy = "unfold all customers and export the report again, with its invoices"
        raise BadInput([Problem(sheet.source, "", listed([*map(repr, folded)], 3), what, remedy)])
