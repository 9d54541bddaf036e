"""The command: without data it says so and is no failure; with data it measures."""

from pathlib import Path

import pytest

from benchmarks import figures
from benchmarks.report import CLOSES, OPENS, definitions, markdown
from tests.training.corpora import make


def run(monkeypatch: pytest.MonkeyPatch, *options: str) -> None:
    monkeypatch.setattr("sys.argv", ["figures", "--full", "/nowhere", *options])
    figures.main()


def test_without_data_nothing_is_measured_and_nothing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path))
    run(monkeypatch, "--only", "polnear,ud,names,gold")
    shown = capsys.readouterr().out
    without = [one for one in definitions() if one.part in ("polnear", "ud", "names", "gold")]
    assert shown.count("not measured: no data") == len(without)


def test_treebanks_are_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ONRECORD_DATA", str(make(tmp_path)))
    run(monkeypatch, "--only", "ud")
    shown = capsys.readouterr().out
    assert "EWT dev, gold words" in shown
    assert "no data" not in shown


def test_an_unknown_part_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(monkeypatch, "--only", "speed,colour")
    assert stopped.value.code == 2
    assert "no part called colour" in capsys.readouterr().err


def test_a_folder_without_an_engine_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(monkeypatch, "--only", "ud", "--model", str(tmp_path))
    assert stopped.value.code == 1
    assert "labels.json" in capsys.readouterr().err


def test_figures_are_written_into_the_pages_and_kept_beside_those_of_other_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    card = tmp_path / "card.md"
    card.write_text(f"# Card\n{OPENS}\n{CLOSES}\n")
    monkeypatch.setenv("ONRECORD_DATA", str(make(tmp_path / "data")))
    monkeypatch.setattr(figures, "CHECKOUT", tmp_path)
    monkeypatch.setattr(figures, "RESULTS", tmp_path / "figures.json")
    monkeypatch.setattr(figures, "PAGES", {card: markdown})
    run(monkeypatch, "--only", "ud", "--write")
    run(monkeypatch, "--only", "names", "--write")
    assert "written to card.md" in capsys.readouterr().out
    rows = {
        line.split("|")[1].strip(): line.split("|")[2].strip() for line in card.read_text().splitlines() if "|" in line
    }
    assert rows["EWT dev, gold words: UPOS"][0].isdigit()
    assert rows["names, newswire: person F1"] == "not measured: no data"
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "nowhere"))
    run(monkeypatch, "--only", "ud", "--write")
    assert "not measured: no data" in capsys.readouterr().out
    assert f"| EWT dev, gold words: UPOS | {rows['EWT dev, gold words: UPOS']} |" in card.read_text()
