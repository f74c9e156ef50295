"""Courts' own forms, filled in from a claim: a row a court, with its fields and the text of particulars.

Nothing is invented: a fact that no file holds is left to fill in, in words of the form's language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from pastdue.letters.language.voice import Voice
from pastdue.letters.language.wording import bound
from pastdue.letters.parts.annex_law import grounds, named_series
from pastdue.model import ChargeKind, Segment
from pastdue.model.money import Money
from pastdue.reports.claims.facts import PLACE, Facts
from pastdue.reports.claims.pack import ClaimedInvoice, ClaimPack
from pastdue.reports.claims.unpaid import Unpaid, unpaid_of

PLACES = frozenset((
    "claim", "creditor", "creditor_address", "creditor_tax_id", "creditor_register", "creditor_contact",
    "creditor_signatory", "creditor_account", "customer", "customer_id", "customer_address", "customer_country",
    "customer_tax_id", "customer_contact", "count", "numbers", "few_numbers", "projects", "first_due", "principal",
    *ChargeKind, "charges", "deducted", "total", "worth", "worth_whole", "daily", "as_of", "day_after", "rate",
    "law", "last_letter", "last_letter_on", "last_pay_by", "unpaid_by", "payable_by", "letters", "exhibits", "unknown",
))  # fmt: skip
"""The facts of the claim a form may use; `day_after` is the day after `as_of`, `unknown` is what no file can hold. The
last letter's day to pay by is `unpaid_by` once it is over, `payable_by` until then: words in square brackets are left
out with the other one."""
PLACES_OF_AN_INVOICE = frozenset((
    "number", "project", "issued", "due", "contract_date", "amount", "paid", "open", "days",
    *(f"own_{name}" for name in ChargeKind), "own_total", "own_rate", "own_law", "interest_from",
    "interest_paid", "own_daily",
))  # fmt: skip
"""The facts of each invoice a form may use besides. `interest_from` is the first day whose interest is unpaid, and
`interest_paid` what was paid of it all the same."""


@dataclass(frozen=True, slots=True)
class CourtField:
    """A field of a form: its label, and what goes in, with names of values in braces."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class CourtForm:
    """A court's form. `field` once for the claim, `each` once for every invoice. Words in square brackets are left out
    where an amount in them is 0, and a field with them where nothing is left. `particulars` are wordings of the
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
    """A form filled in: its name and title, fields with their values, and the text of the particulars to copy
    from; `on_paper`, too, where no line ends within an amount or a day; `set_off` where a payment paid interest or
    costs, so that its principal is not what is open on the invoices."""

    name: str
    title: str
    fields: tuple[tuple[str, str], ...]
    particulars: str = ""
    on_paper: str = ""
    set_off: bool = False


def strange_places(form: CourtForm) -> list[str]:
    """The names in braces of `form` that nothing is filled in for."""
    whole = [text for field in form.field for text in (field.label, field.value)]
    each = [text for field in form.each for text in (field.label, field.value)]
    said = [
        (whole, PLACES), ([*each, form.line], PLACES | PLACES_OF_AN_INVOICE), (form.particulars, PLACES | {"lines"}),
        ([form.points], {"rate", "margin", "series"}),
    ]  # fmt: skip
    used = ((name, known) for texts, known in said for text in texts for name, _ in PLACE.findall(text))
    return sorted({name for name, known in used if name not in known})


def filled(name: str, form: CourtForm, pack: ClaimPack, voice: Voice) -> CourtSheet:
    """`form` filled in from the claim, as `voice` (the form's language) writes days and amounts. Principal, interest
    and costs are what is left of each once the payments are set off."""
    stands = [unpaid_of(one) for one in pack.invoices]
    facts = Facts.of(_values(form, pack, stands, voice), voice, form.blank)
    owns = (_of_invoice(form, one, stand, voice) for one, stand in zip(pack.invoices, stands, strict=True))
    each = [facts.and_of(Facts.of(own, voice, form.blank)) for own in owns]
    fields = [*_fields(form.field, facts), *(field for own in each for field in _fields(form.each, own))]
    set_off = any(stand.set_off for stand in stands)
    text = _particulars(form, facts, each)
    return CourtSheet(name, form.title, tuple(fields), " ".join(text.split()), bound(text), set_off)


def _fields(fields: Sequence[CourtField], facts: Facts) -> list[tuple[str, str]]:
    """The fields filled in, without those in which nothing is left."""
    filled_in = ((facts.said(field.label), facts.said(field.value).strip()) for field in fields)
    return [(label, value) for label, value in filled_in if value]


def _particulars(form: CourtForm, facts: Facts, each: Sequence[Facts]) -> str:
    """The fullest wording that is short enough; the shortest, cut after a sentence, where none is."""
    lines = " ".join(own.said(form.line) for own in each)
    with_lines = replace(facts, values={**facts.values, "lines": lines})
    text = ""
    for template in form.particulars:
        text = re.sub(r"[ \n]+", " ", with_lines.said(template)).strip()
        if not form.at_most or len(text) <= form.at_most:
            return text
    cut = text[: form.at_most]
    return cut[: cut.rfind(".") + 1] or cut


def _values(form: CourtForm, pack: ClaimPack, stands: Sequence[Unpaid], voice: Voice) -> dict[str, str | Money | None]:
    write, creditor, customer = voice.written, pack.creditor, pack.customer
    account = [creditor.iban, *(f"{label} {value}" for label, value in creditor.account.items())]
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
        **_sums(pack, stands),
        "as_of": write.day(pack.as_of),
        "day_after": write.day(pack.as_of + timedelta(days=1)),
        "rate": _rates(list(zip(pack.invoices, stands, strict=True)), form, voice),
        "law": voice.apart(grounds([c for one in pack.invoices for c in one.notice.charges], voice)),
        **_last_letter(pack, voice),
        "letters": voice.apart(f"{sent.letter.number} ({write.day(sent.letter.on)})" for sent in pack.letters),
        "exhibits": str(len(pack.exhibits)),
        "unknown": "",
    }


def _last_letter(pack: ClaimPack, voice: Voice) -> dict[str, str | None]:
    letters = [sent.letter for sent in pack.letters]
    if not letters:
        return {
            **dict.fromkeys(("last_letter", "last_letter_on", "last_pay_by"), ""),
            "unpaid_by": None,
            "payable_by": None,
        }
    day, last = voice.written.day, max(letters, key=lambda letter: letter.on)
    by, is_over = day(last.pay_by), last.pay_by < pack.as_of
    named = {"last_letter": last.number, "last_letter_on": day(last.on), "last_pay_by": by}
    return {**named, "unpaid_by": by if is_over else None, "payable_by": None if is_over else by}


def _sums(pack: ClaimPack, stands: Sequence[Unpaid]) -> dict[str, str | Money]:
    """The amounts of the claim; its worth, as a court counts it, is without interest."""
    kinds = {kind: pack.sum(stand.charges[kind] for stand in stands) for kind in ChargeKind}
    principal, deducted = pack.sum(s.principal for s in stands), pack.sum(s.deducted for s in stands)
    beside = pack.sum(amount for kind, amount in kinds.items() if kind is not ChargeKind.INTEREST)
    worth = principal + beside - deducted
    return {
        "principal": principal,
        **{kind.value: amount for kind, amount in kinds.items()},
        "charges": pack.sum(iter(kinds.values())),
        "deducted": deducted,
        "total": pack.total,
        "worth": worth,
        "worth_whole": Money(worth.amount.to_integral_value(ROUND_CEILING), pack.currency),
        "daily": _daily(pack.daily, kinds[ChargeKind.INTEREST]),
    }


def _daily(daily: Money | None, interest: Money) -> str | Money:
    """The interest of each further day, rounded; 0 where none runs, empty where it is not the same each day."""
    if daily is not None:
        return daily.rounded()
    return "" if interest else interest


def _of_invoice(form: CourtForm, one: ClaimedInvoice, stand: Unpaid, voice: Voice) -> dict[str, str | Money]:
    write, invoice, late = voice.written, one.notice.invoice, one.notice.overdue
    return {
        "number": one.number,
        "project": invoice.project,
        "issued": write.day(invoice.issued) if invoice.issued else "",
        "due": write.day(invoice.due),
        "contract_date": write.day(invoice.contract_date) if invoice.contract_date else "",
        "amount": invoice.total,
        "paid": invoice.paid(late.as_of),
        "open": stand.principal,
        "days": str(max(0, late.days)),
        **{f"own_{kind.value}": amount for kind, amount in stand.charges.items()},
        "own_total": one.total,
        "own_rate": _rates([(one, stand)], form, voice),
        "own_law": voice.apart(grounds(one.notice.charges, voice)),
        "interest_from": write.day(stand.since + timedelta(days=1)) if stand.since else "",
        "interest_paid": stand.interest_paid,
        "own_daily": _daily(one.notice.daily, stand.charges[ChargeKind.INTEREST]),
    }


def _rates(invoices: Sequence[tuple[ClaimedInvoice, Unpaid]], form: CourtForm, voice: Voice) -> str:
    """The rates of the interest that is unpaid, in the form's wording, each once in the order of their days; of an
    invoice whose interest is all paid the last one."""
    found: list[Segment] = []
    for one, stand in invoices:
        charges = (charge for charge in one.notice.charges if charge.kind is ChargeKind.INTEREST)
        spans = [s for charge in charges for s in charge.segments if s.until is not None and s.percent is not None]
        unpaid = [s for s in spans if stand.since is not None and s.until is not None and s.until > stand.since]
        found += unpaid or spans[-1:]
    in_order = sorted(found, key=lambda segment: segment.since or date.min)
    return ", ".join(dict.fromkeys(_rate(s, s.percent or Decimal(0), form, voice) for s in in_order))


def _rate(segment: Segment, percent: Decimal, form: CourtForm, voice: Voice) -> str:
    """The rate of a segment in the form's wording: a law's perhaps as points above its series."""
    known = {"rate": voice.written.percent(percent)}
    if segment.basis is None or not segment.basis.margin:
        return known["rate"]
    series = named_series(segment.basis, voice)["series"]
    known |= {"margin": voice.written.number(segment.basis.margin), "series": series}
    return Facts(known, {}, form.blank).said(form.points)
