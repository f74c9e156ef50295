"""Which invoices does the letter ask for, and how is its total made up?"""

from __future__ import annotations

from pastdue.letters.letter import Draft, Grid
from pastdue.letters.voice import Voice
from pastdue.model import ChargeKind, Notice, Stage
from pastdue.money import total as sum_of

_PLAIN = ("invoice", "issued", "due")
_MONEY = ("amount", "paid", "open", "charges")


def invoice_grid(draft: Draft, voice: Voice) -> Grid:
    """One row per notice: number with its project below, dates, days, and amounts without their currency, which
    the headings name. A final demand adds the business days. The totals end with what the letter asks for."""
    final = draft.stage is Stage.FINAL_DEMAND
    currency = {"currency": draft.currency}
    headings = (
        *(voice.say(f"grid.{name}") for name in _PLAIN),
        voice.say("grid.days_final" if final else "grid.days"),
        *(voice.say(f"grid.{name}", currency) for name in _MONEY),
    )
    rows = tuple(_row(notice, final, voice) for notice in draft.notices)
    return Grid(headings, rows, "lllrrrrr", _totals(draft, voice))


def _row(notice: Notice, final: bool, voice: Voice) -> tuple[str, ...]:
    invoice, late, write = notice.invoice, notice.overdue, voice.written
    project = voice.say("grid.project", {"project": invoice.project}) if invoice.project else ""
    days = f"{late.days} ({late.business_days})" if final else str(late.days)
    amounts = (invoice.total, invoice.paid(late.as_of), late.open, notice.charged)
    return (
        f"{invoice.number}\n{project}" if project else invoice.number,
        write.short_day(invoice.issued),
        write.short_day(invoice.due),
        days,
        *(write.amount(amount.rounded()) for amount in amounts),
    )


def _totals(draft: Draft, voice: Voice) -> tuple[tuple[str, str], ...]:
    """What is open, charges by kind and credits, each only where it adds something; then the total."""
    write, currency = voice.written, draft.currency
    rows: list[tuple[str, str]] = []
    for kind in ChargeKind:
        amounts = [c.amount for n in draft.notices for c in n.charges if c.kind is kind]
        if charged := sum_of(amounts, currency):
            rows.append((voice.say(f"kind.{kind.value}"), write.money(charged)))
    rows += [(voice.say("grid.credit", {"number": number}), write.money(-amount)) for number, amount in draft.credits]
    if rows:
        all_open = sum_of((n.overdue.open for n in draft.notices), currency)
        rows.insert(0, (voice.say("grid.all_open"), write.money(all_open)))
    return (*rows, (voice.say("grid.total"), write.money(draft.total)))
