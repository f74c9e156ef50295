"""Firms whose letters are counted in sheets: one for each country that has letters of its own, all of them made up.

Each has three customers, with 1, 7 and 60 invoices, that climb the ladder in four monthly runs. Charges follow the
country's statute (interest, and a fixed sum for each invoice where it knows one), or in the US 1.5 % a month.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

DAYS = ("2026-08-14", "2026-09-14", "2026-10-14", "2026-11-16")
"""The days of the four runs: every invoice is then 30, 60, 90 and 120 days late."""
COUNTS = (1, 7, 60)
HEADER = ("invoice", "customer_id", "customer", "issued", "due", "currency", "total", "paid", "paid_on", "address1",
          "postcode", "city", "country", "customer_type", "project")  # fmt: skip

_FIRST_DUE = date(2026, 6, 18)
_DUE_WITHIN = 26
"""The days between the first and the last due day. Within them, on 1 July, most reference rates change."""


@dataclass(frozen=True, slots=True)
class Firm:
    """A creditor and the towns of its customers. `account` is the lines of pastdue.toml that say where to pay."""

    country: str
    language: str
    currency: str
    name: str
    address: tuple[str, str]
    account: str
    customer: tuple[str, str, str, str]
    policy: str = ""

    def write(self, folder: Path) -> Path:
        """Put pastdue.toml and an invoices file into `folder`; returns the invoices file."""
        policy = f'policy = "{self.policy}"\n' if self.policy else ""
        (folder / "pastdue.toml").write_text(
            f'[creditor]\nname = "{self.name}"\naddress = ["{self.address[0]}", "{self.address[1]}"]\n'
            f'country = "{self.country}"\ncity = "{self.address[1].rsplit(" ", 1)[-1]}"\nlanguage = "{self.language}"\n'
            f'email = "office@example.com"\nphone = "+44 113 496 0000"\nsignatory = "Anna Doyle"\n{self.account}\n'
            f"[dunning]\nprovisional = true\n{policy}",
            encoding="utf-8",
        )
        invoices = folder / "invoices.csv"
        with invoices.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(HEADER)
            writer.writerows(self._rows())
        return invoices

    def _rows(self) -> Iterator[tuple[str, ...]]:
        name, street, postcode, town = self.customer
        for count in COUNTS:
            for n in range(count):
                due = _FIRST_DUE + timedelta(days=n * 7 % (_DUE_WITHIN + 1))
                paid = ("50.00", (due + timedelta(days=40)).isoformat()) if n % 7 == 3 else ("", "")
                yield (
                    f"RE-2026-{count * 100 + n:05}", f"C-{count:03}", f"{name} {count}",
                    (due - timedelta(days=30)).isoformat(), due.isoformat(), self.currency,
                    f"{480 + n * 137.35:.2f}", *paid, street, postcode, town, self.country, "business",
                    "Website" if count == 1 else "",
                )  # fmt: skip


_GERMAN = 'iban = "DE89370400440532013000"\nbic = "COBADEFFXXX"\nbank = "Commerzbank"'
FIRMS = (
    Firm("GB", "en", "GBP", "Hart & Doyle Studio Ltd", ("14 Canal Street", "LS1 4AP Leeds"),
         'iban = "GB29NWBK60161331926819"\nbic = "NWBKGB2L"',
         ("Northgate Logistics Ltd", "8 Mill Lane", "YO1 7HH", "York")),
    Firm("US", "en", "USD", "Harbor & Pine Studio LLC", ("1420 Western Avenue", "98101 Seattle"),
         '[creditor.account]\n"Routing number" = "125000024"\n"Account number" = "4410093277"',
         ("Northgate Logistics Inc", "8800 Roosevelt Way", "98115", "Seattle"), "us-1.5-monthly"),
    Firm("PL", "pl", "PLN", "Studio Nowak sp. z o.o.", ("ul. Prosta 51", "00-838 Warszawa"),
         'iban = "PL61109010140000071219812874"\ntax_id = "123-456-32-18"',
         ("Drukarnia Źdźbło sp. z o.o.", "ul. Długa 7", "90-001", "Łódź")),
    Firm("DE", "de", "EUR", "Tischlerei Größ & Söhne GmbH", ("Lindwurmstraße 88", "80337 München"), _GERMAN,
         ("Müller Holding GmbH & Co. KG", "Königsallee 1", "40212", "Düsseldorf")),
    Firm("AT", "de", "EUR", "Büro Huber GmbH", ("Mariahilfer Straße 5", "1060 Wien"),
         'iban = "AT611904300234573201"\nbic = "BKAUATWW"', ("Alpen Druck GmbH", "Hauptplatz 4", "8010", "Graz")),
    Firm("CH", "de", "CHF", "Atelier Meier AG", ("Langstrasse 8", "8004 Zürich"),
         'iban = "CH9300762011623852957"', ("Seeblick Hotel AG", "Seestrasse 2", "6003", "Luzern")),
    Firm("FR", "fr", "EUR", "Atelier Lefèvre SARL", ("12 rue du Port", "69002 Lyon"),
         'iban = "FR1420041010050500013M02606"\nbic = "PSSTFRPPPAR"',
         ("Librairie Morin SAS", "3 place Bellecour", "69002", "Lyon")),
    Firm("ES", "es", "EUR", "Taller Núñez S.L.", ("Calle Mayor 3", "28013 Madrid"),
         'iban = "ES9121000418450200051332"\nbic = "CAIXESBB"',
         ("Muñoz Distribución S.A.", "Gran Vía 9", "28013", "Madrid")),
    Firm("IE", "en", "EUR", "Quay Design Ltd", ("4 Ormond Quay", "D01 Dublin"),
         'iban = "IE29AIBK93115212345678"\nbic = "AIBKIE2D"',
         ("Liffey Books Ltd", "9 Dame Street", "D02", "Dublin")),
    Firm("IT", "it", "EUR", "Studio Grafico Ferri S.r.l.", ("Via Garibaldi 14", "20121 Milano"),
         'iban = "IT60X0542811101000000123456"\nbic = "BLOPIT22"',
         ("Cartiera Santa Lucia S.p.A.", "Via Roma 3", "50123", "Firenze")),
    Firm("NL", "nl", "EUR", "Ontwerpbureau De Wit B.V.", ("Keizersgracht 12", "1015 CS Amsterdam"),
         'iban = "NL91ABNA0417164300"\nbic = "ABNANL2A"',
         ("Drukkerij Van Dijk B.V.", "Coolsingel 40", "3011 AD", "Rotterdam")),
)  # fmt: skip
