"""The texts of a language file: their keys, and the values in braces of each.

Behind each key stand the values its text may use. One that ends in `!` must be used; `#` marks a text that may be a
table of plural forms (`one`, `few`, `many`, `other`), chosen by `count`; `-` one that may be empty.
"""

from __future__ import annotations

from collections.abc import Mapping

from pastdue.letters.language.beside import SHORT_LETTERS, TASKS
from pastdue.letters.language.contract import CONTRACT
from pastdue.letters.language.message_keys import MESSAGES
from pastdue.letters.language.papers import PAPERS
from pastdue.letters.language.report_texts import REPORT
from pastdue.letters.language.review_texts import REVIEW
from pastdue.model.charges import ChargeKind
from pastdue.model.countries import COUNTRIES

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

_MARKS = ("#", "-")
PLURAL_FORMS = ("zero", "one", "two", "few", "many", "other")

_LETTER = "count number creditor customer place country numbers invoice issued due open charges total pay_by cutoff"
_LATE = "days business_days calendar contact"
_BODY = f"# {_LETTER} {_LATE}"

_STAGES = ("courtesy_note", "reminder", "second_notice", "third_notice", "final_demand")

_FRAME = {
    **{f"title.{stage}": "" for stage in _STAGES},
    "title.final_individual": "",
    "title.claim": "",
    "subject": "# count title! numbers!",
    "more_numbers": "# count! numbers!",
    "list": "head! last!",
    "place_and_date": "place! date!",
    "date_alone": "date!",
    "salutation": "customer",
    **{f"salutation_{who}": "title surname surname_capitalised name" for who in ("woman", "man", "either")},
    "farewell": "creditor customer",
    "farewell_named": "creditor customer salutation",
    **{f"honorific.{who}": "-" for who in ("woman", "man", "either", "attention")},
    "enclosure": "# count list!",
    **{f"enclosed.{name}": "" for name in ("annex", "others", "copies", "forms")},
    "footer": "cutoff calendar!",
    "page": "page! pages!",
    "continued": "number! customer title",
    "metadata_title": "title number! customer",
    "invoice_of_project": "number! project!",
    "days": "# count!",
    "business_days": "# count!",
    "calendar_less": "# count! calendar!",
}

_WRITTEN = {
    "written.plural": "#",
    **{f"written.{name}": "" for name in ("group", "decimal", "minus", "apart", "first_of_month")},
    "written.percent": "number!",
    **{f"written.{name}": "amount! currency!" for name in ("amount_and_code", "amount_and_sign")},
    **{f"written.{name}": "-" for name in ("home_currency", "home_sign", "elision", "before_alike", "respelled")},
    **{f"written.{name}": "day dd month short_month mm year!" for name in ("long_day", "short_day")},
    **{f"{key}.{month}": "" for key in ("month", "short_month") for month in MONTHS},
    **{f"countries.{country}": "" for country in sorted(COUNTRIES)},
}

_TEXT = {
    **{f"opening.{stage}": _BODY for stage in _STAGES},
    "opening.only_charges": f"{_BODY} total!",
    "opening.late_payment": f"{_BODY} total!",
    **{f"closing.{stage}": _BODY for stage in _STAGES},
    "earlier.all": f"{_BODY} dates!",
    "earlier.some": f"{_BODY} dates!",
    "earlier.charges": f"{_BODY} dates!",
    "promise.whole": "invoice! until! still_open!",
    "promise.part": "invoice! until! amount! still_open!",
    "charges": f"{_BODY} charges!",
    "charges_by_law": f"{_BODY} charges! law!",
    "charges_announced": _BODY,
    "charges_alone": _BODY,
    "more_charges": _BODY,
    "final.last": _BODY,
    "final.last_individual": _BODY,
    "final.step": f"{_BODY} pay_by!",
    "final.step_individual": _BODY,
    "final.accrual": f"{_BODY} daily! total! pay_by!",
    "claim.last": _BODY,
    "claim.agreement": f"{_BODY} creditor!",
    "claim.dated": "# count dates!",
    "claim.documents": _BODY,
    "claim.part_paid": _BODY,
    "claim.reply": f"{_BODY} address! pay_by!",
    "claim.step": _BODY,
    "claim.fixed": _BODY,
    "clauses.work_suspended": _BODY,
    "clauses.rights_reserved": _BODY,
    "clauses.governing_law": _BODY,
    "clauses.instalment_offer": _BODY,
    "clauses.debt_collection": _BODY,
    "parties.both": "- creditor customer",
    "parties.with_id": "name! tax_id!",
    "paid_since": f"{_BODY} cutoff!",
    "dispute": _BODY,
    "contact.reach": f"{_BODY} contact!",
    "contact.write": _BODY,
    "contact.both": "person phone! email!",
    "contact.phone": "person phone!",
    "contact.email": "person email!",
    "contact.us": "",
    **{f"pay_line.{stage}": f"{_BODY} total! pay_by!" for stage in _STAGES},
}

_LABELS = {
    **{
        f"label.{name}": ""
        for name in ("letter", "customer", "contact", "phone", "email", "website", "tax_id", "vat_id")
    },
    **{f"payment.{name}": "" for name in ("title", "payee", "bank", "iban", "bic", "reference")},
    **{f"payment.{name}": "" for name in ("sort_code", "account_number", "scan")},
    **{f"stub.{name}": "" for name in ("detach", "payer", "payable", "pay_by", "amount_due", "amount_enclosed")},
    **{f"grid.{name}": "" for name in ("invoice", "project", "issued", "due", "days", "days_final")},
    **{f"grid.{name}": "currency!" for name in ("amount", "paid", "open", "charges")},
    **{f"others.{name}": "" for name in ("title", "held", "not_due")},
    "grid.all_open": "",
    "grid.credit": "number!",
    "grid.total": "",
    "grid.carried": "",
    "grid.brought": "",
    **{f"kind.{name}": "" for name in (*ChargeKind, "interest_by_law", "consumer_interest")},
    **{f"adjustment.{name}": "" for name in ("minimum", "cap", "vat", "waived", "agreed", "booked")},
}

SERIES = (
    "boe-bank-rate", "nbp-reference", "nbp-eur", "ecb-mro", "de-basiszinssatz", "at-basiszinssatz", "us-prompt-payment",
)  # fmt: skip
"""The reference series that every language names; any other is named by the title in its file."""

SERVICES = ("registered", "registered_with_receipt", "courier")
"""The services of the post that every language names; any other is printed as the settings name it."""

_SERVICES = {f"service.{name}": "" for name in SERVICES}

_EMAIL = {
    "email.subject": "subject! number!",
    "email.file": "title! number!",
    **{f"email.{name}": "" for name in ("attached", "attached_copies", "posted_too")},
}

_CALIBRATION = {
    "calibrate.title": "name!",
    "calibrate.envelope": "width! height! panel!",
    "calibrate.envelope_of": "number! all! width! height! panel!",
    "calibrate.line": "number!",
    "calibrate.fold": "at!",
    "calibrate.punch": "at!",
    "calibrate.fold_at": "folds!",
    "calibrate.corner": "x! right! y! bottom!",
    **{f"calibrate.{name}": "" for name in ("safe", "exposed", "sender", "print", "no_fold", "push", "measure")},
    **{f"calibrate.{name}": "" for name in ("address", "note_size", "note_window", "note_panel", "note_packet")},
}

_ANNEX = {
    "annex.title": "number customer",
    **{f"annex.intro_{name}": "" for name in ("span", "span_months", "formula")},
    **{f"annex.intro_months{name}": "" for name in ("", "_full", "_started")},
    **{f"annex.intro_compounding_{name}": "" for name in ("thirty_days", "monthly", "yearly")},
    **{f"annex.intro_settle_{name}_first": "ground!" for name in ("costs", "interest")},
    "annex.intro_rounding": "",
    "annex.intro_rounding_once": "",
    "annex.heading": "number! ground!",
    "annex.heading_all": "ground!",
    "annex.heading_some": "# count! ground!",
    "annex.constant": "label! value!",
    **{f"annex.agreed_{name}": "" for name in ChargeKind},
    **{f"annex.{name}": "" for name in ChargeKind},
    "annex.agreed_rate": "monthly! yearly!",
    "annex.item": "",
    "annex.from": "",
    "annex.to": "",
    "annex.days": "",
    "annex.rate": "",
    "annex.basis": "",
    "annex.base": "currency!",
    "annex.amount": "currency!",
    "annex.total": "",
    "annex.counted": "days! business_days! cutoff! calendar!",
    "annex.moved": "due! effective!",
    "annex.payments": "payments!",
    "annex.dated": "date! amount!",
    "annex.set_off": "amount! parts!",
    **{f"annex.to_{name}": "amount!" for name in ("costs", "interest", "base", "nothing")},
    "annex.undated": "amount!",
    "annex.credited": "number! date! amount!",
    "annex.yearly": "monthly! yearly!",
    "annex.thirty": "",
    "annex.reference": "rate! percent! series! on! margin!",
    "annex.reference_alone": "rate! series! on!",
    "annex.reference_rounded": "rate! percent! series! on! margin! step!",
    "annex.provisional": "series! on!",
    "annex.provisional_exchange": "series! on!",
    "annex.converted": "sum! result! rate! series! on!",
    "annex.charged_from": "due! ground!",
    "annex.charged_from_all": "ground!",
    "annex.daily": "date! daily!",
    **{f"series.{name.replace('-', '_')}": "" for name in SERIES},
    "day_count.actual_365": "",
    "day_count.actual_actual": "",
    "day_count.actual_360": "",
    "day_count.thirty_360": "",
    "day_count.monthly": "",
}

KEYS: Mapping[str, str] = {
    **_FRAME, **_TEXT, **_LABELS, **_SERVICES, **_EMAIL, **_CALIBRATION, **_ANNEX, **REPORT, **_WRITTEN,
    **TASKS, **SHORT_LETTERS, **CONTRACT, **REVIEW, **PAPERS, **MESSAGES,
}  # fmt: skip
"""Every key of a language file, dotted, with the values it may use."""

CLAUSES: tuple[str, ...] = tuple(key.removeprefix("clauses.") for key in KEYS if key.startswith("clauses."))
"""The optional clauses a letter can carry."""


def values_of(key: str) -> frozenset[str]:
    """The names of the values that the text `key` may use, in braces.

    >>> sorted(values_of("subject"))
    ['count', 'numbers', 'title']
    """
    return frozenset(word.rstrip("!") for word in KEYS[key].split() if word not in _MARKS)


def required(key: str) -> frozenset[str]:
    """The values every form of the text `key` must use; `count` may be left out where a form says it in words."""
    return frozenset(word[:-1] for word in KEYS[key].split() if word.endswith("!") and word != "count!")


def may_be_plural(key: str) -> bool:
    """True when the text `key` may be a table of plural forms.

    >>> may_be_plural("subject"), may_be_plural("salutation")
    (True, False)
    """
    return "#" in KEYS[key].split()
