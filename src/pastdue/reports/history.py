"""The ledger's runs and notices as tables, voided ones too."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from pastdue.ledger import ClaimRecord, Emailed, NoticeRow, Posting, Run
from pastdue.model import Column, Table
from pastdue.model.kept import KeptBlock, KeptPayment, Selection, TaskDone
from pastdue.model.money import Money
from pastdue.model.tables import Rank


def runs_table(runs: Iterable[Run], selections: Mapping[str, Selection] | None = None) -> Table:
    """A row for each run, in the order they were begun; where one was not for everybody, whom they were for and why."""
    chosen = selections or {}
    columns = (
        Column("run", "Run", rank=Rank.KEY),
        Column("as_of", "As of", date, rank=Rank.KEY),
        Column("state", "State", rank=Rank.KEY),
        Column("letters", "Letters", int),
        Column("calendar", "Calendar", rank=Rank.EXTRA),
        Column("at", "Begun (UTC)", rank=Rank.EXTRA),
        *((Column("only", "Only"), Column("without", "Without"), Column("why", "Why")) if chosen else ()),
    )
    return Table("Runs", columns, tuple((*_run(run), *(_for(chosen.get(run.id)) if chosen else ())) for run in runs))


def _run(run: Run) -> tuple[object, ...]:
    return run.id, run.as_of, run.state.value, run.letters, run.record.calendar, run.at


def _for(selection: Selection | None) -> tuple[str, str, str]:
    own = selection or Selection()
    return ", ".join(own.only), ", ".join(own.without), own.why


@dataclass(frozen=True, slots=True)
class Gone:
    """The ways letters went out, by number: their posting, and the state of their e-mails."""

    postings: Mapping[str, Posting] = field(default_factory=dict)
    emails: Mapping[str, Emailed] = field(default_factory=dict)

    def row(self, letter: str) -> tuple[object, ...]:
        """The cells about the letter with this number."""
        posting, email = self.postings.get(letter), self.emails.get(letter)
        return (
            *((posting.on, posting.service, posting.number) if posting else (None, "", "")),
            *((email.on, email.said) if email else (None, "")),
        )


_NOTHING_GONE = Gone()


def notices_table(notices: Iterable[NoticeRow], customer: str | None = None, gone: Gone = _NOTHING_GONE) -> Table:
    """A row for each notice, oldest first; only `customer`'s when one is named."""
    columns = (
        Column("invoice", "Invoice", rank=Rank.KEY),
        Column("customer_id", "Customer no.", rank=Rank.EXTRA),
        Column("stage", "Stage", rank=Rank.KEY),
        Column("on", "On", date),
        Column("pay_by", "Pay by", date, rank=Rank.EXTRA),
        Column("letter", "Letter", rank=Rank.KEY),
        Column("currency", "Currency", rank=Rank.KEY),
        Column("open", "Open", Money, rank=Rank.EXTRA),
        Column("charges", "Charges", Money, rank=Rank.EXTRA),
        Column("total", "Total", Money, rank=Rank.KEY),
        Column("letter_total", "Letter asks", Money, rank=Rank.EXTRA),
        Column("voided_on", "Voided on", date),
        Column("why", "Why"),
        Column("run", "Run", rank=Rank.EXTRA),
        Column("posted_on", "Posted on", date),
        Column("service", "Service", rank=Rank.EXTRA),
        Column("tracking_number", "Tracking number", rank=Rank.EXTRA),
        Column("emailed_on", "E-mailed on", date),
        Column("email", "E-mail"),
    )
    own = [notice for notice in notices if customer in (None, notice.customer_id)]
    return Table("History", columns, tuple(_row(notice, gone) for notice in own))


def _row(notice: NoticeRow, gone: Gone) -> tuple[object, ...]:
    return (
        *(notice.invoice, notice.customer_id, notice.stage.value, notice.on, notice.pay_by, notice.letter),
        *(notice.open.currency, notice.open, notice.charged, notice.total, notice.asked),
        *(notice.voided_on, notice.voided_why, notice.run),
        *gone.row(notice.letter),
    )


def payments_table(payments: Iterable[KeptPayment], invoices: Collection[str] = ()) -> Table:
    """A row for each payment that counts, in the order they were handed in or entered; of these invoices alone, if any
    are named."""
    columns = (
        Column("invoice", "Invoice", rank=Rank.KEY),
        Column("customer_id", "Customer no.", rank=Rank.EXTRA),
        Column("on", "On", date),
        Column("currency", "Currency", rank=Rank.KEY),
        Column("amount", "Amount", Money, rank=Rank.KEY),
        Column("reference", "Reference", rank=Rank.EXTRA),
        Column("file", "From", rank=Rank.EXTRA),
    )
    rows = tuple(
        (p.invoice, p.customer_id, p.payment.on, p.payment.amount.currency, p.payment.amount, p.payment.reference,
         p.file or "entered by hand")
        for p in payments if not invoices or p.invoice in invoices
    )  # fmt: skip
    return Table("Payments", columns, rows)


def holds_table(blocks: Iterable[KeptBlock], named: Collection[str] = ()) -> Table:
    """A row for each hold, dispute or promise in force; `until` is its last day. Only those of `named` when given."""
    columns = (
        Column("invoice", "Invoice", rank=Rank.KEY),
        Column("customer_id", "Customer no.", rank=Rank.EXTRA),
        Column("kind", "Kind", rank=Rank.KEY),
        Column("until", "Last day", date),
        Column("currency", "Currency", rank=Rank.KEY),
        Column("amount", "Amount", Money, rank=Rank.KEY),
        Column("why", "Why"),
        Column("file", "From", rank=Rank.EXTRA),
    )
    rows = tuple(
        ("" if b.customer else b.named, b.named if b.customer else "", b.block.kind.value, b.block.until,
         b.block.amount.currency if b.block.amount else "", b.block.amount, b.block.reason,
         b.file or "entered by hand")
        for b in blocks if not named or b.named in named
    )  # fmt: skip
    return Table("Holds, disputes and promises in force", columns, rows)


def tasks_done_table(entries: Iterable[TaskDone]) -> Table:
    """A row for each task that was recorded as done, or as not done after all, in that order."""
    columns = (
        Column("task", "Task", rank=Rank.KEY),
        Column("state", "State", rank=Rank.KEY),
        Column("on", "On", date),
        Column("note", "Note"),
    )
    rows = tuple((one.task, "not done" if one.undone else "done", one.on, one.note) for one in entries)
    return Table("Tasks", columns, rows)


def claims_table(claims: Iterable[ClaimRecord]) -> Table:
    """A row for each claim that was made, in that order."""
    columns = (
        Column("claim", "Claim"),
        Column("customer_id", "Customer no.", rank=Rank.EXTRA),
        Column("customer", "Customer"),
        Column("as_of", "As of", date, rank=Rank.KEY),
        Column("currency", "Currency", rank=Rank.KEY),
        Column("total", "Total", Money, rank=Rank.KEY),
        Column("early", "Early"),
        Column("invoices", "Invoices"),
        Column("files", "Files", int),
        Column("folder", "Folder"),
    )
    rows = tuple(
        (c.number, c.customer_id, c.customer, c.as_of, c.total.currency, c.total, "early" if c.early else "",
         ", ".join(invoice for invoice, _ in c.invoices), len(c.files), str(c.folder))
        for c in claims
    )  # fmt: skip
    return Table("Claims", columns, rows)
