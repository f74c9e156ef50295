"""Drafts of e-mails: a letter's words, its PDF and the copies of its invoices as one message that opens unsent."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import SMTP, default
from email.utils import format_datetime

from pastdue.mailing.email.text import text_of
from pastdue.model.letters import EmailWords, Letter

POLICY = SMTP.clone(cte_type="7bit")
"""Messages in plain ASCII throughout, which every mail server takes: other letters are coded (RFC 2045, 2047, 2231)."""

UNSENT = "X-Unsent"
"""The header that makes mail programs open a message as a draft; it is never sent."""

_COLON = re.compile(" ?: ")
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


@dataclass(frozen=True, slots=True)
class Sender:
    """The sender of e-mails, and the address answers go to (None: the same address)."""

    mailbox: Address
    reply_to: Address | None = None


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A PDF that goes with an e-mail, and its name without the ending."""

    name: str
    pdf: bytes


def draft(letter: Letter, sender: Sender, pdf: bytes, copies: Sequence[Enclosed] = ()) -> EmailMessage:
    """The e-mail that carries `letter`, a draft: the letter's text, its `pdf`, the `copies`; same letter, same bytes.

    It is dated on the letter's day at noon, UTC, and its Message-ID is made of the letter's number and bytes. The
    letter must have the words of an e-mail.
    """
    words = _words(letter)
    digest = hashlib.sha256(pdf + "".join(words.to).encode()).hexdigest()[:24]
    message = EmailMessage(policy=POLICY)
    message["From"] = sender.mailbox
    message["To"] = [Address(addr_spec=address) for address in words.to]
    if sender.reply_to is not None:
        message["Reply-To"] = sender.reply_to
    message["Subject"] = " ".join(words.subject.split())
    if letter.on is not None:
        message["Date"] = format_datetime(datetime.combine(letter.on, time(12), UTC))
    message["Message-ID"] = f"<{letter.number}.{digest}@{sender.mailbox.domain}>"
    message[UNSENT] = "1"
    message.set_content(text_of(letter, words), cte="quoted-printable")
    message["Content-Language"] = letter.locale or letter.language
    for name, each in _files(words, pdf, copies):
        message.add_attachment(each, maintype="application", subtype="pdf", filename=name)
    message.set_boundary(f"=-{digest}")  # no coded text has such a line
    return message


def draft_bytes(message: EmailMessage) -> bytes:
    """The message as the bytes of an `.eml` file."""
    return message.as_bytes(policy=POLICY)


def _words(letter: Letter) -> EmailWords:
    if letter.email is None:
        raise ValueError(f"letter {letter.number} has no words for an e-mail")
    return letter.email


def _files(words: EmailWords, pdf: bytes, copies: Sequence[Enclosed]) -> list[tuple[str, bytes]]:
    """Every attached file under a name that all systems take and no other of them has, the letter first."""
    files: dict[str, bytes] = {}
    for one in (Enclosed(words.file, pdf), *copies):
        spaced = _COLON.sub(" - ", one.name.replace("\u00a0", " "))
        plain = _NOT_IN_NAMES.sub("-", spaced).strip(" .-") or "letter"
        name, further = f"{plain}.pdf", 2
        while name.casefold() in map(str.casefold, files):
            name, further = f"{plain}-{further}.pdf", further + 1
        files[name] = one.pdf
    return list(files.items())


@dataclass(frozen=True, slots=True)
class Ready:
    """A message for the mail server: the sender, the plain addresses of the recipients, its bytes."""

    sender: str
    to: tuple[str, ...]
    data: bytes


def ready(eml: bytes, at: datetime) -> Ready:
    """The draft `eml` as it is sent at the moment `at`: dated then, and no draft any more; all else stays as it is.

    Refuses (ValueError) a file that is no draft of ours.
    """
    head, blank, body = eml.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.startswith(UNSENT.encode() + b":")]
    dated = [i for i, line in enumerate(lines) if line.startswith(b"Date:")]
    said = BytesHeaderParser(policy=default).parsebytes(head + blank)
    if not blank or len(dated) != 1 or said["From"] is None or said["To"] is None:
        raise ValueError("no draft of an e-mail")
    lines[dated[0]] = f"Date: {format_datetime(at)}".encode("ascii")
    (sender,) = said["From"].addresses
    to = tuple(address.addr_spec for address in said["To"].addresses)
    return Ready(sender.addr_spec, to, b"\r\n".join(lines) + blank + body)
