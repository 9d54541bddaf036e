"""Which office a position's words name: "Minister of Foreign Affairs & Trade" is the foreign minister.

>>> office_of("Minister of Defense"), office_of("Ambassador to the US")
('defence-minister', '')
"""

import re
from functools import lru_cache
from importlib.resources import files

from onrecord.codebooks.tables import read_rows
from onrecord.errors import CodebookError

__all__ = ["office_of"]

_COLUMNS = ("pattern", "office")


@lru_cache(maxsize=20_000)
def office_of(position: str) -> str:
    """The id of the office; "" where the table of offices has none for it, or the words tell of no holder."""
    words = " ".join(position.lower().split())
    return next((office for pattern, office in _patterns() if pattern.search(words)), "")


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    found = []
    for row in read_rows(files("onrecord.actors") / "overlays" / "positions.tsv", _COLUMNS, _COLUMNS):
        try:
            found.append((re.compile(row.cells["pattern"]), row.cells["office"]))
        except re.error as error:
            raise CodebookError(f"{row.where}: pattern: {error}") from error
    return tuple(found)
