"""Credits: words by which an outlet says that a report, or a part of it, is another outlet's."""

from onrecord.record import Credit
from onrecord.statements.layout import Layout

__all__ = ["find_credits"]


def find_credits(text: str, layout: Layout) -> tuple[Credit, ...]:
    """The outlets that dateline, byline and footer credit, in the order of the text."""
    return ()
