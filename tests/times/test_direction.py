"""Before or after the report: tense, modals, plans and the words around a time."""

import pytest

from onrecord.engine import Engine
from onrecord.report import Report
from onrecord.times.direction import direction_of
from tests.parses import parse
from tests.times.texts import doc_of

ENGINE = Engine()


def way(sentence, words="Tuesday"):
    doc = ENGINE.parse(Report(sentence))
    start = sentence.index(words)
    return direction_of(doc, doc.range_of((start, start + len(words)))).way


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister resigned on Tuesday.",
        "Three men have been held since Tuesday.",
        "He was shot on Tuesday, police said.",
        "Tuesday's attack will be discussed in parliament.",
        "The talks failed to begin on Tuesday.",
    ],
)
def test_past(sentence):
    assert way(sentence) == "past"


@pytest.mark.parametrize(
    "sentence",
    [
        "The court will rule on Tuesday.",
        "He spoke ahead of his meeting with the king on Tuesday.",
        "The summit is scheduled for Tuesday.",
        "The committee is due to meet on Tuesday.",
        "The delegation leaves on Tuesday.",
        "They must leave by Tuesday.",
        "She is expected to fly to Rome on Tuesday.",
    ],
)
def test_future(sentence):
    assert way(sentence) == "future"


def test_no_verb_and_no_parse():
    assert way("Tuesday") == "unknown"
    doc = doc_of("They met on Tuesday.")
    assert direction_of(doc, doc.range_of((12, 19))).why == "no parse"


def test_a_bare_form_beside_another_verb_leans_on_it():
    doc = parse(
        "They/they/PRON/3/nsubj will/will/AUX/3/aux meet/meet/VERB/0/root and/and/CCONJ/5/cc leave/leave/VERB/3/conj Tuesday/Tuesday/PROPN/5/obl"
    )
    doc.feats = ["_"] * 6
    assert direction_of(doc, doc.range_of((25, 32))).way == "future"


def test_trees_that_go_in_circles_end():
    doc = parse("one/one/NOUN/2/dep two/two/NOUN/1/dep Tuesday/Tuesday/PROPN/1/dep")
    assert direction_of(doc, doc.range_of((8, 15))).way == "unknown"
