"""The annex's notes on the law: reference rates, exchange rates and the due days that a law moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from pastdue.letters.language.vocabulary import SERIES
from pastdue.letters.language.voice import Voice
from pastdue.letters.language.wording import bound
from pastdue.model import Charge, Conversion, Notice, RateBasis, Segment

_MONTHS = 12


def laws(charges: Iterable[Charge]) -> tuple[str, ...]:
    """The laws that `charges` rest on, each once: a policy's whole citation where several articles of it are used."""
    used: dict[str, dict[str, str]] = {}
    for charge in charges:
        if charge.law:
            used.setdefault(charge.policy, {})[charge.law] = charge.citation or charge.law
    cited = [law for own in used.values() for law in (own.values() if len(own) > 1 else own)]
    return tuple(dict.fromkeys(map(bound, cited)))


def grounds(charges: Sequence[Charge], voice: Voice) -> tuple[str, ...]:
    """The basis of `charges`: laws, and in words agreements, a monthly rate with its yearly equivalent."""
    agreed = dict.fromkeys(_agreed(charge, voice) for charge in charges if not charge.law)
    return (*laws(charges), *agreed)


def _agreed(charge: Charge, voice: Voice) -> str:
    if charge.agreed is None:
        return voice.say(f"annex.agreed_{charge.kind.value}")
    both = {"monthly": charge.agreed, "yearly": charge.agreed * _MONTHS}
    return voice.say("annex.agreed_rate", {name: voice.written.percent(rate) for name, rate in both.items()})


def rates(segments: Sequence[Segment], voice: Voice) -> Iterator[str]:
    """For each rate a law makes of a reference rate, how, and whether that one was not known yet."""
    for percent, basis in dict.fromkeys((s.percent, s.basis) for s in segments):
        if basis is not None and percent is not None:
            yield _rate(percent, basis, voice)
    yield from _provisional([s.basis for s in segments], voice)


def conversions(segments: Sequence[Segment], voice: Voice) -> Iterator[str]:
    """For each sum converted, at which exchange rate, and whether that one, or a sum set anew, was not known yet."""
    for segment in segments:
        conversion = segment.conversion
        if conversion is not None and conversion.amount.currency != segment.amount.currency:
            yield _converted(segment, conversion, voice)
    yield from _provisional([s.conversion for s in segments], voice)


def _provisional(resting: Sequence[RateBasis | Conversion | None], voice: Voice) -> Iterator[str]:
    """Each figure that stands in for one not yet known: of a rate the day that has none is named, of an exchange rate
    the day of the figure that is used."""
    for rests in dict.fromkeys(rests for rests in resting if rests is not None and rests.provisional):
        key = "annex.provisional" if isinstance(rests, RateBasis) else "annex.provisional_exchange"
        yield voice.say(key, named_series(rests, voice))


def charged_from(notice: Notice, voice: Voice) -> Iterator[str]:
    """The due day that a law moved, by the article that moved it, where it is not the one the firm's setting makes."""
    for due, law in _moved(notice).items():
        yield voice.say("annex.charged_from", {"due": voice.written.day(due), "ground": bound(law)})


def charged_from_all(notices: Sequence[Notice], voice: Voice) -> Iterator[str]:
    """The rule by which laws moved due days of `notices`, once for each article."""
    for law in dict.fromkeys(law for notice in notices for law in _moved(notice).values()):
        yield voice.say("annex.charged_from_all", {"ground": bound(law)})


def _moved(notice: Notice) -> dict[date, str]:
    """The due days that a law set, other than the one the firm's setting makes, and its article."""
    ours = notice.overdue.effective_due
    return {c.due: c.due_law for c in notice.charges if c.due is not None and c.due != ours and c.due_law}


def _rate(percent: Decimal, basis: RateBasis, voice: Voice) -> str:
    write = voice.written
    said = {"rate": write.percent(percent), **named_series(basis, voice)}
    if not basis.margin:
        return voice.say("annex.reference_alone", said)
    parts = {"percent": write.percent(basis.percent), "margin": write.number(basis.margin)}
    if basis.rounded_up_to:
        return voice.say("annex.reference_rounded", {**said, **parts, "step": write.percent(basis.rounded_up_to)})
    return voice.say("annex.reference", {**said, **parts})


def _converted(segment: Segment, conversion: Conversion, voice: Voice) -> str:
    write = voice.written
    said = {
        "sum": write.money(conversion.amount),
        "result": write.money(segment.amount),
        "rate": write.number(conversion.rate, -int(conversion.rate.as_tuple().exponent)),
    }
    return voice.say("annex.converted", {**said, **named_series(conversion, voice)})


def named_series(rests: RateBasis | Conversion, voice: Voice) -> dict[str, str]:
    """The series in the letter's language, or by its own title where it is not a shipped one; and its day."""
    known = rests.series in SERIES
    series = voice.say(f"series.{rests.series.replace('-', '_')}") if known else rests.title
    return {"series": series, "on": voice.written.short_day(rests.on)}
