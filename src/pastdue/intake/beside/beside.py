"""The files beside the invoices: contacts joined, payments counted, holds laid over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from pastdue.intake.beside.blocking import lay_over
from pastdue.intake.beside.contacts import Contacts, read_contacts
from pastdue.intake.beside.counted import count
from pastdue.intake.beside.hold_targets import Targets
from pastdue.intake.beside.holds import Held, read_holds
from pastdue.intake.beside.join import Join, join, named
from pastdue.intake.beside.join_remarks import join_remarks
from pastdue.intake.beside.payments import Received, read_payments
from pastdue.intake.export.choices import Files
from pastdue.intake.export.dialect import Dialect
from pastdue.intake.export.fields import ADDRESS_LINES, CONTACTS, INVOICES, FileKind
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.kept.for_charges import told_for_charges
from pastdue.intake.kept.lists import CANONICAL, contacts_listed, with_kept
from pastdue.intake.kept.overruled import overruled
from pastdue.intake.kept.payments import Unshown, lay_kept, new_ones, payments_of_absent, repeated
from pastdue.intake.kept.perhaps_twice import perhaps_twice
from pastdue.model import Payment, PaymentsAre
from pastdue.model.kept import Kept
from pastdue.model.messages import Text


@dataclass(frozen=True, slots=True)
class Beside:
    """The contacts, holds and payments of an intake, those that were handed in; `away` are payments, earlier ones too,
    of invoices that it lacks."""

    joined: Join | None = None
    held: Held | None = None
    received: Received | None = None
    unshown: Unshown = field(default_factory=Unshown)
    told: tuple[Text, ...] = ()
    away: Mapping[str, tuple[Payment, ...]] = field(default_factory=dict)

    def sheets(self) -> list[tuple[str, Sheet]]:
        """Each file beside the invoices: the kind of list it is, and its rows."""
        found = [("payments", self.received.sheet)] if self.received else []
        found += [("contacts", self.joined.contacts.sheet)] if self.joined else []
        return found + ([("holds", self.held.sheet)] if self.held and self.held.sheet else [])

    def lists(self) -> dict[str, str]:
        """The kind of list in each file, by the file's name."""
        return {sheet.header.file: lists for lists, sheet in self.sheets()}

    def remarks(self, kept: Flags, open_: Flags) -> list[Text]:
        """Remarks on the files for the invoices that are `kept`, and on those of them still `open_`."""
        found: list[Text] = self.received.remarks(kept) if self.received else []
        found += join_remarks(self.joined, kept & open_) if self.joined else []
        return [*found, *(self.held.remarks(kept) if self.held else []), *self.told, *self.unshown.told]


def invoices_kind(files: Files) -> FileKind:
    """The invoices file as a kind of file; with contacts beside it, a mapping may have been meant for those."""
    return replace(INVOICES, shared=CONTACTS.shared) if files.contacts else INVOICES


def read_beside(files: Files, dialect: Dialect, table: InvoiceTable, opened: Sheet, kept: Kept) -> Beside:
    """The other files, and the lists that are `kept` of earlier ones, put into `table`; `opened` are all rows of the
    invoices file, with the ignored ones."""
    joined = held = None
    contacts = contacts_of(files, dialect, kept, table.sheet)
    if contacts is not None:
        joined = join(table.sheet, table.texts, contacts)
        for name in (*ADDRESS_LINES, "postcode", "city", "region"):
            table.texts.pop(name, None)
        table.texts.update(joined.columns())
        if (names := named(table.sheet, joined)) is not None:
            table.texts["customer"] = names
    if table.sheet.proofs.numbered_customers and "address" in table.texts:
        nameless = np.equal(*(np.array(table.texts[name].all(), object) for name in ("customer", "customer_id")))
        table.texts["address"] = table.texts["address"].emptied(nameless.astype(np.bool_))  # no letter goes to a number
    targets = Targets(opened, table, joined, kept.seen)
    if files.holds:
        held = read_holds(files.holds, dialect, targets, files.share.holds)
    held, told = with_kept(held, kept.blocks, targets)
    if held is not None:
        lay_over(held, table.numbers, table.texts)
    received, unshown = _receive(files, dialect, table, kept)
    away = payments_of_absent(kept, received.absent if received else (), table.texts["invoice"].used)
    return Beside(joined, held, received, unshown, told=tuple(told), away=away)


def contacts_of(files: Files, dialect: Dialect, kept: Kept, invoices: Sheet | None = None) -> Contacts | None:
    """Today's list of contacts, else the last one that was handed in; None where there never was one. With the rows of
    `invoices` a mapping is refused that fits neither file."""
    if files.contacts:
        return read_contacts(files.contacts, dialect, invoices)
    if kept.contacts:
        return read_contacts(contacts_listed(kept.contacts), CANONICAL, invoices)
    return None


def _receive(files: Files, dialect: Dialect, table: InvoiceTable, kept: Kept) -> tuple[Received | None, Unshown]:
    """The payments handed in today, without those that are kept already, and the kept ones beside the export.

    A list that holds all payments there were has the last word on the invoices it names.
    """
    received = None
    if files.payments:
        received = read_payments(files.payments, dialect, table, kept.seen, files.share.payments)
    ours = kept.payments
    if received is not None and dialect.payments_are is PaymentsAre.ALL:
        listed = {table.texts["invoice"].at(int(owner)) for owner in received.invoice}
        ours = tuple(each for each in ours if each.invoice not in listed)
    told = overruled(kept.payments, received, table) if received is not None and ours is not kept.payments else ()
    unshown = lay_kept(ours, received, table, kept.accounts_of_strangers)
    unshown = replace(unshown, told=(*unshown.told, *told, *told_for_charges(ours, table, kept.seen)))
    if received is not None:
        new = np.ones(len(received.row), np.bool_)
        again = repeated(ours, received, table)
        new[again] = False
        received = replace(received, absent=new_ones(received.absent, kept.payments))
        unshown = replace(unshown, told=(*unshown.told, *perhaps_twice(ours, received, again, table)))
        received = count(received.only(new), table, dialect.payments_are, files.invoices, unshown.shown)
    return received, unshown
