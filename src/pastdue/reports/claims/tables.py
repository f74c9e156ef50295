"""A claim for programs: `claim.json` with everything in it, `claim.csv` with a row for each thing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pastdue.model import ChargeKind, Column, Creditor, Party, Table
from pastdue.model.money import Money
from pastdue.reports.charges import charge_json
from pastdue.reports.claims.court import CourtSheet
from pastdue.reports.claims.pack import ClaimedInvoice, ClaimPack, payments, timeline


def claim_json(pack: ClaimPack, sheet: CourtSheet) -> dict[str, object]:
    """The claim as `claim.json` holds it; amounts are text in its currency, dates ISO."""
    return {
        "schema": 1,
        "claim": pack.number,
        "as_of": pack.as_of.isoformat(),
        "currency": pack.currency,
        "early": [
            {
                "invoice": e.invoice,
                "letter": e.letter or None,
                "until": e.until.isoformat() if e.until else None,
                "kept_back": e.kept_back.value if e.kept_back else None,
            }
            for e in pack.early
        ],
        "creditor": _creditor_json(pack.creditor),
        "customer": _party_json(pack.customer),
        "totals": {
            "principal": pack.principal.plain,
            **{kind.value: pack.charged(kind).plain for kind in ChargeKind},
            "deducted": pack.deducted.plain,
            "total": pack.total.plain,
            "daily": pack.daily.plain if pack.daily is not None else None,
        },
        "invoices": [_invoice_json(one, pack) for one in pack.invoices],
        "payments": _payments_json(pack),
        "letters": _letters_json(pack),
        "timeline": _timeline_json(pack),
        "missing": [{"what": one.what.value, "about": one.about} for one in pack.missing],
        "court": {
            "form": sheet.name,
            "fields": [{"field": field, "value": value} for field, value in sheet.fields],
            "particulars": sheet.particulars,
        },
        "exhibits": _exhibits_json(pack),
    }


def _payments_json(pack: ClaimPack) -> list[dict[str, object]]:
    """Every payment on the claimed invoices, credits among them."""
    return [
        {
            "invoice": one.number,
            "on": on.isoformat() if on else None,
            "amount": amount.plain,
            "reference": reference,
        }
        for one in pack.invoices
        for on, amount, reference in payments(one)
    ]


def _letters_json(pack: ClaimPack) -> list[dict[str, object]]:
    """Every letter sent about them, and how it went."""
    return [
        {
            "letter": sent.letter.number,
            "stage": sent.letter.stage.value,
            "on": sent.letter.on.isoformat(),
            "pay_by": sent.letter.pay_by.isoformat(),
            "currency": sent.letter.total.currency,
            "total": sent.letter.total.plain,
            "sha256": sent.letter.sha256,
            "posted_on": sent.posting.on.isoformat() if sent.posting else None,
            "service": sent.posting.service if sent.posting else "",
            "tracking_number": sent.posting.number if sent.posting else "",
            "emailed_on": sent.emailed.on.isoformat() if sent.emailed else None,
            "emailed_to": list(sent.emailed.to) if sent.emailed else [],
            "emailed": sent.emailed.said if sent.emailed else None,
        }
        for sent in pack.letters
    ]


def _timeline_json(pack: ClaimPack) -> list[dict[str, object]]:
    """The events of the claim, in the order of their days."""
    return [
        {
            "on": event.on.isoformat(),
            "event": event.kind.value,
            "about": event.about,
            "currency": event.amount.currency if event.amount is not None else None,
            "amount": event.amount.plain if event.amount is not None else None,
            "stage": event.stage or None,
            "until": event.until.isoformat() if event.until else None,
            "note": event.note,
        }
        for event in timeline(pack)
    ]


def _exhibits_json(pack: ClaimPack) -> list[dict[str, object]]:
    """The exhibits by number, each with its first page in the bundle."""
    return [
        {
            "exhibit": number,
            "kind": one.kind.value,
            "about": one.about,
            "file": one.file,
            "pages": one.pages,
            "first_page": one.first,
            "sha256": one.sha256,
        }
        for number, one in enumerate(pack.exhibits, 1)
    ]


def _creditor_json(creditor: Creditor) -> dict[str, object]:
    own = _party_json(creditor.party) | {"tax_id": creditor.tax_id, "register": creditor.register}
    return own | {"iban": creditor.iban, "bic": creditor.bic, "account": dict(creditor.account)}


def _party_json(party: Party) -> dict[str, object]:
    return {
        "id": party.id,
        "name": party.name,
        "address": list(party.address),
        "country": party.country,
        "kind": party.kind.value,
        "tax_id": party.tax_id,
        "email": party.email,
        "phone": party.phone,
    }


def _invoice_json(one: ClaimedInvoice, pack: ClaimPack) -> dict[str, object]:
    overdue, invoice = one.notice.overdue, one.notice.invoice
    return {
        "invoice": one.number,
        "project": invoice.project,
        "contract_date": invoice.contract_date.isoformat() if invoice.contract_date else None,
        "issued": invoice.issued.isoformat() if invoice.issued else None,
        "due": invoice.due.isoformat(),
        "effective_due": overdue.effective_due.isoformat(),
        "days": overdue.days,
        "business_days": overdue.business_days,
        "amount": invoice.total.plain,
        "principal": one.principal.plain,
        "charged": one.notice.charged.plain,
        "deducted": one.deducted.plain,
        "total": one.total.plain,
        "daily": f"{one.notice.daily.amount:f}" if one.notice.daily is not None else None,
        "policy": pack.policies.get(one.number, ""),
        "disputed": one.dispute,
        "charges": [charge_json(charge) for charge in one.notice.charges],
    }


def claim_table(pack: ClaimPack) -> Table:
    """A row for each invoice, a payment, a segment of a charge, a letter, an exhibit; the sums last."""
    columns = (
        Column("part", "Part"),
        Column("number", "Number"),
        Column("what", "What"),
        Column("on", "Day", date),
        Column("until", "Until", date),
        Column("currency", "Currency"),
        Column("amount", "Amount", Money),
        Column("reference", "Reference"),
        Column("pages", "Pages", int),
        Column("sha256", "SHA-256"),
    )
    return Table("Claim", columns, tuple(_rows(pack)))


def _rows(pack: ClaimPack) -> Iterator[tuple[object, ...]]:
    none = ("", None, "")
    for one in pack.invoices:
        invoice = one.notice.invoice
        project, code = invoice.project, pack.currency
        yield ("invoice", one.number, project, invoice.issued, invoice.due, code, invoice.total, *none)
    for one in pack.invoices:
        for on, amount, reference in payments(one):
            yield ("payment", one.number, "", on, None, pack.currency, amount, reference, None, "")
    for one in pack.invoices:
        for charge in one.notice.charges:
            for s in charge.segments:
                what = charge.kind.value + (f": {s.note}" if s.note else "")
                yield ("charge", one.number, what, s.since, s.until, pack.currency, s.amount, charge.law, None, "")
    for sent in pack.letters:
        row, posting = sent.letter, sent.posting
        reference = " ".join(part for part in (posting.service, posting.number) if part) if posting else ""
        stage, code = row.stage.value, row.total.currency
        yield ("letter", row.number, stage, row.on, row.pay_by, code, row.total, reference, row.pages, row.sha256)
    for number, one_ in enumerate(pack.exhibits, 1):
        about = f"{one_.kind.value} {one_.about}"
        yield ("exhibit", str(number), about, one_.on, None, "", None, one_.file, one_.pages, one_.sha256)
    sums = {"principal": pack.principal, **{kind.value: pack.charged(kind) for kind in ChargeKind}}
    sums |= {"deducted": -pack.deducted, "total": pack.total}
    for what, amount in sums.items():
        yield ("sum", pack.number, what, None, pack.as_of, pack.currency, amount, *none)
