"""The page of a run as tests read it: its tables by section, cell by cell, and all of its elements."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "input", "br"}
IMPLIED = {"td": ("td", "th"), "th": ("td", "th"), "tr": ("td", "th", "tr")}
"""The elements that the beginning of another one, or the end of what is around them, ends."""


def unmarked(html: str) -> str:
    """`html` without the marks that keep a number on one line."""
    return re.sub(r'<span class="uncut">(.*?)</span>', r"\1", html)


@dataclass(slots=True)
class Cell:
    """A cell of a table: its text, and its figure as other programs have it."""

    text: str = ""
    value: str | None = None


@dataclass(slots=True)
class HtmlTable:
    """A table: the section it is in, its caption, and its rows of cells, the heads among them."""

    section: str
    caption: str = ""
    rows: list[list[Cell]] = field(default_factory=list)


class HtmlPage(HTMLParser):
    """A page read into tables and elements; fails where elements are not closed as they were opened."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.tables: list[HtmlTable] = []
        self.text = ""
        self.code: list[str] = []
        self._open: list[str] = []
        self._within: list[HtmlTable] = []
        self._section = ""
        self.feed(text)
        self.close()
        assert self._open == [], f"never closed: {self._open}"

    def table(self, section: str, caption: str) -> HtmlTable:
        """The one table of `section` with that caption."""
        (found,) = [table for table in self.tables if (table.section, table.caption) == (section, caption)]
        return found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.elements.append((tag, named))
        if tag == "br":
            self.handle_data("\n")
        if tag in VOID:
            return
        self._end_of(*IMPLIED.get(tag, ()))
        self._open.append(tag)
        match tag:
            case "section":
                self._section = named["aria-labelledby"] or ""
            case "table":
                self.tables.append(HtmlTable(self._section))
                self._within.append(self.tables[-1])
            case "tr" if self._within:
                self._within[-1].rows.append([])
            case "td" | "th" if self._within:
                self._within[-1].rows[-1].append(Cell(value=named.get("data-v")))
            case "code":
                self.code.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def _end_of(self, *tags: str) -> None:
        while self._open and self._open[-1] in tags:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in ("table", "tbody"):
            self._end_of("td", "th", "tr")
        assert self._open and self._open.pop() == tag, f"</{tag}> closes nothing"
        if tag == "table":
            self._within.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in ("script", "style"):
            return
        self.text += data
        if "code" in self._open:
            self.code[-1] += data
        if not self._within:
            return
        inner = self._open[len(self._open) - self._open[::-1].index("table") :]
        if "caption" in inner:
            self._within[-1].caption += data
        elif "td" in inner or "th" in inner:
            self._within[-1].rows[-1][-1].text += data
