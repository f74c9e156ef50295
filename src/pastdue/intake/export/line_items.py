"""Line items: rows of one invoice made one row, its balance counted once, its lines added up."""

from __future__ import annotations

import numpy as np

from pastdue.intake.export.preset_rows import Lines
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.settlement import amounts_of
from pastdue.intake.values.amount_column import Amounts
from pastdue.intake.values.flaws import Flaw
from pastdue.model.messages import Message

_ANOTHER = Flaw(Message.of("other_row_unusable"), Message.of("correct_other_row"))


def share(sheet: Sheet, fields: tuple[str, ...]) -> None:
    """Let what one row of an invoice says of `fields` hold for its rows that say nothing there."""
    numbers = sheet.text("invoice")
    for field in fields:
        column = sheet.text(field)
        blank = ~column.filled & numbers.filled
        if not sheet.has(field) or not blank.any() or blank.all():
            continue
        said = np.full(len(numbers.texts), -1, np.int64)
        rows = np.flatnonzero(column.filled)[::-1]
        said[numbers.codes[rows]] = column.codes[rows]
        told = said[numbers.codes]
        sheet.put(field, Coded(np.where(blank & (told >= 0), told, column.codes), column.texts).merged())


class Grouped:
    """The rows of a sheet by invoice: `heads` is the first of each, `owner` for each row the number of its head."""

    def __init__(self, sheet: Sheet) -> None:
        numbers = sheet.text("invoice")
        codes = np.asarray(numbers.codes, np.int64).copy()
        unnumbered = np.flatnonzero(~numbers.filled)
        codes[unnumbered] = len(numbers.texts) + np.arange(len(unnumbered))
        _, first, owner = np.unique(codes, return_index=True, return_inverse=True)
        order = np.argsort(first)
        rank = np.empty(len(order), np.int64)
        rank[order] = np.arange(len(order))
        self.sheet, self.heads = sheet, first[order]
        self.owner = rank[owner.reshape(-1)] if len(sheet) else np.zeros(0, np.int64)

    def together(self, lines: Lines, currency: Coded) -> Sheet:
        """The heads alone, with what their rows say together; rows that disagree are noted, all of the invoice's."""
        sheet = self.sheet
        keep = np.zeros(len(sheet), np.bool_)
        keep[self.heads] = True
        amounts = {field: amounts_of(sheet, field, currency) for field in lines.add if sheet.has(field)}
        rest = [field for field in sheet.fields if field not in (*lines.add, *lines.first)]
        agreed = {field: self._agreed(field, lines) for field in rest}
        self.reject_whole_groups()
        heads = sheet.only(keep)
        heads.several = np.bincount(self.owner, minlength=len(self.heads)) > 1
        for field, column in agreed.items():
            if column is not None:
                heads.put(field, column)
        for field, found in amounts.items():
            heads.sums[field] = self._added(found)
        return heads

    def reject_whole_groups(self) -> None:
        """Note every row of an invoice that has one row with a problem."""
        clean = self.sheet.clean()
        if clean.all():
            return
        spoilt = np.zeros(len(self.heads), np.bool_)
        spoilt[self.owner[~clean]] = True
        for position in np.flatnonzero(spoilt[self.owner] & clean).tolist():
            self.sheet.note(position, "invoice", self.sheet.text("invoice").at(position), _ANOTHER)

    def _added(self, amounts: Amounts) -> tuple[Ints, Flags]:
        minor = np.zeros(len(self.heads), np.int64)
        np.add.at(minor, self.owner, amounts.minor)
        given = np.zeros(len(self.heads), np.bool_)
        given[self.owner[amounts.given]] = True
        return minor, given

    def _agreed(self, field: str, lines: Lines) -> Coded | None:
        """The common value of each invoice's rows in `field`; None when the heads have it all. An empty cell agrees
        with all others."""
        column = self.sheet.text(field)
        filled = column.filled
        said = np.full(len(self.heads), -1, np.int64)
        rows = np.flatnonzero(filled)[::-1]
        said[self.owner[rows]] = column.codes[rows]
        differs = filled & (column.codes != said[self.owner])
        if differs.any() and field not in lines.loose:
            self._note(field, column, differs)
        if field in lines.loose and differs.any():
            said[self.owner[differs]] = -1
        if (said == column.codes[self.heads]).all():
            return None
        return Coded(np.where(said < 0, len(column.texts), said), [*column.texts, ""]).merged()

    def _note(self, field: str, column: Coded, differs: Flags) -> None:
        """Note the rows that differ from their invoice's first one, and that one too, each naming another's line."""
        lines = self.sheet.lines()
        other = np.zeros(len(self.heads), np.int64)
        rows = np.flatnonzero(differs)
        other[self.owner[rows[::-1]]] = lines[rows[::-1]]
        heads = self.heads[np.unique(self.owner[rows])]
        named = {int(row): int(lines[self.heads[self.owner[row]]]) for row in rows}
        named |= {int(row): int(other[self.owner[row]]) for row in heads}
        for position, line in sorted(named.items()):
            flaw = Flaw(Message.of("other_line_differs", line=line), Message.of("one_value"))
            self.sheet.note(position, field, column.at(position), flaw)
