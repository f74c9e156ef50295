"""What follows which letter in its envelope, and what of the copies that cannot?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from pastdue.model import Invoice, Party, Stage
from pastdue.model.errors import CannotPrint
from pastdue.model.letters import ClaimForms, Draft, InvoiceCopy
from pastdue.typeset.enclosed.copies import CopyFolder
from pastdue.typeset.enclosed.finding import Finder
from pastdue.typeset.enclosed.refusal import BadCopy
from pastdue.typeset.enclosed.wishes import WhenBad

_NAMED_AT_MOST = 20


class Enclosures:
    """Adds to each letter what follows it: the copies of its invoices, and to a letter of claim the official forms.

    Either may be None where it is not wanted; `claims` says to whom a final demand is a letter of claim.
    """

    def __init__(self, copies: Copying | None, forms: ClaimForms | None, claims: Callable[[Party], bool]) -> None:
        self._copies, self._forms, self._claims = copies, forms, claims

    def added(self, draft: Draft) -> Draft:
        """`draft` with all that follows it; refuses (CannotPrint) as `Copying.added` does."""
        if self._forms and draft.stage is Stage.FINAL_DEMAND and self._claims(draft.notices[0].invoice.customer):
            draft = replace(draft, forms=self._forms)
        return draft if self._copies is None else self._copies.added(draft)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the letters made so far go without, and why."""
        return () if self._copies is None else self._copies.remarks


class Copying:
    """Adds to each letter the copies of its invoices. Remembers what it could not add."""

    def __init__(self, folder: CopyFolder, finder: Finder, when_bad: WhenBad) -> None:
        self._folder, self._finder, self._when_bad = folder, finder, when_bad
        self._without: dict[str, list[str]] = defaultdict(list)
        self._first: dict[str, Invoice] = {}

    def added(self, draft: Draft) -> Draft:
        """`draft` with a copy of each of its invoices, a file that holds several of them once.

        A bad copy is left out and remarked on; where letters are held for it, the draft is refused (CannotPrint).
        """
        copies: dict[str, InvoiceCopy] = {}
        for notice in draft.notices:
            try:
                file = self._finder.find(notice.invoice)
                self._refuse_anothers(file, notice.invoice)
                if file not in copies:
                    copies[file] = self._copy(notice.invoice, file)
            except BadCopy as error:
                self._miss(notice.invoice, error)
        return replace(draft, copies=tuple(copies.values()))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the letters made so far go without, and why."""
        return tuple(
            f"{_listed(numbers)}: {why}; the letter goes without a copy" for why, numbers in self._without.items()
        )

    def _refuse_anothers(self, file: str, invoice: Invoice) -> None:
        """One customer's invoice never goes to another, whatever the rows say."""
        first = self._first.setdefault(file, invoice)
        if first.customer.id != invoice.customer.id:
            raise BadCopy(
                f"{self._folder.path.name}/{file} is the copy of {first.number} too, of customer {first.customer.id}",
                "look which of them it belongs to",
            )

    def _copy(self, invoice: Invoice, file: str) -> InvoiceCopy:
        try:
            return self._folder.copy(invoice.number, file)
        except BadCopy as error:
            raise error.of(f"{self._folder.path.name}/{file}") from None

    def _miss(self, invoice: Invoice, error: BadCopy) -> None:
        if self._when_bad is WhenBad.HOLD:
            raise CannotPrint(f"invoice {invoice.number}: {error.what}", error.remedy)
        self._without[error.what].append(invoice.number)


def _listed(numbers: list[str]) -> str:
    shown = ", ".join(numbers[:_NAMED_AT_MOST])
    more = len(numbers) - _NAMED_AT_MOST
    return shown if more <= 0 else f"{shown} and {more} more"
