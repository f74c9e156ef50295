"""Letters: drafts, which hold the facts, and letters, which hold the words; nothing about the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pastdue import names_on_demand

if TYPE_CHECKING:
    from pastdue.model.letters.drafts import ClaimForms, Draft, InvoiceCopy, OtherItem, PlannedLetter
    from pastdue.model.letters.letter import Annex, AnnexPart, EmailWords, Grid, Letter, LetterEnclosures, LetterHead
    from pastdue.model.letters.payment import CodeKind, PaymentCode, PaymentPart, QrBill, QrBillWords, Stub

__all__ = [
    "Annex",
    "AnnexPart",
    "ClaimForms",
    "CodeKind",
    "Draft",
    "EmailWords",
    "Grid",
    "InvoiceCopy",
    "Letter",
    "LetterEnclosures",
    "LetterHead",
    "OtherItem",
    "PaymentCode",
    "PaymentPart",
    "PlannedLetter",
    "QrBill",
    "QrBillWords",
    "Stub",
]

__getattr__ = names_on_demand(
    __name__,
    {
        "drafts": ("ClaimForms", "Draft", "InvoiceCopy", "OtherItem", "PlannedLetter"),
        "letter": ("Annex", "AnnexPart", "EmailWords", "Grid", "Letter", "LetterEnclosures", "LetterHead"),
        "payment": ("CodeKind", "PaymentCode", "PaymentPart", "QrBill", "QrBillWords", "Stub"),
    },
)
