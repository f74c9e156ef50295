"""The pages made from shipped data and from tests: `python docs/build.py [DAY]` writes them beside this file.

statutes.md has each statute's rate on the day, errors.md the message about each bad file in tests/errors.
"""

from __future__ import annotations

import shlex
import sys
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from pastdue.charges.kinds.statutory_compensation import StatutoryCompensation
from pastdue.charges.kinds.statutory_interest import StatutoryInterest
from pastdue.charges.policy import Policy
from pastdue.charges.rates import Moves, NoRate, first_unknown
from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.policies import load_policy, policy_names

GALLERY = Path(__file__).parents[1] / "tests" / "errors"
BESIDE = ("payments", "contacts", "holds")
"""Options that name a file of the gallery."""

HEAD = "| policy | law | rate on {day} | made of | changes | compensation | known to | sure |"


def statutes() -> Iterator[Policy]:
    """Every policy whose text somebody checked: the statutes."""
    policies = (load_policy(Catalog(), name) for name in policy_names(Catalog()))
    return (policy for policy in policies if policy.checked is not None)


def page(day: date) -> str:
    """The page as of `day`: for each statute the rate of interest that begins on that day under a new contract."""
    found = list(statutes())
    head = HEAD.format(day=day)
    return (
        "# The statutes: law, source, rate and how sure each is\n\n"
        f"Built by `python docs/build.py` from the rows pastdue ships, for interest that begins on {day} under a\n"
        "contract of that day. `pastdue calc --policy NAME` works out a debt, `pastdue rates` shows the series.\n"
        "`known to` is the last day of interest whose rate is known; `sure` is what was read: the text of the law\n"
        "(primary), guidance or a table of an authority (official), or what others say of it (secondary).\n\n"
        + "\n".join([head, "|" + "---|" * (head.count("|") - 1), *(_row(policy, day) for policy in found)])
        + "\n\n"
        + "\n".join(_facts(policy) for policy in found)
    )


def _row(policy: Policy, day: date) -> str:
    rule = _interest(policy)
    rate, made = _rate(rule, day)
    compensation = "; ".join(_compensation(policy, day)) or "none"
    cells = (
        f"`{policy.name}`",
        policy.law,
        rate,
        made,
        _changes(rule),
        compensation,
        _known_to(rule),
        policy.sure or "",
    )
    return f"| {' | '.join(cells)} |"


def _facts(policy: Policy) -> str:
    """A paragraph of one statute: its title, source, conventions, and what it assumes and leaves out."""
    rule = _interest(policy)
    said = [
        f"Source: {policy.source}; checked on {policy.checked}.",
        f"Days: {rule.day_count.value}; payments settle {rule.settle.value}; rounded half-up, {rule.rounding.value}.",
    ]
    if rule.series is not None and (holes := rule.series.series.holes):
        said.append(f"Holes in `{rule.series.series.name}`: {', '.join(map(str, holes))}.")
    assumed = [*policy.assumes, *(text for r in policy.rules for text in getattr(r, "assumes", ()))]
    said += [f"Assumed, no text was read for it: {text}." for text in assumed]
    said += [f"Not worked out: {text}." for text in policy.omits]
    return f"## `{policy.name}`\n\n{policy.title}. {policy.law}.\n\n" + "\n".join(f"- {line}" for line in said) + "\n"


def _interest(policy: Policy) -> StatutoryInterest:
    return next(rule for rule in policy.rules if isinstance(rule, StatutoryInterest))


def _rate(rule: StatutoryInterest, day: date) -> tuple[str, str]:
    try:
        (step,) = rule.rates(day - timedelta(days=1), day, day)
    except NoRate:
        assert rule.series is not None
        series = rule.series.series
        if not series.rows:
            return "not known", f"`{series.name}`, which has no row"
        if series.about.moves is Moves.HALF_YEARLY:
            return "not known", f"`{series.name}`, known up to {series.known_until}"
        rate, made = _rate(rule, series.known_until)
        return rate, f"{made}, the last one known"
    if step.basis is None:
        return f"{step.annual_percent:f}", "the law's own"
    points = f" + {step.basis.margin:f}" if step.basis.margin else ""
    rounded = f", rounded up to {step.basis.rounded_up_to:f}" if step.basis.rounded_up_to else ""
    return (
        f"{step.annual_percent:f}",
        f"{step.basis.percent:f} (`{step.basis.series}` of {step.basis.on}){points}{rounded}",
    )


def _changes(rule: StatutoryInterest) -> str:
    return rule.refix.value if rule.series is not None else "never"


def _known_to(rule: StatutoryInterest) -> str:
    """The last day of interest whose rate is known."""
    if rule.series is None:
        return "always"
    if not rule.series.series.rows:
        return "no day"
    return str(first_unknown(rule.series.series, rule.fixing(Decimal(0))) - timedelta(days=1))


def _compensation(policy: Policy, day: date) -> Iterator[str]:
    for rule in policy.rules:
        if isinstance(rule, StatutoryCompensation):
            if rule.serves(policy.applies_to[0], day, day):
                unit = f" x `{rule.times.series.name}`" if rule.times else ""
                yield ", ".join(_tier(tier.amount, tier.below, tier.up_to) for tier in rule.tiers) + unit
        elif not isinstance(rule, StatutoryInterest):
            yield "by a scale, see the row"


def _tier(amount: object, below: object, up_to: object) -> str:
    if below is not None:
        return f"{amount} below {below}"
    return f"{amount} up to {up_to}" if up_to is not None else f"{amount}"


def gallery(folder: Path = GALLERY) -> str:
    """The page of every bad file in `folder` beside the exact message it causes, invoices first, then settings."""
    invoices = sorted(path.stem for path in folder.glob("*.csv"))
    settings = sorted(path.stem for path in (folder / "settings").glob("*.txt"))
    return (
        "# What is said of a bad file?\n\n"
        "Built by `python docs/build.py` from `tests/errors/`, where a test holds each file to the message beside it.\n"
        "Bytes that are no text are shown as `\\x00`. What the exit codes mean is on [their own page](exit-codes.md).\n"
        "\n## Invoices\n\n"
        + "\n".join(_bad_invoices(folder, name) for name in invoices)
        + "\n## Settings\n\n"
        + "\n".join(_bad_settings(folder / "settings", name) for name in settings)
    )


def _bad_invoices(folder: Path, name: str) -> str:
    options = folder / f"{name}.toml"
    said = tomllib.loads(options.read_text(encoding="utf-8")) if options.exists() else {}
    beside = [_block(folder / said[key], said[key]) for key in BESIDE if key in said]
    message = (folder / f"{name}.txt").read_text(encoding="utf-8")
    refused = message.startswith("refused\n")
    ends = "refused, exit code 4" if refused else "exit code 3" if ": " in message.split(" rejected\n")[-1] else "read"
    command = " ".join(["pastdue check", f"{name}.csv", *_options(said)])
    blocks = [
        _block(folder / f"{name}.csv"),
        *beside,
        f"`{command}` ({ends}):\n",
        _fenced(message.removeprefix("refused\n")),
    ]
    return "\n".join([f"### {_title(name)}\n", *blocks])


def _bad_settings(folder: Path, name: str) -> str:
    ladder = folder / f"{name}.ladder.toml"
    own = [_block(ladder, "pastdue.d/ladders/own.toml")] if ladder.exists() else []
    message = _fenced((folder / f"{name}.txt").read_text(encoding="utf-8"))
    settings = _block(folder / f"{name}.toml", "pastdue.toml")
    return "\n".join([f"### {_title(name)}\n", settings, *own, "`pastdue run invoices.csv` (exit code 2):\n", message])


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _options(said: dict[str, object]) -> Iterator[str]:
    """The dialect as options of the command line."""
    for key, value in said.items():
        if isinstance(value, dict):
            yield from (f"--map {field}={shlex.quote(header)}" for field, header in value.items())
        else:
            yield f"--{key.replace('_', '-')} {shlex.quote(str(value))}"


def _block(path: Path, name: str = "") -> str:
    """A file under its name, as far as it is text."""
    text = path.read_bytes().decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    shown = "".join(char if char.isprintable() or char == "\n" else ascii(char)[1:-1] for char in text)
    return f"{name or path.name}:\n\n{_fenced(shown)}"


def _fenced(text: str) -> str:
    ending = "" if text.endswith("\n") or not text else "\n"
    return f"````text\n{text}{ending}````\n"


if __name__ == "__main__":
    asked = date.fromisoformat(sys.argv[1]) if len(sys.argv) > 1 else datetime.now().astimezone().date()
    for name, text in (("statutes.md", page(asked)), ("errors.md", gallery())):
        path = Path(__file__).with_name(name)
        path.write_text(text, encoding="utf-8")
        print(path)
