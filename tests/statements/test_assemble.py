"""From the graph to drafts: marks, orphans, blocks."""

from onrecord.codebooks.load import load_cues
from onrecord.report import Report
from onrecord.statements.assemble import (
    assemble,
    fill_sources,
    give_documents_their_words,
    noun_of,
    subject_of,
)
from onrecord.statements.blocks import find_blocks
from onrecord.statements.draft import Draft
from onrecord.statements.layout import find_layout
from onrecord.statements.quotations import find_quotations
from tests.parses import attribution, parse


def assembled(doc):
    text = doc.report.text
    layout, quotations = find_layout(Report(text)), find_quotations(text)
    return assemble(doc, layout, quotations, find_blocks(text, layout, quotations), load_cues())


def words(doc, spans):
    return [doc.report[span] for span in spans]


SAID = (
    "“/“/PUNCT/3/punct We/we/PRON/3/nsubj agreed/agree/VERB/6/ccomp ,/,/PUNCT/3/punct ”/”/PUNCT/3/punct "
    "said/say/VERB/0/root Ms/Ms/PROPN/6/nsubj Okafor/Okafor/PROPN/7/flat ././PUNCT/6/punct"
)
MORE = (
    "“/“/PUNCT/5/punct It/it/PRON/5/nsubj was/be/AUX/5/cop not/not/PART/5/advmod easy/easy/ADJ/0/root "
    "././PUNCT/5/punct ”/”/PUNCT/5/punct"
)


def test_the_marks_of_a_quotation_belong_to_its_content():
    doc = parse(SAID)
    doc.attributions = [attribution(doc, "Ms Okafor", "said", "We agreed")]
    (draft,) = assembled(doc)
    assert words(doc, draft.content) == ["“We agreed,”"]
    assert words(doc, draft.source) == ["Ms Okafor"]


def test_a_quotation_that_follows_without_a_cue_is_the_same_statement():
    doc = parse(SAID, MORE)
    doc.attributions = [attribution(doc, "Ms Okafor", "said", "We agreed")]
    (draft,) = assembled(doc)
    assert words(doc, draft.content) == ["“We agreed,”", "“It was not easy.”"]


def test_a_quotation_with_no_statement_before_it_stays_without_a_speaker():
    assert assembled(parse(MORE)) == []


BLOCK = """Minister comments on the talks

The talks ended on Friday.

Speaking after the talks, Foreign Minister Ana Ruiz said:

The talks were hard. I am glad that we have agreed.

Both sides will meet again, and I will do my best to help them."""


def test_text_set_apart_below_a_line_is_the_content_of_that_line():
    rows = [
        "Minister/minister/NOUN/2/nsubj comments/comment/VERB/0/root on/on/ADP/5/case the/the/DET/5/det talks/talk/NOUN/2/obl",
        "The/the/DET/2/det talks/talk/NOUN/3/nsubj ended/end/VERB/0/root on/on/ADP/5/case Friday/Friday/PROPN/3/obl ././PUNCT/3/punct",
        "Speaking/speak/VERB/10/advcl after/after/ADP/4/case the/the/DET/4/det talks/talk/NOUN/1/obl ,/,/PUNCT/1/punct "
        "Foreign/foreign/PROPN/7/compound Minister/minister/PROPN/10/nsubj Ana/Ana/PROPN/7/flat Ruiz/Ruiz/PROPN/7/flat "
        "said/say/VERB/0/root :/:/PUNCT/10/punct",
        "The/the/DET/2/det talks/talk/NOUN/4/nsubj were/be/AUX/4/cop hard/hard/ADJ/0/root ././PUNCT/4/punct",
        "I/I/PRON/3/nsubj am/be/AUX/3/cop glad/glad/ADJ/0/root that/that/SCONJ/7/mark we/we/PRON/7/nsubj "
        "have/have/AUX/7/aux agreed/agree/VERB/3/ccomp ././PUNCT/3/punct",
        "Both/both/DET/2/det sides/side/NOUN/4/nsubj will/will/AUX/4/aux meet/meet/VERB/0/root again/again/ADV/4/advmod "
        ",/,/PUNCT/10/punct and/and/CCONJ/10/cc I/I/PRON/10/nsubj will/will/AUX/10/aux do/do/VERB/4/conj my/my/PRON/12/nmod:poss "
        "best/best/NOUN/10/obj to/to/PART/14/mark help/help/VERB/10/advcl them/they/PRON/14/obj ././PUNCT/4/punct",
    ]
    doc = parse(*rows, text=BLOCK)
    (draft,) = assembled(doc)
    assert words(doc, draft.source) == ["Foreign Minister Ana Ruiz"]
    assert words(doc, draft.cue) == ["said"]
    (content,) = words(doc, draft.content)
    assert content.startswith("The talks were hard.")
    assert content.endswith("help them.")


def test_the_subject_is_found_through_a_conjunction_and_without_its_relative_clause():
    doc = parse(
        "Ruiz/Ruiz/PROPN/5/nsubj ,/,/PUNCT/4/punct who/who/PRON/4/nsubj resigned/resign/VERB/1/acl:relcl "
        "thanked/thank/VERB/0/root them/they/PRON/5/obj and/and/CCONJ/8/cc pledged/pledge/VERB/5/conj help/help/NOUN/8/obj"
    )
    assert words(doc, subject_of(doc, 7)) == ["Ruiz"]


RESOLUTION = (
    "Resolution/resolution/NOUN/6/nsubj 2249/2249/NUM/1/nummod ,/,/PUNCT/5/punct which/which/PRON/5/nsubj "
    "condemned/condemn/VERB/1/acl:relcl passed/pass/VERB/0/root"
)


def test_a_relative_pronoun_gives_way_to_what_it_stands_for():
    doc = parse(RESOLUTION)
    draft = Draft([doc.spans[3]], [doc.spans[4]], [doc.spans[5]])
    fill_sources(doc, [draft])
    assert words(doc, draft.source) == ["Resolution 2249"]


def test_a_relative_pronoun_beside_a_list_of_numbers_stands_for_the_whole():
    doc = parse(
        "Resolutions/resolution/NOUN/9/nsubj 1718/1718/NUM/1/nummod and/and/CCONJ/4/cc 2087/2087/NUM/1/conj "
        "(/(/PUNCT/6/punct 2013/2013/NUM/4/nmod )/)/PUNCT/6/punct which/which/PRON/9/nsubj bind/bind/VERB/4/acl:relcl"
    )
    draft = Draft([doc.spans[7]], [doc.spans[8]], [doc.spans[8]])
    fill_sources(doc, [draft])
    assert words(doc, draft.source) == [doc.report.text.partition(" which")[0]]


def test_a_draft_without_a_source_gets_the_subject_of_its_verb_but_not_of_a_passive():
    active = parse("He/he/PRON/2/nsubj said/say/VERB/0/root yes/yes/INTJ/2/obj")
    passive = parse("It/it/PRON/3/nsubj:pass was/be/AUX/3/aux:pass said/say/VERB/0/root so/so/ADV/3/advmod")
    drafts = [Draft([], [doc.spans[verb]], [doc.spans[-1]]) for doc, verb in ((active, 1), (passive, 2))]
    fill_sources(active, drafts[:1])
    fill_sources(passive, drafts[1:])
    assert words(active, drafts[0].source) == ["He"]
    assert drafts[1].source == []


def test_the_noun_of_a_preposition_is_found_even_in_a_broken_tree():
    doc = parse("per/per/ADP/0/root the/the/DET/1/dep outlet/outlet/NOUN/1/dep ././PUNCT/1/punct")
    assert words(doc, noun_of(doc, 0)) == ["the outlet"]


HEADED = "Harbour strike ends\n\n“We won,” said Ruiz."


def test_a_headline_is_never_part_of_a_content():
    doc = parse(
        "Harbour/harbour/NOUN/2/compound strike/strike/NOUN/3/nsubj ends/end/VERB/0/root",
        "“/“/PUNCT/3/punct We/we/PRON/3/nsubj won/win/VERB/6/ccomp ,/,/PUNCT/3/punct ”/”/PUNCT/3/punct said/say/VERB/0/root "
        "Ruiz/Ruiz/PROPN/6/nsubj ././PUNCT/6/punct",
        text=HEADED,
    )
    doc.attributions = [attribution(doc, "Ruiz", "said", HEADED.partition(" said")[0])]
    (draft,) = assembled(doc)
    assert words(doc, draft.content) == ["“We won,”"]


def test_a_document_says_what_its_participle_reports():
    doc = parse(
        "They/they/PRON/2/nsubj signed/sign/VERB/0/root a/a/DET/5/det joint/joint/ADJ/5/amod statement/statement/NOUN/2/obj "
        "reaffirming/reaffirm/VERB/5/acl ties/tie/NOUN/6/obj ././PUNCT/2/punct"
    )
    text = doc.report.text
    draft = Draft([(0, 4)], [(5, text.index(" reaffirming"))], [(text.index("reaffirming"), len(text) - 1)])
    give_documents_their_words(doc, [draft])
    assert [words(doc, part) for part in (draft.source, draft.cue, draft.content)] == [
        ["a joint statement"],
        ["reaffirming"],
        ["ties"],
    ]
