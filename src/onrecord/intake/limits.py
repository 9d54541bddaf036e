"""How much an input may unpack to: no archive, however made, fills memory or disk or keeps the reader busy for ever."""

from dataclasses import dataclass, field

from onrecord.errors import InputError

__all__ = ["LARGEST", "Budget", "Limits"]

LARGEST = 2_000_000
"""Bytes of the largest report that is read: some 350,000 words, longer than any. More is a mistake, most often."""
FREE = 10_000_000
"""Bytes that may come out of an archive whatever its ratio: small files of zeros are no bomb."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is too much. Beyond a limit an input is refused, or read as far as the limit."""

    report: int = LARGEST
    """Bytes of one report: of a file, or of an entry, row or page within one."""
    ratio: int = 200
    """Bytes that one byte of an archive may unpack to. News packs to a fifth; zeros to a thousandth."""
    unpacked: int = 100_000_000_000
    """Bytes that one input may unpack to, everything within it together."""
    members: int = 10_000_000
    """Files that one input may hold, those of archives within it included."""
    depth: int = 4
    """Archives within archives; the .tar within a .tar.gz counts as one."""

    def too_large(self, name: str, *, reports: int = 1) -> InputError:
        """The error for a report, or an input as large as so many, that is larger than the limit."""
        size = f"{self.report * reports / 1_000_000:g} MB"
        return InputError(name, f"it is larger than {size}; split it, or raise the limit with --max-size")

    def unpacks_too_far(self, name: str) -> InputError:
        """The error for an input that is, or unpacks to, more than the limit."""
        size = f"{self.unpacked / 1e9:g} GB"
        return InputError(name, f"it unpacks to more than {size}; raise the limit with --max-unpacked")


@dataclass(slots=True)
class Budget:
    """What one input, with all that is packed in it, has used of the limits."""

    limits: Limits = field(default_factory=Limits)
    unpacked: int = 0
    members: int = 0

    @property
    def spent(self) -> bool:
        """Whether nothing more of the input may be read: one error has said so."""
        return self.members > self.limits.members or self.unpacked > self.limits.unpacked

    def add_member(self, name: str) -> None:
        """One more file was found within the input. Raises InputError, named after the archive, if that is too many."""
        self.members += 1
        if self.members > self.limits.members:
            problem = f"it holds more than {self.limits.members:,} files; raise the limit with --max-members"
            raise InputError(name, problem)

    def add_unpacked(self, size: int, name: str, *, ratio: float = 0.0) -> None:
        """`size` more bytes came out; `ratio` is that of the stream so far, once it is worth looking at.

        Raises InputError, named after the archive, if that is too much.
        """
        self.unpacked += size
        if self.unpacked > self.limits.unpacked:
            raise self.limits.unpacks_too_far(name)
        if ratio > self.limits.ratio and self.unpacked > FREE:
            problem = (
                f"it unpacks to more than {self.limits.ratio} times its size, as archives do that are meant to do harm"
            )
            raise InputError(name, f"{problem}; raise the limit with --max-ratio if you trust it")
