"""Names and trees from scores."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.doc import Doc
from onrecord.engine.decode import decode_names, decode_trees
from onrecord.engine.labels import NAME_KINDS, NAME_TAGS, Labels
from onrecord.report import Report
from tests.engine.scores import sure, window


def doc_of(*words: str) -> Doc:
    text = " ".join(words)
    starts = np.cumsum([0] + [len(word) + 1 for word in words])
    return Doc(Report(text), [(int(start), int(start) + len(word)) for start, word in zip(starts, words, strict=False)])


def tagged(*tags: str) -> np.ndarray:
    return np.array([sure(NAME_TAGS.index(tag), len(NAME_TAGS)) for tag in tags], np.float32)


def test_names_of_one_and_of_several_words() -> None:
    doc = doc_of("Anna", "Petrova", "left", "Syria")
    decode_names(doc, [window(4, names=tagged("B-person", "L-person", "O", "U-place"))])
    assert [tuple(name) for name in doc.names] == [(0, 2, "person"), (3, 4, "place")]


def test_a_second_window_counts_on() -> None:
    doc = doc_of("Syria", "and", "Iraq")
    first, second = window(2, names=tagged("U-place", "O")), window(1, start=2, names=tagged("U-place"))
    decode_names(doc, [first, second])
    assert [tuple(name) for name in doc.names] == [(0, 1, "place"), (2, 3, "place")]


@given(st.lists(st.lists(st.integers(-40, 0), min_size=17, max_size=17), min_size=1, max_size=12))
def test_names_are_whole_whatever_the_scores(rows: list[list[int]]) -> None:
    doc = doc_of(*["word"] * len(rows))
    decode_names(doc, [window(len(rows), names=np.array(rows, np.float32))])
    before = 0
    for name in doc.names:
        assert before <= name.start < name.end <= len(rows)
        assert name.kind in NAME_KINDS
        before = name.end


def test_heads_that_go_round_are_made_a_tree() -> None:
    scores = window(3)
    scores.heads[:] = [1, 0, 2]
    scores.arcs[:] = [[-9, 5, 1], [5, -9, 4], [0, 0, 3]]
    labels = Labels(("X",), ("_",), ("lower 0 ",), ("dep", "root"), {}, ())
    doc = doc_of("They", "all", "left")
    decode_trees(doc, [scores], labels)
    assert doc.heads == [1, 2, 2]
    assert doc.deprels == ["dep", "dep", "root"]


def test_lemmas_come_from_the_table_before_the_rule() -> None:
    labels = Labels(("VERB",), ("_",), ("lower 0 ",), ("root",), {"went|VERB": "go"}, ())
    doc = doc_of("Went")
    decode_trees(doc, [window(1)], labels)
    assert doc.lemmas == ["go"]
