"""Measured figures as a table, in the terminal and in Markdown. What there is to measure stands in `figures.tsv`."""

import csv
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from rich.console import Console
from rich.table import Table
from rich.text import Text

from benchmarks.measures import Value

HERE = Path(__file__).parent
OPENS, CLOSES = "<!-- figures -->", "<!-- /figures -->"
"""Marks in a page; `python -m benchmarks.figures --write` writes what stands between them."""
NOT_MEASURED = "not measured"

Measured = Mapping[str, Value | str]
"""By key; a text says why a figure was not measured."""


@dataclass(frozen=True, slots=True)
class Definition:
    """One row of `figures.tsv`."""

    key: str
    part: str
    group: str
    figure: str
    format: str
    unit: str
    bar: str
    """">= 0.71" or "<= 0.5"; empty where a figure is only reported."""
    comparison: str

    def number(self, value: float) -> str:
        """As it is printed."""
        return f"{value:{self.format}}{self.unit}"

    def reached(self, value: float) -> bool | None:
        """Whether the bar is reached by the figure as printed; None without a bar."""
        if not self.bar:
            return None
        sign, _, wanted = self.bar.partition(" ")
        value = (
            float(format(value, self.format.replace(",", "").replace("%", "f"))) if "%" not in self.format else value
        )
        return value >= float(wanted) if sign == ">=" else value <= float(wanted)

    def printed_bar(self) -> str:
        """The bar as it is printed."""
        sign, _, wanted = self.bar.partition(" ")
        if "%" in self.format and wanted == "1":
            return "all"
        return f"{'≥' if sign == '>=' else '≤'} {float(wanted):{_digits(wanted)}}{self.unit}" if self.bar else ""


def _digits(number: str) -> str:
    """The format that keeps a number's digits and parts its thousands."""
    return f",.{len(number.partition('.')[2])}f"


def definitions() -> list[Definition]:
    """All figures, in the order of the table."""
    with (HERE / "figures.tsv").open(encoding="utf-8", newline="") as rows:
        return [Definition(**row) for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)]


def shown(one: Definition, value: Value | str | None) -> str:
    """The figure alone, or why there is none."""
    if isinstance(value, Value):
        return one.number(value.value)
    return NOT_MEASURED + (f": {value}" if value else "")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure as it is printed."""

    figure: str
    int8: str
    reached: bool | None
    interval: str
    majority: str
    fp32: str
    bar: str
    notes: str

    def marked(self) -> str:
        """The figure with a mark that says whether it reaches its bar."""
        return self.int8 + {True: " ✓", False: " ✗", None: ""}[self.reached]


def row(one: Definition, results: "Results") -> Row:
    """A figure of the results."""
    value, full = results.int8.get(one.key), results.fp32.get(one.key)
    known = value if isinstance(value, Value) else Value(0.0)
    interval = "–".join(one.number(end) for end in known.interval or ())
    majority = one.number(known.baseline) if known.baseline is not None else ""
    reached = one.reached(known.value) if known is value else None
    full_shown = shown(one, full) if isinstance(full, Value) else ""
    notes = "; ".join(filter(None, (known.note, one.comparison)))
    return Row(one.figure, shown(one, value), reached, interval, majority, full_shown, one.printed_bar(), notes)


@dataclass(slots=True)
class Results:
    """What was measured of one engine; kept in a file, so that parts can be measured at different times."""

    engine: str = ""
    """SHA-256 of its graph."""
    processor: str = ""
    """On which speed was measured."""
    int8: dict[str, Value | str] = field(default_factory=dict)
    fp32: dict[str, Value | str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path, engine: str) -> Self:
        """What the file holds of this engine; nothing if it is of another."""
        if not path.exists():
            return cls(engine)
        fields = json.loads(path.read_text(encoding="utf-8"))
        if fields["engine"] != engine:
            return cls(engine)
        return cls(engine, fields["processor"], _values(fields["int8"]), _values(fields["fp32"]))

    def with_new(self, newer: "Results") -> "Results":
        """These with what was measured anew; what could not be measured now keeps its figure."""
        return Results(
            self.engine,
            newer.processor or self.processor,
            _newer(self.int8, newer.int8),
            _newer(self.fp32, newer.fp32),
        )

    def write(self, path: Path) -> None:
        """Write as JSON, without what could not be measured."""
        kept = {
            name: {k: v for k, v in getattr(self, name).items() if isinstance(v, Value)} for name in ("int8", "fp32")
        }
        path.write_text(json.dumps(asdict(self) | {n: _rounded(v) for n, v in kept.items()}, indent=1) + "\n", "utf-8")


def _newer(old: dict[str, Value | str], new: dict[str, Value | str]) -> dict[str, Value | str]:
    return old | {key: value for key, value in new.items() if isinstance(value, Value) or key not in old}


def _rounded(values: Mapping[str, Value]) -> dict[str, Any]:
    rows = {}
    for key, value in values.items():
        numbers = {
            "value": round(value.value, 5),
            "interval": value.interval,
            "baseline": value.baseline,
            "note": value.note,
        }
        if value.interval:
            numbers["interval"] = [round(end, 5) for end in value.interval]
        if value.baseline is not None:
            numbers["baseline"] = round(value.baseline, 5)
        rows[key] = {name: number for name, number in numbers.items() if number not in (None, "")}
    return rows


def _values(fields: Mapping[str, Any]) -> dict[str, Value | str]:
    return {
        key: Value(
            row["value"],
            tuple(row["interval"]) if "interval" in row else None,
            row.get("baseline"),
            row.get("note", ""),
        )
        for key, row in fields.items()
    }


def checksum(folder: Path) -> str:
    """SHA-256 of an engine's graph; empty without one."""
    graph = folder / "engine.onnx"
    return hashlib.sha256(graph.read_bytes()).hexdigest() if graph.exists() else ""


PRINTED_WIDTH = 140
"""Columns of a table that goes to a file or a pipe."""

HEADER = ("", "int8", "95 %", "majority", "fp32", "bar", "notes, and others for comparison")


def terminal_table(results: Results, parts: set[str]) -> Table:
    """All figures of the parts, each beside its bar; columns that hold nothing are left out."""
    chosen = [one for one in definitions() if parts & set(one.part.split("+"))]
    rows = [(one.group, row(one, results)) for one in chosen]
    texts = [(r.figure, r.marked(), r.interval, r.majority, r.fp32, r.bar, r.notes) for _, r in rows]
    used = [number for number, column in enumerate(zip(*texts, strict=True)) if any(column)]
    table = Table(title="Figures of the reading engine", title_justify="left")
    for number in used:
        table.add_column(HEADER[number], overflow="fold", ratio=1 if number == len(HEADER) - 1 else None)
    group = ""
    for (its_group, cells), text in zip(rows, texts, strict=True):
        if its_group != group:
            table.add_section()
            table.add_row(Text(its_group, style="bold"))
            group = its_group
        style = {True: "green", False: "red", None: ""}[cells.reached]
        table.add_row(f"  {text[0]}", *(Text(text[number], style=style if number == 1 else "") for number in used[1:]))
    return table


def markdown(results: Results) -> str:
    """The same as a Markdown table, with the processor that speed was measured on."""
    lines = ["| " + " | ".join(HEADER) + " |", "| --- " * len(HEADER) + "|"]
    for one in definitions():
        cells = row(one, results)
        texts = (
            f"{one.group}: {cells.figure}",
            cells.marked(),
            cells.interval,
            cells.majority,
            cells.fp32,
            cells.bar,
            cells.notes,
        )
        lines.append("| " + " | ".join(text.replace("|", "\\|") for text in texts) + " |")
    lines += ["", "95 %: bootstrap over reports, 2,000 resamples. majority: what the most frequent answer would reach."]
    lines[-1] += " ✓ reaches its bar, ✗ does not."
    if results.processor:
        lines.append(f"Speed, memory and start-up were measured on: {results.processor}.")
    return "\n".join(lines)


def brief(results: Results) -> str:
    """What a newcomer wants to know, as a Markdown table: figures that have an aim, and what others reach."""
    lines = ["| | measured | aim | for comparison |", "| --- | --- | --- | --- |"]
    for one in definitions():
        cells = row(one, results)
        if one.bar or one.comparison:
            interval = f" ({cells.interval})" if cells.interval else ""
            texts = (f"{one.group}: {cells.figure}", cells.int8 + interval, cells.bar, cells.notes)
            lines.append("| " + " | ".join(text.replace("|", "\\|") for text in texts) + " |")
    return "\n".join(lines)


def make_console() -> Console:
    """Where tables are printed."""
    found = Console()
    if not found.is_terminal:
        found.width = PRINTED_WIDTH
    return found


def write_between_marks(path: Path, table: str) -> bool:
    """Put the table between the two marks of a file; False where the file or its marks are missing."""
    if not path.exists():
        return False
    old = path.read_text(encoding="utf-8")
    if OPENS not in old or CLOSES not in old:
        return False
    new = re.sub(
        f"{re.escape(OPENS)}.*?{re.escape(CLOSES)}", lambda _: f"{OPENS}\n{table}\n{CLOSES}", old, flags=re.DOTALL
    )
    path.write_text(new, encoding="utf-8")
    return True
