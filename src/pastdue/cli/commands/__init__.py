"""The commands of the program by what they are for, each the module of its name in this folder.

A module has a click `command`; what takes long to import is imported inside its functions.
"""

from __future__ import annotations

import importlib

import click

from pastdue import __version__
from pastdue.cli.overview import ABOUT, HELP_OPTIONS, SECTIONS, WIDEST, overview

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

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """The page that `pastdue --help` shows without click."""
        formatter.write(overview(formatter.width))


@click.group(
    cls=Commands,
    help=ABOUT,
    context_settings={"help_option_names": HELP_OPTIONS, "max_content_width": WIDEST},
)
@click.version_option(__version__, "-V", "--version", prog_name="pastdue")
def pastdue() -> None:
    """The program; its help is the"""
