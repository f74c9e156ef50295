"""What does a file hold whose quotes are not well formed (`5" pipe`)? Python's csv module says; slower, same result.

A stray quote is text, as every spreadsheet reads it. But a quote that swallows the following lines is never
taken for one field on trust: rows would vanish inside a name.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator

import numpy as np

from pastdue.errors import BadInput, Problem, Source
from pastdue.intake.decoding import PAD, Text
from pastdue.intake.structure import Structure


def parse(text: Text, delimiter: str) -> list[tuple[int, list[str]]]:
    """Each record's first physical line and its fields; refuses a quote left open, and one that closes in mid-field
    on a later line, naming the line it was opened on."""
    whole = text.buffer[text.first : text.last].tobytes().decode("utf-8")
    lines = list(io.StringIO(whole, newline=""))
    limit = csv.field_size_limit(len(whole) + 1)
    try:
        return list(_records(text.file, lines, delimiter))
    finally:
        csv.field_size_limit(limit)


def _records(file: str, lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(lines, delimiter=delimiter)
    done = 0
    for fields in reader:
        if reader.line_num > done + 1 or reader.line_num == len(lines):
            _check("".join(lines[done : reader.line_num]), delimiter, Source(file, done + 1))
        yield done + 1, fields or [""]
        done = reader.line_num


def _check(record: str, delimiter: str, source: Source) -> None:
    """Nothing when every quote of `record` that spans lines is opened and closed as it should be."""
    mark = re.escape(delimiter)
    field = re.compile(rf'(?:("[^"]*(?:""[^"]*)*")([^{mark}\r\n]*)|(?!")[^{mark}\r\n]*)({mark}|\r\n?|\n|$)')
    at = 0
    while at < len(record):
        match = field.match(record, at)
        if match is None or (match[2] and re.search(r"[\r\n]", match[1])):
            before = record[:at]
            line = source.line + len(re.findall(r"\r\n?|\n", before))
            excerpt = (before.splitlines()[-1] if before and before[-1] not in "\r\n" else "") + record[at:]
            raise BadInput([Problem(
                Source(source.file, line), "", excerpt.splitlines()[0],
                "a quote is opened here and not closed as it should be",
                'close it on this line, or write it twice ("") if it belongs to the text',
            )])  # fmt: skip
        if match[3] != delimiter:
            return
        at = match.end()


def rebuilt(text: Text, delimiter: str, change: Callable[[str], str] = str) -> tuple[Text, Structure]:
    """The same records in a buffer of their own, without quotes, each cell passed through `change`."""
    records = parse(text, delimiter)
    cells = [change(cell).encode() for _, fields in records for cell in fields]
    body = b"\n".join(cells) + b"\n"
    buffer = np.zeros(len(body) + 2 * PAD, np.uint8)
    buffer[PAD : PAD + len(body)] = np.frombuffer(body, np.uint8)
    widths = np.fromiter((len(cell) + 1 for cell in cells), np.int64, len(cells))
    edges = np.concatenate([[PAD - 1], PAD - 1 + np.cumsum(widths)])
    before = np.concatenate([[0], np.cumsum([len(fields) for _, fields in records])]).astype(np.int64)
    lines = np.array([line for line, _ in records], np.int64)
    plain = Structure(edges, before, lines, np.zeros(0, np.int64), plain=True)
    return Text(text.file, buffer, PAD, PAD + len(body)), plain
