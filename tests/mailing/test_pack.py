"""The envelope, the service and the order of letters: the rules of the mail room, from both sides of each limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.noting import noting

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.languages import load_wording
from pastdue.letters.language.voice import Voice
from pastdue.mailing import manifest as mailing_manifest
from pastdue.mailing.classes import Mailroom, slug
from pastdue.mailing.manifest import manifest, posting_book
from pastdue.mailing.order import batches, proof
from pastdue.mailing.postcodes import postcode
from pastdue.model import Invoice, Notice, Overdue, Party, Stage
from pastdue.model.countries import CalendarName
from pastdue.model.errors import SettingsError
from pastdue.model.letters import Draft
from pastdue.model.money import Money
from pastdue.reports.formats.csv import csv_text
from pastdue.reports.outcome import SetLetter
from pastdue.typeset.letter.typesetter import MergedLetter

ON = date(2026, 11, 23)
POLISH = Voice.of(load_wording(Catalog(), "pl"), "PL")
PLAIN = Mailroom("PL", {"standard": 3, "thick": 8})
POSTING = Mailroom(
    "PL",
    {"standard": 3, "thick": 8},
    {"final_demand": "List polecony (ZPO)", "reminder": "Ekonomiczny"},
    ("Ekonomiczny",),
)


def place(number: str, first: int, last: int) -> MergedLetter:
    return MergedLetter(number, first, last, last - first + 1, 1)


def letter(number: str, sheets: int = 1, code: str = "00-515", country: str = "PL", **other: Any) -> SetLetter:
    party = Party(f"C{number}", f"Firma {number}", ("ul. Prosta 1", f"{code} Miasto"), country)
    invoice = Invoice(f"F{number}", party, ON, ON, Money.parse("100.00 PLN"))
    stage = other.get("stage", Stage.REMINDER)
    notice = Notice(Overdue(invoice, ON, ON, 40, 28, CalendarName("PL")), stage, ON)
    return SetLetter(Draft(number, ON, stage, other.get("language", "pl"), (notice,)), party, sheets * 2, sheets)


def numbers(mailroom: Mailroom, *letters: SetLetter) -> dict[str, list[str]]:
    """The letters' numbers by print file."""
    packed = batches(mailroom.classed(letters), mailroom, "")
    return {batch.file: [one.draft.number for one in batch.letters] for batch in packed}


@pytest.mark.parametrize(
    ("sheets", "band"), [(1, "standard"), (3, "standard"), (4, "thick"), (8, "thick"), (9, "flat")]
)
def test_a_letter_goes_in_the_smallest_envelope_that_takes_its_sheets(sheets: int, band: str) -> None:
    assert PLAIN.band(sheets) == band


def test_the_order_in_which_bands_are_written_does_not_matter() -> None:
    assert Mailroom("PL", {"thick": 8, "standard": 3}).band(3) == "standard"


@pytest.mark.parametrize("country", ["US", ""])
def test_letters_lie_in_the_order_of_their_postcodes_and_not_of_their_towns(country: str) -> None:
    """A customer without a country is at home."""
    of_towns = {
        "1": ("2 Ash St", "Albany, NY 12207"),
        "2": ("2 Ash St", "Zion, MA 02110"),
        "3": ("2 Ash St", "No code"),
    }
    made = [letter(number, country=country) for number in of_towns]
    made = [replace(one, customer=replace(one.customer, address=of_towns[one.draft.number])) for one in made]
    assert numbers(Mailroom("US", {"standard": 3}), *made) == {"print/letters.pdf": ["3", "2", "1"]}


def test_a_service_is_cut_to_forty_characters_and_ends_on_none_that_parts_words() -> None:
    assert slug("a" * 41) == "a" * 40 and slug("a" * 39 + " bcd") == "a" * 39


@pytest.mark.parametrize(
    ("mail", "said"),
    [
        ({"bands": {"standard": 3, "thick": 3}}, "the same number of sheets"),
        ({"bands": {"standard": 0}}, "0 sheets"),
        ({"bands": {"C5 big": 3}}, "cannot name a kind of envelope"),
        ({"bands": {"flat": 3}}, "cannot name a kind of envelope"),
        ({"bands": {"a": 1}, "services": {"reminder": " - "}}, "names no service"),
        ({"bands": {"a": 1}, "services": {"reminder": "A"}, "unregistered": ("B",)}, "not one of the services"),
    ],
)
def test_what_no_letter_can_be_posted_by_is_refused(mail: dict[str, Any], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        Mailroom("PL", **mail)


def test_letters_of_one_class_make_one_file_without_the_class_in_its_name() -> None:
    assert list(numbers(PLAIN, letter("1"), letter("2", 3))) == ["print/letters.pdf"]


def test_each_class_has_its_print_file_thin_ones_first_and_home_before_abroad() -> None:
    files = numbers(
        PLAIN, letter("1", 9), letter("2", 4, country="DE"), letter("3", 4), letter("4", country="DE"), letter("5")
    )
    assert list(files.items()) == [
        ("print/letters-standard-home.pdf", ["5"]),
        ("print/letters-standard-abroad.pdf", ["4"]),
        ("print/letters-thick-home.pdf", ["3"]),
        ("print/letters-thick-abroad.pdf", ["2"]),
        ("print/letters-flat-home.pdf", ["1"]),
    ]


def test_a_second_run_of_the_day_names_its_files_after_itself() -> None:
    both = PLAIN.classed([letter("1"), letter("2", country="DE")])
    assert [b.file for b in batches(both, PLAIN, "-2")] == [
        "print/letters-standard-home-2.pdf",
        "print/letters-standard-abroad-2.pdf",
    ]
    assert [b.file for b in batches(both[:1], PLAIN, "-2")] == ["print/letters-2.pdf"]


def test_within_a_class_letters_go_by_sheets_then_country_then_postcode() -> None:
    (at_home,) = numbers(
        PLAIN, letter("1", 2, "00-001"), letter("2", 1, "90-001"), letter("3", 1, "10-001"), letter("4", 2, "00-000")
    ).values()
    assert at_home == ["3", "2", "4", "1"]
    (abroad,) = numbers(
        PLAIN, letter("1", 1, "10115", "DE"), letter("2", 1, "1010", "AT"), letter("3", 1, "01067", "DE")
    ).values()
    assert abroad == ["2", "3", "1"]
    (by_sheets,) = numbers(PLAIN, letter("1", 2, "1010", "AT"), letter("2", 1, "10115", "DE")).values()
    assert by_sheets == ["2", "1"]


def test_a_customer_of_no_known_country_is_at_home() -> None:
    assert PLAIN.classed([letter("1", country="")])[0].envelope_class == "standard-home"


def test_a_service_has_a_print_file_of_its_own() -> None:
    files = numbers(POSTING, letter("1"), letter("2", stage=Stage.FINAL_DEMAND), letter("3", stage=Stage.SECOND_NOTICE))
    assert files == {
        "print/letters-standard-home.pdf": ["3"],
        "print/letters-standard-ekonomiczny-home.pdf": ["1"],
        "print/letters-standard-list-polecony-zpo-home.pdf": ["2"],
    }


def test_the_manifest_has_every_letter_once_and_leaves_its_number_and_day_to_fill_in() -> None:
    letters = POSTING.classed([letter("7", 1, "80-001", stage=Stage.FINAL_DEMAND), letter("8", 2, "10115", "DE")])
    packed = batches(letters, POSTING, "")
    table = manifest(packed, [[place("7", 1, 2)], [place("8", 1, 4)]])
    lines = csv_text(table).splitlines()
    assert lines[0] == (
        "seq,letter,stage,envelope_class,customer_id,customer,address,postcode,country,invoices,total,currency,pages,"
        "sheets,print_file,first_page,last_page,file,sha256,delivery,email,service,tracking_number,posted_on"
    )
    assert lines[1] == (
        '1,7,final_demand,standard-list-polecony-zpo-home,C7,Firma 7,"ul. Prosta 1, 80-001 Miasto",80-001,PL,F7,100.00,'
        "PLN,2,1,print/letters-standard-list-polecony-zpo-home.pdf,1,2,,,post,,List polecony (ZPO),,"
    )
    assert lines[2].startswith("2,8,reminder,standard-ekonomiczny-abroad,") and len(lines) == 3


def test_no_more_of_a_manifest_is_made_than_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    letters = POSTING.classed([letter(str(number), 1, "80-001") for number in range(3)])
    made = list[str]()
    monkeypatch.setattr(mailing_manifest, "postcode", noting(lambda *_: "", lambda *address: made.append(address[1])))
    rows = iter(manifest(batches(letters, POSTING, ""), [[place("0", 1, 2)] * 3]).rows)
    assert made == []
    next(rows)
    assert made == ["PL"]


def test_the_posting_book_lists_registered_letters_only() -> None:
    letters = POSTING.classed(
        [letter("7", stage=Stage.FINAL_DEMAND), letter("8"), letter("9", stage=Stage.THIRD_NOTICE)]
    )
    book = posting_book(batches(letters, POSTING, ""), POSTING, lambda: POLISH)
    assert book is not None
    assert csv_text(book).splitlines() == [
        "Lp.,Adresat,Adres,Nr nadawczy,Uwagi",
        '1,Firma 7,"ul. Prosta 1, 00-515 Miasto",,List polecony (ZPO); 7',
    ]


def test_there_is_no_posting_book_outside_poland_or_without_registered_letters() -> None:
    german = Mailroom("DE", POSTING.bands, POSTING.services, POSTING.unregistered)
    final = german.classed([letter("7", stage=Stage.FINAL_DEMAND)])
    assert posting_book(batches(final, german, ""), german, lambda: POLISH) is None
    assert posting_book(batches(POSTING.classed([letter("8")]), POSTING, ""), POSTING, lambda: POLISH) is None


def test_a_proof_has_the_first_letter_of_each_stage_and_language() -> None:
    letters = [
        letter("1", stage=Stage.FINAL_DEMAND),
        letter("2"),
        letter("3", language="de"),
        letter("4"),
        letter("5", stage=Stage.FINAL_DEMAND),
    ]
    assert [one.draft.number for one in proof(letters)] == ["3", "2", "1"]


@pytest.mark.parametrize(
    ("lines", "country", "found"),
    [
        (("ul. Długa 1", "00-838 Warszawa"), "PL", "00-838"),
        (("Hauptstraße 12345", "D-70173 Stuttgart"), "DE", "70173"),
        (("10 rue X", "75002 PARIS CEDEX 02"), "FR", "75002"),
        (("1 Canal", "1012 AB AMSTERDAM"), "NL", "1012 AB"),
        (("1 High St", "LEEDS", "ls1 4ap"), "GB", "LS1 4AP"),
        (("4 Abbey Lane", "GALWAY", "H91 X2F4"), "IE", "H91 X2F4"),
        (("12345 MAIN ST", "SPRINGFIELD IL 62704-1234"), "US", "62704-1234"),
        (("12 Rd", "TORONTO ON M5V 2T6"), "CA", "M5V 2T6"),
        (("Αιόλου 48", "105 60 Αθήνα"), "GR", "105 60"),
        (("1 Rd", "SINGAPORE 018956"), "SG", "018956"),
        (("12345 Street", "Town"), "US", ""),
        (("Straße 1", "Berlin"), "DE", ""),
        ((), "DE", ""),
    ],
)
def test_the_postcode_is_found_where_its_country_writes_it(lines: tuple[str, ...], country: str, found: str) -> None:
    assert postcode(lines, country) == found
