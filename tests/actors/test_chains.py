"""Which phrases of a report mean the same, and what tied each to its chain."""

import pytest

from onrecord.actors.antecedents import Choice
from onrecord.actors.chains import find_chains
from onrecord.actors.context import Issuer
from onrecord.doc import Doc
from onrecord.statements.speakers import resolve
from tests.actors.parsed import document
from tests.texts import said

ROE_LEFT = "Ana//PROPN/3/nsubj Roe//PROPN/1/flat left/leave/VERB/0/root .//PUNCT/3/punct"
ROE_AND_DIAZ_MET = "Ana//PROPN/6/nsubj Roe//PROPN/1/flat and//CCONJ/4/cc John//PROPN/1/conj Diaz//PROPN/4/flat met/meet/VERB/0/root .//PUNCT/6/punct"
PERSONS = {"person": ["Ana Roe", "John Diaz", "Roe", "Diaz"]}


def chains(doc: Doc, *drafts, issuer=None, **more):
    return find_chains(doc, list(drafts), resolve(doc, list(drafts)), issuer or Issuer(), **more)


def texts(doc: Doc, *drafts, **more):
    """The words of each chain that has several."""
    found = [[doc.text_of(phrase.words) for phrase in chain.phrases] for chain in chains(doc, *drafts, **more)]
    return [several for several in found if len(several) > 1]


def tie(doc: Doc, text: str, *drafts, number: int = 1):
    """What tied the `number`-th phrase of those words."""
    found = [one for chain in chains(doc, *drafts) for one in chain.ties if doc.text_of(one.phrase.words) == text]
    return sorted(found, key=lambda one: one.phrase.words)[number - 1]


# ---------------------------------------------------------------- names
def test_a_family_name_is_the_full_name_before():
    doc = document(ROE_LEFT, "Roe//PROPN/2/nsubj won/win/VERB/0/root", person=["Ana Roe", "Roe"])
    doc.names = [name for name in doc.names if (name.start, name.end) != (1, 2)]
    assert texts(doc) == [["Ana Roe", "Roe"]]
    assert tie(doc, "Roe").rule == "name"


def test_a_capital_that_speaks_is_another_than_the_city():
    doc = document(
        "Rain//NOUN/2/nsubj fell/fall/VERB/0/root in//ADP/4/case Lima//PROPN/2/obl .//PUNCT/2/punct",
        "Lima//PROPN/2/nsubj denied/deny/VERB/0/root it//PRON/2/obj .//PUNCT/2/punct",
        place=["Lima"],
    )
    city, government = [
        chain for chain in chains(doc, said(doc, "Lima", number=2)) if chain.phrases and chain.kind != "person"
    ][:2]
    assert city.figure.name == "city of Lima"
    assert government.figure.name == "Government of Peru"


# ---------------------------------------------------------------- nouns
def test_an_apposition_is_the_one_it_stands_beside():
    doc = document(
        "Ana//PROPN/7/nsubj Roe//PROPN/1/flat ,//PUNCT/5/punct the//DET/5/det mayor//NOUN/1/appos ,//PUNCT/5/punct left/leave/VERB/0/root",
        person=["Ana Roe"],
    )
    assert texts(doc) == [["Ana Roe", "the mayor"]]
    assert tie(doc, "the mayor").rule == "apposition"


@pytest.mark.parametrize(("word", "tied"), [("is", [["Ana Roe", "a mayor"]]), ("not", [])])
def test_whoever_is_said_to_be_something(word, tied):
    link = "is/be/AUX/5/cop" if word == "is" else "isn't/not/AUX/5/cop not//PART/5/advmod"
    head = 5 if word == "is" else 6
    link = link.replace("/5/", f"/{head}/")
    doc = document(
        f"Ana//PROPN/{head}/nsubj Roe//PROPN/1/flat {link} a//DET/{head}/det mayor//NOUN/0/root", person=["Ana Roe"]
    )
    assert texts(doc) == tied


def test_a_repeated_noun_means_the_same():
    doc = document(
        "A//DET/2/det soldier//NOUN/3/nsubj left/leave/VERB/0/root",
        "The//DET/2/det soldier//NOUN/3/nsubj won/win/VERB/0/root",
    )
    assert texts(doc) == [["A soldier", "The soldier"]]


def test_a_noun_of_another_number_or_not_definite_means_another():
    doc = document(
        "A//DET/2/det soldier//NOUN/3/nsubj left/leave/VERB/0/root",
        "The//DET/2/det soldiers/soldier/NOUN/3/nsubj won/win/VERB/0/root",
        "A//DET/2/det soldier//NOUN/3/nsubj came/come/VERB/0/root",
    )
    assert texts(doc) == []


def test_an_office_is_the_person_who_was_introduced_with_it():
    doc = document(
        "President//PROPN/4/nsubj Ana//PROPN/1/flat Roe//PROPN/1/flat left/leave/VERB/0/root .//PUNCT/4/punct",
        "The//DET/2/det president//NOUN/3/nsubj won/win/VERB/0/root",
        person=["Ana Roe"],
    )
    assert texts(doc) == [["President Ana Roe", "The president"]]


def test_a_former_holder_is_another():
    doc = document(
        "President//PROPN/4/nsubj Ana//PROPN/1/flat Roe//PROPN/1/flat left/leave/VERB/0/root .//PUNCT/4/punct",
        "The//DET/3/det former//ADJ/3/amod president//NOUN/4/nsubj won/win/VERB/0/root",
        person=["Ana Roe"],
    )
    assert texts(doc) == []


def test_the_country_is_the_one_named_last():
    doc = document(
        "Peru//PROPN/2/nsubj won/win/VERB/0/root .//PUNCT/2/punct",
        "The//DET/2/det country//NOUN/3/nsubj grew/grow/VERB/0/root",
        place=["Peru"],
    )
    assert texts(doc) == [["Peru", "The country"]]


# ---------------------------------------------------------------- pronouns
def test_a_pronoun_is_tied_with_its_probability():
    doc = document(ROE_LEFT, "She//PRON/2/nsubj won/win/VERB/0/root", person=["Ana Roe"])
    assert texts(doc) == [["Ana Roe", "She"]]
    found = tie(doc, "She")
    assert found.rule == "pronoun"
    assert 0.5 < found.confidence <= 1
    assert found.reason.startswith("most likely Ana Roe: ")


def test_a_pronoun_of_another_gender_is_somebody_else():
    doc = document(ROE_LEFT, "He//PRON/2/nsubj won/win/VERB/0/root", person=["Ana Roe"])
    assert texts(doc) == []
    assert tie(doc, "He").reason == "nobody fits"


def test_a_reflexive_is_the_subject_of_its_clause():
    doc = document(
        "John//PROPN/3/nsubj Diaz//PROPN/1/flat saw/see/VERB/0/root Ana//PROPN/3/obj Roe//PROPN/4/flat",
        "Diaz//PROPN/2/nsubj hurt/hurt/VERB/0/root himself//PRON/2/obj",
        **PERSONS,
    )
    doc.names = [name for name in doc.names if (name.start, name.end) not in ((1, 2), (4, 5))]
    assert texts(doc) == [["John Diaz", "Diaz", "himself"]]
    assert tie(doc, "himself").rule == "reflexive"


def test_who_is_joined_may_be_meant_together():
    doc = document(ROE_AND_DIAZ_MET, "They//PRON/2/nsubj won/win/VERB/0/root", person=["Ana Roe", "John Diaz"])
    group = next(chain for chain in chains(doc) if chain.members)
    assert {member.figure.name for member in group.members} == {"Ana Roe", "John Diaz"}
    assert "They" in [doc.text_of(phrase.words) for phrase in group.phrases]


def test_they_are_no_single_person_where_two_are_joined():
    """Though nothing tells whether Bo is a man or a woman, and "they" might be used for either."""
    met = ROE_AND_DIAZ_MET.replace("John", "Bo")
    doc = document(met, "They//PRON/2/nsubj won/win/VERB/0/root", person=["Ana Roe", "Bo Diaz"])
    assert any(chain.members for chain in chains(doc))


def test_a_group_that_nothing_means_is_no_chain():
    doc = document(ROE_AND_DIAZ_MET, person=["Ana Roe", "John Diaz"])
    assert [[doc.text_of(phrase.words) for phrase in chain.phrases] for chain in chains(doc)] == [
        ["Ana Roe"],
        ["John Diaz"],
    ]


def test_a_group_is_chosen_among_the_candidates():
    doc = document(ROE_AND_DIAZ_MET, "They//PRON/2/nsubj won/win/VERB/0/root", person=["Ana Roe", "John Diaz"])
    offered = []

    def nobody(scene, phrase, candidates):
        offered.extend(candidates)
        return Choice(None)

    assert texts(doc, choose=nobody) == []
    assert [(one.members, one.plural) for one in offered] == [(1, False), (1, False), (2, True)]


def test_the_issuers_i_needs_no_name_in_the_text():
    doc = document(
        "I//PRON/2/nsubj left/leave/VERB/0/root", "My//PRON/2/nmod:poss aide//NOUN/3/nsubj won/win/VERB/0/root"
    )
    (chain, _) = chains(doc, issuer=Issuer("Ana Roe", ""))
    assert chain.figure.name == "Ana Roe"
    assert [doc.text_of(phrase.words) for phrase in chain.phrases] == ["I", "My"]


# ---------------------------------------------------------------- all chains
def test_a_text_without_phrases_has_no_chains():
    assert chains(document("Rain//NOUN/2/nsubj fell/fall/VERB/0/root")) == []
    assert chains(document()) == []


def test_chains_are_by_their_first_phrases_and_no_phrase_is_in_two():
    doc = document(
        ROE_AND_DIAZ_MET,
        "She//PRON/2/nsubj saw/see/VERB/0/root him//PRON/2/obj .//PUNCT/2/punct",
        "The//DET/2/det soldiers/soldier/NOUN/3/nsubj saw/see/VERB/0/root them//PRON/3/obj",
        person=["Ana Roe", "John Diaz"],
    )
    found = chains(doc)
    firsts = [chain.ties[0].phrase.words for chain in found]
    assert firsts == sorted(firsts)
    tied = [(one.phrase.words, one.phrase.head) for chain in found for one in chain.ties if one.phrase.form != "noun"]
    assert len(tied) == len(set(tied))
    assert all(one.reason and 0 < one.confidence <= 1 for chain in found for one in chain.ties)
