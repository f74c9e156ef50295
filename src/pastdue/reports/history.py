"""The ledger's runs and notices as tables, voided ones too."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from pastdue.ledger import ClaimRecord, Emailed, NoticeRow, Posting, Run
from pastdue.model import Column, Table
from pastdue.model.kept import KeptBlock, KeptPayment, Selection, TaskDone
from pastdue.model.money import Money
from pastdue.model.tables import ColumnsOf, Rank


def runs_table(runs: Iterable[Run], selections: Mapping[str, Selection] | None = None) -> Table:
    """A row for each run, in the order they were begun; where one was not for everybody, whom they were for and why."""
    chosen, everybody = selections or {}, Selection()
    columns: dict[Column, Callable[[Run], object]] = {
        Column("run", "Run", rank=Rank.KEY): lambda run: run.id,
        Column("as_of", "As of", date, rank=Rank.KEY): lambda run: run.as_of,
        Column("state", "State", rank=Rank.KEY): lambda run: run.state.value,
        Column("letters", "Letters", int): lambda run: run.letters,
        Column("calendar", "Calendar", rank=Rank.EXTRA): lambda run: run.record.calendar,
        Column("at", "Begun (UTC)", rank=Rank.EXTRA): lambda run: run.at,
    }
    if chosen:
        columns |= {
            Column("only", "Only"): lambda run: ", ".join(chosen.get(run.id, everybody).only),
            Column("without", "Without"): lambda run: ", ".join(chosen.get(run.id, everybody).without),
            Column("why", "Why"): lambda run: chosen.get(run.id, everybody).why,
        }
    return ColumnsOf(columns).table("Runs", runs)


@dataclass(frozen=True, slots=True)
class Gone:
    """The ways letters went out, by number: their posting, and the state of their e-mails."""

    postings: Mapping[str, Posting] = field(default_factory=dict)
    emails: Mapping[str, Emailed] = field(default_factory=dict)


_NOTHING_GONE = Gone()
_BY_HAND = "entered by hand"


_NOTICE = ColumnsOf[NoticeRow]({
    Column("invoice", "Invoice", rank=Rank.KEY): lambda one: one.invoice,
    Column("customer_id", "Customer no.", rank=Rank.EXTRA): lambda one: one.customer_id,
    Column("stage", "Stage", rank=Rank.KEY): lambda one: one.stage.value,
    Column("on", "On", date): lambda one: one.on,
    Column("pay_by", "Pay by", date, rank=Rank.EXTRA): lambda one: one.pay_by,
    Column("letter", "Letter", rank=Rank.KEY): lambda one: one.letter,
    Column("currency", "Currency", rank=Rank.KEY): lambda one: one.open.currency,
    Column("open", "Open", Money, rank=Rank.EXTRA): lambda one: one.open,
    Column("charges", "Charges", Money, rank=Rank.EXTRA): lambda one: one.charged,
    Column("total", "Total", Money, rank=Rank.KEY): lambda one: one.total,
    Column("letter_total", "Letter asks", Money, rank=Rank.EXTRA): lambda one: one.asked,
    Column("voided_on", "Voided on", date): lambda one: one.voided_on,
    Column("why", "Why"): lambda one: one.voided_why,
    Column("run", "Run", rank=Rank.EXTRA): lambda one: one.run,
})  # fmt: skip
_POSTED = ColumnsOf[Posting | None]({
    Column("posted_on", "Posted on", date): lambda one: one.on if one else None,
    Column("service", "Service", rank=Rank.EXTRA): lambda one: one.service if one else "",
    Column("tracking_number", "Tracking number", rank=Rank.EXTRA): lambda one: one.number if one else "",
})  # fmt: skip
_EMAILED = ColumnsOf[Emailed | None]({
    Column("emailed_on", "E-mailed on", date): lambda one: one.on if one else None,
    Column("email", "E-mail"): lambda one: one.said if one else "",
})  # fmt: skip


def notices_table(notices: Iterable[NoticeRow], customer: str | None = None, gone: Gone = _NOTHING_GONE) -> Table:
    """A row for each notice, oldest first; only `customer`'s when one is named."""
    columns = _NOTICE.beside(_POSTED, lambda one: gone.postings.get(one.letter))
    columns = columns.beside(_EMAILED, lambda one: gone.emails.get(one.letter))
    return columns.table("History", [one for one in notices if customer in (None, one.customer_id)])


_PAYMENT = ColumnsOf[KeptPayment]({
    Column("invoice", "Invoice", rank=Rank.KEY): lambda one: one.invoice,
    Column("customer_id", "Customer no.", rank=Rank.EXTRA): lambda one: one.customer_id,
    Column("on", "On", date): lambda one: one.payment.on,
    Column("currency", "Currency", rank=Rank.KEY): lambda one: one.payment.amount.currency,
    Column("amount", "Amount", Money, rank=Rank.KEY): lambda one: one.payment.amount,
    Column("reference", "Reference", rank=Rank.EXTRA): lambda one: one.payment.reference,
    Column("file", "From", rank=Rank.EXTRA): lambda one: one.file or _BY_HAND,
})  # fmt: skip
_BLOCK = ColumnsOf[KeptBlock]({
    Column("invoice", "Invoice", rank=Rank.KEY): lambda one: "" if one.about.customer else one.about.name,
    Column("customer_id", "Customer no.", rank=Rank.EXTRA): lambda one: one.about.name if one.about.customer else "",
    Column("kind", "Kind", rank=Rank.KEY): lambda one: one.block.kind.value,
    Column("until", "Last day", date): lambda one: one.block.until,
    Column("currency", "Currency", rank=Rank.KEY): lambda one: one.block.amount.currency if one.block.amount else "",
    Column("amount", "Amount", Money, rank=Rank.KEY): lambda one: one.block.amount,
    Column("why", "Why"): lambda one: one.block.reason,
    Column("file", "From", rank=Rank.EXTRA): lambda one: one.file or _BY_HAND,
})  # fmt: skip
_TASK = ColumnsOf[TaskDone]({
    Column("task", "Task", rank=Rank.KEY): lambda one: one.task,
    Column("state", "State", rank=Rank.KEY): lambda one: "not done" if one.undone else "done",
    Column("on", "On", date): lambda one: one.on,
    Column("note", "Note"): lambda one: one.note,
})  # fmt: skip
_CLAIM = ColumnsOf[ClaimRecord]({
    Column("claim", "Claim"): lambda one: one.number,
    Column("customer_id", "Customer no.", rank=Rank.EXTRA): lambda one: one.customer_id,
    Column("customer", "Customer"): lambda one: one.customer,
    Column("as_of", "As of", date, rank=Rank.KEY): lambda one: one.as_of,
    Column("currency", "Currency", rank=Rank.KEY): lambda one: one.total.currency,
    Column("total", "Total", Money, rank=Rank.KEY): lambda one: one.total,
    Column("early", "Early"): lambda one: "early" if one.early else "",
    Column("invoices", "Invoices"): lambda one: ", ".join(invoice for invoice, _ in one.invoices),
    Column("files", "Files", int): lambda one: len(one.files),
    Column("folder", "Folder"): lambda one: str(one.folder),
})  # fmt: skip


def payments_table(payments: Iterable[KeptPayment], invoices: Collection[str] = ()) -> Table:
    """A row for each payment that counts, in the order they were handed in or entered; of these invoices alone, if any
    are named."""
    return _PAYMENT.table("Payments", [one for one in payments if not invoices or one.invoice in invoices])


def holds_table(blocks: Iterable[KeptBlock], named: Collection[str] = ()) -> Table:
    """A row for each hold, dispute or promise in force; `until` is its last day. Only those of `named` when given."""
    own = [one for one in blocks if not named or one.about.name in named]
    return _BLOCK.table("Holds, disputes and promises in force", own)


def tasks_done_table(entries: Iterable[TaskDone]) -> Table:
    """A row for each task that was recorded as done, or as not done after all, in that order."""
    return _TASK.table("Tasks", entries)


def claims_table(claims: Iterable[ClaimRecord]) -> Table:
    """A row for each claim that was made, in that order."""
    return _CLAIM.table("Claims", claims)
