"""The values of JSON, one at a time: the lines of JSON Lines, the items of a list, or objects one after another."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.intake.lines import Lines, Unsettled
from onrecord.intake.source import Source

__all__ = ["Item", "lines_of", "values_of"]

ENVELOPE = 20
"""A value may be so many times as large as a report: services answer with a hundred reports in one object, and beyond
that the end of a value isn't looked for."""
CHUNK = 65_536
"""Characters that are read at a time."""
CUT_OFF = "; the file was cut off here, most likely"
_SPACE = re.compile(r"[ \t\r\n]*")
_LONGEST_NUMBER = 400
"""Digits; Python refuses to make a number of more than 4,300."""


@dataclass(frozen=True, slots=True)
class Item:
    """A value of JSON, or the problem for which there is none."""

    number: int
    """Of its line, or its place in the list; from 1."""
    value: object = None
    problem: str = ""
    notes: tuple[str, ...] = ()
    size: int = 0
    """Characters of JSON."""


def lines_of(source: Source) -> Iterator[Item]:
    """The value of each line that isn't empty; a line that can't be read is a problem, and the next follows.

    Raises InputError if the source is empty or no text.
    """
    lines, decoder = Lines(source), _Decoder()
    for line in lines:
        if line is None:
            yield Item(lines.number, problem=source.limits.too_large(source.name).problem)
        elif line.strip():
            value, problem = decoder.only_value(line.strip())
            cut_off = CUT_OFF if problem and line[-1] not in "\r\n" else ""
            yield Item(lines.number, value, problem + cut_off, lines.notes, len(line))


def values_of(source: Source) -> Iterator[Item]:
    """The items of a list, or the values that stand one after another; a problem with JSON itself is the last item.

    Raises InputError if the source is empty or no text.
    """
    scanner, number = _Scanner(source), 0
    in_list = scanner.take("[")
    done = scanner.take("]") if in_list else scanner.at_end()
    while not done:
        number += 1
        item = scanner.value(number)
        yield item
        if scanner.stuck:
            return
        done = scanner.take("]") if in_list else scanner.at_end()
        if in_list and not done and not scanner.take(","):
            yield Item(number + 1, problem=f"{scanner.found()} where a comma or the end of the list should be")
            return
    if not scanner.at_end():
        yield Item(number + 1, problem=f"{scanner.found()} behind the end of the list")


class _Scanner:
    """A stream of JSON of which only the value that is being read is held."""

    def __init__(self, source: Source) -> None:
        self._text = Unsettled(source)
        self._limits = source.limits
        self._decoder = _Decoder()
        self._held = ""
        self._at = 0
        self._ended = False
        self.stuck = False
        """Whether a value was met whose end can't be told."""

    def at_end(self) -> bool:
        return self._next() == ""

    def take(self, mark: str) -> bool:
        """Go behind the mark, if it is next."""
        found = self._next() == mark
        self._at += found
        return found

    def found(self) -> str:
        """What is next, in words."""
        return f"{self._next()!r} stands" if self._next() else "the file ends"

    def value(self, number: int) -> Item:
        """The next value."""
        self._next()
        value, end, problem = self._decoder.value_at(self._held, self._at)
        while end is None and self._decoder.cut_off and self._more():
            value, end, problem = self._decoder.value_at(self._held, self._at)
        if end is None:
            self.stuck = True
            too_large = len(self._held) - self._at > ENVELOPE * self._limits.report
            cut_off = CUT_OFF if self._decoder.cut_off and self._ended else ""
            return Item(number, problem=self._limits.too_large("").problem if too_large else problem + cut_off)
        raw, self._at = self._held[self._at : end], end
        settled, notes = self._text.settle(raw)
        if settled != raw:
            value, problem = self._decoder.only_value(settled)
        return Item(number, value, problem, notes, len(raw))

    def _next(self) -> str:
        """The next character that is no space; nothing at the end."""
        while True:
            found = _SPACE.match(self._held, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._held) or not self._more():
                return self._held[self._at : self._at + 1]

    def _more(self) -> bool:
        """Read on: as much again as is held. False at the end, or if that is too much for one value."""
        self._held, self._at = self._held[self._at :], 0
        if self._ended or len(self._held) > ENVELOPE * self._limits.report:
            return False
        read = self._text.stream.read(max(CHUNK, len(self._held)))
        self._held += read
        self._ended = not read
        return not self._ended


class _Decoder:
    """JSON to Python, with all that can be wrong with it as a problem in words."""

    def __init__(self) -> None:
        self._repeated: list[str] = []
        self._json = json.JSONDecoder(object_pairs_hook=self._object, parse_int=_integer)
        self.cut_off = False
        """Whether the value read last may go on where the text ended."""

    def value_at(self, text: str, start: int) -> tuple[object, int | None, str]:
        """The value that begins there, where it ends (None if that can't be told), and the problem with it."""
        self._repeated.clear()
        self.cut_off = False
        try:
            value, end = self._json.raw_decode(text, start)
        except json.JSONDecodeError as error:
            self.cut_off = error.msg.startswith("Unterminated") or error.pos >= len(text) - 16
            return None, None, f"it is not JSON ({error.msg[0].lower()}{error.msg[1:]})"
        except RecursionError:
            return None, None, "its lists or objects are nested too deeply"
        self.cut_off = end == len(text)
        problem = f"it has the field {self._repeated[0]!r} twice" if self._repeated else ""
        return None if problem else value, end, problem

    def only_value(self, text: str) -> tuple[object, str]:
        """The value that the text is, and the problem with it."""
        value, end, problem = self.value_at(text, 0)
        if end is not None and end < len(text):
            return None, "it is not JSON (something follows its end)"
        return value, problem

    def _object(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        fields = dict(pairs)
        if len(fields) < len(pairs):
            names = [name for name, _ in pairs]
            self._repeated.append(next(name for name in names if names.count(name) > 1)[:40])
        return fields


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits
