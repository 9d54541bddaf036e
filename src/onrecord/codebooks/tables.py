"""Codebooks are tables: UTF-8 text, cells parted by tabs, a header, comment lines that begin with "#"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from onrecord.errors import CodebookError

__all__ = ["Row", "check_one_of", "read_rows"]

LARGEST = 32_000_000
"""Bytes of a table. What is larger is none, and would fill the memory."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, by column name, with where it stands ("cues.tsv:12")."""

    where: str
    cells: dict[str, str]


def read_rows(
    table: Traversable, columns: Sequence[str], needed: Sequence[str], wrong: list[CodebookError] | None = None
) -> Iterator[Row]:
    """The rows of a tab-separated table with a header; "#" opens a comment line. Raises CodebookError.

    With `wrong`, rows that are none are left out, and what is wrong with them is added to it.
    """
    try:
        with table.open("rb") as stream:
            content = stream.read(LARGEST + 1)
        lines = content[:LARGEST].decode("utf-8-sig").splitlines()
    except OSError as error:
        raise CodebookError(f"{table}: can't be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise CodebookError(f"{table}: not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    if len(content) > LARGEST:
        raise CodebookError(f"{table}: larger than {LARGEST // 1_000_000} MB; that is no table")
    header: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        where, cells = f"{table}:{number}", [cell.strip() for cell in line.split("\t")]
        if not header:
            header = _checked_header(cells, where, columns, needed)
        elif len(cells) > len(header):
            too_long = CodebookError(
                f"{where}: {len(cells)} cells in a table of {len(header)} columns ({', '.join(header)})"
            )
            if wrong is None:
                raise too_long
            wrong.append(too_long)
        else:
            yield Row(where, dict.fromkeys(columns, "") | dict(zip(header, cells, strict=False)))
    if not header:
        raise CodebookError(f"{table}:1: empty; the first line names the columns: {', '.join(columns)}")


def _checked_header(cells: list[str], where: str, columns: Sequence[str], needed: Sequence[str]) -> list[str]:
    if unknown := [cell for cell in cells if cell not in columns]:
        raise CodebookError(f"{where}: unknown column {unknown[0]!r}; the columns are {', '.join(columns)}")
    if missing := [column for column in needed if column not in cells]:
        raise CodebookError(f"{where}: the header lacks {', '.join(missing)}; it separates its columns by tabs")
    if len(set(cells)) < len(cells):
        raise CodebookError(f"{where}: a column stands twice in the header")
    return cells


def check_one_of(row: Row, column: str, allowed: Sequence[str]) -> None:
    """Raise CodebookError if the cell is none of the values allowed."""
    if row.cells[column] not in allowed:
        names = ", ".join(name or "(blank)" for name in allowed)
        raise CodebookError(f"{row.where}: {column} {row.cells[column]!r} is none of {names}")
