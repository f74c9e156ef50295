"""The bytes of a file as UTF-8 text: unpacked, taken from its workbook, or decoded."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from pastdue.intake.file import encodings, packed
from pastdue.intake.file.alphabets import likely_encodings
from pastdue.intake.file.listed import Listed, Readable
from pastdue.intake.file.protected import refuse_protected
from pastdue.intake.file.workbooks import Likeness, SheetText, read_workbook
from pastdue.model.errors import InputError
from pastdue.model.errors.disk import read_fault
from pastdue.model.errors.problems import BadInput, Problem, Source

Bytes = npt.NDArray[np.uint8]

PAD = 16
"""Spare bytes before and after the text, so that whole machine words can be read at any place in it."""

_CHUNK = 1 << 22
_UTF8 = ("utf-8", "utf-8-sig")


class EmptyFile(InputError):
    """A file in which there is nothing, not even a header."""

    def __init__(self, file: str) -> None:
        super().__init__(f"{file}: the file is empty", "export it again, with a header row")


@dataclass(frozen=True, slots=True, eq=False)
class DecodedText:
    """A file's text in UTF-8: `buffer[first:last]`, without byte-order mark, the last line always ended.

    `encoding` is the one it was read in; `why` says how it was decided where the user did not say. `sheet` is that of
    a workbook it was taken from, or `several` together; `notes` are remarks on how it was got."""

    file: str
    buffer: Bytes
    first: int
    last: int
    encoding: str = "utf-8"
    why: str = ""
    sheet: str = ""
    notes: tuple[str, ...] = ()
    several: bool = False

    def head(self, size: int) -> str:
        """The first `size` bytes as text; a character cut off at the end is left out."""
        return self.buffer[self.first : min(self.last, self.first + size)].tobytes().decode("utf-8", "ignore")


Vouch = Callable[[str], encodings.HeaderRead]


def load(
    path: Readable, encoding: str, vouch: Vouch | None = None, sheet: str = "", likeness: Likeness = len
) -> DecodedText:
    """The text of the file at `path`; refuses a missing or empty file, one that is no list, undecodable bytes and NUL.

    Without an `encoding` it is UTF-8, else what `encodings.decide` can prove, asking `vouch` about the header. Of a
    workbook it is the `sheet` of that name, else the one of most `likeness` to a list of invoices.
    """
    file = str(path)
    try:
        buffer = _read(path)
    except OSError as error:
        raise read_fault(file, error, InputError(f"{file}: cannot be read: {error.strerror}")) from None
    notes: tuple[str, ...] = ()
    if buffer[PAD : PAD + 16].tobytes().startswith(packed.MARKS):
        raw = buffer[PAD:-PAD].tobytes()
        refuse_protected(file, raw)
        raw, how = packed.unpacked(file, raw)
        if packed.is_workbook(raw):
            return _of_workbook(file, read_workbook(file, raw, sheet, likeness))
        buffer, notes = _padded(raw), (how,)
    buffer, encoding, why = _as_utf8(file, buffer, encoding, vouch or (lambda _: encodings.HeaderRead()))
    _check_content(file, buffer[PAD:-PAD])
    first = PAD + 3 * (buffer[PAD : PAD + 3].tobytes() == codecs.BOM_UTF8)
    last = len(buffer) - PAD
    if buffer[last - 1] not in (ord("\n"), ord("\r")):
        buffer[last] = ord("\n")
        last += 1
    return DecodedText(file, buffer, first, last, encoding, why, "", notes)


def _as_utf8(file: str, buffer: Bytes, encoding: str, vouch: Vouch) -> tuple[Bytes, str, str]:
    """The bytes in UTF-8, the encoding they were in, and how it was decided where none was said."""
    beginning = buffer[PAD : PAD + 4096][: len(buffer) - 2 * PAD].tobytes()
    packed.refuse_texts(file, beginning)
    why = ""
    if not encoding and (wide := packed.wide_text(beginning)):
        encoding, why = wide, "every second byte is empty"
    if encoding and codecs.lookup(encoding).name == "iso8859-1" and _has_cp1252_marks(buffer[PAD:-PAD]):
        encoding, why = "cp1252", "it has marks, as a dash or a curved quote, that iso8859-1 lacks"
    if not encoding:
        encoding, why = _decided(file, buffer[PAD:-PAD], vouch)
    elif codecs.lookup(encoding).name in _UTF8:
        check_utf8(file, buffer[PAD:-PAD])
    if codecs.lookup(encoding).name not in _UTF8:
        buffer = _padded(_decoded(file, buffer[PAD:-PAD].tobytes(), encoding).encode())
    return buffer, encoding, why


def _of_workbook(file: str, sheet: SheetText) -> DecodedText:
    """The text of one sheet, whose file is called as messages name the sheet."""
    buffer = _padded(sheet.text.encode())
    whole = f"{file}[{sheet.name}]"
    _check_content(whole, buffer[PAD:-PAD])
    notes = (sheet.why,) if sheet.why else ()
    return DecodedText(whole, buffer, PAD, len(buffer) - PAD, sheet=sheet.name, several=sheet.several, notes=notes)


def _has_cp1252_marks(body: Bytes) -> bool:
    """True when bytes stand there that are letters and marks in cp1252 and control characters in iso8859-1."""
    return bool(((body >= 0x80) & (body < 0xA0)).any())


def _decided(file: str, body: Bytes, vouch: Vouch) -> tuple[str, str]:
    """The encoding of a file for which none was said, and why if it is not UTF-8."""
    try:
        check_utf8(file, body)
    except BadInput as refused:
        reading = encodings.decide(body.tobytes(), vouch)
        if reading is None:
            raise BadInput([_asked(problem, body) for problem in refused.problems]) from None
        return reading.encoding, reading.why
    return "utf-8", ""


def _asked(problem: Problem, body: Bytes) -> Problem:
    """The problem of undecodable bytes, with the ways they can be read, the likeliest first."""
    read = likely_encodings(body.tobytes())
    lines = [
        f"{'or pass' if at else 'pass'} --encoding {each.encoding}  # it reads {each.word!r}"
        for at, each in enumerate(read)
    ]
    keep = f'to keep it, in pastdue.toml under [intake]: encoding = "{read[0].encoding}"' if read else ""
    return replace(problem, remedy="\n  ".join([*lines, keep])) if read else problem


def _read(path: Readable) -> Bytes:
    """The file's bytes with PAD zeros on either side, read once and never copied."""
    if isinstance(path, Listed):
        return _padded(path.content)
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        buffer = np.empty(size + 2 * PAD, np.uint8)
        got = file.readinto(buffer.data[PAD : PAD + size])
        rest = file.read()
    if got != size or rest:
        return _padded(buffer[PAD : PAD + got].tobytes() + rest)
    buffer[:PAD] = buffer[-PAD:] = 0
    return buffer


def _padded(raw: bytes) -> Bytes:
    buffer = np.zeros(len(raw) + 2 * PAD, np.uint8)
    buffer[PAD : PAD + len(raw)] = np.frombuffer(raw, np.uint8)
    return buffer


def _check_content(file: str, body: Bytes) -> None:
    for start in range(0, len(body), _CHUNK):
        chunk = body[start : start + _CHUNK]
        if chunk.min() == 0:
            at = start + int(np.argmin(chunk))
            raise BadInput([Problem(Source(file, _line(body, at)), "", "", "the file holds NUL bytes",
                                    "export it as CSV; if it is UTF-16 text, pass --encoding utf-16")])  # fmt: skip
    blank = codecs.BOM_UTF8 + b" \t\r\n"
    if not body[: 1 << 12].tobytes().strip(blank) and not body.tobytes().strip(blank):
        raise EmptyFile(file)


def check_utf8(file: str, body: Bytes) -> None:
    """Nothing when `body` is UTF-8. Of the bytes that are ASCII, which no other character has, only those that end a
    row of others are decoded; in pieces, because the whole as a str may take four times the room."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(body), _CHUNK):
            piece = body[start : start + _CHUNK]
            told = piece >= 0x80
            told[1:] |= told[:-1]
            told[:1] = True
            decoder.decode(piece[told].data)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        try:
            body.tobytes().decode("utf-8")
        except UnicodeDecodeError as error:
            raise _undecodable(file, body.tobytes(), error) from None


def _decoded(file: str, raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _undecodable(file, raw, error) from None
    except UnicodeError:
        raise InputError(f"{file}: the file is not {encoding}", "say how it is written with --encoding") from None


def _undecodable(file: str, raw: bytes, error: UnicodeDecodeError) -> BadInput:
    start = max(raw.rfind(b"\n", 0, error.start), raw.rfind(b"\r", 0, error.start), error.start - 60) + 1
    excerpt = raw[start : error.start + 20].splitlines()[0].decode("ascii", "replace")
    what = f"byte 0x{raw[error.start]:02X} is not {error.encoding} text"
    remedy = (
        "say how the file is written: --encoding cp1250 (Central European), "
        "--encoding cp1252 (Western European), or save it as UTF-8"
    )
    return BadInput(
        [Problem(Source(file, _line(np.frombuffer(raw, np.uint8), error.start)), "", excerpt, what, remedy)]
    )


def _line(body: Bytes, at: int) -> int:
    """The physical line that byte `at` is on, counted from 1; LF, CR and CRLF each end one line."""
    before = body[:at].tobytes()
    return 1 + before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")
