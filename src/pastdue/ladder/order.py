"""The order of a ladder's rungs: what a ladder must hold so that no rung is reached before the one under it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pastdue.model import STAGES, CountedFrom, Ladder, Rung
from pastdue.model.errors import SettingsError


def check_ladder(ladder: Ladder) -> Ladder:
    """`ladder` itself, when its rungs rise in stage and length; refuses one that does not.

    Of two rungs counted in different ways the upper one must come later from every day, in weeks without holidays; what
    holidays then change, the judge evens out. A rung counted from the last letter comes after it by itself; one above
    it that is counted from the due day must come later even if each letter goes out on its first day.
    """
    where = f"ladder {ladder.name!r}"
    if not ladder.rungs or ladder.rungs[0].stage.is_final:
        raise SettingsError(f"{where} has no rung before the final demand, which needs an earlier notice")
    _check_names(ladder, where)
    for rung in ladder.rungs:
        _check_rung(rung, where, first=rung is ladder.rungs[0], last=rung is ladder.rungs[-1])
    for (lower, reached), (upper, _) in pairwise(_first_days(ladder.rungs)):
        _check_pair(lower, reached, upper, where)
    _check_notes(ladder.before_due, where)
    return ladder


def _check_names(ladder: Ladder, where: str) -> None:
    seen = set()
    for rung in (*ladder.before_due, *ladder.rungs):
        if rung.stage in seen:
            remedy = "a stage of your own can be like it: pastdue.d/stages/NAME.toml"
            raise SettingsError(f"{where} has two rungs called {rung.stage}", remedy)
        seen.add(rung.stage)


def _check_rung(rung: Rung, where: str, *, first: bool, last: bool) -> None:
    """Refuses a rung that no letter could be reached by, and a repetition where none can be."""
    what, after, repeat = f"{where}: {rung.stage}", rung.after, rung.repeat
    if after.before:
        remedy = "only a courtesy note goes out before the due day, or a stage of your own that is like one"
        raise SettingsError(f"{what} after {after} lies before the due day", remedy)
    if rung.counted_from is not CountedFrom.DUE:
        if first:
            raise SettingsError(f"{what} is counted from a letter, and none goes before it", 'counted_from = "due"')
        if not after.span.count and not after.month_end:
            raise SettingsError(f"{what} follows the last letter on its own day", 'count at least 1 day, as "14 days"')
    if repeat is None:
        return
    if not last or rung.stage.is_final:
        why = "is a final demand, which says that it is the last letter" if last else "is not the last rung"
        remedy = "repeat the last rung of a ladder that ends before the final demand"
        raise SettingsError(f"{what} is repeated, and {why}", remedy)
    if not repeat.every.count or repeat.at_most < 1:
        raise SettingsError(f"{what} is repeated every {repeat.every} at most {repeat.at_most} times", "count from 1")


def _first_days(rungs: tuple[Rung, ...]) -> Iterator[tuple[Rung, tuple[int, int]]]:
    """Each rung with the fewest and the most calendar days after the due day on which its letter can go out first."""
    least = most = give_least = give_most = 0
    for rung in rungs:
        own_least, own_most = rung.after.calendar_days
        if rung.counted_from is CountedFrom.DUE:
            least, most = own_least, own_most
        else:
            waits = rung.counted_from is CountedFrom.PAY_BY
            least, most = least + own_least + waits * give_least, most + own_most + waits * give_most
        give_least, give_most = rung.pay_within.calendar_days if rung.pay_within else (0, 0)
        yield rung, (least, most)


def _check_pair(lower: Rung, reached: tuple[int, int], upper: Rung, where: str) -> None:
    mixed = (lower.counted_from, lower.after.month_end, lower.after.span.unit) != (
        upper.counted_from, upper.after.month_end, upper.after.span.unit,
    )  # fmt: skip
    falls = upper.stage.severity[0] < lower.stage.severity[0]
    if upper.counted_from is not CountedFrom.DUE:
        later = True
    elif lower.counted_from is CountedFrom.DUE:
        later = upper.after.comes_after(lower.after)
    else:
        later = upper.after.calendar_days[0] > reached[1]
    if falls or not later:
        raise SettingsError(
            f"{where}: {_told(upper)} does not come after {_told(lower)}" + (" on every day" if mixed else ""),
            "count both in the same unit, or leave more between them"
            if mixed and not falls
            else "order the rungs " + ", ".join(STAGES),
        )


def _told(rung: Rung) -> str:
    since = {CountedFrom.LAST_LETTER: " from the last letter", CountedFrom.PAY_BY: " from its day to pay by"}
    return f"{rung.stage} after {rung.after}{since.get(rung.counted_from, '')}"


def _check_notes(notes: tuple[Rung, ...], where: str) -> None:
    """Refuses a courtesy note that is not before the due day, and two of which the later one is not written later."""
    for note in notes:
        if not note.after.before or note.counted_from is not CountedFrom.DUE or note.repeat is not None:
            remedy = 'a courtesy note goes out once before the due day: after = "-5 days", and nothing else'
            raise SettingsError(f"{where}: {note.stage} after {note.after} is not a courtesy note", remedy)
    for earlier, later in pairwise(notes):
        if not later.after.comes_after(earlier.after):
            what = f"{where}: {_told(later)} does not come after {_told(earlier)}"
            raise SettingsError(what, "the earliest note comes first, as -10 days before -5 days")
