"""`pastdue paid INVOICE AMOUNT`: a payment of an invoice, or of a customer on account, entered by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common
from pastdue.cli.terminal.speaking import say
from pastdue.cli.values import Day

if TYPE_CHECKING:
    from pastdue.ledger import History
    from pastdue.model import Payment
    from pastdue.model.kept import KeptPayment, Seen
    from pastdue.model.money import Money


@click.command()
@click.argument("invoice", required=False, shell_complete=completion.invoices())
@click.argument("amount", required=False)
@click.option("--customer", metavar="ID", help="Money of this customer on account, for no invoice in particular.")
@click.option("--on", type=Day(), help="The day the money came in, as 2026-11-23.")
@click.option("--reference", default="", help="What the payer or the bank wrote; tells two equal payments apart.")
@click.option("--undo", is_flag=True, help="It was entered by mistake, or is counted twice: take it back.")
@common
def command(
    desk: Desk,
    invoice: str | None,
    amount: str | None,
    customer: str | None,
    on: date | None,
    reference: str,
    undo: bool,
) -> None:
    """Enter that AMOUNT was paid on INVOICE, as 400.00 or "400.00 EUR".

    It counts in every later run and report until the export shows it by itself. The same payment is entered once,
    whether by hand or in a list of payments. With --customer ID in place of INVOICE the money is on the customer's
    account, and deducted from what they owe until it is taken back.

    \b
    Examples:
      pastdue paid INV-2026-0041 400.00 --on 2026-11-23
      pastdue paid INV-2026-0041 "400.00 EUR" --on 2026-11-23 --reference "TX 8812"
      pastdue paid INV-2026-0041 400.00 --on 2026-11-23 --undo
      pastdue paid --customer C-017 "400.00 EUR" --on 2026-11-23
    """
    from pastdue.cli.blocks import amount_of, refuse_whole
    from pastdue.cli.jobs import ledger_to_enter
    from pastdue.model import Payment
    from pastdue.model.kept import KeptPayment

    of, sum_ = _named(invoice, amount, customer)
    if on is None and not undo:
        raise click.UsageError("Missing option '--on'.")
    with ledger_to_enter(desk.firm) as ledger:
        seen = ledger.history().seen
        if of and of not in seen:
            refuse_whole(of, seen)
        known = seen.get(of) if of else _any_of(seen, str(customer))
        subject = "customer" if customer is not None else "invoice"
        payment = Payment(amount_of(sum_, known, subject), on, reference.strip())
        whose = customer or (known.customer_id if known else "")
        entered = KeptPayment(of, whose, payment, _stated(payment.amount, known) if of else None)
        said = f"{payment.amount:,} paid on {of or f'account of customer {customer}'}{f' on {on}' if on else ''}"
        if undo:
            ledger.entries.withdraw(entered, desk.as_of)
            say(f"taken back: {said}")
            return
        if known is None:
            what = f"an invoice {of!r}" if of else f"a customer {customer!r}"
            desk.remark(f"remark: no run has seen {what} so far; is the number right?")
        alike = _alike(entered, ledger.kept().payments, known)
        news = ledger.entries.pay(entered, desk.as_of)
        older = _older(ledger.history(), known, payment) if of and known is not None else None
        charges = any(each.as_charges for each in ledger.kept().payments if each == entered)
    if of and news and known is not None and (told := _perhaps_seen(payment, known, charges)):
        desk.remark(f"remark: {told}")
    if news and alike is not None:
        desk.remark(f"remark: {_perhaps_known(alike)}")
    if older is not None:
        desk.remark(f"remark: {_counts_for_newer(older)}")
    say(said + ("" if news else ": known already, counted once"))


def _named(invoice: str | None, amount: str | None, customer: str | None) -> tuple[str, str]:
    """The invoice, "" for money on account, and the amount of the command line; refuses both and neither."""
    if customer is not None:
        if invoice is None or amount is not None:
            raise click.UsageError("name one of INVOICE or --customer ID, and AMOUNT")
        return "", invoice
    if invoice is None or amount is None:
        raise click.UsageError(f"Missing argument '{'INVOICE' if invoice is None else 'AMOUNT'}'.")
    return invoice, amount


def _any_of(seen: Mapping[str, Seen], customer: str) -> Seen | None:
    """An invoice of the customer that a run saw; None where none did."""
    return next((known for known in seen.values() if known.customer_id == customer), None)


def _perhaps_seen(payment: Payment, known: Seen, charges: bool) -> str:
    """The way a payment counts that may be among those that the export showed when a run saw the invoice so; with
    `charges` it is of what a letter had named as these.

    "" where it came in later or is more than was paid.
    """
    if payment.on is None or known.on is None or known.total_minor is None or payment.on > known.on:
        return ""
    paid = payment.amount.of_minor(known.total_minor - known.open_minor, known.currency)
    if payment.amount.currency != known.currency or paid.amount < payment.amount.amount:
        return ""
    if known.open.amount <= 0 and charges:
        return (
            f"the run of {known.on} saw {known.invoice} paid in full, and a letter named {payment.amount:,} as "
            "charges: this counts for them; if it is what paid the invoice, take it back with --undo"
        )
    if known.open.amount <= 0:
        return f"the run of {known.on} saw {known.invoice} paid in full: this counts as what paid it, not on top"
    return (
        f"the run of {known.on} saw {paid:,} paid on {known.invoice}; this counts on top: "
        "if it is among them, take it back with --undo"
    )


def _alike(entered: KeptPayment, kept: Iterable[KeptPayment], known: Seen | None) -> KeptPayment | None:
    """The payment of about the same day, listed or entered, that may be the one that is entered; None where there is
    none."""
    from pastdue.intake.kept.perhaps_twice import may_be_one

    issued = known.issued if known is not None and entered.invoice else None
    return next((each for each in kept if each.came_for(issued) and may_be_one(entered, each)), None)


def _perhaps_known(each: KeptPayment) -> str:
    paid, where = each.payment, f"in {each.file}" if each.file else "entered by hand"
    of = each.invoice or f"account of customer {each.customer_id}"
    day = f" of {paid.on}" if paid.on else ""
    return (
        f"{paid.amount:,}{day} on {of} is {where} already: both count; if it is one payment, take this back with --undo"
    )


def _older(history: History, known: Seen, payment: Payment) -> Seen | None:
    """The older invoice under the number that is missing and may be the one that was paid; None where there is none."""
    from pastdue.run.books.seen import known as known_of

    earlier = known_of(history)
    debts = (one for one in known.former if one.open_minor > 0 and earlier.closing(one) is None)
    return next((one for one in debts if one.may_have(payment.amount)), None)


def _counts_for_newer(older: Seen) -> str:
    """The remark on a payment of a number that an older, missing invoice has had, too."""
    issued = f", issued {older.issued}," if older.issued else ""
    from pastdue.run.books.missing import MissingInvoice

    which = MissingInvoice(older, older.issued).named
    return (
        f"an older invoice {older.invoice}{issued} is missing with {older.open:,} open: this counts for the newer one; "
        f"if it paid the older one, take it back with --undo, and `pastdue close {which} --why paid`"
    )


def _stated(amount: Money, known: Seen | None) -> Money:
    """The sum the export called paid before this payment: as a balance below zero where a run has seen the invoice."""
    return amount - amount if known is None else known.stated
