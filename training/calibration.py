"""The last step of training: confidence from the engine's scores, on one half of PolNeAR's dev split.

What is right is judged by words, without a scorer: content that shares half of its words with the annotated content,
and a source with the same head. Which half an article belongs to is drawn by a checksum of its name, so figures
measured on the other half are those of articles that the calibration never saw.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.doc import Doc, WordRange
from onrecord.engine import Engine
from onrecord.report import Report, Span
from onrecord.statements.assemble import drafts_of
from onrecord.statements.confidence import Calibration, fit
from onrecord.statements.draft import Draft
from onrecord.statements.quotations import find_quotations
from training.attributed import Attributed, articles
from training.sources import data_folder

SHARED = 0.5
"""Share of the words of either content that both must hold."""

Pairs = list[tuple[float, bool]]
"""Scores of statements, and whether each is right."""


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An annotated article as the engine reads it, with all that the graph holds: PolNeAR marks attitudes too."""

    name: str
    doc: Doc
    found: list[Draft]
    gold: list[Attributed]


def read_articles(engine: Engine, split: str = "dev") -> list[ReadArticle]:
    """Read every article of a split."""
    read = []
    for name, text, gold in articles(split):
        doc = engine.parse(Report(text))
        read.append(ReadArticle(name, doc, drafts_of(doc, doc.attributions, find_quotations(text)), gold))
    return read


def rightness(article: ReadArticle) -> Pairs:
    """Each statement's score, and whether content and source are right; a gold one makes one of ours right."""
    doc = article.doc
    ours = [_words(doc, draft.content) for draft in article.found]
    theirs = [_words(doc, one.content) for one in article.gold]
    shared = sorted(
        (
            (len(mine & wanted) / len(mine | wanted), -number, -other)
            for number, mine in enumerate(ours)
            for other, wanted in enumerate(theirs)
            if mine & wanted
        ),
        reverse=True,
    )
    partner: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for share, number, other in shared:
        if -number not in partner and -other not in taken:
            partner[-number] = (-other, share)
            taken.add(-other)
    pairs = []
    for number, draft in enumerate(article.found):
        other, share = partner.get(number, (-1, 0.0))
        right = share >= SHARED and _same_source(doc, draft.source, article.gold[other].source)
        pairs.append((draft.score, right))
    return pairs


def _words(doc: Doc, spans: Iterable[Span]) -> set[int]:
    return {word for span in spans for word in range(*doc.range_of(span))}


def _same_source(doc: Doc, ours: Sequence[Span], theirs: Sequence[Span]) -> bool:
    mine, wanted = (sorted(_words(doc, spans)) for spans in (ours, theirs))
    if not mine or not wanted:
        return not mine and not wanted
    heads = {doc.head_of(WordRange(words[0], words[-1] + 1)) for words in (mine, wanted)}
    return mine == wanted or len(heads) == 1


def is_for_measuring(article: str) -> bool:
    """Whether an article's statements are kept from calibrating."""
    return zlib.crc32(article.encode()) % 2 == 0


def calibration_of(read: Iterable[ReadArticle]) -> Calibration:
    """The calibration on the articles that are for it."""
    pairs = [pair for article in read if not is_for_measuring(article.name) for pair in rightness(article)]
    return fit([score for score, _ in pairs], [right for _, right in pairs])


def calibrate(*folders: Path) -> None:
    """Write `calibration.json` into the engine folders, as the first of them reads; nothing without PolNeAR's dev."""
    dev = data_folder() / "polnear" / "dev" / "text"
    if not dev.is_dir():
        print(f"confidence not calibrated, so 1 for every statement: there is no {dev}")
        return
    calibration = calibration_of(read_articles(Engine(folders[0])))
    for folder in folders:
        calibration.write(folder / "calibration.json")
    print(f"confidence calibrated: {', '.join(map(str, calibration.shares))}")
