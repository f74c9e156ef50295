"""Courts' own forms, filled in from a claim: a row a court, with its fields and the text of particulars.

Nothing is invented: a fact that no file holds is left to fill in, in words of the form's language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_CEILING

from pastdue.letters.language.voice import Voice
from pastdue.letters.parts.annex_law import grounds, named_series
from pastdue.model import Charge, ChargeKind
from pastdue.model.money import Money
from pastdue.reports.claims.pack import ClaimedInvoice, ClaimPack

PLACES = frozenset((
    "claim", "creditor", "creditor_address", "creditor_tax_id", "creditor_register", "creditor_contact",
    "creditor_signatory", "creditor_account", "customer", "customer_id", "customer_address", "customer_country",
    "customer_tax_id", "customer_contact", "count", "numbers", "few_numbers", "projects", "first_due", "principal",
    *ChargeKind, "charges", "deducted", "total", "worth", "worth_whole", "daily", "as_of", "day_after", "rate",
    "law", "last_letter", "last_letter_on", "last_pay_by", "letters", "exhibits", "unknown",
))  # fmt: skip
"""The facts of the claim a form may use; `day_after` is the day after `as_of`, `unknown` is what no file can hold."""
PLACES_OF_AN_INVOICE = frozenset((
    "number", "project", "issued", "due", "contract_date", "amount", "paid", "open", "days",
    *(f"own_{name}" for name in ChargeKind), "own_total", "own_rate", "own_law", "interest_from",
))  # fmt: skip
"""The facts of each invoice a form may use besides. `interest_from` is the first day with interest."""

_PLACE = re.compile(r"\{([a-z_]+)\}(\.?)")


@dataclass(frozen=True, slots=True)
class CourtField:
    """A field of a form: its label, and what goes in, with names of values in braces."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class CourtForm:
    """A court's form. `field` once for the claim, `each` once for every invoice. `particulars` are wordings of the
    grounds from the fullest to the shortest, of which the first that has at most `at_most` characters is taken
    (0: any length); `line` is what an invoice adds where they say {lines}. `blank` stands where nothing is known."""

    title: str
    language: str
    countries: tuple[str, ...]
    blank: str
    field: tuple[CourtField, ...]
    each: tuple[CourtField, ...] = ()
    particulars: tuple[str, ...] = ()
    line: str = ""
    at_most: int = 0
    points: str = "{rate}"
    """The wording of a law's rate: {rate} in percent, or {margin} points above {series}."""
    source: str = ""


@dataclass(frozen=True, slots=True)
class CourtSheet:
    """A form filled in: its name and title, fields with their values, and the text of the particulars."""

    name: str
    title: str
    fields: tuple[tuple[str, str], ...]
    particulars: str = ""


def strange_places(form: CourtForm) -> list[str]:
    """The names in braces of `form` that nothing is filled in for."""
    whole = [text for field in form.field for text in (field.label, field.value)]
    each = [text for field in form.each for text in (field.label, field.value)]
    said = [
        (whole, PLACES), ([*each, form.line], PLACES | PLACES_OF_AN_INVOICE), (form.particulars, PLACES | {"lines"}),
        ([form.points], {"rate", "margin", "series"}),
    ]  # fmt: skip
    used = ((name, known) for texts, known in said for text in texts for name, _ in _PLACE.findall(text))
    return sorted({name for name, known in used if name not in known})


def filled(name: str, form: CourtForm, pack: ClaimPack, voice: Voice) -> CourtSheet:
    """`form` filled in from the claim, as `voice` (the form's language) writes days and amounts."""
    values = _values(form, pack, voice)
    fields = [(_said(f.label, values, form.blank), _said(f.value, values, form.blank)) for f in form.field]
    for one in pack.invoices:
        own = values | _of_invoice(form, one, voice)
        fields += [(_said(f.label, own, form.blank), _said(f.value, own, form.blank)) for f in form.each]
    return CourtSheet(name, form.title, tuple(fields), _particulars(form, pack, values, voice))


def _particulars(form: CourtForm, pack: ClaimPack, values: dict[str, str], voice: Voice) -> str:
    """The fullest wording that is short enough; the shortest, cut after a sentence, where none is."""
    lines = " ".join(_said(form.line, values | _of_invoice(form, one, voice), form.blank) for one in pack.invoices)
    text = ""
    for template in form.particulars:
        text = re.sub(r"\s+", " ", _said(template, {**values, "lines": lines}, form.blank)).strip()
        if not form.at_most or len(text) <= form.at_most:
            return text
    cut = text[: form.at_most]
    return cut[: cut.rfind(".") + 1] or cut


def _said(template: str, values: Mapping[str, str], blank: str) -> str:
    """`template` with its values filled in once, `blank` where nothing is known; a full stop is not doubled."""

    def value(found: re.Match[str]) -> str:
        text = values[found[1]] or blank
        return text if text.endswith(".") else text + found[2]

    return _PLACE.sub(value, template)


def _values(form: CourtForm, pack: ClaimPack, voice: Voice) -> dict[str, str]:
    write, creditor, customer = voice.written, pack.creditor, pack.customer
    kinds = {kind.value: write.money(pack.charged(kind)) for kind in ChargeKind}
    account = [creditor.iban, *(f"{label} {value}" for label, value in creditor.account.items())]
    worth = _worth(pack)
    return {
        "claim": pack.number,
        "creditor": creditor.party.name,
        "creditor_address": ", ".join(creditor.party.address),
        "creditor_tax_id": creditor.tax_id,
        "creditor_register": creditor.register,
        "creditor_contact": ", ".join(part for part in (creditor.party.phone, creditor.party.email) if part),
        "creditor_signatory": ", ".join(part for part in (creditor.signatory, creditor.role) if part),
        "creditor_account": ", ".join(part for part in account if part),
        "customer": customer.name,
        "customer_id": customer.id,
        "customer_address": ", ".join(customer.address),
        "customer_country": write.country(customer.country) if customer.country else "",
        "customer_tax_id": customer.tax_id,
        "customer_contact": ", ".join(part for part in (customer.phone, customer.email) if part),
        "count": str(len(pack.invoices)),
        "numbers": ", ".join(one.number for one in pack.invoices),
        "few_numbers": voice.numbers([one.number for one in pack.invoices]),
        "projects": ", ".join(dict.fromkeys(p for one in pack.invoices if (p := one.notice.invoice.project))),
        "first_due": write.day(min(one.notice.invoice.due for one in pack.invoices)),
        "principal": write.money(pack.principal),
        **kinds,
        "charges": write.money(pack.sum(one.notice.charged for one in pack.invoices)),
        "deducted": write.money(pack.deducted),
        "total": write.money(pack.total),
        "worth": write.money(worth),
        "worth_whole": write.money(Money(worth.amount.to_integral_value(ROUND_CEILING), pack.currency)),
        "daily": write.money(pack.daily) if pack.daily is not None else "",
        "as_of": write.day(pack.as_of),
        "day_after": write.day(pack.as_of + timedelta(days=1)),
        "rate": _rates([charge for one in pack.invoices for charge in one.notice.charges], form, voice),
        "law": voice.apart(grounds([c for one in pack.invoices for c in one.notice.charges], voice)),
        **_last_letter(pack, voice),
        "letters": voice.apart(f"{sent.letter.number} ({write.day(sent.letter.on)})" for sent in pack.letters),
        "exhibits": str(len(pack.exhibits)),
        "unknown": "",
    }


def _last_letter(pack: ClaimPack, voice: Voice) -> dict[str, str]:
    day, last = (
        voice.written.day,
        max((sent.letter for sent in pack.letters), key=lambda letter: letter.on, default=None),
    )
    if last is None:
        return dict.fromkeys(("last_letter", "last_letter_on", "last_pay_by"), "")
    return {"last_letter": last.number, "last_letter_on": day(last.on), "last_pay_by": day(last.pay_by)}


def _worth(pack: ClaimPack) -> Money:
    """The sum by which a court counts the worth of the claim: without interest."""
    beside = (pack.charged(kind) for kind in ChargeKind if kind is not ChargeKind.INTEREST)
    return pack.principal + pack.sum(beside) - pack.deducted


def _of_invoice(form: CourtForm, one: ClaimedInvoice, voice: Voice) -> dict[str, str]:
    write, invoice, late = voice.written, one.notice.invoice, one.notice.overdue
    spans = [s for c in one.notice.charges if c.kind is ChargeKind.INTEREST for s in c.segments if s.since is not None]
    begins = min((s.since for s in spans if s.since is not None), default=None)
    paid = invoice.paid(late.as_of)
    return {
        "number": one.number,
        "project": invoice.project,
        "issued": write.day(invoice.issued) if invoice.issued else "",
        "due": write.day(invoice.due),
        "contract_date": write.day(invoice.contract_date) if invoice.contract_date else "",
        "amount": write.money(invoice.total),
        "paid": write.money(paid),
        "open": write.money(one.principal),
        "days": str(max(0, late.days)),
        **{f"own_{kind.value}": write.money(one.charged(kind)) for kind in ChargeKind},
        "own_total": write.money(one.total),
        "own_rate": _rates(one.notice.charges, form, voice),
        "own_law": voice.apart(grounds(one.notice.charges, voice)),
        "interest_from": write.day(begins + timedelta(days=1)) if begins else "",
    }


def _rates(charges: list[Charge] | tuple[Charge, ...], form: CourtForm, voice: Voice) -> str:
    """The rates of interest in the form's wording, each once."""
    said: dict[str, None] = {}
    for charge in charges:
        for s in charge.segments if charge.kind is ChargeKind.INTEREST else ():
            if s.percent is None or s.since is None:
                continue
            known = {"rate": voice.written.percent(s.percent)}
            if s.basis is not None and s.basis.margin:
                margin = voice.written.number(s.basis.margin)
                known |= {"margin": margin, "series": named_series(s.basis, voice)["series"]}
                said[_said(form.points, known, form.blank)] = None
            else:
                said[known["rate"]] = None
    return ", ".join(said)
