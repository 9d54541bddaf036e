"""The report: a text as it was published, and what is known about its publication."""

import hashlib
from dataclasses import dataclass, field
from datetime import date

__all__ = ["ORIGINS", "Report", "Span", "utf16_span"]

Span = tuple[int, int]
"""Half-open [start, end) of Unicode code points in the report's text."""

ORIGINS = ("given", "manifest", "column", "page", "feed", "header", "url", "dateline")
"""Where a report's date and outlet may be known from, the most trusted first.

The user's own word; a folder's reports.tsv; a column of a table; a page's metadata; its entry in a feed; the headers
of a mail; its address; the dateline that the text begins with.
"""


@dataclass(frozen=True, slots=True)
class Report:
    """One news report. The text is never changed: every offset of a record counts its code points."""

    text: str
    id: str = ""
    published: date | None = None
    outlet: str | None = None
    url: str | None = None
    language: str = "en"
    byline: str | None = None
    """Who wrote it, as the outlet signs it."""
    published_from: str | None = None
    """One of ORIGINS: where the date is known from."""
    outlet_from: str | None = None
    """One of ORIGINS: where the outlet is known from."""
    headline: Span | None = field(default=None, compare=False)
    """Where intake knows it, as from a page; elsewhere the reader finds it. So for the next two."""
    dek: Span | None = field(default=None, compare=False)
    not_report_text: tuple[Span, ...] = field(default=(), compare=False)
    attribution: str | None = field(default=None, compare=False)
    """Author and licence of the text, to be shown wherever the text is."""
    name: str = field(default="", compare=False)
    """Where it came from, as messages call it: a path, a row of a table, a page of an archive."""
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
