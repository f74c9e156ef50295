"""The languages that come with the program: a file in the folder is all there is to a new one."""

from __future__ import annotations

from pastdue.firm.catalog import Catalog

LANGUAGES = Catalog().names("languages")
BESIDE_ENGLISH = tuple(language for language in LANGUAGES if language != "en")
