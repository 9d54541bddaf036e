"""The table of figures: bars, marks, and where it is written."""

from pathlib import Path

import pytest
from rich.console import Console
from rich.table import Table

from benchmarks.figures import PARTS, cost
from benchmarks.measures import Value
from benchmarks.report import (
    CLOSES,
    OPENS,
    Definition,
    Results,
    brief,
    definitions,
    markdown,
    row,
    terminal_table,
    write_between_marks,
)

BY_KEY = {one.key: one for one in definitions()}


def test_every_figure_is_of_a_part_and_can_be_printed() -> None:
    assert len(BY_KEY) == len(definitions())
    for one in definitions():
        assert set(one.part.split("+")) <= set(PARTS)
        assert one.number(0.5)
        assert one.reached(0.5) in (None, True, False)
        assert one.bar.partition(" ")[0] in ("", ">=", "<=")


@pytest.mark.parametrize(
    ("key", "value", "reached"),
    [
        ("polnear.full", 0.71, True),
        ("polnear.full", 0.70949, False),
        ("polnear.full", 0.70951, True),
        ("ud.ewt.raw.lost", 3.5, True),
        ("ud.ewt.raw.lost", 3.6, False),
        ("first.quotations", 0.999, False),
        ("first.quotations", 1.0, True),
        ("speed.one", 5499.9, True),
        ("speed.one", 5499.4, False),
        ("ud.ewt.uas", 1.0, None),
    ],
)
def test_a_bar_is_reached_by_the_figure_as_printed(key: str, value: float, reached: bool | None) -> None:
    assert BY_KEY[key].reached(value) is reached


@pytest.mark.parametrize(
    ("key", "printed"),
    [
        ("polnear.cue", "≥ 0.735"),
        ("polnear.any", "≥ 0.90"),
        ("speed.two", "≥ 10,500"),
        ("memory.reader", "≤ 600 MB"),
        ("first.chains", "all"),
        ("ud.ewt.uas", ""),
    ],
)
def test_bars_as_they_are_printed(key: str, printed: str) -> None:
    assert BY_KEY[key].printed_bar() == printed


def test_a_row_has_interval_baseline_and_mark() -> None:
    results = Results(int8={"gold.stance": Value(0.7, (0.6, 0.81), 0.55)}, fp32={"gold.stance": Value(0.71)})
    found = row(BY_KEY["gold.stance"], results)
    assert found.marked() == "0.70 ✓"
    assert (found.interval, found.majority, found.fp32) == ("0.60–0.81", "0.55", "0.71")


def test_what_was_not_measured_says_why() -> None:
    results = Results(int8={"polnear.full": "no data"})
    assert row(BY_KEY["polnear.full"], results).marked() == "not measured: no data"
    assert row(BY_KEY["polnear.cue"], results).marked() == "not measured"


def test_the_terminal_shows_the_parts_asked_for() -> None:
    shown = _printed(terminal_table(Results(), {"names"}))
    assert "organisation F1" in shown
    assert "UPOS" not in shown


def _printed(table: Table) -> str:
    console = Console(width=160)
    with console.capture() as seen:
        console.print(table)
    return seen.get()


def test_the_markdown_has_a_row_for_each_figure_and_the_processor() -> None:
    lines = markdown(Results(processor="a processor")).splitlines()
    rows = [line for line in lines if line.startswith("|")]
    assert len(rows) == len(definitions()) + 2
    assert {line.count("|") for line in rows} == {8}
    assert "a processor" in lines[-1]


def test_the_brief_table_has_no_figure_without_an_aim_or_a_comparison() -> None:
    table = brief(Results(int8={"gold.full": Value(0.5, (0.4, 0.6))}))
    assert "full F1 (source and speaker) | 0.50 (0.40–0.60) | ≥ 0.50" in table
    assert "lemmas" not in table


def test_results_are_kept_for_the_same_engine_only(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    results = Results(
        "abc", "a processor", {"a": Value(0.5, (0.4, 0.6), 0.3, "note"), "b": "no data"}, {"a": Value(0.25)}
    )
    results.write(path)
    again = Results.read(path, "abc")
    assert again.int8 == {"a": Value(0.5, (0.4, 0.6), 0.3, "note")}
    assert again.fp32 == {"a": Value(0.25)}
    assert Results.read(path, "def") == Results("def")


def test_only_what_stands_between_the_marks_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(f"# Page\n{OPENS}\nold\n{CLOSES}\nafter \\1\n")
    assert write_between_marks(path, "new \\1 table")
    assert path.read_text() == f"# Page\n{OPENS}\nnew \\1 table\n{CLOSES}\nafter \\1\n"


def test_a_page_without_marks_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("# Page\n")
    assert not write_between_marks(path, "table")
    assert path.read_text() == "# Page\n"
    assert not write_between_marks(tmp_path / "missing.md", "table")


def test_what_int8_costs_is_its_worst_loss_in_points() -> None:
    ours = {"polnear.full": Value(0.710), "ud.ewt.las": Value(88.1), "polnear.calibration": Value(0.01)}
    full = {"polnear.full": Value(0.713), "ud.ewt.las": Value(88.2), "polnear.calibration": Value(0.2)}
    found = cost(Results(int8=dict(ours), fp32=dict(full)))
    assert isinstance(found, Value)
    assert found.value == pytest.approx(0.3)
    assert found.note == "PolNeAR dev: statement full F1"
    assert cost(Results(int8=dict(ours))) == "no fp32 engine"


def test_a_definition_is_a_row_of_the_table() -> None:
    assert isinstance(BY_KEY["size.wheel"], Definition)
    assert BY_KEY["size.wheel"].number(25.04) == "25.0 MB"
