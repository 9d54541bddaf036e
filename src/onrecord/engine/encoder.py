"""Runs the ONNX model: words to scores, one window at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.doc import WordRange
from onrecord.engine.labels import Labels
from onrecord.engine.windows import cut
from onrecord.engine.words import GAPS, SHAPES, Looks
from onrecord.errors import EngineError

__all__ = ["MODEL", "Encoder", "Scores"]

MODEL = Path(__file__).parent / "model"
"""Where the weights, the tokenizer, the labels and the model card lie."""

_CLS, _SEP, _UNKNOWN = 101, 102, 100
_OUTPUTS = ("starts", "upos", "feats", "lemmas", "heads", "relations", "arcs", "names", "roles", "cues", "sources")
_REMEMBERED = 20_000
"""Words whose pieces are remembered: those that come again and again, and less than memory minds."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the model says of one window of n words.

    `starts`, `upos`, `feats`, `lemmas`, `heads`, `relations`: (n), best labels as numbers; heads count from the
    window's start. `arcs`: (n, n), score of a word (row) under a head (column; itself: root). `names`, `roles`: (n,
    labels) log probabilities. `cues`, `sources`: (n, n) log probabilities that a word (row) points at a word (column).
    """

    window: WordRange
    starts: Ints
    upos: Ints
    feats: Ints
    lemmas: Ints
    heads: Ints
    relations: Ints
    arcs: Floats
    names: Floats
    roles: Floats
    cues: Floats
    sources: Floats


class Encoder:
    """The model of one folder, ready to run on one thread. Processes give speed, not threads."""

    def __init__(self, folder: Path = MODEL) -> None:
        self.labels = Labels.read(folder / "labels.json")
        try:
            import onnxruntime
            from tokenizers import Tokenizer

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(
                str(folder / "engine.onnx"), options, providers=["CPUExecutionProvider"]
            )
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:
            raise EngineError(
                f"{folder}: the reading engine can't be loaded ({error}); install onrecord again"
            ) from error
        self._pieces: dict[str, list[int]] = {}

    def run(self, words: Sequence[str], looks: Looks, begins: Ints | None = None) -> Iterator[Scores]:
        """Scores of a text's words, window by window.

        `begins` (words) is 1 for a word that begins a sentence, -1 for one that does not, 0 where the model decides; by
        default the model decides all but the first word of a paragraph.
        """
        if begins is None:
            begins = (looks.gaps == 3).astype(np.int64)
        pieces = [self._pieces.get(word) or self._remember(word) for word in words]
        counts = np.fromiter(map(len, pieces), np.int64, len(pieces))
        for window in cut(words, counts, looks.gaps):
            yield self._window(window, pieces, counts, looks, begins)

    def _remember(self, word: str) -> list[int]:
        found = self._tokenizer.encode(word.encode("utf-8", "replace").decode(), add_special_tokens=False).ids[:64]
        if len(self._pieces) < _REMEMBERED:
            self._pieces[word] = found or [_UNKNOWN]
        return found or [_UNKNOWN]

    def _window(self, window: WordRange, pieces: list[list[int]], counts: Ints, looks: Looks, begins: Ints) -> Scores:
        start, end = window
        counts = counts[start:end]
        ends = np.cumsum(counts)
        first = ends - counts
        gaps = looks.gaps[start:end]
        piece_gaps = np.zeros(int(ends[-1]), np.int64)
        piece_gaps[first] = gaps
        begins = begins[start:end].copy()
        begins[0] = 1
        flat = [piece for word in pieces[start:end] for piece in word]
        inputs = {
            "pieces": np.array([_CLS, *flat, _SEP], np.int64),
            "shapes": _framed(np.repeat(looks.shapes[start:end], counts), len(SHAPES)),
            "gaps": _framed(piece_gaps, len(GAPS)),
            "quoted": _framed(np.repeat(looks.quoted[start:end], counts), 2),
            "first": first + 1,
            "last": ends,
            "begins": begins,
        }
        return Scores(window, *self._session.run(_OUTPUTS, inputs))


def _framed(values: Ints, edge: int) -> Ints:
    return np.concatenate(([edge], values, [edge])).astype(np.int64)
