"""The source's noun phrase: its end, its parts, its head, what qualifies it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.doc import WordRange
from onrecord.statements.cast import Cast
from onrecord.statements.draft import Draft
from onrecord.statements.sources import parse, qualifications, split, trim
from tests.strategies import news_text
from tests.texts import read, said


def trimmed(text: str) -> str:
    doc = read(text)
    return doc.text_of(trim(doc, WordRange(0, len(doc))))


@pytest.mark.parametrize(
    ("written", "phrase"),
    [
        ("a nurse who was at the gate", "a nurse"),
        ("Anna Petrova, who leads the union,", "Anna Petrova"),
        ("the mayor, speaking on condition of anonymity", "the mayor"),
        ("an aide on condition of anonymity", "an aide"),
        ("a person familiar with the talks", "a person familiar with the talks"),
        ("the committee that drafted the bill", "the committee"),
        (
            "Lt. Ivo Novak, commander, Joint Border Force - North",
            "Lt. Ivo Novak, commander, Joint Border Force - North",
        ),
        ("the ministry’s", "the ministry"),
        ("Sen. Ana Lopez (D)", "Sen. Ana Lopez (D)"),
    ],
)
def test_the_phrase_ends_before_a_relative_clause(written, phrase):
    assert trimmed(written) == phrase


@pytest.mark.parametrize(
    ("written", "names", "parts"),
    [
        ("Moscow and Pyongyang", {"place": ["Moscow", "Pyongyang"]}, ["Moscow", "Pyongyang"]),
        ("the ministers of trade and finance", {}, ["the ministers of trade and finance"]),
        ("officials from Chad and Niger", {"place": ["Chad", "Niger"]}, ["officials from Chad and Niger"]),
        (
            "the Office of Land and Water",
            {"organisation": ["Office of Land and Water"]},
            ["the Office of Land and Water"],
        ),
        ("the Central and Northern Coalition", {"place": ["Central"]}, ["the Central and Northern Coalition"]),
        (
            "Ana Lopez, Ivo Novak and the mayor",
            {"person": ["Ana Lopez", "Ivo Novak"]},
            ["Ana Lopez", "Ivo Novak", "the mayor"],
        ),
        (
            "Ana Lopez, the president of Chad, and Ivo Novak",
            {"person": ["Ana Lopez", "Ivo Novak"], "place": ["Chad"]},
            ["Ana Lopez, the president of Chad", "Ivo Novak"],
        ),
        ("relatives, neighbours and a priest", {}, ["relatives", "neighbours", "a priest"]),
    ],
)
def test_and_joins_sources_but_not_what_describes_one(written, names, parts):
    doc = read(written, **names)
    found = split(doc, WordRange(0, len(doc)), Cast(doc).names)
    assert [doc.text_of(part) for part in found] == parts


@pytest.mark.parametrize(
    ("written", "names", "head"),
    [
        ("the Lopez campaign", {"person": ["Lopez"]}, "campaign"),
        ("Lopez’s lawyer", {"person": ["Lopez"]}, "lawyer"),
        ("a spokeswoman for Mr. Lopez", {"person": ["Lopez"]}, "spokeswoman"),
        ("critics of President Lopez", {"person": ["Lopez"]}, "critics"),
        ("two senior officials at the bank", {}, "officials"),
        ("a study by Ivo Novak", {"person": ["Ivo Novak"]}, "study"),
        ("Deputy Secretary of State Ana Lopez", {"person": ["Ana Lopez"]}, "Lopez"),
        ("the Minister of Trade of Peru, Ana Lopez", {"person": ["Ana Lopez"], "place": ["Peru"]}, "Lopez"),
        ("Lopez campaign manager Ivo Novak", {"person": ["Lopez", "Ivo Novak"]}, "Novak"),
        ("Lopez’s lawyer, Ivo Novak", {"person": ["Lopez", "Ivo Novak"]}, "Novak"),
    ],
)
def test_a_name_that_only_describes_is_not_the_head(written, names, head):
    doc = read(written, **names)
    assert doc.words[parse(doc, WordRange(0, len(doc)), Cast(doc).names).head] == head


@pytest.mark.parametrize(
    ("text", "source", "kind", "qualified"),
    [
        ("A nurse who was at the gate said it fell.", "A nurse", "unnamed person", ["who was at the gate"]),
        (
            "“It fell,” said an aide, who spoke on condition of anonymity because he feared for his job.",
            "an aide",
            "unnamed person",
            ["who spoke on condition of anonymity because he feared for his job"],
        ),
        (
            "Two people familiar with the matter said it fell.",
            "Two people familiar with the matter",
            "unnamed person",
            ["familiar with the matter"],
        ),
        ("Speaking on condition of anonymity, an aide said it fell.", "an aide", "unnamed person", ["Speaking on condition of anonymity"]),
        ("An officer who declined to be named said it fell.", "An officer", "unnamed person", ["who declined to be named"]),
        ("Ana Lopez, who leads the union, said it fell.", "Ana Lopez", "named person", []),
        ("Ana Lopez, who saw the crash, said it fell.", "Ana Lopez", "named person", ["who saw the crash"]),
        ("The mayor said it fell.", "The mayor", "unnamed person", []),
    ],
)  # fmt: skip
def test_what_says_why_a_source_knows_or_is_not_named(text, source, kind, qualified):
    doc = read(text, person=["Ana Lopez"])
    draft = said(doc, source, "it fell" if "it fell" in text else "“It fell,”")
    draft.source_kind = kind
    assert [doc.report[span] for span in qualifications(doc, draft)] == qualified


def test_words_inside_the_content_never_qualify_its_source():
    doc = read("The mayor said a man who was at the gate ran.")
    draft = said(doc, "The mayor", "a man who was at the gate ran")
    draft.source_kind = "unnamed person"
    assert qualifications(doc, draft) == []


@given(news_text(), st.data())
def test_any_phrase_is_trimmed_split_and_parsed_within_itself(text, data):
    doc = read(text)
    if not len(doc):
        return
    start = data.draw(st.integers(0, len(doc) - 1))
    words = WordRange(start, data.draw(st.integers(start + 1, len(doc))))
    names = Cast(doc).names
    inside = trim(doc, words)
    assert words.start <= inside.start < inside.end <= words.end
    for part in split(doc, words, names):
        assert words.start <= part.start <= part.end <= words.end
        if part.end > part.start:
            assert part.start <= parse(doc, part, names).head < part.end
    draft = Draft([doc.span(words)], [], [])
    for begin, end in qualifications(doc, draft):
        assert 0 <= begin < end <= len(text)
