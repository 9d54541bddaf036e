"""Records as JSON Lines: one on a line, in a file that grows record by record."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import ExportError
from onrecord.exports.files import all_or_none, growing
from onrecord.exports.writer import Writer
from onrecord.record import Record

__all__ = ["json_lines"]


@contextmanager
def json_lines(path: Path | None, *, text: bool = True, resume: bool = False) -> Iterator[Writer]:
    """A writer to the file, or to standard output.

    A line that can't be written whole is taken back. With `resume` the file's lines stay, without the last one if it
    was cut off. Raises ExportError if one of them is no record.
    """
    held, end = _held(path) if resume and path is not None and path.exists() else ({}, 0)
    with growing(path, keep=end) as file:

        def write(record: Record) -> None:
            line = record.to_json(indent=None, text=text) + "\n"
            with all_or_none([file]):
                file.add(line)

        yield Writer(write, held)


def _held(path: Path) -> tuple[dict[str, str], int]:
    """The reports whose records the file holds, and where its last whole line ends."""
    held: dict[str, str] = {}
    end = 0
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.endswith(b"\n"):
                break
            try:
                fields = json.loads(line)
                held[str(fields["id"])] = str(fields["sha256"])
            except (ValueError, KeyError, TypeError, RecursionError) as error:
                problem = f"line {number} is no record, so it can't be gone on with; name another file"
                raise ExportError(f"{path}: {problem}") from error
            end += len(line)
    return held, end
