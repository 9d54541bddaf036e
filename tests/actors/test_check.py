"""What must hold in the tables, and that its breach is found."""

import pytest

from onrecord.actors.check import check, check_user
from onrecord.actors.rows import COLUMNS, table


def test_the_shipped_tables_hold():
    assert check() == []


TERM = {
    "person": "person:vladimir-putin", "office": "president", "country": "FRA", "from": "2020-01-01",
    "to": "2020-12-31", "source": "curated",
}  # fmt: skip
GROUP = {
    "id": "armed:x",
    "name": "The X Force",
    "kind": "armed group",
    "country": "FRA",
    "sector": "REB",
    "source": "curated",
}


BREACHES = [
    ("terms", TERM, "from", "are both president of FRA"),
    ("terms", TERM | {"country": "XX"}, "country", "no ISO 3166-1"),
    ("terms", TERM | {"office": "tsar"}, "office", "not in offices.tsv"),
    ("terms", TERM | {"person": "person:nobody-at-all"}, "person", "not in people.tsv"),
    ("terms", TERM | {"to": "2019"}, "to", "comes before from"),
    ("terms", TERM | {"from": "May"}, "from", "no ISO 8601"),
    ("terms", TERM | {"source": ""}, "source", "not in sources.tsv"),
    ("terms", TERM | {"to": ""}, "confirmed", "both blank"),
    ("armed_groups", GROUP | {"sector": "ARMY"}, "sector", "is none of"),
    ("armed_groups", GROUP | {"id": "armed:hamas"}, "id", "stands in"),
    ("armed_groups", GROUP | {"aliases": "ISIS"}, "aliases", "is Islamic State"),
    ("armed_groups", GROUP | {"id": "armed:y", "name": "United Nations"}, "aliases", "is United Nations"),
    (
        "metonyms",
        {"string": "X House", "actor": "org:nowhere", "condition": "always", "source": "curated"},
        "actor",
        "in no table",
    ),
    (
        "metonyms",
        {"string": "X House", "actor": "org:un", "condition": "often", "source": "curated"},
        "condition",
        "is none of",
    ),
    ("ambiguous", {"string": "Xland", "candidates": "gov:XXX", "source": "curated"}, "candidates", "in no table"),
    ("role_nouns", {"noun": "xer", "sector": "", "number": "many", "source": "curated"}, "number", "is none of"),
    ("sources", {"key": "x", "name": "X", "as_of": "2020"}, "licence", "is blank"),
    ("sources", {"key": "x", "name": "X", "licence": "MIT"}, "as_of", "is blank"),
]


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """All that is found wrong when each table has the rows of BREACHES at its end."""
    folder = tmp_path_factory.mktemp("tables")
    for name in {name for name, *_ in BREACHES}:
        rows = ["\t".join(row.get(column, "") for column in COLUMNS[name]) for of, row, *_ in BREACHES if of == name]
        shipped = table(name).read_text(encoding="utf-8")
        (folder / f"{name}.tsv").write_text(shipped + "\n".join(rows) + "\n", encoding="utf-8")
    return folder, check(folder)


@pytest.mark.parametrize(("number", "breach"), list(enumerate(BREACHES)))
def test_a_breach_is_found_with_its_place(found, number, breach):
    folder, problems = found
    name, _, column, what = breach
    after = sum(1 for of, *_ in BREACHES[number + 1 :] if of == name)
    line = (folder / f"{name}.tsv").read_text(encoding="utf-8").count("\n") - after
    here = [problem for problem in problems if problem.where.endswith(f"{name}.tsv:{line}")]
    assert any(problem.column == column and what in problem.what for problem in here), here


def test_a_users_table_is_checked(tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text("name\tkind\tcountry\nA Body\torganisation\tFRA\n", encoding="utf-8")
    assert check_user(path) is None
    path.write_text("name\tkind\tcountry\nA Body\torganisation\tFR\n", encoding="utf-8")
    problem = check_user(path)
    assert problem is not None
    assert problem.column == "country"
    assert problem.where.endswith("mine.tsv:2")
