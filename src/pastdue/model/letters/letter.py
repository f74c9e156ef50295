"""A letter in words, every one already in its language; nothing about where on the page it stands.

All text is plain: typesetting draws it as it is, so nothing from a user's data is ever markup.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from pastdue.model.letters.drafts import ClaimForms, InvoiceCopy
from pastdue.model.letters.payment import PaymentPart


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of words. `align` has one of `l` or `r` per column; `totals` are closing rows (label, amount). `under`
    has a text for each row that stands under it, across the table; it may be empty. `running` has for each row the
    sums up to it, each in its column, and `carried` the words beside them where a page ends and the next begins."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: str
    totals: tuple[tuple[str, str], ...] = ()
    under: tuple[str, ...] = ()
    running: tuple[tuple[str, ...], ...] = ()
    carried: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class LetterHead:
    """The part of a letter above its subject: who writes to whom, where and when, and what to quote.

    `return_line` is the sender in one line, for the window of the envelope; `service` that of the post it goes by. Both
    may be empty. A document that is posted as a letter is has one, too.
    """

    sender: tuple[str, ...]
    sender_details: tuple[tuple[str, str], ...]
    return_line: str
    recipient: tuple[str, ...]
    place_and_date: str
    references: tuple[tuple[str, str], ...]
    service: str = ""


@dataclass(frozen=True, slots=True)
class AnnexPart:
    """One invoice's calculation in the annex: a heading, the segments, a closing line."""

    heading: str
    grid: Grid
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """The annex of a letter: its title, the lines that explain it, and its parts; all empty where it has none."""

    title: str = ""
    intro: tuple[str, ...] = ()
    parts: tuple[AnnexPart, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterEnclosures:
    """The enclosures of a letter: the line that lists them, the copies of invoices and the official forms."""

    line: str
    copies: tuple[InvoiceCopy, ...] = ()
    forms: ClaimForms | None = None


@dataclass(frozen=True, slots=True)
class EmailWords:
    """The words of the e-mail that carries a letter, beside the letter's own.

    `to` are plain addresses, at least one. `covering` are sentences about what is attached; `file` is the name of the
    attached letter; `labelled` is how the language writes a value behind its label. `also_posted` says that the letter
    goes by post as well.
    """

    to: tuple[str, ...]
    subject: str
    covering: tuple[str, ...]
    file: str
    labelled: str = "{label}: {value}"
    also_posted: bool = True


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, in words. `number` is the letter's own; file names and metadata are made from it."""

    number: str
    language: str
    stage: str
    head: LetterHead
    subject: str
    salutation: str
    opening: tuple[str, ...]
    grid: Grid
    closing: tuple[str, ...]
    payment: PaymentPart
    farewell: str
    signature: tuple[str, ...]
    enclosed: LetterEnclosures
    footer: tuple[str, ...]
    annex: Annex = Annex()
    page_label: str = "{page}/{pages}"
    continued_label: str = ""
    title: str = ""
    author: str = ""
    on: date | None = None
    """The day of the letter; None in letters recorded before it was kept."""
    locale: str = ""
    """The language with the country whose conventions it follows, as `en-GB`; the language alone where none is set."""
    invoices: tuple[str, ...] = ()
    """The numbers of the invoices it is about, in the order of its table; letters of old runs do not say."""
    email: EmailWords | None = None
    """The words of its e-mail; None where it goes by post alone."""

    @property
    def alone(self) -> Letter:
        """The letter without the documents that follow it, whose names are no words of it."""
        bare = LetterEnclosures(self.enclosed.line)
        return self if self.enclosed == bare else replace(self, enclosed=bare)
