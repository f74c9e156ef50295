"""A claim's bundle: its figures, its evidence byte for byte, its pages, what it refuses, its deed in the ledger."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import Destination
from tests.cli.offices import SETTINGS, Office, office
from tests.docs.test_docs import keys_of
from tests.languages import LANGUAGES

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.courts import KIND, load_court
from pastdue.ledger import Emailed, EmailEvent, Ledger
from pastdue.model import ChargeKind
from pastdue.run.papers import claim_record

pytestmark = pytest.mark.slow

REMINDED, DEMANDED, LAST_DAY, RIPE = "2026-10-30", "2026-11-30", "2026-12-14", "2026-12-15"
POLICY = '[dunning]\npolicy = "eur-8-percent"\ncustomers = "business"'
OWN = SETTINGS.replace('[dunning]\npolicy = "none"', POLICY)
ROWS: tuple[dict[str, str], ...] = (
    {"customer_id": "C-1", "issued": "2026-06-01", "due": "2026-07-01", "total": "1000.00", "paid": "200.00",
     "paid_on": "2026-08-01", "project": "Website"},
    {"customer_id": "C-1", "issued": "2026-06-15", "due": "2026-07-15", "total": "500.00"},
    {"customer_id": "C-2", "due": "2026-11-10"},
)  # fmt: skip


@pytest.fixture(scope="module")
def demanded(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office whose customer C-1 had a second notice and a final demand, both posted but one."""
    made = office(tmp_path_factory.mktemp("claim"), *ROWS, settings=OWN)
    for on in (REMINDED, DEMANDED):
        assert made.runs(on=on).code == 0
    (letter,) = (x for x in made.run_json(f"out/{DEMANDED}/run.json")["letters"] if x["stage"] == "final_demand")
    (made.folder / "posted.csv").write_text(
        f"letter,posted_on,service,tracking_number\n{letter['id']},2026-12-01,registered,RR123456785DE\n", "utf-8"
    )
    assert made.says("posted", "posted.csv").code == 0
    return made


@pytest.fixture
def shop(demanded: Office, tmp_path: Path) -> Office:
    """A copy of that office for one test."""
    shutil.copytree(demanded.folder, tmp_path / "office")
    return Office(tmp_path / "office")


def outline_of(reader: PdfReader) -> list[Destination]:
    """The bookmarks, which have none below them."""
    return [mark for mark in reader.outline if isinstance(mark, Destination)]


def claimed(shop: Office, *more: str, on: str = RIPE, customer: str = "C-1") -> tuple[Path, Any]:
    """The claim's folder and its JSON."""
    said = shop.says("claim", "invoices.csv", customer, "--as-of", on, "--format", "json", *more)
    assert said.code == 0, said.err
    (row,) = said.json["rows"]
    folder = Path(row["folder"])
    return folder, json.loads((folder / "claim.json").read_text(encoding="utf-8"))


class Claim(NamedTuple):
    """A claim that was made: the office, the claim's folder, and its JSON."""

    shop: Office
    folder: Path
    said: Any


@pytest.fixture(scope="module")
def claim(demanded: Office, tmp_path_factory: pytest.TempPathFactory) -> Claim:
    """The claim against C-1 in a copy of that office, for all that only look at it."""
    shop = Office(shutil.copytree(demanded.folder, tmp_path_factory.mktemp("claimed") / "office"))
    return Claim(shop, *claimed(shop))


def test_its_sums_can_be_recomputed_from_its_own_json_and_are_those_of_calc(claim: Claim) -> None:
    said = claim.said
    totals = {key: Decimal(value) for key, value in said["totals"].items()}
    invoices = said["invoices"]
    segments = [s for one in invoices for charge in one["charges"] for s in charge["segments"]]
    assert totals["interest"] == sum(Decimal(s["amount"]) for s in segments)
    for s in segments:
        exact = Decimal(s["base"]) * Decimal(s["percent"]) / 100 * s["days"] / 365
        assert abs(exact - Decimal(s["amount"])) <= Decimal("0.005")
    paid = sum(Decimal(payment["amount"]) for payment in said["payments"])
    assert totals["principal"] == sum(Decimal(one["amount"]) for one in invoices) - paid == Decimal(1300)
    assert totals["total"] == totals["principal"] + totals["interest"] - totals["deducted"]
    assert totals["total"] == sum(Decimal(one["total"]) for one in invoices)
    daily = sum(Decimal(one["daily"]) for one in invoices)
    assert abs(totals["daily"] - daily) <= Decimal("0.005") and abs(daily - 1300 * Decimal("0.08") / 365) < 1
    calc = claim.shop.says(
        "calc", "--policy", "eur-8-percent", "--principal", "1000", "--currency", "EUR", "--due", "2026-07-01",
        "--payment", "2026-08-01=200", "--on", RIPE, "--format", "json",
    )  # fmt: skip
    assert calc.json["interest"] == invoices[0]["charged"]


def test_every_key_of_its_json_is_explained(claim: Claim) -> None:
    text = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
    section = text.split("\n## claim\n")[1].split("\n## ")[0]
    assert keys_of(claim.said) - {"schema"} <= set(re.findall(r"`([a-z_0-9]+)`", section))


def test_a_fee_of_a_letter_that_was_not_sent_is_not_claimed(tmp_path: Path) -> None:
    fee = '[dunning]\npolicy = "each"\ncustomers = "business"'
    firm = office(tmp_path, {"customer_id": "C-1"}, settings=SETTINGS.replace('[dunning]\npolicy = "none"', fee))
    policies = firm.folder / "pastdue.d" / "policies"
    policies.mkdir(parents=True)
    (policies / "each.toml").write_text(
        'title = "Each"\nsource = "contract"\n[[charge]]\nrule = "flat"\neach = "notice"\namount = ["5 EUR"]\n', "utf-8"
    )
    assert firm.runs(on="2026-08-30").code == 0
    _, said = claimed(firm, "--early", on="2026-09-29")
    assert said["totals"]["total"] == "105.00", "the second notice of that day is not written yet"
    firm.runs(on="2026-09-29")
    assert claimed(firm, "--early", on="2026-09-29")[1]["totals"]["total"] == "110.00"


def test_on_the_day_of_the_letter_the_sum_is_the_letters(shop: Office) -> None:
    _, said = claimed(shop, "--early", on=DEMANDED)
    (letter,) = (x for x in shop.run_json(f"out/{DEMANDED}/run.json")["letters"] if x["stage"] == "final_demand")
    assert said["totals"]["total"] == letter["total"]


def test_the_letters_are_there_byte_for_byte_as_they_were_sent(claim: Claim) -> None:
    shop, folder, said = claim
    sent = {path.name: path for on in (REMINDED, DEMANDED) for path in (shop.folder / f"out/{on}/letters").iterdir()}
    letters = [one for one in said["exhibits"] if one["kind"] == "letter"]
    assert len(letters) == 2
    for one in letters:
        data = (folder / one["file"]).read_bytes()
        (original,) = (path for name, path in sent.items() if name.startswith(one["about"]))
        assert data == original.read_bytes() and hashlib.sha256(data).hexdigest() == one["sha256"]
    assert {one["sha256"] for one in letters} == {one["sha256"] for one in said["letters"]}


def test_pages_are_numbered_throughout_and_bookmarks_and_index_lead_to_the_exhibits(claim: Claim) -> None:
    _, folder, said = claim
    reader = PdfReader(folder / "claim.pdf")
    for number, page in enumerate(reader.pages, 1):
        assert f"Page {number} of {len(reader.pages)}" in page.extract_text()
    marks = {str(mark.title): 1 + (reader.get_destination_page_number(mark) or 0) for mark in outline_of(reader)}
    for number, one in enumerate(said["exhibits"], 1):
        (title,) = (mark for mark in marks if mark.startswith(f"Exhibit {number}:"))
        assert marks[title] == one["first_page"] and one["about"] in title
        text = reader.pages[one["first_page"] - 1].extract_text()
        assert text.count(f"Exhibit {number}:") == 1 and "Acme GmbH" in text
    index = reader.pages[marks["Index of exhibits"] - 1].extract_text()
    assert all(one["sha256"] in index for one in said["exhibits"])
    assert "Made before" not in reader.pages[0].extract_text()


def test_the_timeline_has_every_letter_with_its_posting_number(claim: Claim) -> None:
    _, folder, said = claim
    told = [(event["on"], event["event"]) for event in said["timeline"]]
    assert told == sorted(told, key=lambda event: event[0])
    assert [event for event in told if event[1] in ("letter", "posted", "paid", "claimed")] == [
        ("2026-08-01", "paid"), (REMINDED, "letter"), (DEMANDED, "letter"), ("2026-12-01", "posted"), (RIPE, "claimed"),
    ]  # fmt: skip
    text = "\n".join(page.extract_text() for page in PdfReader(folder / "claim.pdf").pages)
    assert "RR123456785DE" in text


def test_a_letter_that_went_by_e_mail_stands_there_with_its_day_and_address(tmp_path: Path) -> None:
    rows = [{"customer_id": "C-1", "due": "2026-07-01", "email": "ada@acme.example"}]
    made = office(tmp_path, *rows, settings=OWN + '\n[email]\ndelivery = "both"\nfrom = "us@ada.example"\n')
    for on in (REMINDED, DEMANDED):
        assert made.runs(on=on).code == 0
    number = made.run_json(f"out/{DEMANDED}/run.json")["letters"][0]["id"]
    with Ledger.open(tmp_path / "pastdue.ledger") as ledger:
        for event in (EmailEvent.INTENT, EmailEvent.SENT):
            ledger.emails.record(Emailed(number, event, date(2026, 12, 2), ("ada@acme.example",), "250 ok"))
    folder, said = claimed(made)
    (event_,) = (one for one in said["timeline"] if one["event"] == "emailed")
    assert (event_["on"], event_["about"], event_["note"]) == ("2026-12-02", number, "ada@acme.example")
    (letter,) = (one for one in said["letters"] if one["letter"] == number)
    assert (letter["emailed_on"], letter["emailed"]) == ("2026-12-02", "sent")
    assert ("posting", number) not in {(one["what"], one["about"]) for one in said["missing"]}
    text = "\n".join(page.extract_text() for page in PdfReader(folder / "claim.pdf").pages)
    assert f"Letter {number} was sent by e-mail to ada@acme.example" in text


def test_what_is_missing_is_listed_and_what_is_attached_is_not(shop: Office) -> None:
    _, said = claimed(shop)
    lacking = {(one["what"], one["about"]) for one in said["missing"]}
    first, last = (letter["letter"] for letter in said["letters"])
    assert {("customer_tax_id", ""), ("contract_date", "A-1"), ("invoice_copy", "A-2"), ("posting", first),
            ("proof", last)} <= lacking  # fmt: skip
    Image.new("RGB", (300, 200), "white").save(shop.folder / "receipt.png")
    folder, again = claimed(shop, "--proof", f"{last}=receipt.png")
    (proof,) = (one for one in again["exhibits"] if one["kind"] == "proof")
    assert (folder / proof["file"]).read_bytes() == (shop.folder / "receipt.png").read_bytes()
    assert ("proof", last) not in {(one["what"], one["about"]) for one in again["missing"]}


def test_the_bundle_says_in_one_sentence_which_invoices_lack_the_same(shop: Office) -> None:
    folder, _ = claimed(shop)
    text = " ".join("".join(page.extract_text() for page in PdfReader(folder / "claim.pdf").pages).split())
    assert "There are no copies of the invoices A-1, A-2." in text
    assert "The date of the contract behind the invoices A-1, A-2 is not on record." in text


@pytest.mark.parametrize(("number", "label"), [("DE 123456788", "VAT no."), ("12/345/67890", "Tax ID")])
def test_a_tax_number_stands_under_the_label_it_has_on_letters(shop: Office, number: str, label: str) -> None:
    settings = (shop.folder / "pastdue.toml").read_text(encoding="utf-8")
    own = settings.replace('country = "DE"', f'country = "DE"\ntax_id = "{number}"')
    (shop.folder / "pastdue.toml").write_text(own, encoding="utf-8")
    folder, _ = claimed(shop)
    assert f"{label}: {number}" in PdfReader(folder / "claim.pdf").pages[0].extract_text().replace("\u00a0", " ")


def test_copies_of_invoices_are_taken_from_their_folder_as_they_lie_there(shop: Office) -> None:
    (shop.folder / "invoices").mkdir()
    letter = next((shop.folder / f"out/{REMINDED}/letters").iterdir())
    shutil.copy(letter, shop.folder / "invoices" / "A-1.pdf")
    folder, said = claimed(shop)
    (copy,) = (one for one in said["exhibits"] if one["kind"] == "invoice")
    assert copy["about"] == "A-1" and (folder / copy["file"]).read_bytes() == letter.read_bytes()


@pytest.mark.parametrize("bad", ["2026-09999=receipt.png", "LAST=nothing.pdf", "LAST=note.txt"])
def test_a_proof_that_cannot_be_used_is_refused_and_nothing_is_recorded(shop: Office, bad: str) -> None:
    Image.new("RGB", (30, 20), "white").save(shop.folder / "receipt.png")
    (shop.folder / "note.txt").write_text("sent it", encoding="utf-8")
    last = max(path.name[:10] for path in (shop.folder / f"out/{DEMANDED}/letters").iterdir() if "final" in path.name)
    said = shop.says("claim", "invoices.csv", "C-1", "--as-of", RIPE, "--proof", bad.replace("LAST", last))
    assert said.code == 2 and "--proof" in said.err
    assert not list((shop.folder / "out").glob("claims/*"))
    assert shop.says("history", "--claims", "--format", "csv").rows == []


def test_before_the_day_is_over_or_without_a_final_demand_it_is_refused_unless_early(shop: Office) -> None:
    too_soon = shop.says("claim", "invoices.csv", "C-1", "--as-of", LAST_DAY)
    assert too_soon.code == 2 and f"gives until {LAST_DAY}" in too_soon.err and "--early" in too_soon.err
    never = shop.says("claim", "invoices.csv", "C-2", "--as-of", RIPE)
    assert never.code == 2 and "no final demand was sent for A-3" in never.err
    folder, said = claimed(shop, "--early", on=LAST_DAY)
    assert {one["until"] for one in said["early"]} == {LAST_DAY}
    first = " ".join(PdfReader(folder / "claim.pdf").pages[0].extract_text().split())
    assert "This claim was made before its time." in first and "gives until 14 December 2026" in first
    owing = shop.says("claim", "invoices.csv", "C-2", "--as-of", "2026-11-09", "--early")
    assert owing.code == 2 and "owes nothing overdue" in owing.err


@pytest.mark.parametrize(
    ("court", "asked", "still", "over"),
    [
        (
            "england",
            "{day}; the sum was not paid.",
            "asks for payment by {day}, a day that is not over.",
            "was not paid",
        ),
        (
            "poland",
            "do {day} Zapłata nie nastąpiła.",
            "wyznacza termin do {day}, który jeszcze nie upłynął.",
            "Zapłata nie",
        ),
    ],
)
@pytest.mark.parametrize("on", [LAST_DAY, RIPE])
def test_a_form_says_that_the_sum_was_not_paid_once_the_day_to_pay_by_is_over(
    shop: Office, court: str, asked: str, still: str, over: str, on: str
) -> None:
    _, said = claimed(shop, "--early", "--court", court, on=on)
    text, day = said["court"]["particulars"], "14 grudnia 2026 r." if court == "poland" else "14 December 2026"
    expected = (asked if on == RIPE else still).format(day=day)
    assert expected in text and (over in text) is (on == RIPE)


@pytest.mark.parametrize(("court", "speaks"), [("england", "demand"), ("poland", "wezwanie")])
def test_a_form_speaks_of_no_demand_where_no_letter_was_sent(tmp_path: Path, court: str, speaks: str) -> None:
    made = office(tmp_path, {"due": "2026-10-15"}, settings=OWN)
    assert made.runs(on="2026-10-20").code == 0
    _, said = claimed(made, "--early", "--court", court, on="2026-10-20")
    assert speaks not in said["court"]["particulars"] and "(to be" not in said["court"]["particulars"]


def test_what_keeps_letters_back_keeps_a_claim_back_and_its_first_page_says_so(shop: Office) -> None:
    for words in (("hold", "A-1", "--why", "talks"), ("promise", "A-2", "--until", RIPE, "--why", "by phone")):
        assert shop.says(*words, "--as-of", "2026-12-01").code == 0
    refused = shop.says("claim", "invoices.csv", "C-1", "--as-of", RIPE)
    assert refused.code == 2 and "A-1 is on hold; A-2 is promised to be paid" in refused.err
    folder, said = claimed(shop, "--early")
    assert [(one["invoice"], one["kept_back"], one["until"]) for one in said["early"]] == [
        ("A-1", "on_hold", None), ("A-2", "promised", "2026-12-16"),
    ]  # fmt: skip
    first = " ".join(PdfReader(folder / "claim.pdf").pages[0].extract_text().split())
    assert "On hold, so that no letter goes out: A-1. Payment is promised: A-2." in first

    # The day after the promised one, and what was lifted.
    only_held = shop.says("claim", "invoices.csv", "C-1", "--as-of", "2026-12-16")
    assert only_held.code == 0 and "remark: invoice A-1 is left out: it is on hold" in only_held.err
    assert shop.says("lift", "A-1", "--why", "no use", "--as-of", "2026-12-16").code == 0
    assert {one["invoice"] for one in claimed(shop, on="2026-12-16")[1]["invoices"]} == {"A-1", "A-2"}


def test_a_dispute_is_stated_in_the_claim_and_does_not_keep_it_back(shop: Office) -> None:
    assert shop.says("dispute", "A-1", "--why", "wrong colour", "--as-of", "2026-12-01").code == 0
    _, said = claimed(shop)
    assert said["early"] == [] and [one["disputed"] for one in said["invoices"]] == ["wrong colour", None]


def test_an_invoice_that_contradicts_its_letters_is_looked_at_before_it_is_claimed(shop: Office) -> None:
    file = shop.folder / "invoices.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("2026-07-15", "2026-07-25"), encoding="utf-8")
    _, said = claimed(shop)
    assert [one["invoice"] for one in said["invoices"]] == ["A-1"]


def test_a_letter_whose_file_is_altered_is_set_again_and_one_that_comes_out_otherwise_is_refused(shop: Office) -> None:
    letter = next((shop.folder / f"out/{REMINDED}/letters").iterdir())
    original = letter.read_bytes()
    letter.write_bytes(b"%PDF-1.7 not what was sent")
    folder, said = claimed(shop)
    assert (folder / said["exhibits"][0]["file"]).read_bytes() == original
    settings = (shop.folder / "pastdue.toml").read_text(encoding="utf-8")
    (shop.folder / "pastdue.toml").write_text(settings.replace('"din-b"', '"din-a"'), encoding="utf-8")
    refused = shop.says("claim", "invoices.csv", "C-1", "--as-of", RIPE)
    assert refused.code == 7 and "does not come out the same" in refused.err


def test_equal_books_make_equal_bytes_and_the_second_claim_names_the_first(demanded: Office, tmp_path: Path) -> None:
    bundles = []
    for name in ("a", "b"):
        shutil.copytree(demanded.folder, tmp_path / name)
        folder, _ = claimed(Office(tmp_path / name))
        bundles.append({path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()})
    assert bundles[0] == bundles[1]
    again = Office(tmp_path / "a").says("claim", "invoices.csv", "C-1", "--as-of", RIPE)
    assert "claim C2026-001 of 2026-12-15 is about A-1, A-2, too" in again.err and "C2026-002" in again.out


def test_what_is_not_in_the_file_is_said_beside_a_claim_and_a_statement_of_its_customer(shop: Office) -> None:
    shop.write(ROWS[0], ROWS[2] | {"invoice": "A-3"})
    gone = "A-2: missing since the run of 2026-11-30, when 500.00 EUR was open"
    for command in ("statement", "claim"):
        assert gone in shop.says(command, "invoices.csv", "C-1", "--as-of", RIPE).err
    assert "missing" not in shop.says("statement", "invoices.csv", "C-2", "--as-of", RIPE).err


def test_a_letter_that_is_taken_back_names_the_claims_that_have_it(claim: Claim, tmp_path: Path) -> None:
    shop = Office(shutil.copytree(claim.shop.folder, tmp_path / "office"))
    letters = sorted({row["letter"] for row in shop.says("history", "A-1", "--format", "csv").rows})
    said = shop.says("undo", "--posted", "--as-of", RIPE)
    assert f"claim C2026-001 of {RIPE} has {letters[-1]} as sent" in said.err
    shop.runs(on="2026-12-16")
    assert "claim" not in shop.says("undo", "--as-of", "2026-12-16").err, "it went out after the claim"


def test_it_is_a_deed_in_the_ledger_that_closes_its_task(shop: Office) -> None:
    waiting = {
        task["id"] for task in shop.says("tasks", "invoices.csv", "--as-of", RIPE, "--format", "json").json["tasks"]
    }
    claimed(shop)
    (row,) = shop.says("history", "A-2", "--claims", "--format", "csv").rows
    assert (row["claim"], row["customer_id"], row["early"]) == ("C2026-001", "C-1", "")
    assert shop.says("history", "A-3", "--claims", "--format", "csv").rows == []
    left = {
        task["id"] for task in shop.says("tasks", "invoices.csv", "--as-of", RIPE, "--format", "json").json["tasks"]
    }
    assert {task for task in waiting if task.startswith("claim:")} and not {t for t in left if t.startswith("claim:")}
    assert shop.says("ledger", "check").code == 0
    next((shop.folder / "out/claims").rglob("claim.json")).write_text("{}", encoding="utf-8")
    assert shop.says("ledger", "check").code == 7


@pytest.mark.parametrize("where", ["record_claim", "_release"])
def test_an_interrupted_claim_is_finished_or_leaves_nothing(shop: Office, where: str) -> None:
    target = Ledger if where == "record_claim" else claim_record
    with mock.patch.object(target, where, side_effect=KeyboardInterrupt):
        assert shop.says("claim", "invoices.csv", "C-1", "--as-of", RIPE).code == 130
    recorded = len(shop.says("history", "--claims", "--format", "csv").rows)
    assert recorded == (where == "_release")
    assert not list((shop.folder / "out/claims").glob("C2026-*"))
    said = shop.says("claim", "invoices.csv", "C-1", "--as-of", RIPE)
    assert said.code == 0
    assert [path.name for path in (shop.folder / "out/claims").iterdir()] == ["C2026-001"]
    assert "C2026-001" in said.out and ("was interrupted" in said.err) == bool(recorded)
    assert shop.says("ledger", "check").code == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_every_language_no_word_is_left_over_and_the_general_sheet_is_in_it(shop: Office, language: str) -> None:
    settings = (shop.folder / "pastdue.toml").read_text(encoding="utf-8")
    (shop.folder / "pastdue.toml").write_text(settings.replace('language = "en"', f'language = "{language}"'), "utf-8")
    folder, said = claimed(shop, "--court", "general")
    text = "\n".join(page.extract_text() for page in PdfReader(folder / "claim.pdf").pages)
    assert not re.search(r"[{}]", text)
    assert language != "fr" or re.search(r"N° client\s: C-1", text)
    owed = [kind for kind in ("compensation", "fee", "deducted") if Decimal(said["totals"][kind])]
    assert said["court"]["form"] == "general"
    assert len(said["court"]["fields"]) == 14 + len(owed) + len(said["invoices"])


def test_the_worth_of_a_claim_has_every_charge_but_interest(shop: Office) -> None:
    policies = shop.folder / "pastdue.d" / "policies"
    policies.mkdir(parents=True)
    flat = '[[charge]]\nrule = "flat"\nkind = "{}"\namount = ["{} EUR"]\n'
    (policies / "house.toml").write_text(
        'title = "house"\n' + flat.format("fee", 5) + flat.format("compensation", 20)
        + '[[charge]]\nrule = "interest"\nannual_percent = 10\n'
    )  # fmt: skip
    settings = (shop.folder / "pastdue.toml").read_text(encoding="utf-8")
    own = re.sub(r"^policy = .*$", 'policy = "house"', settings, flags=re.MULTILINE)
    (shop.folder / "pastdue.toml").write_text(own, encoding="utf-8")
    _, polish = claimed(shop, "--court", "poland")
    kinds = {kind: Decimal(polish["totals"][kind]) for kind in (one.value for one in ChargeKind)}
    assert all(kinds.values()) and kinds["fee"] + kinds["compensation"] == 25 * len(polish["invoices"])
    worth = {one["field"]: one["value"] for one in polish["court"]["fields"]}["Wartość przedmiotu sporu"]
    asked = 1300 + 25 * len(polish["invoices"])  # without interest
    assert worth == f"{asked // 1000} {asked % 1000},00 EUR".replace(" ", "\u00a0")


def test_each_country_has_its_form_and_other_pairs_the_general_sheet(shop: Office) -> None:
    _, german = claimed(shop)
    assert german["court"]["form"] == "germany"
    fields = {one["field"]: one["value"] for one in german["court"]["fields"]}
    assert fields["Katalognummer der Forderung"] == "(bitte ergänzen)" and fields["Antragsgegner"] == "Acme GmbH"
    own = next(value for field, value in fields.items() if field.startswith("Rechnung"))
    assert own.replace("\u00a0", " ").find("laufend ab dem 16. Dezember 2026: ") > own.find("ausgerechnet")
    rows = (shop.folder / "invoices.csv").read_text(encoding="utf-8")
    (shop.folder / "invoices.csv").write_text(re.sub(",DE(,|$)", r",AT\1", rows, flags=re.MULTILINE), encoding="utf-8")
    assert claimed(shop)[1]["court"]["form"] == "general"
    _, polish = claimed(shop, "--court", "poland")
    worth = {one["field"]: one["value"] for one in polish["court"]["fields"]}["Wartość przedmiotu sporu"]
    assert worth == "1 300,00 EUR".replace(" ", "\u00a0")
    unknown = shop.says("claim", "invoices.csv", "C-1", "--as-of", RIPE, "--court", "mars")
    assert unknown.code == 2 and "england" in unknown.err


@pytest.mark.parametrize("count", [1, 12, 80])
def test_the_particulars_of_england_have_at_most_1080_characters(tmp_path: Path, count: int) -> None:
    rows = [{"customer_id": "C-1", "invoice": f"INVOICE/2026/{n:05}", "due": "2026-07-01"} for n in range(count)]
    made = office(tmp_path, *rows, settings=OWN)
    for on in (REMINDED, DEMANDED):
        assert made.runs(on=on).code == 0
    _, said = claimed(made, "--court", "england")
    assert 200 < len(said["court"]["particulars"]) <= 1080
    assert "1,080" not in said["court"]["particulars"] and said["court"]["particulars"].endswith(".")
    assert ("INVOICE/2026/00000 of" in said["court"]["particulars"]) == (count == 1)
    text = next(made.folder.rglob("court-form.txt")).read_text(encoding="utf-8")
    assert re.search(rf"^Particulars \({len(said['court']['particulars'])}\scharacters\)$", text, re.MULTILINE)


def test_every_form_we_ship_is_read_and_a_form_of_ones_own_with_an_unknown_place_is_refused(shop: Office) -> None:
    assert [load_court(Catalog(), name).source != "" for name in Catalog().names(KIND)] == [True, True, True]
    (shop.folder / "pastdue.d/courts").mkdir(parents=True)
    own = 'title = "T"\nlanguage = "en"\ncountries = ["DE"]\nblank = "?"\n[[field]]\nlabel = "L"\nvalue = "{sum}"\n'
    (shop.folder / "pastdue.d/courts/germany.toml").write_text(own, encoding="utf-8")
    said = shop.says("claim", "invoices.csv", "C-1", "--as-of", RIPE)
    assert said.code == 2 and "{sum} is not a value" in said.err
