"""The rows of CSV and TSV, one at a time; a row that can't be told is refused, and the rest goes on.

How cells are parted and quoted is told from the first rows: by comma, semicolon, tab or bar; in quotation marks that
are doubled within a cell (RFC 4180) or stand behind a backslash there, or, where tabs or bars part, in none. A row
whose marks don't fit is refused, not mended: mending would take quotation marks out of its text.
"""

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.errors import InputError
from onrecord.intake.lines import Lines
from onrecord.intake.source import Source

__all__ = ["Row", "Style", "read_rows", "style_of"]

SAMPLE = 200
"""Lines by which the style is told."""
QUOTED_CELL = re.compile(r'(?:^|[,;\t|])"(?!")')
"""Where a quoted cell begins; within one, a mark is doubled."""

_ESCAPED = re.compile(r'\\(["\\])')


@dataclass(frozen=True, slots=True)
class Style:
    """How a table's cells are parted and quoted."""

    delimiter: str = ","
    backslash: bool = False
    """Whether a backslash stands before a quotation mark within a quoted cell, not another mark."""
    quoted: bool = True
    """Whether quotation marks around a cell are the table's, not the text's."""

    def rows(self, lines: Iterator[str]) -> Iterator[list[str]]:
        """The cells of each row. Raises csv.Error where the marks don't fit."""
        return csv.reader(
            map(_doubled, lines) if self.backslash else lines,
            delimiter=self.delimiter,
            quoting=csv.QUOTE_MINIMAL if self.quoted else csv.QUOTE_NONE,
            strict=True,
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells, or the problem for which it has none.

    Rows count from 1, without the header, empty lines, and lines that were passed over behind a problem.
    """

    number: int
    cells: list[str]
    problem: str = ""
    notes: tuple[str, ...] = ()


def read_rows(source: Source, delimiters: str) -> tuple[list[str], Iterator[Row]]:
    """The header of a table whose cells are parted by one of the delimiters, and its rows.

    Raises InputError if the table is empty, or if its header can't be read.
    """
    lines = _Lines(source)
    sample = lines.sample()
    if sample and (named := re.fullmatch(r"sep=(.)\s*", sample[0], re.IGNORECASE)):  # Excel names the delimiter so
        delimiters, sample = named[1], sample[1:]
        next(lines)
    style = style_of(sample, delimiters)
    header = _next_row(lines, style)
    while header == ([], ""):
        header = _next_row(lines, style)
    if header is None or header[1]:
        raise InputError(source.name, f"its header can't be read: {header[1] if header else 'it has none'}")
    return [name.strip() for name in header[0]], _rows(lines, style, len(header[0]))


def style_of(sample: list[str], delimiters: str) -> Style:
    """The style in which the sample's rows have as many cells as its header, most often; that has as many as it can."""
    delimiter = max(delimiters, key=lambda one: _width(sample, Style(one)))
    styles = [Style(delimiter), Style(delimiter, backslash=True)]
    if delimiter in "\t|":
        styles.append(Style(delimiter, quoted=False))
    return max(styles, key=lambda style: _fit(sample, style))


def _doubled(line: str) -> str:
    """A line with backslashes as one without: csv, told of them, lets pass what doesn't fit."""
    return _ESCAPED.sub(lambda found: '""' if found[1] == '"' else found[1], line)


def _width(sample: list[str], style: Style) -> int:
    try:
        return len(next(style.rows(iter(sample)), []))
    except csv.Error:
        return 0


def _fit(sample: list[str], style: Style) -> float:
    """Whole rows of the sample, less others. A mark within a cell that has none at its start tells of no quoting."""
    lines, width, fit = iter(sample), _width(sample, style), 0.0
    while True:
        try:
            fit += sum(1 if len(cells) == width else -1 for cells in style.rows(lines) if cells)
            break
        except csv.Error:  # go on behind the line where that was seen
            fit -= 1
    cells_as_they_are = (cell for line in sample for cell in line.split(style.delimiter))
    if not style.quoted and any('"' in cell and cell[0] != '"' for cell in cells_as_they_are):
        fit += 0.5
    return fit


class _TooLargeError(Exception):
    """The row being read is larger than a report may be."""


class _Lines(Iterator[str]):
    """The lines of a source, which can be gone back over as far as the row that is being read."""

    def __init__(self, source: Source) -> None:
        self._lines = Lines(source)
        self._again: deque[tuple[str | None, tuple[str, ...]]] = deque()
        self._row: list[tuple[str | None, tuple[str, ...]]] = []
        self._size = 0
        self.limit = source.limits.report
        self.problem = source.limits.too_large(source.name).problem

    def __next__(self) -> str:
        line, notes = self._again.popleft() if self._again else (next(self._lines), self._lines.notes)
        self._row.append((line, notes))
        self._size += len(line or "")
        if line is None or self._size > self.limit:
            raise _TooLargeError
        return line

    @property
    def notes(self) -> tuple[str, ...]:
        """Those on the lines of the row."""
        return tuple(dict.fromkeys(note for _, notes in self._row for note in notes))

    @property
    def first(self) -> str:
        """The first line of the row."""
        return self._row[0][0] or "" if self._row else ""

    def begin_row(self) -> None:
        """The lines so far are done with."""
        self._row, self._size = [], 0

    def back(self, kept: int) -> None:
        """Give the lines of the row again, but for so many at its start."""
        self._again.extendleft(reversed(self._row[kept:]))
        self.begin_row()

    def sample(self) -> list[str]:
        """The first lines, which will be given again."""
        sample: list[str] = []
        try:
            while len(sample) < SAMPLE:
                sample.append(next(self))
        except (StopIteration, _TooLargeError):
            pass  # so many there are; what is too large is told when its row is read
        self.back(0)
        return sample


def _rows(lines: _Lines, style: Style, width: int) -> Iterator[Row]:
    number, quoted = 0, False
    while (found := _next_row(lines, style)) is not None:
        cells, problem = found
        if not cells and not problem:
            continue
        number += 1
        notes = lines.notes
        if problem:
            passed = _resume(lines, style, width, quoted=quoted)
            lost = f"; {passed:,} line{'s' * (passed != 1)} after it {'were' if passed != 1 else 'was'} passed over"
            yield Row(number, [], problem + lost * (passed > 0))
            continue
        quoted = quoted or '"' in lines.first
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        ragged = f"it has {len(cells)} cells where the header has {width}" if len(cells) != width else ""
        yield Row(number, [] if ragged else cells, ragged, notes)


def _next_row(lines: _Lines, style: Style) -> tuple[list[str], str] | None:
    """The cells of the next row, or the problem with it; None at the end."""
    lines.begin_row()
    before = csv.field_size_limit(lines.limit + 1)  # one for the whole process, so it is put back
    try:
        return next(style.rows(lines)), ""
    except StopIteration:
        return None
    except _TooLargeError:
        return [], lines.problem
    except csv.Error as error:
        if "unexpected end" in str(error):
            return [], "a quotation mark is opened in it that is never closed; the file was cut off, most likely"
        return [], f"a quotation mark within it is not written as one within a cell must be ({error})"
    finally:
        csv.field_size_limit(before)


def _resume(lines: _Lines, style: Style, width: int, *, quoted: bool) -> int:
    """Go to where the next whole row begins, after one with a problem; the number of lines that are passed over.

    Any line of a text may have as many commas as a row, so where rows before had quoted cells this must have one too.
    """
    passed = 0
    lines.back(1)
    while (found := _next_row(lines, style)) is not None:
        if len(found[0]) == width and (not quoted or QUOTED_CELL.search(lines.first)):
            lines.back(0)
            break
        passed += 1
        lines.back(1)
    return passed
