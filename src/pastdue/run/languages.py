"""The language of each customer's letters, and the remarks of a run on languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from pastdue.firm import Firm
from pastdue.firm.rows.languages import KIND, unsaid
from pastdue.firm.spoken import Spoken
from pastdue.model import Party
from pastdue.model.messages import APART, Message, Names
from pastdue.model.remarks import Remark

_NAMED_AT_MOST = 5


class Languages:
    """A firm's choice of language: the customer's by the settings, by the file; at home, or where the country is not
    known, the firm's own; abroad that of the country."""

    def __init__(self, firm: Firm) -> None:
        self._firm, self._own = firm, firm.creditor.party.language
        self._home = firm.settings.creditor.country
        self._known = frozenset(firm.catalog.names(KIND))

    @cached_property
    def _spoken(self) -> Spoken:
        return Spoken.of(self._firm.catalog)

    def of(self, customer: Party) -> str:
        """The language of letters to `customer`; the firm's own where there is no file for the one asked for."""
        asked = self._asked(customer)
        return asked if asked in self._known else self._own

    def remarks(self, customers: Iterable[Party]) -> Iterator[Remark]:
        """Remarks on languages of `customers` that have no file, and on files that leave texts to English."""
        customers = list(customers)
        strange = sorted({self._asked(customer) for customer in customers} - self._known)
        for language in strange:
            yield self._strange(language, sorted({c.id for c in customers if self._asked(c) == language}))
        yield from self._unsaid(customers)
        yield from self._by_country(customers)
        spoken = {self.of(customer) for customer in customers}
        said = (unsaid(self._firm.catalog, language) for language in sorted(spoken))
        yield from (remark for remark in said if remark is not None)

    def _asked(self, customer: Party) -> str:
        own = self._firm.settings.customers.get(customer.id)
        said = (own.language if own else "") or customer.language
        if said or not self._abroad(customer):
            return said or self._own
        return self._spoken.language_in(customer.country, self._own)

    def _abroad(self, customer: Party) -> bool:
        return bool(self._home and customer.country) and customer.country != self._home

    def _unsaid(self, customers: list[Party]) -> Iterator[Remark]:
        """That letters are English because the settings say nothing, where the firm's country has another language."""
        own = self._firm.settings.creditor
        at_home = next(iter(self._spoken.languages_of(own.country)), self._own)
        if not own.language and at_home != self._own and any(self.of(customer) == self._own for customer in customers):
            remedy = Message.of("set_language", language=at_home, country=own.country)
            yield Remark(Message.of("no_own_language"), remedy=remedy)

    def _by_country(self, customers: list[Party]) -> Iterator[Remark]:
        """Remarks with the number of customers who name no language and are written to in that of their country."""
        named = self._firm.settings.customers
        found: dict[str, dict[str, None]] = {}
        for customer in customers:
            own = named.get(customer.id)
            if not customer.language and not (own and own.language) and self._abroad(customer):
                language = self.of(customer)
                if language != self._own:
                    found.setdefault(language, {})[customer.id] = None
        if found:
            told = (
                Message.of("language_of", language=language, ids=Names(tuple(ids), _NAMED_AT_MOST))
                for language, ids in sorted(found.items())
            )
            languages, count = Names(tuple(told), separator=APART), sum(map(len, found.values()))
            text = Message.of("language_by_country", count=count, languages=languages)
            yield Remark(text, remedy=Message.of("say_language"))

    def _strange(self, language: str, ids: list[str]) -> Remark:
        named, asked = Names(tuple(ids), _NAMED_AT_MOST), repr(language)
        text = Message.of("no_words_for", count=len(ids), ids=named, own=self._own, language=asked)
        return Remark(text, remedy=Message.of("language_to_fill_in", language=language))
