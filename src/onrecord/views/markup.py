"""Text of unknown origin as HTML: nothing in it can act, and nothing of it is lost.

Without the tags and unescaped, what `element_text` writes is the text itself, code point by code point. HTML and UTF-8
can't hold NUL and lone surrogates; those become U+FFFD.
"""

import os
import re
from datetime import date
from urllib.parse import quote, urlsplit

from onrecord.views.wording import day, shorten

__all__ = ["attribute", "element_text", "file_link", "isolated", "outward_link", "time"]

SPECIAL = re.compile("[&<>\"'\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "\r": "&#13;"}
UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
REPLACEMENT = "\ufffd"
LOST = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Surrogates that stand for no byte of a file name."""


def element_text(text: str) -> str:
    """The text to stand inside an element.

    A character that turns the direction of writing is shut into an element of its own, where its power ends; such ones
    and control characters are shown by number.
    """
    return SPECIAL.sub(_special, text)


def _special(found: re.Match[str]) -> str:
    character = found[0]
    if character in ENTITIES:
        return ENTITIES[character]
    written = UNWRITABLE.sub(REPLACEMENT, character)
    return f'<span class="code" data-code="U+{ord(character):04X}">{written}</span>'


def attribute(text: str) -> str:
    """The text to stand in a quoted attribute or a title; what an element would show by number becomes U+FFFD."""
    return SPECIAL.sub(lambda found: ENTITIES.get(found[0], REPLACEMENT), text)


def isolated(text: str | None) -> str:
    """A name or phrase whose direction of writing leaves the words around it alone; nothing for no text."""
    return f"<bdi>{element_text(text)}</bdi>" if text else ""


def time(when: date | None) -> str:
    """The date in words, readable by machines; nothing for no date."""
    return f'<time datetime="{when.isoformat()}">{day(when)}</time>' if when else ""


def outward_link(url: str | None, words: str) -> str:
    """A link to a page of the web, or the address as text if it is none that a browser should follow."""
    if not url:
        return ""
    try:
        address = urlsplit(url)
        safe = address.scheme in ("http", "https") and bool(address.netloc)
    except ValueError:  # brackets that hold no IPv6 address
        safe = False
    return f'<a href="{attribute(url)}" rel="noopener noreferrer">{words}</a>' if safe else isolated(shorten(url, 80))


def file_link(path: str) -> str:
    """The relative address of a file: it can't lead to another scheme or host, whatever the file's name."""
    name = LOST.sub(REPLACEMENT, path.replace(os.sep, "/"))
    return "./" + quote(name.encode("utf-8", "surrogateescape"))
