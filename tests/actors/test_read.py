"""Actors of whole reports, read by the engine, and what holds of any report's actors."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.actors.codes import COUNTRY_CODES
from onrecord.actors.read import find_actors
from onrecord.actors.tables import load_actors
from onrecord.doc import Doc, Name
from onrecord.record import ACTOR_KINDS, MENTION_KINDS, Record
from onrecord.report import Report
from onrecord.statements.draft import Draft
from onrecord.statements.layout import find_layout
from onrecord.statements.speakers import resolve
from tests.actors.parsed import trees
from tests.growth import grows_linearly
from tests.strategies import news_text

TALKS = """Russia and China sign gas deal as Maria Lopez looks on

BEIJING — Russian President Vladimir Putin met Chinese leader Xi Jinping in Beijing on Thursday. The two leaders discussed trade, and they signed a deal. Moscow said it would sell more gas.

“We will go on,” Putin told reporters. “I am glad.” He flew to Moscow on Friday.

Zambian Foreign Minister Bupe Kasonde, who was in Beijing too, said that rebels had left the town. Kasonde said a spokeswoman would answer questions.

Former U.S. President Barack Obama criticised the deal. Reuters reported that Islamic State fighters had fled. Iranians welcomed the news.
"""
WAR = """Israel and Hamas traded fire on Monday. Both sides denied that they had broken the truce.

Police in Paris arrested three men. The police said the men were armed.

Jane Roe, a lawyer from Lyon, said she knew two of them. Her brother is one.
"""


@pytest.fixture(scope="module")
def reader():
    return onrecord.load()


@pytest.fixture(scope="module")
def talks(reader):
    return reader.read(TALKS, published="2024-05-16", outlet="Example Times")


@pytest.fixture(scope="module")
def undated(reader):
    return reader.read(TALKS)


@pytest.fixture(scope="module")
def war(reader):
    return reader.read(WAR, published="2024-05-16")


def by_id(record: Record, id: str):
    (found,) = [actor for actor in record.actors if actor.id == id]
    return found


def ids_of(record: Record, words: str, number: int = 1) -> list[str]:
    """The ids of the actors that the `number`-th such words mean."""
    found = re.finditer(rf"\b{re.escape(words)}\b", record.report.text)
    span = [match.span() for match in found][number - 1]
    return [actor.id for actor in record.actors if any(mention.span == span for mention in actor.mentions)]


def kinds(record: Record, id: str) -> dict[str, str]:
    return {record.report[mention.span]: mention.kind for mention in by_id(record, id).mentions}


def speakers(record: Record, words: str) -> list[tuple[str, ...]]:
    return [one.speaker_ids for one in record.statements if record.words(one.source) == words]


# ---------------------------------------------------------------- persons and their offices
def test_the_president_on_the_day(talks):
    putin = by_id(talks, "person:vladimir-putin")
    assert (putin.name, putin.kind, putin.country, putin.sector) == ("Vladimir Putin", "person", "RUS", "GOV")
    assert (putin.office, putin.unconfirmed, putin.wikidata) == ("President of Russia", False, "Q7747")
    assert {"Russian President Vladimir Putin", "Putin", "I", "He"} <= set(kinds(talks, putin.id))


def test_an_unknown_minister_has_what_the_text_tells(talks):
    minister = by_id(talks, "named:bupe-kasonde")
    assert (minister.country, minister.sector, minister.office) == ("ZMB", "GOV", "Zambian Foreign Minister")
    assert ids_of(talks, "Kasonde", 2) == [minister.id]


def test_a_former_president_holds_no_office(talks):
    obama = by_id(talks, "person:barack-obama")
    assert (obama.office, obama.unconfirmed, obama.country) == (None, False, "USA")


def test_a_report_without_a_day_asserts_no_office(undated):
    for actor in undated.actors:
        if actor.id.startswith("person:"):
            assert actor.office is None or actor.unconfirmed or "the text" in actor.reasons["office"]
    assert by_id(undated, "person:xi-jinping").office != "President of China"


# ---------------------------------------------------------------- governments and places
def test_a_capital_is_the_government_where_it_speaks_and_the_place_where_something_is(talks):
    russia = by_id(talks, "gov:RUS")
    assert (russia.kind, russia.country, russia.sector) == ("government", "RUS", "GOV")
    assert kinds(talks, russia.id)["Moscow"] == "metonym"
    assert ids_of(talks, "Moscow") == ["gov:RUS"]
    assert ids_of(talks, "Moscow", 2) == []


def test_peoples_groups_and_outlets(talks):
    group, people, outlet = (by_id(talks, id) for id in ("armed:islamic-state", "people:IRN", "outlet:reuters"))
    assert (group.kind, group.country, group.sector) == ("armed group", "", "REB")
    assert (people.kind, people.country) == ("people", "IRN")
    assert (outlet.kind, outlet.country, outlet.sector) == ("outlet", "GBR", "MED")


def test_korea_is_the_one_that_the_report_is_about(reader):
    text = "Korea fired a missile, officials in Pyongyang said. Korea said the test went well."
    found = reader.read(text, published="2024-05-16")
    (korea,) = ids_of(found, "Korea")
    assert korea == "gov:PRK"
    assert set(by_id(found, korea).candidates) == {"gov:KOR", "gov:PRK"}
    assert by_id(found, korea).confidence <= 0.85


def test_georgia_beside_american_places_is_not_surely_the_country(reader):
    text = "Georgia denied the claim. Voters in Atlanta said the governor had lost. Georgia said it would count again."
    found = reader.read(text, published="2024-05-16")
    assert all(actor.confidence <= 0.6 for actor in found.actors if actor.id == "gov:GEO")
    text = "Georgia denied the claim. Russian troops came, and Tbilisi said Georgia would join NATO."
    found = reader.read(text, published="2024-05-16")
    assert ids_of(found, "Georgia") == ["gov:GEO"]
    assert by_id(found, "gov:GEO").candidates
    assert by_id(found, "gov:GEO").confidence <= 0.85


def test_buildings_that_stand_for_a_body(reader):
    found = reader.read("The White House denied it. The Kremlin said no.", published="2024-05-16")
    assert ids_of(found, "The White House") == ["org:white-house"]
    assert ids_of(found, "The Kremlin") == ["org:kremlin"]
    assert speakers(found, "The Kremlin") == [("org:kremlin",)]


# ---------------------------------------------------------------- groups
def test_the_two_leaders_are_those_who_met(talks):
    both = ["person:vladimir-putin", "person:xi-jinping"]
    assert ids_of(talks, "The two leaders") == both
    assert ids_of(talks, "they") == both


def test_both_sides_are_those_who_fight(war):
    assert ids_of(war, "Both sides") == ["gov:ISR", "armed:hamas"]
    assert speakers(war, "Both sides") == [("gov:ISR", "armed:hamas")]


def test_we_is_of_the_side_of_who_says_it(talks):
    (we,) = [actor for actor in talks.actors if actor.name == "we"]
    assert (we.kind, we.country, we.sector) == ("people", "RUS", "GOV")
    assert we.reasons["country"].startswith("a guess")


# ---------------------------------------------------------------- releases and transcripts
def test_a_release_speaks_for_who_issued_it(reader):
    text = "I thank our troops. We will stand with Ukraine.\n\n“We are glad,” Bupe Kasonde said."
    found = reader.read(text, published="2023-05-05", outlet="The White House")
    sound(found)
    assert ids_of(found, "I") == ["person:joe-biden"]
    assert by_id(found, "person:joe-biden").office == "President of the United States"
    assert ids_of(found, "our") == ids_of(found, "We") == ["gov:USA"]
    (troops,) = ids_of(found, "our troops")
    assert by_id(found, troops).country == "USA"
    assert ids_of(found, "We", 2) not in (["gov:USA"], [])


def test_a_transcript_has_turns(reader):
    text = (
        "PRIME MINISTER: Thank you. I will go.\n\nJOURNALIST: Will you stay? I think so.\n\nPRIME MINISTER: I will not."
    )
    found = reader.read(text, published="2023-05-05", outlet="Prime Minister of Australia (transcripts)")
    sound(found)
    leader = by_id(found, "person:anthony-albanese")
    assert leader.office == "Prime Minister of Australia"
    assert ids_of(found, "I") == ids_of(found, "I", 3) == ids_of(found, "you", 2) == [leader.id]
    assert ids_of(found, "I", 2) not in ([leader.id], [])


# ---------------------------------------------------------------- those without a name
def test_police_and_men_in_a_country(war):
    (police,) = ids_of(war, "Police in Paris")
    assert (by_id(war, police).country, by_id(war, police).kind) == ("FRA", "organisation")
    (men,) = ids_of(war, "three men")
    assert (by_id(war, men).kind, by_id(war, men).sector) == ("people", "CVL")
    assert ids_of(war, "the men") == [men]


def test_a_woman_and_her_brother_are_two(war):
    (roe,) = ids_of(war, "Jane Roe")
    assert ids_of(war, "she") == ids_of(war, "Her") == [roe]
    (brother,) = ids_of(war, "Her brother")
    assert brother != roe


# ---------------------------------------------------------------- the record as a whole
def sound(record: Record) -> None:
    """What holds of the actors of any record."""
    ids = [actor.id for actor in record.actors]
    assert len(ids) == len(set(ids))
    left_out = [*record.not_report_text, *filter(None, (record.headline,))]
    for actor in record.actors:
        assert actor.kind in ACTOR_KINDS
        assert actor.country == "" or actor.country in COUNTRY_CODES
        assert actor.name
        assert actor.mentions
        assert 0 < actor.confidence <= 1
        filled = {"name", *(field for field in ("country", "sector", "office") if getattr(actor, field))}
        assert all(actor.reasons.get(field) for field in filled), (actor.id, filled, actor.reasons)
        if actor.reasons.get("country", "").startswith("a guess"):
            assert actor.confidence <= 0.6
        assert not actor.unconfirmed or actor.office
        spans = [mention.span for mention in actor.mentions]
        assert spans == sorted(set(spans), key=lambda span: (span[0], -span[1]))
        for mention in actor.mentions:
            assert mention.kind in MENTION_KINDS
            assert mention.reason
            assert 0 < mention.confidence <= 1
            assert 0 <= mention.span[0] < mention.span[1] <= len(record.report.text)
            assert not any(start < mention.span[1] and mention.span[0] < end for start, end in left_out)
    firsts = [(actor.mentions[0].span[0], -actor.mentions[0].span[1]) for actor in record.actors]
    assert firsts == sorted(firsts)
    for statement in record.statements:
        assert set(statement.speaker_ids) <= set(ids)


@pytest.mark.parametrize("name", ["talks", "undated", "war"])
def test_each_actor_has_its_reasons_and_its_mentions(name, request):
    sound(request.getfixturevalue(name))


def test_speakers_are_the_records_actors(talks):
    assert speakers(talks, "Moscow") == [("gov:RUS",)]
    assert speakers(talks, "Putin") == [("person:vladimir-putin",)]
    assert speakers(talks, "Reuters") == [("outlet:reuters",)]


def test_the_headline_and_what_is_no_report_mention_nobody(talks, reader):
    assert talks.headline is not None
    assert not [actor for actor in talks.actors if actor.name == "Maria Lopez"]
    text = "Maria Lopez left on Friday.\n\nJohn Diaz is a writer for Example Times."
    start = text.index("John")
    report = Report(text, not_report_text=((start, len(text)),))
    found = reader.read_report(report)
    assert [actor.name for actor in found.actors] == ["Maria Lopez"]
    assert {"Maria Lopez", "John Diaz"} <= {actor.name for actor in reader.read(text).actors}


@pytest.mark.parametrize("text", ["", " \n\n ", ".", "It rained."])
def test_a_text_that_mentions_nobody(reader, text):
    assert reader.read(text, published="2024-05-16").actors == ()


def test_a_text_of_names_alone(reader):
    found = reader.read("Vladimir Putin\nXi Jinping\nNATO", published="2024-05-16")
    sound(found)
    assert {"person:vladimir-putin", "person:xi-jinping"} <= {actor.id for actor in found.actors}


def test_a_users_table_wins(tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text(
        "name\tkind\tcountry\toffice\tfrom\tto\n"
        "Bupe Kasonde\tperson\tZMB\thealth-minister\t2024-01-01\t2024-12-31\n"
        "Jane Roe\tperson\tRUS\tpresident\t2024-05-01\t2024-05-31\n",
        encoding="utf-8",
    )
    found = onrecord.load(actors=path).read(TALKS, published="2024-05-16")
    assert by_id(found, "person:bupe-kasonde").country == "ZMB"
    assert by_id(found, "person:vladimir-putin").office != "President of Russia"


@settings(max_examples=40, deadline=None)
@given(news_text(40))
def test_actors_of_any_text(reader, text):
    sound(reader.read(text, published="2024-05-16"))


# ---------------------------------------------------------------- any tree, many names
@st.composite
def statements(draw: st.DrawFn) -> tuple[Doc, list[Draft]]:
    """A parsed text with statements whose sources and contents are any words of it."""
    doc = draw(trees())

    def spans(least: int):
        start = draw(st.integers(0, len(doc) - 1))
        end = draw(st.integers(start + 1, len(doc)))
        return [(doc.spans[start][0], doc.spans[end - 1][1])] if least or draw(st.booleans()) else []

    return doc, [Draft(spans(0), spans(0), spans(1)) for _ in range(draw(st.integers(0, 3)))]


@settings(max_examples=150, deadline=None)
@given(statements())
def test_actors_of_any_tree(statements):
    doc, drafts = statements
    layout, described = find_layout(doc.report), resolve(doc, drafts)
    actors = find_actors(doc, layout, drafts, described, (), load_actors())
    for draft in drafts:
        assert set(draft.speaker_ids) <= {actor.id for actor in actors}
    sound(Record(doc.report, headline=layout.headline, not_report_text=layout.not_report_text, actors=actors))


def crowd(number: int) -> tuple[Doc, list[Draft]]:
    """ "Xaab Yaab met soldiers. They left." and so on, each time with another name."""
    forms, heads, tags, deprels, names, starts = [], [], [], [], [], []
    for one in range(number):
        letters = "".join(chr(ord("a") + one // 26**place % 26) for place in range(4))
        base = len(forms)
        starts += [base, base + 5]
        names.append(Name(base, base + 2, "person"))
        forms += [f"X{letters}", f"Y{letters}", "met", "soldiers", ".", "They", "left", "."]
        tags += ["PROPN", "PROPN", "VERB", "NOUN", "PUNCT", "PRON", "VERB", "PUNCT"]
        heads += [base + head for head in (2, 0, 2, 2, 2, 6, 6, 6)]
        deprels += ["nsubj", "flat", "root", "obj", "punct", "nsubj", "root", "punct"]
    text, spans = " ".join(forms), []
    for form in forms:
        start = spans[-1][1] + 1 if spans else 0
        spans.append((start, start + len(form)))
    feats = ["Number=Plur" if form == "soldiers" else "_" for form in forms]
    lemmas = [form.lower() for form in forms]
    return Doc(Report(text), spans, starts, tags, feats, lemmas, heads, deprels, names), []


def test_two_thousand_names_take_the_time_that_they_need():
    made = {number: crowd(number) for number in (500, 2000)}

    def read(number: int) -> None:
        doc, drafts = made[number]
        actors = find_actors(doc, find_layout(doc.report), drafts, resolve(doc, drafts), (), load_actors())
        assert sum(actor.kind == "person" for actor in actors) == number

    assert grows_linearly(read, 500, 2000)
