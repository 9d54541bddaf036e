"""The times of a record in order: what each is in words, how long it lasts, and how far the next one lies.

The order alone is drawn to scale, not the distance: of a report that tells of 1945 and of this week both stay readable.
Where more than a few weeks lie between two times, the gap says so itself.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.record import Record, Time
from onrecord.times.calendar import Period, days, months, week_of, years
from onrecord.views.named import Named
from onrecord.views.wording import MONTHS, count, day

__all__ = ["LANES", "Moment", "Rail", "Timeline", "time_in_words", "timeline"]

HUE = 3
"""Of what has a place in time."""
LANES = 4
"""Bars beside one another; of more, the later ones are left out."""
GAP = timedelta(45)
"""A longer time in which nothing lies is told."""

CLOCK = re.compile(r"(?:(?P<day>\d{4}-\d\d-\d\d))?T(?P<clock>\d\d(?::\d\d)?)(?P<zone>Z?)")
DURATION = re.compile(
    r"P(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?"
)
UNITS = ("year", "month", "week", "day", "hour", "minute", "second")


@dataclass(frozen=True, slots=True)
class Moment:
    """One value, and the words of the report that name it."""

    number: int
    """From 1, by its first words in the text."""
    value: str | None
    words: tuple[Time, ...]
    period: Period | None = None
    """None of a duration, of an hour without its day, and of a time that the report does not tell."""
    published: bool = False
    """Whether it is the day of publication."""

    @property
    def named(self) -> Named:
        """With its words."""
        return Named("time", self.number, tuple(time.span for time in self.words), HUE if self.period else 0)


class Rail(NamedTuple):
    """What is drawn beside one line of the timeline."""

    lanes: tuple[str, ...]
    """For each bar from the left: "begin", "through", "end", "alone", or "" where none runs."""
    gap: str = ""
    """Of a line between two times: how far they lie apart, in words."""


class Timeline(NamedTuple):
    """The dated times, the earliest first, gaps as None between them; and all other times in the order of the text."""

    lines: tuple[tuple[Moment | None, Rail], ...]
    others: tuple[Moment, ...]

    @property
    def moments(self) -> list[Moment]:
        """All that the report has words for."""
        return [moment for moment, _ in self.lines if moment is not None and moment.words] + list(self.others)


def timeline(record: Record) -> Timeline:
    """The record's times, those of one value together; with the day of publication, if there are others."""
    moments = _moments(record)
    dated = [(moment.period, moment) for moment in moments if moment.period is not None]
    others = tuple(moment for moment in moments if moment.period is None)
    published = record.report.published
    if dated and published and not any(moment.published for _, moment in dated):
        its_day = days(published)
        dated.append((its_day, Moment(0, str(its_day), (), its_day, published=True)))
    dated.sort(key=lambda one: (one[0].first, -one[0].last.toordinal(), one[1].number))
    return Timeline(tuple(_lines(dated)), others)


def _moments(record: Record) -> list[Moment]:
    together: dict[str | tuple[int, int], list[Time]] = {}
    for time in record.times:
        together.setdefault(time.span if time.value is None else time.value, []).append(time)
    published = record.report.published
    found = []
    for number, words in enumerate(together.values(), 1):
        period = _period(words[0].value or "")
        is_day = period is not None and period.first == period.last == published
        found.append(Moment(number, words[0].value, tuple(words), period, published=is_day))
    return found


def _lines(dated: Sequence[tuple[Period, Moment]]) -> Iterator[tuple[Moment | None, Rail]]:
    """The moments with their bars: each runs from its own line to the last one that begins within it."""
    periods = [period for period, _ in dated]
    starts = [period.first for period in periods]
    last_lines = [bisect_right(starts, period.last) - 1 for period in periods]
    lanes: list[int | None] = [None] * LANES  # the line of the bar that runs there
    for at, (period, moment) in enumerate(dated):
        if at and period.first - periods[at - 1].last > GAP:
            through = tuple("" if begun is None else "through" for begun in lanes)
            yield None, Rail(through, _far(period.first - periods[at - 1].last))
        if period.first < period.last and None in lanes:
            lanes[lanes.index(None)] = at
        yield moment, Rail(tuple("" if begun is None else _piece(begun, at, last_lines[begun]) for begun in lanes))
        lanes = [begun if begun is not None and last_lines[begun] > at else None for begun in lanes]


def _piece(begun: int, at: int, end: int) -> str:
    """Of a bar from the line `begun` to `end`, what stands at the line `at`."""
    if begun == end:
        return "alone"
    return "begin" if at == begun else "end" if at == end else "through"


def _far(distance: timedelta) -> str:
    if distance.days >= 700:
        return f"{round(distance.days / 365.25):,} years"
    return f"{round(distance.days / 30.44)} months"


def _period(value: str) -> Period | None:
    """The days that an ISO 8601 value stands for, both ends of an interval included; None of all else."""
    first, _, last = value.partition("/")
    try:
        begins = _whole(first.partition("T")[0])
        ends = _whole(last.partition("T")[0]) if last else begins
        return begins if begins == ends else None if ends.last < begins.first else begins.until(ends)
    except ValueError:  # a duration, an hour alone, or nothing that ISO 8601 knows
        return None


def _whole(written: str) -> Period:
    """A day, week, month or year; ValueError of anything else."""
    if re.fullmatch(r"\d{4}", written, re.ASCII):
        return years(int(written))
    if re.fullmatch(r"\d{4}-\d\d", written, re.ASCII):
        return months(int(written[:4]), int(written[5:]))
    if re.fullmatch(r"\d{4}-W\d\d", written, re.ASCII):
        return week_of(date.fromisoformat(f"{written}-1"))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", written, re.ASCII):
        return days(date.fromisoformat(written))
    raise ValueError(written)


def time_in_words(moment: Moment) -> str:
    """The value as a reader says it: "2 September 2020", "10–16 July 2017", "20 years"; else as it is written."""
    value, period = moment.value, moment.period
    if not value:
        return "unresolved"
    if period is None:
        return _clock(value) or _duration(value) or value
    told = _days_in_words(period)
    clock = CLOCK.fullmatch(value)
    return f"{told}, {_clock('T' + value.partition('T')[2])}" if clock else told


def _days_in_words(period: Period) -> str:
    first, last, unit = period.first, period.last, period.unit
    if unit == "year":
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    month, other = MONTHS[first.month - 1], MONTHS[last.month - 1]
    if unit == "month":
        if first.year != last.year:
            return f"{month} {first.year} – {other} {last.year}"
        return f"{month} {first.year}" if month == other else f"{month}–{other} {last.year}"
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    return f"{first.day} {month} – {day(last)}" if first.year == last.year else f"{day(first)} – {day(last)}"


def _clock(value: str) -> str:
    found = CLOCK.fullmatch(value)
    if not found:
        return ""
    clock = found["clock"] if ":" in found["clock"] else f"{found['clock']}:00"
    return clock + (" GMT" if found["zone"] else "")


def _duration(value: str) -> str:
    found = DURATION.fullmatch(value)
    amounts = zip(found.groups(), UNITS, strict=True) if found else ()
    return " ".join(count(int(amount), unit) for amount, unit in amounts if amount)
