"""Short letters outside the ladder: to a silent client, the last such note, the invoice again, work suspended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from pastdue.letters.codes.aids import Aids
from pastdue.letters.compose import Composition, compose, greeted_by_name
from pastdue.letters.language.voice import Voice
from pastdue.letters.parts import heads
from pastdue.letters.parts.paragraphs import charges_within
from pastdue.letters.parts.salutation import farewell, salutation
from pastdue.letters.parts.speaker import Speaker
from pastdue.model import Creditor, Party
from pastdue.model.letters import Draft, Grid, Letter, LetterEnclosures, PaymentPart

_NO_TABLE = Grid((), (), "")


class ShortKind(StrEnum):
    """The letters outside the ladder; each has its texts in every language."""

    CHECK_IN = "check_in"
    LAST_CHECK_IN = "last_check_in"
    RESEND = "resend"
    STOP_WORK = "stop_work"


@dataclass(frozen=True, slots=True)
class ShortLetter:
    """The facts of a short note: its recipient, its day, its project, and the day (`since`) of the message it
    follows."""

    kind: ShortKind
    to: Party
    on: date
    language: str
    since: date
    project: str = ""


def compose_short(short: ShortLetter, with_: Composition) -> Letter:
    """The note in words, in its language and as the creditor's country writes it; it asks for no money."""
    speaker = _Note.of(short, with_)
    voice, creditor = speaker.voice, with_.creditor
    to = greeted_by_name(short.to, short.language, with_)
    greeting = salutation(speaker, to)
    return Letter(
        number="",
        language=short.language,
        stage=short.kind.value,
        head=heads.letter_head(creditor, short.to, with_.wording, voice, short.on),
        subject=speaker.subject,
        salutation=greeting,
        opening=(speaker.say(f"short.opening_{short.kind}"),),
        grid=_NO_TABLE,
        closing=(speaker.say(f"short.closing_{short.kind}"), speaker.reach),
        payment=PaymentPart("", (), ""),
        farewell=farewell(speaker, to, greeting),
        signature=heads.signature(creditor),
        enclosed=LetterEnclosures(""),
        footer=(creditor.register,) if creditor.register else (),
        page_label=voice.say("page", {"page": "{page}", "pages": "{pages}"}),
        continued_label=speaker.subject,
        title=f"{speaker.subject} – {short.to.name}",
        author=creditor.party.name,
        on=short.on,
        locale=voice.locale,
    )


def compose_resend(draft: Draft, with_: Composition) -> Letter:
    """The invoices of `draft` again: the table, the charges with their calculation, the account, no day to pay by.

    The draft has no number and is at no stage: its own is not said.
    """
    aids = Aids(with_.aids.codes, split_payment=with_.aids.split_payment)
    letter = compose(draft, replace(with_, clauses=(), aids=aids, services={}))
    speaker = Speaker.of(draft, with_.creditor, Voice.of(with_.wording[draft.language], with_.creditor.party.country))
    subject = speaker.say("short.title_resend")
    copies = (speaker.say("short.copies_resend"),) if draft.copies else ()
    said = (charges_within(speaker),) if any(notice.charges for notice in draft.notices) else ()
    reach = speaker.say("contact.reach" if speaker.contact else "contact.write")
    return replace(
        letter,
        stage=ShortKind.RESEND.value,
        subject=subject,
        opening=(" ".join((speaker.say("short.opening_resend"), *copies)),),
        closing=(*said, speaker.say("short.closing_resend"), reach, speaker.say("paid_since")),
        payment=replace(letter.payment, pay_line=""),
        continued_label=f"{subject} – {speaker.customer.name}",
        title=f"{subject} – {speaker.customer.name}",
    )


@dataclass(frozen=True, slots=True)
class _Note:
    """The speaker of a note: its voice, and every value that its texts may insert."""

    short: ShortLetter
    creditor: Creditor
    voice: Voice

    @classmethod
    def of(cls, short: ShortLetter, with_: Composition) -> _Note:
        voice = Voice.of(with_.wording[short.language], with_.creditor.party.country)
        return cls(short, with_.creditor, voice)

    def say(self, key: str, **more: str) -> str:
        write, short = self.voice.written, self.short
        values = {
            "customer": short.to.name, "creditor": self.creditor.party.name, "project": short.project,
            "since": write.day(short.since), "on": write.day(short.on),
        }  # fmt: skip
        return self.voice.say(key, {**values, **more})

    @property
    def subject(self) -> str:
        """The title, and the project where the note names one."""
        title = self.say(f"short.title_{self.short.kind}")
        return self.say("short.about", title=title) if self.short.project else title

    @property
    def reach(self) -> str:
        """The sentence that says how to reach the sender."""
        how = heads.contact(self.creditor, self.voice)
        return self.say("contact.reach", contact=how) if how else self.say("contact.write")
