"""What does a letter look like on paper? Words in, PDF pages out; the only home of reportlab."""

from __future__ import annotations

from pastdue.letters.typeset.look import Look
from pastdue.letters.typeset.typesetter import MergedLetter, Pages, Typesetter

__all__ = ["Look", "MergedLetter", "Pages", "Typesetter"]
