"""The objects of a PDF: each is numbered and written at once, and only its place is remembered."""

from __future__ import annotations

import zlib
from array import array
from hashlib import blake2b
from typing import BinaryIO

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""The version that knows all that an appended invoice may use, and four bytes that say the file is no text."""
_LINES = 1000
"""So many lines of the table of places are written at once: that of a print file may have a hundred thousand."""
_ESCAPED = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})


class ObjectFile:
    """A PDF in the making, in `target`. Its identity is made of its bytes: equal files have equal ones."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self._places = array("Q", [0])
        self._size = 0
        self._digest = blake2b(digest_size=16)
        self._put(_HEADER)

    @property
    def last(self) -> int:
        """The highest number of an object so far."""
        return len(self._places) - 1

    def reserve(self) -> int:
        """The number of a new object, which is written later."""
        self._places.append(0)
        return self.last

    def add(self, body: bytes) -> int:
        """Write a new object and return its number."""
        number = self.reserve()
        self.write(number, body)
        return number

    def write(self, number: int, body: bytes) -> None:
        """Write the object whose number was reserved."""
        self._places[number] = self._size
        self._put(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def close(self, root: int, info: int) -> None:
        """Write the table of places and the trailer; `root` is the catalog, `info` the list of facts."""
        identity = self._digest.hexdigest().encode("ascii")
        start, count = self._size, len(self._places)
        self._put(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        for at in range(1, count, _LINES):
            self._put(b"".join([b"%010d 00000 n \n" % place for place in self._places[at : at + _LINES]]))
        facts = b"/Size %d /Root %d 0 R /Info %d 0 R /ID [<%b> <%b>]" % (count, root, info, identity, identity)
        self._put(b"trailer\n<< %b >>\nstartxref\n%d\n%%%%EOF\n" % (facts, start))

    def _put(self, data: bytes) -> None:
        self._target.write(data)
        self._digest.update(data)
        self._size += len(data)


def stream(content: bytes, more: str = "", level: int = 6) -> bytes:
    """The body of an object that holds `content`, `padded` and packed; `more` are entries of its dictionary."""
    packed = zlib.compress(padded(content), level)
    return b"<< /Filter /FlateDecode /Length %d%b >>\nstream\n%b\nendstream" % (len(packed), more.encode(), packed)


def padded(content: bytes) -> bytes:
    """`content`, with a line feed more where it would be packed into bytes that end with a carriage return.

    That one and the line feed before `endstream` look like one end of line, and a checker of PDF/A that takes them for
    it finds the stream a byte shorter than it says. Packed bytes end with the lowest byte of a sum over the content.
    """
    return content + b"\n" if zlib.adler32(content) & 0xFF == ord("\r") else content


def text_string(text: str) -> bytes:
    """`text` as a PDF writes what is read by people: ASCII as it is, else in UTF-16."""
    if text.isascii() and text.isprintable():
        return b"(%b)" % text.translate(_ESCAPED).encode("ascii")
    return b"<%b>" % f"\ufeff{text}".encode("utf-16-be").hex().encode("ascii")
