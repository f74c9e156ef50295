"""Settings of what is owed: how invoices are read, what lateness costs, and what holds for one customer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pastdue.charges.choice import PolicyChoice
from pastdue.intake.export.choices import ReadingChoices
from pastdue.model.choices import Delivery, Per, Settle
from pastdue.model.money import Money
from pastdue.model.parties import CustomersAre
from pastdue.model.spans import Span


@dataclass(frozen=True, slots=True)
class IntakeSettings(ReadingChoices):
    """`[intake]`: how the export is written, and the files beside it; each can be given on the command line too.

    What is left empty is decided from the file, where that can be proved. `payments`, `contacts`, `holds` and
    `followups` are files, named relative to pastdue.toml.
    """

    payments: str = ""
    """A file of payments that came in since."""
    contacts: str = ""
    """A file of customers, where the export has no addresses."""
    holds: str = ""
    """A file of whom not to write to: holds, disputes, promises."""
    followups: str = ""
    """A list of messages that have no answer, for `pastdue tasks` and the tasks on the page of a run."""


@dataclass(frozen=True, slots=True)
class DunningSettings:
    """`[dunning]`: the ladder, the charges, and what keeps a letter from going out."""

    ladder: str = "monthly"
    """The ladder of stages: one that pastdue ships, or your own in `pastdue.d/ladders/`."""
    policy: str = ""
    """The policy that sets the charges for lateness. Default: the statute of the creditor's country where it has one
    and `policies` is empty, else nothing is charged."""
    policies: tuple[PolicyChoice, ...] = ()
    """Policies for some invoices only, as `[[dunning.policies]]`: the first that fits an invoice counts before
    `policy`."""
    customers: CustomersAre = CustomersAre.UNKNOWN
    """The kind of customers whose kind no file says. `unknown`: the statute of the country is not claimed from them."""
    final_deadline: Span | None = None
    """The time a final demand leaves to pay, from 5 business days to 30 days. Default: 14 days."""
    falls_when_paid: Decimal | None = None
    """Once so many percent of what the last letter had open are paid, the next one is of the same stage again, not of
    the next. Of an invoice never dunned: of its total, and the letter is one stage milder than its age deserves."""
    falls_when_open: tuple[Money, ...] = ()
    """The same once something was paid and no more than this is open, an amount for each currency."""
    mail_days: int = 0
    """The number of days a letter takes by post, added to every day to pay by."""
    min_gap: Span | None = None
    """The shortest time between two notices of an invoice. Default: the ladder's own."""
    catch_up: bool | None = None
    """An old invoice begins on the stage of its age instead of the first. Default: the ladder's own."""
    charges_from: str | None = None
    """The first stage whose letters claim charges; Default: the ladder's own."""
    min_balance: tuple[Money, ...] = ()
    """Less than this is not dunned, an amount for each currency: what a day's letters ask of a customer."""
    min_balance_percent: Decimal | None = None
    """Less than so much of what the customer owes in all, late or not, is not dunned."""
    min_letter: tuple[Money, ...] = ()
    """A letter that asks for less is not sent, an amount for each currency."""
    min_letter_percent: Decimal | None = None
    """A letter that asks for less than so much of what the customer owes in all is not sent."""
    review_above: tuple[Money, ...] = ()
    """More than this goes out only with `--approve`, an amount for each currency."""
    max_age: Span = Span.parse("24 months")
    """Older invoices without any notice so far get none, so that a first run does not dun a whole old book."""
    allow_high_charges: bool = False
    """A policy may charge rates that are most likely a typing error, such as more than 100 % a year."""
    settle: Settle | None = None
    """The debt a payment settles first, whatever the policies say. Default: as the law or the policy says."""
    collect_charges_after_payment: bool = False
    """Letters go on over charges they named once the invoice itself was paid without them."""
    late_payments_from: date | None = None
    """Invoices paid late on this day or after it get a letter over their charges alone, though no letter had named any.
    Only with `collect_charges_after_payment`. Default: none does."""
    provisional: bool = False
    """A rate past the last day that was checked may be the last known one, marked on every output."""
    warn_above_percent: Decimal | None = None
    """Charges that come to more than this a year are remarked on."""
    per: Per = Per.STAGE
    """The invoices that share a letter: those of a customer on one stage, each invoice alone, or all of a
    customer's."""


@dataclass(frozen=True, slots=True)
class CustomerSettings:
    """`[customers.ID]`: what holds for one customer, by the id in the invoices file."""

    policy: str = ""
    """The policy for this customer."""
    dun: bool = True
    """The customer gets letters at all."""
    highest: str | None = None
    """The stage beyond which the customer is never dunned."""
    language: str = ""
    """The language of the customer's letters."""
    delivery: Delivery | None = None
    """The way the customer's letters go: `post`, `email` or `both`. Default: as the contacts or the invoices say."""
    split_payment: bool = False
    """The customer pays by split payment (MPP): no Polish code then."""


@dataclass(frozen=True, slots=True)
class ClausesSettings:
    """`[clauses]`: what `pastdue clauses` puts into contract terms beside the late charges."""

    pay_within: Span | None = None
    """The time after their date at which invoices fall due, such as `14 days`. Without it the terms name none."""
    deposit: Decimal | None = None
    """The share of the price in percent to be paid before work begins. Without it none is asked for."""
    silence: Span = Span.parse("14 days")
    """The time a client may leave a message unanswered before work may stop and be invoiced."""
    kill_fee: Decimal | None = None
    """The share, in percent, of the price of the work not done that is owed when the contract ends in this way."""
    rights: bool = True
    """Rights in the work pass to the client only once it is paid."""
    portfolio: bool = True
    """You may name the client and show the finished work."""
    law: str = ""
    """The country whose law applies, as a code of two letters. Default: the creditor's."""
    venue: str = ""
    """The place of jurisdiction. Default: the creditor's city."""
