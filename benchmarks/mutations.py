"""Inputs that were real and were then spoilt: for each way in, files as people have them, and what can befall them.

Files that pack others are spoilt inside as well as outside: a mutated page in a whole WARC, a whole page in a mutated
one. All is made here, from nothing but a random number generator, so that a case can be made again.
"""

import bz2
import gzip
import io
import json
import random
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from functools import cache

__all__ = ["ENDINGS", "mutated", "seeds"]

PARAGRAPHS = [
    "LONDON, June 18 (Reuters) - The minister told reporters on Tuesday that she would sign the treaty.",
    "“We won’t leave,” the mayor of Malmö said — twice. He said the café’s owner had asked him to stay.",
    "According to the ministry, 12 people were injured and three arrested when police dispersed the crowd.",
    '"No deal," said a spokesman, who asked not to be named. The opposition called the vote a "farce".',
]
TEXT = "Minister will sign treaty\n\n" + "\n\n".join(PARAGRAPHS) + "\n"
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Minister will sign treaty - The Example</title>
<meta property="og:site_name" content="The Example"><meta property="og:type" content="article">
<meta property="article:published_time" content="2024-06-18T09:30:00+02:00"><meta name="author" content="A. Writer">
<link rel="canonical" href="https://example.org/2024/06/18/treaty">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Minister will sign treaty",
"datePublished": "2024-06-18", "author": [{{"name": "A. Writer"}}], "publisher": {{"name": "The Example"}}}}</script>
</head><body><nav><a href="/">Home</a></nav><article><h1>Minister will sign treaty</h1>
{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)}<figure><img src="a.png"><figcaption>A hall</figcaption>
</figure><table><tr><td>1</td><td>2</td></tr></table></article><footer>Copyright The Example</footer></body></html>"""
ROWS = [
    {"id": str(number), "text": paragraph, "title": f"Report {number}", "date": "2024-06-18", "outlet": "AP",
     "url": f"https://example.org/{number}", "author": "A. Writer"}
    for number, paragraph in enumerate(PARAGRAPHS)
]  # fmt: skip
ENTRY = "<title>Report</title><link>https://example.org/1</link><pubDate>Tue, 18 Jun 2024 09:30:00 GMT</pubDate>"
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE rss [<!ENTITY name "The Example">]>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>&name;</title>
{"".join(f"<item>{ENTRY}<description>{one}</description></item>" for one in PARAGRAPHS)}
<item>{ENTRY}<content:encoded><![CDATA[<p>{PARAGRAPHS[1]}</p>]]></content:encoded></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Example</title>
<entry><id>urn:1</id><title>Report</title><updated>2024-06-18T09:30:00Z</updated><author><name>A</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{PARAGRAPHS[0]}</p></div></content></entry>
<entry><id>urn:2</id><summary type="html">&lt;p&gt;{PARAGRAPHS[1]}&lt;/p&gt;</summary></entry></feed>"""

ENDINGS = {
    "text": ".txt", "html": ".html", "jsonl": ".jsonl", "json": ".json", "csv": ".csv", "tsv": ".tsv",
    "parquet": ".parquet", "feed": ".xml", "warc": ".warc", "wacz": ".wacz", "mail": ".eml", "zip": ".zip",
    "tar": ".tar", "gz": ".gz",
}  # fmt: skip
"""The ending of a file for each way in."""
TOKENS: dict[str, list[bytes]] = {
    "text": [
        b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b[2J", "\u202e\ufeff\ud7ff".encode(), b"\xed\xa0\x80", b"%PDF-",
    ],
    "html": [
        b"<", b"<div>" * 500, b"<!--", b"-->", b"<table><tr><td>" * 50, b"<script>", b"&#x110000;", b"&#0;", b"<svg>",
        b"<meta charset=utf-16>", b'{"@graph":[[[', b"2024-13-45", b"<p" + b" a=b" * 200, b"<plaintext>", b"]]>",
    ],
    "jsonl": [
        b"{", b"[" * 2000, b'"\\ud800"', b"1e999", b"NaN", b"null", b"\n", b'{"text":' * 900, b"9" * 5000, b"\x00",
    ],
    "csv": [b'"', b'""', b",", b";", b"\t", b"\r", b"\n", b"\x00", b"=cmd()", b'"\n"' * 50, b"," * 3000, b"text"],
    "parquet": [b"PAR1", b"\xff\xff\xff\x7f", b"\x00\x00\x00\x00", b"\x80" * 9, b"\x15\x00"],
    "feed": [
        b"<item>", b"&name;", b"<!DOCTYPE a [<!ENTITY b 'c'><!ENTITY d '&b;&b;&b;&b;&b;'>]>", b"<![CDATA[", b"]]>",
        b'<!ENTITY x SYSTEM "file:///etc/passwd">', b"&x;", b"<rss>", b"<entry>" * 300, b"encoding='utf-7'",
    ],
    "warc": [
        b"WARC/1.0\r\n", b"\r\n\r\n", b"Content-Length: 99999999999\r\n", b"Content-Length: -1\r\n", b"\x1f\x8b\x08",
        b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: br\r\n", b"ffffffff\r\n", b"HTTP/1.1 200\r\n",
    ],
    "mail": [
        b"Content-Type: multipart/mixed; boundary=x\r\n", b"--x\r\n", b"=?utf-8?q?=ff?=", b"charset=hz", b"\r\n\r\n",
        b"Content-Transfer-Encoding: base64\r\n", b"Date: Tue, 99 Foo 99999\r\n", b"=\r\n", b"(" * 500, b"<a@" * 300,
    ],
    "zip": [
        b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07", b"\xff\xff\xff\xff", b"../",
        b"\x00" * 8,
    ],
    "tar": [
        b"ustar\x0000", b"L", b"x", b"S", b"K", b"\x80\xff\xff\xff", b"77777777777\x00", b"GNU.sparse.map=0,9\n",
    ],
}  # fmt: skip
"""Pieces that mean something to the readers of a way."""
TOKENS |= {"json": TOKENS["jsonl"], "tsv": TOKENS["csv"], "wacz": TOKENS["zip"], "gz": TOKENS["warc"]}


@cache
def seeds(way: str) -> tuple[bytes, ...]:
    """Whole files of the way: what it is made for."""
    return _SEEDS[way]()


def mutated(way: str, rng: random.Random) -> bytes:
    """A file of the way, spoilt: as bytes, or what it packs."""
    if way in _REPACKED and rng.random() < 0.6:
        data = _REPACKED[way](rng)
        return data if rng.random() < 0.7 else _spoilt(data, way, rng)
    return _spoilt(rng.choice(seeds(way)), way, rng)


def _spoilt(data: bytes, way: str, rng: random.Random) -> bytes:
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        data = rng.choice(_MUTATIONS)(data, way, rng)
    return data


def _flip(data: bytes, way: str, rng: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(min(len(data), rng.choice((1, 1, 2, 16)))):
        spoilt[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return bytes(spoilt)


def _overwrite(data: bytes, way: str, rng: random.Random) -> bytes:
    at = rng.randint(0, len(data))
    piece = rng.choice((b"\x00", b"\xff", b"\x7f", b"\x80", b"0", b"9", b" ", b"\n")) * rng.choice((1, 2, 4, 8, 64))
    return data[:at] + piece + data[at + len(piece) :]


def _cut(data: bytes, way: str, rng: random.Random) -> bytes:
    return data[: rng.randint(0, len(data))]


def _leave_out(data: bytes, way: str, rng: random.Random) -> bytes:
    start, end = _span(data, rng)
    return data[:start] + data[end:]


def _repeat(data: bytes, way: str, rng: random.Random) -> bytes:
    start, end = _span(data, rng)
    return data[:end] + data[start:end] * rng.choice((1, 2, 50)) + data[end:]


def _insert(data: bytes, way: str, rng: random.Random) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + rng.choice(TOKENS[way]) * rng.choice((1, 1, 1, 3, 100)) + data[at:]


def _splice(data: bytes, way: str, rng: random.Random) -> bytes:
    other = rng.choice(seeds(rng.choice((way, *ENDINGS))))
    return data[: rng.randint(0, len(data))] + other[rng.randint(0, len(other)) :]


def _number(data: bytes, way: str, rng: random.Random) -> bytes:
    """Another number where one stands, in digits."""
    at = [index for index, byte in enumerate(data) if 48 <= byte <= 57]
    if not at:
        return _flip(data, way, rng)
    start = rng.choice(at)
    return (
        data[:start] + rng.choice((b"-1", b"0", b"99999999999999999999", b"4294967295", b"1e308")) + data[start + 1 :]
    )


_MUTATIONS: tuple[Callable[[bytes, str, random.Random], bytes], ...] = (
    _flip, _overwrite, _cut, _leave_out, _repeat, _insert, _insert, _splice, _number,
)  # fmt: skip


def _span(data: bytes, rng: random.Random) -> tuple[int, int]:
    start = rng.randint(0, len(data))
    return start, min(len(data), start + rng.choice((1, 4, 16, 64, 512)))


def _any(rng: random.Random) -> tuple[str, bytes]:
    """A file of any plain way, as likely whole as not; its name's ending, which may be another way's."""
    way = rng.choice(("text", "html", "jsonl", "csv", "feed", "mail", "warc", "parquet"))
    data = rng.choice(seeds(way)) if rng.random() < 0.5 else _spoilt(rng.choice(seeds(way)), way, rng)
    return ENDINGS[way if rng.random() < 0.9 else rng.choice(tuple(ENDINGS))], data


def _packed_members(rng: random.Random) -> list[tuple[str, bytes]]:
    names = ["a", "b/c", "../d", "/e", "C:\\f", "b\\g", ".h", "__MACOSX/i", "j\x00k", "ü\u202e", "", "x" * 300, "a"]
    return [(rng.choice(names) + ending, data) for ending, data in (_any(rng) for _ in range(rng.randint(0, 5)))]


def _repacked_zip(rng: random.Random) -> bytes:
    return _zip(_packed_members(rng), rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)))


def _repacked_tar(rng: random.Random) -> bytes:
    kinds = (tarfile.REGTYPE, tarfile.REGTYPE, tarfile.REGTYPE, *tarfile.SUPPORTED_TYPES)
    forms = (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT)
    return _tar(_packed_members(rng), rng.choice(forms), [rng.choice(kinds) for _ in range(9)])


def _repacked_gz(rng: random.Random) -> bytes:
    _, data = _any(rng) if rng.random() < 0.7 else ("", _repacked_tar(rng))
    return rng.choice((gzip.compress, gzip.compress, lambda data: gzip.compress(gzip.compress(data)), bz2.compress))(
        data
    )


def _repacked_warc(rng: random.Random) -> bytes:
    pages = [
        _spoilt(PAGE.encode(), "html", rng) if rng.random() < 0.5 else PAGE.encode() for _ in range(rng.randint(1, 3))
    ]
    coding, code = rng.choice((("", bytes), ("gzip", gzip.compress), ("deflate", zlib.compress), ("br", bytes)))
    packed = [code(page) for page in pages]
    if rng.random() < 0.3:
        packed = [_spoilt(data, "warc", rng) for data in packed]
    return _warc(packed, rng.choice((bytes, gzip.compress)), coding)


def _repacked_wacz(rng: random.Random) -> bytes:
    return _zip(
        [
            (rng.choice(("archive/a.warc.gz", "archive/b.warc", "archive/../c.warc")), _repacked_warc(rng))
            for _ in range(2)
        ]
    )


def _repacked_mail(rng: random.Random) -> bytes:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Report", "The Example <a@example.org>"
    mail.set_content(TEXT)
    for _ in range(rng.randint(0, 3)):
        mail.add_attachment(
            _any(rng)[1], maintype=rng.choice(("text", "application")), subtype=rng.choice(("html", "plain", "x"))
        )
    return mail.as_bytes()


_REPACKED = {
    "zip": _repacked_zip, "tar": _repacked_tar, "gz": _repacked_gz, "warc": _repacked_warc, "wacz": _repacked_wacz,
    "mail": _repacked_mail,
}  # fmt: skip


def _members() -> list[tuple[str, bytes]]:
    ways = ("text", "html", "jsonl", "csv", "feed", "mail")
    return [(f"news/{way}{ENDINGS[way]}", seeds(way)[0]) for way in ways]


def _table(delimiter: str) -> str:
    quoted = ('"' + cell.replace('"', '""') + '"' for row in ROWS for cell in row.values())
    cells = iter(quoted)
    lines = [delimiter.join(ROWS[0]), *(delimiter.join(line) for line in zip(*[cells] * len(ROWS[0]), strict=True))]
    return "".join(line + "\r\n" for line in lines)


def _parquet(codec: str) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    stream = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(ROWS), stream, compression=codec)
    return stream.getvalue()


def _warc(pages: list[bytes], pack: Callable[[bytes], bytes] = bytes, coding: str = "") -> bytes:
    return b"".join(pack(_record(number, page, coding)) for number, page in enumerate(pages))


def _record(number: int, page: bytes, coding: str) -> bytes:
    encoding = f"Content-Encoding: {coding}\r\n" if coding else ""
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{encoding}\r\n".encode() + page
    return (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
        f"WARC-Date: 2024-06-18T09:30:00Z\r\nWARC-Target-URI: https://example.org/{number}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    ).encode() + block + b"\r\n\r\n"  # fmt: skip


def _mail(*, html: bool) -> bytes:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = (
        "Tréaty",
        "The Example <a@example.org>",
        "Tue, 18 Jun 2024 09:30:00 +0200",
    )
    mail.set_content(TEXT)
    if html:
        mail.add_alternative(PAGE, subtype="html")
        mail.add_attachment(TEXT.encode(), maintype="text", subtype="plain", filename="a.txt")
    return mail.as_bytes()


def _zip(members: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    with zipfile.ZipFile(stream := io.BytesIO(), "w", method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return stream.getvalue()


def _tar(members: list[tuple[str, bytes]], form: int = tarfile.GNU_FORMAT, kinds: list[bytes] | None = None) -> bytes:
    with tarfile.open(fileobj=(stream := io.BytesIO()), mode="w", format=form) as archive:
        for number, (name, data) in enumerate(members):
            info = tarfile.TarInfo(name)
            info.type = kinds[number % len(kinds)] if kinds else tarfile.REGTYPE
            info.size, info.linkname = len(data), "b/c.txt"
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


_FORMS = (tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT)
_SEEDS: dict[str, Callable[[], tuple[bytes, ...]]] = {
    "text": lambda: tuple(TEXT.encode(encoding) for encoding in ("utf-8", "cp1252", "utf-16")),
    "html": lambda: (PAGE.encode(), PAGE.encode("cp1252", "xmlcharrefreplace"), PAGE.encode("utf-16")),
    "jsonl": lambda: ("".join(json.dumps(row) + "\n" for row in ROWS).encode(),),
    "json": lambda: (json.dumps(ROWS, indent=1).encode(), json.dumps({"articles": ROWS}).encode()),
    "csv": lambda: (_table(",").encode(), _table(";").encode("cp1252"), _table(",").encode("utf-16")),
    "tsv": lambda: (_table("\t").encode(),),
    "parquet": lambda: tuple(_parquet(codec) for codec in ("snappy", "zstd", "none", "gzip")),
    "feed": lambda: (RSS.encode(), ATOM.encode(), RSS.replace("utf-8", "utf-16").encode("utf-16")),
    "warc": lambda: (_warc([PAGE.encode()] * 3), _warc([PAGE.encode()] * 3, gzip.compress)),
    "wacz": lambda: (_zip([("archive/a.warc.gz", seeds("warc")[1]), ("pages/pages.jsonl", b"{}")]),),
    "mail": lambda: (_mail(html=False), _mail(html=True)),
    "zip": lambda: (_zip(_members()), _zip([("a/b.zip", _zip(_members()[:3])), ("c.tar.gz", seeds("gz")[1])])),
    "tar": lambda: tuple(_tar(_members(), form) for form in _FORMS),
    "gz": lambda: tuple(map(gzip.compress, (TEXT.encode(), _tar(_members()[:4]), seeds("jsonl")[0]))),
}
