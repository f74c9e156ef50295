"""The rung an invoice stands on today: reached by age, after a letter, again, or one lower once most was paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import takewhile

from pastdue.ladder.rules import Rules
from pastdue.model import CountedFrom, Issued, Overdue, Rung, Skip, Stage, Threshold, Why
from pastdue.model.calendars import Calendar
from pastdue.model.messages import Message, Text
from pastdue.model.spans import Span

NEXT_STEP = Message.of("next_step")


@dataclass(frozen=True, slots=True)
class Stand:
    """The rung of an invoice's letter of today, and what to say of it where its age alone does not explain it."""

    rung: Rung
    because: str = ""


@dataclass(frozen=True, slots=True)
class ReachedRung:
    """A rung as an invoice climbs to it: the first day of its letter, None while that depends on a letter not yet sent,
    and the last letter of its stage, None where there is none."""

    rung: Rung
    on: date | None
    issued: Issued | None = None


class Rungs:
    """The ladder's rungs on one day; days that many invoices share are counted once."""

    def __init__(self, rules: Rules, as_of: date, calendar: Calendar) -> None:
        self._ladder, self._falls, self._as_of, self._calendar = rules.ladder, rules.falls, as_of, calendar
        self._day = cache(self._counted)

    def first_day(self, effective_due: date) -> date:
        """The day on which an invoice is on the ladder's first rung."""
        return max(self._day(self._ladder.rungs[0].after, effective_due), effective_due + timedelta(days=1))

    def older(self, than: Span, overdue: Overdue) -> bool:
        """True when the invoice is late for at least the span."""
        return self._day(Threshold(than), overdue.effective_due) <= self._as_of

    def note(self, effective_due: date, sent: Sequence[Issued]) -> Rung | None:
        """The courtesy note to write today about an invoice that falls due, the last whose day has come; None where
        there is none, or it was sent."""
        if self._as_of >= effective_due:
            return None
        come = [r for r in self._ladder.before_due if self._day(r.after, effective_due) <= self._as_of]
        return come[-1] if come and all(one.stage != come[-1].stage for one in sent) else None

    def before_due(self, effective_due: date, sent: Sequence[Issued]) -> date:
        """The first day on which an invoice that is not due may be written about: by a note, or from the first rung."""
        days = (
            self._day(r.after, effective_due)
            for r in self._ladder.before_due
            if all(one.stage != r.stage for one in sent)
        )
        return min((day for day in days if day > self._as_of), default=self.first_day(effective_due))

    def climbed(self, overdue: Overdue, issued: tuple[Issued, ...]) -> tuple[ReachedRung, ...]:
        """Every rung of the ladder for the invoice, in their order."""
        sent = max((self._ladder.step(one.stage) for one in issued), default=-1)
        found = []
        for step, rung in enumerate(self._ladder.rungs):
            last_one = next((one for one in reversed(issued) if one.stage == rung.stage), None)
            known = rung.counted_from is CountedFrom.DUE or (issued and step == sent + 1)
            found.append(ReachedRung(rung, self._first(rung, overdue, issued) if known else None, last_one))
        return tuple(found)

    def stand(self, overdue: Overdue, issued: tuple[Issued, ...], highest: Stage | None) -> Stand | Skip:
        """The rung this invoice stands on today, or why it gets no notice yet."""
        ladder = self._ladder
        sent = max((ladder.step(one.stage) for one in issued), default=-1)
        above = ladder.rungs[sent + 1 :]
        if not above and (highest is None or ladder.at_least(highest, ladder.rungs[-1].stage)):
            return self._again(overdue, issued)
        allowed = [rung for rung in above if highest is None or ladder.at_least(highest, rung.stage)]
        if not allowed:
            return skipped(overdue, Why.HIGHEST_STAGE_REACHED, detail=Message.of("highest_stage", stage=highest or ""))
        # In their order, whatever holidays do to business days: no rung counts before the one under it. One that is
        # counted from a letter follows the letter of the rung under it, and no other.
        reached = list(
            takewhile(
                lambda rung: (
                    self._first(rung, overdue, issued) <= self._as_of
                    and (rung.counted_from is CountedFrom.DUE or ladder.step(rung.stage) == sent + 1)
                ),
                allowed,
            )
        )
        if not reached:
            why = Why.ALREADY_SENT if issued else Why.TOO_EARLY
            until = max(self._first(allowed[0], overdue, issued), self._gap_over(issued))
            return skipped(overdue, why, until, last(issued))
        if waiting := self._too_soon(overdue, issued):
            return waiting
        chosen = self._choose(overdue, reached, issued)
        return chosen if isinstance(chosen, Skip) else self._fallen(chosen, overdue, issued)

    def _again(self, overdue: Overdue, issued: tuple[Issued, ...]) -> Stand | Skip:
        """The last rung once more where the ladder repeats it, or that the ladder is over."""
        rung = self._ladder.rungs[-1]
        done = max(0, sum(one.stage == rung.stage for one in issued) - 1)
        if rung.repeat is None or done >= rung.repeat.at_most:
            return skipped(overdue, Why.LADDER_DONE, detail=NEXT_STEP)
        until = max(self._day(Threshold(rung.repeat.every), issued[-1].on), self._gap_over(issued))
        if until > self._as_of:
            return skipped(overdue, Why.ALREADY_SENT, until, last(issued))
        return Stand(rung, f"repeated, {done + 1} of {rung.repeat.at_most}")

    def _too_soon(self, overdue: Overdue, issued: tuple[Issued, ...]) -> Skip | None:
        if issued and issued[-1].on == self._as_of:
            tomorrow = self._as_of + timedelta(days=1)
            return skipped(overdue, Why.ALREADY_SENT, max(tomorrow, self._gap_over(issued)), last(issued))
        if issued and self._gap_over(issued) > self._as_of:
            return skipped(overdue, Why.MIN_GAP, self._gap_over(issued), last(issued))
        return None

    def _choose(self, overdue: Overdue, reached: list[Rung], issued: tuple[Issued, ...]) -> Rung | Skip:
        """The rung to send among those reached; a final demand waits for an earlier notice's day to pay by."""
        paid_late = not issued and overdue.open.amount <= 0  # its age is not how long it was owed
        chosen = reached[-1] if self._ladder.catch_up and not paid_late else reached[0]
        if not chosen.stage.is_final or (issued and issued[-1].pay_by < self._as_of):
            return chosen
        milder = [rung for rung in reached if not rung.stage.is_final]
        if milder:
            return milder[-1]
        if not issued:
            return skipped(overdue, Why.TOO_EARLY, self.first_day(overdue.effective_due))
        return skipped(overdue, Why.WAITING_FOR_PAY_BY, issued[-1].pay_by + timedelta(days=1), last(issued))

    def _fallen(self, chosen: Rung, overdue: Overdue, issued: tuple[Issued, ...]) -> Stand:
        """The rung chosen, or the one under it where most of the debt was paid since the last letter, or, of an invoice
        nobody wrote about, ever."""
        step, now = self._ladder.step(chosen.stage), overdue.open
        before = issued[-1].open if issued else overdue.invoice.total
        if step and before is not None and before.currency == now.currency and self._falls.over(before, now):
            return Stand(self._ladder.rungs[step - 1], f"not {chosen.stage}: {before - now} of {before} was paid")
        return Stand(chosen, _counted_otherwise(chosen, issued))

    def _first(self, rung: Rung, overdue: Overdue, issued: tuple[Issued, ...]) -> date:
        """The day on which the rung is reached; of one counted from a letter never, where there is no letter."""
        if rung.counted_from is CountedFrom.DUE:
            return max(self._day(rung.after, overdue.effective_due), overdue.effective_due + timedelta(days=1))
        if not issued:
            return date.max
        since = issued[-1].on if rung.counted_from is CountedFrom.LAST_LETTER else issued[-1].pay_by
        return self._day(rung.after, since)

    def _gap_over(self, issued: tuple[Issued, ...]) -> date:
        """The first day far enough from the last notice; the day itself when there is none."""
        return self._day(Threshold(self._ladder.min_gap), issued[-1].on) if issued else self._as_of

    def _counted(self, after: Threshold, day: date) -> date:
        return after.reached_on(day, self._calendar)


def skipped(overdue: Overdue, why: Why, until: date | None = None, detail: Text = "") -> Skip:
    """The skip of the invoice."""
    return Skip(overdue.invoice.number, overdue.invoice.customer.id, why, until, detail)


def last(issued: tuple[Issued, ...]) -> Text:
    """The last notice in words; "" where there is none."""
    if not issued:
        return ""
    return Message.of("last_notice", stage=issued[-1].stage, on=issued[-1].on, letter=issued[-1].letter)


def _counted_otherwise(rung: Rung, issued: tuple[Issued, ...]) -> str:
    """The reason a rung was reached where it was not so many days after the due day; "" where it was."""
    if rung.counted_from is CountedFrom.LAST_LETTER:
        return f"{rung.after} from the letter of {issued[-1].on}"
    if rung.counted_from is CountedFrom.PAY_BY:
        return f"{rung.after} from {issued[-1].pay_by}, the day to pay by of the last letter"
    return f"{rung.after}" if rung.after.month_end else ""
