"""The reading of the user's CSV: every row ends as an invoice, ignored, or rejected with reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from pastdue.book import Book
from pastdue.intake.account import RowAccount
from pastdue.intake.beside.beside import Beside, invoices_kind, read_beside
from pastdue.intake.export.choices import Files
from pastdue.intake.export.dialect import Dialect
from pastdue.intake.export.fields import DAY_FIELDS
from pastdue.intake.export.line_items import Grouped
from pastdue.intake.export.opening import open_sheet
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.export.vendor_rows import Sorted, sort_rows
from pastdue.intake.file.open_files import OpenFiles
from pastdue.intake.intake import Intake
from pastdue.intake.invoices import ignored as passed_over
from pastdue.intake.invoices.currencies import read_currency
from pastdue.intake.invoices.days import infer_dates
from pastdue.intake.invoices.discounts import with_discounts
from pastdue.intake.invoices.duplicates import without_repeats
from pastdue.intake.invoices.instalments import number_instalments
from pastdue.intake.invoices.named_credits import doubt_credits
from pastdue.intake.invoices.table import InvoiceTable, frame_of, read_table
from pastdue.intake.invoices.taken_back import find_taken_back
from pastdue.intake.invoices.totals import reconcile_totals, remarks
from pastdue.intake.judgement.judge import judge, unknown_columns
from pastdue.intake.judgement.missing import ask_missing
from pastdue.intake.judgement.money.billed import (
    read_as_billed,
    read_before_payments,
    read_before_tax,
    read_charges_on_top,
)
from pastdue.intake.judgement.money.movements import ask_running
from pastdue.intake.judgement.money.two_currencies import tell_currencies
from pastdue.intake.judgement.proved.late_days import ask_when_due
from pastdue.intake.judgement.proved.needless import Needless, without_effect
from pastdue.intake.judgement.questions import Unsettled
from pastdue.intake.judgement.roles import fit_roles
from pastdue.intake.judgement.trials import Tried, TriedQuestion, choices, refusal
from pastdue.intake.kept.days_shown import with_days
from pastdue.intake.kept.due_days import settle_due, without_due
from pastdue.intake.parts.settled import KnownColumns, Settled
from pastdue.model.errors import InputError
from pastdue.model.errors.problems import BadInput
from pastdue.model.kept import Kept
from pastdue.model.messages import Message

_NOTHING = Kept()


Step = Callable[[str], None]
"""Is called with the name of the step of reading that begins; "" when reading has ended."""


def _untold(step: str) -> None: ...


def read(files: Files, dialect: Dialect, kept: Kept = _NOTHING, step: Step = _untold) -> Intake:
    """The book the files hold beside what is `kept` of earlier ones, with its rejected rows.

    `step` is called as each step begins, by its name, and with "" at the end, however it ends.

    Raises InputError when a file as a whole is unusable. A file with no usable row among those that say something is
    unusable too (BadInput with all problems), and so is one with a column that could change who owes what and that
    nothing settles; a header alone is an empty book.
    """
    dialect = replace(dialect, open_files=OpenFiles())
    try:
        return read_open(files, dialect, kept, step)
    except Unsettled as asked:
        step("trying what it could mean")
        answer = _needless(asked, files, dialect, kept)
        if answer is None:
            raise refusal(asked, dialect, lambda other: try_reading(files, other, kept)) from None
        return _told(read_open(files, answer.reading.over(dialect), kept, step), asked, answer, kept)
    finally:
        step("")


def _needless(asked: Unsettled, files: Files, dialect: Dialect, kept: Kept) -> Needless | None:
    """The answer to questions about the invoices of which nothing that is open depends; None where something may."""
    own = all(question.source.is_in(str(files.invoices)) for question in asked.questions)
    return without_effect(asked, dialect, lambda other: try_reading(files, other, kept)) if own else None


def _told(intake: Intake, asked: Unsettled, answer: Needless, kept: Kept) -> Intake:
    """The intake with a remark on what was not asked, and the option that settles it. Due days that depend on the
    answer are not known by it."""
    book = replace(intake.book, frame=without_due(intake.book.frame, answer.undated, kept.seen))
    return replace(intake, book=book, told=(*intake.told, _not_asked(asked, answer)))


def _not_asked(asked: Unsettled, answer: Needless) -> Message:
    what = "; ".join(": ".join(filter(None, (each.column, each.what))) for each in asked.questions)
    if answer.sends is None:
        return Message.of("not_asked", question=what, option=answer.reading.options())
    return Message.of("held_back", question=what, option=answer.reading.options(), other=answer.sends.options())


def open_choices(files: Files, dialect: Dialect) -> tuple[TriedQuestion, ...]:
    """The questions the files leave open, each answer tried; none where they can be read, or are refused for good."""
    dialect = replace(dialect, open_files=OpenFiles())
    try:
        read_open(files, dialect, _NOTHING)
    except Unsettled as asked:
        if _needless(asked, files, dialect, _NOTHING) is not None:
            return ()
        return choices(asked, dialect, lambda other: try_reading(files, other, _NOTHING))
    except InputError:
        return ()
    return ()


def read_open(
    files: Files, dialect: Dialect, kept: Kept, step: Step = _untold, settled: Settled | None = None
) -> Intake:
    """The same of one file; raises Unsettled where only the user can say what a column means. Of a part of an export
    `settled` says what all parts together prove."""
    judged = _judged(files, dialect, kept, step, settled)
    sorted_, account, sheet = judged.sorted_, judged.account, judged.table.sheet
    if account.unusable:
        raise BadInput(account.first_problems, account.further)
    currency = judged.table.texts["currency"]
    totals = reconcile_totals(sheet, sorted_.passed, judged.table.balance, currency)
    book, discounts = judged.book()
    if settled and settled.undated:
        unknown = book.frame["invoice"].isin(settled.undated).to_numpy()
        book = replace(book, frame=without_due(book.frame, unknown, kept.seen))
    return Intake(
        book=book,
        rows=account.rows,
        ignored=account.ignored,
        rejected=account.problems,
        unused_columns=unknown_columns(sheet),
        told=(*account.remarks(), *discounts, *remarks(totals)),
        rejected_records=account.records,
        preset=sheet.preset.name,
        ignored_for=account.ignored_for(),
        reconciled=totals,
        beside=judged.beside.lists(),
        passed_over=passed_over.sums(sorted_, currency),
        handed_in=account.handed_in(files),
    )


def settled_by(files: Files, dialect: Dialect, kept: Kept) -> tuple[Settled | None, Dialect]:
    """The meaning of the columns that the file proves, for parts of it to be read by, and the dialect with the answer
    to questions without effect; None where texts were made of its rows. Raises what `read_open` raises of columns."""
    try:
        return _judged(files, dialect, kept, _untold).settled, dialect
    except Unsettled as asked:
        answer = _needless(asked, files, dialect, kept)
        if answer is None:
            raise
        judged = _judged(files, answered := answer.reading.over(dialect), kept, _untold)
        numbers = frozenset(map(str, judged.book()[0].frame["invoice"].to_numpy(object)[answer.undated]))
        found = judged.settled
        return found and found.with_answer(_not_asked(asked, answer), numbers), answered


def try_reading(files: Files, dialect: Dialect, kept: Kept, settled: Settled | None = None) -> Tried:
    """The frame that comes of reading the file so; the problems of its rows are counted, and no record of them made."""
    judged = _judged(files, dialect, kept, _untold, settled)
    if judged.account.unusable:
        raise InputError("no row can be used")
    book, received = judged.book()[0], Counter[str]()
    for payments in book.payments.values():
        for payment in payments:
            received[payment.amount.currency] += payment.amount.minor
    for own in book.on_account:
        received[own.payment.amount.currency] += own.payment.amount.minor
    rejected, others = len(judged.table.sheet.findings), (book.on_account, book.away)
    return Tried(book.frame, rejected, received, book.payments, others)


@dataclass(frozen=True, slots=True, eq=False)
class _Judged:
    """A file of which every row and column is judged, and what stands beside it."""

    sorted_: Sorted
    table: InvoiceTable
    beside: Beside
    account: RowAccount
    settled: Settled | None

    def book(self) -> tuple[Book, tuple[str, ...]]:
        """The book of the rows that are kept, and a remark on cash discounts."""
        frame, file = frame_of(self.table, self.account.kept), self.table.sheet.header.file
        account, days = self.account, self.beside.unshown.days
        book = Book(frame, file, account.payments(), account.on_account(), self.beside.away)
        return with_discounts(with_days(book, days, self.table, account.kept))


def _judged(files: Files, dialect: Dialect, kept: Kept, step: Step, settled: Settled | None = None) -> _Judged:
    step("reading the file")
    opened = open_sheet(files.invoices, dialect, invoices_kind(files), settled.missing if settled else ask_missing)
    step("telling its columns apart")
    sorted_, proved = _sorted_rows(opened, files, kept, settled)
    rows, lines = sorted_.sheet, sorted_.sheet.grouping
    group = Grouped(rows) if lines else None
    sheet = group.together(lines, read_currency(rows)) if group and lines else without_repeats(rows)
    step("reading days and amounts")
    table = read_table(sheet)
    step("joining what stands beside it")
    beside = read_beside(files, dialect, table, opened, kept)
    settle_due(table, beside, kept.seen)
    find_taken_back(table, sorted_.over)
    doubt_credits(table, opened, kept)
    if group and lines and lines.add:
        group.reject_whole_groups()
    step("checking every row")
    account = RowAccount(sorted_, table, beside)
    before = len(sheet.said)
    if settled is None:
        judge(table, account.kept, paid_elsewhere=files.payments is not None)
    else:
        sheet.said += [remark for remark in settled.judged if remark not in sheet.said]
    return _Judged(sorted_, table, beside, account, proved and replace(proved, judged=tuple(sheet.said[before:])))


def _sorted_rows(opened: Sheet, files: Files, kept: Kept, settled: Settled | None) -> tuple[Sorted, Settled | None]:
    """The rows sorted by what they are, once it is settled what the columns hold that this depends on; and the meaning
    of the columns, for parts of the file."""
    whole = KnownColumns.are_of_file(opened)
    first, before = KnownColumns.of(opened, len(opened.opened.remarks)), len(opened.said)
    if settled is None:
        fit_roles(opened)
        ask_when_due(opened)
        ask_running(opened)
    else:
        settled.fitted.lay(opened)
    fitted, whole = KnownColumns.of(opened, before), whole and KnownColumns.are_of_file(opened)
    sorted_ = sort_rows(opened)
    rows, before, passed = sorted_.sheet, len(opened.said), [left for _, left in sorted_.over]
    if settled is None:
        read_as_billed(rows, passed)
        read_before_payments(rows, passed)
        read_before_tax(rows, passed)
        read_charges_on_top(rows, passed)
        tell_currencies(rows)
    else:
        for each in (rows, *passed):
            settled.sorted_.lay(each)
    proved = Settled(first, fitted, KnownColumns.of(rows, before)) if whole else None
    if files.payments:
        rows.partly = rows.partly & False  # how much is paid is said there
    infer_dates(rows, DAY_FIELDS)
    number_instalments(rows, kept.seen)
    return sorted_, proved
