"""Records: to and from JSON, chains, evidence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import Record, RecordError, Report, Statement
from onrecord.record import KINDS, PLACE_KINDS, SOURCE_KINDS, STANCES, Actor, Mention, Place, Time
from tests.strategies import actors

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
                speaker_ids=st.lists(st.text(max_size=9), max_size=3).map(tuple),
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
        actors=tuple(draw(st.lists(actors(spans), max_size=3))),
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
        {"statements": [], "actors": {"id": "gov:RUS"}},
        {"statements": [], "actors": [4]},
    ],
)
def test_json_that_is_no_record_says_so(fields):
    with pytest.raises(RecordError, match=r"docs/record\.md"):
        Record.from_dict(fields, TEXT)


MINISTRY = Actor(
    "named:ministry",
    "the ministry",
    "organisation",
    (Mention((0, 12), "noun", 0.9, "as the text has it"), Mention((20, 22), "pronoun", 0.6, "the nearest")),
    reasons={"name": "the text's own words"},
)


@pytest.mark.parametrize(
    "change",
    [
        {"id": KeyError},
        {"name": KeyError},
        {"kind": KeyError},
        {"mentions": KeyError},
        {"mentions": [[0, 12]]},
        {"mentions": [[0, 12], [20]]},
        {"mentions": 3},
        {"evidence": KeyError},
        {"evidence": []},
        {"evidence": [{}, {}]},
        {"evidence": [1, 2]},
        {"confidence": "sure"},
        {"candidates": "gov:RUS"},
        {"reasons": ["a row"]},
    ],
)
def test_json_that_is_no_actor_says_so(change):
    fields = MINISTRY.to_dict() | change
    fields = {name: value for name, value in fields.items() if value is not KeyError}
    with pytest.raises(RecordError, match=r"^actor \{.*docs/record\.md"):
        Record.from_dict({"statements": [], "actors": [fields]}, TEXT)
    with pytest.raises(RecordError, match="actor"):
        Actor.from_dict(fields)


def test_speaker_ids_are_a_list():
    fields = Statement("s01", (), (), ()).to_dict() | {"speaker_ids": "gov:RUS"}
    with pytest.raises(RecordError, match="statement s01"):
        Statement.from_dict(fields)


@pytest.mark.parametrize("span", [[0, len(TEXT) + 1], [-1, 3], [5, 4]])
@pytest.mark.parametrize(
    "fields",
    [
        lambda span: {"headline": span},
        lambda span: {"not_report_text": [span]},
        lambda span: {"credits": [{"span": span, "outlet": "AP"}]},
        lambda span: {"statements": [Statement("s01", (), (), ()).to_dict() | {"content": [span]}]},
        lambda span: {"actors": [MINISTRY.to_dict() | {"mentions": [[0, 12], span]}]},
        lambda span: {"times": [{"span": span, "value": None}]},
        lambda span: {"places": [{"span": span, "name": "Lima", "kind": "capital"}]},
    ],
)
def test_a_span_outside_the_text_is_refused(fields, span):
    with pytest.raises(RecordError, match=r"span \[.*\] does not lie in its text of 43 characters"):
        Record.from_dict({"statements": []} | fields(span), TEXT)


def test_a_record_of_the_schema_before_actors_is_read():
    fields = Record(Report(TEXT), (Statement("s01", (), (), ((0, 5),)),)).to_dict() | {"schema": "1.0"}
    del fields["actors"]
    record = Record.from_dict(fields)
    assert record.actors == ()
    assert record.statements[0].speaker_ids == ()
    assert record.to_dict()["schema"] == "1.1"


def test_actors_can_be_told_apart_in_a_set():
    assert {MINISTRY, Actor.from_dict(MINISTRY.to_dict())} == {MINISTRY}


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
