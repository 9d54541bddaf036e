"""The engine that is shipped: every parsed text is whole, whatever the report."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from onrecord.doc import Doc, WordRange
from onrecord.engine import Engine
from onrecord.engine.trees import is_tree
from onrecord.errors import EngineError
from onrecord.report import Report
from tests.strategies import news_text

ENGINE = Engine()
REPORT = """Minister warns of delays

The work will be late, Transport Minister Anna Petrova told reporters in Sofia on Monday. “We need more people,” she
said, adding that Bulgaria had asked the European Union for help.

A union official, who asked not to be named, denied that workers were to blame.
"""


def assert_whole(doc: Doc) -> None:
    size = len(doc)
    assert all(len(part) == size for part in (doc.upos, doc.feats, doc.lemmas, doc.heads, doc.deprels))
    assert doc.sentence_starts[:1] == ([0] if size else [])
    assert doc.sentence_starts == sorted(set(doc.sentence_starts))
    for start, end in doc.sentences():
        assert is_tree(np.array(doc.heads[start:end]) - start)
    before = 0
    for name in doc.names:
        assert before <= name.start < name.end <= size
        before = name.end
    for one in doc.attributions:
        assert one.cue
        assert one.content
        assert all(0 <= words.start < words.end <= size for words in (*one.source, *one.cue, *one.content))
        assert 0 <= one.score <= 1.0001


@settings(max_examples=25, deadline=None)
@given(news_text())
def test_any_text_is_parsed_whole(text: str) -> None:
    assert_whole(ENGINE.parse(Report(text)))


def test_a_report() -> None:
    doc = ENGINE.parse(Report(REPORT))
    assert_whole(doc)
    said = doc.words.index("said")
    assert doc.upos[said] == "VERB"
    assert doc.lemmas[said] == "say"
    assert doc.words[doc.heads[doc.words.index("she")]] == "said"
    names = {doc.text_of(WordRange(name.start, name.end)): name.kind for name in doc.names}
    assert names["Anna Petrova"] == "person"
    assert names["Bulgaria"] == "place"
    found = {(doc.text_of(one.source[0]), doc.text_of(one.cue[0])) for one in doc.attributions if one.source}
    assert ("she", "said") in found


def test_the_same_report_is_parsed_the_same_twice() -> None:
    long = REPORT * 12
    first, second = ENGINE.parse(Report(long)), ENGINE.parse(Report(long))
    assert first.heads == second.heads
    assert first.attributions == second.attributions


def test_words_may_be_given() -> None:
    text = "We left."
    doc = ENGINE.parse(Report(text), [(0, 2), (3, 7), (7, 8)])
    assert doc.words == ["We", "left", "."]
    assert doc.upos[0] == "PRON"


def test_a_part_is_read_as_a_text_of_its_own() -> None:
    doc = ENGINE.parse(Report(REPORT))
    words = doc.range_of((REPORT.index("“We"), REPORT.index("A union")))
    for one in ENGINE.attributions_within(doc, words):
        assert all(words.start <= part.start < part.end <= words.end for part in (*one.source, *one.cue, *one.content))


def test_an_empty_report() -> None:
    assert_whole(ENGINE.parse(Report("")))
    assert_whole(ENGINE.parse(Report(" \n\t ")))


def test_a_folder_without_an_engine_is_named(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="can't be read"):
        Engine(tmp_path)
