"""Messages of rules in the language of a letter or a report, and how their values are written there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pastdue.letters.language.voice import Voice
from pastdue.model import ChargeKind, CustomerKind, Stage
from pastdue.model.messages import APART, Message, Names, Text, Value
from pastdue.model.money import Money
from pastdue.model.remarks import Remark
from pastdue.model.spans import Span, Unit

SPANS = {
    Unit.DAYS: "days",
    Unit.BUSINESS_DAYS: "business_days",
    Unit.WEEKS: "contract.weeks",
    Unit.MONTHS: "contract.months",
}
"""The text that counts each unit of time."""


def said(text: Text, voice: Voice) -> str:
    """A message in the language of `voice`, its amounts and days as letters there write them; words as they are."""
    if isinstance(text, str):
        return text
    values = {name: _value(value, voice) for name, value in text.values}
    return voice.say(f"message.{text.key}", values, text.count)


def told(remark: Remark, voice: Voice) -> str:
    """A remark in the language of `voice`: its place, its subject, its text and its remedy."""
    text = voice.apart(said(part, voice) for part in (remark.text, remark.remedy) if part)
    for place in (subject(remark, voice), str(remark.source or "")):
        text = voice.labelled(place, text) if place else text
    return text


def subject(remark: Remark, voice: Voice) -> str:
    """The subject of a remark in the language of `voice`; empty where its words name it."""
    return _value(remark.about, voice) if remark.about else ""


def _value(value: Value, voice: Voice) -> str:
    match value:
        case Message():
            return said(value, voice)
        case Names():
            items = [_value(item, voice) for item in value.items]
            named, more = items[: value.at_most], len(items) - value.at_most
            between = value.between(named)
            shown = between.join(named) if between != APART else voice.apart(named)
            return voice.say("more_numbers", {"numbers": shown}, more) if more > 0 else shown
        case Money():
            return voice.written.money(value)
        case Span():
            return voice.say(SPANS[value.unit], count=value.count)
        case date():
            return voice.written.short_day(value)
        case Decimal():
            return voice.written.number(value)
        case int():
            return voice.written.grouped(Decimal(value))
        case Stage():
            return voice.stage(value)
        case CustomerKind():
            return voice.say(f"contract.kind_{value.value}")
        case ChargeKind():
            return voice.say(f"kind.{value.value}")
        case _:
            return str(value)
