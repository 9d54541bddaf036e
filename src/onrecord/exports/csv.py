"""Tables as CSV by RFC 4180, in UTF-8, in files that grow report by report.

A string that a spreadsheet would take for a formula gets an apostrophe before it, unless raw CSV is wanted. A missing
value and an empty string are both an empty cell.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from onrecord.errors import ExportError
from onrecord.exports.files import all_or_none, growing
from onrecord.exports.tables import Table, Type
from onrecord.exports.text import writable
from onrecord.exports.writer import Writer
from onrecord.record import Record

__all__ = ["FORMULA", "csv_file", "csv_folder", "csv_rows", "without_apostrophe"]

FORMULA = re.compile("[\"'\\s]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\"']*[\t\r\n]")
"""How a string begins that a spreadsheet may take for a formula. Apostrophes before it are part of the pattern, so that
a string with one more can be told from a string that had it."""
ROW_END = "\r\n"
APART = "; "

_OTHER_COLUMNS = "its columns are not those that are written now, so it can't be gone on with; name another folder"
_CELL = re.compile(r'(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(?:,|\r\n)')


def csv_rows(rows: Iterable[Sequence[str]]) -> str:
    """Rows of cells as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator=ROW_END).writerows(rows)
    return text.getvalue()


def without_apostrophe(text: str) -> str:
    """The string that was written as `text`, where that is not raw CSV."""
    return text[1:] if text.startswith("'") and FORMULA.match(text, 1) else text


@contextmanager
def csv_file(path: Path | None, table: Table, *, raw: bool = False) -> Iterator[Writer]:
    """A writer of one table, to the file or to standard output."""
    with growing(path) as file:
        file.add(_head(table))

        def write(record: Record) -> None:
            rows = _rows(table, record, raw=raw)
            with all_or_none([file]):
                file.add(rows)

        yield Writer(write)


@contextmanager
def csv_folder(folder: Path, tables: Sequence[Table], *, raw: bool = False, resume: bool = False) -> Iterator[Writer]:
    """A writer of the tables, each to a file of its own in the folder; the first has a row for every report.

    What can't be written of a report is taken back from all of them. With `resume` the files' whole rows stay, but for
    those of a report whose row in the first table is missing. Raises ExportError if the files have other columns.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{table.name}.csv" for table in tables]
    held: dict[str, str] = {}
    ends = [0] * len(tables)
    if resume:
        held, ends[0] = _reports(paths[0], tables[0])
        ends[1:] = [_end_of_reports(path, table, held) for path, table in zip(paths[1:], tables[1:], strict=True)]
    with ExitStack() as stack:
        files = [stack.enter_context(growing(path, keep=end)) for path, end in zip(paths, ends, strict=True)]
        for table, file in zip(tables, files, strict=True):
            if not file.size:
                file.add(_head(table))

        def write(record: Record) -> None:
            rows = [_rows(table, record, raw=raw) for table in tables]
            with all_or_none(files):
                for file, text in reversed([*zip(files, rows, strict=True)]):
                    file.add(text)

        yield Writer(write, held)


def _head(table: Table) -> str:
    return csv_rows([[column.name for column in table.columns]])


def _rows(table: Table, record: Record, *, raw: bool) -> str:
    return csv_rows(
        [_cell(column.type, value, raw=raw) for column, value in zip(table.columns, values, strict=True)]
        for values in table.values(record)
    )


def _cell(kind: Type, value: Any, *, raw: bool) -> str:  # noqa: ANN401 - as the type says
    if value is None:
        return ""
    match kind:
        case "string":
            return _string(value, raw=raw)
        case "strings":
            return _string(APART.join(value), raw=raw)
        case "spans":
            return json.dumps(value) if value else ""
        case "date":
            return str(value.isoformat())
        case "integer" | "number":
            return str(value)
        case "truth":
            return str(value).lower()


def _string(text: str, *, raw: bool) -> str:
    text = writable(text)
    return text if raw or not FORMULA.match(text) else f"'{text}"


def _reports(path: Path, table: Table) -> tuple[dict[str, str], int]:
    """The reports that the file has a whole row for, with their texts' sha256, and where the last one ends."""
    held: dict[str, str] = {}
    end = 0
    for cells, row_end in _whole_rows(path, table):
        if cells:
            held[cells["report_id"]] = cells["sha256"]
        end = row_end
    return held, end


def _end_of_reports(path: Path, table: Table, held: Mapping[str, str]) -> int:
    """Where the rows of the held reports end. Raises ExportError if rows of others stand between them."""
    end, others = 0, False
    for cells, row_end in _whole_rows(path, table):
        if cells and cells["report_id"] not in held:
            others = True
        elif others:
            raise ExportError(f"{path}: it has rows of reports that are not in the other table; name another folder")
        else:
            end = row_end
    return end


def _whole_rows(path: Path, table: Table) -> Iterator[tuple[dict[str, str], int]]:
    """The file's rows with the byte at which each ends, the first, of the columns' names, as an empty one.

    A row that was cut off at the end is left out. Raises ExportError if the columns are not the table's.
    """
    names = [column.name for column in table.columns]
    for number, (row, end) in enumerate(_cut_at_row_ends(path, _head(table).encode())):
        cells = [_unquoted(*found.groups()) for found in _CELL.finditer(row)]
        if len(cells) != len(names):
            raise ExportError(f"{path}: {_OTHER_COLUMNS}")
        yield dict(zip(names, cells, strict=True)) if number else {}, end


def _cut_at_row_ends(path: Path, head: bytes) -> Iterator[tuple[str, int]]:
    if not path.exists():
        return
    pieces: list[bytes] = []
    end, quoted = 0, False
    with path.open("rb") as lines:
        if not head.startswith(lines.read(len(head))):
            raise ExportError(f"{path}: {_OTHER_COLUMNS}")
        lines.seek(0)
        for line in lines:
            pieces.append(line)
            quoted ^= line.count(b'"') % 2 == 1
            if not quoted and line.endswith(ROW_END.encode()):
                row = b"".join(pieces)
                pieces = []
                end += len(row)
                yield row.decode("utf-8", "replace"), end


def _unquoted(quoted: str | None, plain: str | None) -> str:
    return without_apostrophe(quoted.replace('""', '"') if quoted is not None else plain or "")
