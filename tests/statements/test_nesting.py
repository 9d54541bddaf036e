"""Chains found by reading a content again."""

from onrecord.codebooks.load import load_cues
from onrecord.statements.assemble import drafts_of
from onrecord.statements.draft import Draft
from onrecord.statements.nesting import nest, place, without_first_person
from onrecord.statements.quotations import find_quotations
from tests.parses import attribution, parse


def nested(doc, *inner):
    """Nest with a second look that sees the given attributions, where they lie in the words that are read."""
    quotations = find_quotations(doc.report.text)
    drafts = drafts_of(doc, doc.attributions, quotations)

    def second_look(_, words):
        return [one for one in inner if words.start <= one.cue[0].start < words.end]

    return drafts, nest(doc, drafts, quotations, load_cues(), second_look)


QUOTING = (
    "“/“/PUNCT/4/punct The/the/DET/3/det army/army/NOUN/4/nsubj denied/deny/VERB/8/ccomp it/it/PRON/4/obj ,/,/PUNCT/4/punct "
    "”/”/PUNCT/4/punct wrote/write/VERB/0/root Le/Le/PROPN/10/compound Monde/Monde/PROPN/8/nsubj ././PUNCT/8/punct"
)


def test_a_statement_in_a_quotation_is_told_in_it():
    doc = parse(QUOTING)
    doc.attributions = [attribution(doc, "Le Monde", "wrote", "“The army denied it,”")]
    (outer,), (inner,) = nested(doc, attribution(doc, "The army", "denied", "it"))
    assert inner.reported_in is outer


def test_the_first_person_of_a_quotation_makes_no_statement_of_its_own():
    doc = parse(QUOTING.replace("The/the/DET/3/det army/army/NOUN", "And/and/CCONJ/4/cc we/we/PRON"))
    doc.attributions = [attribution(doc, "Le Monde", "wrote", "“And we denied it,”")]
    _, found = nested(doc, attribution(doc, "we", "denied", "it"))
    assert without_first_person(doc, found) == []


def test_what_reaches_out_of_the_content_is_not_nested():
    doc = parse(QUOTING)
    doc.attributions = [attribution(doc, "Le Monde", "wrote", "“The army denied it,”")]
    assert nested(doc, attribution(doc, "Le Monde", "denied", "it"))[1] == []


def test_a_draft_is_placed_in_the_smallest_content_that_holds_it():
    outer = Draft([(90, 95)], [(96, 99)], [(0, 80)])
    middle = Draft([(0, 5)], [(6, 10)], [(11, 60)])
    inner = Draft([(12, 15)], [(16, 20)], [(21, 40)])
    place([outer, middle, inner])
    assert inner.reported_in is middle
    assert middle.reported_in is outer
    assert outer.reported_in is None
