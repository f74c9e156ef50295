"""The language each customer is written to in, and what a run says about languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pastdue.firm import Firm
from pastdue.firm.rows.languages import KIND, unsaid
from pastdue.model import Party
from pastdue.model.remarks import Remark

_NAMED_AT_MOST = 5


class Languages:
    """A firm's choice of language: the customer's by the settings, by the file, else the firm's own."""

    def __init__(self, firm: Firm) -> None:
        self._firm, self._own = firm, firm.creditor.party.language
        self._known = frozenset(firm.catalog.names(KIND))

    def of(self, customer: Party) -> str:
        """The language of letters to `customer`; the firm's own where there is no file for the one asked for."""
        asked = self._asked(customer)
        return asked if asked in self._known else self._own

    def remarks(self, customers: Iterable[Party]) -> Iterator[Remark]:
        """Which languages of `customers` there are no words for, and which files leave texts to English."""
        customers = list(customers)
        strange = sorted({self._asked(customer) for customer in customers} - self._known)
        for language in strange:
            yield self._strange(language, sorted({c.id for c in customers if self._asked(c) == language}))
        spoken = {self.of(customer) for customer in customers}
        said = (unsaid(self._firm.catalog, language) for language in sorted(spoken))
        yield from (remark for remark in said if remark is not None)

    def _asked(self, customer: Party) -> str:
        own = self._firm.settings.customers.get(customer.id)
        return (own.language if own else "") or customer.language or self._own

    def _strange(self, language: str, ids: list[str]) -> Remark:
        named = ", ".join(ids[:_NAMED_AT_MOST]) + (", ..." if len(ids) > _NAMED_AT_MOST else "")
        who = f"{len(ids)} customers ({named}) are" if len(ids) > 1 else f"customer {named} is"
        return Remark(
            f"{who} written to in {self._own}: there are no words for {language!r}",
            remedy=f"`pastdue init --language {language}` writes a file to fill in",
        )
