"""The dunning ladder: the notice each invoice gets on a day, or the reason why it gets none.

`rules.py` is what the ladder goes by, `judge.py` decides every invoice of the book, `paid.py` says what is left to
collect once an invoice itself is paid. Pure: no files, no clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pastdue import names_on_demand

if TYPE_CHECKING:
    from pastdue.ladder.account import CustomerAccounts, account_of
    from pastdue.ladder.booked import booked_in
    from pastdue.ladder.earlier import Known, lost_credits, with_former
    from pastdue.ladder.judge import decide
    from pastdue.ladder.limits import Least, Limit, worth_posting
    from pastdue.ladder.order import check_ladder
    from pastdue.ladder.others import with_others
    from pastdue.ladder.paid import at_most, charges_so_far, left_of_charges, paid_as_named, settlement, surplus
    from pastdue.ladder.review import reviewed
    from pastdue.ladder.rules import (
        ChargesFor,
        CustomerRule,
        Falls,
        NoticeHistory,
        Rules,
        check_final_deadline,
        claimed,
        pay_by_day,
    )
    from pastdue.ladder.rungs import NEXT_STEP

__all__ = [
    "NEXT_STEP",
    "ChargesFor",
    "CustomerAccounts",
    "CustomerRule",
    "Falls",
    "Known",
    "Least",
    "Limit",
    "NoticeHistory",
    "Rules",
    "account_of",
    "at_most",
    "booked_in",
    "charges_so_far",
    "check_final_deadline",
    "check_ladder",
    "claimed",
    "decide",
    "left_of_charges",
    "lost_credits",
    "paid_as_named",
    "pay_by_day",
    "reviewed",
    "settlement",
    "surplus",
    "with_former",
    "with_others",
    "worth_posting",
]

__getattr__ = names_on_demand(
    __name__,
    {
        "account": ("CustomerAccounts", "account_of"),
        "booked": ("booked_in",),
        "earlier": ("Known", "lost_credits", "with_former"),
        "judge": ("decide",),
        "limits": ("Least", "Limit", "worth_posting"),
        "order": ("check_ladder",),
        "others": ("with_others",),
        "paid": ("at_most", "charges_so_far", "left_of_charges", "paid_as_named", "settlement", "surplus"),
        "review": ("reviewed",),
        "rules": (
            "ChargesFor",
            "CustomerRule",
            "Falls",
            "NoticeHistory",
            "Rules",
            "check_final_deadline",
            "claimed",
            "pay_by_day",
        ),
        "rungs": ("NEXT_STEP",),
    },
)
