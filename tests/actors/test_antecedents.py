"""Whom a pronoun of the third person means: only what fits it, weighed, or nobody."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.actors.antecedents import (
    CLASSES,
    Candidate,
    Scene,
    class_of,
    features,
    fitting_candidates,
    load_weights,
    nobody,
    rank,
    score,
)
from onrecord.actors.phrases import Phrase
from onrecord.doc import WordRange
from tests.actors.parsed import document, word

MALE = frozenset("he him his himself".split())


def scene(doc):
    return Scene(doc, [0] * len(doc), [0] * len(doc))


def at(place, form="name", kind="person", plural=False):
    return Phrase(WordRange(place, place + 1), place, kind, form, plural=plural, definite=True)


def candidate(*places, kind="person", gender="", plural=False):
    return Candidate(kind, gender, plural, phrases=[at(place, kind=kind, plural=plural) for place in places])


def said(pronoun):
    """ "Roe met Diaz." "X left.": three words and a stop, then the pronoun as a subject."""
    return document(
        "Roe//PROPN/2/nsubj met/meet/VERB/0/root Diaz//PROPN/2/obj .//PUNCT/2/punct",
        f"{pronoun}//PRON/2/nsubj left/leave/VERB/0/root",
    )


def choice(doc, pronoun, *candidates):
    return rank(scene(doc), at(word(doc, pronoun), "pronoun", ""), candidates, load_weights())


# ---------------------------------------------------------------- what fits
@pytest.mark.parametrize(
    ("pronoun", "kind", "gender", "plural", "fits"),
    [
        ("he", "person", "m", False, True),
        ("he", "person", "", False, True),
        ("he", "person", "f", False, False),
        ("he", "person", "m", True, False),
        ("he", "organisation", "", False, False),
        ("Her", "person", "m", False, False),
        ("her", "person", "f", False, True),
        ("it", "organisation", "", False, True),
        ("it", "place", "", False, True),
        ("its", "organisation", "", True, False),
        ("it", "person", "", False, False),
        ("they", "person", "", True, True),
        ("they", "organisation", "", False, True),
        ("they", "person", "", False, True),
        ("them", "person", "f", False, False),
    ],
)
def test_kind_number_and_gender_decide_what_fits(pronoun, kind, gender, plural, fits):
    doc = said(pronoun)
    one = candidate(0, kind=kind, gender=gender, plural=plural)
    assert fitting_candidates(scene(doc), at(4, "pronoun", ""), [one]) == [one] * fits
    assert (choice(doc, pronoun, one).candidate in (one, None)) if fits else choice(doc, pronoun, one).candidate is None


def test_they_may_be_one_person_who_is_not_named():
    doc = document(
        "A//DET/2/det minister//NOUN/3/nsubj left/leave/VERB/0/root", "They//PRON/2/nsubj won/win/VERB/0/root"
    )
    one = Candidate("person", phrases=[Phrase(WordRange(0, 2), 1, "person", "noun")])
    assert fitting_candidates(scene(doc), at(3, "pronoun", ""), [one]) == [one]


def test_they_are_nobody_named_where_there_are_several():
    one, several = candidate(0), candidate(2, plural=True)
    assert fitting_candidates(scene(said("They")), at(4, "pronoun", ""), [one, several]) == [several]


def test_the_latest_mentioned_comes_first():
    first, second = candidate(0), candidate(2)
    doc = said("He")
    assert fitting_candidates(scene(doc), at(4, "pronoun", ""), [first, second]) == [second, first]
    first.phrases.append(at(3))
    assert fitting_candidates(scene(doc), at(4, "pronoun", ""), [first, second]) == [first, second]


def test_what_comes_after_the_pronoun_is_no_candidate():
    doc = document("He//PRON/2/nsubj left/leave/VERB/0/root Roe//PROPN/2/obj")
    assert fitting_candidates(scene(doc), at(0, "pronoun", ""), [candidate(2)]) == []


@pytest.mark.parametrize(("sentences", "fits"), [(8, True), (9, False)])
def test_what_was_mentioned_long_ago_is_no_candidate(sentences, fits):
    between = ["Rain//NOUN/2/nsubj fell/fall/VERB/0/root"] * (sentences - 1)
    doc = document("Roe//PROPN/2/nsubj left/leave/VERB/0/root", *between, "He//PRON/2/nsubj left/leave/VERB/0/root")
    assert bool(fitting_candidates(scene(doc), at(word(doc, "He"), "pronoun", ""), [candidate(0)])) == fits


# ---------------------------------------------------------------- choosing
def test_the_one_that_fits_is_chosen():
    woman, man = candidate(0, gender="f"), candidate(2, gender="m")
    found = choice(said("She"), "She", woman, man)
    assert found.candidate is woman
    assert 0.5 < found.probability <= 1
    assert found.second == 0


def test_a_pronoun_with_two_candidates_says_so():
    sure = choice(said("He"), "He", candidate(0, gender="m"))
    doubtful = choice(said("He"), "He", candidate(0, gender="m"), candidate(2, gender="m"))
    assert doubtful.second > 0
    assert doubtful.probability < sure.probability


def test_the_subject_before_is_likelier_than_an_object():
    subject, other = candidate(0, gender="m"), candidate(2, gender="m")
    assert choice(said("He"), "He", subject, other).candidate is subject


@pytest.mark.parametrize(
    "sentence",
    [
        "It//PRON/3/expl is/be/AUX/3/cop clear//ADJ/0/root that//SCONJ/6/mark men/man/NOUN/6/nsubj left/leave/VERB/3/csubj",
        "It//PRON/2/expl seems/seem/VERB/0/root that//SCONJ/5/mark men/man/NOUN/5/nsubj left/leave/VERB/2/ccomp",
    ],
)
def test_an_expletive_means_nobody(sentence):
    doc = document("Peru//PROPN/2/nsubj won/win/VERB/0/root", sentence)
    assert choice(doc, "It", candidate(0, kind="place")).candidate is None


def test_an_it_that_does_something_means_what_was_named():
    doc = document(
        "Peru//PROPN/2/nsubj won/win/VERB/0/root", "It//PRON/2/nsubj sent/send/VERB/0/root troops/troop/NOUN/2/obj"
    )
    country = candidate(0, kind="organisation")
    assert choice(doc, "It", country).candidate is country


def test_without_candidates_a_pronoun_means_nobody():
    found = choice(said("He"), "He")
    assert (found.candidate, found.probability, found.second) == (None, 1.0, 0.0)


# ---------------------------------------------------------------- features and weights
def test_whose_words_the_pronoun_stands_in_is_a_feature():
    doc = said("He")
    quoted = Scene(doc, [0, 0, 0, 0, 1, 1], [0] * 6)
    speaker, other = candidate(0), candidate(2)
    speaker.speaks_in = frozenset((1,))
    latest, first = features(quoted, at(4, "pronoun", ""), [other, speaker])
    assert "speaks these words" in first
    assert "speaks these words" not in latest
    assert "enters a quotation" in latest
    assert "nobody quoted" in nobody(quoted, at(4, "pronoun", ""))


def test_a_possessor_of_the_subject_is_known_as_such():
    doc = document("Roe//PROPN/2/nsubj praised/praise/VERB/0/root her//PRON/4/nmod:poss aide//NOUN/2/obj")
    ((*found,),) = features(scene(doc), at(2, "pronoun", ""), [candidate(0)])
    assert {"possessor by subject", "alone", "same subject", "place 0"} <= set(found)


def test_the_shipped_weights_have_all_classes():
    weights = load_weights()
    assert {name.split(" ")[0] for name in weights} == {"one", "they", "it"} == set(CLASSES.values())
    for kind in ("one", "they", "it"):
        assert weights[f"{kind} latest subject"] > 0 or weights[f"{kind} place 0"] > 0


def test_weights_are_by_class():
    assert score(["place 0", "unknown"], "it", {"it place 0": 2.0, "one place 0": 5.0}) == 2.0


def test_pronouns_of_the_first_and_second_person_are_not_ranked():
    assert [class_of(pronoun) for pronoun in ("I", "we", "you", "He", "Theirs", "itself")] == [
        "",
        "",
        "",
        "one",
        "they",
        "it",
    ]


# ---------------------------------------------------------------- any candidates
SIZE = 12


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(CLASSES)),
    st.lists(
        st.builds(
            lambda kind, gender, plural, places: candidate(*sorted(places), kind=kind, gender=gender, plural=plural),
            st.sampled_from(["person", "organisation", "place"]),
            st.sampled_from(["m", "f", ""]),
            st.booleans(),
            st.sets(st.integers(0, SIZE), min_size=1, max_size=4),
        ),
        max_size=30,
    ),
)
def test_a_choice_is_never_against_kind_number_and_gender(pronoun, candidates):
    doc = document(
        *["Roe//PROPN/2/nsubj met/meet/VERB/0/root Diaz//PROPN/2/obj"] * 4,
        f"{pronoun}//PRON/2/nsubj left/leave/VERB/0/root",
    )
    found = choice(doc, pronoun, *candidates)
    assert 0 <= found.second <= 1
    assert found.probability + found.second <= 1 + 1e-9
    one = found.candidate
    if one is None:
        return
    assert any(phrase.head < SIZE for phrase in one.phrases)
    if class_of(pronoun) == "one":
        assert (one.kind, one.plural) == ("person", False)
        assert one.gender in ("", "m" if pronoun in MALE else "f")
    elif class_of(pronoun) == "it":
        assert one.kind != "person"
        assert not one.plural
    else:
        assert one.plural or one.kind != "person" or not one.gender
