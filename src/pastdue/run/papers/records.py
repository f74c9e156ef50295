"""Customers' records on a job's day: the book with the ledger's letters, charges and promises."""

from __future__ import annotations

from pastdue.firm.rows.agreements import load_agreements
from pastdue.ledger import Ledger
from pastdue.reports.customers.agreeing import agreed
from pastdue.reports.customers.record import CustomerRecord, records
from pastdue.run.opened import OpenedJob
from pastdue.run.planning import accounts, known_by_then


def records_of(opened: OpenedJob, ledger: Ledger) -> tuple[CustomerRecord, ...]:
    """The record of every customer in the file as of the job's day, with what to agree next time."""
    history = known_by_then(opened, ledger.history())
    found = records(opened.measured, history, accounts(opened, history), ledger.promises())
    return agreed(found, load_agreements(opened.job.firm.catalog))
