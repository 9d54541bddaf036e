"""The bytes of a page to its tree of elements: decoded by what the page is, not by what it says it is."""

import codecs
import re
import sys
from collections.abc import Iterator

from lxml.etree import ParserError, XMLSyntaxError, strip_tags
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from onrecord.errors import InputError
from onrecord.intake.text import decode, is_utf8

__all__ = ["parse_page", "words_of"]

MOST_TAGS = 30_000
"""Tags in one page, counted by "<". Reports have a thousand or two, the longest some twenty thousand; time grows with
their square."""
FEW_NULS = 0.01
"""Share of NUL bytes that a page may have and be text; browsers pass over them."""

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_WESTERN = ("iso8859-1", "ascii")
"""Names that browsers, and so all who make pages, take for windows-1252."""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,12})|([0-9]{1,12}));?")


def parse_page(data: bytes, name: str, charset: str | None = None) -> tuple[HtmlElement, tuple[str, ...]]:
    """The tree of a page, and notes on what was guessed; `charset` is what the server said. Raises InputError."""
    html, notes = _decoded(data, name, charset)
    html = _REFERENCE.sub(_allowed, _NOT_XML.sub("", html))
    if html.count("<") > MOST_TAGS:
        raise InputError(
            name, f"it has more than {MOST_TAGS:,} tags, which no page with a report has; save its text as a .txt file"
        )
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, default_doctype=False)
    try:
        tree = document_fromstring(html.encode(), parser=parser)
    except (ParserError, XMLSyntaxError, ValueError) as error:
        raise InputError(name, "it is not an HTML page") from error
    _write_quotes(tree)
    return tree, notes


def _allowed(reference: re.Match[str]) -> str:
    """A numeric reference, unless it stands for a character that a tree can't hold: one of those costs the page."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return "" if number > sys.maxunicode or _NOT_XML.match(chr(number)) else reference[0]


def words_of(element: HtmlElement) -> str:
    """The element's text as a browser shows it on one line."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: HtmlElement) -> Iterator[str]:
    for part in element.itertext():
        yield str(part)


def _decoded(data: bytes, name: str, charset: str | None) -> tuple[str, tuple[str, ...]]:
    """UTF-8 if the bytes are, for nothing else is by chance; then the server's word, the page's, and a guess."""
    if data.count(0) <= FEW_NULS * len(data):
        data = data.replace(b"\x00", b"")
    if not is_utf8(data) and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF8)):
        declared = _DECLARED.search(data, 0, _DECLARED_WITHIN)
        for encoding in (charset, declared[1].decode("ascii", "replace") if declared else None):
            if encoding and (text := _decoded_as(data, encoding)) is not None:
                return text, ()
    return decode(data, name)


def _decoded_as(data: bytes, encoding: str) -> str | None:
    """Nothing if there is no such encoding or the bytes do not fit it."""
    try:
        codec = codecs.lookup(encoding).name
        return data.decode("cp1252" if codec in _WESTERN else codec)
    except (LookupError, UnicodeError):
        return None


def _write_quotes(tree: HtmlElement) -> None:
    """Write the quotation marks of <q>, which browsers show though no character of the page is one."""
    for quote in tree.iter("q"):
        quote.text = "\u201c" + (quote.text or "")
        if len(quote):
            quote[-1].tail = (quote[-1].tail or "") + "\u201d"
        else:
            quote.text += "\u201d"
    strip_tags(tree, "q")
