"""Why the record says what it says, in a terminal: words, value, reason and confidence of all that was resolved."""

from collections.abc import Iterator
from typing import NamedTuple

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from onrecord.record import Actor, Mention, Place, Record, Statement
from onrecord.report import Span
from onrecord.views.inert import inert
from onrecord.views.wording import NOBODY, excerpt

__all__ = ["explain"]

WIDEST = 100
LONGEST_WORDS, LONGEST_REASON = 100, 300
NO_REASON = "no reason is told"


class Line(NamedTuple):
    """One line, as far in as it is deep; what is unsure or unresolved stands out."""

    depth: int
    text: str
    style: str = ""


def explain(record: Record, console: Console) -> None:
    """Print why each actor, speaker, time and place of the record is what it is said to be.

    Nothing in the report can act on the terminal.
    """
    for title, lines in (
        ("Why these actors", list(_actors(record))),
        ("Why these speakers", list(_speakers(record))),
        ("Why these times", list(_times(record))),
        ("Why these places", list(_places(record))),
    ):
        if lines:
            console.print(Text(f"\n{title}", style="bold"))
        for line in lines:
            padded = Padding(Text(line.text, style=line.style), (0, 0, 0, 2 * line.depth))
            console.print(padded, width=min(console.width, WIDEST))


def _actors(record: Record) -> Iterator[Line]:
    for actor in record.actors:
        yield Line(1, _joined(actor.name, _what(actor), actor.id, _sure(actor.confidence)), "bold")
        for field, reason in actor.reasons.items():
            yield Line(2, f"{_short(field)}: {_reason(reason)}")
        if actor.unconfirmed:
            yield Line(2, "the office is unconfirmed for the report's date", "yellow")
        if actor.candidates:
            yield Line(2, f"the name may mean: {', '.join(map(_short, actor.candidates))}", "yellow")
        for mention in actor.mentions:
            told = f"{_short(mention.kind)}, {_sure(mention.confidence)}"
            yield Line(2, f"{_words(record, mention.span)} {told}: {_reason(mention.reason)}", "dim")


def _what(actor: Actor) -> str:
    return " ".join(part for part in (actor.kind, actor.country, actor.sector, actor.office or "") if part)


def _speakers(record: Record) -> Iterator[Line]:
    actors = {actor.id: actor for actor in record.actors}
    for statement in record.statements:
        source = " ".join(_words(record, span) for span in statement.source) or NOBODY
        yield Line(1, _joined(statement.id, source, ", ".join(statement.speaker), _sure(statement.confidence)), "bold")
        known = [actors[id_] for id_ in statement.speaker_ids if id_ in actors]
        for actor in known:
            mention = _source_mention(statement, actor)
            why = f"{_sure(mention.confidence)}: {_reason(mention.reason)}" if mention else "not by these words alone"
            yield Line(2, f"{_short(actor.id)}, {why}")
        if statement.speaker and not known:
            yield Line(2, "none of the record's actors", "yellow")


def _source_mention(statement: Statement, actor: Actor) -> Mention | None:
    """The mention that is the source, else the first that stands in it."""
    within = [
        mention
        for mention in actor.mentions
        if any(start <= mention.span[0] and mention.span[1] <= end for start, end in statement.source)
    ]
    return next((mention for mention in within if mention.span in statement.source), next(iter(within), None))


def _times(record: Record) -> Iterator[Line]:
    for time in record.times:
        value = _joined(time.value, _sure(time.confidence)) if time.value else "not resolved"
        yield Line(1, f"{_words(record, time.span)} {value}: {_reason(time.reason)}", "" if time.value else "yellow")


def _places(record: Record) -> Iterator[Line]:
    for place in record.places:
        known = place.kind != "unresolved"
        value = _joined(_where(place), _sure(place.confidence)) if known else "not resolved"
        yield Line(1, f"{_words(record, place.span)} {value}: {_reason(place.reason)}", "" if known else "yellow")


def _where(place: Place) -> str:
    parts = (place.name, place.kind, place.region if place.region != place.name else None, place.country)
    return ", ".join(part for part in parts if part)


def _words(record: Record, span: Span) -> str:
    return f"“{_short(record.report[span])}” [{span[0]}, {span[1]}]"


def _joined(*parts: str) -> str:
    return " · ".join(_short(part) for part in parts if part)


def _sure(confidence: float) -> str:
    return f"{confidence:.0%}"


def _reason(reason: str) -> str:
    return inert(excerpt(reason, LONGEST_REASON)) or NO_REASON


def _short(words: str) -> str:
    return inert(excerpt(words, LONGEST_WORDS))
