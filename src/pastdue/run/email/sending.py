"""Sending the drafts of a run: which of them wait, and each handed over between two entries of the ledger.

The ledger has the intent before the server is asked, and the outcome after it has answered. A letter with an intent
alone was sent, perhaps: only a person's word lets it go again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from pastdue.firm import Firm
from pastdue.ledger import Emailed, EmailEvent, Ledger, LetterRow, RunState
from pastdue.letters.saved import letter_from_json
from pastdue.mailing.email.drafts import Ready, ready
from pastdue.mailing.email.password import password_of
from pastdue.mailing.email.smtp import Came, Connection, MailServer
from pastdue.mailing.held_back import held_back
from pastdue.model.errors import LedgerError, OutputError, SettingsError
from pastdue.run.email.drafts import draft_file


class EmailState(StrEnum):
    """The states of a letter's e-mail."""

    WAITS = "to be sent"
    SENT = "sent"
    PERHAPS = "perhaps sent"
    REFUSED = "refused"
    VOIDED = "voided"
    ALTERED = "altered"
    POSTED = "posted"
    """Refused by the mail server, and on record as posted since."""
    HELD_BACK = "held back"
    """Not sent yet, and no letter to send as it is after what the ledger has learned since its run."""

    @property
    def needs_attention(self) -> bool:
        """True for a state that stays until a person does something about it."""
        return self in (EmailState.PERHAPS, EmailState.REFUSED, EmailState.ALTERED, EmailState.HELD_BACK)


_STATES = {
    EmailEvent.INTENT: EmailState.PERHAPS,
    EmailEvent.SENT: EmailState.SENT,
    EmailEvent.WAS_SENT: EmailState.SENT,
    EmailEvent.REFUSED: EmailState.REFUSED,
    EmailEvent.DEFERRED: EmailState.WAITS,
    EmailEvent.NOT_SENT: EmailState.WAITS,
}
_CAME = {Came.SENT: EmailEvent.SENT, Came.REFUSED: EmailEvent.REFUSED, Came.DEFERRED: EmailEvent.DEFERRED}


@dataclass(frozen=True, slots=True)
class LetterEmail:
    """A letter of a run that goes by e-mail: the hash of its draft, its recipients, its state, and the last answer."""

    letter: LetterRow
    sha256: str
    to: tuple[str, ...]
    state: EmailState
    said: str = ""
    refused: tuple[str, ...] = ()
    """Addresses that the server refused although others of the letter got it."""
    alone: bool = False
    """True when the letter goes by e-mail and not by post as well."""

    @property
    def eml(self) -> bytes | None:
        """The draft as it was released; None where its file is gone or altered."""
        try:
            data = (self.letter.path.parent.parent / draft_file(self.letter.file)).read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == self.sha256 else None


def emails_of(ledger: Ledger, run_id: str, on: date) -> tuple[LetterEmail, ...]:
    """The letters of a released run that go by e-mail, in the order of their numbers, as they stand on the day `on`;
    refuses a run without any."""
    run = ledger.run(run_id)
    if run.state not in (RunState.RELEASED, RunState.VOIDED):
        raise LedgerError(
            f"run {run_id} is {run.state.value}: nothing of it is sent",
            "`pastdue history --runs` lists the runs; the next `pastdue run` ends an interrupted one",
            ledger.name,
        )
    hashes = {file.name: file.sha256 for file in ledger.files(run_id)}
    events = ledger.emails.standing()
    found = [
        _standing(row, hashes[draft], events.get(row.number))
        for row in ledger.letters(run=run_id)
        if (draft := draft_file(row.file)) in hashes
    ]
    if not found:
        raise OutputError(
            f"run {run_id} has no letters that go by e-mail", "`delivery` says whose do: see `pastdue docs email`"
        )
    back = held_back(ledger, ledger.notices(run=run_id), on)
    posted = ledger.postings()
    return tuple(
        replace(one, state=EmailState.POSTED)
        if one.letter.number in posted and (one.state is EmailState.REFUSED or (one.state in _NOT_GONE and one.alone))
        else replace(one, state=EmailState.HELD_BACK, said=back[one.letter.number])
        if one.state in _NOT_GONE and one.letter.number in back
        else one
        for one in found
    )


_NOT_GONE = (EmailState.WAITS, EmailState.REFUSED)


def _standing(row: LetterRow, sha256: str, event: Emailed | None) -> LetterEmail:
    """The state of one letter's e-mail. A draft that differs from the released one is not sent."""
    words = letter_from_json(row.content).email
    state = _STATES[event.event] if event else EmailState.WAITS
    said = event.reply if event else ""
    alone = words is not None and not words.also_posted
    one = LetterEmail(replace(row, content=""), sha256, words.to if words else (), state, said, alone=alone)
    if state in (EmailState.SENT, EmailState.PERHAPS):
        return one
    if row.voided or row.in_part:
        return replace(one, state=EmailState.VOIDED, said="for some of its invoices" if row.in_part else "")
    return replace(one, state=EmailState.ALTERED, said=_NOT_RELEASED) if one.eml is None else one


_NOT_RELEASED = "the draft is gone or is not what was released: if you sent it yourself, --was-sent"


def server_of(firm: Firm) -> MailServer:
    """The firm's mail server with the password of its user; refuses settings that name no server."""
    own = firm.settings.email
    if not own.host:
        raise SettingsError(
            "no setting names the mail server that is to send the letters",
            'set host in [email], as host = "smtp.example.com"; or open the drafts in your mail program and send them',
        )
    return MailServer(own.host, own.tls, own.port, own.user, password_of(own.user) if own.user else "")


@dataclass(frozen=True, slots=True)
class Sending:
    """Sending drafts of one ledger through one server, as of a day; `now` is the moment that messages are dated."""

    ledger: Ledger
    server: MailServer
    on: date
    now: datetime

    def send(self, waiting: Iterable[LetterEmail]) -> Iterator[LetterEmail]:
        """Send each of the letters, one after the other, and yield it as it then stands.

        A connection that broke is made again for the next letter. Raises SettingsError or OutputError, with nothing
        more sent, where the server cannot be reached, refuses every login or every message of the sender.
        """
        connection: Connection | None = None
        try:
            for one in waiting:
                if connection is None or not connection.open:
                    connection = self.server.connected()
                yield self._sent(one, connection)
        finally:
            if connection is not None:
                connection.close()

    def _sent(self, one: LetterEmail, connection: Connection) -> LetterEmail:
        eml = one.eml
        if eml is None:
            return replace(one, state=EmailState.ALTERED, said=_NOT_RELEASED)
        message = ready(eml, self.now)
        self._record(one, EmailEvent.INTENT, message)
        try:
            handed = connection.hand_over(message)
        except SettingsError as error:
            self._record(one, EmailEvent.DEFERRED, message, error.what)
            raise
        if handed.came is Came.UNKNOWN:
            return replace(one, state=EmailState.PERHAPS, said=handed.reply)
        reply = handed.reply
        if handed.refused and handed.came is Came.SENT:
            reply = f"{reply}; refused: {', '.join(handed.refused)}"
        event = _CAME[handed.came]
        self._record(one, event, message, reply)
        return replace(one, state=_STATES[event], said=reply, refused=handed.refused)

    def _record(self, one: LetterEmail, event: EmailEvent, message: Ready, reply: str = "") -> None:
        self.ledger.emails.record(Emailed(one.letter.number, event, self.on, message.to, reply))


def answer(ledger: Ledger, one: LetterEmail, on: date, *, sent: bool) -> LetterEmail:
    """Record a person's word that a letter was sent, or was not, and return how it then stands."""
    event = EmailEvent.WAS_SENT if sent else EmailEvent.NOT_SENT
    ledger.emails.record(Emailed(one.letter.number, event, on, one.to, "as entered by hand"))
    return replace(one, state=_STATES[event], said="as entered by hand")
