"""Letters looked at before a run: one asked for at its own stage is the letter that the run would send."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from tests.cli.offices import Office, office

from pastdue.firm import read_firm
from pastdue.intake import Dialect, Files
from pastdue.ledger import Access
from pastdue.model.letters import Draft
from pastdue.run import Job, prepare
from pastdue.run.one_invoice import draft_of

FEE = 'title = "Fee"\nsource = "terms"\n[[charge]]\nrule = "flat"\neach = "notice"\namount = ["5 EUR"]\n'
SENDER = '[email]\ndelivery = "both"\nfrom = "a@ada.example"\n'
CREDIT = {"invoice": "G-1", "customer_id": "C-1", "total": "-40.00", "issued": "2026-08-01", "due": "2026-08-01"}
NOT_DUE = {"invoice": "A-2", "customer_id": "C-1", "issued": "2026-10-20", "due": "2026-11-30"}


def with_fees(folder: Path, *rows: Mapping[str, str]) -> Office:
    """An office that charges 5 euros a letter, with these invoices."""
    made = office(folder, *rows)
    settings = (folder / "pastdue.toml").read_text(encoding="utf-8").replace('policy = "none"', 'policy = "fee"')
    settings = settings.replace("[letters]\n", '[letters]\nalso_shows = ["not_due", "held"]\n') + SENDER
    (folder / "pastdue.toml").write_text(settings, encoding="utf-8")
    (folder / "pastdue.d" / "policies").mkdir(parents=True)
    (folder / "pastdue.d" / "policies" / "fee.toml").write_text(FEE, encoding="utf-8")
    return made


def drafts(shop: Office, on: str, number: str = "A-1") -> tuple[Draft, Draft]:
    """The draft of the letter a run of that day would send about the invoice, and of one asked for at its stage."""
    firm = read_firm(shop.folder / "pastdue.toml", shop.folder)
    opened = prepare(Job(firm, Files(shop.folder / "invoices.csv"), Dialect(), date.fromisoformat(on)))
    with firm.ledger_place.open(Access.READ) as ledger:
        history = ledger.history()
    sent = draft_of(opened, history, number, None)
    return sent, draft_of(opened, history, number, sent.stage.value)


@pytest.mark.parametrize(
    "beside",
    [[], [CREDIT], [NOT_DUE], [CREDIT, NOT_DUE]],
    ids=["alone", "with a credit", "with what is not due", "with both"],
)
def test_a_letter_at_the_stage_that_is_due_is_the_letter_of_the_run(
    tmp_path: Path, beside: list[dict[str, str]]
) -> None:
    shop = with_fees(tmp_path, {"email": "c@acme.example"}, *beside)
    shop.runs(on="2026-09-30")
    sent, asked = drafts(shop, "2026-10-30")
    assert asked == sent
    assert sent.route.email and bool(sent.credits) == (CREDIT in beside) and bool(sent.others) == (NOT_DUE in beside)
    assert len(sent.notices[0].earlier) == 1 and sent.notices[0].charges


def test_a_letter_at_a_stage_leaves_out_charges_that_were_waived_and_knows_a_number_used_again(tmp_path: Path) -> None:
    shop = with_fees(tmp_path, {})
    shop.runs(on="2026-09-30")
    assert shop.says("waive", "A-1", "--why", "x", "--as-of", "2026-10-01").code == 0
    sent, asked = drafts(shop, "2026-10-30")
    assert asked == sent and not sent.notices[0].charges
    shop.write({"invoice": "B-1"})
    shop.runs(on="2026-11-30")
    assert shop.says("close", "A-1", "--why", "paid", "--as-of", "2026-12-02").code == 0
    shop.write({"issued": "2027-06-01", "due": "2027-07-01"})
    sent, asked = drafts(shop, "2027-08-02")
    assert asked == sent and sent.notices[0].charges and not sent.notices[0].earlier


@pytest.mark.parametrize(("language", "number"), [("en", "draft"), ("de", "entwurf"), ("pl", "projekt")])
def test_a_draft_is_numbered_by_the_word_for_one_in_the_firms_language(
    tmp_path: Path, language: str, number: str
) -> None:
    shop = office(tmp_path, {})
    text = (tmp_path / "pastdue.toml").read_text(encoding="utf-8")
    text = re.sub('language = ".."', f'language = "{language}"', text, count=1)
    (tmp_path / "pastdue.toml").write_text(text, encoding="utf-8")
    shop.runs(on="2026-09-30")
    assert {one.number for one in drafts(shop, "2026-10-30")} == {number}
