"""Numbers for the items of a list that has none, made of columns whose texts tell the rows apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from pastdue.intake.export.fields import LIMITS
from pastdue.intake.export.headers import joined
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.judgement.contents import Contents, Holds
from pastdue.intake.states.ages import is_age

_LONGEST_PART = 30
_PARTS = ("customer", "first_name", "last_name", "due", "issued")
"""Fields of which the number of an item can be made: they stay as they are from month to month."""
_SOME = 0.3


def made_numbers(sheet: Sheet, mapping: Mapping[str, str], free: Sequence[Contents]) -> list[str]:
    """Headers, joined as `--map invoice=` takes them, whose texts together tell every row from all others, for a list
    of rents, fees or dues without numbers: the customer with the day that an item is due or was issued, else with what
    says what it is for as well. What changes from month to month, as an age, a state or what is open, is never part.

    `mapping` has the headers that are put forward for other fields.
    """
    said = {field: sheet.header.name(field) for field in ("customer_id", *_PARTS) if sheet.has(field)}
    said |= dict(mapping)
    who = [said[field] for field in ("customer_id", "customer") if field in said and " + " not in said[field]][:1]
    who = who or [said[name] for name in ("first_name", "last_name") if name in said]
    days = [said[field] for field in ("due", "issued") if field in said]
    what = [each.name for each in free if _says_what_for(each) and each.name not in said.values()]
    differ = [name for name in what if who and _kinds_of(sheet, [*who, name]) > _kinds_of(sheet, who)]
    ways = [*([name] for name in differ), [], *([name] for name in what if name not in differ), what[:2]]
    of_invoices = [each.name for each in free if each.begins("invoice") and _has_numbers(each)]
    tried = [[name, day] for name in of_invoices for day in days]
    tried += [[*who, day, *more] for more in ways for day in days if who]
    fit = [parts for parts in tried if len(set(parts)) == len(parts) and _tell_apart(sheet, parts)]
    return list(dict.fromkeys(map(" + ".join, fit)))


def _has_numbers(contents: Contents) -> bool:
    """True when every row has a text with figures, as the number of an invoice is."""
    return contents.filled == contents.rows and all(any(map(str.isdigit, text)) for text in contents.counts)


def _says_what_for(contents: Contents) -> bool:
    """True when every row has a short text that may say what the item is for, and none of its state or age."""
    texts = contents.counts
    if contents.holds not in (Holds.TEXT, Holds.WORDS) or contents.filled < contents.rows or contents.begins("state"):
        return False
    if (
        contents.about("note")
        or contents.states(_SOME)
        or any(map(is_age, texts))
        or any("@" in text for text in texts)
    ):
        return False
    return max(map(len, texts)) <= _LONGEST_PART


def _tell_apart(sheet: Sheet, names: Sequence[str]) -> bool:
    """True when no two rows say the same in all these columns, none is empty, and what they say fits a number."""
    columns = [column for name in names if (column := sheet.at(name)) is not None]
    if len(columns) < len(names) or not len(sheet) or not all(column.filled.all() for column in columns):
        return False
    longest = joined(max(column.texts, key=len) for column in columns)
    return len(longest) <= LIMITS["invoice"] and _kinds_of(sheet, names) == len(sheet)


def _kinds_of(sheet: Sheet, names: Sequence[str]) -> int:
    """The number of different things that the rows say in these columns together; customers may stand in none."""
    columns = [column.codes for name in names if (column := sheet.at(name)) is not None]
    return 1 if not columns else int(np.unique(np.stack(columns), axis=1).shape[1])
