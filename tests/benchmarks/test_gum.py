"""GUM's mentions are read as its brackets have them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.gum import annotated, documents
from benchmarks.sources import NoData
from tests.benchmarks.annotated import ROWS, conllu

TYPES = ("person", "organization", "place")


def write(folder, text):
    path = folder / "GUM_news_made.conllu"
    path.write_text(text, encoding="utf-8")
    return path


def test_mentions_with_their_words_heads_and_forms(tmp_path):
    found = annotated(write(tmp_path, conllu()), TYPES)
    assert (
        found.doc.report.text
        == "Jane Roe met the minister of Peru in Lima. She praised his courage. Roe's aide left it."
    )
    assert found.doc.report.published == date(2024, 10, 2)
    told = [
        (one.entity, one.type, found.doc.report[one.span], found.doc.words[one.head], one.form)
        for one in found.mentions
    ]
    assert told == [
        ("1", "person", "Jane Roe", "Jane", "name"),
        ("2", "person", "the minister of Peru", "minister", "noun"),
        ("3", "place", "Peru", "Peru", "name"),
        ("4", "place", "Lima", "Lima", "name"),
        ("1", "person", "She", "She", "pronoun"),
        ("2", "person", "his", "his", "pronoun"),
        ("6", "person", "Roe's aide", "aide", "noun"),
        ("1", "person", "Roe's", "Roe", "name"),
        ("4", "place", "it", "it", "pronoun"),
    ]


def test_only_the_types_that_are_asked_for(tmp_path):
    found = annotated(write(tmp_path, conllu()), ("abstract",))
    assert [found.doc.report[one.span] for one in found.mentions] == ["his courage"]


def test_one_entity_may_stand_within_itself(tmp_path):
    rows = ROWS.replace("Entity=(3-place-new-nnnnn-cf3-1-sgl)2)", "Entity=(2-person-new-nnnnn-cf3-1-sgl)2)")
    found = annotated(write(tmp_path, conllu(rows)), TYPES)
    assert {found.doc.report[one.span] for one in found.mentions if one.entity == "2"} == {
        "the minister of Peru",
        "Peru",
        "his",
    }


@pytest.mark.parametrize(
    ("marks", "fault"),
    [("Entity=9)", "word 3: mention of 9 ends before it begins"), ("Entity=(9-person-new", "mentions of 9 don't end")],
)
def test_brackets_that_do_not_match_are_refused(tmp_path, marks, fault):
    rows = ROWS.replace("3 met meet VERB 0 root _", f"3 met meet VERB 0 root {marks}")
    with pytest.raises(ValueError, match=fault) as refused:
        annotated(write(tmp_path, conllu(rows)), TYPES)
    assert "GUM_news_made" in str(refused.value)


def test_a_day_that_is_not_known(tmp_path):
    assert annotated(write(tmp_path, conllu(created="2024")), TYPES).doc.report.published is None


def test_documents_of_splits_and_genres(tmp_path, monkeypatch):
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path))
    with pytest.raises(NoData):
        documents(("dev",), ("news",))
    (tmp_path / "data" / "gum").mkdir(parents=True)
    rows = "document\tsplit\nGUM_news_b\tdev\nGUM_news_a\ttest\nGUM_interview_a\tdev\nGUM_voyage_news\tdev\nGUM_news_c\ttrain\n"
    (tmp_path / "data" / "gum" / "splits.tsv").write_text(rows)
    assert [path.stem for path in documents(("dev", "test"), ("news",))] == ["GUM_news_a", "GUM_news_b"]
    assert [path.stem for path in documents(("dev",), ("news", "interview"))] == ["GUM_interview_a", "GUM_news_b"]


@st.composite
def nested(draw):
    """Ranges of six words of which none crosses another, each an entity of its own, as (start, end)."""
    found = []
    for start, end in draw(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 6)), max_size=8, unique=True)):
        crosses = any(a < start < b < end or start < a < end < b for a, b in found)
        if start < end and not crosses:
            found.append((start, end))
    return found


@given(nested())
def test_brackets_as_written_are_read(tmp_path_factory, ranges):
    marks = [""] * 6
    for number, (start, end) in sorted(enumerate(ranges), key=lambda one: one[1][0] - one[1][1]):
        opens = f"({number}-person-new-nnnnn-cf1-1-sgl"
        marks[start] += opens + ")" * (end == start + 1)
    for number, (start, end) in sorted(enumerate(ranges), key=lambda one: one[1][1] - one[1][0]):
        if end > start + 1:
            marks[end - 1] += f"{number})"
    rows = "\n".join(
        f"{n} w{n} w{n} NOUN {0 if n == 1 else 1} dep {'Entity=' + mark if mark else '_'}"
        for n, mark in enumerate(marks, 1)
    )
    found = annotated(write(tmp_path_factory.getbasetemp(), conllu(rows + "\n")), TYPES)
    assert sorted(tuple(one.words) for one in found.mentions) == sorted(ranges)
    assert len({one.entity for one in found.mentions}) == len(ranges)
