"""The letter's table: the invoices it asks for, and how its total is made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pastdue.letters.language.voice import Voice
from pastdue.letters.parts.annex_table import carried
from pastdue.letters.parts.kinds import kind_name
from pastdue.model import ChargeKind, Notice
from pastdue.model.letters import Draft, Grid
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of

_IN_A_COLUMN = 16
"""The length of a project's name, in characters, up to which a column holds it without breaking it into very short
lines."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a letter's table beside those every letter needs. `days` names the column of the days late, or is
    empty: the invoice is paid, and the days of its charges are in the annex, or it is the subject of a courtesy note
    and not overdue yet."""

    project: bool
    issued: bool
    days: str
    money: tuple[str, ...]

    @classmethod
    def of(cls, draft: Draft, projects: Sequence[str]) -> _Columns:
        """The columns for `draft`: none for payments, charges, days late or days of issue where there are none, nor for
        `projects` where there is none or one is too long for it."""
        shown = 0 < max(map(len, projects)) <= _IN_A_COLUMN
        paid = any(n.invoice.paid(n.overdue.as_of) for n in draft.notices)
        charged = any(n.charges for n in draft.notices)
        money = ("amount", *(("paid",) if paid else ()), "open", *(("charges",) if charged else ()))
        issued = any(n.invoice.issued for n in draft.notices)
        days = "days_final" if draft.stage.is_final else "days"
        return cls(shown, issued, "" if draft.only_charges or draft.stage.is_courtesy else days, money)

    @property
    def plain(self) -> tuple[str, ...]:
        """The columns of text before the days late."""
        return ("invoice", *(("project",) if self.project else ()), *(("issued",) if self.issued else ()), "due")

    @property
    def before_money(self) -> tuple[str, ...]:
        """The columns before the amounts."""
        return (*self.plain, *((self.days,) if self.days else ()))


def invoice_grid(draft: Draft, voice: Voice, *, project_told: bool = False) -> Grid:
    """One row per notice: number, project where any has one, dates, days, and amounts without their currency, which
    the headings name. Projects too long for a column stand under the rows, one that all have once under the last; with
    `project_told` that of an only invoice stands in the paragraphs alone. A final demand adds the business days, a
    courtesy note has no days. The totals end with what the letter asks for."""
    told = project_told and len(draft.notices) == 1
    projects = ["" if told else notice.invoice.project for notice in draft.notices]
    shown = _Columns.of(draft, projects)
    long = max(map(len, projects)) > _IN_A_COLUMN
    headings = (
        *(voice.say(f"grid.{name}") for name in shown.before_money),
        *(voice.headed(f"grid.{name}", draft.currency) for name in shown.money),
    )
    rows = tuple(_row(notice, shown, voice) for notice in draft.notices)
    align = "l" * len(shown.plain) + "r" * (len(headings) - len(shown.plain))
    under = _under(projects, voice) if long else ()
    return Grid(headings, rows, align, _totals(draft, voice), under, _running(draft, shown, voice), carried(voice))


def _under(projects: Sequence[str], voice: Voice) -> tuple[str, ...]:
    """The text under each row: its project; one that several rows all have once, with its label, under the last."""
    if len(projects) < 2 or len(set(projects)) > 1:
        return tuple(projects)
    return (*("" for _ in projects[1:]), voice.labelled(voice.say("grid.project"), projects[0]))


def _row(notice: Notice, shown: _Columns, voice: Voice) -> tuple[str, ...]:
    """The cells of `notice`."""
    write, invoice, late = voice.written, notice.invoice, notice.overdue
    days = f"{late.days} ({late.business_days})" if shown.days == "days_final" else str(late.days)
    return (
        invoice.called,
        *((invoice.project,) if shown.project else ()),
        *((write.short_day(invoice.issued) if invoice.issued else "",) if shown.issued else ()),
        write.short_day(invoice.due),
        *((days,) if shown.days else ()),
        *(write.amount(_amount(notice, name).rounded()) for name in shown.money),
    )


def _amount(notice: Notice, name: str) -> Money:
    """The amount of `notice` in the column `name`."""
    if name == "paid":
        return notice.invoice.paid(notice.overdue.as_of)
    if name == "amount":
        return notice.invoice.total
    return notice.overdue.open if name == "open" else notice.charged


def _running(draft: Draft, shown: _Columns, voice: Voice) -> tuple[tuple[str, ...], ...]:
    """For each notice the sums of every column of amounts up to it."""
    before = ("",) * len(shown.before_money)
    sums = {name: Money.zero(draft.currency) for name in shown.money}
    running = []
    for notice in draft.notices:
        sums = {name: total + _amount(notice, name) for name, total in sums.items()}
        running.append((*before, *(voice.written.amount(total.rounded()) for total in sums.values())))
    return tuple(running)


def _totals(draft: Draft, voice: Voice) -> tuple[tuple[str, str], ...]:
    """The rows under the table: the sum open, the charges by kind and the credits, each only where it is not 0; then
    the total."""
    write, currency = voice.written, draft.currency
    rows: list[tuple[str, str]] = []
    for kind in ChargeKind:
        own = [c for n in draft.notices for c in n.charges if c.kind is kind]
        if charged := sum_of((c.amount for c in own), currency):
            rows.append((kind_name(own[0], draft.notices[0].invoice.customer, voice), write.money(charged)))
    rows += [(voice.say("grid.credit", {"number": number}), write.money(-amount)) for number, amount in draft.credits]
    all_open = sum_of((n.overdue.open for n in draft.notices), currency)
    if rows and all_open:
        rows.insert(0, (voice.say("grid.all_open"), write.money(all_open)))
    return (*rows, (voice.say("grid.total"), write.money(draft.total)))
