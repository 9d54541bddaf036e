"""Reading treebanks: every word has its place in a text that reads as print does."""

from pathlib import Path

import pytest

from tests.training.corpora import TREES
from training.trees import Document, read


@pytest.fixture
def documents(tmp_path: Path) -> list[Document]:
    path = tmp_path / "two.conllu"
    path.write_text(TREES.format(name="one") + TREES.format(name="two"), encoding="utf-8")
    return read(path)


def test_each_document_is_one_text(documents: list[Document]) -> None:
    assert [document.name for document in documents] == ["one", "two"]
    for document in documents:
        assert document.text.replace("\n\n", "\n") == "The minister doesn't agree.\nTalks go on, she said."


def test_words_are_the_text_under_their_spans(documents: list[Document]) -> None:
    (document, _) = documents
    assert document.forms == "The minister does n't agree . Talks go on , she said .".split()
    assert [document.text[start:end] for start, end in document.spans] == document.forms


def test_heads_count_in_the_document_and_a_root_is_its_own(documents: list[Document]) -> None:
    (document, _) = documents
    assert document.starts == [0, 6]
    words = dict(zip(document.forms, range(len(document.forms)), strict=True))
    assert document.heads[words["minister"]] == words["agree"]
    assert document.heads[words["agree"]] == words["agree"]
    assert document.heads[words["she"]] == words["said"]
    assert document.deprels[words["on"]] == "compound:prt"
    assert document.lemmas[words["said"]] == "say"


def test_a_multiword_token_that_its_words_do_not_spell_is_shared_out(tmp_path: Path) -> None:
    rows = [
        "1-2\tdunno\t_\t_\t_\t_\t_\t_\t_\t_",
        "1\tdo\tdo\tAUX\t_\t_\t2\taux\t_\t_",
        "2\tknow\tknow\tVERB\t_\t_\t0\troot\t_\t_",
        "3\tyet\tyet\tADV\t_\t_\t2\tadvmod\t_\t_",
    ]
    path = tmp_path / "one.conllu"
    path.write_text("\n".join(rows) + "\n\n", encoding="utf-8")
    (document,) = read(path)
    assert document.text == "dunno yet"
    assert [document.text[start:end] for start, end in document.spans] == ["du", "nno", "yet"]


def test_a_file_without_words_has_no_documents(tmp_path: Path) -> None:
    path = tmp_path / "none.conllu"
    path.write_text("# newdoc id = empty\n\n\n")
    assert read(path) == []
