"""Which currency each invoice is in: by its column, the sign beside its amount or in a header, else as it was said."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import dialect, refusal, remedies, remedies_of_each, taken

from pastdue.intake import Files, read
from pastdue.model.errors.problems import BadInput
from pastdue.model.money import Money

HEAD = "Invoice,Customer,Due date,"


def listed(header: str, *cells: str) -> str:
    return "\n".join([HEAD + header, *(f"A{n},Customer {n},2026-02-1{n},{cell}" for n, cell in enumerate(cells, 1))])


def currencies(folder: Path, text: str, **said: object) -> list[str]:
    return taken(folder, text, **said).book.frame["currency"].tolist()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (listed("Amount", "€100.00", "€50.00"), ["EUR", "EUR"]),
        (listed("Amount (EUR)", "100.00", "50.00"), ["EUR", "EUR"]),
        (listed("Amount in EUR", "100.00", "50.00"), ["EUR", "EUR"]),
        (listed("Amount (R$)", "100.00", "50.00"), ["BRL", "BRL"]),
        (listed("Amount [US$]", "100.00", "50.00"), ["USD", "USD"]),
        (listed("Összeg Ft", "100", "50"), ["HUF", "HUF"]),
        (listed("Kwota zł", "100.00", "50.00"), ["PLN", "PLN"]),
        (listed("Částka Kč", "100.00", "50.00"), ["CZK", "CZK"]),
        (listed("Amount S/.", "100.00", "50.00"), ["PEN", "PEN"]),
        (listed("Amount", "S/ 100.00", "S/. 50.00"), ["PEN", "PEN"]),
        (listed("Amount", "€100.00", "£50.00"), ["EUR", "GBP"]),
        (listed("Amount", "€100.00", "50.00"), ["EUR", "GBP"]),
        (listed("Amount", "100.00", "50.00"), ["GBP", "GBP"]),
        (listed("Amount,Currency", "100.00,EUR", "50.00,"), ["EUR", "GBP"]),
        (listed("Amount,Currency", "100.00,EUR", "$50.00,"), ["EUR", "USD"]),
        (listed("Amount,Paid", "100.00,€0.00", "50.00,€1.00"), ["EUR", "EUR"]),
    ],
)
def test_what_the_file_names_comes_before_the_currency_of_invoices_that_name_none(
    tmp_path: Path, text: str, named: list[str]
) -> None:
    assert currencies(tmp_path, text, currency="GBP", country="US", country_said=True) == named


def test_a_currency_of_the_file_that_is_not_the_one_named_is_said(tmp_path: Path) -> None:
    in_euro = listed("Amount", "€100.00", "€50.00")
    told = "amounts with € are in EUR: GBP is for invoices that name none"
    assert told in taken(tmp_path, in_euro, currency="GBP").remarks
    assert told in taken(tmp_path, listed("Amount", "€100.00", "50.00"), currency="GBP").remarks
    assert told.replace("€", "EUR") in taken(tmp_path, listed("Amount (EUR)", "100.00", "5.00"), currency="GBP").remarks
    assert not any("€" in str(one) for one in taken(tmp_path, in_euro, currency="EUR").remarks)


def test_a_sign_of_several_currencies_is_the_one_that_was_named(tmp_path: Path) -> None:
    text = listed("Amount", "$100.00", "$50.00")
    assert currencies(tmp_path, text, currency="CAD") == ["CAD", "CAD"]
    assert currencies(tmp_path, text, country="AU", country_said=True) == ["AUD", "AUD"]
    assert [said["currency"] for said, _ in remedies(refusal(tmp_path, text, country="PL"))][:2] == ["USD", "CAD"]
    assert remedies(refusal(tmp_path, text, currency="EUR"))[0][0]["currency"] == "USD"


def test_a_sign_is_not_asked_about_where_every_row_names_its_currency(tmp_path: Path) -> None:
    assert currencies(tmp_path, listed("Amount,Currency", "$100.00,NZD", "50.00,EUR"), country="PL") == ["NZD", "EUR"]


def test_without_a_sign_or_a_name_no_currency_is_made_up(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="nothing says in which currency the amounts are"):
        taken(tmp_path, listed("Amount", "100.00", "50.00"), country="GB")


def test_headers_in_two_currencies_are_asked_about(tmp_path: Path) -> None:
    text = listed("Total (USD),Balance (EUR)", "100.00,90.00", "50.00,45.00")
    asked = refusal(tmp_path, text)
    assert "'Total (USD)' and 'Balance (EUR)' are in different currencies" in str(asked)
    assert {said["currency"] for said, _ in remedies_of_each(asked)[0]} == {"USD", "EUR"}
    taken_in = taken(tmp_path, text, map={"total": ""}, currency="EUR").book.frame
    assert taken_in["currency"].tolist() == ["EUR", "EUR"] and taken_in["total_minor"].tolist() == [9000, 4500]


def test_the_same_amounts_in_two_currencies_are_asked_about_where_no_row_names_its_own(tmp_path: Path) -> None:
    text = listed("Total (USD),Total (EUR),Paid (USD),Paid (EUR)", "100.00,90.00,10.00,9.00", "50.00,45.00,0.00,0.00")
    asked = refusal(tmp_path, text, currency="EUR")
    assert "'Total (USD)' and 'Total (EUR)'" in asked and "are in different currencies" in asked
    read_as = {}
    for said, _ in remedies(asked):
        frame = taken(tmp_path, text, **said).book.frame
        read_as[said["currency"]] = frame["currency"].tolist(), frame["total_minor"].tolist()
    assert read_as == {"USD": (["USD", "USD"], [10000, 5000]), "EUR": (["EUR", "EUR"], [9000, 4500])}
    named = listed("Total (USD),Total (EUR),Currency", "100.00,90.00,USD", "50.00,45.00,USD")
    assert currencies(tmp_path, named) == ["USD", "USD"]


def test_a_header_that_contradicts_the_column_of_currencies_is_asked_about(tmp_path: Path) -> None:
    text = listed("Total (USD),Currency", "100.00,EUR", "50.00,USD")
    assert "names USD, and rows are in EUR by their own column" in str(refusal(tmp_path, text))
    assert currencies(tmp_path, text, map={"total": "Total (USD)"}) == ["EUR", "USD"]
    said, _ = remedies(refusal(tmp_path, text))[1]
    assert currencies(tmp_path, text, **said) == ["USD", "USD"]
    agreeing = listed("Total (USD),Currency", "100.00,USD", "50.00,USD")
    assert currencies(tmp_path, agreeing) == ["USD", "USD"]


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("Fakturanummer,Kund,Förfallodatum,Belopp", "SEK"), ("Factuurnummer,Klant,Vervaldatum,Factuurbedrag", "EUR"),
        ("Fakturanr,Kunde,Forfaldsdato,Beløb", "DKK"), ("Fakturanr,Kunde,Forfallsdato,Beløp", "NOK"),
        ("Číslo faktury,Odběratel,Datum splatnosti,Částka", "CZK"), ("Laskunumero,Asiakas,Eräpäivä,Loppusumma", "EUR"),
        ("Számlaszám,Vevő,Fizetési határidő,Bruttó összeg", "HUF"), ("Numero fattura,Cliente,Scadenza,Importo", "EUR"),
    ],
)  # fmt: skip
def test_lists_in_a_language_of_one_currency_are_in_it_where_nothing_names_another(
    tmp_path: Path, head: str, code: str
) -> None:
    rows = "\nA1,Alder,2026-02-12,100.00\nA2,Birch,2026-02-13,50.00\n"
    intake = taken(tmp_path, head + rows)
    assert intake.book.frame["currency"].tolist() == [code, code]
    assert any(f"all is in {code}, as lists with headers like" in remark for remark in intake.remarks)
    assert currencies(tmp_path, head + rows, currency="GBP") == ["GBP", "GBP"]
    assert currencies(tmp_path, head + rows.replace(".00", ".00 zł")) == ["PLN", "PLN"]


@pytest.mark.parametrize(
    ("head", "first"),
    [
        ("Numéro facture,Client,Échéance,Montant TTC", "EUR"), ("Número factura,Cliente,Vencimiento,Importe", "EUR"),
        ("Fakturanummer,Customer,Due date,Belopp", "USD"), ("Factuurnummer,Kund,Förfallodatum,Belopp", "USD"),
    ],
)  # fmt: skip
def test_a_language_of_several_currencies_or_no_sure_one_only_says_which_is_put_forward(
    tmp_path: Path, head: str, first: str
) -> None:
    said = refusal(tmp_path, f"{head}\nA1,Alder,2026-02-12,100.00\nA2,Birch,2026-02-13,50.00\n", country="US")
    assert f"pass --currency {first}  #" in said


@pytest.mark.parametrize("head", ["Rechnungsnummer,Kunde,Fällig am,Betrag", "Numero fattura,Cliente,Scadenza,Importo"])
def test_amounts_written_as_in_switzerland_are_not_read_in_the_currency_of_other_lists_in_its_languages(
    tmp_path: Path, head: str
) -> None:
    rows = "\nA1,Alder,12.02.2026,{}\nA2,Birch,13.02.2026,50.00\n"
    for mark in "'’":
        assert "pass --currency CHF  #" in refusal(tmp_path, head + rows.format(f"1{mark}100.00"))
    assert currencies(tmp_path, head + rows.format("1100.00")) == ["EUR", "EUR"]
    swedish = "Fakturanummer,Kund,Förfallodatum,Belopp"
    assert currencies(tmp_path, swedish + rows.format("1'100.00")) == ["SEK", "SEK"]


@pytest.mark.parametrize("due", ["Fällig am", "Fällig"])
@pytest.mark.parametrize("open_", ["", ",Offener Betrag"])
def test_a_german_list_of_known_headers_is_in_euro_only_where_nothing_points_to_switzerland(
    tmp_path: Path, due: str, open_: str
) -> None:
    head = f"Rechnungsnummer,Kunde,Rechnungsdatum,{due},Rechnungsbetrag{open_}"
    rows = "\n".join(["", *(f"A{n},Alder,02.02.2026,12.02.2026" + ",{}" * (2 if open_ else 1) for n in range(2))])
    plain, swiss = (head + rows.format(*[amount] * 4) for amount in ("1100.00", "1'100.00"))
    for country in ("", "DE", "PL"):
        assert currencies(tmp_path, plain, country=country) == ["EUR", "EUR"]
    for text, country in ((swiss, ""), (swiss, "DE"), (swiss, "CH"), (plain, "CH"), (plain, "LI")):
        said = refusal(tmp_path, text, country=country)
        assert "nothing says in which currency the amounts are" in said
        assert f"pass --currency {'EUR' if country == 'DE' else 'CHF'}  #" in said
        for currency in ("EUR", "CHF"):
            assert currencies(tmp_path, text, country=country, currency=currency) == [currency] * 2


def test_an_ignored_row_that_names_no_currency_is_in_that_of_lists_in_its_language(tmp_path: Path) -> None:
    head = "Rechnungsnummer,Kunde,Rechnungsdatum,Fällig am,Rechnungsbetrag,Währung,Status"
    rows = [f"A-{n},Alder,02.02.2026,12.02.2026,1100.00,{code},offen" for n, code in enumerate(("EUR", "USD"))]
    text = "\n".join([head, *rows, "A-3,Alder,02.02.2026,12.02.2026,900.00,,Entwurf"])
    assert taken(tmp_path, text).passed_over == {"draft": (Money.parse("900 EUR"),)}


@pytest.mark.parametrize(("country", "put_forward"), [("FI", "EUR"), ("SE", "")])
def test_the_creditors_country_comes_before_the_language(tmp_path: Path, country: str, put_forward: str) -> None:
    text = "Fakturanummer,Kund,Förfallodatum,Belopp\nA1,Alder,2026-02-12,100.00\n"
    if put_forward:
        assert f"pass --currency {put_forward}  #" in refusal(tmp_path, text, country=country)
    else:
        assert currencies(tmp_path, text, country=country) == ["SEK"]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("USD,EUR", (",1900", "750,", "0,420.50")), ("€,US$", ("1900,", ",750", "420.50,")),
        ("Total (USD),Total (EUR)", (",1900", "750,", ",420.50")),
        ("amount_eur,amount_usd", ("1900,", ",750", "420.50,0")),
    ],
)  # fmt: skip
def test_a_row_counts_in_the_currency_whose_column_it_fills(
    tmp_path: Path, header: str, cells: tuple[str, ...]
) -> None:
    for said in ({}, {"currency": "GBP"}):
        intake = taken(tmp_path, listed(header, *cells), **said)
        assert intake.book.frame["currency"].tolist() == ["EUR", "USD", "EUR"] and not intake.rejected
        assert intake.book.frame["total_minor"].tolist() == [190000, 75000, 42050]
    assert any("a row is in the one that it fills" in remark for remark in intake.remarks)


def test_what_is_paid_and_open_in_columns_by_currency_counts_in_it(tmp_path: Path) -> None:
    text = listed("Total (EUR),Paid (EUR),Total (USD),Paid (USD)", "100,40,,", ",,50,20", "9,0,,")
    frame = taken(tmp_path, text).book.frame
    assert (frame["total_minor"] - frame["paid_minor"]).tolist() == [6000, 3000, 900]
    assert frame["currency"].tolist() == ["EUR", "USD", "EUR"]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("USD,EUR", ("110,100", "55,50")),
        ("USD,EUR", (",100", ",50")),
        ("Total (USD),Total (EUR)", ("110,", ",50", "1,1")),
        ("Total (EUR),Total (USD),Paid (EUR),Paid (GBP)", ("100,,40,", ",50,,20")),
    ],
)  # fmt: skip
def test_columns_by_currency_that_a_row_fills_twice_or_none_fills_are_asked_about(
    tmp_path: Path, header: str, cells: tuple[str, ...]
) -> None:
    refusal(tmp_path, listed(header, *cells))


def test_a_total_below_columns_by_currency_is_no_row_that_fills_both(tmp_path: Path) -> None:
    text = listed("USD,EUR", ",1900", "750,", ",420") + "\n,Total,,750,2320\n"
    intake = taken(tmp_path, text)
    assert (len(intake.book), intake.rejected, intake.ignored_for) == (3, (), {"total rows": 1})


def test_rows_that_leave_out_the_currency_of_the_books_are_asked_about_and_slips_are_problems(tmp_path: Path) -> None:
    text = listed("Amount,Currency", "100,", "50,EUR", "7,", "8,EUR")
    assert "names no currency in 2 rows: which is that of the books" in refusal(tmp_path, text)
    assert currencies(tmp_path, text, currency="USD") == ["USD", "EUR", "USD", "EUR"]
    slip = listed("Amount,Currency", "100,", *["50,EUR"] * 8)
    assert [problem.column for problem in taken(tmp_path, slip).rejected] == ["Currency"]


@pytest.mark.parametrize(
    ("head", "sign", "code"),
    [("Invoice,Customer,Due date,Amount", "£", "GBP"), ("Fakturanr,Kunde,Forfallsdato,Beløp", "kr", "NOK"),
     ("Fakturanummer,Kund,Förfallodatum,Belopp", "kr", "SEK")],
)  # fmt: skip
def test_a_sign_of_several_currencies_is_the_usual_one_or_that_of_the_language(
    tmp_path: Path, head: str, sign: str, code: str
) -> None:
    rows = f"\nA1,Alder,2026-02-12,{sign} 100.00\nA2,Birch,2026-02-13,{sign} 50.00\n"
    assert currencies(tmp_path, head + rows) == [code, code]
    plain = "Invoice,Customer,Due date,Amount" + rows
    if sign == "kr":
        assert "amounts are in kr" in refusal(tmp_path, plain)
    else:
        assert currencies(tmp_path, plain, country="GI", country_said=True) == ["GIP", "GIP"]


@pytest.mark.parametrize(
    ("header", "currency"),
    [("CPF/CNPJ", "BRL"), ("Customer GSTIN", "INR"), ("NPWP", "IDR"), ("SIRET", "EUR"), ("TVQ", "CAD"), ("ABN", "AUD")],
)
def test_a_header_that_lists_of_one_country_alone_have_tells_the_currency(
    tmp_path: Path, header: str, currency: str
) -> None:
    text = f"Invoice No,Customer,Invoice Date,Due Date,Amount,{header}\nF-1,Alder,2026-01-10,2026-02-10,100.00,123\n"
    intake = taken(tmp_path, text)
    assert intake.book.frame["currency"].tolist() == [currency]
    assert f"all is in {currency}, as lists with headers like '{header}' are" in " ".join(intake.remarks)


@pytest.mark.parametrize("header", ["GSTIN,NPWP", "Cabin", "Tax No"])
def test_headers_of_two_countries_or_of_any_leave_the_currency_open(tmp_path: Path, header: str) -> None:
    cells = "1,2" if "," in header else "1"
    text = (
        f"Invoice No,Customer,Invoice Date,Due Date,Amount,{header}\nF-1,Alder,2026-01-10,2026-02-10,100.00,{cells}\n"
    )
    assert "in which currency" in refusal(tmp_path, text)


def test_a_country_of_another_language_than_the_headers_tells_nothing(tmp_path: Path) -> None:
    text = (
        "Numéro de facture;Client;Date facture;Échéance;Montant TTC;GSTIN\nF-1;Alder;2026-01-10;2026-02-10;100,00;12\n"
    )
    assert "in which currency" in refusal(tmp_path, text)


@pytest.mark.parametrize("header", ["RFC", "Cód. Cte", "PPN"])
def test_short_words_with_other_meanings_tell_no_country(tmp_path: Path, header: str) -> None:
    text = f"Invoice No,Customer,Invoice Date,Due Date,Amount,{header}\nF-1,Alder,2026-01-10,2026-02-10,100.00,123\n"
    assert "in which currency" in refusal(tmp_path, text)


OF_TWO = "Rechnungsnummer;Kunde;Fälligkeit;Betrag\n1;Ruf AG;12.02.2026;100,00\n2;Rot AG;13.02.2026;50,00\n"
SPANISH = "Nº factura,Cliente,Fecha de vencimiento,Importe\n1,Ruiz,2026-02-12,100.00\n2,Sol,2026-02-13,50.00\n"


@pytest.mark.parametrize(
    ("text", "country", "named"),
    [
        (listed("Amount", "100.00", "50.00"), "GB", "GBP"),
        (listed("Amount", "100.00", "50.00"), "IN", "INR"),
        (SPANISH, "MX", "MXN"),
        (OF_TWO, "CH", "CHF"),
        (OF_TWO, "LI", "CHF"),
        (OF_TWO, "AT", "EUR"),
        (listed("Amount,CNPJ", "100.00,71.000.000/0001-01", "50.00,71.000.000/0001-02"), "GB", "BRL"),
        (listed("Amount", "€100.00", "€50.00"), "GB", "EUR"),
    ],
)
def test_a_list_that_names_no_currency_is_in_that_of_the_country_in_the_settings(
    tmp_path: Path, text: str, country: str, named: str
) -> None:
    intake = taken(tmp_path, text, country=country, country_said=True)
    assert intake.book.frame["currency"].tolist() == [named, named]
    at_home = named in ("GBP", "INR", "MXN", "CHF")
    assert any(f"is in {named}, that of {country};" in remark for remark in intake.remarks) is at_home


@pytest.mark.parametrize(("text", "country", "said"), [
    (listed("Amount", "100.00", "50.00"), "US", False),  # nobody said so
    (SPANISH, "PL", True),  # a language of other countries
    ("Rechnungsnummer;Kunde;Fälligkeit;Betrag\n1;Ruf AG;12.02.2026;100,00\n", "CH", False),  # nor here
    ("Rechnungsnummer;Kunde;Fälligkeit;Betrag\n1;Ruf AG;12.02.2026;1'100.00\n", "DE", True),  # as the Swiss write
])  # fmt: skip
def test_a_country_that_nobody_named_or_that_the_file_contradicts_tells_no_currency(
    tmp_path: Path, text: str, country: str, said: bool
) -> None:
    assert "nothing says in which currency" in refusal(tmp_path, text, country=country, country_said=said)


@pytest.mark.parametrize("beside", [True, False])
def test_customers_in_a_country_with_another_currency_leave_the_currency_open(tmp_path: Path, beside: bool) -> None:
    def read_in(country: str, currency: str = "") -> list[str]:
        contacts, path = tmp_path / "contacts.csv", tmp_path / "list.csv"
        contacts.write_text(f"customer_id,email,country\nA,a@b.example,GB\nB,b@b.example,{country}\n")
        head = "Invoice,Customer ID,Customer,Due date,Amount," + ("Shop" if beside else "Country")
        path.write_text(f"{head}\n1,A,Alder,2026-02-12,100.00,GB\n2,B,Birch,2026-02-13,50.00,{country}\n")
        files = Files(path, contacts=contacts if beside else None)
        return read(files, dialect(country="GB", country_said=True, currency=currency)).book.frame["currency"].tolist()

    assert read_in("IM") == read_in("DE", "GBP") == ["GBP", "GBP"]  # the Isle of Man has the pound as well
    with pytest.raises(BadInput, match="customers are in DE: are all amounts in GBP") as asked:
        read_in("DE")
    assert "pass --currency GBP" in str(asked.value)


def test_rows_that_leave_out_the_currency_of_the_books_are_in_that_of_the_country_in_the_settings(
    tmp_path: Path,
) -> None:
    text = listed("Amount,Currency", "100,", "50,EUR", "7,", "8,EUR")
    said = {"country": "GB", "country_said": True}
    assert currencies(tmp_path, text, **said) == ["GBP", "EUR", "GBP", "EUR"]
    told = taken(tmp_path, text, **said).remarks
    assert any("2 rows name no currency in 'Currency': they are in GBP" in one for one in told)
    for other in ({"country": "GB"}, {"country": "DE", "country_said": True}):
        assert "names no currency in 2 rows" in refusal(tmp_path, text, **other)


@pytest.mark.parametrize("cells", [("eur", "usd"), ("Euro - EUR", "US Dollar - USD"), ("EUR", "USD")])
def test_codes_under_a_header_that_no_list_knows_are_asked_about_however_they_are_written(
    tmp_path: Path, cells: tuple[str, str]
) -> None:
    text = listed("Amount,Xyzzy", *(f"100,{cell}" for cell in cells))
    said = {"country": "DE", "country_said": True}
    asked = refusal(tmp_path, text, **said)
    assert f"Xyzzy: is not read, and says {cells[1]} for EUR" in asked
    assert currencies(tmp_path, text, **said, map={"currency": "Xyzzy"}) == ["EUR", "USD"]
    assert currencies(tmp_path, listed("Amount,Xyzzy", "100,all", "100,top"), **said) == ["EUR", "EUR"]


def test_a_number_that_looks_like_an_amount_in_rand_names_no_currency(tmp_path: Path) -> None:
    head = "Invoice,Customer,Due date,Amount"
    text = f"{head}\nF-1,Alder,2026-02-12,100.00\nR-001,Birch,2026-02-13,50.00\n"
    assert currencies(tmp_path, text, country="ES", country_said=True) == ["EUR", "EUR"]
    assert "nothing says in which currency" in refusal(tmp_path, text, country="ES")
    for more in (",Fee\n", ",Fee (USD)\n"):
        cells = iter((more, ",R 5.00\n", ",R 7.00\n") if more == ",Fee\n" else (more, ",5.00\n", ",7.00\n"))
        other = "".join(line + next(cells) for line in text.splitlines())
        assert "nothing says in which currency" in refusal(tmp_path, other, country="ES", country_said=True)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("TL", "YTL"), "TRY"), (("Kč", "Kc"), "CZK"), (("zł", "zl"), "PLN"), (("lei", "LEI"), "RON"),
        (("грн", "грн."), "UAH"), (("RM", "rm"), "MYR"), (("S/.", "S/"), "PEN"), (("Gs.", "Gs"), "PYG"),
        (("лв", "лв."), "BGN"), (("Ft", "forint"), "HUF"), (("Euro", "€"), "EUR"),
    ],
)  # fmt: skip
def test_everyday_words_for_a_currency_are_read_as_its_code(tmp_path: Path, words: tuple[str, str], named: str) -> None:
    assert currencies(tmp_path, listed("Amount,Currency", *(f"100,{word}" for word in words))) == [named, named]


def test_a_word_for_several_currencies_is_that_of_the_country_or_none(tmp_path: Path) -> None:
    text = listed("Amount,Currency", "100,Bs", "50,USD")
    intake = taken(tmp_path, text, country="BO", country_said=True)
    assert intake.book.frame["currency"].tolist() == ["BOB", "USD"]
    assert any("'Bs' is read as BOB: you are in BO" in one for one in intake.remarks)
    for said in ({"country": "BO"}, {"country": "PE", "country_said": True}):
        assert [bad.excerpt for bad in taken(tmp_path, text, **said).rejected] == ["Bs"]


def test_the_money_of_the_country_is_that_of_mexico_or_of_another(tmp_path: Path) -> None:
    text = listed("Amount,Currency", "100,MN", "50,USD")
    for country, code in (("MX", "MXN"), ("PE", "PEN"), ("BO", "BOB")):
        assert currencies(tmp_path, text, country=country, country_said=True) == [code, "USD"]
    assert [bad.excerpt for bad in taken(tmp_path, text).rejected] == ["MN"]
    assert [bad.excerpt for bad in taken(tmp_path, text.replace("MN", "manat")).rejected] == ["manat"]


@pytest.mark.parametrize("header", ["coddivisa", "Kod waluty", "Code devise"])
def test_codes_under_a_header_for_the_code_of_a_currency_are_that_of_the_amounts(tmp_path: Path, header: str) -> None:
    assert currencies(tmp_path, listed(f"Amount,{header}", "100.00,EUR", "50.00,USD")) == ["EUR", "USD"]


@pytest.mark.parametrize("header", ["codigo", "Customer currency", "Zorp"])
def test_codes_under_a_header_that_does_not_say_the_currency_of_the_amounts_are_asked_about(
    tmp_path: Path, header: str
) -> None:
    text = listed(f"Amount,{header}", "100.00,EUR", "50.00,USD")
    assert "pass --" in refusal(tmp_path, text, currency="GBP")


GERMAN = "{title}\nRechnungsnummer;Kunde;Rechnungsdatum;Fällig am;Brutto\n1;Birke;05.01.2026;04.02.2026;{amount}\n"


def of_german(folder: Path, title: str, country: str = "", amount: str = "1234.50") -> list[str]:
    return currencies(folder, GERMAN.format(title=title, amount=amount), country=country, country_said=bool(country))


@pytest.mark.parametrize(
    ("title", "country", "named"),
    [
        ("Debitoren, alle Beträge in CHF inkl. MWST", "CH", "CHF"),
        ("Debitoren (CHF)", "CH", "CHF"),
        ("Alle Beträge in CHF", "DE", "CHF"),  # whatever German lists are in mostly
        ("Alle Beträge in EUR", "CH", "EUR"),
        ("Debitoren PLN", "PL", "PLN"),
    ],
)
def test_a_title_above_the_headers_tells_the_currency(tmp_path: Path, title: str, country: str, named: str) -> None:
    assert of_german(tmp_path, title, country) == [named]
    assert currencies(tmp_path, GERMAN.format(title=title, amount="100.00"), currency="SEK") == ["SEK"]


@pytest.mark.parametrize("title", ["Alle Beträge in USD", "Offene Posten (USD)"])
def test_a_title_that_names_a_currency_of_elsewhere_is_asked_about(tmp_path: Path, title: str) -> None:
    assert "in which currency" in refusal(tmp_path, GERMAN.format(title=title, amount="100.00"), country="DE")


@pytest.mark.parametrize(
    ("title", "doubted"),
    [
        ("CAD-Büro Meier, offene Posten", True),
        ("ALL Bau GmbH", False),
        ("1 EUR = 0.95 CHF", True),
        ("Per 31.08.", False),
    ],
)
def test_a_title_that_may_not_speak_of_amounts_tells_no_currency(tmp_path: Path, title: str, doubted: bool) -> None:
    assert of_german(tmp_path, title, "DE") == ["EUR"]
    if doubted:
        text = GERMAN.format(title=title, amount="100.00")
        assert "in which currency" in refusal(tmp_path, text, country="CH", country_said=True)
    else:
        assert of_german(tmp_path, title, "CH") == ["CHF"]


@pytest.mark.parametrize("amount", ["1'234.50", "1234.50"])
def test_a_list_of_a_swiss_creditor_is_in_francs_where_the_settings_say_so(tmp_path: Path, amount: str) -> None:
    assert of_german(tmp_path, "", "CH", amount) == ["CHF"]
    text = GERMAN.format(title="", amount=amount)
    assert "in which currency" in refusal(tmp_path, text, country="CH", country_said=False)
    if "'" in amount:
        for country in ("DE", ""):
            assert "in which currency" in refusal(tmp_path, text, country=country, country_said=bool(country))


def test_a_title_with_another_currency_in_passing_does_not_tell_it(tmp_path: Path) -> None:
    text = GERMAN.format(title="Debitoren ohne EUR-Kunden", amount="1'234.50")
    assert "pass --currency CHF" in refusal(tmp_path, text, country="CH", country_said=True)


def test_a_column_of_currencies_of_which_one_is_written_in_an_old_or_everyday_way_is_read(tmp_path: Path) -> None:
    text = listed("Tutar,Döviz tipi", "100.00,TRL", "50.00,USD")
    assert currencies(tmp_path, text) == ["TRY", "USD"]


def test_a_currency_beside_unknown_words_below_a_header_of_currencies_is_asked_about(tmp_path: Path) -> None:
    said = refusal(tmp_path, listed("Tutar,Döviz tipi", "100.00,Yerel", "50.00,USD"), currency="TRY")
    assert "Döviz tipi: is not read, and says USD for TRY: are the amounts in the currencies it names?" in said
