"""The annex: the charges of each invoice line by line, their legal basis, and the formulas to check them by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from pastdue.letters.language.voice import Voice
from pastdue.letters.parts import annex_base, annex_law
from pastdue.letters.parts.annex_table import Constants, is_monthly, table_of_many, table_of_one
from pastdue.model import DayCount, Notice, Segment
from pastdue.model.letters import Annex, AnnexPart, Draft
from pastdue.model.money import total as sum_of

_MONTHS = 12


def annex(draft: Draft, voice: Voice) -> Annex:
    """The annex of `draft`: one part for all invoices whose charges rest on the same ground, in the order of the first
    of each; no title yet."""
    charged = tuple(notice for notice in draft.notices if notice.charges)
    if not charged:
        return Annex()
    by_ground: dict[str, list[Notice]] = {}
    for notice in charged:
        by_ground.setdefault(_ground(notice, voice), []).append(notice)
    constants = Constants.of(charged, voice)
    parts = _Parts(voice, constants, len(charged))
    return Annex(
        "",
        _intro(charged, constants, voice),
        tuple(
            parts.of_many(notices, ground) if len(notices) > 1 else parts.of_one(notices[0], ground)
            for ground, notices in by_ground.items()
        ),
    )


def _intro(charged: Sequence[Notice], constants: Constants, voice: Voice) -> tuple[str, ...]:
    """The lines that explain the annex: the rule of first and last day and each formula, where a segment uses it; what
    changes the base of interest; the rate and day count common to all lines; then, where several invoices have charges,
    the reasons their due days moved and the sources of their rates."""
    charges = [charge for notice in charged for charge in notice.charges]
    segments = [segment for charge in charges for segment in charge.segments]
    once, dated = [charge.rounded_once for charge in charges], any(s.since is not None for s in segments)
    by_days = any(s.day_count is not None for s in segments)
    needed = {
        "span": dated and by_days,
        "span_months": dated and not by_days,
        "formula": by_days,
        "months": any(is_monthly(s) for s in segments),
        "rounding": not all(once),
        "rounding_once": any(once),
    }
    rules = (voice.say(f"annex.intro_{name}") for name, is_needed in needed.items() if is_needed)
    constant = " · ".join(constants.said(voice))
    shared = (*annex_law.charged_from_all(charged, voice), *_rates(segments, voice)) if len(charged) > 1 else ()
    return (*rules, *annex_base.rules(charges, voice), *((constant,) if constant else ()), *shared)


def _ground(notice: Notice, voice: Voice) -> str:
    """The basis of the charges: laws, or in words an agreement; never a policy's name."""
    return " · ".join(annex_law.grounds(notice.charges, voice))


@dataclass(frozen=True, slots=True)
class _Parts:
    """Makes the parts of one letter's annex; `charged` is how many of its invoices have charges."""

    voice: Voice
    constants: Constants
    charged: int

    def of_one(self, notice: Notice, ground: str) -> AnnexPart:
        """The part of one invoice; with the notes on its rates only where no other invoice has charges."""
        voice = self.voice
        heading = voice.say("annex.heading", {"number": notice.invoice.called, "ground": ground})
        segments = [s for c in notice.charges for s in c.segments] if self.charged == 1 else []
        grows = _grows([notice], voice)
        moved = annex_law.charged_from(notice, voice) if self.charged == 1 else ()
        facts = (*_moved(notice, voice), *moved, *annex_base.payments(notice, voice))
        notes = (*_counted(notice, voice), *facts, *_rates(segments, voice), *grows)
        return AnnexPart(heading, table_of_one(notice, self.constants, voice), notes)

    def of_many(self, notices: Sequence[Notice], ground: str) -> AnnexPart:
        """One table for all `notices`, what else an invoice needs under its last line."""
        voice, every = self.voice, len(notices) == self.charged
        key = "annex.heading_all" if every else "annex.heading_some"
        heading = voice.say(key, {"ground": ground}, len(notices))
        under = [" ".join((*_moved(notice, voice), *annex_base.payments(notice, voice))) for notice in notices]
        grid = table_of_many(notices, under, self.constants, voice)
        return AnnexPart(heading, grid, tuple(_grows(notices, voice)))


def _counted(notice: Notice, voice: Voice) -> Iterator[str]:
    """The invoice's lateness in calendar days and in business days."""
    late = notice.overdue
    cutoff = voice.written.day(late.as_of)
    days = voice.say("days", count=late.days)
    business_days = voice.say("business_days", count=late.business_days)
    calendar = voice.calendar(late.calendar)
    counted = {"days": days, "business_days": business_days, "cutoff": cutoff, "calendar": calendar}
    if not notice.only_charges:
        yield voice.say("annex.counted", counted)


def _moved(notice: Notice, voice: Voice) -> Iterator[str]:
    """The due day that the firm's setting moved."""
    late, invoice, write = notice.overdue, notice.invoice, voice.written
    if late.effective_due != invoice.due:
        moved = {"due": write.day(invoice.due), "effective": write.day(late.effective_due)}
        yield voice.say("annex.moved", moved)


def _rates(segments: Sequence[Segment], voice: Voice) -> Iterator[str]:
    """The lines on rates: monthly rates as yearly ones, the 30/360 count, the sources of statutory rates, and
    conversions."""
    write = voice.written
    for percent in dict.fromkeys(s.percent for s in segments if is_monthly(s)):
        if percent is not None:
            both = {"monthly": write.percent(percent), "yearly": write.percent(percent * _MONTHS)}
            yield voice.say("annex.yearly", both)
    if any(s.day_count is DayCount.THIRTY_360 for s in segments):
        yield voice.say("annex.thirty")
    yield from annex_law.rates(segments, voice)
    yield from dict.fromkeys(annex_law.conversions(segments, voice))


def _grows(notices: Sequence[Notice], voice: Voice) -> Iterator[str]:
    """A line with the interest each day after the day of the letter adds to all `notices`, rounded here, once; none
    where no interest goes on."""
    amounts = [notice.daily for notice in notices if notice.daily is not None]
    added = sum_of(amounts, notices[0].invoice.currency).rounded()
    if added:
        tomorrow = notices[0].overdue.as_of + timedelta(days=1)
        said = {"date": voice.written.day(tomorrow), "daily": voice.written.money(added)}
        yield voice.say("annex.daily", said)
