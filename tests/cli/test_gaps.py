"""`onrecord actors gaps`: what the tables lack for some reports, to be read, to be filled in, and for programs."""

import json

import pytest
from typer.testing import CliRunner

from onrecord.actors.overlays import ENTRY_COLUMNS
from onrecord.actors.tables import load_actors
from onrecord.cli import app

FIRST = (
    "French Foreign Minister Jeanne Roue said on Tuesday that talks with Blue Shield had failed.\n\n"
    'A rebel commander denied it. "We will go on," Roue told reporters. Residents of Lakeside fled.\n'
)
SECOND = "The king praised Jeanne Roue, who said that Blue Shield had left. Sergei Lavrov said no.\n"


@pytest.fixture
def news(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRST, encoding="utf-8")
    (folder / "b.txt").write_text(SECOND, encoding="utf-8")
    return folder


@pytest.fixture
def ask(tmp_path, monkeypatch):
    """The command within this process: exit code, output, errors."""
    monkeypatch.chdir(tmp_path)

    def ask(*arguments, code=0):
        every = ("--processes", "1", "--published", "2024-06-18")
        done = CliRunner().invoke(app, ["actors", "gaps", *map(str, arguments), *every])
        assert done.exit_code == code, done.output
        assert done.exception is None or isinstance(done.exception, SystemExit)
        return done

    return ask


def ask_json(ask, *arguments, **options):
    return json.loads(ask(*arguments, "--format", "json", **options).stdout)


def test_names_and_those_without_one(ask, news):
    found = ask_json(ask, news)
    assert set(found) == {"named", "unnamed"}
    names = {gap["name"]: gap for gap in found["named"]}
    assert set(names) == {"Jeanne Roue", "Blue Shield"}
    roue = names["Jeanne Roue"]
    assert (roue["id"], roue["reports"], roue["kinds"]) == ("named:jeanne-roue", 2, {"person": 2})
    assert (roue["countries"], roue["sectors"]) == ({"FRA": 1}, {"GOV": 1})
    start, end = roue["examples"][0]["span"]
    assert FIRST[start:end] == roue["examples"][0]["words"]
    assert roue["row"]["office"] == "foreign-minister"
    assert "rebel commander" in {gap["name"] for gap in found["unnamed"]}


def test_to_be_read(ask, news):
    lines = ask(news).stdout.splitlines()
    assert lines[0] == "Names in no table: 2"
    roue = next(number for number, line in enumerate(lines) if "· named:jeanne-roue" in line)
    assert "in 2 reports: Jeanne Roue · person · FRA · GOV · " in lines[roue]
    assert "Foreign Minister" in lines[roue]
    assert lines[roue + 1] == f"    a: {FIRST.splitlines()[0]}"
    assert lines[roue + 3].startswith("    row: Jeanne Roue\tperson\tFRA\tGOV\tforeign-minister")


def test_the_table_to_fill_in_is_one_and_closes_the_gaps(ask, news, tmp_path):
    table = tmp_path / "mine.tsv"
    written = ask(news, "--format", "tsv").stdout
    table.write_text(written.replace("Blue Shield\torganisation\t", "Blue Shield\tarmed group\tSDN"), encoding="utf-8")
    checked = CliRunner().invoke(app, ["actors", "check", str(table)])
    assert (checked.exit_code, checked.output) == (0, f"{table}: nothing is wrong\n")
    rows = [line.split("\t") for line in written.splitlines() if not line.startswith("#")]
    assert rows[0] == list(ENTRY_COLUMNS)
    assert {row[0] for row in rows[1:]} == {"Jeanne Roue", "Blue Shield"}
    assert load_actors(table).named("Jeanne Roue")
    assert ask_json(ask, news, "--actors", table)["named"] == []


def test_only_frequent_ones_few_of_them_and_of_a_kind(ask, news):
    assert {gap["name"] for gap in ask_json(ask, news, "--kind", "person")["named"]} == {"Jeanne Roue"}
    assert ask_json(ask, news, "--least", "99") == {"named": [], "unnamed": []}
    done = ask(news, "--limit", "1", "--format", "json")
    assert [len(gaps) for gaps in json.loads(done.stdout).values()] == [1, 1]
    assert "onrecord: Names in no table: 1 more; --limit lists them" in done.stderr.splitlines()


def test_offices_that_nobody_has_confirmed(ask, news):
    command = ["actors", "gaps", str(news / "b.txt"), "--processes", "1", "--published", "2099-01-01"]
    done = CliRunner().invoke(app, [*command, "--unconfirmed", "--format", "json"])
    (gap,) = json.loads(done.stdout)["unconfirmed"]
    assert gap["id"] == "person:sergei-lavrov"
    assert gap["row"]["office"] == "foreign-minister"
    assert gap["row"]["confirmed"] == ""


def test_what_can_not_be_read_is_told_and_the_rest_goes_on(ask, news):
    (news / "c.txt").write_bytes(b"")
    done = ask(news, "nowhere.txt", "--format", "json", code=1)
    assert len(done.stderr.splitlines()) == 2
    assert any(line.startswith("onrecord: nowhere.txt: ") for line in done.stderr.splitlines())
    assert len(json.loads(done.stdout)["named"]) == 2


def test_a_table_of_ones_own_that_can_not_be_used(ask, news, tmp_path):
    (tmp_path / "mine.tsv").write_text("name\tkind\nJane Roe\tplanet\n", encoding="utf-8")
    done = ask(news, "--actors", "mine.tsv", code=2)
    assert done.stdout == ""
    assert done.stderr.startswith("onrecord: mine.tsv:2: kind: 'planet'")


def test_a_kind_that_is_none(ask, news):
    assert "'planet' is none of person, government" in " ".join(ask(news, "--kind", "planet", code=2).output.split())


def test_nothing_that_acts_on_a_terminal_or_breaks_a_row(ask, tmp_path):
    (tmp_path / "a.txt").write_text(
        "Jeanne\x1b[31m Roue said\u2028 that Bo\x9b Li, the\u2028mayor, had left.\n", encoding="utf-8"
    )
    for shape in ("table", "tsv", "json"):
        output = ask("a.txt", "--format", shape).stdout
        assert not set(output) & {"\x1b", "\x9b", "\u2028"}
        if shape == "tsv":
            rows = [line for line in output.splitlines() if not line.startswith("#")]
            assert all(len(row.split("\t")) == len(ENTRY_COLUMNS) for row in rows)


def test_two_processes_count_the_same(run, ask, news):
    both = run("actors", "gaps", news, "--processes", "2", "--format", "json", "--published", "2024-06-18")
    assert (both.returncode, json.loads(both.stdout)) == (0, ask_json(ask, news))


def test_standard_input(ask):
    done = CliRunner().invoke(app, ["actors", "gaps", "-", "--processes", "1"], input=FIRST.encode())
    assert "Blue Shield" in done.stdout
