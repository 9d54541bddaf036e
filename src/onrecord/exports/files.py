"""Files that are written whole, and files that grow by whole pieces. Neither leaves half of anything behind."""

import io
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Protocol, TextIO

__all__ = ["Growing", "all_or_none", "growing", "standard_output", "whole_file"]

LONGEST_NAME = 100


class Growing(Protocol):
    """What is only ever added to. Nothing is held back: what was added is on its way."""

    size: int
    """Bytes it holds; of standard output, none are known."""

    def add(self, text: str) -> None:
        """Add the text."""

    def cut(self, size: int) -> None:
        """Take back all but the first bytes, where that can be done."""


@contextmanager
def growing(path: Path | None, *, keep: int = 0) -> Iterator[Growing]:
    """Standard output, or the file, which is made if it is not there and cut to its first `keep` bytes."""
    if path is None:
        with standard_output() as stream:
            yield _GrowingOutput(stream)
        return
    # Unbuffered: what a buffer could not get rid of on a full disk it would try to write again when it is closed.
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o666), "wb", buffering=0) as file:
        yield _GrowingFile(file, keep)


class _GrowingFile:
    def __init__(self, file: io.FileIO, keep: int) -> None:
        self.size = keep
        self._file = file
        self._can_be_cut = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
        self.cut(keep)

    def add(self, text: str) -> None:
        rest = memoryview(text.encode("utf-8"))
        while rest:
            written = self._file.write(rest) or 0
            self.size += written
            rest = rest[written:]

    def cut(self, size: int) -> None:
        if self._can_be_cut:  # nothing can be taken back from a pipe or a device
            self._file.truncate(size)
            self._file.seek(size)
            self.size = size


class _GrowingOutput:
    def __init__(self, stream: TextIO) -> None:
        self.size = 0
        self._stream = stream

    def add(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()

    def cut(self, size: int) -> None:
        """Whoever reads it has it already."""


@contextmanager
def all_or_none(files: Sequence[Growing]) -> Iterator[None]:
    """What is added to the files within it stays if all of it could be added; else it is taken back from each."""
    sizes = [file.size for file in files]
    try:
        yield
    except BaseException:
        for file, size in zip(files, sizes, strict=True):
            file.cut(size)
        raise


@contextmanager
def whole_file(path: Path, *, binary: bool = False) -> Iterator[IO[Any]]:
    """A stream whose file appears under its name when all is written, on the disk and not only on its way there.

    Text is written in UTF-8.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():  # a device or a pipe: nothing to put in its place
        with _opened(path, binary) as stream:
            yield stream
        return
    part = _part_of(path)
    try:
        with _opened(part, binary) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _opened(path: Path, binary: bool) -> IO[Any]:
    return path.open("wb") if binary else path.open("w", encoding="utf-8", newline="\n")


def _part_of(path: Path) -> Path:
    """Where a file is written until it is whole."""
    return path.with_name(f".{path.name[:LONGEST_NAME]}.{os.getpid()}.part")


@contextmanager
def standard_output() -> Iterator[TextIO]:
    """Standard output in UTF-8, whatever the locale, and without line ends of its own; a terminal keeps its ways."""
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    yield sys.stdout
    sys.stdout.flush()
