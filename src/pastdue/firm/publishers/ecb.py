"""European Central Bank: the rate of the main refinancing operations, from the data portal.

Two forms: the CSV of the portal's download button (`DATE,TIME PERIOD,<title> (FM.B.U2.EUR.4F.KR.MRR_FR.LEV)`), and that
of its programming interface (`KEY,FREQ,...,TIME_PERIOD,OBS_VALUE,...`). The series of frequency D has a row a day, that
of frequency B one for each change.
"""

from __future__ import annotations

import re

from pastdue.firm.publishers.published import DatedFigure, Published, cells, day, number
from pastdue.model.errors import SettingsError

_KEY = re.compile(r"FM\.([A-Z])\.U2\.EUR\.4F\.KR\.([A-Z_]+)\.LEV")


def read(text: str) -> Published | None:
    """The figures of a file of the data portal; refuses another key rate than that of main refinancing."""
    rows = list(cells(text, ","))
    head = rows[0] if rows else []
    if "TIME_PERIOD" in head and "OBS_VALUE" in head and "KEY" in head:
        where, column, keys = head.index("TIME_PERIOD"), head.index("OBS_VALUE"), {r[0] for r in rows[1:] if r}
    elif head[:2] == ["DATE", "TIME PERIOD"] and len(head) == 3:
        where, column, keys = 0, 2, {head[2]}
    else:
        return None
    found = {match.groups() for key in keys if (match := _KEY.search(key))}
    if len(found) != 1 or {rate for _, rate in found} != {"MRR_FR"}:
        raise SettingsError(
            "is of the European Central Bank, but not the rate of the main refinancing operations alone",
            "download the series FM.D.U2.EUR.4F.KR.MRR_FR.LEV",
        )
    figures = sorted(
        (DatedFigure(on, figure) for row in rows[1:] if len(row) > column
         if (on := day(row[where])) and (figure := number(row[column])) is not None),
        key=lambda each: each.day,
    )  # fmt: skip
    daily = {frequency for frequency, _ in found} == {"D"}
    return Published("ecb-mro", "European Central Bank", tuple(figures), figures[-1].day if daily and figures else None)
