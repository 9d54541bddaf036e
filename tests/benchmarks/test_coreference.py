"""Coreference is scored by what our chains have of the gold ones, pronouns by whom we take them for."""

import io
import json
import shlex
import sys

import pytest
from rich.console import Console

from benchmarks import coreference, coreference_errors
from benchmarks.coreference import Chain, Compared, accuracy, antecedent, compare, figures, measure, peer
from benchmarks.coreference_errors import KeptEngine, show_errors, show_figures
from benchmarks.gum import FIRST_AND_SECOND, THIRD, annotated
from benchmarks.sources import NoData
from onrecord.engine import Engine
from onrecord.pipeline import load
from tests.benchmarks.annotated import ROWS, conllu

READER = load()
TYPES = ("person", "organization", "place")
RIGHT = {"person": ["Jane Roe, She, Roe's", "the minister of Peru, his", "Roe's aide"], "place": ["Peru", "Lima, it"]}


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "GUM_news_made.conllu"
    path.write_text(conllu(), encoding="utf-8")
    return annotated(path, TYPES)


def spans(text, words):
    """Of "Jane Roe, She", where each first stands as whole words."""
    found = []
    for one in words.split(", "):
        start = next(at for at in range(len(text)) if text.startswith(one, at) and not text[at - 1 : at].isalpha())
        found.append((start, start + len(one)))
    return found


def ours(gold, chains):
    text = gold.doc.report.text
    return Compared(
        gold,
        [
            Chain(kind, spans(text, words), ["name"] * len(words.split(", ")))
            for kind, several in chains.items()
            for words in several
        ],
    )


def test_what_is_right_scores_one(gold):
    found = figures([ours(gold, RIGHT)])
    assert found.pop("coreference.speakers").value == 0
    assert {value.value for value in found.values()} == {1.0}


def test_a_pronoun_tied_wrongly_and_a_span_too_short(gold):
    chains = {"person": ["Jane Roe, She, his", "minister", "Roe's aide, Roe's"], "place": ["Peru", "Lima, it"]}
    found = figures([ours(gold, chains)])
    assert found["coreference.mentions"].note == "precision 0.889, recall 0.889"
    # "his" is taken for her; of "it", place, and "She" we are right
    assert found["coreference.pronouns"].value == pytest.approx(2 / 3)
    assert found["coreference.pronouns"].note == "2 of 3"
    # links of gold: 2 of her, 1 of the minister, 1 of Lima; of ours: 2, 1, 1
    assert found["coreference.muc"].note == "precision 0.500, recall 0.500"
    assert found["coreference.several"].value != found["coreference.conll"].value


def test_an_antecedent_with_the_right_head_is_right_whatever_its_other_words(gold):
    chains = {"person": ["minister, his", "the minister", "Jane, She"], "place": ["it"]}
    assert accuracy([ours(gold, chains)], THIRD).note == "2 of 3"


def test_the_antecedent_is_the_nearest_before_else_the_nearest_after(gold):
    text = gold.doc.report.text
    she, *others = spans(text, "She, Jane Roe, Peru, his, Roe's")
    assert gold.doc.text_of(antecedent(gold.doc, she, [she, *others])) == "Peru"
    assert gold.doc.text_of(antecedent(gold.doc, she, [she, *others[2:]])) == "Roe's"
    assert antecedent(gold.doc, she, [she, others[2]]) is None
    assert antecedent(gold.doc, she, []) is None


def test_speakers_are_counted_apart(tmp_path):
    rows = ROWS.replace("1 She she PRON", "1 I I PRON")
    (tmp_path / "GUM_news_made.conllu").write_text(conllu(rows), encoding="utf-8")
    gold = annotated(tmp_path / "GUM_news_made.conllu", TYPES)
    one = ours(gold, {"person": ["Jane Roe, I", "the minister of Peru"], "place": ["Lima, it"]})
    assert accuracy([one], FIRST_AND_SECOND).note == "1 of 1"
    assert accuracy([one], THIRD).note == "1 of 2"


# ---------------------------------------------------------------- the documents, our reader, another system
@pytest.fixture
def data(tmp_path, monkeypatch):
    folder = tmp_path / "data" / "gum"
    folder.mkdir(parents=True)
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path))
    monkeypatch.delenv("ONRECORD_COREFERENCE_PEER", raising=False)
    (folder / "splits.tsv").write_text(
        "document\tsplit\nGUM_news_made\tdev\nGUM_interview_made\ttest\nGUM_news_x\ttrain\n"
    )
    for name in ("GUM_news_made", "GUM_interview_made"):
        (folder / f"{name}.conllu").write_text(conllu(), encoding="utf-8")
    return folder


def test_our_reader_is_measured_on_dev_and_test(data):
    found = measure(READER)
    assert found["coreference.conll"].value > 0
    assert found["coreference.dev"].value == found["coreference.test"].value == found["coreference.conll"].value
    assert found["coreference.pronouns"].note.endswith("of 6")
    assert found["coreference.peer"] == "no $ONRECORD_COREFERENCE_PEER"


def test_without_data_nothing_is_measured(tmp_path, monkeypatch):
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path))
    with pytest.raises(NoData):
        measure(READER)


def test_a_mention_in_two_chains_stays_in_the_first(data):
    def twice(report):
        roe, she, peru = spans(report.text, "Jane Roe, She, Peru")
        return [
            Chain("person", [roe, she, she], ["a", "b", "c"]),
            Chain("place", [she, peru], ["d", "e"]),
            Chain("", [she], [""]),
        ]

    one = compare(("dev",), twice)[0]
    assert [[one.gold.doc.report[span] for span in chain.mentions] for chain in one.chains] == [
        ["Jane Roe", "She"],
        ["Peru"],
    ]
    assert [chain.rules for chain in one.chains] == [["a", "b"], ["e"]]


def test_another_system_reads_texts_and_writes_chains(gold, tmp_path):
    text = gold.doc.report.text
    chains = [spans(text, "Jane Roe, She"), spans(text, "courage, praised"), spans(text, "Peru, his")]
    script = tmp_path / "peer.py"
    script.write_text(
        "import json, sys\n"
        f"for line in sys.stdin:\n    assert json.loads(line) == {text!r}\n    print({json.dumps(json.dumps(chains))})\n"
    )
    found = peer([gold, gold], shlex.join([sys.executable, str(script)]))
    assert found["coreference.peer.pronouns"].note == "2 of 6"
    assert 0 < found["coreference.peer"].value < 1


def test_what_the_engine_read_is_kept(gold):
    kept = KeptEngine(READER._engine, {})
    first = kept.parse(gold.doc.report)
    first.names.clear()
    again = KeptEngine(None, kept.remembered).parse(gold.doc.report)
    assert again.names
    assert again.heads == first.heads


def test_the_command_reads_each_text_once(data, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(coreference_errors, "KEPT", tmp_path / "parses")
    monkeypatch.setattr("sys.argv", ["coreference", "--split", "dev", "--errors"])
    coreference.main()
    first, (kept,) = capsys.readouterr().out, (tmp_path / "parses").iterdir()
    monkeypatch.setattr(Engine, "parse", None)
    coreference.main()
    assert capsys.readouterr().out == first
    assert "GUM_news_made" in first
    assert [kept] == list((tmp_path / "parses").iterdir())


# ---------------------------------------------------------------- what is wrong
def test_errors_are_shown_in_their_sentences(gold):
    chains = {
        "person": ["Jane Roe, She, his", "minister", "courage"],
        "place": ["Peru", "Lima"],
    }
    console = Console(width=160, record=True, file=io.StringIO())
    one = ours(gold, chains)
    show_figures(console, [one])
    show_errors(console, [one], 10)
    shown = console.export_text()
    assert "coreference.conll" in shown
    assert "the minister of Peru | Jane Roe" in shown
    assert "She praised [his] courage." in shown
    assert "the minister of Peru | minister" in shown
    assert "aide (person)" in shown
    assert "courage (person)" in shown
    assert "Jane Roe, She | his" in shown
