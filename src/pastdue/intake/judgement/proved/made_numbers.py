"""Numbers for the items of a list that has none, made of columns whose texts tell the rows apart."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pastdue.intake.export.fields import LIMITS
from pastdue.intake.export.headers import joined, normal
from pastdue.intake.export.opening import joined_texts
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.judgement.contents import Contents, Holds, contents_of
from pastdue.intake.judgement.proved.sole_numbers import is_of_others, may_number
from pastdue.intake.judgement.questions import Reading
from pastdue.intake.states.ages import is_age
from pastdue.intake.states.topics import names_billed_period
from pastdue.model.messages import Message

_LONGEST_PART = 30
_PARTS = ("customer", "first_name", "last_name", "due", "issued")
"""Fields of which the number of an item can be made: they stay as they are from month to month."""
_SOME = 0.3
_OPTIONAL = ("customer_id", "issued")
"""Fields of the recipe that a list can do without: they are part of it by their headers alone."""


@dataclass(frozen=True, slots=True)
class NumberParts:
    """The columns of which the number of an item is made where no column has it. The headers of the list alone decide
    on them, and never its rows, so that an item has the same number next month, whatever else the list has then."""

    places: tuple[int, ...]
    names: tuple[str, ...]

    @property
    def mapped(self) -> str:
        """The columns as `--map invoice=` takes them."""
        return " + ".join(self.names)


def recipe_of(sheet: Sheet, mapping: Mapping[str, str], named: Collection[str]) -> NumberParts | None:
    """The recipe of a list that names its customers and days: the customer, by number where there is a column of them,
    the day of issue, the due day, and each column of the period that is billed. None where a column of these has no
    header of its own. `named` are the fields that the headers themselves name, and `mapping` has the headers that are
    put forward for others."""
    said = {field: place for field, place in sheet.header.places.items() if field not in _OPTIONAL or field in named}
    said |= {field: place for field, name in mapping.items() if (place := _place(sheet, name)) is not None}
    who = [said[field] for field in ("customer_id", "customer") if field in said][:1]
    who = who or [said[field] for field in ("first_name", "last_name") if field in said]
    days = [said[field] for field in ("issued", "due") if field in said]
    periods = [place for place, name in enumerate(sheet.header.names) if names_billed_period(name)]
    places = tuple(dict.fromkeys((*who, *days, *periods)))
    names = tuple(contents_of(sheet, place).name for place in places)
    once = all(name[:1] != "#" and " + " not in name for name in names)
    return NumberParts(places, names) if who and days and once else None


def read_made_number(sheet: Sheet, whole: Sheet, recipe: NumberParts | None, free: Sequence[Contents]) -> None:
    """Make the numbers by the `recipe`, with a remark, where no column of `free` may have them, every row of `whole`
    has all parts, and no two rows of the file say the same."""
    if recipe is None or not sheet.preset.fallback or sheet.dialect.map.get("invoice") or _may_have_numbers(free):
        return
    made = joined_texts(sheet, recipe.places)
    codes = made.codes[made.filled]
    fit = len(codes) == len(np.unique(codes)) and max(map(len, made.texts), default=0) <= LIMITS["invoice"]
    if len(whole) and fit and joined_texts(whole, recipe.places).filled.all():
        sheet.rename(replace(sheet.header, joined={**sheet.header.joined, "invoice": recipe.places}))
        sheet.put("invoice", made)
        keep = next(Reading("", {"invoice": recipe.mapped}).settings())
        sheet.tell(Message.of("number_made_by_headers", columns=repr(recipe.mapped), keep=keep))


def _may_have_numbers(free: Sequence[Contents]) -> bool:
    """True when some column may have the numbers of invoices, or counts the rows under a header that does not say so:
    the first invoices of a firm have such numbers."""
    counted = any(each.counts_rows and not each.begins("other_number") and not is_of_others(each) for each in free)
    return counted or any(map(may_number, free))


def _place(sheet: Sheet, name: str) -> int | None:
    """The place of the one column under this header; None where there is none, or several."""
    found = [place for place, each in enumerate(sheet.header.names) if normal(each) == normal(name)]
    return found[0] if len(found) == 1 else None


def made_numbers(
    sheet: Sheet, mapping: Mapping[str, str], free: Sequence[Contents], named: Collection[str] = _OPTIONAL
) -> list[str]:
    """Headers, joined as `--map invoice=` takes them, whose texts together tell every row from all others, for a list
    of rents, fees or dues without numbers: the customer with the day that an item is due or was issued, else with what
    says what it is for as well. What changes from month to month, as an age, a state or what is open, is never part.
    The recipe that the headers alone give comes first, where it tells the rows apart.

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
    own = recipe_of(sheet, mapping, named)
    tried = [*([list(own.names)] if own else []), *tried]
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
