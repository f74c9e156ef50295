"""The columns of a book's frame as numpy has them: pandas takes a tenth of a millisecond for each step on its own,
which is most of what a short file takes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pastdue.book.days import NO_DAY
from pastdue.model.spans import day_number

Flags = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]

TEXT: Any = pd.Series(dtype="str").dtype
"""The kind of a column of text, asked of pandas once."""
_CHUNK = 1 << 15


def numbered(keys: npt.NDArray[Any]) -> tuple[Rows, Rows]:
    """For each row the number of its key, in order of first appearance, and for each number the first row that has it.

    Keys of which there seem to be few are looked up in a small table, which fits a processor's cache, and grows where
    it must. Where the first rows have no two alike, no others may: that is seen quicker once they are sorted.
    """
    sample = keys[:_CHUNK]
    alike = len(pd.unique(sample)) < len(sample)
    if not alike and not _has_two_alike(keys):
        return np.arange(len(keys)), np.arange(len(keys))
    codes, uniques = pd.factorize(keys, size_hint=2 * _CHUNK if alike else len(keys))
    first, found = np.empty(len(uniques), np.int64), 0
    for start in range(0, len(codes), _CHUNK):
        if found == len(uniques):
            break
        part = codes[start : start + _CHUNK]
        new = np.flatnonzero(part >= found)[::-1]
        first[part[new]] = new + start  # the last to write, the first row, stays
        found = max(found, int(part.max()) + 1)
    return np.asarray(codes, np.int64), first


def _has_two_alike(keys: npt.NDArray[Any]) -> bool:
    ordered = np.sort(keys)
    return bool((ordered[1:] == ordered[:-1]).any())


def coded(frame: pd.DataFrame, name: str) -> tuple[npt.NDArray[Any], pd.Index[Any]]:
    """The codes of a column of categories, -1 where a cell is missing, and the values they stand for."""
    column: Any = frame[name].array
    return column.codes, column.categories


def values(frame: pd.DataFrame, name: str, rows: Sequence[int] | Rows | slice = slice(None)) -> list[Any]:
    """The values of a column in `rows`, in their order, as Python has them; NaN for one that is missing."""
    column: Any = frame[name].array
    if not isinstance(column, pd.Categorical):
        return list(column.to_numpy()[rows].tolist())
    known = [*column.categories.tolist(), math.nan]
    return [known[code] for code in column.codes[rows].tolist()]


def distinct(frame: pd.DataFrame, name: str, rows: Flags | None = None) -> list[str]:
    """The different texts of a column of categories in `rows`, all where None, in the order of the categories."""
    codes, texts = coded(frame, name)
    there = np.bincount(codes if rows is None else codes[rows], minlength=len(texts))
    known = texts.tolist()
    return [str(known[code]) for code in np.flatnonzero(there).tolist()]


def having(frame: pd.DataFrame, name: str, text: str) -> Flags:
    """For each row, True where a column of categories has this text."""
    codes, known = coded(frame, name)
    found: Flags = codes == known.get_loc(text) if text in known else np.zeros(len(frame), np.bool_)
    return found


def having_any(frame: pd.DataFrame, name: str, texts: Iterable[str]) -> Flags:
    """For each row, True where a column of categories has one of the texts."""
    codes, known = coded(frame, name)
    places = known.get_indexer(pd.Index(list(texts), dtype=known.dtype))
    among = np.zeros(len(known) + 1, np.bool_)  # the last for cells that are missing
    among[places[places >= 0]] = True
    found: Flags = among[codes]
    return found


def with_other_days(rows: npt.NDArray[np.intp], days: npt.NDArray[np.int32], then: Sequence[date | None]) -> list[bool]:
    """For each of the `rows`, positions in the column `days`, True where the day there is not the one of then; False
    for -1, which is no position."""
    if not len(days):
        return [False] * len(rows)
    known = {day: NO_DAY if day is None else day_number(day) for day in set(then)}
    other = days[rows] != np.array([known[day] for day in then], days.dtype)
    found: list[bool] = ((rows >= 0) & other).tolist()
    return found
