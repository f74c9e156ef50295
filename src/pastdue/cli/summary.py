"""The summary at the end of a run: the rows read, the letters to post and their folder, and the next steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pastdue.cli.files import near
from pastdue.model import Why
from pastdue.model.money import total
from pastdue.model.wording import counted, quoted

if TYPE_CHECKING:
    from pastdue.firm import Firm
    from pastdue.ledger import Ledger
    from pastdue.reports.outcome import Outcome

_SHOWN = 5
"""The number of invoices named; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Released:
    """The ledger's facts about a released run: its folder and files; the number of earlier notices of the day, and
    their folders."""

    folder: Path
    files: tuple[str, ...]
    before: int
    earlier: tuple[Path, ...]

    @classmethod
    def of(cls, ledger: Ledger, done: Outcome) -> Released:
        """The files of the run that `done` tells of."""
        others = [run for run in ledger.runs() if run.as_of == done.as_of and run.id != done.run]
        standing = {
            run: sum(notice.voided_on is None for notice in ledger.notices(run=run.id)) for run in others if run.letters
        }
        earlier = dict.fromkeys(run.record.folder for run, count in standing.items() if count)
        files = tuple(file.name for file in ledger.files(done.run))
        return cls(ledger.run(done.run).record.folder, files, sum(standing.values()), tuple(earlier))

    def near(self, start: str, end: str) -> str:
        """The file of this run with that beginning and end of its name, by its path from the current folder."""
        return near(self.folder / next(name for name in self.files if name.startswith(start) and name.endswith(end)))


def summary(firm: Firm, done: Outcome, released: Released) -> str:
    """The closing words of a run, as lines."""
    rows = done.rows
    lines = [
        f"{firm.creditor.party.name}, as of {done.as_of}",
        f"  read      {counted(rows.read, 'row')}: {counted(done.invoices, 'invoice')}, "
        f"{rows.ignored} ignored, {rows.rejected} rejected",
        f"  notices   {done.notices} in {counted(len(done.letters), 'letter')}{_by_stage(done)}",
        f"  skipped   {len(done.skips) - len(done.missing)}{_by_reason(done)}",
        *_missing(done),
        *_asked(firm, done),
        *_since(done),
        "",
        *(_sent(firm, done, released) if done.letters else _nothing(done, released)),
        *_to_do(done, released),
    ]
    return "\n".join(lines) + "\n"


def one_line(done: Outcome, out: Path) -> str:
    """The result of a run in one line for a log: the letters and their sums, and the invoices left out."""
    currencies = sorted({letter.draft.currency for letter in done.letters})
    sums = (total((x.draft.total for x in done.letters if x.draft.currency == code), code) for code in currencies)
    asked = " and ".join(f"{sum_.amount:,} {sum_.currency}" for sum_ in sums)
    told = {
        "missing": len(done.missing),
        "to review": done.whys[Why.NEEDS_REVIEW],
        "not sent": sum(count for why, count in done.whys.items() if why.needs_attention),
        "rejected": done.rows.rejected,
    }
    parts = [
        counted(len(done.letters), "letter") + (f" asking for {asked}" if asked else ""),
        counted(done.notices, "notice"),
        f"{len(done.skips) - len(done.missing)} skipped",
        *(f"{count} {what}" for what, count in told.items() if count),
    ]
    return f"{done.as_of}: {', '.join(parts)}; {near(out / done.as_of.isoformat())}/"


def _missing(done: Outcome) -> list[str]:
    """The invoices that are not in the file, by name where they are few."""
    lost = done.missing
    if not lost:
        return []
    more = f" and {len(lost) - _SHOWN} more" if len(lost) > _SHOWN else ""
    named = ", ".join(skip.invoice for skip in lost[:_SHOWN])
    return [f"  missing   {len(lost)} that earlier runs saw open: {named}{more}"]


def _since(done: Outcome) -> list[str]:
    """The changes since the last run: for each currency the steps from the open amount then to that of now."""
    if done.changes is None:
        return []
    lines = ["", f"Since the run of {done.changes.since}"]
    for bridge in done.changes.bridges:
        rows = [("open then", "", f"{bridge.then.amount:,}")]
        rows += [
            (kind.value.replace("_", " "), counted(n, "invoice"), f"{sum_.amount:+,}")
            for kind, (n, sum_) in bridge.moved.items()
        ]
        rows.append(("open now", "", f"{bridge.now.amount:,}"))
        width = max(len(amount) for _, _, amount in rows)
        lines += [f"  {bridge.currency}  {what:<10}{n:>14}  {amount:>{width}}" for what, n, amount in rows]
    told = [change for change in done.changes.changes if change.kind.value in ("grown", "changed", "back")]
    for change in told[:_SHOWN]:
        said = change.what or f"{change.before}, now {change.after}"
        lines.append(f"  {change.kind.value} {change.invoice}: {said}")
    if len(told) > _SHOWN:
        lines.append(f"  {len(told) - _SHOWN} more in reports/changes.csv")
    return lines


def _asked(firm: Firm, done: Outcome) -> list[str]:
    """The sums the letters ask for and the accounts they are to be paid into, a line for each currency."""
    from pastdue.letters.codes.reference import in_fours

    lines = []
    for currency in sorted({letter.draft.currency for letter in done.letters}):
        asked = total((one.draft.total for one in done.letters if one.draft.currency == currency), currency)
        creditor = firm.creditor_for(currency)
        local = (f"{label.replace('_', ' ')} {value}" for label, value in creditor.account.items())
        account = ", ".join(said for said in (in_fours(creditor.iban), *local, creditor.bank) if said)
        paid_into = f", to be paid into {account}" if account else ", and no account is named to pay it into"
        lines.append(f"  asked     {asked.amount:,} {currency}{paid_into}")
    return lines


def _sent(firm: Firm, done: Outcome, released: Released) -> list[str]:
    """The lines on the letters' folder, and on what to do with them."""
    ways = [
        *(_posted(firm, done, released) if done.posted else ()),
        *(_emailed(done, released) if done.emailed else ()),
    ]
    return [
        f"wrote  {near(released.folder)}/  (run {done.run})",
        f"look   {released.near('reports/review', '.html')}",
        *ways,
        f"file   {released.near('reports/aging', '.pdf')}",
    ]


def _posted(firm: Firm, done: Outcome, released: Released) -> list[str]:
    sheets = counted(sum(letter.sheets for letter in done.posted), "sheet")
    sides = "on both sides" if firm.settings.letters.duplex else "on one side"
    packs = [
        near(released.folder / name) for name in released.files if name.startswith("print/") and name.endswith(".pdf")
    ]
    manifest = released.near("print/manifest", ".csv")
    return [
        *(f"print  {pack}" for pack in packs),
        f"       {sheets} in all, {sides}, at actual size (100 %); or `pastdue print {done.run}`",
        f"then   fold at the marks, check each address in its window, post, and tick it off in {manifest}",
    ]


def _emailed(done: Outcome, released: Released) -> list[str]:
    """The lines on the folder of the e-mails' drafts."""
    drafts = counted(len(done.emailed), "draft")
    both = sum(letter.draft.route.post for letter in done.emailed)
    also = f", {both} of them beside the post" if both < len(done.emailed) else ", beside the post"
    also = also if both else ""
    folder = f"{near(released.folder / 'email')}/"
    return [
        f"email  {folder}: {drafts}{also}; `pastdue mail {done.run}`, or open each in your mail program and send it"
    ]


def _nothing(done: Outcome, released: Released) -> list[str]:
    reports = f"the reports are in {near(released.folder)}/reports/"
    if not released.before:
        return [f"nothing to send; {reports}"]
    where = " and ".join(f"{near(folder)}/" for folder in released.earlier)
    return [f"nothing new: {counted(released.before, 'notice')} of {done.as_of} went out already, see {where}", reports]


def _to_do(done: Outcome, released: Released) -> list[str]:
    """The lines on everything to deal with before all letters that were due have gone out."""
    lines = []
    if done.rejected:
        listed = (name for name in released.files if name.startswith("reports/rejected"))
        where = " and ".join(near(released.folder / name) for name in listed)
        lines.append(f"fix    the rows listed in {where}, in your own file, and run it again: nothing is sent twice")
    stuck = sum(count for why, count in done.whys.items() if why.needs_attention)
    if stuck:
        unmailable = released.near("print/unmailable", ".csv")
        lines.append(f"see    {unmailable}: {counted(stuck, 'invoice')} whose letter was due and could not be made")
    review = [skip for skip in done.skips if skip.why is Why.NEEDS_REVIEW] if done.whys[Why.NEEDS_REVIEW] else []
    lines += [f"review {skip.invoice}: {skip.detail}" for skip in review[:_SHOWN]]
    if len(review) > _SHOWN:
        lines.append(
            f"review {counted(len(review) - _SHOWN, 'more invoice')}: {released.near('reports/skips', '.csv')}"
        )
    if review:
        lines.append(f"       what is right goes out with --approve, as --approve {quoted(review[0].invoice)}")
    return lines


def _by_stage(done: Outcome) -> str:
    counts = Counter(notice.stage for letter in done.letters for notice in letter.draft.notices)
    ordered = sorted(counts, key=lambda stage: stage.severity)
    return _listed((stage.value.replace("_", " "), counts[stage]) for stage in ordered)


def _by_reason(done: Outcome) -> str:
    counts = done.whys.most_common()
    return _listed((why.value, count) for why, count in counts if why is not Why.MISSING)


def _listed(counts: Iterable[tuple[str, int]]) -> str:
    words = ", ".join(f"{count} {name}" for name, count in counts)
    return f": {words}" if words else ""
