"""The plan of a run: the letters it would send with the credits deducted from them, and why not the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pastdue.book import Measured
from pastdue.ladder import ChargesFor, decide, surplus
from pastdue.ledger import History
from pastdue.letters.grouping import deduct, group
from pastdue.model import Notice, Skip
from pastdue.model.letters import Credit, PlannedLetter
from pastdue.model.remarks import Remark
from pastdue.model.spans import day_number
from pastdue.run.books import known, missed
from pastdue.run.languages import Languages
from pastdue.run.opened import Opened
from pastdue.run.remarks import few, missing, no_claims, on_notices, unknown


@dataclass(frozen=True, slots=True)
class Planned:
    """What the rules decided about every invoice of a job: a letter it is in, or a skip; and remarks."""

    opened: Opened
    letters: tuple[PlannedLetter, ...]
    skips: tuple[Skip, ...]
    remarks: tuple[Remark, ...]

    @property
    def notices(self) -> Iterator[Notice]:
        """The notices of all letters, in the order of the letters."""
        return (notice for letter in self.letters for notice in letter.notices)


def plan(opened: Opened, history: History) -> Planned:
    """What a run on the job's day would send, and why not the rest."""
    measured, rulebook, history = opened.measured, opened.rulebook, history.by(opened.job.as_of)
    firm, charges_for = opened.job.firm, rulebook.charges_for(history)
    languages = Languages(firm)
    decided = decide(measured, history, replace(rulebook.rules, known=known(history)), charges_for)
    grouped = group(decided.notices, firm.settings.dunning.per, languages.of)
    letters, covered = deduct(grouped, credits_of(measured, history, charges_for))
    notices = [notice for letter in letters for notice in letter.notices]
    remarks = (
        *on_notices(rulebook, notices),
        *map(Remark, opened.intake.remarks),
        *unknown(opened.job.approved, opened.intake),
        *few(missing(history, opened.intake)),
        *no_claims(rulebook, notices),
        *languages.remarks(letter.customer for letter in letters),
    )
    skips = (*decided.skips, *covered, *missed(history, opened.intake, measured.as_of))
    return Planned(opened, letters, skips, remarks)


def credits_of(
    measured: Measured, history: History, charges_for: ChargesFor
) -> dict[tuple[str, str], tuple[Credit, ...]]:
    """What each customer has with us on the day, by (customer id, currency): credit notes, overpayments, and money on
    account.

    What was paid beyond an invoice settles the charges its letters named first; only the rest is a credit.
    """
    frame = measured.frame
    ours = (frame["open_minor"] < 0) & (frame["issued"] <= day_number(measured.as_of))
    found: dict[tuple[str, str], list[Credit]] = defaultdict(list)
    for row in ours.to_numpy().nonzero()[0].tolist():
        overdue = measured.overdue(row)
        customer, number = overdue.invoice.customer.id, overdue.invoice.number
        amount = surplus(overdue, history.issued(number), charges_for)
        if amount:
            found[customer, amount.currency].append(Credit(customer, number, amount))
    for one in measured.on_account:
        amount = one.payment.amount
        found[one.customer_id, amount.currency].append(Credit(one.customer_id, one.label, amount))
    return {key: tuple(own) for key, own in found.items()}
