"""What must hold in the tables of actors: every row that breaks it, with file, line and column.

>>> check()
[]
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable
from pathlib import Path

from onrecord.actors.codes import CONDITIONS, COUNTRY_CODES, LEVELS, PEOPLE_KINDS, SECTORS
from onrecord.actors.dates import first_day, is_date, last_day
from onrecord.actors.overlays import Problem, overlap, problem_of
from onrecord.actors.rows import COLUMNS, Term, items, table
from onrecord.actors.spellings import name_key
from onrecord.actors.tables import laid_over, load_actors
from onrecord.codebooks.tables import Row, read_rows
from onrecord.errors import CodebookError

__all__ = ["Problem", "check", "check_user"]

_NAMED = ("organisations", "armed_groups", "outlets")
"""Tables whose names and aliases may each stand for one actor only, unless ambiguous.tsv lists them."""
_OPEN = ("place:", "word:")
"""Candidates that stand for a kind of thing."""


def check_user(path: Path) -> list[Problem]:
    """All that is wrong in a user's table; nothing if it can be laid over ours."""
    try:
        return laid_over(path)[1]
    except CodebookError as error:  # no table at all
        return [problem_of(error, path)]


def check(folder: Traversable | None = None) -> list[Problem]:
    """All that is wrong in the shipped tables; those that lie in the folder are taken from there."""
    book = _Tables(folder)
    found = [problem for name, rows in book.rows.items() for row in rows for problem in _cells(name, row, book)]
    found += _unique(book.rows["people"], "id")
    for name in ("offices", "organisations", "armed_groups"):
        found += _unique(book.rows[name], "id")
    for name, column in (("metonyms", "string"), ("role_nouns", "noun"), ("peoples", "word"), ("ambiguous", "string")):
        found += _unique(book.rows[name], column)
    found += _aliases([row for name in _NAMED for row in book.rows[name]], book.ambiguous)
    found += _aliases(book.rows["countries"], book.ambiguous)
    found += _overlapping_heads(book)
    return found


class _Tables:
    """The rows of all tables, and what their cells may refer to."""

    def __init__(self, folder: Traversable | None) -> None:
        self.rows = {name: _rows(name, folder) for name in COLUMNS}
        self.sources = {row.cells["key"] for row in self.rows["sources"]}
        self.offices = {row.cells["id"]: row.cells["single"] == "yes" for row in self.rows["offices"]}
        self.people = {row.cells["id"] for row in self.rows["people"]}
        self.ambiguous = {name_key(row.cells["string"]) for row in self.rows["ambiguous"]}
        self.countries = {row.cells["iso3"] for row in self.rows["countries"]}
        organisations = self.rows["organisations"] + self.rows["armed_groups"]
        self.organisations = {row.cells["id"] for row in organisations}

    def knows(self, actor: str) -> bool:
        """Whether an actor's id is in the tables; "person:family name" stands for anybody."""
        kind, _, rest = actor.partition(":")
        return (
            actor in self.organisations
            or (kind == "gov" and rest in self.countries)
            or (kind == "person" and (" " in rest or actor in self.people))
            or (kind == "outlet" and bool(load_actors().organisations.get(actor)))
        )


def _rows(name: str, folder: Traversable | None) -> list[Row]:
    here = folder / f"{name}.tsv" if folder is not None else table(name)
    source = here if here.is_file() else table(name)
    return list(read_rows(source, COLUMNS[name], COLUMNS[name]))


# ---------------------------------------------------------------- cell by cell
def _cells(name: str, row: Row, book: _Tables) -> Iterator[Problem]:
    for column, cell in row.cells.items():
        if what := _wrong(name, column, cell, book):
            yield Problem(row.where, column, what)
    if name in ("terms", "organisations", "armed_groups"):
        yield from _dates(row)
    if name == "sources":
        yield from (Problem(row.where, column, "is blank") for column in ("name", "licence") if not row.cells[column])


def _wrong(name: str, column: str, cell: str, book: _Tables) -> str:
    """What is wrong with one cell, "" if nothing."""
    if column == "source":
        return "" if cell in book.sources else f"{cell!r} is not in sources.tsv"
    if column in ("country", "iso3") and cell and cell not in COUNTRY_CODES:
        return f"{cell!r} is no ISO 3166-1 alpha-3 code"
    if column == "countries":
        return next(
            (f"{code!r} is no ISO 3166-1 alpha-3 code" for code in items(cell) if code not in COUNTRY_CODES), ""
        )
    if column == "office" and cell not in book.offices:
        return f"{cell!r} is not in offices.tsv"
    if column == "person" and cell not in book.people:
        return f"{cell!r} is not in people.tsv"
    if column in ("organisation", "actor") and cell and not book.knows(cell):
        return f"{cell!r} is in no table"
    if column == "candidates":
        unknown = (one for one in items(cell) if not one.startswith(_OPEN) and not book.knows(one))
        return next((f"{one!r} is in no table" for one in unknown), "")
    if column in ("from", "to", "confirmed", "as_of") and cell and not is_date(cell):
        return f"{cell!r} is no ISO 8601 date"
    return _not_allowed(name, column, cell)


def _not_allowed(name: str, column: str, cell: str) -> str:
    allowed: dict[tuple[str, str], tuple[str, ...]] = {
        ("offices", "level"): LEVELS,
        ("offices", "sector"): SECTORS,
        ("offices", "single"): ("yes", "no"),
        ("organisations", "sector"): SECTORS,
        ("armed_groups", "sector"): SECTORS,
        ("role_nouns", "sector"): ("", *SECTORS),
        ("role_nouns", "number"): ("person", "group"),
        ("metonyms", "condition"): CONDITIONS,
        ("peoples", "kind"): PEOPLE_KINDS,
    }
    values = allowed.get((name, column))
    needed = column in ("id", "name", "noun", "word", "string", "title", "key", "as_of") and (name, column) != (
        "terms",
        "title",
    )
    if values and cell not in values:
        return f"{cell!r} is none of {', '.join(value or '(blank)' for value in values)}"
    return "is blank" if needed and not cell else ""


def _dates(row: Row) -> Iterator[Problem]:
    since, until, confirmed = (row.cells.get(column, "") for column in ("from", "to", "confirmed"))
    if not all(is_date(date) for date in (since, until, confirmed) if date):
        return
    if since and until and last_day(until) < first_day(since):
        yield Problem(row.where, "to", f"{until} comes before from {since}")
    if confirmed and since and last_day(confirmed) < first_day(since):
        yield Problem(row.where, "confirmed", f"{confirmed} comes before from {since}")
    if confirmed and until and last_day(until) < first_day(confirmed):
        yield Problem(row.where, "confirmed", f"{confirmed} comes after to {until}")
    if "confirmed" in row.cells and not until and not confirmed:
        yield Problem(row.where, "confirmed", "to and confirmed are both blank")


# ---------------------------------------------------------------- row against row
def _unique(rows: Iterable[Row], column: str) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for row in rows:
        key = name_key(row.cells[column]) if column != "id" else row.cells[column]
        if first := seen.setdefault(key, row.where) != row.where and seen[key]:
            yield Problem(row.where, column, f"{row.cells[column]!r} stands in {first} too")


def _aliases(rows: Iterable[Row], ambiguous: set[str]) -> Iterator[Problem]:
    """Names and aliases that two rows share."""
    seen: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for name in (row.cells["name"], *items(row.cells["aliases"])):
            key = name_key(name)
            first = next((other for other in seen[key] if other is not row), None)
            if first is not None and key not in ambiguous:
                yield Problem(row.where, "aliases", f"{name!r} is {first.cells['name']} in {first.where} too")
            seen[key].append(row)


def _overlapping_heads(book: _Tables) -> Iterator[Problem]:
    """Two people who are sure to hold one office of a single holder on the same days."""
    seen: defaultdict[tuple[str, str], list[tuple[Term, str]]] = defaultdict(list)
    for row in book.rows["terms"]:
        term = Term(*(row.cells[column] for column in COLUMNS["terms"]))
        if not book.offices.get(term.office) or not (term.since or term.confirmed):
            continue
        of = term.organisation or term.country
        for other, where in seen[term.office, of]:
            if other.person != term.person and overlap(term, other):
                yield Problem(
                    row.where, "from", f"{term.person} and {other.person} ({where}) are both {term.office} of {of}"
                )
        seen[term.office, of].append((term, row.where))
