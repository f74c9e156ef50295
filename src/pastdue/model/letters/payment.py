"""The payment aids of a letter in words: payment codes, the Swiss QR-bill, and the stub to return with a check."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CodeKind(StrEnum):
    """The standards a payment code can follow: EPC069-12 for euro transfers, the Polish banks' for złoty."""

    EPC = "epc"
    ZBP = "zbp"


@dataclass(frozen=True, slots=True)
class PaymentCode:
    """A code for banking apps: the fields of its standard in their order, and the caption printed under it."""

    kind: CodeKind
    fields: tuple[str, ...]
    caption: str

    @property
    def payload(self) -> str:
        """The fields as the code holds them."""
        return ("\n" if self.kind is CodeKind.EPC else "|").join(self.fields)


@dataclass(frozen=True, slots=True)
class QrBillWords:
    """The headings of a Swiss QR-bill in one language."""

    payment_part: str
    receipt: str
    account: str
    reference: str
    information: str
    payable_by: str
    payable_by_blank: str
    currency: str
    amount: str
    acceptance_point: str
    separate: str


@dataclass(frozen=True, slots=True)
class QrBill:
    """A Swiss QR-bill: the lines its code holds, and what its payment part and receipt print.

    `reference`, `message` and `debtor` may be empty; a debtor that is not printed is written in by hand.
    """

    fields: tuple[str, ...]
    words: QrBillWords
    account: str
    creditor: tuple[str, ...]
    reference: str
    message: str
    debtor: tuple[str, ...]
    currency: str
    amount: str

    @property
    def payload(self) -> str:
        """The lines as the code holds them."""
        return "\n".join(self.fields)


@dataclass(frozen=True, slots=True)
class Stub:
    """The part to tear off and return with a check. `remit_to` shows through the return envelope's window.

    All but it are labels with what they stand for; the last of `rows` is the amount due, and `enclosed` has the
    currency before a field to fill in. With `if_free` a letter that the stub would make a page longer has none.
    """

    detach: str
    payer: tuple[str, str]
    payable: tuple[str, str]
    rows: tuple[tuple[str, str], ...]
    enclosed: tuple[str, str]
    remit_to: tuple[str, ...]
    if_free: bool = False


@dataclass(frozen=True, slots=True)
class PaymentPart:
    """The payment part of a letter: the labelled rows of its box under their `title`, the line that says what to pay by
    which day (`pay_line`), and a code, a stub and a QR-bill where it has them."""

    title: str
    rows: tuple[tuple[str, str], ...]
    pay_line: str
    code: PaymentCode | None = None
    stub: Stub | None = None
    qr_bill: QrBill | None = None
