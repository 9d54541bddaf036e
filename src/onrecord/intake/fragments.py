"""HTML that stands where text should, as in the cells of tables and the entries of feeds, turned into plain text.

Blocks end lines, and paragraphs are set apart by empty ones; scripts, styles and what else is no text are dropped.
"""

import html
import re
from collections.abc import Iterator

from lxml.etree import XMLSyntaxError, fromstring, iterwalk
from lxml.html import HtmlElement, HTMLParser

__all__ = ["is_html", "plain", "text_of"]

_TAG = re.compile(
    r"</(?:p|div|span|a|b|i|u|em|strong|ul|ol|li|h[1-6]|table|tr|td|blockquote|article|section|figure|font|script|style)"
    r"\s*>|<(?:p|br|hr|div|img)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
"""Tags that no reporter types."""
_REFERENCE = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|[lr][ds]quo|[mn]dash|hellip|#[0-9]{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE
)
_PARAGRAPHS = frozenset("article blockquote div dl figure h1 h2 h3 h4 h5 h6 hr ol p pre section table ul".split())
_BLOCKS = _PARAGRAPHS | frozenset(
    "address aside body br caption center dd details dt fieldset figcaption footer form header li main nav summary "
    "tbody tfoot thead tr".split()
)
_DROPPED = frozenset(
    "audio button canvas embed head iframe math noscript object script select style svg template textarea video".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
"""How newsletters hide what only the list of mails is to show."""
_SPACE = re.compile(r"[ \t\n\r\f]+")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def is_html(text: str) -> bool:
    """Whether a text is clearly HTML: it holds tags that no reporter types."""
    return "<" in text and _TAG.search(text) is not None


def plain(text: str, part: str) -> tuple[str, tuple[str, ...]]:
    """The text as readers of it, or of the HTML that it is, see it, and a note if it was; `part` is its name there."""
    if is_html(text):
        return text_of(text), (f"{part}: HTML turned into plain text",)
    if "&" in text and _REFERENCE.search(text):
        return html.unescape(text), (f"{part}: HTML entities decoded",)
    return text, ()


def text_of(fragment: str) -> str:
    """The text of a piece of HTML."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = fromstring(_NOT_XML.sub("", fragment).encode(), parser)
    except XMLSyntaxError:  # it holds no element and no text
        return ""
    return "" if root is None else re.sub(r"\n{3,}", "\n\n", "\n".join(_lines(_pieces(root)))).strip("\n")


def _pieces(root: HtmlElement) -> Iterator[str]:
    """Text with single spaces, and between it `\n` where a line ends, `\n\n` where a paragraph begins or ends."""
    within = 0
    for event, element in iterwalk(root, events=("start", "end")):
        start = event == "start"
        if element.tag in _DROPPED or _HIDDEN.search(element.get("style", "")):
            within += 1 if start else -1
        if not within and element.tag in _BLOCKS and (start or element.tag != "br"):
            yield "\n\n" if element.tag in _PARAGRAPHS else "\n"
        text = element.text if start else element.tail
        if text and not within:
            yield _SPACE.sub(" ", text)


def _lines(pieces: Iterator[str]) -> Iterator[str]:
    """The lines that the pieces make; an empty one where a paragraph begins or ends."""
    line: list[str] = []
    for piece in pieces:
        if piece[0] != "\n":
            line.append(piece)
            continue
        if text := _joined(line):
            yield text
        line.clear()
        if piece == "\n\n":
            yield ""
    yield _joined(line)


def _joined(line: list[str]) -> str:
    return re.sub(" {2,}", " ", "".join(line)).strip(" ")
