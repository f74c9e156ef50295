"""The firm's mail server: a connection to it, and the messages handed over one by one, each with its result.

A server has a message once it has answered the end of its text. Before that nothing was sent, whatever goes wrong;
when the connection drops between the end and the answer, it cannot be known whether the letter went.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn

from pastdue.mailing.email.drafts import Ready
from pastdue.model.choices import Tls
from pastdue.model.errors import OutputError, SettingsError

_PORTS = {Tls.STARTTLS: 587, Tls.TLS: 465, Tls.NONE: 25}
_WAIT = 60
"""The seconds a server may take for an answer; RFC 5321 lets it take longer for the last one alone."""
_WAIT_AT_THE_END = 600
_SENDER_REFUSED = (530, 535, 550, 551, 553)
"""Answers to the sender's address that every further letter would get too."""


class Came(StrEnum):
    """The results of handing over a message."""

    SENT = "sent"
    REFUSED = "refused"
    DEFERRED = "deferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Handed:
    """The result for one message, the server's last words, and the addresses it refused although it took the
    message."""

    came: Came
    reply: str
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MailServer:
    """The mail server, and the login to it. `user` is empty for no login."""

    host: str
    tls: Tls = Tls.STARTTLS
    port: int | None = None
    user: str = ""
    password: str = ""

    @property
    def at(self) -> str:
        """Its name and port."""
        return f"{self.host}:{self.port or _PORTS[self.tls]}"

    def connected(self) -> Connection:
        """A connection, logged in. Refuses a server that cannot be reached (OutputError) or will not have us
        (SettingsError)."""
        try:
            return Connection(self._greeted(), self.at)
        except smtplib.SMTPAuthenticationError as error:
            self._not_let_in(error)
        except smtplib.SMTPNotSupportedError as error:
            remedy = 'try tls = "tls" (port 465), or ask your provider'
            raise SettingsError(f"email: {self.at}: {str(error).rstrip('.')}", remedy) from None
        except ssl.SSLCertVerificationError as error:
            remedy = "check host; a certificate of your own is named by the environment variable SSL_CERT_FILE"
            raise SettingsError(f"email: {self.at}: its certificate is not trusted: {_why(error)}", remedy) from None
        except (OSError, smtplib.SMTPException) as error:
            remedy = "check host, port and tls in [email], and the network; nothing was sent"
            raise OutputError(f"the mail server {self.at} cannot be used: {_why(error)}", remedy) from None

    def _greeted(self) -> smtplib.SMTP:
        port = self.port or _PORTS[self.tls]
        if self.tls is Tls.TLS:
            context = ssl.create_default_context()
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(self.host, port, timeout=_WAIT, context=context)
        else:
            smtp = smtplib.SMTP(self.host, port, timeout=_WAIT)
        try:
            if self.tls is Tls.STARTTLS:
                smtp.starttls(context=ssl.create_default_context())
            if self.user:
                smtp.login(self.user, self.password)
            smtp.ehlo_or_helo_if_needed()
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _not_let_in(self, error: smtplib.SMTPAuthenticationError) -> NoReturn:
        said = _text(error.smtp_code, error.smtp_error)
        if 400 <= error.smtp_code < 500:
            raise OutputError(
                f"the mail server {self.at} refuses every login for now: {said}", "try again later"
            ) from None
        raise SettingsError(
            f"the mail server {self.at} does not let {self.user} in: {said}",
            "check user in [email] and the password; some providers want a password made for programs",
        ) from None


class Connection:
    """An open connection to a mail server, as a context manager."""

    def __init__(self, smtp: smtplib.SMTP, at: str) -> None:
        self._smtp, self._at = smtp, at
        self.open = True
        """True when a further message can be handed over; otherwise a new connection is needed."""

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Take leave of the server, if it is still there."""
        self.open = False
        with suppress(OSError, smtplib.SMTPException):
            self._smtp.quit()
        self._smtp.close()

    def hand_over(self, message: Ready) -> Handed:
        """Hand `message` over. Refuses (SettingsError) a sender whom the server will take nothing from.

        A message that one of several addressees is to get later waits as a whole; one that some of them will never get
        goes to the others.
        """
        try:
            early, refused = self._announced(message)
            if early is not None:
                self._reset()
                return early
            self._smtp.send(_stuffed(message.data))
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            return Handed(Came.DEFERRED, f"the connection broke before the message was sent: {_why(error)}")
        return self._answered(refused)

    def _announced(self, message: Ready) -> tuple[Handed | None, tuple[str, ...]]:
        """The result before the message's text was asked for, None when the server wants it; and the refused
        addresses."""
        smtp = self._smtp
        sized = [f"size={len(message.data)}"] if smtp.has_extn("size") else []
        code, said = smtp.mail(message.sender, sized)
        if code in _SENDER_REFUSED:
            raise SettingsError(
                f"the mail server {self._at} takes nothing from {message.sender}: {_text(code, said)}",
                "check from and user in [email]; nothing of this letter was sent",
            )
        if code != 250:
            return _not_sent(code, said), ()
        answers = {address: smtp.rcpt(address) for address in message.to}
        later = [_text(*answer) for answer in answers.values() if not _taken(answer) and answer[0] < 500]
        never = {address: _text(*answer) for address, answer in answers.items() if answer[0] >= 500}
        if later:
            return Handed(Came.DEFERRED, "; ".join(later)), ()
        if len(never) == len(answers):
            return Handed(Came.REFUSED, "; ".join(never.values()), tuple(never)), ()
        smtp.putcmd("data")
        code, said = smtp.getreply()
        return (None if code == 354 else _not_sent(code, said)), tuple(never)

    def _answered(self, refused: tuple[str, ...]) -> Handed:
        """The server's answer to a message whose text it has."""
        try:
            if self._smtp.sock is not None:
                self._smtp.sock.settimeout(_WAIT_AT_THE_END)
            code, said = self._smtp.getreply()
            if self._smtp.sock is not None:
                self._smtp.sock.settimeout(_WAIT)
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            return Handed(Came.UNKNOWN, f"the connection broke before the server answered: {_why(error)}")
        if 200 <= code < 300:
            return Handed(Came.SENT, _text(code, said), refused)
        if code < 400:
            self._drop()
            return Handed(Came.UNKNOWN, f"the server's answer makes no sense: {_text(code, said)}")
        if code == 421:
            self._drop()
        return _not_sent(code, said)

    def _reset(self) -> None:
        """Make ready for the next message after one that was not sent."""
        try:
            code, _ = self._smtp.rset()
        except (OSError, smtplib.SMTPException):
            code = 421
        if code != 250:
            self._drop()

    def _drop(self) -> None:
        self.open = False
        self._smtp.close()


def _taken(answer: tuple[int, bytes]) -> bool:
    return answer[0] in (250, 251, 252)


def _not_sent(code: int, said: bytes) -> Handed:
    """The result for an answer other than yes: refused for good with a code of 500 or more, else deferred to a later
    try."""
    return Handed(Came.REFUSED if code >= 500 else Came.DEFERRED, _text(code, said))


def _stuffed(data: bytes) -> bytes:
    """The text as it goes over the wire: points at the beginning of lines doubled, a point alone at its end."""
    dotted = re.sub(rb"(?m)^\.", b"..", data)
    return dotted + (b"" if dotted.endswith(b"\r\n") else b"\r\n") + b".\r\n"


def _text(code: int, said: bytes | str) -> str:
    """A server's answer in one line without control characters, at most 300 characters."""
    words = " ".join((said.decode("utf-8", "replace") if isinstance(said, bytes) else said).split())
    return f"{code} {''.join(char for char in words if char.isprintable())}"[:300].strip()


def _why(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
