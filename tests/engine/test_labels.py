"""Lemma rules and the file of labels."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.engine.encoder import MODEL
from onrecord.engine.labels import NAME_TAGS, ROLES, Labels, apply_lemma_rule, lemma_rule
from onrecord.errors import EngineError


@pytest.mark.parametrize(
    ("form", "lemma", "rule"),
    [
        ("said", "say", "lower 2 y"),
        ("running", "run", "lower 4 "),
        ("Talks", "talk", "lower 1 "),
        ("Moscow", "Moscow", "keep 0 "),
        ("was", "be", "whole be"),
        ("n't", "not", "lower 2 ot"),
    ],
)
def test_the_rule_of_a_lemma(form: str, lemma: str, rule: str) -> None:
    assert lemma_rule(form, lemma) == rule
    assert apply_lemma_rule(form, rule) == lemma


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_rule_makes_the_lemma_that_it_was_made_of(form: str, lemma: str) -> None:
    assert apply_lemma_rule(form, lemma_rule(form, lemma)) == lemma


@given(st.sampled_from(["lower 4 ", "lower 2 y", "keep 1 ", "lower 9 ing"]), st.text(min_size=1))
def test_a_rule_of_another_word_leaves_something(rule: str, form: str) -> None:
    assert apply_lemma_rule(form, rule)


def test_labels_are_read_as_they_were_written(tmp_path: Path) -> None:
    labels = Labels(("NOUN",), ("_",), ("keep 0 ",), ("root",), {"went|VERB": "go"}, ((0.0, -1.5),))
    labels.write(tmp_path / "labels.json")
    assert Labels.read(tmp_path / "labels.json") == labels


@pytest.mark.parametrize("content", ["", "[]", '{"upos": []}', '{"upos": 3'])
def test_a_broken_file_of_labels_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "labels.json"
    path.write_text(content)
    with pytest.raises(EngineError, match=r"labels\.json"):
        Labels.read(path)


def test_the_shipped_labels_fit_the_code() -> None:
    labels = Labels.read(MODEL / "labels.json")
    assert len(labels.role_transitions) == len(ROLES) + 1
    assert {len(row) for row in labels.role_transitions} == {len(ROLES)}
    assert "VERB" in labels.upos
    assert "root" in labels.deprels
    assert len(set(NAME_TAGS)) == 17
