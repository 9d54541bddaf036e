"""Statements that the tree shows and the graph missed."""

from onrecord.codebooks.load import load_cues
from onrecord.statements.draft import Draft
from onrecord.statements.layout import Layout
from onrecord.statements.proposals import propose, propose_within
from tests.parses import parse

CONDEMNED = "Norway/Norway/PROPN/2/nsubj condemned/condemn/VERB/0/root the/the/DET/4/det attack/attack/NOUN/2/obj ././PUNCT/2/punct"


def proposed(doc, drafts=()):
    layout = Layout(paragraphs=((0, len(doc.report.text)),))
    found = propose(doc, drafts, layout, [], load_cues())
    return [tuple(doc.report[part[0]] for part in (one.source, one.cue, one.content)) for one in found]


def test_a_condemnation_with_subject_and_object():
    assert proposed(parse(CONDEMNED)) == [("Norway", "condemned", "the attack")]


def test_what_the_graph_has_is_not_proposed_again():
    doc = parse(CONDEMNED)
    assert proposed(doc, [Draft([(0, 6)], [(7, 16)], [(17, 27)])]) == []


def test_what_only_would_be_said_is_none():
    doc = parse(
        "Norway/Norway/PROPN/3/nsubj would/would/AUX/3/aux condemn/condemn/VERB/0/root it/it/PRON/3/obj ././PUNCT/3/punct"
    )
    assert proposed(doc) == []


def test_a_plain_saying_needs_a_clause():
    doc = parse("He/he/PRON/2/nsubj said/say/VERB/0/root something/something/PRON/2/obj ././PUNCT/2/punct")
    assert proposed(doc) == []
    doc = parse("He/he/PRON/2/nsubj said/say/VERB/0/root it/it/PRON/4/nsubj rained/rain/VERB/2/ccomp ././PUNCT/2/punct")
    assert proposed(doc) == [("He", "said", "it rained")]


def test_an_accusation_inside_a_content_is_told_in_it_with_its_charge():
    doc = parse(
        "Reuters/Reuters/PROPN/2/nsubj reports/report/VERB/0/root that/that/SCONJ/5/mark Norway/Norway/PROPN/5/nsubj "
        "accuses/accuse/VERB/2/ccomp Sudland/Sudland/PROPN/5/obj of/of/SCONJ/8/mark spying/spy/VERB/5/advcl ././PUNCT/2/punct"
    )
    text = doc.report.text
    outer = Draft([(0, 7)], [(8, 15)], [(16, len(text) - 1)])
    (inner,) = propose_within(doc, [outer], [], load_cues())
    assert [text[s:e] for s, e in (*inner.source, *inner.cue, *inner.content)] == [
        "Norway",
        "accuses",
        "Sudland of spying",
    ]
    assert inner.reported_in is outer


def test_a_plain_saying_inside_a_content_is_left_to_the_second_look():
    doc = parse(
        "Reuters/Reuters/PROPN/2/nsubj reports/report/VERB/0/root that/that/SCONJ/5/mark Norway/Norway/PROPN/5/nsubj "
        "said/say/VERB/2/ccomp it/it/PRON/7/nsubj left/leave/VERB/5/ccomp ././PUNCT/2/punct"
    )
    outer = Draft([(0, 7)], [(8, 15)], [(16, len(doc.report.text) - 1)])
    assert propose_within(doc, [outer], [], load_cues()) == []


def test_things_do_not_speak():
    doc = parse(
        "Their/they/PRON/2/nmod:poss actions/action/NOUN/3/nsubj condemn/condemn/VERB/0/root the/the/DET/5/det "
        "treaty/treaty/NOUN/3/obj ././PUNCT/3/punct"
    )
    assert proposed(doc) == []
