"""The amount a cell states, exact, in the currency's smallest unit; the style of writing is decided per column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal

from pastdue.intake.values.flaws import Flaw
from pastdue.intake.values.word_rows import rows
from pastdue.model.messages import Message
from pastdue.model.money import CURRENCIES, digits

LARGEST_MINOR = 10**13
LONGEST = 60
"""No amount has more characters; what has is not looked at, which could take minutes."""

_SYMBOLS = {
    "$": "USD CAD AUD NZD SGD HKD MXN ARS CLP COP TWD BSD BBD BZD BMD BND JMD KYD LRD NAD SRD TTD UYU XCD DOP",
    "us$": "USD", "ca$": "CAD", "c$": "CAD", "au$": "AUD", "a$": "AUD", "nz$": "NZD", "s$": "SGD", "hk$": "HKD",
    "r$": "BRL", "mx$": "MXN", "€": "EUR", "£": "GBP GIP FKP SHP EGP", "¥": "JPY CNY", "zł": "PLN", "kč": "CZK",
    "kr": "SEK NOK DKK ISK", "kr.": "SEK NOK DKK ISK", "ft": "HUF", "fr": "CHF", "fr.": "CHF", "sfr.": "CHF",
    "₹": "INR", "rs": "INR PKR LKR NPR MUR", "rs.": "INR PKR LKR NPR MUR", "₨": "INR PKR LKR NPR MUR", "rm": "MYR",
    "rp": "IDR", "₱": "PHP", "฿": "THB", "лв": "BGN", "лв.": "BGN", "₽": "RUB", "₺": "TRY", "₴": "UAH", "₪": "ILS",
    "tl": "TRY", "₩": "KRW", "r": "ZAR", "₫": "VND", "₦": "NGN", "lei": "RON",
    "s/": "PEN", "s/.": "PEN", "nt$": "TWD", "rd$": "DOP", "ar$": "ARS", "₡": "CRC", "₲": "PYG", "₸": "KZT", "₾": "GEL",
}  # fmt: skip

_GROUPS = "[ \u00a0\u202f\u2009'’]"
_GAP = r"[\s\u00a0\u202f\u2009]*"
_SIGN = r"[^\d\s\u00a0\u202f\u2009.,'’()+−-]{1,4}\.?"
_WRITTEN = re.compile(
    rf"(?P<sign>[-+−]?){_GAP}(?P<before>{_SIGN})?{_GAP}(?P<inner>[-−]?){_GAP}"
    r"(?P<number>\d(?:[\d.,'’ \u00a0\u202f\u2009]*\d)?)"
    rf"{_GAP}(?P<last>[-−]?){_GAP}(?P<after>{_SIGN})?",
    re.ASCII,
)
_ZERO = re.compile(rf"(?:{_SIGN})?{_GAP}[-−–—]{_GAP}(?:{_SIGN})?")
"""A lone dash, which accountants write for zero."""
_NOISE = re.compile(r"(\d+\.\d*?)(0{5,}\d{0,3}|9{5,}\d{0,3})", re.ASCII)
_BINARY_DIGITS = 15
"""So many digits a binary fraction has at least when it was written out whole."""
_CREDIT, _DEBIT = ("cr", "cr.", "h"), ("dr", "dr.", "s")
"""Marks behind a figure, for amounts owed to the customer and by the customer; `H` and `S` are German."""
_PLAIN = re.compile(r"(\d+)(?:\.(\d+))?", re.ASCII)
_REMEDY = Message.of("write_as", example="1234.50")
AMBIGUOUS = Flaw("could be thousands or a fraction", "say which mark is the decimal one: --decimal . or --decimal ,")


@dataclass(frozen=True, slots=True)
class OtherMark(Flaw):
    """The flaw of an amount that can only be read with the other decimal mark than its column has."""


@dataclass(frozen=True, slots=True)
class Style:
    """The number style of a column: its decimal mark, whether `1,234` can only be one thing, and the text that proves
    it where the user did not say so. `short`: the column writes one or two digits behind the mark, so that three, as in
    `1.000`, may be a slip for thousands. `power`: one stands for ten to that power."""

    decimal: str
    settled: bool = True
    proof: str = ""
    short: bool = False
    power: int = field(default=0, repr=False)

    @property
    def other(self) -> str:
        return "," if self.decimal == "." else "."


def style_of(decimal: str, counts: Mapping[str, int], usual: str = "") -> Style:
    """The style of a column in which each of these texts, or texts like it, stand so often: the mark in `decimal`,
    else the one that the texts prove, else the `usual` one.

    Where they prove both it is the one proved in more rows, on a tie the usual one or a point, and nothing ambiguous
    is settled.

    >>> style_of("", {"1,234": 1, "5.50": 1}), style_of("", {"1,234": 9})  # doctest: +NORMALIZE_WHITESPACE
    (Style(decimal='.', settled=True, proof='5.50', short=True),
     Style(decimal='.', settled=False, proof='', short=False))
    """
    if decimal:
        return Style(decimal)
    proofs, rows, long = {".": "", ",": ""}, {".": 0, ",": 0}, {".": False, ",": False}
    for text, count in counts.items():
        if len(text) > LONGEST:
            continue
        figure = re.search(r"\d(?:.*\d)?", text, re.ASCII)
        number = re.sub(_GROUPS, "", figure[0]) if figure else ""
        mark = "." if _proves(number, ".", ",") else "," if _proves(number, ",", ".") else ""
        if mark:
            proofs[mark] = proofs[mark] or text
            rows[mark] += count
            long[mark] = long[mark] or bool(re.search(rf"{re.escape(mark)}\d{{3,}}\D*$", number, re.ASCII))
    if rows[","] > rows["."] or (usual == "," and rows[","] == rows["."]):
        return Style(",", not rows["."], proofs[","], bool(proofs[","]) and not long[","])
    settled = (usual == "." or bool(rows["."])) and not rows[","]
    return Style(".", settled, proofs["."], bool(proofs["."]) and not long["."])


def symbol_of(text: str) -> str:
    """The currency sign or code that stands beside the number, in small letters; empty where there is none.

    >>> symbol_of("13,50 zł"), symbol_of("($400.00)"), symbol_of("7.00 CR")
    ('zł', '$', '')
    """
    body = text.strip()
    if len(body) > LONGEST:
        return ""
    match = _WRITTEN.fullmatch(body[1:-1].strip() if body.startswith("(") and body.endswith(")") else body)
    if match is None:
        return ""
    after = (match["after"] or "").casefold()
    return (match["before"] or "").casefold() or ("" if after in (*_CREDIT, *_DEBIT) else after)


def currencies_of(symbol: str) -> tuple[str, ...]:
    """The currencies that `symbol` may stand for; none for an unknown one.

    >>> currencies_of("zł"), currencies_of("EUR"), currencies_of("?")
    (('PLN',), ('EUR',), ())
    """
    code = symbol.upper()
    return tuple(_SYMBOLS.get(symbol.casefold(), code if code in CURRENCIES else "").split())


def home_currency(country: str) -> str:
    """The currency of `country`, given as two capitals; "" where none is known.

    >>> home_currency("GB"), home_currency("BG"), home_currency("")
    ('GBP', 'EUR', '')
    """
    return next((code for code, countries in rows("home_currencies").items() if country in countries), "")


def _proves(text: str, mark: str, other: str) -> bool:
    """True when `text` can only be read with `mark` as its decimal mark."""
    if text.count(other) > 1 and text.count(mark) <= 1:
        return True
    match = re.search(rf"(\d+){re.escape(mark)}(\d+)\D*$", text, re.ASCII)
    if match is None or text.count(mark) != 1:
        return False
    return other in text or len(match[2]) != 3 or len(match[1]) > 3 or match[1].startswith("0")


def parse_minor(text: str, currency: str, style: Style) -> int | Flaw:
    """The amount in `currency`'s smallest unit; negative when signed, in brackets or marked CR. A lone dash is zero; an
    apostrophe in front is a spreadsheet's mark for text; what a binary fraction left behind the last digit is rounded.

    Refuses grouping neither in threes nor as in India, more digits than the currency has, another currency's sign.

    >>> parse_minor("(1,234.50)", "EUR", Style(".")), parse_minor("1.234,5 zł", "PLN", Style(","))
    (-123450, 123450)
    >>> parse_minor("12.345", "USD", Style("."))
    Flaw(what='has more digits after the point than USD has', remedy='USD has 2')
    """
    body = text.strip().removeprefix("'")
    if _ZERO.fullmatch(body):
        return 0
    bracketed = body.startswith("(") and body.endswith(")")
    match = _WRITTEN.fullmatch(body[1:-1].strip() if bracketed else body) if len(body) <= LONGEST else None
    if match is None:
        return Flaw(Message.of("not_an_amount"), _REMEDY)
    after = match["after"] or ""
    credit, debit = after.casefold() in _CREDIT, after.casefold() in _DEBIT
    signs = [match[part] for part in ("sign", "inner", "last") if match[part]]
    if len(signs) + bracketed + credit + debit > 1:
        return Flaw(Message.of("many_signs"), _REMEDY)
    for token in (match["before"], "" if credit or debit else after):
        if token and (flaw := _disagrees(token, currency)):
            return flaw
    minor = _minor(match["number"], currency, style)
    if isinstance(minor, Flaw):
        return minor
    return -minor if bracketed or credit or (signs and signs[0] != "+") else minor


def _disagrees(token: str, currency: str) -> Flaw | None:
    known = currencies_of(token)
    if not known:
        return Flaw(Message.of("not_an_amount"), _REMEDY)
    if currency not in known:
        return Flaw(
            Message.of("amount_other_currency", token=token, currency=currency),
            Message.of("correct_currency_or_amount"),
        )
    return None


def _minor(number: str, currency: str, style: Style) -> int | Flaw:
    places = digits(currency) + style.power
    if style.decimal == "." and (exact := without_noise(number, places)):
        number = exact
    either = r"\d{1,3}[.,]\d{3}" if places else rf"\d{{1,3}}{re.escape(style.decimal)}0{{3}}"
    if not style.settled and re.fullmatch(either, number, re.ASCII) and number[0] != "0":
        return AMBIGUOUS
    if (
        style.short
        and digits(currency) < 3
        and re.fullmatch(rf"[1-9]\d{{0,2}}{re.escape(style.decimal)}\d{{3}}", number, re.ASCII)
    ):
        return AMBIGUOUS
    group = re.escape(style.other)
    match = _PLAIN.fullmatch(number) if style.decimal == "." else None
    match = match or re.fullmatch(
        rf"(\d+|\d{{1,3}}(?:({group}|{_GROUPS})\d{{3}})(?:\2\d{{3}})*|\d{{1,2}}(?:{group}\d\d)+{group}\d{{3}})(?:{re.escape(style.decimal)}(?P<cents>\d+))?",
        number, re.ASCII,
    )  # fmt: skip
    if match is None or (number[0] == "0" and not match[1].isdecimal()):
        swapped = _proves(re.sub(_GROUPS, "", number), style.other, style.decimal)
        if swapped:
            return OtherMark(Message.of("not_an_amount"), Message.of("other_mark", mark=style.other))
        return Flaw(Message.of("not_an_amount"), _REMEDY)
    cents = match[match.re.groups] or ""
    if len(cents) > places:
        cents = cents[:places] + cents[places:].rstrip("0")
    if len(cents) > places:
        return Flaw(
            Message.of("too_many_digits", currency=currency),
            Message.of("currency_digits", currency=currency, places=places),
        )
    whole = re.sub(r"\D", "", match[1])
    if len(whole.lstrip("0")) > 13 or (minor := int(whole + cents.ljust(places, "0"))) >= LARGEST_MINOR:
        largest = f"{Decimal(LARGEST_MINOR - 1).scaleb(-places):,f}"
        return Flaw(Message.of("amount_too_large"), Message.of("amount_at_most", largest=largest, currency=currency))
    return minor


def without_noise(number: str, places: int) -> str:
    """`number` with `places` digits behind its point where the rest is what a binary fraction leaves; else "".

    >>> without_noise("59530.600000000006", 2), without_noise("12.345", 2)
    ('59530.60', '')
    """
    match = _NOISE.fullmatch(number)
    if match is None or sum(char.isdigit() for char in number) < _BINARY_DIGITS:
        return ""
    if len(match[1].partition(".")[2]) > places:
        return ""
    return str(Decimal(number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN))
