"""`write`: short letters outside the ladder, as paper, as text and as an e-mail, in every language."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.cli.offices import Office, Said, office

from pastdue.firm.catalog import Catalog

LATE = "2026-08-10"
FOLLOW_UPS = (
    "customer_id,customer,project,kind,last_message,email,language\n"
    "P-1,Bolt,Web site,project,2026-08-05,bolt@x.example,{language}\n"
    "P-1,Bolt,,negotiation,2026-08-03,bolt@x.example,{language}\n"
)
SETTINGS = """[creditor]
name = "Ada Ltd"
address = ["1 Street", "10115 Berlin"]
country = "DE"
language = "en"
iban = "DE89370400440532013000"
email = "ada@ada.example"

[letters]
layout = "din-b"

[dunning]
policy = "eu-fixed-40"
customers = "business"
"""


def desk(folder: Path, language: str = "en") -> Office:
    shop = office(
        folder, {"email": "acme@x.example"}, {"invoice": "A-2", "customer_id": "C-1", "total": "150.00"},
        {"customer_id": "C-3", "customer": "Paid", "paid": "100.00"}, settings=SETTINGS,
    )  # fmt: skip
    (folder / "followups.csv").write_text(FOLLOW_UPS.format(language=language), encoding="utf-8")
    return shop


def note(shop: Office, kind: str, *more: str, on: str = LATE) -> Said:
    return shop.says("write", kind, "P-1", "--followups", "followups.csv", "--as-of", on, *more)


@pytest.mark.parametrize("language", Catalog().names("languages"))
def test_every_note_is_said_whole_in_every_language(tmp_path: Path, language: str) -> None:
    shop = desk(tmp_path, language)
    texts = set()
    for kind in ("check_in", "last_check_in", "stop_work"):
        said = note(shop, kind, "--project", "Web site", "-o", f"{kind}.txt", "-o", f"{kind}.pdf")
        assert said.code == 0, said.err
        text = (tmp_path / f"{kind}.txt").read_text(encoding="utf-8")
        page = PdfReader(tmp_path / f"{kind}.pdf").pages[0].extract_text()
        assert "{" not in text and "Web site" in page and "Bolt" in page
        texts.add(text)
    assert len(texts) == 3


def test_the_last_note_names_the_day_of_the_follow_up_before_it(tmp_path: Path) -> None:
    shop = desk(tmp_path)
    assert "wrote to you on 5 August 2026" in note(shop, "check_in", "--project", "Web site").out.replace("\u00a0", " ")
    assert (
        shop.says("done", "project-first:P-1:Web+site:2026-08-05", "--on", "2026-08-11", "--as-of", "2026-08-18").code
        == 0
    )
    said = note(shop, "last_check_in", "--project", "Web site", on="2026-08-18")
    assert "wrote to you again on 11 August 2026" in said.out.replace("\u00a0", " ")
    assert "our last message" in said.out


def test_an_invoice_is_sent_again_with_its_fee_and_no_day_to_pay_by(tmp_path: Path) -> None:
    shop = desk(tmp_path)
    said = shop.says(
        "write", "resend", "C-1", "invoices.csv", "--as-of", LATE, "-o", "a.txt", "-o", "a.pdf", "-o", "a.eml"
    )
    assert said.code == 0, said.err
    text = (tmp_path / "a.txt").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "The total includes charges of 80.00 EUR" in text and "Total to pay: 330.00 EUR" in text
    assert "Reference: A-1 A-2" in text and "Please pay" not in text
    message = email.message_from_bytes((tmp_path / "a.eml").read_bytes(), policy=email.policy.default)
    assert (message["To"], message["X-Unsent"]) == ("acme@x.example", "1")
    assert message["Subject"] == "Invoices A-1 and A-2: have they reached you?"
    (attached,) = message.iter_attachments()
    assert attached.get_content() == (tmp_path / "a.pdf").read_bytes()
    assert attached.get_filename() == "Invoices A-1 and A-2 - have they reached you.pdf"
    one = shop.says("write", "resend", "Acme GmbH", "invoices.csv", "--as-of", LATE, "--invoice", "A-2")
    assert "Total to pay: 190.00 EUR" in one.out.replace("\u00a0", " ") and "A-1" not in one.out
    assert not shop.says("history", "--format", "csv").rows


def test_copies_of_the_invoices_follow_where_there_are_any(tmp_path: Path) -> None:
    shop = desk(tmp_path)
    shop.says("write", "resend", "C-1", "invoices.csv", "--as-of", LATE, "-o", "own.pdf")
    (tmp_path / "invoices").mkdir()
    (tmp_path / "invoices" / "A-1.pdf").write_bytes((tmp_path / "own.pdf").read_bytes())
    said = shop.says("write", "resend", "C-1", "invoices.csv", "--as-of", LATE, "-o", "both.pdf", "-o", "both.txt")
    assert said.code == 0 and "A-2: " in said.err and "the letter goes without a copy" in said.err
    own, both = (len(PdfReader(tmp_path / f"{name}.pdf").pages) for name in ("own", "both"))
    assert both == 2 * own
    assert "enclosed" in (tmp_path / "both.txt").read_text(encoding="utf-8")


def test_what_a_letter_cannot_be_made_of_is_said(tmp_path: Path) -> None:
    shop = desk(tmp_path)
    (tmp_path / "pastdue.d" / "languages").mkdir(parents=True)
    own = tmp_path / "pastdue.d" / "languages" / "en.toml"
    own.write_text('[short]\ntitle_check_in = "Hello?"\n', encoding="utf-8")
    assert note(shop, "check_in", "--project", "Web site").out.startswith("Hello?: Web site\n")
    for words, says in (
        (("check_in", "P-1", "--followups", "followups.csv"), "several matters: Web site (project), no project"),
        (("check_in", "Acme GmbH", "invoices.csv"), "pass --since 2026-11-23, or --followups FILE"),
        (("check_in", "Acme GmbX", "invoices.csv"), "did you mean Acme GmbH?"),
        (("resend", "C-1"), "name the file after the customer"),
        (("resend", "C-3", "invoices.csv"), "Paid has no overdue invoice that may be asked for"),
        (("resend", "C-1", "invoices.csv", "--invoice", "A-3"), "invoice 'A-3' of Acme GmbH is not one"),
        (("resend", "C-1", "invoices.csv", "-o", "a.doc"), "ends neither in .pdf"),
    ):
        said = shop.says("write", *words, "--as-of", LATE)
        assert said.code == 2 and says in said.err, said.err
