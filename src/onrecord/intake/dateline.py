"""What the dateline at the start of a text tells: "LONDON, March 3, 2024 (Reuters) - "."""

from onrecord.intake.publication import Publication

__all__ = ["from_dateline"]


def from_dateline(text: str) -> Publication:
    """The publication as the dateline tells it; a text without one tells nothing."""
    return Publication(origin="dateline")
