"""Every story in this folder comes true: on each day exactly those notices, and for the rest the reasons it names.

A story is a TOML file: `story`, `csv` (the export), optionally `settings`, `own` rows, `payments`, `contacts`, `holds`
and how they are read (`reads`), then `[[day]]` tables with `on`, `sends` as "INVOICE stage", `totals` of invoices,
`letters`, `aging` and `statements` (their closing balances) as CUSTOMER = total, `addresses` as CUSTOMER = first line,
words of `remarks`, `skips` as INVOICE = "why" or "why until DAY", words of their `details`, and where the export has
changed a new `csv`. What lies beside the export is handed in on every day where the story has it, and on its day alone
where a day has it. A day may first `void` or `waive`, or name the error it `fails` with. Its `tasks`, as "DUE ID", are
those due after its run, also from a list of `followups`; those it has `done`, "ID" or "ID on DAY", are recorded first.
Its `deliveries` are how its letters go, as CUSTOMER = "WAY ADDRESS, ADDRESS". Its `claims` are what could be claimed
after its run, as CUSTOMER = total, or why nothing can, as CUSTOMER = "refused: words".
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pastdue.firm import read_firm
from pastdue.intake import Dialect, Files
from pastdue.ledger import Ledger
from pastdue.model import PaymentsAre, Stage
from pastdue.model.errors import PastdueError, SettingsError
from pastdue.model.kept import TaskDone
from pastdue.run import Job, prepare, rehearse, send
from pastdue.run.books.seen import kept_by
from pastdue.run.papers.claims import Claims, ClaimWishes
from pastdue.run.papers.statements import statements
from pastdue.run.tasks import tasks_of

HERE = Path(__file__).parent
DEFAULT = """
[creditor]
name = "Test Firm"
address = ["Street 1", "00-001 Warszawa"]
country = "PL"
language = "en"
iban = "PL61109010140000071219812874"
"""


@pytest.mark.parametrize("path", sorted(HERE.glob("*.toml")), ids=lambda path: path.stem)
def test_the_story_comes_true(path: Path, tmp_path: Path) -> None:
    story = tomllib.loads(path.read_text(encoding="utf-8"))
    (tmp_path / "pastdue.toml").write_text(DEFAULT + story.get("settings", ""), encoding="utf-8")
    for name, text in story.get("own", {}).items():
        (tmp_path / "pastdue.d" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "pastdue.d" / name).write_text(text, encoding="utf-8")
    for day in story["day"]:
        if "csv" in day or not (tmp_path / "invoices.csv").exists():
            (tmp_path / "invoices.csv").write_text(day.get("csv", story["csv"]), encoding="utf-8")
        for beside in ("contacts", "holds", "payments", "followups"):
            (tmp_path / f"{beside}.csv").unlink(missing_ok=True)
            if text := day.get(beside) or story.get(beside):
                (tmp_path / f"{beside}.csv").write_text(text, encoding="utf-8")
        tell(day, tmp_path, read_as(story.get("reads", {})))


def read_as(said: dict[str, Any]) -> Dialect:
    """The dialect of the story's files."""
    are = said.get("payments_are")
    return Dialect(payments_are=PaymentsAre(are) if are else None, one_customer=said.get("one_customer", ""))


def tell(day: dict[str, Any], folder: Path, dialect: Dialect) -> None:
    """One day of a story: first the dry run, then the run, which must do the same."""
    firm = read_firm(folder / "pastdue.toml", folder)
    beside = {name: path for name in ("contacts", "holds", "payments") if (path := folder / f"{name}.csv").exists()}
    files = Files(folder / "invoices.csv", **beside)  # type: ignore[arg-type]
    job = Job(firm, files, dialect, day["on"], tuple(day.get("approve", ())))
    if "void" in day or "waive" in day:
        with firm.ledger_place.open() as ledger:
            for invoice, stage in day.get("void", {}).items():
                ledger.void_notice(invoice, Stage(stage), day["on"], "story")
            for invoice, why in day.get("waive", {}).items():
                ledger.waive(invoice, why, day["on"])
    if "fails" in day:
        with pytest.raises(PastdueError, match=day["fails"]):
            send(job)
        return
    with firm.ledger_place.open() if firm.ledger_place.exists() else Ledger.empty() as ledger:
        rehearsed = rehearse(job, ledger).outcome
    done = send(job)
    assert [x.sha256 for x in rehearsed.letters] == [x.sha256 for x in done.letters]
    notices = [n for letter in done.letters for n in letter.draft.notices]
    assert sorted(f"{n.invoice.number} {n.stage}" for n in notices) == sorted(day.get("sends", []))
    said = {s.invoice: (s.why.value, s.until) for s in done.skips}
    for invoice, expected in day.get("skips", {}).items():
        why, _, until = expected.partition(" until ")
        assert said[invoice][0] == why, (invoice, said[invoice])
        if until:
            assert said[invoice][1] == date.fromisoformat(until), (invoice, said[invoice])
    details = {s.invoice: str(s.detail) for s in done.skips}
    for invoice, words in day.get("details", {}).items():
        assert words in details[invoice], details[invoice]
    for invoice, amount in day.get("totals", {}).items():
        assert {n.invoice.number: str(n.total) for n in notices}[invoice] == amount
    for text in day.get("remarks", []):
        assert any(text in str(remark) for remark in done.remarks), [str(remark) for remark in done.remarks]
    for customer, line in day.get("addresses", {}).items():
        assert {x.customer.address[0] for x in done.letters if x.customer.id == customer} == {line}
    routes = {letter.customer.id: letter.draft.route for letter in done.letters}
    gone = {customer: f"{route.delivery} {', '.join(route.email)}".rstrip() for customer, route in routes.items()}
    assert {customer: gone[customer] for customer in day.get("deliveries", {})} == day.get("deliveries", {})
    spoken = {letter.customer.id: letter.draft.language for letter in done.letters}
    assert {customer: spoken[customer] for customer in day.get("languages", {})} == day.get("languages", {})
    for customer, amount in day.get("letters", {}).items():
        assert [str(x.draft.total) for x in done.letters if x.customer.id == customer] == [amount]
    aged = csv.DictReader((firm.output_folder / f"{day['on']}/reports/aging.csv").open(encoding="utf-8-sig"))
    owed = {(row["customer_id"], row["currency"]): row["total"] for row in aged} if "aging" in day else {}
    for customer, amount in day.get("aging", {}).items():
        figure, currency = amount.split()
        assert Decimal(owed.get((customer, currency), "0")) == Decimal(figure), (customer, owed)
    for customer, amount in day.get("statements", {}).items():
        with firm.ledger_place.open() as ledger:
            opened = prepare(replace(job, kept=ledger.kept()))
            (one,) = statements(opened, ledger.history(), frozenset([customer]))
        assert [str(account.closing) for account in one.accounts] == [amount]
    for customer, said in day.get("claims", {}).items():
        assert claimable(job, customer).startswith(said)
    assert done.rows.read == done.invoices + done.rows.ignored + done.rows.rejected
    if "tasks" in day:
        assert tasks_due(job, day.get("done", [])) == day["tasks"]
    for invoice in day.get("missing", []):
        assert any(str(remark).startswith(f"{invoice}: missing since") for remark in done.remarks)


def claimable(job: Job, customer: str) -> str:
    """The sum that can be claimed from the customer on the job's day, or the reason why nothing can."""
    with job.firm.ledger_place.open() as ledger:
        claims = Claims(prepare(replace(job, kept=ledger.kept())), ledger, customer)
        try:
            (currency,) = claims.currencies(ClaimWishes())
            return str(claims.pack(currency, "C", ClaimWishes()).total)
        except SettingsError as error:
            return f"refused: {error.what.partition(': ')[2]}"


def tasks_due(job: Job, done: list[str]) -> list[str]:
    """The tasks due by the job's day, late ones too, once those that are `done` are recorded."""
    with job.firm.ledger_place.open() as ledger:
        for task in done:
            id_, _, on = task.partition(" on ")
            ledger.entries.task(TaskDone(id_, date.fromisoformat(on) if on else job.as_of))
        opened, listed = prepare(replace(job, kept=kept_by(job.firm))), job.firm.folder / "followups.csv"
        found = tasks_of(opened, ledger, listed if listed.exists() else None, ahead=0)
    assert found.rejected == ()
    return [f"{task.due} {task.id}" for task in found.tasks]
