"""Every row of the table of patterns finds what its example says."""

import pytest

from onrecord.errors import CodebookError
from onrecord.times.find import find_expressions
from onrecord.times.patterns import load_patterns
from onrecord.times.resolve import RULES
from onrecord.times.vocabulary import load_vocabulary, number_of
from tests.times.texts import doc_of

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
