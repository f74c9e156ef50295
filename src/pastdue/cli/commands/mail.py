"""`pastdue mail RUN`: the drafts of a run, sent through the firm's mail server."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common, format_option
from pastdue.cli.terminal.speaking import ask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pastdue.ledger import Ledger
    from pastdue.reports.emails import EmailLine
    from pastdue.run.email.sending import LetterEmail


@click.command()
@click.argument("run_id", metavar="RUN", shell_complete=completion.runs())
@click.option("--dry-run", is_flag=True, help="Show what would be sent, and send nothing.")
@click.option("--only", multiple=True, metavar="LETTER", help="Send this letter alone, also one refused or held back.")
@click.option("--was-sent", multiple=True, metavar="LETTER", help="Record that this letter went, and send nothing.")
@click.option("--not-sent", multiple=True, metavar="LETTER", help="Record that this letter did not go: send it next.")
@format_option
@common
def command(
    desk: Desk,
    run_id: str,
    form: str,
    dry_run: bool,
    only: tuple[str, ...],
    was_sent: tuple[str, ...],
    not_sent: tuple[str, ...],
) -> int:
    """Send the drafts of RUN to the customers whose letters go by e-mail, each once.

    The server is named in [email] of pastdue.toml, the password in PASTDUE_SMTP_PASSWORD or the system's keyring.
    A letter that the server puts off is sent by the next call. One that it refused for good, or that is "held back", is
    sent only with --only. Held back is a letter whose day to pay by is over, or of which an invoice was paid, held,
    closed or named in a later letter since its run; `pastdue void --letter` takes it back. After a crash a letter may
    be "perhaps sent": look whether the customer or your own mail has it, and say --was-sent or --not-sent.

    Exits with 3 while a letter needs a person, or when one that was to be sent was put off.

    \b
    Examples:
      pastdue mail 2026-10-30-1 --dry-run
      pastdue mail 2026-10-30-1
      pastdue mail 2026-10-30-1 --only 2026-00007
      pastdue mail 2026-10-30-1 --was-sent 2026-00007
    """
    from pastdue.cli.jobs import ledger_to_change, ledger_to_read
    from pastdue.run.email.sending import emails_of

    if (was_sent or not_sent) and (dry_run or only):
        raise click.UsageError("--was-sent and --not-sent record what is known, and send nothing: give them alone")
    with (ledger_to_read if dry_run else ledger_to_change)(desk.firm) as ledger:
        letters = list(emails_of(ledger, run_id, desk.as_of))
        _refuse_unknown(run_id, letters, (*only, *was_sent, *not_sent))
        if was_sent or not_sent:
            letters = _answered(desk, ledger, letters, was_sent, not_sent)
        elif not dry_run:
            letters = _asked(desk, ledger, letters)
            return _send(desk, ledger, letters, only, form)
    return _told(letters, form, run_id)


def _send(desk: Desk, ledger: Ledger, letters: list[LetterEmail], only: tuple[str, ...], form: str) -> int:
    """Send what waits, and tell how every letter stands, also when the server stops it all half way."""
    from pastdue.run.email.sending import EmailState, Sending, server_of

    named = {EmailState.WAITS, EmailState.REFUSED, EmailState.POSTED, EmailState.HELD_BACK}
    wanted = named if only else {EmailState.WAITS}
    waiting = [one for one in letters if one.state in wanted and (not only or one.letter.number in only)]
    now = {one.letter.number: one for one in letters}
    try:
        if waiting:
            sending = Sending(ledger, server_of(desk.firm), desk.as_of, datetime.now().astimezone())
            for one in sending.send(waiting):
                now[one.letter.number] = one
                desk.remark(f"{one.letter.number} to {', '.join(one.to)}: {one.state}")
    finally:
        code = _told(list(now.values()), form, letters[0].letter.run)
    tried = (now[one.letter.number] for one in waiting)
    return 3 if any(one.state is EmailState.WAITS or one.refused for one in tried) else code


def _told(letters: Sequence[LetterEmail], form: str, run_id: str) -> int:
    """Show how every letter stands; returns 3 while one of them needs a person, else 0."""
    from pastdue.cli.results import show
    from pastdue.reports.emails import emails_json, emails_table

    lines = [_line(one) for one in letters]
    show(emails_table(lines), emails_json(run_id, lines), form)
    return 3 if any(one.state.needs_attention for one in letters) else 0


def _line(one: LetterEmail) -> EmailLine:
    from pastdue.reports.emails import EmailLine

    row = one.letter
    return EmailLine(row.number, row.customer_id, row.customer, one.to, one.state.value, one.said, one.refused)


def _refuse_unknown(run_id: str, letters: Sequence[LetterEmail], named: tuple[str, ...]) -> None:
    from pastdue.model.errors import LedgerError

    known = [one.letter.number for one in letters]
    for number in named:
        if number not in known:
            raise LedgerError(
                f"run {run_id} has no letter {number!r} that goes by e-mail",
                f"`pastdue mail {run_id} --dry-run` lists them",
            )


def _answered(
    desk: Desk, ledger: Ledger, letters: list[LetterEmail], was_sent: tuple[str, ...], not_sent: tuple[str, ...]
) -> list[LetterEmail]:
    """The letters after a person's word on some of them was recorded."""
    from pastdue.run.email.sending import answer

    if both := set(was_sent) & set(not_sent):
        raise click.UsageError(f"{', '.join(sorted(both))}: was it sent or not?")
    said = {**dict.fromkeys(was_sent, True), **dict.fromkeys(not_sent, False)}
    return [
        answer(ledger, one, desk.as_of, sent=said[one.letter.number]) if one.letter.number in said else one
        for one in letters
    ]


def _asked(desk: Desk, ledger: Ledger, letters: list[LetterEmail]) -> list[LetterEmail]:
    """The letters after every one that was perhaps sent was asked about, on a terminal."""
    from pastdue.run.email.sending import EmailState, answer

    unsure = [one.letter.number for one in letters if one.state is EmailState.PERHAPS]
    if unsure and not sys.stdin.isatty():
        remedy = f"--was-sent {unsure[0]} or --not-sent {unsure[0]}"
        desk.remark(f"remark: perhaps sent, and not sent again by itself: {', '.join(unsure)}; say {remedy}")
        return letters
    asked = []
    for one in letters:
        word = _word(one) if one.state is EmailState.PERHAPS else "later"
        asked.append(one if word == "later" else answer(ledger, one, desk.as_of, sent=word == "yes"))
    return asked


def _word(one: LetterEmail) -> str:
    question = f"Letter {one.letter.number} to {', '.join(one.to)} was perhaps sent: was it"
    return str(ask(question, type=click.Choice(["yes", "no", "later"]), default="later"))
