"""The intakes of all parts as one: their invoices in one book, every count and sum added up, everything said once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from pastdue.book import NO_DAY, Book
from pastdue.intake.export.findings import Rejected
from pastdue.intake.intake import Intake
from pastdue.model.errors.problems import Problem
from pastdue.model.kept import HandedIn, KeptContact
from pastdue.model.messages import Message, Text, at_place
from pastdue.model.money import Money, total

_DAYS = ("hold_until", "dispute_until", "promised_on", "contract_date")
_MESSAGES = ("doubt",)


def merged(title: str, intakes: Sequence[Intake]) -> Intake:
    """All `intakes` as one, in their order, whose file goes by `title`. The rows of their books are taken out of them,
    so that no row is held twice."""
    first, names = intakes[0], [intake.book.file for intake in intakes]
    payments = {number: own for intake in intakes for number, own in intake.book.payments.items()}
    away = {number: own for intake in intakes for number, own in intake.book.away.items()}
    accounts = tuple(one for intake in intakes for one in intake.book.on_account)
    frames = [intake.book.frame for intake in intakes]
    return replace(
        first,
        book=Book(_frame(frames, names), title, payments, accounts, away),
        rows=sum(intake.rows for intake in intakes),
        ignored=sum(intake.ignored for intake in intakes),
        rejected=tuple(_problems(intakes)),
        unused_columns=tuple(dict.fromkeys(name for intake in intakes for name in intake.unused_columns)),
        told=tuple(_remarks(intakes)),
        rejected_records=tuple(_records(intakes)),
        ignored_for=dict(sum((Counter(intake.ignored_for) for intake in intakes), Counter())),
        reconciled=tuple(
            replace(one, label=f"{intake.book.file}: {one.label}") for intake in intakes for one in intake.reconciled
        ),
        passed_over=_sums(intake.passed_over for intake in intakes),
        handed_in=_handed_in([intake.handed_in for intake in intakes]),
        parts=tuple(names),
    )


def _frame(frames: list[pd.DataFrame], names: list[str]) -> pd.DataFrame:
    """The rows of all frames, column by column, each with the name of its file."""
    sizes = [len(frame) for frame in frames]
    columns: dict[str, Any] = {}
    for name in dict.fromkeys(name for frame in frames for name in frame.columns):
        columns[name] = _column([frame.pop(name) if name in frame else None for frame in frames], name, sizes)
    files = np.repeat(np.arange(len(names)), sizes)
    columns["file"] = pd.Categorical.from_codes(files, categories=pd.Index(names, dtype="str"), validate=False)
    return pd.DataFrame(columns, copy=False)


def _column(own: list[pd.Series[Any] | None], name: str, sizes: list[int]) -> Any:
    """One column of all frames; what a frame without it would say is nothing."""
    known = next(each for each in own if each is not None)
    if isinstance(known.dtype, pd.CategoricalDtype):
        kinds = known.cat.categories[:0] if name in _MESSAGES else pd.Index([""], dtype="str")
        texts = [
            pd.Categorical(each) if each is not None else pd.Categorical.from_codes(
                np.full(size, len(kinds) - 1, np.int8), categories=kinds)
            for each, size in zip(own, sizes, strict=True)
        ]  # fmt: skip
        return union_categoricals(texts)
    nothing = NO_DAY if name in _DAYS else 0
    whole = [
        each if each is not None else pd.Series(np.full(size, nothing), dtype=known.dtype)
        for each, size in zip(own, sizes, strict=True)
    ]
    return pd.concat(whole, ignore_index=True).array


def _problems(intakes: Sequence[Intake]) -> Iterator[Problem]:
    """The problems of all parts, then those of the files beside them, each once."""
    yield from (problem for intake in intakes for problem in intake.rejected if intake.is_own(problem.source))
    beside = (problem for intake in intakes for problem in intake.rejected if not intake.is_own(problem.source))
    yield from sorted(dict.fromkeys(beside), key=lambda problem: (problem.source.file, problem.source.line))


def _records(intakes: Sequence[Intake]) -> Iterator[Rejected]:
    """The rejected records of all parts, then those of the files beside them, each once with all its reasons."""
    beside: dict[object, Rejected] = {}
    for intake in intakes:
        for record in intake.rejected_records:
            if intake.is_own(record.source):
                yield record
                continue
            known = beside.setdefault(record.source, record)
            reasons = dict.fromkeys([*known.reason.split("; "), *record.reason.split("; ")])
            beside[record.source] = replace(known, reason="; ".join(reasons))
    yield from sorted(beside.values(), key=lambda record: (record.source.file, record.source.line))


def _remarks(intakes: Sequence[Intake]) -> Iterator[Text]:
    """The remarks of the parts: once those that all have alike; else of each kind the first, with its file and the
    number of further parts that have it about other rows."""
    said = Counter(remark for intake in intakes for remark in dict.fromkeys(intake.told))
    kinds: dict[str, list[tuple[str, Text]]] = defaultdict(list)
    for intake in intakes:
        for remark in intake.told:
            kinds[re.sub(r"[\d.,]+|'[^']*'", "#", str(remark))].append((intake.book.file, remark))
    for each in kinds.values():
        file, remark = each[0]
        if said[remark] == len(intakes):
            yield remark
        else:
            more = len({other for other, _ in each}) - 1
            yield at_place(file, _likewise(remark, more) if more else remark)


def _likewise(remark: Text, more: int) -> Text:
    whole = Message.of("likewise", count=more, what=remark)
    return whole if isinstance(remark, Message) else str(whole)


def _sums(of: Iterable[Mapping[str, tuple[Money, ...]]]) -> dict[str, tuple[Money, ...]]:
    found: dict[str, dict[str, list[Money]]] = defaultdict(lambda: defaultdict(list))
    for each in of:
        for why, sums in each.items():
            for money in sums:
                found[why][money.currency].append(money)
    return {why: tuple(total(own, code) for code, own in sums.items()) for why, sums in found.items()}


def _handed_in(all_: Sequence[HandedIn]) -> HandedIn:
    """The lists handed in beside all parts; of the contacts those in which no part found a problem."""
    blocks = [each.blocks for each in all_ if each.blocks is not None]
    lists = [each.contacts for each in all_ if each.contacts is not None]
    return HandedIn(
        tuple(payment for each in all_ for payment in each.payments),
        tuple(block for own in blocks for block in own) if blocks else None,
        tuple(_in_all(lists)) if lists else None,
    )


def _in_all(lists: list[tuple[KeptContact, ...]]) -> Iterator[KeptContact]:
    said = [{(each.file, *sorted(each.fields.items())) for each in own} for own in lists]
    for each in lists[0]:
        if all((each.file, *sorted(each.fields.items())) in own for own in said):
            yield each
