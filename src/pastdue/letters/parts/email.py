"""The words of a letter's e-mail beside the letter's own: the subject, the list of attachments, the name of the
file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pastdue.letters.language.voice import Voice
from pastdue.model.letters import EmailWords
from pastdue.model.parties import Route


@dataclass(frozen=True, slots=True)
class EmailedLetter:
    """The letter an e-mail carries, by title, number and subject, and whether copies of invoices go with it."""

    title: str
    number: str
    subject: str
    copies: bool = False


def email_words(letter: EmailedLetter, route: Route, voice: Voice) -> EmailWords | None:
    """The words of the e-mail that carries `letter`, in the letter's language; None where its route has no e-mail."""
    if not route.email:
        return None
    subject = voice.say("email.subject", {"subject": letter.subject, "number": letter.number})
    file = voice.say("email.file", {"title": letter.title, "number": letter.number})
    covering, labelled = tuple(_covering(letter, route, voice)), voice.labelled("{label}", "{value}")
    return EmailWords(route.email, subject, covering, file, labelled, route.post)


def _covering(letter: EmailedLetter, route: Route, voice: Voice) -> Iterator[str]:
    yield voice.say("email.attached_copies" if letter.copies else "email.attached")
    if route.post:
        yield voice.say("email.posted_too")
