"""Rows of records as Arrow tables."""

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from onrecord.errors import ExportError
from onrecord.exports.tables import Column, Table, Type
from onrecord.exports.text import writable
from onrecord.record import SCHEMA, Record

__all__ = ["arrow_table", "groups", "schema"]

MOST_RECORDS = 1_000
MOST_TEXT = 50_000_000
"""Code points of the reports' texts: Arrow's strings hold at most 2 GB a column."""

_SPAN = pa.struct([pa.field("start", pa.int32()), pa.field("end", pa.int32())])
_ARROW: dict[Type, Any] = {
    "string": pa.string(),
    "strings": pa.list_(pa.string()),
    "spans": pa.list_(_SPAN),
    "date": pa.date32(),
    "integer": pa.int32(),
    "number": pa.float32(),
    "truth": pa.bool_(),
}


def schema(table: Table) -> pa.Schema:
    """The table's columns in Arrow's types, each with its description."""
    fields = [
        pa.field(column.name, _ARROW[column.type], metadata={"description": column.description})
        for column in table.columns
    ]
    return pa.schema(fields, metadata={"onrecord.schema": SCHEMA})


def arrow_table(table: Table, records: Iterable[Record]) -> pa.Table:
    """The rows of the records. Raises ExportError if a value does not fit its column."""
    wanted = schema(table)
    batches = [_batch(table, group, wanted) for group in groups(records)]
    return pa.Table.from_batches(batches, schema=wanted)


def groups(records: Iterable[Record]) -> Iterator[list[Record]]:
    """The records, as many together as a batch, or a part of a table in files, may hold."""
    group: list[Record] = []
    size = 0
    for record in records:
        group.append(record)
        size += len(record.report.text)
        if len(group) >= MOST_RECORDS or size >= MOST_TEXT:
            yield group
            group, size = [], 0
    if group:
        yield group


def _batch(table: Table, records: list[Record], wanted: pa.Schema) -> pa.RecordBatch:
    rows = [row for record in records for row in table.values(record)]
    columns = zip(*rows, strict=True) if rows else ((),) * len(table.columns)
    arrays = [_array(column, values) for column, values in zip(table.columns, columns, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=wanted)


def _array(column: Column, values: Iterable[Any]) -> pa.Array:
    match column.type:
        case "string":
            values = [value and writable(value) for value in values]
        case "strings":
            values = [[writable(text) for text in several] for several in values]
        case "spans":
            values = [[{"start": start, "end": end} for start, end in spans] for spans in values]
    try:
        return pa.array(values, type=_ARROW[column.type])
    except (pa.ArrowException, OverflowError, TypeError) as error:
        raise ExportError(f"column {column.name}: a value does not fit {_ARROW[column.type]} ({error})") from error
