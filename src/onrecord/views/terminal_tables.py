"""The actors, times and places of a record as small tables in a terminal: the foremost of each, doubts marked."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.record import Actor, Record
from onrecord.views.inert import inert
from onrecord.views.named import NamedActor, NamedPlace, named_actors, named_places
from onrecord.views.outline import Entry
from onrecord.views.timeline import Moment, time_in_words, timeline
from onrecord.views.wording import UNSURE, count, excerpt

__all__ = ["tables"]

MOST_ROWS = 12
LONGEST_NAME, LONGEST_PHRASE, LONGEST_REASON = 36, 44, 80
DOUBT = "yellow"
Row = tuple[Text, ...]


def tables(record: Record, entries: Sequence[Entry]) -> Iterator[RenderableType]:
    """The three tables, without those that would be empty."""
    actors, places = named_actors(record, entries), named_places(record)
    if actors:
        yield _table(count(len(actors), "actor"), map(_actor, actors))
    if moments := list(_moments(record)):
        told = sum(bool(moment.words) for moment in moments)
        yield _table(count(told, "time"), map(_moment, moments, [record] * len(moments)))
    if places:
        yield _table(f"{count(len(places), 'place')} (GeoNames, CC BY 4.0)", map(_place, places))


def _table(title: str, rows: Iterable[Row]) -> RenderableType:
    """The first rows; how many more there are."""
    rows = list(rows)
    grid = Table.grid(padding=(0, 2, 0, 0))
    for _ in rows[0]:
        grid.add_column(overflow="fold")
    for row in rows[:MOST_ROWS]:
        grid.add_row(*row)
    rest = len(rows) - MOST_ROWS
    below = [Text(f"and {rest:,} more", style="dim")] if rest > 0 else []
    return Group(Text(title, style="bold"), Padding(Group(grid, *below), (0, 0, 0, 2)))


def _actor(one: NamedActor) -> Row:
    """How often, who, what, of where."""
    actor = one.actor
    about = Text(_short(actor.office or actor.kind))
    for doubt in _doubts(actor):
        about.append(f"  {doubt}", style=DOUBT)
    fields = (("country", actor.country), ("sector", actor.sector))
    codes = " ".join(inert(code) + "?" * one.guessed(field) for field, code in fields if code)
    return _often(len(actor.mentions)), Text(_short(actor.name, LONGEST_NAME), style="bold"), about, Text(codes, "dim")


def _doubts(actor: Actor) -> Iterator[str]:
    if actor.unconfirmed:
        yield "unconfirmed"
    if any(id_ != actor.id for id_ in actor.candidates):
        yield "ambiguous"
    if actor.confidence < UNSURE:
        yield f"unsure ({actor.confidence:.0%})"


def _moments(record: Record) -> Iterator[Moment]:
    """In the order of time, then what has no place in it."""
    times = timeline(record)
    yield from (moment for moment, _ in times.lines if moment is not None)
    yield from times.others


def _moment(moment: Moment, record: Record) -> Row:
    """When, and in which words; why it is not told."""
    words = dict.fromkeys(f"“{_short(record.report[time.span], LONGEST_NAME)}”" for time in moment.words)
    about = Text(", ".join([*words][:3]) + (" …" if len(words) > 3 else ""))
    if moment.published:
        about.append("  published" if words else "published", style="dim")
    if not moment.value:
        about.append(f"  {_short(moment.words[0].reason, LONGEST_REASON)}", style="dim")
    return Text(_short(time_in_words(moment)), style="bold" if moment.value else DOUBT), about


def _place(one: NamedPlace) -> Row:
    """How often, which, of what kind and where; why it is unresolved."""
    place = one.place
    known = place.kind != "unresolved"
    lies = (place.region if place.region != place.name else None, place.country)
    about = Text(", ".join(_short(fact) for fact in (place.kind, *lies) if fact), style="" if known else DOUBT)
    if place.latitude is not None and place.longitude is not None:
        about.append(f"  {place.latitude:.2f}, {place.longitude:.2f}", style="dim")
    if not known:
        about.append(f"  {_short(place.reason, LONGEST_REASON)}", style="dim")
    elif one.confidence < UNSURE:
        about.append(f"  unsure ({one.confidence:.0%})", style=DOUBT)
    return _often(len(one.places)), Text(_short(place.name, LONGEST_NAME), style="bold"), about


def _often(number: int) -> Text:
    return Text(f"{number:,}×", style="dim", justify="right")


def _short(words: str, limit: int = LONGEST_PHRASE) -> str:
    return inert(excerpt(words, limit))
