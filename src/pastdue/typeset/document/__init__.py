"""Documents on paper other than letters: statements, evidence packs, clauses, reports."""

from __future__ import annotations

from pastdue.typeset.document.document import (
    DataTable,
    Document,
    Heading,
    Items,
    KeyValues,
    Paragraph,
    PostedTo,
    Tone,
)
from pastdue.typeset.document.frame import Counted
from pastdue.typeset.document.setter import DocumentSetter, SetDocument

__all__ = [
    "Counted",
    "DataTable",
    "Document",
    "DocumentSetter",
    "Heading",
    "Items",
    "KeyValues",
    "Paragraph",
    "PostedTo",
    "SetDocument",
    "Tone",
]
