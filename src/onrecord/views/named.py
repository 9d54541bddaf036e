"""What a record names besides its statements, numbered for the views: its actors and its places.

The times are in timeline.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.record import Actor, Place, Record
from onrecord.report import Span
from onrecord.views.outline import Entry

__all__ = ["Named", "NamedActor", "NamedPlace", "named_actors", "named_places", "speaking_actors"]


HUE = 8
"""Of what is found on earth."""


class Named(NamedTuple):
    """One actor, time or place, and where the text has words for it."""

    part: str
    """"actor", "time" or "place"."""
    number: int
    spans: tuple[Span, ...]
    hue: int = 0

    @property
    def anchor(self) -> str:
        """What links call its place in the list; the words in the text add their number to it."""
        return f"{self.part}-{self.number}"


@dataclass(frozen=True, slots=True)
class NamedActor:
    """One actor of the list."""

    number: int
    """From 1, the most mentioned first."""
    actor: Actor
    statements: tuple[Entry, ...]
    """Those that it makes."""

    voice: str = ""
    """The name that it speaks under; "" where it doesn't."""

    @property
    def anchor(self) -> str:
        """What links call it."""
        return Named("actor", self.number, ()).anchor

    def guessed(self, field: str) -> bool:
        """Whether nothing in the report or the tables tells the field: its reason says that it is a guess."""
        return self.actor.guessed(field)

    def named(self, hues: Mapping[str, int]) -> Named:
        """With its words, in the hue of its voice."""
        spans = tuple(mention.span for mention in self.actor.mentions)
        return Named("actor", self.number, spans, hues.get(self.voice, 0))


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """One place of the list, with all words for it."""

    number: int
    """From 1: what is resolved first, and of it what is named most often."""
    places: tuple[Place, ...]

    @property
    def place(self) -> Place:
        """The first of them; they differ in the words and reasons alone."""
        return self.places[0]

    @property
    def named(self) -> Named:
        """With its words."""
        hue = 0 if self.place.kind == "unresolved" else HUE
        return Named("place", self.number, tuple(place.span for place in self.places), hue)

    @property
    def confidence(self) -> float:
        """Of the least certain of its words."""
        return min(place.confidence for place in self.places)


def named_actors(record: Record, entries: Sequence[Entry]) -> list[NamedActor]:
    """The actors, the most mentioned first, then as they come in the text."""
    making: dict[str, list[tuple[Entry, str]]] = {}
    for entry in entries:
        for id_, speaker in _speaker_ids(entry):
            making.setdefault(id_, []).append((entry, speaker))
    found = []
    for number, actor in enumerate(sorted(record.actors, key=lambda actor: -len(actor.mentions)), 1):
        made = making.get(actor.id, [])
        voice = made[0][1] or actor.name if made else ""
        found.append(NamedActor(number, actor, tuple(entry for entry, _ in made), voice))
    return found


def _speaker_ids(entry: Entry) -> list[tuple[str, str]]:
    """Each id of the statement's speakers once, with the speaker that has it, as far as the record tells."""
    ids = dict.fromkeys(entry.statement.speaker_ids)
    speakers = entry.speakers if len(ids) == len(entry.speakers) else [""] * len(ids)
    return list(zip(ids, speakers, strict=True))


def speaking_actors(entry: Entry, actors: Mapping[str, NamedActor]) -> list[NamedActor | None]:
    """For each speaker of the statement the actor that it is, of those by id; None where the record doesn't say."""
    by_speaker = {
        speaker or actors[id_].actor.name: actors[id_] for id_, speaker in _speaker_ids(entry) if id_ in actors
    }
    return [by_speaker.get(speaker) for speaker in entry.speakers]


def named_places(record: Record) -> list[NamedPlace]:
    """The places, those that are one and the same together, the unresolved last."""
    together: dict[tuple[object, ...], list[Place]] = {}
    for place in record.places:
        same = (place.kind, place.name, place.country, place.region, place.geonames, place.latitude, place.longitude)
        together.setdefault(same, []).append(place)
    ordered = sorted(together.values(), key=lambda places: (places[0].kind == "unresolved", -len(places)))
    return [NamedPlace(number, tuple(places)) for number, places in enumerate(ordered, 1)]
