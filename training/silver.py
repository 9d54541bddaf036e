"""Silver names: where two of the recognisers agree, after each is made consistent within its document.

`python -m training.silver MD_FOLDER SM_FOLDER OUT.jsonl` reads PolNeAR train (three votes: en_core_web_md,
en_core_web_sm and the CoreNLP names that come with it) and a sample of the open news (two votes). A line holds
`source` (collection and document), `names` ([start, end, kind]) and `masked` ([start, end]: the voters differ, so
nothing is learned there). The two spaCy models are used in training only (MIT licence; see docs/data.md for the
packages that carry them).
"""

import csv
import gzip
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from training.sources import data_folder

if TYPE_CHECKING:
    from spacy.language import Language

Names = list[tuple[int, int, str]]

KINDS = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "people",
    "ORGANIZATION": "organisation", "LOCATION": "place",
}  # fmt: skip
NEWS = {"wikinews": 235, "wikipedia_current_events": 3500, "kremlin": 260, "whitehouse_statements": 260,
        "au_pm_releases": 160, "congress": 160}  # fmt: skip
"""Reports drawn from each file of open news."""


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The name alone: no article before it, no possessive after it."""
    name = text[start:end]
    for article in ("the ", "The ", "a ", "A "):
        if name.startswith(article):
            start += len(article)
    for possessive in ("'s", "’s", "'", "’"):
        if text[start:end].endswith(possessive):
            return start, end - len(possessive)
    return start, end


def consistent(text: str, names: Names) -> Names:
    """One kind for a string within a document: a lone word that ends a person's full name is that person."""
    surnames = {text[s:e].split()[-1] for s, e, kind in names if kind == "person" and " " in text[s:e]}
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for start, end, kind in names:
        votes[text[start:end]][kind] += 1
    return [
        (start, end, "person" if text[start:end] in surnames else votes[text[start:end]].most_common(1)[0][0])
        for start, end, kind in names
    ]


def voted(voters: list[Names]) -> tuple[Names, list[tuple[int, int]]]:
    """Names that two voters give alike, and the spans where any other was given."""
    counts = Counter(name for names in voters for name in set(names))
    agreed = sorted(name for name, votes in counts.items() if votes >= 2)
    kept: Names = []
    for name in agreed:
        if not kept or name[0] >= kept[-1][1]:
            kept.append(name)
    masked = [(s, e) for (s, e, _) in counts if not any(s >= a and e <= b for a, b, _ in kept)]
    return kept, sorted(set(masked))


def polnear() -> Iterator[tuple[str, str, Names]]:
    """PolNeAR train: document, text, CoreNLP's names."""
    folder = data_folder() / "polnear"
    tagged: defaultdict[str, Names] = defaultdict(list)
    with (folder / "train_ner_silver.tsv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            if row["label"] in KINDS:
                tagged[row["doc"]].append((int(row["start"]), int(row["end"]), KINDS[row["label"]]))
    for path in sorted((folder / "train" / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        yield path.stem, text, tagged[path.name]


def news() -> Iterator[tuple[str, str, str]]:
    """A sample of the open news, always the same: collection, id, text."""
    chance = random.Random(7)
    for collection, wanted in NEWS.items():
        with gzip.open(data_folder() / "news" / f"{collection}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        for row in chance.sample(rows, min(wanted, len(rows))):
            yield collection, row["id"], row["text"][:6000]


def spacy_names(model: "Language", texts: Iterable[str]) -> Iterator[Names]:
    for doc in model.pipe(texts, batch_size=8):
        text = doc.text
        found = [(*trimmed(text, n.start_char, n.end_char), KINDS[n.label_]) for n in doc.ents if n.label_ in KINDS]
        yield consistent(text, [name for name in found if name[0] < name[1]])


def main(md: str, sm: str, out: str) -> None:
    import spacy

    unused = ["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]
    models = [spacy.load(folder, exclude=unused) for folder in (md, sm)]
    with Path(out).open("w", encoding="utf-8") as lines:

        def keep(collection: str, name: str, voters: list[Names]) -> None:
            names, masked = voted(voters)
            lines.write(json.dumps({"source": [collection, name], "names": names, "masked": masked}) + "\n")

        articles = list(polnear())
        votes = [list(spacy_names(model, (text for _, text, _ in articles))) for model in models]
        for (name, text, core), *others in zip(articles, *votes, strict=True):
            theirs = [(*trimmed(text, s, e), kind) for s, e, kind in core]
            keep("polnear", name, [consistent(text, theirs), *others])
        reports = list(news())
        votes = [list(spacy_names(model, (text for _, _, text in reports))) for model in models]
        for (collection, name, _), *others in zip(reports, *votes, strict=True):
            keep(collection, name, others)


if __name__ == "__main__":
    main(*sys.argv[1:])
