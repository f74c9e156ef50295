"""A second calculator of every statute, written from the laws' texts, day by day in exact fractions.

It shares nothing with `pastdue.charges`: rates are read from the files as rows of text, holidays from the library, and
margins, sums and orders of payment stand here by hand. `test_by_day` holds a few random debts of each regime against
it; a large number at will:

    python -m tests.charges.by_day --cases 20000 --seed 7
"""

from __future__ import annotations

import argparse
import csv
import random
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path

import holidays

RATES = Path(__file__).parents[2] / "src" / "pastdue" / "data" / "rates"
DAY = timedelta(days=1)
CZECH = ((date(2013, 1, 1), Fraction("0.05")), (date(2021, 6, 24), Fraction("0.5")), (date(2022, 6, 23), Fraction(7)))
"""Repo rates made up for the test: none is shipped."""


@cache
def series(name: str) -> tuple[tuple[date, Fraction], ...]:
    """The rows of a file of rates."""
    if name == "cz-cnb-repo":
        return CZECH
    lines = [line for line in (RATES / f"{name}.csv").read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    return tuple((date.fromisoformat(row[0]), Fraction(row[1])) for row in list(csv.reader(lines))[1:])


def in_force(name: str, day: date) -> Fraction:
    """The last figure on or before `day`."""
    rows = series(name)
    return rows[bisect_right(rows, day, key=lambda row: row[0]) - 1][1]


def half_year(day: date) -> date:
    return date(day.year, 1 if day.month < 7 else 7, 1)


def cents(amount: Fraction) -> Fraction:
    """Rounded half-up to the cent."""
    return Fraction((amount * 100 + Fraction(1, 2)).__floor__(), 100)


@dataclass(frozen=True)
class Debt:
    """A debt as a court is told of it; payments are positive and in order."""

    principal: Fraction
    due: date
    on: date
    contract: date
    payments: tuple[tuple[date, Fraction], ...] = ()

    def owed(self, day: date) -> Fraction:
        """The principal less what was paid by the end of `day`."""
        return self.principal - sum(amount for on, amount in self.payments if on <= day)


def no_sum(_: Debt, __: date) -> Fraction:
    return Fraction(0)


def flat(amount: int, contracts: date = date.min) -> Callable[[Debt, date], Fraction]:
    """One sum for every debt of a contract made on or after a day."""
    return lambda debt, _: Fraction(amount if debt.contract >= contracts else 0)


@dataclass(frozen=True)
class Regime:
    """One law: the rate of each day, how days count, what payments settle, and the sum beside the interest."""

    points: Callable[[Debt, date], Fraction]
    series: str = "ecb-mro"
    refix: str = "half-year"
    eve: bool = False
    """Whether the rate of the day before the half-year counts, not that of its first day."""
    year: str = "365"
    order: str = "principal"
    sum_: Callable[[Debt, date], Fraction] = no_sum
    roll: str = ""
    step: Fraction = Fraction(0)
    compounding: str = ""
    first: date = date(2016, 2, 1)
    last: date = date(2026, 9, 15)
    kind: str = "business"
    currency: str = "EUR"
    own_rates: tuple[tuple[date, date, Fraction], ...] = field(default=())

    def rate(self, debt: Debt, start: date, day: date) -> tuple[object, Fraction]:
        """The basis of the day's rate (a new one begins a new line), and the rate."""
        for since, until, percent in self.own_rates:
            if since <= day <= until:
                return percent, percent
        if self.refix == "change":
            percent = in_force(self.series, day) + self.points(debt, day)
            return percent, percent
        fixed = start if self.refix in ("never", "day") else day
        looked = fixed if self.refix == "day" else half_year(fixed) - (DAY if self.eve else timedelta())
        percent = in_force(self.series, looked) + self.points(debt, day)
        if self.step:
            percent = -((-percent / self.step).__floor__()) * self.step
        return half_year(fixed), percent


def points(value: str) -> Callable[[Debt, date], Fraction]:
    return lambda _, __: Fraction(value)


def by_contract(old: str, since: date, new: str) -> Callable[[Debt, date], Fraction]:
    return lambda debt, _: Fraction(new if debt.contract >= since else old)


def by_day(old: str, since: date, new: str) -> Callable[[Debt, date], Fraction]:
    return lambda _, day: Fraction(new if day >= since else old)


def tiers(
    low: tuple[str, int], middle: tuple[str, int], top: int, low_in: bool, middle_in: bool
) -> Callable[[Debt, date], Fraction]:
    """Three sums by the size of the debt; whether a debt of exactly the edge belongs to the lower one."""

    def of(debt: Debt, due: date) -> Fraction:
        owed = debt.owed(due)
        for (edge, amount), within in ((low, low_in), (middle, middle_in)):
            if owed < Fraction(edge) or (within and owed == Fraction(edge)):
                return Fraction(amount)
        return Fraction(top)

    return of


def polish(kept: bool) -> Callable[[Debt, date], Fraction]:
    """40 EUR for what arose before 2020 (or a procurement opened before), else 40, 70 or 100, in zlotys."""

    def of(debt: Debt, due: date) -> Fraction:
        new = tiers(("5000", 40), ("50000", 70), 100, True, False)(debt, due)
        euros = Fraction(40) if kept or due + DAY < date(2020, 1, 1) else new
        day = due.replace(day=1) - DAY
        while day.weekday() >= 5 or closed(day, "PL"):  # the bank sets no rate on a Saturday, then or now
            day -= DAY
        return cents(euros * dict(series("nbp-eur"))[day])

    return of


def dutch(debt: Debt, due: date) -> Fraction:
    """The scale of the Besluit BIK: 15, 10, 5, 1 and 0.5 %, at least 40 and at most 6,775 EUR, a line a band."""
    owed, floor, whole = debt.owed(due), Fraction(0), Fraction(0)
    for edge, percent in ((2500, "15"), (5000, "10"), (10000, "5"), (200000, "1"), (10**12, "0.5")):
        if owed <= floor:
            break
        part = cents((min(owed, Fraction(edge)) - floor) * Fraction(percent) / 100)
        whole += max(part, Fraction(40)) if edge == 2500 else part
        floor = Fraction(edge)
    return min(whole, Fraction(6775))


def norwegian(_: Debt, due: date) -> Fraction:
    """The sum of the half-year in which interest begins; none where it is not known."""
    return dict(series("no-standardkompensasjon")).get(half_year(due + DAY), Fraction(0))


PL_CHANGE = date(2020, 1, 1)
UK = tiers(("1000", 40), ("10000", 70), 100, False, False)
IE = tiers(("1000", 40), ("10000", 70), 100, True, True)
POLAND = {"series": "nbp-reference", "order": "costs", "roll": "PL", "currency": "PLN"}

REGIMES = {
    "uk-b2b": Regime(points("8"), "boe-bank-rate", "never", True, sum_=UK, first=date(2003, 1, 2), currency="GBP"),
    "ie-b2b": Regime(points("8"), refix="never", sum_=IE, first=date(2013, 3, 18)),
    "pl-b2b": Regime(by_day("8", PL_CHANGE, "10"), sum_=polish(False), last=date(2026, 1, 20), **POLAND),  # type: ignore[arg-type]
    "pl-public-medical": Regime(points("8"), sum_=polish(False), last=date(2026, 1, 20), kind="public", **POLAND),  # type: ignore[arg-type]
    "pl-procurement-before-2020": Regime(points("8"), sum_=polish(True), last=date(2026, 1, 20), **POLAND),  # type: ignore[arg-type]
    "pl-consumer": Regime(
        points("5.5"), refix="change", kind="consumer", first=date(2008, 12, 16),
        own_rates=(
            (date(2008, 12, 15), date(2014, 12, 22), Fraction(13)),
            (date(2014, 12, 23), date(2015, 12, 31), Fraction(8)),
        ), **POLAND,  # type: ignore[arg-type]
    ),
    "de-b2b": Regime(
        by_contract("8", date(2014, 7, 29), "9"), "de-basiszinssatz", year="actual", order="costs", roll="DE",
        sum_=flat(40, date(2014, 7, 29)), first=date(2002, 1, 3),
    ),
    "de-consumer": Regime(
        points("5"), "de-basiszinssatz", year="actual", order="costs", roll="DE", kind="consumer",
        first=date(2002, 1, 3),
    ),
    "fr-b2b": Regime(points("10"), order="interest", sum_=flat(40, date(2013, 1, 1)), first=date(2009, 1, 2)),
    "nl-b2b": Regime(points("8"), order="costs", sum_=dutch, compounding="year", first=date(2013, 3, 18)),
    "es-b2b": Regime(points("8"), eve=True, order="interest", sum_=flat(40), first=date(2013, 2, 25)),
    "it-b2b": Regime(
        by_contract("7", date(2013, 1, 1), "8"), order="costs", sum_=flat(40, date(2013, 1, 1)), first=date(2009, 1, 2)
    ),
    "at-b2b": Regime(
        by_contract("8", date(2013, 3, 16), "9.2"), "at-basiszinssatz", sum_=flat(40, date(2013, 3, 16)),
        first=date(2013, 7, 2),
    ),
    "ch": Regime(points("0"), own_rates=((date.min, date.max, Fraction(5)),), currency="CHF", first=date(2000, 1, 1)),
    "eu-b2b": Regime(points("8"), sum_=flat(40), first=date(2013, 3, 18)),
    "be-b2b": Regime(points("8"), sum_=flat(40), step=Fraction(1, 2)),
    "lu-b2b": Regime(points("8"), sum_=flat(40)),
    "fi-b2b": Regime(points("8"), eve=True, sum_=flat(40), step=Fraction(1, 2), first=date(2014, 1, 2)),
    "fi-consumer": Regime(points("7"), eve=True, step=Fraction(1, 2), kind="consumer", first=date(2014, 1, 2)),
    "pt-b2b": Regime(points("8"), eve=True, sum_=flat(40), first=date(2014, 1, 2)),
    "sk-b2b": Regime(points("8"), sum_=flat(40)),
    "sk-b2b-fixed": Regime(points("9"), refix="day", sum_=flat(40)),
    "gr-b2b": Regime(points("8"), sum_=flat(40), first=date(2014, 1, 2)),
    "cz-b2b": Regime(
        points("8"), "cz-cnb-repo", "never", year="actual", sum_=flat(1200), currency="CZK", last=date(2023, 1, 1)
    ),
    "se-b2b": Regime(
        points("8"), "se-referensranta", sum_=flat(450), currency="SEK", first=date(2013, 1, 2), last=date(2024, 6, 30)
    ),
    "dk-b2b": Regime(
        points("8"), "dk-udlaansrente", sum_=flat(310), currency="DKK", first=date(2013, 3, 2), last=date(2023, 12, 31)
    ),
    "no-b2b": Regime(
        points("0"), "no-forsinkelsesrente", sum_=norwegian, currency="NOK", first=date(2013, 7, 2),
        last=date(2024, 6, 30),
    ),
    "us-prompt-payment": Regime(
        points("0"), "us-prompt-payment", "never", year="360", roll="US", compounding="30 days", kind="public",
        currency="USD", first=date(2008, 1, 2), last=date(2010, 6, 10),
    ),
}  # fmt: skip


@cache
def _holidays(country: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays(country, years=year))


def closed(day: date, country: str) -> bool:
    """Whether nobody works on `day`: a Sunday, a holiday, a Saturday; in Poland a Saturday only since 2017."""
    saturday = day.weekday() == 5 and not (country == "PL" and day < date(2017, 1, 1))
    return saturday or day.weekday() == 6 or day in _holidays(country, day.year)


def effective_due(regime: Regime, due: date) -> date:
    while regime.roll and closed(due, regime.roll):
        due += DAY
    return due


def days_of_year(regime: Regime, day: date) -> int:
    if regime.year == "actual":
        return 366 if day.year % 4 == 0 and (day.year % 100 != 0 or day.year % 400 == 0) else 365
    return int(regime.year)


def worked_out(regime: Regime, debt: Debt) -> tuple[Fraction, Fraction]:
    """The interest and the sum beside it that the debt has come to by the end of its day."""
    due = effective_due(regime, debt.due)
    settled = next((on for on, _ in debt.payments if debt.owed(on) <= 0), None)
    last = min(debt.on, settled or debt.on)
    if last <= due or debt.owed(due) <= 0:
        return Fraction(0), Fraction(0)
    beside = regime.sum_(debt, due)
    end = last if regime.order == "principal" else debt.on
    if regime.compounding == "30 days":
        end = min(end, _later(due, 1))
    interest = _interest(regime, debt, due, end, beside)
    if regime.currency == "USD":
        interest = cents(interest) if cents(interest) >= 1 else Fraction(0)
    return interest, beside


def _interest(regime: Regime, debt: Debt, due: date, end: date, beside: Fraction) -> Fraction:
    """Line by line: a line ends where rate, base or, over the days of the year, the year changes."""
    bearing, accrued, whole, costs = debt.owed(due), Fraction(0), Fraction(0), beside
    line, key, once = Fraction(0), None, regime.currency == "USD"
    joins = set(_anniversaries(regime, due, end))
    day = due
    while day < end:
        day += DAY
        fixed, percent = regime.rate(debt, due + DAY, day)
        now = (fixed, day.year if regime.year == "actual" else 0)
        if key is not None and now != key:
            accrued, whole, line = _closed(accrued, whole, line, once)
        key = now
        line += max(bearing, Fraction(0)) * percent / 100 / days_of_year(regime, day)
        paid = [amount for on, amount in debt.payments if on == day]
        if paid or day in joins:
            accrued, whole, line = _closed(accrued, whole, line, once)
        if day in joins:
            bearing, accrued = bearing + accrued, Fraction(0)
        for left in paid:
            if regime.order == "costs":
                met = min(left, costs)
                costs, left = costs - met, left - met
            if regime.order != "principal":
                met = min(left, accrued)
                accrued, left = accrued - met, left - met
            bearing -= left
    return _closed(accrued, whole, line, once)[1]


def _closed(accrued: Fraction, whole: Fraction, line: Fraction, once: bool) -> tuple[Fraction, Fraction, Fraction]:
    """A line's end: its interest, rounded unless the law rounds once, joins what has accrued and the whole."""
    printed = line if once else cents(line)
    return accrued + printed, whole + printed, Fraction(0)


def _anniversaries(regime: Regime, due: date, end: date) -> Iterator[date]:
    """The last days of the years, or blocks of 30 days, after which interest joins the base."""
    count = 1
    while regime.compounding:
        day = due + 30 * count * DAY if regime.compounding == "30 days" else _later(due + DAY, count) - DAY
        if day > end:
            return
        yield day
        count += 1


def _later(day: date, years: int) -> date:
    """The same day so many years later; of 29 February, 28 February where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def some_debt(regime: Regime, chance: random.Random) -> Debt:
    """A debt at random: sums near the laws' edges, contracts before and after their changes, up to three payments."""
    edge = chance.choice([1000, 2500, 5000, 10000, 50000])
    principal = Fraction(chance.choice([edge * 100 + chance.randint(-1, 1), chance.randint(100, 6_000_000)]), 100)
    due = regime.first + chance.randint(0, (regime.last - regime.first).days) * DAY
    if chance.random() < 0.3:  # where a half-year, a year or a law begins
        edge_day = chance.choice([half_year(due), PL_CHANGE, date(2014, 7, 29), date(2014, 12, 23)])
        due = min(max(regime.first, edge_day + chance.randint(-3, 2) * DAY), regime.last)
    on = min(due + chance.choice([chance.randint(0, 60), chance.randint(0, 900)]) * DAY, regime.last)
    contract = min(due, regime.first) + chance.randint(0, max(0, (due - regime.first).days)) * DAY
    days = sorted({due + chance.randint(-20, 400) * DAY for _ in range(chance.choice([0, 0, 1, 2, 3]))})
    paid = [(day, cents(principal * chance.randint(1, 60) / 100)) for day in days]
    return Debt(
        principal, due, on, chance.choice([contract, due]), tuple((d, max(a, Fraction(1))) for d, a in paid if d <= on)
    )


def main() -> None:
    from tests.charges.test_by_day import difference

    asked = argparse.ArgumentParser(description="Hold random debts of every regime against the second calculator.")
    asked.add_argument("--cases", type=int, default=5000)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    chance = random.Random(options.seed)
    names, found = list(REGIMES), 0
    for number in range(options.cases):
        name = names[number % len(names)]
        told = difference(name, some_debt(REGIMES[name], chance))
        if told:
            found += 1
            print(told)
    print(f"{options.cases} debts, {found} differences")


if __name__ == "__main__":
    main()
