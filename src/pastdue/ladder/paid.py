"""What is left to collect once an invoice itself is paid? The charges its letters named, less what was paid beyond it.

Where the debtor was never told of a charge, a late payment ends the matter: nobody gets a letter over a few cents.
"""

from __future__ import annotations

from pastdue.errors import CannotCharge
from pastdue.ladder.rules import ChargesFor
from pastdue.model import Issued, Overdue
from pastdue.money import Money
from pastdue.money import total as sum_of


def left_of_charges(overdue: Overdue, issued: tuple[Issued, ...], charges_for: ChargesFor) -> Money | None:
    """What is owed of a paid invoice's charges; negative where more was paid than invoice and charges came to.

    None where something is open on the invoice itself, or no letter named a charge. A fee for a letter that is not
    written yet is not among them. Raises CannotCharge.
    """
    if overdue.open.amount > 0 or not any(notice.charged for notice in issued):
        return None
    charges = charges_for(overdue, issued, False)
    return overdue.open + sum_of((charge.amount for charge in charges), overdue.invoice.currency)


def surplus(overdue: Overdue, issued: tuple[Issued, ...], charges_for: ChargesFor) -> Money:
    """What the customer has with us for this invoice: what was paid beyond it and the charges its letters named.

    Nothing where that is still owed. Charges that cannot be worked out now are left out, in the debtor's favour.
    """
    try:
        left = left_of_charges(overdue, issued, charges_for)
    except CannotCharge:
        left = None
    return max(Money.zero(overdue.invoice.currency), -(overdue.open if left is None else left))
