"""Phrases that mean somebody or some place are whole, and parted as they should be."""

import pytest
from hypothesis import given, settings

from onrecord.actors.phrases import PRONOUNS, find_phrases, kind_of_noun
from onrecord.doc import Doc, Name
from onrecord.report import Report
from tests.actors.parsed import by_word, document, trees


def told(doc):
    return [(doc.text_of(one.words), one.form, one.kind) for one in find_phrases(doc, by_word(doc))]


def phrase(doc, text):
    (found,) = [one for one in find_phrases(doc, by_word(doc)) if doc.text_of(one.words) == text]
    return found


# ---------------------------------------------------------------- names
def test_a_title_and_the_name_after_it_are_one_phrase():
    doc = document(
        "Foreign//PROPN/2/compound Minister//PROPN/5/nsubj Ana//PROPN/2/flat Roe//PROPN/2/flat left/leave/VERB/0/root",
        person=["Ana Roe"],
    )
    assert told(doc) == [("Foreign Minister Ana Roe", "name", "person")]
    assert doc.words[phrase(doc, "Foreign Minister Ana Roe").head] == "Minister"


def test_a_noun_that_is_no_title_is_not_one_with_the_name():
    doc = document(
        "The//DET/2/det ship//NOUN/5/nsubj Ana//PROPN/2/flat Roe//PROPN/3/flat left/leave/VERB/0/root",
        person=["Ana Roe"],
    )
    assert ("The ship Ana Roe", "name", "person") not in told(doc)


def test_an_apposition_is_a_phrase_of_its_own():
    doc = document(
        "Ana//PROPN/7/nsubj Roe//PROPN/1/flat ,//PUNCT/5/punct the//DET/5/det mayor//NOUN/1/appos ,//PUNCT/5/punct left/leave/VERB/0/root",
        person=["Ana Roe"],
    )
    assert told(doc) == [("Ana Roe", "name", "person"), ("the mayor", "noun", "person")]


def test_phrases_stand_within_others():
    doc = document(
        "The//DET/2/det president//NOUN/5/nsubj of//ADP/4/case Peru//PROPN/2/nmod left/leave/VERB/0/root",
        place=["Peru"],
    )
    assert told(doc) == [("The president of Peru", "noun", "person"), ("Peru", "name", "place")]


def test_a_possessive_ending_belongs_to_the_name():
    doc = document(
        "Roe//PROPN/3/nmod:poss 's//PART/1/case aide//NOUN/4/nsubj left/leave/VERB/0/root",
        text="Roe's aide left",
        person=["Roe"],
    )
    assert told(doc) == [("Roe's aide", "noun", "person"), ("Roe's", "name", "person")]


def test_a_place_goes_with_the_place_that_holds_it():
    doc = document(
        "Riots/riot/NOUN/0/root in//ADP/3/case Irving//PROPN/1/nmod ,//PUNCT/5/punct Texas//PROPN/3/appos",
        place=["Irving", "Texas"],
    )
    assert ("Irving, Texas", "name", "place") in told(doc)
    assert ("Texas", "name", "place") in told(doc)


def test_two_places_of_a_list_stay_apart():
    doc = document(
        "Riots/riot/NOUN/0/root in//ADP/3/case Irving//PROPN/1/nmod ,//PUNCT/6/punct and//CCONJ/6/cc Texas//PROPN/3/conj",
        place=["Irving", "Texas"],
    )
    assert [text for text, form, _ in told(doc) if form == "name"] == ["Irving", "Texas"]


@pytest.mark.parametrize(("tag", "found"), [("ADJ", []), ("NOUN", [("Iranians", "name", "person")])])
def test_a_demonym_is_a_phrase_but_not_its_adjective(tag, found):
    relation = "2/amod" if tag == "ADJ" else "2/nsubj"
    doc = document(f"Iranians/Iranian/{tag}/{relation} ships/ship/NOUN/0/root", people=["Iranians"])
    assert told(doc) == found


@pytest.mark.parametrize(("article", "found"), [("The", ["The French"]), ("Many", [])])
def test_an_adjective_with_an_article_is_a_people(article, found):
    doc = document(f"{article}//DET/2/det French//ADJ/3/nsubj left/leave/VERB/0/root", people=["French"])
    assert [text for text, _, _ in told(doc)] == found


def test_several_of_a_people_are_several():
    doc = document("Iranians/Iranian/PROPN/2/nsubj left/leave/VERB/0/root", people=["Iranians"])
    assert phrase(doc, "Iranians").plural


# ---------------------------------------------------------------- nouns
def test_a_relative_clause_belongs_to_the_phrase():
    doc = document(
        "The//DET/2/det minister//NOUN/5/nsubj who//PRON/4/nsubj resigned/resign/VERB/2/acl:relcl left/leave/VERB/0/root"
    )
    found = phrase(doc, "The minister who resigned")
    assert (doc.words[found.head], found.kind, found.definite, found.plural) == ("minister", "person", True, False)


def test_the_end_of_a_line_cuts_a_phrase():
    sentence = "The//DET/2/det minister//NOUN/0/root of//ADP/4/case Peru//PROPN/2/nmod"
    whole = document(sentence, text="The minister of Peru", place=["Peru"])
    cut = document(sentence, text="The minister\nof Peru", place=["Peru"])
    assert [text for text, _, _ in told(whole)] == ["The minister of Peru", "Peru"]
    assert [text for text, _, _ in told(cut)] == ["The minister", "Peru"]


@pytest.mark.parametrize("measure", ["at least", "more than", "up to"])
def test_what_measures_a_number_belongs_to_the_phrase(measure):
    first, second = measure.split()
    doc = document(
        f"{first}//ADV/2/case {second}//ADV/3/advmod 31//NUM/4/nummod people/person/NOUN/5/nsubj died/die/VERB/0/root"
    )
    assert told(doc) == [(f"{measure} 31 people", "noun", "person")]
    assert phrase(doc, f"{measure} 31 people").plural


def test_what_measures_a_number_stands_on_its_line():
    doc = document("at//ADV/3/case least//ADV/3/advmod ministers/minister/NOUN/0/root", text="at least\nministers")
    assert told(doc) == [("ministers", "noun", "person")]
    apart = document("at//ADV/0/root least//ADV/1/advmod", "ministers/minister/NOUN/0/root")
    assert told(apart) == [("ministers", "noun", "person")]


def test_a_part_is_of_the_kind_of_what_it_is_a_part_of():
    doc = document("One//NUM/5/nsubj of//ADP/4/case the//DET/4/det men/man/NOUN/1/nmod left/leave/VERB/0/root")
    assert told(doc) == [("One of the men", "noun", "person"), ("the men", "noun", "person")]
    things = document("One//NUM/5/nsubj of//ADP/4/case the//DET/4/det laws/law/NOUN/1/nmod failed/fail/VERB/0/root")
    assert told(things) == []


def test_two_nouns_for_one_person_are_one_phrase():
    doc = document(
        "a//DET/2/det mathematician//NOUN/0/root and//CCONJ/4/cc writer//NOUN/2/conj",
    )
    assert told(doc) == [("a mathematician and writer", "noun", "person")]
    two = document("a//DET/2/det mathematician//NOUN/0/root and//CCONJ/5/cc a//DET/5/det writer//NOUN/2/conj")
    assert [text for text, _, _ in told(two)] == ["a mathematician", "a writer"]


def test_an_adjective_with_an_article_means_people():
    doc = document("The//DET/2/det wounded//ADJ/3/nsubj left/leave/VERB/0/root")
    assert told(doc) == [("The wounded", "noun", "person")]
    beside = document("The//DET/2/det wounded//ADJ/3/amod tree//NOUN/0/root")
    assert told(beside) == []


def test_nouns_for_things_are_no_phrases():
    assert told(document("The//DET/2/det law//NOUN/3/nsubj failed/fail/VERB/0/root")) == []


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("ministers", "person"),
        ("policewomen", "person"),
        ("government", "organisation"),
        ("cities", "place"),
        ("law", ""),
    ],
)
def test_the_kind_of_a_noun(noun, kind):
    assert kind_of_noun(noun) == kind


# ---------------------------------------------------------------- pronouns
def test_pronouns_are_phrases():
    doc = document(
        "They//PRON/2/nsubj praised/praise/VERB/0/root his//PRON/4/nmod:poss law//NOUN/2/obj",
        "I//PRON/2/nsubj left/leave/VERB/0/root",
    )
    assert told(doc) == [("They", "pronoun", ""), ("his", "pronoun", ""), ("I", "pronoun", "")]
    assert (phrase(doc, "They").plural, phrase(doc, "his").plural) == (True, False)


def test_the_acronym_us_is_no_pronoun():
    assert told(document("US//PROPN/2/compound ships/ship/NOUN/0/root")) == []


def test_a_word_of_a_name_is_no_pronoun():
    doc = document("US//PRON/2/nsubj left/leave/VERB/0/root", place=["US"])
    assert told(doc) == [("US", "name", "place")]


def test_somebody_in_general_is_a_noun():
    doc = document("Nobody//PRON/2/nsubj left/leave/VERB/0/root")
    assert told(doc) == [("Nobody", "noun", "person")]


@pytest.mark.parametrize(("link", "found"), [("who", ["those who left"]), ("that", [])])
def test_those_who(link, found):
    doc = document(f"those//PRON/0/root {link}//PRON/3/nsubj left/leave/VERB/1/acl:relcl")
    assert [text for text, _, _ in told(doc)] == found


def test_without_trees_there_are_no_phrases():
    assert find_phrases(Doc(Report("Ana left"), [(0, 3), (4, 8)], [0], names=[Name(0, 1, "person")]), {}) == []


# ---------------------------------------------------------------- any tree
@settings(max_examples=150, deadline=None)
@given(trees())
def test_phrases_of_any_tree(doc):
    found = find_phrases(doc, by_word(doc))
    for one in found:
        assert one.words.start <= one.head < one.words.end
        sentence = doc.sentence_of(one.head)
        assert sentence.start <= one.words.start < one.words.end <= sentence.end
        assert "\n" not in doc.text_of(one.words) or one.form == "name"
        assert one.kind in ("person", "organisation", "place") or (one.kind == "" and one.form == "pronoun")
        if one.form == "pronoun":
            assert doc.text_of(one.words).lower() in PRONOUNS
    order = [(one.words.start, -one.words.end) for one in found]
    assert order == sorted(order)
