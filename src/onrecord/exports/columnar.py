"""Tables as Parquet and Arrow files: in parts, each of which is whole when it appears, or one table in one file."""

import io
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet

from onrecord.errors import ExportError
from onrecord.exports.arrow import MOST_RECORDS, MOST_TEXT, arrow_table, schema
from onrecord.exports.files import standard_output, whole_file
from onrecord.exports.tables import Table
from onrecord.exports.writer import Writer
from onrecord.record import Record

__all__ = ["FILES", "columnar_file", "columnar_folder"]


def _parquet(stream: IO[bytes], columns: pa.Schema) -> Any:  # noqa: ANN401 - pyarrow has no types
    return pyarrow.parquet.ParquetWriter(stream, columns, compression="zstd")


def _arrow(stream: IO[bytes], columns: pa.Schema) -> Any:  # noqa: ANN401 - pyarrow has no types
    return pa.ipc.new_file(stream, columns, options=pa.ipc.IpcWriteOptions(compression="lz4"))


FILES: dict[str, Callable[[IO[bytes], pa.Schema], Any]] = {"parquet": _parquet, "arrow": _arrow}
"""Each format by its name, which is also how its files' names end, with what writes tables to a stream."""


class _Gathered:
    """Records that wait until there are enough of them to be written together."""

    def __init__(self, write: Callable[[list[Record]], None]) -> None:
        self._write = write
        self._records: list[Record] = []
        self._size = 0

    def add(self, record: Record) -> None:
        self._records.append(record)
        self._size += len(record.report.text)
        if len(self._records) >= MOST_RECORDS or self._size >= MOST_TEXT:
            self.flush()

    def flush(self) -> None:
        """Write what waits. If that fails it waits no more: it would fail again when the output is closed."""
        records, self._records, self._size = self._records, [], 0
        if records:
            self._write(records)


@contextmanager
def columnar_folder(folder: Path, tables: Sequence[Table], format: str, *, resume: bool = False) -> Iterator[Writer]:
    """A writer of the tables to the folder, in parts: reports-00000.parquet, statements-00000.parquet, …

    Of each part the first table, which has a row for every report, appears last. What came before an interruption is
    written. With `resume` the parts that have it stay, and the next number follows. Raises ExportError if one of them
    can't be read or has other columns.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _remove_half_parts(folder, tables, format)
    number, held = _held(folder, tables[0], format) if resume else (0, {})
    first = number

    def write(records: list[Record]) -> None:
        nonlocal number
        for table in reversed(tables):
            with whole_file(folder / f"{table.name}-{number:05}.{format}", binary=True) as stream:
                stream.write(_encoded(table, records, format))
        number += 1

    gathered = _Gathered(write)
    try:
        yield Writer(gathered.add, held)
    finally:
        gathered.flush()
    if number == first == 0:
        write([])  # so that whoever reads the folder finds the columns, and no rows


@contextmanager
def columnar_file(path: Path | None, table: Table, format: str) -> Iterator[Writer]:
    """A writer of one table to a file, which appears when it is complete, or to standard output."""
    with _binary_output() if path is None else whole_file(path, binary=True) as stream:
        encoder = FILES[format](stream, schema(table))
        gathered = _Gathered(lambda records: encoder.write(arrow_table(table, records)))
        yield Writer(gathered.add)
        gathered.flush()
        encoder.close()


def _encoded(table: Table, records: list[Record], format: str) -> bytes:
    stream = io.BytesIO()
    with FILES[format](stream, schema(table)) as encoder:
        encoder.write(arrow_table(table, records))
    return stream.getvalue()


def _held(folder: Path, table: Table, format: str) -> tuple[int, dict[str, str]]:
    """The number of the next part, and the reports in those that are there, with their texts' sha256."""
    numbered = re.compile(rf"{re.escape(table.name)}-(\d{{5,}})\.{format}")
    parts = {int(found[1]): path for path in folder.iterdir() if (found := numbered.fullmatch(path.name))}
    held: dict[str, str] = {}
    for path in parts.values():
        try:
            part = pyarrow.dataset.dataset(path, format=format)
            columns = part.to_table(columns=["report_id", "sha256"]) if part.schema == schema(table) else None
        except (pa.ArrowException, OSError) as error:
            raise ExportError(f"{path}: it can't be read, so it can't be gone on with ({error})") from error
        if columns is None:
            problem = "its columns are not those that are written now, so it can't be gone on with; name another folder"
            raise ExportError(f"{path}: {problem}")
        held.update(zip(columns["report_id"].to_pylist(), columns["sha256"].to_pylist(), strict=True))
    return max(parts, default=-1) + 1, held


def _remove_half_parts(folder: Path, tables: Sequence[Table], format: str) -> None:
    """What a process left that was killed while it wrote a part."""
    names = "|".join(re.escape(table.name) for table in tables)
    half = re.compile(rf"\.(?:{names})-\d+\.{format}\.\d+\.part")
    for path in folder.iterdir():
        if half.fullmatch(path.name):
            path.unlink()


@contextmanager
def _binary_output() -> Iterator[IO[bytes]]:
    with standard_output():
        yield sys.stdout.buffer
