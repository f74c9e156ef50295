"""The state of the e-mails that carry letters, as frozen values without SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class EmailEvent(StrEnum):
    """The last event of a letter's e-mail."""

    INTENT = "intent"
    """The server was about to be asked and its answer is not recorded: the letter may have gone."""
    SENT = "sent"
    REFUSED = "refused"
    DEFERRED = "deferred"
    WAS_SENT = "was_sent"
    """A person says that it went."""
    NOT_SENT = "not_sent"
    """A person says that it did not go."""


_GONE = frozenset((EmailEvent.INTENT, EmailEvent.SENT, EmailEvent.WAS_SENT))


@dataclass(frozen=True, slots=True)
class Emailed:
    """An event of the e-mail that carries `letter`: on which day, to which addresses, and what the server replied."""

    letter: str
    event: EmailEvent
    on: date
    to: tuple[str, ...]
    reply: str = ""

    @property
    def gone(self) -> bool:
        """True when the customer has the letter, or may have it."""
        return self.event in _GONE

    @property
    def unsure(self) -> bool:
        """True when nobody knows if the letter went."""
        return self.event is EmailEvent.INTENT

    @property
    def said(self) -> str:
        """The event in words."""
        words = {EmailEvent.INTENT: "perhaps sent", EmailEvent.WAS_SENT: "sent", EmailEvent.DEFERRED: "to be sent"}
        return words.get(self.event, self.event.value.replace("_", " "))
