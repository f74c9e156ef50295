"""The ledger: runs, letters, notices, charges, voids and waivers in one append-only SQLite file or PostgreSQL schema.

A run: hold the ledger of a `LedgerPlace`, `recover`, then `undertaking`: lay the files aside, `record` them all
in one transaction. The outbox shows only what the ledger has recorded, and what it has recorded can be released again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pastdue import names_on_demand

if TYPE_CHECKING:
    from pastdue.ledger.access import Access
    from pastdue.ledger.claims import ClaimRecord
    from pastdue.ledger.emailed import Emailed, EmailEvent
    from pastdue.ledger.history import History
    from pastdue.ledger.ledger import Ledger
    from pastdue.ledger.place import LedgerPlace, is_first_run
    from pastdue.ledger.records import (
        Books,
        Despite,
        Fault,
        FileRow,
        Finding,
        LetterRecord,
        LetterRow,
        NoticeRow,
        Numbers,
        Posted,
        Posting,
        Refusal,
        Run,
        RunRecord,
        RunState,
        Voided,
        letter_number,
    )
    from pastdue.ledger.sqlite.lock import Lock
    from pastdue.ledger.sqlite.place import FilePlace

__all__ = [
    "Access", "Books", "ClaimRecord", "Despite", "EmailEvent", "Emailed", "Fault", "FilePlace", "FileRow",
    "Finding", "History", "Ledger", "LedgerPlace", "LetterRecord", "LetterRow", "Lock", "NoticeRow",
    "Numbers", "Posted", "Posting", "Refusal", "Run", "RunRecord", "RunState", "Voided",
    "is_first_run", "letter_number",
]  # fmt: skip

__getattr__ = names_on_demand(
    __name__,
    {
        "access": ("Access",),
        "claims": ("ClaimRecord",),
        "emailed": ("Emailed", "EmailEvent"),
        "history": ("History",),
        "ledger": ("Ledger",),
        "place": ("LedgerPlace", "is_first_run"),
        "records": (
            "Books",
            "Despite",
            "Fault",
            "FileRow",
            "Finding",
            "LetterRecord",
            "LetterRow",
            "NoticeRow",
            "Numbers",
            "Posted",
            "Posting",
            "Refusal",
            "Run",
            "RunRecord",
            "RunState",
            "Voided",
            "letter_number",
        ),
        "sqlite.lock": ("Lock",),
        "sqlite.place": ("FilePlace",),
    },
)
