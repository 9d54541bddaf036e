"""`python -m benchmarks.ablations`: what each stage of the statements is worth on the gold reports."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

from rich.table import Table

from benchmarks import gold
from benchmarks.report import make_console
from benchmarks.sources import NoData
from onrecord.engine.encoder import MODEL
from onrecord.pipeline import load

STAGES = {
    "proposals from the tree": "propose",
    "outer frames": "outer_frames",
    "cited sources": "cited_sources",
    "second reading of contents": "nest",
    "set-apart text": "find_blocks",
}
"""Name of each stage, and of the function in `onrecord.pipeline` that is made to find nothing."""

SHOWN = ("gold.statement", "gold.source", "gold.full", "gold.nested")


def _nothing(*_: object) -> Sequence[object]:
    return []


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ablations", description=__doc__)
    parser.add_argument("--model", type=Path, default=MODEL, help="folder of the engine")
    reader = load(model=parser.parse_args().model)
    console = make_console()
    table = Table("left out", *(key.removeprefix("gold.") for key in SHOWN), title="F1 on the gold reports")
    try:
        whole = gold.measure(reader)
        table.add_row("nothing", *(f"{whole[key].value:.3f}" for key in SHOWN))
        for name, function in STAGES.items():
            with patch(f"onrecord.pipeline.{function}", _nothing):
                found = gold.measure(reader)
            table.add_row(name, *(f"{found[key].value - whole[key].value:+.3f}" for key in SHOWN))
    except NoData as missing:
        console.print(f"not measured: {missing}")
        return
    console.print(table)


if __name__ == "__main__":
    main()
