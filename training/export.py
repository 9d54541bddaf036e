"""The trained engine as one ONNX graph with int8 weights, beside its tokenizer and labels."""

import warnings
from importlib import resources
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from onrecord.engine.labels import Labels
from onrecord.statements.confidence import Calibration
from training.model import Engine, empty_encoder

INPUTS = ("pieces", "shapes", "gaps", "quoted", "first", "last", "begins")
OUTPUTS = (
    "starts", "upos", "feats", "lemmas", "heads", "relations", "arcs", "names", "roles", "cues", "sources",
)  # fmt: skip


def load_tokenizer(config: dict[str, Any]) -> Tokenizer:
    """The encoder's tokenizer, as its package carries it, without the padding and cutting set there."""
    tokenizer = Tokenizer.from_file(str(resources.files(config["model"]["encoder"]) / "model" / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


class Window(nn.Module):
    """The engine over one window, as it is run: sentences and heads are found inside the graph.

    `begins` is 1 for a word that must begin a sentence, -1 for one that must not, 0 where the engine decides. Best
    labels leave as numbers; what decoding weighs further (names, roles, pointers as log probabilities, arcs within
    their sentence) leaves as scores.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self.engine = engine

    def forward(self, pieces: Tensor, shapes: Tensor, gaps: Tensor, quoted: Tensor, first: Tensor, last: Tensor,
                begins: Tensor) -> tuple[Tensor, ...]:  # fmt: skip
        engine = self.engine
        words = engine.words(*(part.unsqueeze(0) for part in (pieces, shapes, gaps, quoted, first, last)))[0]
        scores = {name: tagger(words) for name, tagger in engine.taggers.items()}
        starts = torch.where(begins == 0, scores["starts"].argmax(-1), (begins + 1) // 2)
        sentence = torch.cumsum(starts, 0)
        apart = sentence.unsqueeze(0) != sentence.unsqueeze(1)
        arcs = engine.arcs(words).masked_fill(apart, -1e4)
        heads = arcs.argmax(-1)
        relations = engine.relations(words, heads).argmax(-1)
        best = {name: scores[name].argmax(-1) for name in ("upos", "feats", "lemmas")}
        found = best | {
            "starts": starts, "heads": heads, "relations": relations, "arcs": arcs,
            "names": scores["names"].log_softmax(-1), "roles": scores["roles"].log_softmax(-1),
            "cues": engine.cues(words).log_softmax(-1), "sources": engine.sources(words).log_softmax(-1),
        }  # fmt: skip
        return tuple(found[name] for name in OUTPUTS)


def load(config: dict[str, Any], runs: Path) -> tuple[Engine, Labels]:
    """The last checkpoint."""
    labels = Labels.read(runs / "labels.json")
    engine = Engine(config["model"], labels, empty_encoder(config["model"]["encoder"]))
    state = torch.load(runs / "last.pt", map_location="cpu", weights_only=True)
    engine.load_state_dict(state["engine"])
    print(f"exporting step {state['step']}")
    return engine.eval(), labels


FULL = "fp32"
"""Folder in the runs folder with the same engine before its weights are quantised, to measure what that costs."""


def export(config: dict[str, Any], runs: Path, out: Path) -> None:
    """Write two engine folders: `out` with int8 weights, and `runs`/fp32. Their confidence is not calibrated yet."""
    engine, labels = load(config, runs)
    full = runs / FULL
    for folder in (full, out):
        folder.mkdir(parents=True, exist_ok=True)
        labels.write(folder / "labels.json")
        load_tokenizer(config).save(str(folder / "tokenizer.json"), pretty=False)
        Calibration().write(folder / "calibration.json")
    _write_graph(engine, full / "engine.onnx")
    quantise(full / "engine.onnx", out / "engine.onnx")
    print(f"{out / 'engine.onnx'}: {(out / 'engine.onnx').stat().st_size / 1e6:.1f} MB")


def _write_graph(engine: Engine, path: Path) -> None:
    pieces, words = 24, 16
    first = torch.arange(1, words + 1)
    zeros = torch.zeros(pieces, dtype=torch.int64)
    inputs = (torch.full((pieces,), 2000), zeros, zeros, zeros, first, first, torch.zeros(words, dtype=torch.int64))
    axes = {name: {0: "pieces"} for name in INPUTS[:4]} | {name: {0: "words"} for name in INPUTS[4:]}
    axes |= {name: {0: "words"} for name in OUTPUTS}
    for square in ("arcs", "cues", "sources"):
        axes[square] = {0: "words", 1: "words"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(Window(engine), inputs, str(path), input_names=list(INPUTS), output_names=list(OUTPUTS),
                          dynamic_axes=axes, opset_version=17, dynamo=False)  # fmt: skip


def quantise(full: Path, out: Path) -> None:
    """int8 weights, one scale a channel; activations are quantised as they come.

    `reduce_range` keeps weights to seven bits: on processors without VNNI the sums of eight bits saturate.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(full, out, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
                     op_types_to_quantize=["MatMul", "Gather", "Gemm"])  # fmt: skip
