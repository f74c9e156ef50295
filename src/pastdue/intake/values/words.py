"""Cells with a fixed choice of words: flags, languages, kinds of customer, currencies."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pastdue.intake.values.amounts import currencies_of
from pastdue.intake.values.flaws import Flaw
from pastdue.intake.values.languages import words_for
from pastdue.intake.values.word_rows import meanings, rows, word_forms, word_key
from pastdue.model import CustomerKind
from pastdue.model.choices import Delivery
from pastdue.model.messages import Message
from pastdue.model.money import CURRENCIES


def parse_flag(text: str) -> bool | Flaw:
    """True when the cell says yes; an empty one says no.

    >>> parse_flag("TAK"), parse_flag("0")
    (True, False)
    >>> parse_flag("maybe")
    Flaw(what='is neither yes nor no', remedy='write yes or no')
    """
    word = text.casefold()
    flag = meanings("flags").get(word_key(text)) if word else "no"
    if flag in ("yes", "no"):
        return flag == "yes"
    if _is_word_for("yes", word):
        return True
    if _is_word_for("no", word):
        return False
    return Flaw(Message.of("no_flag"), Message.of("write_yes_or_no"))


def _is_word_for(what: str, word: str) -> bool:
    return any(word in words for words in words_for(what).values())


def parse_currency(text: str, home: str = "") -> str | Flaw:
    """The ISO 4217 code, in capitals; also of a code beside its name, and of a sign or everyday word that stands for
    one currency, or for several of which `home`, that of the creditor's country, is one.

    >>> parse_currency("eur"), parse_currency("Swedish Krona - SEK"), parse_currency("zł")
    ('EUR', 'SEK', 'PLN')
    >>> str(parse_currency("$").remedy)
    'use an ISO 4217 code such as EUR, USD or PLN'
    >>> parse_currency("TL"), parse_currency("Bs", "BOB"), parse_currency("Rs.", "INR"), str(parse_currency("Bs").what)
    ('TRY', 'BOB', 'INR', 'is not a currency')
    """
    named = re.fullmatch(r"[^-]+ - ([A-Za-z]{3})|([A-Za-z]{3}) - [^-]+", text)
    code = (named[1] or named[2] if named else text).upper()
    if code not in CURRENCIES:
        found = currencies_meant(text)
        code = home if home in found else found[0] if len(found) == 1 else code
    return code if code in CURRENCIES else Flaw(Message.of("no_currency"), Message.of("use_currency"))


@lru_cache(maxsize=1 << 10)
def currencies_meant(text: str) -> tuple[str, ...]:
    """The currencies that a sign or an everyday word in a column of currencies may stand for; none for another text.

    >>> currencies_meant("грн."), currencies_meant("Bs."), currencies_meant("Bobs")
    (('UAH',), ('BOB', 'VES'), ())
    """
    return currencies_of(text) or tuple(_everyday().get(word_key(text), ()))


@cache
def _everyday() -> dict[str, list[str]]:
    """The currencies of each everyday word."""
    found: dict[str, list[str]] = {}
    for code, words in rows("currencies").items():
        for form in {form for word in words for form in word_forms(word)}:
            found.setdefault(form, []).append(code)
    return found


def is_language(text: str) -> bool:
    """True when the cell names one of the languages that letters are written in, or has its code.

    >>> is_language("de-CH"), is_language("Polski"), is_language("Dutch course"), is_language("zz")
    (True, True, False, False)
    """
    return parse_language(text) in words_for("language")


def parse_language(text: str) -> str | Flaw:
    """The two-letter language code, in small letters, of `pl`, `pl-PL` or a language's name; empty when the cell is.

    >>> parse_language("en_US"), parse_language("Polski"), parse_language("")
    ('en', 'pl', '')
    """
    word = text.casefold()
    if not word or re.fullmatch(r"[a-z]{2}", word):  # no language is called by two letters in another
        return word
    named = (code for code, names in words_for("language").items() if word in names)
    code = next(named, "") or re.sub("[-_][a-z]{2}$", "", word)
    if code and not re.fullmatch(r"[a-z]{2}", code):
        return Flaw(Message.of("no_language"), Message.of("use_language"))
    return code


def parse_kind(text: str) -> str | Flaw:
    """The value of `CustomerKind` the cell names, by its own name or a word of `data/words/kinds.toml`; empty when the
    cell is.

    >>> parse_kind("sole trader"), parse_kind("Government"), parse_kind("")
    ('sole_trader', 'public', '')
    """
    word = meanings("kinds").get(word_key(text), "") if text else ""
    if text and not word:
        return Flaw(
            Message.of("no_kind"),
            Message.of("use_one_of", known=", ".join(kind.value for kind in CustomerKind)),
        )
    return word


def parse_delivery(text: str) -> str | Flaw:
    """The value of `Delivery` the cell names, by its own name or a word of `data/words/delivery.toml`; empty when the
    cell is.

    >>> parse_delivery("E-Mail"), parse_delivery("poczta"), parse_delivery("")
    ('email', 'post', '')
    >>> str(parse_delivery("DHL").what)
    'is not a way for letters to go'
    """
    word = meanings("delivery").get(word_key(text), "") if text else ""
    if text and not word:
        known = ", ".join(delivery.value for delivery in Delivery)
        return Flaw(Message.of("no_delivery"), Message.of("use_delivery", known=known))
    return word
