"""Headers that no list has, made of words that all say one field, are read in twenty languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, taken

from pastdue.intake.states.composed import composed
from pastdue.model.spans import day_of

LISTS = (
    "Rechnungs Nr.;Name des Kunden;Buchungsdatum;Zahlungsfrist (Limit);Summe Gesamt;Bereits beglichen",
    "Invoice Ref.;Client full name;Date of invoice issue;Payable by;Invoiced Amount;Received so far",
    "Numéro du document;Facturé à;Date de comptabilisation;À payer avant le;Montant initial;Payé à ce jour",
    "N° document;Nom du client (facturation);Date du document;Date échéance règlement;Total facture;Déjà encaissé",
    "Ref. factura;Nombre del tercero;Fecha registro;Fecha límite de pago;Importe inicial;Ya cobrado",
    "Rif. Fattura;Soggetto terzo;Data di registrazione;Termine ultimo per il pagamento;Totale fattura;Pagato a oggi",
    "Factuur ref.;Weergavenaam klant;Plaatsingsdatum;Te betalen voor;Oorspronkelijk bedrag;Reeds ontvangen",
    "Nº Doc.;Nome do terceiro;Data da factura;Data limite de pagamento;Valor da factura;Já recebido",
    "Faktura nr ref.;Nazwa nabywcy;Data wystawienia faktury;Zapłata do;Faktura ogółem;Zapłacono dotychczas",
    "Číslo dokladu;Název klienta;Datum vystavení faktury;Splatnost platby;Celková částka;Zaplaceno ke dni",
    "Číslo faktúry;Názov klienta;Dátum fakturácie;Dátum splatnosti faktúry;Celková suma;Už zaplatené",
    "Faktura ref.;Kundens visningsnamn;Bokföringsdatum;Sista betalningsdatum;Fakturasumma;Redan betalat",
    "Faktura ref.;Kundens navn;Bogføringsdato;Skal betales senest;Oprindeligt beløb;Betalt pr. d.d.",
    "Dokument nr;Kundens navn;Bokføringsdato;Siste frist betaling;Opprinnelig beløp;Allerede innbetalt",
    "Laskun nro;Asiakkaan nimi;Laskun päivämäärä;Maksu erääntyy;Laskun summa;Maksettu tähän mennessä",
    "Számla ref.;Vevő neve;Számla dátuma;Esedékesség dátuma;Számla végösszege;Már kifizetett",
    "Numărul facturii;Denumire client;Data facturii;Termen scadență;Valoarea facturii;Deja plătit",
    "Broj fakture;Naziv kupca;Datum izdavanja;Rok plaćanja;Ukupan iznos;Plaćeno",
    "Αρ. Παραστατικού;Επωνυμία πελάτη;Ημ/νία έκδοσης;Ημ/νία Λήξης;Συνολικό Ποσό;Πληρωθέν ποσό",
    "Nomor Faktur;Nama Pelanggan;Tanggal Faktur;Tanggal Jatuh Tempo;Jumlah Tagihan;Sudah Dibayar",
    "Fatura Numarası;Müşteri Ünvanı;Fatura Tarihi;Son Ödeme Tarihi;Genel Toplam;Ödenen",
)
LEFT = (
    "Offener Zahlbetrag", "Ausstehender Betrag", "Amount still outstanding", "Reste dû total", "Montant ouvert",
    "Queda por cobrar", "Importe pendiente con signo", "Restante da incassare", "Importo ancora aperto",
    "Nog te voldoen", "Verschuldigd bedrag", "Valor por liquidar", "Saldo a receber", "Kwota nierozliczona",
    "Kwota należna", "Do dopłaty", "Zbývající částka", "Resterande belopp", "Kvarstående skuld", "Återstående belopp",
    "Udestående beløb", "Gjenstående beløp", "Avoin summa", "Hátralékos összeg", "Sumă rămasă", "Kalan Bakiye",
)  # fmt: skip
NONE = (
    "Date of payment", "Payment Date", "Data płatności", "Fecha de pago", "Data do pagamento", "Zahlungsdatum",
    "Maksupäivä", "Number of invoices", "Anzahl Rechnungen", "Amount due date", "Opening balance", "Saldo iniziale",
    "Running balance", "Customer balance", "Account balance", "Last payment date", "Ultimo pagamento",
    "Invoice month", "Customer order number", "Customer invoice number", "Nettobetrag", "Importe neto",
    "Total impuestos", "Steuerbetrag", "Tax amount", "Skontobetrag", "Mahnbetrag", "Teilbetrag", "Betrag ohne MwSt",
    "Total s/ IVA", "Total HT", "Amount excl. VAT", "Billing state", "Bill state", "Auftragsnummer", "Bestellnummer",
    "PO number", "Bank account", "Number of days", "Amount sold", "Expected amount", "Payment amount expected",
    "Paid last month", "Paid this year", "Contact name", "Company", "Att betala", "Te betalen", "Importo da pagare",
    "Montant à payer", "Amount", "Residual value", "Valor residual", "Document status", "Belegstatus", "Stav dokladu",
    "Sold to", "Tanggal Pembayaran", "Tanggal Bayar", "Credit limit", "Original invoice", "Credit note number", "Rest",
)  # fmt: skip


def listing(header: str, *, left: bool = False) -> str:
    """Five invoices under the header, one paid and one in part; the last column is what was paid or is left."""
    rows = [("100,00", "100,00"), ("80,00", "30,00"), ("60,00", "0,00"), ("119,50", "0,00"), ("45,10", "0,00")]
    if left:
        rows = [(total, {"100,00": "0,00", "30,00": "50,00"}.get(paid, total)) for total, paid in rows]
    names = ("Alder", "Birch & Co", "Cedar", "Alder", "Elm")
    return "\n".join([header, *(
        f"F-{n}07;{name};{n + 12}.01.2026;{n + 12}.02.2026;{total};{last}"
        for n, (name, (total, last)) in enumerate(zip(names, rows, strict=True), 1)
    )]) + "\n"  # fmt: skip


OPEN = {"F-107": "0.00", "F-207": "50.00", "F-307": "60.00", "F-407": "119.50", "F-507": "45.10"}


@pytest.mark.parametrize("header", LISTS)
def test_a_list_whose_headers_are_made_of_known_words_is_read(tmp_path: Path, header: str) -> None:
    book = taken(tmp_path, listing(header), currency="EUR")
    assert opened(book) == OPEN
    frame = book.book.frame
    assert frame["customer"].tolist() == ["Alder", "Birch & Co", "Cedar", "Alder", "Elm"]
    assert [*map(day_of, frame["issued"])] == [date(2026, 1, n) for n in range(13, 18)]
    assert [*map(day_of, frame["due"])] == [date(2026, 2, n) for n in range(13, 18)]


@pytest.mark.parametrize("header", LEFT)
def test_what_is_left_is_named_by_an_amount_and_a_word_for_open(tmp_path: Path, header: str) -> None:
    text = listing(f"Invoice No;Customer;Invoice Date;Due Date;Total;{header}", left=True)
    assert opened(taken(tmp_path, text, currency="EUR")) == OPEN


@pytest.mark.parametrize("header", NONE)
def test_a_word_that_says_something_else_leaves_a_header_unnamed(header: str) -> None:
    assert composed(header) == ""


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Fakturastatus", "status"), ("Számla állapota", "status"), ("Währungscode", "currency"),
        ("clientname", "customer"), ("invoicedate", "issued"), ("Documentnummer", "invoice"),
        ("Klient nr", "customer_id"),
        ("Zahlungstermin", "due"), ("Termin Zahlung", "due"), ("Amount incl. VAT", "total"), ("Částka s DPH", "total"),
        ("VLR_SALDO", "balance"),
        ("VLR_DOCUMENTO", "total"), ("id_aluno", "customer_id"),
        ("TanggalJatuhTempo", "due"), ("NamaKlien", "customer"),
        ("Summa inkl. moms", "total"), ("Tot. pagato", "paid"), ("Total due signed", "balance"),
    ],
)  # fmt: skip
def test_words_made_one_and_words_between_are_parts_of_a_header(header: str, field: str) -> None:
    assert composed(header) == field


@pytest.mark.parametrize("word", ["Angesehen", "Vue", "Visualizada", "Bekeken", "Zobrazeno", "Wyświetlono", "Görüldü"])
def test_an_invoice_that_was_seen_is_owed(tmp_path: Path, word: str) -> None:
    text = f"Invoice No,Customer,Invoice Date,Due Date,Amount,Status\nF-1,Alder,2026-01-13,2026-02-13,100,{word}\n"
    text += "F-2,Birch,2026-01-14,2026-02-14,50,Paid\n"
    assert opened(taken(tmp_path, text, currency="EUR")) == {"F-1": "100.00", "F-2": "0.00"}


DANISH = "Fakturadato;Faktura ref.;Kundens navn;Frist for betaling;Total (inkl. moms);Allerede betalt"


@pytest.mark.parametrize(("country", "first"), [("DK", "DKK"), ("", "EUR")])
def test_words_of_any_language_make_no_list_one_of_a_country_in_its_currency(
    tmp_path: Path, country: str, first: str
) -> None:
    rows = [f"{n}-02-2026;F-{n};Tryk Larsen;{n}-03-2026;100,00;0,00" for n in range(13, 18)]
    said = refusal(tmp_path, "\n".join([DANISH, *rows]) + "\n", country=country)
    assert "nothing says in which currency the amounts are" in said and f"pass --currency {first}" in said


@pytest.mark.parametrize(("header", "cell"), [("Zahlungsfrist", "10 Tage"), ("Termine di pagamento", "10 giorni")])
def test_terms_of_payment_under_a_header_of_a_due_date_are_terms(tmp_path: Path, header: str, cell: str) -> None:
    text = f"Invoice No;Customer;Invoice Date;{header};Total\nF-1;Alder;13.01.2026;{cell};100,00\n"
    frame = taken(tmp_path, text, currency="EUR").book.frame
    assert [*map(day_of, frame["due"])] == [date(2026, 1, 23)]
    mixed = taken(tmp_path, text + "F-2;Alder;13.01.2026;14.02.2026;100,00\n", currency="EUR")
    assert (mixed.rejected_rows, [*map(day_of, mixed.book.frame["due"])]) == (1, [date(2026, 2, 14)])


@pytest.mark.parametrize("header", ["Por cobrar", "Por receber", "A receber", "Te ontvangen"])
def test_what_is_to_be_collected_beside_what_was_may_be_that_before_or_after(tmp_path: Path, header: str) -> None:
    text = f"Invoice No;Customer;Invoice Date;Due Date;{header};Cobrado\nF-1;Alder;2026-01-13;2026-02-13;100,00;40,00\n"
    text += "F-2;Birch;2026-01-14;2026-02-14;50,00;0,00\n"
    assert f"{header}: may be what is to pay before or after 'Cobrado'" in refusal(tmp_path, text, currency="EUR")
    more = text.replace("50,00;0,00", "10,00;40,00")
    assert opened(taken(tmp_path, more, currency="EUR")) == {"F-1": "100.00", "F-2": "10.00"}
