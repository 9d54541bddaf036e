"""Outlets by the names and the domains that they are known by."""

from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from onrecord.codebooks.speakers import fold
from onrecord.codebooks.tables import read_rows
from onrecord.errors import CodebookError

__all__ = ["OutletBook", "load_outlets"]

_COLUMNS = ("name", "aliases", "country", "domains", "source")


@dataclass(slots=True)
class OutletBook:
    """The usual names of outlets, by each of their names and domains."""

    names: dict[str, str] = field(default_factory=dict)
    """Of each name and alias, as `fold` gives it."""
    domains: dict[str, str] = field(default_factory=dict)

    def usual_name(self, name: str) -> str | None:
        """That of an outlet by any of its names; None if it is not listed."""
        return self.names.get(fold(name))

    def of_host(self, host: str) -> str | None:
        """The outlet whose site the host is, by the longest domain that it ends in."""
        labels = host.lower().split(".")
        endings = (".".join(labels[start:]) for start in range(len(labels) - 1))
        return next((self.domains[ending] for ending in endings if ending in self.domains), None)


@lru_cache(maxsize=1)
def load_outlets() -> OutletBook:
    """The outlets of outlets.tsv; raises CodebookError."""
    book = OutletBook()
    for row in read_rows(files("onrecord.codebooks") / "outlets.tsv", _COLUMNS, ("name", "domains")):
        name = row.cells["name"]
        for alias in filter(None, (name, *row.cells["aliases"].split(";"))):
            book.names.setdefault(fold(alias), name)
        for domain in filter(None, row.cells["domains"].split(";")):
            if book.domains.setdefault(domain, name) != name:
                raise CodebookError(f"{row.where}: the domain {domain!r} is also that of {book.domains[domain]}")
    return book
