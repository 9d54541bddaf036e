"""A source: a named stream of bytes that holds reports, from a file, standard input or an archive."""

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import IO, BinaryIO, Self, cast

from onrecord.errors import InputError
from onrecord.intake.limits import Budget, Limits
from onrecord.intake.publication import Publication

__all__ = ["Source", "problem_of"]

SPOOLED = 4_000_000
"""Bytes that are held in memory before a copy goes to a temporary file."""


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

    def read(self) -> bytes:
        """All bytes, of a source that is one report. Raises InputError if they can't be read or are too many.

        Never many more than the limit are held.
        """
        limit = self.limits.report
        try:
            data = self.stream.read(limit + 1)
        except (OSError, ValueError) as error:
            raise InputError(self.name, problem_of(error)) from error
        if len(data) > limit:
            raise self.limits.too_large(self.name)
        return data

    def peek(self, size: int) -> tuple[bytes, Self]:
        """The first bytes, and the source again at its start. Raises InputError if it can't be read."""
        try:
            head = self.stream.read(size)
            if self.stream.seekable():
                self.stream.seek(0)
                return head, self
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
                shutil.copyfileobj(self.stream, copy)
            except (OSError, ValueError) as error:
                raise InputError(self.name, problem_of(error)) from error
            copy.seek(0)
            yield cast(BinaryIO, copy)

    def check_member(self, path: str) -> None:
        """Raise InputError if the member of this archive lies too deep or is one too many; ask before opening it."""
        self.budget.add_member(self.name)
        if self.depth >= self.limits.depth:
            problem = f"it lies in more than {self.limits.depth} archives; raise the limit with --max-depth"
            raise InputError(f"{self.name}/{path}", problem)

    def member(self, path: str, stream: IO[bytes], *, id: str) -> Self:
        """A source within this one, which is an archive."""
        return replace(self, name=f"{self.name}/{path}", id=id, stream=stream, depth=self.depth + 1)


def problem_of(error: Exception) -> str:
    """Why something can't be read, in the words of our messages."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(error, PermissionError):
        return "there is no permission to read it"
    if isinstance(error, EOFError):
        return "it ends too early; it was cut off, most likely"
    return f"it can't be read ({getattr(error, 'strerror', None) or error})"


class _Rejoined(io.RawIOBase):
    """A stream whose first bytes were taken out, with these before the rest again."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._rest.close()
        super().close()
