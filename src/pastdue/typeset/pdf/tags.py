"""The tags of one page: which piece of its content belongs to which part of the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pastdue.typeset.ink.marks import Mark, Mosaic, Pasted, Words
from pastdue.typeset.ink.parts import ARTIFACT, TextPart

CODE = "Code"
"""The name of a code among the figures."""
_ARTIFACT = "/Artifact BMC"


class PageTags:
    """The operator that opens each mark of a page, numbered in the order of the marks. What `seen` has of headings is
    there again for a reader of paper, and no part of the text a second time."""

    def __init__(self, marks: Sequence[Mark], height: float, figures: Mapping[str, str], seen: set[TextPart]) -> None:
        self._height, self._figures = height, figures
        self._operators: dict[int, str] = {}
        self._parts: list[TextPart] = []
        heads = frozenset(part for part in seen if part.role == "TH")
        last: TextPart | None = None
        line: tuple[float, TextPart] | None = None
        for mark in marks:
            if isinstance(mark, Words):
                part = mark.part
                if part is None:
                    own = line[1] if line is not None and line[0] == mark.y else TextPart("P")
                    line, part = (mark.y, own), own
                else:
                    line = None
            elif isinstance(mark, Pasted | Mosaic):
                part, line = self._figure(mark), None
            else:
                continue
            if part.is_artifact or part in heads:
                self._operators[id(mark)], last = _ARTIFACT, None
                continue
            if part is not last:
                self._parts.append(part)
                seen.add(part)
            last = part
            self._operators[id(mark)] = f"/{part.role} <</MCID {len(self._parts) - 1}>> BDC"

    @property
    def parts(self) -> tuple[TextPart, ...]:
        """The part of each numbered piece of content."""
        return tuple(self._parts)

    def operator(self, mark: Mark) -> str:
        """The operator that opens the content of `mark`: words, a picture or a code of this page."""
        return self._operators[id(mark)]

    def _figure(self, mark: Pasted | Mosaic) -> TextPart:
        """The figure that `mark` is; not part of the text where it has no description."""
        name = mark.picture.name if isinstance(mark, Pasted) else CODE
        text = next((text for own, text in self._figures.items() if name.startswith(own)), "")
        if not text:
            return ARTIFACT
        if isinstance(mark, Pasted):
            wide, tall = mark.picture.width, mark.picture.height
        else:
            wide = mark.module * max(column + count for column, _, count in mark.runs)
            tall = mark.module * (1 + max(row for _, row, _ in mark.runs))
        top = self._height - mark.y
        return TextPart("Figure", text=text, box=(mark.x, top - tall, mark.x + wide, top))
