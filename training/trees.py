"""Universal Dependencies treebanks: CoNLL-U files to documents of sentences, with each word's place in a text."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Document:
    """Sentences joined to one text: parallel lists over the words; `heads` are indices in the document."""

    name: str
    text: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)


def read(path: Path, seed: int = 0) -> list[Document]:
    """The documents of a CoNLL-U file. Paragraphs are set apart by one or two line breaks, drawn by the seed."""
    chance = random.Random(f"{path.name}{seed}")
    documents: list[Document] = []
    document = Document(path.stem)
    gap = ""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and not line.startswith("#")]
        notes = [line for line in block.split("\n") if line.startswith("#")]
        new = next((line for line in notes if line.startswith("# newdoc")), None)
        if new or not documents:
            document = Document(new.split("=")[-1].strip() if new and "=" in new else path.stem)
            documents.append(document)
            gap = ""
        elif any(re.match(r"# newpar(?!_block)|# newpar_block", line) for line in notes):
            gap = chance.choice(("\n", "\n\n"))
        if rows:
            gap = _add(document, rows, gap)
    return [document for document in documents if document.spans]


def _add(document: Document, rows: list[list[str]], gap: str) -> str:
    """Add one sentence; give back the white space that follows it."""
    base = len(document.spans)
    document.starts.append(base)
    document.text += gap
    number_of: dict[str, int] = {}
    words = list(_words(rows))
    for row, form, spaced in words:
        number_of[row[0]] = len(document.spans)
        start = len(document.text)
        document.text += form + (" " if spaced else "")
        document.spans.append((start, start + len(form)))
        document.forms.append(form)
        document.upos.append(row[3])
        document.feats.append(row[5])
        document.lemmas.append(row[2])
        document.deprels.append(row[7])
    for row, _, _ in words:
        own = number_of[row[0]]
        document.heads.append(own if row[6] == "0" else number_of[row[6]])
    spaced = document.text.endswith(" ")
    document.text = document.text.rstrip(" ")
    return " " if spaced else ""


def _words(rows: list[list[str]]) -> Iterator[tuple[list[str], str, bool]]:
    """Each syntactic word with the characters it takes of the text and whether a space follows."""
    surface, last, after = "", "", False
    for row in rows:
        if "." in row[0]:
            continue
        spaced = "SpaceAfter=No" not in row[9]
        if "-" in row[0]:
            surface, last, after = row[1], row[0].split("-")[1], spaced
            continue
        if not last:
            yield row, row[1], spaced
            continue
        form = surface if row[0] == last else surface[: len(row[1])]
        surface = surface[len(form) :]
        ends = row[0] == last
        yield row, form or row[1], after and ends
        if ends:
            surface, last = "", ""
