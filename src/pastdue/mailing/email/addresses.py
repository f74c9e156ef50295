"""E-mail addresses: those of a cell or a setting, each checked; nothing that could add a header to a message."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.headerregistry import Address

from pastdue.model.errors import InputError

_LONGEST, _LONGEST_LOCAL = 254, 64
_DOMAIN = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)(\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))+")
_NAMED = re.compile(r'\s*(?P<name>"[^"]*"|[^<>@;,"]*?)\s*<(?P<address>[^<>]*)>\s*')
_BETWEEN = re.compile(r"[;,\s]+")


class BadAddress(InputError):
    """Text that is not an e-mail address."""


def addresses(text: str) -> tuple[str, ...]:
    """The addresses in `text`, each once, in their order; a name before an address in angle brackets is left out.

    Commas, semicolons and blanks stand between several. Refuses (BadAddress) text in which any is wrong.

    >>> addresses("anna@example.com; Jan Kowalski <jan@example.com>, anna@example.com")
    ('anna@example.com', 'jan@example.com')
    >>> addresses("anna@example")
    Traceback (most recent call last):
    pastdue.mailing.email.addresses.BadAddress: 'anna@example' is not an e-mail address
      correct it, as name@example.com
    """
    _refuse_line_breaks(text)
    bare = _NAMED.sub(r" \g<address> ", text)
    return tuple(dict.fromkeys(checked(word) for word in _BETWEEN.split(bare) if word))


def mailbox(text: str) -> Address:
    """The one address in `text` with the name before it, if any; refuses (BadAddress) none, several and wrong ones.

    >>> str(mailbox("Studio Nowak <faktury@example.com>"))
    'Studio Nowak <faktury@example.com>'
    """
    _refuse_line_breaks(text)
    match = _NAMED.fullmatch(text)
    address = checked(match["address"].strip() if match else text.strip())
    name = match["name"].strip().strip('"') if match else ""
    return Address(name, addr_spec=address)


def checked(address: str) -> str:
    """`address` itself, its domain in the letters that mail servers take; refuses (BadAddress) one that cannot be.

    >>> checked("info@bücher.example")
    'info@xn--bcher-kva.example'
    """
    _refuse_line_breaks(address)
    local, at, domain = address.rpartition("@")
    if at and not local.isascii():
        remedy = "ask for an address in plain letters: few mail servers take another"
        raise BadAddress(f"{address!r} has letters before the @ that mail servers do not take", remedy)
    ascii_domain = _ascii(domain)
    whole = f"{local}@{ascii_domain}"
    short = len(whole) <= _LONGEST and len(local) <= _LONGEST_LOCAL
    if not (at and short and _DOMAIN.fullmatch(ascii_domain) and _is_one(whole)):
        raise BadAddress(f"{address!r} is not an e-mail address", "correct it, as name@example.com")
    return whole


def _ascii(domain: str) -> str:
    """The domain as DNS has it; "" where it cannot be one."""
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _is_one(address: str) -> bool:
    """True when the grammar of mail headers (RFC 5322) has it as one address and no more."""
    try:
        parsed = Address(addr_spec=address)
    except (MessageError, ValueError, IndexError):
        return False
    return parsed.addr_spec == address


def _refuse_line_breaks(text: str) -> None:
    if any(ord(char) < 32 or ord(char) == 127 for char in text):
        raise BadAddress(f"{text!r} holds a line break or a control character", "write the address alone")
