"""What is written is what pandas, polars, DuckDB and pyarrow read: rows, values, days, lists, text, and what is missing."""

import json
import math

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.feather
import pyarrow.parquet
import pytest
from hypothesis import given, settings

from onrecord.cli.formats import Format
from onrecord.cli.outputs import Output, open_output
from onrecord.exports.arrow import arrow_table
from onrecord.exports.csv import without_apostrophe
from onrecord.exports.tables import TABLES
from tests.exports.samples import SAMPLES, records

LISTS = ("strings", "spans")


def write(path, format, some=SAMPLES, **options):
    with open_output(Output(path, Format(format), many=True, **options)) as writer:
        for record in some:
            writer.write(record)


def declared(table, some=SAMPLES):
    """The rows as the columns' declarations give them, spans as in JSON, and confidence as a float of 32 bits."""
    columns = TABLES[table].columns
    return [
        {column.name: plain(column.type, value) for column, value in zip(columns, values, strict=True)}
        for record in some
        for values in TABLES[table].values(record)
    ]


def plain(kind, value):
    if kind in LISTS:
        return [list(item) if kind == "spans" else item for item in value]
    return pyarrow.scalar(value, pyarrow.float32()).as_py() if kind == "number" else value


def from_arrow(table, rows):
    """Rows that a reader of Arrow gave, with spans as in JSON."""
    kinds = {column.name: column.type for column in TABLES[table].columns}
    for row in rows:
        assert list(row) == list(kinds)
        yield {
            name: [[one["start"], one["end"]] for one in value] if kinds[name] == "spans" else value
            for name, value in row.items()
        }


COLUMNAR_READERS = {
    ("parquet", "pandas"): lambda path: pandas.read_parquet(path, dtype_backend="pyarrow"),
    ("parquet", "polars"): polars.read_parquet,
    ("parquet", "duckdb"): lambda path: duckdb.read_parquet(str(path)).to_arrow_table(),
    ("arrow", "pandas"): lambda path: pandas.read_feather(path, dtype_backend="pyarrow"),
    ("arrow", "polars"): polars.read_ipc,
    ("arrow", "duckdb"): lambda path: duckdb.arrow(pyarrow.ipc.open_file(path).read_all()).to_arrow_table(),
}


def as_rows(frame):
    if isinstance(frame, pandas.DataFrame):
        return pyarrow.Table.from_pandas(frame, preserve_index=False).to_pylist()
    return frame.to_dicts() if isinstance(frame, polars.DataFrame) else frame.to_pylist()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(("format", "reader"), COLUMNAR_READERS, ids=str)
def test_parquet_and_arrow(tmp_path, format, reader, table):
    write(tmp_path / "out", format)
    frame = COLUMNAR_READERS[format, reader](tmp_path / "out" / f"{table}-00000.{format}")
    assert list(from_arrow(table, as_rows(frame))) == declared(table)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("format", ["parquet", "arrow"])
def test_one_table_in_one_file_is_the_same(tmp_path, format, table):
    write(tmp_path / f"x.{format}", format, table=table)
    read = pyarrow.parquet.read_table if format == "parquet" else pyarrow.feather.read_table
    assert list(from_arrow(table, read(tmp_path / f"x.{format}").to_pylist())) == declared(table)


CSV_READERS = {
    "pandas": lambda path: pandas.read_csv(path, keep_default_na=False, na_values=[""], dtype=str),
    "polars": lambda path: polars.read_csv(path, infer_schema=False),
    "duckdb": lambda path: duckdb.read_csv(
        str(path), all_varchar=True, quotechar='"', escapechar='"', delimiter=",", header=True
    ).to_arrow_table(),
}


def in_csv(table, some=SAMPLES):
    """The rows as CSV holds them: everything is text, and nothing and empty text are the same."""
    kinds = {column.name: column.type for column in TABLES[table].columns}
    for row in declared(table, some):
        yield {name: csv_text(kinds[name], value) for name, value in row.items()}


def csv_text(kind, value):
    if value is None or value in ("", []):
        return None
    if kind == "strings":
        return "; ".join(value) or None
    if kind == "number":
        return f"{value:.3f}"
    if kind == "truth":
        return "true" if value else "false"
    return json.dumps(value) if kind == "spans" else str(value)


def without_marks(table, rows):
    kinds = {column.name: column.type for column in TABLES[table].columns}
    for row in rows:
        yield {
            name: None
            if value is None or (isinstance(value, float) and math.isnan(value))
            else f"{float(value):.3f}"
            if kinds[name] == "number"
            else without_apostrophe(value)
            for name, value in row.items()
        }


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("reader", CSV_READERS)
def test_csv(tmp_path, reader, table):
    write(tmp_path / "out", "csv")
    frame = CSV_READERS[reader](tmp_path / "out" / f"{table}.csv")
    rows = frame.to_dict("records") if reader == "pandas" else as_rows(frame)
    assert list(without_marks(table, rows)) == list(in_csv(table))


@settings(deadline=None, max_examples=40)
@given(record=records())
def test_any_record_makes_a_table(record):
    for name, table in TABLES.items():
        made = list(from_arrow(name, arrow_table(table, [record]).to_pylist()))
        assert made == [{key: replaced(value) for key, value in row.items()} for row in declared(name, [record])]


def replaced(value):
    if isinstance(value, str):
        return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in value)
    return [replaced(one) for one in value] if isinstance(value, list) else value
