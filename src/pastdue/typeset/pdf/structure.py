"""The structure tree of a tagged PDF: every part of the text as an object, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pastdue.typeset.ink.parts import TextPart
from pastdue.typeset.pdf.objects import text_string


@dataclass(frozen=True, slots=True, eq=False)
class _Element:
    """A part in the tree: the parts in it, in order, and the places of its own words: page and number on that page."""

    part: TextPart | None
    within: _Element | None = None
    inner: list[_Element] = field(default_factory=list)
    words: list[tuple[int, int]] = field(default_factory=list)

    def walk(self) -> Iterator[_Element]:
        """Itself, then all in it, in reading order."""
        yield self
        for one in self.inner:
            yield from one.walk()


def tree(pages: Sequence[tuple[int, Sequence[TextPart]]], first: int) -> list[bytes]:
    """The objects of the tree, numbered from `first` on: its root, the table by which a page finds its parts, then the
    parts. `pages` are the numbers of the page objects, each with the part of each piece of its marked content."""
    document = _Element(None)
    known: dict[TextPart, _Element] = {}

    def element(part: TextPart) -> _Element:
        if part not in known:
            above = document if part.within is None else element(part.within)
            known[part] = _Element(part, above)
            above.inner.append(known[part])
        return known[part]

    owners: list[list[_Element]] = []
    for page, parts in pages:
        owners.append([element(part) for part in parts])
        for number, one in enumerate(owners[-1]):
            one.words.append((page, number))
    for one in list(known.values()):
        _fill(one)
    listed = list(document.walk())
    numbers = {id(one): first + 2 + n for n, one in enumerate(listed)}
    nums = " ".join(f"{n} [{' '.join(f'{numbers[id(one)]} 0 R' for one in own)}]" for n, own in enumerate(owners))
    root = f"<< /Type /StructTreeRoot /K {first + 2} 0 R /ParentTree {first + 1} 0 R /ParentTreeNextKey {len(pages)} >>"
    return [root.encode(), f"<< /Nums [{nums}] >>".encode(), *(_object(one, numbers, first) for one in listed)]


def _fill(row: _Element) -> None:
    """Give a table's row its empty cells, so that every row has as many columns."""
    if row.part is None or not row.part.cells:
        return
    cells = {one.part.column: one for one in row.inner if one.part is not None}
    row.inner.clear()
    column = 0
    while column < row.part.cells:
        own = cells.get(column) or _Element(TextPart("TD", row.part, column=column), row)
        row.inner.append(own)
        column += own.part.spans if own.part is not None else 1


def _object(one: _Element, numbers: dict[int, int], root: int) -> bytes:
    above = root if one.within is None else numbers[id(one.within)]
    role = "Document" if one.part is None else one.part.role
    kids = [f"{numbers[id(kid)]} 0 R" for kid in one.inner]
    page = one.words[0][0] if one.words else 0
    for on, number in one.words:
        kids.append(str(number) if on == page else f"<< /Type /MCR /Pg {on} 0 R /MCID {number} >>")
    entries = [f"/Type /StructElem /S /{role} /P {above} 0 R"]
    entries += [f"/Pg {page} 0 R"] if page else []
    entries += [f"/K [{' '.join(kids)}]"] if kids else []
    entries += _attributes(one.part)
    return f"<< {' '.join(entries)} >>".encode("ascii")


def _attributes(part: TextPart | None) -> list[str]:
    if part is None:
        return []
    if part.role == "TH":
        return ["/A << /O /Table /Scope /Column >>"]
    if part.spans > 1:
        return [f"/A << /O /Table /ColSpan {part.spans} >>"]
    if part.box is not None:
        corners = " ".join(f"{side:.2f}" for side in part.box)
        text = text_string(part.text).decode("ascii")
        return [f"/Alt {text} /A << /O /Layout /BBox [{corners}] >>"]
    return []
