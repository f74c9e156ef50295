"""The follow-up list: messages that have no answer, each of one kind of matter with one customer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pastdue.book import NO_DAY
from pastdue.intake.beside.contacts import open_beside, same
from pastdue.intake.export.dialect import Dialect
from pastdue.intake.export.fields import FOLLOW_UPS
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.invoices.days import infer_dates, read_days
from pastdue.intake.values.dates import parse_date
from pastdue.intake.values.flaws import Flaw
from pastdue.intake.values.words import parse_flag, parse_language
from pastdue.model import Party
from pastdue.model.errors.problems import Problem, Source
from pastdue.model.messages import Message, Text, at_place
from pastdue.model.names import hint
from pastdue.model.parties import FollowUp
from pastdue.model.spans import day_of

_NOBODY = Flaw(Message.of("row_without_customer"), Message.of("number_or_name"))
_NO_DAY = Flaw("is empty", "fill in the day of the last message you sent")


@dataclass(frozen=True, slots=True)
class FollowUps:
    """The contents of a follow-up list: the messages without an answer, the problems of the other rows, and remarks."""

    matters: tuple[FollowUp, ...]
    problems: tuple[Problem, ...]
    remarks: tuple[Text, ...]


def read_follow_ups(path: Path, dialect: Dialect, kinds: Iterable[str], customers: Iterable[Party]) -> FollowUps:
    """The unanswered messages that the file at `path` lists; raises InputError where it cannot be read as a list.

    A customer of the book is known by number or by name, and reached as the book says where the row is silent; any
    other goes by the number, else by the name. Noted: a row without a customer or a day, an unknown kind, and two rows
    of one matter, which is a customer, a project and a kind. A row that says `replied` is ignored.
    """
    sheet = open_beside(path, dialect, FOLLOW_UPS)
    sheet.note_ragged(sheet.ragged)
    infer_dates(sheet, ("last_message",))
    rows = _Rows(sheet, _People.of(customers), sorted(kinds))
    rows.note_twice()
    remarks = tuple(at_place(sheet.header.file, remark) for remark in sheet.said)
    return FollowUps(tuple(rows.open()), sheet.findings.problems, remarks)


@dataclass(frozen=True, slots=True)
class _People:
    """The customers of the book, by number, and by name where one alone has it."""

    by_id: Mapping[str, Party]
    by_name: Mapping[str, Party | None]

    @classmethod
    def of(cls, customers: Iterable[Party]) -> _People:
        by_id = {customer.id: customer for customer in customers}
        by_name: dict[str, Party | None] = {}
        for customer in by_id.values():
            by_name[same(customer.name)] = None if same(customer.name) in by_name else customer
        return cls(by_id, by_name)

    def known(self, number: str, name: str) -> Party:
        """The customer of that number, else of that name; a new one where the book has neither."""
        found = self.by_id.get(number) if number else self.by_name.get(same(name))
        return found or Party(id=number or name, name=name or number)


class _Rows:
    """The rows of a follow-up list, column by column, with their problems noted."""

    def __init__(self, sheet: Sheet, people: _People, kinds: list[str]) -> None:
        self._sheet, self._people, self._kinds = sheet, people, kinds
        self._texts = {f: sheet.checked(f).all() for f in ("customer_id", "customer", "project", "email", "phone")}
        self._kind = self._parsed("kind", self._kind_of)
        self._language = self._parsed("language", parse_language)
        self._days = read_days(sheet, "last_message")
        column, replied = sheet.parsed("replied", self._replied, unusable=False)
        self._replies = [replied[code] for code in column.codes.tolist()]
        for row in range(len(sheet)):
            if not (self._texts["customer_id"][row] or self._texts["customer"][row]):
                sheet.note(row, "customer", "", _NOBODY)
            if self._days[row] == NO_DAY and not sheet.text("last_message").at(row):
                sheet.note(row, "last_message", "", _NO_DAY)

    def note_twice(self) -> None:
        """Note the rows that name one message more than once."""
        groups: dict[tuple[str, str, str], list[int]] = {}
        for row in np.flatnonzero(self._sheet.clean()).tolist():
            whose = self._to(row).id
            groups.setdefault((whose, same(self._texts["project"][row]), self._kind[row]), []).append(row)
        lines = self._sheet.lines()
        for (whose, _, kind), rows in groups.items():
            for row in rows if len(rows) > 1 else ():
                others = ", ".join(str(lines[other]) for other in rows if other != row)
                flaw = Flaw(f"line {others} has this {kind} with {whose}, too", "keep one row, of the last message")
                self._sheet.note(row, "customer", "", flaw)

    def open(self) -> Iterable[FollowUp]:
        """The unanswered messages in the rows without problems."""
        lines = self._sheet.lines()
        for row in np.flatnonzero(self._sheet.clean()).tolist():
            if not self._replies[row]:
                source = Source(self._sheet.header.file, int(lines[row]))
                day = day_of(int(self._days[row]))
                yield FollowUp(self._to(row), self._kind[row], day, self._texts["project"][row], source)

    def _to(self, row: int) -> Party:
        said = {name: texts[row] for name, texts in self._texts.items()}
        known = self._people.known(said["customer_id"], said["customer"])
        return Party(
            id=known.id, name=said["customer"] or known.name, address=known.address, country=known.country,
            language=self._language[row] or known.language, kind=known.kind, email=said["email"] or known.email,
            phone=said["phone"] or known.phone, tax_id=known.tax_id, kind_said=known.kind_said,
        )  # fmt: skip

    def _parsed(self, field: str, parse: Callable[[str], str | Flaw]) -> list[str]:
        column, words = self._sheet.parsed(field, parse, "")
        return [words[code] for code in column.codes.tolist()]

    def _kind_of(self, text: str) -> str | Flaw:
        word = text.casefold().replace(" ", "_")
        if word in self._kinds:
            return word
        known = "known: " + ", ".join(self._kinds)
        what = f"is not a kind of matter{hint(word, self._kinds)}" if text else "is empty"
        return Flaw(what, known)

    def _replied(self, text: str) -> bool | Flaw:
        """True when the cell says yes, or the day of a reply."""
        style = self._sheet.dates.get("last_message")
        day = style.day(text) if style is not None and text else parse_date(text)
        if not isinstance(day, Flaw):
            return True
        said = parse_flag(text)
        return Flaw(said.what, "write yes, no or the day of the reply") if isinstance(said, Flaw) else said
