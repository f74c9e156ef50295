"""Laws of every ladder: no rung twice unless it is repeated or fell after a payment, never back, nothing before due."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, assume, given
from hypothesis import strategies as st
from tests.laws import tried

from pastdue.ladder import Falls, check_ladder
from pastdue.ladder.deadlines import deadline
from pastdue.ladder.rules import Rules
from pastdue.ladder.rungs import Rungs, Stand
from pastdue.model import (
    STAGES,
    CountedFrom,
    Invoice,
    Issued,
    Ladder,
    Overdue,
    Party,
    Payment,
    Repeat,
    Rung,
    Stage,
    Threshold,
)
from pastdue.model.calendars import Calendar
from pastdue.model.errors import SettingsError
from pastdue.model.money import Money
from pastdue.model.spans import Span

OPEN_DAYS = Calendar("PL")
DUE = date(2026, 3, 18)
TOTAL = Money.parse("1000 EUR")

SPANS = st.one_of(
    st.integers(1, 40).map("{} days".format), st.integers(1, 25).map("{} business days".format), st.just("2 weeks")
)
SHORT = st.integers(1, 12).map("{} days".format)
AFTER = st.one_of(SPANS, SPANS.map("EOM + {}".format), st.just("EOM"))


@st.composite
def ladders(draw: Any) -> Ladder:
    """Ladders that are not refused: of stages that are like ours, counted in every way, perhaps repeated."""
    likes = sorted(draw(st.lists(st.sampled_from(STAGES[:3]), min_size=1, max_size=5)), key=STAGES.index)
    if draw(st.booleans()):
        likes.append(Stage.FINAL_DEMAND)
    rungs = []
    for step, like in enumerate(likes):
        since = draw(st.sampled_from(CountedFrom)) if step else CountedFrom.DUE
        after = Threshold.parse(draw(AFTER if since is CountedFrom.DUE else SHORT))
        rungs.append(Rung(Stage(f"own_{step}", like, step), after, Span.parse("7 days"), since))
    if draw(st.booleans()) and not rungs[-1].stage.is_final:
        repeat = Repeat(Span.parse(draw(SHORT)), draw(st.integers(1, 2)))
        rungs[-1] = replace(rungs[-1], repeat=repeat)
    notes = (Rung(Stage.COURTESY_NOTE, Threshold.parse("-5 days"), None),) if draw(st.booleans()) else ()
    gap = Span.parse(draw(st.sampled_from(["1 day", "10 days"])))
    made = Ladder("own", tuple(rungs), gap, draw(st.booleans()), before_due=notes)
    try:
        return check_ladder(made)
    except SettingsError:
        assume(False)
        raise


def overdue(on: date, paid: tuple[Payment, ...]) -> Overdue:
    invoice = Invoice("A", Party("C", "Acme", (), "PL", "en"), DUE - timedelta(days=30), DUE, TOTAL, paid)
    return Overdue(invoice, on, DUE, (on - DUE).days, OPEN_DAYS.business_days(DUE, on), OPEN_DAYS.name)


@tried(120, suppress_health_check=[HealthCheck.filter_too_much])
@given(ladders(), st.lists(st.integers(1, 25), min_size=5, max_size=25), st.booleans(), st.booleans())
def test_no_ladder_sends_a_rung_twice_goes_back_or_asks_before_the_due_day(
    ladder: Ladder, steps: list[int], falls: bool, pays: bool
) -> None:
    rules = Rules(ladder, falls=Falls(paid_percent=Decimal(50)) if falls else Falls())
    on = DUE - timedelta(days=7)
    issued: list[Issued] = []
    paid: tuple[Payment, ...] = ()
    for n, days in enumerate(steps):
        on += timedelta(days=days)
        if pays and n == len(steps) // 2:
            paid = (Payment(Money.parse("900 EUR"), on),)
        late, rungs = overdue(on, paid), Rungs(rules, on, OPEN_DAYS)
        if late.days <= 0:
            note = rungs.note(DUE, ())
            assert note is None or (note.stage.is_courtesy and on < DUE)
            continue
        stand = rungs.stand(late, tuple(issued), None)
        if isinstance(stand, Stand):
            assert stand.rung.pay_within is not None
            pay_by = deadline(on, stand.rung.pay_within, OPEN_DAYS)
            issued.append(Issued("A", stand.rung.stage, on, pay_by, f"L{n}", late.open, Money.zero("EUR")))
    sent = [one.stage.step for one in issued]
    assert sent == sorted(sent), "never back"
    last = ladder.rungs[-1]
    again = {last.stage.step: last.repeat.at_most} if last.repeat else {}
    fell = 1 if falls and paid else 0
    assert sum(max(0, n - 1 - again.get(step, 0)) for step, n in Counter(sent).items()) <= fell
    assert all(one.on > DUE for one in issued)
    assert all(issued[:n] and issued[n - 1].pay_by < one.on for n, one in enumerate(issued) if one.stage.is_final)
