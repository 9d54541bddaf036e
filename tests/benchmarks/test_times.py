"""When two values are one time, and which marks can be asked for."""

from datetime import date

import pytest

from benchmarks.times import equal, equal_up_to, gum_report, resolvable

DAY = date(2024, 10, 2)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("2024-W39", "2024-09-23/2024-09-29"),
        ("1990/1999", "1990-01-01/1999-12-31"),
        ("2023-06/2023-08", "2023-06-01/2023-08-31"),
        ("2024-06-18T09:30", "2024-06-18"),
        ("P2D", "P2D"),
    ],
)
def test_equal_periods(ours, theirs):
    assert equal(ours, theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("2024-06", "2024-06-18"), ("2024", "2023"), ("P2D", "P3D"), ("", "2024"), ("T09:30", "2024-06-18")],
)
def test_other_periods(ours, theirs):
    assert not equal(ours, theirs)


@pytest.mark.parametrize(
    ("words", "ours", "theirs", "same"),
    [
        ("Earlier this week", "2024-W40", "2024-09-30/2024-10-02", True),
        ("later this month", "2024-10", "2024-10-02/2024-10-31", True),
        ("since 2000", "2000", "2000-01-01/2024-10-02", True),
        ("the past three days", "P3D", "2024-09-29/2024-10-02", True),
        ("the last 24 hours", "PT24H", "2024-10-01/2024-10-02", True),
        ("this week", "2024-W40", "2024-09-30/2024-10-02", False),
        ("since 2000", "2001", "2000-01-01/2024-10-02", False),
        ("the past three days", "P2D", "2024-09-29/2024-10-02", False),
    ],
)
def test_periods_up_to_the_report(words, ours, theirs, same):
    assert equal_up_to(ours, theirs, words, DAY) == same


def test_which_marks_can_be_asked_for():
    assert resolvable("Thursday", "2024-10-03")
    assert resolvable("the end of the year", "2024-12-31")
    assert not resolvable("Wednesday", "2024-10-03")
    assert not resolvable("the opening night", "2024-10-03")


def test_marks_of_a_document(tmp_path):
    rows = [
        "# newdoc id = GUM_news_visit",
        "# meta::dateCreated = 2024-10-02",
        "# text = He came on Tuesday and Friday.",
        "1\tHe\the\tPRON\tPRP\t_\t2\tnsubj\t_\t_",
        "2\tcame\tcome\tVERB\tVBD\t_\t0\troot\t_\t_",
        "3\ton\ton\tADP\tIN\t_\t4\tcase\t_\t_",
        '4\tTuesday\tTuesday\tPROPN\tNNP\t_\t2\tobl\t_\tXML=<date when:::"2024-10-01"></date>',
        "5\tand\tand\tCCONJ\tCC\t_\t6\tcc\t_\t_",
        '6\tFriday\tFriday\tPROPN\tNNP\t_\t4\tconj\t_\tSpaceAfter=No|XML=<date notBefore:::"2024"></date>',
        "7\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_",
    ]
    path = tmp_path / "GUM_news_visit.conllu"
    path.write_text("\n".join(rows) + "\n\n", encoding="utf-8")
    report, marks = gum_report(path)
    assert report.published == DAY
    assert [(report[mark.span], mark.value) for mark in marks] == [("Tuesday", "2024-10-01")]
