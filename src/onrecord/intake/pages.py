"""HTML pages: one report each, without the page around it."""

from collections.abc import Iterator

from lxml.etree import LxmlError

from onrecord.errors import InputError
from onrecord.intake.article import find_article
from onrecord.intake.markup import parse_page
from onrecord.intake.metadata import read_metadata
from onrecord.intake.options import Options
from onrecord.intake.publication import Publication
from onrecord.intake.settle import make_report
from onrecord.intake.source import Source
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
    tree, notes = parse_page(data, name, charset)
    try:
        metadata = read_metadata(tree, next((one.url for one in publications if one.url), None))
        article = find_article(tree, metadata)
    except (LxmlError, ValueError) as error:
        raise InputError(name, f"the report in the page can't be made out ({error})") from error
    if article is None:
        raise InputError(name, "no report was found in the page; it may be a list of links, or made by a script")
    page = Publication(metadata.published, metadata.outlet, metadata.url, metadata.byline, origin="page")
    return make_report(article, name, id, (*publications, page), notes)
