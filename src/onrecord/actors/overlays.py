"""A user's own table of actors, and how it is laid over the shipped ones; our curated rows have the same columns.

One row says who somebody is and one office that the person held, or what an organisation is. Rows of several offices
repeat the name. What a row leaves blank is unknown, never guessed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from pathlib import Path

from onrecord.actors.codes import COUNTRY_CODES, KINDS, SECTORS
from onrecord.actors.dates import first_day, is_date, last_day
from onrecord.actors.rows import Office, Organisation, Person, Term, items, slug
from onrecord.actors.spellings import family_of, name_key
from onrecord.codebooks.tables import Row, read_rows
from onrecord.errors import CodebookError
from onrecord.exports.files import whole_file

__all__ = [
    "ENTRY_COLUMNS", "Entry", "Problem", "add_entry", "by_line", "entry_line", "examine", "lay_over", "overlap",
    "problem_of", "read_entries",
]  # fmt: skip

ENTRY_COLUMNS = (
    "name", "kind", "country", "sector", "office", "organisation", "title", "from", "to", "confirmed", "aliases",
    "wikidata", "family", "source",
)  # fmt: skip
_NEEDED = ("name", "kind")
_WIKIDATA = re.compile(r"Q[1-9]\d*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a user's table; `where` is its file and line."""

    name: str
    kind: str
    country: str = ""
    sector: str = ""
    office: str = ""
    organisation: str = ""
    title: str = ""
    since: str = ""
    until: str = ""
    confirmed: str = ""
    aliases: tuple[str, ...] = ()
    wikidata: str = ""
    family: str = ""
    source: str = "user"
    where: str = ""

    @property
    def of(self) -> str:
        """Whose office it is: an organisation's id, else a country's code."""
        return self.organisation or self.country

    def term(self, person: str) -> Term:
        """The office that the row tells, held by a person (an id)."""
        return Term(
            person, self.office, self.country, self.organisation, self.title, self.since, self.until, self.confirmed,
            self.source,
        )  # fmt: skip

    def organised(self) -> Organisation:
        """The row as an organisation, armed group or outlet."""
        prefix = {"armed group": "armed", "outlet": "outlet"}.get(self.kind, "org")
        return Organisation(
            f"{prefix}:{slug(self.name)}", self.name, self.kind, self.country, self.sector, self.aliases,
            self.wikidata, self.since, self.until, self.source,
        )  # fmt: skip


# ---------------------------------------------------------------- reading
@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a table: `where` is file and line, `column` is blank where it is the whole row."""

    where: str
    column: str
    what: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.where, self.column, self.what) if part)


def read_entries(path: Traversable | Path, offices: Mapping[str, Office], source: str = "user") -> list[Entry]:
    """The rows of a user's table, each checked and all checked together; raises CodebookError with file and line."""
    entries, problems = examine(path, offices, source)
    if problems:
        raise CodebookError(str(problems[0]))
    return entries


def examine(
    path: Traversable | Path, offices: Mapping[str, Office], source: str = "user"
) -> tuple[list[Entry], list[Problem]]:
    """The rows of a user's table that are right by themselves, and all that is wrong, by line.

    Raises CodebookError if the file is no table at all.
    """
    wrong: list[CodebookError] = []
    entries: list[Entry] = []
    problems: list[Problem] = []
    for row in read_rows(path, ENTRY_COLUMNS, _NEEDED, wrong):
        if found := list(_wrong_cells(row, offices)):
            problems += found
        else:
            entries.append(_entry(row, source))
    problems += (problem_of(error, path) for error in wrong)
    problems += _overlaps(entries, offices)
    problems += _shared_names(entries)
    return entries, sorted(problems, key=by_line)


def by_line(problem: Problem) -> int:
    """The line of a problem with a row."""
    return int(problem.where.rpartition(":")[2])


def problem_of(error: CodebookError, path: Traversable | Path) -> Problem:
    """What an error tells of the file, or of one of its rows, as a problem."""
    where = re.match(rf"({re.escape(str(path))}(?::\d+)?): ", str(error))
    return Problem(where[1], "", str(error)[where.end() :]) if where else Problem(str(path), "", str(error))


def _entry(row: Row, source: str) -> Entry:
    cells = row.cells
    return Entry(
        cells["name"], cells["kind"], cells["country"], cells["sector"], cells["office"], cells["organisation"],
        cells["title"], cells["from"], cells["to"], cells["confirmed"], items(cells["aliases"]), cells["wikidata"],
        cells["family"], cells["source"] or source, row.where,
    )  # fmt: skip


def _wrong_cells(row: Row, offices: Mapping[str, Office]) -> Iterator[Problem]:
    cells = row.cells
    if not name_key(cells["name"]):
        yield Problem(row.where, "name", "it is empty")
    yield from _not_one_of(row, "kind", KINDS)
    if cells["country"] and cells["country"] not in COUNTRY_CODES:
        yield Problem(row.where, "country", f"{cells['country']!r} is no ISO 3166-1 alpha-3 code")
    yield from _not_one_of(row, "sector", ("", *SECTORS))
    if cells["office"] and cells["office"] not in offices:
        what = f"{cells['office']!r} is not in the table of offices; `onrecord actors list --kind offices` lists them"
        yield Problem(row.where, "office", what)
    if cells["kind"] == "person" and not cells["office"]:
        yield Problem(row.where, "office", "a person's row needs one; `other-office` with a title is one")
    if cells["wikidata"] and not _WIKIDATA.fullmatch(cells["wikidata"]):
        yield Problem(row.where, "wikidata", f"{cells['wikidata']!r} is no id such as Q7747")
    yield from _wrong_dates(row)


def _not_one_of(row: Row, column: str, allowed: Sequence[str]) -> Iterator[Problem]:
    if row.cells[column] not in allowed:
        names = ", ".join(name or "(blank)" for name in allowed)
        yield Problem(row.where, column, f"{row.cells[column]!r} is none of {names}")


def _wrong_dates(row: Row) -> Iterator[Problem]:
    dates = {column: row.cells[column] for column in ("from", "to", "confirmed")}
    no_dates = [column for column, date in dates.items() if date and not is_date(date)]
    for column in no_dates:
        yield Problem(row.where, column, f"{dates[column]!r} is no ISO 8601 date (2024-06-18, 2024-06)")
    since, until, confirmed = dates.values()
    if no_dates:
        return
    if since and until and last_day(until) < first_day(since):
        yield Problem(row.where, "to", f"{until} comes before from {since}")
    if since and confirmed and last_day(confirmed) < first_day(since):
        yield Problem(row.where, "confirmed", f"{confirmed} comes before from {since}")
    if until and confirmed and last_day(until) < first_day(confirmed):
        yield Problem(row.where, "confirmed", f"{confirmed} comes after to {until}")
    if row.cells["kind"] == "person" and not until and not confirmed:
        yield Problem(row.where, "confirmed", "to is blank too; say until when the row is known to hold")


def _overlaps(entries: Sequence[Entry], offices: Mapping[str, Office]) -> Iterator[Problem]:
    held: dict[tuple[str, str], list[tuple[str, int, Entry]]] = {}
    for place, entry in enumerate(entries):
        if entry.kind == "person" and offices[entry.office].single:
            held.setdefault((entry.office, entry.of), []).append((_known(entry)[0], place, entry))
    places = {entry.where: place for place, entry in enumerate(entries)}
    for terms in held.values():
        for pair in _rivals([entry for _, _, entry in sorted(terms, key=lambda term: term[:2])]):
            other, entry = sorted(pair, key=lambda one: places[one.where])
            what = (
                f"{entry.name} and {other.name} ({other.where}) hold one office, {entry.office} of {entry.of}, "
                "at the same time"
            )
            yield Problem(entry.where, "from", what)


def _rivals(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Pairs of different people whose terms overlap; the terms come by their first days.

    Each is held against the longest so far, and the longest of anybody else: if one overlaps any, it overlaps these.
    """
    longest: dict[str, tuple[str, Entry]] = {}
    for entry in entries:
        name, end = name_key(entry.name), _known(entry)[1]
        for other, (_, rival) in longest.items():
            if other != name and overlap(entry, rival):
                yield rival, entry
        longest[name] = max((end, entry), longest.get(name, ("", entry)), key=lambda pair: pair[0])
        if len(longest) > 2:
            del longest[min(longest, key=lambda one: longest[one][0])]


def _shared_names(entries: Sequence[Entry]) -> Iterator[Problem]:
    """No alias may name another row's actor, nor may two rows be each other's alias."""
    names = {name_key(entry.name): entry for entry in entries}
    aliases: dict[str, Entry] = {}
    told: set[frozenset[str]] = set()
    for entry in entries:
        for alias in entry.aliases:
            key, own = name_key(alias), name_key(entry.name)
            other, pair = names.get(key), frozenset((key, own))
            if other is not None and key != own and pair not in told:
                told.add(pair)
                cycle = own in map(name_key, other.aliases)
                what = "are each other's alias, a cycle" if cycle else "are two rows, and one is the other's alias"
                yield Problem(entry.where, "aliases", f"{entry.name} and {other.name} ({other.where}) {what}")
            first = aliases.setdefault(key, entry)
            if name_key(first.name) != own:
                yield Problem(entry.where, "aliases", f"{alias!r} is an alias of {first.name} too ({first.where})")


# ---------------------------------------------------------------- laying over
def overlap(one: Entry | Term, other: Entry | Term) -> bool:
    """Whether both are known to hold on more than a day in common: who hands over and who takes over may share one."""
    (a, b), (c, d) = _known(one), _known(other)
    return max(a, c) < min(b, d)


def _known(term: Entry | Term) -> tuple[str, str]:
    """The first and last day of the term that are certain, as far as the row tells."""
    since = last_day(term.since) if term.since else first_day(term.confirmed)
    return since, last_day(term.confirmed) if term.confirmed else first_day(term.until)


def lay_over(
    people: Mapping[str, Person], terms: Iterable[Term], entries: Sequence[Entry], offices: Mapping[str, Office]
) -> tuple[dict[str, Person], list[Term]]:
    """The people and terms with a user's rows, which win.

    A row is about a person of ours when name and country are the same. A term of ours gives way to a row that says who
    held the same office at the same time, or when the same person held it.
    """
    laid = dict(people)
    by_name = {(name_key(name), person.country): person.id for person in people.values() for name in _names(person)}
    added = [entry.term(_enter(laid, by_name, entry)) for entry in entries]
    by_office: dict[tuple[str, str], list[Term]] = {}
    for term in added:
        by_office.setdefault((term.office, term.organisation or term.country), []).append(term)
    kept = [
        term
        for term in terms
        if not any(
            other.person == term.person or (offices[term.office].single and overlap(term, other))
            for other in by_office.get((term.office, term.organisation or term.country), ())
        )
    ]
    return laid, kept + added


def _names(person: Person) -> Iterator[str]:
    yield person.name
    yield from person.aliases


def _enter(people: dict[str, Person], by_name: dict[tuple[str, str], str], entry: Entry) -> str:
    key = (name_key(entry.name), entry.country)
    if id_ := by_name.get(key):
        known = people[id_]
        names = dict.fromkeys([*known.aliases, known.name, *entry.aliases])
        names.pop(entry.name, None)
        people[id_] = replace(
            known, name=entry.name, aliases=tuple(names), wikidata=entry.wikidata or known.wikidata, source=entry.source
        )
        return id_
    id_ = f"person:{slug(entry.name)}"
    if id_ in people:
        id_ = f"{id_}-{entry.country.lower() or 'x'}"
    family = items(entry.family) or family_of(entry.name, entry.country)
    people[id_] = Person(id_, entry.name, family, entry.aliases, entry.country, entry.wikidata, entry.source)
    by_name[key] = id_
    return id_


def entry_line(cells: Mapping[str, str], columns: Sequence[str] = ENTRY_COLUMNS) -> str:
    """A row of a user's table as its line, blank where nothing is given; what a list of gaps offers to fill in."""
    for column, cell in cells.items():
        if column not in ENTRY_COLUMNS:
            raise CodebookError(f"no column {column!r}; the columns are {', '.join(ENTRY_COLUMNS)}")
        if any(character in cell for character in "\t\n\r"):
            raise CodebookError(f"{column} {cell!r} holds a tab or line break; a cell can't")
    if lost := [column for column, cell in cells.items() if cell and column not in columns]:
        raise CodebookError(f"the table has no column {lost[0]!r}; add it to the header")
    line = "\t".join(cells.get(column, "") for column in columns)
    if line.startswith("#"):
        raise CodebookError(f"{columns[0]} {cells[columns[0]]!r} begins with #; such a line is a comment")
    return line


def add_entry(path: Path, cells: Mapping[str, str], offices: Mapping[str, Office]) -> Entry:
    """Write one more row to a user's table, made if it isn't there; the file stays as it was if the row is wrong."""
    before = path.read_text(encoding="utf-8-sig") if _has_rows(path, offices) else ""
    lines = [line for line in before.splitlines() if line.strip() and not line.startswith("#")]
    header = lines[0] if lines else "\t".join(ENTRY_COLUMNS)
    line = entry_line(cells, [column.strip() for column in header.split("\t")])
    with whole_file(path) as stream:
        stream.write((before.rstrip("\n") if lines else header) + f"\n{line}\n")
        stream.flush()
        try:
            entry = read_entries(Path(stream.name), offices)[-1]
        except CodebookError as error:
            raise CodebookError(str(error).replace(stream.name, str(path))) from error
    return replace(entry, where=entry.where.replace(stream.name, str(path)))


def _has_rows(path: Path, offices: Mapping[str, Office]) -> bool:
    """Whether the file is there and holds anything; what is wrong in it is told before anything is added."""
    if not path.exists() or (path.is_file() and not path.stat().st_size):
        return False
    read_entries(path, offices)
    return True
