"""From a text and all that is known of its publication to a Report; of two places the more trusted one decides."""

from collections.abc import Iterable
from typing import TypeVar

from onrecord.intake.compose import Composed
from onrecord.intake.dateline import from_dateline
from onrecord.intake.language import check_language
from onrecord.intake.publication import Publication, by_trust
from onrecord.intake.text import check_letters
from onrecord.intake.url import from_url
from onrecord.report import Report

__all__ = ["make_report"]

T = TypeVar("T")


def make_report(
    text: str | Composed, name: str, id: str, publications: Iterable[Publication], notes: tuple[str, ...] = ()
) -> Report:
    """The report of a text, with the date, outlet, address and byline that its publications tell.

    The address and the dateline are asked too, where nothing better is known. `name` is what errors call the report.
    Raises InputError if the text has no letters, LanguageError if it isn't in English.
    """
    parts = text if isinstance(text, Composed) else Composed(text)
    check_letters(parts.text, name)
    check_language(parts.text, name)
    known = by_trust(publications)
    url, _ = _first((one.url, one.origin) for one in known)
    known = by_trust([*known, *([from_url(url)] if url else []), from_dateline(parts.text)])
    published, published_from = _first((one.published, one.origin) for one in known)
    outlet, outlet_from = _first((one.outlet, one.origin) for one in known)
    return Report(
        text=parts.text,
        id=id,
        name=name,
        published=published,
        published_from=published_from,
        outlet=outlet,
        outlet_from=outlet_from,
        url=url,
        byline=_first((one.byline, one.origin) for one in known)[0],
        attribution=_first((one.attribution, one.origin) for one in known)[0],
        headline=parts.headline,
        dek=parts.dek,
        not_report_text=parts.not_report_text,
        notes=notes,
    )


def _first(values: Iterable[tuple[T | None, str]]) -> tuple[T | None, str | None]:
    """The first that is known, and where from."""
    return next(((value, origin) for value, origin in values if value), (None, None))
