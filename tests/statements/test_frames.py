"""Outer frames: on whose word a statement is told."""

from onrecord.codebooks.load import load_cues
from onrecord.statements.assemble import drafts_of
from onrecord.statements.frames import cited_sources, framed_statements, outer_frames
from onrecord.statements.quotations import find_quotations
from tests.parses import attribution, parse


def framed(doc):
    quotations = find_quotations(doc.report.text)
    drafts = drafts_of(doc, doc.attributions, quotations)
    return drafts, outer_frames(doc, drafts)


def words(doc, spans):
    return [doc.report[span] for span in spans]


DENIED = "The/the/DET/2/det ministry/ministry/NOUN/3/nsubj denied/deny/VERB/0/root the/the/DET/5/det attack/attack/NOUN/3/obj "


def test_per_an_agency_is_a_frame():
    doc = parse(DENIED + ",/,/PUNCT/8/punct per/per/ADP/8/case Reuters/Reuters/PROPN/3/obl ././PUNCT/3/punct")
    doc.attributions = [attribution(doc, "The ministry", "denied", "the attack")]
    (inner,), (outer,) = framed(doc)
    assert words(doc, outer.source) == ["Reuters"]
    assert words(doc, outer.cue) == ["per"]
    assert words(doc, outer.content) == ["The ministry denied the attack"]
    assert inner.reported_in is outer


def test_an_outlet_that_reports_beside_the_sentence_is_a_frame():
    doc = parse(
        DENIED
        + ",/,/PUNCT/9/punct the/the/DET/8/det BBC/BBC/PROPN/9/nsubj reports/report/VERB/3/parataxis ././PUNCT/3/punct"
    )
    doc.attributions = [attribution(doc, "The ministry", "denied", "the attack")]
    (inner,), (outer,) = framed(doc)
    assert words(doc, outer.source) == ["the BBC"]
    assert inner.reported_in is outer


def test_a_sentence_without_a_frame_gets_none():
    doc = parse(DENIED + "././PUNCT/3/punct")
    doc.attributions = [attribution(doc, "The ministry", "denied", "the attack")]
    assert framed(doc)[1] == []


def test_according_to_that_is_the_cue_itself_is_no_frame_of_its_own():
    doc = parse(
        "The/the/DET/2/det attack/attack/NOUN/3/nsubj failed/fail/VERB/0/root ,/,/PUNCT/8/punct according/accord/VERB/8/case "
        "to/to/ADP/5/fixed the/the/DET/8/det ministry/ministry/NOUN/3/obl ././PUNCT/3/punct"
    )
    doc.attributions = [attribution(doc, "the ministry", "according to", "The attack failed")]
    assert framed(doc)[1] == []


def test_a_cited_source_says_the_same_inside_the_report_of_who_cites_it():
    doc = parse(
        "Reuters/Reuters/PROPN/6/nsubj ,/,/PUNCT/3/punct citing/cite/VERB/6/advcl officials/official/NOUN/3/obj ,/,/PUNCT/3/punct "
        "reported/report/VERB/0/root that/that/SCONJ/9/mark talks/talk/NOUN/9/nsubj failed/fail/VERB/6/ccomp ././PUNCT/6/punct"
    )
    doc.attributions = [attribution(doc, "Reuters", "reported", "that talks failed")]
    drafts = drafts_of(doc, doc.attributions, [])
    (inner,) = cited_sources(doc, drafts)
    assert words(doc, inner.source) == ["officials"]
    assert inner.content == drafts[0].content
    assert inner.reported_in is drafts[0]


def test_who_is_quoted_by_a_frame_has_a_statement_inside_it():
    doc = parse(
        "“/“/PUNCT/3/punct We/we/PRON/3/nsubj won/win/VERB/6/ccomp ,/,/PUNCT/3/punct ”/”/PUNCT/3/punct said/say/VERB/0/root "
        "Okafor/Okafor/PROPN/6/nsubj ,/,/PUNCT/11/punct according/accord/VERB/11/case to/to/ADP/9/fixed "
        "Reuters/Reuters/PROPN/6/obl ././PUNCT/6/punct"
    )
    doc.attributions = [attribution(doc, "Reuters", "according to", "“We won,”")]
    drafts = drafts_of(doc, doc.attributions, find_quotations(doc.report.text))
    (inner,) = framed_statements(doc, drafts, load_cues())
    assert words(doc, inner.source) == ["Okafor"]
    assert words(doc, inner.content) == ["“We won,”"]
    assert words(doc, drafts[0].content) == ["“We won,” said Okafor"]
    assert inner.reported_in is drafts[0]


def test_rules_that_are_cited_say_nothing():
    doc = parse(
        "Reuters/Reuters/PROPN/6/nsubj ,/,/PUNCT/3/punct citing/cite/VERB/6/advcl rules/rule/NOUN/3/obj ,/,/PUNCT/3/punct "
        "reported/report/VERB/0/root that/that/SCONJ/9/mark talks/talk/NOUN/9/nsubj failed/fail/VERB/6/ccomp ././PUNCT/6/punct"
    )
    doc.attributions = [attribution(doc, "Reuters", "reported", "that talks failed")]
    assert cited_sources(doc, drafts_of(doc, doc.attributions, [])) == []
