"""Files whose headers the user had to explain: words and days nobody knows are asked about, and names told from
numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, taken

from pastdue.model.messages import Message

MAPPED = {"invoice": "Xa", "customer": "Xb", "issued": "Xc", "due": "Xd", "total": "Xe"}


def strange(header: str, *cells: str) -> str:
    rows = (
        f"INV-{n},Alder {n},2026-01-{12 + n},2026-02-{12 + n},{n}00.00,EUR,{cell}" for n, cell in enumerate(cells, 1)
    )
    return "\n".join([f"Xa,Xb,Xc,Xd,Xe,Currency,{header}", *rows]) + "\n"


def test_words_that_come_again_and_again_in_a_strange_file_are_asked_about(tmp_path: Path) -> None:
    text = strange("Zork", "Blip", "Blop", "Blip")
    said = refusal(tmp_path, text, map=MAPPED)
    assert "Zork: has 2 words that come again and again, as 'Blip', and is not read" in said
    assert "--map status=Zork" in said and "--map type=Zork" in said
    assert "--map status=Zork  # 3 invoices" in said and "'Blip' in 2 rows" in said and "'Blop' in 1 row" in said
    assert "--map type=Zork  # 3 invoices, open 600.00 EUR; then asks what 'Blip', 'Blop' means" in said
    assert "'Blop' in 1 row" in refusal(tmp_path, text, map={**MAPPED, "status": "Zork"})
    assert len(opened(taken(tmp_path, text, map=MAPPED, ignore=("Zork",)))) == 3


@pytest.mark.parametrize("cells", [("Blip", "Blip", "Blip"), ("Blip", "Blop", "Blap")])
def test_one_word_for_all_or_another_in_each_row_is_no_state(tmp_path: Path, cells: tuple[str, ...]) -> None:
    assert len(opened(taken(tmp_path, strange("Zork", *cells), map=MAPPED))) == 3


def test_such_words_are_passed_over_where_the_headers_are_known(tmp_path: Path) -> None:
    text = strange("Zork", "Blip", "Blop", "Blip")
    text = text.replace("Xa,Xb,Xc,Xd,Xe", "Invoice No,Customer,Invoice Date,Due Date,Amount")
    assert len(opened(taken(tmp_path, text))) == 3


def test_days_in_some_rows_under_an_unknown_header_are_asked_about(tmp_path: Path) -> None:
    text = strange("Zork", "2026-02-01", "", "")
    said = refusal(tmp_path, text, map=MAPPED)
    assert "Zork: has days for some of the invoices, and is not read: were those paid in full then?" in said
    assert opened(taken(tmp_path, text, map={**MAPPED, "settled_on": "Zork"}))["INV-1"] == "0.00"
    for known in ("Delivery expected", "Last reminder", "Updated"):
        assert len(opened(taken(tmp_path, text.replace("Zork", known), map=MAPPED))) == 3


@pytest.mark.parametrize(("number", "name"), [("Debitor", "Name"), ("Kunde", "Name 1"), ("Customer", "Company")])
def test_a_column_of_numbers_beside_one_of_names_is_the_customers_number(
    tmp_path: Path, number: str, name: str
) -> None:
    text = (
        f"Invoice No,{number},{name},Invoice Date,Due Date,Amount,Currency\n"
        "A1,1001,Alder AG,2026-01-13,2026-02-12,100.00,CHF\nA2,1002,Birch Peter,2026-01-14,2026-02-13,9.00,CHF\n"
    )
    intake = taken(tmp_path, text)
    frame = intake.book.frame
    assert frame["customer"].tolist() == ["Alder AG", "Birch Peter"] and frame["customer_id"].tolist() == [
        "1001",
        "1002",
    ]
    assert f"{number!r} holds the customers' numbers, and {name!r} their names" in str(intake.remarks)
    assert Message.of("column_customer_ids", column=repr(number), names=repr(name)) in intake.told


def test_days_that_only_some_rows_have_are_put_forward_as_no_day_of_issue(tmp_path: Path) -> None:
    text = "Invoice No,Customer,Matched,Due Date,Amount,Currency\n" + "".join(
        f"{n},Alder,{day},2026-02-1{n},100.00,EUR\n" for n, day in ((1, "2026-02-11"), (2, ""), (3, ""))
    )
    assert "issued=Matched" not in refusal(tmp_path, text)


@pytest.mark.parametrize(
    "head",
    ["Laskunumero,Asiakas,Laskupäivä,Eräpäivä,Loppusumma,Valuutta,Tila",
     "Számlaszám,Vevő,Számla kelte,Fizetési határidő,Bruttó összeg,Deviza,Állapot",
     "Fatura No,Müşteri,Fatura Tarihi,Vade Tarihi,Genel Toplam,Para Birimi,Durum",
     "Nr. factura,Nume client,Data emiterii,Data scadenței,Valoare totală,Moneda,Stare"],
)  # fmt: skip
@pytest.mark.parametrize("paid", ["Maksettu", "Kifizetve", "Ödendi", "Achitată", "iptal", "Sztornózva"])
def test_lists_in_finnish_hungarian_turkish_and_romanian_are_known(tmp_path: Path, head: str, paid: str) -> None:
    text = f"{head}\n1,Alder,2026-01-13,2026-02-12,100.00,EUR,{paid}\n2,Birch,2026-01-14,2026-02-13,9.00,EUR,avoin\n"
    assert {number: left for number, left in opened(taken(tmp_path, text)).items() if left != "0.00"} == {"2": "9.00"}


def test_a_header_without_the_number_whose_every_row_has_too_few_fields_is_refused_in_words(tmp_path: Path) -> None:
    said = refusal(tmp_path, ",nvoice,customer,issued,due,currency,total\nA-1,Ada,2026-01-05,2026-02-04,EUR,7.00\n")
    assert "no column for invoice" in said


def test_texts_that_differ_in_the_rows_of_one_number_are_no_names_of_customers(tmp_path: Path) -> None:
    text = (
        "Rechnungs-Nr.,Kunden-Nr.,Bezeichnung,Rechnungsdatum,Fällig am,Betrag,Währung\n"
        "A1,1001,Beitrag 2026,13.01.2026,12.02.2026,100.00,EUR\nA2,1002,Halle,14.01.2026,13.02.2026,9.00,EUR\n"
        "A3,1001,{third},14.01.2026,13.02.2026,9.00,EUR\n"
    )
    assert set(taken(tmp_path, text.format(third="Trainer")).book.frame["customer"]) == {"1001", "1002"}
    assert "it may be customer in 'Bezeichnung'" in refusal(tmp_path, text.format(third="Beitrag 2026"))


def test_a_name_that_is_written_in_two_ways_is_one_still(tmp_path: Path) -> None:
    text = (
        "Invoice No,Debitor,Name,Invoice Date,Due Date,Amount,Currency\n"
        "A1,1001,Alder AG,2026-01-13,2026-02-12,100.00,CHF\nA2,1001,Alder,2026-01-14,2026-02-13,9.00,CHF\n"
    )
    assert taken(tmp_path, text).book.frame["customer"].tolist() == ["Alder AG", "Alder"]


def test_a_column_that_most_rows_leave_empty_is_no_number_where_another_has_one_in_each(tmp_path: Path) -> None:
    head = "Invoice No,Customer,Invoice Date,Due Date,Amount,Currency,Document No\n"
    rows = [f",Alder,2026-01-13,2026-02-12,100.00,EUR,D-{n}" for n in range(4)]
    rows[0] = f"R-1{rows[0]}"
    assert set(opened(taken(tmp_path, head + "\n".join(rows) + "\n"))) == {"D-0", "D-1", "D-2", "D-3"}
    rows = [f"R-{n}{row.removeprefix('R-1')}" for n, row in enumerate(rows[:3])] + rows[3:]
    assert set(opened(taken(tmp_path, head + "\n".join(rows) + "\n"))) == {"R-0", "R-1", "R-2"}


def test_a_british_tax_kept_back_is_no_czech_number(tmp_path: Path) -> None:
    text = "Inv,Customer,Date,Due by,Outstanding,CIS\n311,Alder,2026-04-10,2026-05-10,800.00,112\n"
    assert opened(taken(tmp_path, text, currency="GBP")) == {"311": "800.00"}


def test_one_of_two_columns_of_a_name_that_says_what_it_holds_has_no_codes(tmp_path: Path) -> None:
    rows = (
        f"{at},Alder,2026-01-1{at},2026-02-1{at},9.00,A1,{code},EUR\n" for at, code in enumerate(("B2", "A1", "B2"), 1)
    )
    text = "Invoice No,Customer,Invoice Date,Due Date,Amount,Grade,Grade,Currency\n" + "".join(rows)
    assert len(opened(taken(tmp_path, text))) == 3
    assert "has codes under a header that does not say of what" in refusal(tmp_path, text.replace("Grade,Grade", ","))
