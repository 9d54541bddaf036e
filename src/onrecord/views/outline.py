"""The statements of a record as a reader meets them: numbered in reading order, each under the one that holds it."""

import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.record import Record, Statement

__all__ = ["Entry", "chain", "outline", "voices"]

ANCHOR = re.compile("s[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement of the outline."""

    number: int
    """From 1; statements are told apart by it, since nothing keeps ids of a foreign record from repeating."""
    statement: Statement
    speakers: tuple[str, ...]
    """The resolved names, else the source's own words, else nothing."""
    outer: "Entry | None" = None
    """The statement whose content holds this one."""
    depth: int = 0
    anchor: str = ""
    """What links call it: the statement's id, or where that is no fit name or another has it, one by its number."""


def outline(record: Record) -> list[Entry]:
    """Every statement once, by its place in the text, the nested ones right after the one that holds them.

    Of statements that hold each other in a circle, the first in the text is taken for the outermost.
    """
    statements = sorted(record.statements, key=_place)
    by_id = {statement.id: index for index, statement in reversed(list(enumerate(statements)))}
    outer = [by_id.get(statement.reported_in or "") for statement in statements]
    inner: list[list[int]] = [[] for _ in statements]
    for index, parent in enumerate(outer):
        if parent is not None:
            inner[parent].append(index)

    entries: dict[int, Entry] = {}
    starts = [index for index, parent in enumerate(outer) if parent is None]
    for start in [*starts, *range(len(statements))]:  # the second half finds the circles
        waiting: list[tuple[int, Entry | None]] = [(start, None)]
        while waiting:
            index, parent_entry = waiting.pop()
            if index in entries:
                continue
            statement, depth = statements[index], parent_entry.depth + 1 if parent_entry else 0
            number = len(entries) + 1
            fit = by_id[statement.id] == index and ANCHOR.fullmatch(statement.id)
            anchor = statement.id if fit else f"n{number}"
            entry = Entry(number, statement, _speakers(record, statement), parent_entry, depth, anchor)
            entries[index] = entry
            waiting += [(child, entry) for child in reversed(inner[index])]
    return list(entries.values())


def chain(entry: Entry, longest: int = sys.maxsize) -> list[Entry]:
    """On whose word: the entries around this one, innermost first, `longest` at most."""
    around: list[Entry] = []
    while entry.outer is not None and len(around) < longest:
        entry = entry.outer
        around.append(entry)
    return around


def voices(entries: Sequence[Entry]) -> dict[str, int]:
    """Each speaker with the number of statements, most quoted first, then as they come in the text."""
    return dict(Counter(name for entry in entries for name in dict.fromkeys(entry.speakers)).most_common())


def _place(statement: Statement) -> tuple[int, int]:
    """Where the statement begins; of two of one source ("he denied … but vowed …") the cues decide."""
    starts = [start for start, _ in (*statement.source, *statement.cue, *statement.content)]
    return min(starts, default=0), min((start for start, _ in statement.cue), default=0)


def _speakers(record: Record, statement: Statement) -> tuple[str, ...]:
    if statement.speaker:
        return statement.speaker
    words = " ".join(record.words(statement.source).split())
    return (words,) if words else ()
