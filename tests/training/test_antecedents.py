"""Training the ranker of antecedents: examples of GUM's mentions, weights by class, and the command as a whole."""

import runpy
import sys
from pathlib import Path

import pytest

from onrecord.actors.rows import COLUMNS
from tests.benchmarks.annotated import conllu

pytestmark = pytest.mark.train

ROWS = """\
1 Maria Maria PROPN 3 nsubj Entity=(1-person-new-sssss-cf1-1,2-coref-Maria_Lopez
2 Lopez Lopez PROPN 1 flat Entity=1)
3 met meet VERB 0 root _
4 the the DET 5 det Entity=(2-person-new-nnnnn-cf2-2-coref
5 soldiers soldier NOUN 3 obj Entity=2)
6 in in ADP 7 case _
7 Peru Peru PROPN 3 obl Entity=(3-place-new-nnnnn-cf3-1-coref-Peru)|SpaceAfter=No
8 . . PUNCT 3 punct _

1 She she PRON 2 nsubj Entity=(1-person-giv:act-nnnnn-cf1-1-ana-Maria_Lopez)
2 saw see VERB 0 root _
3 them they PRON 2 obj Entity=(2-person-giv:act-nnnnn-cf2-1-ana)|SpaceAfter=No
4 . . PUNCT 2 punct _

1 It it PRON 2 expl _
2 seems seem VERB 0 root _
3 that that SCONJ 5 mark _
4 they they PRON 5 nsubj Entity=(2-person-giv:act-nnnnn-cf2-1-ana)
5 left leave VERB 2 ccomp SpaceAfter=No
6 . . PUNCT 2 punct _
"""
NAMES = [f"GUM_news_{number}" for number in ("one", "two", "three", "four", "five", "six")]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with made-up documents; parses are kept beside it."""
    folder = tmp_path / "data" / "gum"
    folder.mkdir(parents=True)
    rows = ["document\tsplit", *(f"{name}\ttrain" for name in NAMES), "GUM_news_kept\tdev", "GUM_fiction_far\ttrain"]
    (folder / "splits.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    for name in NAMES:
        (folder / f"{name}.conllu").write_text(conllu(ROWS).replace("GUM_news_made", name), encoding="utf-8")
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path))
    monkeypatch.setattr("benchmarks.coreference_errors.KEPT", tmp_path / "parses")
    return tmp_path


def example(kind: str, *rows: str, right: int):
    """Candidates with their features, nobody's last; `right` is the place of the one that is meant."""
    from training.antecedents import Example

    return Example("d", kind, [row.split() for row in rows], [place == right for place in range(len(rows))])


# ---------------------------------------------------------------- training
def test_weights_learn_what_tells_the_right_candidate():
    from training.antecedents import accuracy, train

    toy = [example("it", "near", "far", "nobody", right=0)] * 8 + [example("it", "rain", "nobody", right=1)] * 8
    weights = train(toy, 0.1, 50)
    assert weights["it near"] > weights["it nobody"] > weights["it rain"]
    assert weights["it near"] > weights["it far"]
    assert accuracy(toy, weights) == {"it": (16, 16)}


def test_classes_have_weights_of_their_own():
    from training.antecedents import accuracy, train

    toy = [example("it", "near", "far", "nobody", right=0), example("one", "near", "far", "nobody", right=1)] * 6
    weights = train(toy, 0.1, 50)
    assert weights["it near"] > weights["it far"]
    assert weights["one near"] < weights["one far"]
    assert accuracy(toy, weights) == {"it": (6, 6), "one": (6, 6)}


def test_what_is_weighed_strongly_stays_small():
    from training.antecedents import train

    toy = [example("it", "near", "far", "nobody", right=0)] * 4
    assert abs(train(toy, 100.0, 50)["it near"]) < abs(train(toy, 0.1, 50)["it near"])


def test_boldness_is_taken_off_the_weight_of_nobody():
    from training.antecedents import BOLDNESS, train

    even = [example("it", "near", "nobody", right=0), example("it", "near", "nobody", right=1)]
    weights = train(even, 0.1, 50)
    assert weights["it near"] == pytest.approx(0, abs=1e-3)
    assert weights["it nobody"] == pytest.approx(-BOLDNESS, abs=1e-3)


def test_weights_that_tell_nothing_are_not_written(tmp_path):
    from training.antecedents import write

    write({"it near": 1.23456, "it far": 0.0001, "one words 2": -0.5}, tmp_path / "weights.tsv")
    lines = (tmp_path / "weights.tsv").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        "\t".join(COLUMNS["antecedents"]),
        "it\tnear\t1.235",
        "one\twords 2\t-0.500",
    ]


# ---------------------------------------------------------------- the command
def test_examples_are_the_pronouns_of_a_document(data):
    from benchmarks.coreference_errors import kept_reader
    from benchmarks.gum import annotated
    from training.antecedents import TYPES, examples

    with kept_reader() as reader:
        found = examples(reader, annotated(data / "data" / "gum" / "GUM_news_one.conllu", TYPES))
    assert [one.kind for one in found] == ["one", "they", "it", "they"]
    for one in found:
        assert len(one.rows) == len(one.right)
        assert any(one.right)
        assert "nobody" in one.rows[-1]
    assert [one.right[-1] for one in found] == [False, False, True, False]


def test_the_command_trains_tells_and_writes(data, monkeypatch, capsys):
    written = data / "weights.tsv"
    monkeypatch.setattr(sys, "argv", ["antecedents", "--write", str(written), "--steps", "10"])
    monkeypatch.delitem(sys.modules, "training.antecedents", raising=False)
    runpy.run_module("training.antecedents", run_name="__main__")
    said = capsys.readouterr().out
    assert said.startswith("24 pronouns; five folds")
    assert "'they right': 12, 'they all': 12" in said
    rows = [line.split("\t") for line in written.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert tuple(rows[0]) == COLUMNS["antecedents"]
    assert {row[0] for row in rows[1:]} == {"one", "they", "it"}
    assert all(float(row[2]) for row in rows[1:])
