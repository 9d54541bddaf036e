"""Records: to and from JSON, chains, evidence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import Record, RecordError, Report, Statement
from onrecord.record import KINDS, PLACE_KINDS, SOURCE_KINDS, STANCES, Place, Time

TEXT = "The ministry denied it, the agency reports."


@st.composite
def records(draw):
    text = draw(st.text(min_size=1, max_size=60))
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda pair: tuple(sorted(pair)))
    lists = st.lists(spans, max_size=3).map(tuple)
    statements = draw(
        st.lists(
            st.builds(
                Statement,
                id=st.uuids().map(str),
                source=lists,
                cue=lists,
                content=lists,
                speaker=st.lists(st.text(min_size=1, max_size=9), max_size=3).map(tuple),
                kind=st.sampled_from(KINDS),
                stance=st.sampled_from(STANCES),
                source_kind=st.sampled_from(SOURCE_KINDS),
                channel=st.none() | st.text(max_size=9),
                addressee=st.none() | st.text(max_size=9),
                qualified_by=lists,
                reported_in=st.none() | st.text(max_size=5),
                confidence=st.integers(0, 1000).map(lambda number: number / 1000),
            ),
            max_size=4,
        )
    )
    report = Report(text, id="r", published=draw(st.none() | st.dates()), outlet=draw(st.none() | st.text(max_size=9)))
    times = st.builds(
        Time,
        span=spans,
        value=st.none() | st.dates().map(str),
        reason=st.text(max_size=9),
        confidence=st.integers(0, 1000).map(lambda number: number / 1000),
    )
    places = st.builds(
        Place,
        span=spans,
        name=st.text(max_size=9),
        kind=st.sampled_from(PLACE_KINDS),
        country=st.none() | st.just("PER"),
        region=st.none() | st.text(min_size=1, max_size=9),
        geonames=st.none() | st.integers(1, 10**8),
        latitude=st.none() | st.floats(-90, 90),
        longitude=st.none() | st.floats(-180, 180),
        confidence=st.integers(0, 1000).map(lambda number: number / 1000),
        reason=st.text(max_size=9),
    )
    return Record(
        report,
        tuple(statements),
        times=tuple(draw(st.lists(times, max_size=3))),
        places=tuple(draw(st.lists(places, max_size=3))),
    )


@given(records())
def test_a_record_is_its_json(record):
    fields = json.loads(record.to_json().encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass"))
    assert Record.from_dict(fields, record.report.text) == record


def test_a_record_of_another_text_is_refused():
    fields = Record(Report(TEXT)).to_dict()
    with pytest.raises(RecordError, match="another text"):
        Record.from_dict(fields, TEXT + " ")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"statements": [{}]},
        {"statements": 3},
        {"statements": [{"id": "s", "source": 1}]},
        {"statements": [], "times": [{"span": [0, 3]}]},
        {"statements": [], "times": [4]},
        {"statements": [], "places": [{"span": [0, 3]}]},
        {"statements": [], "places": [4]},
    ],
)
def test_json_that_is_no_record_says_so(fields):
    with pytest.raises(RecordError, match=r"docs/record\.md"):
        Record.from_dict(fields, TEXT)


def test_a_chain_goes_from_the_innermost_outwards():
    outer = Statement("s01", ((24, 34),), ((35, 42),), ((0, 22),))
    inner = Statement("s02", ((0, 12),), ((13, 19),), ((20, 22),), reported_in="s01")
    record = Record(Report(TEXT), (outer, inner))
    assert record.chain(inner) == (outer,)
    assert record.inside(outer) == (inner,)


def test_a_chain_that_bites_its_tail_ends():
    one = Statement("s01", (), (), ((0, 5),), reported_in="s02")
    other = Statement("s02", (), (), ((0, 5),), reported_in="s01")
    assert len(Record(Report(TEXT), (one, other)).chain(one)) == 2
