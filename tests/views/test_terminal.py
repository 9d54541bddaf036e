"""The record in a terminal."""

import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from onrecord.record import Credit, Record
from onrecord.report import Report
from onrecord.views.terminal import show
from onrecord.views.wording import NO_STATEMENTS
from tests.views.records import ELPHBERG, PORT, RUIZ, STRIKE, SUMMIT, TEXT, records, some


def shown(record: Record, width: int = 80, **options: object) -> str:
    stream = io.StringIO()
    show(record, Console(file=stream, width=width, **options))  # type: ignore[arg-type]
    return stream.getvalue()


def lines(record: Record, width: int = 80) -> list[str]:
    return [line.rstrip() for line in shown(record, width).splitlines()]


def test_a_record_as_it_is_read() -> None:
    assert lines(STRIKE, 76) == [
        "Harbour strike enters third day",
        "Lakeside Post · 6 March 2024 · 3 statements by 3 speakers",
        "",
        "  1  Ana Ruiz  “union leader Ana Ruiz”  said                          pledge",
        '     "We will stay here," … "until the port talks to us."',
        "     direct · named person · to reporters",
        "",
        "  2  Lakeside Radio  reported                                         report",
        "     The port authority denied that it had refused to talk",
        "     indirect · outlet",
        "",
        "    └3  Port of Lakeside  “The port authority”  denied                  deny",
        "        that it had refused to talk",
        "        indirect · organisation · on the word of Lakeside Radio · through",
        "        Lakeside Radio · unsure (34%)",
    ]


def test_actors_times_and_places_are_listed_below() -> None:
    assert lines(SUMMIT, 90)[11:] == [
        "3 actors",
        "  3×  Rudolf Elphberg        President of Ruritania  unconfirmed  DEU GOV",
        "  1×  Ruritania              government  unsure (40%)",
        "  1×  Government of Georgia  government  ambiguous                GEO GOV",
        "",
        "5 times",
        "  1945          “1945”",
        "  June 2024     “June”",
        "  18 June 2024  “Tuesday”",
        "  19 June 2024  published",
        "  2 days        “two days”",
        "  unresolved    “that night”  no day <i>is certain</i>",
        "",
        "3 places (GeoNames, CC BY 4.0)",
        "  1×  Georgia   country, GEO",
        "  1×  Genève    city, Geneva, CHE  46.20, 6.15",
        "  1×  Old Town  unresolved  <u>no city</u> has this name",
    ]


def test_what_nothing_tells_is_questioned() -> None:
    guessed = replace(ELPHBERG, reasons={"sector": "a guess: nothing tells an office"})
    assert "DEU GOV?" in shown(replace(SUMMIT, actors=(guessed,)))


def test_of_many_actors_the_most_mentioned_are_listed() -> None:
    many = tuple(replace(ELPHBERG, id=f"unnamed:{number}", name=f"Somebody {number}") for number in range(40))
    told = lines(replace(SUMMIT, actors=many, times=(), places=()))
    shown = told[told.index("40 actors") :]
    assert len(shown) == 1 + 12 + 1
    assert shown[-1].strip() == "and 28 more"


def test_the_stance_is_coloured_and_readable_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[1;35mdeny" in shown(STRIKE, force_terminal=True, color_system="standard")
    monkeypatch.setenv("NO_COLOR", "1")
    plain = shown(STRIKE, force_terminal=True, color_system="standard")
    assert "deny" in plain
    assert not re.search(r"\x1b\[[\d;]*3\d[;m]", plain)


def test_a_report_without_statements_says_so() -> None:
    assert NO_STATEMENTS in " ".join(lines(replace(STRIKE, statements=())))


def test_notes_of_intake_are_shown() -> None:
    noted = replace(STRIKE, report=replace(STRIKE.report, notes=("read as windows-1252",)))
    assert "Note: read as windows-1252" in lines(noted)


def test_byline_credits_and_where_the_date_was_found_are_shown() -> None:
    known = replace(STRIKE.report, byline="Jo Doe", published_from="dateline")
    credited = replace(STRIKE, report=known, credits=(Credit((0, 7), "Reuters"), Credit((8, 14), "Reuters")))
    assert (
        lines(credited, 100)[1]
        == (
            "Lakeside Post · 6 March 2024 (from its dateline) · by Jo Doe · credits Reuters · 3 statements by 3 speakers"
        )[:100].rpartition(" ")[0]
    )


def test_why_a_source_would_know_is_shown() -> None:
    qualified = replace(RUIZ, qualified_by=((TEXT.index("union"), TEXT.index(" Ana")),))
    assert "qualified: “union leader”" in shown(replace(STRIKE, statements=(qualified,)))


def test_nobody_named_is_said() -> None:
    assert "nobody named" in shown(replace(STRIKE, statements=(replace(PORT, speaker=(), source=()),)))


def test_long_content_is_shortened_in_the_middle() -> None:
    text = "She said " + "that it was very good and " * 100 + "that was all."
    statement = replace(RUIZ, source=((0, 3),), cue=((4, 8),), content=((9, len(text)),))
    told = shown(Record(Report(text), (statement,)))
    assert "[…]" in told
    assert "and that was all." in " ".join(told.split())
    assert len(told) < 1200


def test_hostile_text_is_inert() -> None:
    text = "He said \x1b[31mred\x1b[0m \x9b2J \u202eevil [bold red]x[/bold red] :smile: \x07\x08\ud800"
    statement = replace(RUIZ, source=((0, 2),), cue=((3, 7),), content=((8, len(text)),), speaker=("[link=x]He",))
    told = shown(Record(Report(text, id="[red]id"), (statement,)), 100, force_terminal=True, color_system=None)
    assert "␛[31mred␛[0m �2J evil [bold red]x[/bold red] :smile: ␇␈�" in told
    assert "[link=x]He" in told
    assert "[red]id" in told


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    endless = replace(PORT, speaker=("x" * 300,), stance="y" * 250, channel="z" * 300)
    named = replace(SUMMIT, actors=(replace(ELPHBERG, name="x" * 300, office="y " * 300),))
    for record in (STRIKE, SUMMIT, named, replace(STRIKE, statements=(*STRIKE.statements[1:], endless))):
        assert max(map(cell_len, lines(record, width))) <= min(width, 100)


@some
@given(records, st.sampled_from([60, 100]))
def test_whatever_the_record_nothing_acts_on_the_terminal(record: Record, width: int) -> None:
    told = shown(record, width, force_terminal=True, color_system=None)
    told.encode("utf-8")
    styles_removed = re.sub(r"\x1b\[[\d;]*m", "", told)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]", styles_removed)


def test_many_levels_of_nesting_stay_readable() -> None:
    deep = [replace(RUIZ, id=f"s{number}", reported_in=f"s{number - 1}") for number in range(1, 40)]
    assert max(map(cell_len, lines(replace(STRIKE, statements=tuple(deep)), 60))) <= 60
