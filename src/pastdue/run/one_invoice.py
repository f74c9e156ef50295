"""One invoice in the plan of the whole file: its explanation, and its letter as a draft."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from pastdue.charges.charged import Charged
from pastdue.firm.look import draft_mark_of
from pastdue.ladder import CustomerAccounts, charges_so_far, paid_as_named, with_others
from pastdue.ladder.rungs import Rungs, Stand
from pastdue.ladder.written import NoticeWriter
from pastdue.ledger import History
from pastdue.letters.grouping import draft, group
from pastdue.model import Notice, Overdue, Skip
from pastdue.model.choices import Per
from pastdue.model.errors import SettingsError
from pastdue.model.errors.left_out import CannotCharge
from pastdue.model.letters import Draft, PlannedLetter
from pastdue.model.names import NearNames, instalments_of
from pastdue.model.remarks import Remark
from pastdue.reports.explain import Explanation
from pastdue.run.email.routes import Routes
from pastdue.run.languages import Languages
from pastdue.run.opened import OpenedJob
from pastdue.run.planning import Planned, accounts, known_by_then, plan
from pastdue.run.remarks import on_invoice, uncharged


def explain(opened: OpenedJob, history: History, number: str) -> Explanation:
    """Everything about the invoice `number` on the job's day; refuses one that is not in the file."""
    return explained(plan(opened, history), history, [find(opened, number)])[0]


def explained(
    planned: Planned, history: History, invoices: Iterable[Overdue], *, sent_only: bool = False
) -> tuple[Explanation, ...]:
    """Everything about each of `invoices`, which are in the file, as the plan of the job's day has it; with `sent_only`
    the charges are without a fee for the letter that a run of the day would write."""
    opened, account = planned.opened, planned.account
    history = known_by_then(opened, history)
    decisions = planned.decisions
    ladder = Rungs(opened.rulebook.rules, opened.job.as_of, opened.measured.calendar)
    found = []
    for overdue in invoices:
        number = overdue.invoice.number
        decision = decisions[number]
        written = decision if isinstance(decision, Notice) and not sent_only else None
        charged, without = _charged(opened, history, overdue, written, account)
        agreed = (Remark(f"{one.kind.value} {one.said} on {one.on}: {one.why}") for one in history.agreed(number))
        remarks = (*agreed, *on_invoice(opened.rulebook, overdue, charged))
        if without is not None and not (isinstance(decision, Skip) and decision.why.needs_attention):
            remarks = (*remarks, without)
        issued = history.issued(number)
        found.append(
            Explanation(
                overdue,
                decision,
                charged.charges,
                issued,
                waived=history.waived(number),
                remarks=remarks,
                credits=account.laid.get(number, ()),
                rungs=ladder.climbed(overdue, issued),
                uncharged=without,
            )
        )
    return tuple(found)


def find(opened: OpenedJob, number: str) -> Overdue:
    """The invoice as measured; refuses a number that is not in the file, naming the nearest,
    or the instalments of that invoice."""
    numbers = opened.measured.frame["invoice"].tolist()
    if number not in numbers:
        if own := instalments_of(number, numbers):
            what = f"{opened.job.files.invoices}: {number!r} is in instalments, each an item of its own"
            raise SettingsError(what, f"name one: {', '.join(own)}")
        near = NearNames(numbers).near(number, 3)
        hint = f"did you mean {' or '.join(near)}?" if near else "`pastdue check` shows which rows were rejected"
        raise SettingsError(f"{opened.job.files.invoices}: no invoice {number!r}", hint)
    return opened.measured.overdue(numbers.index(number))


def _charged(
    opened: OpenedJob, history: History, overdue: Overdue, written: Notice | None, account: CustomerAccounts
) -> tuple[Charged, Remark | None]:
    """The charges so far: as the notice has them, else by the policy, without a fee for a notice not written; and why
    something owed bears none that can be worked out.

    At most the charges named by a notice that was met in time.
    """
    if written is not None:
        return Charged(written.charges, written.daily, written.remarks), None
    issued, charges_for = history.issued(overdue.invoice.number), opened.rulebook.charges_for(history)
    if overdue.days <= 0 and not (issued and overdue.open.amount < 0):
        return Charged(), None
    late = account.credited(overdue) if overdue.open.amount > 0 else overdue
    met = account.settlement(overdue.invoice.number)
    try:
        found = charges_so_far(late, issued, charges_for, met)
        if met is not None and late is not overdue:  # credits laid since hide what the letter that was met knew
            found = max(found, charges_so_far(overdue, issued, charges_for, met), key=_sum)
        return found, None
    except CannotCharge as error:
        owed = overdue.open.amount > 0 or (opened.rulebook.rules.collect_after_payment and bool(issued))
        return paid_as_named(late, issued, charges_for), uncharged(overdue.invoice, error) if owed else None


def _sum(charged: Charged) -> Decimal:
    return sum((charge.amount.amount for charge in charged.charges), Decimal(0))


def draft_of(opened: OpenedJob, history: History, number: str, stage: str | None) -> Draft:
    """The draft of the letter that `number` is in, or, with `stage`, of a letter of its own at that stage.

    Its number is the word for a draft in the firm's language, where a reference can be made of that. Refuses an
    invoice that gets no letter on the day, unless a stage is named.
    """
    overdue = find(opened, number)
    letter = _planned(opened, history, number) if stage is None else _at_stage(opened, history, overdue, stage)
    mark = draft_mark_of(opened.job.firm).lower()
    return draft(letter, opened.job.as_of, mark if mark.isascii() and mark.isalpha() else "draft")


def _planned(opened: OpenedJob, history: History, number: str) -> PlannedLetter:
    """The letter of the job's day that the invoice is in; refused where it is in none."""
    planned = plan(opened, history)
    for letter in planned.letters:
        if any(notice.invoice.number == number for notice in letter.notices):
            return letter
    decision = planned.decisions[number]
    why = decision.why.value if isinstance(decision, Skip) else ""
    raise SettingsError(
        f"invoice {number!r} gets no letter as of {opened.job.as_of}: {why}",
        "name a stage to see one all the same, as --stage reminder",
    )


def _at_stage(opened: OpenedJob, history: History, overdue: Overdue, stage: str) -> PlannedLetter:
    """A letter about the invoice alone at that stage of the ladder, due or not; refuses a stage the ladder has not."""
    rules, firm, history = opened.rulebook.rules, opened.job.firm, known_by_then(opened, history)
    every = (*rules.ladder.before_due, *rules.ladder.rungs)
    rung = next((rung for rung in every if rung.stage == stage), None)
    if rung is None:
        known = ", ".join(rung.stage for rung in every)
        raise SettingsError(f"the ladder has no {stage}", f"its stages: {known}")
    account = accounts(opened, history)
    writer = NoticeWriter(opened.measured, rules, opened.rulebook.charges_for(history), account)
    notice = writer.notice(overdue, history.issued(overdue.invoice.number), Stand(rung))
    grouped = group([notice], Per.INVOICE, Languages(firm).of, Routes(firm).route)
    (letter,) = with_others(grouped, opened.measured, firm.settings.letters.also_shows)
    return letter
