"""Web archives: pages and texts record by record, and damage that costs no more than its record."""

import gzip
import io
import zipfile
import zlib
from datetime import date

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import FaultError, InputError, LanguageError
from onrecord.intake.limits import Budget, Limits
from onrecord.intake.options import Options
from onrecord.intake.source import Source
from onrecord.intake.ways import read_source
from onrecord.report import Report

SAID = "The minister told reporters on Monday that she would sign the treaty with the neighbours. "
PAGE = (
    f"<html><head><title>Minister signs</title></head><body><article><p>{SAID * 6}</p></article></body></html>".encode()
)
OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
WHOLE_PACKED = pytest.mark.parametrize("packed", [bytes, gzip.compress])


def record(number, content=PAGE, http=OK, *, kind="response", length=None, uri=None, **headers):
    """A record as it stands in a WARC."""
    block = (http + "\r\n").encode() + content if kind == "response" else content
    headers = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{number:08d}>",
        "WARC-Date": "2024-06-18T12:00:00Z",
        "WARC-Target-URI": uri or f"https://example.org/news/{number}",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": len(block) if length is None else length,
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}\r\n" for name, value in headers.items()]
    return "".join(["WARC/1.0\r\n", *lines, "\r\n"]).encode() + block + b"\r\n\r\n"


def read(data, name="a.warc", **limits):
    limits = Limits(**limits)
    return list(read_source(Source(name, "a", io.BytesIO(data), budget=Budget(limits)), Options(limits=limits)))


def ids(found):
    return [item.id for item in found if isinstance(item, Report)]


def errors(found):
    return [str(item) for item in found if isinstance(item, InputError)]


RECORDS = [record(number) for number in range(4)]
ALL_IDS = [f"a/{number:08d}" for number in range(4)]


@pytest.mark.parametrize(
    "data",
    [b"".join(RECORDS), gzip.compress(b"".join(RECORDS)), b"".join(map(gzip.compress, RECORDS))],
    ids=["plain", "one", "each"],
)
def test_every_page_is_a_report(data):
    found = read(data)
    assert ids(found) == ALL_IDS
    assert not errors(found)
    report = found[2]
    assert SAID.strip() in report.text
    assert (report.url, report.name) == ("https://example.org/news/2", "a.warc, record 3")


def test_the_day_of_the_crawl_is_not_that_of_publication():
    (report,) = read(record(1))
    assert report.published != date(2024, 6, 18)


@pytest.mark.parametrize(
    "other",
    [
        record(1, http="HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n"),
        record(1, http="HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n"),
        record(1, http="HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"),
        record(1, http="HTTP/1.1 200 OK\r\n"),
        record(1, kind="request"),
        record(1, kind="warcinfo"),
        record(1, kind="revisit"),
        record(1, b"log", kind="resource", uri="urn:X-wpull:log", Content_Type="text/plain"),
        record(1, b"User-agent: the crawler", http="HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n", uri="https://example.org/robots.txt"),
    ],
)  # fmt: skip
def test_what_is_no_page_is_passed_over(other):
    found = read(RECORDS[0] + other + RECORDS[2])
    assert ids(found) == [ALL_IDS[0], ALL_IDS[2]]
    assert not errors(found)
    (error,) = read(other)
    assert error.problem == "it holds no pages or texts that were fetched with success"


def test_texts_of_conversions_and_resources():
    found = read(
        record(1, SAID.encode(), kind="conversion", Content_Type="text/plain")
        + record(2, SAID.encode("utf-16-le"), kind="resource", Content_Type="text/plain; charset=UTF-16LE")
        + record(3, PAGE, kind="resource", Content_Type="text/html")
    )
    assert [report.text.strip()[:30] for report in found[:2]] == [SAID[:30]] * 2
    assert len(found) == 3


def test_the_servers_encoding_is_believed_where_it_fits():
    page = PAGE.replace(b"<p>", "<p>“Да”, she said. ".encode("cp1251"))
    (report,) = read(record(1, page, http="HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\n"))
    assert "“Да”, she said." in report.text
    text = ("“No,” " + SAID).encode("cp1252")
    (report,) = read(record(1, text, http='HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset="windows-1252"\r\n'))
    assert report.text.startswith("“No,” The")


@pytest.mark.parametrize("charset", ["x", "rot13", "undefined", "base64", "idna", "\xff", "utf-8;", "unicode_escape"])
def test_an_encoding_that_is_none_does_no_harm(charset):
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset={charset}\r\n"
    for content in (SAID.encode(), ("“No,” " + SAID).encode("cp1252")):
        (item,) = read(record(1, content, http))
        assert isinstance(item, Report)


def chunked(data):
    return b"%x\r\n" % len(data) + data + b"\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("headers", "content"),
    [
        ("Content-Encoding: gzip", gzip.compress(PAGE)),
        ("Content-Encoding: x-gzip", gzip.compress(PAGE)),
        ("Content-Encoding: deflate", zlib.compress(PAGE)),
        ("Content-Encoding: br", brotli.compress(PAGE)),
        ("Content-Encoding: identity", PAGE),
        ("Content-Encoding: something-new", PAGE),
        ("Transfer-Encoding: chunked", chunked(PAGE)),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip", chunked(gzip.compress(PAGE))),
        # Crawlers keep these headers as they were when they keep the content unpacked.
        ("Content-Encoding: gzip", PAGE),
        ("Content-Encoding: br", PAGE),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip", PAGE),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip", gzip.compress(PAGE)),
    ],
)
def test_content_is_unpacked(headers, content):
    found = read(record(1, content, f"{OK}{headers}\r\n") + RECORDS[2])
    assert ids(found) == ["a/00000001", "a/00000002"], errors(found)
    assert found[0].text == found[1].text


@pytest.mark.parametrize(
    ("headers", "content"),
    [
        ("Content-Encoding: gzip", gzip.compress(PAGE)[:-9]),
        ("Content-Encoding: gzip", b"junk"),
        ("Content-Encoding: br", brotli.compress(PAGE)[:-9]),
        ("Content-Encoding: zstd", b"junk"),
        ("Content-Encoding: br", b""),
        ("Transfer-Encoding: chunked", b"fffffffffffffffff\r\nx"),
        ("Transfer-Encoding: chunked", b"9\r\nx"),
    ],
)
def test_content_that_can_not_be_unpacked_costs_one_record(headers, content):
    found = read(record(1, content, f"{OK}{headers}\r\n") + RECORDS[2])
    assert ids(found) == ["a/00000002"]
    assert errors(found)[0].startswith("a.warc, record 1: its content is damaged, or not packed as its headers say")


@pytest.mark.parametrize(
    ("coding", "content"),
    [
        ("gzip", gzip.compress(bytes(50_000_000))),
        ("br", brotli.compress(bytes(50_000_000), quality=1)),
        ("identity", b" " * 2_000_001),
    ],
    ids=["gzip", "br", "plain"],
)
def test_a_page_too_large_costs_one_record(coding, content):
    found = read(record(1, content, f"{OK}Content-Encoding: {coding}\r\n") + RECORDS[2])
    assert ids(found) == ["a/00000002"]
    assert errors(found) == ["a.warc, record 1: it is larger than 2 MB; split it, or raise the limit with --max-size"]


@WHOLE_PACKED
def test_the_last_record_is_cut_off(packed):
    whole = [packed(one) for one in RECORDS]
    for cut in (30, 150, 300):
        found = read(b"".join(whole)[:-cut])
        assert ids(found) == ALL_IDS[:3]
        assert [error.partition(": ")[2] for error in errors(found)] == [
            "it ends too early; it was cut off, most likely"
        ]


@WHOLE_PACKED
def test_a_length_too_short_leaves_out_the_record_whose_text_it_cuts(packed):
    found = read(packed(RECORDS[0]) + packed(record(1, length=200)) + packed(RECORDS[2]))
    assert ids(found) == [ALL_IDS[0], ALL_IDS[2]]
    assert errors(found) == [
        "a.warc, record 2: its length is wrong, or something that is no record follows it; what it holds may be incomplete"
    ]


def test_a_length_too_long_costs_the_records_it_runs_into():
    found = read(RECORDS[0] + record(1, length=len(RECORDS[1])) + RECORDS[2] + RECORDS[3])
    assert ids(found) == [ALL_IDS[0], ALL_IDS[3]]
    assert "a.warc, record 2: its length is wrong: it runs into the records after it, which are lost" in errors(found)


@pytest.mark.parametrize(
    "length", ["10000000", "9223372036854775807", "18446744073709551615", "99999999999999999999", "-5", "x"]
)
def test_a_length_that_can_not_be(length):
    found = read(RECORDS[0] + record(1, length=length) + RECORDS[2])
    assert ids(found)[0] == ALL_IDS[0]
    assert errors(found)
    each = read(b"".join(map(gzip.compress, [RECORDS[0], record(1, length=length), RECORDS[2]])))
    assert ids(each) == [ALL_IDS[0], ALL_IDS[2]]
    assert errors(each)


@pytest.mark.parametrize("garbage", [b"garbage\r\n\r\n" * 9, b"\x00" * 99 + b"\n", b"WARC/ is what it is\n"])
def test_garbage_between_records(garbage):
    found = read(RECORDS[0] + garbage + RECORDS[1])
    assert ids(found)[-1] == ALL_IDS[1]
    assert errors(found)


def test_garbage_between_gzip_members():
    found = read(gzip.compress(RECORDS[0]) + b"garbage" * 20_000 + gzip.compress(RECORDS[1]))
    assert ids(found) == ALL_IDS[:2]
    assert errors(found) == ["a.warc: something that is not gzip lies between its records; it was left out"]


def test_a_damaged_gzip_member_costs_its_record():
    damaged = bytearray(gzip.compress(RECORDS[1]))
    damaged[-6] ^= 1  # its checksum
    found = read(gzip.compress(RECORDS[0]) + bytes(damaged) + gzip.compress(RECORDS[2]))
    assert ids(found) == [ALL_IDS[0], ALL_IDS[2]]
    assert errors(found)[0].startswith("a.warc, after record 1: it is damaged (")


def test_headers_without_end():
    (error,) = read(b"WARC/1.0\r\nX: " + b"a" * 1_000_000)
    assert error.problem.startswith("its headers are damaged")


def test_http_headers_that_are_none():
    found = read(record(1, http="junk\r\n") + RECORDS[2])
    assert ids(found) == [ALL_IDS[2]]
    assert errors(found) == ["a.warc, record 1: its HTTP headers are damaged"]


def test_a_page_without_an_article_or_in_another_language_is_told_one_by_one():
    german = PAGE.replace(SAID.encode(), b"Die Ministerin sagte am Montag, sie werde den Vertrag unterschreiben. ")
    found = read(record(1, b"<html><body></body></html>") + record(2, german) + RECORDS[3])
    assert [type(item) for item in found] == [InputError, LanguageError, Report]
    assert [item.name for item in found] == [f"a.warc, record {number}" for number in (1, 2, 3)]


@pytest.mark.parametrize(
    "url", ["http://[::1/a", "https://", "http://a:b:c/", "https://ex\x1bample.org/", "http://\udcff/"]
)
def test_an_address_that_is_none_does_no_harm(url):
    (report,) = read(record(1).replace(b"https://example.org/news/1", url.encode("utf-8", "surrogateescape")))
    assert isinstance(report, Report)
    assert "\x1b" not in report.url


def test_a_record_without_an_id_has_its_number():
    (report,) = read(record(1).replace(b"WARC-Record-ID", b"X-Record-ID"))
    assert report.id == "a/1"


def test_what_the_crawler_cut_off_is_noted():
    (report,) = read(record(1, WARC_Truncated="length"))
    assert report.notes == ("the crawler cut it off (length)",)


def test_a_fault_of_ours_costs_one_record(monkeypatch):
    def fail(*_):
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("onrecord.intake.warc.read_html", fail)
    assert [type(item) for item in read(RECORDS[0] + RECORDS[1])] == [FaultError, FaultError]


@pytest.mark.parametrize("at", [1, 3])
def test_an_interruption_is_not_taken_for_the_end(at):
    class Interrupted(io.BytesIO):
        reads = 0

        def read(self, size=-1):
            self.reads += 1
            if self.reads > at:
                raise KeyboardInterrupt
            return super().read(min(size, 500))

    with pytest.raises(KeyboardInterrupt):
        list(read_source(Source("a.warc", "a", Interrupted(b"".join(RECORDS))), Options()))


def test_too_much_ends_the_archive_with_one_error():
    found = read(b"".join(map(gzip.compress, RECORDS)), unpacked=1_500)
    assert ids(found) == ALL_IDS[:1]
    assert len(errors(found)) == 1
    assert "--max-unpacked" in errors(found)[0]


@settings(deadline=None, max_examples=60)
@given(data=st.data(), each=st.booleans())
def test_damage_anywhere_is_told_or_harmless(data, each):
    whole = bytearray(b"".join(map(gzip.compress, RECORDS[:3])) if each else b"".join(RECORDS[:3]))
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=3)):
        whole[at] ^= data.draw(st.integers(1, 255))
    for item in read(bytes(whole)):
        assert isinstance(item, Report) or type(item) in (InputError, LanguageError)


class TestWacz:
    def packed(self, members):
        with zipfile.ZipFile(stream := io.BytesIO(), "w") as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return stream.getvalue()

    def test_only_its_warc_files_are_read(self):
        data = b"".join(map(gzip.compress, RECORDS[:2]))
        members = {
            "datapackage.json": "{}",
            "pages/pages.jsonl": '{"url": "https://example.org/"}',
            "archive/data.warc.gz": data,
            "archive/more.warc": RECORDS[2],
            "archive/../../x.warc": RECORDS[3],
            "indexes/index.cdx.gz": data,
        }
        found = read(self.packed(members), "a.wacz")
        assert ids(found) == ["a/archive/data/00000000", "a/archive/data/00000001", "a/archive/more/00000002"]
        assert found[0].name == "a.wacz/archive/data.warc.gz, record 1"
        assert errors(found) == ["a.wacz/archive/../../x.warc: its path leads out of the archive; it is left out"]

    def test_without_any(self):
        (error,) = read(self.packed({"datapackage.json": "{}"}), "a.wacz")
        assert error.problem == "it holds no files that can be read as reports"

    def test_cut_off(self):
        (error,) = read(self.packed({"archive/data.warc": RECORDS[0]})[:-9], "a.wacz")
        assert "it was cut off" in error.problem

    def test_a_bad_member_costs_itself(self):
        data = bytearray(self.packed({"archive/a.warc": RECORDS[0], "archive/b.warc": RECORDS[1]}))
        data[data.index(b"PK\x01\x02") + 8] |= 1
        found = read(bytes(data), "a.wacz")
        assert ids(found) == ["a/archive/b/00000001"]
        assert errors(found) == ["a.wacz/archive/a.warc: it is encrypted; unpack it with its password first"]
