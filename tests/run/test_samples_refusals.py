"""The samples show every reason why a letter that is due cannot be made."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pastdue.firm import read_firm
from pastdue.intake import Dialect, Files
from pastdue.ledger import Ledger
from pastdue.model import Why
from pastdue.run import Job, rehearse

SAMPLES = Path(__file__).parents[2] / "samples"


def test_each_refusal_is_the_one_the_readme_names() -> None:
    firm = read_firm(SAMPLES / "pastdue.toml", SAMPLES)
    job = Job(firm, Files(SAMPLES / "refusals-2026-10.csv"), Dialect(), date(2026, 10, 30))
    with Ledger.empty() as ledger:
        done = rehearse(job, ledger).outcome
    assert {skip.invoice: skip.why for skip in done.skips} == {
        "INV-2026-0201": Why.NOT_PRINTABLE,
        "INV-2026-0202": Why.POLICY_REFUSES,
        "INV-2026-0203": Why.CHARGES_TOO_HIGH,
        "INV-2026-0204": Why.NO_RATE,
    }
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    assert all(f"| {skip.invoice} |" in readme and f"`{skip.why.value}`" in readme for skip in done.skips)
