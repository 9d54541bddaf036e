"""Mails: a newsletter, a press release or an alert as it was sent; one report, and what is attached to it.

An attachment that holds reports is read as a file of its name would be, and a mail within the mail as a mail.
"""

import codecs
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from typing import cast

from onrecord.errors import InputError
from onrecord.intake.compose import compose
from onrecord.intake.day import find_day
from onrecord.intake.fragments import text_of
from onrecord.intake.options import Options
from onrecord.intake.publication import Publication
from onrecord.intake.settle import make_report
from onrecord.intake.source import Source, printable
from onrecord.intake.text import check_text, decode, refuse_known
from onrecord.intake.ways import is_known, stem
from onrecord.report import Report

__all__ = ["read_mail"]

REPORTS = 10
"""A mail, which is held whole, may be so many times as large as a report: attachments are packed as text, and providers
let through 20 to 25 MB."""
MOST_STEPS = 5_000_000
"""Lines times the parts that each may end: what Python's parser has to do, a second and a half of it. Mails with
attachments of 20 MB have 300,000 lines and a few parts."""
LONGEST_HEADER = 2_000
"""Characters of a header that are looked at: decoding takes the square of its length."""

_PART = re.compile(rb"boundary|message/", re.IGNORECASE)
_BULK = ("List-Id", "List-Unsubscribe", "List-Post")
_SENDER = re.compile(r'\s*"?([^"<]*?)"?\s*<')
_WESTERN = ("iso8859-1", "ascii")
"""Names that mailers, like browsers, take for windows-1252."""
_NOT_FOR_TEXTS = ("idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7")
"""Encodings of Python's that no mail is in, and some of which take the square of a text's length."""


def read_mail(source: Source, options: Options) -> Iterator[Report | Source | InputError]:
    """The report that a mail is, then its attachments of known kinds as sources. Raises InputError if it is no mail."""
    data = source.read(reports=REPORTS)
    if not data.strip():
        raise InputError(source.name, "it is empty")
    refuse_known(data, source.name)
    if data.count(b"\n") * (1 + len(_PART.findall(data))) > MOST_STEPS:
        raise InputError(source.name, "it has too many lines and parts to be a mail that somebody wrote")
    try:
        message = BytesParser(policy=compat32).parsebytes(data)
        texts, attached = list(_texts(message)), list(_attached(message))
    except RecursionError as error:
        raise InputError(source.name, "its parts are nested too deeply") from error
    if not message.keys():
        raise InputError(source.name, "it is not a mail: it has no headers")
    named = list(_named(attached))
    if texts or not named:
        yield _report(message, texts, source)
    if named:
        source.check_depth()
        yield from _members(named, source)


def _report(message: Message, texts: list[Message], source: Source) -> Report | InputError:
    decoded = [_decoded(part, source.name) for part in texts]
    body = "\n\n".join(text.strip("\r\n") for text, _ in decoded if text.strip())
    published, day_notes = find_day(_header(message, "Date"))
    sender = _SENDER.match(_header(message, "From"))
    name = " ".join(sender[1].split()) if sender else ""
    is_bulk = any(header in message for header in _BULK)
    publication = Publication(
        published, outlet=(is_bulk and name) or None, byline=(not is_bulk and name) or None, origin="header"
    )
    try:
        if not body:
            raise InputError(source.name, "it has no text")
        if len(body.encode("utf-8", "replace")) > source.limits.report:
            raise source.limits.too_large(source.name)
        check_text(body, source.name)
        return make_report(
            compose(body, headline=_header(message, "Subject")),
            source.name,
            source.id,
            (*source.publications, publication),
            (*dict.fromkeys(note for _, notes in decoded for note in notes), *day_notes),
        )
    except InputError as error:
        return error


def _texts(part: Message) -> Iterator[Message]:
    """The parts that a reader of the mail is shown, of alternatives the plain text."""
    kind = part.get_content_type()
    if kind == "multipart/alternative" and part.is_multipart():
        choices = [list(_texts(choice)) for choice in _within(part)]
        plain = [choice for choice in choices if choice and all(_is_plain(one) for one in choice)]
        yield from next(iter(plain or [choice for choice in reversed(choices) if choice]), [])
    elif part.is_multipart() and part.get_content_maintype() == "multipart":
        for one in _within(part):
            yield from _texts(one)
    elif not _is_attached(part) and (kind in ("text/plain", "text/html") or _is_broken(part)):
        yield part


def _attached(part: Message) -> Iterator[Message]:
    """The parts that are files or mails, but for what is within a mail."""
    if part.is_multipart() and part.get_content_maintype() == "multipart":
        for one in _within(part):
            yield from _attached(one)
    elif part.get_content_type() == "message/rfc822" or _is_attached(part):
        yield part


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_filename() is not None


def _is_broken(part: Message) -> bool:
    """Whether a part says that it has parts, but none can be told: what it holds is shown as it is."""
    return part.get_content_maintype() == "multipart" and not part.is_multipart()


def _is_plain(part: Message) -> bool:
    return part.get_content_type() == "text/plain" and bool(_bytes(part).strip())


def _named(parts: list[Message]) -> Iterator[tuple[str, Message]]:
    """The attached mails and files of known kinds, each by a name of its own."""
    seen: Counter[str] = Counter()
    for part in parts:
        path = printable(re.split(r"[/\\]", _words(part.get_filename() or ""))[-1])
        if not is_known(path):
            if not _is_mail(part):
                continue
            path = "message.eml"
        seen[path] += 1
        yield path if seen[path] == 1 else f"{seen[path]}-{path}", part


def _members(named: list[tuple[str, Message]], source: Source) -> Iterator[Source | InputError]:
    """What is attached, as sources."""
    for path, part in named:
        source.budget.add_member(source.name)
        try:
            data = _within(part)[0].as_bytes() if _is_mail(part) else _bytes(part)
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            yield InputError(f"{source.name}/{path}", f"this mail within the mail can't be read ({error})")
        else:
            yield source.member(path, io.BytesIO(data), id=f"{source.id}/{stem(path)}")


def _is_mail(part: Message) -> bool:
    return part.get_content_type() == "message/rfc822" and part.is_multipart()


def _within(part: Message) -> list[Message]:
    """The parts of a part that has some."""
    return cast("list[Message]", part.get_payload())


def _bytes(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _decoded(part: Message, name: str) -> tuple[str, tuple[str, ...]]:
    """A part's text, and notes on what was guessed. Raises InputError if it is binary data."""
    data = _bytes(part)
    if not data.strip():
        return "", ()
    text, notes = _by_charset(data, part.get_content_charset() or "utf-8") or decode(data, name)
    if part.get_content_type() == "text/html":
        return text_of(text), notes
    if part.get_param("format") == "flowed":
        return _unwrapped(text, joined="" if part.get_param("delsp") == "yes" else " "), notes
    return text, notes


def _by_charset(data: bytes, charset: str) -> tuple[str, tuple[str, ...]] | None:
    """None if there is no such character set, or the data isn't in it."""
    try:
        codec = codecs.lookup(charset).name
        return None if codec in _NOT_FOR_TEXTS else (data.decode("cp1252" if codec in _WESTERN else codec), ())
    except (LookupError, ValueError):
        return None


def _unwrapped(text: str, *, joined: str) -> str:
    """Lines of format=flowed (RFC 3676) put together: one that ends with a space goes on in the next."""
    return re.sub(r"(?<=[^\s-]) \r?\n(?!>|\r?\n|-- ?\r?$)", joined, text)


def _header(message: Message, name: str) -> str:
    """The first header of the name in one line, its encoded words decoded; empty if there is none."""
    return next((_words(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")


def _words(value: object) -> str:
    raw = str(value)[:LONGEST_HEADER].encode("utf-8", "surrogateescape")
    text = raw.decode("utf-8", "replace")
    with suppress(
        ValueError, LookupError, MessageError
    ):  # encoded wrongly, or in no known character set: shown as it is
        text = str(make_header(decode_header(text)))
    return " ".join(text.split())
