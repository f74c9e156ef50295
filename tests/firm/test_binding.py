"""Settings and rows are read strictly, and every refusal names the place and the remedy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pytest

from pastdue.firm.binding import bind
from pastdue.firm.catalog import Catalog, parse_toml
from pastdue.model import CountedFrom
from pastdue.model.errors import SettingsError
from pastdue.model.money import Money
from pastdue.model.spans import Span, Unit


@dataclass(frozen=True)
class Inner:
    name: str


@dataclass(frozen=True)
class Row:
    percent: Decimal
    span: Span = Span(1, Unit.DAYS)
    amounts: tuple[Money, ...] = ()
    since: CountedFrom | None = None
    on: date | None = None
    many: bool = False
    count: int = 0
    inner: Inner | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    pair: tuple[int, int] = (0, 0)


def test_every_kind_of_value_is_read() -> None:
    text = """percent = 1.5
span = "5 business days"
amounts = ["40 EUR", "25 USD"]
since = "pay by"
on = 2026-12-31
many = true
count = 3
pair = [1, 2]
inner = {name = "x"}
labels = {Sort = "12-34-56"}"""
    row = bind(Row, parse_toml(text, "r.toml"), "r.toml")
    assert row.percent == Decimal("1.5")
    assert row.amounts == (Money.parse("40 EUR"), Money.parse("25 USD"))
    assert (row.since, row.on, row.count, row.inner) == (CountedFrom.PAY_BY, date(2026, 12, 31), 3, Inner("x"))
    assert row.labels == {"Sort": "12-34-56"}


def test_decimals_are_exact() -> None:
    assert bind(Row, parse_toml("percent = 0.1", "r"), "r").percent == Decimal("0.1")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("percnt = 1", r"r: unknown key 'percnt', did you mean 'percent'\?\n  known keys: percent, span"),
        ("", "r: missing percent"),
        ('percent = "1"', "r: percent: '1' is not a number"),
        ("percent = true", "r: percent: True is not a number"),
        ('percent = 1\nspan = "soon"', "r: span: 'soon' is not a span of time"),
        ('percent = 1\namounts = "40 EUR"', "r: amounts: must be a list"),
        ('percent = 1\namounts = ["40"]', r"r: amounts\[1\]: '40' is not an amount"),
        ('percent = 1\nsince = "pay buy"', "r: since: 'pay buy' is unknown, did you mean 'pay by'"),
        ("percent = 1\ncount = true", "r: count: True is not a whole number"),
        ("percent = 1\ninner = {nam = 1}", "r: inner: unknown key 'nam'"),
        ("percent = 1\npair = [1]", "r: pair: must have 2 values"),
        ("percent = 1\nlabels = 3", "r: labels: must be a table"),
        ("percent = ", "r: Invalid value"),
    ],
)
def test_a_refusal_names_file_key_and_remedy(text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        bind(Row, parse_toml(text, "r"), "r")


def test_the_firms_own_rows_come_first(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "ladders").mkdir()
    (tmp_path / "ladders" / "monthly.toml").write_text('min_gap = "1 day"')
    (tmp_path / "ladders" / "mine.toml").write_text('min_gap = "2 days"')
    ours, theirs = Catalog(), Catalog(tmp_path)
    assert "rungs" in ours.row("ladders", "monthly")[0]
    assert theirs.row("ladders", "monthly")[0] == {"min_gap": "1 day"}
    assert set(theirs.names("ladders")) == {*ours.names("ladders"), "mine"}
    with pytest.raises(SettingsError, match="'minee' is unknown, did you mean 'mine'"):
        theirs.row("ladders", "minee")
