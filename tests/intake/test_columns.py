"""Which column holds what: as the user says, or by the names that data sets use."""

import pytest

from onrecord.errors import InputError
from onrecord.intake.columns import USUAL, cell, find_columns, paths
from onrecord.intake.options import Columns


def found(*there, **named):
    return find_columns(Columns(**named), list(there), "news.csv")


def problem_of(*there, **named):
    with pytest.raises(InputError) as caught:
        found(*there, **named)
    assert caught.value.name == "news.csv"
    return caught.value.problem


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("id title publication author date year month url content", ("content", "id", "title", "date", "publication", "url", "author")),
        ("title text domain date description url image_url", ("text", None, "title", "date", "domain", "url", None)),
        ("authors date_download date_modify date_publish description language source_domain maintext title url",
         ("maintext", None, "title", "date_publish", "source_domain", "url", "authors")),
        ("title plaintext authors publishing_date topics", ("plaintext", None, "title", "publishing_date", None, None, "authors")),
        ("_id author published_date link clean_url name_source title content", ("content", "_id", "title", "published_date", "name_source", "link", "author")),
        ("Headline Byline Body Publication Load-Date Date", ("Body", None, "Headline", "Date", "Publication", None, "Byline")),
        ("uri lang title body dateTimePub source.title url", ("body", "uri", "title", "dateTimePub", "source.title", "url", None)),
        ("webTitle webPublicationDate webUrl fields.bodyText fields.byline",
         ("fields.bodyText", None, "webTitle", "webPublicationDate", None, "webUrl", "fields.byline")),
        ("media_name publish_date story_id text title url", ("text", "story_id", "title", "publish_date", "media_name", "url", None)),
    ],
)  # fmt: skip
def test_headers_of_data_sets_that_people_read(header, expected):
    assert found(*header.split()) == Columns(*expected)


def test_names_with_spaces_and_capitals():
    assert found("Full Text", "Publication title", "Publication date") == Columns(
        text="Full Text", published="Publication date", outlet="Publication title"
    )


def test_what_the_user_names_goes_before_the_usual():
    columns = found("text", "title", "body", "kicker", text="body", headline="kicker")
    assert (columns.text, columns.headline) == ("body", "kicker")


def test_a_named_column_that_is_not_there():
    assert (
        problem_of("id", "body", text="txt") == "it has no column 'txt' (--text-column); its columns are 'id', 'body'"
    )
    assert problem_of("text", published="day") == "it has no column 'day' (--published-column); its columns are 'text'"


def test_no_column_for_the_text():
    assert problem_of("id", "blurb") == (
        "no column's name tells that it holds the text; name the one that does with --text-column; "
        "its columns are 'id', 'blurb'"
    )
    assert problem_of().endswith("its columns are none")


def test_long_lists_of_long_names_are_cut():
    problem = problem_of(*(f"column {number} " + "x" * 1000 for number in range(1000)))
    assert problem.endswith(" and 970 more")
    assert len(problem) < 2000


def test_a_name_that_several_columns_have():
    assert problem_of("text", "id", "text") == "2 of its columns are called 'text'; give each its own name"
    assert found("text", "note", "note").text == "text"


def test_a_summary_is_not_taken_for_the_text():
    assert "--text-column" in problem_of("title", "summary", "description", "abstract")


def test_each_usual_name_stands_once():
    for part, names in USUAL.items():
        assert len(names.split()) == len(set(names.split())), part
    every = [name for names in USUAL.values() for name in names.split()]
    assert len(every) == len(set(every))


def test_paths_lead_into_objects():
    fields = {"a": 1, "b": {"c": {"d": {"e": 1}}}, "f.g": 2}
    assert paths(fields) == ["a", "b", "b.c", "b.c.d", "f.g"]
    assert cell(fields, "b.c.d") == {"e": 1}
    assert cell(fields, "f.g") == 2
    assert (cell(fields, "a.b"), cell(fields, "x"), cell(fields, None)) == (None, None, None)
