"""The whole way from text to record, with the engine that is shipped."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.report import utf16_span

TEXT = """Harbour workers end strike

“We have an agreement that protects every job,” Maria Lindqvist, who leads the dockers' union, told reporters on Friday. She added that work would resume on Monday.

The port authority denied that it had threatened to dismiss the strikers, according to Reuters."""


@pytest.fixture(scope="module")
def reader():
    return onrecord.load()


@pytest.fixture(scope="module")
def record(reader):
    return reader.read(TEXT, published="2024-03-01", outlet="Example Times", id="harbour")


def by_cue(record, cue):
    return next(one for one in record.statements if record.words(one.cue) == cue)


def test_a_quotation_with_its_marks_its_source_and_whom_it_was_said_to(record):
    told = by_cue(record, "told")
    assert record.words(told.content) == "“We have an agreement that protects every job,”"
    assert record.words(told.source).startswith("Maria Lindqvist")
    assert (told.kind, told.addressee) == ("direct", "reporters")


def test_a_pronoun_is_the_speaker_before_it(record):
    added = by_cue(record, "added")
    assert record.words(added.source) == "She"
    assert added.speaker == ("Maria Lindqvist",)
    assert added.kind == "indirect"


def test_a_denial_is_a_denial(record):
    assert by_cue(record, "denied").stance == "deny"


def test_metadata_stay_with_the_record(record):
    fields = record.to_dict()
    assert (fields["id"], fields["published"], fields["outlet"]) == ("harbour", "2024-03-01", "Example Times")
    assert record.report[record.headline] == "Harbour workers end strike"


def test_the_same_text_gives_the_same_record_whatever_was_read_before(reader, record):
    reader.read("Nothing was said here. " * 40)
    assert reader.read(TEXT, published="2024-03-01", outlet="Example Times", id="harbour").to_json() == record.to_json()


@pytest.mark.parametrize("text", ["", " \n\t", "12 345 67", "…", "“", "”” “ ‘", "\ud800 said it", "a" * 5000])
def test_odd_texts_give_records(reader, text):
    assert reader.read(text).report.text == text


def test_a_date_that_is_none_says_how_to_write_one(reader):
    with pytest.raises(onrecord.InputError, match="2024-06-18"):
        reader.read("text", published="yesterday")


PIECES = st.sampled_from(
    ["He said ", "“It is over,” ", "the minister said", ", per Reuters", ". ", "\n\n", "\u00a0", "\r\n", "'", '"', "e\u0301 ",
     "\U0001f600", "\u200b", "\u202eabc", "denied that ", "Ms Okafor ", "told reporters: ", "«Non», ", "1,000.5 ", "—Name"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES | st.text(max_size=12), max_size=25).map("".join))
def test_every_span_lies_in_the_text_and_survives_utf16(reader, text):
    record = reader.read(text)
    spans = [
        span
        for one in record.statements
        for part in (one.source, one.cue, one.content, one.qualified_by)
        for span in part
    ]
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip()
        first, last = utf16_span(text, (start, end))
        units = text.encode("utf-16-le", "surrogatepass")
        assert units[2 * first : 2 * last].decode("utf-16-le", "surrogatepass") == text[start:end]
    ids = [one.id for one in record.statements]
    assert len(set(ids)) == len(ids)
    assert all(one.reported_in is None or one.reported_in in ids for one in record.statements)
    assert onrecord.Record.from_dict(record.to_dict(), text) == record.with_report(record.report)
