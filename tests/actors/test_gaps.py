"""What the tables lack, counted over records: names, people without one, offices that nobody has confirmed; their rows."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.actors.gaps import Gaps
from onrecord.actors.overlays import ENTRY_COLUMNS, entry_line, read_entries
from onrecord.actors.tables import load_actors
from onrecord.record import Actor, Mention, Record
from onrecord.report import Report
from tests.strategies import actors

TABLES = load_actors()
TEXT = "A storm came. The mayor, Jane Roe, said so. She left Lakeside."


def span(words):
    start = TEXT.index(words)
    return start, start + len(words)


NAME = Mention(span("Jane Roe"), "name")
NOUN = Mention(span("The mayor"), "noun")
SHE = Mention(span("She"), "pronoun")


def roe(*mentions, **fields):
    return Actor("named:jane-roe", "Jane Roe", "person", mentions or (NOUN, NAME, SHE), **fields)


def record(*found, day=date(2024, 6, 18), name="r1"):
    return Record(Report(TEXT, id=name, published=day), actors=found)


def gaps_of(*records):
    gaps = Gaps(TABLES)
    for one in records:
        gaps.add(one)
    return gaps


def filled(row):
    return {column: cell for column, cell in row.items() if cell}


class TestCounting:
    def test_names_of_no_table_by_their_mentions(self):
        other = Actor("named:bo-li", "Bo Li", "person", (NOUN,) * 4)
        found = gaps_of(record(roe()), record(roe(SHE), other, name="r2")).named()
        assert [(gap.name, gap.mentions, gap.reports) for gap in found] == [("Bo Li", 4, 1), ("Jane Roe", 4, 2)][::-1]

    def test_actors_of_the_tables_are_no_gaps(self):
        known = Actor("person:vladimir-putin", "Vladimir Putin", "person", (NAME,), office="President of Russia")
        gaps = gaps_of(record(known, Actor("gov:RUS", "Government of Russia", "government", (NAME,))))
        assert (gaps.named(), gaps.unnamed(), gaps.unconfirmed()) == ([], [], [])

    def test_those_without_a_name_by_the_words_for_them(self):
        commanders = [
            Actor(f"unnamed:{number}", name, "person", (NOUN,), sector="REB")
            for number, name in enumerate(("The rebel commander", "a rebel commander", "two other Rebel commander"))
        ]
        (gap,) = gaps_of(record(*commanders), record(commanders[0], name="r2")).unnamed()
        assert (gap.id, gap.name, gap.mentions, gap.reports) == (None, "rebel commander", 4, 2)
        assert dict(gap.sectors) == {"REB": 4}
        assert [example.report for example in gap.examples] == ["r1", "r2"]

    def test_pronouns_alone_are_nobody(self):
        assert gaps_of(record(Actor("unnamed:1", "they", "people", (SHE,)))).unnamed() == []

    def test_a_name_has_the_sentence_that_names_it(self):
        (gap,) = gaps_of(record(roe())).named()
        (example,) = gap.examples
        assert (example.report, example.words, example.span) == ("r1", "Jane Roe", NAME.span)
        assert example.sentence == "The mayor, Jane Roe, said so."

    def test_few_sentences_of_many_reports(self):
        (gap,) = gaps_of(*(record(roe(), name=f"r{number}") for number in range(9))).named()
        assert (gap.reports, [example.report for example in gap.examples]) == (9, ["r0", "r1", "r2"])

    def test_only_of_a_kind(self):
        gaps = gaps_of(record(roe(), Actor("named:blue-shield", "Blue Shield", "armed group", (NAME,))))
        assert [gap.name for gap in gaps.named("armed group")] == ["Blue Shield"]

    def test_offices_that_nobody_has_confirmed(self):
        lavrov = Actor(
            "person:sergei-lavrov", "Sergei Lavrov", "person", (NAME, SHE), country="RUS", sector="GOV",
            office="Foreign Minister of Russia", unconfirmed=True,
        )  # fmt: skip
        gaps = gaps_of(record(lavrov, day=date(2099, 1, 1)))
        (gap,) = gaps.unconfirmed()
        assert (gap.id, gap.mentions) == ("person:sergei-lavrov", 2)
        (row,) = gaps.rows([gap])
        assert filled(row) == {
            "name": "Sergei Lavrov", "kind": "person", "country": "RUS", "office": "foreign-minister",
            "from": "2004-03-09", "wikidata": "Q58217",
        }  # fmt: skip


class TestRows:
    def test_an_office_is_known_to_hold_on_the_days_of_the_reports_that_tell_it(self):
        told = roe(country="FRA", sector="GOV", office="Foreign Minister of France")
        gaps = gaps_of(
            record(told, day=date(2024, 6, 18)),
            record(roe(), day=date(2025, 1, 1), name="r2"),
            record(told, day=date(2024, 5, 3), name="r3"),
        )
        (row,) = gaps.rows(gaps.named())
        assert filled(row) == {
            "name": "Jane Roe", "kind": "person", "country": "FRA", "sector": "GOV", "office": "foreign-minister",
            "title": "Foreign Minister", "from": "2024-05-03", "confirmed": "2024-06-18",
        }  # fmt: skip

    def test_a_title_that_no_table_holds_is_another_office(self):
        gaps = gaps_of(record(roe(country="FRA", office="Keeper of the Lakes of France"), day=None))
        (row,) = gaps.rows(gaps.named())
        assert (row["office"], row["title"], row["from"], row["confirmed"]) == (
            "other-office", "Keeper of the Lakes of France", "", "",
        )  # fmt: skip

    def test_a_country_that_reports_do_not_agree_on_is_left_to_be_filled_in(self):
        gaps = gaps_of(record(roe(country="FRA", sector="GOV")), record(roe(country="DEU"), name="r2"))
        (row,) = gaps.rows(gaps.named())
        assert filled(row) == {"name": "Jane Roe", "kind": "person", "sector": "GOV"}

    @pytest.mark.parametrize(
        ("words", "office", "title"),
        [
            ("French Foreign Minister", "foreign-minister", "Foreign Minister"),
            ("the Foreign Minister of France", "foreign-minister", "Foreign Minister"),
            ("France's foreign minister", "foreign-minister", "foreign minister"),
            ("shadow Foreign Minister of France", "other-office", "shadow Foreign Minister of France"),
            ("Foreign Minister for Lakes", "other-office", "Foreign Minister for Lakes"),
        ],
    )
    def test_an_office_is_one_of_the_tables_if_the_other_words_tell_only_the_country(self, words, office, title):
        gaps = gaps_of(record(roe(country="FRA", office=words)))
        (row,) = gaps.rows(gaps.named())
        assert (row["office"], row["title"]) == (office, title)

    @pytest.mark.parametrize("field", ["country", "sector"])
    def test_what_was_guessed_is_left_to_be_filled_in(self, field):
        gaps = gaps_of(record(roe(country="FRA", sector="CVL", reasons={field: "a guess: nothing tells it"})))
        (row,) = gaps.rows(gaps.named())
        assert row[field] == ""
        assert row["country"] or row["sector"]

    def test_two_holders_of_one_office_are_not_both_told_as_such(self, tmp_path):
        office = {"country": "FRA", "office": "President of France"}
        other = Actor("named:bo-li", "Bo Li", "person", (NAME,), **office)
        gaps = gaps_of(record(roe(**office), other))
        rows = gaps.rows(gaps.named())
        assert [row["office"] for row in rows] == ["president", "other-office"]
        assert len(read_entries(written(tmp_path, rows), TABLES.offices)) == 2

    @pytest.mark.parametrize(
        ("kind", "cell"), [("government", "organisation"), ("armed group", "armed group"), ("people", "")]
    )
    def test_a_row_has_a_kind_of_the_tables(self, kind, cell):
        gaps = gaps_of(record(Actor("named:x", "X", kind, (NAME,))))
        (row,) = gaps.rows(gaps.named())
        assert (row["name"], row["kind"]) == ("X", cell)

    def test_who_has_no_name_has_a_row_without_one(self):
        gaps = gaps_of(record(Actor("unnamed:1", "the port authority", "organisation", (NOUN,), country="PER")))
        (row,) = gaps.rows(gaps.unnamed())
        assert filled(row) == {"kind": "organisation", "country": "PER"}


def written(folder, rows):
    path = folder / "mine.tsv"
    lines = ["\t".join(ENTRY_COLUMNS), *map(entry_line, rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=9)


@settings(max_examples=50, deadline=None)
@given(st.lists(actors(st.just(NAME.span), NAMES), max_size=4), st.none() | st.dates())
def test_a_row_is_a_line_of_a_table_whatever_the_names(found, day):
    ids = ("named:", "unnamed:", "person:")
    gaps = gaps_of(record(*(replace(one, id=beginning + one.id) for one in found for beginning in ids), day=day))
    for row in gaps.rows([*gaps.named(), *gaps.unnamed(), *gaps.unconfirmed()]):
        assert tuple(row) == ENTRY_COLUMNS
        assert len(entry_line(row).split("\t")) == len(ENTRY_COLUMNS)
