"""One invoice and a whole book are measured by one rule: due days, days and open days agree over two years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pastdue.model import Invoice, Overdue, Party
from pastdue.model.calendars import Calendar
from pastdue.model.choices import Roll
from pastdue.model.money import Money
from pastdue.model.spans import day_number


@pytest.mark.parametrize("roll", Roll)
def test_one_invoice_is_as_late_as_the_columns_say(roll: Roll) -> None:
    import numpy as np

    calendar, on = Calendar("PL", closed=(date(2026, 5, 4),)), date(2026, 12, 30)
    dues = [date(2025, 1, 2) + timedelta(n) for n in range(730)]
    rolled = calendar.roll_many(np.array([day_number(due) for due in dues]), roll)
    open_days = calendar.business_days_many(rolled, day_number(on))
    for due, moved, business in zip(dues, rolled.tolist(), open_days.tolist(), strict=True):
        found = Overdue.measured(Invoice("7", Party("c", "C"), due, due, Money.parse("1 PLN")), on, calendar, roll)
        assert (day_number(found.effective_due), found.business_days) == (moved, business)
        assert found.days == day_number(on) - moved
