"""Statements of account on paper, in the customer's language, with a letter's first page for a window envelope."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pastdue.letters.language.voice import Voice
from pastdue.letters.language.wording import Wording
from pastdue.letters.parts import heads
from pastdue.letters.parts.kinds import kind_name
from pastdue.letters.parts.payment import account_rows
from pastdue.model import Creditor
from pastdue.model.money import Money
from pastdue.reports.statements.account import AccountEntry, AccountStatement, CurrencyAccount, EntryKind
from pastdue.typeset.document import DataTable, Document, Heading, KeyValues, Paragraph, PostedTo, Tone
from pastdue.typeset.document.document import DocumentPart

_ONE_LINE = 40
"""The length of a charge's name, in characters, that leaves its invoice's number room in the same line; a longer one is
said in short, as the annex of a letter has it."""


@dataclass(frozen=True, slots=True)
class StatementPaper:
    """The facts of a statement beside its figures: its sender, and the words of its language, of the sender's and
    English."""

    creditors: Mapping[str, Creditor]
    """The creditor by currency: each with the account that debts in it are paid into."""
    wording: Mapping[str, Wording]
    firm: Creditor

    def document(self, statement: AccountStatement) -> Document:
        """The statement in words."""
        voice = Voice.of(self.wording[statement.language], self.firm.party.country)
        day = voice.written.day(statement.as_of)
        subtitle = voice.say("statement.as_of", {"date": day})
        if statement.since is not None:
            since = voice.written.day(statement.since)
            subtitle = voice.say("statement.period", {"since": since, "date": day})
        parts: list[DocumentPart] = [Paragraph(voice.say("statement.intro", {"date": day}))]
        several = len(statement.accounts) > 1
        for account in statement.accounts:
            if several:
                parts.append(Heading(voice.say("statement.currency", {"currency": account.currency})))
            parts += _Account(statement, account, voice).parts()
            if account.closing.amount > 0:
                parts += self._paying(statement, account.currency, voice)
        parts.append(Paragraph(self._questions(voice)))
        return Document(
            title=voice.say("statement.title"),
            parts=tuple(parts),
            firm=self.firm.party.name,
            page_label=voice.say("page", {"page": "{page}", "pages": "{pages}"}),
            subtitle=subtitle,
            language=voice.locale,
            on=statement.as_of,
            post=self._post(statement, voice),
        )

    def _paying(self, statement: AccountStatement, currency: str, voice: Voice) -> Iterator[DocumentPart]:
        """The account to pay into, and the reference to quote."""
        customer, creditor = statement.customer, self.creditors[currency]
        rows = account_rows(creditor, customer, currency, voice)
        if rows:
            quoted = customer.id if customer.id != customer.name else customer.name
            yield Heading(voice.say("payment.title"), 2)
            yield KeyValues((*rows, (voice.say("payment.reference"), quoted)))

    def _questions(self, voice: Voice) -> str:
        """The line that says whom to ask about the statement."""
        contact = heads.contact(self.firm, voice)
        return voice.say("contact.reach", {"contact": contact}) if contact else voice.say("contact.write")

    def _post(self, statement: AccountStatement, voice: Voice) -> PostedTo | None:
        """The first page of a letter; None for a customer without an address."""
        customer, firm = statement.customer, self.firm
        if not customer.address:
            return None
        head = heads.letter_head(firm, customer, self.wording, voice, statement.as_of)
        return PostedTo(head, (firm.register,) if firm.register else ())


@dataclass(frozen=True, slots=True)
class _Account:
    """One account of a statement, in the language of `voice`."""

    statement: AccountStatement
    account: CurrencyAccount
    voice: Voice

    def parts(self) -> Iterator[DocumentPart]:
        """The entries with their running balance, and the open items."""
        yield self._entries()
        account, say, day = self.account, self.voice.say, self.voice.written.day(self.statement.as_of)
        if account.open_items:
            yield Heading(say("statement.open_items", {"date": day}), 2)
            yield self._open()
        if account.closing.amount < 0:
            yield Paragraph(say("statement.in_credit"), Tone.STRONG)
        elif not account.closing:
            yield Paragraph(say("statement.settled"), Tone.STRONG)

    def _entries(self) -> DataTable:
        account, voice, currency = self.account, self.voice, self.account.currency
        rows = [self._row(entry, balance) for entry, balance in zip(account.entries, account.balances, strict=True)]
        since = self.statement.since
        if since is not None:
            brought = ("", voice.say("statement.brought"), "", "", voice.written.amount(account.opening))
            rows.insert(0, brought)
        day = voice.written.day(self.statement.as_of)
        closing = ("", voice.say("statement.closing", {"date": day}), "", "", voice.written.amount(account.closing))
        headings = (
            *(voice.say(f"statement.{name}") for name in ("day", "what", "due")),
            *(voice.headed(f"statement.{name}", currency) for name in ("amount", "balance")),
        )
        return DataTable(headings, tuple(rows), "lllrr", (closing,), weights=(1.3, 6.0, 1.3, 1.4, 1.5))

    def _row(self, entry: AccountEntry, balance: Money) -> tuple[str, ...]:
        write = self.voice.written
        on = write.short_day(entry.on) if entry.on else self.voice.say("statement.undated")
        due = write.short_day(entry.due) if entry.due else ""
        return on, self._what(entry), due, write.amount(entry.amount), write.amount(balance)

    def _what(self, entry: AccountEntry) -> str:
        """The name of a row."""
        voice = self.voice
        if entry.charge is not None:
            charge = kind_name(entry.charge, self.statement.customer, voice)
            short = voice.say(f"annex.{entry.charge.kind.value}")
            named = charge if len(charge) <= _ONE_LINE else short
            return voice.say("statement.charge", {"charge": named, "number": entry.invoice})
        if entry.kind is EntryKind.CHARGE:
            return voice.say("statement.charges", {"number": entry.invoice})
        if entry.kind is EntryKind.ON_ACCOUNT:
            return voice.say("statement.on_account", {"reference": entry.reference}).rstrip()
        return voice.say(f"statement.{entry.kind.value}", {"number": entry.invoice})

    def _open(self) -> DataTable:
        account, voice, write = self.account, self.voice, self.voice.written
        rows = tuple(
            (
                item.overdue.invoice.number,
                write.short_day(item.overdue.invoice.due) if item.overdue.invoice.due_known else "",
                str(max(0, item.overdue.days)),
                write.amount(item.open), write.amount(item.charges_open), write.amount(item.open + item.charges_open),
            )
            for item in account.open_items
        )  # fmt: skip
        headings = (
            *(voice.say(f"grid.{name}") for name in ("invoice", "due", "days")),
            *(voice.headed(f"grid.{name}", account.currency) for name in ("open", "charges")),
            voice.headed("statement.total", account.currency),
        )
        totals: list[tuple[str, ...]] = []
        if account.credits:
            credits_ = write.amount(account.credits)
            totals.append((voice.say("statement.of_credits"), "", "", "", "", credits_))
        sums = (account.invoices_open, account.charges_open, account.closing)
        totals.append((voice.say("grid.total"), "", "", *map(write.amount, sums)))
        return DataTable(headings, rows, "llrrrr", tuple(totals), weights=(3, 1.6, 1.2, 1.7, 1.7, 1.7))
