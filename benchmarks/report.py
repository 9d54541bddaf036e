"""Measured figures as a table, in the terminal and in Markdown. What there is to measure stands in `figures.tsv`."""

import csv
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from rich.table import Table
from rich.text import Text

from benchmarks.measures import Value

HERE = Path(__file__).parent
OPENS, CLOSES = "<!-- figures: written by python -m benchmarks.figures --write -->", "<!-- end of figures -->"
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
        wanted = "all" if wanted == "1" else f"{float(wanted):,.0f}" if float(wanted or 0) >= 1000 else wanted
        return f"{'≥' if sign == '>=' else '≤'} {wanted}{self.unit}" if self.bar else ""


def definitions() -> list[Definition]:
    """All figures, in the order of the table."""
    with (HERE / "figures.tsv").open(encoding="utf-8", newline="") as rows:
        return [Definition(**row) for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)]


def shown(one: Definition, value: Value | str | None) -> str:
    """A figure with what belongs to it, or why there is none."""
    if not isinstance(value, Value):
        return f"{NOT_MEASURED}: {value}" if value else ""
    parts = [one.number(value.value)]
    if value.interval:
        parts.append("[" + ", ".join(one.number(end) for end in value.interval) + "]")
    if value.baseline is not None:
        parts.append(f"(majority {one.number(value.baseline)})")
    if value.note:
        parts.append(f"({value.note})")
    return " ".join(parts)


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

    def write(self, path: Path) -> None:
        """Write as JSON, without what could not be measured."""
        kept = {
            name: {k: v for k, v in getattr(self, name).items() if isinstance(v, Value)} for name in ("int8", "fp32")
        }
        path.write_text(json.dumps(asdict(self) | {n: _rounded(v) for n, v in kept.items()}, indent=1) + "\n", "utf-8")


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


def terminal_table(results: Results, parts: set[str]) -> Table:
    """All figures of the parts, each beside its bar."""
    table = Table(
        "", "int8", "fp32", "bar", "for comparison", title="Figures of the reading engine", title_justify="left"
    )
    group = ""
    for one in definitions():
        if one.part and one.part not in parts:
            continue
        if one.group != group:
            table.add_row(Text(one.group, style="bold"), end_section=False)
            group = one.group
        table.add_row(f"  {one.figure}", *_cells(one, results), one.printed_bar(), one.comparison)
    return table


def _cells(one: Definition, results: Results) -> tuple[Text, str]:
    value = results.int8.get(one.key)
    text = shown(one, value) or NOT_MEASURED
    reached = one.reached(value.value) if isinstance(value, Value) else None
    mark = {True: " ✓", False: " ✗", None: ""}[reached]
    return Text(text + mark, style={True: "green", False: "red", None: ""}[reached]), shown(
        one, results.fp32.get(one.key)
    )


def markdown(results: Results) -> str:
    """The same as a Markdown table, with the processor that speed was measured on."""
    rows = ["| | int8 | fp32 | bar | for comparison |", "| --- | --- | --- | --- | --- |"]
    for one in definitions():
        text, full = _cells(one, results)
        cells = (f"{one.group}: {one.figure}", text.plain, full, one.printed_bar(), one.comparison)
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    notes = "95 % intervals (in brackets): bootstrap over reports, 2,000 resamples. ✓ the bar is reached, ✗ it is not."
    if results.processor:
        notes += f"\nSpeed, memory and start-up measured on: {results.processor}."
    return "\n".join([*rows, "", notes])


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
