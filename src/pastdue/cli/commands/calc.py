"""`pastdue calc`: one late debt to the cent, and by which law."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common, format_option, provisional_option
from pastdue.cli.values import Day
from pastdue.model import CustomerKind, DayCount
from pastdue.model.choices import Compounding, Settle
from pastdue.model.errors import SettingsError
from pastdue.model.money import Money, parse_decimal

if TYPE_CHECKING:
    from pastdue.charges.policy import Policy
    from pastdue.reports.calculation import Calculation
    from pastdue.run.papers.calculation import Ways


_DIGITS = 12


class Figure(click.ParamType):  # type: ignore[type-arg]
    """A number written as `1234.50`, not negative and with up to twelve digits before the point, as intake takes."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        if isinstance(value, Decimal):
            return value
        try:
            figure = parse_decimal(value)
        except SettingsError as error:
            self.fail(f"{error.what}: digits and a point alone, as 1234.50", param, ctx)
        if figure < 0:
            self.fail(f"{value} is negative", param, ctx)
        if figure.adjusted() >= _DIGITS:
            self.fail(f"{value} is too large: up to {_DIGITS} digits before the point", param, ctx)
        return figure


class PercentFigure(Figure):
    """A percentage written as `11.75`, with or without its sign."""

    name = "percent"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        return super().convert(value.removesuffix("%").strip() if isinstance(value, str) else value, param, ctx)


class Paid(click.ParamType):  # type: ignore[type-arg]
    """A payment written as `2026-03-31=500.00`."""

    name = "date=amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[date, Decimal]:
        if isinstance(value, tuple):
            return value
        day, equals, amount = value.partition("=")
        if not equals:
            self.fail(f"{value!r} is not DATE=AMOUNT, as 2026-03-31=500.00", param, ctx)
        return Day().convert(day.strip(), param, ctx), Figure().convert(amount.strip(), param, ctx)


class Word(click.ParamType):  # type: ignore[type-arg]
    """One of a closed list of words, in small or capital letters; a hyphen may stand for what parts them."""

    def __init__(self, words: type[StrEnum]) -> None:
        self._words = {_plain(word.value): word for word in words}
        self.name = "|".join(word.value.replace(" ", "-") for word in words)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 - click passes them
        return f"[{self.name}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> StrEnum:
        word = self._words.get(_plain(value))
        if word is None:
            self.fail(f"{value!r} is not one of {self.name.replace('|', ', ')}", param, ctx)
        return word


def _plain(word: str) -> str:
    return word.lower().replace("-", " ").replace("_", " ")


@click.command()
@click.option(
    "--policy",
    metavar="NAME",
    shell_complete=completion.rows("policies"),
    help="A statute or contract policy, as uk-b2b.",
)
@click.option("--annual", type=PercentFigure(), metavar="PERCENT", help="A yearly rate instead of a policy.")
@click.option("--monthly", type=PercentFigure(), metavar="PERCENT", help="A rate by the month, by months of 30 days.")
@click.option("--day-count", type=Word(DayCount), help="How days become parts of a year (default: as the policy says).")
@click.option("--compounding", type=Word(Compounding), help="With --annual or --monthly: when interest joins the base.")
@click.option("--principal", type=Figure(), required=True, metavar="AMOUNT", help="What was owed, VAT included.")
@click.option("--currency", metavar="CUR", help="Its currency (default: the policy's own, where it has one).")
@click.option("--due", type=Day(), required=True, help="The due date; interest runs from the day after it.")
@click.option("--on", type=Day(), help="The day to count to, itself included (default: --as-of, else today).")
@click.option(
    "--payment", "payments", type=Paid(), multiple=True, metavar="DATE=AMOUNT", help="A payment; may be repeated."
)
@click.option("--issued", type=Day(), help="The invoice date.")
@click.option("--contract-date", type=Day(), help="When the contract was made, for laws that changed.")
@click.option("--customer-type", type=Word(CustomerKind), help="Who owes it (default: whom the policy names first).")
@click.option("--settle", type=Word(Settle), help="What a payment settles first.")
@click.option("--without-compensation", is_flag=True, help="Leave the compensation out.")
@format_option
@common
@provisional_option
def command(
    desk: Desk,
    policy: str | None,
    annual: Decimal | None,
    monthly: Decimal | None,
    day_count: DayCount | None,
    compounding: Compounding | None,
    principal: Decimal,
    currency: str | None,
    due: date,
    on: date | None,
    payments: tuple[tuple[date, Decimal], ...],
    issued: date | None,
    contract_date: date | None,
    customer_type: CustomerKind | None,
    settle: Settle | None,
    without_compensation: bool,
    form: str,
) -> None:
    """Interest and compensation on one late debt, segment by segment, with the rate behind each and the law.

    Nothing is read but the settings, nothing is written.

    \b
    Examples:
      pastdue calc --policy uk-b2b --principal 10000 --currency GBP --due 2026-07-31 --on 2026-09-29
      pastdue calc --annual 8 --principal 500 --currency EUR --due 2026-01-15 --payment 2026-02-20=200
    """
    from pastdue.charges.charged import series_remarks
    from pastdue.cli.results import show
    from pastdue.reports.calculation import calculation_json, calculation_table
    from pastdue.run.papers.calculation import CalculatedDebt, Ways, by_policy, calculate

    ways = Ways(day_count, settle, not without_compensation)
    if sum(way is not None for way in (policy, annual, monthly)) != 1:
        raise click.UsageError("give either --policy NAME, --annual PERCENT or --monthly PERCENT")
    if policy is None:
        chosen = _by_rate(annual, monthly, compounding, ways)
    elif compounding is not None:
        raise click.UsageError(f"--compounding goes with --annual or --monthly: the policy {policy} says its own")
    else:
        chosen = by_policy(desk.firm, policy, ways)
    owed = _owed(principal, currency, payments, chosen)
    done = calculate(
        desk.firm, chosen, CalculatedDebt(owed, due, on or desk.as_of, payments, issued, contract_date, customer_type)
    )
    for remark in series_remarks((chosen,)):
        desk.remark(f"remark: {remark}")
    if form == "table":
        click.echo(_page(done), nl=False)
    else:
        show(calculation_table(done), calculation_json(done), form)


def _by_rate(annual: Decimal | None, monthly: Decimal | None, compounding: Compounding | None, ways: Ways) -> Policy:
    """A policy of interest alone, at a rate a year or a rate a month."""
    from pastdue.run.papers.calculation import by_rate

    none = Compounding.NONE
    if annual is not None:
        return by_rate(annual, compounding or none, ways, monthly=False)
    assert monthly is not None
    return by_rate(monthly, compounding or none, ways, monthly=True)


def _owed(
    principal: Decimal, currency: str | None, payments: tuple[tuple[date, Decimal], ...], policy: Policy
) -> Money:
    """The principal in the currency said, else the policy's own; refuses a digit that the currency does not have."""
    code = (currency or "").upper() or policy.usual_currency
    if not code:
        raise click.UsageError("Missing option '--currency': say the currency of the principal, as EUR")
    for amount in (Money(amount, code) for amount in (principal, *(amount for _, amount in payments))):
        if amount != amount.rounded():
            raise click.UsageError(f"{amount} has more digits than {code} has")
    return Money(principal, code)


def _page(done: Calculation) -> str:
    """The calculation for people."""
    from pastdue.cli.results import page_text, page_width
    from pastdue.reports.calculation_page import statement

    return page_text(*statement(done).parts(page_width()))
