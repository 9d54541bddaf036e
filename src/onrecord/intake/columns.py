"""Which column of a table, or field of JSON, holds which part of a report: as the user says, or by its name.

The usual names are those of the data that people read: CC-News, news-please, Fundus, newspaper3k and trafilatura; the
answers of NewsAPI, NewsCatcher, Event Registry, the Guardian, the New York Times, Webz and Media Cloud; exports of
LexisNexis and ProQuest; and data sets as they are shared on Kaggle and Hugging Face. Case, spaces and marks but the dot
don't count: "Publication title" is "publicationtitle". A dot leads into a field of JSON: "source.name".
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields

from onrecord.errors import InputError
from onrecord.intake.options import Columns

__all__ = ["USUAL", "cell", "find_columns", "paths"]

USUAL = {
    "text": "text fulltext maintext plaintext articletext articlebody body bodytext fields.bodytext newsbody storybody "
    "content articlecontent newscontent fullcontent contents article story document news",
    "id": "id articleid newsid storyid documentid docid uuid guid uri",
    "headline": "headline title articletitle newstitle headline.main fields.headline webtitle heading",
    "published": "published publisheddate publishedat publishdate publishingdate publicationdate datepublished "
    "datepublish datepublication pubdate publishtime publicationtime firstpublishdate webpublicationdate "
    "datetimepub datetime date articledate newsdate releasedate",
    "outlet": "outlet newspaper publication publicationtitle publicationname pubtitle publisher publishername "
    "newsoutlet medianame sitename namesource sourcename source.name source.title source newssource site "
    "thread.site hostname domain sourcedomain sourcecommonname",
    "url": "url articleurl link articlelink newsurl weburl canonicalurl permalink href documentidentifier sourceurl",
    "byline": "byline byline.original fields.byline author authors authorname journalists writer reporter creator",
}
"""The names by which each part is found, the first that is there. A summary is no text: it must be named."""

SHOWN = 30
"""Names listed in an error."""
DEEPEST = 3
"""Fields within fields of JSON that are listed."""


def find_columns(columns: Columns, there: Sequence[str], name: str) -> Columns:
    """The columns that hold the parts, of those that are there; None for a part that none holds.

    Raises InputError, which lists what is there, if a column that the user named is not, or if none holds the text.
    """
    usual: dict[str, str] = {}
    for column in there:
        usual.setdefault(re.sub(r"[^\w.]|_", "", column.lower()), column)
    found = {}
    for part in (field.name for field in fields(Columns)):
        named = getattr(columns, part)
        if named is not None and named not in there:
            raise InputError(name, f"it has no column {named!r} (--{part}-column); its columns are {_listed(there)}")
        found[part] = named or next((usual[one] for one in USUAL[part].split() if one in usual), None)
    if found["text"] is None:
        problem = "no column's name tells that it holds the text; name the one that does with --text-column"
        raise InputError(name, f"{problem}; its columns are {_listed(there)}")
    _check_single([column for column in found.values() if column], there, name)
    return Columns(**found)


def _check_single(found: Iterable[str], there: Sequence[str], name: str) -> None:
    for column in found:
        if there.count(column) > 1:
            raise InputError(
                name, f"{there.count(column)} of its columns are called {column!r}; give each its own name"
            )


def _listed(there: Sequence[str]) -> str:
    names = [repr(name if len(name) <= 40 else f"{name[:39]}…") for name in there[:SHOWN]]
    more = len(there) - len(names)
    return ", ".join(names) + (f" and {more:,} more" if more else "") if names else "none"


def paths(fields: Mapping[str, object], *, within: str = "", depth: int = DEEPEST) -> list[str]:
    """The names of an object's fields, and those of its objects' with dots between."""
    found = []
    for name, value in fields.items():
        found.append(within + name)
        if isinstance(value, dict) and depth > 1:
            found += paths(value, within=f"{within}{name}.", depth=depth - 1)
    return found


def cell(cells: Mapping[str, object], column: str | None) -> object:
    """What a row holds in a column, or a JSON object at the end of a path; None where there is nothing."""
    if column is None:
        return None
    if column in cells:
        return cells[column]
    first, _, rest = column.partition(".")
    inner = cells.get(first)
    return cell(inner, rest) if rest and isinstance(inner, dict) else None
