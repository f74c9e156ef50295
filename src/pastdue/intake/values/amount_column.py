"""The amounts of a column: read by the shape of their cells where that decides, all others one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import numpy as np
import numpy.typing as npt

from pastdue.book.columns import numbered
from pastdue.intake.file.cells import Cells, Coded
from pastdue.intake.file.structure import Ints
from pastdue.intake.values.amount_shapes import Shapes, rule_of
from pastdue.intake.values.amounts import AMBIGUOUS, LONGEST, OtherMark, Style, parse_minor, style_of, without_noise
from pastdue.intake.values.flaws import Flaw
from pastdue.model.money import CURRENCIES, digits

Flags = npt.NDArray[np.bool_]
_FRACTION = re.compile(r"(\D*)(\d+)[.,](\d+)(\D*)", re.ASCII)
_WRITTEN_OUT = range(15, 18)
"""So many digits a binary fraction has that was written out whole."""


@dataclass(frozen=True, slots=True, eq=False)
class Amounts:
    """A column of amounts: `minor` where `given`, 0 elsewhere; `flaws` are the cells that cannot be used.

    `style` is how the column writes numbers where that had to be inferred, `proof` a text that proves its decimal mark
    (empty where none does), `noisy` a text with what a binary fraction leaves behind the last digit, or that a formula
    left unrounded, if any. One stands for 10 to the `power`."""

    minor: Ints
    given: Flags
    flaws: list[tuple[int, str, Flaw]]
    style: Style | None = None
    proof: str = ""
    noisy: str = ""
    power: int = 0


@dataclass(frozen=True, slots=True)
class Habit:
    """The way of a column of amounts as it is known without its texts: its usual decimal `mark`, "" for none, and the
    `power` of ten that one stands for."""

    mark: str = ""
    power: int = 0


def read_amounts(
    cells: Cells, currency: Coded, decimal: str, nothing: frozenset[str] = frozenset(), habit: Habit = Habit()
) -> Amounts:
    """The amounts in `cells`, each in the currency its row has; rows whose currency is unknown are ignored.

    Texts among `nothing` count as empty. Without a `decimal` the column's own texts decide, and where they prove
    nothing the usual mark of its `habit`. Where a formula left amounts unrounded, as 40424.877840545145, those of the
    column are rounded to the currency's smallest unit; one halfway between two is a flaw.
    """
    known = currency.rows(lambda code: code in CURRENCIES)
    filled = np.flatnonzero(cells.lengths > 0)
    short = filled[cells.lengths[filled] <= Shapes.LONGEST]
    shapes = Shapes(cells.only(short))
    style = replace(_style(cells, shapes, decimal, habit.mark), power=habit.power)
    given = cells.lengths > 0
    minor = np.zeros(len(given), np.int64)
    pairs, rules = _rules(shapes.coded, currency.only(short), style)
    minor[short] = shapes.minor(pairs, rules)
    quick = np.zeros(len(given), np.bool_)
    quick[short] = np.array([rule is not None for rule in rules], np.bool_)[pairs]
    rest = np.flatnonzero(given & ~quick)
    odd = cells.only(rest).coded().cleaned(lambda text: "" if text.strip() in nothing else text.strip())
    given[rest] = odd.filled
    chosen = np.flatnonzero(known[rest] & odd.filled)
    computed = next((text for text in odd.used if _is_computed(text, style)), "")
    values, flaws = _odd(odd.only(chosen), currency.only(rest[chosen]), style, bool(computed))
    minor[rest[chosen]] = values
    told = style if not decimal and _worth_telling(style, habit.mark, shapes) else None
    places = 2 + habit.power
    noisy = next((text for text in odd.used if len(text) <= LONGEST and without_noise(text.strip(), places)), computed)
    found = [(int(rest[chosen[row]]), text, flaw) for row, text, flaw in flaws]
    return Amounts(minor, given, found, told, style.proof, noisy, habit.power)


def as_typed(amounts: Amounts, currency: Coded, decimal: str) -> Amounts:
    """`amounts` of a workbook, whose numbers have no marks: a text among them that only the other decimal mark fits is
    read by that, one that could be thousands by the `decimal` mark, if it is said, and a number with more digits than
    the currency has counts as the spreadsheet shows it, halves up."""
    minor, flaws, shown = amounts.minor.copy(), list[tuple[int, str, Flaw]](), amounts.noisy
    for position, text, flaw in amounts.flaws:
        code = currency.at(position)
        if flaw is AMBIGUOUS:
            value = parse_minor(text, code, Style(decimal, power=amounts.power)) if decimal else flaw
        else:
            styles = (Style(mark, power=amounts.power) for mark in ".,")
            ways = (parse_minor(_rounded(text, digits(code) + amounts.power, own, ROUND_HALF_UP), code, own)
                    for own in styles)  # fmt: skip
            value = next((way for way in ways if not isinstance(way, Flaw)), flaw)
        if isinstance(value, Flaw):
            flaws.append((position, text, value if flaw is AMBIGUOUS else flaw))
            continue
        minor[position] = value
        shown = shown or ("" if isinstance(flaw, OtherMark) or flaw is AMBIGUOUS else text)
    return replace(amounts, minor=minor, flaws=flaws, noisy=shown)


def column_style(cells: Cells, decimal: str, usual: str = "", power: int = 0) -> Style:
    """The number style of the column: with `decimal`, else as its own texts prove, else in the `usual` way. One stands
    for 10 to the `power`."""
    short = np.flatnonzero((cells.lengths > 0) & (cells.lengths <= Shapes.LONGEST))
    return replace(_style(cells, Shapes(cells.only(short)), decimal, usual), power=power)


def _worth_telling(style: Style, usual: str, shapes: Shapes) -> bool:
    """True when the decimal mark was proved by the column, is not the usual one, and changes what a text is read as."""
    return bool(style.proof) and style.decimal != usual and (style.decimal == "," or bool(usual) or _needed(shapes))


def _style(cells: Cells, shapes: Shapes, decimal: str, usual: str) -> Style:
    long = cells.only(np.flatnonzero(cells.lengths > Shapes.LONGEST)).texts()
    return style_of(decimal, {**dict.fromkeys(long, 1), **shapes.counts}, usual)


def _rules(shapes: Coded, currency: Coded, style: Style) -> tuple[Ints, list[Ints | None]]:
    """For each row the number of its pair of shape and currency, and for each pair its rule."""
    codes, first = numbered(shapes.codes * len(currency.texts) + currency.codes)
    named = [(shapes.at(row), currency.at(row)) for row in first.tolist()]
    rules = [rule_of(shape, code, style) if code in CURRENCIES else None for shape, code in named]
    return codes, rules


def _needed(shapes: Shapes) -> bool:
    """True when some text could be thousands or a fraction."""
    return any(re.fullmatch(r"\D*\d{1,3}[.,]\d{3}\D*", text, re.ASCII) for text in shapes.coded.texts)


def _is_computed(text: str, style: Style) -> bool:
    """True for a binary fraction written out whole that is no sum of cents, as a formula leaves it."""
    match = _FRACTION.fullmatch(text) if len(text) <= LONGEST and style.decimal in text else None
    if match is None or len((match[2] + match[3]).lstrip("0")) not in _WRITTEN_OUT:
        return False
    number = f"{match[2]}.{match[3]}"
    return repr(float(number)) == number and not any(without_noise(number, places) for places in range(3))


def _rounded(text: str, places: int, style: Style, halves: str = "") -> str:
    """`text` with no more than `places` digits behind its mark, the nearest; where it is halfway between two, rounded
    as `halves` says, else as it is.

    >>> _rounded("-40424.877840545145", 2, Style(".")), _rounded("12,345", 2, Style(","))
    ('-40424.88', '12,345')
    """
    match = _FRACTION.fullmatch(text) if style.decimal in text else None
    if match is None or len(match[3]) <= places:
        return text
    number = f"{match[2]}.{match[3]}"
    exact = Decimal(without_noise(number, places + 1) or number)
    if not halves and exact.scaleb(places) % 1 == Decimal("0.5"):
        return text
    nearest = str(exact.quantize(Decimal(1).scaleb(-places), halves or ROUND_HALF_EVEN))
    return match[1] + nearest.replace(".", style.decimal) + match[4]


def _odd(texts: Coded, currency: Coded, style: Style, computed: bool) -> tuple[Ints, list[tuple[int, str, Flaw]]]:
    """Each distinct pair of text and currency parsed once, in a `computed` column rounded."""

    def parse(text: str, code: str) -> int | Flaw:
        return parse_minor(_rounded(text, digits(code) + style.power, style) if computed else text, code, style)

    codes, first = numbered(texts.codes * len(currency.texts) + currency.codes)
    parsed = [parse(texts.at(row), currency.at(row)) for row in first.tolist()]
    values = np.array([0 if isinstance(value, Flaw) else value for value in parsed], np.int64)
    wrong = np.array([isinstance(value, Flaw) for value in parsed], np.bool_)
    flaws = []
    for row in np.flatnonzero(wrong[codes]).tolist() if len(parsed) else []:
        if isinstance(flaw := parsed[codes[row]], Flaw):
            flaws.append((row, texts.at(row), flaw))
    return (values[codes] if len(parsed) else np.zeros(0, np.int64)), flaws
