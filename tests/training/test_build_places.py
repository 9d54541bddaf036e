"""The gazetteer's build: the same bytes each time, and what is kept of the names."""

import gzip

import numpy as np
import pytest

from training.build_places import collect, write

REGIONS = "US.PA\tPennsylvania\tPennsylvania\t6254927\nIQ.01\tAl Anbar\tAl Anbar\t99592\n1X.01\tNowhere\tNowhere\t1\n"
CITIES = (
    "1\tLebanon\t40.3\t-76.4\tUS\tPA\t25000\tLebbanon|LBN|li ba nen|X\n"
    "2\tAl Fallūjah\t33.3\t43.8\tIQ\t01\t200000\tEl Falludzha\n"
)


@pytest.fixture
def entries(tmp_path):
    (tmp_path / "regions.tsv").write_text(REGIONS, encoding="utf-8")
    (tmp_path / "places.tsv.gz").write_bytes(gzip.compress(CITIES.encode()))
    return collect(tmp_path / "places.tsv.gz", tmp_path / "regions.tsv")


def test_regions_come_first_with_their_cities_people(entries):
    assert entries.names == ["Pennsylvania", "Al Anbar", "Lebanon", "Al Fallūjah"]
    assert entries.populations == [25000, 200000, 25000, 200000]
    assert entries.regions == [0, 1, 0, 1]
    assert entries.countries == ["USA", "IRQ", "USA", "IRQ"]


def test_names_keep_capitals_and_lose_articles_codes_and_letters(entries):
    assert set(entries.postings) == {
        "pennsylvania", "al anbar", "anbar", "lebanon", "lebbanon", "al fallujah", "fallujah", "el falludzha",
    }  # fmt: skip
    assert entries.postings["lebanon"] == {2: True}
    assert entries.postings["lebbanon"] == {2: False}


def test_the_file_is_the_same_each_time(entries, tmp_path):
    write(entries, tmp_path / "one.npz")
    write(entries, tmp_path / "other.npz")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "other.npz").read_bytes()
    with np.load(tmp_path / "one.npz") as stored:
        assert stored["keys"].tobytes().startswith(b"al anbar")
        assert stored["postings"].tolist()[0] == 1 << 1


def test_a_country_whose_regions_have_new_codes_has_none(tmp_path):
    (tmp_path / "regions.tsv").write_text(REGIONS, encoding="utf-8")
    cities = CITIES + "3\tRamadi\t33.4\t43.3\tIQ\t77\t100000\t\n"
    (tmp_path / "places.tsv.gz").write_bytes(gzip.compress(cities.encode()))
    entries = collect(tmp_path / "places.tsv.gz", tmp_path / "regions.tsv")
    assert entries.regions[2:] == [0, -1, -1]
