"""Lemmas proposed without a parse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.codebooks.lemmas import lemma_candidates, verb_candidates


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("Said", "say"),
        ("denies", "deny"),
        ("denied", "deny"),
        ("claiming", "claim"),
        ("accusing", "accuse"),
        ("urges", "urge"),
        ("quipped", "quip"),
        ("wrote", "write"),
        ("n't", "not"),
        ("expresses", "express"),
    ],
)
def test_proposes_the_lemma_of_a_form(form: str, lemma: str) -> None:
    assert lemma in lemma_candidates(form)


@pytest.mark.parametrize(
    ("word", "verb"),
    [("refutations", "refute"), ("insistence", "insist"), ("reconfirmed", "confirm"), ("announcement", "announce")],
)
def test_proposes_the_verb_a_word_is_formed_from(word: str, verb: str) -> None:
    assert verb in verb_candidates(word)


@given(st.text(min_size=1, max_size=20))
def test_the_word_itself_comes_first(word: str) -> None:
    assert lemma_candidates(word)[0] == word.lower()
