"""HTML pages: one report each, without the page around it."""

from collections.abc import Iterator

from trafilatura import bare_extraction

from onrecord.errors import InputError
from onrecord.intake.compose import compose
from onrecord.intake.options import Options
from onrecord.intake.publication import Publication
from onrecord.intake.settle import make_report
from onrecord.intake.source import Source
from onrecord.intake.text import decode
from onrecord.report import Report

__all__ = ["read_html", "read_page"]


def read_page(source: Source, options: Options) -> Iterator[Report]:
    """The report that a page holds. Raises InputError."""
    yield read_html(source.read(), source.name, source.id, source.publications)


def read_html(
    data: bytes, name: str, id: str, publications: tuple[Publication, ...], charset: str | None = None
) -> Report:
    """The report that a page holds; `charset` is the encoding that the server gave with it.

    Raises InputError if it holds none, LanguageError if it is not in English.
    """
    html, notes = decode(data, name)
    page = bare_extraction(html, include_comments=False)
    if page is None or not page.text:
        raise InputError(name, "no report was found in the page")
    body = page.text.replace("\n", "\n\n")
    return make_report(compose(body, headline=page.title or ""), name, id, publications, notes)
