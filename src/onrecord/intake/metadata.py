"""What a page says of itself: headline, description, outlet, date, author and address.

schema.org's JSON-LD is asked first, then Open Graph and other <meta> elements, then the page's own markup. A date that
the page gives as that of publication is never replaced by a later one on which it was changed.
"""

import json
import logging
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from html import unescape
from urllib.parse import urljoin, urlsplit

from dateutil.parser import parse as parse_date
from htmldate import find_date
from lxml.html import HtmlElement
from trafilatura.metadata import extract_author

from onrecord.codebooks.outlets import load_outlets
from onrecord.codebooks.speakers import fold
from onrecord.intake.markup import words_of
from onrecord.intake.url import from_url, plausible

__all__ = ["Metadata", "read_metadata"]

logging.getLogger("htmldate").addHandler(logging.NullHandler())  # as in article.py

LETTERS_FEW, LETTERS_ENOUGH = 3, 5
"""Of a name that stands in a host, and of a host's label that stands in a name: fewer do so by chance."""
LARGEST_JSON = 500_000
"""Characters of a piece of JSON-LD that is read; longer ones are lists of what else the site has."""
LONGEST_DATE = 60
LONGEST_OUTLET = 120
LONGEST_BYLINE = 300
MANY_WORDS = 5
"""Of an outlet's name: what follows a bar or dash in one so long is praise."""


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


def read_metadata(tree: HtmlElement, address: str | None = None) -> Metadata:
    """What the page says of itself; `address` is where it was found, for links that lack their host."""
    article, meta = _article(tree), _meta(tree)
    url = _address(tree, article, meta, address)
    return Metadata(
        headlines=_all(_text(article.get("headline")), *_of(meta, _HEADLINES), _title(tree)),
        descriptions=_all(*_of(meta, _DESCRIPTIONS), _text(article.get("description"))),
        outlet=_outlet(tree, article, meta, _host(url or address)),
        published=_published(tree, article, meta, url or address),
        byline=_byline(tree, article, meta),
        url=url,
    )


# ---------------------------------------------------------------- schema.org
_Json = dict[str, object]
_ARTICLE = re.compile(r"\w*(?:Article|BlogPosting)|Report")
"""Of schema.org's types: Article, NewsArticle, ReportageNewsArticle, LiveBlogPosting, ..."""


def _article(tree: HtmlElement) -> _Json:
    """The first article, from the outside in, that the page's JSON-LD describes; empty if there is none."""
    nodes = [node for script in tree.iter("script") for node in _parsed(script)]
    for node in _outside_in(nodes):
        if any(_ARTICLE.fullmatch(kind) for kind in _list(node.get("@type")) if isinstance(kind, str)):
            return node
    return {}


def _parsed(script: HtmlElement) -> list[object]:
    if not (script.get("type") or "").strip().lower().startswith("application/ld+json"):
        return []
    text = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*$", "", script.text or "")
    with suppress(ValueError, RecursionError):  # what is no JSON says nothing; the page's other parts may
        return [json.loads(text, strict=False)] if len(text) <= LARGEST_JSON else []
    return []


def _outside_in(nodes: list[object]) -> Iterator[_Json]:
    """All objects, those that lie deeper after those that hold them."""
    while nodes:
        inner: list[object] = []
        for node in nodes:
            if isinstance(node, dict):
                yield node
                inner.extend(node.values())
            elif isinstance(node, list):
                inner.extend(node)
        nodes = inner


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _text(value: object) -> str:
    """The text of a JSON value, on one line; pages often escape it twice."""
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def _names(value: object) -> list[str]:
    """The names of persons or organisations, given as texts or as objects that have one."""
    found = [_text(item.get("name") if isinstance(item, dict) else item) for item in _list(value)]
    return [name for name in dict.fromkeys(found) if name and not _is_address(name)]


# ---------------------------------------------------------------- <meta>
_HEADLINES = ("og:title", "twitter:title", "dc.title", "title")
_DESCRIPTIONS = ("og:description", "twitter:description", "description")
_OUTLETS = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher")
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


# ---------------------------------------------------------------- outlet, byline, address
def _outlet(tree: HtmlElement, article: _Json, meta: dict[str, str], host: str) -> str | None:
    """The name that the page gives its site: its usual one, if it is listed, and without what is praised behind it."""
    listed = load_outlets().of_host(host)
    names = [
        *_names(article.get("publisher")),
        *_of(meta, _OUTLETS),
        *_site_in_title(tree, host),
    ]
    for name in names:
        if _is_address(name) or len(name) > LONGEST_OUTLET or name in (*_of(meta, _HEADLINES), _title(tree)):
            continue
        if listed and (load_outlets().usual_name(name) == listed or host.endswith(name.lower())):
            return listed
        return (_TAGLINE.split(name)[0] if len(name.split()) >= MANY_WORDS else name).strip(" -|\u2013\u2014")
    return None


_BETWEEN_PARTS = re.compile(r"\s+(?:[|/»«·•:\u2013\u2014-]+|l)\s+")
_TAGLINE = re.compile(r"\s+[|\u2013\u2014-]\s+|: ")


def _site_in_title(tree: HtmlElement, host: str) -> list[str]:
    """The part of the title that is the site's name, which its host tells: "The Times of Israel", timesofisrael.com."""
    parts = _BETWEEN_PARTS.split(_title(tree))
    labels = [label.replace("-", "") for label in host.split(".")[:-1] if len(label) >= LETTERS_ENOUGH]
    found = []
    for part in parts[:0:-1] + parts[:1] if len(parts) > 1 else []:
        key = fold(part).replace(" ", "").replace("-", "")
        within = len(key) >= LETTERS_FEW and key in host.replace("-", "").replace(".", "")
        if within or (len(part.split()) <= MANY_WORDS and any(label in key for label in labels)):
            found.append(part)
    return found


def _byline(tree: HtmlElement, article: _Json, meta: dict[str, str]) -> str | None:
    names = _names(article.get("author")) or [name for name in _of(meta, _AUTHORS) if not _is_address(name)][:1]
    names = names or [extract_author(tree) or ""]
    byline = ", ".join(name.replace("; ", ", ") for name in names)
    return byline if 0 < len(byline) <= LONGEST_BYLINE else None


def _is_address(text: str) -> bool:
    """Whether it is a link or a handle instead of a name."""
    return text.startswith(("http://", "https://", "//", "@", "www."))


def _address(tree: HtmlElement, article: _Json, meta: dict[str, str], address: str | None) -> str | None:
    """The canonical address; that of the server's front page, a common mistake, is none."""
    links = [link.get("href") or "" for link in tree.iterfind(".//link[@rel='canonical']")]
    for link in (*links, meta.get("og:url", ""), _text(article.get("url"))):
        try:
            found = str(urljoin(address or "", link.strip()))
            parts = urlsplit(found)
        except ValueError:
            continue
        if link and parts.scheme in ("http", "https") and parts.hostname and (parts.path.strip("/") or parts.query):
            return found
    return None


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""


# ---------------------------------------------------------------- date
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_UTC = re.compile(r"(?:Z|[+-]00:?00|\b(?:UTC|GMT))(?:\s\(.*\))?$")


def _published(tree: HtmlElement, article: _Json, meta: dict[str, str], url: str | None) -> date | None:
    """The day of publication where the outlet is, as far as the page and its address tell.

    An address with a day in it is more to be trusted than a date that only stands somewhere in the page.
    """
    in_address = from_url(url).published if url else None
    if declared := _declared((_text(article.get("datePublished")), *_of(meta, _PUBLISHED)), in_address):
        return declared
    return None if in_address else _found(tree)


def _declared(values: Iterable[str], in_address: date | None) -> date | None:
    """The first day that is declared; of a moment in UTC the day before or after it, if that is the outlet's own."""
    days = [(day, bool(_UTC.search(value))) for value in values if (day := _day(value))]
    if not days:
        return None
    first, is_utc = days[0]
    local = [in_address, *(day for day, utc in days if not utc)] if is_utc else []
    return next((day for day in local if day and abs(day - first) == timedelta(days=1)), first)


def _found(tree: HtmlElement) -> date | None:
    """The date that htmldate finds in the page; a first of January is a year that it found alone, most often."""
    latest = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of dateutil, on time zones that it doesn't know
        found = find_date(tree, original_date=True, url="", max_date=latest)
    day = plausible(date.fromisoformat(found)) if found else None
    return day if day and (day.month, day.day) != (1, 1) else None


def _day(value: str) -> date | None:
    if found := _ISO.match(value):
        with suppress(ValueError):
            return plausible(date(*map(int, found.groups())))
    if re.search(r"[A-Za-z]{3}", value) and re.search(r"\b\d{4}\b", value) and len(value) < LONGEST_DATE:
        with suppress(ValueError, OverflowError), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return plausible(parse_date(re.sub(r"\(.*", "", value)).date())
    return None
