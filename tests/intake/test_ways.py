"""Which way in fits a name and the first bytes."""

import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import FaultError, InputError
from onrecord.intake.options import Options
from onrecord.intake.source import Source
from onrecord.intake.ways import WAYS, is_known, read_source, stem, way_of

TEXT = b"The minister said that she would sign."
PAGE = b"<!DOCTYPE html>\n<html><body>"
RSS = b'<?xml version="1.0"?>\n<rss version="2.0">'
TAR = bytes(257) + b"ustar\x0000" + bytes(246)
GZIP = gzip.compress(b"x", mtime=0)


@pytest.mark.parametrize(
    ("name", "head", "way"),
    [
        ("a.txt", TEXT, "text"),
        ("a", TEXT, "text"),
        ("a.doc", TEXT, "text"),
        ("A.HTML", TEXT, "html"),
        ("a.xhtml", TEXT, "html"),
        ("a.jsonl", b"{}", "jsonl"),
        ("a.ndjson", b"{}", "jsonl"),
        ("a.json", b"[]", "json"),
        ("a.csv", TEXT, "csv"),
        ("a.tsv", TEXT, "tsv"),
        ("a.tab", TEXT, "tsv"),
        ("a.parquet", b"PAR1", "parquet"),
        ("a.pq", TEXT, "parquet"),
        ("a.rss", RSS, "feed"),
        ("a.xml", RSS, "feed"),
        ("a.xml", b"<other/>", "feed"),
        ("a.eml", b"From: x", "mail"),
        ("a.warc", b"WARC/1.0", "warc"),
        ("a.warc.gz", GZIP, "warc"),
        ("a.wacz", b"PK\x03\x04", "wacz"),
        ("a.zip", b"PK\x03\x04", "zip"),
        ("a.zip", b"PK\x05\x06", "zip"),
        ("a.tar", TAR, "tar"),
        ("a.tar.gz", GZIP, "gz"),
        ("a.tgz", GZIP, "gz"),
        ("a.csv.gz", GZIP, "gz"),
        # The bytes know better than the name.
        ("a", b"PAR1", "parquet"),
        ("a", b"WARC/1.1\r\n", "warc"),
        ("standard input", GZIP, "gz"),
        ("standard input", b"PK\x03\x04", "zip"),
        ("standard input", TAR, "tar"),
        ("standard input", PAGE, "html"),
        ("standard input", RSS, "feed"),
        ("a.csv", GZIP, "gz"),
        ("a.tar.gz", TAR, "tar"),
        ("a.gz", b"PK\x03\x04", "zip"),
        ("a.txt", PAGE, "html"),
        ("a.txt", b"\xef\xbb\xbf  <HTML lang=en>", "html"),
        ("a.txt", b"<!-- saved -->\n<html>", "html"),
        ("a.xml", PAGE, "html"),
        ("a.txt", RSS, "feed"),
        ("a.txt", b'<feed xmlns="http://www.w3.org/2005/Atom">', "feed"),
        ("a.txt", b"<?xml version='1.0'?><?xml-stylesheet href='x'?><rdf:RDF>", "feed"),
        # What only resembles it does not.
        ("a.txt", b"<htmlx>", "text"),
        ("a.txt", b"PAR", "text"),
        ("a.csv", PAGE, "csv"),
        ("a.html", RSS, "html"),
        ("a.txt", b"", "text"),
        ("a.gz", b"", "gz"),
    ],
)
def test_way_of(name, head, way):
    assert way_of(name, head) == way


@given(st.text(max_size=20), st.binary(max_size=600))
def test_there_is_a_way_for_everything(name, head):
    assert way_of(name, head) in WAYS


def test_a_long_run_of_what_could_begin_a_page_takes_a_moment_only():
    for piece in (b"<!--", b"<!---->", b" ", b"<?xml ", b"<!-- -->\n"):
        assert way_of("a", piece * (4096 // len(piece))) == "text"


@pytest.mark.parametrize(
    ("name", "known"),
    [("a.txt", True), ("A.WARC.GZ", True), ("a.json", False), ("a.md", False), ("a", False), ("a.gz", True)],
)
def test_is_known(name, known):
    assert is_known(name) is known


@pytest.mark.parametrize(
    ("name", "without"),
    [("a/b.tar.gz", "a/b"), ("a.b.txt", "a.b"), ("a", "a"), ("a.md", "a.md"), ("x.JSONL.GZ", "x.JSONL"), (".txt", "")],
)
def test_stem(name, without):
    assert stem(name) == without


def read(name, data, **options):
    return list(read_source(Source(name, "a", io.BytesIO(data)), Options(**options)))


@pytest.mark.parametrize("way", WAYS)
def test_every_way_can_be_forced_and_refuses_what_does_not_fit(way):
    for data in (b"", bytes(range(256)) * 8, b"PK\x03\x04" + bytes(3000), b"\x1f\x8b\x08" + b"\xff" * 500):
        found = read("a", data, way=way)
        assert found
        assert all(type(item) is InputError for item in found), found


def test_a_forced_way_is_that_of_the_archive_not_of_its_members():
    (report,) = read("a", gzip.compress(TEXT), way="gz")
    assert report.text == TEXT.decode()


def test_the_stream_is_closed():
    stream = io.BytesIO(TEXT)
    list(read_source(Source("a", "a", stream), Options()))
    assert stream.closed


def test_a_fault_is_told_as_ours(monkeypatch):
    monkeypatch.setitem(WAYS, "text", "plain:no_such_function")
    (error,) = read("a", TEXT)
    assert isinstance(error, FaultError)
