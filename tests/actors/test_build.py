"""Building people and terms from sources: what is merged, what gives way, what is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.actors.build import build
from onrecord.actors.check import check
from onrecord.actors.factbook import read_name
from onrecord.actors.positions import office_of
from onrecord.actors.rows import COLUMNS
from onrecord.errors import CodebookError

LEADERS = """iso3	role	rank	title	name	from	to	aliases	source
SYR	HOS	P	President	Bashar al-ASAD	2000-07-17			CIA
ISL	HOS	P	President	Gudni Thorlacius JOHANNESSON	2016-08-01	2024-08-01		CIA
ISL	HOG	P	Prime Minister	Katrin JAKOBSDOTTIR	2017-11-30	2024-04-09		CIA
ISL	HOS	P	President	Halla TOMASDOTTIR	2024-08-01			CIA
GBR	HOG	P		Lieutenant Governor Andrew RIDGEWAY	2006-06-14	2007-06-27		CIA
AIA	HOS	P	King	CHARLES III	2022-09-08			CIA
BMU	HOS	P	King	CHARLES III	2022-09-08			CIA
RUS	HOG	S	Deputy Premier	Dmitriy Nikolayevich KOZAK	2008-10-14	?		CIA
DX	HOS	P	President	Some BODY	2022-09-08			CIA
"""
WIKIDATA = """iso3	position	person	wikidata	from	to	as_of
RUS	Minister of Foreign Affairs	Sergey Lavrov	Q58217	2004-03-09		2022-08-03
FRA	Minister of Culture	Aurélie Filippetti	Q1	2012-05-16	2014-08-25	2022-08-03
FRA	ambassador to Hungary	Some Body	Q2	2012-05-16	2014-08-25	2022-08-03
FRA	Minister of Justice	Early Bird	Q3	2009-01-01		2022-08-03
FRA	Minister of Justice	Late Bird	Q4	2015-01-01	2016-01-01	2022-08-03
"""
CABINETS = """country	title	name
Iceland	Minister of Finance	Bjarni BENEDIKTSSON
Syria	President	Bashar al-ASAD
Russia	Ambassador to the US	Anatoliy Ivanovich ANTONOV
Atlantis	Minister of Finance	Some BODY
"""


def write_sources(folder):
    (folder / "leaders.tsv").write_text(LEADERS, encoding="utf-8")
    (folder / "ministers_wikidata_2022.tsv").write_text(WIKIDATA, encoding="utf-8")
    (folder / "cabinets_cia_2019-06.tsv").write_text(CABINETS, encoding="utf-8")


@pytest.fixture
def resources(tmp_path):
    folder = tmp_path / "resources"
    folder.mkdir()
    write_sources(folder)
    return folder


def table(folder, name):
    lines = (folder / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[2:]
    return [dict(zip(COLUMNS[name], line.split("\t"), strict=True)) for line in lines]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    write_sources(folder)
    build(folder, folder / "built")
    return folder / "built"


def terms(built, person):
    return [row for row in table(built, "terms") if row["person"] == person]


def test_the_same_sources_give_the_same_bytes(resources, built, tmp_path):
    build(resources, tmp_path / "again")
    for name in ("people.tsv", "terms.tsv"):
        assert (tmp_path / "again" / name).read_bytes() == (built / name).read_bytes()


def test_what_is_built_passes_the_check(built):
    assert [problem for problem in check(built) if "ambiguous" not in problem.where] == []


def test_a_curated_row_wins_over_a_source_that_is_wrong(built):
    assad = next(row for row in terms(built, "person:bashar-al-assad") if row["office"] == "president")
    assert (assad["to"], assad["source"]) == ("2024-12-08", "curated")


def test_one_person_of_two_sources_is_one_row(built):
    lavrov = [row for row in table(built, "people") if "Lavrov" in row["name"]]
    assert [(row["name"], row["wikidata"]) for row in lavrov] == [("Sergei Lavrov", "Q58217")]
    assert "Sergey Lavrov" in lavrov[0]["aliases"]


def test_a_head_of_government_is_sure_for_a_year_only_where_the_source_may_have_gaps(built):
    (prime_minister,) = terms(built, "person:katrin-jakobsdottir")
    assert (prime_minister["confirmed"], prime_minister["to"]) == ("2018-11-30", "2024-04-09")
    president = terms(built, "person:gudni-thorlacius-johannesson")
    assert [(row["confirmed"], row["to"]) for row in president] == [("", "2024-08-01")]


def test_a_deputys_end_is_unknown(built):
    kozak = next(row for row in terms(built, "person:dmitry-kozak") if row["office"] == "deputy-prime-minister")
    assert (kozak["from"], kozak["to"], kozak["confirmed"]) == ("2008-10-14", "", "2008-10-14")


def test_an_open_term_that_another_follows_is_sure_on_its_first_day_only(built):
    (early,) = terms(built, "person:early-bird")
    assert (early["to"], early["confirmed"]) == ("", "2009-01-01")


def test_a_cabinet_is_undated(built):
    finance = next(row for row in terms(built, "person:bjarni-benediktsson") if row["office"] == "finance-minister")
    assert (finance["from"], finance["to"], finance["confirmed"]) == ("", "", "2019-06")


def test_kings_of_realms_codes_that_are_none_and_places_that_are_none_are_left_out(built):
    ids = {row["id"] for row in table(built, "people")}
    assert "person:charles-iii" in ids
    assert not ids & {"person:charles-iii-aia", "person:charles-iii-bmu", "person:some-body", "person:andrew-ridgeway"}


@pytest.mark.parametrize("name", ["leaders.tsv", "ministers_wikidata_2022.tsv", "cabinets_cia_2019-06.tsv"])
@pytest.mark.parametrize("content", [b"", b"a\tb\n", b"\xff\xfe\x00\x01"])
def test_a_source_that_is_no_table_is_refused_with_its_name(resources, tmp_path, name, content):
    (resources / name).write_bytes(content)
    with pytest.raises(CodebookError, match=name):
        build(resources, tmp_path / "built")


def test_a_source_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CodebookError, match="can't be read"):
        build(tmp_path, tmp_path / "built")


# ---------------------------------------------------------------- names and offices
@pytest.mark.parametrize(
    ("raw", "country", "name", "family"),
    [
        ("Bashar al-ASAD", "SYR", "Bashar al-Asad", "al-Asad"),
        ("Jan H. EMAN", "ABW", "Jan Eman", "Eman"),
        ("KIM Jong Un", "PRK", "Kim Jong Un", "Kim"),
        ("Dmitriy Anatolyevich MEDVEDEV", "RUS", "Dmitry Medvedev", "Medvedev"),
        ("Evelyn WEVER-CROES", "ABW", "Evelyn Wever-Croes", "Wever-Croes"),
        ("Lt. Gen. Umar Hasan Ahmad al-BASHIR", "SDN", "Umar Hasan Ahmad al-Bashir", "al-Bashir"),
        ("Joseph R. BIDEN Jr.", "USA", "Joseph Biden", "Biden"),
        ("Juan Manuel SANTOS Calderon", "COL", "Juan Manuel Santos Calderon", "Santos"),
    ],
)
def test_a_factbook_name_in_usual_letters(raw, country, name, family):
    found = read_name(raw, country)
    assert found is not None
    assert (found.name, found.family) == (name, family)


@pytest.mark.parametrize(
    "raw",
    [
        "TISA, Hamad KARZAI",
        "Lieutenant Governor Andrew RIDGEWAY",
        "Premiers HUANG Ju",
        "LI Lanqing , WU Bangguo",
        "",
        "X",
        "12",
        "Ahmad Zia MASOOD and Abdul Karim KHALILI",
        "Horta Nta Na MA N",
        "no capitals here",
    ],
)
def test_what_holds_no_one_name_is_none(raw):
    assert read_name(raw, "AFG") is None


@given(st.text(max_size=60), st.sampled_from(("RUS", "PRK", "USA")))
def test_any_cell_gives_a_name_or_none(raw, country):
    found = read_name(raw, country)
    assert found is None or (found.name == " ".join(found.name.split()) and found.family)


@pytest.mark.parametrize(
    ("position", "office"),
    [
        ("Minister of Foreign Affairs & Expatriates", "foreign-minister"),
        ("Secretary of State", "foreign-minister"),
        ("Minister of State for Europe", "deputy-minister"),
        ("Deputy Prime Minister", "deputy-prime-minister"),
        ("Minister of National Defense", "defence-minister"),
        ("Chancellor of the Exchequer", "finance-minister"),
        ("Ambassador to the US", ""),
        ("Justice of the Supreme Court", ""),
        ("Vice-President for Economic Affairs", ""),
        ("Supreme Commander-in-Chief of the Armed Forces", ""),
        ("Governor of Odessa Oblast", "governor"),
    ],
)
def test_positions_are_offices(position, office):
    assert office_of(position) == office
