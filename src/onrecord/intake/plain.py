"""Plain text: one report, as it is."""

from collections.abc import Iterator

from onrecord.intake.options import Options
from onrecord.intake.settle import make_report
from onrecord.intake.source import Source
from onrecord.intake.text import decode
from onrecord.report import Report

__all__ = ["read_text"]


def read_text(source: Source, options: Options) -> Iterator[Report]:
    """The report that a text is. Raises InputError."""
    text, notes = decode(source.read(), source.name)
    yield make_report(text, source.name, source.id, source.publications, notes)
