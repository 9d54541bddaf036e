"""Reading PolNeAR's files."""

from pathlib import Path

import pytest

from tests.training.corpora import ARTICLES, make
from training.attributed import Fragments, articles


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_DATA", str(make(tmp_path)))
    return tmp_path / "data" / "polnear"


def words(text: str, spans: Fragments) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_articles_of_a_split_with_their_attributions() -> None:
    found = {name: (text, attributions) for name, text, attributions in articles("train")}
    assert list(found) == sorted(ARTICLES["train"])
    text, (said, told) = found["harbour_2001-02-03_port-reopens"]
    assert words(text, said.source) == ["harbour master Lena Brandt"]
    assert words(text, said.cue) == ["said"]
    assert words(text, told.content) == ["“Two cranes still stand idle,”", "“We wait for parts.”"]


def test_a_source_may_be_missing_but_not_a_cue(data: Path) -> None:
    path = data / "train" / "attributions" / "valley_2001-04-05_dam-safe_0a1b.ann"
    with path.open("a", encoding="utf-8") as lines:
        lines.write("T90\tContent 0 9\tOfficials\nE90\tContent:T90\n")
    found = {name: attributions for name, _, attributions in articles("train")}
    assert [bool(one.source) for one in found["valley_2001-04-05_dam-safe"]] == [True, False]


def test_of_several_annotators_the_first_counts(data: Path) -> None:
    (data / "dev" / "attributions" / "harbour_2001-03-01_ferry-late_00aa.ann").write_text("")
    found = {name: attributions for name, _, attributions in articles("dev")}
    assert found["harbour_2001-03-01_ferry-late"] == []


def test_lines_of_other_kinds_are_passed_over(data: Path) -> None:
    path = data / "dev" / "attributions" / "harbour_2001-03-01_ferry-late_0a1b.ann"
    path.write_text("\n" + path.read_text(encoding="utf-8") + "#1\tAnnotatorNotes T1\tdoubtful\nline broken in two\n")
    found = {name: attributions for name, _, attributions in articles("dev")}
    assert len(found["harbour_2001-03-01_ferry-late"]) == 1
