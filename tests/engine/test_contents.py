"""Contents that run to the end of their clause."""

from onrecord.engine.contents import complete_contents
from tests.parses import attribution, parse

AID = (
    "Norway/Norway/PROPN/2/nsubj said/say/VERB/0/root it/it/PRON/4/nsubj sends/send/VERB/2/ccomp aid/aid/NOUN/4/obj "
    "and/and/CCONJ/7/cc food/food/NOUN/5/conj ,/,/PUNCT/9/punct Ruiz/Ruiz/PROPN/10/nsubj added/add/VERB/2/parataxis ././PUNCT/2/punct"
)


def contents(doc):
    return [doc.text_of(words) for one in doc.attributions for words in one.content]


def test_a_content_runs_to_the_end_of_its_clause():
    doc = parse(AID)
    doc.attributions = [attribution(doc, "Norway", "said", "it sends aid")]
    complete_contents(doc)
    assert contents(doc) == ["it sends aid and food"]


def test_it_stops_before_another_part():
    doc = parse(AID)
    doc.attributions = [attribution(doc, "Norway", "said", "it sends aid"), attribution(doc, "Ruiz", "added", "food")]
    complete_contents(doc)
    assert contents(doc)[0] == "it sends aid"


def test_a_quotation_keeps_its_own_end():
    doc = parse(
        "“/“/PUNCT/2/punct Go/go/VERB/5/ccomp ”/”/PUNCT/2/punct he/he/PRON/5/nsubj said/say/VERB/0/root "
        "loudly/loudly/ADV/2/advmod ././PUNCT/5/punct"
    )
    doc.attributions = [attribution(doc, "he", "said", "“Go”")]
    complete_contents(doc)
    assert contents(doc) == ["“Go”"]
