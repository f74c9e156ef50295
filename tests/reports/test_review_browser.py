"""The page in a real browser: at a desk and on a phone, with and without its script, and on paper."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pypdf
import pytest
from tests.cli.offices import office
from tests.command import pastdue
from tests.reports.browser import browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.slow
DESK: Any = {"width": 1280, "height": 900}
PHONE: Any = {"width": 390, "height": 844}
ON = "2026-10-30"
HOSTILE = "</script><img src=x onerror=alert(1)>"
UNBREAKABLE = "Unbreakable" * 12


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a second run: letters of two stages in two currencies, a matter to decide, something that moved."""
    shop = office(
        tmp_path_factory.mktemp("browser"),
        {"customer": "Zimmer GmbH", "total": "90.00"},
        {"customer": "Äpfel AG", "total": "1000.00"},
        {"customer": HOSTILE, "due": "2026-09-29"},
        {"customer": "Dollar Inc", "currency": "USD", "total": "20.50"},
        {"customer": UNBREAKABLE, "address1": "", "address2": ""},
        {"due": "2026-12-31"},
    )
    settings = shop.folder / "pastdue.toml"
    settings.write_text(settings.read_text("utf-8").replace('policy = "none"', 'policy = "eur-8-percent"'), "utf-8")
    shop.runs(on="2026-09-28")
    shop.write(
        {"customer": "Zimmer GmbH", "total": "90.00"},
        {"customer": "Äpfel AG", "total": "1000.00", "paid": "400.00"},
        {"customer": HOSTILE, "due": "2026-09-29"},
        {"customer": "Dollar Inc", "currency": "USD", "total": "20.50"},
        {"customer": UNBREAKABLE, "address1": "", "address2": ""},
        {"due": "2026-12-31"},
        {"customer": "New Ltd", "total": "98765432.10"},
        {"customer": "שלום כהן", "due": "31.02.2026"},
    )
    assert pastdue(shop.folder, "run", "invoices.csv", "--as-of", ON, "-q").returncode == 3
    return shop.folder / f"out/{ON}/reports/review.html"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


class Visit:
    """The page opened once; `heard` is what the browser had to say or fetched beside it."""

    def __init__(self, context: BrowserContext, file: Path) -> None:
        self.heard: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self.heard.append(message.text))
        self.page.on("pageerror", lambda error: self.heard.append(str(error)))
        self.page.on("dialog", lambda dialog: self.heard.append(dialog.message))
        self.page.on(
            "request", lambda request: self.heard.append(request.url) if request.url != file.as_uri() else None
        )
        self.page.goto(file.as_uri())

    def asks(self, script: str) -> Any:
        return self.page.evaluate(script)

    @property
    def customers(self) -> list[str]:
        shown = "[...document.querySelectorAll('#list > tbody:not([hidden])')]"
        return list(self.asks(f"{shown}.map(body => body.rows[0].cells[1].querySelector('bdi').textContent)"))


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_page_fits_its_window_and_asks_for_nothing(
    chromium: Browser, page_file: Path, size: Any, scripts: bool
) -> None:
    context = chromium.new_context(viewport=size, java_script_enabled=scripts)
    visit = Visit(context, page_file)
    for summary in visit.page.locator("#list > tbody summary").all()[:2]:
        summary.click()
    visit.asks("document.querySelector('#stage').add(new Option('Ostateczne przedsądowe wezwanie do zapłaty'))")
    widest = visit.page.locator("body > *").evaluate_all(
        "all => Math.max(...all.map(e => e.getBoundingClientRect().right))"
    )
    assert widest <= size["width"]
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    heads = "[...document.querySelectorAll('.runs tbody th')]"
    lines = "(range => [...range.getClientRects()].map(line => Math.round(line.top)))"
    within = "(head => { const r = document.createRange(); r.selectNodeContents(head); return r; })"
    assert visit.asks(f"{heads}.map(head => new Set({lines}({within}(head))).size)") == [1] * 4, "a day is cut in two"
    assert visit.page.locator(".filter").is_visible() is scripts
    assert visit.page.locator("img").count() == 0 and visit.page.locator("#list > tbody").count() == 5
    assert visit.heard == []
    context.close()


@pytest.mark.parametrize("width", [1280, 700, 390, 320])
def test_no_number_with_a_hyphen_and_no_formula_is_cut_at_the_end_of_a_line(
    chromium: Browser, page_file: Path, width: int
) -> None:
    visit = Visit(chromium.new_context(viewport={"width": width, "height": 900}), page_file)
    visit.asks("document.querySelectorAll('details').forEach(one => one.open = true)")
    cut = visit.asks("""() => {
        const cut = [], walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
        for (let node; (node = walk.nextNode());) {
            if (node.parentElement.closest('code, bdi, [hidden]')) continue;
            for (const found of node.data.matchAll(/[^ \\n]*[-–][^ \\n]*/g)) {
                if (found[0].length > 8 && (found[0].length > 32 || !/[0-9\\u00a0]/.test(found[0]))) continue;
                const word = document.createRange();
                word.setStart(node, found.index);
                word.setEnd(node, found.index + found[0].length);
                const lines = [...word.getClientRects()].filter(line => line.width);
                if (new Set(lines.map(line => Math.round(line.top))).size > 1) cut.push(found[0]);
            }
        }
        return cut;
    }""")
    assert cut == []


@pytest.mark.parametrize(("size", "tables"), [(DESK, ".scroll"), (PHONE, ".scroll:has(.charted, .todo)")])
def test_no_table_is_wider_than_its_place_and_no_command_is_squeezed(
    chromium: Browser, page_file: Path, size: Any, tables: str
) -> None:
    visit = Visit(chromium.new_context(viewport=size), page_file)
    wide = f"[...document.querySelectorAll('{tables}')].filter(e => e.scrollWidth > e.clientWidth)"
    assert visit.asks(wide) == []
    widths = visit.asks("[...document.querySelectorAll('#tasks ~ .scroll code')].map(e => e.clientWidth)")
    assert widths and min(widths) > 200
    cut = "[...document.querySelectorAll('.charted .n')].filter(e => e.scrollWidth > e.clientWidth + 1).length"
    assert visit.asks(cut) == 0, "an amount runs over its column"


def test_letters_sort_by_sum_and_by_name_as_the_language_orders_them(chromium: Browser, page_file: Path) -> None:
    visit = Visit(chromium.new_context(viewport=DESK), page_file)
    by_name, by_sum = (visit.page.locator("#list thead button").nth(n) for n in (1, 3))
    by_name.click()
    assert [name[:6] for name in visit.customers] == ["</scri", "Äpfel ", "Dollar", "New Lt", "Zimmer"]
    by_sum.click()
    rising = visit.customers
    by_sum.press("Enter")
    assert visit.customers == rising[::-1] and rising[-2:] == ["Äpfel AG", "New Ltd"] and rising[0] == "Dollar Inc"
    heads = visit.asks("[...document.querySelectorAll('#list > thead th')].map(h => h.getAttribute('aria-sort'))")
    assert heads == [None, None, None, "descending", None]
    assert visit.heard == []


def test_letters_are_found_by_customer_invoice_stage_and_currency(chromium: Browser, page_file: Path) -> None:
    visit = Visit(chromium.new_context(viewport=DESK), page_file)
    find = visit.page.get_by_label("Customer, invoice or letter")
    find.fill("äpfel a-2")
    assert visit.customers == ["Äpfel AG"]
    assert visit.page.get_by_role("status").inner_text() == "1 of 5 shown"
    find.fill("")
    visit.page.locator("#currency").select_option("USD")
    assert visit.customers == ["Dollar Inc"]
    visit.page.locator("#stage").select_option("Payment reminder")
    assert visit.customers == []
    visit.page.locator("#currency").select_option("")
    assert visit.customers == [HOSTILE]
    visit.page.get_by_role("button", name="Show all details").click()
    assert visit.page.locator("#list details[open]").count() == 1
    assert visit.heard == []


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_checker_of_accessibility_finds_nothing(
    chromium: Browser, page_file: Path, size: Any, colours: Literal["light", "dark"]
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    visit = Visit(chromium.new_context(viewport=size, color_scheme=colours, bypass_csp=True), page_file)
    visit.asks("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    found = axe.Axe().run(visit.page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


def test_the_page_prints_whole_without_what_only_a_screen_needs(chromium: Browser, page_file: Path) -> None:
    visit = Visit(chromium.new_context(viewport=DESK), page_file)
    printed = pypdf.PdfReader(io.BytesIO(visit.page.pdf(format="A4")))
    text = "\n".join(sheet.extract_text() for sheet in printed.pages)
    for word in ("Run of", "Äpfel AG", "No letter, and why", "Largest debtors", "New Ltd"):
        assert word in text
    for word in ("Copy", "Show all details", "Customer, invoice or letter"):
        assert word not in text


@pytest.mark.parametrize(("table", "rows"), [(".todo", "tbody > tr"), ("#list", "tbody")], ids=["tasks", "letters"])
def test_on_paper_each_page_of_a_long_table_has_its_heads(
    chromium: Browser, page_file: Path, table: str, rows: str
) -> None:
    visit = Visit(chromium.new_context(viewport=DESK), page_file)
    longer = f"""const one = document.querySelector('{table}'), row = one.querySelector('{rows}');
        for (let n = 0; n < 60; n++) row.after(row.cloneNode(true));
        return [one.tHead.rows[0].lastElementChild.textContent, row.querySelector('bdi').textContent];"""
    head, name = visit.asks(f"(() => {{ {longer} }})()")
    printed = pypdf.PdfReader(io.BytesIO(visit.page.pdf(format="A4")))
    sheets = ["".join(sheet.extract_text().split()) for sheet in printed.pages]
    of_table = [sheet for sheet in sheets if sheet.count("".join(name.split())) > 3]
    assert len(of_table) > 1
    assert [sheet[:200] for sheet in of_table if "".join(head.split()) not in sheet] == []
