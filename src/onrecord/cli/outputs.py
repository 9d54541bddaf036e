"""Where records go: a way to write them for each format. None of them leaves half a file behind."""

import io
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from onrecord.cli.formats import Format
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


def problem_with(output: Output) -> str | None:
    """Why the output can't be written; nothing if it can."""
    path, many = output.path, output.many
    if output.format is Format.html and many:
        if path is None:
            return "html of several reports needs a folder to write to"
        return f"{path} is a file; html of several reports goes into a folder" if path.is_file() else None
    if path is None or (output.format is Format.html and path.is_dir()):
        return None
    if path.is_dir():
        return f"{path} is a folder; give a file, or --format html to write pages into it"
    return None if path.absolute().parent.is_dir() else f"there is no folder {path.parent}"


@contextmanager
def open_output(output: Output) -> Iterator[Writer]:
    """The way to write records to the output. Raises ExportError if it can't be opened, or gone on with."""
    with _opened(output) as write:
        yield Writer(write)


def _opened(output: Output) -> AbstractContextManager[Write]:
    path, many = output.path, output.many
    match output.format:
        case Format.table:
            return _tables(path)
        case Format.json:
            return _json_list(path) if many else _single(path, lambda record: record.to_json() + "\n")
        case Format.jsonl:
            return _json_lines(path)
        case Format.html:
            return _pages(path) if path and (many or path.is_dir()) else _single(path, _page)


@contextmanager
def _tables(path: Path | None) -> Iterator[Write]:
    from rich.console import Console
    from rich.rule import Rule

    from onrecord.views.terminal import show

    with _whole_file(path) as stream:
        console = Console(file=stream, width=FILE_WIDTH, color_system=None) if path else Console(file=stream)
        first = True

        def write(record: Record) -> None:
            nonlocal first
            # Captured, and written by us: rich would end the program by itself when nobody reads its output any more.
            with console.capture() as captured:
                if not first:
                    console.print(Rule(style="dim"), width=min(console.width, FILE_WIDTH))
                show(record, console)
            first = False
            stream.write(captured.get())
            stream.flush()

        yield write


@contextmanager
def _single(path: Path | None, written: Callable[[Record], str]) -> Iterator[Write]:
    """One record; without it there is no file."""

    def write(record: Record) -> None:
        with _whole_file(path) as stream:
            stream.write(written(record))

    yield write


@contextmanager
def _json_list(path: Path | None) -> Iterator[Write]:
    with _whole_file(path) as stream:
        before = "[\n"

        def write(record: Record) -> None:
            nonlocal before
            stream.write(before + record.to_json())
            before = ",\n"

        yield write
        stream.write("[]\n" if before == "[\n" else "\n]\n")


@contextmanager
def _json_lines(path: Path | None) -> Iterator[Write]:
    with _stdout() if path is None else path.open("w", encoding="utf-8", newline="\n") as stream:

        def write(record: Record) -> None:
            stream.write(record.to_json(indent=None) + "\n")
            stream.flush()

        yield write


@contextmanager
def _pages(folder: Path) -> Iterator[Write]:
    """A page for each record, and an index of them at the end."""
    from onrecord.views.html import IndexEntry, index

    folder.mkdir(parents=True, exist_ok=True)
    entries: list[IndexEntry] = []
    taken = {INDEX}

    def write(record: Record) -> None:
        name = _free_name(record.report.id, taken)
        with _whole_file(folder / name) as stream:
            stream.write(_page(record))
        entries.append(IndexEntry.of(record, name))

    yield write
    with _whole_file(folder / f"{INDEX}.html") as stream:
        stream.write(index(entries))


def _page(record: Record) -> str:
    from onrecord.views.html import page

    return page(record, attribution=record.report.attribution)


def _free_name(report_id: str, taken: set[str]) -> str:
    """A file name for the report's page that no other has, whether or not the file system tells case apart."""
    stem = re.sub(r"[^\w.-]+", "-", report_id).strip("-.")[:LONGEST_NAME] or "report"
    name, number = stem, 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name.casefold())
    return f"{name}.html"


@contextmanager
def _whole_file(path: Path | None) -> Iterator[TextIO]:
    """A stream whose file appears under its name when all is written; standard output if there is no path."""
    if path is None:
        with _stdout() as stream:
            yield stream
        return
    path = path.resolve()
    if path.exists() and not path.is_file():  # a device or a pipe: nothing to put in its place
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    part = path.with_name(f".{path.name[:LONGEST_NAME]}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _stdout() -> Iterator[TextIO]:
    """Standard output in UTF-8, whatever the locale: JSON and HTML are so by definition."""
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")
    yield sys.stdout
    sys.stdout.flush()
