"""`python -m benchmarks.figures`: every figure of the model card, measured and beside its bar.

What can't be measured here, for want of data, is said so and is no failure. Parts: polnear, ud, names, gold, times,
pages, places, actors, coreference, speed; and corpus, which takes half an hour and is measured only where it is named.
"""

import argparse
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from rich.console import Console

from benchmarks import actors, coreference, corpus, gold, names, pages, places, polnear, speed, times, treebanks
from benchmarks.measures import Value
from benchmarks.report import (
    Results,
    brief,
    checksum,
    definitions,
    make_console,
    markdown,
    terminal_table,
    write_between_marks,
)
from benchmarks.sources import CHECKOUT, NoData
from onrecord.engine import Engine
from onrecord.engine.encoder import MODEL
from onrecord.errors import EngineError
from onrecord.pipeline import load
from onrecord.statements.confidence import Calibration

PARTS = ("polnear", "ud", "names", "gold", "times", "pages", "places", "actors", "coreference", "speed", "corpus")
LONG = ("corpus",)
"""Parts that take most of an hour, and are measured where they are named."""
RESULTS = Path(__file__).parent / "figures.json"
PAGES = {MODEL / "MODEL_CARD.md": markdown, CHECKOUT / "README.md": brief}

MEASURES: dict[str, Callable[[Path], Mapping[str, Value | str]]] = {
    "polnear": lambda folder: polnear.measure(Engine(folder), Calibration.read(folder / "calibration.json")),
    "ud": lambda folder: treebanks.measure(Engine(folder)),
    "names": lambda folder: names.measure(Engine(folder)),
    "pages": lambda _: pages.measure(),
    "gold": lambda folder: gold.measure(load(model=folder)),
    "times": lambda folder: times.measure(Engine(folder)),
    "places": lambda folder: places.measure(Engine(folder)),
    "coreference": lambda folder: coreference.measure(load(model=folder)),
    "actors": lambda folder: actors.measure(load(model=folder)),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.figures", description=__doc__)
    parser.add_argument(
        "--only", default=",".join(part for part in PARTS if part not in LONG), help="parts, with commas between them"
    )
    parser.add_argument("--model", type=Path, default=MODEL, help="folder of the engine")
    parser.add_argument("--full", type=Path, default=CHECKOUT / "training" / "runs" / "fp32",
                        help="folder of the same engine in fp32")  # fmt: skip
    parser.add_argument("--peer", type=Path, default=os.environ.get("ONRECORD_PEER"),
                        help="folder of a spaCy pipeline to time beside it; also $ONRECORD_PEER")  # fmt: skip
    parser.add_argument("--write", action="store_true", help="keep them in figures.json, the model card and the README")
    chosen = parser.parse_args()
    parts = set(filter(None, chosen.only.split(",")))
    if unknown := parts - set(PARTS):
        parser.error(f"no part called {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    console = make_console()
    results = Results.read(RESULTS, checksum(chosen.model))
    try:
        measure_all(results, parts, chosen, console)
    except EngineError as error:
        parser.exit(1, f"{error}\n")
    console.print(terminal_table(results, parts))
    if results.processor and "speed" in parts:
        console.print(results.processor)
    if chosen.write:
        results = Results.read(RESULTS, checksum(chosen.model)).with_new(results)
        results.write(RESULTS)
        for page, table in PAGES.items():
            if write_between_marks(page, table(results)):
                console.print(f"written to {page.relative_to(CHECKOUT)}")


def measure_all(results: Results, parts: set[str], chosen: argparse.Namespace, console: Console) -> None:
    """Measure the parts of both engines into the results."""
    for part in PARTS:
        if part not in parts:
            continue
        with console.status(f"measuring {part}"):
            if part == "speed":
                results.int8 |= speed.measure(chosen.model, chosen.peer)
                results.processor = speed.processor()
                continue
            if part == "corpus":
                results.int8 |= corpus.measure()
                continue
            results.int8 |= measured(part, chosen.model)
            if part != "pages" and (chosen.full / "engine.onnx").exists():
                results.fp32 |= measured(part, chosen.full)
    if parts & {"polnear", "ud"}:
        results.int8["int8.cost"] = cost(results)


def measured(part: str, folder: Path) -> dict[str, Value | str]:
    """A part's figures, or for each of them why it was not measured."""
    try:
        return dict(MEASURES[part](folder))
    except NoData as missing:
        return {one.key: str(missing) for one in definitions() if one.part == part}


def cost(results: Results) -> Value | str:
    """The most points that int8 loses against fp32 on an F1, recall or score of PolNeAR and UD."""
    lost = {}
    for one in definitions():
        ours, full = results.int8.get(one.key), results.fp32.get(one.key)
        if (
            one.part in ("polnear", "ud")
            and not one.bar.startswith("<=")
            and isinstance(ours, Value)
            and isinstance(full, Value)
        ):
            points = 100 if one.part == "polnear" else 1
            lost[f"{one.group}: {one.figure}"] = points * (full.value - ours.value)
    if not lost:
        return "no fp32 engine"
    worst = max(lost, key=lambda name: lost[name])
    return Value(lost[worst], note=worst)


if __name__ == "__main__":
    main()
