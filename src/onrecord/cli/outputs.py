"""Where records go: a way to write them for each format. None of them leaves half of a record behind."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from onrecord.cli.formats import Format
from onrecord.errors import ExportError
from onrecord.exports.files import standard_output, whole_file
from onrecord.exports.tables import STATEMENTS, TABLES, Table, table_named
from onrecord.exports.writer import Write, Writer
from onrecord.record import Record

__all__ = ["Output", "Write", "Writer", "open_output", "problem_with"]

FILE_WIDTH = 100
"""Columns of a table that is written to a file."""
LONGEST_NAME = 100
INDEX = "index"


@dataclass(frozen=True, slots=True)
class Output:
    """Where records are to go, and how."""

    path: Path | None
    """A file or a folder, as the format has it; standard output if there is none."""
    format: Format
    many: bool
    """Whether several reports may come."""
    table: str | None = None
    """The one table that is wanted, of csv, parquet and arrow."""
    raw_csv: bool = False
    """Leave strings that a spreadsheet would take for formulas as they are."""
    text: bool = True
    """Write the reports' texts too."""
    resume: bool = False
    """Go on with what the path holds."""
    explain: bool = False
    """Tell why, below a record that is written to be read."""


def problem_with(output: Output) -> str | None:
    """Why the output can't be written; nothing if it can."""
    return _contradiction(output) or (
        _problem_with_folder(output) if _is_folder(output) else _problem_with_file(output)
    )


def _contradiction(output: Output) -> str | None:
    if output.table is not None and not output.format.is_flat:
        return f"{output.format} has no tables; --table goes with csv, parquet and arrow"
    if output.table is not None and output.table not in TABLES:
        return f"there is no table {output.table!r}; there are {', '.join(TABLES)}"
    if output.raw_csv and output.format is not Format.csv:
        return f"--raw-csv goes with csv, not with {output.format}"
    if output.explain and (output.format is Format.html or output.format.is_flat):
        return f"--explain goes with table, not with {output.format}; json has the reasons anyway"
    if output.format is Format.html and not output.text:
        return "a page shows the report's text; --no-text goes with the other formats"
    if output.resume and not (output.format is Format.jsonl and output.path) and not _is_table_folder(output):
        return "--resume goes on with a file of jsonl, or with a folder of csv, parquet or arrow"
    return None


def _problem_with_folder(output: Output) -> str | None:
    path = output.path
    if path is None:
        return "html of several reports needs a folder to write to"
    if path.exists() and not path.is_dir():
        return f"{path} is a file; html of several reports goes into a folder"
    if not output.format.is_flat or output.resume or not path.is_dir():
        return None
    endings = "|".join(map(re.escape, TABLES))
    earlier = re.compile(rf"(?:{endings})(?:-\d+)?\.{output.format}")
    found = sorted(item.name for item in path.iterdir() if earlier.fullmatch(item.name))
    return f"{path} holds {found[0]} already; --resume goes on with it, or name another folder" if found else None


def _problem_with_file(output: Output) -> str | None:
    path = output.path
    if path is None:
        binary = output.format in (Format.parquet, Format.arrow)
        return (
            f"{output.format} is nothing to show in a terminal; name a file" if binary and sys.stdout.isatty() else None
        )
    if path.is_dir():
        other = "leave --table out" if output.table else "--format html to write pages into it"
        return f"{path} is a folder; give a file, or {other}"
    if output.resume and path.exists() and not path.is_file():
        return f"{path} is no file, so it can't be gone on with"
    return None if path.absolute().parent.is_dir() else f"there is no folder {path.parent}"


def _is_folder(output: Output) -> bool:
    if output.format is Format.html:
        return output.many or (output.path is not None and output.path.is_dir())
    return _is_table_folder(output)


def _is_table_folder(output: Output) -> bool:
    """Whether all tables are written, each to its own files: not where one is named, or the path is a file's."""
    path = output.path
    if not output.format.is_flat or output.table or path is None:
        return False
    return path.is_dir() if path.exists() else Format.of(path) is Format.table


def _one_table(output: Output) -> Table:
    """The table that is written alone: as wanted, or as the file is called, or the statements."""
    stem = output.path.stem if output.path else ""
    table = table_named(output.table) if output.table else TABLES.get(stem, STATEMENTS)
    return table if output.text else table.without_text()


@contextmanager
def open_output(output: Output) -> Iterator[Writer]:
    """The way to write records to the output. Raises ExportError if it can't be opened, or gone on with."""
    place = str(output.path or "standard output")
    stack = ExitStack()
    with _named(place):
        writer = stack.enter_context(_opened(output))

    def write(record: Record) -> None:
        with _named(place):
            writer.write(record)

    with stack:
        yield replace(writer, write=write)
        with _named(place):
            stack.close()


@contextmanager
def _named(place: str) -> Iterator[None]:
    """An error of the system, a full disk say, becomes one that names the place."""
    try:
        yield
    except BrokenPipeError:  # nobody reads the output any more, which is no error
        raise
    except OSError as error:
        raise ExportError(f"{place}: it can't be written ({error.strerror or error})") from error


def _opened(output: Output) -> AbstractContextManager[Writer]:
    path = output.path
    match output.format:
        case Format.table:
            return _tables(path, explained=output.explain)
        case Format.json:
            return _json(output)
        case Format.jsonl:
            from onrecord.exports.json_lines import json_lines

            return json_lines(path, text=output.text, resume=output.resume)
        case Format.html:
            return _pages(path) if path and _is_folder(output) else _single(path, _page)
        case Format.csv:
            return _csv(output)
        case Format.parquet | Format.arrow:
            return _columnar(output)


def _json(output: Output) -> AbstractContextManager[Writer]:
    def written(record: Record) -> str:
        return record.to_json(text=output.text)

    if output.many:
        return _json_list(output.path, written)
    return _single(output.path, lambda record: written(record) + "\n")


def _csv(output: Output) -> AbstractContextManager[Writer]:
    from onrecord.exports.csv import csv_file, csv_folder

    if output.path and _is_table_folder(output):
        return csv_folder(output.path, _all_tables(output), raw=output.raw_csv, resume=output.resume)
    return csv_file(output.path, _one_table(output), raw=output.raw_csv)


def _columnar(output: Output) -> AbstractContextManager[Writer]:
    from onrecord.exports.columnar import columnar_file, columnar_folder  # pyarrow is large

    if output.path and _is_table_folder(output):
        return columnar_folder(output.path, _all_tables(output), output.format, resume=output.resume)
    return columnar_file(output.path, _one_table(output), output.format)


def _all_tables(output: Output) -> list[Table]:
    return [table if output.text else table.without_text() for table in TABLES.values()]


@contextmanager
def _tables(path: Path | None, *, explained: bool) -> Iterator[Writer]:
    from rich.console import Console
    from rich.rule import Rule

    from onrecord.views.explain import explain
    from onrecord.views.terminal import show

    with _whole_text(path) as stream:
        console = Console(file=stream, width=FILE_WIDTH, color_system=None) if path else Console(file=stream)
        first = True

        def write(record: Record) -> None:
            nonlocal first
            # Captured, and written by us: rich would end the program by itself when nobody reads its output any more.
            with console.capture() as captured:
                if not first:
                    console.print(Rule(style="dim"), width=min(console.width, FILE_WIDTH))
                show(record, console)
                if explained:
                    explain(record, console)
            first = False
            stream.write(captured.get())
            stream.flush()

        yield Writer(write)


@contextmanager
def _single(path: Path | None, written: Callable[[Record], str]) -> Iterator[Writer]:
    """One record; without it there is no file."""
    is_written = False

    def write(record: Record) -> None:
        nonlocal is_written
        if is_written:
            what = "a second report came where the input's name promised one"
            raise ExportError(f"{path or 'standard output'}: {what}; say what it is with --as, or give --format jsonl")
        with _whole_text(path) as stream:
            stream.write(written(record))
        is_written = True

    yield Writer(write)


@contextmanager
def _json_list(path: Path | None, written: Callable[[Record], str]) -> Iterator[Writer]:
    with _whole_text(path) as stream:
        before = "[\n"

        def write(record: Record) -> None:
            nonlocal before
            stream.write(before + written(record))
            before = ",\n"

        yield Writer(write)
        stream.write("[]\n" if before == "[\n" else "\n]\n")


@contextmanager
def _pages(folder: Path) -> Iterator[Writer]:
    """A page for each record, and an index of them at the end."""
    from onrecord.views.html import IndexEntry, index, page

    folder.mkdir(parents=True, exist_ok=True)
    entries: list[IndexEntry] = []
    taken = {INDEX}

    def write(record: Record) -> None:
        name = _free_name(record.report.id, taken)
        with whole_file(folder / name) as stream:
            stream.write(page(record))
        entries.append(IndexEntry.of(record, name))

    yield Writer(write)
    with whole_file(folder / f"{INDEX}.html") as stream:
        stream.write(index(entries))


def _page(record: Record) -> str:
    from onrecord.views.html import page

    return page(record)


def _free_name(report_id: str, taken: set[str]) -> str:
    """A file name for the report's page that no other has, whether or not the file system tells case apart."""
    stem = re.sub(r"[^\w.-]+", "-", report_id).strip("-.")[:LONGEST_NAME] or "report"
    name, number = stem, 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name.casefold())
    return f"{name}.html"


def _whole_text(path: Path | None) -> AbstractContextManager[IO[str]]:
    return whole_file(path) if path else standard_output()
