"""The gazetteer: cities of 5,000 people and more, first-order regions, countries; loaded when it is first asked.

The cities and regions are GeoNames' (https://www.geonames.org, CC BY 4.0), compiled by
`python -m training.build_places` into one file of columns. A name is found by halving the sorted keys: nothing is built
in memory.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from onrecord.codebooks.tables import check_one_of, read_rows
from onrecord.errors import CodebookError
from onrecord.places.keys import place_key, region_key

__all__ = ["AREA_KINDS", "Area", "Candidate", "Gazetteer", "load_gazetteer", "regions_of"]

AREA_KINDS = ("area", "water", "relief", "facility", "former")
_COLUMNS = {
    "ids", "latitudes", "longitudes", "countries", "regions", "populations", "names", "name_starts", "keys",
    "key_starts", "postings", "posting_starts", "country_codes",
}  # fmt: skip
_COUNTRY_COLUMNS = ("iso3", "name", "government", "aliases", "capitals", "people", "plurals", "wikidata", "source")
_AREA_COLUMNS = ("name", "kind", "country", "aliases")
_OLD_COLUMNS = ("name", "now", "country")


class Candidate(NamedTuple):
    """A city or a first-order region that a name may stand for."""

    row: int
    """Its row in the gazetteer."""
    name: str
    geonames: int
    country: str
    """ISO 3166-1 alpha-3."""
    region: int
    """The row of the region that it lies in, -1 where none is known; of a region, its own."""
    population: int
    """Of a region: that of its cities together."""
    latitude: float
    longitude: float
    is_region: bool
    main: bool
    """Whether it is looked up by its main name, not by another one."""


class Area(NamedTuple):
    """A part of the earth that is no point: "Middle East", "Donbas"; its country only where it lies in one alone."""

    name: str
    kind: str
    country: str


@dataclass(slots=True)
class Gazetteer:
    """Cities and regions in columns, and the small tables of countries, areas and old names as dictionaries by key."""

    columns: Mapping[str, npt.NDArray[np.generic]]
    blob: bytes
    names: bytes
    codes: Sequence[str]
    countries: dict[str, tuple[str, ...]] = field(default_factory=dict)
    country_names: dict[str, str] = field(default_factory=dict)
    capitals: set[tuple[str, str]] = field(default_factory=set)
    capital_names: set[str] = field(default_factory=set)
    peoples: dict[str, str] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    old: dict[str, tuple[str, str]] = field(default_factory=dict)

    def find(self, key: str) -> list[Candidate]:
        """All that the key may name, main names and large ones first."""
        place = self._row_of(key.encode())
        if place is None:
            return []
        starts = self.columns["posting_starts"]
        return [
            self._candidate(int(posting) >> 1, not int(posting) & 1)
            for posting in self.columns["postings"][int(starts[place]) : int(starts[place + 1])]
        ]

    def region_name(self, row: int) -> str:
        """The name of the region of that row; "" for -1."""
        return self._name(row) if row >= 0 else ""

    def country_name(self, code: str) -> str:
        """The name of a country; its code where the codebook of countries lacks it."""
        return self.country_names.get(code, code)

    def _row_of(self, key: bytes) -> int | None:
        starts, low, high = self.columns["key_starts"], 0, len(self.columns["key_starts"]) - 1
        while low < high:
            middle = (low + high) // 2
            if self.blob[int(starts[middle]) : int(starts[middle + 1])] < key:
                low = middle + 1
            else:
                high = middle
        found = low < len(starts) - 1 and self.blob[int(starts[low]) : int(starts[low + 1])] == key
        return low if found else None

    def _name(self, row: int) -> str:
        starts = self.columns["name_starts"]
        return self.names[int(starts[row]) : int(starts[row + 1])].decode()

    def _candidate(self, row: int, main: bool) -> Candidate:
        columns = self.columns
        latitude = float(columns["latitudes"][row])
        return Candidate(
            row,
            self._name(row),
            int(columns["ids"][row]),
            self.codes[int(columns["countries"][row])],
            int(columns["regions"][row]),
            int(columns["populations"][row]),
            latitude,
            float(columns["longitudes"][row]),
            bool(np.isnan(latitude)),
            main,
        )


def regions_of(gazetteer: Gazetteer, key: str) -> list[Candidate]:
    """The regions that a key, a renamed one or a shortened one ("Pa.") names, whatever word for region is in it."""
    key = gazetteer.states.get(key, key)
    now, country = gazetteer.old.get(key) or gazetteer.old.get(region_key(key), (key, ""))
    found = {one.row: one for name in dict.fromkeys((now, region_key(key), key)) for one in gazetteer.find(name)}
    return [one for one in found.values() if one.is_region and one.main and country in ("", one.country)]


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """The gazetteer shipped with the package; raises CodebookError if a part is missing or broken."""
    here = files("onrecord.places")
    try:
        with (here / "gazetteer.npz").open("rb") as file, np.load(file, allow_pickle=False) as stored:
            columns = {name: stored[name] for name in stored.files}
    except (OSError, ValueError, BadZipFile) as error:
        raise CodebookError(f"places/gazetteer.npz can't be read ({error}); install onrecord again") from error
    if missing := _COLUMNS - columns.keys():
        raise CodebookError(f"places/gazetteer.npz lacks {', '.join(sorted(missing))}; install onrecord again")
    blob, names = columns.pop("keys").tobytes(), columns.pop("names").tobytes()
    gazetteer = Gazetteer(columns, blob, names, [str(code) for code in columns.pop("country_codes")])
    _read_countries(gazetteer)
    _read_areas(gazetteer)
    return gazetteer


def _read_countries(gazetteer: Gazetteer) -> None:
    table = files("onrecord.codebooks") / "countries.tsv"
    for row in read_rows(table, _COUNTRY_COLUMNS, ("iso3", "name")):
        code, name = row.cells["iso3"], row.cells["name"]
        gazetteer.country_names[code] = name
        for one in (name, *_items(row.cells["aliases"])):
            gazetteer.countries[place_key(one)] = (code,)
        for one in (*_items(row.cells["people"]), *_items(row.cells["plurals"])):
            gazetteer.peoples.setdefault(place_key(one), code)
        for one in _items(row.cells["capitals"]):
            gazetteer.capitals.add((place_key(one), code))
            gazetteer.capital_names.add(place_key(one))


def _read_areas(gazetteer: Gazetteer) -> None:
    here = files("onrecord.places")
    for row in read_rows(here / "territories.tsv", ("iso3", "name", "aliases"), ("iso3", "name")):
        gazetteer.country_names.setdefault(row.cells["iso3"], row.cells["name"])
        for one in (row.cells["name"], *_items(row.cells["aliases"])):
            gazetteer.countries.setdefault(place_key(one), (row.cells["iso3"],))
    for row in read_rows(here / "areas.tsv", _AREA_COLUMNS, _AREA_COLUMNS):
        check_one_of(row, "kind", AREA_KINDS)
        check_one_of(row, "country", ("", *gazetteer.country_names))
        area = Area(row.cells["name"], row.cells["kind"], row.cells["country"])
        for one in (area.name, *_items(row.cells["aliases"])):
            gazetteer.areas[place_key(one)] = area
    for row in read_rows(here / "states.tsv", ("short", "state"), ("short", "state")):
        gazetteer.states[place_key(row.cells["short"])] = place_key(row.cells["state"])
    renamed: dict[str, tuple[str, ...]] = {}
    for row in read_rows(here / "old_names.tsv", _OLD_COLUMNS, _OLD_COLUMNS):
        check_one_of(row, "country", tuple(gazetteer.country_names))
        key, now, country = place_key(row.cells["name"]), place_key(row.cells["now"]), row.cells["country"]
        if now:
            gazetteer.old[key] = (now, country)
        else:
            renamed[key] = (*renamed.get(key, ()), country)
    gazetteer.countries.update(renamed)


def _items(cell: str) -> list[str]:
    return [item for item in cell.split(";") if item]
