"""`python -m training.antecedents`: train the ranker of antecedents on GUM's training list, and write its weights.

Each pronoun of the third person that onrecord finds is one example: its candidates at that place, nobody, and which of
them GUM has it mean. Pronouns before it are tied as GUM has them. Softmax over the candidates, L2, full batches.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from benchmarks.coreference_errors import kept_reader
from benchmarks.gum import Annotated, annotated, documents
from benchmarks.sources import NoData
from onrecord.actors.antecedents import (
    Candidate,
    Choice,
    Scene,
    class_of,
    features,
    fitting_candidates,
    nobody,
)
from onrecord.actors.chains import find_chains
from onrecord.actors.phrases import Phrase
from onrecord.actors.rows import table
from onrecord.pipeline import Reader
from onrecord.statements.layout import find_layout

BOLDNESS = 1.0
"""Taken off the weight of nobody: on the folds it ties 5 more pronouns rightly of 100 that mean somebody, and 9 more of
100 that mean nobody."""
GENRES = ("news", "interview", "bio", "speech", "court", "voyage", "textbook", "academic")
TYPES = ("person", "organization", "place")


@dataclass(slots=True)
class Example:
    """The features of each candidate, nobody's last, and which of them are right."""

    document: str
    kind: str
    rows: list[list[str]]
    right: list[bool]


def examples(reader: Reader, gold: Annotated) -> list[Example]:
    """All pronouns of a document."""
    heads = {gold.doc.spans[mention.head]: mention.entity for mention in gold.mentions}
    found: list[Example] = []
    report = gold.doc.report
    doc = reader.parse(report)

    def entity(phrase: Phrase) -> str | None:
        return heads.get(doc.spans[phrase.head])

    def choose(scene: Scene, phrase: Phrase, candidates: Sequence[Candidate]) -> Choice:
        fitting = fitting_candidates(scene, phrase, candidates)
        own = entity(phrase)
        right = [own is not None and _entity_of(one, entity) == own for one in fitting]
        right.append(not any(right))
        rows = [*features(scene, phrase, fitting), nobody(scene, phrase)]
        found.append(Example(gold.name, class_of(doc.words[phrase.head]), rows, right))
        return Choice(next((one for one, is_right in zip(fitting, right, strict=False) if is_right), None), 1.0)

    drafts, described = reader._statements(doc, find_layout(report))
    find_chains(doc, drafts, described, choose=choose)
    return found


def _entity_of(one: Candidate, entity: "object") -> str | None:
    """What most of a candidate's phrases are in GUM."""
    counted = Counter(found for phrase in one.phrases if (found := entity(phrase)))  # type: ignore[operator]
    return counted.most_common(1)[0][0] if counted else None


def train(found: Sequence[Example], strength: float, steps: int) -> dict[str, float]:
    """Weights by "class feature"."""
    names = sorted({f"{one.kind} {name}" for one in found for row in one.rows for name in row})
    number = {name: place for place, name in enumerate(names)}
    rows, owners, right = [], [], []
    for place, one in enumerate(found):
        for row, is_right in zip(one.rows, one.right, strict=True):
            rows.append([number[f"{one.kind} {name}"] for name in row])
            owners.append(place)
            right.append(is_right)
    flat = torch.tensor([name for row in rows for name in row])
    offsets = torch.tensor([0, *torch.tensor([len(row) for row in rows]).cumsum(0).tolist()[:-1]])
    owner, truth = torch.tensor(owners), torch.tensor(right)
    weights = torch.zeros(len(names), 1, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=steps, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        scores = torch.nn.functional.embedding_bag(flat, weights, offsets, mode="sum").squeeze(1)
        value = (
            _log_sum(scores, owner, len(found)) - _log_sum(scores.masked_fill(~truth, -1e9), owner, len(found))
        ).sum()
        value = value + strength * weights.square().sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimiser.step(loss)  # type: ignore[no-untyped-call, arg-type]
    learned = dict(zip(names, weights.detach().squeeze(1).tolist(), strict=True))
    for kind in ("one", "they", "it"):
        learned[f"{kind} nobody"] = learned.get(f"{kind} nobody", 0.0) - BOLDNESS
    return learned


def _log_sum(scores: torch.Tensor, owner: torch.Tensor, count: int) -> torch.Tensor:
    return torch.zeros(count).index_add(0, owner, scores.clamp(max=50).exp()).clamp(min=1e-30).log()


def write(weights: dict[str, float], path: Path) -> None:
    """Write the table."""
    lines = [
        "# What each feature weighs for the antecedent of a pronoun (antecedents.py). Made by",
        "# `python -m training.antecedents` from GUM's training list (annotations CC BY 4.0).",
        "pronoun\tfeature\tweight",
    ]
    lines += [
        f"{name.replace(' ', chr(9), 1)}\t{weight:.3f}"
        for name, weight in sorted(weights.items())
        if abs(weight) >= 0.0005
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def accuracy(found: Sequence[Example], weights: dict[str, float]) -> dict[str, tuple[int, int]]:
    """Of each class: pronouns whose best candidate is right, and all."""
    counted: dict[str, tuple[int, int]] = {}
    for one in found:
        scores = [sum(weights.get(f"{one.kind} {name}", 0.0) for name in row) for row in one.rows]
        best = max(range(len(scores)), key=lambda place: scores[place])
        right, total = counted.get(one.kind, (0, 0))
        counted[one.kind] = (right + one.right[best], total + 1)
    return counted


def main() -> None:
    """Train on the whole training list after telling how well five folds of it do."""
    parser = argparse.ArgumentParser(prog="python -m training.antecedents", description=__doc__)
    parser.add_argument("--strength", type=float, default=0.5, help="of L2")
    parser.add_argument("--steps", type=int, default=80)
    parser.add_argument("--write", type=Path, default=Path(str(table("antecedents"))))
    chosen = parser.parse_args()
    try:
        paths = documents(("train",), GENRES)
    except NoData:
        parser.exit(1, "GUM is not found; point $ONRECORD_DATA at the data that docs/data.md describes\n")
    with kept_reader() as reader:
        found = [one for path in paths for one in examples(reader, annotated(path, TYPES))]
    names = sorted({one.document for one in found})
    news = {name for name in names if name.split("_")[1] in ("news", "interview")}
    totals: Counter[str] = Counter()
    for fold in range(5):
        held = {name for place, name in enumerate(names) if place % 5 == fold}
        weights = train([one for one in found if one.document not in held], chosen.strength, chosen.steps)
        for kind, (right, total) in accuracy([one for one in found if one.document in held & news], weights).items():
            totals[f"{kind} right"] += right
            totals[f"{kind} all"] += total
    print(len(found), "pronouns; five folds, news and interviews:", dict(totals))
    write(train(found, chosen.strength, chosen.steps), chosen.write)


if __name__ == "__main__":
    main()
