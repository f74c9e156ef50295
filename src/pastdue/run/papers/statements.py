"""Statements of account of a file's customers: the entries of each account, by the plan of the statement's day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from pastdue.firm import Firm
from pastdue.firm.rows.languages import load_wording
from pastdue.ladder import at_most, left_of_charges
from pastdue.ledger import History
from pastdue.letters.parts.heads import INTERNATIONAL
from pastdue.model import Notice, OnAccount, Overdue, Party, Whose
from pastdue.model.errors import SettingsError
from pastdue.model.errors.left_out import CannotCharge
from pastdue.model.money import Money
from pastdue.model.names import NearNames
from pastdue.model.remarks import Remark
from pastdue.model.spans import day_number
from pastdue.reports.explain import Explanation
from pastdue.reports.statements.account import AccountStatement, ChargedInvoice, CurrencyAccount, account_in, since
from pastdue.reports.statements.page import StatementPaper
from pastdue.run.books.missing import missing
from pastdue.run.languages import Languages
from pastdue.run.one_invoice import explained
from pastdue.run.opened import OpenedJob
from pastdue.run.planning import known_by_then, plan
from pastdue.run.remarks import few


class Accounts:
    """The accounts of some customers on the job's day, by customer and currency; `ids` None are all customers'. With
    `sent_only` they are without a fee for a letter that a run of the day would write."""

    def __init__(
        self, opened: OpenedJob, history: History, ids: frozenset[str] | None = None, *, sent_only: bool = False
    ) -> None:
        self.planned, self._history = plan(opened, history), history
        self._ids, self._sent_only = ids, sent_only
        self.customers: dict[str, Party] = {}
        """Each customer as the row issued last has them."""
        self.invoices: dict[Whose, list[ChargedInvoice]] = defaultdict(list)
        self._fill()
        self.accounts: dict[Whose, CurrencyAccount] = dict(self._accounts())

    def of(self, id_: str) -> dict[str, CurrencyAccount]:
        """One customer's accounts, by currency in the order of their codes."""
        return {whose.currency: self.accounts[whose] for whose in sorted(self.accounts) if whose.customer_id == id_}

    def _fill(self) -> None:
        measured = self.planned.opened.measured
        frame, today = measured.frame, day_number(measured.as_of)
        wanted = frame["issued"] <= today
        if self._ids is not None:
            wanted &= frame["customer_id"].isin(list(self._ids))
        rows = wanted.to_numpy().nonzero()[0].tolist()
        overdues = [measured.overdue(row) for row in rows]
        standing = self.planned.standing.frame["open_minor"].to_numpy()
        explanations = explained(self.planned, self._history, overdues, sent_only=self._sent_only)
        for row, one in zip(rows, explanations, strict=True):
            invoice = one.overdue.invoice
            known = self.customers.get(invoice.customer.id)
            if known is None or not known.address or invoice.customer.address:
                self.customers[invoice.customer.id] = invoice.customer
            open_ = Money.of_minor(int(standing[row]), invoice.currency)
            self.invoices[invoice.whose].append(self._charged(one, open_))

    def _accounts(self) -> Iterator[tuple[Whose, CurrencyAccount]]:
        measured = self.planned.opened.measured
        held: dict[Whose, list[OnAccount]] = defaultdict(list)
        for one in measured.on_account:
            if self._ids is None or one.customer_id in self._ids:
                held[one.whose].append(one)
                self.customers.setdefault(one.customer_id, Party(one.customer_id, one.customer))
        for whose in sorted({*self.invoices, *held}):
            own = self.invoices.get(whose, [])
            yield whose, account_in(whose.currency, own, held.get(whose, ()), measured.as_of)

    def _charged(self, one: Explanation, open_: Money) -> ChargedInvoice:
        """The invoice with its charges: all that its lateness costs while something is open on it; once it is paid,
        what was paid of them, and what is still collected."""
        overdue, zero = one.overdue, Money.zero(one.overdue.invoice.currency)
        account = self.planned.account
        laid = account.laid_on(overdue.invoice.number, overdue.invoice.currency)
        if overdue.open.amount > 0:
            charged, paid = one.charged + one.settled_beyond, max(zero, laid - overdue.open)
            return ChargedInvoice(overdue, one.charges, charged, open_, charged - paid, one.uncharged)
        # A letter of today asks for its own fee as well, on the statement as on the letter.
        notice = one.decision if isinstance(one.decision, Notice) and not self._sent_only else None
        left = notice.total if notice is not None else self._left(overdue)
        # Credits pay charges that a met letter named even where the firm does not collect them.
        charged = self._paid_by_itself(overdue) + max(left, laid)
        return ChargedInvoice(overdue, at_most(charged, one.charges), charged, open_, left - min(laid, left))

    def _paid_by_itself(self, overdue: Overdue) -> Money:
        """The part of a payment beyond the invoice that paid its charges."""
        invoice = overdue.invoice
        credits_ = self.planned.account.credits.get(invoice.whose, ())
        over = next((c.amount for c in credits_ if c.number == invoice.number and not c.account), None)
        return -overdue.open - (over if over is not None else Money.zero(invoice.currency))

    def _left(self, overdue: Overdue) -> Money:
        """The charges of a paid invoice that the firm still collects."""
        opened, zero = self.planned.opened, Money.zero(overdue.invoice.currency)
        if not opened.rulebook.rules.collect_after_payment or overdue.invoice.total.amount < 0:
            return zero
        history = known_by_then(opened, self._history)
        number = overdue.invoice.number
        try:
            left = left_of_charges(
                overdue, history.issued(number), opened.rulebook.charges_for(history),
                self.planned.account.settlement(number),
            )  # fmt: skip
        except CannotCharge:
            return zero
        return max(zero, left) if left is not None else zero


def not_in_file(opened: OpenedJob, history: History, ids: frozenset[str] | None) -> tuple[Remark, ...]:
    """A remark for each invoice of the customers `ids` (None: of all) that earlier runs saw open and the file has not:
    no account has it."""
    return few(missing(history, opened.intake, opened.job.kept, ids))


def statements(
    opened: OpenedJob, history: History, ids: frozenset[str] | None, from_day: date | None = None
) -> tuple[AccountStatement, ...]:
    """The statement of each of the customers `ids` (None: of all that have something to tell), by id."""
    now = Accounts(opened, history, ids)
    before = Accounts(_as_of(opened, from_day - timedelta(days=1)), history, ids) if from_day else None
    languages, found = Languages(opened.job.firm), []
    for id_, customer in sorted(now.customers.items()):
        accounts = tuple(now.of(id_).values())
        if from_day and before is not None:
            then = before.of(id_)
            accounts = tuple(since(account, then.get(account.currency), from_day) for account in accounts)
        if ids is not None or any(account.tells for account in accounts):
            language = languages.of(customer)
            found.append(AccountStatement(customer, language, opened.job.as_of, from_day, accounts))
    return tuple(found)


def customer_named(opened: OpenedJob, said: str) -> str:
    """The id of the customer called `said`, by id or by whole name; refuses one that is not in the file, and a name
    that two customers have."""
    frame = opened.measured.frame
    pairs = dict(zip(frame["customer_id"].astype(str), frame["customer"].astype(str), strict=True))
    pairs |= {one.customer_id: one.customer for one in opened.measured.on_account}
    if said in pairs:
        return said
    named = [id_ for id_, name in pairs.items() if name.casefold() == said.casefold()]
    if len(named) == 1:
        return named[0]
    file = opened.job.files.invoices
    if named:
        raise SettingsError(f"{file}: {len(named)} customers are called {said!r}", f"give the id: {', '.join(named)}")
    near = NearNames([*pairs, *pairs.values()]).near(said, 3)
    hint = f"did you mean {' or '.join(map(repr, near))}?" if near else "give a customer's id, as the file has it"
    raise SettingsError(f"{file}: no customer {said!r}", hint)


def _as_of(opened: OpenedJob, day: date) -> OpenedJob:
    """The job on another day."""
    rules = opened.rulebook
    measured = opened.intake.book.measured(day, rules.calendar, rules.roll)
    return replace(opened, job=replace(opened.job, as_of=day), measured=measured)


def paper_of(firm: Firm, statements: Iterable[AccountStatement]) -> StatementPaper:
    """The words and creditors for printing `statements`."""
    statements = list(statements)
    spoken = {firm.creditor.party.language, INTERNATIONAL, *(one.language for one in statements)}
    wording = {language: load_wording(firm.catalog, language) for language in sorted(spoken)}
    currencies = {account.currency for one in statements for account in one.accounts}
    return StatementPaper({code: firm.creditor_for(code) for code in currencies}, wording, firm.creditor)
