"""Contract terms: their clauses in order, each under its heading, as text, Markdown or a document to print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pastdue.charges.kinds.interest import Interest
from pastdue.charges.kinds.statutory_interest import StatutoryInterest
from pastdue.charges.policy import Policy
from pastdue.letters.language.voice import Voice
from pastdue.model import Creditor
from pastdue.model.choices import Roll, Settle
from pastdue.model.spans import Span
from pastdue.reports.clauses.charged import charges, limits
from pastdue.reports.clauses.said import Said
from pastdue.typeset.document import Document, Heading, Items, Paragraph, Tone

_SETTLES = {
    Settle.PRINCIPAL_FIRST: "settle_principal",
    Settle.INTEREST_FIRST: "settle_interest",
    Settle.COSTS_FIRST: "settle_costs",
}


@dataclass(frozen=True, slots=True)
class Agreed:
    """The contents of contract terms: the creditor, the policy for lateness, and the other points to agree.

    Shares are in percent; a None or "" has no clause. `roll` moves a due date off a day closed in `calendar`, a
    country; `law` is a country, too.
    """

    creditor: Creditor
    policy: Policy
    on: date
    silence: Span
    pay_within: Span | None = None
    deposit: Decimal | None = None
    kill_fee: Decimal | None = None
    rights: bool = True
    portfolio: bool = True
    law: str = ""
    venue: str = ""
    roll: Roll = Roll.NONE
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class ContractClause:
    """A clause under its heading: sentences, then a list, then further sentences."""

    heading: str
    sentences: tuple[str, ...]
    items: tuple[str, ...] = ()
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContractTerms:
    """All clauses in one language, under a title, with a note to the firm that is no part of them."""

    title: str
    note: str
    clauses: tuple[ContractClause, ...]


def contract_terms(agreed: Agreed, voice: Voice) -> ContractTerms:
    """The terms in the language of `voice`, numbered by their order."""
    said = Said(voice)
    note = said.say("intro", creditor=agreed.creditor.party.name, date=voice.written.day(agreed.on))
    return ContractTerms(said.say("title"), note, tuple(_clauses(agreed, said)))


def _clauses(agreed: Agreed, said: Said) -> Iterator[ContractClause]:
    name = agreed.creditor.party.name
    if agreed.pay_within is not None:
        yield ContractClause(said.say("head_payment"), (said.say("payment", span=said.span(agreed.pay_within)),))
    yield _late(agreed, said)
    if agreed.deposit is not None:
        deposit = said.say("deposit", percent=said.percent(agreed.deposit))
        yield ContractClause(said.say("head_deposit"), (deposit,))
    silence = [said.say("silence", span=said.span(agreed.silence), creditor=name)]
    if agreed.kill_fee is not None:
        silence.append(said.say("kill_fee", percent=said.percent(agreed.kill_fee)))
    yield ContractClause(said.say("head_silence"), tuple(silence))
    if agreed.rights:
        yield ContractClause(said.say("head_rights"), (said.say("rights"),))
    if agreed.portfolio:
        yield ContractClause(said.say("head_portfolio"), (said.say("portfolio", creditor=name),))
    yield ContractClause(said.say("head_contact"), tuple(_contact(agreed.creditor, said)))
    law = [said.say("law", country=said.voice.written.country(agreed.law))] if agreed.law else []
    law += [said.say("venue", venue=agreed.venue)] if agreed.venue else []
    if law:
        yield ContractClause(said.say("head_law"), tuple(law))


def _late(agreed: Agreed, said: Said) -> ContractClause:
    """The clause on the cost of lateness, exactly as the policy counts it for contracts made on the day."""
    heading, items = said.say("head_late"), tuple(charges(agreed.policy, said, agreed.on))
    if not items:
        return ContractClause(heading, (said.say("nothing"),))
    further = list(limits(agreed.policy, said))
    settles = [r.settle for r in agreed.policy.rules if isinstance(r, Interest | StatutoryInterest)]
    if settles:
        further.append(said.say(_SETTLES[settles[0]]))
    if agreed.roll in (Roll.FOLLOWING, Roll.PRECEDING):
        country = said.voice.written.country(agreed.calendar)
        further.append(said.say(f"moved_{agreed.roll.value}", country=country))
    return ContractClause(heading, (said.say("late"),), items, tuple(further))


def _contact(creditor: Creditor, said: Said) -> Iterator[str]:
    yield said.say("contact")
    party = creditor.party
    if reached := ", ".join(each for each in (creditor.signatory, party.phone, party.email) if each):
        yield said.say("reached", creditor=party.name, contact=reached)


def as_text(terms: ContractTerms) -> str:
    """The terms as plain text, to be pasted into a contract."""
    return _written(terms, terms.title, "{number}. {heading}", "- {item}")


def as_markdown(terms: ContractTerms) -> str:
    """The terms as Markdown."""
    return _written(terms, f"# {terms.title}", "## {number}. {heading}", "- {item}")


def _written(terms: ContractTerms, title: str, heading: str, item: str) -> str:
    groups = [title, terms.note]
    for number, clause in enumerate(terms.clauses, 1):
        groups.append(heading.format(number=number, heading=clause.heading))
        groups += clause.sentences
        groups += ["\n".join(item.format(item=each) for each in clause.items)] if clause.items else []
        groups += clause.further
    return "\n\n".join(groups).replace("\u00a0", " ") + "\n"


def as_document(terms: ContractTerms, agreed: Agreed, voice: Voice) -> Document:
    """The terms as a document to print, in the firm's look."""
    parts: list[Heading | Paragraph | Items] = [Paragraph(terms.note, Tone.QUIET)]
    for number, clause in enumerate(terms.clauses, 1):
        parts.append(Heading(f"{number}. {clause.heading}"))
        parts += [Paragraph(text) for text in clause.sentences]
        parts += [Items(clause.items)] if clause.items else []
        parts += [Paragraph(text) for text in clause.further]
    label = voice.say("page", {"page": "{page}", "pages": "{pages}"})
    name = agreed.creditor.party.name
    return Document(terms.title, tuple(parts), name, label, name, voice.locale, agreed.on)
