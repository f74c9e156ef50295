"""Withdrawals: the voiding of notices, refused where a letter was posted, paid, or asks for other invoices, too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pastdue.ledger.database import Database
from pastdue.ledger.records import Despite, NoticeRow, PaidCharges
from pastdue.ledger.statements import emails, handed_in, postings, reading
from pastdue.model.errors import LedgerError
from pastdue.model.kept import Seen, is_another
from pastdue.model.money import Money
from pastdue.model.wording import listed

_NAMED_AT_MOST = 5


def posted_letters(db: Database, rows: Sequence[NoticeRow]) -> str:
    """Those letters of the notices that were posted or e-mailed, each with its day; "" where none was."""
    gone = {letter: f"on {posting.on}" for letter, posting in postings.standing(db).items()}
    for letter, email in emails.standing(db).items():
        if email.gone:
            gone.setdefault(letter, f"{'perhaps ' if email.unsure else ''}by e-mail on {email.on}")
    numbers = [number for number in dict.fromkeys(row.letter for row in rows) if number in gone]
    return listed([f"letter {number} {gone[number]}" for number in numbers], _NAMED_AT_MOST)


def paid_charges(db: Database, rows: Sequence[NoticeRow], seen: Mapping[str, Seen]) -> tuple[PaidCharges, ...]:
    """Of each invoice of the notices `rows` what was paid for charges that no other letter names: as the last run saw
    it, and what was handed in or entered since."""
    return tuple(_paid_charges(db, rows, seen))


def _paid_charges(db: Database, rows: Sequence[NoticeRow], seen: Mapping[str, Seen]) -> Iterator[PaidCharges]:
    payments = handed_in.kept(db).payments
    for row in {row.invoice: row for row in rows if row.charged}.values():
        known = seen.get(row.invoice)
        if known is None or known.currency != row.open.currency or is_another(row.issued, row.on, known.issued):
            continue  # nothing is known of it, or another invoice has its number now
        since = known.paid_since(payments)
        paid = Money.of_minor(known.charges_paid_minor, known.currency) + max(since - known.open, since - since)
        left = [other.charged for other in reading.notices(db, invoice=row.invoice) if _stands_beside(other, rows)]
        lost = paid - max(left, default=paid - paid)
        if lost.amount > 0:
            yield PaidCharges(row.invoice, row.customer_id, row.letter, min(lost, row.charged))


def _stands_beside(other: NoticeRow, rows: Sequence[NoticeRow]) -> bool:
    return other.voided_on is None and other.letter not in {row.letter for row in rows}


def refuse(db: Database, rows: Sequence[NoticeRow], paid: Sequence[PaidCharges], despite: Despite) -> None:
    """Refuse to void notices whose letter was posted or e-mailed, as the customer has it, and those whose charges were
    `paid`, as these would become a credit; unless it is meant `despite` that."""
    if not despite.posted and (posted := posted_letters(db, rows)):
        raise LedgerError(
            f"posted already: {posted}",
            "the customer has it; add --posted to take it back all the same, and tell the customer",
        )
    if not despite.paid and paid:
        raise LedgerError(
            f"charges were paid as the letter asked: {listed([str(one) for one in paid], _NAMED_AT_MOST)}",
            "without the letter they are a credit of the customer; add --paid to take it back all the same",
        )


def refuse_part_of_a_letter(db: Database, row: NoticeRow) -> None:
    """Refuse one notice of a letter that asks for other invoices, too: the paper cannot be taken back in part."""
    others = [
        other.invoice for other in reading.notices(db, letter=row.letter)
        if other.voided_on is None and other.invoice != row.invoice
    ]  # fmt: skip
    if others:
        raise LedgerError(
            f"letter {row.letter} asks for {listed(others, _NAMED_AT_MOST)} as well as {row.invoice}",
            f"take the whole letter back: --letter {row.letter}; the next run writes again about what is still open",
        )
