"""The buckets of an aging, and the day and kind of days they count.

Ages: late days are those of (effective due, as-of], so an invoice due today is 0 days late and "not due".
A bucket `31-60` holds both 31 and 60.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from pastdue.model.errors import SettingsError
from pastdue.model.money import Money
from pastdue.model.names import one_of
from pastdue.model.tables import Column, Rank


class Basis(StrEnum):
    """The day an invoice's age is counted from: its due day or its day of issue."""

    DUE = "due"
    ISSUED = "issued"


class Count(StrEnum):
    """The kind of days an age is counted in."""

    CALENDAR = "calendar"
    BUSINESS = "business"


@dataclass(frozen=True, slots=True)
class Bucket:
    """An age group: from `first` to `last` days, both counted; without `first` the amounts that are not due, without
    `last` all that are older.

    >>> print(Bucket(None, 0), Bucket(1, 30), Bucket(8, 8), Bucket(91, None), sep=", ")
    not due, 1-30, 8, over 90
    """

    first: int | None
    last: int | None

    def __str__(self) -> str:
        if self.first is None:
            return "not due"
        if self.last is None:
            return f"over {self.first - 1}"
        return f"{self.first}-{self.last}" if self.first < self.last else f"{self.first}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketColumn(Column):
    """A column of amounts in one bucket, which every language heads with the bucket's name."""

    bucket: Bucket

    @classmethod
    def of(cls, bucket: Bucket) -> BucketColumn:
        """The column of `bucket`; its key is the bucket's name in English."""
        return cls(f"{bucket}", f"{bucket}".capitalize(), Money, Rank.KEY, bucket=bucket)


@dataclass(frozen=True, slots=True)
class Buckets:
    """The bounds of the age groups; `edges` are the last days of all but the open-ended group.

    By due date the first bucket is `not due` (age 0 or less). By invoice date there is no such group: the day
    of issue is age 0 and the first bucket starts there (`0-30`). Refuses edges that do not rise from 1.

    >>> Buckets().labels
    ('not due', '1-30', '31-60', '61-90', 'over 90')
    >>> Buckets((7, 8), Basis.ISSUED).labels
    ('0-7', '8', 'over 8')
    >>> Buckets((30, 30))
    Traceback (most recent call last):
    pastdue.model.errors.SettingsError: aging: buckets must end on rising days from 1 on, not 30, 30
      write them as [30, 60, 90]
    """

    edges: tuple[int, ...] = (30, 60, 90)
    basis: str = Basis.DUE
    days: str = Count.CALENDAR

    def __post_init__(self) -> None:
        if not self.edges or self.edges[0] < 1 or any(a >= b for a, b in pairwise(self.edges)):
            said = ", ".join(map(str, self.edges)) or "none"
            raise SettingsError(
                f"aging: buckets must end on rising days from 1 on, not {said}", "write them as [30, 60, 90]"
            )
        one_of(self.basis, list(Basis), "aging: basis")
        one_of(self.days, list(Count), "aging: days")

    @property
    def lower(self) -> tuple[int, ...]:
        """The highest age that is still below each bucket but the first."""
        return self.edges if self.basis == Basis.ISSUED else (0, *self.edges)

    @property
    def groups(self) -> tuple[Bucket, ...]:
        """The buckets, youngest first."""
        starts = (0 if self.basis == Basis.ISSUED else 1, *(edge + 1 for edge in self.edges[:-1]))
        closed = (Bucket(first, last) for first, last in zip(starts, self.edges, strict=True))
        not_due = () if self.basis == Basis.ISSUED else (Bucket(None, 0),)
        return (*not_due, *closed, Bucket(self.edges[-1] + 1, None))

    @property
    def labels(self) -> tuple[str, ...]:
        """The buckets' names, youngest first."""
        return tuple(map(str, self.groups))
