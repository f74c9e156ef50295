"""The English texts of remarks on the settings: what they leave out, and what is done instead."""

from __future__ import annotations

SETTINGS = {
    "no_settings_file": "no {file}: defaults hold (run `pastdue init` to write one)",
    "no_creditor_name": "no [creditor] name: letters show a stand-in; set it before you post anything",
    "no_country": "no country set: open days are counted by the calendar of the US",
    "set_country": "set [creditor] country",
    "no_own_language": "no [creditor] language: letters and reports are in English",
    "set_language": '[creditor] language = "{language}" is the language of {country}',
    "no_layout": "no [letters] layout: {layout} is used",
    "accent_too_light": "[letters] accent {accent} is too light to be read as text: rules have it, words are set in "
    "{readable}",
    "claim_forms_unused": "[letters] claim_forms goes unused: letters of claim are for creditors in England and Wales",
    "other_ladder": '[dunning] ladder = "{custom}" leaves the days that the law of {country} asks for before a claim; '
    '"{own}" may not',
    "no_qr_bill": "[letters] qr_bill: letters in {currencies} carry no Swiss QR-bill: {why}",
    "no_payment_code": "letters in {currency} carry no payment code: {why}",
}
