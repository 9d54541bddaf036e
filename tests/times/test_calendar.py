"""Periods and how ISO 8601 writes them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.times.calendar import days, easter, months, shift_months, week_of, years


@pytest.mark.parametrize(
    ("period", "written"),
    [
        (days(date(2024, 6, 18)), "2024-06-18"),
        (days(date(2024, 9, 24), date(2024, 9, 26)), "2024-09-24/2024-09-26"),
        (week_of(date(2024, 6, 12)), "2024-W24"),
        (week_of(date(2025, 12, 31)), "2026-W01"),
        (months(2024, 2), "2024-02"),
        (months(2023, 12, 3), "2023-12/2024-02"),
        (years(1990, 1999), "1990/1999"),
        (years(79), "0079"),
        (months(2024, 11).until(days(date(2024, 12, 11))), "2024-11-01/2024-12-11"),
    ],
)
def test_a_period_is_written_as_exactly_as_it_is_told(period, written):
    assert str(period) == written


def test_months_hold_their_last_day():
    assert months(2024, 2).last == date(2024, 2, 29)
    assert months(2023, 12, 3).last == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("year", "month", "day"), [(1961, 4, 2), (2000, 4, 23), (2024, 3, 31), (2025, 4, 20), (2038, 4, 25)]
)
def test_easter(year, month, day):
    assert easter(year) == date(year, month, day)


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_of_march_or_april(year):
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


@given(st.dates(date(1000, 1, 1), date(3000, 1, 1)), st.integers(-1200, 1200))
def test_months_on_and_back_lead_to_the_same_month(day, count):
    back = shift_months(shift_months(day, count), -count)
    assert (back.year, back.month) == (day.year, day.month)
    assert back.day <= day.day
