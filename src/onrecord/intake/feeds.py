"""Feeds: RSS of all versions, RDF and Atom; a report in each entry, called by its place: "news.rss, entry 3", from 1.

A feed is XML that others wrote, so it passes lxml before feedparser sees it: no entity is expanded, nothing is loaded,
what is broken is read as far as it goes, and what reaches feedparser is well-formed. (On what isn't, feedparser takes a
parser of its own that hostile input keeps busy for minutes.)
"""

import codecs
import html
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from html.entities import html5
from typing import TYPE_CHECKING

from lxml import etree

from onrecord.errors import InputError
from onrecord.intake.compose import compose
from onrecord.intake.day import find_day
from onrecord.intake.fragments import plain
from onrecord.intake.options import Options
from onrecord.intake.publication import Publication
from onrecord.intake.settle import make_report
from onrecord.intake.source import Source, printable
from onrecord.intake.text import check_text, decode
from onrecord.report import Report

if TYPE_CHECKING:
    from feedparser import FeedParserDict

__all__ = ["read_feed"]

REPORTS = 5
"""A feed, whose tree is held whole (in some forty times its size), may be so many times as large as a report. Outlets
give 20 to 200 entries; 200 with full texts have about 2 MB."""
MOST_ELEMENTS = 200_000
"""Of a feed: it takes feedparser five seconds. Those of 200 entries are 4,000, HTML that is not escaped left aside."""
MOST_MARKS = 500_000
"""Ampersands, and equals signs, in a feed: each takes its time. One of 10 MB whose HTML is escaped has 150,000."""

_ROOTS = ("rss", "feed", "RDF", "channel")
_NAMESPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
"""Those that feeds forget to declare and that hold parts of reports."""
_PARTS = {"content": ("encoded",), "dc": ("date", "creator")}
_DECLARED = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_REFERENCE = re.compile(r"&(?!#\d{1,7};|#x[0-9A-Fa-f]{1,6};|(?:amp|lt|gt|quot|apos);)(?:([A-Za-z][A-Za-z0-9]{1,31});)?")
"""An ampersand that XML can't read: alone, or before a name that XML doesn't know."""
_CDATA, _CDATA_END = "<![CDATA[", "]]>"


def read_feed(source: Source, options: Options) -> Iterator[Report | InputError]:
    """The reports in a feed's entries. One that is broken is read as far as it goes, with an error after it.

    Raises InputError if it is no feed.
    """
    import feedparser  # takes a tenth of a second to load

    text, notes = _decoded(source.read(reports=REPORTS), source.name)
    root, problem = _parsed(text, source.name)
    try:
        feed = feedparser.parse(io.BytesIO(etree.tostring(root)), resolve_relative_uris=False, sanitize_html=False)
    except (LookupError, AttributeError, TypeError, ValueError, RecursionError) as error:  # faults of feedparser's
        raise InputError(source.name, "it is a feed whose elements stand where none should") from error
    for number, entry in enumerate(feed.entries, 1):
        yield _report(entry, feed.feed.get("title", ""), source, number, notes)
    if problem:
        yield InputError(source.name, f"it is broken XML ({problem}); entries may be missing from it")
    elif not feed.entries:
        yield InputError(source.name, "it is a feed without entries")


def _decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    declared = _DECLARED.match(data)
    encoding = declared[1].decode("ascii", "replace") if declared else "utf-8"
    try:
        if codecs.lookup(encoding).name != "utf-8":
            return data.decode(encoding), ()
    except (LookupError, UnicodeError):  # there is no such encoding, or it is another one
        pass
    return decode(data, name)


def _parsed(text: str, name: str) -> tuple["etree._Element", str]:
    """The root of a feed's tree, and what is wrong with its XML. Raises InputError if it isn't a feed."""
    if max(map(text.count, "&=")) > MOST_MARKS:
        problem = f"it has more than {MOST_MARKS:,} references or attributes; no feed was looked for in it"
        raise InputError(name, problem)
    xml = _without_entities(_DECLARATION.sub("", text)).encode("utf-8", "replace")
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(name, "it is not a feed: it is not XML") from error
    kind = "" if root is None else root.tag.rpartition("}")[2]  # QName refuses names that the parser lets through
    if root is None or kind not in _ROOTS:
        found = f"it is XML whose root is <{printable(kind[:40])}>" if root is not None else "it is not XML"
        raise InputError(name, f"it is not a feed, which would be RSS or Atom: {found}")
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise InputError(name, f"it has more than {MOST_ELEMENTS:,} elements; no feed was looked for in it")
    _name_prefixes(root)
    wrong = next((one for one in parser.error_log if one.domain_name == "PARSER"), None)
    return root, f"line {wrong.line}: {wrong.message[:100].strip()}" if wrong else ""


def _without_entities(xml: str) -> str:
    """XML whose ampersands are all its own: feeds use HTML's names of characters, and forget to escape ampersands.

    So no entity that the feed declares is ever referred to.
    """
    parts = []
    for part in xml.split(_CDATA_END):
        before, start, within = part.partition(_CDATA)
        parts.append(_REFERENCE.sub(_written_out, before) + start + within)
    return _CDATA_END.join(parts)


def _written_out(reference: "re.Match[str]") -> str:
    return html.escape(html5.get(f"{reference[1]};") or reference[0])


def _name_prefixes(root: "etree._Element") -> None:
    """Elements and attributes whose prefix is not declared, which lxml leaves as they are and feedparser can't read."""
    for element in root.iter(etree.Element):
        if ":" in (element.tag if element.tag[0] != "{" else ""):
            prefix, _, tag = element.tag.rpartition(":")
            element.tag = f"{{{_NAMESPACES[prefix]}}}{tag}" if tag in _PARTS.get(prefix, ()) else "other"
        attributes = dict(element.attrib)
        element.attrib.clear()
        for name, value in attributes.items():
            if name[0] == "{" or ":" not in name:
                with suppress(ValueError):  # a value with characters that XML doesn't allow tells nothing
                    element.set(name, value)


def _report(
    entry: "FeedParserDict", feed_title: str, source: Source, number: int, notes: tuple[str, ...]
) -> Report | InputError:
    name = f"{source.name}, entry {number:,}"
    try:
        body = _text(entry)
        if not body.strip():
            raise InputError(name, "it has no text, neither content nor description")
        if len(body.encode("utf-8", "replace")) > source.limits.report:
            raise source.limits.too_large(name)
        check_text(body, name)
        published, day_notes = find_day(dict.get(entry, "published") or dict.get(entry, "updated"))
        outlet = (entry.get("source") or {}).get("title") or feed_title
        publication = Publication(
            published, _line(outlet) or None, _address(entry), _line(entry.get("author", "")) or None, origin="feed"
        )
        return make_report(
            compose(body, headline=_line(entry.get("title", ""))),
            name,
            entry.get("id") or publication.url or f"{source.id}-{number}",
            (*source.publications, publication),
            (*notes, *day_notes),
        )
    except InputError as error:
        return error


def _text(entry: "FeedParserDict") -> str:
    """The longest content that the entry has; its description if it has none."""
    contents = [plain(content.get("value") or "", "text")[0] for content in entry.get("content") or []]
    body = max(contents, key=len, default="")
    return body if body.strip() else plain(entry.get("summary") or "", "text")[0]


def _line(value: str | None) -> str:
    return " ".join(plain(value or "", "")[0].split())


def _address(entry: "FeedParserDict") -> str | None:
    link = entry.get("link") or ""
    return link if link.lower().startswith(("http://", "https://")) else None
