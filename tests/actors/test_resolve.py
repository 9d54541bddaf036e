"""Whom a chain means: by the tables on the report's day, by the text's own words, by the kind of name alone."""

from datetime import date

import pytest

from onrecord.actors.read import find_actors
from onrecord.actors.tables import load_actors
from onrecord.doc import Doc
from onrecord.record import Actor, Place
from onrecord.report import Report
from onrecord.statements.layout import find_layout
from onrecord.statements.speakers import resolve
from tests.actors.parsed import document
from tests.texts import said

DAY = "2024-05-16"
HEADER = "name\tkind\tcountry\tsector\toffice\ttitle\tfrom\tto\tconfirmed\taliases\twikidata\n"
MINE = """\
Zara Quill\tperson\tPER\t\tforeign-minister\t\t2020-01-01\t2020-12-31\t\t\tQ42
Yuri Brack\tperson\tPER\t\tforeign-minister\t\t2021-01-01\t\t2021-06-30\t\t
Odo Vance\tperson\tPER\t\tdefence-minister\t\t2021-01-01\t2021-12-31\t\t\t
Odo Vance\tperson\tCHL\t\tdefence-minister\t\t2021-01-01\t2021-12-31\t\t\t
Blue Shield\tarmed group\tPER\tUAF\t\t\t\t\t\tBS\t
Harbour Wire\toutlet\tCHL\tMED\t\t\t\t\t\t\t
"""


@pytest.fixture(scope="module")
def mine(tmp_path_factory):
    path = tmp_path_factory.mktemp("tables") / "mine.tsv"
    path.write_text(HEADER + MINE, encoding="utf-8")
    return load_actors(path)


def read(doc: Doc, *drafts, tables=None, places=()) -> tuple[Actor, ...]:
    described = resolve(doc, list(drafts))
    return find_actors(doc, find_layout(doc.report), list(drafts), described, places, tables or load_actors())


def actor(doc: Doc, words: str, *drafts, **more) -> Actor | None:
    """The actor that the words mean."""
    return next(
        (one for one in read(doc, *drafts, **more) if any(doc.report[m.span] == words for m in one.mentions)), None
    )


def on(day: str | None, outlet: str | None = None) -> Report:
    return Report("", published=date.fromisoformat(day) if day else None, outlet=outlet)


def left(name: str, kind: str = "person", day: str | None = DAY, outlet: str | None = None) -> Doc:
    """ "NAME left.": the last word of the name is its head."""
    words = name.split(" ")
    rows = [f"{one}//PROPN/{len(words)}/compound" for one in words[:-1]]
    row = " ".join([*rows, f"{words[-1]}//PROPN/{len(words) + 1}/nsubj", "left/leave/VERB/0/root"])
    return document(row, report=on(day, outlet), **{kind: [name]})


def minister(adjective: str, name: str, day: str | None = DAY, before: str = "") -> Doc:
    """ "ADJECTIVE Foreign Minister NAME left." """
    given, family = name.split(" ")
    rows = [f"{one}//ADJ/3/amod" for one in (before, adjective) if one]
    head = len(rows) + 2
    rows = [row.replace("/3/", f"/{head}/") for row in rows]
    rows += [f"Foreign//PROPN/{head}/compound", f"Minister//PROPN/{head + 3}/nsubj"]
    rows += [f"{given}//PROPN/{head}/flat", f"{family}//PROPN/{head}/flat", "left/leave/VERB/0/root"]
    return document(" ".join(rows), report=on(day), person=[name])


# ---------------------------------------------------------------- offices and their dates
@pytest.mark.parametrize(
    ("name", "day", "office", "unconfirmed"),
    [
        ("Zara Quill", "2019-12-31", None, False),
        ("Zara Quill", "2020-01-01", "Foreign Minister of Peru", False),
        ("Zara Quill", "2020-12-31", "Foreign Minister of Peru", False),
        ("Zara Quill", "2021-01-01", None, False),
        ("Yuri Brack", "2020-12-31", None, False),
        ("Yuri Brack", "2021-06-30", "Foreign Minister of Peru", False),
        ("Yuri Brack", "2021-07-01", "Foreign Minister of Peru", True),
        ("Yuri Brack", None, None, False),
    ],
)
def test_an_office_is_asserted_only_inside_its_dates(mine, name, day, office, unconfirmed):
    found = actor(left(name, day=day), name, tables=mine)
    assert (found.office, found.unconfirmed) == (office, unconfirmed)
    assert found.country == "PER"
    if office:
        assert found.sector == "GOV"
        assert "terms table, foreign-minister" in found.reasons["office"]


def test_an_office_outside_its_dates_says_so(mine):
    assert (
        "none on the report's day"
        in actor(left("Zara Quill", day="2022-01-01"), "Zara Quill", tables=mine).reasons["office"]
    )
    assert (
        "nobody has confirmed it"
        in actor(left("Yuri Brack", day="2022-01-01"), "Yuri Brack", tables=mine).reasons["office"]
    )


def test_a_person_of_the_tables_has_their_ids(mine):
    found = actor(left("Zara Quill", day="2020-06-01"), "Zara Quill", tables=mine)
    assert (found.id, found.name, found.kind, found.wikidata) == ("person:zara-quill", "Zara Quill", "person", "Q42")
    assert found.confidence >= 0.95


def test_what_the_text_says_confirms_an_office(mine):
    found = actor(minister("Peruvian", "Yuri Brack", "2022-01-01"), "Peruvian Foreign Minister Yuri Brack", tables=mine)
    assert not found.unconfirmed
    assert "the text says so too" in found.reasons["office"]


def test_a_former_minister_holds_no_office(mine):
    words = "former Peruvian Foreign Minister Yuri Brack"
    found = actor(minister("Peruvian", "Yuri Brack", "2022-01-01", "former"), words, tables=mine)
    assert (found.id, found.office, found.unconfirmed) == ("person:yuri-brack", None, False)


def test_two_of_one_name_are_told_apart_by_the_country(mine):
    words = "Chilean Foreign Minister Odo Vance"
    found = actor(minister("Chilean", "Odo Vance", "2021-03-01"), words, tables=mine)
    assert found.country == "CHL"


def test_two_of_one_name_are_candidates_where_nothing_tells(mine):
    found = actor(left("Odo Vance", day="2021-03-01"), "Odo Vance", tables=mine)
    assert len(set(found.candidates)) == 2
    assert found.id in found.candidates
    assert found.confidence <= 0.6


@pytest.mark.parametrize("day", ["2019-06-01", "2021-06-01"])
def test_what_the_text_says_does_not_assert_an_office_outside_its_dates(mine, day):
    found = actor(minister("Peruvian", "Zara Quill", day), "Peruvian Foreign Minister Zara Quill", tables=mine)
    assert found.id == "person:zara-quill"
    assert found.office is None or found.unconfirmed


def test_one_person_by_two_spellings_is_one_candidate():
    found = actor(left("Erdogan", day="2019-06-07"), "Erdogan")
    assert (found.id, found.candidates) == ("person:recep-tayyip-erdogan", ())


def test_a_family_name_of_many_is_not_sure_where_nothing_tells():
    found = actor(left("Kim", day="2005-06-07"), "Kim")
    assert found.candidates or found.confidence <= 0.6


# ---------------------------------------------------------------- the user's table wins
def test_groups_and_outlets_of_the_users(mine):
    group = actor(left("Blue Shield", "organisation"), "Blue Shield", tables=mine)
    assert (group.kind, group.country, group.sector) == ("armed group", "PER", "UAF")
    assert actor(left("Blue Shield", "organisation"), "Blue Shield").kind == "organisation"
    wire = actor(left("Harbour Wire", "organisation"), "Harbour Wire", tables=mine)
    assert (wire.kind, wire.country, wire.sector) == ("outlet", "CHL", "MED")


def test_the_users_holder_of_an_office_wins(tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text(
        HEADER + "Zara Quill\tperson\tGBR\t\tforeign-minister\tForeign Secretary\t2024-01-01\t2024-12-31\t\t\t\n"
    )
    doc = document(
        "The//DET/3/det Foreign//PROPN/3/compound Secretary//PROPN/4/nsubj left/leave/VERB/0/root", report=on(DAY)
    )
    assert actor(doc, "The Foreign Secretary").id == "person:david-cameron"
    assert actor(doc, "The Foreign Secretary", tables=load_actors(path)).id == "person:zara-quill"


# ---------------------------------------------------------------- the text's own words
def test_an_unknown_minister_has_country_and_sector_of_the_title():
    found = actor(minister("Zambian", "Bupe Kasonde"), "Zambian Foreign Minister Bupe Kasonde")
    assert (found.id, found.kind, found.country, found.sector) == ("named:bupe-kasonde", "person", "ZMB", "GOV")
    assert found.office == "Zambian Foreign Minister"
    assert found.reasons["country"] == "an adjective in the phrase"
    assert found.reasons["office"] == "the text's own words"


def test_an_unknown_minister_has_country_and_sector_of_the_apposition():
    doc = document(
        "Bupe//PROPN/9/nsubj Kasonde//PROPN/1/flat ,//PUNCT/6/punct the//DET/6/det defence//NOUN/6/compound minister//NOUN/1/appos of//ADP/8/case Zambia//PROPN/6/nmod left/leave/VERB/0/root",
        report=on(DAY),
        person=["Bupe Kasonde"],
        place=["Zambia"],
    )
    found = actor(doc, "Bupe Kasonde")
    assert (found.country, found.sector, found.office) == ("ZMB", "GOV", "defence minister of Zambia")
    assert (
        actor(doc, "the defence minister of Zambia") is found
        or actor(doc, "the defence minister of Zambia").id == found.id
    )


def test_a_former_unknown_minister_holds_no_office():
    words = "former Zambian Foreign Minister Bupe Kasonde"
    found = actor(minister("Zambian", "Bupe Kasonde", before="former"), words)
    assert (found.office, found.country) == (None, "ZMB")


def test_a_name_alone_tells_its_kind_and_the_rest_is_a_guess():
    found = actor(left("Jane Roe"), "Jane Roe")
    assert (found.id, found.country, found.office) == ("named:jane-roe", "", None)
    assert found.sector == "CVL"
    assert found.reasons["sector"].startswith("a guess")
    at_home = actor(left("Jane Roe", outlet="BBC"), "Jane Roe")
    assert at_home.country == "GBR"
    assert at_home.reasons["country"].startswith("a guess")
    assert at_home.confidence <= 0.6


# ---------------------------------------------------------------- titles alone
def title(words: str, day: str | None = DAY, outlet: str | None = "BBC", tag: str = "NOUN") -> Doc:
    *before, noun = words.split(" ")
    rows = [f"{one}//{'DET' if one.lower() == 'the' else tag}/{len(before) + 1}/compound" for one in before]
    row = " ".join([*rows, f"{noun}//{tag}/{len(before) + 2}/nsubj", "left/leave/VERB/0/root"])
    return document(row, report=on(day, outlet))


def test_a_title_alone_is_who_holds_the_office_on_the_day():
    doc = title("The Foreign Secretary", tag="PROPN")
    found = actor(doc, "The Foreign Secretary")
    assert found.id == "person:david-cameron"
    assert [one.kind for one in found.mentions] == ["title"]
    later = actor(title("The Foreign Secretary", "2024-07-20", tag="PROPN"), "The Foreign Secretary")
    assert later.id == "person:david-lammy"


def test_a_title_that_leaves_its_country_open_is_a_guess():
    found = actor(title("The Prime Minister", tag="PROPN"), "The Prime Minister")
    assert found.id == "person:rishi-sunak"
    assert found.confidence <= 0.6
    assert "of the outlet's country" in found.reasons["name"]


@pytest.mark.parametrize(("day", "outlet"), [(None, "BBC"), ("2094-01-01", "BBC")])
def test_without_a_known_day_a_title_asserts_nobody(day, outlet):
    found = actor(title("The Foreign Secretary", day, outlet, "PROPN"), "The Foreign Secretary")
    assert found.id == "unnamed:1" or found.unconfirmed


# ---------------------------------------------------------------- countries, peoples, groups
def test_an_armed_group_has_no_country_where_it_is_in_several():
    found = actor(left("ISIS", "organisation"), "ISIS")
    assert (found.id, found.kind, found.country, found.sector) == ("armed:islamic-state", "armed group", "", "REB")


def test_a_capital_that_speaks_is_its_government():
    doc = left("Moscow", "place")
    found = actor(doc, "Moscow", said(doc, "Moscow"))
    assert (found.id, found.kind, found.country, found.sector) == ("gov:RUS", "government", "RUS", "GOV")
    assert found.mentions[0].kind == "metonym"


def test_a_place_is_no_actor():
    doc = document(
        "Rain//NOUN/2/nsubj fell/fall/VERB/0/root in//ADP/4/case Moscow//PROPN/2/obl and//CCONJ/6/cc Russia//PROPN/4/conj",
        place=["Moscow", "Russia"],
    )
    assert [one.id for one in read(doc) if one.country == "RUS" and one.mentions[0].span[0] == doc.spans[3][0]] == []
    inside = document("Rain//NOUN/2/nsubj fell/fall/VERB/0/root in//ADP/4/case Russia//PROPN/2/obl", place=["Russia"])
    assert read(inside) == ()


@pytest.mark.parametrize(
    ("name", "id", "kind", "country"),
    [("Iranians", "people:IRN", "people", "IRN"), ("Kurds", "people:kurd", "people", "")],
)
def test_peoples(name, id, kind, country):
    found = actor(left(name, "people"), name)
    assert (found.id, found.kind, found.country) == (id, kind, country)


def test_an_ethnic_group_is_not_the_nation():
    doc = document(
        "Ethnic//ADJ/2/amod Russians/Russian/PROPN/3/nsubj fled/flee/VERB/0/root", people=["Russians"], report=on(DAY)
    )
    found = actor(doc, "Ethnic Russians")
    assert (found.country, found.id) == ("", "people:russians")


def congo(*others: str) -> Doc:
    rows = [f"{other}//PROPN/2/nsubj left/leave/VERB/0/root" for other in others]
    return document(*rows, "Congo//PROPN/2/nsubj left/leave/VERB/0/root", report=on(DAY), place=["Congo", *others])


def test_a_name_of_several_countries_has_candidates_and_less_confidence():
    found = actor(congo(), "Congo")
    assert set(found.candidates) == {"gov:COD", "gov:COG"}
    assert found.confidence < actor(left("Peru", "place"), "Peru").confidence


@pytest.mark.parametrize(("other", "id"), [("Kinshasa", "gov:COD"), ("Brazzaville", "gov:COG")])
def test_the_reports_other_names_decide_between_countries(other, id):
    doc = congo(other)
    found = actor(doc, "Congo", said(doc, "Congo"))
    assert found.id == id
    assert set(found.candidates) == {"gov:COD", "gov:COG"}


def test_a_government_that_nobody_names_is_a_guess():
    doc = title("The government", outlet="BBC")
    found = actor(doc, "The government")
    assert found.id == "gov:GBR"
    assert found.confidence <= 0.6
    assert found.reasons["name"].startswith("a guess")


def test_whom_nothing_tells_is_unnamed():
    doc = document("Two//NUM/2/nummod soldiers/soldier/NOUN/3/nsubj left/leave/VERB/0/root", report=on(None))
    found = actor(doc, "Two soldiers")
    assert (found.id, found.name, found.kind, found.sector, found.country) == (
        "unnamed:1",
        "Two soldiers",
        "people",
        "MIL",
        "",
    )
    assert found.confidence < 0.5


def test_a_resolved_place_tells_the_country():
    doc = document(
        "Police//NOUN/4/nsubj in//ADP/3/case Lakeside//PROPN/1/nmod left/leave/VERB/0/root",
        report=on(DAY, "BBC"),
        place=["Lakeside"],
    )
    place = Place(doc.spans[2], "Lakeside", "city", "PER")
    found = actor(doc, "Police in Lakeside", places=[place])
    assert (found.country, found.reasons["country"]) == ("PER", "a place named in the phrase")
    guessed = actor(doc, "Police in Lakeside")
    assert guessed.country == "GBR"
    assert guessed.reasons["country"].startswith("a guess")
