"""The names of charges in a letter; interest given by law has its own, by the kind of debtor."""

from __future__ import annotations

from pastdue.letters.language.voice import Voice
from pastdue.model import Charge, ChargeKind, CustomerKind, Party


def kind_name(charge: Charge, customer: Party, voice: Voice) -> str:
    """The name of what `charge` is: a law's interest on business debts, on consumers' debts, interest as agreed, a fee
    or a compensation."""
    if charge.kind is not ChargeKind.INTEREST or not charge.law:
        return voice.say(f"kind.{charge.kind.value}")
    consumer = customer.kind is CustomerKind.CONSUMER
    return voice.say("kind.consumer_interest" if consumer else "kind.interest_by_law")
