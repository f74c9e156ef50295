"""The page of `pastdue --help`: what the program is for, and its commands by what they are for.

Made without click, whose import takes longer than all else that this page needs.
"""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping

ABOUT = """Late fees, dunning letters ready to post, and an aging report from a CSV of invoices.

To begin: `pastdue init`, then `pastdue check invoices.csv`.
Every month: export, `pastdue run invoices.csv`, print one PDF, fold, post.
"""

HELP_OPTIONS = ("-h", "--help")
WIDEST, NARROWEST = 100, 52
"""The columns of a terminal that help makes use of; two of them stay free."""

_OPTIONS = {"-V, --version": "Show the version and exit.", "-h, --help": "Show this message and exit."}

SECTIONS: dict[str, dict[str, str]] = {
    "Setting up": {
        "init": "Write settings and an empty ledger to begin with.",
        "calibrate": "A page to try the window of your envelope with.",
        "docs": "Read the documentation.",
    },
    "Each month": {
        "check": "Read a file and name every row that cannot be used.",
        "plan": "The dry run: what would be sent, and why not the rest.",
        "run": "The monthly job: letters, print file, reports, ledger.",
        "print": "Hand the print files of a run to the printer.",
        "mail": "Send the e-mails of a run through your mail server.",
        "posted": "Record how letters were posted, from the filled-in manifest.",
    },
    "Beside the letters": {
        "tasks": "What to do now: calls, follow-ups, letters to post.",
        "done": "Record that a task is done.",
        "write": "A short letter: a follow-up, an invoice again, work stopped.",
        "clauses": "Contract terms from your settings: late charges, deposit, law.",
    },
    "Entries by hand": {
        "paid": "Enter a payment by hand.",
        "hold": "Keep an invoice or a customer from being dunned.",
        "dispute": "Record that an invoice is disputed.",
        "promise": "Record a promise to pay by a day.",
        "lift": "End a hold, a dispute or a promise.",
        "waive": "Waive an invoice's charges; the waiver stays on record.",
        "charges": "Export charges to the accounting program, each once.",
    },
    "Reports": {
        "explain": "How late one invoice is, each charge, and what happens next.",
        "preview": "One letter as a PDF marked as a draft.",
        "aging": "What is owed, and since when, as of any day.",
        "statement": "A customer's account: every entry with the balance after it.",
        "claim": "The evidence for court, once the final demand is over.",
        "customers": "How each customer paid, and what to agree next time.",
        "history": "What was sent, voided, paid and held.",
    },
    "Corrections and copies": {
        "void": "Take back a notice, a letter or a run not posted.",
        "undo": "Take back the last run.",
        "reprint": "The same letters once more, as copies.",
        "close": "Say what became of a missing invoice.",
        "ledger": "Check the ledger, copy it to a safe place, or move it.",
    },
    "Calculations": {
        "calc": "Interest and compensation on one debt, without a CSV.",
        "days": "Calendar and business days between two dates.",
        "deadline": "The day a span of time ends for a letter.",
    },
    "What can be chosen": {
        "policies": "The policies that say what lateness costs.",
        "rates": "The reference rates that statutory interest rests on.",
        "ladders": "The ladders that say which letter follows which, and when.",
        "layouts": "The papers and window envelopes.",
        "languages": "The languages of letters and reports, each a file of texts.",
        "presets": "The programs whose exports are recognised.",
    },
}
"""The commands as the page groups them, each with its purpose in one line: here, so that help imports none."""


def asks_for_overview(arguments: list[str]) -> bool:
    """True where the command line asks for this page and for nothing else."""
    return len(arguments) == 1 and arguments[0] in HELP_OPTIONS


def show_overview() -> None:
    """Write the page on stdout, as wide as the terminal."""
    columns = shutil.get_terminal_size().columns
    sys.stdout.write(overview(max(min(columns, WIDEST), NARROWEST) - 2))


def overview(width: int) -> str:
    """The page in lines of at most `width` characters, as click sets the help of a command.

    >>> print(overview(78)[:48])
    Usage: pastdue [OPTIONS] COMMAND [ARGS]...
    <BLANKLINE>
      La
    """
    about = [textwrap.fill(text, width, initial_indent="  ", subsequent_indent="  ") for text in ABOUT.split("\n\n")]
    lists = ["\n".join(_listed(title, said, width)) for title, said in {"Options": _OPTIONS, **SECTIONS}.items()]
    return "\n\n".join(["Usage: pastdue [OPTIONS] COMMAND [ARGS]...", *about, *lists]) + "\n"


def _listed(title: str, said: Mapping[str, str], width: int) -> Iterator[str]:
    """The lines of a list under its title: words, and beside them what each is for."""
    yield f"{title}:"
    beside = max(map(len, said)) + 2
    for word, meaning in said.items():
        first, *further = textwrap.wrap(meaning, width - beside - 2)
        yield f"  {word:{beside}}{first}"
        yield from (f"  {'':{beside}}{line}" for line in further)
