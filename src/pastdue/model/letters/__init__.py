"""Letters: drafts, which hold the facts, and letters, which hold the words; nothing about the page."""

from __future__ import annotations

from pastdue.model.letters.drafts import ClaimForms, Draft, InvoiceCopy, OtherItem, PlannedLetter
from pastdue.model.letters.letter import AnnexPart, EmailWords, Grid, Letter
from pastdue.model.letters.payment import CodeKind, PaymentCode, QrBill, QrBillWords, Stub

__all__ = [
    "AnnexPart",
    "ClaimForms",
    "CodeKind",
    "Draft",
    "EmailWords",
    "Grid",
    "InvoiceCopy",
    "Letter",
    "OtherItem",
    "PaymentCode",
    "PlannedLetter",
    "QrBill",
    "QrBillWords",
    "Stub",
]
