"""What the words of a phrase tell of office, country and sector."""

import pytest

from onrecord.actors.tables import load_actors
from onrecord.actors.told import Told, country_of_region, read_words
from tests.actors.parsed import document, word, words_of

TABLES = load_actors()


def told(words, head, *, at=None, **names) -> Told:
    """Read plain words as one phrase; `head` is its main noun. Prepositions are tagged, all else is nouns."""
    tags = {"of": "ADP", "in": "ADP", "for": "ADP", "from": "ADP", "the": "DET", "who": "PRON"}
    rows = [f"{one}//{tags.get(one.lower(), 'NOUN')}/1/dep" for one in words.split(" ")]
    doc = document(" ".join(rows), text=words, **names)
    places = {words.index(name): code for name, code in (at or {}).items()}
    return read_words(doc, words_of(doc, words), word(doc, head), TABLES, places)


@pytest.mark.parametrize(
    ("words", "head", "office", "country", "how"),
    [
        ("Russian Foreign Minister", "Minister", "foreign-minister", "RUS", "adjective"),
        ("the foreign minister of Russia", "minister", "foreign-minister", "RUS", "name"),
        ("Russia foreign minister", "minister", "foreign-minister", "RUS", "name"),
        ("Foreign Secretary", "Secretary", "foreign-minister", "GBR", "title"),
        ("Secretary of State", "Secretary", "foreign-minister", "USA", "title"),
        ("the South Korean prime minister", "minister", "prime-minister", "KOR", "adjective"),
        ("prime minister", "minister", "prime-minister", "", ""),
    ],
)
def test_offices_and_their_countries(words, head, office, country, how):
    found = told(words, head)
    assert (found.office, found.country, found.how) == (office, country, how)
    assert found.sector == "GOV"


def test_a_title_without_capitals_does_not_tell_its_country():
    assert told("the foreign secretary", "secretary").country == ""


def test_an_adjective_wins_over_a_place_that_comes_after():
    found = told("the Russian ambassador in Peru", "ambassador")
    assert (found.country, found.how) == ("RUS", "adjective")


def test_the_country_of_a_place_that_was_resolved():
    found = told("a policeman in Lakeside", "policeman", at={"Lakeside": "PER"})
    assert (found.country, found.how) == ("PER", "place")
    assert told("a policeman in Lakeside", "policeman").country == ""


def test_an_ethnic_group_is_no_country():
    assert told("the ethnic Russian minister", "minister").country == ""


@pytest.mark.parametrize("before", ["former", "ex", "late", "ousted", "then"])
def test_what_was_held_before(before):
    assert told(f"{before} Russian president", "president").former


def test_what_is_held_now():
    assert not told("the new Russian president", "president").former
    assert told("ex-president", "ex-president").former


@pytest.mark.parametrize(
    ("words", "head", "sector"),
    [
        ("rebels", "rebels", "REB"),
        ("terrorist actors", "actors", "REB"),
        ("the actors", "actors", "CVL"),
        ("an army spokesman", "spokesman", "MIL"),
        ("opposition supporters", "supporters", "OPP"),
        ("a spokesman", "spokesman", ""),
    ],
)
def test_sectors(words, head, sector):
    assert told(words, head).sector == sector


def test_a_leader_of_a_country_governs_it():
    found = told("the Russian leader", "leader")
    assert (found.sector, found.country, found.office) == ("GOV", "RUS", "")


def test_a_leader_of_nothing_may_be_anybodys():
    assert told("the leader", "leader").sector == ""
    assert told("an Iraqi rebel leader", "leader").sector == "REB"
    assert told("Iraqi tribal leaders", "leaders").sector == "CVL"


def test_a_leader_in_a_place_may_be_anybodys():
    assert told("a leader in Lakeside", "leader", at={"Lakeside": "PER"}).sector == ""


@pytest.mark.parametrize(
    ("words", "sector"),
    [("the Iraqi party leader", "PTY"), ("an Iraqi religious leader", "REL"), ("a union leader", "LAB")],
)
def test_a_leader_of_more_than_a_country_is_of_its_sector(words, sector):
    assert told(words, "leader").sector == sector


def test_the_leader_of_a_body_is_of_its_sector():
    found = told("the leader of NATO", "leader", organisation=["NATO"])
    assert (found.organisation, found.sector, found.country) == ("org:nato", "IGO", "")


def test_a_body_that_no_table_holds_tells_its_sector_by_its_words():
    found = told("the leader of Green Party", "leader", organisation=["Green Party"])
    assert (found.organisation, found.sector) == ("", "PTY")


def test_the_words_themselves_go_without_article_and_clause():
    assert told("the foreign minister of Russia who resigned", "minister").words == "foreign minister of Russia"


def test_what_a_clause_tells_is_not_read():
    assert told("the minister who left Russia", "minister").country == ""


@pytest.mark.parametrize(("region", "country"), [("Bavaria", "DEU"), ("Nowhereshire", ""), ("", "")])
def test_the_country_of_a_region(region, country):
    assert country_of_region(region) == country
