"""What the figures of actors count: which mention is found, what is right of it, which offices are wrong."""

import gzip
import json
import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

import onrecord
from benchmarks import actors
from benchmarks.actors import (
    FRESH,
    LOOKED_AT,
    TURNS,
    Given,
    Label,
    actor_called,
    actor_of,
    all_are_right,
    always,
    country_is_right,
    draw,
    errors,
    kind_is_right,
    labels,
    named,
    of_drawn,
    role_is_wrong,
    same_office,
    sector_is_right,
    sentences,
    share,
)
from benchmarks.gsr import CountryOf, coded, found_at, head, of_those_found
from benchmarks.gsr import errors as errors_of_countries
from benchmarks.sources import NoData
from onrecord.record import ACTOR_KINDS, MENTION_KINDS, Actor, Mention, Record
from onrecord.report import Report

TEXT = "Chairman of the Central Bank of Russia, Sergei Ignatyev, and his deputies met the two leaders."


def span_of(words, text=TEXT):
    found = re.search(re.escape(words), text)
    assert found
    return found.span()


def actor(
    name, *mentions, kind="person", country="RUS", sector="GOV", office=None, unconfirmed=False, text=TEXT, form="name"
):
    return Actor(
        name.casefold(), name, kind, tuple(Mention(span_of(words, text), form) for words in mentions), country, sector,
        office, unconfirmed, reasons={"name": "a row", "country": "another row"},
    )  # fmt: skip


def label(
    words="Sergei Ignatyev",
    kinds=("person",),
    countries=("RUS",),
    sectors=("GOV",),
    roles=(),
    report="one",
    form="name",
):
    return Label("news", report, "2020-01-01", span_of(words), words, kinds, countries, sectors, words, roles, form)


# ---------------------------------------------------------------- heads
@pytest.mark.parametrize(
    ("words", "name", "last"),
    [
        ("the Secretary of my Department", "", "Secretary"),
        ("a number of polio survivors in Australia", "", "survivors"),
        ("Finance Minister, Alexei Kudrin", "Alexei Kudrin", "Kudrin"),
        ("the Associated Press (AP)", "", "Press"),
        ("Iran’s regime", "", "regime"),
        ("the Prime Minister’s", "", "Minister"),
        ("thousands of people", "", "people"),
        ("he", "", "he"),
        ("the Afghans who fought by our side", "", "Afghans"),
    ],
)
def test_the_head_of_a_noun_phrase(words, name, last):
    text = f"Then {words} spoke"
    span = span_of(words, text)
    assert text[span[0] : head(text, span, name)].split()[-1] == last


@over(st.text(max_size=60), st.text(max_size=10), st.data())
def test_a_head_ends_in_its_phrase(text, name, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert start <= head(text, (start, end), name) <= end


def test_a_mention_is_found_by_its_head_alone():
    bank = actor("Central Bank of Russia", "the Central Bank of Russia", kind="organisation")
    chairman = actor("Sergei Ignatyev", "Chairman of the Central Bank of Russia, Sergei Ignatyev", "his")
    deputies = actor("his deputies", "his deputies", kind="people", form="noun")
    record = Record(Report(TEXT), actors=(bank, chairman, deputies))
    for words, ours in (
        ("Sergei Ignatyev", chairman),
        ("the Central Bank of Russia", bank),
        ("his deputies", deputies),
        ("his", chairman),
        ("the two leaders", None),
    ):
        assert actor_of(label(words), record) is ours


def test_of_several_mentions_with_one_head_the_nearest_in_size_is_taken():
    wide = actor("A", "the two leaders", form="noun")
    near = actor("B", "two leaders", form="noun")
    record = Record(Report(TEXT), actors=(wide, near))
    span = span_of("two leaders")
    assert found_at(record, span, head(TEXT, span)) is near


# ---------------------------------------------------------------- what is right
def test_what_is_not_found_is_wrong_and_alternatives_are_right():
    found = actor("Sergei Ignatyev", "Sergei Ignatyev", sector="")
    two = [Given(label(sectors=("BUS", "")), found), Given(label(), None), Given(label(report="two"), found)]
    assert [kind_is_right(one) for one in two] == [True, False, True]
    assert [sector_is_right(one) for one in two] == [True, False, False]
    assert [all_are_right(one) for one in two] == [True, False, False]
    value = share(two, country_is_right, always(two, lambda one: one.countries))
    assert value.value == pytest.approx(2 / 3)
    assert value.baseline == 1.0
    assert value.interval == (0.5, 1.0)
    assert value.note == "2 of 3"
    assert share([], country_is_right, note="none").note == "0 of 0; none"


def test_the_figures_of_a_sample_are_under_its_key():
    given = [Given(label(), actor("Sergei Ignatyev", "his", office="President of Russia")), Given(label(), None)]
    values = of_drawn("actors.fresh", given)
    assert {key: value.value for key, value in values.items()} == {
        f"actors.fresh.{name}": 0.5 for name in ("found", "kind", "country", "sector", "all", "role")
    }
    assert values["actors.fresh.kind"].note == "1 of 2; 1.000 of those found"
    assert values["actors.fresh.role"].note == "1 of 2"
    assert of_drawn("actors", given, "told")["actors.role"].note == "1 of 2; told"


@pytest.mark.parametrize(
    ("office", "unconfirmed", "roles", "wrong"),
    [
        (None, False, (), False),
        ("President of Russia", False, ("president of RUS",), False),
        ("President of Russia", False, ("acting president of RUS",), False),
        ("President of Russia", False, (), True),
        ("President of Russia", True, (), False),
        ("President of Russia", False, ("prime minister of RUS",), True),
    ],
)
def test_an_office_asserted_for_the_day_has_to_be_held(office, unconfirmed, roles, wrong):
    found = actor("Sergei Ignatyev", "Sergei Ignatyev", office=office, unconfirmed=unconfirmed)
    assert role_is_wrong(Given(label(roles=roles), found)) is wrong


def test_an_office_without_a_country_is_compared_by_its_words():
    found = actor("Sergei Ignatyev", "Sergei Ignatyev", country="", office="the President")
    assert not role_is_wrong(Given(label(roles=("president of RUS",)), found))
    assert role_is_wrong(Given(label(roles=("prime minister of RUS",)), found))


def test_an_office_of_another_country_is_wrong():
    found = actor("Sergei Ignatyev", "Sergei Ignatyev", country="BLR", office="President of Belarus")
    assert role_is_wrong(Given(label(roles=("president of RUS",)), found))


@pytest.mark.parametrize(
    ("role", "office", "same"),
    [
        ("foreign minister of FRA", "Foreign Minister of France", True),
        ("representative of USA", "Congresswoman", True),
        ("prime minister of IRL", "Taoiseach", True),
        ("deputy secretary of state of USA", "Secretary of State of the United States", False),
        ("vice president of USA", "President of the United States", False),
        ("foreign minister of FRA", "Prime Minister of France", False),
        ("president of USA", "former President of the United States", False),
        ("national security advisor of USA", "National Security Adviser", True),
        ("president of USA", "", False),
        ("president of RUS", "leader of Russia", True),
        ("chief executive of the Arts Commission of AUS", "Commission’s CEO", True),
        ("foreign minister of RUS", "leader of Russia", False),
    ],
)
def test_offices_are_compared_by_their_words(role, office, same):
    assert same_office(role, office) is same


def test_what_is_wrong_is_told():
    ours = actor("Sergei Ignatyev", "Sergei Ignatyev", country="BLR", office="President of Belarus")
    told = list(errors([Given(label(), None), Given(label(), ours), Given(label(), actor("Sergei Ignatyev", "his"))]))
    assert len(told) == 3
    assert told[0].endswith("not found")
    assert "country RUS, ours 'BLR'" in told[1]
    assert "another row" in told[1]
    assert "office WRONG: none, ours 'President of Belarus'" in told[2]


# ---------------------------------------------------------------- countries of the gold's actors
def test_the_country_counts_of_what_is_found():
    ours = actor("Sergei Ignatyev", "his")
    asked = [CountryOf("a", "he", "RUS", ours), CountryOf("a", "NATO", "", ours), CountryOf("b", "Lima", "PER", None)]
    value = of_those_found(asked)
    assert (value.value, value.note) == (0.5, "1 of 2 found; 3 asked")
    assert [line.split(": ")[1] for line in errors_of_countries(asked)] == [
        "ours RUS of sergei ignatyev 'Sergei Ignatyev' (another row)",
        "not found",
    ]
    assert of_those_found([]).value == 0.0


def test_codes_go_with_their_words():
    module = SimpleNamespace(
        as_list=lambda value: value if isinstance(value, list) else [value],
        split_code=lambda code: (code[:3], code[3:]),
    )
    event = {
        "actor_text": ["Lima", "rebels"],
        "actor_code": ["PER", ""],
        "recipient_text": "UN",
        "recipient_code": "IGO",
    }
    assert coded({"events": [event, event]}, module) == {("Lima", "PER"), ("UN", "IGO")}


def test_parties_and_actors_of_a_gold_record():
    party = {"name": "NATO", "country": ""}
    gold = {
        "events": [{"actor": [party], "recipient": [{"name": "Lima", "country": "PER"}]}, {"actor": [party]}],
        "actors": [{"name": "Jane Roe", "kind": "person"}, {"name": "Andes", "kind": "place", "country": ""}],
    }
    assert named(gold) == {("NATO", ""), ("Lima", "PER"), ("Jane Roe", "")}


def test_the_likest_name_is_taken_then_the_most_mentioned():
    def words(name):
        return set(name.casefold().split())

    module = SimpleNamespace(
        words=words, same_name=lambda one, other: words(one) <= words(other) or words(other) <= words(one)
    )
    fund, state, again = actor("Peru Trust Fund", "his"), actor("Peru", "his"), actor("Peru", "his", "Sergei Ignatyev")
    record = Record(Report(TEXT), actors=(fund, state, again))
    assert actor_called("Peru", record, module) is again
    assert actor_called("Chile", record, module) is None
    assert actor_called("critics of Peru", record, module) is None
    assert actor_called("Peru Trust Fund", Record(Report(TEXT), actors=(state,)), module) is None


# ---------------------------------------------------------------- read for real
@pytest.fixture(scope="module")
def reader():
    return onrecord.load()


def test_drawn_reports_are_read_and_their_mentions_found(tmp_path, monkeypatch, reader):
    text = "Russian Foreign Minister Jane Roe said on Monday that she would visit Paris."
    report = {
        "id": "one",
        "text": text,
        "published": "2020-01-01",
        "outlet": "Example Times",
        "url": "https://example.org/a",
    }
    (tmp_path / "data" / "news").mkdir(parents=True)
    with gzip.open(tmp_path / "data" / "news" / "news.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(report) + "\n" + json.dumps(report | {"id": "two"}) + "\n")
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path))
    listed = [
        replace(label(), words="Russian Foreign Minister Jane Roe", name="Jane Roe", span=(0, 33)),
        replace(label(), words="Monday", name="Monday", span=span_of("Monday", text)),
    ]
    minister, monday = actors.drawn(reader, listed)
    assert minister.actor is not None
    assert (minister.actor.name, minister.actor.country) == ("Jane Roe", "RUS")
    assert all_are_right(minister)
    assert monday.actor is None


# ---------------------------------------------------------------- labels and draw
@pytest.mark.parametrize(("sample", "count"), [(LOOKED_AT, 300), (FRESH, 150)])
def test_labels_are_whole(sample, count):
    listed = labels(sample)
    assert len(listed) == count
    sectors = set("GOV MIL POL LEG JUD PTY OPP REB UAF SPY IGO NGO MED BUS EDU REL LAB CRM CVL REF".split()) | {""}
    for one in listed:
        assert one.span[1] - one.span[0] == len(one.words)
        assert set(one.kinds) <= set(ACTOR_KINDS)
        assert set(one.sectors) <= sectors
        assert one.form in MENTION_KINDS
        assert one.name
        assert all(not code or re.fullmatch("[A-Z]{3}", code) for code in one.countries)
    assert len({(one.report, one.span) for one in listed}) == count


def test_no_report_is_in_both_samples():
    assert not {one.report for one in labels(LOOKED_AT)} & {one.report for one in labels(FRESH)}


def test_sentences_are_of_lines_that_end_as_one_does():
    text = 'A short line.\nA heading of seven words or so\nMr. Smith met the U.S. envoy on Monday. "We will meet again in a year," he said.\n'
    assert [text[start:end] for start, end in sentences(text)] == [
        "Mr. Smith met the U.S. envoy on Monday.",
        '"We will meet again in a year," he said.',
    ]


@over(st.text(alphabet=st.sampled_from(list('Aab. !?\n"')), max_size=200))
def test_sentences_lie_in_the_text_in_order(text):
    last = 0
    for start, end in sentences(text):
        assert last <= start < end <= len(text)
        assert "\n" not in text[start:end]
        last = end


def test_the_same_seed_draws_the_same(tmp_path):
    for name in set(TURNS):
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt", encoding="utf-8") as lines:
            for number in range(4):
                text = f"Somebody in {name} said number {number} aloud. Nobody at all was there to hear it."
                lines.write(json.dumps({"id": f"{name}-{number}", "text": text}) + "\n")
    once = [(one.report["id"], one.span) for one in draw(1, tmp_path)]
    assert once == [(one.report["id"], one.span) for one in draw(1, tmp_path)]
    assert once != [(one.report["id"], one.span) for one in draw(2, tmp_path)]
    assert len({report for report, _ in once}) == len(once) >= len(TURNS)


def test_the_first_sentences_drawn_can_be_printed(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["actors", "--draw", "2"])
    with pytest.raises(SystemExit) as stopped:
        actors.main()
    assert stopped.value.code == 1
    assert "no data" in capsys.readouterr().err


def test_without_data_nothing_is_measured(tmp_path, monkeypatch):
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path))
    with pytest.raises(NoData, match="no data"):
        list(actors.drawn(None))
    with pytest.raises(NoData, match="no data"):
        list(actors.gold_reports(None))
    with pytest.raises(NoData, match="no data"):
        list(actors.gsr.sentences(None))
