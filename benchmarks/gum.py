"""GUM: documents as gold parses, with the mentions of entities that its annotators marked.

The last column of a word holds `Entity=`: brackets that open a mention, "(12-person-giv:act-...-ana", close it, "12)",
or both. Words are numbered in the document.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.sources import data_folder, needed
from onrecord.doc import Doc, WordRange
from onrecord.report import Report, Span
from training.trees import read

__all__ = ["FIRST_AND_SECOND", "PRONOUNS", "THIRD", "Annotated", "Mention", "annotated", "documents", "form_of"]

FIRST_AND_SECOND = frozenset("i me my mine myself we us our ours ourselves you your yours yourself yourselves".split())
THIRD = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs themselves themself 'em".split()
)
PRONOUNS = FIRST_AND_SECOND | THIRD
"""Personal, possessive and reflexive ones, in lower case. "Someone" and "those" count as nouns."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text that mean an entity; `form` is name, noun or pronoun, `type` GUM's."""

    entity: str
    type: str
    words: WordRange
    span: Span
    head: int
    form: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document of GUM as its annotators parse it, and its mentions in the order of the text."""

    name: str
    doc: Doc
    mentions: list[Mention]


def documents(splits: Sequence[str], genres: Sequence[str]) -> list[Path]:
    """The files of these of GUM's own splits and genres, by name. Raises NoData."""
    folder = data_folder() / "gum"
    needed(folder / "splits.tsv")
    rows = [line.split("\t") for line in (folder / "splits.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    return [
        folder / f"{name}.conllu" for name, split in sorted(rows) if split in splits and name.split("_")[1] in genres
    ]


def annotated(path: Path, types: Sequence[str]) -> Annotated:
    """A document with its day and its mentions of these types. Raises ValueError where brackets don't match."""
    document = read(path)[0]
    doc = Doc(
        Report(document.text, published=_created(path)),
        document.spans,
        document.starts,
        document.upos,
        document.feats,
        document.lemmas,
        document.heads,
        document.deprels,
    )
    found = [_mention(doc, *one) for one in _marked(path) if one[1] in types]
    return Annotated(path.stem, doc, sorted(found, key=lambda one: (one.words.start, -one.words.end)))


def _created(path: Path) -> date | None:
    """The day of the document, where it is known."""
    found = re.search(r"^# meta::dateCreated = (\d{4}-\d\d-\d\d)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return date.fromisoformat(found[1]) if found else None


def form_of(doc: Doc, words: WordRange) -> str:
    """name, noun or pronoun, by the word that heads them."""
    if words.end - words.start == 1 and doc.words[words.start].lower() in PRONOUNS:
        return "pronoun"
    return "name" if doc.upos[doc.head_of(words)] == "PROPN" else "noun"


def _mention(doc: Doc, entity: str, kind: str, words: WordRange) -> Mention:
    return Mention(entity, kind, words, doc.span(words), doc.head_of(words), form_of(doc, words))


_BRACKET = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")


def _marked(path: Path) -> Iterator[tuple[str, str, WordRange]]:
    """Entity, type and words of each mention."""
    opened: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for word, misc in enumerate(_misc(path)):
        marks = re.search(r"(?:^|\|)Entity=([^|]*)", misc)
        for opens, at_once, closes in _BRACKET.findall(marks[1] if marks else ""):
            if opens:
                entity, kind = opens.split("-")[:2]
                opened[entity].append((kind, word))
            if at_once or closes:
                entity = closes or opens.split("-")[0]
                if not opened[entity]:
                    raise ValueError(f"{path.name}: word {word + 1}: mention of {entity} ends before it begins")
                kind, first = opened[entity].pop()
                yield entity, kind, WordRange(first, word + 1)
    if left := [entity for entity, marks_left in opened.items() if marks_left]:
        raise ValueError(f"{path.name}: mentions of {', '.join(left)} don't end")


def _misc(path: Path) -> list[str]:
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [cells[9] for cells in rows if len(cells) == 10 and cells[0].isdigit()]
