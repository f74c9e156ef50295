"""Routes of letters: by post, by e-mail or both, and the reasons a letter cannot go as wished."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pastdue.firm import Firm
from pastdue.ladder.rules import NO_ADDRESS
from pastdue.mailing.email.addresses import BadAddress, addresses
from pastdue.model import Party, Stage
from pastdue.model.choices import Delivery
from pastdue.model.letters import PlannedLetter
from pastdue.model.messages import Message, Names, Text
from pastdue.model.parties import Route
from pastdue.model.remarks import Remark

_NAMED_AT_MOST = 5


class Routes:
    """A firm's choice of the way letters go: the customer's by the settings, by contacts or invoices, else the firm's.

    Where an e-mail address is missing or wrong the letter goes by post, where the postal address is missing by e-mail.
    """

    def __init__(self, firm: Firm) -> None:
        self._firm, self._own = firm, firm.settings.email

    def wished(self, customer: Party) -> Delivery:
        """The way the customer's letters are to go, by the settings, else the files, else the default."""
        own = self._firm.settings.customers.get(customer.id)
        return (own.delivery if own else None) or customer.delivery or self._own.delivery

    def route(self, customer: Party, stage: Stage) -> Route:
        """The route of a letter of `stage` to the customer; one that cannot go at all has a route by post."""
        wished = self.wished(customer)
        if wished is Delivery.POST:
            return Route()
        email, _ = _addresses(customer)
        posted = wished is Delivery.BOTH or self._needs_post(stage)
        return Route(post=not email or (posted and bool(customer.address)), email=email)

    def unreachable(self, customer: Party, stage: Stage) -> Message | None:
        """Why no letter of `stage` can reach the customer; None where one can."""
        if customer.address:
            return None
        email, why = _addresses(customer)
        if self.wished(customer) is Delivery.POST:
            if not email or self._needs_post(stage):
                return NO_ADDRESS
            return Message.of("with_remedy", what=NO_ADDRESS, remedy=Message.of("could_email", email=email[0]))
        if not email:
            return Message.of("no_address_at_all", why=why)
        if self._needs_post(stage):
            return Message.of("final_by_post")
        return None

    def remarks(self, letters: Iterable[PlannedLetter]) -> Iterator[Remark]:
        """Remarks on customers who get post for lack of an e-mail address, and on those who get e-mails alone for lack
        of a postal address."""
        found: dict[Message, dict[str, None]] = defaultdict(dict)
        for letter in letters:
            customer = letter.customer
            wished = self.wished(customer)
            if wished is not Delivery.POST and not letter.route.email:
                found[Message.of("posted_instead", why=_addresses(customer)[1])][customer.id] = None
            elif wished is Delivery.BOTH and not letter.route.post:
                found[Message.of("emailed_alone")][customer.id] = None
        for text, ids in found.items():
            who = Message.of("the_customers", count=len(ids), ids=Names(tuple(ids), _NAMED_AT_MOST))
            yield Remark(text, about=who, remedy=Message.of("give_address"))

    def _needs_post(self, stage: Stage) -> bool:
        return stage.is_final and self._own.final_demand_by_post


def _addresses(customer: Party) -> tuple[tuple[str, ...], Text]:
    """The customer's e-mail addresses; where there are none, why."""
    try:
        found = addresses(customer.email)
    except BadAddress as error:
        return (), error.what
    return found, "" if found else Message.of("no_email_address")
