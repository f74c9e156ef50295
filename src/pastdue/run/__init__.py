"""The whole program on one page: a file of invoices becomes letters, reports and a ledger.

`send` is a run, `rehearse` the same with nothing written. Each step makes a value that the next one takes:

    prepare       opened     the firm's rules; the files read into a book, measured on the job's day
    plan          planning   every invoice in a letter or a skip, by the ladder; letters with their credits
    make_letters  making     letters drafted, numbered, composed and set, by `letters` in one process or several
    lay_...       files      letters, print files and reports laid aside in the staging folder of the `outbox`
    record        record     what the ledger is told, in one transaction, once the files are on the disk
    undertaking   recovery   the files given their names; or, after an interruption, finished or undone

`send` in `sending` has them in this order. Of an export in several files `parts` does the first two, part by part.
Beside the line: `checking` (`pastdue check`), `one_invoice` (`explain`, `preview`), `papers` (statements, claims and
terms), `tasks` and `email`.

The names are found when first asked for: reading and checking need none of what makes and posts letters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pastdue import names_on_demand

if TYPE_CHECKING:
    from pastdue.run.job import Job
    from pastdue.run.opened import OpenedJob, prepare
    from pastdue.run.planning import Planned, plan
    from pastdue.run.sending import Rehearsal, rehearse, send

__all__ = ["Job", "OpenedJob", "Planned", "Rehearsal", "plan", "prepare", "rehearse", "send"]

__getattr__ = names_on_demand(
    __name__,
    {
        "job": ("Job",),
        "opened": ("OpenedJob", "prepare"),
        "planning": ("Planned", "plan"),
        "sending": ("Rehearsal", "rehearse", "send"),
    },
)
