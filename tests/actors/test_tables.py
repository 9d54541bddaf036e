"""Who held what when, and what names stand for."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.actors.rows import Term
from onrecord.actors.tables import load_actors
from onrecord.errors import CodebookError

TABLES = load_actors()
HEADER = "name\tkind\tcountry\tsector\toffice\torganisation\ttitle\tfrom\tto\tconfirmed\taliases\twikidata\n"


def holders(office, of, day, **options):
    return [held.person.name for held in TABLES.holders(office, of, day, **options)]


@pytest.mark.parametrize(
    ("office", "of", "day", "name"),
    [
        ("president", "RUS", "2010-06-01", "Dmitry Medvedev"),
        ("president", "RUS", date(2024, 6, 18), "Vladimir Putin"),
        ("foreign-minister", "RUS", "2024-06-18", "Sergei Lavrov"),
        ("foreign-minister", "GBR", "2024-06-18", "David Cameron"),
        ("president", "SYR", "2024-12-01", "Bashar al-Assad"),
        ("president", "PSE", "2024-12-01", "Mahmoud Abbas"),
        ("council-chair", "SDN", "2023-05-01", "Abdel Fattah al-Burhan"),
        ("secretary-general", "org:un", "2015-03-03", "Ban Ki-moon"),
        ("group-leader", "armed:hezbollah", "2024-09-01", "Hassan Nasrallah"),
        ("supreme-leader", "PRK", "2024-06-18", "Kim Jong Un"),
    ],
)
def test_an_office_has_its_holder_on_a_day(office, of, day, name):
    assert holders(office, of, day) == [name]


@pytest.mark.parametrize(
    ("office", "of", "day", "name"),
    [
        ("president", "SYR", "2024-12-20", "Bashar al-Assad"),
        ("president", "USA", "2021-01-21", "Donald Trump"),
        ("foreign-minister", "GBR", "2024-07-10", "David Cameron"),
        ("president", "RUS", "2094-01-01", "Vladimir Putin"),
        ("president", "RUS", None, "Vladimir Putin"),
    ],
)
def test_no_office_is_asserted_outside_its_dates(office, of, day, name):
    assert name not in holders(office, of, day)


def test_past_the_last_confirmation_an_open_term_is_unconfirmed():
    assert holders("president", "RUS", "2094-01-01", unconfirmed=True) == ["Vladimir Putin"]
    assert holders("president", "SYR", "2094-01-01", unconfirmed=True) == ["Ahmed al-Sharaa"]


def test_an_undated_row_is_never_asserted():
    undated = [term for term in TABLES.terms if not term.since]
    assert undated
    assert all(term.standing(day) != "held" for term in undated for day in ("2019-06-15", "2020-01-01", "1999-01-01"))


def test_terms_of_a_person_put_the_one_held_first():
    (putin,) = TABLES.named("Vladimir Putin")
    held = TABLES.terms_of(putin.id, "2010-01-01")
    assert held[0].office.id == "prime-minister"
    assert held[0].standing == "held"
    assert {found.standing for found in held} == {"held", "after", "before"}


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Muammar Qaddafi", "Muammar Gaddafi"),
        ("Moamer Kadhafi", "Muammar Gaddafi"),
        ("MBS", "Mohammed bin Salman"),
        ("Volodymyr Zelenskiy", "Volodymyr Zelensky"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Binyamin Netanyahu", "Benjamin Netanyahu"),
        ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
        ("Abu Mohammed al-Golani", "Ahmed al-Sharaa"),
    ],
)
def test_a_person_is_found_by_other_spellings(spelling, name):
    assert [person.name for person in TABLES.named(spelling)] == [name]


def test_a_romanisation_that_no_row_has_is_proposed():
    assert not TABLES.named("Sergej Lawrow")
    assert "Sergei Lavrov" in [person.name for person in TABLES.spelt_like("Sergej Lawrow")]
    assert TABLES.spelt_like("Lavrov") == []


@pytest.mark.parametrize("family", ["Assad", "al-Assad", "ASSAD"])
def test_a_family_name_is_found_with_and_without_its_article(family):
    assert "Bashar al-Assad" in [person.name for person in TABLES.family(family)]


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Russian", "RUS"),
        ("Russians", "RUS"),
        ("Frenchmen", "FRA"),
        ("South Korean", "KOR"),
        ("Palestinians", "PSE"),
        ("Britons", "GBR"),
        ("Swiss", "CHE"),
        ("Nigerien", "NER"),
        ("Nigerian", "NGA"),
        ("Filipinos", "PHL"),
    ],
)
def test_nations_by_adjective_and_demonym(word, code):
    assert [country.iso3 for country in TABLES.nation(word)] == [code]


@pytest.mark.parametrize(
    ("name", "code"),
    [("Britain", "GBR"), ("U.S.", "USA"), ("the Philippines", "PHL"), ("Türkiye", "TUR"), ("Burma", "MMR")],
)
def test_countries_by_any_name(name, code):
    assert [country.iso3 for country in TABLES.country(name)] == [code]


@pytest.mark.parametrize(("name", "code"), [("Kyiv", "UKR"), ("Kiev", "UKR"), ("Pyongyang", "PRK")])
def test_capitals_speak_for_their_governments(name, code):
    assert [country.iso3 for country in TABLES.capital_of(name)] == [code]


def test_a_people_that_is_no_nation_has_only_candidates():
    assert not TABLES.nation("Kurds")
    kurds = TABLES.people_of("Kurds")
    assert kurds is not None
    assert set(kurds.countries) == {"TUR", "IRQ", "SYR", "IRN"}


@pytest.mark.parametrize(
    ("words", "actor", "condition"),
    [
        ("the Kremlin", "org:kremlin", "always"),
        ("Downing Street", "org:downing-street", "speaks"),
        ("the Elysee", "org:elysee", "always"),
        ("Brussels", "org:eu", "context"),
        ("Whitehall", "gov:GBR", "speaks"),
    ],
)
def test_metonyms_say_for_whom_and_on_what_condition(words, actor, condition):
    metonym = TABLES.metonym(words)
    assert metonym is not None
    assert (metonym.actor, metonym.condition) == (actor, condition)


@pytest.mark.parametrize(
    ("noun", "sector", "number"),
    [
        ("spokeswomen", "", "person"),
        ("officials", "GOV", "person"),
        ("troops", "MIL", "group"),
        ("police", "POL", "group"),
        ("lawmakers", "LEG", "group"),
        ("rebels", "REB", "group"),
        ("protester", "CVL", "person"),
        ("gunmen", "UAF", "person"),
    ],
)
def test_role_nouns_tell_the_sector_where_they_do(noun, sector, number):
    role = TABLES.role(noun)
    assert role is not None
    assert (role.sector, role.number) == (sector, number)


@pytest.mark.parametrize("noun", ["river", "a cabinet meeting", "avalanche", ""])
def test_other_nouns_are_no_roles(noun):
    assert TABLES.role(noun) is None


@pytest.mark.parametrize("name", ["Georgia", "Korea", "Jordan", "Congo", "Guinea", "Kim", "Washington", "Chad", "Bush"])
def test_ambiguous_names_list_their_candidates(name):
    found = TABLES.ambiguous(name)
    assert found is not None
    assert found.candidates


@pytest.mark.parametrize(
    ("name", "id_", "sector"),
    [
        ("Nato", "org:nato", "IGO"),
        ("Daesh", "armed:islamic-state", "REB"),
        ("Revolutionary Guards", "org:irgc", "MIL"),
        ("AFP", "outlet:agence-france-presse", "MED"),
        ("Amnesty", "org:amnesty", "NGO"),
    ],
)
def test_organisations_by_any_name(name, id_, sector):
    (found,) = TABLES.organisation(name)
    assert (found.id, found.sector) == (id_, sector)


def test_titles_tell_the_country_only_where_they_do():
    assert TABLES.title("Secretary of State")[0].country == "USA"
    assert TABLES.title("Foreign Minister")[0].country == ""
    assert TABLES.title("NATO Secretary General")[0].organisation == "org:nato"


def test_every_row_has_a_source_with_licence_and_date():
    used = {row.source for row in (*TABLES.terms, *TABLES.people.values(), *TABLES.organisations.values())}
    assert used <= TABLES.sources.keys()
    assert all(source.licence and source.as_of for source in TABLES.sources.values())


# ---------------------------------------------------------------- standing
DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@given(DAYS, st.integers(0, 4000), DAYS, st.sampled_from((4, 7, 10)))
def test_a_closed_term_is_held_only_inside_its_dates(since, length, day, grain):
    until = since + timedelta(days=length)
    term = Term("p", "president", "USA", "", "", str(since)[:grain], str(until)[:grain], "", "user")
    standing = term.standing(day)
    if standing == "held":
        assert since <= day <= until
    if grain == 10:
        assert (standing == "held") == (since <= day <= until)


@given(DAYS, DAYS)
def test_an_open_term_is_held_until_it_was_confirmed(since, day):
    confirmed = since + timedelta(days=365)
    term = Term("p", "president", "USA", "", "", str(since), "", str(confirmed), "user")
    expected = "before" if day < since else "held" if day <= confirmed else "unconfirmed"
    assert term.standing(day) == expected


# ---------------------------------------------------------------- the user's own
def own(tmp_path, *rows):
    path = tmp_path / "mine.tsv"
    path.write_text(HEADER + "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


def person(name, country, office, since, until="", confirmed="", aliases="", organisation=""):
    return (name, "person", country, "", office, organisation, "", since, until, confirmed, aliases, "")


def test_a_users_rows_win(tmp_path):
    path = own(tmp_path, person("Jane Roe", "RUS", "foreign-minister", "2024-01-01", confirmed="2026-01-01"))
    tables = load_actors(path)
    assert [held.person.name for held in tables.holders("foreign-minister", "RUS", "2024-06-18")] == ["Jane Roe"]
    assert holders("foreign-minister", "RUS", "2024-06-18") == ["Sergei Lavrov"]


def test_a_users_row_may_correct_one_of_ours(tmp_path):
    path = own(
        tmp_path, person("Sergei Lavrov", "RUS", "foreign-minister", "2004-03-09", "2024-02-01", aliases="Lawrow")
    )
    tables = load_actors(path)
    assert tables.holders("foreign-minister", "RUS", "2024-06-18") == []
    assert [found.name for found in tables.named("Lawrow")] == ["Sergei Lavrov"]
    assert [found.name for found in tables.named("Sergey Lavrov")] == ["Sergei Lavrov"]


def test_a_users_organisation_takes_the_place_of_ours(tmp_path):
    row = ("United Nations", "organisation", "", "IGO", "", "", "", "", "", "", "The Organisation", "")
    (found,) = load_actors(own(tmp_path, row)).organisation("The Organisation")
    assert found.id == "org:un"


def test_an_unknown_organisation_is_refused(tmp_path):
    path = own(
        tmp_path, person("Jane Roe", "", "secretary-general", "2024", confirmed="2025", organisation="org:nowhere")
    )
    with pytest.raises(CodebookError, match=r"mine\.tsv:2: organisation: 'org:nowhere'"):
        load_actors(path)
