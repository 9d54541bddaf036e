"""The order, nesting and numbers of statements, and the counting of speakers."""

from dataclasses import replace

from hypothesis import given

from onrecord.record import Record
from onrecord.views.outline import chain, outline, voices
from tests.views.records import PORT, RADIO, RUIZ, STRIKE, records, some


def test_statements_come_by_their_place_and_under_the_one_that_holds_them() -> None:
    entries = outline(STRIKE)
    assert [(entry.number, entry.statement.id, entry.depth) for entry in entries] == [
        (1, "s1", 0),
        (2, "s2", 0),
        (3, "s3", 1),
    ]
    assert [outer.statement for outer in chain(entries[2])] == [RADIO]


def test_statements_in_a_circle_are_each_shown_once() -> None:
    circle = (replace(RADIO, reported_in="s3"), PORT)
    entries = outline(replace(STRIKE, statements=circle))
    assert [(entry.statement.id, entry.depth) for entry in entries] == [("s3", 0), ("s2", 1)]


def test_a_statement_in_itself_or_in_a_missing_one_stands_alone() -> None:
    alone = (replace(RADIO, reported_in="s2"), replace(RUIZ, reported_in="s99"))
    assert [entry.depth for entry in outline(replace(STRIKE, statements=alone))] == [0, 0]


def test_two_statements_of_one_source_come_in_the_order_of_their_cues() -> None:
    later = replace(RUIZ, id="s8", cue=((90, 95),), source=RUIZ.source)
    sooner = replace(RUIZ, id="s9", cue=((70, 75),), source=RUIZ.source)
    both = replace(STRIKE, statements=(later, sooner))
    assert [entry.statement.id for entry in outline(both)] == ["s9", "s8"]


def test_the_sources_own_words_stand_for_a_speaker_that_is_not_resolved() -> None:
    entries = outline(replace(STRIKE, statements=(replace(RUIZ, speaker=()), replace(PORT, speaker=(), source=()))))
    assert [entry.speakers for entry in entries] == [("union leader Ana Ruiz",), ()]


def test_speakers_are_counted_once_a_statement_and_the_most_quoted_comes_first() -> None:
    joint = replace(RUIZ, speaker=("Ana Ruiz", "Port of Lakeside", "Port of Lakeside"))
    assert voices(outline(replace(STRIKE, statements=(joint, RADIO, PORT)))) == {
        "Port of Lakeside": 2,
        "Ana Ruiz": 1,
        "Lakeside Radio": 1,
    }


@some
@given(records)
def test_whatever_the_record_each_statement_is_shown_once_and_after_the_ones_around_it(record: Record) -> None:
    entries = outline(record)
    assert sorted(map(id, record.statements)) == sorted(id(entry.statement) for entry in entries)
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    for entry in entries:
        around = chain(entry)
        assert len(around) == entry.depth
        assert all(outer.number < entry.number for outer in around)
        assert not around or around[0].statement.id == entry.statement.reported_in


def test_a_chain_of_thousands_is_no_trouble() -> None:
    statements = [replace(RUIZ, id=f"s{number}", reported_in=f"s{number - 1}") for number in range(5000)]
    assert outline(replace(STRIKE, statements=tuple(statements)))[-1].depth == 4999
