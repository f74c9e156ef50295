"""Guards before a run issues anything: the sender is named, the day is near, and a new ledger is meant."""

from __future__ import annotations

import time
from datetime import date

from pastdue.firm import Firm
from pastdue.firm.settings.creditor import STAND_IN_ADDRESS, STAND_IN_NAME
from pastdue.model.errors import SettingsError

DAYS_AHEAD = 7
"""The number of days after today that a run may be dated: printed today, posted after a weekend or a holiday."""

_OLD_AFTER = 24 * 60 * 60
"""The age in seconds from which unchanged settings are older than a ledger that a run would begin."""


def refuse_stand_in(firm: Firm) -> None:
    """Refuse to issue letters of a sender without name or address, or with those of the template."""
    own = firm.settings.creditor
    lacking = [key for key, given in (("name", own.name), ("address", own.address)) if not given]
    if firm.file is None:
        raise SettingsError(
            "letters need a sender, and there is no pastdue.toml that names one",
            "begin with: pastdue init --name NAME --address LINE --country CODE; `pastdue plan` works without",
        )
    if lacking:
        raise SettingsError(
            f"{firm.file}: creditor: no {' and no '.join(lacking)}: letters need a sender",
            "fill in [creditor] name and address; `pastdue plan` and `preview` work without",
        )
    if is_stand_in(firm):
        raise SettingsError(
            f"{firm.file}: creditor: name or address is still the stand-in that `pastdue init` wrote",
            "fill in who you are; `pastdue plan` and `preview` work without",
        )


def is_stand_in(firm: Firm) -> bool:
    """True when the sender's name or address is still the stand-in that `pastdue init` writes."""
    own = firm.settings.creditor
    return own.name == STAND_IN_NAME or own.address == STAND_IN_ADDRESS


def refuse_far_ahead(as_of: date, today: date) -> None:
    """Refuse a day more than `DAYS_AHEAD` days after today: most likely its year or month is misspelt."""
    ahead = (as_of - today).days
    if ahead > DAYS_AHEAD:
        raise SettingsError(
            f"--as-of {as_of} is {ahead} days ahead of today, {today}: interest would run until then, and no earlier "
            "run could follow",
            "correct the day, or add --yes if it is meant",
        )


def begins_beside_older_settings(firm: Firm) -> str:
    """Why a run should not begin a ledger of itself: the settings say that one was begun, or they are older than it
    would be; "" where it may, or where the ledger is there."""
    place = firm.ledger_place
    if firm.file is None or place.exists():
        return ""
    begun = firm.settings.ledger.begun
    if begun is not None:
        return f"there is no ledger {place.name}, and {firm.file} says that one was begun on {begun}"
    if time.time() - firm.file.stat().st_mtime > _OLD_AFTER:
        return f"there is no ledger {place.name}, though {firm.file} has been there for more than a day"
    return ""
