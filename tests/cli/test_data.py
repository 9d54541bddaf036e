"""`onrecord data build`: the tables of people made anew from sources."""

import os
import shutil

import pytest

LEADERS = (
    "iso3\trole\trank\ttitle\tname\tfrom\tto\taliases\nISL\tHOS\tP\tPresident\tHalla TOMASDOTTIR\t2024-08-01\t\t\n"
)
WIKIDATA = "iso3\tposition\tperson\twikidata\tfrom\tto\nFRA\tMinister of Culture\tAda Roe\tQ1\t2012-05-16\t2014-08-25\n"
CABINETS = "country\ttitle\tname\nIceland\tMinister of Finance\tBjarni BENEDIKTSSON\nAtlantis\tPresident\tSome BODY\n"


@pytest.fixture
def sources(tmp_path):
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "leaders.tsv").write_text(LEADERS, encoding="utf-8")
    (folder / "ministers_wikidata_2022.tsv").write_text(WIKIDATA, encoding="utf-8")
    (folder / "cabinets_cia_2019-06.tsv").write_text(CABINETS, encoding="utf-8")
    return folder


def test_the_same_sources_give_the_same_bytes_and_it_says_what_it_wrote(run, sources, tmp_path):
    folders = [tmp_path / "one", tmp_path / "two"]
    for seed, folder in enumerate(folders):
        done = run("data", "build", "--from", sources, "--into", folder, env=os.environ | {"PYTHONHASHSEED": str(seed)})
        assert done.returncode == 0, done.stderr
        told = done.stdout.decode().splitlines()
        assert told[:2] == [f"{folder / name} written" for name in ("people.tsv", "terms.tsv")]
        assert "left out, cabinets: no country, office or name of ours: 1 row" in told
        assert sorted(path.name for path in folder.iterdir()) == ["people.tsv", "terms.tsv"]
    for name in ("people.tsv", "terms.tsv"):
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes()
    assert "person:ada-roe\tAda Roe" in (folders[0] / "people.tsv").read_text(encoding="utf-8")


def test_a_source_that_is_wrong_leaves_the_tables_as_they_were(run, sources, tmp_path):
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "people.tsv").write_text("as it was", encoding="utf-8")
    (sources / "cabinets_cia_2019-06.tsv").write_bytes(b"\xff\xfe")
    done = run("data", "build", "--from", sources, "--into", tables)
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.decode() == f"onrecord: {sources / 'cabinets_cia_2019-06.tsv'}: not UTF-8 text (byte 0)\n"
    assert [path.name for path in tables.iterdir()] == ["people.tsv"]
    assert (tables / "people.tsv").read_text(encoding="utf-8") == "as it was"


def test_a_folder_that_is_not_there_or_a_file_in_its_place_is_told(run, sources, tmp_path):
    missing = run("data", "build", "--from", tmp_path / "none")
    assert missing.returncode == 2
    assert b"is no folder" in missing.stderr
    into_file = run("data", "build", "--from", sources, "--into", sources / "leaders.tsv")
    assert into_file.returncode == 1
    assert into_file.stderr.decode() == f"onrecord: {sources / 'leaders.tsv'}: File exists\n"
    shutil.rmtree(sources)
    sources.mkdir()
    empty = run("data", "build", "--from", sources, "--into", tmp_path / "into")
    assert empty.returncode == 1
    assert b"can't be read" in empty.stderr
