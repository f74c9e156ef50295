"""The same amounts in two currencies, the document's and that of the books: told apart by their figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import numpy as np

from pastdue.intake.export.headers import code_in
from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.structure import Ints
from pastdue.intake.judgement.contents import Contents, Holds, unread_columns
from pastdue.intake.judgement.money.plain_amounts import plain_amounts
from pastdue.intake.judgement.questions import Question, Reading, Unsettled
from pastdue.intake.judgement.taxes.tax_rates import is_net
from pastdue.intake.states.topics import about
from pastdue.intake.values.amounts import home_currency
from pastdue.intake.values.words import parse_currency
from pastdue.model.messages import Message

_ROWS = 20_000
"""So many rows from the top show what the columns are."""
_MOST_COLUMNS = 12
_MOST_CHANGE = 1.4
"""So far at most the highest rate of a currency is from the lowest, in the months of one export."""
_FEW = 3
"""So many different amounts that are not the same prove that a column is converted."""
_ROUNDED = 0.006
"""So large a share of an amount may be lost by a rate that is written with few digits."""
_FIELDS = ("total", "balance", "paid")


def tell_currencies(sheet: Sheet) -> None:
    """Let the amounts of each row be those in the row's own currency.

    Where a header, as `Amount (USD)`, names one currency, some rows have another, and one column that nothing is read
    from has the same amounts in the rows of that currency and proportional ones elsewhere, that column is read instead,
    with a remark. Where no header names a currency and the figures show that two columns are one amount in two
    currencies, Unsettled is raised, and so it is where the amounts are in the currency of the books by their header,
    and the column of currencies says another.
    """
    _ask_of_books(sheet)
    if sheet.preset.fallback or sheet.preset.name == CANONICAL:
        _tell_apart(sheet)


def _tell_apart(sheet: Sheet) -> None:
    if not sheet.has("currency"):
        return
    read = [field for field in _FIELDS if field in sheet.header.places and field not in sheet.dialect.map]
    column = sheet.text("currency")
    codes = [code if isinstance(code := parse_currency(text), str) else "" for text in column.texts]
    if not read or not any(codes[at] for at in np.unique(column.codes).tolist()):
        return
    own = np.array(codes)[column.codes[:_ROWS]]
    free = list(islice(_amounts(sheet), _MOST_COLUMNS))
    rows = sheet.rows[:_ROWS]
    all_figured = [(each, plain_amounts(sheet, each.place, rows).minor) for each in free]
    taxes = [plain_amounts(sheet, each.place, rows).minor for each in unread_columns(sheet) if _is_tax(each)]
    places, added = dict(sheet.header.places), dict(sheet.header.added)
    for field in read:
        books = plain_amounts(sheet, places[field], rows).minor
        figured = [(each, minor) for each, minor in all_figured if not _is_base(sheet, each, minor, taxes, books)]
        code = code_in(sheet.header.name(field))
        if code and (own != code).any():
            same = [(each, minor) for each, minor in figured if _is_document(minor, books, own, code)]
            if len({minor.tobytes() for _, minor in same}) == 1:
                found = same[0][0]
                sheet.tell(Message.of("own_currency", column=repr(found.name), other=repr(sheet.header.name(field))))
                places[field] = found.place
            elif not same and field == "total" and (pair := _net_and_tax(sheet, books, own, code)):
                places[field], added[field] = pair[0].place, (pair[1].place,)
                names = repr(" + ".join(each.name for each in pair))
                sheet.tell(Message.of("own_currency", column=names, other=repr(sheet.header.name(field))))
                sheet.prove(explained=sheet.proofs.explained | {sheet.header.places[field]})
        elif not code and not _is_told_apart(sheet, field, figured, books, own):
            _ask_which(sheet, field, figured, [_is_other(sheet, minor, books, own) for _, minor in figured])
    if places != sheet.header.places:
        sheet.rename(replace(sheet.header, places=places, added=added))


def _ask_of_books(sheet: Sheet) -> None:
    """Raise Unsettled where what is owed is by its header in the currency of the books, as `Amount in local currency`,
    and the column of currencies says another one: of several rows several, by its header that of the documents, or not
    that of the country in the settings. An amount that the user names is in the currency of its row."""
    said = {"total", "balance", "currency"} & {*sheet.dialect.map}
    field = next((name for name in ("balance", "total") if name in sheet.header.places), "")
    if said or sheet.preset.own or not field or "currency" not in sheet.header.places:
        return
    name, currency, column = sheet.header.name(field), sheet.header.name("currency"), sheet.text("currency")
    if not about("in_books", name):
        return
    codes = Counter[str]()
    for text, count in zip(column.texts, np.bincount(column.codes, minlength=len(column.texts)).tolist(), strict=True):
        if count and isinstance(code := parse_currency(text), str) and code:
            codes[code] += count
    home = home_currency(sheet.dialect.country) if sheet.dialect.country_said else ""
    of_rows = len(codes) > 1 or ((about("of_document", currency) or bool(home)) and not about("in_books", currency))
    if of_rows and {*codes} - {home}:
        what = f"is in the currency of the books by its name, and {currency!r} says another: in which one is it?"
        likely = home or codes.most_common(1)[0][0]
        readings = (
            Reading("the currency of the books", {"currency": ""}, currency=likely),
            Reading("the currency of each row", {field: name, "currency": currency}),
        )
        samples = tuple(code for code, _ in codes.most_common(3))
        raise Unsettled([Question(sheet.source, name, what, samples, readings)])


def _net_and_tax(
    sheet: Sheet, books: Ints, own: np.ndarray[tuple[int], np.dtype[np.str_]], code: str
) -> tuple[Contents, Contents] | None:
    """The one amount before tax and its tax, both said to be in the currency of the document, that are together the
    amounts of `books`, each in its row's own currency."""
    said = [each for each in unread_columns(sheet) if each.holds is Holds.AMOUNTS and each.about("of_document")]
    minor = {each.place: plain_amounts(sheet, each.place, sheet.rows[:_ROWS]).minor for each in said}
    pairs = [(net, tax) for net in said if is_net(net) for tax in said if _is_tax(tax)]
    found = [(net, tax) for net, tax in pairs if _is_document(minor[net.place] + minor[tax.place], books, own, code)]
    return found[0] if len(found) == 1 else None


def _amounts(sheet: Sheet) -> Iterator[Contents]:
    """The columns of amounts that nothing is read from, without those called net amounts or taxes."""
    for contents in unread_columns(sheet):
        if contents.holds is Holds.AMOUNTS and not any(
            map(contents.about, ("net_amount", "tax", "no_money", "rate", "paid"))
        ):
            yield contents


def _is_tax(contents: Contents) -> bool:
    return contents.holds is Holds.AMOUNTS and contents.about("tax") and not is_net(contents)


def _is_base(sheet: Sheet, contents: Contents, minor: Ints, taxes: list[Ints], total: Ints) -> bool:
    """True when the column is the total of every row less all `taxes` of it, which some row has, and so the amount
    before tax; also less one of them, where it is called so."""
    whole = sum(taxes, np.zeros(len(total), np.int64))
    if whole.any() and np.array_equal(minor + whole, total):
        sheet.prove(explained=sheet.proofs.explained | {contents.place})
        return True
    return is_net(contents) and any(np.array_equal(minor + tax, total) for tax in taxes)


def _is_document(minor: Ints, books: Ints, own: np.ndarray[tuple[int], np.dtype[np.str_]], code: str) -> bool:
    """True when `minor` are the amounts of `books`, which are in `code`, each in its row's own currency: the same in
    the rows of `code`, of which there are some, and elsewhere at rates that hardly change."""
    there = own == code
    if not (minor[there] != 0).any() or (minor[there] != books[there]).any():
        return False
    return all(_at_one_rate(minor[own == other], books[own == other]) for other in set(own.tolist()) - {code})


def _at_one_rate(minor: Ints, books: Ints) -> bool:
    """True when the amounts are nothing in the same rows, of one sign, and in hardly changing proportion."""
    given = (minor != 0) | (books != 0)
    if not given.any():
        return True
    if ((minor[given] == 0) | (books[given] == 0)).any():
        return False
    rates = books[given] / minor[given]
    return bool((rates > 0).all() and rates.max() <= _MOST_CHANGE * rates.min())


def _is_other(sheet: Sheet, minor: Ints, read: Ints, own: np.ndarray[tuple[int], np.dtype[np.str_]]) -> bool:
    """True when `minor` are the amounts that are `read` in another currency: at the rates of a third column, or the
    same in all rows of one currency and in hardly changing proportion in those of each other one."""
    rates = [
        _rates(sheet, each) for each in unread_columns(sheet) if each.about("rate") and each.holds is Holds.AMOUNTS
    ]
    if any(_times(minor, by, read) or _times(read, by, minor) for by in rates):
        return True
    other = (minor != read) & (own != "")
    alike = [code for code in set(own.tolist()) - {""} if _is_document(minor, read, own, code)]
    return len(alike) == 1 and len(np.unique(minor[other])) >= _FEW


def _is_told_apart(
    sheet: Sheet, field: str, figured: list[tuple[Contents, Ints]], read: Ints,
    own: np.ndarray[tuple[int], np.dtype[np.str_]],
) -> bool:  # fmt: skip
    """True, with a remark, where the one column of the same amounts names its currency in the header, as `Amount USD`,
    and the amounts that are `read` are the same in the rows of that currency alone: they are in that of the row."""
    same = [
        each for each, minor in figured
        if (code := code_in(each.name)) and (own != code).any() and _is_document(read, minor, own, code)
        and len(np.unique(minor[minor != read])) >= _FEW
    ]  # fmt: skip
    if len(same) != 1:
        return False
    sheet.tell(Message.of("own_currency", column=repr(sheet.header.name(field)), other=repr(same[0].name)))
    sheet.prove(explained=sheet.proofs.explained | {same[0].place})
    return True


def _ask_which(sheet: Sheet, field: str, figured: list[tuple[Contents, Ints]], other: list[bool]) -> None:
    """Raise Unsettled with the first column that is the amount of `field` in another currency."""
    for (column, _), is_other in zip(figured, other, strict=True):
        if is_other:
            name = sheet.header.name(field)
            what = f"is {name!r} in another currency: which of the two is in the currency of the row?"
            readings = [Reading("the one of the row", {field: column.name}, ignore=(name,)),
                        Reading("the one of the books", {field: name}, ignore=(column.name,))]  # fmt: skip
            if column.about("of_books") or not (about("of_books", name) or column.about("of_document")):
                readings.reverse()
            raise Unsettled([Question(sheet.source, column.name, what, column.samples, tuple(readings))])


def _rates(sheet: Sheet, column: Contents) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The rates of the column, 0 where a cell has none."""
    texts = sheet.records.column(sheet.rows[:_ROWS], column.place).texts()
    found = [text.strip().replace(" ", "").replace(",", ".") for text in texts]
    return np.array([float(text) if text.replace(".", "", 1).isdecimal() else 0.0 for text in found])


def _times(one: Ints, by: np.ndarray[tuple[int], np.dtype[np.float64]], other: Ints) -> bool:
    """True when every amount of `one` times its rate is that of `other`, and enough of them differ."""
    close: Flags = np.abs(one * by - other) <= 1 + _ROUNDED * np.abs(other)
    return bool(close.all() and len(np.unique(one[one != other])) >= _FEW)
