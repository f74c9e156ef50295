"""The report after notices are voided: which they are, which paper must not go into the post any more, and the claims
that rest on them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pastdue.cli.options import Desk
from pastdue.cli.terminal.speaking import say
from pastdue.model.wording import listed

if TYPE_CHECKING:
    from pastdue.ledger import Ledger, Voided


def say_voided(desk: Desk, ledger: Ledger, voided: Voided) -> None:
    """Name every notice that was voided, then the letters not to post or send and the files they lie in."""
    from pastdue.run.email.drafts import draft_file

    for notice in voided.notices:
        say(f"voided {notice.stage} of {notice.invoice} in letter {notice.letter}")
    gone = {**ledger.postings(), **ledger.emails.gone()}
    at_home = [notice for notice in voided.notices if notice.letter not in gone]
    for run_id in dict.fromkeys(notice.run for notice in at_home):
        numbers = list(dict.fromkeys(notice.letter for notice in at_home if notice.run == run_id))
        run = ledger.run(run_id)
        names = [file.name for file in ledger.files(run_id)]
        packs = [run.record.folder / name for name in names if name.startswith("print/") and name.endswith(".pdf")]
        where = " or ".join(os.path.relpath(pack) for pack in packs) or os.path.relpath(run.record.folder)
        where += ": the manifest beside them says which" if len(packs) > 1 else ""
        say(f"do not post {listed(numbers, 5)} in {where}")
        rows = (row for row in ledger.letters(run=run_id) if row.number in numbers)
        drafts = [name for row in rows if (name := draft_file(row.file)) in names]
        if drafts:
            shown = [os.path.relpath(run.record.folder / name) for name in drafts]
            say(f"do not send {listed(shown, 5)}")
    for paid in voided.paid:
        desk.remark(
            f"remark: {paid.amount:,} was paid for charges of {paid.invoice} that letter {paid.letter} named: a credit "
            f"of customer {paid.customer_id} from now on"
        )
    for claim in ledger.claims():
        letters = dict.fromkeys(n.letter for n in voided.notices if claim.has(n.invoice) and n.on <= claim.as_of)
        if letters:
            desk.remark(
                f"remark: claim {claim.number} of {claim.as_of} has {listed(list(letters), 5)} as sent: make it again, "
                "or take it back where it was handed in"
            )
    if posted := ledger.posted_letters(voided.notices):
        desk.remark(f"remark: tell the customer, who has what was posted: {posted}")
