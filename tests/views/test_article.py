"""The report's text in HTML: exact, its marks over the words that the record names."""

import re
from dataclasses import replace

from hypothesis import given

from onrecord.record import Record
from onrecord.report import Report
from onrecord.views.html import fragment, page
from onrecord.views.named import named_actors, named_places
from onrecord.views.outline import outline
from onrecord.views.timeline import timeline
from tests.views.reading import Reading
from tests.views.records import PORT, RUIZ, STRIKE, SUMMIT, records, some, span


def writable(text: str) -> str:
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)


def in_paragraphs(text: str, spans: tuple[tuple[int, int], ...]) -> set[int]:
    """The characters of the spans, apart from white space, which may stand between paragraphs."""
    return {at for start, end in spans for at in range(max(start, 0), min(end, len(text))) if not text[at].isspace()}


def check(record: Record, written: str, *, linked: bool = True) -> None:
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
    if linked:
        check_named(record, reading)
    credited = {at for at in reading.parts["", "credit"] if not text[at].isspace()}
    assert credited == in_paragraphs(text, tuple(credit.span for credit in record.credits))
    outside = {at for at in reading.parts["", "outside"] if not text[at].isspace()}
    assert outside == in_paragraphs(text, record.not_report_text)
    assert len(reading.with_class("card")) == len(record.statements)
    targets = [
        attributes["href"] for _, attributes in reading.elements if (attributes.get("href") or "").startswith("#")
    ]
    ids = [attributes["id"] for _, attributes in reading.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in targets if target} <= set(ids)


def check_named(record: Record, reading: Reading) -> None:
    """Each actor, time and place has its marks over its words, and its entry in a list."""
    text = record.report.text
    named = [one.named({}) for one in named_actors(record, outline(record))]
    named += [moment.named for moment in timeline(record).moments] + [place.named for place in named_places(record)]
    assert sum(len(one.spans) for one in named if one.part == "time") == len(record.times)
    assert sum(len(one.spans) for one in named if one.part == "place") == len(record.places)
    for one in named:
        marked = {at for at in reading.parts[one.anchor, one.part] if not text[at].isspace()}
        assert marked == in_paragraphs(text, one.spans), one
        assert [attributes["id"] for attributes in reading.with_class("title")].count(one.anchor) == 1
    assert len(reading.with_class("profile")) == len(record.actors)


@some
@given(records)
def test_a_page_and_a_fragment_hold_the_exact_text_and_each_mark_lies_over_its_words(record: Record) -> None:
    check(record, page(record))
    check(record, fragment(record), linked=False)


def test_a_nested_statement_lies_inside_the_marks_of_the_one_that_holds_it() -> None:
    written = page(STRIKE)
    outer, inner = written.index('<mark class="content d0'), written.index('<mark class="content d1')
    assert outer < inner
    assert '<mark class="content d1 v3" data-s="3">' in written
    assert Reading(written).with_class("card")[2]["data-outer"] == "2"


def test_a_mention_lies_inside_another_and_over_the_parts_of_statements() -> None:
    reading = Reading(page(SUMMIT))
    outer, inner = reading.parts["actor-1", "actor"], reading.parts["actor-2", "actor"]
    assert inner < outer
    assert reading.parts["1", "source"] < outer
    assert reading.parts["1", "content"] & outer
    check(SUMMIT, page(SUMMIT))


def test_crossing_statements_are_both_marked() -> None:
    first = replace(RUIZ, content=(span("We will stay here"),), speaker=("A",))
    second = replace(PORT, content=(span('here," union leader'),), speaker=("B",), reported_in=None)
    check(record := replace(STRIKE, statements=(first, second)), page(record))


def test_a_statement_over_several_paragraphs_is_marked_in_each() -> None:
    long = replace(RUIZ, source=(), cue=(), content=((60, 180),))
    written = page(replace(STRIKE, statements=(long,)))
    assert written.count('<mark class="content d0 v1') == 3
    assert written.count('class="at ') == 1


def test_dek_and_what_is_no_part_of_the_report_are_set_apart() -> None:
    record = replace(STRIKE, dek=span("Dockers walked out on Monday."), not_report_text=(span("reported."),))
    written = page(record)
    assert re.search(r'<p class="dek" dir="auto">Dockers walked out on Monday\.</p>', written)
    assert '<span class="outside"' in written


def test_an_empty_report_has_a_page() -> None:
    check(empty := Record(Report("")), page(empty))


def test_a_report_without_statements_is_shown() -> None:
    check(empty := replace(STRIKE, statements=()), page(empty))


def test_statements_within_statements_without_end_are_marked_to_a_depth_that_browsers_bear() -> None:
    deep = tuple(replace(RUIZ, id=f"s{number}", reported_in=f"s{number - 1}") for number in range(2000))
    reading = Reading(page(replace(STRIKE, statements=deep)))
    assert reading.deepest < 100
    assert len(reading.with_class("card")) == 2000
