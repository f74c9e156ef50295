"""The holds file: holds, disputes and promises that exempt invoices or customers from dunning.

A row that cannot be used is a problem, and yet keeps back whatever it is known to speak of: a stop list fails closed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from pastdue.book import NO_DAY
from pastdue.intake.beside.contacts import open_beside
from pastdue.intake.beside.hold_kinds import parse_block_kind
from pastdue.intake.beside.hold_targets import Target, Targets
from pastdue.intake.export.choices import SharedRows
from pastdue.intake.export.dialect import Dialect
from pastdue.intake.export.fields import HOLDS
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.days import Days, infer_dates, read_days
from pastdue.intake.invoices.settlement import amounts_of
from pastdue.intake.values.flaws import Flaw
from pastdue.model import Block, BlockKind
from pastdue.model.kept import KeptBlock, Subject
from pastdue.model.messages import Message, Names, Text, at_place
from pastdue.model.money import Money
from pastdue.model.spans import day_of

EVER, NEVER = 1 << 40, -1 << 40
"""Stand-ins for the day number a hold ends on: later than any day for a hold without an end, earlier for no hold."""

_AMOUNT = Flaw(Message.of("amount_without_promise"), Message.of("no_amount_or_promise"))
_DAYLESS = Flaw(Message.of("promise_without_day"), Message.of("fill_in_day"))
_NOTHING = Flaw(Message.of("cannot_be_promised"), Message.of("promise_more"))


@dataclass(frozen=True, slots=True)
class Hold:
    """One block of one target, up to and including the day number `until`; `minor` is 0 for no amount, -1 where the row
    cannot be used."""

    target: Target
    kind: BlockKind
    until: int
    reason: str
    minor: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """The holds in force, the latest of each target and kind last; `sheet` is today's list, None where there is none,
    and `listed` what that list says."""

    sheet: Sheet | None
    holds: tuple[Hold, ...]
    targets: Targets
    again: int
    unusable: int
    listed: tuple[KeptBlock, ...] = ()

    def of(self, kind: BlockKind) -> tuple[list[Hold], Ints]:
        """The holds of `kind`, and for each invoice which of them lasts longest, -1 for none."""
        holds = [hold for hold in self.holds if hold.kind is kind]
        until = np.array([*(hold.until for hold in holds), NEVER])
        named, whole = (self._latest(holds, customer) for customer in (False, True))
        return holds, np.asarray(np.where(until[named] >= until[whole], named, whole))

    def _latest(self, holds: list[Hold], customer: bool) -> Ints:
        column = self.targets.customers if customer else self.targets.invoices
        found = np.full(len(column.texts), -1, np.int64)
        for number, hold in enumerate(holds):
            if hold.target.customer is customer:
                found[list(hold.target.codes)] = number
        return found[column.codes]

    def remarks(self, kept: Flags) -> list[Text]:
        """Remarks on the reading of the file, the number of holds of each kind, and the number of invoices they keep
        back."""
        if self.sheet is None:
            return []
        file = self.sheet.header.file
        kinds = Counter(hold.kind.value for hold in self.holds if hold.minor >= 0)
        held = np.zeros(len(kept), np.bool_)
        for kind in BlockKind:
            held |= self.of(kind)[1] >= 0
        named = tuple(
            Message.of(f"{kind.value}_count", count=count) for kind in BlockKind if (count := kinds[kind.value])
        )
        read = Message.of(
            "holds_read",
            rows=Message.of("row_count", count=len(self.sheet)),
            holds=Names(named) if named else Message.of("holds_nothing"),
            invoices=Message.of("invoice_count", count=int((held & kept).sum())),
        )
        again = [Message.of("holds_again", count=self.again)] if self.again else []
        bad = [Message.of("holds_unusable", count=self.unusable)] if self.unusable else []
        return [at_place(file, remark) for remark in (*self.sheet.said, read, *again, *bad)]


def read_holds(path: Path, dialect: Dialect, targets: Targets, rows: SharedRows | None = None) -> Held:
    """The holds of the file at `path`; raises InputError where it cannot be read as one. `rows` are those that concern
    the part of an export, None for all.

    Noted: a row that speaks of nothing known, of an unknown kind, an unusable day or amount, and rows that contradict
    each other. Several promises follow one another; the latest counts.
    """
    sheet = open_beside(path, dialect, HOLDS, rows)
    sheet.note_ragged(sheet.ragged)
    _infer(sheet)
    found = targets.of(sheet)
    kinds, until = _kinds(sheet), read_days(sheet, "until")
    sheet.checked("reason")
    minor = _promised(sheet, found, targets, kinds, until)
    said = _Rows(sheet, found, kinds, until, minor)
    said.note_contradictions()
    holds, again = said.usable()
    closed = said.unusable()
    everything = sorted([*holds, *closed], key=lambda hold: hold.until)
    listed = (*_listed(sheet, everything, targets), *said.idle(targets))
    return Held(sheet, tuple(everything), targets, again, len(closed), listed)


def _listed(sheet: Sheet, holds: Iterable[Hold], targets: Targets) -> tuple[KeptBlock, ...]:
    """The list for later runs to know of: each hold for every invoice or customer it names."""
    found = list[KeptBlock]()
    for hold in holds:
        column = targets.customers if hold.target.customer else targets.invoices
        currency = targets.currency_of(hold.target)
        amount = Money.of_minor(hold.minor, currency) if hold.minor > 0 and currency else None
        block = Block(hold.kind, None if hold.until == EVER else day_of(hold.until), hold.reason, amount)
        of = (Subject(column.texts[code], hold.target.customer) for code in hold.target.codes)
        found += [KeptBlock(each, block, sheet.header.file) for each in of]
    return tuple(found)


def _infer(sheet: Sheet) -> None:
    """Decide the order of day and month; the format said for the invoices holds unless all days are written in full."""
    texts = [text for text in sheet.text("until").used if text]
    if all(re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) for text in texts):
        sheet.dialect = replace(sheet.dialect, date_format="")
    infer_dates(sheet, ("until",))


def _kinds(sheet: Sheet) -> list[BlockKind]:
    column, kinds = sheet.parsed("kind", parse_block_kind, BlockKind.HOLD)
    return [kinds[code] for code in column.codes.tolist()]


def _promised(
    sheet: Sheet, found: list[Target | None], targets: Targets, kinds: list[BlockKind], until: Days
) -> list[int]:
    """The amount each row promises on one invoice, in minor units; 0 for no amount. Amounts that cannot be promised are
    noted as problems."""
    named = sheet.text("invoice")
    codes = [targets.currency_of(target, named.at(row)) for row, target in enumerate(found)]
    amounts = amounts_of(sheet, "amount", Coded(np.arange(len(codes)), codes).merged())
    given = sheet.text("amount").filled
    whole = 0
    for row in np.flatnonzero(sheet.clean()).tolist():
        text = sheet.text("amount").at(row)
        if kinds[row] is not BlockKind.PROMISE and given[row]:
            sheet.note(row, "amount", text, _AMOUNT)
        elif kinds[row] is BlockKind.PROMISE and until[row] == NO_DAY:
            sheet.note(row, "until", "", _DAYLESS)
        elif given[row] and codes[row] and amounts.minor[row] <= 0:
            sheet.note(row, "amount", text, _NOTHING)
        else:
            whole += bool(given[row] and not codes[row] and found[row] is not None)
    if whole:
        sheet.tell(Message.of("promises_for_all", promises=Message.of("promise_count", count=whole)))
    return [int(minor) if code else 0 for minor, code in zip(amounts.minor, codes, strict=True)]


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """The rows of a holds file, column by column."""

    sheet: Sheet
    targets: list[Target | None]
    kinds: list[BlockKind]
    until: Days
    minor: list[int]

    @property
    def _named(self) -> tuple[Coded, ...]:
        return tuple(self.sheet.text(name) for name in ("invoice", "customer_id", "customer"))

    def last(self, row: int) -> int:
        """The last day of the row's block."""
        return EVER if self.until[row] == NO_DAY else int(self.until[row])

    def note_contradictions(self) -> None:
        """Note rows that give one target different ends, or one promise different amounts."""
        groups: dict[tuple[object, ...], list[int]] = {}
        for row in np.flatnonzero(self.sheet.clean()).tolist():
            promise = self.kinds[row] is BlockKind.PROMISE
            whose = self.targets[row] or tuple(column.at(row) for column in self._named)
            key = (whose, self.kinds[row], self.last(row) if promise else None)
            groups.setdefault(key, []).append(row)
        for rows in groups.values():
            for row in rows if len(set(self._said(rows))) > 1 else ():
                others = ", ".join(str(self.sheet.lines()[other]) for other in rows if other != row)
                flaw = Flaw(Message.of("contradicts_lines", lines=others), Message.of("keep_row"))
                field = "amount" if self.kinds[row] is BlockKind.PROMISE else "until"
                self.sheet.note(row, field, "", flaw)

    def usable(self) -> tuple[list[Hold], int]:
        """The holds of the rows with nothing wrong in them, each once, and how many rows only say one again."""
        holds: dict[tuple[Target, BlockKind, int, int], Hold] = {}
        again, reasons = 0, self.sheet.text("reason")
        for row in np.flatnonzero(self.sheet.clean()).tolist():
            if (target := self.targets[row]) is not None:
                key = (target, self.kinds[row], self.last(row), self.minor[row])
                again += key in holds
                said = [holds[key].reason] if key in holds else []
                reason = "; ".join(each for each in dict.fromkeys([*said, reasons.at(row)]) if each)
                holds[key] = Hold(target, self.kinds[row], self.last(row), reason, self.minor[row])
        return list(holds.values()), again

    def unusable(self) -> list[Hold]:
        """A hold without an end for the target of each row that has a problem."""
        rows, lines = np.flatnonzero(~self.sheet.clean()).tolist(), self.sheet.lines()
        named = ((self.targets[row], f"{self.sheet.header.file}:{lines[row]} cannot be used") for row in rows)
        return [Hold(target, BlockKind.HOLD, EVER, why, -1) for target, why in named if target is not None]

    def idle(self, targets: Targets) -> Iterator[KeptBlock]:
        """The holds of an invoice or a customer without an invoice today, who may have one next time."""
        for row in np.flatnonzero(self.sheet.clean()).tolist():
            invoice, number, name = (column.at(row) for column in self._named)
            if self.targets[row] is None and (named := targets.name_of_absent(invoice, number, name)):
                until = None if self.last(row) == EVER else day_of(self.last(row))
                currency = targets.currency_of(None, invoice)
                amount = Money.of_minor(self.minor[row], currency) if self.minor[row] and currency else None
                block = Block(self.kinds[row], until, self.sheet.text("reason").at(row), amount)
                yield KeptBlock(Subject(named, not invoice), block, self.sheet.header.file)

    def _said(self, rows: list[int]) -> Iterator[tuple[int, int]]:
        return ((self.last(row), self.minor[row]) for row in rows)
