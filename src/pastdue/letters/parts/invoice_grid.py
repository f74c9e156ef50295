"""The table of invoices that a letter asks for, and how its total is made up."""

from __future__ import annotations

from pastdue.letters.language.voice import Voice
from pastdue.letters.parts.kinds import kind_name
from pastdue.model import ChargeKind, Notice, Stage
from pastdue.model.letters import Draft, Grid
from pastdue.model.money import total as sum_of

_IN_A_COLUMN = 16
"""How many characters of a project's name a column can hold without cutting it into slivers."""
_MONEY = ("amount", "paid", "open", "charges")


def invoice_grid(draft: Draft, voice: Voice) -> Grid:
    """One row per notice: number, project where any has one, dates, days, and amounts without their currency, which
    the headings name. Projects too long for a column stand under the rows. A final demand adds the business days. The
    totals end with what the letter asks for."""
    final = draft.stage is Stage.FINAL_DEMAND
    longest = max(len(notice.invoice.project) for notice in draft.notices)
    projects = 0 < longest <= _IN_A_COLUMN
    under = tuple(notice.invoice.project for notice in draft.notices) if longest > _IN_A_COLUMN else ()
    plain = ("invoice", *(("project",) if projects else ()), "issued", "due", "days_final" if final else "days")
    headings = (
        *(voice.say(f"grid.{name}") for name in plain),
        *(voice.headed(f"grid.{name}", draft.currency) for name in _MONEY),
    )
    rows = tuple(_row(notice, (projects, final), voice) for notice in draft.notices)
    align = "l" * (len(plain) - 1) + "r" * (1 + len(_MONEY))
    return Grid(headings, rows, align, _totals(draft, voice), under)


def _row(notice: Notice, shown: tuple[bool, bool], voice: Voice) -> tuple[str, ...]:
    """The cells of `notice`; `shown` says whether there is a project column and whether business days are added.

    An invoice that was paid is overdue no longer: its days are those of the charges, in the annex.
    """
    (projects, business_days), write = shown, voice.written
    invoice, late = notice.invoice, notice.overdue
    amounts = (invoice.total, invoice.paid(late.as_of), late.open, notice.charged)
    return (
        invoice.number,
        *((invoice.project,) if projects else ()),
        write.short_day(invoice.issued),
        write.short_day(invoice.due),
        "" if notice.only_charges else f"{late.days} ({late.business_days})" if business_days else str(late.days),
        *(write.amount(amount.rounded()) for amount in amounts),
    )


def _totals(draft: Draft, voice: Voice) -> tuple[tuple[str, str], ...]:
    """What is open, charges by kind and credits, each only where it adds something; then the total."""
    write, currency = voice.written, draft.currency
    rows: list[tuple[str, str]] = []
    for kind in ChargeKind:
        own = [c for n in draft.notices for c in n.charges if c.kind is kind]
        if charged := sum_of((c.amount for c in own), currency):
            rows.append((kind_name(own[0], draft.notices[0].invoice.customer, voice), write.money(charged)))
    rows += [(voice.say("grid.credit", {"number": number}), write.money(-amount)) for number, amount in draft.credits]
    if rows:
        all_open = sum_of((n.overdue.open for n in draft.notices), currency)
        rows.insert(0, (voice.say("grid.all_open"), write.money(all_open)))
    return (*rows, (voice.say("grid.total"), write.money(draft.total)))
