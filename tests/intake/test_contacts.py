# ruff: noqa: E501 - an export's lines are as long as the vendor makes them
"""Each customer gets the address and details the contacts file has for it, and nobody else's."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.intake_files import rows_of, write_csv

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.presets import preset_source
from pastdue.intake import Dialect, Files, Intake, read, rejected_files
from pastdue.intake.beside.join_choice import Choice
from pastdue.intake.values.flaws import Flaw
from pastdue.model import Party
from pastdue.model.calendars import Calendar
from pastdue.model.errors import InputError
from pastdue.model.errors.problems import BadInput
from pastdue.model.spans import parse_day

PRESETS = preset_source(Catalog(), "")
HEAD = "customer_id,customer,address1,postcode,city,country,email,language,customer_type\n"
ADA = "C-1,Ada Ltd,1 Mill Lane,YO1 8ZZ,York,GB,ada@example.com,en,business\n"


def joined(folder: Path, contacts: str | bytes, *changes: dict[str, str], **options: object) -> Intake:
    """The result of reading a small invoices file with these contacts."""
    invoices = write_csv(folder / "invoices.csv", rows_of(*changes))
    raw = contacts if isinstance(contacts, bytes) else contacts.encode()
    (folder / "contacts.csv").write_bytes(raw)
    files = Files(invoices, contacts=folder / "contacts.csv")
    return read(files, Dialect(presets=PRESETS, **options))  # type: ignore[arg-type]


def customers(intake: Intake) -> list[Party]:
    measured = intake.book.measured(parse_day("2026-11-23"), Calendar("DE"))
    return [measured.invoice(row).customer for row in range(len(measured))]


def said(intake: Intake, words: str) -> list[str]:
    return [remark for remark in intake.remarks if words in remark]


def test_a_contact_gives_what_the_invoices_lack(tmp_path: Path) -> None:
    intake = joined(tmp_path, HEAD + ADA, {})
    (ada,) = customers(intake)
    assert ada.address == ("1 Mill Lane", "YORK", "YO1 8ZZ")
    assert (ada.country, ada.email, ada.language, ada.kind.value) == ("GB", "ada@example.com", "en", "business")
    assert said(intake, "contacts.csv: 1 contact, 1 of them used: 1 customer joined (1 by number, 0 by name)")
    assert intake.rejected == ()


def test_a_contact_gives_the_customers_tax_number(tmp_path: Path) -> None:
    intake = joined(tmp_path, HEAD.replace("language", "tax_id") + ADA.replace(",en,", ",GB123456789,"), {})
    assert [party.tax_id for party in customers(intake)] == ["GB123456789"]


def test_a_number_decides_where_both_files_have_one(tmp_path: Path) -> None:
    contacts = HEAD + ADA + "C-2,Ada Ltd,2 Low Road,LS1 4AP,Leeds,GB,,,\n"
    intake = joined(tmp_path, contacts, {"customer_id": "C-2"}, {"customer_id": "C-1"})
    assert [party.address[0] for party in customers(intake)] == ["2 Low Road", "1 Mill Lane"]


def test_a_customer_with_another_number_is_not_joined_by_its_name(tmp_path: Path) -> None:
    intake = joined(tmp_path, HEAD + ADA, {"customer_id": "C-9"})
    assert customers(intake)[0].address == ()
    assert said(
        intake, "1 customer with open invoices has no contact: 'Ada Ltd' (C-9, line 2), alike: 'Ada Ltd' (C-1, line 2"
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "joins"),
    [("7740001454", "774-000-14-54", True), ("774-000-14-54", "7740001454", True), ("774 000 14 54", "7740001454", True),
     ("DE 123456789", "DE123456789", True), ("123456-78", "12-345678", False), ("1-11", "111", False),
     ("7740001454", "7740001455", False)],
)  # fmt: skip
def test_a_tax_number_with_dashes_is_the_one_without(tmp_path: Path, ours: str, theirs: str, joins: bool) -> None:
    intake = joined(tmp_path, HEAD + ADA.replace("C-1", theirs), {"customer_id": ours})
    assert [party.address[:1] for party in customers(intake)] == [("1 Mill Lane",) if joins else ()]
    assert bool(said(intake, f"it is '{theirs}' there")) is joins


def test_a_number_that_two_contacts_have_but_for_dashes_is_neithers(tmp_path: Path) -> None:
    contacts = HEAD + ADA.replace("C-1", "774-000-14-54") + ADA.replace("C-1", "774-00-01-454").replace("Mill", "Oak")
    assert customers(joined(tmp_path, contacts, {"customer_id": "7740001454"}))[0].address == ()


def test_a_payment_and_a_hold_by_tax_number_find_their_customer_whatever_the_dashes(tmp_path: Path) -> None:
    invoices = write_csv(tmp_path / "invoices.csv", rows_of({"customer_id": "7740001454"}))
    (tmp_path / "payments.csv").write_text("customer_id,on,amount\n774-000-14-54,2026-03-01,40.00\n")
    (tmp_path / "holds.csv").write_text("customer_id,kind,reason\n774-000-14-54,hold,in talks\n")
    intake = read(Files(invoices, tmp_path / "payments.csv", holds=tmp_path / "holds.csv"), Dialect(presets=PRESETS))
    assert intake.rejected == ()
    assert [(str(one.payment.amount), one.customer_id) for one in intake.book.on_account] == [
        ("40.00 EUR", "7740001454")
    ]
    measured = intake.book.measured(parse_day("2026-11-23"), Calendar("DE"))
    assert [block.reason for block in measured.invoice(0).blocks] == ["in talks"]


@pytest.mark.parametrize("name", ["Ada Ltd", " ADA   ltd "])
def test_a_name_joins_where_a_file_has_no_numbers(tmp_path: Path, name: str) -> None:
    without = HEAD + ADA.replace("C-1", "")
    assert customers(joined(tmp_path, without, {"customer": name}))[0].address
    assert customers(joined(tmp_path, HEAD + ADA, {"customer": name, "customer_id": ""}))[0].address
    assert said(joined(tmp_path, without, {"customer": name}), "(0 by number, 1 by name)")


@pytest.mark.parametrize("name", ["Ada Limited", "Ada Ltd.", "Ada"])
def test_a_name_that_is_only_like_a_contacts_is_told_and_not_joined(tmp_path: Path, name: str) -> None:
    intake = joined(tmp_path, HEAD + ADA.replace("C-1", ""), {"customer": name})
    assert customers(intake)[0].address == ()
    assert said(intake, "alike: 'Ada Ltd'")


def test_two_contacts_for_one_customer_are_a_problem_that_names_both_lines(tmp_path: Path) -> None:
    intake = joined(tmp_path, HEAD + ADA + ADA.replace("1 Mill", "9 Mill"), {})
    assert [(problem.source.line, problem.column) for problem in intake.rejected] == [
        (2, "customer_id"),
        (3, "customer_id"),
    ]
    assert "as line 3 does, and they differ in address1" in str(intake.rejected[0].what)
    assert customers(intake)[0].address == ()
    assert (intake.rejected_rows, list(rejected_files(intake))) == (0, ["rejected-contacts.csv"])
    assert not said(intake, "has no contact")


def test_the_same_contact_said_twice_is_one(tmp_path: Path) -> None:
    intake = joined(tmp_path, HEAD + ADA + ADA, {})
    assert intake.rejected == () and customers(intake)[0].address


def test_contacts_that_differ_and_fit_no_invoice_are_no_problem(tmp_path: Path) -> None:
    other = ADA.replace("C-1", "C-7").replace("Ada", "Bo")
    intake = joined(tmp_path, HEAD + ADA + other + other.replace("1 Mill", "9 Mill"), {})
    assert intake.rejected == ()
    assert said(intake, "3 contacts, 1 of them used")


def test_what_is_wrong_with_a_contact_is_told_only_where_a_customer_needs_it(tmp_path: Path) -> None:
    wrong = ADA.replace("GB", "Atlantis")
    assert joined(tmp_path, HEAD + wrong.replace("C-1", "C-7"), {}).rejected == ()
    (problem,) = joined(tmp_path, HEAD + wrong, {}).rejected
    assert (problem.source.line, problem.column, problem.excerpt) == (2, "country", "Atlantis")


def test_a_row_that_names_nobody_is_a_problem(tmp_path: Path) -> None:
    (problem,) = joined(tmp_path, HEAD + ADA + ",,5 Lost Lane,,,,,,\n", {}).rejected
    assert (problem.source.line, str(problem.what)) == (3, "the row names no customer")


def test_the_contacts_address_counts_whole_and_the_difference_is_told(tmp_path: Path) -> None:
    own = {"address1": "7 Old Road", "address2": "Floor 2", "postcode": "LS1 4AP", "city": "Leeds", "country": "GB"}
    intake = joined(tmp_path, HEAD + ADA, own)
    assert customers(intake)[0].address == ("1 Mill Lane", "YORK", "YO1 8ZZ")
    (remark,) = said(intake, "the contact's address is used")
    assert "'7 Old Road, Floor 2, LEEDS, LS1 4AP'" in remark and "(line 2) '1 Mill Lane, YORK, YO1 8ZZ'" in remark


def test_an_address_that_differs_only_in_case_and_marks_is_not_told(tmp_path: Path) -> None:
    own = {"address1": "1, MILL LANE", "postcode": "yo1 8zz", "city": "York", "country": "GB"}
    assert not said(joined(tmp_path, HEAD + ADA, own), "address is used")


def test_half_an_address_never_mixes_with_another(tmp_path: Path) -> None:
    own = {"address1": "7 Old Road", "postcode": "LS1 4AP", "city": "Leeds", "country": "GB"}
    half = HEAD + "C-1,Ada Ltd,,,York,GB,,,\n"
    assert customers(joined(tmp_path, half, own))[0].address == ("7 Old Road", "LEEDS", "LS1 4AP")
    assert customers(joined(tmp_path, half, {}))[0].address == ("YORK",)
    whole = joined(tmp_path, HEAD + ADA, {"city": "Leeds"})
    assert customers(whole)[0].address == ("1 Mill Lane", "YORK", "YO1 8ZZ")


def test_another_kind_of_customer_or_country_in_the_contacts_counts_and_is_told(tmp_path: Path) -> None:
    own = {"customer_type": "public", "country": "IE", "email": "old@example.com", "language": "de"}
    intake = joined(tmp_path, HEAD + ADA.replace("business", "consumer"), own)
    (ada,) = customers(intake)
    assert (ada.kind.value, ada.country, ada.email, ada.language) == ("consumer", "GB", "ada@example.com", "en")
    assert said(
        intake,
        "customer_type differs for 1 customer, as 'Ada Ltd' (C-1, line 2): 'public', in the contacts (line 2) 'consumer'",
    )
    assert said(intake, "country differs") and said(intake, "email differs") and said(intake, "language differs")


def test_an_empty_cell_of_a_contact_takes_nothing_away(tmp_path: Path) -> None:
    own = {"email": "old@example.com", "customer_type": "public", "country": "IE"}
    (ada,) = customers(joined(tmp_path, HEAD + "C-1,Ada Ltd,1 Mill Lane,YO1 8ZZ,York,,,,\n", own))
    assert (ada.email, ada.kind.value, ada.country, ada.address[0]) == (
        "old@example.com",
        "public",
        "IE",
        "1 Mill Lane",
    )


def test_the_invoiced_name_stays_and_another_one_is_told(tmp_path: Path) -> None:
    intake = joined(tmp_path, HEAD + ADA.replace("Ada Ltd", "Bo GmbH"), {})
    assert customers(intake)[0].name == "Ada Ltd"
    assert said(intake, "'Ada Ltd' (C-1, line 2) is 'Bo GmbH' in the contacts (line 2): joined by number")


JAN = "customer,address1,postcode,city\nJan Kowalski,ul. Sekretna 1,00-001,Warszawa\n"


def jan(number: str, name: str = "Jan Kowalski") -> dict[str, str]:
    return {"customer_id": number, "customer": name}


def problems(intake: Intake) -> list[tuple[int, str, str]]:
    return [(problem.source.line, problem.column, str(problem.what)) for problem in intake.rejected]


@pytest.mark.parametrize("second", [jan("C-2"), jan("C-2", "JAN  kowalski"), jan("")])
def test_a_contact_found_by_the_name_of_two_customers_is_neithers(tmp_path: Path, second: dict[str, str]) -> None:
    intake = joined(tmp_path, JAN, jan("C-1"), second)
    assert [party.address for party in customers(intake)] == [(), ()]
    ((line, column, what),) = problems(intake)
    assert (line, column) == (2, "customer")
    assert what.startswith("fits 2 customers by name: 'Jan Kowalski' (C-1, line 2 of the invoices), ")
    assert list(rejected_files(intake)) == ["rejected-contacts.csv"] and not said(intake, "has no contact")


@pytest.mark.parametrize("second", [jan("C-1"), jan("C-1", "JAN  kowalski"), jan("C-2", "Jan Kowalsky")])
def test_a_contact_found_by_the_name_of_one_customer_is_its(tmp_path: Path, second: dict[str, str]) -> None:
    intake = joined(tmp_path, JAN, jan("C-1"), second)
    assert problems(intake) == [] and customers(intake)[0].address[0] == "ul. Sekretna 1"
    nameless = joined(tmp_path, JAN, jan(""), jan("", "JAN  kowalski"))
    assert problems(nameless) == [] and all(party.address for party in customers(nameless))


def test_a_contact_with_a_number_is_no_namesakes_without_one(tmp_path: Path) -> None:
    numbered = JAN.replace("customer,", "customer_id,customer,").replace("Jan", "C-1,Jan")
    intake = joined(tmp_path, numbered, jan("C-1"), jan(""))
    assert [bool(party.address) for party in customers(intake)] == [True, False]
    assert [what[:26] for _, _, what in problems(intake)] == ["fits 2 customers by name: "]


def test_a_namesake_whose_row_cannot_be_used_still_makes_a_name_doubtful(tmp_path: Path) -> None:
    intake = joined(tmp_path, JAN, jan("C-1"), jan("C-2") | {"total": "much"})
    assert [party.address for party in customers(intake)] == [()] and len(problems(intake)) == 2


def test_many_namesakes_are_counted_and_some_of_them_shown(tmp_path: Path) -> None:
    intake = joined(tmp_path, JAN, *(jan(f"C-{number}") for number in range(1, 6)))
    ((_, _, what),) = problems(intake)
    assert what.startswith("fits 5 customers by name") and what.endswith("(C-3, line 4 of the invoices) and 2 more")


def two(folder: Path, first: str, second: str, *more: str) -> Intake:
    """The result of joining Alfa GmbH (1) and Beta AG (2) with contacts 1 and 2 of these names, and `more`."""
    rows = [f"1,{first},1 Mill Lane,YO1 8ZZ,York,GB,,,\n", f"2,{second},2 Low Road,LS1 4AP,Leeds,GB,,,\n", *more]
    return joined(folder, HEAD + "".join(rows), jan("1", "Alfa GmbH"), jan("2", "Beta AG"))


@pytest.mark.parametrize(("first", "second"), [("Beta AG", "Alfa GmbH"), ("beta ag", "ALFA GmbH"), ("Beta", "Alfa")])
def test_numbers_of_two_programs_that_collide_join_nobody(tmp_path: Path, first: str, second: str) -> None:
    intake = two(tmp_path, first, second)
    assert [party.address for party in customers(intake)] == [(), ()]
    alfa, beta = "'Alfa GmbH' (1, line 2 of the invoices)", "'Beta AG' (2, line 3 of the invoices)"
    assert problems(intake) == [
        (2, "customer_id", f"has the number of {alfa} and the name of {beta}"),
        (3, "customer_id", f"has the number of {beta} and the name of {alfa}"),
    ]


@pytest.mark.parametrize("name", ["Alfa Neu SE", "Alfa", "ALFA gmbh"])
def test_a_customer_whose_contacts_name_is_nobody_elses_is_joined(tmp_path: Path, name: str) -> None:
    intake = two(tmp_path, name, "Beta AG")
    assert problems(intake) == [] and all(party.address for party in customers(intake))
    assert bool(said(intake, "joined by number, the invoiced name stays")) is (name != "ALFA gmbh")


@pytest.mark.parametrize(("other", "wrong"), [("Alfa GmbH", True), ("Alfa", True), ("Alpha", False)])
def test_a_customer_whose_name_another_contact_has_is_not_joined_by_number(
    tmp_path: Path, other: str, wrong: bool
) -> None:
    for number in ("9", ""):
        intake = two(tmp_path, "Gamma", "Beta AG", f"{number},{other},9 Far Lane,YO1 8ZZ,York,GB,,,\n")
        assert [bool(party.address) for party in customers(intake)] == [not wrong, True]
        whose = "has the number of 'Alfa GmbH' (1, line 2 of the invoices), and line 4 here has that name"
        assert [what.startswith(whose) for _, _, what in problems(intake)] == [True] * wrong


def test_a_customer_that_goes_by_both_names_is_joined(tmp_path: Path) -> None:
    contacts = HEAD + "1,Beta AG,1 Mill Lane,YO1 8ZZ,York,GB,,,\n9,Alfa GmbH,9 Far Lane,YO1 8ZZ,York,GB,,,\n"
    intake = joined(tmp_path, contacts, jan("1", "Alfa GmbH"), jan("1", "Beta AG"), jan("2", "Beta AG"))
    assert problems(intake) == []
    assert [bool(party.address) for party in customers(intake)] == [True, True, False]


@pytest.mark.parametrize(("count", "more"), [(10, 0), (11, 1), (13, 3)])
def test_renamed_customers_that_are_not_shown_are_counted(tmp_path: Path, count: int, more: int) -> None:
    contacts = HEAD + "".join(f"C-{number},New {number},,,,,,,\n" for number in range(count))
    intake = joined(tmp_path, contacts, *(jan(f"C-{number}", f"Old {number}") for number in range(count)))
    assert len(said(intake, "the invoiced name stays")) == 10
    plural = "" if more == 1 else "s"
    told = [f"{more} more customer{plural} joined by number under another name in the contacts"] if more else []
    assert said(intake, "under another name") == told


BERLIN = {"address1": "Hauptstr. 1", "postcode": "10115", "city": "Berlin", "country": "DE"}


def moved(folder: Path, own: dict[str, str], postcode: str, city: str, country: str = "") -> Intake:
    """The result of a contact at another street, and in this town, for a customer who was invoiced in Berlin."""
    contact = f"C-1,Ada Ltd,Neu 5,{postcode},{city},{country},,,\n"
    return joined(folder, HEAD + contact, BERLIN | own)


@pytest.mark.parametrize(
    ("postcode", "city", "own"),
    [("00-002", "Warszawa", {}), ("1010", "Wien", {}), ("SW1A 1AA", "London", {}), ("", "Paris", {}),
     ("80331", "München", {"postcode": ""})],
)  # fmt: skip
def test_an_address_that_need_not_be_in_the_invoiced_country_is_not_taken(
    tmp_path: Path, postcode: str, city: str, own: dict[str, str]
) -> None:
    intake = moved(tmp_path, own, postcode, city)
    ((line, column, what),) = problems(intake)
    assert (line, column) == (2, "country")
    assert what == "names no country, and need not be in DE, where line 2 of the invoices has another town"
    assert (customers(intake)[0].address[0], customers(intake)[0].country) == ("Hauptstr. 1", "DE")


@pytest.mark.parametrize(
    ("postcode", "city", "own"),
    [("80331", "München", {}), ("10117", "Berlin", {}), ("D-80331", "München", {}), ("", "80331 München", {}),
     ("80331", "München", {"postcode": "", "city": "10115 Berlin"}),
     ("YO1 8ZZ", "York", {"postcode": "SW1A 1AA", "city": "London", "country": "GB"}),
     ("62704-1234", "Springfield", {"postcode": "10001", "city": "New York", "country": "US"}),
     ("80331", "München", {"postcode": "", "city": ""}), ("80331", "", {"address1": "", "postcode": "", "city": ""})],
)  # fmt: skip
def test_an_address_that_may_well_be_in_the_invoiced_country_is_taken_and_the_country_told(
    tmp_path: Path, postcode: str, city: str, own: dict[str, str]
) -> None:
    intake = moved(tmp_path, own, postcode, city)
    country = own.get("country", "DE")
    assert problems(intake) == [] and customers(intake)[0].address[0] == "Neu 5"
    assert customers(intake)[0].country == country
    (remark,) = said(intake, "stays for 1 customer whose address in the contacts names none, ")
    assert remark.startswith(f"country {country} of the invoices") and remark.endswith("as 'Ada Ltd' (C-1, line 2)")


@pytest.mark.parametrize(
    ("postcode", "city", "country", "own"),
    [("00-002", "Warszawa", "PL", {}), ("10115", "BERLIN", "", {}), ("", "Berlin", "", {}), ("D-10115", "", "", {}),
     ("00-002", "Warszawa", "", {"country": ""})],
)  # fmt: skip
def test_nothing_is_said_of_a_country_that_is_named_or_need_not_be(
    tmp_path: Path, postcode: str, city: str, country: str, own: dict[str, str]
) -> None:
    intake = moved(tmp_path, own, postcode, city, country)
    assert problems(intake) == [] and customers(intake)[0].address[0] == "Neu 5"
    assert not said(intake, "stays")


def test_whoever_is_to_open_the_letter_stands_above_the_street(tmp_path: Path) -> None:
    head = "customer,attention,first_name,last_name,address1,postcode,city,customer_type\n"
    rows = "Ada Ltd,,Bo,Ek,1 Mill Lane,123,York,\nCy Ltd,Accounts,Di,Fo,2 Mill Lane,123,York,\n,,Gus,Hale,3 Mill Lane,123,York,\nIda Jo,,Ida,Jo,4 Mill Lane,123,York,\n"
    names = ["Ada Ltd", "Cy Ltd", "Gus Hale", "Ida Jo"]
    intake = joined(tmp_path, head + rows, *({"customer": name, "customer_id": name} for name in names))
    assert [party.address[0] for party in customers(intake)] == ["Bo Ek", "Accounts", "3 Mill Lane", "4 Mill Lane"]


def test_a_contact_without_an_address_names_who_opens_the_letter_at_the_one_that_was_invoiced(tmp_path: Path) -> None:
    here = {"address1": "1 Mill Lane", "postcode": "YO1 8ZZ", "city": "York", "country": "GB"}
    for theirs in ("C-1,Ms Bo Ek,\n", "C-1,Ms Bo Ek,Leeds\n"):
        intake = joined(tmp_path, "customer_id,attention,city\n" + theirs, here)
        assert customers(intake)[0].address == ("Ms Bo Ek", "1 Mill Lane", "YORK", "YO1 8ZZ")


def test_the_invoices_may_say_who_opens_a_letter_and_the_contact_knows_better(tmp_path: Path) -> None:
    here = {"address1": "1 Mill Lane", "postcode": "YO1 8ZZ", "city": "York", "attention": "Mr Cy Fo"}
    intake = joined(tmp_path, "customer_id,attention\nC-1,Ms Bo Ek\n", here, {**here, "customer_id": "C-2"})
    assert [party.address[0] for party in customers(intake)] == ["Ms Bo Ek", "Mr Cy Fo"]
    assert said(intake, "attention differs for 1 customer, as 'Ada Ltd' (C-1, line 2): 'Mr Cy Fo'")
    himself = {**here, "customer": "Cy Fo", "attention": "Cy  FO"}
    assert customers(joined(tmp_path, "customer_id,email\nC-2,a@b.example\n", himself))[0].address[0] == "1 Mill Lane"


def test_a_person_without_a_street_is_no_address(tmp_path: Path) -> None:
    assert customers(joined(tmp_path, "customer_id,customer,attention\nC-1,Ada Ltd,Bo Ek\n", {}))[0].address == ()


def test_contacts_come_in_an_encoding_and_with_a_delimiter_of_their_own(tmp_path: Path) -> None:
    text = "customer_id;customer;address1;postcode;city\nC-1;Łoś;ul. Żabia 1;00-001;Łódź\n"
    for encoding in ("", "cp1250"):
        (party,) = customers(joined(tmp_path, text, {}, encoding=encoding, delimiter=","))
        assert party.address == ("ul. Żabia 1", "00-001 Łódź")
    (party,) = customers(joined(tmp_path, text.encode("cp1250"), {}, encoding="cp1250", delimiter=","))
    assert party.address == ("ul. Żabia 1", "00-001 Łódź")


def test_a_mapping_may_be_meant_for_the_contacts_alone(tmp_path: Path) -> None:
    text = "customer_id,customer,Strasse und Nr,postcode,city,customer_type\nC-1,Ada Ltd,Weg 1,10115,Berlin,\n"
    intake = joined(tmp_path, text, {}, map={"address1": "Strasse und Nr"})
    assert customers(intake)[0].address == ("Weg 1", "10115 Berlin")
    with pytest.raises(BadInput, match=r"contacts\.csv:1: address1: no column of either file is named 'Strase'"):
        joined(tmp_path, text, {}, map={"address1": "Strase"})


def test_a_file_of_contacts_without_a_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no column for customer_id or customer"):
        joined(tmp_path, "street,town\nx,y\n", {})


def test_contacts_handed_in_as_invoices_are_sent_to_their_option(tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    path.write_text(FRESHBOOKS)
    with pytest.raises(InputError) as refused:
        read(Files(path), Dialect(presets=PRESETS))
    assert refused.value.remedy == "hand it in with --contacts"


ZOHO = (
    "Created Time,Display Name,Company Name,First Name,Last Name,Phone,Status,Customer Sub Type,Billing Attention,Billing Address,Billing Street2,Billing City,Billing State,Billing Country,Billing Code,EmailID,Customer ID,Contact Type\n"
    "2026-01-28,Ada Ltd,Ada Group,Bo,Ek,+44 1,Active,individual,Accounts,1 Mill Lane,Unit 4,York,,United Kingdom,YO1 8ZZ,ada@example.com,C-1,customer\n"
    "2026-01-28,Ada Ltd,Ada Group,Bo,Ek,,Active,business,,9 Vendor Road,,York,,United Kingdom,YO1 8ZZ,v@example.com,C-1,vendor\n"
)
FRESHBOOKS = (
    "Organization,First Name,Last Name,Email,Phone,Street,City,Province/State,Country,Postal Code,Notes\n"
    "Ada Ltd,Bo,Ek,ada@example.com,+44 1,1 Mill Lane,York,,United Kingdom,YO1 8ZZ,\n"
)
WAVE = (
    "customer_name,email,contact_first_name,contact_last_name,customer_currency,account_number,phone,fax,mobile,toll_free,website,country,province/state,address_line_1,address_line_2,city,postal_code/zip_code,shipping_address\n"
    "Ada Ltd,ada@example.com,Bo,Ek,GBP,,+44 1,,,,,United Kingdom,,1 Mill Lane,,York,YO1 8ZZ,False\n"
)
XERO = (
    "*ContactName,AccountNumber,EmailAddress,FirstName,LastName,POAttentionTo,POAddressLine1,POAddressLine2,POAddressLine3,POAddressLine4,POCity,PORegion,POPostalCode,POCountry,SAAddressLine1,PhoneNumber,MobileNumber,TaxNumber\n"
    "Ada Ltd,ADA001,ada@example.com,Bo,Ek,,1 Mill Lane,,,,York,,YO1 8ZZ,United Kingdom,,+44 1,,\n"
)
QUICKBOOKS = (
    '"Foundry, Inc",,,,,\nCustomer Contact List,,,,,\n\nCustomer full name,Phone numbers,Email,Full name,Bill address,Ship address\n'
    'Ada Ltd,+44 1,ada@example.com,Bo Ek,"1 Mill Lane\nYork\nYO1 8ZZ",\n'
    '" Wednesday, September 30, 2026 01:46 PM GMT-05:00",,,,,\n'
)
STRIPE = (
    "id,Description,Email,Name,Created (UTC),Delinquent,Address Line1,Address Line2,Address City,Address State,Address Postal Code,Address Country\n"
    "C-1,,ada@example.com,Ada Ltd,2026-01-05 10:00,false,1 Mill Lane,,York,,YO1 8ZZ,GB\n"
)
NINJA = (
    '"Invoice Ninja v4.5","","","","","","","","","","","","","","","","","","","","","","","","",""\n'
    "Name,Balance,Paid to Date,Billing Street,Billing Apt/Suite,Billing City,Billing State/Province,Billing Postal Code,Billing Country,Shipping Street,Shipping Apt/Suite,Shipping City,Shipping State/Province,Shipping Postal Code,Shipping Country,ID Number,VAT Number,Website,Phone,Currency,Public Notes,Private Notes,First Name,Last Name,Email,Phone\n"
    "Ada Ltd,$1.00,$0.00,1 Mill Lane,,York,,YO1 8ZZ,United Kingdom,,,,,,,,,,,,,,Bo,Ek,ada@example.com,+44 1\n"
)
POLISH = "Nazwa;NIP;Ulica;Kod pocztowy;Miejscowość;Kraj;E-mail;Telefon\nAda Ltd;C-1;1 Mill Lane;YO1 8ZZ;York;Wielka Brytania;ada@example.com;+44 1\n"


@pytest.mark.parametrize(
    ("text", "preset", "first"),
    [
        (ZOHO, "zoho-contacts", "Accounts"),
        (FRESHBOOKS, "freshbooks-clients", "Bo Ek"),
        (WAVE, "wave-customers", "Bo Ek"),
        (XERO, "xero-contacts", "Bo Ek"),
        (QUICKBOOKS, "quickbooks-customers", "Bo Ek"),
        (STRIPE, "stripe-customers", "1 Mill Lane"),
        (NINJA, "invoice-ninja-v4-clients", "Bo Ek"),
        (POLISH, "common-contacts", "1 Mill Lane"),
    ],
)
def test_a_vendors_contacts_are_recognised_and_joined(tmp_path: Path, text: str, preset: str, first: str) -> None:
    intake = joined(tmp_path, text, {})
    (remark,) = said(intake, "contacts.csv: read as ")
    assert f"(preset {preset})" in remark
    (ada,) = customers(intake)
    assert intake.rejected == () and ada.address[0] == first and "1 Mill Lane" in ada.address
    assert ada.address[-1].upper().endswith("YO1 8ZZ")
    assert ada.email == "ada@example.com"
    assert ada.phone == ("" if preset == "stripe-customers" else "+44 1")


def test_zohos_individual_is_a_consumer_and_its_vendors_are_passed_over(tmp_path: Path) -> None:
    intake = joined(tmp_path, ZOHO, {})
    assert customers(intake)[0].kind.value == "consumer"
    assert said(intake, "contacts.csv: 1 row ignored: vendors")
    assert said(intake, "'Customer Sub Type': 'individual' is read as consumer")


def test_a_contact_that_fits_many_customers_by_name_is_judged_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[int] = []
    anothers = Choice.anothers

    def counting(choice: Choice, customer: int, rows: list[int], by: str) -> Flaw | None:
        judged.append(customer)
        return anothers(choice, customer, rows, by)

    monkeypatch.setattr(Choice, "anothers", counting)
    intake = joined(tmp_path, JAN, *(jan(f"C-{n}") for n in range(40)))
    ((_, _, what),) = problems(intake)
    assert "fits 40 customers by name" in what and "and 37 more" in what
    assert len(judged) == 1


@pytest.mark.parametrize(("twins", "more"), [(11, ""), (12, " and 1 more"), (40, " and 29 more")])
def test_contacts_that_differ_name_ten_of_each_other_and_count_the_rest(tmp_path: Path, twins: int, more: str) -> None:
    rows = "".join(f"Jan Kowalski,Road {n},Town\n" for n in range(twins))
    said = [what for _, _, what in problems(joined(tmp_path, "customer,address1,city\n" + rows, jan("")))]
    assert len(said) == twins
    assert f"as line 3, 4, 5, 6, 7, 8, 9, 10, 11, 12{more} does" in said[0]
    assert f"as line 2, 3, 4, 5, 6, 7, 8, 9, 10, 11{more} does" in said[-1]
