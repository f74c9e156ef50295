"""The annex's notes on the base of interest: what changes it from line to line, and how each payment was set off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pastdue.letters.language.voice import Voice
from pastdue.letters.language.wording import bound
from pastdue.model import Charge, Notice, SetOff
from pastdue.model.choices import Compounding, Months, Settle
from pastdue.model.money import Money


def rules(charges: Iterable[Charge], voice: Voice) -> Iterator[str]:
    """The rules by which the bases of `charges` change, each once: whole months, compounding, and the order in which
    payments are set off, with its article, where one paid costs or interest."""
    found = dict.fromkeys(charge.base for charge in charges)
    for months in dict.fromkeys(base.months for base in found):
        if months is not Months.PRORATED:
            yield voice.say(f"annex.intro_months_{months.value}")
    for compounding in dict.fromkeys(base.compounding for base in found):
        if compounding is not Compounding.NONE:
            yield voice.say(f"annex.intro_compounding_{compounding.name.lower()}")
    settled = (base for base in found if any(_parted(one) for one in base.set_off))
    for settle, law in dict.fromkeys((base.settle, base.settle_law) for base in settled):
        ground = f" ({bound(law)})" if law else ""
        yield voice.say(f"annex.intro_settle_{settle.name.lower()}", {"ground": ground})


def payments(notice: Notice, voice: Voice) -> Iterator[str]:
    """The payments the calculation knows of, in order, each as it was set off; those without a date with the rule that
    dates them; then the credits that count as payments, charges apart where nothing is open but these."""
    write, made, said = voice.written, notice.invoice.payments, _Paid(notice, voice)
    dated = sorted((p.on, p.amount.amount, p.amount) for p in made if p.on and p.on <= notice.overdue.as_of)
    if dated:
        made_on = ({"date": write.short_day(on), "amount": said(on, amount)} for on, _, amount in dated)
        yield voice.say("annex.payments", {"payments": voice.apart(voice.say("annex.dated", one) for one in made_on)})
    for payment in made:
        if payment.on is None:
            yield voice.say("annex.undated", {"amount": write.money(payment.amount)})
    for credit in () if notice.only_charges else notice.credits:
        if credit.on is None:
            yield voice.say("annex.undated", {"amount": write.money(credit.amount)})
        else:
            named = {"number": credit.number, "date": write.short_day(credit.on)}
            yield voice.say("annex.credited", {**named, "amount": said(credit.on, credit.amount)})


class _Paid:
    """The payments of one invoice in words: each amount, and behind it the parts that paid costs, interest and base."""

    def __init__(self, notice: Notice, voice: Voice) -> None:
        self._voice = voice
        self._left = [list(charge.base.set_off) for charge in notice.charges if charge.base.set_off]
        self._costs_first = any(charge.base.settle is Settle.COSTS_FIRST for charge in notice.charges)

    def __call__(self, on: date, amount: Money) -> str:
        """The amount paid on a day; each payment of that day and amount is taken once, by every interest of its own."""
        found: dict[str, None] = {}
        for own in self._left:
            for one in own:
                if (one.on, one.amount) == (on, amount):
                    own.remove(one)
                    found[self._parts(one)] = None
                    break
        said, parts = self._voice.written.money(amount), self._voice.apart(filter(None, found))
        return self._voice.say("annex.set_off", {"amount": said, "parts": parts}) if parts else said

    def _parts(self, one: SetOff) -> str:
        """The parts of a payment in the order in which they were paid; empty where all of it paid the base."""
        if not _parted(one):
            return ""
        left = one.amount - one.costs - one.interest - one.base
        costs, rest = [("costs", one.costs)], [("interest", one.interest), ("base", one.base)]
        parts = [*costs, *rest] if self._costs_first else [*rest, *costs]
        write = self._voice.written
        return ", ".join(
            self._voice.say(f"annex.to_{name}", {"amount": write.money(part)})
            for name, part in (*parts, ("nothing", left))
            if part
        )


def _parted(one: SetOff) -> bool:
    """True when a payment did not pay the base alone."""
    return one.base != one.amount
