"""The speaker of a letter: a draft, its creditor and its voice, with every value that a text may insert."""

from __future__ import annotations

from dataclasses import dataclass

from pastdue.letters.claims import has_protocol
from pastdue.letters.language.voice import Voice
from pastdue.letters.parts.heads import contact
from pastdue.model import Creditor, Notice, Party
from pastdue.model.errors.left_out import CannotPrint
from pastdue.model.letters import Draft
from pastdue.model.messages import Message
from pastdue.model.money import total as sum_of


@dataclass(frozen=True, slots=True)
class Speaker:
    """A draft with everything needed to put it into words; `values` are those a text may insert."""

    draft: Draft
    creditor: Creditor
    voice: Voice
    values: dict[str, str]

    @classmethod
    def of(cls, draft: Draft, creditor: Creditor, voice: Voice) -> Speaker:
        """The speaker of `draft` in `voice`."""
        return cls(draft, creditor, voice, _values(draft, creditor, voice))

    def say(self, key: str, **more: str) -> str:
        """The text `key` in the form for this letter's number of invoices; refuses (CannotPrint) one that names the day
        of issue where the file gives none."""
        try:
            return self.voice.say(key, {**self.values, **more} if more else self.values, len(self.draft.notices))
        except KeyError as error:
            if error.args != (_ISSUED,):
                raise
            what = Message.of("text_names_date", text=key)
            raise CannotPrint(what, Message.of("add_issued", word=f"{{{_ISSUED}}}")) from None

    @property
    def customer(self) -> Party:
        """The customer the letter is to."""
        return self.draft.notices[0].invoice.customer

    @property
    def contact(self) -> str:
        """The person to call or write to; empty when the settings name neither telephone nor e-mail."""
        return self.values["contact"]

    @property
    def is_claim(self) -> bool:
        """True when this is a letter of claim: the forms that make it one are in its envelope."""
        return self.draft.forms is not None

    @property
    def announces_claim(self) -> bool:
        """True when the debtor has a right to a letter of claim and this letter is not one."""
        return not self.is_claim and has_protocol(self.customer, self.creditor.party.country)

    def joined(self, *keys: str) -> str:
        """Sentences that belong together as one paragraph: a letter of many short ones reads like a list."""
        return " ".join(self.say(key) for key in keys)


_ISSUED = "issued"


def _values(draft: Draft, creditor: Creditor, voice: Voice) -> dict[str, str]:
    first = min(draft.notices, key=lambda n: n.invoice.due)
    late, invoice, write, party = first.overdue, first.invoice, voice.written, creditor.party
    all_open = sum_of((n.overdue.open for n in draft.notices), draft.currency)
    charged = sum_of((n.charged for n in draft.notices), draft.currency)
    return {
        "number": draft.number,
        "creditor": party.name,
        "customer": invoice.customer.name,
        "place": creditor.city,
        "country": write.country(party.country) if party.country else "",
        "numbers": voice.numbers([n.invoice.called for n in draft.notices]),
        "invoice": _named(first, voice),
        **({_ISSUED: write.day(invoice.issued)} if invoice.issued else {}),
        "due": write.day(invoice.due),
        "days": voice.say("days", count=late.days),
        "business_days": voice.say("business_days", count=late.business_days),
        "calendar": voice.calendar(late.calendar),
        "open": write.money(all_open),
        "charges": write.money(charged),
        "total": write.money(draft.total),
        "pay_by": write.day(draft.pay_by),
        "cutoff": write.day(late.as_of),
        "contact": contact(creditor, voice),
    }


def _named(notice: Notice, voice: Voice) -> str:
    number, project = notice.invoice.called, notice.invoice.project
    return voice.say("invoice_of_project", {"number": number, "project": project}) if project else number
