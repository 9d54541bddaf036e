"""The day of publication, out of the many ways in which tables, feeds and mails write it.

A day is that of the outlet: the one written, in the zone it is written in, never turned into another. A count of
seconds has no zone, and is taken in UTC.
"""

import re
from datetime import UTC, date, datetime, timedelta

__all__ = ["find_day", "read_day"]

NONE = frozenset({"", "-", "n/a", "na", "nan", "nat", "none", "null", "unknown", "undefined"})
"""What stands in cells that know no date."""
FIRST_YEAR, LAST_YEAR = 1600, 2100
"""News is no older; programs write years beyond for "unknown"."""
LONGEST = 100
"""Characters of a date, however it is written."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+)?"
_CLOCK = r"(?:\d{1,2}[:.h]\d{2}.*)"
_REST = rf"(?:$|[\s,]+(?:at\s+)?(?:{_CLOCK}|\(?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\)?.*)$)"
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark){_DAY}(?:$|[T\s,]+{_CLOCK}$)",
        rf"{_YEAR}[-\s]{_MONTH}[-\s]{_DAY}{_REST}",
        rf"{_WEEKDAY}{_DAY}[-\s]+(?:of\s+)?{_MONTH},?[-\s]+{_YEAR}{_REST}",
        rf"{_WEEKDAY}{_DAY}[-\s]+{_MONTH}[-\s]+(?P<year>\d\d){_REST}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}{_REST}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY}\s+[\d:]+\s+(?:[+-]\d{{4}}|[A-Z]+)?\s*{_YEAR}$",
    )
)
_NUMBERS = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2{_YEAR}(?:$|[T\s,]+{_CLOCK}$)")
_DIGITS = re.compile(r"(\d{8})(?:T?\d{4,6}(?:Z|[+-]\d{2}:?\d{2})?)?")
_EPOCH = re.compile(r"(\d{9,10}|\d{12,13}|\d{15,16}|\d{18,19})(?:\.\d*)?")


def read_day(value: object) -> date | None:
    """The day that a cell, a field or a header tells; None if it says that there is none.

    Read are dates and times of Python, pandas and Arrow; ISO 8601; the dates of mails (RFC 5322), with and without the
    day's name; "June 18, 2024" and the like in English; 20240618; and seconds, or thousandths to billionths of seconds,
    since 1970. Raises ValueError, which says why, if it is none of these, or if day and month can't be told apart.
    """
    if value is None or value != value:  # NaN and NaT, whose types may be of libraries
        return None
    if isinstance(value, date):
        return _in_range(value.date() if isinstance(value, datetime) else value, value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError(f"{_shown(value)} is no date")
    text = " ".join(str(int(value) if isinstance(value, float) and value.is_integer() else value).split())
    if len(text) > LONGEST:
        raise ValueError(f"{_shown(text)} is no date")
    return None if text.lower() in NONE else _in_range(_from_digits(text) or _from_words(text), value)


def find_day(value: object) -> tuple[date | None, tuple[str, ...]]:
    """The day that `read_day` gives; if it can't be read, none and a note that says so."""
    try:
        return read_day(value), ()
    except ValueError as error:
        return None, (f"published: {error}",)


def _from_digits(text: str) -> date | None:
    if found := _EPOCH.fullmatch(text):
        digits = found[1]
        seconds = int(digits) // 1000 ** ((len(digits) - 9) // 3)
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).date()
    found = _DIGITS.fullmatch(text)
    return _day(int(found[1][:4]), int(found[1][4:6]), int(found[1][6:]), text) if found else None


def _from_words(text: str) -> date:
    if found := _NUMBERS.fullmatch(text):
        return _from_numbers(int(found[1]), int(found[3]), int(found["year"]), text)
    for pattern in _WRITTEN:
        if found := pattern.match(text):
            month = found["month"]
            number = int(month) if month.isdecimal() else MONTHS.index(month[:3].lower()) + 1
            return _day(_full_year(found["year"]), number, int(found["day"]), text)
    raise ValueError(f"{_shown(text)} is no date")


def _from_numbers(first: int, second: int, year: int, text: str) -> date:
    """Outlets write 3/4/2024 for a day of March and for one of April: which is only known if one number is no month."""
    if first <= 12 and second <= 12 and first != second:
        raise ValueError(f"{_shown(text)} may be day and month or month and day; write it as 2024-06-18")
    day, month = (first, second) if second <= 12 else (second, first)
    return _day(year, month, day, text)


def _full_year(year: str) -> int:
    """A year of two digits as RFC 5322 reads it."""
    return int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 50 else 1900)


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"{_shown(text)} is no date") from None


def _in_range(day: date, value: object) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"{_shown(value)} is no date")
    return day


def _shown(value: object) -> str:
    shown = repr(value if isinstance(value, str) else str(value))
    return shown if len(shown) <= 50 else f"{shown[:48]}…'"
