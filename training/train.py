"""Train the engine; checkpoints every few minutes and goes on from the last one."""

import random
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812 - its usual name
from tokenizers import Tokenizer
from torch import Tensor

from onrecord.engine.labels import Labels
from training import examples as data
from training.batches import Batch, collate, stream
from training.examples import UNKNOWN, Example, Pieces
from training.model import Engine, starting_encoder


@dataclass(slots=True)
class Material:
    """What is trained on: examples by kind of step."""

    labels: Labels
    examples: dict[str, list[Example]]


def gather(tokenizer: Tokenizer, runs: Path, seed: int, *, small: bool = False) -> Material:
    """Read all training data. `small` keeps a few documents of each kind, for a smoke test."""
    pieces = Pieces(tokenizer)
    silver = data.silver_names(runs / "silver.jsonl")
    documents = data.tree_documents("train")
    attributed = []
    for example in data.attribution_examples("train", silver, pieces):
        attributed.append(example)
        if small and len(attributed) == 4:
            break
    labels = data.learn_labels(documents[:4] if small else documents, data.role_transitions(attributed))
    trees = [data.tree_example(document, labels, pieces) for document in (documents[:4] if small else documents)]
    named = [] if small else list(data.name_examples(silver, pieces))
    chance = random.Random(seed)
    by_hand = [example for _ in range(1 if small else 6) for example in data.hand_examples(chance, pieces, swap=True)]
    return Material(labels, {"attribution": attributed, "trees": trees, "names": named, "hand": by_hand})


def losses(engine: Engine, batch: Batch) -> dict[str, Tensor]:
    """The loss of each head that has a target in the batch."""
    words = engine.words(**batch.inputs)
    targets = batch.targets
    found: dict[str, Tensor] = {}
    for name in ("starts", "upos", "feats", "lemmas", "names", "silver_names", "roles"):
        if name in targets:
            scores = engine.taggers[name.removeprefix("silver_")](words)
            found[name] = _mean(scores, targets[name])
    if "heads" in targets:
        within = batch.sentences.unsqueeze(-1) == batch.sentences.unsqueeze(-2)
        found["arcs"] = _mean(engine.arcs(words).masked_fill(~within, -1e4), targets["heads"])
        scores = engine.relations(words, targets["heads"].clamp(min=0))
        known = torch.where(targets["heads"] >= 0, targets["relations"], UNKNOWN)
        found["relations"] = _mean(scores, known)
    outside = ~batch.word_mask.unsqueeze(-2)
    for name, pointer in (("cues", engine.cues), ("sources", engine.sources)):
        if name in targets:
            found[name] = _mean(pointer(words).masked_fill(outside, -1e4), targets[name])
    return found


def _mean(scores: Tensor, targets: Tensor) -> Tensor:
    known = (targets != UNKNOWN).sum().clamp(min=1)
    return (
        F.cross_entropy(scores.flatten(0, -2).float(), targets.flatten(), ignore_index=UNKNOWN, reduction="sum") / known
    )


def kinds(mix: dict[str, float], chance: random.Random) -> Iterator[str]:
    """The kind of each step, drawn by its share."""
    while True:
        yield chance.choices(list(mix), list(mix.values()))[0]


def train(config: dict[str, Any], material: Material, runs: Path, *, device: str | None = None) -> Engine:
    """Train for `config["train"]["steps"]` steps, going on from `last.pt` where it exists."""
    options, weights = config["train"], config["loss"]
    device = device or ("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(options["seed"])
    engine = Engine(config["model"], material.labels, starting_encoder(config["model"]["encoder"])).to(device)
    encoder = set(engine.encoder.parameters())
    groups = [
        {"params": [p for p in engine.parameters() if p in encoder], "lr": options["encoder_rate"]},
        {"params": [p for p in engine.parameters() if p not in encoder], "lr": options["heads_rate"]},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=options["weight_decay"], betas=(0.9, 0.98), fused=True)

    def rate(step: int) -> float:
        return min((step + 1) / options["warmup"], max(0.0, 1 - step / options["steps"]))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    done = 0
    last = runs / "last.pt"
    if last.exists():
        state = torch.load(last, map_location=device, weights_only=True)
        engine.load_state_dict(state["engine"])
        optimizer.load_state_dict(state["optimizer"])
        done = state["step"]
        schedule.last_epoch = done - 1
        schedule.step()
        print(f"going on from step {done}", flush=True)
    chance = random.Random(options["seed"] + done)
    streams = {kind: stream(found, options["pieces"], chance) for kind, found in material.examples.items() if found}
    kind_of = kinds({kind: share for kind, share in config["mix"].items() if kind in streams}, chance)
    engine.train()
    seen: defaultdict[str, list[float]] = defaultdict(list)
    saved = began = time.monotonic()
    words = 0
    for step in range(done, options["steps"]):
        batch = collate(next(streams[next(kind_of)]), chance, noise=0.25)
        for part in (batch.inputs, batch.targets):
            part.update({name: value.to(device) for name, value in part.items()})
        batch.word_mask, batch.sentences = batch.word_mask.to(device), batch.sentences.to(device)
        parts = losses(engine, batch)
        total = sum((weights[name] * loss for name, loss in parts.items()), torch.zeros((), device=device))
        optimizer.zero_grad()
        total.backward()
        torch.nn.utils.clip_grad_norm_(engine.parameters(), options["clip"])
        optimizer.step()
        schedule.step()
        words += int(batch.inputs["mask"].sum())
        for name, loss in parts.items():
            seen[name].append(float(loss.detach()))
        if (step + 1) % 50 == 0:
            speed = words / (time.monotonic() - began)
            means = "  ".join(f"{name} {sum(values) / len(values):.3f}" for name, values in sorted(seen.items()))
            print(f"step {step + 1}  {speed:.0f} word pieces/s  {means}", flush=True)
            seen.clear()
        if time.monotonic() - saved > options["checkpoint_minutes"] * 60 or step + 1 == options["steps"]:
            state = {"engine": engine.state_dict(), "optimizer": optimizer.state_dict(), "step": step + 1}
            torch.save(state, runs / "new.pt")
            (runs / "new.pt").replace(last)
            saved = time.monotonic()
    return engine.eval()
