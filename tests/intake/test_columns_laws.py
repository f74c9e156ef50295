# ruff: noqa: E501 - a language is a row
"""Columns taken away, renamed, translated or shuffled: the figures stay the same, or the file is asked about."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import strategies as st
from tests.command import pastdue
from tests.intake.intake_files import FIRM as SETTINGS
from tests.intake.test_judgement import PRESETS
from tests.laws import tried

from pastdue.intake import Dialect, Files, Intake, read
from pastdue.model.errors import InputError

FIELDS = ("invoice", "customer", "issued", "due", "total", "paid", "balance", "status", "currency")
HEADERS = {
    "en": "Invoice Number,Customer,Invoice Date,Due Date,Total,Amount Paid,Balance Due,Status,Currency",
    "pl": "Numer faktury,Nabywca,Data wystawienia,Termin płatności,Brutto,Zapłacono,Pozostało do zapłaty,Status płatności,Waluta",
    "de": "Rechnungsnummer,Kunde,Rechnungsdatum,Fälligkeitsdatum,Rechnungsbetrag,Bezahlt,Offener Betrag,Zahlungsstatus,Währung",
    "fr": "Numéro de facture,Client,Date de facture,Date d'échéance,Montant TTC,Montant réglé,Reste à payer,Statut,Devise",
    "es": "Número de factura,Cliente,Fecha de factura,Fecha de vencimiento,Importe total,Importe cobrado,Pendiente de cobro,Estado,Moneda",
    "it": "Numero fattura,Cliente,Data fattura,Data scadenza,Totale,Importo pagato,Importo residuo,Stato,Valuta",
    "nl": "Factuurnummer,Klant,Factuurdatum,Vervaldatum,Totaalbedrag,Betaald bedrag,Openstaand bedrag,Betaalstatus,Valuta",
    "pt": "Número da fatura,Cliente,Data da fatura,Data de vencimento,Valor total,Valor pago,Valor em dívida,Situação,Moeda",
    "cs": "Číslo faktury,Odběratel,Datum vystavení,Datum splatnosti,Celkem s DPH,Uhrazeno,Zbývá uhradit,Stav úhrady,Měna",
    "sv": "Fakturanummer,Kund,Fakturadatum,Förfallodatum,Totalbelopp,Inbetalt,Restbelopp,Betalningsstatus,Valuta",
    "da": "Fakturanummer,Kunde,Fakturadato,Forfaldsdato,Fakturabeløb,Indbetalt,Restbeløb,Betalingsstatus,Valuta",
    "no": "Fakturanummer,Kunde,Fakturadato,Forfallsdato,Fakturabeløp,Innbetalt,Restbeløp,Betalingsstatus,Valuta",
}
STATES = {
    "en": ("Paid", "Overdue", "Partially paid"),
    "pl": ("Opłacona", "Nieopłacona", "Częściowo opłacona"),
    "de": ("Bezahlt", "Offen", "Teilweise bezahlt"),
    "fr": ("Payée", "Impayée", "Partiellement payée"),
    "es": ("Cobrada", "Pendiente", "Parcialmente cobrada"),
    "it": ("Pagata", "Non pagata", "Parzialmente pagata"),
    "nl": ("Betaald", "Openstaand", "Gedeeltelijk betaald"),
    "pt": ("Paga", "Em aberto", "Parcialmente paga"),
    "cs": ("Uhrazeno", "Neuhrazeno", "Částečně uhrazeno"),
    "sv": ("Betald", "Obetald", "Delbetald"),
    "da": ("Betalt", "Ubetalt", "Delvist betalt"),
    "no": ("Betalt", "Ubetalt", "Delbetalt"),
}
ROWS = [
    ("F-101", "Alder Ltd", "2026-01-13", "2026-02-12", "1250.50", "250.50", "1000.00", 2, "EUR"),
    ("F-102", "Birch & Sons", "2026-01-20", "2026-02-19", "480.00", "480.00", "0.00", 0, "EUR"),
    ("F-103", "Cedar GmbH", "2026-02-03", "2026-03-05", "99.95", "0.00", "99.95", 1, "EUR"),
    ("F-104", "Alder Ltd", "2026-02-25", "2026-03-27", "2400.00", "400.00", "2000.00", 2, "EUR"),
    ("F-105", "Dogwood SA", "2026-02-25", "2026-03-27", "75.00", "0.00", "75.00", 1, "USD"),
]
TRUTH = {"EUR": Decimal("3099.95"), "USD": Decimal("75.00")}
TOLD_TWICE = ("issued", "total", "paid", "balance", "status")
"""Any one of these may go: the others say what is owed."""


@dataclass(frozen=True)
class Change:
    """A change of the columns: the language of the headers, one taken away, one renamed, and their order."""

    language: str
    without: str
    renamed: str
    name: str
    order: tuple[str, ...]

    def text(self) -> str:
        headers = dict(zip(FIELDS, HEADERS[self.language].split(","), strict=True))
        if self.renamed:
            headers[self.renamed] = self.name
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=";", lineterminator="\n")
        fields = [field for field in self.order if field != self.without]
        writer.writerow([headers[field] for field in fields])
        for row in ROWS:
            cells = dict(zip(FIELDS, row, strict=True)) | {"status": STATES[self.language][int(row[7])]}
            writer.writerow([cells[field] for field in fields])
        return out.getvalue()


def owed(intake: Intake) -> dict[str, Decimal]:
    found: dict[str, Decimal] = defaultdict(Decimal)
    frame = intake.book.frame
    for currency, total, paid in zip(
        frame["currency"].astype(str), frame["total_minor"], frame["paid_minor"], strict=True
    ):
        found[currency] += Decimal(int(total) - int(paid)) / 100
    return {currency: amount for currency, amount in found.items() if amount}


CHANGES = st.builds(
    Change,
    st.sampled_from(sorted(HEADERS)),
    st.sampled_from(["", *TOLD_TWICE]),
    st.sampled_from(["", *FIELDS]),
    st.sampled_from(["Xyzzy", "Column1", "Feld A", "Amount 2", "Info", "Value", "Data 7", "Ref"]),
    st.permutations(FIELDS).map(tuple),
)


@tried(40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(change=CHANGES)
@example(Change("en", "", "", "", FIELDS))
@example(Change("en", "balance", "paid", "Xyzzy", FIELDS))
@example(Change("de", "paid", "balance", "Info", FIELDS[::-1]))
@example(Change("cs", "total", "balance", "Amount 2", FIELDS))
def test_no_column_taken_away_renamed_translated_or_shuffled_changes_a_figure_silently(
    tmp_path: Path, change: Change
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(change.text(), encoding="utf-8")
    try:
        intake = read(Files(path), Dialect(presets=lambda: PRESETS))
    except InputError as asked:
        assert asked.what
        assert change.renamed or change.without
        return
    assert owed(intake) == TRUTH or intake.rejected, change
    assert len(intake.book) + intake.ignored + intake.rejected_rows == len(ROWS)


CONTACTS = "customer,address1,postcode,city,country\n" + "".join(
    f"{name},Street 2,10115,Berlin,DE\n" for name in ("Alder Ltd", "Birch & Sons", "Cedar GmbH", "Dogwood SA")
)


@pytest.mark.parametrize(
    ("language", "without"),
    [(language, ("", "balance", "paid", "issued")[at % 4]) for at, language in enumerate(HEADERS)],
)
def test_check_aging_and_plan_agree_with_the_file_by_itself(tmp_path: Path, language: str, without: str) -> None:
    text = Change(language, without, "", "", FIELDS).text()
    for name, content in (("list.csv", text), ("pastdue.toml", SETTINGS), ("contacts.csv", CONTACTS)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    truth: dict[str, Decimal] = defaultdict(Decimal)
    headers = dict(zip(FIELDS, HEADERS[language].split(","), strict=True))
    for row in csv.DictReader(io.StringIO(text), delimiter=";"):
        left = row.get(headers["balance"]) or Decimal(row[headers["total"]]) - Decimal(row[headers["paid"]])
        truth[row[headers["currency"]]] += Decimal(left)
    said = {}
    for command in ("check", "aging", "plan"):
        done = pastdue(
            tmp_path, command, "list.csv", "--contacts", "contacts.csv", "--as-of", "2026-06-30", "--format", "json"
        )
        assert done.returncode == 0, done.stderr
        said[command] = json.loads(done.stdout)
    asked: dict[str, Decimal] = defaultdict(Decimal)
    for letter in said["plan"]["letters"]:
        asked[letter["currency"]] += Decimal(letter["total"])
    assert {row["currency"]: Decimal(row["open"]) for row in said["check"]["open"]} == truth == TRUTH
    assert {row["currency"]: Decimal(row["total"]) for row in said["aging"]["totals"]} == truth
    assert asked == truth


def test_a_column_of_currencies_that_nobody_named_is_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(Change("de", "", "currency", "Info", FIELDS).text(), encoding="utf-8")
    with pytest.raises(InputError, match="USD"):
        read(Files(path), Dialect(presets=lambda: PRESETS, currency="EUR"))
    intake = read(Files(path), Dialect(presets=lambda: PRESETS, map={"currency": "Info"}))
    assert owed(intake) == TRUTH
