# ruff: noqa: ARG001, ARG002 - aiosmtpd passes what its handlers may ask for
"""A real mail server in the test's own process, which can refuse, put off and break off at any step."""

from __future__ import annotations

import socket
import ssl
from asyncio import WriteTransport
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

PASSWORD = "a secret"


def _break_off(server: SMTP) -> None:
    """Close the connection without a word."""
    assert isinstance(server.transport, WriteTransport)
    server.transport.abort()


@dataclass
class Inbox:
    """The server's behaviour and its mail: `answers` are its replies to an address, `drops` the step (`ehlo`, `mail`,
    `rcpt`, `data`, `text`, `accepted`) at which it breaks off, `then` is called once it has accepted a message."""

    answers: Mapping[str, str] = field(default_factory=dict)
    drops: str = ""
    sender: str = "250 OK"
    text: str = "250 2.0.0 queued"
    then: Callable[[], None] = lambda: None
    messages: list[Envelope] = field(default_factory=list)
    port: int = 0

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.drops == "mail":
            _break_off(server)
        if self.sender.startswith("250"):
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return self.sender

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.drops == "rcpt":
            _break_off(server)
        said = self.answers.get(address, "250 OK")
        if said.startswith("250"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.text.startswith("250"):
            self.messages.append(envelope)
            self.then()
        if self.drops == "accepted":
            _break_off(server)
        return self.text


class _Breaking(SMTP):
    """A server that breaks off at the steps for which handlers are asked too late."""

    async def smtp_EHLO(self, hostname: str) -> None:
        if self.event_handler.drops == "ehlo":
            _break_off(self)
        await super().smtp_EHLO(hostname)

    async def smtp_DATA(self, arg: str) -> None:
        if self.event_handler.drops == "data":
            _break_off(self)
        if self.event_handler.drops == "text":
            await self.push("354 go on")
            _break_off(self)
            return
        await super().smtp_DATA(arg)


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Breaking(self.handler, **self.SMTP_kwargs)


def _let_in(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any) -> AuthResult:
    return AuthResult(success=given.login == b"office" and given.password == PASSWORD.encode(), handled=False)


@contextmanager
def serving(inbox: Inbox, tls: ssl.SSLContext | None = None, *, at_once: bool = False) -> Iterator[Inbox]:
    """The server at a free port of this machine, which `inbox.port` names; with `tls` after STARTTLS, or `at_once`, and
    then only to those who log in."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        inbox.port = probe.getsockname()[1]
    asked: dict[str, Any] = {"authenticator": _let_in, "auth_required": True} if tls else {}
    if tls and not at_once:
        asked |= {"tls_context": tls, "require_starttls": True}
    if at_once:
        asked |= {"auth_require_tls": False}
    controller = _Controller(
        inbox, hostname="127.0.0.1", port=inbox.port, ssl_context=tls if at_once else None, **asked
    )
    controller.start()
    try:
        yield inbox
    finally:
        controller.stop()
