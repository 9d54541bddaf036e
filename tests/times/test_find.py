"""What is found, how far it reaches, and what only looks like a time."""

import pytest

from onrecord.doc import Name
from onrecord.times.find import find_expressions
from tests.times.texts import doc_of


def found(text, **names):
    doc = doc_of(text)
    for name, kind in names.items():
        words = doc.range_of((text.index(name.replace("_", " ")), text.index(name.replace("_", " ")) + len(name)))
        doc.names.append(Name(words.start, words.end, kind))
    return [doc.report[doc.span(one.words)] for one in find_expressions(doc, [(0, len(text))])]


@pytest.mark.parametrize(
    "text",
    [
        "They held [early last month] to be over.",
        "He spoke on [Friday, July 21, 2017], at home.",
        "The power failed on [Tuesday night] again.",
        "It struck in [the early hours of Monday] there.",
        "It struck on [the morning of 5 June] there.",
        "Talks start at [9 a.m. on Tuesday] here.",
        "Talks start [Tuesday at 9 a.m. EST] here.",
        "It ended at [2:30 the next day] there.",
        "Prices fell from [2003 to 2011] there.",
        "Prices fell between [2003 and 2011] there.",
        "It is open from [Monday to Wednesday] here.",
        "It ran from [November 20 to December 11] here.",
        "It took [nearly two decades] there.",
        "It lasted [just over a week] there.",
        "It was [roughly four months] in advance.",
        "In [mid-2019] it was sold.",
        "The two met [twenty-four years ago] here.",
        'He said: "[Last] year\'s vote" in [2016].',
        "It was cast on [July 3] and [July 17] there.",
    ],
)
def test_how_far_a_time_reaches(text):
    if "[Last]" in text:
        assert found(text) == ["Last] year", "2016"]
        return
    plain = text.replace("[", "").replace("]", "")
    assert found(plain) == [part.partition("]")[0] for part in text.split("[")[1:]]


@pytest.mark.parametrize(
    "text",
    [
        "About 2000 people and 1,500 troops came.",
        "Resolution 2254 was passed; Flight 1549 landed.",
        "The dollar cost $2000 and 2000 km of road.",
        "They marched in every Friday and each year.",
        "A 25-year-old man aged 30 years was held.",
        "It costs $3 a day and runs 24 hours a day, seven days a week.",
        "Black Friday and Super Tuesday are names.",
        "Several years ago, in recent weeks, days earlier, a few days passed.",
        "They may march in the second half, two to three weeks from it.",
        "The Sunday Times wrote of the Arab Spring.",
        "In 450 BC the Second World War had not begun.",
        "On the 18th floor, the score was 3:2.",
        "For years they waited, in the coming months and the past days.",
        "Friday prayers and the Sunday trade ban.",
        "Children under 5 years of age.",
        "One day we will win.",
    ],
)
def test_what_only_looks_like_a_time(text):
    assert found(text) == []


def test_a_month_that_is_a_person_is_none():
    assert found("They met Theresa May in London.", Theresa_May="person") == []
    assert found("They met in May in London.") == ["May"]


def test_a_weekday_in_the_name_of_an_outlet_is_none():
    assert found("So wrote the Sunday Sport there.", Sunday_Sport="organisation") == []


def test_times_do_not_run_over_a_break_of_spans():
    doc = doc_of("It began in June\n\n18 people came.")
    assert [doc.report[doc.span(one.words)] for one in find_expressions(doc, [(0, 16), (18, 33)])] == ["June"]


def test_only_the_spans_are_searched():
    doc = doc_of("On Monday she left. On Tuesday he came.")
    assert [doc.report[doc.span(one.words)] for one in find_expressions(doc, [(20, 39)])] == ["Tuesday"]
