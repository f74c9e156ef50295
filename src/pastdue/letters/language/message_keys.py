"""The keys of the rules' messages among a language's texts, and the values each must use, as in English."""

from __future__ import annotations

from collections.abc import Mapping

from pastdue.model.messages import fields_of
from pastdue.model.messages.english import ENGLISH
from pastdue.model.messages.reading import Forms


def _inserts(forms: Forms) -> str:
    plural = [] if isinstance(forms, str) else ["#"]
    return " ".join([*plural, *(f"{name}!" for name in sorted(fields_of(forms)))])


MESSAGES: Mapping[str, str] = {f"message.{key}": _inserts(forms) for key, forms in ENGLISH.items()}
"""Its keys, dotted, with the values each must use; marks as in the vocabulary."""
