"""Remarks on a whole run: unknown approvals, missing invoices, missing claim forms, an earlier run that broke off."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from pastdue.book.columns import distinct, having
from pastdue.charges.charged import Charged, provisional_remarks
from pastdue.model import Invoice, Ladder, Notice, Overdue, Why
from pastdue.model.kept import Kept, Seen, Subject
from pastdue.model.messages import Message, Names
from pastdue.model.money import total
from pastdue.model.names import instalments_of
from pastdue.model.remarks import Remark, gathered
from pastdue.model.wording import listed, quoted

if TYPE_CHECKING:
    from pastdue.book import Measured
    from pastdue.intake import Files, Intake
    from pastdue.intake.follow_ups import FollowUps
    from pastdue.ledger import History
    from pastdue.model.errors.left_out import CannotCharge
    from pastdue.model.spans import Span
    from pastdue.run.recovery import Recovered
    from pastdue.run.rules import Rulebook

OLD_AFTER = 7
"""The age in days before the as-of day from which a file may lack the latest payments."""

_MISSING_AT_MOST = 5
NOT_PAID = Message.of("row_not_paid")


def unknown(approved: Iterable[str], intake: Intake) -> tuple[Remark, ...]:
    """A remark for each approved invoice or customer that is not in the file: most likely it is misspelt."""
    text, strange = Message.of("no_such_invoice", file=intake.book.file), intake.book.lacks(approved)
    customers = intake.book.frame["customer_id"].unique().tolist() if strange else ()
    return tuple(Remark(text, about=f"--approve {number}", warns=True) for number in strange if number not in customers)


def idle_holds(kept: Kept, intake: Intake) -> Iterator[Remark]:
    """A remark for each hold, dispute or promise entered by hand that names nothing of the file or of an earlier run:
    it keeps back no letter. The remedy is its command where the number is a customer's."""
    by_hand = [each for each in kept.blocks if not each.file]
    if not by_hand:
        return
    strange = {number for number in intake.book.lacks(each.about.name for each in by_hand) if number not in kept.seen}
    strange -= {number for number in strange if instalments_of(number, intake.book.frame["invoice"])}
    ids = intake.book.frame["customer_id"].unique().tolist()
    customers = {*ids, *(seen.customer_id for seen in kept.seen.values())}
    for each in by_hand:
        named = each.about.name
        if named in customers or each.theirs if each.about.customer else named not in strange:
            continue
        kind = each.block.kind.value
        keeps = Message.of(f"block_{kind}")
        text = Message.of("no_customer_to_hold" if each.about.customer else "no_invoice_to_hold", kind=keeps)
        of_customer = not each.about.customer and named in customers
        again = Message.of("lift_and_again", named=quoted(named), command=kind)
        remedy = again if of_customer else Message.of("correct_number")
        yield Remark(text, named, remedy=remedy, warns=True)


def nothing_read(intake: Intake) -> Iterator[Remark]:
    """That the file has a header and nothing below it: most likely the export came out empty."""
    if not intake.rows:
        text = Message.of("header_alone", file=intake.book.file)
        yield Remark(text, remedy=Message.of("export_again"), warns=True)


def unusable_follow_ups(listed: FollowUps) -> Iterator[Remark]:
    """A remark where rows of the list of messages without an answer cannot be used: nothing reminds of them."""
    rows = {problem.source for problem in listed.problems}
    if rows:
        text = Message.of("follow_ups_unusable", count=len(rows), file=min(rows, key=str).file)
        yield Remark(text, remedy=Message.of("tasks_say_why"), warns=True)


def few(remarks: tuple[Remark, ...]) -> tuple[Remark, ...]:
    """The first of many remarks on missing invoices, and how many more there are."""
    more = len(remarks) - _MISSING_AT_MOST
    text = Message.of("more_missing", count=more)
    return (*remarks[:_MISSING_AT_MOST], *([Remark(text, remedy=NOT_PAID, warns=True)] if more > 0 else ()))


def too_old(whys: Mapping[Why, int], max_age: Span | None) -> Iterator[Remark]:
    """A remark with the number of invoices that never had a notice and are left alone for their age, and the setting
    that takes them in."""
    if old := whys.get(Why.TOO_OLD):
        text = Message.of("left_for_age", count=old, span=max_age or "")
        yield Remark(text, remedy=Message.of("take_older"))


def first_above(ladder: Ladder, notices: Iterable[Notice]) -> Iterator[Remark]:
    """A remark with the number of invoices whose first notice stands above the ladder's first rung because of their
    age."""
    first = ladder.rungs[0].stage.severity
    above = sum(not notice.earlier and notice.stage.severity > first for notice in notices)
    if above:
        yield Remark(Message.of("first_above", count=above), remedy=Message.of("begin_first"))


def stale(files: Files, as_of: date) -> Iterator[Remark]:
    """A remark where the export, or its oldest part, was written so long before the day that later payments may be
    missing."""
    oldest = min(path.stat().st_mtime for path in files.parts)
    written = datetime.fromtimestamp(oldest, UTC).astimezone().date()
    if (age := (as_of - written).days) > OLD_AFTER:
        key = "oldest_part_stale" if files.more else "file_stale"
        yield Remark(Message.of(key, written=written, count=age, as_of=as_of), warns=True)


def unpayable(measured: Measured, payable: Callable[[str], bool]) -> Iterator[Remark]:
    """A remark for each currency in which something is owed and that no account is named to pay into."""
    owed = measured.frame["open_minor"].to_numpy() > 0
    for currency in sorted(distinct(measured.frame, "currency", owed)):
        if not payable(currency):
            yield Remark(Message.of("no_account_for", currency=currency), remedy=Message.of("set_account"))


def at_home(measured: Measured, home: str) -> frozenset[str]:
    """The customers who owe something at an address without a country: they are taken to be in the creditor's,
    `home`."""
    frame = measured.frame
    if not home or "address" not in frame:
        return frozenset()
    bare = (frame["open_minor"].to_numpy() > 0) & ~having(frame, "address", "")
    if "country" in frame:
        bare &= having(frame, "country", "")
    return frozenset(distinct(frame, "customer_id", bare))


def assumed_at_home(ids: Collection[str], home: str) -> Iterator[Remark]:
    """A remark that counts these customers, and names some."""
    if ids:
        what = Message.of("at_home", count=len(ids), ids=Names(tuple(sorted(ids)), 5), country=home)
        yield Remark(what, remedy=Message.of("country_column"))


def no_claims(rulebook: Rulebook, notices: Iterable[Notice]) -> Iterator[Remark]:
    """A remark where final demands to persons in England and Wales only announce a letter of claim, having no forms."""
    final = (n.invoice.customer for n in notices if n.stage.is_final)
    without = sorted({c.id for c in final if rulebook.may_claim(c) and not rulebook.claims(c)})
    if without:
        yield Remark(Message.of("no_claim_forms", count=len(without), ids=Names(tuple(without), 5)))


def on_notices(rulebook: Rulebook, notices: Collection[Notice]) -> Iterator[Remark]:
    """Remarks on the charges of `notices`: the choice of their policies, provisional figures, and high rates."""
    yield from rulebook.policies.remarks(notice.invoice for notice in notices)
    yield from gathered(remark for notice in notices for remark in notice.remarks)
    yield from provisional_remarks(charge for notice in notices for charge in notice.charges)
    yield from rulebook.policies.high((notice.overdue, notice.charges) for notice in notices)


def on_invoice(rulebook: Rulebook, overdue: Overdue, charged: Charged) -> Iterator[Remark]:
    """The remarks on one invoice, whether or not it gets a notice."""
    yield from rulebook.policies.remarks((overdue.invoice,) if charged.charges else ())
    yield from charged.remarks
    yield from provisional_remarks(charged.charges)
    yield from rulebook.policies.high(((overdue, charged.charges),))


def undelivered(history: History, notices: Iterable[Notice]) -> Iterator[Remark]:
    """A remark on each invoice whose next letter would speak of one that is known not to have arrived."""
    for notice in notices:
        if notice.earlier and (last := notice.earlier[-1]).letter in history.undelivered:
            said, remedy = (
                Message.of(key, letter=last.letter, on=last.on) for key in ("undelivered", "if_undelivered")
            )
            yield Remark(said, about=notice.invoice.number, remedy=remedy, warns=True)


def uncharged(invoice: Invoice, error: CannotCharge) -> Remark:
    """A remark on an invoice whose charges cannot be worked out, so that it stands without any."""
    return Remark(f"nothing is charged: {error.what}", about=invoice.number, remedy=error.remedy)


def ended(recovered: Recovered) -> Remark:
    """A remark on the end of an earlier run that was interrupted."""
    run, state, lost = recovered.run.id, recovered.state.value, Names(recovered.lost)
    if recovered.lost:
        return Remark(Message.of("interrupted_and_lost", run=run, state=state, lost=lost), warns=True)
    return Remark(Message.of("interrupted", run=run, state=state), warns=True)


def left_under(closed: Seen, kept: Kept, history: History) -> Iterator[Remark]:
    """A remark on what is entered for the number of an invoice that was closed since its debt goes on under another
    one: it does not go along."""
    number = closed.invoice
    said = [f"the {one.block.kind.value}" for one in kept.blocks if one.about == Subject(number)]
    said += ["the waiver"] if history.waived(number) is not None else []
    said += [f"the {one.kind.value} that is {one.said}" for one in history.agreed(number)]
    theirs = (one for one in kept.payments if closed.has(one))
    own = (one for one in theirs if not closed.is_of_another(one, history.seen[number]))
    paid = total((one.payment.amount for one in own), closed.currency)
    said += [f"{paid:,} paid on it"] if paid else []
    if said:
        again = f"where the debt goes on under another one, enter {'it' if len(said) == 1 else 'them'} for that"
        yield Remark(f"for the number {number} alone", about=listed(said, len(said)), remedy=again)
