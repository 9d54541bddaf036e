"""A source: a named stream of bytes that holds reports, from a file, standard input or an archive."""

import io
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from os import PathLike, fspath
from typing import IO, BinaryIO, Self, cast

from onrecord.errors import InputError
from onrecord.intake.limits import Budget, Limits
from onrecord.intake.publication import Publication

__all__ = ["Source", "printable", "problem_of"]

SPOOLED = 4_000_000
"""Bytes that are held in memory before a copy goes to a temporary file."""
CHUNK = 65_536
"""Bytes that are copied at once."""
_NOT_SHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What was no character, and what moves the cursor or turns the line round: a message would not show what it says."""


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes that hold one report or many.

    `name` is what errors call it: the path as the user gave it, an archive's members below their archive
    ("news.zip/2024/a.html"). `id` is the id of its report; if it holds several, what theirs begin with. `stream` is
    open, at its start, and read once; `ways.read_source` closes it.
    """

    name: str
    id: str
    stream: IO[bytes]
    publications: tuple[Publication, ...] = ()
    depth: int = 0
    """How many archives it lies in."""
    budget: Budget = field(default_factory=Budget)
    """Shared by an input and everything within it."""

    @property
    def limits(self) -> Limits:
        """What is too much."""
        return self.budget.limits

    def read(self, *, reports: int = 1) -> bytes:
        """All bytes, of a source that is one report, or is so many at most and must be held whole.

        Never many more than the limit are held. Raises InputError if they can't be read or are too many.
        """
        limit = self.limits.report * reports
        try:
            data = self.stream.read(limit + 1)
        except (OSError, ValueError, EOFError) as error:
            raise InputError(self.name, problem_of(error)) from error
        if len(data) > limit:
            raise self.limits.too_large(self.name, reports=reports)
        return data

    def peek(self, size: int) -> tuple[bytes, Self]:
        """The first bytes, and the source again at its start. Raises InputError if it can't be read."""
        try:
            if self.stream.seekable():
                start = self.stream.tell()
                head = self.stream.read(size)
                self.stream.seek(start)
                return head, self
            head = _read(self.stream, size)
        except (OSError, ValueError, EOFError) as error:
            raise InputError(self.name, problem_of(error)) from error
        return head, replace(self, stream=io.BufferedReader(_Rejoined(head, self.stream)))

    @contextmanager
    def seekable(self) -> Iterator[BinaryIO]:
        """The bytes as a stream that can be read in any order: the file itself, or a temporary copy of a stream."""
        if self.stream.seekable():
            yield cast(BinaryIO, self.stream)
            return
        with tempfile.SpooledTemporaryFile(max_size=SPOOLED) as copy:
            try:
                self._copy_to(copy)
            except (OSError, ValueError, EOFError) as error:
                raise InputError(self.name, problem_of(error)) from error
            copy.seek(0)
            yield cast(BinaryIO, copy)

    def _copy_to(self, copy: IO[bytes]) -> None:
        size = 0
        while chunk := self.stream.read(CHUNK):
            size += len(chunk)
            if size > self.limits.unpacked:
                raise self.limits.unpacks_too_far(self.name)
            copy.write(chunk)

    def check_depth(self) -> None:
        """Raise InputError if this archive lies in too many others; ask before reading one."""
        if self.depth >= self.limits.depth:
            many = "1 archive" if self.limits.depth == 1 else f"{self.limits.depth} archives"
            raise InputError(self.name, f"it is an archive within {many}; raise the limit with --max-depth")

    def member(self, path: str, stream: IO[bytes], *, id: str) -> Self:
        """A source within this one, which is an archive. Without a path it is called as the archive is."""
        name = f"{self.name}/{path}" if path else self.name
        return replace(self, name=name, id=id, stream=stream, depth=self.depth + 1)


def printable(name: str | PathLike[str]) -> str:
    """A name as text that can be shown: bytes that are not UTF-8, and control characters, become U+FFFD."""
    return _NOT_SHOWN.sub("\ufffd", fspath(name))


def problem_of(error: Exception) -> str:
    """Why something can't be read, in the words of our messages."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(error, PermissionError):
        return "there is no permission to read it"
    if isinstance(error, EOFError):
        return "it ends too early; it was cut off, most likely"
    return f"it can't be read ({getattr(error, 'strerror', None) or error})"


def _read(stream: IO[bytes], size: int) -> bytes:
    """So many bytes, fewer only at the end: a pipe gives what it has."""
    data = b""
    while len(data) < size and (more := stream.read(size - len(data))):
        data += more
    return data


class _Rejoined(io.RawIOBase):
    """A stream whose first bytes were taken out, with these before the rest again."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] or self._rest.read(len(buffer)) or b""
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._rest.close()
        super().close()
