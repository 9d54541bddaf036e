"""`python -m benchmarks`: speed and memory of reading, and what is found on web pages, on this machine, now.

Nothing else should be running. Reading 20,000 reports takes half an hour; `--corpus 0` leaves that out.
"""

import argparse
import os
from pathlib import Path

from rich.table import Table

from benchmarks import corpus, pages, speed
from benchmarks.report import Results, make_console, terminal_table
from benchmarks.sources import NoData
from onrecord.engine.encoder import MODEL

STAGED_WORDS = 40_000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--model", type=Path, default=MODEL, help="folder of the engine")
    parser.add_argument("--words", type=int, default=speed.WORDS, help="how much open news to read")
    parser.add_argument("--peer", type=Path, default=os.environ.get("ONRECORD_PEER"),
                        help="folder of a spaCy pipeline to time beside it; also $ONRECORD_PEER")  # fmt: skip
    parser.add_argument("--corpus", type=int, default=corpus.MORE, help="over how many reports memory is watched")
    chosen = parser.parse_args()
    console = make_console()
    console.print(speed.processor())
    with console.status("measuring"):
        measured = speed.measure(chosen.model, chosen.peer, chosen.words)
        if chosen.corpus:
            measured |= corpus.measure(min(corpus.REPORTS, chosen.corpus), chosen.corpus)
        try:
            measured |= pages.measure()
        except NoData as missing:
            measured |= {"pages.text": str(missing)}
    console.print(
        terminal_table(Results(int8=measured), {"speed", "corpus", "pages"} if chosen.corpus else {"speed", "pages"})
    )
    try:
        console.print(_stages(chosen.model, min(STAGED_WORDS, chosen.words)))
    except NoData as missing:
        console.print(f"stages not measured: {missing}")


def _stages(model: Path, words: int) -> Table:
    texts = speed.reports(words)
    total = sum(map(speed.count, texts))
    found = speed.stages(model, texts)
    table = Table("stage", "µs a word", "share", title="CPU time by stage", title_justify="left")
    for name, seconds in found.items():
        table.add_row(name, f"{1e6 * seconds / total:.1f}", f"{seconds / sum(found.values()):.0%}")
    return table


if __name__ == "__main__":
    main()
