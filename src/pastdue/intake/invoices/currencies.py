"""The currency of each invoice: by its column, by the option or preset, or by the signs beside its amounts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from pastdue.intake.export.headers import code_in, currency_in, loose, places_of
from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.judgement.contents import Holds, unread_columns
from pastdue.intake.judgement.questions import Question, Reading, Unsettled
from pastdue.intake.judgement.tongues import (
    currency_question,
    read_country,
    read_language,
    said_currency,
    spoken_currencies,
)
from pastdue.intake.values.amounts import currencies_of, home_currency, symbol_of
from pastdue.intake.values.flaws import Flaw
from pastdue.intake.values.words import currencies_meant, parse_currency
from pastdue.model.errors.problems import Source
from pastdue.model.messages import Message
from pastdue.model.money import CURRENCIES

_FIELDS = ("total", "balance", "paid")
_SOME = 4
_FEWEST, _HABIT = 2, 0.2
"""So many rows at least, and so large a share of all, leave out a currency by habit."""
_USUAL = {"£": ("GBP",)}
"""Signs of several currencies of which all but one are those of small places or have signs of their own."""
_UNTOLD = Flaw(Message.of("cell_empty"), Message.of("fill_in_or_currency"))
_SIGN = re.compile("[^0-9.,()+'’\\s−–—-]")
"""A character that is part of a sign of a currency, and of no number."""


def read_currency(sheet: Sheet) -> Coded:
    """Each row's ISO 4217 code; "" where it is unusable, which is noted.

    The column says it, else the sign beside the amount or in its header, else the option, settings or preset. Raises
    Unsettled where nothing does, where a sign is that of several, as $ is, or where headers of amounts name another
    currency than each other or than the column.
    """
    said, column = said_currency(sheet), sheet.text("currency")
    _ask_about_headers(sheet)
    if not sheet.has("currency"):
        shown = _shown(sheet)
        if "" in shown.used and not said:
            if not any(shown.used) and _goes_without_saying(sheet):
                return sheet.text("currency")
            raise Unsettled([currency_question(sheet)])
        if said and said == sheet.preset.currency and not any(shown.texts):
            sheet.tell(Message.of("all_in_as_preset", currency=said))
        return Coded(shown.codes, [code or said for code in shown.texts]).merged()
    if not column.filled.all():
        sheet.put("currency", _first_filled(column, _shown(sheet)))
        said = said or _said_by_blanks(sheet)
    home = _home(sheet)
    column, codes = sheet.parsed(
        "currency", lambda text: parse_currency(text or said, home) if text or said else _UNTOLD, ""
    )
    _tell_words(sheet, home)
    return Coded(column.codes, codes).merged()


def _home(sheet: Sheet) -> str:
    """The currency of the country that the settings name for the creditor; "" where they name none."""
    return home_currency(sheet.dialect.country if sheet.dialect.country_said else "")


def _tell_words(sheet: Sheet, home: str) -> None:
    """Say of each word of the column that may stand for several currencies that it is read as that of the country."""
    for text in sheet.text("currency").used:
        if text and text.upper() not in CURRENCIES and home in (meant := currencies_meant(text)) and len(meant) > 1:
            sheet.tell(Message.of("word_at_home", word=repr(text), currency=home, country=sheet.dialect.country))


def _goes_without_saying(sheet: Sheet) -> bool:
    """True when the language of the headers or the creditor's country tells the currency, with a remark; of a program's
    export the country alone. Neither does where a header or the amounts of a column that is not read name one."""
    if not sheet.preset.fallback and sheet.preset.name != CANONICAL:
        return read_country(sheet, spoken_currencies(sheet))
    free = (each for each in unread_columns(sheet) if each.holds is Holds.AMOUNTS)
    signs = (symbol_of(text) for each in free for text in each.counts)
    named = any(map(currency_in, sheet.header.names)) or any(map(currencies_of, signs))
    return not named and read_language(sheet)


def _said_by_blanks(sheet: Sheet) -> str:
    """The currency of the books where so many rows name none that they leave it out, as programs do, by the country
    that the settings name; "" where fewer do, which are slips and problems of their rows. Raises Unsettled where no
    country is named, or a row names its currency."""
    filled = sheet.text("currency").filled
    blank = ~filled & sheet.text("invoice").filled
    if not filled.any() or blank.sum() < max(_FEWEST, _HABIT * len(sheet)):
        return ""
    name, home = sheet.header.name("currency"), home_currency(sheet.dialect.country)
    named = {parse_currency(text) for text in sheet.text("currency").used if text}
    if home and sheet.dialect.country_said and home not in named:
        rows = Message.of("row_count", count=int(blank.sum()))
        country = sheet.dialect.country
        sheet.tell(Message.of("blanks_in_home", rows=rows, column=repr(name), currency=home, country=country))
        return home
    what = f"names no currency in {int(blank.sum())} rows: which is that of the books, that goes without saying?"
    raise Unsettled([replace(currency_question(sheet), column=name, what=what)])


def _ask_about_headers(sheet: Sheet) -> None:
    """Raises Unsettled where a header of amounts, as `Total (USD)`, names another currency than a header of others or
    than some row's own; one whose field the user has mapped says nothing."""
    named = _by_header(sheet)
    if len(set(named.values())) > 1:
        headers = " and ".join(repr(header) for _, header in named)
        readings = tuple(_owed_in(sheet, code, named) for code in dict.fromkeys(named.values()))
        raise Unsettled([Question(_header(sheet), "", f"{headers} are in different currencies", (), readings)])
    rows = {code for text in sheet.text("currency").used if text and isinstance(code := parse_currency(text), str)}
    for (field, header), code in named.items():
        if other := sorted(rows - {code}):
            what = f"names {code}, and rows are in {', '.join(other[:_SOME])} by their own column"
            readings = (
                Reading("in the currency of each row", {field: header}),
                Reading(f"all in {code}", {"currency": ""}, (sheet.header.name("currency"),), currency=code),
            )
            raise Unsettled([Question(_header(sheet), header, what, (), readings)])


def _by_header(sheet: Sheet) -> dict[tuple[str, str], str]:
    """The currency that a header of amounts names, by field and header: of the columns that are read and, where no
    column names the currency, of those under the same header in another one, as `Total (EUR)` beside `Total (USD)`."""
    found: dict[tuple[str, str], str] = {}
    names, taken = sheet.header.names, {*sheet.header.places.values()}
    taken |= places_of(sheet.dialect.ignore, names)
    alone = sheet.preset.fallback and not sheet.has("currency")
    free = [name.strip() for place, name in enumerate(names) if alone and place not in taken]
    for field in filter(sheet.has, _FIELDS):
        own = sheet.header.name(field)
        if field in sheet.dialect.map or field in sheet.header.added or not code_in(own):
            continue
        alike = [name for name in free if loose(name) == loose(own)]
        found |= {(field, name): code for name in (own, *alike) if (code := code_in(name))}
    return found


def _owed_in(sheet: Sheet, code: str, named: Mapping[tuple[str, str], str]) -> Reading:
    """The reading by which the columns in `code` count, and those of the same fields in other currencies do not."""
    chosen = {field: header for (field, header), other in named.items() if other == code}
    mapping = {field: chosen.get(field, "") for field, _ in named}
    mapping = {field: header for field, header in mapping.items() if header != sheet.header.name(field)}
    aside = tuple(header for (field, header), other in named.items() if other != code and field in chosen)
    return Reading(f"owed in {code}", mapping, aside, currency=code)


def _shown(sheet: Sheet) -> Coded:
    """For each row without a currency the one that the sign beside its amount or in the header stands for; "" where
    none is."""
    signs = _signs(sheet).emptied(sheet.text("currency").filled)
    codes = _meanings(sheet, [sign for sign in signs.used if sign])
    meant, said = sorted(set(filter(None, codes.values()))), said_currency(sheet)
    if not sheet.has("currency"):
        _tell(sheet, codes)
        if len(meant) == 1 and said in ("", meant[0]):
            codes[""] = meant[0]  # rows without a sign are as all others are
    return Coded(signs.codes, [codes.get(sign, "") for sign in signs.texts]).merged()


def _signs(sheet: Sheet) -> Coded:
    """The sign of each row, in small letters: beside the first of its amounts that has one, else in the header."""
    signs = Coded(np.zeros(len(sheet), np.int64), [""])
    for field in filter(sheet.has, _FIELDS):
        column, named = sheet.text(field), currency_in(sheet.header.name(field)) or _of_parts(sheet)
        if named or _SIGN.search("".join(column.used)):
            beside = [symbol_of(text) or (named if text else "") for text in column.texts]
            signs = _first_filled(signs, Coded(column.codes, beside).merged())
    return signs


def _of_parts(sheet: Sheet) -> str:
    """The one currency that headers of columns name of which the total is made; "" for none or several."""
    named = {currency_in(sheet.header.names[place]) for place in sheet.proofs.added} - {""}
    return named.pop() if len(named) == 1 else ""


def _first_filled(first: Coded, second: Coded) -> Coded:
    """In each row the text of `first`, or that of `second` where it has none."""
    texts = [one or other for one in first.texts for other in second.texts]
    return Coded(first.codes * len(second.texts) + second.codes, texts).merged()


def _meanings(sheet: Sheet, signs: list[str]) -> dict[str, str]:
    """The currency of each sign, "" where it is that of none; raises Unsettled where it may be that of several.

    Of several it is the one that all signs of the file may stand for, the one that was named, that of the country, that
    of the language of the headers, or the one that the sign nearly always means.
    """
    possible = {sign: currencies_of(sign) for sign in sorted(signs)}
    shared = set.intersection(*map(set, possible.values())) if possible else set()
    home, said = _home(sheet), said_currency(sheet)
    found, spoken = {}, spoken_currencies(sheet)[:1]
    for sign, codes in possible.items():
        narrowed = [[said], shared, [home], spoken, _USUAL.get(sign, ()), codes]
        sure = [fits for some in narrowed if len(fits := [code for code in some if code in codes]) == 1]
        if codes and not sure:
            what = f"amounts are in {sign}, which may be {', '.join(codes[:_SOME])} or another"
            readings = tuple(Reading(code, currency=code) for code in codes[:_SOME])
            raise Unsettled([Question(_header(sheet), "", what, (), readings)])
        found[sign] = sure[0][0] if sure else ""
    return found


def _tell(sheet: Sheet, codes: dict[str, str]) -> None:
    """Say which currency the signs show, where nobody had named that one; a sign of no currency shows none."""
    said, country = said_currency(sheet), sheet.dialect.country
    shown = {code: sign for sign, code in sorted(codes.items(), reverse=True) if code}
    shown = {code: code if sign == code.lower() else sign for code, sign in shown.items()}
    if len(shown) > 1:
        sheet.tell(Message.of("in_as_signs", currencies=", ".join(sorted(shown))))
    for code, sign in shown.items() if len(shown) == 1 else ():
        if said:
            if said != code:
                sheet.tell(Message.of("sign_before_setting", currency=code, sign=sign, said=said))
        elif len(currencies_of(sign)) > 1 and home_currency(country) == code:
            sheet.tell(Message.of("all_in_at_home", currency=code, sign=sign, country=country))
        else:
            sheet.tell(Message.of("all_in_as_sign", currency=code, sign=sign))


def _header(sheet: Sheet) -> Source:
    return Source(sheet.header.file, sheet.header.line)


def in_one(currency: Coded, rows: np.ndarray[tuple[int], np.dtype[np.int64]]) -> str:
    """The currency that all of `rows` have; empty when they have several, or there are none."""
    codes = np.unique(currency.codes[rows])
    return currency.texts[int(codes[0])] if len(codes) == 1 else ""
