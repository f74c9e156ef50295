"""Files with badly formed quotes (`5" pipe`), read by Python's csv module: slower, with the same result.

A stray quote is text, as every spreadsheet reads it. But a quote that swallows the following lines is never
taken for one field on trust: rows would vanish inside a name.
"""

from __future__ import annotations

import csv
import re
from array import array
from collections.abc import Callable, Iterator

import numpy as np

from pastdue.intake.file.decoding import PAD, DecodedText
from pastdue.intake.file.structure import Structure
from pastdue.model.errors.problems import BadInput, Problem, Source


class _Lines:
    """The physical lines of a text; `taken` are those handed out since it was last emptied."""

    def __init__(self, whole: str) -> None:
        self._matches = re.compile(r"[^\r\n]*(?:\r\n?|\n)").finditer(whole)
        self._size = len(whole)
        self.taken: list[str] = []
        self.at_end = False

    def __iter__(self) -> Iterator[str]:
        for match in self._matches:
            self.taken.append(match[0])
            self.at_end = match.end() == self._size
            yield match[0]


def parse(text: DecodedText, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each record's first physical line and its fields; refuses a quote left open, and one that closes in mid-field
    on a later line, naming the line it was opened on."""
    lines = _Lines(text.buffer[text.first : text.last].tobytes().decode("utf-8"))
    limit = csv.field_size_limit(text.last)
    try:
        reader = csv.reader(lines, delimiter=delimiter)
        done = 0
        for fields in reader:
            if len(lines.taken) > 1 or lines.at_end:
                _check("".join(lines.taken), delimiter, Source(text.file, done + 1))
            lines.taken.clear()
            yield done + 1, fields or [""]
            done = reader.line_num
    finally:
        csv.field_size_limit(limit)


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


def rebuilt(text: DecodedText, delimiter: str, change: Callable[[str], str] = str) -> tuple[DecodedText, Structure]:
    """The same records in a buffer of their own, without quotes, each cell passed through `change`."""
    body, widths, counts, lines = bytearray(PAD), array("q"), array("q"), array("q")
    for line, fields in parse(text, delimiter):
        cells = [change(cell).encode() for cell in fields]
        body += b"\n".join(cells) + b"\n"
        widths.extend(len(cell) + 1 for cell in cells)
        counts.append(len(fields))
        lines.append(line)
    last = len(body)
    body += bytes(PAD)
    edges = np.concatenate([[PAD - 1], PAD - 1 + np.cumsum(np.frombuffer(widths, np.int64))])
    before = np.concatenate([[0], np.cumsum(np.frombuffer(counts, np.int64))])
    plain = Structure(edges, before, np.frombuffer(lines, np.int64), np.zeros(0, np.int64), np.zeros(0, np.bool_))
    return DecodedText(text.file, np.frombuffer(body, np.uint8), PAD, last), plain
