"""The page of a firm that writes another language: reasons, remarks and changes are in it; English is marked so."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from tests.cli.offices import Office
from tests.command import pastdue
from tests.reports.html import HtmlPage, unmarked

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.languages import load_wording
from pastdue.letters.language.voice import Voice
from pastdue.model.messages import Message, Names
from pastdue.model.remarks import Remark
from pastdue.reports.review.words import PageWords, ShownRemark

SETTINGS = """[creditor]
name = "Żagiel sp. z o.o."
address = ["ul. Prosta 1", "00-515 Warszawa"]
country = "PL"
language = "pl"
iban = "PL61109010140000071219812874"

[dunning]
policy = "none"
min_balance = ["50 PLN"]
review_above = ["5000 PLN"]
catch_up = true
"""
FIRST, SECOND = "2026-09-30", "2026-10-30"
HOME = {"currency": "PLN", "country": "PL", "address2": "00-515 Warszawa"}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, object]:
    """The text of the second month's page, and its run.json."""
    folder = tmp_path_factory.mktemp("polish")
    (folder / "pastdue.toml").write_text(SETTINGS, encoding="utf-8")
    shop = Office(folder)
    grown, moved, gone = {**HOME, "total": "100.00"}, {**HOME, "total": "200.00"}, {**HOME, "total": "300.00"}
    small, large = {**HOME, "total": "20.00"}, {**HOME, "total": "9000.00"}
    old = {**HOME, "issued": "2020-01-01", "due": "2020-01-31"}
    abroad = {"currency": "EUR", "country": "CZ", "address2": "110 00 Praha"}
    held = {**HOME, "hold_until": "", "total": "400.00"}
    credited = {**HOME, "total": "2000.00", "customer_id": "C-9"}
    credit = {**HOME, "total": "-1234.50", "customer_id": "C-9", "applies_to": "Z-9"}
    foreign = {**HOME, "customer": "כהן"}
    shop.write(grown, moved, gone, small, large, old, abroad, held, credited, credit, foreign)
    shop.runs(on=FIRST)
    (folder / "holds.csv").write_text("invoice,kind,until,reason\nA-8,hold,,uszkodzony towar\n", encoding="utf-8")
    grown["total"], moved["due"], gone["invoice"], gone["customer_id"] = "700.00", "2026-08-31", "B-1", "C-77"
    shop.write(grown, moved, gone, small, large, old, abroad, held, credited, credit, foreign)
    shop.runs("invoices.csv", "--holds", "holds.csv", on=SECOND)
    text = unmarked((folder / f"out/{SECOND}/reports/review.html").read_text(encoding="utf-8"))
    return text, json.loads((folder / f"out/{SECOND}/run.json").read_text(encoding="utf-8"))


def test_no_reason_remark_or_change_is_left_in_english_but_what_is_marked_as_english(page: tuple[str, object]) -> None:
    text, run = page
    assert isinstance(run, dict)
    marked = set(re.findall(r'<li lang="en">(.*?)</li>', text))
    own = html.unescape(re.sub(r'<li lang="en">.*?</li>', "", text))
    assert {skip["why"] for skip in run["skips"]} >= {"needs_review", "below_minimum", "too_old", "on_hold", "missing"}
    said = [skip["detail"] for skip in run["skips"] if skip["why"] != "on_hold"] + run["remarks"]
    said += [change["what"] for change in run["changes"]["invoices"]]
    english = [one for one in said if one and one not in map(html.unescape, marked)]
    assert len(english) > 8
    assert [one for one in english if one in own] == []


def test_the_reasons_name_their_figures_as_polish_letters_write_them(page: tuple[str, object]) -> None:
    text = HtmlPage(page[0]).text.replace("\u00a0", " ")
    assert "pismo 2026-00001: pozostawało 100,00 zł, teraz 700,00 zł" in text
    assert "pismo żąda 9 000,00 zł, więcej niż 5 000,00 zł" in text
    assert "brak od przebiegu z dnia 30.09.2026, gdy pozostawało 300,00 zł" in text
    assert "zaległość: 24 miesiące lub więcej, nigdy nie wysłano wezwania" in text
    assert "uszkodzony towar" in text, "the user's own words stay"


def test_a_doubt_about_what_is_open_is_worded_on_the_page_and_stays_as_it_is_for_programs(
    page: tuple[str, object],
) -> None:
    text, run = HtmlPage(page[0]).text.replace("\u00a0", " "), page[1]
    assert "korekta A-10 na 1 234,50 zł wskazuje fakturę 'Z-9', której nie ma w pliku" in text
    assert isinstance(run, dict)
    (detail,) = (skip["detail"] for skip in run["skips"] if skip["invoice"] == "A-9")
    assert detail == "credit A-10 of 1234.50 PLN names invoice 'Z-9', which is not in the file"


def test_why_a_letter_cannot_be_printed_is_worded_with_its_remedy(page: tuple[str, object]) -> None:
    text = HtmlPage(page[0]).text.replace("\u00a0", " ")
    why = "faktura A-11: adresat: znaku U+05DB (HEBREW LETTER KAF) nie da się wydrukować: כהן; "
    assert f"{why}należy zapisać to inaczej w danych albo: wysłać to pismo ręcznie" in text
    assert isinstance(page[1], dict)
    (detail,) = (skip["detail"] for skip in page[1]["skips"] if skip["invoice"] == "A-11")
    assert detail == (
        "invoice A-11: recipient: U+05DB (HEBREW LETTER KAF) cannot be printed: כהן; "
        "write it another way in the input, or send this letter by hand"
    )


def test_remarks_on_how_a_file_was_read_are_worded_and_those_without_words_are_marked_as_english(
    page: tuple[str, object],
) -> None:
    assert "<li>holds.csv: 1 wiersz: 1 wstrzymanie; dotyczy: 1 faktura</li>" in page[0].replace("\u00a0", " ")
    assert "<li>wiersz 11: korekta A-10 na 1 234,50 zł wskazuje" in page[0].replace("\u00a0", " ")
    words = PageWords(Voice.of(load_wording(Catalog(), "pl"), "PL"))
    assert words.remark(Remark("read as cp1252")) == ShownRemark("read as cp1252", "", english=True)
    assert isinstance(page[1], dict)
    assert "holds.csv: 1 row: 1 hold, for 1 invoice" in page[1]["remarks"]


def test_a_remark_about_many_invoices_names_them_behind_its_words() -> None:
    words = PageWords(Voice.of(load_wording(Catalog(), "pl"), "PL"))
    late = Message.of("no_such_number")
    few, many = Remark(late, Names(("A", "B", "C"))), Remark(late, Names(("A", "B", "C", "D", "E"), at_most=3))
    assert words.remark(few) == ShownRemark("A, B, C: żadna faktura nie ma tego numeru", "", english=False)
    assert words.remark(many) == ShownRemark(
        "żadna faktura nie ma tego numeru", "A, B, C i\u00a02\u00a0inne", english=False
    )


BAD = {"currency": "PLN", "country": "PL", "address2": "00-515 Warszawa"}


@pytest.fixture(scope="module")
def rejected(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[dict[str, str]], str]:
    """The text of a page of many rows that cannot be used, the problems of its run.json, and its rejected.csv."""
    folder = tmp_path_factory.mktemp("rejected")
    (folder / "pastdue.toml").write_text(SETTINGS, encoding="utf-8")
    shop = Office(folder)
    faults = [{"due": "31.02.2026"}, {"total": "1x2"}, {"total": ""}, {"country": "Atlantis"}, {"due": "2150-01-01"}]
    faults += [{"currency": "XXQ"}] * 12
    own = [{**BAD, **fault, "invoice": f"A-{n}", "customer_id": f"C-{n}"} for n, fault in enumerate([*faults, {}, {}])]
    shop.write(*own, {**BAD, "invoice": "A-17", "total": "7.00"})
    result = pastdue(folder, "run", "invoices.csv", "--as-of", FIRST, "-q")
    assert result.returncode == 3, result.stderr
    out = folder / f"out/{FIRST}"
    problems = json.loads((out / "run.json").read_text(encoding="utf-8"))["rejected"]
    text = unmarked((out / "reports/review.html").read_text(encoding="utf-8"))
    return text, problems, (out / "reports/rejected.csv").read_text(encoding="utf-8-sig")


def test_the_page_says_in_the_firms_language_why_a_row_cannot_be_used_and_what_to_do(
    rejected: tuple[str, list[dict[str, str]], str],
) -> None:
    text, problems, _ = rejected
    (listed,) = re.findall(r'<ul class="said rejected">.*?</ul>', text, re.DOTALL)
    said = html.unescape(listed).replace("\u00a0", " ")
    assert 'lang="en"' not in listed
    assert "invoices.csv:2: due</b>: to nie jest data" in said and "<code>31.02.2026</code>" in said
    assert "należy napisać to jako 2026-11-23" in said
    assert "jeszcze 2 takie wiersze: to nie jest waluta" in said
    assert len(problems) == 19
    assert [one for one in problems if one["what"] in said or one["remedy"] in said] == []


def test_programs_get_the_reasons_in_english(rejected: tuple[str, list[dict[str, str]], str]) -> None:
    _, problems, file = rejected
    assert {"is not a date", "is not an amount", "is not a currency", "is not a country we know",
            "is not between 1990 and 2100"} < {one["what"] for one in problems}  # fmt: skip
    assert "due: is not a date" in file and "invoice: the same invoice number stands on line" in file


def test_differences_in_contacts_and_addresses_are_worded(tmp_path: Path) -> None:
    (tmp_path / "pastdue.toml").write_text(SETTINGS, encoding="utf-8")
    shop = Office(tmp_path)
    own = [{**BAD, "customer_id": f"C-{n}", "currency": "EUR"} for n in range(5)]
    shop.write(*own, {**BAD, "customer_id": "C-1", "customer": "Inna", "address1": "ul. Nowa 2"})
    contacts = "customer_id,customer,address1,city,postcode\nC-0,Zosia,ul. Trzecia 3,Warszawa,00-515\n"
    (tmp_path / "contacts.csv").write_text(contacts, encoding="utf-8")
    words = ("--contacts", "contacts.csv", "--as-of", FIRST, "-q", "--html", "plan.html")
    assert pastdue(tmp_path, "plan", "invoices.csv", *words).returncode in (0, 3)
    text = unmarked((tmp_path / "plan.html").read_text(encoding="utf-8")).replace("\u00a0", " ")
    said = html.unescape(text[text.index('id="remarks"') :])
    assert "to w kontaktach 'Zosia' (wiersz 2): połączono po numerze, zostaje nazwa z faktury" in said
    assert "klient C-1 ma więcej niż jedną nazwę:" in said and "klient C-1 ma więcej niż jeden adres:" in said
    assert '<li lang="en">' not in text


def test_no_line_of_a_task_or_a_tile_ends_within_a_date(tmp_path: Path) -> None:
    (tmp_path / "pastdue.toml").write_text(SETTINGS, encoding="utf-8")
    shop = Office(tmp_path)
    shop.write({**HOME, "due": "2026-08-31"})
    shop.runs(on=FIRST)
    shop.write({**HOME, "due": "2026-08-31"}, {**HOME, "due": "2026-10-26"})
    shop.runs(on=SECOND)
    text = (tmp_path / f"out/{SECOND}/reports/review.html").read_text(encoding="utf-8")
    tasks = text[text.index('id="tasks"') : text.index('id="moved"')]
    assert "26\u00a0października\u00a02026\u00a0r." in tasks and "2026 r." not in text
    assert "nowa faktura od 30.09.2026" in text
    tasked = pastdue(tmp_path, "tasks", "invoices.csv", "--as-of", SECOND)
    assert "26 October 2026" in tasked.stdout


def test_a_dutch_day_is_not_cut_at_its_hyphens(tmp_path: Path) -> None:
    (tmp_path / "pastdue.toml").write_text(SETTINGS.replace('"pl"', '"nl"'), encoding="utf-8")
    shop = Office(tmp_path)
    shop.write({**HOME, "due": "2026-08-31"})
    shop.runs(on=FIRST)
    shop.runs(on=SECOND)
    text = (tmp_path / f"out/{SECOND}/reports/review.html").read_text(encoding="utf-8")
    day = "-".join(reversed(FIRST.split("-")))
    assert f'sinds <span class="uncut">{day}</span>' in text and f'Open op <span class="uncut">{day}</span>' in text


def test_a_french_page_has_a_space_before_its_colons(tmp_path: Path) -> None:
    (tmp_path / "pastdue.toml").write_text(SETTINGS.replace('"pl"', '"fr"'), encoding="utf-8")
    shop = Office(tmp_path)
    shop.write({**HOME, "due": "2026-08-31"})
    shop.runs(on=FIRST)
    text = unmarked((tmp_path / f"out/{FIRST}/reports/review.html").read_text(encoding="utf-8"))
    letter = text[text.index("<summary>1 facture") :].partition("</details>")[0]
    assert "1 facture\u00a0: A-1" in letter and "Échéance\u00a0: 31/08/2026" in letter
    assert re.search(r"\w: ", re.sub(r"<[^>]*>", " ", letter)) is None
    words = PageWords(Voice.of(load_wording(Catalog(), "fr"), "FR"))
    about = Remark(Message.of("no_such_number"), "A-1")
    assert words.remark(about).text == "A-1\u00a0: aucune facture n’a ce numéro"
