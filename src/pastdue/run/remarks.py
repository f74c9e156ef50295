"""Remarks on a whole run: unknown approvals, missing invoices, missing claim forms, an earlier run that broke off."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pastdue.charges.charged import Charged, provisional_remarks
from pastdue.intake import Intake
from pastdue.ledger import History
from pastdue.model import Notice, Overdue, Stage
from pastdue.model.remarks import Remark
from pastdue.model.wording import listed
from pastdue.run.books import gone, missing_since
from pastdue.run.recovery import Recovered
from pastdue.run.rules import Rulebook

_MISSING_AT_MOST = 12


def unknown(approved: Iterable[str], intake: Intake) -> tuple[Remark, ...]:
    """A remark for each approved invoice that is not in the file: most likely its number is misspelt."""
    known = frozenset(intake.book.frame["invoice"])
    text = f"{intake.book.file} has no such invoice"
    return tuple(Remark(text, about=f"--approve {number}") for number in approved if number not in known)


def missing(history: History, intake: Intake) -> tuple[Remark, ...]:
    """A remark for each missing invoice: gone is not paid."""
    remedy = "a row that disappears does not count as paid; `pastdue close` says what became of it"
    return tuple(Remark(missing_since(history, known), known.invoice, remedy=remedy) for known in gone(history, intake))


def few(remarks: tuple[Remark, ...]) -> tuple[Remark, ...]:
    """The first of many remarks on missing invoices, and how many more there are."""
    more = len(remarks) - _MISSING_AT_MOST
    rest = Remark(f"{more} more invoices are missing: reports/skips.csv lists them")
    return (*remarks[:_MISSING_AT_MOST], *([rest] if more > 0 else ()))


def no_claims(rulebook: Rulebook, notices: Iterable[Notice]) -> Iterator[Remark]:
    """A remark where final demands to persons in England and Wales only announce a letter of claim, having no forms."""
    final = (n.invoice.customer for n in notices if n.stage is Stage.FINAL_DEMAND)
    without = sorted({c.id for c in final if rulebook.may_claim(c) and not rulebook.claims(c)})
    if without:
        who = f"{len(without)} customers are individuals" if len(without) > 1 else "1 customer is an individual"
        yield Remark(
            f"{who} in the UK ({listed(without, 5)}): a final demand to them is no letter of claim, it only announces "
            "one, until [letters] claim_forms names the official forms"
        )


def on_notices(rulebook: Rulebook, notices: Collection[Notice]) -> Iterator[Remark]:
    """How the charges of `notices` were found, which of them rest on provisional figures, and which are high."""
    yield from rulebook.remarks(notice.invoice for notice in notices)
    yield from dict.fromkeys(remark for notice in notices for remark in notice.remarks)
    yield from provisional_remarks(charge for notice in notices for charge in notice.charges)
    yield from rulebook.high((notice.overdue, notice.charges) for notice in notices)


def on_invoice(rulebook: Rulebook, overdue: Overdue, charged: Charged) -> Iterator[Remark]:
    """The same of one invoice, whether or not it gets a notice."""
    yield from rulebook.remarks((overdue.invoice,) if charged.charges else ())
    yield from charged.remarks
    yield from provisional_remarks(charged.charges)
    yield from rulebook.high(((overdue, charged.charges),))


def ended(recovered: Recovered) -> Remark:
    """How an earlier run that was interrupted has now ended."""
    lost = f"; lost with it: {', '.join(recovered.lost)}" if recovered.lost else ""
    return Remark(f"run {recovered.run.id} was interrupted and is now {recovered.state.value}{lost}")
