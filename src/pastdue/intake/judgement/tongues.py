"""The language of headers, and the currency that lists in it are in where they name none."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from pastdue.intake.export.headers import FEWEST_HEADERS, is_a_word_too, language_of, loose
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.judgement.questions import Question, ask_currency
from pastdue.intake.values.amounts import home_currency
from pastdue.intake.values.word_rows import rows
from pastdue.model.messages import Message, Names
from pastdue.model.money import CURRENCIES

_SWISS = "CHF"
_TITLES = 30
"""So many rows above the headers are looked at."""
_CODE = re.compile(
    r"(\b(?:in|en|em|w|v|i|valuta|w[aä]hrung|waluta|devise|moneda|moeda|currency|munt|m[eě]na)\b\W{1,3}|[(\[])?"
    r"\b([A-Z]{3})\b([)\]])?",
    re.IGNORECASE,
)
"""A code of a currency, and the words or brackets that say that it is one."""
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
    there have these headers, too; the country's counts then, if the settings name it. A title above the headers comes
    before all that."""
    title, stated = _title_currency(sheet)
    home, spoken = home_currency(sheet.dialect.country), spoken_currencies(sheet)
    if title and (title == home or (title in spoken and (stated or not home))):
        sheet.put("currency", Coded(np.zeros(len(sheet), np.int64), [title]))
        sheet.tell(Message.of("all_in_as_title", currency=title))
        return True
    if stated:
        return False
    code, said = language_of(sheet.header.names)
    tongue, (of_country, marks) = rows("tongues").get(code, {}), country_of(sheet.header.names)
    currency = tongue.get("currency", "")
    if not currency and of_country:
        currency, said = of_country, marks
        doubted = bool(spoken) and (currency not in spoken or home in spoken) and home != currency
    elif not currency or (home != currency and home in spoken and not of_country):
        return not (currency and _title_codes(sheet)) and read_country(sheet, spoken)
    else:
        doubted = home in tongue.get("also", ()) or currency != spoken[0]
    if doubted:
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
    list of one language is in doubt: amounts are written as in Switzerland, the creditor's country has another one in
    which such lists are, or a title names another one."""
    said, usual = sheet.dialect.currency, sheet.preset.currency
    if said or not usual:
        return said
    spoken, home = spoken_currencies(sheet), home_currency(sheet.dialect.country)
    title, stated = _title_currency(sheet)
    if title != usual and title and (stated or title == home):
        return ""
    return usual if spoken[:1] in ((), (usual,)) and (home == usual or home not in spoken) else ""


def spoken_currencies(sheet: Sheet) -> tuple[str, ...]:
    """The currencies of the countries that speak the language of the headers, the likeliest first; none where no
    language is proved. Where amounts are written as in Switzerland, its own is the likeliest."""
    code, _ = language_of(sheet.header.names)
    tongue = rows("tongues").get(code, {})
    spoken = (*filter(None, [tongue.get("currency", "")]), *tongue.get("also", ()))
    return (_SWISS, *spoken) if _SWISS in spoken and _are_swiss(sheet) else spoken


def _title_currency(sheet: Sheet) -> tuple[str, bool]:
    """The one code of a currency that the rows above the headers name, and whether they say that amounts are in it, as
    `alle Beträge in CHF`, or it may be part of a name; "" where they name none or several."""
    codes = list(_title_codes(sheet).items())
    return codes[0] if len(codes) == 1 else ("", False)


def _title_codes(sheet: Sheet) -> dict[str, bool]:
    """The codes of currencies in the rows above the headers, each with whether they say that amounts are in it."""
    lines = [cell for record in range(min(sheet.opened.top, _TITLES)) for cell in sheet.records.fields(record)]
    found = {match[2]: bool(match[1] or match[3]) for line in lines for match in _CODE.finditer(line)}
    return {code: said for code, said in found.items() if code in CURRENCIES and not is_a_word_too(code.casefold())}


def _are_swiss(sheet: Sheet) -> bool:
    """True when an apostrophe stands between the thousands of an amount, as in 1'234.50."""
    columns = (sheet.text(field).texts for field in ("total", "balance", "paid") if sheet.has(field))
    return any(_APOSTROPHE.search(text) for texts in columns for text in texts)


def currency_question(sheet: Sheet) -> Question:
    """The question for the currency of amounts that nothing names: first put forward is that of the creditor's country,
    but the one of the language of the headers where that has one and is spoken in other countries alone, or where the
    settings name no country."""
    code, _ = language_of(sheet.header.names)
    spoken, home = spoken_currencies(sheet), home_currency(sheet.dialect.country)
    alone = "currency" in rows("tongues").get(code, {})
    of_language = spoken[:1] if (home not in spoken if alone else not sheet.dialect.country_said) else ()
    return ask_currency(sheet.source, *of_language, home)
