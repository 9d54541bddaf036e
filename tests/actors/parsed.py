"""Parsed texts with names, written by hand, for the stages that read actors."""

from onrecord.doc import Doc, Name
from onrecord.report import Report
from tests.parses import parse, words_of


def document(*sentences: str, text: str | None = None, report: Report | None = None, **names: list[str]) -> Doc:
    """A Doc as `parse` makes it, nouns with their number; `names` are lists by kind, each name found everywhere.

    `report` gives the outlet, the day and the address; its text is left out.
    """
    doc = parse(*sentences, text=text)
    if report is not None:
        doc.report = Report(doc.report.text, published=report.published, outlet=report.outlet, url=report.url)
    for word, tag in enumerate(doc.upos):
        if tag in ("NOUN", "PROPN"):
            same = doc.lemmas[word].lower() == doc.words[word].lower()
            doc.feats[word] = "Number=Sing" if same else "Number=Plur"
    doc.names = sorted(
        Name(start, start + len(name.split(" ")), kind)
        for kind, listed in names.items()
        for name in listed
        for start in range(len(doc))
        if doc.words[start : start + len(name.split(" "))] == name.split(" ")
    )
    return doc


def by_word(doc: Doc) -> dict[int, Name]:
    """The name that each word belongs to."""
    return {word: name for name in doc.names for word in range(name.start, name.end)}


def word(doc: Doc, form: str, number: int = 1) -> int:
    """The place of the `number`-th such word."""
    return [place for place, one in enumerate(doc.words) if one == form][number - 1]


__all__ = ["by_word", "document", "word", "words_of"]
