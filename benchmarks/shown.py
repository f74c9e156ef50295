"""The page of a run with 5,000 letters, made and shown: the process that `benchmarks.page` measures with."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.words import ON, drafts
from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.languages import load_wording
from pastdue.letters.language.voice import Voice
from pastdue.model import Charge, ChargeKind, DayCount, Notice, RateBasis, Segment
from pastdue.model.letters import Draft
from pastdue.model.money import Money
from pastdue.reports.aging.aged import Aging
from pastdue.reports.aging.buckets import Buckets
from pastdue.reports.outcome import Outcome, RowCounts, SetLetter
from pastdue.reports.review.page import review_page
from pastdue.reports.review.review import Review

LETTERS = 5_000
_SHOWN = "new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))"


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
    outcome = Outcome(ON, f"{ON}-1", RowCounts(LETTERS), letters, ())
    return Review("Hart & Doyle Studio Ltd", "#1F4E79", ON, aging, outcome)


def _letter(draft: Draft) -> SetLetter:
    file = f"letters/{draft.number}-{draft.stage}.pdf"
    return SetLetter(draft, draft.notices[0].invoice.customer, 2, 1, file, "0" * 64, "standard-home")


def _charged() -> Iterator[Draft]:
    """Each draft over its first invoice, with what a statute charges on it."""
    for draft in drafts(LETTERS):
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


def measured(rounds: int, folder: Path) -> dict[str, Any]:
    """The page's megabytes, the CPU seconds to make it, and the best of `rounds` times to show it; "failed" says why
    there are none."""
    from tests.reports.browser import ARGUMENTS, WITH_WINDOWS, executable

    chromium = executable(WITH_WINDOWS)
    if chromium is None:
        return {"failed": "there is no Chromium on the path, and PASTDUE_CHROMIUM names none"}
    review, voice = _review(), Voice.of(load_wording(Catalog(), "en"), "GB")
    begun = time.process_time()
    html = review_page(review, voice).encode()
    made = time.process_time() - begun
    file = folder / "review.html"
    file.write_bytes(html)
    shown, cpu = min(_opened(file, chromium, ARGUMENTS) for _ in range(rounds))
    return {"name": f"{LETTERS:,} letters", "megabytes": len(html) / 1e6, "made": made, "shown": shown, "cpu": cpu}


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]), Path(sys.argv[2]))))
