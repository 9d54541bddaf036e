"""When, where and by whom a report was published, as far as one place tells."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onrecord.report import ORIGINS

__all__ = ["Publication", "by_trust"]


@dataclass(frozen=True, slots=True)
class Publication:
    """What one place tells of a report's publication; `origin` names the place, one of `report.ORIGINS`."""

    published: date | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    attribution: str | None = None
    origin: str = "given"


def by_trust(publications: Iterable[Publication]) -> list[Publication]:
    """The most trusted first."""
    return sorted(publications, key=lambda publication: ORIGINS.index(publication.origin))
