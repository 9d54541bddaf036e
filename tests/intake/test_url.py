from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.url import from_url, plausible


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://x.test/2024/06/18/bridge", date(2024, 6, 18)),
        ("https://x.test/2024/6/8/bridge", date(2024, 6, 8)),
        ("https://x.test/2024/jun/18/bridge", date(2024, 6, 18)),
        ("https://x.test/story/2024-06-18/bridge-opens", date(2024, 6, 18)),
        ("https://x.test/2024-06-18-bridge", date(2024, 6, 18)),
        ("https://x.test/20240618/bridge", date(2024, 6, 18)),
        ("https://x.test/news_20240618.html", date(2024, 6, 18)),
        ("https://x.test/2024%2F06%2F18/bridge", date(2024, 6, 18)),
        ("https://x.test/2024/06/bridge", None),
        ("https://x.test/2024/13/18/bridge", None),
        ("https://x.test/2024/02/30/bridge", None),
        ("https://x.test/1820/06/18/bridge", None),
        ("https://x.test/2999/06/18/bridge", None),
        ("https://x.test/news/120240618555", None),
        ("https://x.test/?date=2024-06-18", None),
        ("https://web.archive.org/web/20181206101316/https://x.test/2024/06/18/a", date(2024, 6, 18)),
        ("https://web.archive.org/web/20181206101316/https://x.test/a", None),
    ],
)
def test_the_day_in_a_path(url, day):
    assert from_url(url).published == day


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.bbc.co.uk/news/1", "BBC"),
        ("https://edition.cnn.com/a", "CNN"),
        ("HTTPS://WWW.REUTERS.COM./a", "Reuters"),
        ("https://timesofindia.indiatimes.com/a", "Times of India"),
        ("https://www.example.co.uk/a", "example.co.uk"),
        ("https://m.example.com:8080/a", "example.com"),
        ("https://news.example.com/a", "news.example.com"),
        ("https://notbbc.co.uk/a", "notbbc.co.uk"),
        ("https://user:secret@www.bbc.com@evil.example.com/a", "evil.example.com"),
        ("https://web.archive.org/web/20181206101316/https://www.reuters.com/a", "Reuters"),
        ("https://192.168.0.1/a", None),
        ("https://[::1]/a", None),
        ("https://localhost/a", None),
        ("file:///srv/2024/06/18/a.html", None),
        ("mailto:desk@bbc.co.uk", None),
        ("bbc.co.uk/news", None),
        ("", None),
    ],
)
def test_the_outlet_by_its_host(url, outlet):
    assert from_url(url).outlet == outlet


@pytest.mark.parametrize(
    "url",
    [
        "http://[",
        "https://x.test:port/",
        "https://\u2100.test/",
        "http://" + "a." * 5000,
        "\x00",
        "http://x.test/" + "2024/" * 100_000,
    ],
)
def test_an_address_that_is_none_tells_nothing_and_raises_nothing(url):
    assert from_url(url).origin == "url"
    assert from_url(url).published is None


@given(
    st.one_of(
        st.text(),
        st.text().map(lambda end: f"https://x.test/{end}"),
        st.from_regex(r"https?://[^/]{0,20}/\d{4}[/.-]?\d{1,2}[/.-]?\d{1,2}", fullmatch=True),
    )
)
def test_no_address_raises(url):
    told = from_url(url)
    assert told.origin == "url"
    assert told.published is None or plausible(told.published)


@given(st.dates(date(1990, 1, 1), date(2024, 12, 31)))
def test_any_day_of_the_web_is_read_in_each_form(day):
    for form in ("%Y/%m/%d", "%Y-%m-%d", "%Y%m%d"):
        assert from_url(f"https://x.test/world/{day.strftime(form)}/bridge").published == day


def test_tomorrow_is_plausible_and_the_day_after_is_not():
    today = datetime.now(UTC).date()
    assert plausible(today + timedelta(days=1))
    assert plausible(today + timedelta(days=3)) is None
