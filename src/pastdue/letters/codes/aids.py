"""The payment aids of a firm's letters: codes, remittance stub and QR-bill, and the paper each is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pastdue.model.choices import Quoting
from pastdue.model.errors import SettingsError

_STUB_PAPER = (Decimal("215.9"), Decimal("279.4"))
_BILL_PAPER = (Decimal(210), Decimal(297))
_BILL_CODE = (Decimal(209), Decimal(255))
"""The top and bottom of the code of a QR-bill on its sheet, in mm from the top of the page."""
_OFF_FOLDS = 5
"""A code that is nearer to a fold (mm) may not be read."""


@dataclass(frozen=True, slots=True)
class Aids:
    """The payment aids a firm's letters carry. `stub`: always, never, or, when None, on letters within the United
    States where it makes none of them longer. `split_payment` has the ids of customers who pay by split payment;
    `qr_bill` says whether letters within Switzerland and Liechtenstein carry a Swiss QR-bill."""

    codes: bool = False
    stub: bool | None = False
    quoting: Quoting = Quoting.LETTER
    split_payment: frozenset[str] = frozenset()
    qr_bill: bool = False


NO_AIDS = Aids()


def aids_on(aids: Aids, paper: tuple[Decimal, Decimal], folds: Sequence[Decimal] = ()) -> Aids:
    """The `aids` that letters on sheets of that size (mm), folded at these heights, can carry: a stub fits the return
    envelopes of US Letter paper alone, a Swiss QR-bill is for A4 without a fold through its code. Refuses an aid that
    the settings ask for and the sheet cannot carry."""
    if aids.qr_bill and paper != _BILL_PAPER:
        raise SettingsError(
            f"letters: qr_bill: is for A4 paper, the layout's is {paper[0]} x {paper[1]} mm",
            "take it out, or choose a layout for A4",
        )
    top, bottom = _BILL_CODE
    for fold in folds:
        if aids.qr_bill and top - _OFF_FOLDS < fold < bottom + _OFF_FOLDS:
            raise SettingsError(
                f"letters: qr_bill: the layout folds the sheet at {fold} mm, and the bill's code stands from {top} to "
                f"{bottom} mm",
                'choose a layout folded elsewhere, as layout = "ch-c5-right" or "ch-c5-left" for C5 envelopes, or '
                "take it out",
            )
    if paper == _STUB_PAPER or aids.stub is False:
        return aids
    if aids.stub:
        raise SettingsError(
            f"letters: remittance_stub: is for US Letter paper, the layout's is {paper[0]} x {paper[1]} mm",
            "take it out, or choose a layout for US envelopes",
        )
    return replace(aids, stub=False)
