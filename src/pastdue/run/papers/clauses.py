"""The firm's contract terms: its settings and its policy as the input of the clauses."""

from __future__ import annotations

from datetime import date

from pastdue.firm import Firm
from pastdue.firm.look import layout_of, look_of
from pastdue.firm.rows.languages import load_wording
from pastdue.letters.language.voice import Voice
from pastdue.reports.clauses.terms import Agreed, ContractTerms, as_document, contract_terms
from pastdue.run.rules import Rulebook
from pastdue.typeset.document import DocumentSetter


class FirmTerms:
    """A firm's contract terms in one language, its own unless another is named, for contracts made on a day."""

    def __init__(self, firm: Firm, on: date, policy: str = "", language: str = "") -> None:
        self._firm = firm
        own, rules = firm.settings.clauses, Rulebook(firm)
        chosen = rules.policies.policy(policy or rules.policies.usual)
        moved = chosen.due_roll if chosen.due_roll is not None else rules.roll
        self._agreed = Agreed(
            creditor=firm.creditor,
            policy=chosen,
            on=on,
            silence=own.silence,
            pay_within=own.pay_within,
            deposit=own.deposit,
            kill_fee=own.kill_fee,
            rights=own.rights,
            portfolio=own.portfolio,
            law=own.law or firm.settings.creditor.country,
            venue=own.venue or firm.creditor.city,
            roll=moved,
            calendar=chosen.calendar or firm.place[0],
        )
        wording = load_wording(firm.catalog, language or firm.creditor.party.language)
        self._voice = Voice.of(wording, firm.creditor.party.country)

    @property
    def terms(self) -> ContractTerms:
        """The clauses in words."""
        return contract_terms(self._agreed, self._voice)

    @property
    def pdf(self) -> bytes:
        """The clauses as a document in the firm's look."""
        setter = DocumentSetter(layout_of(self._firm), look_of(self._firm))
        return setter.pdf(as_document(self.terms, self._agreed, self._voice))
