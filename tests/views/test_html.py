"""Pages of a report, fragments for notebooks, the index of a folder."""

import re
from base64 import b64encode
from collections import defaultdict
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from hypothesis import given

from onrecord.record import Record
from onrecord.report import Report
from onrecord.views.html import IndexEntry, fragment, index, page
from onrecord.views.outline import outline
from onrecord.views.wording import NO_STATEMENTS, TONES
from tests.views.records import PORT, RADIO, RUIZ, STRIKE, TEXT, records, some, span

VOID = {"meta", "br"}
CSS = files("onrecord.views").joinpath("page.css").read_text(encoding="utf-8")


class Reading(HTMLParser):
    """A page as a parser sees it: its elements, well nested, and the marks over each character of the text."""

    def __init__(self, written: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.parts: dict[tuple[str, str], set[int]] = defaultdict(set)
        self.words: dict[str, str] = defaultdict(str)
        self.feed(written)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.words[self.open[-1][0] if self.open else ""] += data
        if not any(tag == "article" for tag, _ in self.open):
            return
        here = range(len(self.text), len(self.text) + len(data))
        self.text += data
        for _, attributes in self.open:
            part = (attributes.get("class") or "").split(" ")[0]
            if part == "outside" or "data-s" in attributes:
                self.parts[attributes.get("data-s") or "", part].update(here)

    def with_class(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for _, attributes in self.elements if name in (attributes.get("class") or "").split()]


def writable(text: str) -> str:
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)


def in_paragraphs(text: str, spans: tuple[tuple[int, int], ...]) -> set[int]:
    """The characters of the spans, apart from white space, which may stand between paragraphs."""
    return {at for start, end in spans for at in range(max(start, 0), min(end, len(text))) if not text[at].isspace()}


def check(record: Record, written: str) -> None:
    reading = Reading(written)
    written.encode("utf-8")
    text = record.report.text
    assert reading.text == writable(text)
    for entry in outline(record):
        statement, number = entry.statement, str(entry.number)
        for part, spans in {
            "content": statement.content,
            "source": statement.source,
            "cue": statement.cue,
            "qualifier": statement.qualified_by,
        }.items():
            marked = {at for at in reading.parts[number, part] if not text[at].isspace()}
            assert marked == in_paragraphs(text, spans), (number, part)
    outside = {at for at in reading.parts["", "outside"] if not text[at].isspace()}
    assert outside == in_paragraphs(text, record.not_report_text)
    assert len(reading.with_class("card")) == len(record.statements)
    targets = [
        attributes["href"] for _, attributes in reading.elements if (attributes.get("href") or "").startswith("#")
    ]
    ids = [attributes["id"] for _, attributes in reading.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in targets if target} <= set(ids)


@some
@given(records)
def test_a_page_and_a_fragment_hold_the_exact_text_and_each_mark_lies_over_its_words(record: Record) -> None:
    check(record, page(record))
    check(record, fragment(record))


@some
@given(records)
def test_nothing_in_a_record_becomes_markup(record: Record) -> None:
    reading = Reading(page(record, title=record.report.id, attribution=record.report.id))
    assert sum(tag == "script" for tag, _ in reading.elements) == 1
    allowed = {"id", "class", "href", "rel", "lang", "dir", "name", "content", "charset", "http-equiv", "datetime"}
    for _, attributes in reading.elements:
        assert all(name in allowed or name.startswith(("data-", "aria-")) for name in attributes)


def test_a_page_can_be_read_in_order() -> None:
    written = page(STRIKE)
    reading = Reading(written)
    assert reading.words["title"] == reading.words["h1"] == "Harbour strike enters third day"
    assert reading.words["time"] == "6 March 2024"
    assert [attributes["data-id"] for attributes in reading.with_class("card")] == ["s1", "s2", "s3"]
    assert [attributes["aria-label"] for attributes in reading.with_class("at")] == [
        "Statement 1: Ana Ruiz, pledge",
        "Statement 2: Lakeside Radio, report",
        "Statement 3: Port of Lakeside, deny",
    ]
    for words in ("On the word of", "Through", "reporters", "34%", 'href="https://post.example/strike"'):
        assert words in written


def test_a_nested_statement_lies_inside_the_marks_of_the_one_that_holds_it() -> None:
    written = page(STRIKE)
    outer, inner = written.index('<mark class="content d0'), written.index('<mark class="content d1')
    assert outer < inner
    assert '<mark class="content d1 v3 l1" data-s="3">' in written
    assert Reading(written).with_class("card")[2]["data-outer"] == "2"


def test_crossing_statements_are_both_marked() -> None:
    first = replace(RUIZ, content=(span("We will stay here"),), speaker=("A",))
    second = replace(PORT, content=(span('here," union leader'),), speaker=("B",), reported_in=None)
    check(record := replace(STRIKE, statements=(first, second)), page(record))


def test_a_statement_over_several_paragraphs_is_marked_in_each() -> None:
    long = replace(RUIZ, source=(), cue=(), content=((60, 180),))
    written = page(replace(STRIKE, statements=(long,)))
    assert written.count('<mark class="content d0 v1') == 3
    assert written.count('class="at"') == 1


def test_the_headline_of_the_text_is_the_pages_heading_and_is_not_told_twice() -> None:
    assert page(STRIKE).count("<h1") == 1
    untitled = replace(STRIKE, headline=None)
    assert Reading(page(untitled)).words["h1"] == "strike"
    assert Reading(page(untitled, title="Strike news")).words["title"] == "Strike news"


def test_dek_and_what_is_no_part_of_the_report_are_set_apart() -> None:
    record = replace(STRIKE, dek=span("Dockers walked out on Monday."), not_report_text=(span("reported."),))
    written = page(record)
    assert re.search(r'<p class="dek" dir="auto">Dockers walked out on Monday\.</p>', written)
    assert '<span class="outside"' in written


def test_a_report_without_statements_says_so() -> None:
    empty = replace(STRIKE, statements=())
    assert NO_STATEMENTS in page(empty)
    assert NO_STATEMENTS in fragment(empty)
    check(empty, page(empty))


def test_an_empty_report_has_a_page() -> None:
    check(empty := Record(Report("")), page(empty))


def test_a_statement_without_words_in_the_text_has_a_card_without_a_link() -> None:
    nowhere = replace(RUIZ, content=((900, 950),), source=(), cue=())
    written = page(replace(STRIKE, statements=(nowhere,)))
    assert 'href="#t1"' not in written
    assert '<span class="back">1</span>' in written


def test_notes_and_attribution_are_at_the_foot() -> None:
    noted = replace(STRIKE, report=replace(STRIKE.report, notes=("read as windows-1252",)))
    written = page(noted, attribution="From Lakeside Post, CC BY 4.0 <changed>")
    assert "Note: read as windows-1252" in written
    assert "From Lakeside Post, CC BY 4.0 &lt;changed&gt;" in written


@pytest.mark.parametrize("name", ["page.css", "page.js"])
def test_the_policy_allows_just_the_pages_own_style_and_script(name: str) -> None:
    written = page(STRIKE)
    content = files("onrecord.views").joinpath(name).read_text(encoding="utf-8").strip()
    kind = {"page.css": "style-src", "page.js": "script-src"}[name]
    digest = b64encode(sha256(content.encode()).digest()).decode()
    assert f">{content}</" in written
    assert f"{kind} 'sha256-{digest}'" in written
    assert "default-src 'none'" in written
    assert not re.search(r"</(style|script)", content)


def test_nothing_is_loaded_from_elsewhere() -> None:
    quiet = page(replace(STRIKE, report=Report(TEXT)))
    assert not re.search(r"""(src|href)=["'](?!#)|url\(|@import|https?:""", quiet)


def test_a_fragment_has_no_script_and_its_ids_are_its_own() -> None:
    one, two = fragment(STRIKE), fragment(replace(STRIKE, report=replace(STRIKE.report, text=TEXT + "x")))
    assert "<script" not in one
    ids = [set(re.findall(r' id="([^"]*)"', written)) for written in (one, two)]
    assert ids[0]
    assert not ids[0] & ids[1]
    assert STRIKE._repr_html_() == one


def test_every_rule_of_the_style_sheet_stays_inside_our_own_elements() -> None:
    plain = re.sub(r"/\*.*?\*/", "", CSS, flags=re.S)
    selectors = [rule.strip() for rule in re.findall(r"([^{}]+)\{", plain) if not rule.strip().startswith("@")]
    for selector in selectors:
        for one in re.split(r",(?![^(]*\))", selector):
            assert re.match(r"(html:has\(body)?(body)?\.onrecord", one.strip()), one


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_all_text_has_the_contrast_that_wcag_aa_asks_for(scheme: int) -> None:
    block = re.findall(r"color-scheme: (?:light|dark);([^}]*)\}", CSS)[scheme]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    hues = {name: value for name, value in colours.items() if name.startswith("hue-")}
    tints = {name: value for name, value in colours.items() if name.startswith("tint-")}
    grounds = {name: colours[name] for name in ("paper", "panel", "card")}
    assert len(hues) == len(tints) == 9
    for name, value in (hues | {tone: colours[tone] for tone in set(TONES.values())}).items():
        for ground, behind in (grounds | (tints if name.startswith("hue-") else {})).items():
            assert contrast(value, behind) >= 4.5, (name, ground)
    for ground, behind in (grounds | tints).items():
        assert contrast(colours["ink"], behind) >= 7, ground
        assert contrast(colours["soft"], behind) >= 4.5, ground
    assert all(contrast(colours["link"], behind) >= 4.5 for behind in grounds.values())


def test_an_index_tells_each_report_and_leads_to_its_page() -> None:
    entries = [IndexEntry.of(STRIKE, "a strike.html"), IndexEntry("<No> news", "javascript:x.html")]
    assert entries[0] == IndexEntry(
        "Harbour strike enters third day",
        "a strike.html",
        3,
        "Lakeside Post",
        date(2024, 3, 6),
        (("Ana Ruiz", 1), ("Lakeside Radio", 1), ("Port of Lakeside", 1)),
    )
    written = index(entries)
    reading = Reading(written)
    assert "2 reports" in written
    assert "3 statements" in written
    assert [attributes["href"] for tag, attributes in reading.elements if tag == "a"] == [
        "./a%20strike.html",
        "./javascript%3Ax.html",
    ]
    assert "&lt;No&gt; news" in written
    assert not any(tag == "script" for tag, _ in reading.elements)


def test_an_index_of_nothing_says_so() -> None:
    assert "No reports." in index([])


@some
@given(records)
def test_an_index_of_anything_is_sound(record: Record) -> None:
    written = index([IndexEntry.of(record, record.report.id)], title=record.report.id)
    written.encode("utf-8")
    Reading(written)


def test_more_speakers_than_colours_differ_by_their_line() -> None:
    many = tuple(replace(RADIO, id=f"s{number}", speaker=(f"Speaker {number}",)) for number in range(20))
    looks = re.findall(r'<li class="(v\d l\d)" data-voice', page(replace(STRIKE, statements=many)))
    assert len(set(looks)) == len(looks) == 20
