from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError, LanguageError
from onrecord.intake.compose import compose
from onrecord.intake.publication import Publication
from onrecord.intake.settle import make_report
from onrecord.report import ORIGINS

TEXT = "The minister said on Monday that the bridge would be opened next year, and that the town had to pay for it."
BY_DATELINE = "LONDON, March 3, 2024 (Reuters) - " + TEXT


def settled(*known, text=TEXT):
    return make_report(text, "a.txt", "a", known)


def test_the_dateline_where_nothing_better_is_known():
    report = settled(text=BY_DATELINE)
    assert (report.published, report.published_from) == (date(2024, 3, 3), "dateline")
    assert (report.outlet, report.outlet_from) == ("Reuters", "dateline")


def test_the_address_before_the_dateline_each_for_what_it_tells():
    report = settled(Publication(url="https://www.bbc.co.uk/news/1", origin="manifest"), text=BY_DATELINE)
    assert (report.outlet, report.outlet_from) == ("BBC", "url")
    assert (report.published, report.published_from) == (date(2024, 3, 3), "dateline")


def test_nothing_known_is_nothing_said():
    report = settled()
    assert (report.published, report.published_from, report.outlet, report.outlet_from, report.url) == (None,) * 5


@given(st.permutations(ORIGINS), st.integers(1, len(ORIGINS)))
def test_the_more_trusted_place_decides_in_whatever_order_they_come(origins, some):
    known = [Publication(date(2020, 1, 1 + ORIGINS.index(origin)), origin, origin=origin) for origin in origins[:some]]
    best = min(origins[:some], key=ORIGINS.index)
    report = settled(*known)
    assert (report.published_from, report.outlet_from, report.outlet) == (best, best, best)
    assert report.published == date(2020, 1, 1 + ORIGINS.index(best))


@given(st.permutations(ORIGINS[:4]))
def test_each_fact_comes_from_the_most_trusted_place_that_tells_it(origins):
    first, second, third, fourth = sorted(origins, key=ORIGINS.index)
    report = settled(
        Publication(byline="Ada", origin=fourth),
        Publication(outlet="Herald", origin=third),
        Publication(date(2020, 1, 1), url="https://x.test/a", origin=second),
        Publication(attribution="CC BY 4.0", origin=first),
    )
    assert (report.outlet_from, report.published_from) == (third, second)
    assert (report.byline, report.attribution, report.url) == ("Ada", "CC BY 4.0", "https://x.test/a")


def test_parts_that_intake_knows_are_kept():
    report = make_report(compose(TEXT, headline="A bridge", dek="After a year"), "a.html", "a", ())
    assert (report[report.headline], report[report.dek]) == ("A bridge", "After a year")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("... 1234 !!", InputError),
        ("Der Minister sagte am Montag, dass die Brücke im nächsten Jahr eröffnet wird.", LanguageError),
    ],
)
def test_what_can_not_be_read_is_named(text, error):
    with pytest.raises(error) as caught:
        settled(text=text)
    assert caught.value.name == "a.txt"
