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
    headline_within = _at_start(body, headline, 0)
    dek_within = _at_start(body, dek, headline_within[1] if headline_within else 0)
    text = "".join(
        part + BETWEEN for part, span in ((headline, headline_within), (dek, dek_within)) if part and not span
    )
    shift, dek_start = len(text), 0 if headline_within or not headline else len(headline + BETWEEN)
    return Composed(
        text + body,
        _moved(headline_within, shift) or ((0, len(headline)) if headline else None),
        _moved(dek_within, shift) or ((dek_start, dek_start + len(dek)) if dek else None),
        tuple((start + shift, end + shift) for start, end in not_report_text),
    )


def _at_start(body: str, part: str, start: int) -> Span | None:
    """Where the part stands if it is the first line of the body from there on."""
    while start < len(body) and body[start].isspace():
        start += 1
    end = start + len(part)
    return (start, end) if part and body.startswith(part, start) and body[end : end + 1] in ("", "\n", "\r") else None


def _moved(span: Span | None, shift: int) -> Span | None:
    return (span[0] + shift, span[1] + shift) if span else None
