"""Composing a letter: a draft and a language's wording become a `Letter`, ready to be typeset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pastdue.letters.claims import INDIVIDUALS
from pastdue.letters.codes.aids import NO_AIDS, Aids
from pastdue.letters.language.voice import Voice
from pastdue.letters.language.wording import Wording
from pastdue.letters.parts import heads, paragraphs
from pastdue.letters.parts.annex import annex
from pastdue.letters.parts.email import EmailedLetter, email_words
from pastdue.letters.parts.invoice_grid import invoice_grid
from pastdue.letters.parts.others import others
from pastdue.letters.parts.payment import payment
from pastdue.letters.parts.salutation import Addressee, addressee, farewell, salutation
from pastdue.letters.parts.speaker import Speaker
from pastdue.model import Creditor, Party
from pastdue.model.errors import SettingsError
from pastdue.model.letters import Annex, Draft, Letter, LetterEnclosures, LetterHead
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of


@dataclass(frozen=True, slots=True)
class Composition:
    """The facts a letter needs beside its draft.

    `wording` is by language: the letter's, the creditor's and English, for the names of countries. `clauses` names
    the optional clauses to add. `aids` says which payment codes and stubs are wanted; none, unless it does. `services`
    names the service of the post that letters of a stage go by, where they are to say it.
    """

    creditor: Creditor
    wording: Mapping[str, Wording]
    clauses: tuple[str, ...] = ()
    aids: Aids = NO_AIDS
    services: Mapping[str, str] = field(default_factory=dict)


def compose(draft: Draft, with_: Composition) -> Letter:
    """The letter for `draft`, in the draft's language and by the conventions of the creditor's country.

    Amounts are printed as they are (charges come rounded); the daily interest alone is rounded here, half-up. Refuses
    (SettingsError) an unknown language or clause, and (CannotPrint) texts that name a day of issue that is not known.
    """
    creditor = with_.creditor
    voice = Voice.of(_wording(draft, with_), creditor.party.country)
    speaker = Speaker.of(draft, creditor, voice)
    customer = draft.notices[0].invoice.customer
    title = paragraphs.title(draft, speaker)
    calculated, shown = annex(draft, voice), others(draft, voice)
    to = greeted_by_name(customer, draft.language, with_)
    greeting = salutation(speaker, to)
    opening = paragraphs.opening(speaker)
    paid = payment(draft, creditor, voice, with_.aids, heads.sender(creditor, customer, with_.wording))
    subject = speaker.say("subject", title=title)
    annexed = speaker.say("annex.title") if calculated.parts else voice.say("others.title") if shown else ""
    return Letter(
        number=draft.number,
        language=draft.language,
        stage=draft.stage.value,
        head=_head(draft, with_, voice),
        subject=subject,
        salutation=greeting,
        opening=opening,
        grid=invoice_grid(draft, voice, project_told=speaker.values["invoice"] in opening[0]),
        closing=paragraphs.closing(speaker, _daily(draft), with_.clauses),
        payment=replace(paid, pay_line=speaker.say(f"pay_line.{draft.stage.value}")),
        farewell=farewell(speaker, to, greeting),
        signature=heads.signature(creditor),
        enclosed=_enclosures(draft, voice, annexed=bool(calculated.parts), shown=bool(shown)),
        footer=_footer(speaker),
        annex=Annex(annexed, calculated.intro, (*calculated.parts, *shown)),
        page_label=voice.say("page", {"page": "{page}", "pages": "{pages}"}),
        continued_label=speaker.say("continued", title=title),
        title=speaker.say("metadata_title", title=title),
        author=creditor.party.name,
        invoices=tuple(notice.invoice.number for notice in draft.notices),
        on=draft.on,
        locale=voice.locale,
        email=email_words(EmailedLetter(title, draft.number, subject, bool(draft.copies)), draft.route, voice),
    )


def _head(draft: Draft, with_: Composition, voice: Voice) -> LetterHead:
    """The head of the letter, with its number and the service of the post it goes by."""
    head = heads.letter_head(with_.creditor, draft.notices[0].invoice.customer, with_.wording, voice, draft.on)
    service = heads.service(with_.services.get(draft.stage, "") if draft.route.post else "", voice)
    return replace(head, references=heads.references(draft, with_.creditor, voice), service=service)


def _footer(speaker: Speaker) -> tuple[str, ...]:
    """The foot of the letter: how the days late are counted, where the table has any, and the creditor's register
    details."""
    draft = speaker.draft
    counted = () if draft.only_charges or draft.stage.is_courtesy else (speaker.say("footer"),)
    return (*counted, *((speaker.creditor.register,) if speaker.creditor.register else ()))


def _enclosures(draft: Draft, voice: Voice, *, annexed: bool, shown: bool) -> LetterEnclosures:
    """The copies and forms that follow the letter, and the line that lists all enclosures in their order in the
    envelope; it is empty when there are none."""
    enclosed = {"annex": annexed, "others": shown, "copies": bool(draft.copies), "forms": draft.forms is not None}
    things = [voice.say(f"enclosed.{name}") for name, there in enclosed.items() if there]
    # The official forms are several papers, so the line is in the plural for them alone, too.
    several = len(things) + (draft.forms is not None)
    line = voice.say("enclosure", {"list": ", ".join(things)}, several) if things else ""
    return LetterEnclosures(line, draft.copies, draft.forms)


def greeted_by_name(customer: Party, language: str, with_: Composition) -> Addressee | None:
    """Whom to greet by name: a person with a title in the address's first line, or a customer who is a person."""
    own, others = with_.wording[language], with_.wording.values()
    wordings = [own, *(wording for wording in others if wording is not own)]
    firm = customer.kind not in INDIVIDUALS
    lines = (*(() if firm else (customer.name,)), *customer.address[:1])
    return addressee(lines, wordings, with_.creditor.party.country)


def _wording(draft: Draft, with_: Composition) -> Wording:
    if draft.language not in with_.wording:
        known = ", ".join(sorted(with_.wording))
        raise SettingsError(f"letter {draft.number}: no wording for the language {draft.language!r}", f"known: {known}")
    return with_.wording[draft.language]


def _daily(draft: Draft) -> Money | None:
    """The interest of one further day on all notices that bear it, not rounded; None where no interest runs."""
    amounts = [notice.daily for notice in draft.notices if notice.daily is not None]
    return sum_of(amounts, draft.currency) if amounts else None
