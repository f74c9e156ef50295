"""The outcome of a run or a plan: every letter, every skip, every rejected row, and counts that add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pastdue.model import Column, Notice, Party, Skip, Table, Why
from pastdue.model.errors.problems import Problem
from pastdue.model.letters import ClaimForms, Draft
from pastdue.model.money import Money
from pastdue.model.remarks import Remark
from pastdue.model.tables import ColumnsOf, OneByOne, Rank
from pastdue.model.wording import counted
from pastdue.reports.changes import Changes, changes_json
from pastdue.reports.checked import rejected_json
from pastdue.reports.skips import skip_json


@dataclass(frozen=True, slots=True)
class SetLetter:
    """A letter as it was made: by a run its file lies in the run's folder, by a plan it would.

    `envelope_class` names the print file it is posted from, `service` how it is posted (empty: ordinary post).
    """

    draft: Draft
    customer: Party
    pages: int = 0
    sheets: int = 0
    file: str = ""
    sha256: str = ""
    envelope_class: str = ""
    service: str = ""
    draft_file: str = ""
    """The draft of its e-mail; empty where it goes by post alone."""


@dataclass(frozen=True, slots=True)
class RowCounts:
    """The number of rows in the invoices file, and of those rejected or ignored (such as total rows)."""

    read: int
    rejected: int = 0
    ignored: int = 0


@dataclass(frozen=True)
class Outcome:
    """The result of a run or of a plan; `run` names the run and is empty for a plan."""

    as_of: date
    run: str
    rows: RowCounts
    letters: tuple[SetLetter, ...]
    skips: Collection[Skip]
    rejected: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()
    changes: Changes | None = None

    @property
    def posted(self) -> tuple[SetLetter, ...]:
        """The letters that go by post, alone or beside an e-mail."""
        return tuple(letter for letter in self.letters if letter.draft.route.post)

    @property
    def emailed(self) -> tuple[SetLetter, ...]:
        """The letters that go by e-mail, alone or beside the post."""
        return tuple(letter for letter in self.letters if letter.draft.route.email)

    @property
    def notices(self) -> int:
        """The number of invoices in letters."""
        return sum(len(letter.draft.notices) for letter in self.letters)

    @cached_property
    def whys(self) -> Counter[Why]:
        """The number of skips for each reason, in the order in which they come."""
        return Counter(skip.why for skip in self.skips)

    @cached_property
    def missing(self) -> tuple[Skip, ...]:
        """The invoices that are not in the file, though something was open on them when a run last saw them."""
        return tuple(skip for skip in self.skips if skip.why is Why.MISSING) if self.whys[Why.MISSING] else ()

    @property
    def invoices(self) -> int:
        """The number of invoices in the file: each got a notice or a skip."""
        return self.notices + len(self.skips) - len(self.missing)

    @property
    def provisional(self) -> bool:
        """True when any charge rests on a rate that was not checked for its day."""
        charges = (c for letter in self.letters for notice in letter.draft.notices for c in notice.charges)
        return any(charge.provisional for charge in charges)


def outcome_json(outcome: Outcome) -> dict[str, object]:
    """The outcome as `run.json` and `plan --format json` carry it.

    `counts.invoices` is notices + skips, without those missing from the file. What a plan cannot know yet (pages,
    sheets, file, sha256, run) is null.
    """
    return {
        "schema": 1,
        "as_of": outcome.as_of.isoformat(),
        "run": outcome.run or None,
        "provisional": outcome.provisional,
        "counts": {
            "rows": outcome.rows.read,
            "invoices": outcome.invoices,
            "notices": outcome.notices,
            "skips": len(outcome.skips),
            "missing": len(outcome.missing),
            "rejected": outcome.rows.rejected,
            "ignored": outcome.rows.ignored,
        },
        "changes": changes_json(outcome.changes),
        "letters": OneByOne(_letter_json, outcome.letters),
        "skips": OneByOne(skip_json, outcome.skips),
        "rejected": rejected_json(outcome.rejected),
        "remarks": [str(remark) for remark in outcome.remarks],
    }


def _letter_json(letter: SetLetter) -> dict[str, object]:
    draft = letter.draft
    return {
        "id": draft.number,
        "customer": letter.customer.name,
        "customer_id": letter.customer.id,
        "stage": draft.stage.value,
        "language": draft.language,
        "currency": draft.currency,
        "total": draft.total.plain,
        "pay_by": draft.pay_by.isoformat(),
        "pages": letter.pages or None,
        "sheets": letter.sheets or None,
        "file": letter.file or None,
        "sha256": letter.sha256 or None,
        "envelope_class": letter.envelope_class or None,
        "service": letter.service or None,
        "delivery": draft.route.delivery.value,
        "email": list(draft.route.email),
        "email_file": letter.draft_file or None,
        "credits": [{"invoice": number, "amount": amount.plain} for number, amount in draft.credits],
        "invoices": [_notice_json(notice) for notice in draft.notices],
        "copies": [
            {"invoice": copy.invoice, "file": copy.file, "pages": copy.pages, "sha256": copy.sha256}
            for copy in draft.copies
        ],
        "forms": _forms_json(draft.forms),
    }


def _forms_json(forms: ClaimForms | None) -> dict[str, object] | None:
    return {"file": forms.file, "pages": forms.pages, "sha256": forms.sha256} if forms else None


def _notice_json(notice: Notice) -> dict[str, object]:
    return {
        "invoice": notice.invoice.number,
        "due": notice.invoice.due.isoformat(),
        "days": notice.overdue.days,
        "business_days": notice.overdue.business_days,
        "open": notice.overdue.open.plain,
        "charges": notice.charged.plain,
        "total": notice.total.plain,
        "stage": notice.stage.value,
        "remarks": [str(remark) for remark in notice.remarks],
    }


_COLUMNS = ColumnsOf[SetLetter]({
    Column("letter", "Letter", rank=Rank.KEY): lambda one: one.draft.number,
    Column("customer_id", "Id", rank=Rank.KEY): lambda one: one.customer.id,
    Column("customer", "Customer"): lambda one: one.customer.name,
    Column("stage", "Stage", rank=Rank.KEY): lambda one: one.draft.stage.value,
    Column("language", "Language", rank=Rank.EXTRA): lambda one: one.draft.language,
    Column("invoice", "Invoice", rank=Rank.KEY): lambda one: _about(one),
    Column("invoices", "Invoices", int, rank=Rank.EXTRA): lambda one: len(one.draft.notices),
    Column("currency", "Currency", rank=Rank.KEY): lambda one: one.draft.currency,
    Column("total", "Total", Money, rank=Rank.KEY): lambda one: one.draft.total,
    Column("pay_by", "Pay by", date, rank=Rank.EXTRA): lambda one: one.draft.pay_by,
    Column("pages", "Pages", int, rank=Rank.EXTRA): lambda one: one.pages or None,
    Column("file", "File", rank=Rank.EXTRA): lambda one: one.file,
})  # fmt: skip


def letters_table(letters: Iterable[SetLetter]) -> Table:
    """A row for each letter; `invoice` is its number where the letter is about one, else how many."""
    return _COLUMNS.table("Letters", letters)


def _about(letter: SetLetter) -> str:
    notices = letter.draft.notices
    return notices[0].invoice.number if len(notices) == 1 else counted(len(notices), "invoice")
