"""The report within a page: headline, dek and paragraphs as a reader sees them, without what stands around them."""

import logging
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml.etree import iterwalk
from lxml.html import HtmlElement
from trafilatura import bare_extraction

from onrecord.intake.compose import BETWEEN, Composed, compose
from onrecord.intake.markup import words_of
from onrecord.intake.metadata import Metadata
from onrecord.report import Span

__all__ = ["find_article"]

logging.getLogger("trafilatura").addHandler(logging.NullHandler())
# what a page lacks is said in our errors; without a handler Python prints the library's warnings

MANY_ELEMENTS = 6_000
"""Elements above which only one extractor is asked: comparing several takes the square of them. Few pages have more."""
FEWEST_WORDS = 5
"""Of a paragraph. So for the next."""
LONGEST_HEADLINE = 40
LONGEST_DEK = 80
LONGEST_HEADING = 25


class Paragraph(NamedTuple):
    """One paragraph and the element that it was: "p", "head", "quote", "item", "row", ..."""

    text: str
    tag: str


def find_article(tree: HtmlElement, metadata: Metadata) -> Composed | None:
    """The report's text; none if the page holds no sentence. The tree stays as it is."""
    paragraphs = _paragraphs(tree)
    if not any(_is_prose(one) and _SENTENCE_END.search(one.text) for one in paragraphs):
        return None
    headline = _headline(tree, metadata)
    dek = _dek(tree, metadata, headline, paragraphs)
    apart = {_folded(part) for part in (headline, dek) if part}
    body = [one for one in paragraphs if _folded(one.text) not in apart]
    return compose(
        BETWEEN.join(one.text for one in body),
        headline=headline,
        dek=dek,
        not_report_text=list(_spans(body, _beside(tree, body))),
    )


# ---------------------------------------------------------------- paragraphs
_AROUND = ("quote", "item", "row")
"""Blocks that matter more than the paragraphs within them."""
_BLOCKS = frozenset(("p", "head", "quote", "item", "row", "list", "table", "div", "code", "body", "fw", "ab", "dl"))


def _paragraphs(tree: HtmlElement) -> list[Paragraph]:
    """The paragraphs of what trafilatura takes for the article, headings included, without markup."""
    elements = sum(1 for _ in tree.iter())
    page = bare_extraction(tree, include_comments=False, fast=elements > MANY_ELEMENTS)
    if page is None or isinstance(page, dict) or page.body is None:
        return []
    return _trimmed(list(_blocks(page.body)))


def _trimmed(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Without the links and labels in lists and tables at both ends: menus of pages that are laid out with those."""
    edges = [number for number, one in enumerate(paragraphs) if one.tag not in ("item", "row") or _is_prose(one)]
    return paragraphs[edges[0] : edges[-1] + 1] if edges else []


def _blocks(body: HtmlElement) -> Iterator[Paragraph]:
    open_blocks: list[str] = []
    pieces: list[str] = []
    for event, element in iterwalk(body, events=("start", "end")):
        if element.tag in _BLOCKS:
            yield from _closed(pieces, open_blocks or ["p"])
        if event == "start":
            if element.tag in _BLOCKS:
                open_blocks.append(element.tag)
            pieces.append("\n" if element.tag == "lb" else element.text or "")
        else:
            if element.tag in _BLOCKS:
                open_blocks.pop()
            pieces.append("\t" if element.tag == "cell" else "")
            pieces.append((element.tail or "") if element is not body else "")
    yield from _closed(pieces, open_blocks or ["p"])


def _closed(pieces: list[str], open_blocks: list[str]) -> Iterator[Paragraph]:
    """The paragraphs that the pieces make, which are used up; a <br> at the end of a sentence parts two."""
    text = "".join(pieces)
    pieces.clear()
    for part in _BREAK.split(text):
        lines = (" ".join(line.split(" ")).strip() for line in part.splitlines())
        if shown := "\n".join(line for line in lines if line):
            yield Paragraph(shown, next((tag for tag in _AROUND if tag in open_blocks), open_blocks[-1]))


_BREAK = re.compile(r"\n\s*\n|(?<=[.!?\"”’)])\s*\n")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*(?:\s|$)")


def _is_prose(paragraph: Paragraph) -> bool:
    """Whether it is more than a label or link."""
    return len(paragraph.text.split()) >= FEWEST_WORDS and paragraph.tag != "head"


# ---------------------------------------------------------------- headline and dek
_SITE = re.compile(r"\s+[|–—·»:-]+\s+")


def _headline(tree: HtmlElement, metadata: Metadata) -> str:
    """The heading that the page's metadata name, as the page shows it; the metadata's own if it shows none."""
    headings = [words_of(element) for element in tree.iter("h1")]
    headings = [heading for heading in headings if 0 < len(heading.split()) <= LONGEST_HEADLINE]
    for heading in headings:
        if any(_says(declared, heading) for declared in metadata.headlines):
            return heading
    if len(headings) == 1 and len(headings[0].split()) > 2:
        return headings[0]
    declared = _without_site(metadata.headlines[0], metadata) if metadata.headlines else ""
    return declared if len(declared.split()) <= LONGEST_HEADLINE else ""


def _says(declared: str, heading: str) -> bool:
    """Whether the two are the same, but for a site's name at one end or some words that were cut."""
    one, other = _folded(declared), _folded(heading)
    if len(heading.split()) < 3:
        return one == other
    return one in other or other in one if min(len(one), len(other)) > 10 else one == other


def _without_site(title: str, metadata: Metadata) -> str:
    """The title without the outlet's name, which stands behind a bar or a dash at its end."""
    parts = _SITE.split(title)
    last = _SITE.search(title[::-1])
    is_site = metadata.outlet and _folded(parts[-1]) in _folded(metadata.outlet)
    if last and len(parts) > 1 and (is_site or (last[0].strip() in "|»" and len(parts[-1].split()) <= 4)):
        return title[: len(title) - last.end()]
    return title


_DEK_HINT = re.compile(
    r"stand-?first|(?:^|[\W_])(?:dek|deck)(?:$|[\W_])|sub-?_?(?:title|head|headline|line)|summary|abstract|"
    r"(?:^|[\W_])(?:lede?|leadin|intro|introduction|excerpt|teaser)(?:$|[\W_])|description",
    re.IGNORECASE,
)


def _dek(tree: HtmlElement, metadata: Metadata, headline: str, paragraphs: list[Paragraph]) -> str:
    """A description that the page shows between headline and body, not as the body's own first words."""
    body = {_folded(paragraph.text) for paragraph in paragraphs if paragraph.tag != "head"}
    for description in metadata.descriptions:
        if not 4 <= len(description.split()) <= LONGEST_DEK or _folded(description) == _folded(headline):
            continue
        for element in _showing(tree, description):
            shown = words_of(element)
            if _is_marked_as_dek(element) or _folded(shown) not in body:
                return shown
    return ""


def _showing(tree: HtmlElement, text: str) -> Iterator[HtmlElement]:
    """The elements of the page's body that show this text and no other."""
    wanted = _folded(text)
    body = tree.find("body")
    for element in body.iter() if body is not None else ():
        if element.tag in ("script", "style", "noscript", "template") or not (element.text or "").strip():
            continue
        if wanted.startswith(_folded(element.text)[:30]):
            while (
                element is not None and element is not body and len(shown := _folded(words_of(element))) < len(wanted)
            ):
                element = element.getparent()
            if element is not None and element is not body and shown == wanted:
                yield element


def _is_marked_as_dek(element: HtmlElement) -> bool:
    """By its tag, or by a class, id or property of its own or of the element around it."""
    if element.tag in ("h2", "h3", "h4"):
        return True
    return any(
        _DEK_HINT.search(around.get(key) or "")
        for around in (element, element.getparent())
        if around is not None
        for key in ("class", "id", "itemprop", "data-testid", "data-component")
    )


# ---------------------------------------------------------------- not the report's text
def _beside(tree: HtmlElement, body: list[Paragraph]) -> set[int]:
    """The numbers of the paragraphs that are headings, captions, or pulled from another paragraph to be seen."""
    captions = {_folded(words_of(element)) for element in tree.iter("figcaption")}
    plain = [_folded(one.text) for one in body]
    return {
        number
        for number, one in enumerate(body)
        if _is_heading(one) or plain[number] in captions or (one.tag == "quote" and _is_pulled(plain, number))
    }


def _is_heading(paragraph: Paragraph) -> bool:
    return paragraph.tag == "head" and len(paragraph.text.split()) <= LONGEST_HEADING


def _is_pulled(plain: list[str], number: int) -> bool:
    return len(plain[number]) > 20 and any(
        plain[number] in other for place, other in enumerate(plain) if place != number
    )


def _spans(body: Iterable[Paragraph], numbers: set[int]) -> Iterator[Span]:
    start = 0
    for number, paragraph in enumerate(body):
        end = start + len(paragraph.text)
        if number in numbers:
            yield start, end
        start = end + len(BETWEEN)


def _folded(text: str) -> str:
    """Letters and digits alone, to compare what two places say."""
    return "".join(filter(str.isalnum, text.casefold()))
