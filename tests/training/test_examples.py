"""Targets of training are what decoding reads back."""

import random
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from onrecord.engine.encoder import MODEL
from onrecord.engine.labels import NAME_TAGS, ROLES
from tests.training.corpora import make, write_silver
from training import examples
from training.examples import UNKNOWN, Example, Pieces

PIECES = Pieces(Tokenizer.from_file(str(MODEL / "tokenizer.json")))


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_DATA", str(make(tmp_path)))
    return tmp_path


def by_word(example: Example, name: str, labels: tuple[str, ...]) -> list[tuple[str, str]]:
    return [
        (word, "?" if number == UNKNOWN else labels[number])
        for word, number in zip(example.words, example.targets[name].tolist(), strict=True)
    ]


def test_roles_and_pointers_of_an_article() -> None:
    (example, _) = examples.attribution_examples("train", {}, PIECES)
    roles = dict(by_word(example, "roles", ROLES))
    assert roles["Lena"] == "source+"
    assert roles["harbour"] == "source"
    assert roles["said"] == "cue"
    assert roles["port"] == "content+"
    words = example.words
    cues, sources = example.targets["cues"], example.targets["sources"]
    assert cues[words.index("cranes")] == cues[words.index("parts")] == words.index("told")
    assert sources[words.index("reporters")] == words.index("she")
    assert sources[words.index("cranes")] == UNKNOWN


def test_a_cue_without_a_source_points_at_itself() -> None:
    (_, example) = examples.attribution_examples("train", {}, PIECES)
    was = example.words.index("was")
    assert example.targets["sources"][was] == was


def test_silver_names_are_targets_and_doubtful_words_are_left_out(tmp_path: Path) -> None:
    write_silver(tmp_path / "silver.jsonl")
    silver = examples.silver_names(tmp_path / "silver.jsonl")
    (example, other) = examples.attribution_examples("train", silver, PIECES)
    tags = by_word(example, "silver_names", NAME_TAGS)
    assert [tag for word, tag in tags if word in ("Lena", "Brandt")] == ["B-person", "L-person"]
    assert tags[0] == ("The", "?")
    assert "silver_names" not in other.targets


def test_without_silver_names_there_are_none(tmp_path: Path) -> None:
    assert examples.silver_names(tmp_path / "missing.jsonl") == {}


def test_a_treebank_document_has_its_labels() -> None:
    documents = examples.tree_documents("train")
    assert [document.name for document in documents][-1] == "GUM_news_pier"
    labels = examples.learn_labels(documents, [[0.0]])
    example = examples.tree_example(documents[0], labels, PIECES)
    assert by_word(example, "upos", labels.upos)[1] == ("minister", "NOUN")
    assert by_word(example, "relations", labels.deprels)[4] == ("agree", "root")
    assert example.targets["starts"].tolist() == [1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]
    assert example.targets["heads"][1] == 4


def test_labels_seen_once_are_left_out() -> None:
    documents = examples.tree_documents("train")
    documents[0].feats[0] = "Odd=Yes"
    labels = examples.learn_labels(documents, [[0.0]])
    assert "Odd=Yes" not in labels.feats
    assert examples.tree_example(documents[0], labels, PIECES).targets["feats"][0] == UNKNOWN


def test_role_transitions_are_probabilities_and_forbid_what_cannot_be() -> None:
    table = np.exp(np.array(examples.role_transitions(examples.attribution_examples("train", {}, PIECES))))
    assert table.sum(axis=1) == pytest.approx(np.ones(len(ROLES) + 1), abs=1e-3)
    assert table[ROLES.index("cue"), ROLES.index("content+")] == 0
    assert table[-1, ROLES.index("content+")] == 0
    assert table[ROLES.index("content"), ROLES.index("content+")] > 0.5


@given(st.randoms(use_true_random=False))
def test_windows_cover_the_example_in_order(chance: random.Random) -> None:
    text = "\n\n".join(["The ferry was late, passengers said. " * 9] * 12)
    _, example = examples.text_example("names", text, PIECES)
    windows = example.windows(chance)
    assert windows[0].start == 0
    assert windows[-1].end == len(example.words)
    assert all(before.end == after.start for before, after in pairwise(windows))


def test_swapped_names_stand_where_they_are_said_to() -> None:
    text = "Anna Petrova left Sofia for the Foreign Office."
    names = [(0, 12, "person"), (18, 23, "place"), (32, 46, "organisation")]
    pool = {"person": ["Li"], "place": ["Port Elsewhere"], "organisation": ["Coast Guard"]}
    seen = set()
    for seed in range(30):
        changed, moved = examples.swapped(text, names, pool, random.Random(seed))
        found = tuple(changed[start:end] for start, end, _ in moved)
        assert changed == f"{found[0]} left {found[1]} for the {found[2]}."
        assert [kind for _, _, kind in moved] == ["person", "place", "organisation"]
        seen.add(found)
    assert len(seen) > 4


def test_our_labelled_sentences_stand_as_labelled() -> None:
    sentences = examples.labelled_sentences()
    assert len(sentences) >= 453
    for text, names in sentences:
        for start, end, _ in names:
            assert text[start:end] == text[start:end].strip()
            assert 0 <= start < end <= len(text)
    tags = {
        tag
        for one in examples.hand_examples(random.Random(1), PIECES, swap=True)
        for tag in one.targets["names"].tolist()
    }
    assert UNKNOWN not in tags
    assert len(tags) == len(NAME_TAGS)
