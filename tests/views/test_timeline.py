"""The times of a record in order, and in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import Record, Time
from onrecord.report import Report
from onrecord.times.calendar import days, months, week_of, years
from onrecord.views.timeline import LANES, Timeline, time_in_words, timeline
from tests.views.records import SUMMIT, records, some

VALUES = st.one_of(
    st.dates().map(days),
    st.dates().filter(lambda day: date(2, 1, 1) < day < date(9998, 1, 1)).map(week_of),
    st.dates().map(lambda day: months(day.year, day.month)),
    st.dates().map(lambda day: years(day.year)),
    st.tuples(st.dates(), st.dates()).map(lambda ends: days(min(ends), max(ends))),
    st.tuples(st.dates(), st.dates()).map(lambda ends: years(min(ends).year, max(ends).year)),
)


def timed(*values: str | None, published: date | None = None) -> Timeline:
    """The timeline of a report that names these values one after the other."""
    times = tuple(Time((at, at + 1), value) for at, value in enumerate(values))
    return timeline(Record(Report("x" * len(values), published=published), times=times))


def drawn(line: Timeline) -> list[tuple[str, str]]:
    """Each line's value or gap, and its bars by their first letters."""
    return [
        (moment.value or "" if moment else rail.gap, "".join(lane[:1] or "." for lane in rail.lanes).rstrip("."))
        for moment, rail in line.lines
    ]


def test_a_report_of_long_ago_and_of_this_week() -> None:
    assert drawn(timeline(SUMMIT)) == [
        ("1945", "a"),
        ("78 years", ""),
        ("2024-06", "b"),
        ("2024-06-18", "t"),
        ("2024-06-19", "e"),  # the day of publication
    ]
    assert [moment.value for moment in timeline(SUMMIT).others] == ["P2D", None]


def test_all_on_the_day_of_publication_is_one_line() -> None:
    line = timed("2024-06-18", "2024-06-18", published=date(2024, 6, 18))
    assert drawn(line) == [("2024-06-18", "")]
    moment = line.moments[0]
    assert moment.published
    assert moment.named.spans == ((0, 1), (1, 2))


def test_bars_that_overlap_run_beside_one_another_and_give_their_lane_back() -> None:
    assert drawn(timed("2024", "2024-06", "2024-06-18", "2024-07", "2025-01-02")) == [
        ("2024", "b"),
        ("2024-06", "tb"),
        ("2024-06-18", "te"),
        ("2024-07", "ea"),
        ("5 months", ""),
        ("2025-01-02", ""),
    ]


def test_of_too_many_bars_the_last_are_left_out() -> None:
    line = timed(*(f"2024-01-0{day}/2024-01-31" for day in range(1, 9)))
    assert all(len(rail.lanes) == LANES for _, rail in line.lines)
    assert drawn(line)[-1] == ("2024-01-08/2024-01-31", "eeee")


def test_a_report_without_a_date_or_with_durations_alone_has_no_day_of_publication() -> None:
    assert drawn(timed("2024")) == [("2024", "a")]
    assert timed("P2D", published=date(2024, 6, 18)).lines == ()
    assert timed(published=date(2024, 6, 18)).moments == []


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2024-06-18", "18 June 2024"),
        ("2024-06-18T09:30", "18 June 2024, 09:30"),
        ("2024-06-18T09:30Z", "18 June 2024, 09:30 GMT"),
        ("T22:30", "22:30"),
        ("2024-W24", "10–16 June 2024"),
        ("2024-06", "June 2024"),
        ("2024", "2024"),
        ("2024-09-24/2024-09-26", "24–26 September 2024"),
        ("2024-09-24/2024-10-02", "24 September – 2 October 2024"),
        ("2023-12-30/2024-01-02", "30 December 2023 – 2 January 2024"),
        ("2023-06/2023-08", "June–August 2023"),
        ("2023-12/2024-02", "December 2023 – February 2024"),
        ("1990/1999", "1990–1999"),
        ("P2D", "2 days"),
        ("PT24H", "24 hours"),
        ("P1Y6M", "1 year 6 months"),
        ("P1.5W", "P1.5W"),
        ("2024-02-30", "2024-02-30"),
        ("2024/1999", "2024/1999"),
        ("0000", "0000"),
        ("9999-W53", "9999-W53"),
        ("", "unresolved"),
        (None, "unresolved"),
    ],
)
def test_a_value_in_words(value: str | None, words: str) -> None:
    line = timed(value)
    (moment,) = line.moments
    assert time_in_words(moment) == words


@given(st.lists(VALUES.map(str), min_size=1, max_size=12, unique=True), st.none() | st.dates())
def test_whatever_is_dated_is_in_order_and_each_bar_begins_and_ends(values: list[str], published: date | None) -> None:
    line = timed(*values, published=published)
    assert line.others == ()
    moments = [moment for moment, _ in line.lines if moment]
    assert {moment.value for moment in moments} - {str(published)} == set(values) - {str(published)}
    periods = [moment.period for moment in moments]
    assert periods == sorted(periods, key=lambda period: (period.first, -period.last.toordinal()))  # type: ignore[union-attr]
    for lane in zip(*(rail.lanes for _, rail in line.lines), strict=True):
        running = False
        for piece in lane:
            assert running == (piece in ("through", "end"))
            running = piece in ("begin", "through")
        assert not running


@some
@given(records)
def test_every_time_of_any_record_is_there_once(record: Record) -> None:
    moments = timeline(record).moments
    assert sorted(time.span for moment in moments for time in moment.words) == sorted(
        time.span for time in record.times
    )
    assert all(time_in_words(moment) for moment in moments)
    assert len({moment.number for moment in moments}) == len(moments)
