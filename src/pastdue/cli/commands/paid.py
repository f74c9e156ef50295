"""`pastdue paid INVOICE AMOUNT`: a payment entered by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common
from pastdue.cli.terminal.speaking import say
from pastdue.cli.values import Day

if TYPE_CHECKING:
    from pastdue.model.kept import Seen
    from pastdue.model.money import Money


@click.command()
@click.argument("invoice", shell_complete=completion.invoices())
@click.argument("amount")
@click.option("--on", type=Day(), required=True, help="The day the money came in, as 2026-11-23.")
@click.option("--reference", default="", help="What the payer or the bank wrote; tells two equal payments apart.")
@click.option("--undo", is_flag=True, help="It was entered by mistake: take it back.")
@common
def command(desk: Desk, invoice: str, amount: str, on: date, reference: str, undo: bool) -> None:
    """Enter that AMOUNT was paid on INVOICE, as 400.00 or "400.00 EUR".

    It counts in every later run and report until the export shows it by itself. The same payment is entered once,
    whether by hand or in a list of payments.

    \b
    Examples:
      pastdue paid INV-2026-0041 400.00 --on 2026-11-23
      pastdue paid INV-2026-0041 "400.00 EUR" --on 2026-11-23 --reference "TX 8812"
      pastdue paid INV-2026-0041 400.00 --on 2026-11-23 --undo
    """
    from pastdue.cli.jobs import ledger_to_change
    from pastdue.model import Payment
    from pastdue.model.kept import KeptPayment

    with ledger_to_change(desk.firm, create=True) as ledger:
        known = ledger.history().seen.get(invoice)
        payment = Payment(_amount(amount, known), on, reference.strip())
        entered = KeptPayment(invoice, known.customer_id if known else "", payment, _stated(payment.amount, known))
        if undo:
            ledger.entries.withdraw(entered, desk.as_of)
            say(f"taken back: {payment.amount:,} paid on {invoice} on {on}")
            return
        if known is None:
            desk.remark(f"remark: no run has seen an invoice {invoice!r} so far; is the number right?")
        news = ledger.entries.pay(entered, desk.as_of)
    say(f"{payment.amount:,} paid on {invoice} on {on}" + ("" if news else ": known already, counted once"))


def _amount(text: str, known: Seen | None) -> Money:
    """The amount, in the invoice's currency where none is written; refuses nothing and another currency."""
    from pastdue.model.errors import SettingsError
    from pastdue.model.money import Money

    if known is None and not text.strip()[-1:].isalpha():
        raise SettingsError(
            f"in which currency? no run has seen the invoice, and {text!r} names none",
            'write the currency beside the amount, as "400.00 EUR"',
        )
    money = Money.parse(text if text.strip()[-1:].isalpha() or known is None else f"{text.strip()} {known.currency}")
    if money.amount <= 0:
        raise SettingsError(f"{text!r} is not a payment", "enter what came in; --undo takes an entry back")
    if known is not None and money.currency != known.currency:
        raise SettingsError(
            f"the invoice is in {known.currency}, the payment in {money.currency}", "correct one of them"
        )
    return money


def _stated(amount: Money, known: Seen | None) -> Money:
    """The sum the export called paid before this payment: as a balance below zero where a run has seen the invoice."""
    return amount - amount if known is None else known.stated
