"""The paragraphs of a letter, before and after its table, by stage; a sentence stands only where it is true."""

from __future__ import annotations

from collections.abc import Iterator

from pastdue.letters.language.vocabulary import CLAUSES
from pastdue.letters.parts import annex_law
from pastdue.letters.parts.final_demand import accrual, claim, last_word, parties
from pastdue.letters.parts.speaker import Speaker
from pastdue.model import Stage
from pastdue.model.errors import SettingsError
from pastdue.model.letters import Draft
from pastdue.model.money import Money

_DATES_NAMED_AT_MOST = 3


def title(draft: Draft, speaker: Speaker) -> str:
    """The stage's title, also where the ladder was entered higher up: the rung is named, no letter is claimed."""
    if speaker.is_claim:
        return speaker.voice.say("title.claim")
    if draft.stage.is_final and speaker.announces_claim:
        return speaker.voice.say("title.final_individual")
    return speaker.voice.say(f"title.{draft.stage.value}")


def opening(speaker: Speaker) -> tuple[str, ...]:
    """The opening: the debt, the notice that a final demand is the last letter, the letters before it, a promise not
    kept."""
    draft = speaker.draft
    what = "only_charges" if draft.only_charges else draft.stage.value
    if draft.only_charges and draft.notices[0].untold:
        what = "late_payment"
    last = (last_word(speaker),) if draft.stage.is_final else ()
    return (speaker.say(f"opening.{what}"), *last, *_earlier(speaker), *_promises(speaker))


def _earlier(speaker: Speaker) -> Iterator[str]:
    """The letters that were really sent before this day, the latest three at most; nothing when there were none."""
    notices = speaker.draft.notices
    days = sorted({e.on for n in notices for e in n.earlier if e.on < speaker.draft.on})[-_DATES_NAMED_AT_MOST:]
    if days:
        dates = speaker.voice.joined([speaker.voice.written.day(day) for day in days])
        whole = "earlier.charges" if speaker.draft.only_charges else "earlier.all"
        key = whole if all(n.earlier for n in notices) else "earlier.some"
        yield speaker.voice.say(key, {**speaker.values, "dates": dates}, len(days))


def _promises(speaker: Speaker) -> Iterator[str]:
    """The last promise of each unpaid invoice whose day has passed and that was not kept."""
    write = speaker.voice.written
    for notice in speaker.draft.notices:
        promise = None if notice.only_charges else notice.invoice.broken_promise(speaker.draft.on)
        if promise is None or promise.until is None:
            continue
        until, amount = promise.until, promise.amount
        values = {
            "invoice": notice.invoice.called,
            "until": write.day(until),
            "still_open": write.money(notice.overdue.open),
            "amount": write.money(amount) if amount is not None else "",
        }
        yield speaker.voice.say("promise.whole" if amount is None else "promise.part", values)


def closing(speaker: Speaker, daily: Money | None, clauses: tuple[str, ...]) -> tuple[str, ...]:
    """The closing: the charges in the total, the request, the consequences, the firm's clauses, and the ways to
    answer."""
    draft, lines = speaker.draft, [*_charges(speaker)]
    if draft.stage.is_courtesy:
        asks = (speaker.say(f"closing.{draft.stage}"), speaker.say("paid_since"))
        return (*asks, speaker.say("contact.reach")) if speaker.contact else asks
    if speaker.is_claim:
        lines += claim(speaker, daily)
    elif draft.stage.is_final:
        lines += accrual(speaker, daily)
        lines += parties(speaker)
    growing = draft.stage.like in (Stage.SECOND_NOTICE, Stage.THIRD_NOTICE) and not draft.only_charges
    more = ("more_charges",) if growing else ()
    lines.append(speaker.joined(f"closing.{draft.stage.value}", *more))
    lines += [speaker.say(_clause(name)) for name in clauses]
    reach = "contact.reach" if speaker.contact else "contact.write"
    return (*lines, speaker.joined("dispute", reach), speaker.say("paid_since"))


def _charges(speaker: Speaker) -> Iterator[str]:
    """That the total holds charges, by which laws, and where they are worked out; or that later letters will."""
    notices = speaker.draft.notices
    if not any(notice.charged for notice in notices):
        if any(notice.announced for notice in notices):
            yield speaker.say("charges_announced")
        return
    yield speaker.say("charges_alone") if speaker.draft.only_charges else charges_within(speaker)


def charges_within(speaker: Speaker) -> str:
    """That the total holds charges, by which laws, and where they are worked out."""
    laws = annex_law.laws(charge for notice in speaker.draft.notices for charge in notice.charges)
    return speaker.say("charges_by_law", law=speaker.voice.apart(laws)) if laws else speaker.say("charges")


def _clause(name: str) -> str:
    if name not in CLAUSES:
        raise SettingsError(f"letters: clauses: {name!r} is unknown", "known: " + ", ".join(CLAUSES))
    return f"clauses.{name}"
