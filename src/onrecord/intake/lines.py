"""A large source as text: its lines one at a time, or a stream; what CSV and JSON are read from."""

import io
import re
from collections.abc import Iterator

from onrecord.errors import InputError
from onrecord.intake.source import Source
from onrecord.intake.text import MARKS, damaged_utf8, decode_as, encoding_of, refuse_known

__all__ = ["Lines", "Unsettled"]

HEAD = 4096
"""Bytes at the start by which the encoding is told: a mark, or the zeros of UTF-16."""
MOST_ZEROS = 1 / 8
"""Share of zero bytes above which a file is UTF-16 or no text; below it, single rows are damaged."""
NOT_UTF8 = re.compile("[\udc80-\udcff]")


class Unsettled:
    """A source as a stream of text in which bytes that are not UTF-8 are yet to be settled.

    UTF-8 with and without a mark, UTF-16 and UTF-32 are read. Raises InputError if the source is empty, binary data or
    a known kind of file that is no text.
    """

    def __init__(self, source: Source) -> None:
        head, source = source.peek(HEAD)
        if not head.strip():
            raise InputError(source.name, "it is empty")
        refuse_known(head, source.name)
        wide = _wide_encoding(head, source.name)
        self._name = source.name
        self._notes = (f"read as {wide}",) if wide else ()
        self._other: str | None = None
        errors = "replace" if wide else "surrogateescape"
        marked = head.startswith(tuple(mark for mark, _ in MARKS))
        codec = wide[: len("utf-16")] if wide and marked else wide or "utf-8-sig"  # which leaves out the mark
        self.stream = io.TextIOWrapper(source.stream, codec, errors, newline="")
        """All characters and line ends as they are; a byte that isn't UTF-8 is a lone surrogate."""

    def settle(self, text: str) -> tuple[str, tuple[str, ...]]:
        """A part of the stream as it is to be read, and notes; if it isn't UTF-8, as the first such part looked."""
        if text.isascii() or not NOT_UTF8.search(text):
            return text, self._notes
        data = text.encode("utf-8", "surrogateescape")
        settled = damaged_utf8(data)
        if not settled:
            self._other = self._other or encoding_of(data.replace(b"\x00", b""), self._name)
            settled = decode_as(data, self._other)
        return settled


class Lines(Iterator[str | None]):
    """The lines of a source, each with its end (`\\n`, `\\r\\n` or `\\r`); None for one longer than a report may be.

    Of such a line no more than the limit is held. Raises InputError as `Unsettled` does.
    """

    def __init__(self, source: Source) -> None:
        self._text = Unsettled(source)
        self._limit = source.limits.report
        self.number = 0
        """Of the line given last, from 1."""
        self.notes: tuple[str, ...] = ()
        """What had to be guessed to read the line given last."""

    def __next__(self) -> str | None:
        line = self._text.stream.readline(self._limit + 1)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) > self._limit:
            self._skip_rest(line)
            return None
        line, self.notes = self._text.settle(line)
        return line

    def _skip_rest(self, line: str) -> None:
        while line and line[-1] not in "\r\n":
            line = self._text.stream.readline(self._limit)


def _wide_encoding(head: bytes, name: str) -> str | None:
    """The encoding, if it isn't one in which ASCII is ASCII."""
    marked = next((encoding for mark, encoding in MARKS if head.startswith(mark)), None)
    if marked:
        return None if marked == "utf-8" else marked
    return encoding_of(head, name) if head.count(0) > MOST_ZEROS * len(head) else None
