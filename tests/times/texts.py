"""Parsed texts for times: words as the engine splits them, without trees unless they are given."""

from datetime import date

from onrecord.doc import Doc
from onrecord.engine.words import split
from onrecord.report import Report

TODAY = date(2024, 10, 2)
"""A Wednesday."""


def doc_of(text: str, published: date | None = TODAY) -> Doc:
    """The text's words; a sentence begins after each full stop and a space."""
    doc = Doc(Report(text, published=published), split(text))
    words = doc.words
    doc.sentence_starts = [0] if words else []
    doc.sentence_starts += [
        word for word in range(1, len(words)) if words[word - 1] == "." and words[word][0].isupper()
    ]
    return doc
