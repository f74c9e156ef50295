"""The words and figures of the aging page, in the firm's language."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from pastdue.letters.language.voice import Voice
from pastdue.model.money import Money, half_up
from pastdue.reports.aging.aged import Aging
from pastdue.reports.aging.buckets import Bucket


class FigureUnit(IntEnum):
    """The unit of the figures, a larger one when their cents do not fit."""

    CENTS = 0
    WHOLE = 1
    THOUSANDS = 1_000
    MILLIONS = 1_000_000


Cell = Money | Decimal | int | None


@dataclass(frozen=True, slots=True)
class AgingWords:
    """The words of the aging page, in one voice."""

    voice: Voice

    def say(self, key: str, **values: str) -> str:
        """The text `report.<key>`."""
        return self.voice.say(f"report.{key}", values)

    def counted(self, key: str, count: int) -> str:
        """The text `report.<key>` with a count, in the form for it."""
        return self.voice.say(f"report.{key}", {"number": self.voice.written.grouped(Decimal(count))}, count)

    def basis(self, aging: Aging) -> str:
        """The line that says which day ages count from, and in which kind of days."""
        start = self.say("by_due" if aging.by_due else "by_issued")
        if aging.calendar is None:
            return self.say("basis", start=start, days=self.say("calendar_days"))
        days = self.say("business_days", calendar=self.voice.calendar(aging.calendar))
        return self.say("basis", start=start, days=days)

    def range(self, bucket: Bucket) -> tuple[str, str]:
        """A bucket's name in two parts, for a narrow head: `31–60` and `days`."""
        if bucket.first is None:
            return "", self.say("not_due")
        if bucket.last is None:
            return self.say("over", days=f"{bucket.first - 1}"), self.say("days")
        return (f"{bucket.first}–{bucket.last}" if bucket.first < bucket.last else f"{bucket.first}"), self.say("days")

    def bucket(self, bucket: Bucket) -> str:
        """A bucket's name in one: `31–60 days`."""
        return " ".join(part for part in self.range(bucket) if part)

    def unit(self, unit: FigureUnit) -> str:
        """The unit of the figures in words; empty for exact ones."""
        return self.say(f"in_{unit.name.lower()}") if unit else ""

    def percent(self, share: Decimal | None) -> str:
        """A share, a dash where there is none."""
        return "–" if share is None else self.voice.written.percent(share, max(0, -int(share.as_tuple().exponent)))

    def figure(self, cell: Cell | str, unit: FigureUnit = FigureUnit.CENTS) -> str:
        """A figure as print wants it: grouped, a dash for nothing, in a `unit` rounded half-up."""
        match cell:
            case str():
                return cell
            case Money() if cell:
                amount = half_up(cell.amount / unit, 0) if unit else Decimal(cell.plain)
                return self.voice.written.grouped(amount)
            case Decimal() | int() if cell:
                return self.voice.written.grouped(Decimal(cell))
            case _:
                return "–"

    def exact(self, money: Money) -> str:
        """An amount with all its digits, also where it is nothing."""
        return self.voice.written.amount(money)
