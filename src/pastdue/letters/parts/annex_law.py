"""What a law's figures rest on: the annex's notes on reference rates, exchange rates and the law's own due day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pastdue.letters.language.vocabulary import SERIES
from pastdue.letters.language.voice import Voice
from pastdue.letters.language.wording import bound
from pastdue.model import Conversion, Notice, RateBasis, Segment


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
    for rests in dict.fromkeys(rests for rests in resting if rests is not None and rests.provisional):
        yield voice.say("annex.provisional", _named(rests, voice))


def charged_from(notice: Notice, voice: Voice) -> Iterator[str]:
    """The due day that the charges' laws name, where it is not the one the firm's setting makes."""
    grounds = dict.fromkeys(c.law for c in notice.charges if c.law and c.due != notice.overdue.effective_due)
    for due in dict.fromkeys(c.due for c in notice.charges if c.law in grounds):
        if due is not None:
            said = {"due": voice.written.day(due), "ground": " · ".join(map(bound, grounds))}
            yield voice.say("annex.charged_from", said)


def _rate(percent: Decimal, basis: RateBasis, voice: Voice) -> str:
    write = voice.written
    said = {"rate": write.percent(percent), **_named(basis, voice)}
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
    return voice.say("annex.converted", {**said, **_named(conversion, voice)})


def _named(rests: RateBasis | Conversion, voice: Voice) -> dict[str, str]:
    """The series in the letter's language, or by its own title where it is not one of ours; and its day."""
    known = rests.series in SERIES
    series = voice.say(f"series.{rests.series.replace('-', '_')}") if known else rests.title
    return {"series": series, "on": voice.written.short_day(rests.on)}
