"""Columns of rates of tax, which change nothing of what is owed."""

from __future__ import annotations

import re

from pastdue.intake.judgement.contents import Contents

_RATE = re.compile(r"\d{1,2}(?:\.\d+)?")
_MOST = 30
"""No rate of tax in per cent is higher."""


def holds_rates(contents: Contents) -> bool:
    """True when the column holds what rates of tax in per cent are: figures of one or two digits, none above 30."""
    rates = [text.strip().rstrip("%").strip().replace(",", ".") for text in contents.counts]
    return bool(rates) and all(_RATE.fullmatch(rate) and float(rate) <= _MOST for rate in rates)


def is_tax_rate(contents: Contents) -> bool:
    """True when the column holds such rates, and its header says a rate of tax and nothing of money."""
    named = contents.about("tax") and (contents.begins("tax_rate") or contents.about("share"))
    return named and holds_rates(contents) and not any(map(contents.about, ("paid", "open", "credit", "gross")))
