"""Statements of account for programs: a row for each entry in CSV, everything in JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from pastdue.model import Column, Table
from pastdue.model.money import Money
from pastdue.model.tables import Rank
from pastdue.reports.charges import charge_json
from pastdue.reports.statements.account import AccountEntry, AccountStatement, ChargedInvoice, CurrencyAccount

_BROUGHT, _CLOSING = "brought_forward", "closing"


def statement_table(statements: Sequence[AccountStatement]) -> Table:
    """A row for each entry; each account begins with the balance brought forward and ends with the closing balance."""
    columns = (
        Column("customer_id", "Id", rank=Rank.EXTRA),
        Column("customer", "Customer", rank=Rank.EXTRA),
        Column("on", "Date", date, rank=Rank.KEY),
        Column("entry", "Entry"),
        Column("invoice", "Invoice", rank=Rank.KEY),
        Column("reference", "Reference", rank=Rank.EXTRA),
        Column("due", "Due", date, rank=Rank.EXTRA),
        Column("currency", "Currency", rank=Rank.KEY),
        Column("amount", "Amount", Money, rank=Rank.KEY),
        Column("balance", "Balance", Money, rank=Rank.KEY),
    )
    rows = tuple(row for one in statements for account in one.accounts for row in _rows(one, account))
    return Table("Statements of account", columns, rows)


def _rows(statement: AccountStatement, account: CurrencyAccount) -> Iterable[tuple[object, ...]]:
    who, currency = (statement.customer.id, statement.customer.name), account.currency
    if statement.since is not None:
        yield (*who, statement.since, _BROUGHT, "", "", None, currency, None, account.opening)
    for entry, balance in zip(account.entries, account.balances, strict=True):
        what = entry.charge.kind.value if entry.charge is not None else entry.kind.value
        row = (entry.on, what, entry.invoice, entry.reference, entry.due, currency, entry.amount, balance)
        yield (*who, *row)
    yield (*who, statement.as_of, _CLOSING, "", "", None, currency, None, account.closing)


def statements_json(as_of: date, since: date | None, statements: Sequence[AccountStatement]) -> dict[str, object]:
    """All statements as `statement --format json` prints them: amounts as text in the account's currency."""
    return {
        "schema": 1,
        "as_of": as_of.isoformat(),
        "from": since.isoformat() if since else None,
        "statements": [_statement_json(one) for one in statements],
    }


def _statement_json(one: AccountStatement) -> dict[str, object]:
    return {
        "customer_id": one.customer.id,
        "customer": one.customer.name,
        "language": one.language,
        "accounts": [_account_json(account) for account in one.accounts],
    }


def _account_json(account: CurrencyAccount) -> dict[str, object]:
    return {
        "currency": account.currency,
        "opening": account.opening.plain,
        "entries": [
            _entry_json(entry, balance) for entry, balance in zip(account.entries, account.balances, strict=True)
        ],
        "closing": account.closing.plain,
        "open_on_invoices": account.invoices_open.plain,
        "charges": account.charges_open.plain,
        "credits": account.credits.plain,
        "open": [_item_json(item) for item in account.open_items],
    }


def _entry_json(entry: AccountEntry, balance: Money) -> dict[str, object]:
    return {
        "on": entry.on.isoformat() if entry.on else None,
        "entry": entry.kind.value,
        "invoice": entry.invoice or None,
        "reference": entry.reference,
        "due": entry.due.isoformat() if entry.due else None,
        "amount": entry.amount.plain,
        "balance": balance.plain,
        "charge": charge_json(entry.charge) if entry.charge is not None else None,
    }


def _item_json(item: ChargedInvoice) -> dict[str, object]:
    return {
        "invoice": item.overdue.invoice.number,
        "due": item.overdue.invoice.due.isoformat() if item.overdue.invoice.due_known else None,
        "days": max(0, item.overdue.days),
        "open": item.open.plain,
        "charges": item.charges_open.plain,
    }
