"""Confidence after training: what counts as right, and what is kept for measuring."""

from pathlib import Path

import pytest

from onrecord.statements.confidence import Calibration
from onrecord.statements.draft import Draft
from tests.parses import parse
from tests.training.corpora import make
from training.attributed import Attributed
from training.calibration import ReadArticle, calibrate, is_for_measuring, rightness


def article(found: list[Draft], gold: list[Attributed]) -> ReadArticle:
    doc = parse(
        "The/the/DET/3/det harbour/harbour/NOUN/3/compound master/master/NOUN/4/nsubj said/say/VERB/0/root "
        "ferries/ferry/NOUN/6/nsubj wait/wait/VERB/4/ccomp today/today/NOUN/6/obl:tmod ././PUNCT/4/punct"
    )
    return ReadArticle("port", doc, found, gold)


def spans(text: str, *parts: str) -> list[tuple[int, int]]:
    return [(text.index(part), text.index(part) + len(part)) for part in parts]


TEXT = "The harbour master said ferries wait today."
GOLD = Attributed(spans(TEXT, "The harbour master"), spans(TEXT, "said"), spans(TEXT, "ferries wait today"))


def draft(source: str, content: str, score: float = 0.5) -> Draft:
    return Draft(spans(TEXT, source) if source else [], spans(TEXT, "said"), spans(TEXT, content), score=score)


@pytest.mark.parametrize(
    ("source", "content", "right"),
    [
        ("The harbour master", "ferries wait today", True),
        ("master", "ferries wait", True),
        ("The harbour", "ferries wait today", False),
        ("", "ferries wait today", False),
        ("The harbour master", "today", False),
    ],
)
def test_half_of_the_content_and_the_head_of_the_source(source: str, content: str, right: bool) -> None:
    assert rightness(article([draft(source, content, 0.3)], [GOLD])) == [(0.3, right)]


def test_one_attribution_makes_one_statement_right() -> None:
    twice = [draft("master", "ferries wait", 0.4), draft("The harbour master", "ferries wait today", 0.9)]
    assert rightness(article(twice, [GOLD])) == [(0.4, False), (0.9, True)]


def test_a_source_that_neither_names_is_right() -> None:
    gold = Attributed([], GOLD.cue, GOLD.content)
    assert rightness(article([draft("", "ferries wait today")], [gold])) == [(0.5, True)]


def test_articles_are_shared_out_about_evenly() -> None:
    kept = sum(is_for_measuring(f"article-{number}") for number in range(1000))
    assert 400 < kept < 600


def test_without_polnear_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path))
    engine = tmp_path / "engine"
    engine.mkdir()
    calibrate(engine)
    assert list(engine.iterdir()) == []
    assert "not calibrated" in capsys.readouterr().out


def test_every_folder_gets_the_calibration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.engine.encoder import MODEL

    monkeypatch.setenv("ONRECORD_DATA", str(make(tmp_path / "shared")))
    engine, other = tmp_path / "engine", tmp_path / "other"
    for folder in (engine, other):
        folder.mkdir()
    for name in ("engine.onnx", "labels.json", "tokenizer.json"):
        (engine / name).symlink_to(MODEL / name)
    calibrate(engine, other)
    assert Calibration.read(engine / "calibration.json") == Calibration.read(other / "calibration.json")
