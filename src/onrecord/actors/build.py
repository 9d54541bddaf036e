"""Builds the tables of people and terms from public sources, with our curated rows laid over them.

The sources lie in one folder: `leaders.tsv` and `cabinets_cia_2019-06.tsv` (CIA, public domain),
`ministers_wikidata_2022.tsv` (Wikidata, CC0). The same sources and overlays give the same bytes.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from onrecord.actors.dates import first_day, is_date, last_day
from onrecord.actors.factbook import clean_title, read_name
from onrecord.actors.overlays import Entry, overlap, read_entries
from onrecord.actors.positions import office_of
from onrecord.actors.rows import COLUMNS, Office, Source, cells_of, slug
from onrecord.actors.spellings import family_of, name_key, skeleton
from onrecord.codebooks.tables import read_rows
from onrecord.errors import CodebookError

__all__ = ["Built", "build"]

_SINCE = "2000"
"""Terms that ended before are left out."""
_COUNTRY_NAMES = {
    "Bahamas, The": "BHS", "Burma": "MMR", "Congo, Democratic Republic of the": "COD", "Congo, Republic of the": "COG",
    "Gambia, The": "GMB", "Holy See (Vatican City)": "VAT", "Korea, North": "PRK", "Korea, South": "KOR",
    "Micronesia, Federated States of": "FSM", "Cote d'Ivoire": "CIV", "Cook Islands": "COK",
}  # fmt: skip
_OVERLAYS = ("heads", "ministers", "officials", "leaders")


@dataclass(slots=True)
class _Figure:
    """Somebody as the build comes to know them, from the best source on."""

    name: str
    country: str
    source: str
    family: str = ""
    aliases: list[str] = field(default_factory=list)
    wikidata: str = ""
    terms: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class Built:
    """What a build made, and what it left out, by reason."""

    people: int = 0
    terms: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


def build(resources: Path, into: Path) -> Built:
    """Read the sources in a folder and write people.tsv and terms.tsv into another; raises CodebookError."""
    cast = _Cast(_offices(), {row[0]: Source(*row) for row in cells_of("sources")})
    cast.add(_curated(cast.offices))
    cast.add(_wikidata(resources / "ministers_wikidata_2022.tsv", cast))
    cast.add(_leaders(resources / "leaders.tsv", cast))
    cast.add(_cabinets(resources / "cabinets_cia_2019-06.tsv", cast))
    return cast.write(into)


def _offices() -> dict[str, Office]:
    return {row[0]: Office(row[0], row[1], row[2], row[3], row[4] == "yes", row[5]) for row in cells_of("offices")}


# ---------------------------------------------------------------- who is who
class _Cast:
    """The figures found so far: rows of a lesser source join them, or give way to them."""

    def __init__(self, offices: dict[str, Office], sources: dict[str, Source]) -> None:
        self.offices = offices
        self.sources = sources
        self.left_out: Counter[str] = Counter()
        self._figures: list[_Figure] = []
        self._by_name: dict[tuple[str, str], _Figure] = {}
        self._by_skeleton: dict[tuple[str, str], _Figure] = {}
        self._by_office: defaultdict[tuple[str, str], list[tuple[_Figure, Entry]]] = defaultdict(list)

    def add(self, entries: Iterable[Entry]) -> None:
        """All rows of one source, those of an office in the order of their beginnings."""
        for entry in sorted(entries, key=lambda entry: (entry.of, entry.office, entry.since or entry.confirmed)):
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        figure = self._find(entry)
        rivals = self._by_office[entry.office, entry.of]
        if figure is not None and self._known_already(figure, entry, rivals):
            return
        if self.offices[entry.office].single and any(
            other is not figure and overlap(entry, term) for other, term in rivals
        ):
            self.left_out[f"{entry.source}: another held the office then"] += 1
            return
        figure = self._joined(figure, entry)
        figure.terms.append(entry)
        rivals.append((figure, entry))

    def _find(self, entry: Entry) -> _Figure | None:
        names = (entry.name, *entry.aliases)
        for name in names:
            if found := self._by_name.get((name_key(name), entry.country)):
                return found
        if entry.source == "curated":
            return self._by_name.get((name_key(entry.name), ""))
        alike = (self._by_skeleton.get((skeleton(name), entry.country)) for name in names if " " in name_key(name))
        return next((found for found in alike if found and _may_be_one(found, entry)), None)

    def _known_already(self, figure: _Figure, entry: Entry, rivals: list[tuple[_Figure, Entry]]) -> bool:
        """Whether a better source tells this term; one that is open may be confirmed until later by this one."""
        for place, (other, term) in enumerate(rivals):
            if other is not figure or not _touch(term, entry):
                continue
            self._confirm(figure, rivals, place, entry)
            self._enrich(figure, entry)
            return True
        return False

    def _confirm(self, figure: _Figure, rivals: list[tuple[_Figure, Entry]], place: int, entry: Entry) -> None:
        term = rivals[place][1]
        both_open = not term.until and not entry.until
        if both_open and entry.confirmed > term.confirmed and entry.source != term.source:
            later = replace(term, confirmed=entry.confirmed)
            rivals[place] = figure, later
            figure.terms[figure.terms.index(term)] = later

    def _joined(self, figure: _Figure | None, entry: Entry) -> _Figure:
        if figure is None:
            figure = _Figure(entry.name, entry.country, entry.source, entry.family)
            self._figures.append(figure)
        self._enrich(figure, entry)
        return figure

    def _enrich(self, figure: _Figure, entry: Entry) -> None:
        for name in (entry.name, *entry.aliases):
            if name != figure.name and name not in figure.aliases:
                figure.aliases.append(name)
            for country in dict.fromkeys(
                (entry.country, figure.country, "") if entry.source == "curated" else (entry.country,)
            ):
                self._by_name.setdefault((name_key(name), country), figure)
                if " " in name_key(name):
                    self._by_skeleton.setdefault((skeleton(name), country), figure)
        figure.wikidata = figure.wikidata or entry.wikidata

    def write(self, into: Path) -> Built:
        """people.tsv and terms.tsv, sorted, the ids made from the names."""
        into.mkdir(parents=True, exist_ok=True)
        ids = self._ids()
        people = [_person_row(figure, ids[place]) for place, figure in enumerate(self._figures)]
        terms = [_term_row(term, ids[place]) for place, figure in enumerate(self._figures) for term in figure.terms]
        _write(into / "people.tsv", "people", sorted(people))
        _write(into / "terms.tsv", "terms", sorted(terms))
        return Built(len(people), len(terms), self.left_out)

    def _ids(self) -> list[str]:
        """Of two with one name the first keeps it bare; the next have their country, then a number."""
        taken: set[str] = set()
        ids = []
        for figure in self._figures:
            base = f"person:{slug(figure.name)}"
            tries = [
                base,
                f"{base}-{figure.country.lower()}",
                *(f"{base}-{figure.country.lower()}-{n}" for n in range(2, 99)),
            ]
            ids.append(next(id_ for id_ in tries if id_ not in taken))
            taken.add(ids[-1])
        return ids


def _may_be_one(figure: _Figure, entry: Entry) -> bool:
    """Whether nothing tells two names of one skeleton apart: another id, or other names in the middle."""
    if figure.wikidata and entry.wikidata and figure.wikidata != entry.wikidata:
        return False
    ours = set().union(*(_middle(name) for name in (figure.name, *figure.aliases)))
    theirs = set().union(*(_middle(name) for name in (entry.name, *entry.aliases)))
    return not ours or not theirs or bool(ours & theirs)


def _middle(name: str) -> set[str]:
    return {skeleton(word) for word in name.split()[1:-1] if len(word) > 2} - {""}


def _touch(one: Entry, other: Entry) -> bool:
    """Whether two terms of one person in one office are one: they overlap, or one begins as the other ends."""
    low, high = (one, other) if _begin(one) <= _begin(other) else (other, one)
    return _begin(high) <= _end(low) or (not low.until and not high.until)


def _begin(entry: Entry) -> str:
    return first_day(entry.since or entry.confirmed)


def _end(entry: Entry) -> str:
    return last_day(entry.until or entry.confirmed)


def _person_row(figure: _Figure, id_: str) -> tuple[str, ...]:
    family = [figure.family] if figure.family else [*family_of(figure.name, figure.country)]
    if figure.source != "factbook":
        others = (part for alias in figure.aliases if " " in alias for part in family_of(alias, figure.country))
        family += [part for part in others if skeleton(part) in map(skeleton, family)]
    family = list(dict.fromkeys(family))
    both_ways = [*figure.aliases, *_turned(figure)]
    aliases = {name_key(alias): alias for alias in reversed(both_ways)}
    aliases.pop(name_key(figure.name), None)
    return (
        id_,
        figure.name,
        ";".join(family),
        ";".join(reversed(aliases.values())),
        figure.country,
        figure.wikidata,
        figure.source,
    )


def _turned(figure: _Figure) -> list[str]:
    """A Japanese name in its own order: "Abe Shinzo"."""
    names = [name.split() for name in (figure.name, *figure.aliases)] if figure.country == "JPN" else []
    return [f"{words[1]} {words[0]}" for words in names if len(words) == 2]


def _term_row(entry: Entry, id_: str) -> tuple[str, ...]:
    return (
        id_, entry.office, entry.country, entry.organisation, entry.title, entry.since, entry.until, entry.confirmed,
        entry.source,
    )  # fmt: skip


def _write(path: Path, name: str, rows: Sequence[tuple[str, ...]]) -> None:
    comment = "# Built by `onrecord data build` from the sources and overlays; change the overlays, not this file.\n"
    lines = ["\t".join(row) for row in (COLUMNS[name], *rows)]
    path.write_text(comment + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")


# ---------------------------------------------------------------- the sources
def _curated(offices: dict[str, Office]) -> Iterator[Entry]:
    here = files("onrecord.actors") / "overlays"
    for name in _OVERLAYS:
        yield from read_entries(here / f"{name}.tsv", offices, "curated")


def _rows(path: Path, columns: Sequence[str]) -> Iterator[dict[str, str]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise CodebookError(f"{path}: can't be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise CodebookError(f"{path}: not UTF-8 text (byte {error.start})") from error
    reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    if missing := [column for column in columns if column not in (reader.fieldnames or ())]:
        raise CodebookError(f"{path}:1: the header lacks {', '.join(missing)}")
    for number, row in enumerate(reader, start=2):
        if None in row or None in row.values():
            raise CodebookError(f"{path}:{number}: not as many cells as the header has")
        yield {column: row[column].strip() for column in columns}


def _wikidata(path: Path, cast: _Cast) -> list[Entry]:
    as_of = cast.sources["wikidata"].as_of
    found = []
    for row in _rows(path, ("iso3", "position", "person", "wikidata", "from", "to")):
        office = office_of(row["position"])
        latin = row["person"][:1] < "Ͱ"
        if (
            row["iso3"] == "INT"
            or not latin
            or not office
            or not is_date(row["from"])
            or (row["to"] and not is_date(row["to"]))
        ):
            cast.left_out["wikidata: no office of ours, no date of beginning, or no Latin name"] += 1
        elif row["to"] and (row["to"] < _SINCE or last_day(row["to"]) < first_day(row["from"])):
            cast.left_out["wikidata: ended before 2000, or before it began"] += 1
        else:
            found.append(
                Entry(
                    row["person"],
                    "person",
                    row["iso3"],
                    office=office,
                    title=row["position"],
                    since=row["from"],
                    until=row["to"],
                    confirmed="" if row["to"] else as_of,
                    wikidata=row["wikidata"],
                    source="wikidata",
                )
            )
    return list(_with_ends_known(found, cast.offices))


def _leaders(path: Path, cast: _Cast) -> list[Entry]:
    """Heads and their deputies. A deputy's end is unknown: known to hold on the first day only."""
    as_of = cast.sources["factbook"].as_of
    left_out, known = _left_out(), {code for code, *_ in cells_of("countries")}
    found: dict[tuple[str, str, str, str], Entry] = {}
    for row in _rows(path, ("iso3", "role", "rank", "title", "name", "from", "to", "aliases")):
        title = clean_title(row["title"])
        office, name = _leader_office(title, row["rank"]), read_name(row["name"], row["iso3"])
        until = row["to"] if is_date(row["to"]) else ""
        if not office or name is None or not is_date(row["from"]):
            cast.left_out["factbook: the cells hold no one office and name"] += 1
            continue
        if row["iso3"] not in known or (name_key(name.name), row["iso3"], office) in left_out or until == row["from"]:
            cast.left_out["factbook: known to be wrong"] += 1
            continue
        if until and until < _SINCE:
            continue
        confirmed = _sure_until(row["from"], until, office) if row["rank"] == "P" else row["from"]
        confirmed = confirmed or ("" if until else as_of)
        entry = Entry(
            name.name, "person", row["iso3"], office=office, title=title, since=row["from"], until=until,
            confirmed=confirmed, aliases=name.aliases, family=name.family, source="factbook",
        )  # fmt: skip
        key = (row["iso3"], office, name.name, row["from"])
        if key not in found or (until and not found[key].until):
            found[key] = entry
    return list(_with_ends_known(_of_one_country(found.values(), cast), cast.offices))


def _sure_until(since: str, until: str, office: str) -> str:
    """Each term ends where the next in the source begins; heads of government in between may be missing in it.

    So of theirs only the first year is sure.
    """
    later = f"{int(since[:4]) + 1}{since[4:]}"
    return later if office == "prime-minister" and until > later else ""


def _of_one_country(entries: Iterable[Entry], cast: _Cast) -> list[Entry]:
    """Without heads who are given for several countries: kings of realms, presidents of territories, slips."""
    entries = list(entries)
    countries: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for entry in entries:
        countries[entry.office, entry.name, entry.since].add(entry.country)
    kept = [entry for entry in entries if len(countries[entry.office, entry.name, entry.since]) == 1]
    cast.left_out["factbook: given for several countries"] += len(entries) - len(kept)
    return kept


def _left_out() -> set[tuple[str, str, str]]:
    columns = ("name", "country", "office", "note")
    rows = read_rows(files("onrecord.actors") / "overlays" / "left_out.tsv", columns, columns[:3])
    return {(name_key(row.cells["name"]), row.cells["country"], row.cells["office"]) for row in rows}


def _leader_office(title: str, rank: str) -> str:
    office = office_of(title)
    deputies = ("vice-president", "deputy-prime-minister")
    heads = ("president", "prime-minister", "chancellor", "monarch", "governor-general", "chief-executive", "pope")
    return office if office in (heads if rank == "P" else deputies) else ""


def _cabinets(path: Path, cast: _Cast) -> Iterator[Entry]:
    """Undated, and some were stale when it was published: they tell who is who, and no office on any day."""
    as_of = cast.sources["cabinets"].as_of
    for row in _rows(path, ("country", "title", "name")):
        country, office = _country_code(row["country"]), office_of(row["title"])
        name = read_name(row["name"], country)
        if not country or not office or name is None:
            cast.left_out["cabinets: no country, office or name of ours"] += 1
            continue
        yield Entry(
            name.name, "person", country, office=office, title=row["title"], confirmed=as_of, aliases=name.aliases,
            family=name.family, source="cabinets",
        )  # fmt: skip


@cache
def _country_codes() -> dict[str, str]:
    codes = dict(_COUNTRY_NAMES)
    for cells in cells_of("countries"):
        codes.update({name: cells[0] for name in (cells[1], *cells[3].split(";")) if name})
    return codes


def _country_code(name: str) -> str:
    return _country_codes().get(name, "")


def _with_ends_known(entries: list[Entry], offices: dict[str, Office]) -> Iterator[Entry]:
    """An open term that somebody else's later term follows has ended, nobody knows when: sure on its first day only."""
    latest: dict[tuple[str, str], str] = {}
    for entry in entries:
        key = (entry.office, entry.country)
        latest[key] = max(latest.get(key, ""), entry.since)
    for entry in entries:
        followed = offices[entry.office].single and latest[entry.office, entry.country] > entry.since
        old = not entry.until and entry.source == "wikidata" and entry.since < "2014"
        yield replace(entry, confirmed=entry.since) if not entry.until and (followed or old) else entry
