"""An export in parts as the one list that it is: what its columns mean is judged by the rows of all parts together.

A list of that size fits into one process. Each part of a larger one is judged by itself, and may ask about what another
part would prove.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pastdue.intake.beside.beside import invoices_kind
from pastdue.intake.export.choices import Files
from pastdue.intake.export.dialect import Dialect
from pastdue.intake.export.headers import normal
from pastdue.intake.file.listed import Listed
from pastdue.intake.file.open_files import OpenFiles
from pastdue.intake.file.records import Opened, open_records
from pastdue.intake.judgement.questions import Unsettled
from pastdue.intake.judgement.trials import refusal
from pastdue.intake.parts.settled import Settled
from pastdue.intake.reading import settled_by, try_reading
from pastdue.model.errors import InputError
from pastdue.model.errors.problems import BadInput, Problem, Source
from pastdue.model.kept import Kept

MOST_BYTES = 16_000_000
"""So long at most a list is that is judged as one, some 150,000 rows."""


def settled_together(files: Files, dialect: Dialect, kept: Kept) -> tuple[Settled | None, Dialect]:
    """The meaning of the columns that all parts together prove, and the dialect with answers that have no effect; None
    where each part is judged by itself: of a long export, of workbooks, of parts with titles above their headers or
    with different headers, and where something else is wrong with them.

    Raises BadInput with the questions that the list of all parts leaves open.
    """
    whole = _whole(files, dialect)
    if whole is None:
        return None, dialect
    kept_open = replace(dialect, open_files=OpenFiles(), encoding="utf-8")
    try:
        settled, answered = settled_by(whole, kept_open, kept)
    except Unsettled as asked:
        refused = refusal(asked, kept_open, lambda other: try_reading(whole, other, kept))
        raise BadInput([_placed(each, whole, files) for each in refused.problems], refused.args[1]) from None
    except InputError:
        return None, dialect
    return settled, replace(answered, open_files=dialect.open_files, encoding=dialect.encoding)


def _whole(files: Files, dialect: Dialect) -> Files | None:
    """The files with one list of the rows of all parts, under the name of the first; None where there is none."""
    try:
        if sum(path.stat().st_size for path in files.parts) > MOST_BYTES:
            return None
        opened = [open_records(path, dialect, invoices_kind(files)) for path in files.parts]
    except (OSError, InputError):
        return None
    if any(each.top or each.records.sheet or not _is_headed(each, opened[0]) for each in opened):
        return None
    content = b"".join([_header(opened[0]), *_bodies(opened)])
    return replace(files, invoices=Listed(str(files.invoices), content), more=())  # type: ignore[arg-type]


def _placed(problem: Problem, whole: Files, files: Files) -> Problem:
    """The problem with the place of its row in the part that has it."""
    source, line = problem.source, problem.source.line
    if not source.is_in(str(whole.invoices)):
        return problem
    for path in files.parts:
        lines = len(path.read_bytes().splitlines())
        if line <= lines or path == files.parts[-1]:
            return replace(problem, source=Source(str(path), line))
        line -= lines - 1
    return problem


def _header(opened: Opened) -> bytes:
    """The line of the header."""
    edges, before = opened.records.structure.edges, opened.records.structure.before
    return opened.records.buffer[edges[0] + 1 : edges[before[1]] + 1].tobytes()


def _is_headed(one: Opened, other: Opened) -> bool:
    """True when both parts have the same header and are divided by the same mark."""
    names, theirs = (tuple(map(normal, each.records.fields(0))) for each in (one, other))
    return names == theirs and one.dialect.separator == other.dialect.separator


def _bodies(opened: list[Opened]) -> Iterator[bytes]:
    """The lines under the header of each part."""
    for each in opened:
        edges, before = each.records.structure.edges, each.records.structure.before
        yield each.records.buffer[edges[before[1]] + 1 : edges[before[-1]] + 1].tobytes()
