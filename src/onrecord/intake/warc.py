"""Web archives: the pages and texts that a crawler kept, in WARC files or in the WACZ packages around them.

A report has the id of its archive, a slash, and the id of its record (its number where it has none). The date of a
record is that of the crawl, so it isn't taken for that of publication.
"""

import io
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import IO, BinaryIO, cast

from fastwarc import ArchiveIterator, WarcRecord, WarcRecordType
from fastwarc.stream_io import BrotliReader, ChunkedReader, ZstdReader
from fastwarc.warc import HeaderMap

from onrecord.errors import FaultError, InputError
from onrecord.intake.archives import zip_members
from onrecord.intake.options import Options
from onrecord.intake.pages import read_html
from onrecord.intake.publication import Publication
from onrecord.intake.settle import make_report
from onrecord.intake.source import Source, printable, problem_of
from onrecord.intake.text import decode, is_utf8
from onrecord.intake.unpack import CHUNK, GZIP, GzipMembers, Packed, Unpacked
from onrecord.report import Report

__all__ = ["read_wacz", "read_warc"]

WINDOW = 131_072
"""Bytes of what was read that are kept to find the end of a record's headers: those, and what is read ahead."""
HEADERS_END = b"\r\n\r\n"
NEXT_RECORD = HEADERS_END + b"WARC/1."
GAP = "its length is wrong, or something that is no record follows it; what it holds may be incomplete"
PAGES = ("text/html", "application/xhtml+xml")
TEXTS = ("text/plain",)
NO_REPORT_PATHS = ("/robots.txt", "/ads.txt", "/humans.txt", "/.well-known/security.txt")
"""Texts that crawlers fetch beside pages."""
_DEFLATED = ("gzip", "x-gzip", "deflate")
_READERS = {"chunked": ChunkedReader, "br": BrotliReader, "zstd": ZstdReader}
_IN_WACZ = re.compile(r"archive/[^/]+\.warc(\.gz)?")
_CHUNKED = re.compile(rb"[0-9a-fA-F]+[ \t]*(;|\r?\n)")
"""How content begins that is in chunks: with the size of the first."""
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)


def read_warc(source: Source, options: Options) -> Iterator[Report | InputError]:
    """The pages and texts in a WARC, of responses with status 200, resources and conversions.

    Damage costs the record that it is in, and those that can't be told from it; the rest is read.
    """
    empty = True
    for item in _items(source):
        empty = False
        yield item
    if empty:
        raise InputError(source.name, "it holds no pages or texts that were fetched with success")


def read_wacz(source: Source, options: Options) -> Iterator[Source | InputError]:
    """The WARC files of a WACZ package; its lists of pages and its indexes aren't read. Raises InputError."""
    return zip_members(source, lambda path: bool(_IN_WACZ.fullmatch(path)))


def _items(source: Source) -> Iterator[Report | InputError]:
    head, source = source.peek(len(GZIP))
    place = _Place(source)
    if not head.startswith(GZIP):
        yield from _reports(source.stream, place)
        return
    for member in _members(source):
        yield from [member] if isinstance(member, InputError) else _reports(member, place)


def _members(source: Source) -> Iterator[IO[bytes] | InputError]:
    """A stream for each gzip member, which holds one record as a rule; so damage in one leaves the others whole."""
    members = GzipMembers(Packed(source.stream, source.name))
    more = True
    while more:
        member = Unpacked(members, members, source.budget, source.name)
        yield cast(IO[bytes], member)
        try:
            while member.read(CHUNK):
                pass
            more = members.advance()
        except InputError:  # it was told where it was met first
            more = members.find()
        if members.garbage:
            yield InputError(source.name, "something that is not gzip lies between its records; it was left out")
            more = members.find()


@dataclass(slots=True)
class _Place:
    """How far the reading of an archive has come."""

    source: Source
    record: int = 0

    @property
    def name(self) -> str:
        """What errors call the record."""
        return f"{self.source.name}, record {self.record}"

    @property
    def after(self) -> str:
        """What errors call the place after the record."""
        return f"{self.source.name}, after record {self.record}" if self.record else self.source.name


@dataclass(slots=True)
class _Kept:
    """A page or a text as the crawler kept it."""

    name: str
    id: str
    url: str
    is_page: bool
    data: bytes
    charset: str | None
    notes: tuple[str, ...]


def _reports(stream: IO[bytes], place: _Place) -> Iterator[Report | InputError]:
    """A report waits until what follows it is read: only then is the gzip member that holds it known to be whole."""
    waiting: _Kept | None = None
    try:
        for found in _found(_Watched(stream), place):
            if waiting and not (isinstance(found, InputError) and found.name == waiting.name):
                yield _report(waiting, place.source)
            waiting = found if isinstance(found, _Kept) else None
            if isinstance(found, InputError):
                yield found
    except InputError as error:
        yield InputError(waiting.name if waiting else place.after, error.problem)
    else:
        if waiting:
            yield _report(waiting, place.source)


def _found(watched: "_Watched", place: _Place) -> Iterator[_Kept | InputError | None]:
    """For each record what it holds, if that is a page or a text, and an error for what can't be read.

    Raises what reading the stream raised.
    """
    records = ArchiveIterator(cast(BinaryIO, watched), parse_http=False, quirks_mode=True)
    end: int | None = 0
    while True:
        try:
            record = next(records, None)
        except OSError as error:
            watched.check()
            yield InputError(place.after, f"its headers are damaged ({error})")
            return
        watched.check()
        start = record.stream_pos if record else watched.position
        if end is not None and start > end + len(HEADERS_END):
            yield InputError(place.name if place.record else place.after, GAP)
        if record is None:
            return
        place.record += 1
        headers_end = watched.headers_end(start)
        end = headers_end + record.content_length + len(HEADERS_END) if headers_end else None
        kept: _Kept | InputError | None
        try:
            kept = _kept(record, place)
        except InputError as error:
            kept = error
        try:
            watched.check()
        except InputError as error:
            yield InputError(place.name, error.problem)
            return
        yield kept


def _kept(record: WarcRecord, place: _Place) -> _Kept | None:
    """What the record holds, if it is a page or a text. Raises InputError."""
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    if not url.lower().startswith(("http://", "https://")) or url.endswith(NO_REPORT_PATHS):
        return None
    headers = record.headers
    if record.record_type == WarcRecordType.response:
        headers = _http_headers(record, place)
        if headers.status_code != 200:
            return None
    elif record.record_type not in (WarcRecordType.resource, WarcRecordType.conversion):
        return None
    kind = (headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    if kind not in (*PAGES, *TEXTS):
        return None
    charset = _CHARSET.search(headers.get("Content-Type") or "")
    cut = record.headers.get("WARC-Truncated")
    return _Kept(
        name=place.name,
        id=f"{place.source.id}/{_id_of(record) or place.record}",
        url=printable(url),
        is_page=kind in PAGES,
        data=_payload(record, headers, place),
        charset=charset[1] if charset else None,
        notes=(f"the crawler cut it off ({printable(cut)})",) if cut else (),
    )


def _http_headers(record: WarcRecord, place: _Place) -> HeaderMap:
    try:
        record.parse_http()
        headers = record.http_headers
    except (OSError, ValueError, AttributeError) as error:
        raise InputError(place.name, "its HTTP headers are damaged") from error
    if headers is None or headers.status_code is None:
        raise InputError(place.name, "its HTTP headers are damaged")
    return headers


def _id_of(record: WarcRecord) -> str:
    """ "<urn:uuid:5e…>" without what is the same in all."""
    return printable((record.headers.get("WARC-Record-ID") or "").strip("<> ").removeprefix("urn:uuid:"))


def _payload(record: WarcRecord, headers: HeaderMap, place: _Place) -> bytes:
    """The page or text as the server meant it, unpacked. Raises InputError."""
    limits = place.source.limits
    size = record.content_length
    data = record.reader.read(limits.report + 1)
    if len(data) > limits.report:
        raise limits.too_large(place.name)
    if len(data) < size:
        raise InputError(place.name, problem_of(EOFError()))
    if NEXT_RECORD in data:
        raise InputError(place.name, "its length is wrong: it runs into the records after it, which are lost")
    codings = [*_names(headers, "Content-Encoding"), *_names(headers, "Transfer-Encoding")]
    for coding in reversed(codings):
        data = _decoded(data, coding, limits.report + 1, place)
        if len(data) > limits.report:
            raise limits.too_large(place.name)
    return data


def _names(headers: HeaderMap, header: str) -> list[str]:
    return [name for name in re.split(r"[\s,]+", (headers.get(header) or "").lower()) if name]


def _decoded(data: bytes, coding: str, most: int, place: _Place) -> bytes:
    """The content without this coding, no more than `most` bytes of it. Raises InputError if it can't be undone.

    Many crawlers keep the headers as they were though they keep the content decoded.
    """
    if coding == "chunked" and not _CHUNKED.match(data):
        return data
    try:
        if coding in _DEFLATED:
            return _inflated(data, most)
        return _READERS[coding](io.BytesIO(data)).read(most) if coding in _READERS else data
    except (OSError, ValueError, EOFError, zlib.error) as error:
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            return data
        raise InputError(place.name, f"its content is damaged, or not packed as its headers say ({coding})") from error


def _inflated(data: bytes, most: int) -> bytes:
    """Raises EOFError if it is cut off: GzipReader would give what there is."""
    inflater = zlib.decompressobj(zlib.MAX_WBITS | 32)
    content = inflater.decompress(data, most)
    if not inflater.eof and len(content) < most:
        raise EOFError
    return content


def _as_utf8(data: bytes, charset: str | None) -> bytes:
    """The text in UTF-8 if it is in the encoding that the server told; else as it is."""
    if charset and (b"\x00" in data or not is_utf8(data)):
        with suppress(LookupError, UnicodeError):
            return data.decode(charset).encode()
    return data


def _report(kept: _Kept, source: Source) -> Report | InputError:
    publications = (*source.publications, Publication(url=kept.url, origin="header"))
    try:
        if kept.is_page:
            report = read_html(kept.data, kept.name, kept.id, publications, kept.charset)
        else:
            text, notes = decode(_as_utf8(kept.data, kept.charset), kept.name)
            report = make_report(text, kept.name, kept.id, publications, notes)
    except InputError as error:
        return error
    except Exception as error:  # noqa: BLE001 - a fault of ours must not cost the other records of the archive
        return FaultError(kept.name, error)
    return replace(report, notes=(*report.notes, *kept.notes))


class _Watched:
    """A stream as fastwarc wants it, which takes every error for the end: `check` raises what it took so."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.position = 0
        self._stream = stream
        self._window = b""
        self._error: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._stream.read(size) or b""
        except BaseException as error:  # noqa: BLE001 - an interruption too would be taken for the end
            self._error = error
            return b""
        self.position += len(data)
        self._window = self._window[-WINDOW:] + data
        return data

    def tell(self) -> int:
        return self.position

    def check(self) -> None:
        """Raise the error that ended the stream, if one did."""
        if self._error:
            raise self._error

    def headers_end(self, start: int) -> int | None:
        """The position after the empty line that ends the headers that start there."""
        shift = self.position - len(self._window)
        at = self._window.find(HEADERS_END, start - shift) if start >= shift else -1
        return None if at < 0 else at + shift + len(HEADERS_END)
