"""Lists handed in to runs, and holds entered by hand: what of them counts today, and what is new."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pastdue.ledger.database import Database, reading_rows
from pastdue.ledger.statements import accounts, meant, received
from pastdue.model import Block, BlockKind
from pastdue.model.errors import LedgerError, SettingsError
from pastdue.model.kept import HandedIn, Kept, KeptBlock, KeptContact, Subject
from pastdue.model.money import Money

_OF_KEPT = ("payments", "payments_withdrawn", "blocks", "blocks_lifted", "contacts", "contacts_replaced")


def state(db: Database) -> tuple[object, ...]:
    """The state that `kept` depends on, but for the runs and the invoices they saw: it differs whenever `kept` may."""
    found: tuple[object, ...] = db.execute(
        f"SELECT {', '.join(f'(SELECT max(n) FROM {table})' for table in _OF_KEPT)}"
    ).fetchone()
    return tuple(found)


def kept(db: Database) -> Kept:
    """Everything that counts today, oldest first. The day of the last run is left to the caller."""
    last = received.last_run(db)
    return Kept(
        payments=tuple(received.with_invoices_of_then(db, [payment for _, payment in received.read(db)])),
        blocks=tuple(_with_their_invoices(db, _blocks(db))),
        contacts=tuple(contact for _, contact in _contacts(db)),
        last_run=last,
        taken_back=received.taken_back(db, last),
        on_account=accounts.left(db),
    )


@reading_rows("the holds, disputes and promises")
def _blocks(db: Database) -> list[tuple[int, KeptBlock]]:
    rows = db.execute(
        f"SELECT entries.n, {_OF_BLOCK} FROM blocks_in_force AS entries {meant.joined('entries', 'named')}"
        " ORDER BY entries.n"
    )
    return [(row[0], _kept_block(row[1:])) for row in rows]


@reading_rows("the invoices of customers on hold")
def _with_their_invoices(db: Database, blocks: list[tuple[int, KeptBlock]]) -> Iterator[KeptBlock]:
    """The blocks, those of a customer each with the invoices that were theirs when it was said, or since."""
    theirs: dict[int, dict[str, date | None]] = {}
    for n, invoice, issued in db.execute(_THEIRS, (0,)) if any(each.about.customer for _, each in blocks) else ():
        theirs.setdefault(n, {})[str(invoice)] = _day(issued or "")
    for n, each in blocks:
        yield replace(each, theirs=theirs.get(n, {})) if each.about.customer else each


_STOOD = """
SELECT invoices.n, invoice, customer_id, issued, lead(as_of) OVER (PARTITION BY invoice ORDER BY invoices.n) AS next_on,
       first_value(customer_id) OVER (PARTITION BY invoice ORDER BY invoices.n DESC) AS last_customer
FROM invoices JOIN runs ON runs.n = invoices.run
WHERE (run IN (SELECT n FROM runs_that_count) OR run = ?) AND invoice IN
    (SELECT invoice FROM invoices WHERE customer_id IN (SELECT named FROM blocks_in_force WHERE about = 'customer'))
"""
"""The invoices that ever were a blocked customer's as runs saw them, each time until the day of the run that saw it
otherwise, and whose it is at last; a run that is being recorded is named."""
_SAID_OF_THEM = """
FROM blocks_in_force AS entries JOIN stood ON customer_id = entries.named
WHERE about = 'customer' AND (next_on IS NULL OR next_on > done_on OR (entries.run IS NULL AND next_on = done_on))
"""
"""A list speaks of the invoices as the run saw them that it was handed to; what was entered by hand may be older than
the run of its day."""
_THEIRS = f"WITH stood AS ({_STOOD}) SELECT entries.n, invoice, issued {_SAID_OF_THEM} ORDER BY stood.n"
_MOVED = f"WITH stood AS ({_STOOD}) SELECT DISTINCT entries.n {_SAID_OF_THEM} AND last_customer <> entries.named"


_OF_BLOCK = f"about, named, kind, until, why, amount_minor, entries.currency, file, {meant.COLUMNS}, done_on"
_PROMISES = f"""
SELECT {_OF_BLOCK} FROM blocks AS entries {meant.joined("entries", "named")}
WHERE kind = 'promise' AND until <> '' AND (entries.run IS NULL OR entries.run IN (SELECT n FROM runs_that_count))
  AND NOT EXISTS (SELECT 1 FROM blocks_lifted WHERE block = entries.n AND blocks_lifted.done_on <= until
                  AND (run IS NULL OR run IN (SELECT n FROM runs_that_count)))
ORDER BY entries.n
"""


@reading_rows("the promises")
def promises(db: Database) -> tuple[KeptBlock, ...]:
    """Every promise there was, oldest first, those too that a later list no longer names; without those lifted up to
    and including their day, which are promises no more."""
    return tuple(_kept_block(row) for row in db.execute(_PROMISES))


def _kept_block(row: Sequence[Any]) -> KeptBlock:
    about, named, kind, until, why, minor, currency, file, *then = row
    block = Block(BlockKind(kind), _day(until), why, _amount(minor, currency))
    subject = Subject(named, about == "customer")
    return KeptBlock(subject, block, file, None if subject.customer else meant.meant(*then))


@reading_rows("the contacts")
def _contacts(db: Database) -> list[tuple[int, KeptContact]]:
    rows = db.execute("SELECT n, fields, file FROM contacts_in_force ORDER BY n")
    return [(n, KeptContact(_cells(fields), file)) for n, fields, file in rows]


def _cells(text: str) -> dict[str, str]:
    cells = json.loads(text)
    if not isinstance(cells, dict) or not all(isinstance(cell, str) for cell in cells.values()):
        raise ValueError(f"{text[:40]!r} is not a contact")
    return cells


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _amount(minor: int, currency: str) -> Money | None:
    return Money.of_minor(minor, currency) if minor else None


def record(db: Database, run: int, on: date, handed: HandedIn) -> None:
    """Record what a run was handed in: payments that are not known yet, and lists as the whole truth.

    Of a list what is new is added, and what an earlier list named and this one does not is lifted or replaced. What
    was entered by hand stays.
    """
    recording = received.Recording(run, on)
    received.add(db, recording, handed.payments)
    if handed.blocks is not None:
        _replace_blocks(db, recording, handed.blocks)
    if handed.contacts is not None:
        _replace_contacts(db, run, handed.contacts)


def _replace_blocks(db: Database, recording: received.Recording, blocks: Iterable[KeptBlock]) -> None:
    standing = [(n, each) for n, each in _blocks(db) if each.file]
    listed, now = {_said(each): n for n, each in standing}, {_said(each): each for each in blocks}
    moved = {n for (n,) in db.execute(_MOVED, (recording.run,))}
    ended = dict.fromkeys(moved, "said again since an invoice of theirs is another customer's")
    ended |= {n: "a later list does not name it" for said, n in listed.items() if said not in now}
    older = (n for n, each in standing if meant.is_of_older(db, each.about.name, each.meant))
    ended |= dict.fromkeys(older, "the number is another invoice's")
    for n in listed.values():
        if n in ended:
            _lift(db, n, recording, ended[n])
    for said, each in now.items():
        if said not in listed or listed[said] in ended:
            _block(db, recording, each)


def _said(each: KeptBlock) -> tuple[object, ...]:
    return each.about, each.block


def _block(db: Database, recording: received.Recording, each: KeptBlock) -> None:
    about, block = each.about, each.block
    db.add(
        "blocks",
        "run, file, about, named, kind, until, currency, amount_minor, why, done_on",
        (
            recording.run, each.file, "customer" if about.customer else "invoice", about.name, block.kind.value,
            block.until.isoformat() if block.until else "", block.amount.currency if block.amount else "",
            block.amount.minor if block.amount else 0, block.reason, recording.on.isoformat(),
        ),
    )  # fmt: skip


def _lift(db: Database, n: int, recording: received.Recording, why: str) -> None:
    db.add("blocks_lifted", "block, run, done_on, why", (n, recording.run, recording.on.isoformat(), why))


def _replace_contacts(db: Database, run: int, contacts: Iterable[KeptContact]) -> None:
    before = {_fields(each): n for n, each in _contacts(db)}
    now = {_fields(each): each for each in contacts}
    gone = [(n, run) for fields, n in before.items() if fields not in now]
    db.add_all("contacts_replaced", "contact, run", gone)
    new = [(run, each.file, fields) for fields, each in now.items() if fields not in before]
    db.add_all("contacts", "run, file, fields", new)


def _fields(each: KeptContact) -> str:
    return json.dumps(dict(sorted(each.fields.items())), ensure_ascii=False)


def block(db: Database, each: KeptBlock, on: date) -> None:
    """Record a hold, a dispute or a promise entered by hand; refuses one that stands already, word for word, and a
    promise (SettingsError) of nothing, or in another currency than the invoice's."""
    if (amount := each.block.amount) is not None:
        if amount.amount <= 0:
            raise SettingsError(f"{amount:,} is not a promise", "enter what is promised, or leave --amount out for all")
        meant.check_currency(db, each.about.name, "the promised amount", amount)
    if any(_said(known) == _said(each) for _, known in _blocks(db)):
        raise LedgerError(f"{each.about.name!r} has this {each.block.kind.value} already", "nothing was recorded")
    _block(db, received.Recording(None, on), each)


def lift(db: Database, about: Subject, on: date, why: str) -> tuple[KeptBlock, ...]:
    """Lift every hold, dispute and promise of an invoice or a customer, those of lists too; returns them."""
    found = [(n, each) for n, each in _blocks(db) if each.about == about]
    for n, _ in found:
        _lift(db, n, received.Recording(None, on), why)
    return tuple(each for _, each in found)
