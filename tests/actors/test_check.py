"""What must hold in the tables, and that its breach is found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.actors.check import check, check_user
from onrecord.actors.overlays import ENTRY_COLUMNS
from onrecord.actors.rows import COLUMNS, table
from onrecord.actors.tables import load_actors
from onrecord.errors import CodebookError


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
    assert check_user(path) == []
    path.write_text("name\tkind\tcountry\nA Body\torganisation\tFR\n", encoding="utf-8")
    (problem,) = check_user(path)
    assert problem.column == "country"
    assert problem.where.endswith("mine.tsv:2")


WRONG = [
    "name kind country office organisation from confirmed aliases",
    " planet FR mayor  May",
    "Jane_Roe person FRA president  2020 2022",
    "A_Body organisation FRA     B one_cell more",
    "Bo_Li person FRA president  2021 2023 Jane_Roe",
    "Al_Fa person FRA other-office org:nowhere 2021 2023",
    "Red outlet FRA   2023 2022 R",
    "Rot outlet FRA     R",
]


def test_all_that_is_wrong_in_a_users_table_is_told_by_line(tmp_path):
    path = tmp_path / "a: strange name.tsv"
    path.write_text("\n".join(WRONG).replace(" ", "\t").replace("_", " "), encoding="utf-8")
    problems = [(int(one.where.removeprefix(f"{path}:")), one.column, one.what) for one in check_user(path)]
    told = [(line, column) for line, column, _ in problems]
    assert told == [
        (2, "name"), (2, "kind"), (2, "country"), (2, "from"),
        (4, ""),
        (5, "from"), (5, "aliases"),
        (6, "organisation"),
        (7, "confirmed"),
    ]  # fmt: skip
    assert problems[4][2].startswith("10 cells in a table of 8 columns")
    assert str(check_user(path)[0]) == f"{path}:2: name: it is empty"


def test_names_that_two_rows_share_are_each_told_once(tmp_path):
    path = tmp_path / "mine.tsv"
    rows = ("Red\toutlet\tR;Rot", "Rot\toutlet\tR;Red")
    path.write_text("name\tkind\taliases\n" + "\n".join(rows), encoding="utf-8")
    assert [problem.what for problem in check_user(path)] == [
        f"Red and Rot ({path}:3) are each other's alias, a cycle",
        f"'R' is an alias of Red too ({path}:2)",
    ]


CELLS = st.sampled_from(
    ["", "x", "person", "outlet", "FRA", "FR", "2020", "2021-13", "president", "a;b", "Q1", "#", "\x00"]
)
LINES = st.lists(st.lists(CELLS, max_size=16).map("\t".join), max_size=8).map("\n".join)


@settings(max_examples=30, deadline=None)
@given(LINES)
def test_whatever_the_rows_a_table_is_used_if_nothing_is_wrong_with_it(tmp_path_factory, lines):
    path = tmp_path_factory.mktemp("tables") / "mine.tsv"
    path.write_text("\t".join(ENTRY_COLUMNS) + "\n" + lines, encoding="utf-8")
    if problems := check_user(path):
        with pytest.raises(CodebookError) as caught:
            load_actors(path)
        assert str(caught.value) == str(problems[0])
    else:
        assert load_actors(path).people
