import numpy as np
import pytest

from onrecord.codebooks.tables import read_rows
from onrecord.errors import CodebookError
from onrecord.places import load
from onrecord.places.keys import place_key
from onrecord.places.load import load_gazetteer, regions_of


def test_a_city_is_found_by_its_names_the_largest_first():
    found = load_gazetteer().find("paris")
    assert (found[0].name, found[0].country, found[0].main, found[0].is_region) == ("Paris", "FRA", True, False)
    assert {"USA", "FRA"} <= {one.country for one in found}


def test_a_city_lies_in_its_region():
    gazetteer = load_gazetteer()
    lebanon = next(one for one in gazetteer.find("lebanon") if gazetteer.region_name(one.region) == "Pennsylvania")
    assert lebanon.latitude == pytest.approx(40.3, abs=0.1)
    assert lebanon.longitude == pytest.approx(-76.4, abs=0.1)


def test_a_region_is_no_point():
    texas = next(one for one in load_gazetteer().find("texas") if one.is_region)
    assert np.isnan(texas.latitude)
    assert texas.region == texas.row
    assert texas.population > 10_000_000


@pytest.mark.parametrize("key", ["", "zzzzz", "\x00", "ÿ", "parisx", "pariss"])
def test_what_is_no_name_is_not_found(key):
    assert load_gazetteer().find(key) == []


def test_regions_are_found_shortened_renamed_and_with_their_word():
    gazetteer = load_gazetteer()
    for key, name in [("pa", "Pennsylvania"), ("chechen republic", "Chechnya"), ("sumy oblast", "Sumy")]:
        assert [one.name for one in regions_of(gazetteer, key)] == [name]


def test_every_old_name_is_a_place_of_its_country():
    gazetteer = load_gazetteer()
    assert [
        old for old, (now, land) in gazetteer.old.items() if not any(o.country == land for o in gazetteer.find(now))
    ] == []


def test_no_area_is_a_country_too():
    gazetteer = load_gazetteer()
    assert gazetteer.areas.keys() & gazetteer.countries.keys() == set()


def test_every_shortened_state_is_one():
    gazetteer = load_gazetteer()
    assert [short for short in gazetteer.states if not regions_of(gazetteer, short)] == []


def test_the_table_of_areas_has_no_name_twice():
    here = load.files("onrecord.places")
    columns = ("name", "kind", "country", "aliases")
    keys = [place_key(row.cells["name"]) for row in read_rows(here / "areas.tsv", columns, columns)]
    assert len(keys) == len(set(keys))


def test_a_broken_file_says_what_to_do(monkeypatch, tmp_path):
    (tmp_path / "gazetteer.npz").write_bytes(b"PK\x03\x04 cut short")
    monkeypatch.setattr(load, "files", lambda package: tmp_path)
    with pytest.raises(CodebookError, match="install onrecord again"):
        load.load_gazetteer.__wrapped__()


def test_a_file_without_a_column_names_it(monkeypatch, tmp_path):
    np.savez(tmp_path / "gazetteer.npz", ids=np.zeros(1))
    monkeypatch.setattr(load, "files", lambda package: tmp_path)
    with pytest.raises(CodebookError, match=r"lacks .*latitudes"):
        load.load_gazetteer.__wrapped__()
