"""The stages of ladders: five that come with the program, and others that are like one of them."""

from __future__ import annotations

from typing import ClassVar

_RANKS = {"courtesy_note": -1, "reminder": 0, "second_notice": 1, "third_notice": 2, "final_demand": 3}


class Stage(str):
    """A stage of a ladder by its name, which names its letter's text.

    Five come with the program; any other is `like` one of them, and has its rules, and its text where it has none of
    its own. `step` is its place among the rungs of its ladder, which decides between two that are alike.

    >>> Stage("phone_reminder", "reminder").like
    'reminder'
    >>> Stage("phone_reminder")
    Traceback (most recent call last):
    ValueError: 'phone_reminder' is not a shipped stage, nor like one
    """

    __slots__ = ("like", "step")
    COURTESY_NOTE: ClassVar[Stage]
    REMINDER: ClassVar[Stage]
    SECOND_NOTICE: ClassVar[Stage]
    THIRD_NOTICE: ClassVar[Stage]
    FINAL_DEMAND: ClassVar[Stage]
    like: str
    step: int

    def __new__(cls, name: str, like: str = "", step: int = 0) -> Stage:
        if (like or name) not in _RANKS:
            raise ValueError(f"{name!r} is not a shipped stage, nor like one")
        self = super().__new__(cls, name)
        self.like, self.step = str(like or name), step
        return self

    def __getnewargs__(self) -> tuple[str, str, int]:  # type: ignore[override]
        return str(self), self.like, self.step

    @property
    def value(self) -> str:
        """The name alone."""
        return str(self)

    @property
    def severity(self) -> tuple[int, int]:
        """The sort key of stages, the mildest first: by the shipped stage it is like, then by its place on the
        ladder."""
        return _RANKS[self.like], self.step

    @property
    def is_final(self) -> bool:
        """True for a final demand or like one, with its rules: an earlier notice, a deadline in range, the last
        letter."""
        return self.like == "final_demand"

    @property
    def is_courtesy(self) -> bool:
        """True for a note before the due day, which is no step of the ladder."""
        return self.like == "courtesy_note"


Stage.COURTESY_NOTE = Stage("courtesy_note")
Stage.REMINDER = Stage("reminder")
Stage.SECOND_NOTICE = Stage("second_notice")
Stage.THIRD_NOTICE = Stage("third_notice")
Stage.FINAL_DEMAND = Stage("final_demand")

STAGES = (Stage.REMINDER, Stage.SECOND_NOTICE, Stage.THIRD_NOTICE, Stage.FINAL_DEMAND)
"""The stages that come with the program, mildest first; a courtesy note, which asks for nothing late, apart."""
