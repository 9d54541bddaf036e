"""`onrecord actors`: who is who, from the command line; a table of the user's own."""

import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from onrecord.cli import app

MINE = (
    "name\tkind\tcountry\toffice\tfrom\tto\tconfirmed\taliases\n"
    "Jane Roe\tperson\tFRA\tforeign-minister\t2030-02-01\t\t2030-06-01\tJ. Roe\n"
    "Blue Shield\tarmed group\tSDN\t\t\t\t\tBS\n"
)


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text(MINE, encoding="utf-8")
    return path


@pytest.fixture
def ask(tmp_path, monkeypatch):
    """The command within this process, which spares reading the tables again: exit code, output, errors."""
    monkeypatch.chdir(tmp_path)

    def ask(*arguments, code=0):
        done = CliRunner().invoke(app, ["actors", *map(str, arguments)])
        assert done.exit_code == code, done.output
        assert done.exception is None or isinstance(done.exception, SystemExit)
        return done

    return ask


def ask_json(ask, *arguments, code=0):
    return json.loads(ask(*arguments, "--format", "json", code=code).stdout)


class TestInAProcess:
    def test_show_tells_who_held_an_office_on_the_day_and_where_that_is_from(self, run):
        done = run("actors", "show", "Sergei Lavrov", "--on", "2024-06-18")
        lines = done.stdout.decode().splitlines()
        assert done.returncode == 0
        assert lines[0].startswith("Sergei Lavrov · person · RUS · person:sergei-lavrov · Q58217")
        assert any("2004-03-09" in line and "held" in line and "curated" in line for line in lines)
        assert "(Apache-2.0)" in done.stdout.decode()

    def test_the_users_table_comes_from_the_environment_too(self, run, mine):
        environment = os.environ | {"ONRECORD_ACTORS": str(mine)}
        done = run("actors", "list", "--country", "France", "--on", "2030-03-01", "--kind", "people", env=environment)
        assert done.returncode == 0
        assert any("Jane Roe" in line and " held " in line for line in done.stdout.decode().splitlines())

    def test_a_row_is_added_and_a_wrong_one_leaves_the_file_as_it_was(self, run, mine, tmp_path):
        added = run("actors", "add", mine, "Café Ltd", "--kind", "organisation", "--country", "FRA")
        assert (added.returncode, added.stdout.decode()) == (0, f"{mine}:4: Café Ltd added\n")
        before = mine.read_bytes()
        refused = run("actors", "add", mine, "Joe Doe", "--office", "foreign-minister", "--country", "FRA",
                      "--from", "2030-03", "--confirmed", "2030-06")  # fmt: skip
        assert refused.returncode == 2
        assert refused.stderr.decode().startswith(f"onrecord: {mine}:5: from: Joe Doe and Jane Roe ({mine}:2)")
        assert refused.stderr.count(b"\n") == 1
        assert mine.read_bytes() == before
        assert [path.name for path in tmp_path.iterdir()] == ["mine.tsv"]

    def test_a_name_that_would_act_on_the_terminal_is_shown_harmless(self, run, mine):
        mine.write_text(MINE + "Red \x1b[31mHat\x9b\torganisation\tFRA\t\t\t\t\t\n", encoding="utf-8")
        shown = run("actors", "show", "person:jane-roe", "--actors", mine)
        listed = run("actors", "list", "--kind", "organisations", "--actors", mine)
        missing = run("actors", "show", "\x1b[31m\x9b")
        assert missing.returncode == 1
        for output in (shown.stdout, listed.stdout, missing.stderr):
            assert output
            assert b"\x1b" not in output
            assert b"\xc2\x9b" not in output
        assert "Red \ufffd[31mHat\ufffd" in listed.stdout.decode()

    def test_the_command_line_loads_no_table_before_it_needs_one(self):
        script = "import sys; import onrecord.cli; print(*[name for name in sys.modules if '.actors.' in name])"
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
        assert done.stdout == b"\n"


# ---------------------------------------------------------------- show
def test_an_ambiguous_name_shows_all_candidates_and_says_so(ask):
    answer = ask_json(ask, "show", "Korea", "--on", "2020-01-01")
    assert answer["ambiguous"]
    assert {candidate["id"] for candidate in answer["candidates"]} == {"gov:KOR", "gov:PRK"}
    assert ask("show", "Korea").stdout.startswith("Korea is ambiguous: 2 in the tables")


def test_a_family_name_shows_first_who_holds_an_office_on_the_day(ask):
    answer = ask_json(ask, "show", "Bush", "--on", "2005-01-01")
    first, *others = answer["candidates"]
    assert first["id"] == "person:george-w-bush"
    assert "person:george-h-w-bush" in {candidate["id"] for candidate in others}
    assert [office["standing"] for office in first["offices"] if office["office"] == "president"] == ["held"]


@pytest.mark.parametrize(
    ("day", "standing"),
    [("2003-01-01", "before"), ("2024-06-18", "held"), ("2099-01-01", "unconfirmed")],
)
def test_a_role_is_told_only_within_its_dates(ask, day, standing):
    (candidate,) = ask_json(ask, "show", "Sergei Lavrov", "--on", day)["candidates"]
    (office,) = [office for office in candidate["offices"] if office["office"] == "foreign-minister"]
    assert office["standing"] == standing
    assert (office["source"], office["licence"]) == ("curated", "Apache-2.0")


@pytest.mark.parametrize(
    ("name", "by", "id_"),
    [
        ("org:un", "id", "org:un"),
        ("Daesh", "name", "armed:islamic-state"),
        ("the Kremlin", "metonym (always)", "org:kremlin"),
        ("Pyongyang", "capital", "gov:PRK"),
        ("Frenchmen", "adjective or demonym", "gov:FRA"),
        ("Foreign Secretary", "title", "foreign-minister"),
        ("Sergej Lawrow", "spelling", "person:sergei-lavrov"),
        ("troops", "word", ""),
        ("Kurds", "word", ""),
    ],
)
def test_every_kind_of_name_says_on_what_grounds_it_is_found(ask, name, by, id_):
    answer = ask_json(ask, "show", name, "--on", "2024-06-18")
    assert (by, id_) in [(candidate["by"], candidate["id"]) for candidate in answer["candidates"]]


def test_a_title_shows_its_holder_on_the_day(ask):
    answer = ask_json(ask, "show", "Foreign Secretary", "--on", "2024-06-18")
    (title,) = answer["candidates"]
    assert [office["holder"] for office in title["offices"]] == ["person:david-cameron"]


def test_a_name_in_no_table_is_told(ask):
    done = ask("show", "Xyzzy", code=1)
    assert (done.stdout, done.stderr) == ("", "onrecord: Xyzzy: in no table\n")
    assert ask_json(ask, "show", "Xyzzy", code=1)["candidates"] == []


def test_the_users_rows_win(ask, mine):
    mine.write_text(MINE.replace("2030", "2023"), encoding="utf-8")
    holders = ask_json(ask, "list", "--office", "foreign-minister", "--country", "FRA", "--on", "2023-03-01",
                       "--actors", mine)  # fmt: skip
    assert [(row["name"], row["standing"], row["source"]) for row in holders] == [("Jane Roe", "held", "user")]


# ---------------------------------------------------------------- list
def test_a_title_that_tells_its_country_lists_its_holders_in_order(ask):
    rows = ask_json(ask, "list", "--office", "Foreign Secretary")
    assert {row["country"] for row in rows} == {"GBR"}
    assert [row["from"] for row in rows] == sorted(row["from"] for row in rows)


def test_a_list_holds_what_is_asked_for_and_every_row_has_every_key(ask):
    rows = ask_json(ask, "list", "--country", "RUS", "--on", "2024-06-18")
    assert {row["country"] for row in rows} == {"RUS"}
    assert {row["standing"] for row in rows} == {"held", "unconfirmed", ""}
    assert len({tuple(row) for row in rows}) == 1
    assert all(row["source"] and row["licence"] for row in rows)


def test_a_group_is_listed_while_it_may_have_been(ask):
    def groups(day):
        return {row["id"] for row in ask_json(ask, "list", "--kind", "armed-groups", "--on", day)}

    ended = groups("2010-01-01") - groups("2026-01-01")
    assert ended
    assert "armed:islamic-state" in groups("2020-01-01")


def test_columns_of_a_list_stand_below_each_other(ask):
    head, *lines = ask("list", "--kind", "offices").stdout.splitlines()
    place = head.index("source")
    assert len(lines) > 50
    assert {line[place:] for line in lines} == {"curated"}


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("list", "--kind", "planets"), "none of people"),
        (("list", "--country", "Atlantis"), "no country's code or name"),
        (("list", "--country", "Korea"), "may be KOR or PRK"),
        (("list", "--office", "tsar"), "is no office"),
        (("list", "--office", "president", "--kind", "outlets"), "only people hold offices"),
        (("list", "--on", "Monday"), "write it as 2024-06-18"),
        (("add", "mine.tsv", "A\tB"), "control character"),
        (("add", "none/mine.tsv", "A"), "no folder"),
        (("add", ".", "A"), "is no file"),
        (("add", "mine.tsv", "#A", "--kind", "organisation"), "a comment"),
        (("add", "mine.tsv", "A", "--office", "un-envoy", "--to", "2020", "--organisation", "org:x"), "no id in"),
        (("add", "mine.tsv", "A", "--country", "FRA"), "office: a person's row needs one"),
    ],
)
def test_a_wrong_command_line_is_told(ask, arguments, what, tmp_path):
    done = ask(*arguments, code=2)
    assert what in " ".join(done.stderr.replace("│", " ").split())
    assert not list(tmp_path.iterdir())


# ---------------------------------------------------------------- check
def test_the_shipped_tables_are_sound(ask):
    assert ask("check").stdout == "the shipped tables: nothing is wrong\n"


def test_a_users_table_that_is_sound(ask, mine):
    assert ask("check", mine).stdout == f"{mine}: nothing is wrong\n"


HEAD = "name\tkind\tcountry\toffice\tfrom\tconfirmed\taliases\n"
BAD = {
    "a missing column": (b"name\tcountry\nA\tFRA\n", "mine.tsv:1: the header lacks kind"),
    "a wrong code": (f"{HEAD}A\toutlet\tFR\n".encode(), "mine.tsv:2: country: 'FR' is no ISO 3166-1"),
    "a wrong date": (f"{HEAD}A\tperson\tFRA\tmayor\tMay\t2020\n".encode(), "mine.tsv:2: from: 'May' is no ISO 8601"),
    "dates that overlap": (
        f"{HEAD}A\tperson\tFRA\tpresident\t2020\t2022\nB\tperson\tFRA\tpresident\t2020\t2022\n".encode(),
        "mine.tsv:3: from: B and A (mine.tsv:2) hold one office",
    ),
    "a cycle of aliases": (
        f"{HEAD}A\toutlet\t\t\t\t\tB\nB\toutlet\t\t\t\t\tA\n".encode(),
        "mine.tsv:2: aliases: A and B (mine.tsv:3) are each other's alias",
    ),
    "an organisation of no table": (
        b"name\tkind\toffice\torganisation\tto\nA\tperson\tun-envoy\torg:x\t2020\n",
        "mine.tsv:2: organisation: 'org:x' is no id",
    ),
    "another encoding": ("name\tkind\nCafé\toutlet\n".encode("latin-1"), "mine.tsv: not UTF-8 text"),
    "UTF-16": ("name\tkind\nA\toutlet\n".encode("utf-16"), "mine.tsv: not UTF-8 text"),
    "nothing": (b"", "mine.tsv:1: empty"),
    "something else": (b"%PDF-1.4 \x00\x01", "mine.tsv:1: unknown column"),
    "a huge file": (b"name\tkind\n" + b"x" * 33_000_000, "mine.tsv: larger than 32 MB"),
    "no name": (f"{HEAD}...\toutlet\n".encode(), "mine.tsv:2: name: it is empty"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_users_table_that_is_wrong_is_told_with_its_place_and_not_used(ask, tmp_path, kind):
    content, told = BAD[kind]
    (tmp_path / "mine.tsv").write_bytes(content)
    checked = ask("check", "mine.tsv", code=1).stdout
    assert checked.startswith(told)
    assert checked.count("\n") == 1
    (problem,) = ask_json(ask, "check", "mine.tsv", code=1)
    assert told.startswith(problem["where"])
    refused = ask("show", "Putin", "--actors", "mine.tsv", code=2)
    assert refused.stdout == ""
    assert refused.stderr.startswith("onrecord: mine.tsv")


@pytest.mark.parametrize("name", ["none.tsv", "."])
def test_a_table_that_is_no_file_is_told(ask, name):
    assert ask("check", name, code=1).stdout.startswith(f"{name}: can't be read")
