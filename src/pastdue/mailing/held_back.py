"""Letters held back although their run is done: what the ledger has learned of their invoices since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pastdue.ledger import History, Ledger, NoticeRow
from pastdue.model import BlockKind, Issued
from pastdue.model.kept import Closing, KeptBlock, KeptPayment, Seen, is_another
from pastdue.model.money import Money, total
from pastdue.model.wording import listed, quoted

_SHOWN = 3
"""The facts named of one letter; of the rest their number."""

_BLOCKED = {BlockKind.HOLD: "on hold", BlockKind.DISPUTE: "in dispute", BlockKind.PROMISE: "payment promised"}


def held_back(ledger: Ledger, notices: Iterable[NoticeRow], on: date) -> Mapping[str, str]:
    """Why letters with these notices should not leave the house on the day `on`, in words, by letter number; letters
    without such a reason are left out, and so are voided notices.

    A reason is a payment that was entered or taken back, a hold, a dispute, a promise, a waiver, an agreed charge or a
    closing entered after the letter's run; less open, or a letter, in a later run; and a day to pay by before `on`.
    """
    letters: dict[str, list[NoticeRow]] = {}
    for notice in notices:
        if notice.voided_on is None:
            letters.setdefault(notice.letter, []).append(notice)
    kept, gone = ledger.kept(), ledger.entries.withdrawn()
    numbers = {run.id: run.number for run in ledger.runs()}
    histories = _histories(ledger.history(), letters)
    said = {
        letter: list(_Since(histories[letter], kept.payments, gone, kept.blocks, numbers[own[0].run], on).of(own))
        for letter, own in letters.items()
    }
    return {letter: listed(facts, at_most=_SHOWN) for letter, facts in said.items() if facts}


def _histories(history: History, letters: Mapping[str, Sequence[NoticeRow]]) -> dict[str, History]:
    """The history of each letter's own invoices; letters that mean the same invoice by each number share one."""
    meant: list[tuple[dict[str, tuple[str, date | None, str]], list[str]]] = []
    for letter, own in letters.items():
        invoices = {one.invoice: (one.customer_id, one.issued, one.open.currency) for one in own}
        for known, same in meant:
            if all(known.get(number, whose) == whose for number, whose in invoices.items()):
                known.update(invoices)
                same.append(letter)
                break
        else:
            meant.append((invoices, [letter]))
    return {letter: about for known, same in meant for about in [history.about(known)] for letter in same}


def to_void(letter: str, why: str) -> str:
    """The remedy for a letter that is held back."""
    return f"`pastdue void --letter {letter} --why {quoted(why)}`"


@dataclass(frozen=True, slots=True)
class _Since:
    """The ledger's knowledge of the letters' own invoices on the day `on`; `run` is the number of the run whose letter
    is asked about."""

    history: History
    payments: tuple[KeptPayment, ...]
    withdrawn: Sequence[tuple[KeptPayment, int]]
    blocks: tuple[KeptBlock, ...]
    run: int
    on: date

    def of(self, notices: Sequence[NoticeRow]) -> Iterator[str]:
        """The facts that speak against the letter with these standing notices."""
        first = notices[0]
        if first.pay_by < self.on:
            yield f"the day to pay by was {first.pay_by}"
        paid = self._paid("", first.open.currency, lambda each: each.customer_id == first.customer_id)
        if paid:
            yield f"{paid:,} paid on account since"
        deducted = total((notice.total for notice in notices), first.open.currency) != first.asked
        back = self._taken_back("", first.open.currency, lambda each: each.customer_id == first.customer_id)
        if back and deducted:
            yield f"{back:,} on account taken back since"
        for notice in notices:
            yield from self._about(notice)

    def _about(self, notice: NoticeRow) -> Iterator[str]:
        """The facts that speak against dunning the notice's invoice, or against its sums."""
        number = notice.invoice
        paid = self._paid(number, notice.open.currency, lambda each: _paid_on(notice, each))
        closing, later = self._closed(notice), self._later(notice)
        if back := self._taken_back(number, notice.open.currency, lambda each: _paid_on(notice, each)):
            yield f"{number}: {back:,} taken back since"
        if paid:
            yield f"{number}: {paid:,} paid since"
        elif closing is not None:
            yield f"{number}: closed since as {closing.outcome.replace('_', ' ')}"
        else:
            yield from self._seen(notice)
        if later is not None:
            yield f"{number}: letter {later.letter} of {later.on} is about it"
        yield from (f"{number}: {block}" for block in self._blocked(notice))
        yield from (f"{number}: {charge}" for charge in self._charged(notice))

    def _closed(self, notice: NoticeRow) -> Closing | None:
        """The last closing of the notice's own invoice since the day of its letter."""
        whose = (None, None), (notice.customer_id, None), (notice.customer_id, notice.issued)
        since = (one for one in self.history.closings.get(notice.invoice, ()) if one.on >= notice.on)
        return max((one for one in since if (one.customer_id, one.issued) in whose), key=_on, default=None)

    def _paid(self, invoice: str, currency: str, counts: Callable[[KeptPayment], bool]) -> Money:
        """The sum of the payments of the invoice ("": on account) that were handed in to later runs, or entered by hand
        after the run in question."""
        return _sum((each for each in self.payments if self._is_later(each) and counts(each)), invoice, currency)

    def _taken_back(self, invoice: str, currency: str, counts: Callable[[KeptPayment], bool]) -> Money:
        """The sum of the payments of the invoice ("": on account) that the run in question counted and that were taken
        back since."""
        back = (each for each, run in self.withdrawn if run >= self.run and not self._is_later(each) and counts(each))
        return _sum(back, invoice, currency)

    def _is_later(self, each: KeptPayment) -> bool:
        return each.run > self.run or (each.run == self.run and not each.file)

    def _seen(self, notice: NoticeRow) -> Iterator[str]:
        """Less open on the invoice in a later run, or no row of it, as where another one has its number."""
        seen = self.history.seen.get(notice.invoice)
        if seen is not None and not _is_of(notice, seen):
            yield f"{notice.invoice}: another invoice has its number in the export since"
            return
        if seen is None or seen.currency != notice.open.currency:
            return
        if not seen.present:
            yield f"{notice.invoice}: missing from the export since"
        elif seen.open < notice.open:
            yield f"{notice.invoice}: {seen.open:,} open since, not {notice.open:,}"

    def _later(self, notice: NoticeRow) -> Issued | None:
        """The last standing notice of the invoice, where it is later than this one."""
        own = self.history.issued(notice.invoice)
        return own[-1] if own and (own[-1].on, own[-1].letter) > (notice.on, notice.letter) else None

    def _blocked(self, notice: NoticeRow) -> Iterator[str]:
        """The holds, disputes and promises in force today: had the run known one, it had made no letter."""
        for each in self.blocks:
            if each.about.customer:
                speaks = each.about.name == notice.customer_id or notice.invoice in each.theirs
            else:
                speaks = each.about.name == notice.invoice and each.is_of(notice.customer_id, notice.issued)
            if speaks and each.block.in_force(self.on):
                until = f" until {each.block.until}" if each.block.until else ""
                yield f"{_BLOCKED[each.block.kind]}{until}"

    def _charged(self, notice: NoticeRow) -> Iterator[str]:
        """The charges of the letter that are no longer claimed as it names them."""
        if self.history.waived(notice.invoice) is not None:
            if notice.charged:
                yield "its charges are waived"
            return
        for agreement in self.history.agreed(notice.invoice):
            own = (charge.amount for charge in notice.charges if charge.kind is agreement.kind)
            charged = total(own, notice.open.currency)
            if charged and agreement.amount != charged:
                yield f"{agreement.kind.value} {agreement.said}"


def _sum(payments: Iterable[KeptPayment], invoice: str, currency: str) -> Money:
    """The sum of those of the payments that are of the invoice ("": on account) and in the currency."""
    amounts = (each.payment.amount for each in payments if each.invoice == invoice)
    return total((amount for amount in amounts if amount.currency == currency), currency)


def _on(closing: Closing) -> date:
    return closing.on


def _is_of(notice: NoticeRow, seen: Seen) -> bool:
    """True when the invoice seen under the notice's number is the one it is about."""
    if None in (seen.issued, notice.issued) or seen.issued == notice.issued:
        return True
    return seen.customer_id == notice.customer_id and not is_another(notice.issued, notice.on, seen.issued)


def _paid_on(notice: NoticeRow, each: KeptPayment) -> bool:
    """True when the payment can be one of the invoice that the notice is about."""
    if notice.issued is None or each.came_for(notice.issued):
        return notice.issued is None or each.is_of(notice.issued)
    assert each.of is not None
    ours = each.customer_id in ("", notice.customer_id) and not is_another(notice.issued, notice.on, each.of[0])
    return ours and each.is_of(notice.issued)
