"""The items a letter shows for information, outside its total: on hold, in dispute, or not yet due."""

from __future__ import annotations

from pastdue.letters.language.voice import Voice
from pastdue.model.choices import AlsoShown
from pastdue.model.invoices import called_to
from pastdue.model.letters import AnnexPart, Draft, Grid, OtherItem
from pastdue.model.money import total as sum_of


def others(draft: Draft, voice: Voice) -> tuple[AnnexPart, ...]:
    """A table for each sort of items that the draft shows for information."""
    sorts = {kind: [item for item in draft.others if item.kind is kind] for kind in AlsoShown}
    return tuple(_part(draft, kind, items, voice) for kind, items in sorts.items() if items)


def _part(draft: Draft, kind: AlsoShown, items: list[OtherItem], voice: Voice) -> AnnexPart:
    write, issued = voice.written, any(item.issued for item in items)
    plain = ("invoice", *(("issued",) if issued else ()), "due")
    headings = (*(voice.say(f"grid.{name}") for name in plain), voice.headed("grid.open", draft.currency))
    rows = tuple(
        (
            called_to(draft.notices[0].invoice.customer, item.number),
            *((write.short_day(item.issued) if item.issued else "",) if issued else ()),
            write.short_day(item.due),
            write.amount(item.open),
        )
        for item in items
    )
    whole = write.money(sum_of((item.open for item in items), draft.currency))
    grid = Grid(headings, rows, "l" * len(plain) + "r", ((voice.say("grid.all_open"), whole),))
    return AnnexPart(voice.say(f"others.{kind.value}"), grid)
