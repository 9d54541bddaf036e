"""Actors: 300 mentions drawn from news and labelled by hand, the actors of PLOVER's sentences, the gold reports' parties.

`actors.tsv` has the drawn mentions; its head says how they were drawn and what the labels mean.
`python -m benchmarks.actors --draw` prints the sentences that they were drawn from, `--errors` what is wrong.
"""

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.sources import data_folder, needed
from onrecord.report import Span

SEED = 300
TURNS = (
    "wikinews", "kremlin", "whitehouse_statements", "au_pm_releases", "congress", "wikipedia_current_events",
    "wikinews", "whitehouse_transcripts",
    "wikinews", "kremlin", "whitehouse_statements", "au_pm_releases", "congress", "wikipedia_current_events",
    "wikinews", "au_pm_transcripts",
)  # fmt: skip
"""Whose turn it is to give a report: what reporters wrote twice as often as each kind of release, speech half as often."""
_LEAST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sentence of a report of the news texts."""

    file: str
    report: dict[str, Any]
    span: Span


# ---------------------------------------------------------------- the draw
def draw(seed: int, folder: Path | None = None) -> Iterator[Drawn]:
    """One sentence at random of a report at random, file by file in turn, no report twice, without end before the files'."""
    folder = folder or data_folder() / "news"
    needed(folder)
    chance = random.Random(seed)
    reports = {name: reports_of(folder, name) for name in dict.fromkeys(TURNS)}
    for listed in reports.values():
        chance.shuffle(listed)
    while all(reports.values()):
        for name in TURNS:
            report = reports[name].pop() if reports[name] else None
            if report and (spans := list(sentences(report["text"]))):
                yield Drawn(name, report, chance.choice(spans))


def reports_of(folder: Path, name: str) -> list[dict[str, Any]]:
    """The reports of one file, in its order."""
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


_BREAK = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])")
_SHORT = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|St|Hon|Prof|No|vs|Jr|Sr|Inc|Co)|\b[A-Z])\.$")


def sentences(text: str) -> Iterator[Span]:
    """Sentences of the body: of lines that end as a sentence does, six words or more. Needs no engine."""
    for line in re.finditer(r"[^\n]+", text):
        if not re.search(r"[.!?:;][\"”’')\]]*\s*$", line[0]):
            continue
        start = line.start()
        ends = [found.end() for found in _BREAK.finditer(line[0]) if not _SHORT.search(line[0][: found.start()])]
        for end in (*(line.start() + one for one in ends), line.end()):
            words = text[start:end]
            if len(words.split()) >= _LEAST_WORDS:
                yield start, start + len(words.rstrip())
            start = end
