"""What does a language file say? The texts of `data/languages/<language>.toml`, as the user has changed them."""

from __future__ import annotations

from pastdue.firm.catalog import Catalog
from pastdue.letters.language.wording import Wording, read_wording

_KIND = "languages"


def load_wording(catalog: Catalog, language: str) -> Wording:
    """The wording of `language`; single texts of `pastdue.d/languages/<language>.toml` replace ours.

    A language that is only the user's must have every text. Refuses, naming file and key, an unknown key, a
    missing one and a placeholder the text may not use.
    """
    shipped = Catalog()
    own_file = catalog.own is not None and (catalog.own / _KIND / f"{language}.toml").is_file()
    if language not in shipped.names(_KIND) or not own_file:
        table, where = catalog.row(_KIND, language)
        return read_wording(language, table, where, complete=True)
    table, where = shipped.row(_KIND, language)
    ours = read_wording(language, table, where, complete=True)
    table, where = catalog.row(_KIND, language)
    own_folder = catalog.own.name if catalog.own else ""
    return ours.overridden_by(read_wording(language, table, f"{own_folder}/{where}", complete=False))
