"""The English texts of messages on letters that cannot be printed, by key."""

from __future__ import annotations

from collections.abc import Mapping

from pastdue.model.messages.reading import Forms

_REFUSALS: dict[str, Forms] = {
    "about_invoices": {"one": "invoice {numbers}: {what}", "other": "invoices {numbers}: {what}"},
    "text_names_date": "the text {text} names the invoice date, and the file gives none",
    "add_issued": "add the column issued, or leave {word} out of the text",
    "no_reference": "no RF reference can be made of its number",
    "letter_reference": 'set reference = "letter" in [letters]',
    "no_glyph": "{part}: {character} ({name}) has no glyph in our typefaces: {text}",
    "not_printable": "{part}: {character} ({name}) cannot be printed: {text}",
    "write_otherwise": "write it another way in the input, or {otherwise}",
    "name_font": "name a TrueType font that has it ([letters] fallback_font), or {otherwise}",
    "send_by_hand": "send this letter by hand",
    "no_room": "{part} does not fit its place on the page: {text}",
    "shorten_or_layout": "shorten it in the input or settings, or choose a layout with more room",
    "stub_no_room": "the remittance stub does not fit its place on the page: {text}",
    "shorten_or_no_stub": "shorten it in the settings, or set remittance_stub = false",
    "code_too_large": "the payment code is larger than its standard allows",
    "qr_bill_no_room": "the QR-bill has more lines than fit its part",
    "shorten_or_no_qr_bill": "shorten the address, or set qr_bill = false",
    "qr_bill_code_too_large": "the QR-bill's code is larger than the standard allows",
    "shorten_addresses": "shorten the addresses",
    "footer_too_long": "footer has more than 6 lines",
    "shorten_in_settings": "shorten it in the settings",
    "table_too_wide": "the table's amounts are wider than the page",
    "would_show": "{text} would show through the envelope's window",
    "drawing_would_show": "a {kind} would show through the envelope's window",
    "layout_or_shorten": "choose a layout with more room, or shorten what stands beside the window",
}

_PARTS = {
    "part_sender": "sender",
    "part_sender_details": "sender_details",
    "part_return_line": "return_line",
    "part_recipient": "recipient",
    "part_place_and_date": "place_and_date",
    "part_references": "references",
    "part_subject": "subject",
    "part_salutation": "salutation",
    "part_opening": "opening",
    "part_grid": "grid",
    "part_closing": "closing",
    "part_payment": "payment",
    "part_pay_line": "pay_line",
    "part_signature": "signature",
    "part_footer": "footer",
    "part_annex": "annex",
}

PRINTING: Mapping[str, Forms] = {**_REFUSALS, **_PARTS}
