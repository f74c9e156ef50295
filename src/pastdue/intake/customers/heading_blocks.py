"""Rows of one text above blocks of rows, of which something else than a label or a sum proves that they name customers,
or which may name them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pastdue.intake.customers.header_names import customers_in
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.states.ages import is_age
from pastdue.intake.values.date_styles import is_dated
from pastdue.intake.values.texts import clean
from pastdue.intake.values.word_rows import ascii_form, rows

Bare = Mapping[int, tuple[str, ...]]
"""The filled cells of every row that is no invoice, by record."""

_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = 5
"""So many digits at least has a number of a taxpayer."""
_FEWEST = 2
"""So many blocks at least may be those of customers by their shape alone."""


def blocks_of_rows(bare: Bare, invoices: Sequence[int]) -> dict[int, str]:
    """The texts of the rows that stand alone above blocks of `invoices`, by record; none where one stands above no
    invoice, or an invoice above all, or one is an age, a day or a total."""
    found, last = texts_alone(bare, invoices), max(invoices, default=-1)
    if not found or min(found) > min(invoices):
        return {}
    filled = all(any(one < each < end for each in invoices) for one, end in pairwise([*found, last + 1]))
    named = all(_may_name(text) for text in found.values())
    return found if filled and named else {}


def names_customers(sheet: Sheet, bare: Bare, blocks: Mapping[int, str]) -> bool:
    """True where the totals behind all blocks say that they are of a customer, every heading ends with a number of a
    taxpayer, or a line above the header says that the list is by customer and a total is behind each block."""
    spellings = tuple(sheet.preset.fields.get("customer", ()))
    totals = [record for record, cells in bare.items() if len(cells) > 1 and _is_total_of(cells[0], spellings)]
    each = all(sum(one < total < end for total in totals) == 1 for one, end in _spans(blocks, totals))
    sums = [record for record, cells in bare.items() if len(cells) > 1]
    behind = all(any(one < total < end for total in sums) for one, end in _spans(blocks, sums))
    by_title = behind and may_name_customers(blocks) and _is_by_customer(sheet, spellings)
    return (bool(totals) and each) or all(map(tax_number, blocks.values())) or by_title


def may_name_customers(blocks: Mapping[int, str]) -> bool:
    """True where several blocks have headings of their own."""
    return len(blocks) >= _FEWEST and len({*blocks.values()}) == len(blocks)


def texts_alone(bare: Bare, invoices: Sequence[int]) -> dict[int, str]:
    """The texts of the rows that stand alone above the last of `invoices`, by record."""
    last = max(invoices, default=-1)
    return {record: cells[0] for record, cells in sorted(bare.items()) if len(cells) == 1 and record < last}


def _spans(blocks: Mapping[int, str], totals: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The records of each heading and of the next, or of what is behind the last total."""
    return pairwise([*blocks, max([*totals, *blocks], default=0) + 1])


def tax_number(text: str) -> tuple[str, str] | None:
    """The name and the number of a taxpayer behind it; None where the text ends with none.

    >>> tax_number("ALDER S.A.S.   NIT 900.456.789-1"), tax_number("Birch (VAT GB123456789)"), tax_number("Cedar 12")
    (('ALDER S.A.S.', '900.456.789-1'), ('Birch', 'GB123456789'), None)
    """
    match = _with_tax_number().fullmatch(text)
    if match is None or sum(map(str.isdigit, match[3])) < _DIGITS:
        return None
    return match[1].strip(" ,;-–"), match[3].rstrip(" ).")


def _with_tax_number() -> re.Pattern[str]:
    labels = "|".join(re.escape(each) for each in rows("customers")["tax_label"])
    return re.compile(rf"(.*[^\W\d_].*?)[\s,;(–-]+({labels})[.:\s]*\s*([A-Z]{{0,3}}\s?\d[\w./ -]*\)?)", re.IGNORECASE)


def _may_name(text: str) -> bool:
    words = _WORD.findall(ascii_form(text))
    others = {*rows("headers")["group_total"], *rows("customers")["everybody"]}
    settled = tuple(rows("headers")["settled_sections"])
    return bool(words) and not (
        others.intersection(words) or any(word.startswith(settled) for word in words) or is_age(text) or is_dated(text)
    )


def _is_total_of(text: str, spellings: tuple[str, ...]) -> bool:
    """True when the text is words for a total and a customer, as `Total cliente`."""
    total = not {*rows("headers")["group_total"]}.isdisjoint(_WORD.findall(ascii_form(text)))
    return total and bool(customers_in(text, spellings))


def _is_by_customer(sheet: Sheet, spellings: tuple[str, ...]) -> bool:
    """True when a line above the header says that what is below stands by customers."""
    titles = (" ".join(map(clean, sheet.records.fields(record))) for record in range(sheet.opened.top))
    return any(not {*rows("customers")["by"]}.isdisjoint(customers_in(title, spellings)) for title in titles)
