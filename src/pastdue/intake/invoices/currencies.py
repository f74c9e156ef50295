"""The currency of each invoice: by its column, by the option or preset, or by the signs beside its amounts."""

from __future__ import annotations

import numpy as np

from pastdue.intake.export.headers import currency_in
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.judgement.questions import Question, Reading, Unsettled
from pastdue.intake.values.amounts import currencies_of, home_currency, symbol_of
from pastdue.intake.values.flaws import Flaw
from pastdue.intake.values.words import parse_currency
from pastdue.model.errors import BadInput, Problem, Source
from pastdue.model.messages import Message

_FIELDS = ("total", "balance", "paid")
_SOME = 4
_UNTOLD = Flaw(Message.of("cell_empty"), Message.of("fill_in_or_currency"))


def read_currency(sheet: Sheet) -> Coded:
    """Each row's ISO 4217 code; "" where it is unusable, which is noted.

    Where neither the file nor anybody says it, every sign beside an amount must stand for the same one currency;
    raises BadInput where none does, and Unsettled where the sign is that of several, as $ is.
    """
    said = sheet.dialect.currency
    if not sheet.has("currency") and not said:
        said = _shown(sheet)
    column, codes = sheet.parsed("currency", lambda text: parse_currency(text or said) if text or said else _UNTOLD, "")
    if not sheet.has("currency") and sheet.dialect.currency and sheet.dialect.currency == sheet.preset.currency:
        sheet.tell(Message.of("all_in_as_preset", currency=said))
    return Coded(column.codes, codes).merged()


def _shown(sheet: Sheet) -> str:
    """The currency whose sign stands beside the amounts."""
    texts = {text for field in _FIELDS if sheet.has(field) for text in sheet.text(field).used}
    named = {sign for field in _FIELDS if sheet.has(field) and (sign := currency_in(sheet.header.name(field)))}
    symbols = sorted(named | {symbol for text in texts if (symbol := symbol_of(text))})
    possible = [set(currencies_of(symbol)) for symbol in symbols]
    shared = set.intersection(*possible) if possible else set()
    if len(shared) == 1:
        code = shared.pop()
        sheet.tell(Message.of("all_in_as_sign", currency=code, sign=symbols[0]))
        return code
    if (home := home_currency(sheet.dialect.country)) in shared:
        sheet.tell(Message.of("all_in_at_home", currency=home, sign=symbols[0], country=sheet.dialect.country))
        return home
    source = Source(sheet.header.file, sheet.header.line)
    if not shared:
        raise BadInput([Problem(source, "", "", "no column for currency", "pass --currency EUR")])
    some = currencies_of(symbols[0])[:_SOME]
    what = f"amounts are in {symbols[0]}, which may be {', '.join(some)} or another"
    raise Unsettled([Question(source, "", what, (), tuple(Reading(code, currency=code) for code in some))])


def in_one(currency: Coded, rows: np.ndarray[tuple[int], np.dtype[np.int64]]) -> str:
    """The currency that all of `rows` have; empty when they have several, or there are none."""
    codes = np.unique(currency.codes[rows])
    return currency.texts[int(codes[0])] if len(codes) == 1 else ""
