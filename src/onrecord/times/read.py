"""The times of a report: each expression found is resolved in its turn, by what was told before it."""

import re
from bisect import bisect_right
from datetime import date, timedelta

from onrecord.doc import Doc
from onrecord.record import Time
from onrecord.report import Span
from onrecord.statements.layout import Layout
from onrecord.times.calendar import Period
from onrecord.times.direction import Direction, direction_of
from onrecord.times.find import Expression, find_expressions
from onrecord.times.resolve import Context, Reading, Unresolved, resolve

__all__ = ["find_times"]

_SENTENCES_NEAR = 2
"""How many sentences back a "same day" or an hour may lean on; a "two days later" leans on no more than one."""
_CERTAIN = 0.8
"""How sure a time must be for others to count from it."""
_DATELINE_NEAR = timedelta(7)
"""A dateline's day further from the day of publication is not the report's own."""
_NEAREST = Direction("unknown", "a dateline", sure=False)
_DEADLINES = frozenset(("by", "until", "till", "before", "through"))
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([/.])(\d{1,2})\2(?:\d{4}|\d\d)(?!\d)")


def find_times(doc: Doc, layout: Layout) -> tuple[Time, ...]:
    """The times of the body and the dek, in order; relative ones count from the dateline or the publication."""
    if not len(doc):
        return ()
    spans = sorted({span for span in (layout.dek, layout.dateline, *layout.body) if span})
    expressions = find_expressions(doc, _apart(spans))
    reader = _Reader(doc, _anchor(doc, layout, expressions), _day_first(doc.report.text, expressions))
    return tuple(reader.read(one) for one in expressions)


def _apart(spans: list[Span]) -> list[Span]:
    """The spans without those that begin inside the one before: a dateline may open the first paragraph."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _anchor(doc: Doc, layout: Layout, expressions: list[Expression]) -> date | None:
    """The day of the dateline, if it tells one close to the day of publication; else the day of publication."""
    published = doc.report.published
    if layout.dateline is None:
        return published
    begins, ends = layout.dateline
    one = next((one for one in expressions if one.kind == "date" and begins <= doc.span(one.words)[0] < ends), None)
    reading = _read(one, Context(published, lambda: _NEAREST)) if one is not None else None
    if isinstance(reading, Reading) and reading.period is not None:
        told = reading.period.first
        return told if published is None or abs(told - published) <= _DATELINE_NEAR else published
    return published


def _day_first(text: str, expressions: list[Expression]) -> bool | None:
    """Whether the report's dates in digits put the day first; None if they don't say, or say both."""
    if not any(one.kind == "numeric" for one in expressions):
        return None
    orders = set()
    for first, _, second in _NUMERIC.findall(text):
        if 12 < int(first) < 32 and int(second) < 13:
            orders.add(True)
        elif 12 < int(second) < 32 and int(first) < 13:
            orders.add(False)
    return orders.pop() if len(orders) == 1 else None


def _read(one: Expression, context: Context) -> Reading | Unresolved:
    try:
        return resolve(one, context)
    except Unresolved as reason:
        return reason


class _Reader:
    """Reads one report's expressions, and remembers what was told before."""

    def __init__(self, doc: Doc, today: date | None, day_first: bool | None) -> None:
        self._doc = doc
        self._today = today
        self._day_first = day_first
        self._near: Period | None = None
        self._near_words: tuple[int, int] = (0, 0)
        self._year: int | None = None

    def read(self, one: Expression) -> Time:
        """The time of an expression; the expressions must come in the text's order."""
        doc = self._doc
        context = Context(
            self._today,
            lambda: direction_of(doc, one.words),
            nearby=self._nearby(one),
            year_told=self._year if self._same_paragraph(one) else None,
            day_first=self._day_first,
            deadline=one.words.start > 0 and doc.words[one.words.start - 1].lower() in _DEADLINES,
        )
        reading = _read(one, context)
        span = doc.span(one.words)
        if isinstance(reading, Unresolved):
            self._near = None
            return Time(span, None, str(reading), 0.0)
        self._remember(one, reading)
        return Time(span, reading.value, reading.reason, reading.confidence)

    def _remember(self, one: Expression, reading: Reading) -> None:
        period = reading.period
        if period is None or reading.confidence < _CERTAIN:
            self._near = self._near if period is None else None
            return
        self._near, self._near_words = period, one.words
        told = "year" in one.parts or (one.kind == "date" and self._year == period.first.year)
        self._year = period.first.year if told and period.first.year == period.last.year else None

    def _nearby(self, one: Expression) -> Period | None:
        """What was told last, if that was at most two sentences before."""
        if self._near is None:
            return None
        starts = self._doc.sentence_starts
        apart = bisect_right(starts, one.words.start) - bisect_right(starts, self._near_words[0])
        return self._near if apart <= (1 if one.kind == "later" else _SENTENCES_NEAR) else None

    def _same_paragraph(self, one: Expression) -> bool:
        between = (self._doc.spans[self._near_words[1] - 1][1], self._doc.spans[one.words.start][0])
        return self._near_words[1] > 0 and "\n" not in self._doc.report[between]
