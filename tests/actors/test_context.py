"""What a report as a whole tells: its home, who issued it, what it is about."""

from datetime import date

import pytest

from onrecord.actors.context import Context, Issuer, read_context
from onrecord.actors.tables import load_actors
from onrecord.record import Place
from onrecord.report import Report
from tests.actors.parsed import document
from tests.texts import read

TABLES = load_actors()
DAY = date(2023, 5, 5)


def context(outlet=None, url=None, day=DAY):
    doc = document("Rain//NOUN/2/nsubj fell/fall/VERB/0/root", report=Report("", published=day, outlet=outlet, url=url))
    return read_context(doc, (), TABLES)


# ---------------------------------------------------------------- home
@pytest.mark.parametrize(
    ("outlet", "home"),
    [
        ("Reuters", "GBR"),
        ("Times of Nowhere Peru", "PER"),
        ("Prime Minister of Australia (transcripts)", "AUS"),
        ("South African Harbour Wire", "ZAF"),
        ("The White House", "USA"),
        ("Harbour Wire", ""),
        (None, ""),
        ("", ""),
    ],
)
def test_an_outlet_is_at_home_where_the_tables_or_its_name_say(outlet, home):
    assert context(outlet).home == home


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://www.harbours.gov/news/1", "USA"),
        ("https://harbours.mil", "USA"),
        ("https://www.harbours.gov.example/news", ""),
        ("https://news.example/harbours.government", ""),
        ("https://news.example/1", ""),
    ],
)
def test_addresses_that_only_the_united_states_have(url, home):
    assert context(url=url).home == home


# ---------------------------------------------------------------- what it is about
def test_a_report_is_about_the_country_that_it_names_most():
    doc = read("Peru and Chile met. Peruvian ships left. Peru won.", place=["Peru", "Chile"], people=["Peruvian"])
    found = read_context(doc, (), TABLES)
    assert found.countries == {"PER": 3, "CHL": 1}
    assert found.about == "PER"


@pytest.mark.parametrize("counted", [{}, {"PER": 2, "CHL": 2}, {"PER": 2, "CHL": 1, "BOL": 1, "ECU": 1}])
def test_a_report_about_none_most_of_all_is_about_none(counted):
    found = Context()
    found.countries.update(counted)
    assert found.about == ""


def test_a_place_that_was_resolved_counts_for_its_country():
    doc = read("Georgia voted. Lakeside voted.", place=["Georgia", "Lakeside"])
    places = [Place((0, 7), "Georgia", "region", "USA"), Place((15, 23), "Lakeside", "unresolved", None)]
    found = read_context(doc, places, TABLES)
    assert found.countries == {"USA": 1}
    assert found.country_at == {0: "USA"}


def test_persons_are_no_countries():
    assert read_context(read("Jordan left.", person=["Jordan"]), (), TABLES).countries == {}


def test_the_day_is_the_reports():
    assert context().day == "2023-05-05"
    assert context(day=None).day == ""


# ---------------------------------------------------------------- who issued it
@pytest.mark.parametrize(
    ("outlet", "person", "body"),
    [
        ("Prime Minister of Australia (transcripts)", "Anthony Albanese", "Government of Australia"),
        ("Office of the Prime Minister of Australia", "Anthony Albanese", "Government of Australia"),
        ("Office of Senator Jane Roe", "Jane Roe", ""),
        ("The White House", "Joe Biden", "United States government"),
        ("NATO", "", "NATO"),
        ("Ministry of Fisheries, Peru", "", "Government of Peru"),
        ("Reuters", "", ""),
        ("Harbour Wire", "", ""),
        (None, "", ""),
    ],
)
def test_an_issuer_is_told_by_the_outlets_name(outlet, person, body):
    assert (context(outlet).issuer.person, context(outlet).issuer.body) == (person, body)


def test_the_title_of_a_named_issuer_is_kept():
    assert context("Office of Senator Jane Roe").issuer.title == "Senator"


def test_who_holds_the_office_is_told_by_the_day():
    assert context("Prime Minister of Australia", day=date(2016, 3, 3)).issuer.person == "Malcolm Turnbull"
    assert context("The White House", day=date(2018, 3, 3)).issuer.person == "Donald Trump"


def test_without_a_day_nobody_holds_an_office():
    assert context("Prime Minister of Australia", day=None).issuer == Issuer("", "Government of Australia")


def test_past_the_last_confirmation_nobody_holds_an_office():
    assert context("Prime Minister of Australia", day=date(2094, 1, 1)).issuer.person == ""
