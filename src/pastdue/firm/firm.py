"""The firm: its settings and the folders, the creditor and the defaults derived from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.ladders import customary
from pastdue.firm.rows.languages import SPARE
from pastdue.firm.rows.layouts import layout_for
from pastdue.firm.settings import Settings
from pastdue.letters.claims import writes_claims
from pastdue.letters.codes.aids import Aids
from pastdue.letters.codes.choice import code_missing
from pastdue.letters.codes.qrbill import CURRENCIES, bill_missing
from pastdue.mailing.classes import Mailroom
from pastdue.model import Creditor, Party
from pastdue.model.errors import SettingsError
from pastdue.model.messages import Message, Names, Value
from pastdue.model.remarks import Remark
from pastdue.typeset.ink.colours import READABLE, contrast, readable

if TYPE_CHECKING:
    from pastdue.ledger.place import LedgerPlace

FILE_NAME = "pastdue.toml"
OWN_ROWS = "pastdue.d"


@dataclass(frozen=True)
class Firm:
    """The settings and where they stand: `file` is pastdue.toml, or None; `folder` is where its neighbours are."""

    settings: Settings
    folder: Path
    file: Path | None = None
    out: Path | None = None
    """The output folder of this run, when it is not the settings'."""

    @cached_property
    def catalog(self) -> Catalog:
        """The data rows this firm can name: its own first, then the shipped ones."""
        return Catalog(self.folder / OWN_ROWS if self.file else None)

    @property
    def provisionally(self) -> Firm:
        """The same firm, that lets a rate past the last day checked be the last known one."""
        dunning = replace(self.settings.dunning, provisional=True)
        return replace(self, settings=replace(self.settings, dunning=dunning))

    @property
    def ledger_place(self) -> LedgerPlace:
        """The place of its ledger, whether there is one yet or not."""
        from pastdue.ledger.places import FilePlace, server_place  # here: commands without a ledger need not wait

        own = self.settings.ledger
        return server_place(own.url, own.schema, self.folder) if own.url else FilePlace(self.folder / own.file)

    @property
    def output_folder(self) -> Path:
        return self.out or (self.folder / self.settings.output.folder).absolute()

    @property
    def copies_folder(self) -> Path:
        """The folder in which copies of invoices are looked for; no other folder is searched."""
        return self.folder / self.settings.letters.copies_folder

    def beside(self, kind: str) -> Path | None:
        """The file of `kind` (`payments`, `contacts`, `holds`, `followups`) that every reading takes; None where none
        is set.

        Refuses one that is not there.
        """
        name = str(getattr(self.settings.intake, kind))
        if name and not (self.folder / name).is_file():
            what = f"{self.file}: intake: {kind}: there is no file {self.folder / name}"
            raise SettingsError(what, "correct its name or leave it out")
        return self.folder / name if name else None

    @property
    def output_folders(self) -> tuple[Path, ...]:
        """The output folder of this run and, where that is another, the settings' own."""
        return tuple({self.output_folder: None, replace(self, out=None).output_folder: None})

    @cached_property
    def creditor(self) -> Creditor:
        """The firm as the creditor. Without settings its name is a stand-in that a letter shows plainly."""
        own = self.settings.creditor
        party = Party(
            id="",
            name=own.name or "[creditor.name]",
            address=own.address,
            country=own.country or "US",
            language=own.language or SPARE,
            email=own.email,
            phone=own.phone,
        )
        return Creditor(
            party,
            own.subdivision,
            own.city,
            own.tax_id,
            own.website,
            own.iban,
            own.bic,
            own.bank,
            own.account,
            own.payee,
            own.signatory,
            own.role,
            own.register,
        )

    def creditor_for(self, currency: str) -> Creditor:
        """The firm as the creditor, with the account that debts in `currency` are paid into."""
        own = self.settings.creditor.accounts.get(currency)
        if own is None:
            return self.creditor
        payee = own.payee or self.creditor.payee
        return replace(self.creditor, iban=own.iban, bic=own.bic, bank=own.bank, payee=payee, account=own.account)

    @property
    def aids(self) -> Aids:
        """The payment aids of this firm's letters."""
        own = self.settings.letters
        split = frozenset(id_ for id_, customer in self.settings.customers.items() if customer.split_payment)
        return Aids(own.payment_codes, own.remittance_stub, own.reference, split, own.qr_bill)

    @property
    def mailroom(self) -> Mailroom:
        """The firm's postal bands (by sheets of 80 g paper in a long envelope) and services. Default bands: A4 to 20 g
        and 50 g; Letter to 1 oz, then by thickness."""
        own, home = self.settings.mail, self.creditor.party.country
        bands = own.bands or ({"standard": 4, "thick": 6} if home in ("US", "CA") else {"standard": 3, "thick": 8})
        return Mailroom(home, bands, own.services, own.unregistered)

    @property
    def layout(self) -> str:
        """The window layout's name: the one set, else the creditor's country's habit."""
        return self.settings.letters.layout or layout_for(self.catalog, self.creditor.party.country)

    @property
    def place(self) -> tuple[str, str]:
        """Country and subdivision of the calendar: the ones set, else the creditor's."""
        own, creditor = self.settings.calendar, self.settings.creditor
        country = own.country or self.creditor.party.country
        inherited = creditor.subdivision if country == self.creditor.party.country else ""
        return country, own.subdivision or inherited

    @property
    def assumed(self) -> tuple[Remark, ...]:
        """The remarks on defaults used where pastdue.toml sets nothing."""
        said: list[Remark] = []

        def say(key: str, **values: Value) -> None:
            said.append(Remark(Message.of(key, **values)))

        if self.file is None:
            say("no_settings_file", file=FILE_NAME)
        if not self.settings.creditor.name:
            say("no_creditor_name")
        if not self.settings.creditor.country and not self.settings.calendar.country:
            said.append(Remark(Message.of("no_country"), remedy=Message.of("set_country")))
        letters = self.settings.letters
        if not letters.layout and letters.window is None:
            say("no_layout", layout=self.layout)
        if contrast(letters.accent) < READABLE:
            say("accent_too_light", accent=letters.accent, readable=readable(letters.accent))
        if letters.claim_forms and not writes_claims(self.creditor):
            say("claim_forms_unused")
        return (*said, *map(Remark, (*self._other_ladder(), *self._uncoded(), *self._unbilled())))

    def _other_ladder(self) -> Iterator[Message]:
        """That the country's law asks for other days than those of the ladder that is used."""
        own, country = self.settings.dunning, self.settings.creditor.country
        custom = customary(self.catalog, country) if country else ""
        if custom and own.ladder != custom and own.final_deadline is None:
            yield Message.of("other_ladder", custom=custom, country=country, own=own.ladder)

    def _unbilled(self) -> Iterator[Message]:
        """The currencies of the Swiss QR-bill in which it is wanted and no letter can have it."""
        if not self.settings.letters.qr_bill:
            return
        why = {currency: bill_missing(self.creditor_for(currency), currency) for currency in sorted(CURRENCIES)}
        for reason in dict.fromkeys(why.values()):
            if reason is not None:
                codes = Names(tuple(code for code, own in why.items() if own is reason), separator=" + ")
                yield Message.of("no_qr_bill", currencies=codes, why=str(reason))

    def _uncoded(self) -> Iterator[Message]:
        """The accounts of their own for a currency that has a payment code, which none of their letters can carry."""
        for currency, account in self.settings.creditor.accounts.items():
            why = code_missing(account.iban, account.bic, currency)
            if why is not None and self.settings.letters.payment_codes:
                yield Message.of("no_payment_code", currency=currency, why=str(why))
