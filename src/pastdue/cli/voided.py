"""The report after notices are voided: which they are, and which paper must not go into the post any more."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from pastdue.cli.options import Desk
from pastdue.model.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pastdue.ledger import Ledger, NoticeRow


def say_voided(desk: Desk, ledger: Ledger, voided: Sequence[NoticeRow]) -> None:
    """Name every notice that was voided, then the letters not to post and the files they lie in."""
    for notice in voided:
        click.echo(f"voided {notice.stage} of {notice.invoice} in letter {notice.letter}")
    gone = ledger.postings()
    at_home = [notice for notice in voided if notice.letter not in gone]
    for run_id in dict.fromkeys(notice.run for notice in at_home):
        numbers = list(dict.fromkeys(notice.letter for notice in at_home if notice.run == run_id))
        run = ledger.run(run_id)
        names = (file.name for file in ledger.files(run_id))
        packs = [run.record.folder / name for name in names if name.startswith("print/") and name.endswith(".pdf")]
        where = " and ".join(os.path.relpath(pack) for pack in packs) or os.path.relpath(run.record.folder)
        click.echo(f"do not post {listed(numbers, 5)} in {where}")
    if posted := ledger.posted_letters(voided):
        desk.remark(f"remark: tell the customer, who has what was posted: {posted}")
