"""Every row of the table of patterns finds what its example says."""

import os
from contextlib import suppress
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import CodebookError
from onrecord.times.direction import Direction
from onrecord.times.find import find_expressions
from onrecord.times.patterns import load_patterns
from onrecord.times.resolve import RULES, Context, Unresolved, resolve
from onrecord.times.vocabulary import load_vocabulary, number_of
from tests.times.texts import TODAY, doc_of

EXAMPLES = [(one.kind, one.example) for one in load_patterns() if one.example]


@pytest.mark.parametrize(("kind", "example"), EXAMPLES, ids=[example for _, example in EXAMPLES])
def test_the_example_of_a_pattern_is_found(kind, example):
    before, _, rest = example.partition("[")
    words, _, after = rest.partition("]")
    doc = doc_of(before + words + after)
    wanted = (len(before), len(before) + len(words))
    found = {doc.span(one.words): one.kind for one in find_expressions(doc, [(0, len(doc.report.text))])}
    assert found.get(wanted) == kind, {doc.report[span]: kind for span, kind in found.items()}


def test_every_kind_has_an_example_and_a_rule():
    kinds = {one.kind for one in load_patterns()}
    assert kinds - {kind for kind, _ in EXAMPLES} == {"none"}
    assert kinds - {"none"} <= set(RULES)


def test_an_unknown_class_is_told_with_its_row(monkeypatch):
    from onrecord.codebooks.tables import Row
    from onrecord.times.patterns import _pattern

    row = Row("patterns.tsv:9", {"kind": "date", "argument": "", "pattern": "month=MONHT", "example": ""})
    with pytest.raises(CodebookError, match=r"patterns\.tsv:9: 'month=MONHT': 'MONHT'"):
        _pattern(row, load_vocabulary())


@pytest.mark.parametrize(
    ("words", "number"),
    [("two", 2), ("twenty - four", 24), ("twenty-four", 24), ("two hundred", 200), ("1,000", 1000), ("24th", 24),
     ("a", 1), ("third", 3), ("2.5", 2.5)],
)  # fmt: skip
def test_numbers_in_words_and_digits(words, number):
    assert number_of(words) == number


# ---------------------------------------------------------------- whatever a pattern allows is resolved, or told why not
SHAPED = {
    "DAY": "18", "ORDINAL": "18th", "YEAR": "2016", "NUMBER": "2,000", "CLOCK": "9:30", "DECADE": "1990s",
    "NUMERIC": "18/06/2024", "SPLITYEAR": "2016/17", "QUARTER": "q1", "FISCAL": "fy2023", "MIDMONTH": "mid-june",
}  # fmt: skip


def words_by_character():
    load_patterns()
    vocabulary = load_vocabulary()
    known = list(vocabulary._character)  # those of the patterns too
    table = {vocabulary.encode([form])[0]: form for word in known for form in (word.capitalize(), word)}
    return table | {vocabulary.encode([word])[0]: word for word in SHAPED.values()}


WORDS = words_by_character()
CHARACTERS = st.sampled_from(sorted(WORDS))
CASES = 30 if os.environ.get("CI") == "true" else 10
"""Of each pattern; others every time."""


@cache
def texts(pattern):
    """Texts that a pattern allows; made once, for that takes longer than to draw from them."""
    allowed = st.from_regex(pattern.regex, fullmatch=True, alphabet=CHARACTERS)
    return allowed.map(lambda characters: " ".join(WORDS[character] for character in characters))


@pytest.mark.parametrize(
    "pattern", [one for one in load_patterns() if one.example], ids=lambda one: f"{one.kind}-{one.example}"
)
@settings(max_examples=CASES, deadline=None)
@given(data=st.data())
def test_all_that_a_pattern_allows_can_be_resolved(pattern, data):
    doc = doc_of(data.draw(texts(pattern)))
    for one in find_expressions(doc, [(0, len(doc.report.text))]):
        for way in ("past", "future", "unknown"):
            context = Context(TODAY, lambda way=way: Direction(way, "by the tense", sure=way == "past"), deadline=True)
            with suppress(Unresolved):
                assert resolve(one, context).value
