"""Letters for tests: creditors, customers and notices to choose from, and a letter as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from tests.languages import LANGUAGES as LANGUAGES

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.languages import load_wording
from pastdue.letters.compose import Composition as Composition
from pastdue.letters.compose import compose as compose
from pastdue.letters.language.wording import Wording
from pastdue.letters.language.written import Conventions as Conventions
from pastdue.model import STAGES as STAGES
from pastdue.model import (
    Charge,
    ChargeKind,
    Creditor,
    CustomerKind,
    DayCount,
    Invoice,
    Issued,
    Notice,
    Overdue,
    Party,
    Payment,
    Segment,
    Stage,
)
from pastdue.model.countries import CalendarName
from pastdue.model.letters import AnnexPart, ClaimForms, Draft, Grid, Letter
from pastdue.model.letters import InvoiceCopy as InvoiceCopy
from pastdue.model.money import Money

ON = date(2026, 11, 23)
FORMS = ClaimForms("forms.pdf", "0" * 64, 10)
GOLDEN = Path(__file__).parents[1] / "golden" / "letters"
WORDING: dict[str, Wording] = {language: load_wording(Catalog(), language) for language in LANGUAGES}

_DAYS = {Stage.REMINDER: 33, Stage.SECOND_NOTICE: 63, Stage.THIRD_NOTICE: 93, Stage.FINAL_DEMAND: 123}
_PAY_BY = {
    Stage.REMINDER: date(2026, 12, 3),
    Stage.SECOND_NOTICE: date(2026, 12, 3),
    Stage.THIRD_NOTICE: date(2026, 11, 30),
    Stage.FINAL_DEMAND: date(2026, 12, 7),
}
HOMES = {
    "en": ("GB", "Hart & Doyle Studio Ltd", ("14 Canal Street", "LEEDS", "LS1 4AP"), "Leeds", "GBP"),
    "pl": ("PL", "Studio Nowak sp. z o.o.", ("ul. Prosta 51", "00-838 Warszawa"), "Warszawa", "PLN"),
    "de": ("DE", "Büro Weiß GmbH", ("Lindenstr. 8", "10969 Berlin"), "Berlin", "EUR"),
    "fr": ("FR", "Atelier Lefèvre SARL", ("12 rue du Port", "69002 LYON"), "Lyon", "EUR"),
    "es": ("ES", "Taller Núñez S.L.", ("Calle Mayor 3", "28013 Madrid"), "Madrid", "EUR"),
    "it": ("IT", "Officina Però S.r.l.", ("Via Roma 12", "20121 MILANO MI"), "Milano", "EUR"),
    "nl": ("NL", "Atelier Vermeer B.V.", ("Keizersgracht 8", "1015 CN AMSTERDAM"), "Amsterdam", "EUR"),
}
HOMES |= {language: HOMES["en"] for language in LANGUAGES if language not in HOMES}


def creditor(language: str = "en", country: str = "") -> Creditor:
    """The creditor whose letters are in `language`; `country` moves it elsewhere."""
    home, name, address, city, _ = HOMES[language]
    party = Party("", name, address, country or home, language, email="office@example.com", phone="+44 113 496 0000")
    return Creditor(
        party, city=city, tax_id="5213870274", iban="PL61109010140000071219812874", bic="WBKPPLPP",
        bank="Example Bank", signatory="Anna Nowak", role="Accounts",
    )  # fmt: skip


def customer(country: str = "", kind: CustomerKind = CustomerKind.BUSINESS, name: str = "Greta's <Shop>") -> Party:
    """A customer, in the creditor's country when `country` is empty."""
    return Party("C-007", name, ("1 High Road", "TOWN"), country, kind=kind)


def money(amount: str, currency: str) -> Money:
    return Money(Decimal(amount), currency)


def interest(days: int, base: Money) -> Charge:
    """Interest of `days` days to the day of the letter at 12.25 % a year."""
    percent = Decimal("12.25")
    amount = (base * (percent * days / Decimal(36500))).rounded()
    since = ON - timedelta(days=days)
    segment = Segment(amount, since, ON, days, base, percent, DayCount.ACTUAL_365)
    return Charge(ChargeKind.INTEREST, "house", (segment,), base.currency, "Late Payment Act")


def fee(currency: str, kind: ChargeKind = ChargeKind.FEE) -> Charge:
    return Charge(kind, "house", (Segment(money("40.00", currency)),), currency)


def issued(number: str, stage: Stage, on: date) -> Issued:
    return Issued(number, stage, on, on + timedelta(days=10), f"L-{on:%m%d}", money("1", "EUR"))


def history(number: str, stage: Stage) -> tuple[Issued, ...]:
    """The letters an invoice has had when it climbed the ladder rung by rung."""
    return tuple(
        issued(number, earlier, ON - timedelta(days=30 * (STAGES.index(stage) - STAGES.index(earlier))))
        for earlier in STAGES[: STAGES.index(stage)]
    )


def notice(
    stage: Stage, currency: str = "GBP", number: str = "2026-101", to: Party | None = None, charged: bool = True
) -> Notice:
    """A notice of `stage`, part paid, with the letters that went before and, from the second on, interest."""
    days = _DAYS[stage]
    due = ON - timedelta(days=days)
    invoice = Invoice(
        number, to or customer(), due - timedelta(days=30), due, money("12345.60", currency),
        (Payment(money("1000.00", currency), due + timedelta(days=5)),), project="Website",
    )  # fmt: skip
    overdue = Overdue(invoice, ON, due, days, days * 5 // 7, CalendarName("GB"))
    charges = (interest(days, overdue.open), fee(currency)) if charged and stage is not Stage.REMINDER else ()
    return Notice(overdue, stage, _PAY_BY[stage], charges, history(number, stage))


def notices(stage: Stage, count: int, currency: str = "GBP") -> tuple[Notice, ...]:
    return tuple(notice(stage, currency, f"2026-{101 + n}") for n in range(count))


def draft(language: str, stage: Stage, *of: Notice, credits_: tuple[tuple[str, Money], ...] = ()) -> Draft:
    """The draft of a letter about the notices `of`, or about one that the stage makes."""
    own = of or (notice(stage, HOMES[language][4]),)
    return Draft("2026-0017", ON, stage, language, own, credits_)


def letter(
    made: Draft,
    by: Creditor | None = None,
    clauses: tuple[str, ...] = (),
    daily: Callable[[Notice], Money | None] = lambda _: None,
    services: Mapping[str, str] | None = None,
) -> Letter:
    own = by or creditor(made.language)
    return compose(growing(made, daily), Composition(own, WORDING, clauses, services=services or {}))


def growing(made: Draft, daily: Callable[[Notice], Money | None]) -> Draft:
    """The draft, each of its notices that bears interest growing by `daily`."""
    return replace(
        made,
        notices=tuple(
            replace(n, daily=daily(n)) if any(c.kind is ChargeKind.INTEREST for c in n.charges) else n
            for n in made.notices
        ),
    )


def daily_interest(of: Notice) -> Money:
    """The interest of one further day at 12.25 % a year, unrounded."""
    return of.overdue.open * (Decimal("12.25") / 36500)


def with_invoice(own: Notice, **changes: object) -> Notice:
    """The notice `own` with some fields of its invoice changed."""
    invoice: Invoice = replace(own.invoice, **changes)  # type: ignore[arg-type]
    return replace(own, overdue=replace(own.overdue, invoice=invoice))


def without_project(of: Notice) -> Notice:
    return with_invoice(of, project="")


def claim(language: str = "en", *of: Notice) -> Draft:
    """The draft of a letter of claim to a sole trader, about the notices `of` or about one."""
    one = notice(Stage.FINAL_DEMAND, to=customer("GB", CustomerKind.SOLE_TRADER))
    own = of or (replace(one, pay_by=ON + timedelta(days=30)),)
    return replace(draft(language, Stage.FINAL_DEMAND, *own), forms=FORMS)


def as_text(made: Letter) -> str:
    """Every word of a letter, in the order of reading."""
    blocks = [
        "\n".join((*made.head.sender, *(f"{label}: {value}" for label, value in made.head.sender_details))),
        made.head.return_line,
        "\n".join(made.head.recipient),
        made.head.service,
        made.head.place_and_date,
        "\n".join(f"{label}: {value}" for label, value in made.head.references),
        made.subject,
        made.salutation,
        *made.opening,
        grid_text(made.grid),
        *made.closing,
        "\n".join((made.payment.title, *(f"{label}: {value}" for label, value in made.payment.rows))),
        made.payment.pay_line,
        "\n".join((made.farewell, *made.signature)),
        made.enclosed.line,
        "\n".join(made.footer),
        made.annex.title,
        "\n".join(made.annex.intro),
        *(_part_text(part) for part in made.annex.parts),
        "\n".join((made.continued_label, made.title, made.author)),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def plain(text: str) -> str:
    """`text` with a space wherever there is one that no line breaks at."""
    return text.replace("\u00a0", " ")


def told(made: Letter) -> str:
    """The paragraphs of a letter."""
    return "\n".join((*made.opening, *made.closing))


def _part_text(part: AnnexPart) -> str:
    return "\n".join((part.heading, grid_text(part.grid), *part.notes))


def grid_text(grid: Grid) -> str:
    lines = [" | ".join(cells) for cells in (grid.headings, *grid.rows)]
    return "\n".join((*lines, *grid.under, *(f"{label}: {amount}" for label, amount in grid.totals)))


def golden(language: str, stage: Stage) -> str:
    """The letter that tests/golden/letters keeps for a language and stage."""
    return as_text(letter(draft(language, stage), daily=daily_interest))


def golden_claim(language: str) -> str:
    """The letter of claim that tests/golden/letters keeps for a language; whoever writes it sits in England."""
    return as_text(letter(claim(language), creditor("en"), daily=daily_interest))


def write_golden() -> None:
    """Write the golden letters anew: `python -m tests.letters.letter_cases`, then read every one of them."""
    for language in LANGUAGES:
        for stage in STAGES:
            (GOLDEN / f"{language}-{stage.value}.txt").write_text(golden(language, stage), encoding="utf-8")
        (GOLDEN / f"{language}-letter_of_claim.txt").write_text(golden_claim(language), encoding="utf-8")


if __name__ == "__main__":
    write_golden()
