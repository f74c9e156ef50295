"""The base of every line of the annex follows from its words alone: the payments as they were set off, and interest
that is added to it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st
from tests.laws import tried
from tests.letters.letter_cases import LANGUAGES, ON, draft, letter, notice, plain

from pastdue.charges.interest.accrual import Rounding
from pastdue.charges.kinds.flat import Flat
from pastdue.charges.kinds.interest import Interest
from pastdue.charges.policy import Policy
from pastdue.model import Credit, Notice, Payment, Stage
from pastdue.model.choices import Compounding, Months, Settle
from pastdue.model.letters import Annex
from pastdue.model.money import Money

DUE = ON - timedelta(days=363)
COSTS_FIRST = Interest(Decimal(12), settle=Settle.COSTS_FIRST)
INTEREST_FIRST = Interest(Decimal(12), settle=Settle.INTEREST_FIRST)


def claimed(rule: Interest, *paid: tuple[int, str], credits_: tuple[Credit, ...] = ()) -> Notice:
    """An invoice of 1,000 GBP that is 363 days late, with 40 GBP of fees; each payment by its day after the due day."""
    own = notice(Stage.THIRD_NOTICE, "GBP", charged=False)
    payments = tuple(Payment(Money.parse(f"{amount} GBP"), DUE + timedelta(days=day)) for day, amount in paid)
    invoice = replace(own.invoice, due=DUE, total=Money.parse("1000 GBP"), payments=payments)
    overdue = replace(own.overdue, invoice=invoice, effective_due=DUE, days=363)
    more = tuple(Payment(credit.amount, credit.on) for credit in credits_)
    seen = replace(overdue, invoice=replace(invoice, payments=(*payments, *more)))
    policy = Policy(name="p", title="p", rules=(Flat((Money.parse("40 GBP"),)), rule), allow_high_charges=True)
    return replace(own, overdue=overdue, charges=policy.charges(seen, ()), credits=credits_)


def annex(own: Notice, language: str = "en") -> Annex:
    return letter(draft(language, Stage.THIRD_NOTICE, own)).annex


def words(own: Notice, language: str = "en") -> list[str]:
    found = annex(own, language)
    return [plain(line) for line in (*found.intro, *found.parts[0].notes)]


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def amount(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("£", "").replace("–", "-"))


def day(text: str) -> date:
    number, month, year = text.split()
    return date(
        int(year),
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"].index(month[:3]) + 1,
        int(number),
    )


PAID = re.compile(r"(\d+ \w+ \d{4}): ([–£\d.,]+\d)(?: \(([^)]*)\))?")


class Reader:
    """A reader of the annex, with nothing but its words, the sum of the invoice and a pocket calculator."""

    def __init__(self, own: Notice) -> None:
        lines = words(own)
        rows = [tuple(map(plain, row)) for row in annex(own).parts[0].grid.rows]
        self.lines = [(day(row[1]), day(row[2]), amount(row[4]), amount(row[-1])) for row in rows if row[1]]
        payments = next((line for line in lines if line.startswith("Payments taken")), "")
        self.paid = [self._paid(*found) for found in PAID.findall(payments)]
        self.full = any("Full months alone" in line for line in lines)
        self.monthly = any("After every month" in line for line in lines)

    @staticmethod
    def _paid(on: str, whole: str, parts: str) -> tuple[date, Decimal, Decimal]:
        """The day, the part that paid the principal, and the part that paid interest."""
        if not parts:
            return day(on), amount(whole), Decimal(0)
        found = {name: amount(figure) for figure, _, name in (part.partition(" to ") for part in parts.split(", "))}
        return day(on), found.get("principal", Decimal(0)), found.get("interest", Decimal(0))

    def bases(self) -> list[Decimal]:
        """The base of each line of interest, as the words and the lines before it have it."""
        return [max(Decimal(0), self._base(first, last)) for first, last, _, _ in self.lines]

    def _base(self, first: date, last: date) -> Decimal:
        by = last - timedelta(days=1) if self.full else first - timedelta(days=1)
        base = Decimal(1000) - sum((part for on, part, _ in self.paid if on <= by), Decimal(0))
        if not self.monthly:
            return base
        months = (DUE + timedelta(days=1) + relativedelta(months=n, days=-1) for n in range(1, 13))
        ends = [end for end in months if end < first]
        if not ends:
            return base
        added = sum((interest for _, until, _, interest in self.lines if until <= ends[-1]), Decimal(0))
        before = by if self.full else ends[-1]
        return base + added - sum((part for on, _, part in self.paid if on <= before), Decimal(0))


def test_each_payment_says_what_of_it_paid_costs_and_interest() -> None:
    own = claimed(COSTS_FIRST, (100, "500.00"), (200, "30.00"))
    said = words(own)
    assert (
        "Payments taken into account: 5 Mar 2026: £500.00 (£40.00 to costs, £32.88 to interest, £427.12 to principal); "
        "13 Jun 2026: £30.00 (£18.83 to interest, £11.17 to principal)."
    ) in said
    assert any(line.startswith("Payments go to costs first, then to interest, then to principal") for line in said)
    assert Reader(own).bases() == [Decimal("1000"), Decimal("572.88"), Decimal("561.71")]


def test_with_interest_first_costs_come_last() -> None:
    own = claimed(INTEREST_FIRST, (100, "1020.00"))
    own = replace(own, overdue=replace(own.overdue, days=363))
    assert "£1,020.00 (£32.88 to interest, £987.12 to principal)" in " ".join(words(own))
    over = claimed(INTEREST_FIRST, (100, "1060.00"))
    assert "£1,060.00 (£32.88 to interest, £1,000.00 to principal, £27.12 to costs)" in " ".join(words(over))
    more = claimed(COSTS_FIRST, (100, "1080.00"))
    assert "(£40.00 to costs, £32.88 to interest, £1,000.00 to principal, £7.12 left over)" in " ".join(words(more))


@pytest.mark.parametrize("rule", [Interest(Decimal(12)), COSTS_FIRST], ids=["principal first", "before the due day"])
def test_a_payment_of_principal_alone_is_said_as_before(rule: Interest) -> None:
    on, said = (100, "5 Mar 2026") if rule.settle is Settle.PRINCIPAL_FIRST else (-3, "22 Nov 2025")
    lines = words(claimed(rule, (on, "500.00")))
    assert f"Payments taken into account: {said}: £500.00." in lines
    assert not [line for line in lines if "Payments go to" in line]


def test_a_credit_says_how_it_was_set_off_too() -> None:
    own = claimed(COSTS_FIRST, credits_=(Credit("C-007", "CN-1", Money.parse("50.00 GBP"), DUE + timedelta(days=10)),))
    assert (
        "Credit CN-1 of 5 Dec 2025, £50.00 (£40.00 to costs, £3.29 to interest, £6.71 to principal), "
        "counts as paid on that day."
    ) in words(own)


def test_two_payments_of_a_day_and_amount_are_each_set_off_once() -> None:
    said = " ".join(words(claimed(COSTS_FIRST, (100, "60.00"), (100, "60.00"))))
    assert "£60.00 (£40.00 to costs, £20.00 to interest); 5 Mar 2026: £60.00 (£12.88 to interest, £47.12" in said


def test_the_article_stands_behind_the_order_it_gives() -> None:
    own = claimed(COSTS_FIRST, (100, "500.00"))
    first = own.charges[1]
    by_law = replace(own, charges=(own.charges[0], replace(first, base=replace(first.base, settle_law="§ 367 BGB"))))
    (line,) = [line for line in words(by_law, "de") if line.startswith("Zahlungen werden")]
    assert line.endswith("dann auf die Hauptforderung angerechnet (§ 367 BGB).")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", [COSTS_FIRST, INTEREST_FIRST], ids=lambda rule: rule.settle.value)
def test_every_language_prints_all_parts(language: str, rule: Interest) -> None:
    said = " ".join(words(claimed(rule, (100, "500.00"), (200, "600.00")), language)).replace(",", ".")
    for part in ("32.88", "427.12", "40.00") if rule is COSTS_FIRST else ("32.88", "467.12", "40.00"):
        assert part in said, said


SETTLED = st.sampled_from(list(Settle))
PAYMENTS = st.lists(
    st.tuples(st.integers(-5, 363), st.integers(1, 24_000).map(lambda cents: f"{cents / 100:.2f}")), max_size=4
)


@tried(200)
@given(settle=SETTLED, paid=PAYMENTS, compounding=st.sampled_from([Compounding.NONE, Compounding.MONTHLY]))
def test_every_base_follows_from_the_words(
    settle: Settle, paid: list[tuple[int, str]], compounding: Compounding
) -> None:
    for rule in (
        Interest(Decimal(12), settle=settle, compounding=compounding),
        Interest(monthly_percent=Decimal(1), months=Months.STARTED, settle=settle, compounding=compounding),
        Interest(monthly_percent=Decimal(1), months=Months.FULL, settle=settle, compounding=compounding),
    ):
        reader = Reader(claimed(rule, *paid))
        assert reader.bases() == [base for _, _, base, _ in reader.lines]


@tried(100)
@given(settle=SETTLED, paid=PAYMENTS)
def test_it_does_where_interest_is_rounded_once(settle: Settle, paid: list[tuple[int, str]]) -> None:
    reader = Reader(claimed(Interest(Decimal("11.37"), settle=settle, rounding=Rounding.ONCE), *paid))
    assert reader.bases() == [base for _, _, base, _ in reader.lines]
