"""A record's actors and places, numbered; who of them speaks."""

from dataclasses import replace

from hypothesis import given

from onrecord.record import Record
from onrecord.views.named import named_actors, named_places, speaking_actors
from onrecord.views.outline import outline
from tests.views.records import ELPHBERG, GEORGIA, RURITANIA, SUMMIT, records, some


def test_the_most_mentioned_actor_comes_first_and_holds_its_statements() -> None:
    reordered = replace(SUMMIT, actors=(GEORGIA, RURITANIA, ELPHBERG))
    found = named_actors(reordered, outline(reordered))
    assert [one.actor for one in found] == [ELPHBERG, GEORGIA, RURITANIA]
    assert [[entry.number for entry in one.statements] for one in found] == [[1, 2], [], []]
    assert [one.named({"Rudolf Elphberg": 5}).hue for one in found] == [5, 0, 0]


def test_of_several_speakers_each_is_its_own_actor() -> None:
    both = replace(
        SUMMIT.statements[0], speaker=("Georgia", "Rudolf Elphberg"), speaker_ids=("gov:GEO", "person:rudolf-elphberg")
    )
    record = replace(SUMMIT, statements=(both,))
    entry = outline(record)[0]
    by_id = {one.actor.id: one for one in named_actors(record, [entry])}
    assert [one.actor if one else None for one in speaking_actors(entry, by_id)] == [GEORGIA, ELPHBERG]


def test_where_ids_and_speakers_are_not_as_many_the_names_decide() -> None:
    partly = replace(
        SUMMIT.statements[0], speaker=("others", "Rudolf Elphberg"), speaker_ids=("person:rudolf-elphberg",)
    )
    record = replace(SUMMIT, statements=(partly,))
    entry = outline(record)[0]
    by_id = {one.actor.id: one for one in named_actors(record, [entry])}
    assert [one.actor if one else None for one in speaking_actors(entry, by_id)] == [None, ELPHBERG]


def test_one_place_with_several_words_is_listed_once_and_the_unresolved_last() -> None:
    _, old_town, geneva = SUMMIT.places
    record = replace(SUMMIT, places=(old_town, geneva, replace(geneva, span=(17, 23), confidence=0.3)))
    first, last = named_places(record)
    assert first.named.spans == (geneva.span, (17, 23))
    assert first.confidence == 0.3
    assert last.place is old_town


@some
@given(records)
def test_every_actor_and_place_is_listed_once_and_every_speaker_has_a_place(record: Record) -> None:
    entries = outline(record)
    actors = named_actors(record, entries)
    assert sorted(map(repr, record.actors)) == sorted(repr(one.actor) for one in actors)
    by_id = {one.actor.id: one for one in actors}
    for entry in entries:
        speaking = speaking_actors(entry, by_id)
        assert len(speaking) == len(entry.speakers)
        assert {one.actor.id for one in speaking if one} <= set(entry.statement.speaker_ids)
    assert sorted(map(repr, record.places)) == sorted(
        repr(place) for one in named_places(record) for place in one.places
    )


def test_an_actor_without_words_is_listed() -> None:
    bare = replace(RURITANIA, mentions=())
    assert named_actors(replace(SUMMIT, actors=(bare,)), [])[0].named({}).spans == ()
