# ruff: noqa: E501 - a language is a row
"""The notes people write beside an invoice, in twelve languages: said, denied, and still to come."""

from __future__ import annotations

import pytest

from pastdue.intake.states.notes import STATES, note_says
from pastdue.intake.values.word_rows import ascii_form, rows

SAID = {
    "paid": ["will not accept, paid 18/2", "annehmen, bezahlt 3.2.", "PAID 18/2", "paid by card?", "Inv 12 pd 18/2", "payment received 3 Feb", "bezahlt am 18.2.", "wurde am 3.2. überwiesen",
             "Zahlungseingang 12.02.", "opłacone 3.02", "Zapłacono przelewem", "wpłynęło 3.2", "payé le 18/02 par chèque", "Soldée",
             "pagado el 3/2", "Cobrada", "pagata il 3/2", "Saldato", "betaald 3-2", "voldaan", "pago em 3/2", "Quitada", "uhrazeno 3.2.",
             "zaplaceno", "betald 3/2", "betalt", "innbetalt 3.2.", "oplacone", "PAYE"],
    "partly": ["Akonto bezahlt", "avance versée", "pago a cuenta", "aconto betalt", "pagata in acconto", "accepted part payment of 50", "partial payment accepted", "Teilzahlung erhalten", "pago parcial recibido", "part paid", "paid 50 on account", "teilweise bezahlt", "częściowo opłacona", "payée partiellement", "parcialmente pagada",
               "pagata in parte", "deels betaald", "pago parcialmente", "částečně uhrazeno", "delbetald", "delvist betalt", "delvis betalt"],
    "void": ["cancelled, replaced by 4", "storniert", "anulowana", "Annulée", "anulada", "annullata", "geannuleerd", "cancelada",
             "stornováno", "makulerad", "annulleret", "annullert"],
    "written off": ["written off", "ausgebucht", "umorzona", "passée en perte", "incobrable", "inesigibile", "afgeschreven", "incobrável",
                    "odepsáno", "avskriven", "afskrevet", "avskrevet"],
    "disputed": ["in dispute", "strittig", "sporna", "en litige", "en disputa", "contestata", "betwist", "contestado", "reklamace",
                 "bestridd", "omtvistet", "bestridt"],
    "held": ["in instalments", "payment plan agreed", "zahlt in Raten", "Insolvenzverfahren", "na raty", "upadłość", "échéancier convenu",
             "redressement judiciaire", "a plazos", "concurso", "a rate", "fallimento", "in termijnen", "failliet", "insolvência",
             "splátky", "insolvence", "avbetalning", "konkurs", "afdragsordning", "nedbetalingsplan", "do not chase", "deceased",
             "Collections hold: do not accept partial payment"],
}  # fmt: skip
UNSAID = [
    "", "please pay by 12 Feb", "unpaid", "not paid", "not yet been paid", "to be paid by 12 Feb", "terms: paid within 14 days",
    "must be paid in 14 days", "will be settled next week", "if paid early 2 % off", "Prepaid card sales", "Paid search advertising March",
    "no dispute", "please call", "bezahlen Sie bis Freitag", "zahlbar bis 13.02.", "noch nicht bezahlt", "nicht vollständig bezahlt",
    "wird bezahlt", "Zahlungseingang bis 12.02.", "unbezahlt", "bezahlte Werbung", "nieopłacone", "jeszcze nie opłacone",
    "prosimy zapłacić do 3.2", "zostanie zapłacone", "à payer avant le 13/02", "impayé", "pas encore payé", "n'a pas été payé", "sera payé",
    "no pagada", "aún no ha sido pagada", "pago a 30 días", "Forma de pago: transferencia", "sin pagar", "non ancora pagata", "da pagare",
    "sarà pagata", "nog niet betaald", "te betalen voor 3-2", "wordt betaald", "não pago", "a pagar", "será pago", "dosud neuhrazeno",
    "není uhrazeno", "bude uhrazeno", "ej betald", "ska betalas", "ikke betalt", "skal betales", "Installment 2 of 3", "Reference 4711",
    "do not accept partial payment without approval", "we accept part payment", "partial payment not accepted", "partial payment refused",
    "Teilzahlung nicht möglich", "keine Teilzahlung annehmen", "Teilzahlung unzulässig", "częściowa płatność niedozwolona",
    "ne pas accepter de paiement partiel", "paiement partiel non accepté", "no aceptar pago parcial", "pago parcial no permitido",
    "non accettare pagamento parziale", "pagamento parziale non ammesso", "geen deelbetaling", "deelbetaling niet toegestaan",
    "não aceitar pagamento parcial", "částečná platba není možná", "acceptera inte delbetalning", "delbetaling ikke tilladt",
]  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_a_note_gives_its_invoice_a_state_in_any_of_twelve_languages(state: str) -> None:
    assert {note: note_says(note) for note in SAID[state]} == dict.fromkeys(SAID[state], state)


def test_a_note_that_denies_asks_or_promises_a_payment_says_nothing() -> None:
    assert {note: said for note in UNSAID if (said := note_says(note))} == {}


def test_the_words_of_notes_stand_as_they_are_compared() -> None:
    """A phrase with a mark or an accent would never be met."""
    for words in rows("notes").values():
        for row in words:
            assert row == ascii_form(row), row
            assert set(row) <= set("abcdefghijklmnopqrstuvwxyz0123456789 |*#"), row
