"""A report's text put together from the parts that a page, a feed or a table gives apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.report import Span

__all__ = ["Composed", "compose"]

BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Composed:
    """A text and where its parts stand in it."""

    text: str
    headline: Span | None = None
    dek: Span | None = None
    not_report_text: tuple[Span, ...] = ()


def compose(body: str, *, headline: str = "", dek: str = "", not_report_text: Sequence[Span] = ()) -> Composed:
    """Headline, dek and body, parted by an empty line; one that the body begins with is not set before it again.

    `not_report_text` are spans of the body. No character of the parts is changed, but white space around headline and
    dek is left out.
    """
    headline, dek = headline.strip(), dek.strip()
    if (within := _at_start(body, headline, 0)) is None:
        before, rest = (headline + BETWEEN if headline else ""), body
        headline_span = (0, len(headline)) if headline else None
    else:
        before, rest, headline_span = body[: within[1]], body[within[1] :], within
    dek_span = _moved(_at_start(rest, dek, 0), len(before))
    if dek and dek_span is None:
        gap = BETWEEN if within else ""
        dek_span = (len(before + gap), len(before + gap + dek))
        before += gap + dek + ("" if within else BETWEEN)
    shift = len(before + rest) - len(body)
    moved = (
        (start, end) if within and end <= within[1] else (start + shift, end + shift) for start, end in not_report_text
    )
    return Composed(before + rest, headline_span, dek_span, tuple(moved))


def _at_start(body: str, part: str, start: int) -> Span | None:
    """Where the part stands if it is the first line of the body from there on."""
    while start < len(body) and body[start].isspace():
        start += 1
    end = start + len(part)
    return (start, end) if part and body.startswith(part, start) and body[end : end + 1] in ("", "\n", "\r") else None


def _moved(span: Span | None, shift: int) -> Span | None:
    return (span[0] + shift, span[1] + shift) if span else None
