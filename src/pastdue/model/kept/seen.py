"""Invoices and payments as earlier runs and commands noted them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from pastdue.model.invoices import Payment
from pastdue.model.money import Money, total
from pastdue.model.parties import Whose
from pastdue.model.wording import quoted


@dataclass(frozen=True, slots=True)
class Seen:
    """An invoice as a run saw it, amounts in minor units; what an older ledger did not note is None or "".

    `trusted_minor` is what was owed beyond question: as seen, unless it rose and was not approved. One that is not
    `present` was missing from the run's file, and the rest is what was last known. `on` is the as-of day of the run
    that first saw it so. `charges_paid_minor` is what was paid for charges that its letters named. `former` are credits
    and debts that had this number before, of another customer or another invoice, and are gone without an answer.
    """

    invoice: str
    customer_id: str
    currency: str
    open_minor: int
    customer: str = ""
    issued: date | None = None
    due: date | None = None
    total_minor: int | None = None
    trusted_minor: int | None = None
    present: bool = True
    on: date | None = None
    charges_paid_minor: int = 0
    former: tuple[Seen, ...] = ()

    @property
    def whose(self) -> Whose:
        """Its customer and its currency."""
        return Whose(self.customer_id, self.currency)

    @property
    def open(self) -> Money:
        """The amount open on the day of the run, as the export said."""
        return Money.of_minor(self.open_minor, self.currency)

    @property
    def stated(self) -> Money:
        """Minus the open amount: it stands for the sum the export called paid, whose total may not be known."""
        return -self.open

    def has(self, payment: KeptPayment) -> bool:
        """True when the payment is one of the invoice, of its customer and in its currency."""
        whose = payment.invoice, payment.customer_id, payment.payment.amount.currency
        return whose == (self.invoice, self.customer_id, self.currency)

    def is_older_than(self, issued: date | None) -> bool:
        """True when the invoice that was issued on that day is another one under the number, issued on the day on which
        a run had seen this one or later. Where a day is not known (None) it is taken for the same."""
        if issued is None or self.issued is None or self.on is None:
            return False
        return is_another(self.issued, self.on, issued)

    def may_have(self, paid: Money) -> bool:
        """True when the sum may be a payment of it: in its currency, and no more than was open."""
        return paid.currency == self.currency and 0 < paid.minor <= self.open_minor

    def is_since(self, payment: KeptPayment) -> bool:
        """True when the payment was handed in or entered after the run that saw the invoice so."""
        whose = (payment.invoice, payment.customer_id, payment.stated) == (self.invoice, self.customer_id, self.stated)
        return whose and payment.came_for(self.issued)

    def paid_since(self, payments: Iterable[KeptPayment], last: Seen | None = None) -> Money:
        """The sum of the payments that came in after the run that saw the invoice, but for those that count for
        newer invoices of its number, of which `last` is the one seen last."""
        own = (each for each in payments if self.is_since(each) and not (last and self.is_of_another(each, last)))
        return total((each.payment.amount for each in own), self.currency)

    def is_of_another(self, payment: KeptPayment, last: Seen) -> bool:
        """True when the payment counts for a newer invoice of the number, of which `last` is the one seen last."""
        others = (one for one in (last, *last.former) if one.issued != self.issued)
        return any(one.issued and payment.is_of_newer(one.issued, one.customer_id) for one in others)

    @property
    def trusted(self) -> Money:
        """The amount owed beyond question: as seen, unless it rose and the rise was not approved."""
        return Money.of_minor(self.beyond_question, self.currency)

    @property
    def beyond_question(self) -> int:
        """The amount owed beyond question, in minor units."""
        return self.open_minor if self.trusted_minor is None else self.trusted_minor

    def still_owed(self, total_minor: int, open_minor: int) -> int:
        """The part of what was beyond question that is owed still once the total and what is open are these, in minor
        units: all of it, less what was paid since where the total rose meanwhile, or had risen without an approval,
        which payments would hide; of an invoice that owed something never less than nothing."""
        beyond = self.beyond_question
        if self.total_minor is None or open_minor == self.open_minor:
            return beyond
        if total_minor <= self.total_minor and self.open_minor <= beyond:
            return beyond
        paid_since = (total_minor - open_minor) - (self.total_minor - self.open_minor)
        return max(min(beyond, 0), beyond - max(0, paid_since))

    @property
    def in_doubt(self) -> bool:
        """True when nothing of what was open was beyond question: it was new in a way that is asked about."""
        return self.beyond_question <= 0 < self.open_minor

    def is_as(self, other: Seen) -> bool:
        """True when nothing but the day differs, so that another run has nothing new to note."""
        return (
            self.open_minor == other.open_minor
            and self.beyond_question == other.beyond_question
            and self.charges_paid_minor == other.charges_paid_minor
            and self.present == other.present
            and self.total_minor == other.total_minor
            and self.due == other.due
            and self.issued == other.issued
            and self.customer == other.customer
            and self.customer_id == other.customer_id
            and self.currency == other.currency
            and self.invoice == other.invoice
            and self.former == other.former
        )


@dataclass(frozen=True, slots=True)
class SeenSum:
    """The invoices of one currency, issue date and due date as a run saw them, together: the sums open and invoiced on
    them in minor units, and how many of them were open."""

    currency: str
    issued: date | None
    due: date | None
    open_minor: int
    total_minor: int
    open_invoices: int


@dataclass(frozen=True, slots=True)
class SeenOn:
    """The invoices as they stood after the last run of the day `on`, in sums."""

    on: date
    sums: tuple[SeenSum, ...]


@dataclass(frozen=True, slots=True)
class KeptPayment:
    """A payment of an invoice, or on account where `invoice` is "".

    `stated` is what the export itself called paid on the invoice when the payment was handed in; None where nobody
    knows. `file` is where it was read from, "" where it was entered by hand.
    """

    invoice: str
    customer_id: str
    payment: Payment
    stated: Money | None = None
    file: str = ""
    of: tuple[date, date] | None = field(default=None, compare=False)
    """The day of issue of its invoice when the payment came, and that of the run that last noted it with that day;
    None: not known."""
    total: Money | None = field(default=None, compare=False)
    """The total of its invoice at that time; None: not known."""
    run: int = field(default=0, compare=False)
    """The number of the run it was handed in to, or of the last one before it was entered by hand; 0: none."""
    then: tuple[Seen, ...] = field(default=(), compare=False)
    """Of money on account, its customer's invoices as that run saw them."""

    known_on: date | None = field(default=None, compare=False)
    """The day of the run that is numbered `run`."""
    as_charges: bool = field(default=False, compare=False)
    """True for one entered by hand of just what a letter by its day named as charges of its invoice."""

    def is_of(self, issued: date) -> bool:
        """True when this can be a payment of the invoice under its number that was issued on that day: not where that
        one was issued only on the day on which a run had seen an older one, or later."""
        return self.of is None or not is_another(*self.of, issued) or self.is_of_newer(issued)

    @property
    def taken_back(self) -> str:
        """The command that takes the payment back."""
        paid, words = self.payment, ["pastdue", "paid"]
        words += [quoted(self.invoice)] if self.invoice else ["--customer", quoted(self.customer_id)]
        words += [quoted(str(paid.amount))]
        words += ["--on", str(paid.on)] if paid.on else []
        words += ["--reference", quoted(paid.reference)] if paid.reference else []
        return " ".join([*words, "--undo"])

    def came_for(self, issued: date | None) -> bool:
        """True when its invoice was the one issued on that day when the payment came, as far as that is known."""
        return self.of is None or issued is None or self.of[0] == issued

    def is_of_newer(self, issued: date, customer_id: str = "") -> bool:
        """True when the invoice that was issued on that day is a newer one under the number than the runs before had
        seen, and has the payment: entered by hand, it came in after the last of them and from the day of issue on, and
        of this customer ("": of any)."""
        on = self.payment.on
        if self.file or self.of is None or on is None or (customer_id and self.customer_id not in ("", customer_id)):
            return False
        return is_another(*self.of, issued) and on > self.of[1] and on >= issued

    @property
    def is_later_than_its_run(self) -> bool:
        """True when it was entered by hand and came in after the day of the run that had seen its invoice last."""
        on = self.payment.on
        return not self.file and self.known_on is not None and on is not None and on > self.known_on

    @property
    def came_when_paid(self) -> bool:
        """True when it was entered by hand and the last run had seen its invoice paid in full."""
        return not self.file and self.stated is not None and self.stated.minor >= 0

    def is_since(self, other: KeptPayment) -> bool:
        """True when this came in after what the run saw by which the `other` was known."""
        return self.run > other.run or (self.run == other.run and not self.file)

    def was_known_to(self, run: int) -> bool:
        """True when it was handed in to the run of that number or an earlier one, or entered by hand before it."""
        return self.run < run or (self.run == run and bool(self.file))


@dataclass(frozen=True, slots=True)
class Meant:
    """The invoice that an entry of the day `on` means: the one of this customer and issue day that had the number
    then."""

    customer_id: str
    issued: date
    on: date

    def is_of(self, customer_id: str, issued: date | None) -> bool:
        """True when that is the invoice of this customer that was issued on this day.

        It is another one, whose number was used again, where this one was issued after the entry, or is another
        customer's and was issued on another day. Without its day of issue (None) it is taken for the one under its
        number.
        """
        if issued is None or issued == self.issued:
            return True
        return issued <= self.on and customer_id == self.customer_id


def is_another(issued: date | None, seen: date, now: date | None) -> bool:
    """True when the invoice issued on the day `now` is not the one issued on the day `issued` that a run or letter of
    the day `seen` knew under its number: no two have a number at once. Where one day of issue is not known, `now` is
    after that run or letter."""
    if now is None:
        return False
    return now > seen if issued is None else issued <= seen <= now and issued < now
