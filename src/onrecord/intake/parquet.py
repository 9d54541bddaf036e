"""Parquet files: a report in each row. Only the columns that hold its parts are read, a few rows at a time."""

import io
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.errors import InputError
from onrecord.intake.columns import find_columns
from onrecord.intake.options import Columns, Options
from onrecord.intake.rows import read_row
from onrecord.intake.source import Source
from onrecord.report import Report

__all__ = ["read_parquet"]

BATCH = 4_000_000
"""Bytes that are unpacked at a time, by what the file says of itself."""
MOST_ROWS = 500
"""Rows that are unpacked at a time: files may say that they are smaller than they are."""
MAGIC = b"PAR1"


def read_parquet(source: Source, options: Options) -> Iterator[Report | InputError]:
    """The reports in the rows of a Parquet file, called by its name and their row: "news.parquet, row 17", from 1.

    A group of rows that can't be read is an error, and the next follows. Raises InputError if it is no Parquet file.
    """
    with source.seekable() as stream:
        head = stream.read(len(MAGIC))
        stream.seek(0)
        try:
            schema = pq.read_schema(stream)
            columns = find_columns(options.columns, _names(schema), source.name)
            stream.seek(0)
            file = pq.ParquetFile(stream, read_dictionary=_strings(schema, columns))
        except (pa.ArrowException, OSError, ValueError) as error:
            raise InputError(source.name, _problem_of(error, head)) from error
        if file.metadata.num_rows <= 0 or not file.num_row_groups:
            raise InputError(source.name, "it has columns but no rows")
        size = stream.seek(0, io.SEEK_END)
        yield from _reports(file, columns, source, size)


def _names(schema: pa.Schema) -> list[str]:
    """The columns' names, and those of the fields of structures with dots between."""
    inner = [f"{field.name}.{one.name}" for field in schema if pa.types.is_struct(field.type) for one in field.type]
    return [*schema.names, *inner]


def _strings(schema: pa.Schema, columns: Columns) -> list[str]:
    """The columns of strings: a string that stands in many rows is then held once, however large it is."""
    return [name for name in _chosen(columns) if name in schema.names and pa.types.is_string(schema.field(name).type)]


def _chosen(columns: Columns) -> list[str]:
    return list(dict.fromkeys(name for field in fields(Columns) if (name := getattr(columns, field.name))))


def _problem_of(error: Exception, head: bytes) -> str:
    if head != MAGIC:
        return "it is not a Parquet file"
    if "footer" in str(error) or "magic" in str(error).lower():
        return "it is a Parquet file whose end is missing or damaged; it was cut off, most likely"
    return f"it is a Parquet file that can't be read ({str(error).splitlines()[0][:200]})"


def _reports(file: pq.ParquetFile, columns: Columns, source: Source, size: int) -> Iterator[Report | InputError]:
    number = 0
    for group in range(file.num_row_groups):
        last = number + max(0, file.metadata.row_group(group).num_rows)
        problem = "they are not there"
        try:
            for row in _rows(file, group, _chosen(columns), source, size):
                number += 1
                yield read_row(row, columns, source, f"{source.name}, row {number:,}", f"{source.id}-{number}")
        except (pa.ArrowException, OSError, ValueError) as error:
            problem = f"they can't be read ({str(error).splitlines()[0][:200]})"
        if number < last:
            yield InputError(f"{source.name}, rows {number + 1:,} to {last:,}", problem)
        number = max(number, last)
    if (missing := file.metadata.num_rows - number) > 0:
        yield InputError(source.name, f"{missing:,} of its rows are not there; it is damaged")


def _rows(
    file: pq.ParquetFile, group: int, chosen: list[str], source: Source, size: int
) -> Iterator[dict[str, object]]:
    """The cells of each row of a group, by column. Raises InputError if they unpack to too much.

    `size` is that of the file. A group knows the sizes of its columns too, but asking for them ends the whole process
    on some damaged files (pyarrow 26.0).
    """
    about = file.metadata.row_group(group)
    unpacked = max(0, about.total_byte_size)
    source.budget.add_unpacked(unpacked, source.name, ratio=unpacked / max(size, 1))
    rows = max(1, min(MOST_ROWS, BATCH * about.num_rows // max(unpacked, 1)))
    for batch in file.iter_batches(rows, row_groups=[group], columns=chosen, use_threads=False):
        table = {name: _readable(column) for name, column in zip(batch.schema.names, batch.columns, strict=True)}
        for index in range(batch.num_rows):
            yield {name: _value(column[index]) for name, column in table.items()}


def _readable(column: pa.Array) -> pa.Array:
    """Times to the microsecond, as Python holds them: finer ones would ask for pandas."""
    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        return column.cast(pa.timestamp("us", column.type.tz), safe=False)
    return column


def _value(scalar: Any) -> object:  # noqa: ANN401 - pyarrow's scalars have no types
    """What a cell holds, as Python has it; strings that are not UTF-8 as bytes, what has no counterpart in words."""
    try:
        return scalar.as_py()
    except UnicodeDecodeError:
        return bytes((scalar.value if isinstance(scalar, pa.DictionaryScalar) else scalar).as_buffer())
    except (ValueError, OverflowError, KeyError) as error:  # a year 50,000; a zone that this computer doesn't know
        return f"{type(error).__name__}: {error}"
