"""The review page: the figures of run.json and aging.json, nothing of a file as markup, nothing fetched."""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from tests.cli.offices import Office, office
from tests.command import pastdue
from tests.languages import BESIDE_ENGLISH
from tests.reports.html import Cell, HtmlPage, unmarked

pytestmark = pytest.mark.slow

SAMPLES = Path(__file__).parents[2] / "samples"
OCTOBER, NOVEMBER = "2026-10-30", "2026-11-30"


@dataclass(frozen=True, slots=True)
class Month:
    """A run's folder, its page, and what run.json and aging.json say."""

    folder: Path
    html: str
    page: HtmlPage
    run: Any
    aging: Any


@pytest.fixture(scope="module")
def november(tmp_path_factory: pytest.TempPathFactory) -> Month:
    """The second month of the samples, in English."""
    folder = tmp_path_factory.mktemp("review")
    for file in SAMPLES.glob("*.csv"):
        shutil.copy(file, folder)
    settings = (SAMPLES / "pastdue.toml").read_text(encoding="utf-8").replace('language = "pl"', 'language = "en"')
    (folder / "pastdue.toml").write_text(settings, encoding="utf-8")
    pastdue(folder, "run", "invoices-2026-10.csv", "--as-of", OCTOBER)
    pastdue(folder, "run", "invoices-2026-11.csv", "--payments", "payments-2026-11.csv", "--as-of", NOVEMBER)
    return month(folder / "out" / NOVEMBER)


def month(folder: Path) -> Month:
    html = (folder / "reports/review.html").read_text(encoding="utf-8")
    run, aging = (json.loads((folder / name).read_text("utf-8")) for name in ("run.json", "reports/aging.json"))
    return Month(folder, html, HtmlPage(html), run, aging)


def shown(cell: Cell) -> str:
    """The figure that a reader sees, as run.json writes it; shares under it and words before it apart."""
    found = re.search(r"[–+]?[\d,]+(?:\.\d+)?", cell.text)
    assert found is not None, cell
    return found[0].replace(",", "").replace("–", "-").replace("+", "")


def figures(cells: list[Cell]) -> list[str | None]:
    """The figures of a row; each is shown as it is kept, but days."""
    for cell in cells:
        if cell.value and not re.fullmatch(r"\d{4}-\d\d-\d\d", cell.value):
            assert shown(cell) == cell.value
    return [cell.value for cell in cells]


def said_first(text: str) -> str:
    """The words of a sentence before its first figure: the page writes days and amounts as letters do."""
    return re.split(r"[\d£€$]", text.replace("\u00a0", " ").replace("_", " ").lower())[0]


def added(amounts: Iterator[str]) -> str:
    return f"{sum(map(Decimal, amounts), Decimal(0)):.2f}"


def test_what_is_asked_for_by_currency_and_stage_is_what_run_json_says(november: Month) -> None:
    letters, totals = november.run["letters"], {total["currency"]: total for total in november.aging["totals"]}
    bridges = {bridge["currency"]: bridge for bridge in november.run["changes"]["totals"]}
    _, *rows = november.page.table("glance", "By currency").rows
    assert [row[0].text for row in rows] == sorted(totals)
    for name, *cells in rows:
        own = [letter for letter in letters if letter["currency"] == name.text]
        charges = added(notice["charges"] for letter in own for notice in letter["invoices"])
        bridge, total = bridges[name.text], totals[name.text]
        moved = f"{Decimal(bridge['now']) - Decimal(bridge['then']):.2f}"
        expected = [str(len(own)), added(letter["total"] for letter in own), charges]
        assert figures(cells) == [*expected, total["total"], total["overdue"], moved]
    _, *stages = november.page.table("glance", "By stage").rows
    assert added(row[4].value or "" for row in stages) == added(letter["total"] for letter in letters)
    assert sum(int(row[3].value or "") for row in stages) == november.run["counts"]["notices"]


def test_every_letter_and_every_invoice_in_it_is_on_the_page_with_its_sums(november: Month) -> None:
    listed = [table for table in november.page.tables if table.section == "letters"]
    rows = [row for row in listed[0].rows if len(row) == 5][1:]
    assert len(rows) == len(november.run["letters"])
    for row, letter in zip(rows, november.run["letters"], strict=True):
        assert row[0].text.split("\n")[0] == letter["id"] and row[1].text.startswith(letter["customer"])
        assert figures(row[3:]) == [letter["total"], letter["pay_by"]]
    invoices = [table for table in listed[1:] if table.rows[0][1].text == "Due"]
    lines = {row[0].text: [cell.text for cell in row[1:]] for table in invoices for row in table.rows[1:]}
    alone = iter(re.findall(r'<p class="alone">(.*?)</p>', november.html))
    for letter in november.run["letters"]:
        if letter["invoices"][0]["invoice"] not in lines:
            (only,) = letter["invoices"]
            lines[only["invoice"]] = [figure.split(": ")[1] for figure in next(alone).split(" · ")]
    assert list(alone) == [] and len(invoices) not in (0, len(november.run["letters"]))
    for notice in (notice for letter in november.run["letters"] for notice in letter["invoices"]):
        due, *cells = lines[notice["invoice"]]
        assert due == f"{date.fromisoformat(notice['due']):%-d\u00a0%b\u00a0%Y}"
        expected = [str(notice["days"]), notice["open"], notice["charges"], notice["total"]]
        assert [shown(Cell(cell)) for cell in cells] == expected


def test_the_arithmetic_of_a_charge_adds_up_to_the_charge(november: Month) -> None:
    with (november.folder / "reports/charges.csv").open(encoding="utf-8") as file:
        amounts = [row["amount"] for row in csv.DictReader(file)]
    listed = [table for table in november.page.tables if table.section == "letters"][1:]
    words = [cell.text.replace(",", "").replace("–", "-") for table in listed for row in table.rows for cell in row]
    assert amounts and [amount for amount in amounts if amount not in words] == []


def test_every_invoice_without_a_letter_stands_under_its_reason_with_its_day(november: Month) -> None:
    tables = [table for table in november.page.tables if table.section == "without"]
    rows = {row[0].text: row for table in tables for row in table.rows[1:]}
    assert set(rows) == {skip["invoice"] for skip in november.run["skips"]}
    for skip in november.run["skips"]:
        row = rows[skip["invoice"]]
        assert row[4].value == skip["until"]
        assert said_first(row[5].text) == said_first(skip["detail"])
    assert len(tables) == len({skip["why"] for skip in november.run["skips"]})


def test_what_moved_is_what_run_json_says_step_by_step(november: Month) -> None:
    for bridge in november.run["changes"]["totals"]:
        _, *rows = november.page.table("moved", bridge["currency"]).rows
        steps = [(str(kind["invoices"]), kind["amount"]) for kind in bridge["moved"].values()]
        assert [tuple(figures(row[1:3])) for row in rows] == [(None, bridge["then"]), *steps, (None, bridge["now"])]
    _, *changes = november.page.table("moved", "What moved since 30\u00a0October\u00a02026").rows
    assert len(changes) == len(november.run["changes"]["invoices"])
    for row, change in zip(changes, november.run["changes"]["invoices"], strict=True):
        sides = [side and side["amount"] for side in (change["before"], change["after"])]
        assert (row[1].text, figures(row[3:5])) == (change["invoice"], sides)
        assert said_first(row[5].text) == said_first(change["what"])


def test_the_aging_is_that_of_aging_json(november: Month) -> None:
    _, *rows = november.page.table("owed", "Totals").rows
    for row, total in zip(rows, november.aging["totals"], strict=True):
        amounts = [*total["buckets"].values(), total["disputed"], total["total"]]
        shares = [*total["share"].values(), total["disputed_share"]]
        assert figures(row[1:]) == [*amounts, str(total["invoices"]), total["average_days_late"]]
        said = [cell.text.partition("\n")[2].rstrip("%").replace("–", "-") for cell in row[1 : len(shares) + 1]]
        assert said == shares
        _, *debtors = november.page.table("owed", total["currency"]).rows
        owing = [one for one in november.aging["customers"] if one["currency"] == total["currency"]]
        assert [(row[1].value, row[3].value) for row in debtors if row[3].value is not None] == [
            (one["total"], str(one["oldest_days"])) for one in owing
        ]


def test_the_runs_of_each_currency_have_the_figures_of_aging_json(november: Month) -> None:
    by_currency: dict[str, list[Any]] = {}
    for point in november.aging["trend"]:
        by_currency.setdefault(point["currency"], []).append(point)
    assert len(by_currency) == 4
    for currency, points in by_currency.items():
        _, *rows = november.page.table("trend", currency).rows
        expected = [[p["as_of"], p["open"], p["dso"], p["average_days_late"]] for p in points]
        assert [[row[0].value, *figures(row[1:4])] for row in rows] == expected


def test_each_letter_is_one_click_away_and_nothing_is_fetched(november: Month) -> None:
    links = [named["href"] or "" for tag, named in november.page.elements if tag == "a"]
    letters = [unquote(link) for link in links if not link.startswith("#")]
    files = [file for letter in november.run["letters"] for file in (letter["file"], letter["email_file"]) if file]
    assert letters == [f"../{file}" for file in files]
    assert all((november.folder / "reports" / link).is_file() for link in letters)
    anchors = {named["id"] for _, named in november.page.elements if "id" in named}
    assert {link[1:] for link in links if link.startswith("#")} <= anchors
    assert not [named for _, named in november.page.elements if {"src", "srcset", "action", "style"} & named.keys()]


def test_the_policy_of_the_page_allows_its_own_script_and_styles_alone(november: Month) -> None:
    (policy,) = [named["content"] or "" for _, named in november.page.elements if "http-equiv" in named]
    for tag in ("style", "script"):
        (inner,) = re.findall(rf"<{tag}>(.*?)</{tag}>", november.html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy and "http" not in policy


def test_what_needs_a_decision_comes_with_the_command_as_it_was_called(november: Month) -> None:
    called = f"invoices-2026-11.csv --payments payments-2026-11.csv --as-of {NOVEMBER}"
    assert f"pastdue run {called} --approve FV/2026/09/014" in november.page.code
    assert "pastdue close INV-2026-0112 --why paid" in november.page.code
    waiting = {skip["why"] for skip in november.run["skips"]} & {"needs_review", "missing", "no_address"}
    assert waiting == {"needs_review", "missing"}


def test_a_second_run_of_the_day_that_sends_nothing_leaves_the_page_alone(tmp_path: Path) -> None:
    shop = office(tmp_path, {})
    shop.runs()
    page = tmp_path / f"out/{OCTOBER}/reports/review.html"
    before = page.read_bytes()
    shop.runs()
    assert page.read_bytes() == before
    shop.write({}, {})
    shop.runs()
    assert page.read_bytes() == before
    assert ">A-2<" in page.with_name("review-2.html").read_text(encoding="utf-8")


EVIL = """</script><img src=x onerror="alert(1)">&amp;'"""


def test_nothing_from_a_file_becomes_markup(tmp_path: Path) -> None:
    shop = office(tmp_path, *(
        {"customer": f"{EVIL} {n}", "customer_id": f"{EVIL}{n}", "invoice": f"I{n}{EVIL}", **said}
        for n, said in enumerate(({}, {"disputed": "yes", "dispute_reason": EVIL}, {"address1": "", "address2": ""}))
    ))  # fmt: skip
    settings = tmp_path / "pastdue.toml"
    settings.write_text(settings.read_text("utf-8").replace('"Ada Ltd"', json.dumps(EVIL)), encoding="utf-8")
    shop.says("plan", "invoices.csv", "--as-of", OCTOBER, "--html", "plan.html")
    html = (tmp_path / "plan.html").read_text(encoding="utf-8")
    page = HtmlPage(html)
    assert html.count("<script") == html.count("</script") == 1
    assert not [named for tag, named in page.elements if tag == "img" or any(n.startswith("on") for n in named)]
    assert page.text.count(f"I0{EVIL}") == 1 and f"{EVIL} 0" in page.text and f"{EVIL} 2" in page.text


def test_a_plan_has_the_page_of_the_run_without_links_and_writes_nothing_else(tmp_path: Path) -> None:
    shop = office(tmp_path, {}, {"address1": "", "address2": ""})
    said = shop.says("plan", "invoices.csv", "--as-of", OCTOBER, "--html", "plan.html")
    assert said.code == 3 and "wrote plan.html" in said.err
    planned = HtmlPage((tmp_path / "plan.html").read_text(encoding="utf-8"))
    assert not (tmp_path / "out").exists()
    assert not [named for tag, named in planned.elements if tag == "a" and not (named["href"] or "").startswith("#")]
    assert f"pastdue run invoices.csv --as-of {OCTOBER}" in planned.code
    again = shop.says("plan", "invoices.csv", "--as-of", OCTOBER, "--html", "plan.html")
    assert again.code == 6 and "is already there" in again.err
    shop.runs()
    done = HtmlPage((tmp_path / f"out/{OCTOBER}/reports/review.html").read_text(encoding="utf-8"))
    assert [t.rows for t in done.tables if t.section != "moved"] == [t.rows for t in planned.tables]


def test_an_aging_has_its_page_with_what_moved_and_no_letters(tmp_path: Path) -> None:
    shop = office(tmp_path, {})
    shop.says("aging", "invoices.csv", "--as-of", OCTOBER, "--html", "first.html")
    first = HtmlPage((tmp_path / "first.html").read_text(encoding="utf-8"))
    assert {table.section for table in first.tables} == {"glance", "owed"}
    shop.runs()
    shop.write({"paid": "40.00"})
    shop.says("aging", "invoices.csv", "--as-of", NOVEMBER, "--html", "second.html")
    second = HtmlPage((tmp_path / "second.html").read_text(encoding="utf-8"))
    steps = [[cell.value for cell in row[1:3]] for row in second.table("moved", "EUR").rows[1:]]
    assert steps == [[None, "100.00"], ["1", "-40.00"], [None, "60.00"]]


@pytest.mark.parametrize("language", BESIDE_ENGLISH)
def test_the_page_speaks_the_language_of_the_firm(tmp_path: Path, language: str) -> None:
    shop: Office = office(tmp_path, {}, {"address1": "", "address2": ""}, {"due": "2026-12-31"})
    settings = tmp_path / "pastdue.toml"
    settings.write_text(settings.read_text("utf-8").replace('"en"', f'"{language}"'), encoding="utf-8")
    shop.says("plan", "invoices.csv", "--as-of", OCTOBER, "--html", "plan.html")
    page = HtmlPage((tmp_path / "plan.html").read_text(encoding="utf-8"))
    assert [named["lang"] for tag, named in page.elements if tag == "html"] in ([language], ["de-DE"])
    english = ("At a glance", "Needs a decision", "Not due yet", "Asked for", "Aging report", "Payment reminder")
    assert [word for word in english if word in page.text] == []


def test_the_tasks_beside_the_letters_are_those_that_pastdue_tasks_lists(tmp_path: Path) -> None:
    shop = office(tmp_path, {}, {"due": "2026-09-28"}, {"phone": "+49 30 1"})
    shop.runs(on="2026-10-05")
    shop.says("plan", "invoices.csv", "--as-of", "2026-10-28", "--html", "plan.html")
    page = HtmlPage((tmp_path / "plan.html").read_text(encoding="utf-8"))
    listed = shop.says("tasks", "invoices.csv", "--as-of", "2026-10-28", "--format", "json").json["tasks"]
    letters = set(
        re.findall(r"<summary>1 invoice: (.*?)</summary>", unmarked((tmp_path / "plan.html").read_text("utf-8")))
    )
    beside = [task for task in listed if not letters & set(task["invoices"])]
    _, *rows = page.table("tasks", "Tasks").rows
    assert [(row[0].value, row[4].text) for row in rows] == [(t["due"], f"pastdue done {t['id']}") for t in beside]
    assert "A-2" in letters and len(beside) < len(listed) and any("+49 30 1" in row[1].text for row in rows)


def test_a_letter_by_email_leads_to_its_draft_and_is_counted_apart(tmp_path: Path) -> None:
    shop = office(tmp_path, {"email": "pay@acme.example", "delivery": "email"}, {})
    settings = tmp_path / "pastdue.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[email]\nfrom = "ada@example.com"\n', encoding="utf-8")
    shop.runs()
    page = HtmlPage((tmp_path / f"out/{OCTOBER}/reports/review.html").read_text(encoding="utf-8"))
    links = [named["href"] or "" for tag, named in page.elements if tag == "a"]
    (draft,) = [unquote(link) for link in links if link.endswith(".eml")]
    assert (tmp_path / f"out/{OCTOBER}/reports" / draft).is_file()
    assert "1 letter to post" in page.text and "1 e-mail to send" in page.text


def test_after_the_last_letter_the_page_offers_the_command_of_the_claim(tmp_path: Path) -> None:
    shop = office(tmp_path, {"due": "2026-05-29"})
    for day in ("2026-08-31", "2026-10-05"):
        shop.runs(on=day)
    shop.says("plan", "invoices.csv", "--as-of", "2026-11-30", "--html", "plan.html")
    page = HtmlPage((tmp_path / "plan.html").read_text(encoding="utf-8"))
    assert "pastdue claim invoices.csv C-1 --as-of 2026-11-30" in page.code


def test_what_the_page_does_not_list_is_counted_and_its_sums_are_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("review.LISTED_AT_MOST", "review.TO_DECIDE_AT_MOST", "letters.LETTERS_AT_MOST"):
        monkeypatch.setattr(f"pastdue.reports.review.{name}", 2)
    nowhere = {"address1": "", "address2": ""}
    shop = office(tmp_path, *[{} for _ in range(3)], *[nowhere for _ in range(3)], *[{"due": "2026-12-31"}] * 3)
    shop.says("plan", "invoices.csv", "--as-of", OCTOBER, "--html", "plan.html")
    page = HtmlPage((tmp_path / "plan.html").read_text(encoding="utf-8"))
    text = page.text.replace("\u00a0", " ")
    assert text.count("and 1 more: see skips.csv") == 3 and text.count("and 1 more: see run.json") == 1
    assert "2+ matters need a decision" in text and text.count("3 invoices · 300.00 EUR") == 2
    assert figures(page.table("glance", "By currency").rows[1][1:])[:2] == ["3", "300.00"]


def test_the_pages_of_a_plan_and_of_an_aging_show_the_figures_of_their_json_in_every_currency(november: Month) -> None:
    office_, asked = november.folder.parents[1], ("invoices-2026-11.csv", "--as-of", "2026-12-15")
    plan = json.loads(pastdue(office_, "plan", *asked, "--html", "plan.html", "--format", "json").stdout)
    said = pastdue(office_, "aging", *asked, "--compare", "last", "--html", "aging.html", "--format", "json").stdout
    aging = json.loads(said)
    pages = [HtmlPage((office_ / name).read_text(encoding="utf-8")) for name in ("plan.html", "aging.html")]
    bridges = plan["changes"]["totals"]
    moved = {each["currency"]: f"{Decimal(each['now']) - Decimal(each['then']):.2f}" for each in bridges}
    assert len(aging["totals"]) > 2 and plan["letters"]
    for page in pages:
        planned = page is pages[0]
        _, *rows = page.table("glance", "By currency").rows
        for row, total in zip(rows, aging["totals"], strict=True):
            own = [letter for letter in plan["letters"] if letter["currency"] == total["currency"]]
            charges = added(notice["charges"] for letter in own for notice in letter["invoices"])
            asked_for = [str(len(own)), added(letter["total"] for letter in own), charges] if planned else []
            expected = [*asked_for, total["total"], total["overdue"], moved[total["currency"]]]
            assert (row[0].text, figures(row[1:])) == (total["currency"], expected)
        for row, total in zip(page.table("owed", "Totals").rows[1:], aging["totals"], strict=True):
            amounts = [*total["buckets"].values(), total["disputed"], total["total"]]
            assert figures(row[1 : len(amounts) + 1]) == amounts
        for currency in moved:
            runs = [point for point in aging["trend"] if point["currency"] == currency]
            rows = page.table("trend", currency).rows[1:]
            assert [figures(row[1:4]) for row in rows] == [
                [point["open"], point["dso"] or "", point["average_days_late"] or ""] for point in runs
            ]


def test_messages_without_an_answer_stand_among_the_tasks_of_the_page_and_rows_that_cannot_be_used_are_told(
    tmp_path: Path,
) -> None:
    shop = office(tmp_path, {})
    settings = tmp_path / "pastdue.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[intake]\nfollowups = "waiting.csv"\n', encoding="utf-8")
    (tmp_path / "waiting.csv").write_text(
        "customer_id,customer,project,kind,last_message,replied,email\n"
        "S-1,Silent Ltd,Site,project,2026-10-20,,ann@silent.example\nS-2,Other Ltd,,project,soon,,\n",
        encoding="utf-8",
    )
    asked = ("invoices.csv", "--as-of", OCTOBER)
    made = shop.says("plan", *asked, "--html", "plan.html", "--format", "json")
    assert "waiting.csv: 1 row cannot be used, and nothing reminds of its message" in made.err
    listed = shop.says("tasks", *asked, "--format", "json")
    (task,) = [one for one in listed.json["tasks"] if one["kind"] == "project"]
    rows = HtmlPage((tmp_path / "plan.html").read_text(encoding="utf-8")).table("tasks", "Tasks").rows[1:]
    (row,) = [row for row in rows if f"pastdue done {task['id']}" in row[4].text]
    said = row[2].text.replace("\u00a0", " ")
    assert row[0].value == task["due"] and row[1].text.startswith("Silent Ltd") and task["action"] in said
    assert listed.code == 3 and "waiting.csv:3: last_message" in listed.err


def test_the_page_of_a_file_without_invoices_says_that_nothing_is_open_and_not_that_all_is_in_letters(
    tmp_path: Path,
) -> None:
    shop = office(tmp_path, {})
    file = tmp_path / "invoices.csv"
    file.write_text(file.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    shop.says("plan", "invoices.csv", "--as-of", OCTOBER, "--html", "plan.html")
    text = HtmlPage((tmp_path / "plan.html").read_text(encoding="utf-8")).text
    assert "Every invoice" not in text and text.count("Nothing is open on this day.") == 2
