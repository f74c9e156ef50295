"""The aging as a workbook: currencies, customers and invoices, a sheet each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pastdue.reports.aging.aging import age, aging_table, totals_table
from pastdue.reports.aging.buckets import Buckets
from pastdue.reports.aging.invoices import LastLetter, invoices_table
from pastdue.reports.formats.xlsx import AboutBook, xlsx

if TYPE_CHECKING:
    from pastdue.book import Measured


def aging_workbook(measured: Measured, buckets: Buckets, letters: Mapping[str, LastLetter], firm: str) -> bytes:
    """The book on its day with the last letter of each invoice, for the firm of that name; equal for equal."""
    aging = age(measured, buckets)
    tables = (totals_table(aging), aging_table(aging), invoices_table(measured, buckets, letters))
    return xlsx(tables, AboutBook(f"Aging on {measured.as_of}", firm, measured.as_of))
