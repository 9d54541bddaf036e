"""Days out of the many ways in which they are written; what can't be told is not guessed."""

import math
from datetime import UTC, date, datetime, timedelta, timezone

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.day import find_day, read_day

DAY = date(2024, 6, 18)
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "2024-06-18", " 2024-06-18 ", "2024-6-18", "2024/06/18", "2024.06.18", "20240618",
        "2024-06-18T23:59:59", "2024-06-18T23:59:59Z", "2024-06-18T23:59:59.123456789+05:30", "2024-06-18 23:59",
        "2024-06-18 23:59:59 UTC", "20240618T235959Z", "20240618235959",
        "Tue, 18 Jun 2024 23:59:59 -0500", "18 Jun 2024 23:59:59 GMT", "Tue, 18 Jun 24 09:00:00 +0200",
        "Tue Jun 18 09:00:00 +0000 2024", "Tue Jun 18 09:00:00 2024",
        "June 18, 2024", "June 18, 2024 Tuesday", "Jun. 18, 2024", "June 18th, 2024", "Tuesday, June 18, 2024",
        "June 18, 2024, 10:30 am", "June 18, 2024 at 10:30", "JUNE 18 2024",
        "18 June 2024", "18th of June, 2024", "Tuesday 18 June 2024", "18-Jun-2024", "2024-Jun-18",
        "18/06/2024", "06/18/2024", "18.06.2024", "18-06-2024 10:00",
        1718700000, 1718700000.5, 1718700000000, 1718700000000000, 1718700000000000000, "1718700000", "1718700000.0",
        20240618, 20240618.0,
        DAY, datetime(2024, 6, 18, 23, 59, tzinfo=timezone(timedelta(hours=-5))),
        pd.Timestamp("2024-06-18T23:59:59.123456789"), pd.Timestamp("2024-06-18T23:59", tz="US/Eastern"),
    ],
)  # fmt: skip
def test_the_day_as_it_is_written(written):
    assert read_day(written) == DAY


@pytest.mark.parametrize("missing", [None, "", "  ", "null", "NaN", "N/A", "None", math.nan, pd.NaT, "-"])
def test_nothing_is_no_day(missing):
    assert find_day(missing) == (None, ())


@pytest.mark.parametrize(
    "wrong",
    [
        "31/31/2024", "2024-02-30", "2024-13-01", "yesterday", "June 2024", "2024", 2024, 0, 12, -1718700000, True,
        "0001-01-01", "9999-12-31", date(1, 1, 1), math.inf, "18 Foo 2024", "2024-06-18-19", "20241318", "1" * 500,
        "2024-06-18 he said", [2024, 6, 18], {"day": 18}, "Tue, 18 Jun", 10**30,
    ],
)  # fmt: skip
def test_what_is_no_date_is_noted(wrong):
    day, (note,) = find_day(wrong)
    assert day is None
    assert note.startswith("published: ")
    assert note.endswith("is no date")
    assert len(note) < 100


def test_the_note_quotes_what_stands_there():
    assert find_day("31/31/2024") == (None, ("published: '31/31/2024' is no date",))


@pytest.mark.parametrize("written", ["03/04/2024", "3-4-2024", "03.04.2024", "03/04/2024 10:00"])
def test_day_and_month_are_never_guessed(written):
    day, (note,) = find_day(written)
    assert day is None
    assert note == f"published: {written!r} may be day and month or month and day; write it as 2024-06-18"


def test_day_and_month_that_are_the_same_are_no_guess():
    assert read_day("06/06/2024") == date(2024, 6, 6)


@given(DAYS)
def test_every_day_comes_back_from_what_programs_write(day):
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    for written in (day.isoformat(), noon.isoformat(), day.strftime("%Y%m%d"), day.strftime("%a, %d %b %Y 09:00 -0400"),
                    f"{day:%B} {day.day}, {day.year}", day.strftime("%d-%b-%Y"), noon.ctime()):  # fmt: skip
        assert read_day(written) == day
    if abs(noon.timestamp()) >= 1e8 and noon.timestamp() > 0:
        assert read_day(int(noon.timestamp())) == read_day(int(noon.timestamp()) * 1000) == day


@given(st.one_of(st.text(), st.integers(), st.floats(), st.from_regex(r"[0-9/.\-: TZa-z,]{1,30}", fullmatch=True)))
def test_anything_is_a_day_or_a_note(value):
    day, notes = find_day(value)
    assert day is None or not notes
