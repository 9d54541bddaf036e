"""Why the record says what it says: the words, the value, the reason of all that was resolved."""

import io
import re
from dataclasses import replace

from hypothesis import given
from rich.cells import cell_len
from rich.console import Console

from onrecord.record import Record, Statement
from onrecord.report import Report
from onrecord.views.explain import explain
from tests.views.records import ELPHBERG, STRIKE, SUMMIT, SUMMIT_TEXT, records, some


def lines(record: Record, width: int = 100) -> list[str]:
    stream = io.StringIO()
    explain(record, Console(file=stream, width=width))
    return [line.rstrip() for line in stream.getvalue().splitlines()]


def part(record: Record, title: str) -> list[str]:
    found = lines(record)
    start = found.index(title) + 1
    return found[start : found.index("", start) if "" in found[start:] else None]


def place_of(words: str, after: str = "") -> str:
    start = SUMMIT_TEXT.index(words, SUMMIT_TEXT.index(after))
    return f"“{words}” [{start}, {start + len(words)}]"


def test_an_actor_with_its_fields_and_mentions() -> None:
    told = part(SUMMIT, "Why these actors")
    assert told[0] == "  Rudolf Elphberg · person DEU GOV President of Ruritania · person:rudolf-elphberg · 90%"
    assert told[1:4] == [
        "    office: terms.tsv: 2010 <script>alert(1)</script>",
        "    the office is unconfirmed for the report's date",
        f"    {place_of('The president of Ruritania, Rudolf Elphberg')} name, 97%: his name",
    ]
    assert f"    {place_of('Georgia')} metonym, 70%: a country that is silent" in told
    assert "    the name may mean: gov:GEO, region:georgia" in told
    assert f"    {place_of('Ruritania')} name, 100%: no reason is told" in told


def test_a_speaker_by_the_words_of_the_source() -> None:
    told = part(SUMMIT, "Why these speakers")
    assert told[1] == "    person:rudolf-elphberg, 97%: his name"
    assert told[2] == f"  s2 · {place_of('the president', 'ready')} · Rudolf Elphberg · 100%"
    assert told[3] == "    person:rudolf-elphberg, 90%: the only president"


def test_a_speaker_who_is_none_of_the_actors_says_so() -> None:
    assert part(STRIKE, "Why these speakers")[1] == "    none of the record's actors"
    assert part(replace(SUMMIT, actors=()), "Why these speakers")[1] == "    none of the record's actors"


def test_a_speaker_of_whom_the_source_is_no_mention() -> None:
    elsewhere = replace(ELPHBERG, mentions=ELPHBERG.mentions[1:2])
    told = part(replace(SUMMIT, actors=(elsewhere,)), "Why these speakers")
    assert told[1] == "    person:rudolf-elphberg, not by these words alone"


def test_nobody_speaks() -> None:
    record = Record(Report("It was said."), (Statement("s1", (), (), ((0, 6),)),))
    assert part(record, "Why these speakers") == ["  s1 · nobody named · 100%"]


def test_times_and_places_and_why_they_are_not_resolved() -> None:
    assert f"  {place_of('Tuesday')} 2024-06-18 · 93%: “said” in the past" in part(SUMMIT, "Why these times")
    night = f"  {place_of('that night')} not resolved: no day <i>is certain</i>"
    assert night in part(SUMMIT, "Why these times")
    told = part(SUMMIT, "Why these places")
    assert any(line.startswith(f"  {place_of('Geneva', 'Old Town')} Genève, ") for line in told)
    assert any("not resolved: " in line for line in told)


def test_a_record_without_anything_has_nothing_to_explain() -> None:
    assert lines(Record(Report("Nothing."))) == []


@some
@given(records)
def test_whatever_a_record_holds_nothing_acts_on_the_terminal(record: Record) -> None:
    for line in lines(record, 60):
        assert cell_len(line) <= 60
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]", line)
