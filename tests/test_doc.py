"""The parsed text: ranges, sentences, subtrees."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.doc import Doc, WordRange
from onrecord.engine.words import split
from onrecord.report import Report
from tests.parses import parse

DENIAL = "The/the/DET/2/det ministry/ministry/NOUN/3/nsubj denied/deny/VERB/0/root it/it/PRON/3/obj ././PUNCT/3/punct"


def test_a_subtree_leaves_out_the_branches_it_is_told_to():
    doc = parse(DENIAL)
    assert doc.subtree(2) == [0, 1, 2, 3, 4]
    assert doc.subtree(2, without=("obj", "punct")) == [0, 1, 2]


def test_the_head_of_a_range_is_governed_from_outside():
    doc = parse(DENIAL)
    assert doc.head_of(WordRange(0, 2)) == 1


def test_sentences_cover_all_words():
    doc = parse(DENIAL, DENIAL)
    assert list(doc.sentences()) == [WordRange(0, 5), WordRange(5, 10)]
    assert doc.sentence_of(7) == WordRange(5, 10)


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_range_of_holds_exactly_the_words_that_touch_the_span(text, one, other):
    doc = Doc(Report(text), split(text))
    span = (min(one, other), max(one, other))
    touching = [number for number, (start, end) in enumerate(doc.spans) if start < span[1] and end > span[0]]
    assert list(range(*doc.range_of(span))) == touching
