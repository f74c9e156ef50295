"""The ledger's records: its entries, and the answers to its queries, as frozen values without SQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol

from pastdue.model import Charge, Issued, Notice, Stage
from pastdue.model.kept import Agreement, Approval, Booked, Booking, Closing, HandedIn, Seen, Selection
from pastdue.model.money import Money


class RunState(StrEnum):
    """The states of a run."""

    PLANNED = "planned"
    RECORDED = "recorded"
    RELEASED = "released"
    ABANDONED = "abandoned"
    VOIDED = "voided"


class Numbers(NamedTuple):
    """The next free names: the id of a run, and the sequence of its first letter in the year."""

    run: str
    letter: int


def letter_number(on: date, sequence: int) -> str:
    """The number of a letter: the year of the day it is dated, and the sequence within that year.

    >>> letter_number(date(2026, 11, 23), 17)
    '2026-00017'
    """
    return f"{on.year:04d}-{sequence:05d}"


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A run about to begin. `staging` is a folder inside `out`, not made yet; versions and hashes are later proof."""

    id: str
    as_of: date
    out: Path
    staging: Path
    pastdue: str
    holidays: str
    calendar: str
    input_sha256: str
    settings_sha256: str

    @property
    def folder(self) -> Path:
        """The folder of the run's files: `OUT/<as-of>`."""
        return self.out / self.as_of.isoformat()


@dataclass(frozen=True, slots=True)
class Run:
    """A run the ledger knows. `ordinal` is 1 for the first issuing run of its day, 2 for the next; a run that
    issues nothing has the ordinal it would have had. `at` is when it was planned, in UTC."""

    record: RunRecord
    ordinal: int
    state: RunState
    letters: int
    at: str

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def as_of(self) -> date:
        return self.record.as_of


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a run, laid aside or recorded. `name` is relative to the run's folder, with `/`; a kept one (a
    letter, a print file) is never overwritten by other bytes."""

    name: str
    sha256: str
    kept: bool


@dataclass(frozen=True, slots=True)
class LetterRecord:
    """A letter about to be recorded. `content` is `letter_to_json(letter)`; `file` is among the run's files."""

    number: str
    customer_id: str
    customer: str
    stage: Stage
    language: str
    total: Money
    pay_by: date
    pages: int
    sheets: int
    file: str
    sha256: str
    content: str
    notices: tuple[Notice, ...]
    credits: tuple[tuple[str, Money], ...] = ()
    """The credits deducted: each one's number and its amount, above 0."""


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A recorded letter. `path` is where it was released to; `voided` when none of its notices stands, `in_part` when
    some do not."""

    number: str
    run: str
    on: date
    customer_id: str
    customer: str
    stage: Stage
    language: str
    total: Money
    pay_by: date
    pages: int
    sheets: int
    file: str
    path: Path
    sha256: str
    content: str
    voided: bool
    in_part: bool = False


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A recorded notice, standing while `voided_on` is None. `attempt` counts earlier ones of the number at the stage:
    voided ones, and those of another invoice that had the number."""

    letter: str
    run: str
    invoice: str
    customer_id: str
    stage: Stage
    attempt: int
    on: date
    pay_by: date
    due: date
    open: Money
    charged: Money
    charges: tuple[Charge, ...]
    voided_on: date | None
    voided_why: str
    asked: Money | None = None
    """The sum the whole letter asked for, its credits deducted."""

    @property
    def total(self) -> Money:
        return self.open + self.charged


class Despite(NamedTuple):
    """In spite of what a letter is withdrawn: that it was posted, that the charges it named were paid."""

    posted: bool = False
    paid: bool = False


class PaidCharges(NamedTuple):
    """The sum paid for the charges a letter named for an invoice: a credit of the customer once that letter is
    voided."""

    invoice: str
    customer_id: str
    letter: str
    amount: Money

    def __str__(self) -> str:
        return f"{self.amount} for {self.invoice} in letter {self.letter}"


class Voided(NamedTuple):
    """The notices that were voided, and what was paid for their charges: credits of their customers now."""

    notices: tuple[NoticeRow, ...]
    paid: tuple[PaidCharges, ...]


class Posted(Protocol):
    """A letter handed to the post: when, how (empty: ordinary post), under which number (empty: it has none)."""

    @property
    def letter(self) -> str: ...
    @property
    def on(self) -> date: ...
    @property
    def service(self) -> str: ...
    @property
    def number(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Posting:
    """The posting of a letter that counts, as the ledger has it."""

    letter: str
    on: date
    service: str
    number: str


class Refusal(NamedTuple):
    """A posting that cannot be recorded, why, and what to do."""

    posted: Posted
    why: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Books:
    """The books a run rests on: every invoice of its file as it saw it, what it was handed in beside them, and which
    invoices somebody approved."""

    seen: Iterable[Seen] = ()
    handed_in: HandedIn = field(default_factory=HandedIn)
    approved: Iterable[Approval] = ()
    selection: Selection = field(default_factory=Selection)


@dataclass(frozen=True, slots=True)
class History:
    """The ledger's knowledge as the rules read it: standing notices only, waivers in force."""

    notices: Mapping[str, tuple[Issued, ...]] = field(default_factory=dict)
    waivers: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, tuple[Issued, ...]] = field(default_factory=dict)
    """The standing courtesy notes, which are no notices: they went out before the due day."""
    agreements: Mapping[str, tuple[Agreement, ...]] = field(default_factory=dict)
    """The agreements about single kinds of charges, by invoice."""
    bookings: tuple[Booking, ...] = ()
    """The charges written to the accounting program."""
    booked: Booked = field(default_factory=Booked)
    """The rows of the export at hand that are such charges."""
    seen: Mapping[str, Seen] = field(default_factory=dict)
    """Every invoice as the last run that saw it did, missing ones too, by number."""
    approvals: Mapping[str, Approval] = field(default_factory=dict)
    """The last approval of each invoice that had one."""
    closings: Mapping[str, Closing] = field(default_factory=dict)
    """The closing of each invoice that was closed by hand since it was last seen."""
    last_run_on: date | None = None
    """The as-of day of the last recorded run that was not voided."""

    def by(self, day: date) -> History:
        """The same as it stood at the end of `day`: without notices of later days."""
        if all(issued[-1].on <= day for own in (self.notices, self.notes) for issued in own.values()):
            return self
        return replace(self, notices=_by(self.notices, day), notes=_by(self.notes, day))

    def about(self, invoices: Mapping[str, tuple[str, date | None]]) -> History:
        """The same without what was about other invoices that had the numbers of these (customer's id, day of issue)
        before: their notices, and a waiver of charges that goes with them."""
        notices, waivers, notes = dict(self.notices), dict(self.waivers), dict(self.notes)
        agreements = dict(self.agreements)
        for number, (customer_id, issued) in invoices.items():
            if number in notes:
                notes[number] = tuple(note for note in notes[number] if note.is_of(customer_id, issued))
            before = notices.get(number, ())
            own = tuple(notice for notice in before if notice.is_of(customer_id, issued))
            if len(own) < len(before):
                notices[number] = own
                if not own:
                    notices.pop(number)
                    waivers.pop(number, None)
                    agreements.pop(number, None)
        return replace(self, notices=notices, waivers=waivers, notes=notes, agreements=agreements)

    def issued(self, invoice: str) -> tuple[Issued, ...]:
        """The standing notices of `invoice`, oldest first."""
        return self.notices.get(invoice, ())

    def noted(self, invoice: str) -> tuple[Issued, ...]:
        """The standing courtesy notes about `invoice`, oldest first."""
        return self.notes.get(invoice, ())

    def letters(self) -> Mapping[str, tuple[Issued, ...]]:
        """The standing notices of each letter, by its number."""
        found: dict[str, list[Issued]] = {}
        for issued in self.notices.values():
            for notice in issued:
                found.setdefault(notice.letter, []).append(notice)
        return {letter: tuple(notices) for letter, notices in found.items()}

    def agreed(self, invoice: str) -> tuple[Agreement, ...]:
        """The agreements about single kinds of the charges of `invoice`."""
        return self.agreements.get(invoice, ())

    def waived(self, invoice: str) -> str | None:
        """Why the charges of `invoice` are waived; None when they are not."""
        return self.waivers.get(invoice)


def _by(notices: Mapping[str, tuple[Issued, ...]], day: date) -> dict[str, tuple[Issued, ...]]:
    known = {number: tuple(one for one in issued if one.on <= day) for number, issued in notices.items()}
    return {number: issued for number, issued in known.items() if issued}


class Fault(StrEnum):
    """The faults `check` can find."""

    DAMAGED = "damaged"
    ALTERED = "altered"
    UNFINISHED = "unfinished"
    CHANGED = "changed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something `check` found wrong: of which sort, where (a path, a run, a letter), and what it is."""

    fault: Fault
    where: str
    what: str
