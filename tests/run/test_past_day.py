"""A day in the past: told with what was known by then, whatever has been sent since."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pastdue.firm import read_firm
from pastdue.intake import Dialect, Files
from pastdue.ledger import Access, Ledger
from pastdue.model import Skip
from pastdue.run import Job, prepare, rehearse, send
from pastdue.run.one_invoice import explain


def test_a_past_day_knows_no_letter_of_a_later_day(tmp_path: Path) -> None:
    (tmp_path / "pastdue.toml").write_text(
        '[creditor]\nname = "T"\naddress = ["Road 2"]\ncountry = "DE"\niban = "DE89370400440532013000"\n'
    )
    (tmp_path / "in.csv").write_text(
        "invoice,customer_id,customer,issued,due,currency,total,address1,country\n"
        "A,C1,x,2026-02-01,2026-03-01,EUR,100.00,Road 1,DE\n"
    )
    firm = read_firm(tmp_path / "pastdue.toml", tmp_path)

    def job(day: date) -> Job:
        return Job(firm, Files(tmp_path / "in.csv"), Dialect(), day)

    with Ledger.empty() as nothing:
        before = {
            day: rehearse(job(day), nothing).outcome for day in (date(2026, 3, 20), date(2026, 4, 5), date(2026, 4, 10))
        }
    send(job(date(2026, 4, 10)))
    send(job(date(2026, 5, 10)))
    with firm.ledger_place.open(Access.READ) as ledger:
        history = ledger.history()
        for day, told in before.items():
            again = rehearse(job(day), ledger).outcome
            if day < date(2026, 4, 10):
                assert (list(again.skips), [x.draft.stage for x in again.letters]) == (
                    list(told.skips), [x.draft.stage for x in told.letters],
                )  # fmt: skip
        early, late = (explain(prepare(job(date(2026, m, 12))), history, "A") for m in (4, 5))
    assert [issued.stage.value for issued in early.issued] == ["reminder"]
    assert [issued.stage.value for issued in late.issued] == ["reminder", "second_notice"]
    assert isinstance(early.decision, Skip) and "2026-04-10" in str(early.decision.detail)
