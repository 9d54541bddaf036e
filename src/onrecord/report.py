"""The report: a text as it was published, and what is known about its publication."""

import hashlib
from dataclasses import dataclass, field
from datetime import date

__all__ = ["Report", "Span", "utf16_span"]

Span = tuple[int, int]
"""Half-open [start, end) of Unicode code points in the report's text."""


@dataclass(frozen=True, slots=True)
class Report:
    """One news report. The text is never changed: every offset of a record counts its code points."""

    text: str
    id: str = ""
    published: date | None = None
    outlet: str | None = None
    url: str | None = None
    language: str = "en"
    attribution: str | None = field(default=None, compare=False)
    """Author and licence of the text, to be shown wherever the text is."""
    notes: tuple[str, ...] = field(default=(), compare=False)
    """What intake had to guess, e.g. "read as windows-1252": shown to the user, kept in the record."""

    @property
    def sha256(self) -> str:
        """Of the text in UTF-8, hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def __getitem__(self, span: Span) -> str:
        return self.text[span[0] : span[1]]


def utf16_span(text: str, span: Span) -> Span:
    """The span in UTF-16 code units, as JavaScript, Java and Windows count."""
    start = _utf16_length(text[: span[0]])
    return start, start + _utf16_length(text[span[0] : span[1]])


def _utf16_length(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
