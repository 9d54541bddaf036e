"""What a page says of itself: headline, description, outlet, date, author and address.

schema.org's JSON-LD is asked first, then Open Graph and other <meta> elements, then the page's own markup. A date that
the page gives as that of publication is never replaced by a later one on which it was changed.
"""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from htmldate import find_date
from lxml.html import HtmlElement
from trafilatura.metadata import extract_author

from onrecord.intake.markup import words_of

__all__ = ["Metadata", "read_metadata"]

EARLIEST = date(1990, 1, 1)
"""No page of the web is older; what says so is a default or a mistake."""
LARGEST_JSON = 500_000
"""Characters of JSON-LD that are read; what follows an article in more is not about the article."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself; empty or None where it says nothing."""

    headlines: tuple[str, ...] = ()
    """The most trusted first."""
    descriptions: tuple[str, ...] = ()
    outlet: str | None = None
    published: date | None = None
    byline: str | None = None
    url: str | None = None
    language: str | None = None
    """ISO 639 code, as declared."""


def read_metadata(tree: HtmlElement, address: str | None = None) -> Metadata:
    """What the page says of itself; `address` is where it was found, for links that lack their host."""
    article, meta = _article(tree), _meta(tree)
    url = _address(tree, article, meta, address)
    return Metadata(
        headlines=_all(_text(article.get("headline")), *_of(meta, _HEADLINES), _title(tree)),
        descriptions=_all(*_of(meta, _DESCRIPTIONS), _text(article.get("description"))),
        outlet=_outlet(article, meta),
        published=_published(tree, article, meta, url or address),
        byline=_byline(tree, article, meta),
        url=url,
        language=_language(tree, article),
    )


# ---------------------------------------------------------------- schema.org
_Json = dict[str, Any]
_ARTICLE = re.compile(r"(?:\w*Article|Report|\w*BlogPosting|\w*Blog|\w*NewsArticle)$")


def _article(tree: HtmlElement) -> _Json:
    """The first article, from the outside in, that the page's JSON-LD describes; empty if there is none."""
    nodes = [node for script in tree.iterfind('.//script[@type="application/ld+json"]') for node in _parsed(script)]
    for node in _outside_in(nodes):
        if any(_ARTICLE.match(kind) for kind in _list(node.get("@type")) if isinstance(kind, str)):
            return node
    return {}


def _parsed(script: HtmlElement) -> list[Any]:
    text = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*$", "", script.text or "")
    with suppress(ValueError, RecursionError):  # what is no JSON says nothing; the page's other parts may
        return [json.loads(text, strict=False)] if len(text) <= LARGEST_JSON else []
    return []


def _outside_in(nodes: list[Any]) -> Iterator[_Json]:
    """All objects, those that lie deeper after those that hold them."""
    while nodes:
        inner: list[Any] = []
        for node in nodes:
            if isinstance(node, dict):
                yield node
                inner.extend(node.values())
            elif isinstance(node, list):
                inner.extend(node)
        nodes = inner


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    """The text of a JSON value, on one line; pages often escape it twice."""
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def _names(value: Any) -> list[str]:
    """The names of persons or organisations, given as texts or as objects that have one."""
    found = [_text(item.get("name") if isinstance(item, dict) else item) for item in _list(value)]
    return [name for name in dict.fromkeys(found) if name and not _is_address(name)]


# ---------------------------------------------------------------- <meta>
_HEADLINES = ("og:title", "twitter:title", "dc.title", "title")
_DESCRIPTIONS = ("og:description", "twitter:description", "description")
_OUTLETS = (
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "application-name",
    "apple-mobile-web-app-title",
)
_PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "publishdate", "publish-date", "publish_date", "published_time", "pubdate", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "citation_publication_date", "article.published",
)  # fmt: skip
_AUTHORS = ("author", "article:author", "byl", "parsely-author", "dc.creator", "sailthru.author", "og:article:author")


def _meta(tree: HtmlElement) -> dict[str, str]:
    """The page's <meta> elements by name, in lower case; of two the first."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        content = " ".join((element.get("content") or "").split())
        if key and content:
            found.setdefault(key.strip().lower(), content)
    return found


def _of(meta: dict[str, str], keys: Sequence[str]) -> list[str]:
    return [meta[key] for key in keys if key in meta]


def _all(*values: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _title(tree: HtmlElement) -> str:
    title = tree.find(".//title")
    return words_of(title) if title is not None else ""


# ---------------------------------------------------------------- outlet, byline, address, language
def _outlet(article: _Json, meta: dict[str, str]) -> str | None:
    names = [*_names(article.get("publisher")), *_of(meta, _OUTLETS)]
    return next((name for name in names if not _is_address(name) and len(name) <= 80), None)


def _byline(tree: HtmlElement, article: _Json, meta: dict[str, str]) -> str | None:
    names = _names(article.get("author")) or [name for name in _of(meta, _AUTHORS) if not _is_address(name)][:1]
    names = names or [extract_author(tree) or ""]
    byline = ", ".join(name.replace("; ", ", ") for name in names)
    return byline if 0 < len(byline) <= 300 else None


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://", "//", "@", "www."))


def _address(tree: HtmlElement, article: _Json, meta: dict[str, str], address: str | None) -> str | None:
    """The canonical address; that of the server's front page, a common mistake, is none."""
    links = [link.get("href") or "" for link in tree.iterfind(".//link[@rel='canonical']")]
    for link in (*links, meta.get("og:url", ""), _text(article.get("url"))):
        try:
            found = urljoin(address or "", link.strip())
            parts = urlsplit(found)
        except ValueError:
            continue
        if link and parts.scheme in ("http", "https") and parts.hostname and (parts.path.strip("/") or parts.query):
            return found
    return None


def _language(tree: HtmlElement, article: _Json) -> str | None:
    declared = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang")
    found = re.match(r"[a-z]{2,3}(?![a-z])", (declared or _text(article.get("inLanguage"))).strip().lower())
    return found[0] if found else None


# ---------------------------------------------------------------- date
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)")


def _published(tree: HtmlElement, article: _Json, meta: dict[str, str], url: str | None) -> date | None:
    """The day of publication as the page writes it, in the time zone that it writes."""
    for value in (_text(article.get("datePublished")), *_of(meta, _PUBLISHED)):
        if day := _day(value):
            return day
    found = find_date(tree, original_date=True, url="", max_date=_latest().isoformat())
    return _plausible(date.fromisoformat(found)) if found else None


def _day(value: str) -> date | None:
    if found := _ISO.match(value):
        with suppress(ValueError):
            return _plausible(date(*map(int, found.groups())))
    with suppress(ValueError):
        return _plausible(parsedate_to_datetime(value).date())
    return None


def _plausible(day: date) -> date | None:
    return day if EARLIEST <= day <= _latest() else None


def _latest() -> date:
    """Tomorrow: it already is that in some time zones."""
    return datetime.now(UTC).date() + timedelta(days=1)
