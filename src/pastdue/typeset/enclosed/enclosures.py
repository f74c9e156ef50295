"""Enclosures: the invoice copies and official forms that follow a letter in its envelope."""

from __future__ import annotations

from dataclasses import replace

from pastdue.model import Invoice
from pastdue.model.choices import WhenBad
from pastdue.model.errors.left_out import CannotPrint
from pastdue.model.letters import ClaimForms, Draft, InvoiceCopy
from pastdue.model.remarks import Remark
from pastdue.typeset.enclosed.copies import CopyFolder
from pastdue.typeset.enclosed.finding import Finder
from pastdue.typeset.enclosed.refusal import BadCopy


class Enclosures:
    """Adds to each letter what follows it: the copies of its invoices, and to a letter of claim the official forms.

    Either may be None where it is not wanted.
    """

    def __init__(self, copies: Copying | None, forms: ClaimForms | None) -> None:
        self._copies, self._forms = copies, forms

    def added(self, draft: Draft) -> Draft:
        """`draft` with all that follows it; refuses (CannotPrint) as `Copying.added` does."""
        if self._forms and draft.claim:
            draft = replace(draft, forms=self._forms)
        return draft if self._copies is None else self._copies.added(draft)


class Copying:
    """Adds to each letter the copies of its invoices. Remembers whose invoice each file is."""

    def __init__(self, folder: CopyFolder, finder: Finder, when_bad: WhenBad) -> None:
        self._folder, self._finder, self._when_bad = folder, finder, when_bad
        self._first: dict[str, Invoice] = {}

    def added(self, draft: Draft) -> Draft:
        """`draft` with a copy of each of its invoices, a file that holds several of them once.

        A bad copy is left out, which the draft's remarks say; where letters are held for it, the draft is refused
        (CannotPrint).
        """
        copies: dict[str, InvoiceCopy] = {}
        remarks: list[Remark] = []
        for notice in draft.notices:
            try:
                file = self._finder.find(notice.invoice)
                self._refuse_anothers(file, notice.invoice)
                if file not in copies:
                    copies[file] = self._copy(notice.invoice, file)
            except BadCopy as error:
                remarks.append(self._without(notice.invoice, error))
        return replace(draft, copies=tuple(copies.values()), remarks=tuple(remarks))

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

    def _without(self, invoice: Invoice, error: BadCopy) -> Remark:
        """The remark that the copy is left out; refuses the letter where the settings say so."""
        if self._when_bad is WhenBad.HOLD:
            raise CannotPrint(f"invoice {invoice.number}: {error.what}", error.remedy)
        return Remark(error.what, about=invoice.number, remedy="the letter goes without a copy")
