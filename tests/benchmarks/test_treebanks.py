"""Scores on treebanks: the engine's own parse scores full marks, and each fault costs what it should."""

from copy import deepcopy
from pathlib import Path

import pytest

from benchmarks.treebanks import ewt, from_raw_text, gum_news, on_gold_words
from onrecord.engine import Engine
from onrecord.report import Report
from tests.training.corpora import make
from training.trees import Document

ENGINE = Engine()
TEXT = "The minister said on Monday that the port will reopen. Workers had asked for more pay."


@pytest.fixture
def own() -> Document:
    """The text as the engine itself reads it."""
    doc = ENGINE.parse(Report(TEXT))
    return Document(
        "own",
        TEXT,
        list(doc.spans),
        doc.sentence_starts,
        doc.upos,
        doc.feats,
        doc.lemmas,
        doc.heads,
        doc.deprels,
        doc.words,
    )


def test_what_is_as_the_engine_reads_it_is_all_right(own: Document) -> None:
    assert set(on_gold_words(ENGINE, [own]).values()) == {100.0}
    assert set(from_raw_text(ENGINE, [own]).values()) == {100.0}


def test_each_fault_costs_one_word(own: Document) -> None:
    wrong = deepcopy(own)
    wrong.upos[0], wrong.deprels[1], wrong.heads[4] = "X", "vocative", 0
    found, size = on_gold_words(ENGINE, [wrong]), len(own.spans)
    assert found["upos"] == pytest.approx(100 * (size - 1) / size)
    assert found["uas"] == pytest.approx(100 * (size - 1) / size)
    assert found["las"] == pytest.approx(100 * (size - 2) / size)
    assert found["lemmas"] == 100


def test_subtypes_of_relations_do_not_count(own: Document) -> None:
    other = deepcopy(own)
    other.deprels = [f"{deprel.partition(':')[0]}:odd" for deprel in own.deprels]
    assert on_gold_words(ENGINE, [other])["las"] == 100


def test_a_word_split_otherwise_is_one_missed_and_two_too_many(own: Document) -> None:
    other = deepcopy(own)
    other.text = TEXT
    start, end = own.spans[1]
    other.spans[1:2] = [(start, start + 3), (start + 3, end)]
    for part in (other.upos, other.feats, other.lemmas, other.deprels, other.heads):
        part.insert(1, part[1])  # type: ignore[attr-defined]
    size = len(own.spans)
    assert from_raw_text(ENGINE, [other])["words"] == pytest.approx(200 * (size - 1) / (2 * size + 1))


def test_splits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_DATA", str(make(tmp_path)))
    assert len(ewt("dev")) == 4
    assert [document.name for document in gum_news("dev")] == ["GUM_news_bridge"]
