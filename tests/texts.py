"""Docs made from a text and its names by pattern, without trees: for stages that must also work without them."""

import re

from onrecord.doc import Doc, Name
from onrecord.report import Report
from onrecord.statements.draft import Draft

_WORD = re.compile(r"(?:[A-Z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Lt)\.|['’]s\b|\w+(?:[-’']\w+(?<![’']s))*|[^\w\s]")


def read(text: str, outlet: str | None = None, **names: list[str]) -> Doc:
    """A Doc of the text; `names` are lists of names by kind (person, organisation, place, people), found everywhere."""
    spans = [match.span() for match in _WORD.finditer(text)]
    doc = Doc(Report(text, outlet=outlet), spans)
    doc.sentence_starts = [0] if spans else []
    for word in range(1, len(spans)):
        between = text[spans[word - 1][1] : spans[word][0]]
        closed = re.search(r"[.?!][”\"]?$", text[: spans[word - 1][1]]) is not None
        if "\n" in between or (closed and between and doc.words[word][:1].isupper() and len(doc.words[word - 1]) < 2):
            doc.sentence_starts.append(word)
    taken: set[int] = set()
    listed = [(name, kind) for kind, several in names.items() for name in several]
    for name, kind in sorted(listed, key=lambda pair: -len(pair[0])):
        for match in re.finditer(rf"\b{re.escape(name)}(?!\w)", text):
            words = doc.range_of(match.span())
            if not taken & set(range(*words)):
                taken |= set(range(*words))
                doc.names.append(Name(words.start, words.end, kind))
    doc.names.sort()
    return doc


def said(doc: Doc, source: str, content: str = "", cue: str = "said", number: int = 1) -> Draft:
    """A draft with the `number`-th occurrence of the source's words, and the first of the content's."""
    start = -1
    for _ in range(number):
        start = doc.report.text.index(source, start + 1)
    at = doc.report.text.index(content) if content else 0
    cued = doc.report.text.find(cue)
    return Draft(
        source=[(start, start + len(source))],
        cue=[(cued, cued + len(cue))] if cued >= 0 else [],
        content=[(at, at + len(content))] if content else [],
    )
