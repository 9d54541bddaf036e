import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.places import find_places
from onrecord.record import PLACE_KINDS
from tests.texts import read


def places(text, *names, people=(), **options):
    return find_places(read(text, place=list(names), people=list(people)), **options)


def one(text, name, *others, people=()):
    """The first place that the text names by that name."""
    doc = read(text, place=[name, *others], people=list(people))
    return next(place for place in find_places(doc) if doc.report[place.span] == name)


def told(place):
    return place.kind, place.country, place.region


# ---------------------------------------------------------------- what lies where the text says
@pytest.mark.parametrize(
    ("text", "name", "others", "expected"),
    [
        ("A fire in Lebanon, Pennsylvania, killed two.", "Lebanon", ["Pennsylvania"], ("city", "USA", "Pennsylvania")),
        ("He lives in Paris, Texas.", "Paris", ["Texas"], ("city", "USA", "Texas")),
        ("It opened in London, Ontario, Canada.", "London", ["Ontario", "Canada"], ("city", "CAN", "Ontario")),
        ("A fire in Lebanon, Pa., killed two.", "Lebanon", ["Pa"], ("city", "USA", "Pennsylvania")),
        ("The championship in Sofia (Bulgaria) ended.", "Sofia", ["Bulgaria"], ("capital", "BGR", "Sofia-Capital")),
        ("Protests took place in Tripoli in northern Lebanon.", "Tripoli", ["Lebanon"], ("city", "LBN", "North")),
    ],
)
def test_it_lies_where_the_text_puts_it(text, name, others, expected):
    place = one(text, name, *others)
    assert told(place)[:2] == expected[:2]
    assert place.reason.startswith("the text puts it in")
    assert place.confidence >= 0.9
    assert place.latitude is not None
    if expected[2] in ("Pennsylvania", "Texas", "Ontario"):
        assert place.region == expected[2]


def test_a_possessive_and_an_adjective_tell_the_country():
    assert told(one("Georgia's capital Tbilisi was quiet.", "Tbilisi", "Georgia"))[:2] == ("capital", "GEO")
    assert told(one("In the Lebanese city of Tripoli shots fell.", "Tripoli", people=["Lebanese"]))[:2] == (
        "city",
        "LBN",
    )


def test_the_same_name_without_those_words_is_the_same_place():
    found = places("He was born in Paris, Texas. Paris was quiet.", "Paris", "Texas")
    assert [place.region for place in found if place.name == "Paris"] == ["Texas", "Texas"]


def test_a_list_is_no_address():
    found = places("It has offices in Lebanon, Syria and Iraq, in Kuwait City, Mexico City and Paris.",
                   "Lebanon", "Syria", "Iraq", "Kuwait City", "Mexico City", "Paris")  # fmt: skip
    assert [place.country for place in found] == ["LBN", "SYR", "IRQ", "KWT", "MEX", "FRA"]


# ---------------------------------------------------------------- the report's context
def test_a_country_in_the_report_decides():
    assert one("Birmingham voted.", "Birmingham").country == "GBR"
    american = one("Birmingham and Montgomery, in Alabama in the United States, voted.", "Birmingham", "Montgomery",
                   "Alabama", "United States")  # fmt: skip
    assert told(american) == ("city", "USA", "Alabama")


def test_georgia_is_the_state_beside_american_places():
    assert one("Voters in Georgia and in Texas and in Ohio chose.", "Georgia", "Texas", "Ohio").kind == "region"
    assert one("Voters in Georgia and in Armenia chose.", "Georgia", "Armenia").kind == "country"


def test_countries_that_share_a_name():
    assert one("Talks with Korea went on.", "Korea").country == "KOR"
    assert one("Talks with Korea went on in Pyongyang.", "Korea", "Pyongyang").country == "PRK"
    assert one("Talks with Korea went on.", "Korea").reason.startswith("a guess")


def test_new_york_is_the_state_behind_its_town_and_beside_its_city():
    assert one("He died in Saratoga Springs, New York.", "New York", "Saratoga Springs").kind == "region"
    assert one("New York closed its schools, New York City too.", "New York", "New York City").kind == "region"
    assert one("He flew to New York.", "New York").kind == "city"


# ---------------------------------------------------------------- old names, spellings
@pytest.mark.parametrize(
    ("name", "now"),
    [
        ("Kiev", "Kyiv"),
        ("Bombay", "Mumbai"),
        ("Peking", "Beijing"),
        ("Saigon", "Ho Chi Minh City"),
        ("St. Petersburg", "Saint Petersburg"),
        ("Leningrad", "Saint Petersburg"),
        ("Burma", "Myanmar"),
        ("PEKING", "Beijing"),
    ],
)
def test_old_and_other_names(name, now):
    assert one(f"They met in {name}.", name).name == now


def test_a_city_with_and_without_its_word():
    city = one("They met in Kidapawan City in the Philippines.", "Kidapawan City", "Philippines")
    assert told(city)[:2] == ("city", "PHL")
    assert one("They met in the city of Aleppo.", "Aleppo").kind == "city"
    assert one("They met in Aleppo province.", "Aleppo").kind == "region"
    assert one("They met in the province of Aleppo.", "Aleppo").kind == "region"


# ---------------------------------------------------------------- no points
@pytest.mark.parametrize(
    "name",
    ["Western Europe", "Middle East", "Heathrow Airport", "Al-Shifa Hospital", "Black Sea", "Mount Everest", "Volga",
     "White House", "South Lawn", "Weld County", "Soviet Union", "Northern Syria", "Donbas", "Texas", "Syria",
     "Kandahar province", "Hong Kong Island", "Lake Ontario"],
)  # fmt: skip
def test_what_is_no_city_is_no_point(name):
    place = one(f"It happened near {name} on Monday.", name)
    assert place.latitude is None
    assert place.longitude is None
    assert place.geonames is None
    assert place.reason


def test_a_part_of_a_country_has_its_country():
    assert told(one("It happened in Northern Syria.", "Northern Syria"))[:2] == ("region", "SYR")
    assert told(one("It happened in Donbas.", "Donbas"))[:2] == ("region", "UKR")


def test_a_facility_has_the_country_that_the_text_tells():
    place = one("A dairy farm in Weld County, Colorado, burned.", "Weld County", "Colorado")
    assert told(place)[:2] == ("unresolved", "USA")
    assert place.confidence == 0


def test_names_with_such_words_that_are_cities():
    assert one("They met in Cape Town.", "Cape Town").country == "ZAF"
    assert told(one("They met in College Station, Texas.", "College Station", "Texas"))[:2] == ("city", "USA")


# ---------------------------------------------------------------- false certainty
def test_a_small_place_alone_is_not_told():
    place = one("They met in Franklin.", "Franklin")
    assert (place.kind, place.country, place.confidence) == ("unresolved", None, 0)
    assert "small places" in place.reason or "several places" in place.reason


def test_a_guess_says_so():
    place = one("They met in Milagro.", "Milagro")
    assert place.confidence < 0.8
    assert place.reason.startswith("a guess")


def test_what_the_gazetteer_lacks_is_not_told():
    assert one("They met in Gazprom.", "Gazprom").kind == "unresolved"


# ---------------------------------------------------------------- what is no place
def test_spans_that_speak_are_left_out():
    doc = read("Moscow said no. They met in Moscow.", place=["Moscow"])
    found = find_places(doc, actors=[(0, 6)])
    assert [place.span for place in found] == [(28, 34)]


def test_spans_that_are_left_out_are_not_read():
    doc = read("Paris. They met in Lima.", place=["Paris", "Lima"])
    assert [place.name for place in find_places(doc, left_out=[(0, 6)])] == ["Lima"]


def test_an_adjective_is_no_place_whatever_the_recogniser_says():
    assert places("The Iraqi army left.", "Iraqi") == ()


def test_no_names_no_places():
    assert find_places(read("", place=[])) == ()
    assert find_places(read("Nobody was there.")) == ()


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(
    ["Paris", "Texas", ",", "Lebanon", "in", "the", "province", "of", "(", ")", "Georgia", "'s", "capital", "New York",
     "City", "northern", "Syria", "St.", "Mount", "Sea", "Washington", "county", "Kandahar", "É", "🙂", "."]),
    max_size=14))  # fmt: skip
def test_any_words_give_places_within_the_text(words):
    text = " ".join(words)
    doc = read(
        text, place=["Paris", "Texas", "Lebanon", "Georgia", "New York", "Syria", "Mount", "Washington", "É", "Sea"]
    )
    found = find_places(doc)
    assert list(found) == sorted(found, key=lambda place: place.span)
    for place in found:
        start, end = place.span
        assert 0 <= start < end <= len(text)
        assert place.kind in PLACE_KINDS
        assert 0 <= place.confidence <= 1
        assert (place.kind == "unresolved") == (place.confidence == 0)
        assert (place.latitude is None) == (place.longitude is None) == (place.geonames is None)
        assert place.latitude is None or place.kind in ("city", "capital", "country")
        assert place.reason


def test_the_gazetteer_waits_until_a_report_names_a_place():
    code = ("import sys, onrecord, onrecord.cli; from onrecord.places import find_places; "
            "from onrecord.places.load import load_gazetteer; assert load_gazetteer.cache_info().currsize == 0")  # fmt: skip
    subprocess.run([sys.executable, "-c", code], check=True)
