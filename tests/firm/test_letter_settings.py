"""Settings of letters: clauses by stage, register details, ladders a country's law asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from pastdue.firm import Firm, read_firm
from pastdue.firm.clauses import clauses_of
from pastdue.model import Stage
from pastdue.model.errors import SettingsError

HEAD = '[creditor]\nname = "Ours"\naddress = ["1 High Road"]\ncountry = "%s"\n'


def firm(folder: Path, more: str = "", country: str = "GB") -> Firm:
    (folder / "pastdue.toml").write_text(HEAD % country + more, encoding="utf-8")
    return read_firm(folder / "pastdue.toml", folder)


@pytest.mark.parametrize(
    ("stage", "clauses"),
    [
        (Stage.REMINDER, ("rights_reserved",)),
        (Stage.SECOND_NOTICE, ("rights_reserved",)),
        (Stage.THIRD_NOTICE, ("rights_reserved", "work_suspended")),
        (Stage.FINAL_DEMAND, ("rights_reserved", "work_suspended", "debt_collection")),
    ],
)
def test_a_clause_holds_from_its_stage_on_and_one_without_a_stage_always(
    tmp_path: Path, stage: Stage, clauses: tuple[str, ...]
) -> None:
    more = (
        '[letters]\nclauses = ["rights_reserved"]\n'
        'clauses_from = { work_suspended = "third_notice", debt_collection = "final_demand" }\n'
    )
    assert clauses_of(firm(tmp_path, more), stage) == clauses


def test_a_clause_that_is_named_twice_stands_once(tmp_path: Path) -> None:
    more = '[letters]\nclauses = ["work_suspended"]\nclauses_from = { work_suspended = "reminder" }\n'
    assert clauses_of(firm(tmp_path, more), Stage.REMINDER) == ("work_suspended",)


def test_a_stage_that_is_none_is_refused_with_its_key(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"letters: clauses_from.work_suspended: 'third' is unknown"):
        firm(tmp_path, '[letters]\nclauses_from = { work_suspended = "third" }\n')


@pytest.mark.parametrize(
    ("country", "dunning", "told"),
    [
        ("ES", "", True),
        ("ES", 'ladder = "spanish"', False),
        ("ES", 'final_deadline = "30 days"', False),
        ("PT", "", False),
        ("GB", "", False),
    ],
)
def test_a_spanish_firm_is_told_of_the_ladder_its_law_asks_for(
    tmp_path: Path, country: str, dunning: str, told: bool
) -> None:
    said = [str(remark) for remark in firm(tmp_path, f"[dunning]\n{dunning}\n", country).assumed]
    assert any('ladder = "spanish"' in text for text in said) is told
