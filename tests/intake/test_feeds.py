"""Entries of feeds become reports; hostile and broken XML is read as far as it goes, and no further."""

import socket
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .sources import SAID, SMALL, only, problem, problems, read, reports, texts

OTHER = "She told reporters that they would not sign it, whatever was said, and left the room with her advisers."
FULL = "http://purl.org/rss/1.0/modules/content/"


def rss(*items, title="Example &amp; Times", start='<?xml version="1.0"?>', namespaces=""):
    entries = "".join(f"<item>{item}</item>\n" for item in items)
    return f'{start}<rss version="2.0" {namespaces}><channel><title>{title}</title>\n{entries}</channel></rss>'


def described(text):
    return f"<description>{text}</description>"


def test_an_entry_is_a_report():
    item = (
        "<title>Talks &lt;b&gt;go on&lt;/b&gt;</title><link>https://e.org/1</link><guid>g1</guid>"
        "<pubDate>Tue, 18 Jun 2024 23:30:00 -0500</pubDate><dc:creator>Jane Doe</dc:creator>"
        f"<description>A summary</description><content:encoded><![CDATA[<p>{SAID}</p><script>x</script>]]></content:encoded>"
    )
    spaces = f'xmlns:content="{FULL}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    report = only(read(rss(item, namespaces=spaces), "f.rss"))
    assert report.text == f"Talks go on\n\n{SAID}"
    assert report[report.headline] == "Talks go on"
    assert (report.id, report.name, report.byline) == ("g1", "f.rss, entry 1", "Jane Doe")
    assert (report.published, report.published_from) == (date(2024, 6, 18), "feed")
    assert (report.outlet, report.outlet_from, report.url) == ("Example & Times", "feed", "https://e.org/1")


@pytest.mark.parametrize(
    "feed",
    [
        f'<rss version="0.91"><channel><title>E</title><item><title>T</title><link>https://e.org/1</link><description>{SAID}</description></item></channel></rss>',
        f'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>E</title><item><title>T</title><link>https://e.org/1</link><description>{SAID}</description></item></channel></rss>',
        f'<rss version="0.92"><channel><title>E</title><item><title>T</title><link>https://e.org/1</link><description>{SAID}</description></item></channel></rss>',
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>E</title></channel><item rdf:about="https://e.org/1"><title>T</title><link>https://e.org/1</link><description>{SAID}</description></item></rdf:RDF>',
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>E</title><entry><title>T</title><id>x</id><link href="https://e.org/1"/><summary>A summary</summary><content type="html">&lt;p&gt;{SAID}&lt;/p&gt;</content></entry></feed>',
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>E</title><entry><title>T</title><id>x</id><link href="https://e.org/1"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{SAID}</p></div></content></entry></feed>',
    ],
)
def test_all_versions(feed):
    report = only(read(feed, "f.xml"))
    assert (report.text, report.outlet, report.url) == (f"T\n\n{SAID}", "E", "https://e.org/1")


def test_an_entry_may_be_of_another_outlet():
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>E</title><entry><id>x</id><updated>2024-03-03T01:00:00+09:00</updated><summary>{SAID}</summary><source><title>Other</title></source></entry></feed>'
    report = only(read(feed, "f.atom"))
    assert (report.outlet, report.published) == ("Other", date(2024, 3, 3))


def test_entries_without_text_or_with_dates_that_are_none():
    items = read(rss("<title>T</title>", described(SAID) + "<pubDate>soon</pubDate>", described("12")), "f.rss")
    assert texts(items) == [SAID]
    assert reports(items)[0].notes == ("published: 'soon' is no date",)
    assert problems(items) == {
        "f.rss, entry 1": "it has no text, neither content nor description",
        "f.rss, entry 3": "it holds no letters, so there is nothing to read",
    }


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("R&D at AT&T; it&rsquo;s", "R&D at AT&T; it’s"),
        ("a &unknown; b &amp; c &#8217; &#x41;", "a &unknown; b & c ’ A"),
        ("<![CDATA[a & b &rsquo; <i>c</i>]]>", "a & b ’ c"),
    ],
)
def test_ampersands_stay_in_the_text(written, meant):
    assert texts(read(rss(described(f"{SAID} {written}")), "f.rss")) == [f"{SAID} {meant}"]


def test_addresses_in_cdata_are_as_they_are():
    item = described(SAID) + "<link><![CDATA[https://e.org/?a=1&b=2]]></link>"
    assert only(read(rss(item), "f.rss")).url == "https://e.org/?a=1&b=2"


def test_prefixes_that_are_not_declared():
    item = f'<content:encoded>{SAID}</content:encoded><media:thumbnail media:url="x"/>' + described("A summary")
    assert only(read(rss(item), "f.rss")).text == SAID


def test_names_that_xml_does_not_allow():
    item = f'</item><item b:="x" c:d:e="y" f="z"><ti23:30>x</ti23:30>{described(SAID)}'
    items = read(rss(item), "f.rss")
    assert texts(items) == [SAID]
    assert list(problems(items)) == ["f.rss, entry 1"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252", "windows-1251"])
@pytest.mark.parametrize("declared", [True, False])
def test_encodings(encoding, declared):
    text = (
        f"{SAID} Привет"
        if encoding == "windows-1251"
        else f"“{SAID}” – café"
        if "8859" not in encoding
        else f"{SAID} café"
    )
    start = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>' if declared else '<?xml version="1.0"?>'
    if encoding == "windows-1251" and not declared:
        return
    assert texts(read(rss(described(text), start=start).encode(encoding), "f.rss")) == [text]


def test_the_wrong_encoding_declared():
    for wrong in ("utf-8", "no-such-thing", "ascii"):
        feed = rss(described(f"{SAID} café"), start=f'<?xml version="1.0" encoding="{wrong}"?>').encode("cp1252")
        assert texts(read(feed, "f.rss")) == [f"{SAID} café"]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "declared", [f'<!ENTITY l0 "ha">{LAUGHS}', '<!ENTITY l9 SYSTEM "file:///etc/passwd">', '<!ENTITY l9 SYSTEM "http://127.0.0.1:9/">',
                 f'<!ENTITY l0 "ha">{LAUGHS}<!ATTLIST item a CDATA "&l9;">', '<!ENTITY % l9 SYSTEM "file:///etc/passwd"> %l9;']
)  # fmt: skip
def test_entities_are_never_expanded(declared, monkeypatch):
    monkeypatch.setattr(socket, "socket", None)
    feed = rss(described(f"{SAID} &l9;"), title="&l9;", start=f'<?xml version="1.0"?><!DOCTYPE rss [{declared}]>')
    report = only(read(feed, "f.rss"))
    assert (report.text, report.outlet) == (f"{SAID} &l9;", "&l9;")


def test_what_was_cut_off_is_read_so_far():
    items = read(rss(described(SAID), described(OTHER))[:-60], "f.rss")
    assert texts(items)[0] == SAID
    assert problems(items)["f.rss"].startswith("it is broken XML (line 3: ")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("", "it is empty"),
        ("<?xml version='1.0'?><urlset><url/></urlset>", "it is not a feed, which would be RSS or Atom: it is XML whose root is <urlset>"),
        ("no feed", "it is not a feed"),
        ("<", "it is not a feed"),
        (rss(), "it is a feed without entries"),
        (b"\x00\x01" * 100, "it is not text but binary data"),
        (rss(described("a" * 5000)), "it is larger than 0.005 MB"),
        (rss(described("a " * 600)), "it is larger than 0.001 MB"),
    ],
)  # fmt: skip
def test_feeds_that_hold_no_reports(data, why):
    assert problem(read(data, "f.rss", limits=SMALL)).startswith(why)


@pytest.mark.parametrize(
    "hostile",
    ["<a>" * 30_000, "<item>" * 20_000, "<a/>" * 250_000, "<" * 250_000, "&" * 250_000, "<a " + "x='1' " * 30_000, "<a b='" * 30_000,
     "<![CDATA[" * 30_000, "<!--" * 30_000, "&lt;p&gt;" * 20_000, "<!DOCTYPE " * 20_000, "</a>" * 30_000]
)  # fmt: skip
def test_hostile_feeds_end(hostile):
    for data in (rss(described(SAID + hostile)), hostile + rss(described(SAID))):
        for item in read(data, "f.rss", way="feed"):
            assert "please tell us" not in str(item)


@given(st.lists(st.sampled_from(["<item>", "</item>", "<title>", "</title>", "<description>", "</description>", "<![CDATA[", "]]>", "&", "x:y", "<a:b>", "<link/>", "\x00", "é", "<dc:date>2024</dc:date>", " a=", "'", "<?", "<!--", "-->", "<source/>", "<content>"])))  # fmt: skip
@settings(deadline=None, max_examples=50)
def test_any_order_of_tags_ends_in_reports_or_errors(pieces):
    for item in read(f'<rss version="2.0"><channel>{"".join(pieces)}</channel></rss>', "f.rss"):
        assert "please tell us" not in str(item)
