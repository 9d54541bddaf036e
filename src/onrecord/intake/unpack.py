"""Streams that unpack: what goes in and what comes out is counted as it is read, and none of it is held."""

import io
import struct
import tarfile
import zipfile
import zlib
from typing import IO

from onrecord.errors import InputError
from onrecord.intake.limits import Budget
from onrecord.intake.source import problem_of

__all__ = ["DAMAGE", "Forwards", "Gunzipped", "GzipMembers", "Packed", "Unpacked", "damage_of"]

CHUNK = 65_536
"""Bytes that are read at once."""
TAKEN = 16_384
"""Packed bytes that are taken at once: what is left of them is copied after each gzip member, which may be tiny."""
TELLING = 1_000_000
"""Bytes after which the ratio of a stream tells something: a page may begin with a long run of spaces."""
GZIP = b"\x1f\x8b\x08"
DAMAGE = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, struct.error, EOFError, OSError, ValueError, ArithmeticError,
    NotImplementedError, RecursionError,
)  # fmt: skip
"""What the libraries raise on archives that are damaged, or made to look so."""


def damage_of(error: Exception) -> str:
    """What is wrong with an archive, in the words of our messages."""
    if isinstance(error, EOFError) or (isinstance(error, OSError) and error.errno):
        return problem_of(error)
    return f"it is damaged ({error})"


class Packed(io.RawIOBase):
    """An archive's own bytes, counted.

    Libraries hold a list of files or a header as long as the archive says it is; `allow` bounds that.
    """

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self.taken = 0
        """Bytes read so far."""
        self.last = b""
        """What the last read gave."""
        self._stream = stream
        self._name = name
        self._allowed: int | None = None

    def allow(self, size: int | None) -> None:
        """Let no more than so many bytes be read from now on; None: as many as there are."""
        self._allowed = None if size is None else self.taken + size

    def readable(self) -> bool:
        """Whether it can be read: it can."""
        return True

    def seekable(self) -> bool:
        """Whether it can be sought in: it can, forwards at least."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """So many bytes, fewer at the end. Raises InputError if they are more than is allowed."""
        if self._allowed is not None and self.taken + max(0, size) > self._allowed:
            raise InputError(self._name, "its list of files is far too long; it is damaged, or meant to do harm")
        self.last = self._stream.read(size) or b""
        self.taken += len(self.last)
        return self.last

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """As of every stream."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to the position, and give it."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """The position."""
        return self._stream.tell()


class Forwards(Packed):
    """An archive's own bytes, from the first to the last: no header, whatever it says, leads back."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        super().__init__(stream, name)
        self._position = 0

    def read(self, size: int = -1, /) -> bytes:
        """So many bytes, fewer at the end. Raises InputError if they are more than is allowed."""
        data = super().read(size)
        self._position += len(data)
        return data

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go on to the position, and give it. Raises ValueError if it lies before this one."""
        if whence != io.SEEK_SET or offset < self._position:
            raise ValueError("it leads back to what was read before")
        if self._stream.seekable():
            self._stream.seek(offset - self._position, io.SEEK_CUR)
            self._position = offset
        while self._position < offset and (skipped := self._stream.read(min(CHUNK, offset - self._position))):
            self._position += len(skipped)
        return self._position

    def tell(self) -> int:
        """The position."""
        return self._position


class Unpacked(io.RawIOBase):
    """What comes out of an archive, or of a member of one, within the limits.

    Reading raises InputError, with `name`, if it is damaged or beyond a limit. `packed` is what it comes out of.
    """

    def __init__(
        self, stream: IO[bytes] | io.RawIOBase, packed: "Packed | GzipMembers", budget: Budget, name: str
    ) -> None:
        self._stream = stream
        self._packed = packed
        self._taken_before = packed.taken
        self._budget = budget
        self._name = name
        self._size = 0

    def readable(self) -> bool:
        """Whether it can be read: it can."""
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """As of every stream."""
        try:
            data = self._stream.read(min(len(buffer), CHUNK)) or b""
        except DAMAGE as error:
            raise InputError(self._name, damage_of(error)) from error
        self._size += len(data)
        taken = self._packed.taken - self._taken_before
        ratio = self._size / max(1, taken) if self._size > TELLING else 0.0
        self._budget.add_unpacked(len(data), self._name, ratio=ratio)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the stream within too."""
        self._stream.close()
        super().close()


class GzipMembers(io.RawIOBase):
    """One gzip member after another: the stream ends with each, and `advance` goes on to the next.

    Reading raises zlib.error if the member is damaged, EOFError if it is cut off.
    """

    def __init__(self, packed: Packed) -> None:
        self.garbage = False
        """Whether something else than a member came after one."""
        self._packed = packed
        self._rest = b""
        self._member = zlib.decompressobj(zlib.MAX_WBITS | 16)

    @property
    def taken(self) -> int:
        """Packed bytes that were unpacked so far."""
        return self._packed.taken - len(self._rest)

    def readable(self) -> bool:
        """Whether it can be read: it can."""
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """As of every stream."""
        while not self._member.eof:
            packed = self._rest or self._packed.read(TAKEN)
            self._rest = packed  # it is there to be looked through if it proves to be damaged
            data = self._member.decompress(packed, len(buffer))
            self._rest = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
            if data:
                buffer[: len(data)] = data
                return len(data)
            if not packed:
                raise EOFError
        return 0

    def advance(self) -> bool:
        """Whether another member follows, the zeros between them passed over."""
        self._rest = self._rest.lstrip(b"\x00")
        while not self._rest:
            packed = self._packed.read(TAKEN)
            if not packed:
                return False
            self._rest = packed.lstrip(b"\x00")
        if len(self._rest) < len(GZIP):
            self._rest += self._packed.read(TAKEN)
        self.garbage = not self._rest.startswith(GZIP)
        if not self.garbage:
            self._member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        return not self.garbage

    def find(self) -> bool:
        """Go on to what looks like the start of a member, after the damage that was met; whether there is one."""
        rest = self._rest[1:]
        while (at := rest.find(GZIP)) < 0:
            more = self._packed.read(TAKEN)
            if not more:
                return False
            rest = rest[-len(GZIP) + 1 :] + more
        self._rest = rest[at:]
        return self.advance()


class Gunzipped(GzipMembers):
    """All gzip members as one stream, as gunzip gives them."""

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """As of every stream."""
        while not (size := super().readinto(buffer)) and self.advance():
            pass
        return size
