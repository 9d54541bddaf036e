"""Tables: CSV and TSV, a report in each row; JSON Lines and JSON, a report in each object.

Reports are called by the table's name and their place: "news.csv, row 17" (rows count from 1, without the header),
"news.jsonl, line 17", "news.json, item 17".
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

from onrecord.errors import InputError
from onrecord.intake.columns import cell, find_columns, paths
from onrecord.intake.delimited import read_rows
from onrecord.intake.objects import Item, lines_of, values_of
from onrecord.intake.options import Columns, Options
from onrecord.intake.rows import read_row
from onrecord.intake.source import Source
from onrecord.report import Report

__all__ = ["read_csv", "read_json", "read_json_lines", "read_tsv"]

LOOKED_AT = 100
"""Objects whose fields are taken for those of all: writers leave out fields that are empty."""


def read_csv(source: Source, options: Options) -> Iterator[Report | InputError]:
    """The reports in a table's rows, parted by commas, semicolons, tabs or bars, with a header. Raises InputError."""
    return _read_delimited(source, options, ",;\t|")


def read_tsv(source: Source, options: Options) -> Iterator[Report | InputError]:
    """The reports in a table's rows, parted by tabs, with a header. Raises InputError."""
    return _read_delimited(source, options, "\t")


def read_json_lines(source: Source, options: Options) -> Iterator[Report | InputError]:
    """The reports in a file of objects, one a line; a list of objects is read too. Raises InputError."""
    head, source = source.peek(64)
    is_list = head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"[")
    return read_json(source, options) if is_list else _read_objects(lines_of(source), source, options, "line")


def read_json(source: Source, options: Options) -> Iterator[Report | InputError]:
    """The reports in a list of objects, in one object, or in an object that has one list of objects. Raises InputError.

    JSON Lines are read too, whatever the file is called.
    """
    head, source = source.peek(source.limits.report)
    if _is_lines(head):
        return _read_objects(lines_of(source), source, options, "line")
    del head
    items = values_of(source)
    first = list(islice(items, 2))
    if not first:
        raise InputError(source.name, "its list is empty")
    within = _listed_in(first[0].value, options.columns, source.name) if isinstance(first[0].value, dict) else None
    if within:
        first[:1] = within
    elif len(first) == 1:
        first[0] = replace(first[0], number=0)
    return _read_objects(chain(first, items), source, options, "item")


def _read_delimited(source: Source, options: Options, delimiters: str) -> Iterator[Report | InputError]:
    header, rows = read_rows(source, delimiters)
    columns = find_columns(options.columns, header, source.name)
    empty = True
    for row in rows:
        empty = False
        name = f"{source.name}, row {row.number:,}"
        if row.problem:
            yield InputError(name, row.problem)
        else:
            cells = dict(zip(header, row.cells, strict=True))
            yield read_row(cells, columns, source, name, f"{source.id}-{row.number}", row.notes)
    if empty:
        raise InputError(source.name, "it has a header but no rows")


def _is_lines(head: bytes) -> bool:
    """Whether the first line is an object, and another begins the next."""
    first, _, rest = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    try:
        return rest.lstrip().startswith(b"{") and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _listed_in(value: dict[str, object], columns: Columns, name: str) -> list[Item] | None:
    """The items of the one list of objects in an object, or in an object of it; None if it is itself a report."""
    try:
        if isinstance(cell(value, find_columns(columns, paths(value), name).text), str):
            return None
    except InputError:  # its fields are not those of a report
        pass
    for objects in ([value], [one for one in value.values() if isinstance(one, dict)]):
        lists = list(filter(None, (_objects_of(one) for fields in objects for one in fields.values())))
        if len(lists) == 1:
            return [Item(number, one) for number, one in enumerate(lists[0], 1)]
    return None


def _objects_of(value: object) -> list[object]:
    """The objects of a list that holds nothing else; else none."""
    return value if isinstance(value, list) and all(isinstance(one, dict) for one in value) else []


def _read_objects(items: Iterator[Item], source: Source, options: Options, unit: str) -> Iterator[Report | InputError]:
    first = list(_first(items, source.limits.report))
    fields = dict.fromkeys(path for item in first if isinstance(item.value, dict) for path in paths(item.value))
    columns = find_columns(options.columns, list(fields), source.name) if fields else None
    for item in chain(first, items):
        place = f"{unit} {item.number:,}" if item.number else ""
        name = f"{source.name}, {place}" if place else source.name
        if item.problem:
            yield InputError(name, item.problem)
        elif item.size > source.limits.report:
            yield source.limits.too_large(name)
        elif not isinstance(item.value, dict):
            yield InputError(name, "it is not an object with fields, as a report in JSON must be")
        else:
            columns = columns or find_columns(options.columns, paths(item.value), source.name)
            id = f"{source.id}-{item.number}" if item.number else source.id
            yield read_row(item.value, columns, source, name, id, item.notes)


def _first(items: Iterator[Item], most: int) -> Iterator[Item]:
    """The first items, as many as are looked at for their fields."""
    size = 0
    for item in islice(items, LOOKED_AT):
        yield item
        size += item.size
        if size > most:
            return
