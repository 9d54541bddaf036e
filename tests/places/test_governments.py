import pytest

from onrecord.doc import Name
from onrecord.places import find_places
from tests.parses import parse, words_of


def names(sentence, name):
    """The names of the places that are told of a sentence with one name."""
    doc = parse(sentence)
    doc.names = [Name(*words_of(doc, name), "place")]
    return [place.name for place in find_places(doc)]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Moscow//PROPN/2/nsubj rejected/reject/VERB/0/root it//PRON/2/obj", "Moscow"),
        ("Talks//NOUN/4/nsubj with//ADP/3/case Tehran//PROPN/1/nmod failed/fail/VERB/0/root", "Tehran"),
        ("sanctions//NOUN/0/root against//ADP/3/case Pyongyang//PROPN/1/nmod", "Pyongyang"),
        ("Caloundra//PROPN/2/nsubj opened/open/VERB/0/root the//DET/4/det game//NOUN/2/obj", "Caloundra"),
    ],
)
def test_what_acts_is_no_place(sentence, name):
    assert names(sentence, name) == []


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Tehran//PROPN/2/nsubj hosted/host/VERB/0/root a//DET/4/det meeting//NOUN/2/obj", "Tehran"),
        ("They//PRON/2/nsubj met/meet/VERB/0/root in//ADP/4/case Moscow//PROPN/2/obl", "Moscow"),
        ("Mosul//PROPN/2/nsubj fell/fall/VERB/0/root", "Mosul"),
        ("Russia//PROPN/2/nsubj left/leave/VERB/0/root it//PRON/2/obj", "Russia"),
    ],
)
def test_what_is_a_place_stays(sentence, name):
    assert names(sentence, name) == [name]
