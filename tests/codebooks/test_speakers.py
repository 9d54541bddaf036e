"""The tables of those who speak: nouns, countries, outlets, given names."""

import pytest

from onrecord.codebooks.speakers import fold, load_speakers

BOOK = load_speakers()


@pytest.mark.parametrize(
    ("word", "kind", "like", "plural"),
    [
        ("spokeswoman", "person", "spokesperson", False),
        ("spokeswomen", "person", "spokesperson", True),
        ("Officials", "person", "official", True),
        ("ministries", "organisation", "ministry", True),
        ("analyses", "document", "analysis", True),
        ("wives", "person", "wife", True),
        ("police", "organisation", "police", True),
        ("newspaper", "outlet", "newspaper", False),
    ],
)
def test_a_noun_is_known_in_singular_and_plural(word, kind, like, plural):
    noun = BOOK.noun(word)
    assert noun is not None
    assert (noun.kind, noun.like, noun.plural) == (kind, like, plural)


@pytest.mark.parametrize("word", ["river", "Tuesday", "said", ""])
def test_other_words_are_none(word):
    assert BOOK.noun(word) is None


@pytest.mark.parametrize(
    ("word", "like"), [("Sen.", "senator"), ("Mr", "mr"), ("General", "general"), ("Gov", "governor")]
)
def test_titles(word, like):
    title = BOOK.title(word)
    assert title is not None
    assert title.like == like


@pytest.mark.parametrize(
    ("name", "government"),
    [
        ("Pyongyang", "Government of North Korea"),
        ("the U.K.", "Government of the United Kingdom"),
        ("U.S.", "United States government"),
        ("Bogotá", "Government of Colombia"),
        ("Gotham", None),
    ],
)
def test_countries_and_capitals_have_governments(name, government):
    assert BOOK.government(name) == government


def test_peoples_belong_to_a_country():
    assert BOOK.people("Russian") == BOOK.people("Russians") == "Government of Russia"
    assert BOOK.people("Martian") is None


def test_outlets_are_listed_or_known_by_their_last_word():
    assert BOOK.is_outlet("Reuters")
    assert BOOK.is_outlet("the Valley Herald")
    assert not BOOK.is_outlet("Herald")
    assert not BOOK.is_outlet("Acme Steel")
    assert BOOK.outlet("Hill") == "The Hill"
    assert BOOK.outlet("The New York Times") == "The New York Times"


def test_every_country_row_gives_a_government():
    assert all(
        name.startswith(("Government of ", "United States", "Palestinian", "Holy See"))
        for name in BOOK.governments.values()
    )
    assert set(BOOK.genders.values()) == {"m", "f"}


def test_names_are_compared_without_case_accents_dots_and_articles():
    assert fold("The Société’s") == fold("societe")
    assert fold("U.S.") == "us"
