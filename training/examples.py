"""Every kind of training text in one shape: words as the encoder sees them, and a target for each that is known."""

import gzip
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.doc import Doc, WordRange
from onrecord.engine import words as splitter
from onrecord.engine.labels import NAME_TAGS, ROLES, Labels, lemma_rule
from onrecord.engine.windows import LONGEST, cut
from onrecord.report import Report
from training import attributed, trees
from training.sources import data_folder
from training.trees import Document

UNKNOWN = -100
"""Target of a word of which nothing is known; the loss leaves it out."""

Numbers = NDArray[np.int64]
Sentence = tuple[str, list[tuple[int, int, str]]]
"""A text and its names."""

SHORT = {"PER": "person", "ORG": "organisation", "PLACE": "place", "NORP": "people"}


@dataclass(slots=True)
class Example:
    """A document for training; `targets` holds an array over the words for each head that can learn from it.

    `heads`, `cues` and `sources` point at words of the document.
    """

    kind: str
    words: list[str]
    pieces: list[list[int]]
    looks: splitter.Looks
    targets: dict[str, Numbers] = field(default_factory=dict)

    def windows(self, chance: random.Random) -> list[WordRange]:
        """Windows as reading cuts them, but from a paragraph drawn by chance on, so that edges differ each time."""
        counts = np.fromiter(map(len, self.pieces), np.int64, len(self.pieces))
        begins = np.flatnonzero(self.looks.gaps >= 2)
        first = int(chance.choice(begins[:4])) if len(begins) > 8 else 0
        found = cut(self.words[first:], counts[first:], self.looks.gaps[first:], LONGEST)
        head = cut(self.words[:first], counts[:first], self.looks.gaps[:first], LONGEST) if first else []
        return head + [WordRange(start + first, end + first) for start, end in found]


class Pieces:
    """Word pieces of a word, remembered."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._of = lru_cache(maxsize=None)(self._encode)

    def _encode(self, word: str) -> list[int]:
        return self._tokenizer.encode(word, add_special_tokens=False).ids or [100]

    def __call__(self, words: Iterable[str]) -> list[list[int]]:
        return [self._of(word) for word in words]


def tree_documents(split: str) -> list[Document]:
    """EWT and GUM; `split` is train, dev or test (GUM's own lists)."""
    folder = data_folder()
    rows = (folder / "gum" / "splits.tsv").read_text().splitlines()[1:]
    of_split = [name for name, where in (row.split("\t") for row in rows) if where == split]
    paths = [
        folder / "ud" / f"en_ewt-ud-{split}.conllu",
        *(folder / "gum" / f"{name}.conllu" for name in sorted(of_split)),
    ]
    return [document for path in paths for document in trees.read(path)]


def learn_labels(documents: Sequence[Document], transitions: Sequence[Sequence[float]]) -> Labels:
    """The label sets of the treebanks; what occurs once is left to the nearest label."""
    feats = Counter(feat for document in documents for feat in document.feats)
    rules: Counter[str] = Counter()
    lemmas: dict[str, Counter[str]] = {}
    for document in documents:
        for form, lemma, upos in zip(document.forms, document.lemmas, document.upos, strict=True):
            rules[lemma_rule(form, lemma)] += 1
            lemmas.setdefault(f"{form.lower()}|{upos}", Counter())[lemma] += 1
    kept = [rule for rule, count in rules.most_common() if count >= 4 and not rule.startswith("whole")]
    kept += [rule for rule, count in rules.most_common() if count >= 12 and rule.startswith("whole")]
    exceptions = {}
    for key, counts in lemmas.items():
        lemma, count = counts.most_common(1)[0]
        form = key.rpartition("|")[0]
        if count >= 2 and lemma_rule(form, lemma) not in kept and " " not in lemma:
            exceptions[key] = lemma
    return Labels(
        upos=tuple(sorted({upos for document in documents for upos in document.upos})),
        feats=tuple(feat for feat, count in feats.most_common() if count >= 3),
        lemma_rules=tuple(kept),
        deprels=tuple(sorted({deprel for document in documents for deprel in document.deprels})),
        lemmas=exceptions,
        role_transitions=tuple(map(tuple, transitions)),
    )


def _index(labels: Sequence[str], values: Iterable[str], default: int = UNKNOWN) -> Numbers:
    numbers = {label: number for number, label in enumerate(labels)}
    return np.array([numbers.get(value, default) for value in values], np.int64)


def tree_example(document: Document, labels: Labels, pieces: Pieces) -> Example:
    """A treebank document, on the treebank's own words."""
    looks = splitter.look(document.text, document.spans)
    starts = np.zeros(len(document.spans), np.int64)
    starts[document.starts] = 1
    rules = [lemma_rule(form, lemma) for form, lemma in zip(document.forms, document.lemmas, strict=True)]
    return Example(
        "trees",
        document.forms,
        pieces(document.forms),
        looks,
        {
            "starts": starts,
            "upos": _index(labels.upos, document.upos),
            "feats": _index(labels.feats, document.feats),
            "lemmas": _index(labels.lemma_rules, rules),
            "heads": np.array(document.heads, np.int64),
            "relations": _index(labels.deprels, document.deprels),
        },
    )


def attribution_targets(doc: Doc, found: Sequence[attributed.Attributed]) -> dict[str, Numbers]:
    """Roles, and the two pointers: content to its cue's first word, cue to its source's (itself without one)."""
    role_of = {role: number for number, role in enumerate(ROLES)}
    roles = np.zeros(len(doc), np.int64)
    cues = np.full(len(doc), UNKNOWN, np.int64)
    sources = np.full(len(doc), UNKNOWN, np.int64)
    for one in found:
        cue = doc.range_of(one.cue[0])
        if cue.start == cue.end:
            continue
        source = doc.range_of(one.source[0]) if one.source else cue
        for role, spans in (("content", one.content), ("source", one.source), ("cue", one.cue)):
            for span in spans:
                start, end = doc.range_of(span)
                roles[start:end] = role_of[f"{role}+"]
                roles[start : min(end, start + 1)] = role_of[role]
                if role == "content":
                    cues[start:end] = cue.start
        sources[cue.start : cue.end] = source.start
    return {"roles": roles, "cues": cues, "sources": sources}


def name_targets(doc: Doc, names: Iterable[tuple[int, int, str]], masked: Iterable[tuple[int, int]] = ()) -> Numbers:
    """Tags of the names (`labels.NAME_TAGS`); words of masked spans are unknown."""
    tag_of = {tag: number for number, tag in enumerate(NAME_TAGS)}
    tags = np.zeros(len(doc), np.int64)
    for span in masked:
        start, end = doc.range_of((span[0], span[1]))
        tags[start:end] = UNKNOWN
    for begin, finish, kind in names:
        start, end = doc.range_of((begin, finish))
        if end - start == 1:
            tags[start] = tag_of[f"U-{kind}"]
        elif end > start:
            tags[start:end] = tag_of[f"I-{kind}"]
            tags[start], tags[end - 1] = tag_of[f"B-{kind}"], tag_of[f"L-{kind}"]
    return tags


def text_example(kind: str, text: str, pieces: Pieces) -> tuple[Doc, Example]:
    """A text split into our own words, without targets."""
    spans = splitter.split(text)
    doc = Doc(Report(text), spans)
    return doc, Example(kind, doc.words, pieces(doc.words), splitter.look(text, spans))


def silver_names(path: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """What `training.silver` wrote, by collection and document; empty when it was not made."""
    if not path.exists():
        return {}
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {tuple(row["source"]): row for row in rows}


def attribution_examples(
    split: str, silver: dict[tuple[str, str], dict[str, Any]], pieces: Pieces
) -> Iterator[Example]:
    """PolNeAR on our own words, with silver names where there are any."""
    for name, text, found in attributed.articles(split):
        doc, example = text_example("attribution", text, pieces)
        if not len(doc):
            continue
        example.targets = attribution_targets(doc, found)
        if row := silver.get(("polnear", name)):
            example.targets["silver_names"] = name_targets(doc, row["names"], row["masked"])
        yield example


def name_examples(silver: dict[tuple[str, str], dict[str, Any]], pieces: Pieces) -> Iterator[Example]:
    """Names alone: silver over the open news."""
    collections = {collection for collection, _ in silver} - {"polnear"}
    for collection in sorted(collections):
        with gzip.open(data_folder() / "news" / f"{collection}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if marks := silver.get((collection, row["id"])):
                    doc, example = text_example("names", row["text"][:6000], pieces)
                    example.targets["silver_names"] = name_targets(doc, marks["names"], marks["masked"])
                    yield example


def labelled_sentences() -> list[Sentence]:
    """The sentences whose names we labelled by hand: text and names."""
    found = []
    for path in sorted((Path(__file__).parent / "data").glob("names_*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found.append((row["sentence"], [(start, end, SHORT[kind]) for start, end, kind in row["spans"]]))
    return found


def swapped(
    text: str, names: list[tuple[int, int, str]], pool: dict[str, list[str]], chance: random.Random
) -> Sentence:
    """The sentence with some of its names replaced by others of their kind: (text, names)."""
    parts, moved, at, length = [], [], 0, 0
    for start, end, kind in names:
        name = chance.choice(pool[kind]) if chance.random() < 0.4 else text[start:end]
        parts += [text[at:start], name]
        length += start - at
        moved.append((length, length + len(name), kind))
        length += len(name)
        at = end
    return "".join([*parts, text[at:]]), moved


def hand_examples(chance: random.Random, pieces: Pieces, *, swap: bool) -> Iterator[Example]:
    """Our labelled sentences, several joined to a document; with `swap` some names are exchanged."""
    sentences = labelled_sentences()
    pool: dict[str, list[str]] = {kind: [] for kind in SHORT.values()}
    for text, names in sentences:
        for start, end, kind in names:
            pool[kind].append(text[start:end])
    chance.shuffle(sentences)
    for first in range(0, len(sentences), 5):
        joined, all_names = "", []
        for text, names in sentences[first : first + 5]:
            changed, moved = swapped(text, names, pool, chance) if swap else (text, names)
            all_names += [(start + len(joined), end + len(joined), kind) for start, end, kind in moved]
            joined += changed + "\n"
        doc, example = text_example("names", joined, pieces)
        example.targets["names"] = name_targets(doc, all_names)
        yield example


def role_transitions(examples: Iterable[Example]) -> list[list[float]]:
    """Log probability of a role after a role, one half added to each count; what can't be has -10,000."""
    size = len(ROLES)
    counts = np.full((size + 1, size), 0.5)
    for example in examples:
        roles = example.targets["roles"]
        counts[size, 0] += 1
        np.add.at(counts, (roles[:-1], roles[1:]), 1)
    for row in range(size + 1):
        for column, role in enumerate(ROLES):
            before = ROLES[row].rstrip("+") if row < size else "none"
            if role.endswith("+") and before != role.rstrip("+"):
                counts[row, column] = 0
    shares = counts / counts.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore"):
        return np.maximum(np.log(shares), -1e4).round(4).tolist()  # type: ignore[no-any-return]
