"""The drafts of a run's e-mails: their sender, and the file of each."""

from __future__ import annotations

from collections.abc import Iterable
from email.headerregistry import Address
from pathlib import PurePosixPath

from pastdue.firm import Firm
from pastdue.mailing.email.addresses import BadAddress, mailbox
from pastdue.mailing.email.drafts import Sender
from pastdue.model.errors import SettingsError
from pastdue.model.letters import PlannedLetter

FOLDER = "email"
"""The folder of a run in which its drafts lie."""


def draft_file(letter_file: str) -> str:
    """The draft that carries the letter in `letter_file`, both relative to the run's folder.

    >>> draft_file("letters/2026-00001-reminder.pdf")
    'email/2026-00001-reminder.eml'
    """
    return f"{FOLDER}/{PurePosixPath(letter_file).stem}.eml"


def sender_of(firm: Firm) -> Sender:
    """The sender of the firm's e-mails; refuses (SettingsError) settings without an address."""
    own, creditor = firm.settings.email, firm.settings.creditor
    if not own.from_ and not creditor.email:
        raise SettingsError(
            "letters go by e-mail, and no setting says from which address",
            'set from in [email], as from = "Studio Nowak <faktury@example.com>", or email in [creditor]',
        )
    try:
        given = mailbox(own.from_ or creditor.email)
        reply_to = mailbox(own.reply_to) if own.reply_to else None
    except BadAddress as error:
        where = "email: from" if own.from_ else "creditor: email"
        raise SettingsError(f"{firm.file}: {where}: {error.what}", error.remedy) from None
    named = given if given.display_name else Address(creditor.name, addr_spec=given.addr_spec)
    return Sender(named, reply_to)


def check_sender(firm: Firm, letters: Iterable[PlannedLetter]) -> None:
    """Refuses (SettingsError) letters that go by e-mail without a sender."""
    if any(letter.route.email for letter in letters):
        sender_of(firm)
