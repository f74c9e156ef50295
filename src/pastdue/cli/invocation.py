"""The command line as it was given, for the commands that a page offers to copy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from pastdue.reports.review.commands import Invocation

_RUNNING = {"out", "approve", "only", "without", "why"}
"""The options that a run has and reading a file has not."""
_LEFT_OUT = {
    "as_of", "form", "quiet", "debug", "html", "proof", "pdf", "xlsx", "yes", "new_ledger", "engine", "processes",
}  # fmt: skip
"""The options that are about this one command, or about where its letters are made, which changes none of them; the
day is always named."""


def invocation(as_of: date) -> Invocation:
    """The present command line: its files of invoices, and every option that was given."""
    from pastdue.reports.review.commands import Invocation

    ctx = click.get_current_context()
    options = [param for param in ctx.command.params if isinstance(param, click.Option) and _was_given(ctx, param)]
    reading, running = ([p for p in options if (p.name in _RUNNING) is runs] for runs in (False, True))
    config = [param for param in options if param.name == "config"]
    return Invocation(
        tuple(map(str, ctx.params.get("files") or ctx.params["file"])),
        (*_words(ctx, reading), "--as-of", as_of.isoformat()),
        tuple(_words(ctx, running)),
        tuple(_words(ctx, config)),
    )


def _was_given(ctx: click.Context, param: click.Option) -> bool:
    given = ctx.get_parameter_source(str(param.name)) is ParameterSource.COMMANDLINE
    return given and param.name not in _LEFT_OUT


def _words(ctx: click.Context, options: list[click.Option]) -> Iterator[str]:
    for param in options:
        value = ctx.params[str(param.name)]
        for one in value if param.multiple else (value,):
            yield param.opts[0]
            if not param.is_flag:
                yield _word(one)


def _word(value: Any) -> str:
    """The value as it was typed; the two halves of a pair around their `=`."""
    return "=".join(value) if isinstance(value, tuple) else str(value)
