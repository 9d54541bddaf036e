"""The words that views share."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import STANCES
from onrecord.report import ORIGINS, Report
from onrecord.views.outline import outline
from onrecord.views.wording import KNOWN_FROM, TONES, as_written, day, excerpt, headline, shorten, told_by
from tests.views.records import RUIZ, STRIKE, some, texts


def test_every_stance_of_the_guide_has_a_tone() -> None:
    assert set(TONES) == set(STANCES)


def test_every_origin_has_its_words() -> None:
    assert tuple(KNOWN_FROM) == ORIGINS


def test_a_date_in_words() -> None:
    assert day(date(2024, 6, 8)) == "8 June 2024"


def test_a_report_without_headline_is_called_by_its_id_or_its_first_words() -> None:
    assert headline(STRIKE) == "Harbour strike enters third day"
    assert headline(replace(STRIKE, headline=None)) == "strike"
    assert (
        headline(replace(STRIKE, headline=None, report=Report("Rain fell.\nIt stopped."))) == "Rain fell. It stopped."
    )
    assert headline(replace(STRIKE, headline=None, report=Report(" \n"))) == "Empty report"
    assert headline(replace(STRIKE, headline=None, report=Report("Rain " * 99))) == "Rain " * 16 + "…"


def test_the_source_as_written_is_told_only_where_it_differs_from_the_speaker() -> None:
    assert as_written(STRIKE, RUIZ) == "union leader Ana Ruiz"
    assert as_written(STRIKE, replace(RUIZ, speaker=("union leader Ana Ruiz",))) == ""


def test_joint_speakers_and_nobody() -> None:
    joint, nobody = replace(RUIZ, speaker=("A", "B", "C")), replace(RUIZ, speaker=(), source=())
    assert [told_by(entry) for entry in outline(replace(STRIKE, statements=(joint, nobody)))] == [
        "A, B and C",
        "nobody named",
    ]


def test_what_is_short_enough_stays_as_it_is() -> None:
    assert shorten("just long enough", 16) == "just long enough"


def test_long_text_loses_its_middle_at_words_and_says_so() -> None:
    text = "The first words matter, what follows matters less, and the last words matter most of all"
    assert shorten(text, 45) == "The first words matter, what […] most of all"


def test_a_gap_never_makes_one_quotation_of_two() -> None:
    text = "he spoke of “lasting friendship” between the neighbours in spite of all the “trouble of late”"
    assert shorten(text, 30) == "he spoke of “lasting” […] “of late”"


def test_of_endless_words_only_the_ends_are_looked_at_and_quotations_stay_whole() -> None:
    text = 'it is "very good ' + "and " * 9_000 + 'so on" and better, "they" say'
    assert excerpt(text, 30) == shorten(text, 30)


def test_a_gap_within_one_quotation_adds_no_marks() -> None:
    text = "“We will stand by our friends in every hour of need that may come, and they know it”"
    assert shorten(text, 30) == "“We will stand by […] know it”"


def test_straight_marks_are_mended_with_straight_marks() -> None:
    assert (
        shorten('it is "very good news" for everybody who lives here and "very late"', 24)
        == 'it is "very good" […] "late"'
    )


@some
@given(texts, st.integers(30, 200))
def test_shortened_text_is_about_as_long_as_asked(text, limit) -> None:
    assert len(shorten(text, limit)) <= max(limit, len(text) and limit + 8)


def test_a_word_without_end_is_cut_all_the_same() -> None:
    assert len(shorten("x" * 1_000_000, 100)) < 110
