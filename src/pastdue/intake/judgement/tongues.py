"""The language of headers, and the currency that lists in it are in where they name none."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from pastdue.intake.export.headers import FEWEST_HEADERS, language_of, loose
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.judgement.questions import Question, ask_currency
from pastdue.intake.values.amounts import home_currency
from pastdue.intake.values.word_rows import rows
from pastdue.model.messages import Message, Names

_SWISS = "CHF"
_APOSTROPHE = re.compile(r"\d['’]\d{3}(?!\d)")


def country_of(names: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The currency of the one country whose lists alone have some of the headers `names`, and those; "" where there is
    none, or there are several.

    >>> country_of(["Cliente", "CPF/CNPJ"]), country_of(["GSTIN", "NPWP"]), country_of(["Client"])
    (('BRL', ('CPF/CNPJ',)), ('', ()), ('', ()))
    """
    found: dict[str, list[str]] = {}
    for name in names:
        words = {loose(name), *map(loose, re.findall(r"[^\W\d_]+", name))}
        for currency, known in rows("countries").items():
            if words & set(known):
                found.setdefault(currency, []).append(name.strip())
    if len(found) != 1:
        return "", ()
    currency, said = next(iter(found.items()))
    return currency, tuple(said)


def read_language(sheet: Sheet) -> bool:
    """True when the language of the headers, or one that only lists of one country have, else the creditor's country,
    tells the currency of amounts that name none: all rows are in it, with a remark. The headers do not where the
    creditor's country has another currency in which such lists are, or amounts are written as in Switzerland and lists
    there have these headers, too."""
    code, said = language_of(sheet.header.names)
    tongue = rows("tongues").get(code, {})
    currency, home = tongue.get("currency", ""), home_currency(sheet.dialect.country)
    spoken = spoken_currencies(sheet)
    if not currency:
        currency, said = country_of(sheet.header.names)
        doubted = bool(spoken) and (currency not in spoken or home in spoken) and home != currency
    else:
        doubted = home in tongue.get("also", ()) or currency != spoken[0]
    if not currency and not said:
        return read_country(sheet, spoken)
    if not currency or doubted:
        return False
    sheet.put("currency", Coded(np.zeros(len(sheet), np.int64), [currency]))
    names = Names(tuple(map(repr, said[:FEWEST_HEADERS])))
    sheet.tell(Message.of("all_in_as_headers", currency=currency, columns=names))
    return True


def read_country(sheet: Sheet, spoken: Sequence[str]) -> bool:
    """True when the country that the settings name for the creditor tells the currency of amounts that nothing else
    does, with a remark; it does not where the headers are in a language that is not spoken there. Whether all customers
    are at home is seen only once their addresses are read."""
    country = sheet.dialect.country if sheet.dialect.country_said else ""
    home = home_currency(country)
    if not home or (spoken and home not in spoken):
        return False
    sheet.put("currency", Coded(np.zeros(len(sheet), np.int64), [home]))
    sheet.prove(currency_of_home=True)
    sheet.tell(Message.of("all_in_as_country", currency=home, country=country))
    return True


def said_currency(sheet: Sheet) -> str:
    """The currency of rows that name none, as the user or the preset says; "" where neither does, and where that of a
    list of one language is in doubt: amounts are written as in Switzerland, or the creditor's country has another one
    in which such lists are."""
    said, usual = sheet.dialect.currency, sheet.preset.currency
    if said or not usual:
        return said
    spoken, home = spoken_currencies(sheet), home_currency(sheet.dialect.country)
    return usual if spoken[:1] in ((), (usual,)) and (home == usual or home not in spoken) else ""


def spoken_currencies(sheet: Sheet) -> tuple[str, ...]:
    """The currencies of the countries that speak the language of the headers, the likeliest first; none where no
    language is proved. Where amounts are written as in Switzerland, its own is the likeliest."""
    code, _ = language_of(sheet.header.names)
    tongue = rows("tongues").get(code, {})
    spoken = (*filter(None, [tongue.get("currency", "")]), *tongue.get("also", ()))
    return (_SWISS, *spoken) if _SWISS in spoken and _are_swiss(sheet) else spoken


def _are_swiss(sheet: Sheet) -> bool:
    """True when an apostrophe stands between the thousands of an amount, as in 1'234.50."""
    columns = (sheet.text(field).texts for field in ("total", "balance", "paid") if sheet.has(field))
    return any(_APOSTROPHE.search(text) for texts in columns for text in texts)


def currency_question(sheet: Sheet) -> Question:
    """The question for the currency of amounts that nothing names: first put forward is that of the creditor's country,
    but one of the language of the headers where that is spoken in other countries alone."""
    spoken, home = spoken_currencies(sheet), home_currency(sheet.dialect.country)
    return ask_currency(sheet.source, *([home] if home in spoken or not spoken else [spoken[0], home]))
