"""Letters before any word is chosen: the notices of one envelope, and with their enclosures the draft."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from pastdue.model import Credit, Notice, Party, Stage, Whose
from pastdue.model.choices import AlsoShown
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of
from pastdue.model.parties import BY_POST, Route
from pastdue.model.remarks import Remark


@dataclass(frozen=True, slots=True)
class InvoiceCopy:
    """A file that follows the letter in its envelope: the copy of an invoice, by the number of the first one in it.

    `file` is where it is in the folder of copies, with `/`; `sha256` and `pages` say what it was.
    """

    invoice: str
    file: str
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class ClaimForms:
    """The official forms that follow a letter of claim: their path from pastdue.toml's folder, hash and pages."""

    file: str
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class OtherItem:
    """An item that a letter shows for information; `open` is no part of its total."""

    number: str
    issued: date | None
    due: date
    open: Money
    kind: AlsoShown


@dataclass(frozen=True, slots=True)
class PlannedLetter:
    """The contents of one envelope: notices to one customer in one currency, at least one."""

    notices: tuple[Notice, ...]
    language: str
    route: Route = BY_POST
    others: tuple[OtherItem, ...] = ()
    """Other items of the customer that it shows for information."""

    @property
    def credits(self) -> tuple[Credit, ...]:
        """The credits laid on its invoices, by day, each once with all that it pays of them."""
        found: dict[tuple[str, date | None], Credit] = {}
        for credit in (credit for notice in self.notices for credit in notice.credits):
            key = credit.number, credit.on
            before = found.get(key)
            found[key] = replace(credit, amount=credit.amount + before.amount) if before else credit
        return tuple(sorted(found.values(), key=lambda credit: (credit.on or date.min, credit.number)))

    @property
    def total(self) -> Money:
        """The sum the letter asks for: every notice's total less the credits."""
        asked = sum_of((notice.total for notice in self.notices), self.currency)
        return asked - sum_of((credit.amount for credit in self.credits), self.currency)

    @property
    def customer(self) -> Party:
        """Whom it goes to."""
        return self.notices[0].invoice.customer

    @property
    def currency(self) -> str:
        return self.notices[0].invoice.currency

    @property
    def whose(self) -> Whose:
        """Whom it goes to, and its currency."""
        return self.notices[0].invoice.whose


@dataclass(frozen=True, slots=True)
class Draft:
    """The facts one letter states, before any word is chosen: notices to one customer, at least one."""

    number: str
    on: date
    stage: Stage
    language: str
    notices: tuple[Notice, ...]
    credits: tuple[tuple[str, Money], ...] = ()
    """Open credits of this customer in this currency (number, positive amount), deducted from the total."""
    copies: tuple[InvoiceCopy, ...] = ()
    forms: ClaimForms | None = None
    """With them the final demand is a letter of claim, and says so."""
    remarks: tuple[Remark, ...] = ()
    """Remarks to the sender on the enclosures of the letter."""
    route: Route = BY_POST
    others: tuple[OtherItem, ...] = ()
    """Other items of the customer that it shows for information, none of them in its total."""
    total: Money = field(init=False, repr=False, compare=False)
    """The sum the letter asks for: every notice's total less the credits."""

    def __post_init__(self) -> None:
        asked = sum_of((notice.total for notice in self.notices), self.currency)
        deducted = sum_of((amount for _, amount in self.credits), self.currency)
        object.__setattr__(self, "total", asked - deducted)

    @property
    def claim(self) -> bool:
        """True for a letter of claim, with which official forms go."""
        return any(notice.claim for notice in self.notices)

    @property
    def currency(self) -> str:
        return self.notices[0].invoice.currency

    @property
    def only_charges(self) -> bool:
        """True when every invoice in it was paid, and charges alone are left."""
        return all(notice.only_charges for notice in self.notices)

    @property
    def pay_by(self) -> date:
        """The day to pay by, the same for every notice in the letter."""
        return self.notices[0].pay_by
