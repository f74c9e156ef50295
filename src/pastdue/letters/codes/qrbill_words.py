"""The words on a Swiss QR-bill, as its guidelines prescribe them in four languages (Annex D); no others may be used."""

from __future__ import annotations

from collections.abc import Mapping

from pastdue.model.letters import QrBillWords

_WORDS: Mapping[str, QrBillWords] = {
    "de": QrBillWords(
        "Zahlteil", "Empfangsschein", "Konto / Zahlbar an", "Referenz", "Zusätzliche Informationen", "Zahlbar durch",
        "Zahlbar durch (Name/Adresse)", "Währung", "Betrag", "Annahmestelle", "Vor der Einzahlung abzutrennen",
    ),
    "fr": QrBillWords(
        "Section paiement", "Récépissé", "Compte / Payable à", "Référence", "Informations supplémentaires",
        "Payable par", "Payable par (nom/adresse)", "Monnaie", "Montant", "Point de dépôt",
        "A détacher avant le versement",
    ),
    "it": QrBillWords(
        "Sezione pagamento", "Ricevuta", "Conto / Pagabile a", "Riferimento", "Informazioni supplementari",
        "Pagabile da", "Pagabile da (nome/indirizzo)", "Valuta", "Importo", "Punto di accettazione",
        "Da staccare prima del versamento",
    ),
    "en": QrBillWords(
        "Payment part", "Receipt", "Account / Payable to", "Reference", "Additional information", "Payable by",
        "Payable by (name/address)", "Currency", "Amount", "Acceptance point", "Separate before paying in",
    ),
}  # fmt: skip


def words_in(language: str) -> QrBillWords:
    """The words in `language`, in English where the guidelines do not have it."""
    return _WORDS.get(language, _WORDS["en"])
