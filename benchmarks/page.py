"""The page of a run with many letters: its size, the time to make it, and the time to show it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from benchmarks.processes import BenchmarkFailed
from benchmarks.report import Aim, Section
from benchmarks.words import ON, drafts
from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.languages import load_wording
from pastdue.letters.language.voice import Voice
from pastdue.model import Charge, ChargeKind, DayCount, Notice, RateBasis, Segment
from pastdue.model.letters import Draft
from pastdue.model.money import Money
from pastdue.reports.aging.buckets import Aging, Buckets
from pastdue.reports.outcome import Outcome, RowCounts, SetLetter
from pastdue.reports.review.page import review_page
from pastdue.reports.review.review import Review

_LETTERS = 5_000
_COLUMNS = (("megabytes", "MB", 1), ("made", "made, CPU s", 1), ("shown", "shown, s", 1), ("cpu", "of it CPU, s", 1))
_SHOWN = "new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))"


def measured(rounds: int, folder: Path) -> Section:
    """The page of 5,000 letters, each over one invoice with interest in two parts and a fixed sum."""
    from tests.reports.browser import ARGUMENTS, executable

    chromium = executable()
    if chromium is None:
        raise BenchmarkFailed("there is no Chromium on the path, and PASTDUE_CHROMIUM names none")
    review, voice = _review(), Voice.of(load_wording(Catalog(), "en"), "GB")
    begun = time.process_time()
    html = review_page(review, voice).encode()
    made = time.process_time() - begun
    file = folder / "review.html"
    file.write_bytes(html)
    shown, cpu = min(_opened(file, chromium, ARGUMENTS) for _ in range(rounds))
    size = len(html) / 1e6
    row = {"name": f"{_LETTERS:,} letters", "megabytes": size, "made": made, "shown": shown, "cpu": cpu}
    aims = [
        Aim("under 10 MB", f"{size:.1f} MB", size < 10),
        Aim("shown in under 2 s", f"{shown:.1f} s, {cpu:.1f} s of them CPU", shown < 2),
    ]
    return Section(
        "The page of a run in a browser", "Chromium, from the first byte to all drawn", _COLUMNS, [row], aims
    )


def _opened(file: Path, chromium: str, arguments: tuple[str, ...]) -> tuple[float, float]:
    """The seconds until the page is drawn, and those in which its thread of the browser was at work."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(arguments))
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto("about:blank")
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        begun = time.perf_counter()
        page.goto(file.as_uri())
        page.evaluate(_SHOWN)
        shown = time.perf_counter() - begun
        told = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
        browser.close()
    return shown, float(told["TaskDuration"])


def _review() -> Review:
    letters = tuple(map(_letter, _charged()))
    aging = Aging(ON, "due date, calendar days", True, Buckets((30,)).groups, (), ())
    outcome = Outcome(ON, f"{ON}-1", RowCounts(_LETTERS), letters, ())
    return Review("Hart & Doyle Studio Ltd", "#1F4E79", ON, aging, outcome)


def _letter(draft: Draft) -> SetLetter:
    file = f"letters/{draft.number}-{draft.stage}.pdf"
    return SetLetter(draft, draft.notices[0].invoice.customer, 2, 1, file, "0" * 64, "standard-home")


def _charged() -> Iterator[Draft]:
    """Each draft over its first invoice, with what a statute charges on it."""
    for draft in drafts(_LETTERS):
        notice = draft.notices[0]
        yield replace(draft, notices=(replace(notice, charges=tuple(_charges(notice))),))


def _charges(notice: Notice) -> Iterator[Charge]:
    due, currency, base = notice.overdue.effective_due, notice.invoice.currency, notice.overdue.open
    spans = []
    for since, until, percent in ((0, 20, "12.25"), (20, notice.overdue.days, "12")):
        rate = RateBasis("boe-bank-rate", "Bank Rate", Decimal(percent) - 8, due, due, Decimal(8), "made up")
        days = until - since
        amount = Money(base.amount * Decimal(percent) * days / 36500, currency).rounded()
        first, last = due + timedelta(days=since), due + timedelta(days=until)
        spans.append(Segment(amount, first, last, days, base, Decimal(percent), DayCount.ACTUAL_365, basis=rate))
    yield Charge(ChargeKind.INTEREST, "uk-b2b", tuple(spans), currency, "a law", due)
    yield Charge(ChargeKind.COMPENSATION, "uk-b2b", (Segment(Money(Decimal(70), currency)),), currency, "a law", due)
