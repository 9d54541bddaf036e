"""The sentence around a mention, from the text alone."""

import pytest
from hypothesis import given, settings

from onrecord.actors.sentences import LONGEST, sentence_at
from tests.strategies import text_and_span


def around(text, words):
    start = text.index(words)
    return sentence_at(text, (start, start + len(words)))


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("One left. Two came back. Three stayed.", "Two", "Two came back."),
        ("One left. Two came back. Three stayed.", "Three", "Three stayed."),
        ("Mr. Roe of the U.S. Army met Gen. Li. They ate.", "Army", "Mr. Roe of the U.S. Army met Gen. Li."),
        ("“We go,” he said. “They stay.” She left.", "They", "“They stay.”"),
        ('He denied it. "We go," she said.', "He", "He denied it."),
        ('He denied it. "We go," she said.', "she", '"We go," she said.'),
        ("A headline\n\nThe rebels came. They left.", "rebels", "The rebels came."),
        ("What? The mayor!", "mayor", "The mayor!"),
        ("He wrote to onrecord.org about it. All fell.", "about", "He wrote to onrecord.org about it."),
        ("no end", "end", "no end"),
        ("One. Two met\nin a hall. Three.", "hall", "Two met in a hall."),
    ],
)
def test_a_sentence(text, words, sentence):
    assert around(text, words) == sentence


def test_a_long_sentence_is_cut_around_the_words():
    text = "word " * 400 + "the mayor" + " word" * 400 + "."
    found = around(text, "the mayor")
    assert found.startswith("… word ")
    assert found.endswith(" word …")
    assert "the mayor" in found
    assert len(found) <= LONGEST + 4


@settings(max_examples=60, deadline=None)
@given(text_and_span())
def test_the_words_are_always_in_their_sentence(text_and_span):
    text, (start, end) = text_and_span
    assert " ".join(text[start:end].split()) in sentence_at(text, (start, end))
