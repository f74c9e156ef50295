"""Rows that stand above the invoices of one customer and name it, in a list without a column of customers."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from pastdue.intake.customers.heading_blocks import (
    Bare,
    blocks_of_rows,
    may_name_customers,
    names_customers,
    tax_number,
    texts_alone,
)
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.values.date_styles import is_dated
from pastdue.intake.values.texts import clean
from pastdue.intake.values.word_rows import ascii_form, rows
from pastdue.model.errors.problems import BadInput, Problem

_LABELLED = re.compile(r"([^\W\d_][^:]{1,30}?)\s*:\s*(\S.*)")
_FEWEST_LABELS, _SHOWN = 2, 4
"""So many rows of labels name customers; so many cells of the first are shown."""
_WITH_NUMBER = re.compile(r"(\d{2,}|[A-Z]{1,4}[-/]?\d+)[\s:–-]+(\D.*)")


@dataclass(frozen=True, slots=True)
class CustomerHeading:
    """The record of a heading, and the number and name of the customer it names; "" for no number."""

    record: int
    number: str
    name: str


def customer_headings(sheet: Sheet) -> list[CustomerHeading]:
    """The headings that name the customers of all rows; none where the list has another column of customers, a row
    stands above the first, or nothing proves it.

    A heading has one cell. Proof is that each begins with a word for a customer and a colon (`Account : Name`), that a
    row below the block of each ends with the same text, as a sum does (`Sum 10012 Name`), what `names_customers` says
    of their blocks, or that the user says of rows without a customer whose they are.
    """
    named = "customer" in sheet.header.places and not _only_above(sheet)
    if not sheet.preset.fallback or sheet.has("last_name") or named:
        return []
    bare, invoices = _parted(sheet)
    alone = {record: cells[0] for record, cells in bare.items() if len(cells) == 1 and not is_dated(cells[0])}
    labelled = {record: match for record, text in alone.items() if (match := _labelled(text))}
    sums = [(record, cells[0]) for record, cells in bare.items() if len(cells) > 1]
    repeated = {
        record: text for record, text in alone.items()
        if any(below > record and said.endswith(f" {text}") for below, said in sums)
    }  # fmt: skip
    found = labelled or repeated or _blocks(sheet, bare, invoices)
    if not found or not invoices or min(found) > invoices[0]:
        return []
    return [_heading(record, text) for record, text in sorted(found.items())]


def _blocks(sheet: Sheet, bare: Bare, invoices: list[int]) -> dict[int, str]:
    """The headings of blocks of rows that are proved, or said, to name customers."""
    blocks = blocks_of_rows(bare, invoices)
    said = sheet.dialect.empty_customer == "above" and may_name_customers(blocks)
    return blocks if blocks and (said or names_customers(sheet, bare, blocks)) else {}


def heading_samples(sheet: Sheet) -> tuple[str, ...]:
    """The first headings of blocks of rows in a general list, where they may name the customers and nothing proves it;
    none where the user says that they do not."""
    if not sheet.preset.fallback or sheet.dialect.empty_customer:
        return ()
    bare, invoices = _parted(sheet)
    blocks = blocks_of_rows(bare, invoices)
    return tuple(blocks.values())[:_SHOWN] if may_name_customers(blocks) else ()


def has_headings(sheet: Sheet) -> bool:
    """True where several rows of one text stand above invoices."""
    return len(texts_alone(*_parted(sheet))) > 1


def _parted(sheet: Sheet) -> tuple[Bare, list[int]]:
    """The rows that are no invoices, and the records of those that are."""
    bare = _bare_rows(sheet)
    return bare, [record for record in sheet.rows.tolist() if record not in bare]


def _only_above(sheet: Sheet) -> bool:
    """True when no row with a day has anything in the column of customers, as where it names them in rows of their own
    above; the user has not said that it is that column."""
    dated = np.any([sheet.text(field).filled for field in ("issued", "due")], axis=0)
    return "customer" not in sheet.dialect.map and bool(dated.any()) and not sheet.text("customer").filled[dated].any()


def headed(sheet: Sheet) -> bool:
    """True when headings name the customers of all rows; refuses a general list in which they do so in several
    cells."""
    if customer_headings(sheet):
        return True
    if sheet.preset.fallback:
        _refuse_labels(sheet)
    return False


def _refuse_labels(sheet: Sheet) -> None:
    """Refuse a list without customers in which rows above its parts name them in a cell of their own, behind a label
    as `Account:`: another column would be taken for their names."""
    undated = ~np.any([sheet.text(field).rows(is_dated) for field in ("issued", "due")], axis=0)
    cells = (tuple(filter(None, map(clean, sheet.records.fields(at)))) for at in sheet.rows[undated].tolist())
    found = [each for each in cells if any(map(_is_label, each[:-1]))]
    if len(found) >= _FEWEST_LABELS:
        said = ", ".join(found[0][:_SHOWN])
        what = "no column names the customers: rows above their invoices do, in several cells"
        remedy = "export a list with the customer in every row"
        raise BadInput([Problem(sheet.source, "", said, what, remedy)])


def _is_label(text: str) -> bool:
    """True when the text is a word for a customer with a colon, and nothing behind it."""
    known = tuple(rows("headers")["customer_label"])
    return text.endswith(":") and any(word.startswith(known) for word in ascii_form(text[:-1]).split())


def _bare_rows(sheet: Sheet) -> dict[int, tuple[str, ...]]:
    """The filled cells of every row without a day, or with an amount and a text alone, as headings and sums are."""
    blank = np.ones(len(sheet), np.bool_)
    for field in ("issued", "due"):
        blank &= ~sheet.text(field).filled
    found = {}
    for record in sorted([*sheet.rows[blank].tolist(), *sheet.ragged]):
        found[record] = tuple(text for cell in sheet.records.fields(record) if (text := clean(cell)))
    return found


def _labelled(text: str) -> str:
    """The name behind a word for a customer and a colon; "" where there is none."""
    match = _LABELLED.fullmatch(text)
    words = ascii_form(match[1]).split() if match else []
    known = rows("headers")["customer_label"]
    return match[2].strip() if match and words and any(word.startswith(tuple(known)) for word in words) else ""


def _heading(record: int, text: str) -> CustomerHeading:
    if (taxed := tax_number(text)) is not None:
        return CustomerHeading(record, taxed[1], taxed[0])
    match = _WITH_NUMBER.fullmatch(text)
    return CustomerHeading(record, match[1], match[2].strip()) if match else CustomerHeading(record, "", text)
