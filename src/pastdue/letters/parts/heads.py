"""A letter's addresses, references and signature."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from pastdue.letters.language.vocabulary import SERVICES
from pastdue.letters.language.voice import Voice
from pastdue.letters.language.wording import Wording
from pastdue.letters.language.written import Conventions
from pastdue.letters.parts.tax_numbers import is_vat_number, without_label
from pastdue.model import Creditor, Party
from pastdue.model.letters import Draft, LetterHead

INTERNATIONAL = "en"
"""The language in which a post office abroad can read where a letter came from."""

Rows = tuple[tuple[str, str], ...]


def letter_head(
    creditor: Creditor, customer: Party, wording: Mapping[str, Wording], voice: Voice, on: date
) -> LetterHead:
    """The head of a paper of the day `on` that has no number of its own and goes by ordinary post."""
    from_ = sender(creditor, customer, wording)
    return LetterHead(
        sender=from_,
        sender_details=sender_details(creditor, voice),
        return_line=return_line(from_),
        recipient=recipient(creditor, customer, wording),
        place_and_date=_place_and_date(on, creditor, voice),
        references=named_references("", customer, creditor, voice),
    )


def _place_and_date(on: date, creditor: Creditor, voice: Voice) -> str:
    """The place and date; the date alone where the creditor's city is not known."""
    day = voice.written.day(on)
    if not creditor.city:
        return voice.say("date_alone", {"date": day})
    return voice.say("place_and_date", {"place": creditor.city, "date": day})


def sender(creditor: Creditor, customer: Party, wording: Mapping[str, Wording]) -> tuple[str, ...]:
    """The creditor's name and address; on a letter across a border with its country, in English, for the post office
    that may have to send it back."""
    return (creditor.party.name, *creditor.party.address, *_abroad(creditor, customer, wording[INTERNATIONAL]))


def recipient(creditor: Creditor, customer: Party, wording: Mapping[str, Wording]) -> tuple[str, ...]:
    """The customer's name and address as the envelope shows them; abroad with the country in capitals below, in the
    sender's language, for the post office that takes the letter."""
    own = wording.get(creditor.party.language, wording[INTERNATIONAL])
    return (customer.name, *customer.address, *_abroad(creditor, customer, own, customer))


def return_line(lines: tuple[str, ...]) -> str:
    """The address to which the post returns the letter: the sender's lines in one, with no hint at a debt."""
    return " · ".join(line for line in lines if line)


def _abroad(creditor: Creditor, customer: Party, wording: Wording, whose: Party | None = None) -> tuple[str, ...]:
    """The name of the country of `whose` (the creditor's own where that is None), on a letter across a border."""
    home, abroad = creditor.party.country, customer.country
    if not home or not abroad or home == abroad:
        return ()
    return (Conventions.of(wording, home).country_in_capitals(whose.country if whose else home),)


def sender_details(creditor: Creditor, voice: Voice) -> Rows:
    """The creditor's telephone, e-mail, website and tax number, each with its label; those not known are left out."""
    known = {"phone": creditor.party.phone, "email": creditor.party.email, "website": creditor.website}
    rows = tuple((voice.say(f"label.{name}"), value) for name, value in known.items() if value)
    return (*rows, *tax_number(creditor.tax_id, voice))


@lru_cache(maxsize=64)
def tax_number(number: str, voice: Voice) -> Rows:
    """A tax number under the label that fits it, one for value added tax under its own; the creditor's is in every
    letter."""
    labels = {name: voice.say(f"label.{name}") for name in ("tax_id", "vat_id")}
    bare = without_label(number, *labels.values())
    return ((labels["vat_id" if is_vat_number(bare) else "tax_id"], bare),) if bare else ()


def references(draft: Draft, creditor: Creditor, voice: Voice) -> Rows:
    """The letter's number, the customer's number where it is more than the name, and who answers questions."""
    return named_references(draft.number, draft.notices[0].invoice.customer, creditor, voice)


def named_references(letter: str, customer: Party, creditor: Creditor, voice: Voice) -> Rows:
    """The same for a paper that may have no number of its own (`letter` empty)."""
    number = customer.id if customer.id != customer.name else ""
    known = {"letter": letter, "customer": number, "contact": creditor.signatory}
    return tuple((voice.say(f"label.{name}"), value) for name, value in known.items() if value)


def contact(creditor: Creditor, voice: Voice) -> str:
    """The sentence that names the person to ask and the ways to reach them, empty where the settings name neither
    telephone nor e-mail; a name and a telephone number are never broken over two lines."""
    ways = {"phone": creditor.party.phone.replace(" ", "\u00a0"), "email": creditor.party.email}
    known = [way for way, value in ways.items() if value]
    if not known:
        return ""
    person = creditor.signatory.replace(" ", "\u00a0") or voice.say("contact.us")
    return voice.say(f"contact.{'both' if len(known) > 1 else known[0]}", {"person": person, **ways})


def service(name: str, voice: Voice) -> str:
    """The postal service in words: the language's own for a known service, else as the settings name it."""
    known = "_".join(re.findall(r"\w+", name.casefold()))
    if known in SERVICES:
        return voice.say(f"service.{known}")
    return name[:1].upper() + name[1:]


def signature(creditor: Creditor) -> tuple[str, ...]:
    """The lines of the signature: name, role and firm, each once."""
    lines = (creditor.signatory, creditor.role, creditor.party.name)
    return tuple(dict.fromkeys(line for line in lines if line))
