"""`python -m training.build_places`: src/onrecord/places/gazetteer.npz from GeoNames; the same bytes each time.

It reads the data folder's resources/places_5000.tsv.gz (GeoNames' cities5000: id, name, latitude, longitude, country,
region, population, other names parted by "|") and training/data/regions.tsv (GeoNames' admin1CodesASCII). Of the other
names it keeps those that begin with a capital: the small ones are romanised letter by letter, as no paper does.
"""

import argparse
import gzip
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from babel.core import get_global

from onrecord.codebooks.tables import read_rows
from onrecord.places.keys import ARTICLES, place_key, region_key
from training.sources import CHECKOUT, shared_folder

OUTPUT = CHECKOUT / "src" / "onrecord" / "places" / "gazetteer.npz"
_CODE = re.compile(r"[A-Z]{2,4}\d?")
_SHORTEST = 3
_LOST = 0.1
"""The share of a country's cities with an unknown region from which all its codes are taken to be new."""
_ARABIC = frozenset("AE BH DZ EG IQ JO KW LB LY MA OM PS QA SA SD SY TN YE".split())
"""Where a name's first "Al" is an article, which papers leave out: "Al Fallūjah" is their Fallujah."""


@dataclass(slots=True)
class Entries:
    """The gazetteer's rows while they are collected."""

    ids: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    latitudes: list[float] = field(default_factory=list)
    longitudes: list[float] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    regions: list[int] = field(default_factory=list)
    populations: list[int] = field(default_factory=list)
    postings: defaultdict[str, dict[int, bool]] = field(default_factory=lambda: defaultdict(dict))
    """By key, the rows it may name, and whether it is their main name."""

    def add(self, id: int, name: str, latitude: float, longitude: float, country: str, region: int, people: int) -> int:
        """A row, found by its main name; gives its number."""
        for column, value in (
            (self.ids, id), (self.names, name), (self.latitudes, latitude), (self.longitudes, longitude),
            (self.countries, country), (self.regions, region), (self.populations, people),
        ):  # fmt: skip
            column.append(value)  # type: ignore[attr-defined]
        row = len(self.ids) - 1
        self.name(row, place_key(name), main=True)
        return row

    def name(self, row: int, key: str, *, main: bool) -> None:
        """Let the row be found by a key; once main, always main."""
        if len(key) >= _SHORTEST or main:
            self.postings[key][row] = main or self.postings[key].get(row, False)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.build_places", description=__doc__)
    resources = shared_folder() / "resources"
    parser.add_argument("--places", type=Path, default=resources / "places_5000.tsv.gz")
    parser.add_argument("--regions", type=Path, default=CHECKOUT / "training" / "data" / "regions.tsv")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    chosen = parser.parse_args()
    entries = collect(chosen.places, chosen.regions)
    write(entries, chosen.output)
    print(f"{len(entries.ids)} places, {len(entries.postings)} names, {chosen.output.stat().st_size} bytes")


def collect(places: Path, regions: Path) -> Entries:
    """The regions, then the cities, each with its names."""
    entries, codes = Entries(), _codes()
    rows: dict[str, int] = {}
    for line in regions.read_text(encoding="utf-8").splitlines():
        code, name, plain, id = line.split("\t")
        country = codes.get(code.partition(".")[0])
        if country is None:
            continue
        row = rows[code] = entries.add(int(id), name, np.nan, np.nan, country, len(entries.ids), 0)
        for one in (name, plain):
            entries.name(row, place_key(one), main=True)
            entries.name(row, region_key(one), main=True)
    with gzip.open(places, "rt", encoding="utf-8") as lines:
        cities = [line.rstrip("\n").split("\t") for line in lines]
    for land in _renumbered(cities, rows):
        rows = {code: row for code, row in rows.items() if not code.startswith(f"{land}.")}
    for cells in cities:
        _add_city(entries, cells, rows, codes)
    return entries


def _renumbered(cities: list[list[str]], rows: dict[str, int]) -> list[str]:
    """Countries whose regions have other codes in the two files: their cities' regions can't be told."""
    lost = Counter(cells[4] for cells in cities if f"{cells[4]}.{cells[5]}" not in rows)
    held = Counter(cells[4] for cells in cities)
    return [land for land, number in lost.items() if number > _LOST * held[land]]


def _add_city(entries: Entries, cells: list[str], rows: dict[str, int], codes: dict[str, str]) -> None:
    id, name, latitude, longitude, land, region, people, others = cells
    home = rows.get(f"{land}.{region}", -1)
    row = entries.add(int(id), name, float(latitude), float(longitude), codes[land], home, int(people))
    if home >= 0:
        entries.populations[home] += int(people)
    if land in _ARABIC and (bare := _without_article(place_key(name))):
        entries.name(row, bare, main=False)
    for other in others.split("|"):
        if other[:1].isupper() and not _CODE.fullmatch(other):
            entries.name(row, place_key(other), main=False)


def _without_article(key: str) -> str:
    """The key of an Arabic name without its article; "" if it has none."""
    first, _, rest = key.partition(" ")
    return rest if first in ARTICLES else ""


def _codes() -> dict[str, str]:
    """Alpha-3 codes by alpha-2, of the countries that the codebook names; from the Unicode CLDR."""
    table = CHECKOUT / "src" / "onrecord" / "codebooks" / "countries.tsv"
    columns = ("iso3", "name", "government", "aliases", "capitals", "people", "plurals", "wikidata", "source")
    known = {row.cells["iso3"] for row in read_rows(table, columns, ("iso3",))}
    codes = {
        two[0]: three for three, two in get_global("territory_aliases").items() if len(two) == 1 and three in known
    }
    lacking = {two[0]: three for three, two in get_global("territory_aliases").items()
               if len(three) == 3 and three.isalpha() and len(two) == 1}  # fmt: skip
    return lacking | codes | {"XK": "XKX", "AN": "ANT"}


def write(entries: Entries, output: Path) -> None:
    """The columns in one file, compressed; names and keys as one string of bytes each, with where each begins."""
    keys = sorted(entries.postings, key=str.encode)
    postings = [
        sorted(
            ((row << 1) | (not main) for row, main in entries.postings[key].items()),
            key=lambda posting: (posting & 1, -entries.populations[posting >> 1], posting),
        )
        for key in keys
    ]
    codes = sorted(set(entries.countries))
    np.savez_compressed(
        output,
        ids=np.array(entries.ids, np.uint32),
        latitudes=np.array(entries.latitudes, np.float32),
        longitudes=np.array(entries.longitudes, np.float32),
        countries=np.array([codes.index(country) for country in entries.countries], np.uint8),
        regions=np.array(entries.regions, np.int16),
        populations=np.array(entries.populations, np.uint32),
        names=np.frombuffer("".join(entries.names).encode(), np.uint8),
        name_starts=_starts([len(name.encode()) for name in entries.names]),
        keys=np.frombuffer("".join(keys).encode(), np.uint8),
        key_starts=_starts([len(key.encode()) for key in keys]),
        postings=np.array([one for found in postings for one in found], np.uint32),
        posting_starts=_starts([len(found) for found in postings]),
        country_codes=np.array(codes, "U3"),
    )


def _starts(lengths: list[int]) -> np.ndarray:
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.uint32)


if __name__ == "__main__":
    main()
