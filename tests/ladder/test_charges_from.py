"""From which stage on letters claim charges: edges, a fee for each notice, and what the others say instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from tests.command import pastdue
from tests.letters import letter_cases as cases
from tests.letters.letter_cases import LANGUAGES, draft, letter, notice, told

from pastdue.charges.charged import Charged
from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.ladders import LadderChanges, load_ladder
from pastdue.ladder import claimed
from pastdue.model import STAGES, Stage
from pastdue.model.money import Money
from pastdue.model.remarks import Remark

MADE = Charged((cases.fee("GBP"),), Money(Decimal("3.81"), "GBP"), (Remark("high"),))
SETTINGS = """
[creditor]
name = "Hart & Doyle"
address = ["14 Canal Street", "LEEDS LS1 4AP"]
country = "GB"
iban = "GB33BUKB20201555555555"
[dunning]
policy = "%s"
%s
[letters]
payment_codes = false
%s
"""


def firm(folder: Path, dunning: str = "", letters: str = "", policy: str = "each") -> None:
    """A firm that takes 5 GBP for each notice, with more settings."""
    (folder / "pastdue.toml").write_text(SETTINGS % (policy, dunning, letters), encoding="utf-8")
    (folder / "pastdue.d" / "policies").mkdir(parents=True)
    policy_file = folder / "pastdue.d" / "policies" / "each.toml"
    policy_file.write_text('title = "x"\n[[charge]]\nrule = "flat"\namount = ["5 GBP"]\neach = "notice"\n', "utf-8")
    head = "invoice,customer_id,customer,issued,due,currency,total,address1,city,country"
    row = "A-1,C-1,Ada Ltd,2026-06-01,2026-07-01,GBP,500.00,1 Mill Lane,York,GB"
    (folder / "invoices.csv").write_text(f"{head}\n{row}\n", encoding="utf-8")


def claimed_on(folder: Path, days: int) -> str:
    """The report of charges of the run so many days after the due date."""
    day = date(2026, 7, 1) + timedelta(days=days)
    said = pastdue(folder, "run", "invoices.csv", "--as-of", day.isoformat(), "--new-ledger", "--yes")
    assert said.returncode == 0, said.stderr
    return (folder / "out" / day.isoformat() / "reports" / "charges.csv").read_text("utf-8-sig")


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("first", STAGES)
def test_charges_are_claimed_from_their_stage_on_and_announced_before(first: Stage, stage: Stage) -> None:
    ladder = load_ladder(Catalog(), "monthly", LadderChanges(charges_from=first))
    if stage.severity >= first.severity:
        assert claimed(MADE, stage, ladder) == (MADE, False)
    else:
        assert claimed(MADE, stage, ladder) == (Charged(remarks=MADE.remarks), True)
    assert claimed(Charged(), stage, ladder) == (Charged(), False)


def test_ladders_claim_from_the_reminder_on_but_the_german_one() -> None:
    first = {name: load_ladder(Catalog(), name).charges_from for name in Catalog().names("ladders")}
    assert first.pop("german") == Stage.SECOND_NOTICE
    assert set(first.values()) == {Stage.REMINDER}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_that_announces_charges_says_so_and_names_no_sum(language: str) -> None:
    plain = told(letter(draft(language, Stage.REMINDER, notice(Stage.REMINDER))))
    announced = letter(draft(language, Stage.REMINDER, replace(notice(Stage.REMINDER), announced=True)))
    said = cases.WORDING[language].texts["charges_announced"]["other"]
    assert said in told(announced) and said not in plain
    assert announced.annex.parts == () and announced.enclosed.line == ""


def test_a_fee_for_each_notice_is_none_for_those_that_claim_nothing(tmp_path: Path) -> None:
    firm(tmp_path, 'charges_from = "third_notice"')
    for days, amount in ((30, None), (60, None), (90, "5.00")):
        report = claimed_on(tmp_path, days)
        assert report.count("A-1") == (amount is not None)
        assert amount is None or amount in report


def test_without_it_each_notice_has_its_fee(tmp_path: Path) -> None:
    firm(tmp_path)
    assert claimed_on(tmp_path, 30).count(",5.00,") == 1
    assert claimed_on(tmp_path, 60).count(",5.00,") == 2
