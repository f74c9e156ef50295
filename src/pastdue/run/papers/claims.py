"""Claims against a customer: the invoices that can be claimed on a day, and each claim with its letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from pastdue.ladder import CustomerAccounts
from pastdue.ledger import Ledger
from pastdue.model import ChargeKind, Issued, Notice, Stage, Why
from pastdue.model.errors import SettingsError
from pastdue.model.errors.left_out import CannotCharge
from pastdue.model.money import Money
from pastdue.model.remarks import gathered
from pastdue.model.wording import listed
from pastdue.reports.claims.pack import ClaimedInvoice, ClaimedLetter, ClaimPack, Early, Lacking, Missing
from pastdue.reports.statements.account import ChargedInvoice
from pastdue.run.opened import OpenedJob
from pastdue.run.papers.statements import Accounts
from pastdue.run.planning import known_by_then

_KEPT_BACK = {
    Why.ON_HOLD: "is on hold",
    Why.PROMISED: "is promised to be paid",
    Why.NEEDS_REVIEW: "is to be looked at first, as `pastdue plan` says",
}
"""Why an invoice is not claimed although the day of its final demand is over. A dispute is none: courts are there for
those, and the claim states it."""


def kept_back(early: Early) -> str:
    """Why letters about the invoice are kept back, in words that follow its number; "" where they are not."""
    return _KEPT_BACK[early.kept_back] if early.kept_back else ""


@dataclass(frozen=True, slots=True)
class ClaimWishes:
    """The options of a claim: before its time too, the files that prove posting (by letter), and the court's form ("":
    by the parties' countries)."""

    early: bool = False
    proofs: Mapping[str, Path] = field(default_factory=dict)
    court: str = ""


class Claims:
    """The claims against one customer of an opened job, one for each currency."""

    def __init__(self, opened: OpenedJob, ledger: Ledger, customer: str) -> None:
        self.opened, self._ledger, self._id = opened, ledger, customer
        history = ledger.history()
        self._accounts = Accounts(opened, history, frozenset([customer]), sent_only=True)
        own = (skip for skip in self._accounts.planned.skips if skip.customer_id == customer)
        self._kept_back = {skip.invoice: skip for skip in own if skip.why in _KEPT_BACK}
        self._history = known_by_then(opened, history)

    def currencies(self, wishes: ClaimWishes) -> dict[str, tuple[list[ChargedInvoice], list[Early]]]:
        """The invoices to claim in each currency, and the reasons some of them are claimed before their time.

        Refuses (SettingsError) a customer with nothing overdue, and, unless the wishes say early, one of whose invoices
        none has had a final demand whose day to pay by is over, or letters about all that have are kept back; and an
        invoice whose charges cannot be worked out.
        """
        found: dict[str, tuple[list[ChargedInvoice], list[Early]]] = {}
        left: list[Early] = []
        for (_, currency), items in sorted(self._accounts.invoices.items()):
            late = [one for one in items if _owed(one) and one.overdue.days > 0]
            reasons = {one.overdue.invoice.number: self._early(one) for one in late}
            own = [one for one in late if wishes.early or reasons[one.overdue.invoice.number] is None]
            left += [reason for reason in reasons.values() if reason is not None]
            if own:
                early = [e for one in own if (e := reasons[one.overdue.invoice.number]) is not None]
                found[currency] = (sorted(own, key=_by_due), early)
        if not found:
            remedy = "--early makes the claim all the same, and says so on its first page"
            raise SettingsError(self._refusal(left), remedy if left else "`pastdue statement` shows the account")
        _check_charged(one for own, _ in found.values() for one in own)
        return found

    def left_out(self, wishes: ClaimWishes) -> tuple[Early, ...]:
        """The overdue invoices that are not ripe for a claim, where others are."""
        if wishes.early:
            return ()
        late = [one for items in self._accounts.invoices.values() for one in items if _owed(one)]
        return tuple(e for one in late if one.overdue.days > 0 and (e := self._early(one)) is not None)

    def _refusal(self, left: list[Early]) -> str:
        on, who = self.opened.job.as_of, f"customer {self._id}"
        if not left:
            return f"{who} owes nothing overdue on {on}"
        without = [early.invoice for early in left if not (early.letter or early.kept_back)]
        waiting = {early.letter: early.until for early in left if early.letter and early.until}
        said = [f"no final demand was sent for {listed(without)}"] if without else []
        said += [f"the final demand in letter {letter} gives until {until}" for letter, until in waiting.items()]
        said += [f"{early.invoice} {kept_back(early)}" for early in left if early.kept_back]
        return f"{who} cannot be claimed against on {on}: {'; '.join(said)}"

    def _early(self, one: ChargedInvoice) -> Early | None:
        """Why the invoice is not ripe; None where it is."""
        number = one.overdue.invoice.number
        final = next((i for i in reversed(self._history.issued(number)) if i.stage.is_final), None)
        if final is None:
            return Early(number)
        if final.pay_by >= self.opened.job.as_of:
            return Early(number, final.letter, final.pay_by)
        skip = self._kept_back.get(number)
        return Early(number, until=skip.until, kept_back=skip.why) if skip else None

    def pack(self, currency: str, number: str, wishes: ClaimWishes) -> ClaimPack:
        """The claim in `currency` without its exhibits."""
        opened, (items, early) = self.opened, self.currencies(wishes)[currency]
        firm, as_of = opened.job.firm, opened.job.as_of
        invoices = tuple(self._claimed(one) for one in items)
        customer = self._accounts.customers[self._id]
        policies = {one.number: opened.rulebook.policies.policy_of(one.notice.invoice).title for one in invoices}
        pack = ClaimPack(
            number, as_of, firm.creditor_for(currency), customer, currency, invoices,
            tuple(self._letters(invoices)), tuple(early), policies=policies,
        )  # fmt: skip
        return replace(pack, missing=tuple(_lacking(pack)))

    def _claimed(self, one: ChargedInvoice) -> ClaimedInvoice:
        """The invoice as a final demand of the day would name it; its total is what the statement says is owed of it,
        less the credits laid on it."""
        overdue, account = one.overdue, self._accounts.planned.account
        number, currency = overdue.invoice.number, overdue.invoice.currency
        issued = self._history.issued(number)
        notice = Notice(
            overdue, Stage.FINAL_DEMAND, overdue.as_of, one.charges, issued, self._daily(one, account, issued),
            credits=account.laid.get(number, ()),
        )  # fmt: skip
        owed = one.open + one.charges_open
        for_invoice = min(account.laid_on(number, currency), one.open)
        return ClaimedInvoice(notice, notice.total - (owed - for_invoice))

    def _daily(self, one: ChargedInvoice, account: CustomerAccounts, issued: tuple[Issued, ...]) -> Money | None:
        """The interest of each further day, unrounded; None where none runs on evenly."""
        if not any(charge.kind is ChargeKind.INTEREST for charge in one.charges) or one.open.amount <= 0:
            return None
        ladder = self.opened.rulebook.rules.ladder
        claiming = tuple(notice for notice in issued if ladder.at_least(notice.stage, ladder.charges_from))
        policy = self.opened.rulebook.policies.policy_of(one.overdue.invoice)
        try:
            return policy.daily(account.credited(one.overdue), claiming)
        except CannotCharge:
            return None

    def _letters(self, invoices: tuple[ClaimedInvoice, ...]) -> Iterator[ClaimedLetter]:
        """The letters about the claimed invoices that were not voided, oldest first, each with its posting."""
        postings, emailed = self._ledger.postings(), self._ledger.emails.gone()
        numbers = {issued.letter for one in invoices for issued in one.notice.earlier}
        rows = (self._ledger.letter(number) for number in numbers)
        for row in sorted((row for row in rows if not row.voided), key=lambda row: (row.on, row.number)):
            yield ClaimedLetter(row, postings.get(row.number), emailed.get(row.number))


def _check_charged(items: Iterable[ChargedInvoice]) -> None:
    """Refuse to claim without charges that cannot be worked out."""
    for one in gathered(item.uncharged for item in items if item.uncharged is not None):
        raise SettingsError(f"{one.about}: {one.text}", str(one.remedy))


def _owed(one: ChargedInvoice) -> bool:
    return one.open.amount > 0 or one.charges_open.amount > 0


def _by_due(one: ChargedInvoice) -> tuple[date, str]:
    return one.overdue.invoice.due, one.overdue.invoice.number


def _lacking(pack: ClaimPack) -> Iterator[Missing]:
    """The facts about the parties and the contract that are not known."""
    creditor, customer = pack.creditor, pack.customer
    known = {
        Lacking.CREDITOR_TAX_ID: creditor.tax_id, Lacking.CUSTOMER_TAX_ID: customer.tax_id,
        Lacking.CUSTOMER_ADDRESS: customer.address, Lacking.ACCOUNT: creditor.iban or creditor.account,
    }  # fmt: skip
    yield from (Missing(what) for what, value in known.items() if not value)
    for one in pack.invoices:
        if one.notice.invoice.contract_date is None:
            yield Missing(Lacking.CONTRACT_DATE, one.number)
