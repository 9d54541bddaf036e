"""Periods of the calendar: whole days, weeks, months or years, one or several, and how ISO 8601 writes them."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

__all__ = ["SEASONS", "Period", "days", "easter", "months", "shift_months", "shift_years", "week_of", "years"]

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""The month that a season begins with, north of the equator."""


@dataclass(frozen=True, slots=True)
class Period:
    """All days from `first` to `last`, told in whole `unit`s: day, week, month or year."""

    first: date
    last: date
    unit: str

    def __str__(self) -> str:
        begins, ends = (_written(day, self.unit) for day in (self.first, self.last))
        return begins if begins == ends else f"{begins}/{ends}"

    def until(self, other: Self) -> "Period":
        """From this period's beginning to the other's end, in the finer of their units."""
        order = ("day", "week", "month", "year")
        unit = min(self.unit, other.unit, key=order.index)
        return Period(self.first, other.last, "day" if unit == "week" else unit)


def _written(day: date, unit: str) -> str:
    if unit == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[unit]]


def days(first: date, last: date | None = None) -> Period:
    """A day, or the days from the first to the last."""
    return Period(first, last or first, "day")


def week_of(day: date) -> Period:
    """The week, Monday to Sunday, that holds the day."""
    monday = day - timedelta(day.weekday())
    return Period(monday, monday + timedelta(6), "week")


def months(year: int, month: int, count: int = 1) -> Period:
    """`count` months on end."""
    first = date(year, month, 1)
    last = shift_months(first, count - 1)
    return Period(first, last.replace(day=monthrange(last.year, last.month)[1]), "month")


def years(first: int, last: int | None = None) -> Period:
    """A year, or the years from the first to the last."""
    return Period(date(first, 1, 1), date(first if last is None else last, 12, 31), "year")


def shift_months(day: date, count: int) -> date:
    """The day that many months on; the month's last where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift_years(day: date, count: int) -> date:
    """The day that many years on."""
    return shift_months(day, 12 * count)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher's way of reckoning)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap_centuries, left = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap_centuries - correction + 15) % 30
    leaps, remainder = divmod(rest, 4)
    weekday = (32 + 2 * left + 2 * leaps - moon - remainder) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
