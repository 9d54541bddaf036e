"""Universal Dependencies: tags and trees on the treebanks' own words, and from raw text."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks import gum
from benchmarks.measures import Value
from benchmarks.sources import data_folder, needed
from onrecord.engine import Engine
from onrecord.report import Report
from training.trees import Document, read


@dataclass(slots=True)
class Counts:
    """How many of a gold and of a predicted whole were right."""

    right: int = 0
    gold: int = 0
    predicted: int = 0

    def f1(self) -> float:
        return 2 * self.right / max(1, self.gold + self.predicted)


def ewt(split: str) -> list[Document]:
    return read(data_folder() / "ud" / f"en_ewt-ud-{split}.conllu")


def gum_news(split: str) -> list[Document]:
    return [document for path in gum.documents((split,), ("news",)) for document in read(path)]


def measure(engine: Engine) -> dict[str, Value]:
    """Per cent on dev and test data, by key of `figures.tsv`."""
    needed(data_folder() / "ud", data_folder() / "gum")
    found: dict[str, float] = {}
    for name, documents in (("ewt", ewt("dev")), ("news", gum_news("dev"))):
        gold, raw = on_gold_words(engine, documents), from_raw_text(engine, documents)
        found |= {f"ud.{name}.{key}": value for key, value in gold.items()}
        found |= {f"ud.{name}.raw.{key}": value for key, value in raw.items()}
        found[f"ud.{name}.raw.lost"] = gold["las"] - raw["las"]
    test = on_gold_words(engine, ewt("test"))
    found |= {f"ud.ewt.test.{key}": test[key] for key in ("upos", "las")}
    found["ud.news.test.las"] = on_gold_words(engine, gum_news("test"))["las"]
    return {key: Value(value) for key, value in found.items()}


def on_gold_words(engine: Engine, documents: Sequence[Document]) -> dict[str, float]:
    """UPOS, features, lemmas, UAS and LAS in per cent of words; words and sentences are the treebank's."""
    right = dict.fromkeys(("upos", "feats", "lemmas", "uas", "las"), 0)
    total = 0
    for document in documents:
        doc = engine.parse(Report(document.text), document.spans, document.starts)
        total += len(doc)
        for word in range(len(doc)):
            head = doc.heads[word] == document.heads[word]
            right["upos"] += doc.upos[word] == document.upos[word]
            right["feats"] += doc.feats[word] == document.feats[word]
            right["lemmas"] += doc.lemmas[word] == document.lemmas[word]
            right["uas"] += head
            right["las"] += head and _plain(doc.deprels[word]) == _plain(document.deprels[word])
    return {name: 100 * count / max(1, total) for name, count in right.items()}


def from_raw_text(engine: Engine, documents: Sequence[Document]) -> dict[str, float]:
    """F1 of words, of sentences, and of labelled attachments between words that were found (LAS), in per cent."""
    words, sentences, arcs = Counts(), Counts(), Counts()
    for document in documents:
        doc = engine.parse(Report(document.text))
        gold, ours = set(document.spans), set(doc.spans)
        _count(words, gold, ours)
        _count(sentences, _sentences(document.spans, document.starts), _sentences(doc.spans, doc.sentence_starts))
        _count(arcs, _arcs(document.spans, document.heads, document.deprels), _arcs(doc.spans, doc.heads, doc.deprels))
    return {"words": 100 * words.f1(), "sentences": 100 * sentences.f1(), "las": 100 * arcs.f1()}


def _count(counts: Counts, gold: set, ours: set) -> None:
    counts.right += len(gold & ours)
    counts.gold += len(gold)
    counts.predicted += len(ours)


def _sentences(spans: Sequence[tuple[int, int]], starts: Sequence[int]) -> set:
    ends = [*starts[1:], len(spans)]
    return {(spans[start][0], spans[end - 1][1]) for start, end in zip(starts, ends, strict=True)}


def _arcs(spans: Sequence[tuple[int, int]], heads: Sequence[int], deprels: Sequence[str]) -> set:
    return {(span, spans[head], _plain(deprel)) for span, head, deprel in zip(spans, heads, deprels, strict=True)}


def _plain(deprel: str) -> str:
    """LAS counts relations without their subtype, as the CoNLL 2018 shared task did."""
    return deprel.partition(":")[0]
