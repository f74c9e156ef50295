"""The history the rules read: standing notices, waivers, agreements, bookings and invoices as runs saw them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from pastdue.model import Issued
from pastdue.model.kept import Agreement, Approval, Booked, Booking, Closing, Meant, Seen, Waiver


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Waivers and agreements in force about older invoices, by a number that has a later entry about a newer one."""

    waivers: Mapping[str, tuple[Waiver, ...]] = field(default_factory=dict)
    agreements: Mapping[str, tuple[Agreement, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class History:
    """The ledger's knowledge as the rules read it: standing notices only, waivers in force."""

    notices: Mapping[str, tuple[Issued, ...]] = field(default_factory=dict)
    waivers: Mapping[str, Waiver] = field(default_factory=dict)
    notes: Mapping[str, tuple[Issued, ...]] = field(default_factory=dict)
    """The standing courtesy notes, which do not count as notices: they went out before the due day."""
    agreements: Mapping[str, tuple[Agreement, ...]] = field(default_factory=dict)
    """The agreements about single kinds of charges, by invoice."""
    overtaken: Overtaken = field(default_factory=Overtaken)
    bookings: tuple[Booking, ...] = ()
    """The charges written to the accounting program."""
    booked: Booked = field(default_factory=Booked)
    """The rows of the export at hand that are such charges."""
    seen: Mapping[str, Seen] = field(default_factory=dict)
    """Every invoice as the last run that saw it did, missing ones too, by number."""
    elsewhere: Mapping[str, tuple[str, date | None] | None] = field(default_factory=dict)
    """Of a part of an export, the numbers of `seen` that another part has; with the customer and the day of issue of
    that one where a run saw another day."""
    approvals: Mapping[str, Approval] = field(default_factory=dict)
    """The last approval of each invoice that had one."""
    closings: Mapping[str, tuple[Closing, ...]] = field(default_factory=dict)
    """The ends of missing invoices, as they were entered by hand for each number, oldest first."""
    undelivered: frozenset[str] = frozenset()
    """The letters that are known not to have arrived: the mail server refused or put them off, or a person says so, and
    they are not on record as posted."""
    last_run_on: date | None = None
    """The as-of day of the last recorded run that was not voided."""

    def by(self, day: date) -> History:
        """The history at the end of `day`: without notices of later days."""
        if all(issued[-1].on <= day for own in (self.notices, self.notes) for issued in own.values()):
            return self
        return replace(self, notices=_by(self.notices, day), notes=_by(self.notes, day))

    def about(self, invoices: Mapping[str, tuple[str, date | None, str]]) -> History:
        """The history without other invoices that had the numbers of these (customer's id, day of issue, currency)
        before: without their notices, and what was waived or agreed for them. What a notice asked for in another
        currency is left out, for nothing of it can be compared with what is owed now."""
        notices, waivers, notes = dict(self.notices), dict(self.waivers), dict(self.notes)
        agreements = dict(self.agreements)
        for number, (customer_id, issued, currency) in invoices.items():
            if number in notes:
                notes[number] = tuple(note for note in notes[number] if note.is_of(customer_id, issued))
            before = notices.get(number, ())
            own = tuple(notice.as_in(currency) for notice in before if notice.is_of(customer_id, issued))
            if own != before:
                notices[number] = own
                if not own:
                    notices.pop(number)
            if number in waivers and not _meant(waivers[number].meant, customer_id, issued):
                waivers.pop(number)
            if number in agreements:
                agreements[number] = tuple(one for one in agreements[number] if _meant(one.meant, customer_id, issued))
        return replace(self, notices=notices, waivers=waivers, notes=notes, agreements=agreements)

    def with_booked(self, booked: Booked) -> History:
        """The history with the rows of the export at hand that are booked charges. What the notices of their invoices
        named is not told apart from these, and left out."""
        whole = {number: self.notices[number] for number in booked.off if number in self.notices}
        apart = {number: tuple(replace(one, named=()) for one in own) for number, own in whole.items()}
        return replace(self, booked=booked, notices={**self.notices, **apart} if apart else self.notices)

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers of all invoices that notices, waivers or agreements speak of."""
        return frozenset(self.notices) | frozenset(self.waivers) | frozenset(self.agreements)

    def issued(self, invoice: str) -> tuple[Issued, ...]:
        """The standing notices of `invoice`, oldest first."""
        return self.notices.get(invoice, ())

    def noted(self, invoice: str) -> tuple[Issued, ...]:
        """The standing courtesy notes about `invoice`, oldest first."""
        return self.notes.get(invoice, ())

    def letters(self) -> Mapping[str, tuple[Issued, ...]]:
        """The standing notices of each letter, by its number."""
        found: dict[str, list[Issued]] = {}
        for issued in self.notices.values():
            for notice in issued:
                found.setdefault(notice.letter, []).append(notice)
        return {letter: tuple(notices) for letter, notices in found.items()}

    def agreed(self, invoice: str) -> tuple[Agreement, ...]:
        """The agreements about single kinds of the charges of `invoice`."""
        return self.agreements.get(invoice, ())

    def waived(self, invoice: str) -> str | None:
        """Why the charges of `invoice` are waived; None when they are not."""
        waiver = self.waivers.get(invoice)
        return waiver.why if waiver else None


def _meant(meant: Meant | None, customer_id: str, issued: date | None) -> bool:
    return meant is None or meant.is_of(customer_id, issued)


def _by(notices: Mapping[str, tuple[Issued, ...]], day: date) -> dict[str, tuple[Issued, ...]]:
    known = {number: tuple(one for one in issued if one.on <= day) for number, issued in notices.items()}
    return {number: issued for number, issued in known.items() if issued}
