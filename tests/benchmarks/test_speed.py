"""What speed is measured on, and that its processes work; no test looks at a clock."""

import gzip
import json
from pathlib import Path

import pytest

from benchmarks import speed
from benchmarks.sources import NoData
from onrecord.engine.encoder import MODEL


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path))
    folder = tmp_path / "data" / "news"
    folder.mkdir(parents=True)
    for name in speed.FILES:
        with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as lines:
            for number in range(40):
                lines.write(json.dumps({"text": f"{name} {number}: the ferry was late, passengers said."}) + "\n")
    return folder


def test_the_same_reports_each_time_of_all_files(news: Path) -> None:
    texts = speed.reports(400)
    assert texts == speed.reports(400)
    assert {text.split()[0] for text in texts} == set(speed.FILES)
    assert 400 <= sum(map(speed.count, texts)) < 440


def test_without_news_there_is_nothing_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path))
    with pytest.raises(NoData):
        speed.reports()


def test_processes_read_every_text() -> None:
    texts = ["The ferry was late, passengers said.", "“The road is closed,” the mayor said."] * 4
    found, memory = speed.rate(texts, 2, speed.start_reader, str(MODEL))
    assert found.words == 6 * 4 + 7 * 4
    assert found.cpu > 0
    assert found.wall > 0
    assert memory > 50


def test_stages_are_all_timed() -> None:
    assert tuple(speed.stages(MODEL, ["The ferry was late, passengers said."])) == speed.STAGES


def test_the_processor_is_named() -> None:
    assert "core" in speed.processor()


def test_without_a_peer_it_says_how_to_give_one(tmp_path: Path) -> None:
    assert "--peer" in str(speed.peer_rate(None, []))
    assert "--peer" in str(speed.peer_rate(tmp_path, []))
