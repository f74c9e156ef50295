"""The ledger's records: its entries, and the answers to its queries, as frozen values without SQL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol

from pastdue.model import Charge, Notice, OnAccount, Stage
from pastdue.model.kept import Approval, HandedIn, Seen, Selection
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
    issues nothing has the ordinal it would have had. `at` is when it was planned, in UTC. `number` counts all runs,
    from 1, and is the one by which kept payments name theirs."""

    record: RunRecord
    ordinal: int
    state: RunState
    letters: int
    at: str
    number: int

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
class PrintedLetter:
    """A letter as it was printed, for the ledger. `content` is `letter_to_json(letter)`; `file` is among the
    run's files, `sha256` of its bytes; `total` is what it asks for, by `pay_by` at the latest."""

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


@dataclass(frozen=True, slots=True)
class LetterRecord(PrintedLetter):
    """A letter about to be recorded."""

    notices: tuple[Notice, ...]
    credits: tuple[tuple[str, Money], ...] = ()
    """The credits deducted: each one's number and its amount, above 0."""


@dataclass(frozen=True, slots=True)
class LetterRow(PrintedLetter):
    """A recorded letter. `path` is where it was released to; `voided` when none of its notices stands, `in_part` when
    some do not."""

    run: str
    on: date
    path: Path
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
    issued: date | None = None
    """The day of issue of the invoice as the letter had it; None where the ledger does not say."""

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
        return f"{self.amount:,} for {self.invoice} in letter {self.letter}"


class Voided(NamedTuple):
    """The notices that were voided, and the sums paid for their charges: credits of their customers now."""

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
    """The books of a run: every invoice of its file as it saw it, the lists handed in beside them, the approved
    invoices, and what it left of the money on account."""

    seen: Iterable[Seen] = ()
    handed_in: HandedIn = field(default_factory=HandedIn)
    approved: Iterable[Approval] = ()
    selection: Selection = field(default_factory=Selection)
    on_account: Iterable[OnAccount] = ()


class Fault(StrEnum):
    """The faults `check` can find."""

    DAMAGED = "damaged"
    ALTERED = "altered"
    UNFINISHED = "unfinished"
    CHANGED = "changed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault `check` found: its kind, its place (a path, a run, a letter), and the fault in words."""

    fault: Fault
    where: str
    what: str
