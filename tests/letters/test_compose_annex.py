"""The annex: every segment of every charge, so that a pocket calculator can check it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.letters import letter_cases as cases
from tests.letters.letter_cases import LANGUAGES, ON, draft, letter, money, notice, plain

from pastdue.model import Charge, ChargeKind, Conversion, DayCount, Notice, Payment, RateBasis, Segment, Stage
from pastdue.model.countries import CalendarName
from pastdue.model.letters import AnnexPart

BASE = money("1000.00", "GBP")


def charged(*segments: Segment, kind: ChargeKind = ChargeKind.INTEREST, law: str = "") -> Notice:
    return replace(notice(Stage.SECOND_NOTICE), charges=(Charge(kind, "house", segments, "GBP", law),))


def annex_of(own: Notice, language: str = "en") -> AnnexPart:
    (part,) = letter(draft(language, Stage.SECOND_NOTICE, own)).annex.parts
    return part


def span(days: int, day_count: DayCount | None, percent: str = "12") -> Segment:
    since = ON - timedelta(days=days)
    return Segment(money("9.86", "GBP"), since, ON, days, BASE, Decimal(percent), day_count)


@pytest.mark.parametrize("days", [1, 30, 63])
def test_the_first_and_last_day_printed_are_the_first_and_last_counted(days: int) -> None:
    row = annex_of(charged(span(days, DayCount.ACTUAL_365)), "pl").grid.rows[0]
    first, last = (date(*map(int, reversed(day.split(".")))) for day in row[1:3])
    assert last == ON
    assert (last - first).days + 1 == days == int(row[3])


def test_a_row_holds_what_a_calculator_needs() -> None:
    part = annex_of(charged(span(30, DayCount.ACTUAL_365), law="Late Payment Act 1998"))
    assert part.heading == "Invoice 2026-101: Late Payment Act 1998"
    assert part.grid.headings == ("Charge", "From", "To", "Days", "Balance\u00a0£", "Rate", "Amount\u00a0£")
    (row,) = part.grid.rows
    assert row[:3] == ("Interest", "25\u00a0Oct\u00a02026", "23\u00a0Nov\u00a02026")
    assert row[3:] == ("30", "1,000.00", "12%", "9.86")
    assert letter(draft("en", Stage.SECOND_NOTICE, charged(span(30, DayCount.ACTUAL_365)))).annex.intro[-1] == (
        "Day count: actual/365"
    )
    assert part.grid.totals == (("Total charges", "£9.86"),)


def test_without_a_law_the_ground_is_in_words_and_never_a_policy_s_name() -> None:
    assert annex_of(charged(span(30, DayCount.ACTUAL_365))).heading == "Invoice 2026-101: contractual interest"
    fee = charged(Segment(money("40.00", "GBP")), kind=ChargeKind.FEE)
    assert annex_of(fee, "de").heading == "Rechnung 2026-101: Mahngebühr"
    for language in LANGUAGES:
        assert "house" not in cases.as_text(letter(draft(language, Stage.SECOND_NOTICE, fee)))


def test_a_paragraph_sign_stays_with_its_number() -> None:
    own = charged(span(30, DayCount.ACTUAL_365), law="BGB § 288 Abs. 2, § 247")
    assert annex_of(own, "de").heading == "Rechnung 2026-101: BGB §\xa0288 Abs.\xa02, §\xa0247"


def test_fees_and_adjustments_are_rows_with_their_name() -> None:
    cap, vat = money("-10.00", "GBP"), money("6.00", "GBP")
    own = charged(
        Segment(money("40.00", "GBP")),
        Segment(cap, note="cap"),
        Segment(vat, base=money("30.00", "GBP"), percent=Decimal(20), note="vat"),
        kind=ChargeKind.FEE,
    )
    rows = annex_of(own).grid.rows
    assert rows[0] == ("Late fee", "", "", "40.00")
    assert rows[1] == ("Late fee: limit", "", "", "–10.00")
    assert rows[2] == ("Late fee: VAT", "30.00", "20%", "6.00")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("note", ["minimum", "cap", "vat", "waived"])
def test_every_adjustment_has_a_name_in_every_language(language: str, note: str) -> None:
    own = charged(Segment(money("1.00", "GBP"), note=note), kind=ChargeKind.FEE)
    plain = annex_of(charged(Segment(money("1.00", "GBP")), kind=ChargeKind.FEE), language).grid.rows[0][0]
    assert annex_of(own, language).grid.rows[0][0].replace("\u00a0", "").startswith(f"{plain}: ".replace("\u00a0", ""))


def test_the_count_of_days_names_both_counts_and_the_calendar() -> None:
    own = charged(span(30, DayCount.ACTUAL_365))
    own = replace(own, overdue=replace(own.overdue, calendar=CalendarName("GB", "SCT", 2)))
    assert plain(annex_of(own).notes[0]) == (
        "Overdue on 23 November 2026: 63 days, of which 45 business days "
        "(calendar: United Kingdom (SCT); our own 2 closed days counted out)."
    )
    assert "63\xa0days, of which 45\xa0business days" in annex_of(own).notes[0]
    assert "(kalendarz: Wielka Brytania (SCT), z pominięciem 2 dni zamknięcia naszej firmy)" in plain(
        annex_of(own, "pl").notes[0]
    )


def test_a_due_date_that_moved_is_explained_and_one_that_did_not_is_not() -> None:
    own = charged(span(30, DayCount.ACTUAL_365))
    moved = replace(own, overdue=replace(own.overdue, effective_due=date(2026, 9, 22)))
    note = (
        "The due date of 21\xa0September\xa02026 fell on a\xa0closed day; "
        "interest and days are counted from 22\xa0September\xa02026."
    )
    assert note in annex_of(moved).notes
    assert note not in annex_of(own).notes


def test_payments_are_listed_in_order_and_later_ones_left_out() -> None:
    own = charged(span(30, DayCount.ACTUAL_365))
    payments = (
        Payment(money("20.00", "GBP"), ON),
        Payment(money("10.00", "GBP"), date(2026, 10, 1)),
        Payment(money("30.00", "GBP"), ON + timedelta(days=1)),
        Payment(money("5.00", "GBP")),
    )
    invoice = replace(own.invoice, payments=payments)
    notes = annex_of(replace(own, overdue=replace(own.overdue, invoice=invoice))).notes
    listed = "Payments taken into account: 1 Oct 2026: £10.00; 23 Nov 2026: £20.00."
    assert listed in map(plain, notes)
    assert "A\xa0payment without a\xa0date counts as paid on the due date: £5.00." in notes


def test_a_monthly_rate_is_given_its_yearly_equivalent() -> None:
    part = annex_of(charged(span(30, None, "1.5")))
    assert "A\xa0rate of 1.5% a\xa0month equals a\xa0nominal 18% a\xa0year." in part.notes
    assert part.grid.rows[0][5] == "1.5%"
    assert (
        "Day count: per month" in letter(draft("en", Stage.SECOND_NOTICE, charged(span(30, None, "1.5")))).annex.intro
    )


def test_a_yearly_rate_and_a_percentage_fee_have_no_monthly_note() -> None:
    once = Segment(money("50.00", "GBP"), base=BASE, percent=Decimal(5))
    for own in (charged(span(30, DayCount.ACTUAL_365)), charged(once, kind=ChargeKind.FEE)):
        assert not [note for note in annex_of(own).notes if "a month" in note]


@pytest.mark.parametrize(
    ("segment", "has", "has_not"),
    [
        (span(30, DayCount.ACTUAL_365), ("days = to – from + 1", "annual rate"), ("monthly rate",)),
        (span(30, None), ("days = to – from + 1", "monthly rate"), ("annual rate",)),
        (Segment(money("40.00", "GBP")), ("rounded",), ("annual rate", "monthly rate", "to – from")),
    ],
    ids=["by day", "by month", "a fee"],
)
def test_the_intro_explains_what_is_there_and_nothing_else(
    segment: Segment, has: tuple[str, ...], has_not: tuple[str, ...]
) -> None:
    intro = plain(" ".join(letter(draft("en", Stage.SECOND_NOTICE, charged(segment))).annex.intro))
    assert [words for words in has if words not in intro] == []
    assert [words for words in has_not if words in intro] == []


def test_thirty_360_explains_its_months() -> None:
    assert "30 days and the year as 360" in annex_of(charged(span(30, DayCount.THIRTY_360))).notes[-1]
    assert "360" not in annex_of(charged(span(30, DayCount.ACTUAL_365))).notes[-1]


def test_only_invoices_with_charges_have_a_part() -> None:
    first, second = cases.notices(Stage.SECOND_NOTICE, 2)
    made = letter(draft("en", Stage.SECOND_NOTICE, replace(first, charges=()), second))
    assert [part.heading.split(":")[0] for part in made.annex.parts] == ["Invoice 2026-102"]


def many(count: int) -> tuple[Notice, ...]:
    return cases.notices(Stage.SECOND_NOTICE, count)


def test_one_invoice_has_a_part_and_two_share_a_table() -> None:
    (part,) = letter(draft("en", Stage.SECOND_NOTICE, *many(1))).annex.parts
    assert part.heading == "Invoice 2026-101: Late Payment Act · late fee"
    (joint,) = letter(draft("en", Stage.SECOND_NOTICE, *many(2))).annex.parts
    assert joint.heading == "All invoices: Late Payment Act · late fee"
    assert [row[0] for row in joint.grid.rows] == ["2026-101", "2026-102"]
    assert len(joint.grid.under) == len(joint.grid.rows)
    assert plain(joint.grid.under[1]) == "Payments taken into account: 26 Sep 2026: £1,000.00."


def test_in_a_shared_table_each_kind_of_charge_has_a_column_and_a_plain_sum_no_line_of_its_own() -> None:
    (joint,) = letter(draft("en", Stage.SECOND_NOTICE, *many(2))).annex.parts
    assert joint.grid.headings[-2:] == ("Interest\u00a0£", "Late fee\u00a0£")
    assert [row[-2:] for row in joint.grid.rows] == [("239.89", "40.00"), ("239.89", "40.00")]


def test_a_second_fee_of_an_invoice_has_a_line_of_its_own_and_an_adjustment_is_named() -> None:
    fees = (Segment(money("5.00", "GBP")), Segment(money("7.00", "GBP")), Segment(money("-2.00", "GBP"), note="cap"))
    first, second = many(2)
    first = replace(first, charges=(*first.charges[:1], Charge(ChargeKind.FEE, "house", fees, "GBP")))
    (joint,) = letter(draft("en", Stage.SECOND_NOTICE, first, second)).annex.parts
    assert [(row[0], row[1], *row[-2:]) for row in joint.grid.rows] == [
        ("2026-101", "22\xa0Sep\xa02026", "239.89", "5.00"),
        ("", "Late fee: limit", "", "–2.00"),
        ("", "", "", "7.00"),
        ("2026-102", "22\xa0Sep\xa02026", "239.89", "40.00"),
    ]


def test_a_rate_and_a_day_count_that_never_change_are_said_once_above_the_table() -> None:
    made = letter(draft("en", Stage.SECOND_NOTICE, *many(2)))
    assert "Rate: 12.25% · Day count: actual/365" in made.annex.intro
    assert not {"Rate", "Day count"} & set(made.annex.parts[0].grid.headings)
    first, second = many(2)
    other = replace(second, charges=(replace(second.charges[0], segments=(span(30, DayCount.ACTUAL_360),)),))
    mixed = letter(draft("en", Stage.SECOND_NOTICE, first, replace(other, charges=(*other.charges, first.charges[1]))))
    assert {"Rate", "Day count"} <= set(mixed.annex.parts[0].grid.headings)


def cents(text: str) -> int:
    return round(float(text.replace(",", "")) * 100) if text else 0


def test_the_shared_table_adds_up_to_the_charges_of_the_letter() -> None:
    own = draft("en", Stage.SECOND_NOTICE, *many(5))
    (joint,) = letter(own).annex.parts
    interest, fees = (sum(cents(row[n]) for row in joint.grid.rows) for n in (-2, -1))
    assert joint.grid.totals == (
        ("Statutory interest", f"£{interest / 100:,.2f}"),
        ("Late fee", f"£{fees / 100:,.2f}"),
        ("Total charges", f"£{(interest + fees) / 100:,.2f}"),
    )


def test_the_sums_carried_forward_are_those_of_the_rows_so_far() -> None:
    made = letter(draft("en", Stage.SECOND_NOTICE, *many(5)))
    for grid in (made.grid, made.annex.parts[0].grid):
        assert grid.carried == ("Carried forward", "Brought forward")
        shown = [n for n, cell in enumerate(grid.running[0]) if cell]
        assert shown
        for n in shown:
            sums = [sum(cents(row[n]) for row in grid.rows[: last + 1]) for last in range(len(grid.rows))]
            assert [cents(row[n]) for row in grid.running] == sums


def test_invoices_on_different_grounds_share_no_table() -> None:
    first, *others = many(4)
    other = replace(first, charges=(replace(first.charges[0], law="Another Act"),))
    parts = letter(draft("en", Stage.SECOND_NOTICE, other, *others)).annex.parts
    assert [part.heading for part in parts] == [
        "Invoice 2026-101: Another Act",
        "3\xa0invoices: Late Payment Act · late fee",
    ]


def test_what_a_monthly_rate_is_in_a_year_is_said_once() -> None:
    monthly = [
        replace(n, charges=(Charge(ChargeKind.INTEREST, "house", (span(30, None, "1.5"),), "GBP"),)) for n in many(2)
    ]
    made = letter(draft("en", Stage.SECOND_NOTICE, *monthly))
    text = cases.as_text(made)
    assert text.count("A\xa0rate of 1.5% a\xa0month equals a\xa0nominal 18% a\xa0year.") == 1


def test_a_rate_agreed_by_the_month_is_named_as_agreed_with_its_yearly_equivalent() -> None:
    own = charged(span(30, DayCount.THIRTY_360))
    agreed = replace(own, charges=tuple(replace(c, law="", agreed=Decimal("1.5")) for c in own.charges))
    assert plain(annex_of(agreed).heading) == "Invoice 2026-101: 1.5% per month (18% a year), as agreed"
    assert plain(annex_of(agreed, "pl").heading).endswith("1,5% miesięcznie (18% rocznie), zgodnie z umową")


def test_several_articles_of_one_policy_are_cited_at_once_and_a_single_one_by_itself() -> None:
    both = "§§ 247, 288 Abs. 2 und 5 BGB"
    (interest,) = charged(span(30, DayCount.ACTUAL_365), law="BGB § 288 Abs. 2").charges
    interest = replace(interest, citation=both)
    lump = replace(cases.fee("GBP", ChargeKind.COMPENSATION), law="BGB § 288 Abs. 5", citation=both)
    own = charged(span(30, DayCount.ACTUAL_365))
    assert plain(annex_of(replace(own, charges=(interest, lump))).heading) == f"Invoice 2026-101: {both}"
    assert plain(annex_of(replace(own, charges=(interest,))).heading) == "Invoice 2026-101: BGB § 288 Abs. 2"
    text = plain(" ".join(letter(draft("de", Stage.SECOND_NOTICE, replace(own, charges=(interest, lump)))).closing))
    assert f"({both})" in text


def test_a_due_day_that_a_law_moved_is_moved_by_its_own_article() -> None:
    own = charged(span(30, DayCount.ACTUAL_365), law="BGB § 288 Abs. 2")
    moved = own.overdue.effective_due + timedelta(days=1)
    by_law = replace(own, charges=tuple(replace(c, due=moved, due_law="§ 193 BGB") for c in own.charges))
    notes = [plain(note) for note in annex_of(by_law, "de").notes]
    assert [note for note in notes if "§ 193 BGB" in note and "§ 288" not in note]
    unmoved = replace(own, charges=tuple(replace(c, due=own.overdue.effective_due) for c in own.charges))
    assert not [note for note in annex_of(unmoved, "de").notes if "Fälligkeitstag" in note]


def test_in_a_letter_of_several_invoices_an_article_that_moved_due_days_is_named_once() -> None:
    def of(number: str, law: str) -> Notice:
        own = cases.with_invoice(charged(span(30, DayCount.ACTUAL_365), law="BGB § 288 Abs. 2"), number=number)
        due = own.overdue.effective_due + timedelta(days=1)
        return replace(own, charges=tuple(replace(c, due=due, due_law=law) for c in own.charges))

    for laws, said in ((("§ 193 BGB",) * 3, 1), (("§ 193 BGB", "§ 193 BGB", ""), 1), (("",) * 3, 0)):
        notices = [of(f"A-{n}", law) for n, law in enumerate(laws)]
        made = letter(draft("de", Stage.SECOND_NOTICE, *notices))
        assert plain(cases.as_text(made)).count("§ 193 BGB") == said
        assert sum("§ 193 BGB" in plain(line) for line in made.annex.intro) == said


def test_a_figure_that_stands_in_is_told_by_the_day_without_one_or_by_the_day_it_is_of() -> None:
    rate = RateBasis("ecb-mro", "", Decimal("2.15"), date(2026, 7, 1), date(2025, 6, 11), Decimal(8), "", True)
    sum_ = Conversion(money("40", "EUR"), Decimal("0.87"), "nbp-eur", "", date(2025, 12, 31), "", True)
    interest = charged(replace(span(30, DayCount.ACTUAL_365), basis=rate))
    lump = charged(Segment(money("34.80", "GBP"), conversion=sum_), kind=ChargeKind.COMPENSATION)
    for language in LANGUAGES:
        write = cases.Conventions.of(cases.WORDING[language], cases.HOMES[language][0])
        (unknown,) = [n for n in annex_of(interest, language).notes if "2,15" not in n and "2.15" not in n
                      and write.short_day(rate.on) in n]  # fmt: skip
        (used,) = [n for n in annex_of(lump, language).notes if "0,87" not in n and "0.87" not in n
                   and write.short_day(sum_.on) in n]  # fmt: skip
        assert unknown.split()[0] == used.split()[0]
    assert plain(annex_of(lump, "en").notes[-1]) == (
        "Provisional: NBP mid rate of the euro of 31 Dec 2025 is used, because the one for the day that counts was not "
        "yet known."
    )


def test_interest_that_is_rounded_once_says_so_and_other_charges_are_rounded_line_by_line() -> None:
    own = charged(span(30, DayCount.ACTUAL_365))
    once = replace(own, charges=tuple(replace(c, rounded_once=True) for c in own.charges))
    both = replace(once, charges=(*once.charges, cases.fee("GBP")))
    said = {name: plain(" ".join(letter(draft("en", Stage.SECOND_NOTICE, n)).annex.intro)) for name, n in
            {"each": own, "once": once, "both": both}.items()}  # fmt: skip
    each, whole = "Each amount is rounded", "rounded once as a whole"
    assert {name: (each in text, whole in text) for name, text in said.items()} == {
        "each": (True, False), "once": (False, True), "both": (True, True),
    }  # fmt: skip


def test_rates_of_one_column_have_as_many_decimals_as_the_longest() -> None:
    own = charged(span(60, DayCount.ACTUAL_365, "13.75"), span(30, DayCount.ACTUAL_365, "14"))
    assert [cell for row in annex_of(own, "pl").grid.rows for cell in row if "%" in cell] == ["13,75%", "14,00%"]
    same = charged(span(60, DayCount.ACTUAL_365, "14"), span(30, DayCount.ACTUAL_365, "12"))
    assert [cell for row in annex_of(same, "pl").grid.rows for cell in row if "%" in cell] == ["14%", "12%"]


def test_in_a_shared_table_a_percentage_of_the_debt_stands_beside_the_interest_with_what_it_is_of() -> None:
    tiers = (
        Segment(money("375.00", "GBP"), base=money("2500.00", "GBP"), percent=Decimal(15)),
        Segment(money("168.85", "GBP"), base=money("1688.45", "GBP"), percent=Decimal(10)),
    )
    first, second = many(2)
    first = replace(first, charges=(first.charges[0], Charge(ChargeKind.COMPENSATION, "house", tiers, "GBP")))
    fixed = Charge(ChargeKind.COMPENSATION, "house", (Segment(money("40.00", "GBP")),), "GBP")
    second = replace(second, charges=(second.charges[0], fixed))
    (joint,) = letter(draft("en", Stage.SECOND_NOTICE, first, second)).annex.parts
    assert joint.grid.headings[-3:] == ("Interest\u00a0£", "%\u00a0×\u00a0£", "Compensation\u00a0£")
    assert [(row[0], *row[-3:]) for row in joint.grid.rows] == [
        ("2026-101", "239.89", "15% × 2,500.00", "375.00"),
        ("", "", "10% × 1,688.45", "168.85"),
        ("2026-102", "239.89", "", "40.00"),
    ]
    assert joint.grid.running[-1][-1] == "583.85"


def test_a_percentage_fee_leaves_the_rate_of_interest_to_be_said_once() -> None:
    share = Segment(money("12.25", "GBP"), base=money("100.00", "GBP"), percent=Decimal("12.25"))
    own = [replace(n, charges=(n.charges[0], Charge(ChargeKind.FEE, "house", (share,), "GBP"))) for n in many(2)]
    made = letter(draft("en", Stage.SECOND_NOTICE, *own))
    assert "Rate: 12.25% · Day count: actual/365" in made.annex.intro
    assert {row[-2] for row in made.annex.parts[0].grid.rows} == {"12.25% × 100.00"}
