"""The reading engine: one pass of one small encoder turns a report into a parsed text."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from onrecord.doc import Attribution, Doc, WordRange
from onrecord.engine.attribution import decode_attributions
from onrecord.engine.contents import complete_contents
from onrecord.engine.decode import decode_names, decode_trees
from onrecord.engine.encoder import MODEL, Encoder
from onrecord.engine.names import make_consistent
from onrecord.engine.words import Looks, look, split
from onrecord.report import Report, Span

__all__ = ["Engine"]


_AT_ONCE = 32
"""Windows decoded together; the scores of a long report are let go as they are read."""


class Engine:
    """Reads reports: words, sentences, tags, trees, names and the attribution graph."""

    def __init__(self, folder: Path = MODEL) -> None:
        """Load the model of a folder; raises EngineError."""
        self._encoder = Encoder(folder)

    def parse(
        self, report: Report, spans: Sequence[Span] | None = None, sentence_starts: Sequence[int] | None = None
    ) -> Doc:
        """Read a report. `spans` are its words and `sentence_starts` the words that begin a sentence, where they are
        given.

        A sentence is cut where it must be: a window of the encoder holds no more than 190 word pieces.
        """
        doc = Doc(report, list(spans) if spans is not None else split(report.text))
        if not doc.spans:
            return doc
        begins = None
        if sentence_starts is not None:
            begins = np.full(len(doc), -1, np.int64)
            begins[list(sentence_starts)] = 1
        windows = self._encoder.run(doc.words, look(report.text, doc.spans), begins)
        while scores := list(islice(windows, _AT_ONCE)):
            decode_trees(doc, scores, self._encoder.labels)
            decode_names(doc, scores)
            doc.attributions += decode_attributions(scores, self._encoder.labels)
        make_consistent(doc)
        complete_contents(doc)
        return doc

    def attributions_within(self, doc: Doc, words: WordRange) -> list[Attribution]:
        """Read a part of the report on its own, as if it were a text: what is attributed inside quoted content."""
        spans = doc.spans[words.start : words.end]
        looks = look(doc.report.text, spans)
        looks = Looks(looks.shapes, looks.gaps, np.zeros_like(looks.quoted))
        scores = list(self._encoder.run(doc.words[words.start : words.end], looks))
        found = decode_attributions(scores, self._encoder.labels)
        return [
            Attribution(
                _shifted(one.source, words.start),
                _shifted(one.cue, words.start),
                _shifted(one.content, words.start),
                one.score,
            )
            for one in found
        ]


def _shifted(parts: Sequence[WordRange], shift: int) -> list[WordRange]:
    return [WordRange(start + shift, end + shift) for start, end in parts]
