"""The invoices and customers that one run is for, or not for."""

from __future__ import annotations

from dataclasses import dataclass

from pastdue.model.messages import Message


@dataclass(frozen=True, slots=True)
class Selection:
    """One run's choice: whom alone to write to (`only`, empty: everybody), whom not, and why.

    A name is an invoice's number or a customer's id, for all of theirs; `invoice:17` and `customer:17` say which.
    """

    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    why: str = ""

    def __bool__(self) -> bool:
        return bool(self.only or self.without)

    def leaves_out(self, invoice: str, customer_id: str) -> Message | None:
        """Why nothing is written about the invoice in this run; None where it is."""
        names = {invoice, customer_id, f"invoice:{invoice}", f"customer:{customer_id}"}
        if not names.isdisjoint(self.without):
            return self._because("without")
        if self.only and names.isdisjoint(self.only):
            return self._because("not_in_only")
        return None

    def _because(self, key: str) -> Message:
        return Message.of(f"{key}_because", why=self.why) if self.why else Message.of(key)
