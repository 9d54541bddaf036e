"""Names of outlets and platforms in the text."""

import pytest

from onrecord.codebooks.media import load_media
from onrecord.doc import Doc
from onrecord.report import Report


def media_in(text: str) -> list[tuple[str, str]]:
    spans, at = [], 0
    for word in text.split():
        spans.append((at, at + len(word)))
        at += len(word) + 1
    doc = Doc(Report(text), spans, [0])
    return [(doc.text_of(medium.words), medium.kind) for medium in load_media().within(doc, range(len(doc)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("she told CNN on Monday", [("CNN", "outlet")]),
        ("in an interview with BBC News", [("BBC News", "outlet")]),
        ("he wrote on Twitter and Facebook", [("Twitter", "platform"), ("Facebook", "platform")]),
        ("told the Springfield Courier", [("Springfield Courier", "outlet")]),
        ("told state television", [("state television", "platform")]),
        ("told reporters in the rain", []),
        ("the Times", []),
    ],
)
def test_media_named(text: str, found: list[tuple[str, str]]) -> None:
    assert media_in(text) == found
