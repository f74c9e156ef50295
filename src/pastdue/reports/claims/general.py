"""The general sheet: what most courts' forms ask for, in the firm's own language."""

from __future__ import annotations

from pastdue.letters.language.voice import Voice
from pastdue.reports.claims.court import CourtField, CourtForm

_FIELDS = {
    "claims.claimant": "{creditor}, {creditor_address}",
    "claims.claimant_id": "{creditor_tax_id}",
    "claims.register": "{creditor_register}",
    "claims.account": "{creditor_account}",
    "claims.defendant": "{customer}, {customer_address}, {customer_country}",
    "claims.defendant_id": "{customer_tax_id}",
    "claims.principal": "{principal}",
    "claims.interest": "[{interest}]",
    "claims.compensation": "[{compensation}]",
    "claims.fee": "[{fee}]",
    "claims.deducted": "[{deducted}]",
    "claims.sum": "{total}",
    "claims.rate": "{rate}",
    "claims.each_day": "[{daily}]",
    "claims.ground": "{law}",
    "claims.letters": "{letters}",
    "claims.court_fee": "{unknown}",
}


def general_form(voice: Voice) -> CourtForm:
    """The sheet for a court that has no form here, as `voice` names its fields."""
    return CourtForm(
        title=voice.say("claims.general"),
        language=voice.wording.language,
        countries=(),
        blank=voice.say("claims.blank"),
        field=tuple(CourtField(voice.say(key), value) for key, value in _FIELDS.items()),
        each=(CourtField(f"{voice.say('grid.invoice')} {{number}}", "{open}[, {own_interest}, {own_rate}]"),),
    )
