"""What the user may say about inputs beside naming them."""

from dataclasses import dataclass, field

from onrecord.intake.limits import Limits

__all__ = ["Columns", "Options"]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, or fields of JSON, that hold the parts of a report.

    None: the first of the usual names that is there (intake/columns.py has them). What is named must be there.
    """

    text: str | None = None
    id: str | None = None
    headline: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """How inputs are read."""

    columns: Columns = field(default_factory=Columns)
    limits: Limits = field(default_factory=Limits)
    way: str | None = None
    """The way in, for all inputs, whatever their names and bytes say: one of `intake.ways.WAYS`."""
