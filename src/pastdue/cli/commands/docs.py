"""`pastdue docs [PAGE]`: the pages of the documentation, as they came with this version of the program."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import click
from click.shell_completion import CompletionItem


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    return [CompletionItem(name, help=_title(page)) for name, page in _pages().items() if name.startswith(incomplete)]


@click.command()
@click.argument("page", required=False, shell_complete=_complete)
def command(page: str | None) -> None:
    """Read the documentation: with a PAGE that page, without one the list of pages.

    The pages came with the program and are those of its version. A long one is shown a screen at a time.

    \b
    Examples:
      pastdue docs
      pastdue docs csv
      pastdue docs rates | less
    """
    from pastdue.model.names import one_of

    pages = _pages()
    if page is None:
        wide = max(map(len, pages))
        click.echo("\n".join(f"{name:{wide}}  {_title(text)}" for name, text in pages.items()))
        return
    name = page.removeprefix("docs/").removesuffix(".md")
    text = pages[one_of(name, pages, "docs")].read_text(encoding="utf-8")
    click.echo_via_pager(text) if sys.stdout.isatty() else click.echo(text, nl=False)


def _pages() -> dict[str, Traversable]:
    """The pages by name, in order: the wheel carries them as `pastdue/docs`, a checkout has them at its top."""
    folders: Iterator[Traversable] = iter((resources.files("pastdue") / "docs", Path(__file__).parents[4] / "docs"))
    folder = next(folder for folder in folders if folder.is_dir())
    found = {file.name.removesuffix(".md"): file for file in folder.iterdir() if file.name.endswith(".md")}
    return dict(sorted(found.items()))


def _title(page: Traversable) -> str:
    """The first line of a page, without its mark."""
    return page.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# ")
