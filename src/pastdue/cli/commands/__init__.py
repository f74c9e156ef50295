"""The commands of the program by what they are for, each the module of its name in this folder.

A module has a click `command`; what takes long to import is imported inside its functions.
"""

from __future__ import annotations

import importlib

import click

from pastdue import __version__

SECTIONS: dict[str, dict[str, str]] = {
    "Setting up": {
        "init": "Write settings and an empty ledger to begin with.",
        "calibrate": "A page to hold behind your envelope's window.",
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
        "charges": "Charges for the accounting program, each once.",
    },
    "Reports": {
        "explain": "Why one invoice stands where it stands, to the cent.",
        "preview": "One letter as a PDF marked as a draft.",
        "aging": "What is owed, and since when, as of any day.",
        "statement": "A customer's account: every entry with the balance after it.",
        "claim": "The evidence pack for court, once the ladder is done.",
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
"""The commands as `pastdue --help` groups them, each with its purpose in one line: here, so that help imports none."""

_PURPOSES = {name: purpose for purposes in SECTIONS.values() for name, purpose in purposes.items()}


class Commands(click.Group):
    """Each command is the module of its name in `pastdue.cli.commands`; none is imported before it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it
        return sorted(_PURPOSES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        if cmd_name not in _PURPOSES:
            return None
        command = importlib.import_module(f"{__name__}.{cmd_name}").command
        assert isinstance(command, click.Command)
        command.short_help = _PURPOSES[cmd_name]
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; a name that is no command is answered with the nearest one that is."""
        import difflib

        near = difflib.get_close_matches(args[0], self.list_commands(ctx), 1)
        if near and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            ctx.fail(f"No such command {args[0]!r}: did you mean {near[0]!r}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """The commands with their purposes, by what they are for."""
        for title, purposes in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl(list(purposes.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="pastdue")
def pastdue() -> None:
    """Late fees, dunning letters ready to post, and an aging report from a CSV of invoices.

    Every month: export, `pastdue run invoices.csv`, print one PDF, fold, post.
    """
