"""Letters written by hand, for the tests of typesetting: each language has one that a real firm might send."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from pastdue.model.letters import (
    Annex,
    AnnexPart,
    Grid,
    Letter,
    LetterEnclosures,
    LetterHead,
    PaymentPart,
)

_US_HEADS = ("Invoice", "Project", "Issued", "Due", "Days late", "Amount", "Paid", "Charges", "Total due")
_DE_HEADS = ("Rechnung", "Datum", "Fällig am", "Tage überfällig", "Betrag EUR", "Gezahlt", "Zinsen", "Gesamt EUR")
_PL_HEADS = ("Faktura", "Wystawiona", "Termin", "Dni po terminie", "Kwota PLN", "Wpłacono", "Odsetki", "Razem PLN")
_ANNEX_HEADS = ("From", "To", "Days", "Base USD", "Rate", "Day count", "Amount USD")


@cache
def us_letter(invoices: int = 3, annex_parts: int = 1) -> Letter:
    """A third notice from a US studio."""
    day = date(2026, 11, 23)
    rows = []
    for n in range(invoices):
        due = day - timedelta(days=95 + n)
        rows.append(
            (
                f"INV-2026-{n + 118:04}",
                ("Website", "Brand refresh", "Warehouse signage, phase two")[n % 3],
                f"{due - timedelta(days=30):%b %-d, %Y}",
                f"{due:%b %-d, %Y}",
                str(95 + n),
                f"{1250 + 731 * n:,}.00",
                "0.00" if n % 4 else "200.00",
                f"{18.5 + n:.2f}",
                f"{1268.5 + 732 * n:,.2f}",
            )
        )
    parts = tuple(
        AnnexPart(
            heading=f"Invoice INV-2026-{n + 118:04}: $1,250.00 due Aug 20, 2026",
            grid=Grid(
                _ANNEX_HEADS,
                tuple(
                    (
                        f"Aug {20 + s}, 2026",
                        f"Aug {21 + s}, 2026",
                        "30",
                        "1,250.00",
                        "18 %",
                        "actual/365",
                        f"{18.49 + s:.2f}",
                    )
                    for s in range(1 + n % 3)
                ),
                "llrrrlr",
                (("Interest", "18.49"), ("Late fee (terms, section 4)", "25.00")),
            ),
            notes=("Interest at 18 % a year under section 4 of the agreement of Jan 5, 2026.",),
        )
        for n in range(annex_parts)
    )
    return Letter(
        number="L-2026-0042",
        invoices=tuple(row[0] for row in rows),
        language="en",
        stage="third_notice",
        head=LetterHead(
            sender=("Harbor & Pine Studio LLC", "1420 Western Avenue, Suite 300", "Seattle, WA 98101"),
            sender_details=(
                ("Phone", "+1 206 555 0142"),
                ("Email", "accounts@harborpine.example"),
                ("Web", "harborpine.example"),
            ),
            return_line="Harbor & Pine Studio LLC · 1420 Western Avenue · Seattle, WA 98101",
            recipient=(
                "NORTHGATE LOGISTICS INC",
                "ATTN ACCOUNTS PAYABLE",
                "8800 ROOSEVELT WAY NE STE 210",
                "SEATTLE WA 98115-3042",
            ),
            place_and_date="November 23, 2026",
            references=(("Letter", "L-2026-0042"), ("Customer", "C-0071"), ("Contact", "Maria Jensen")),
        ),
        subject="Third notice: 3 invoices past due, $4,380.12",
        salutation="Dear Northgate Logistics,",
        opening=(
            "We wrote to you on September 24 and October 24, 2026 about the invoices listed below. According to our "
            "records, with payments seen up to November 20, 2026, they are still open.",
            "Interest has been added as our agreement of January 5, 2026 provides; the calculation is in the annex.",
        ),
        grid=Grid(
            _US_HEADS,
            tuple(rows),
            "llllrrrrr",
            (("Invoices", "4,325.00"), ("Interest and fees", "55.12"), ("Total due, USD", "4,380.12")),
        ),
        closing=(
            "If we do not receive the full amount by that day, we will stop work on open projects and consider "
            "handing the matter to a collection agency.",
            "If you have paid since November 20, 2026, thank you, and please disregard this letter. If you dispute an "
            "invoice or would like to pay in instalments, call Maria Jensen at +1 206 555 0142 before that day.",
        ),
        payment=PaymentPart(
            title="How to pay",
            rows=(
                ("Payee", "Harbor & Pine Studio LLC"),
                ("Bank", "Puget Sound Bank, ABA 125000000, account 4410 0932 77"),
                ("Reference", "L-2026-0042"),
            ),
            pay_line="Please pay $4,380.12 by December 3, 2026.",
        ),
        farewell="Sincerely,",
        signature=("Maria Jensen", "Accounts Receivable"),
        enclosed=LetterEnclosures(line="Enclosure: calculation of charges"),
        footer=("Harbor & Pine Studio LLC · Washington UBI 604 000 000 · EIN 91-0000000",),
        annex=Annex(
            title="Annex: how the charges were calculated",
            intro=("Days are counted after the day named first, up to and including the second.",),
            parts=parts,
        ),
        page_label="Page {page} of {pages}",
        continued_label="",
        title="Third notice L-2026-0042 – Northgate Logistics",
        author="Harbor & Pine Studio LLC",
    )


@cache
def german_letter(invoices: int = 3) -> Letter:
    """A second Mahnung from a Munich workshop."""
    day = date(2026, 11, 23)
    rows = tuple(
        (
            f"RE-2026/{n + 311}",
            f"{day - timedelta(days=92 + n):%d.%m.%Y}",
            f"{day - timedelta(days=62 + n):%d.%m.%Y}",
            str(62 + n),
            f"{1190 + 310 * n},00",
            "0,00",
            f"{21.37 + n:.2f}".replace(".", ","),
            f"{1211.37 + 311 * n:.2f}".replace(".", ","),
        )
        for n in range(invoices)
    )
    return Letter(
        number="M-2026-0107",
        invoices=tuple(row[0] for row in rows),
        language="de",
        stage="second_notice",
        head=LetterHead(
            sender=("Tischlerei Größ & Söhne GmbH", "Lindwurmstraße 88", "80337 München"),
            sender_details=(
                ("Telefon", "+49 89 5550 0142"),
                ("E-Mail", "buchhaltung@groess-soehne.example"),
                ("USt-IdNr.", "DE000000000"),
            ),
            return_line="Tischlerei Größ & Söhne GmbH · Lindwurmstraße 88 · 80337 München",
            recipient=(
                "Müller <Holding> GmbH & Co. KG",
                "Buchhaltung",
                "Frau Dr. Annegret Weiß",
                "Königsallee 1–3",
                "40212 Düsseldorf",
            ),
            place_and_date="München, 23. November 2026",
            references=(("Unser Zeichen", "M-2026-0107"), ("Kundennummer", "10442"), ("Ansprechpartner", "Jörg Größ")),
        ),
        subject="Zweite Mahnung: drei offene Rechnungen über 4.617,11 EUR",
        salutation="Sehr geehrte Frau Dr. Weiß,",
        opening=(
            "auf unsere Zahlungserinnerung vom 24. Oktober 2026 haben wir bis heute keinen Zahlungseingang feststellen "
            "können. Die folgenden Rechnungen sind weiterhin offen:",
        ),
        grid=Grid(
            _DE_HEADS,
            rows,
            "lllrrrrr",
            (
                ("Offene Rechnungen", "4.500,00"),
                ("Verzugszinsen", "67,11"),
                ("Mahnkosten", "50,00"),
                ("Gesamtforderung EUR", "4.617,11"),
            ),
        ),
        closing=(
            "Die Zinsen sind mit neun Prozentpunkten über dem Basiszinssatz berechnet (§ 288 Absatz 2 BGB); die "
            "Berechnung finden Sie in der Anlage. Weitere Zinsen behalten wir uns vor.",
            "Sollten Sie seit dem 20. November 2026 gezahlt haben, danken wir Ihnen und bitten Sie, dieses Schreiben "
            "als gegenstandslos zu betrachten. Bei Fragen erreichen Sie Herrn Größ unter +49 89 5550 0142.",
        ),
        payment=PaymentPart(
            title="Bankverbindung",
            rows=(
                ("Empfänger", "Tischlerei Größ & Söhne GmbH"),
                ("IBAN", "DE89 3704 0044 0532 0130 00"),
                ("BIC", "COBADEFFXXX"),
                ("Verwendungszweck", "M-2026-0107"),
            ),
            pay_line="Zahlbar bis 3. Dezember 2026: 4.617,11 EUR",
        ),
        farewell="Mit freundlichen Grüßen",
        signature=("Jörg Größ", "Geschäftsführer"),
        enclosed=LetterEnclosures(line="Anlage: Zinsberechnung"),
        footer=(
            "Tischlerei Größ & Söhne GmbH · Geschäftsführer: Jörg Größ · Amtsgericht München HRB 000000",
            "Commerzbank München · IBAN DE89 3704 0044 0532 0130 00 · BIC COBADEFFXXX",
        ),
        annex=Annex(
            title="Berechnung der Verzugszinsen",
            intro=("Der erste Tag ist nicht mitgezählt, der letzte ist mitgezählt.",),
            parts=(
                AnnexPart(
                    "Rechnung RE-2026/311 über 1.190,00 EUR, fällig am 22.09.2026",
                    Grid(
                        ("Von", "Bis", "Tage", "Betrag EUR", "Zinssatz", "Zinsen EUR"),
                        (
                            ("22.09.2026", "31.10.2026", "39", "1.190,00", "10,27 %", "13,06"),
                            ("31.10.2026", "23.11.2026", "23", "1.190,00", "10,27 %", "7,70"),
                        ),
                        "llrrrr",
                        (("Summe", "20,76"),),
                    ),
                    ("§ 288 Absatz 2 BGB, Basiszinssatz 1,27 % (Deutsche Bundesbank)",),
                ),
            ),
        ),
        page_label="Seite {page} von {pages}",
        title="Zweite Mahnung M-2026-0107",
        author="Tischlerei Größ & Söhne GmbH",
    )


@cache
def polish_letter(invoices: int = 3) -> Letter:
    """A final demand from Warsaw, with a long name and address."""
    day = date(2026, 11, 23)
    rows = tuple(
        (
            f"FV/2026/09/{n + 17}",
            f"{day - timedelta(days=140 + n):%d.%m.%Y}",
            f"{day - timedelta(days=126 + n):%d.%m.%Y}",
            str(126 + n),
            f"{12 + n}\u00a0450,00",
            "1\u00a0000,00" if n == 0 else "0,00",
            f"{412.08 + n:.2f}".replace(".", ","),
            f"{12 + n}\u00a0862,08",
        )
        for n in range(invoices)
    )
    return Letter(
        number="W/2026/0031",
        invoices=tuple(row[0] for row in rows),
        language="pl",
        stage="final_demand",
        head=LetterHead(
            sender=("Studio Nowak sp. z o.o.", "ul. Prosta 51", "00-838 Warszawa"),
            sender_details=(
                ("Telefon", "+48 22 000 00 00"),
                ("E-mail", "faktury@studio-nowak.example"),
                ("NIP", "525-000-00-00"),
            ),
            return_line="Studio Nowak sp. z o.o., ul. Prosta 51, 00-838 Warszawa",
            recipient=(
                "Przedsiębiorstwo Usługowo-Handlowe „Źdźbło” Spółka z ograniczoną odpowiedzialnością",
                "Dział Księgowości",
                "ul. Świętego Wawrzyńca 127 lok. 4",
                "90-001 ŁÓDŹ",
            ),
            place_and_date="Warszawa, 23 listopada 2026 r.",
            references=(("Nasz znak", "W/2026/0031"), ("Numer klienta", "K-0117"), ("Kontakt", "Anna Nowak")),
        ),
        subject="Ostateczne przedsądowe wezwanie do zapłaty 38\u00a0586,24 zł",
        salutation="Szanowni Państwo,",
        opening=(
            "mimo wezwań z 24 września i 24 października 2026 r. do dnia sporządzenia tego pisma nie otrzymaliśmy "
            "zapłaty za niżej wymienione faktury. Jest to ostatnie wezwanie przed skierowaniem sprawy do sądu.",
        ),
        grid=Grid(
            _PL_HEADS,
            rows,
            "lllrrrrr",
            (
                ("Należność główna", "37\u00a0350,00"),
                ("Odsetki w transakcjach handlowych", "1\u00a0236,24"),
                ("Razem do zapłaty PLN", "38\u00a0586,24"),
            ),
        ),
        closing=(
            "W razie bezskutecznego upływu terminu skierujemy sprawę na drogę sądową bez dalszych wezwań, "
            "co narazi Państwa na koszty procesu. Jesteśmy gotowi do polubownego rozwiązania sporu, w tym do mediacji.",
            "Jeżeli zapłata nastąpiła po 20 listopada 2026 r., dziękujemy i prosimy uznać to pismo za bezprzedmiotowe.",
        ),
        payment=PaymentPart(
            title="Dane do przelewu",
            rows=(
                ("Odbiorca", "Studio Nowak sp. z o.o."),
                ("Rachunek", "61 1090 1014 0000 0712 1981 2874"),
                ("Tytuł", "W/2026/0031"),
            ),
            pay_line="Prosimy o zapłatę 38\u00a0586,24 zł do dnia 7 grudnia 2026 r.",
        ),
        farewell="Z poważaniem",
        signature=("Anna Nowak", "Prezes Zarządu"),
        enclosed=LetterEnclosures(line=""),
        footer=("Studio Nowak sp. z o.o. · KRS 0000000000 · NIP 525-000-00-00 · kapitał zakładowy 50\u00a0000 zł",),
        page_label="Strona {page} z {pages}",
        title="Wezwanie W/2026/0031",
        author="Studio Nowak sp. z o.o.",
    )


def with_recipient(letter: Letter, *lines: str) -> Letter:
    """`letter`, to someone else."""
    return replace(letter, head=replace(letter.head, recipient=lines))
