"""The check of a file: its open amounts by currency, and the warnings to deal with before anything is posted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pastdue.book.columns import distinct, having
from pastdue.book.sums import sums_by_currency
from pastdue.model.errors import SettingsError
from pastdue.model.money import Money
from pastdue.model.wording import counted, listed
from pastdue.reports.checked import Checked, OpenSum
from pastdue.run.customers import strangers
from pastdue.run.remarks import NOT_PAID, assumed_at_home, at_home, stale, unpayable

if TYPE_CHECKING:
    from pastdue.book import Measured
    from pastdue.intake import Files, Intake
    from pastdue.ledger import Ledger
    from pastdue.run.opened import OpenedJob
    from pastdue.run.rules.rulebook import Rulebook

_SHOWN = 12


def check(opened: OpenedJob, ledger: Ledger | None) -> Checked:
    """The check of the files read; `ledger` is the firm's, only read, or None where there is none."""
    job, intake, measured = opened.job, opened.intake, opened.measured
    home = job.firm.settings.creditor.country
    later = (str(opened.not_yet_issued),) if opened.not_yet_issued else ()
    assumed = (
        *unpayable(measured, opened.rulebook.rules.payable),
        *assumed_at_home(at_home(measured, home), home),
        *strangers(job.firm, opened.customers),
    )
    refused = _refused_policies(measured, opened.rulebook)
    warned = (*later, *_warnings(intake, measured, job.files), *map(str, assumed), *refused)
    gone = () if ledger is None else _missing(ledger, opened)
    return Checked(job.files.title, job.as_of, intake, tuple(_open_by_currency(measured)), warned, gone)


def _missing(ledger: Ledger, opened: OpenedJob) -> tuple[str, ...]:
    """The remarks on invoices that earlier runs saw and the file lacks."""
    from pastdue.run.books.missing import missing  # here, so that a check without a ledger need not wait for it

    return tuple(map(str, missing(ledger.history(), opened.intake, opened.job.kept)))


def warnings_shown(checked: Checked) -> tuple[str, ...]:
    """The warnings and the missing invoices, cut to as many as a person reads."""
    more = len(checked.missing) - _SHOWN
    cut = (f"{more:,} more are missing since the last run (all in --format json); {NOT_PAID}",) if more > 0 else ()
    return (*checked.warnings, *checked.missing[:_SHOWN], *cut)


def _open_by_currency(measured: Measured) -> Iterator[OpenSum]:
    """For each currency the number and total of the invoices issued by the day, and the number and sum of those open,
    and overdue, on the day; credits are in both of what is open, and in none of what is overdue."""
    for one in sums_by_currency(measured):
        minors = (one.total, one.open, one.overdue, one.credits)
        total, left, overdue, credits_ = (Money.of_minor(minor, one.currency) for minor in minors)
        yield OpenSum(one.invoices, total, left, one.open_invoices, overdue, credits_, one.open_credits)


def _refused_policies(measured: Measured, rulebook: Rulebook) -> Iterator[str]:
    """A warning for each policy that open invoices name and that does not exist or is refused: they get no letter."""
    owed = measured.frame["open_minor"].to_numpy() > 0
    for name in sorted(filter(None, distinct(measured.frame, "policy", owed)) if "policy" in measured.frame else ()):
        try:
            rulebook.policies.policy(name)
        except SettingsError as error:
            count = int((owed & having(measured.frame, "policy", name)).sum())
            yield f"{counted(count, 'open invoice')} without a letter: {error.what}; {error.remedy}"


def _warnings(intake: Intake, measured: Measured, files: Files) -> Iterator[str]:
    yield from _reachable(measured)
    yield from map(str, stale(files, measured.as_of))
    if unused := intake.unused_columns:
        more = " (all in --format json)" if len(unused) > _SHOWN else ""
        yield f"columns that nothing is read from: {listed(unused, _SHOWN)}{more}; --map FIELD=HEADER reads one"


def _reachable(measured: Measured) -> Iterator[str]:
    """A warning where no customer who owes something can be reached, or some have no address for a letter."""
    frame = measured.frame
    owed = frame["open_minor"].to_numpy() > 0
    if not owed.any():
        return
    ways = ("address", "email", "phone")
    has = {name: name in frame and any(distinct(frame, name, owed)) for name in ways}
    if not any(has.values()):
        yield "no customer has an address, an e-mail or a phone number: nobody can be reached by this file"
    elif not has["address"]:
        yield "no customer has an address: no letter can be posted"
    else:
        bare = len(distinct(frame, "customer_id", owed & having(frame, "address", "")))
        if bare:
            yield f"{bare} customer{'s have' if bare > 1 else ' has'} no address: their letters cannot be posted"
