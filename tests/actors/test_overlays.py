"""A user's table: what is refused, with file, line and column; adding a row."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onrecord.actors.overlays import ENTRY_COLUMNS, add_entry, entry_line, read_entries
from onrecord.actors.tables import load_actors
from onrecord.errors import CodebookError

OFFICES = load_actors().offices
GOOD = {
    "name": "Jane Roe",
    "kind": "person",
    "country": "FRA",
    "office": "president",
    "from": "2024-01",
    "confirmed": "2025",
}


def written(tmp_path, *rows, columns=ENTRY_COLUMNS):
    path = tmp_path / "mine.tsv"
    lines = ["\t".join(columns), *("\t".join(row.get(column, "") for column in columns) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"kind": "planet"}, "kind: 'planet' is none of"),
        ({"name": "…"}, "name: it is empty"),
        ({"country": "FR"}, "country: 'FR' is no ISO 3166-1 alpha-3 code"),
        ({"sector": "XXX"}, "sector: 'XXX' is none of"),
        ({"office": "king-of-kings"}, "office: 'king-of-kings' is not in the table"),
        ({"office": ""}, "office: a person's row needs one"),
        ({"from": "1 May 2024"}, "from: '1 May 2024' is no ISO 8601 date"),
        ({"from": "2024-13"}, "is no ISO 8601 date"),
        ({"to": "2023-01-01", "confirmed": ""}, "to: 2023-01-01 comes before from 2024-01"),
        ({"confirmed": "2020"}, "confirmed: 2020 comes before from 2024-01"),
        ({"to": "2024-06", "confirmed": "2025"}, "confirmed: 2025 comes after to 2024-06"),
        ({"confirmed": ""}, "confirmed: to is blank too"),
        ({"wikidata": "7747"}, "wikidata: '7747' is no id"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_line(tmp_path, changed, message):
    with pytest.raises(CodebookError, match=r"mine\.tsv:3") as caught:
        read_entries(written(tmp_path, GOOD | {"name": "John Doe", "country": "ITA"}, GOOD | changed), OFFICES)
    assert message in str(caught.value)


def test_a_missing_column_is_refused(tmp_path):
    with pytest.raises(CodebookError, match="the header lacks kind"):
        read_entries(written(tmp_path, GOOD, columns=("name", "country")), OFFICES)


def test_two_holders_of_one_office_are_refused(tmp_path):
    other = GOOD | {"name": "John Doe", "from": "2024-06-01"}
    with pytest.raises(
        CodebookError, match=r"mine\.tsv:3: from: John Doe and Jane Roe .*mine\.tsv:2.*president of FRA"
    ):
        read_entries(written(tmp_path, GOOD, other), OFFICES)


def test_who_hands_over_and_who_takes_over_may_share_a_day(tmp_path):
    first = GOOD | {"from": "2020-01-01", "to": "2024-05-01", "confirmed": ""}
    second = GOOD | {"name": "John Doe", "from": "2024-05-01"}
    assert len(read_entries(written(tmp_path, first, second), OFFICES)) == 2


def test_a_cycle_of_aliases_is_refused(tmp_path):
    one = {"name": "Blue Force", "kind": "armed group", "aliases": "Red Force"}
    other = {"name": "Red Force", "kind": "armed group", "aliases": "Blue Force"}
    with pytest.raises(CodebookError, match=r"mine\.tsv:2: aliases: .* a cycle"):
        read_entries(written(tmp_path, one, other), OFFICES)


def test_an_alias_of_two_is_refused(tmp_path):
    one = {"name": "Blue Force", "kind": "armed group", "aliases": "BF"}
    other = {"name": "Big Force", "kind": "armed group", "aliases": "BF"}
    with pytest.raises(CodebookError, match="'BF' is an alias of Blue Force too"):
        read_entries(written(tmp_path, one, other), OFFICES)


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"\x00" * 50, b"name\tkind\nx\ty\tz\n", b"x\n", b"kind\tkind\tname\n"]
)
def test_what_is_no_table_is_refused_with_its_name(tmp_path, content):
    path = tmp_path / "mine.tsv"
    path.write_bytes(content)
    with pytest.raises(CodebookError, match=r"mine\.tsv"):
        read_entries(path, OFFICES)


def test_a_table_without_rows_is_empty(tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_bytes(b"name\tkind\n")
    assert read_entries(path, OFFICES) == []


@pytest.mark.parametrize("content", [b"", b"# nothing\n", b"\n\n"])
def test_a_table_without_a_header_is_refused(tmp_path, content):
    path = tmp_path / "mine.tsv"
    path.write_bytes(content)
    with pytest.raises(CodebookError, match=r"mine\.tsv:1: empty"):
        read_entries(path, OFFICES)


@pytest.mark.parametrize("name", ["#MeToo", "a\tb", "a\nb"])
def test_a_name_that_would_not_be_read_again_is_not_added(tmp_path, name):
    path = written(tmp_path, GOOD)
    before = path.read_bytes()
    with pytest.raises(CodebookError):
        add_entry(path, GOOD | {"name": name}, OFFICES)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["mine.tsv"]


def test_a_table_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CodebookError, match="can't be read"):
        read_entries(tmp_path / "none.tsv", OFFICES)


def test_a_row_is_added_and_read_back(tmp_path):
    path = tmp_path / "mine.tsv"
    add_entry(path, GOOD, OFFICES)
    added = add_entry(path, GOOD | {"name": "John Doe", "country": "ITA"}, OFFICES)
    assert added.name == "John Doe"
    assert [entry.name for entry in read_entries(path, OFFICES)] == ["Jane Roe", "John Doe"]
    assert list(tmp_path.iterdir()) == [path]


def test_a_wrong_row_leaves_the_file_as_it_was(tmp_path):
    path = tmp_path / "mine.tsv"
    add_entry(path, GOOD, OFFICES)
    before = path.read_bytes()
    for wrong in (GOOD | {"country": "XX"}, GOOD | {"name": "a\tb"}, {"nme": "x"}):
        with pytest.raises(CodebookError):
            add_entry(path, wrong, OFFICES)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_column_that_the_table_lacks_is_told(tmp_path):
    path = written(tmp_path, {"name": "A Body", "kind": "organisation"}, columns=("name", "kind"))
    with pytest.raises(CodebookError, match="no column 'country'"):
        add_entry(path, {"name": "B Body", "kind": "organisation", "country": "FRA"}, OFFICES)


@given(st.text(st.characters(exclude_characters="\t\n\r", exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1))
def test_a_line_has_a_cell_for_each_column(name):
    assume(not name.startswith("#"))
    assert entry_line({"name": name}).split("\t")[0] == name
    assert len(entry_line({"name": name}).split("\t")) == len(ENTRY_COLUMNS)


_YEARS = st.tuples(st.sampled_from("ABC"), st.integers(2000, 2012), st.integers(0, 4))


@given(st.lists(_YEARS, max_size=8))
def test_two_holders_at_once_are_found_wherever_they_stand(tmp_path_factory, terms):
    rows = [
        GOOD | {"name": f"{name} Roe", "from": f"{since}-01-01", "confirmed": f"{since + years}-12-31"}
        for name, since, years in terms
    ]
    clash = any(
        one[0] != other[0] and max(one[1], other[1]) <= min(one[1] + one[2], other[1] + other[2])
        for one in terms
        for other in terms
    )
    path = written(tmp_path_factory.mktemp("terms"), *rows)
    if clash:
        with pytest.raises(CodebookError, match="at the same time"):
            read_entries(path, OFFICES)
    else:
        assert len(read_entries(path, OFFICES)) == len(rows)
