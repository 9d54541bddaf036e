"""What every way to write records gives to whoever has records."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from onrecord.record import Record

__all__ = ["Write", "Writer"]

Write = Callable[[Record], None]


@dataclass(frozen=True, slots=True)
class Writer:
    """An open output: records are written in the order in which they come."""

    write: Write
    """Raises ExportError if the record can't be written; what was written before it stays whole."""
    held: Mapping[str, str] = field(default_factory=dict)
    """What the output held already when it was opened to go on with: ids of reports, each with its text's sha256."""
