from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.dateline import from_dateline

REST = "The minister said on Monday that the bridge would be opened next year."


@pytest.mark.parametrize(
    ("dateline", "day", "outlet"),
    [
        ("LONDON, March 3, 2024 (Reuters) - ", date(2024, 3, 3), "Reuters"),
        ("LONDON, 3 March 2024 (Reuters) – ", date(2024, 3, 3), "Reuters"),
        ("NEW YORK, Sept. 3, 2024 — ", date(2024, 9, 3), None),
        ("BEIJING, March 3 (Xinhua) -- ", None, "Xinhua"),
        ("WASHINGTON (AP) — ", None, "Associated Press"),
        ("(AFP) - ", None, "Agence France-Presse"),
        ("Nairobi, Kenya (CNN) - ", None, "CNN"),
        ("Friday, July 21, 2017\n\n", date(2017, 7, 21), None),
        ("Published on: 21st July 2017\n\n", date(2017, 7, 21), None),
        ("July 21\n\n", None, None),
        ("LONDON, March 3 - ", None, None),
        ("LONDON, February 30, 2024 - ", None, None),
        ("LONDON, March 3, 2999 - ", None, None),
        ("LONDON (UK) - ", None, None),
        ("The agreement of March 3, 2024 was signed. ", None, None),
        ("The Associated Press (AP) reported this first: ", None, None),
    ],
)
def test_what_a_dateline_tells(dateline, day, outlet):
    told = from_dateline(dateline + REST)
    assert (told.published, told.outlet, told.origin) == (day, outlet, "dateline")


def test_a_headline_may_stand_before_it_and_a_report_may_not():
    assert from_dateline(f"A bridge opens\n\nLONDON, March 3, 2024 (Reuters) - {REST}").outlet == "Reuters"
    assert from_dateline(f"{REST}\n\n" * 8 + "LONDON, March 3, 2024 (Reuters) - ").outlet is None


@pytest.mark.parametrize("text", ["", "\n", "(" * 5000, "A" * 100_000, "A " * 50_000, "A, " * 50_000])
def test_texts_without_one(text):
    assert from_dateline(text).published is None


@given(st.text(alphabet=st.sampled_from("LONDON, March 3 2024(Reuters)-–—\n. "), max_size=300))
def test_no_text_raises(text):
    assert from_dateline(text).origin == "dateline"


@given(st.dates(date(1990, 1, 1), date(2024, 12, 31)))
def test_any_day_is_read(day):
    months = "January February March April May June July August September October November December".split()
    assert from_dateline(f"LONDON, {months[day.month - 1]} {day.day}, {day.year} — {REST}").published == day
    assert from_dateline(f"{day.day} {months[day.month - 1][:3]}. {day.year}\n{REST}").published == day
