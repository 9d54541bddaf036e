"""Windows of examples to padded batches."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from onrecord.doc import WordRange
from training.examples import UNKNOWN, Example
from training.model import FRAME

POINTERS = ("heads", "cues", "sources")
CLS, SEP = 101, 102


@dataclass(slots=True)
class Batch:
    """Tensors over (windows, pieces) and (windows, words)."""

    inputs: dict[str, Tensor]
    word_mask: Tensor
    sentences: Tensor
    """Number of the sentence of each word; -1 where unknown."""
    targets: dict[str, Tensor]


def collate(windows: Sequence[tuple[Example, WordRange]], chance: random.Random, noise: float = 0.0) -> Batch:
    """Pad windows to one batch. `noise`: share of windows whose quotation marks are made straight, or curly."""
    rows = [_row(example, window, chance, noise) for example, window in windows]
    longest = max(len(row["pieces"]) for row in rows)
    words = max(len(row["first"]) for row in rows)
    fills = {"shapes": FRAME["shape"], "gaps": FRAME["gap"], "quoted": FRAME["quoted"]}
    inputs = {
        name: _padded([row[name] for row in rows], longest, fills.get(name, 0)) for name in ("pieces", *fills)
    } | {name: _padded([row[name] for row in rows], words, 0) for name in ("first", "last")}
    inputs["mask"] = _padded([np.ones(len(row["pieces"]), np.int64) for row in rows], longest, 0)
    names = sorted({name for row in rows for name in row["targets"]})
    empty = np.zeros(0, np.int64)
    targets = {name: _padded([row["targets"].get(name, empty) for row in rows], words, UNKNOWN) for name in names}
    word_mask = _padded([np.ones(len(row["first"]), np.int64) for row in rows], words, 0).bool()
    sentences = _padded([row["sentences"] for row in rows], words, -1)
    return Batch(inputs, word_mask, sentences, targets)


def _padded(rows: Sequence[np.ndarray], width: int, fill: int) -> Tensor:
    out = np.full((len(rows), width), fill, np.int64)
    for number, row in enumerate(rows):
        out[number, : len(row)] = row
    return torch.from_numpy(out)


STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'"}


def _row(example: Example, window: WordRange, chance: random.Random, noise: float) -> dict:
    start, end = window
    counts = [len(pieces) for pieces in example.pieces[start:end]]
    ends = np.cumsum(counts)
    looks = example.looks
    shapes, pieces = looks.shapes[start:end].copy(), example.pieces[start:end]
    if noise and chance.random() < noise:
        pieces, shapes = _straightened(example.words[start:end], pieces, shapes)
    gaps = looks.gaps[start:end].copy()
    if noise:
        wrapped = np.array([gap == 1 and chance.random() < 0.004 for gap in gaps])
        gaps[wrapped] = 2
        if chance.random() < 0.3:
            gaps[gaps >= 2] = chance.choice((2, 3))
    targets = {}
    for name, values in example.targets.items():
        part = values[start:end]
        if name in POINTERS:
            part = np.where((part >= start) & (part < end), part - start, UNKNOWN)
        targets[name] = part
    starts = example.targets.get("starts")
    sentences = np.cumsum(starts[start:end]) if starts is not None else np.full(end - start, -1, np.int64)
    if starts is not None and end > start:
        targets["starts"] = targets["starts"].copy()
        targets["starts"][0] = UNKNOWN

    def framed(values: np.ndarray, edge: int) -> np.ndarray:
        return np.concatenate(([edge], np.repeat(values, counts), [edge]))

    lone = np.concatenate(([0], ends[:-1])).astype(np.int64)
    per_piece_gaps = np.zeros(int(ends[-1]), np.int64)
    per_piece_gaps[lone] = gaps
    return {
        "pieces": np.concatenate(([CLS], np.concatenate(pieces), [SEP])).astype(np.int64),
        "shapes": framed(shapes, FRAME["shape"]),
        "gaps": np.concatenate(([FRAME["gap"]], per_piece_gaps, [FRAME["gap"]])),
        "quoted": framed(looks.quoted[start:end], FRAME["quoted"]),
        "first": lone + 1,
        "last": ends.astype(np.int64),
        "targets": targets,
        "sentences": sentences,
    }


def _straightened(words: list[str], pieces: list[list[int]], shapes: np.ndarray) -> tuple[list[list[int]], np.ndarray]:
    """The same words with straight quotation marks where they are curly."""
    from onrecord.engine.words import _shape

    marks = {'"': [1000], "'": [1005]}
    pieces = list(pieces)
    for number, word in enumerate(words):
        if straight := STRAIGHT.get(word):
            pieces[number] = marks[straight]
            shapes[number] = _shape(straight)
    return pieces, shapes


def stream(
    examples: Sequence[Example], pieces: int, chance: random.Random
) -> Iterator[list[tuple[Example, WordRange]]]:
    """Windows for ever, in shuffled order, grouped by length so that a batch has at most `pieces` with padding."""
    while True:
        windows = [(example, window) for example in examples for window in example.windows(chance)]
        lengths = {id(window): sum(len(p) for p in e.pieces[window.start : window.end]) + 2 for e, window in windows}
        chance.shuffle(windows)
        groups = []
        for first in range(0, len(windows), 256):
            part = sorted(windows[first : first + 256], key=lambda item: lengths[id(item[1])])
            group: list[tuple[Example, WordRange]] = []
            for item in part:
                if group and lengths[id(item[1])] * (len(group) + 1) > pieces:
                    groups.append(group)
                    group = []
                group.append(item)
            groups.append(group)
        chance.shuffle(groups)
        yield from groups
