"""Scores of coreference against published examples, a second way to count, and what must hold of any clusters."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.clusters import CONLL, Tally, b_cubed, ceaf, conll, mentions, muc, several, total

NO_DIFFERENCE = 1e-9


def clusters(text):
    """ "a bc" is {a} and {b, c}."""
    return [set(one) for one in text.split()]


KEY = "a bc def"


@pytest.mark.parametrize(
    ("ours", "recall", "precision"),
    [
        ("a bc def", 1, 1),
        ("a de", 0.6, 0.9),
        ("a bcx defy z", 0.88571, 0.66429),
        ("a bcx dy z", 0.73333, 0.55),
        ("a bcxB dy z", 0.68889, 0.51667),
        ("a bcx dy Bz", 0.73333, 0.55),
    ],
)
def test_ceaf_of_the_reference_scorers_examples(ours, recall, precision):
    tally = ceaf(clusters(KEY), clusters(ours))
    assert (tally.recall, tally.precision) == (pytest.approx(recall, abs=1e-5), pytest.approx(precision, abs=1e-5))


@pytest.mark.parametrize(
    ("gold", "ours", "recall", "precision"),
    [
        # Vilain et al. 1995: chains ABCD, ABCD in two parts, and two chains taken for one
        ("abcd", "ab cd", 2 / 3, 1),
        ("ab cd", "abcd", 1, 2 / 3),
        ("abcd", "abcd", 1, 1),
        ("abcd", "ab d", 1 / 3, 1),
        ("abcd ef", "ab cd ef", 3 / 4, 1),
        # singletons have no links
        ("a b c", "a b c", 0, 0),
    ],
)
def test_muc_counts_links(gold, ours, recall, precision):
    tally = muc(clusters(gold), clusters(ours))
    assert (tally.recall, tally.precision) == (pytest.approx(recall), pytest.approx(precision))


def test_b_cubed_and_muc_of_bagga_and_baldwin():
    """Their example: of chains of 5, 2 and 5, joining the two large ones costs more than joining a large and the small."""
    gold = clusters("12345 67 89ABC")
    small, large = clusters("12345 6789ABC"), clusters("1234589ABC 67")
    assert muc(gold, small).precision == muc(gold, large).precision == pytest.approx(9 / 10)
    assert b_cubed(gold, small).precision == pytest.approx(0.762, abs=0.0005)
    assert b_cubed(gold, large).precision == pytest.approx(0.583, abs=0.0005)
    assert b_cubed(gold, small).recall == b_cubed(gold, large).recall == 1


def test_a_document_in_which_nothing_is_found_is_no_error():
    gold = clusters("ab c")
    for score in CONLL.values():
        assert score(gold, []).f1 == 0
        assert score([], gold).f1 == 0
        assert score([], []) == Tally()
    assert conll([(gold, [])]).value == 0


def test_documents_are_added_before_they_are_divided():
    pairs = [(clusters("abcd"), clusters("ab cd")), (clusters("ab"), clusters("ab"))]
    assert total(muc, pairs) == Tally(3, 4, 3, 3)
    alike = (2 * 2 / 6 + 1) / 2, (2 * 2 / 6 + 1) / 3
    ceaf_f1 = 2 * alike[0] * alike[1] / sum(alike)
    cubed = (4 * 0.5 + 2) / 6
    assert conll(pairs).value == pytest.approx((6 / 7 + 2 * cubed / (1 + cubed) + ceaf_f1) / 3)
    assert conll(pairs).interval[0] <= conll(pairs).value <= conll(pairs).interval[1]


def test_singletons_are_left_out():
    assert several(clusters("a bc d ef")) == clusters("bc ef")


# ---------------------------------------------------------------- any clusters
@st.composite
def partitions(draw, letters="abcdefgh", most=4):
    place = draw(st.dictionaries(st.sampled_from(letters), st.integers(0, most - 1)))
    return [{one for one in place if place[one] == number} for number in sorted(set(place.values()))]


@given(partitions(), partitions())
def test_scores_are_shares_and_the_same_from_the_other_side(gold, ours):
    for score in (mentions, *CONLL.values()):
        tally, turned = score(gold, ours), score(ours, gold)
        assert 0 <= tally.recall <= 1 + NO_DIFFERENCE
        assert 0 <= tally.precision <= 1 + NO_DIFFERENCE
        assert tally.f1 == pytest.approx(turned.f1)
        assert (tally.recall, tally.precision) == (pytest.approx(turned.precision), pytest.approx(turned.recall))


@given(partitions())
def test_what_is_right_scores_one(gold):
    assert b_cubed(gold, gold).f1 == pytest.approx(float(bool(gold)))
    assert ceaf(gold, gold).f1 == pytest.approx(float(bool(gold)))
    assert muc(gold, gold).f1 == bool(several(gold))


@given(partitions(), partitions(), st.randoms())
def test_the_order_of_clusters_is_nothing(gold, ours, chance):
    mixed = chance.sample(ours, len(ours))
    for score in CONLL.values():
        assert score(gold, mixed).f1 == pytest.approx(score(gold, ours).f1)


@given(partitions(most=3), partitions(most=4))
def test_ceaf_is_the_best_of_all_pairings(gold, ours):
    def alike(one, other):
        return 2 * len(one & other) / (len(one) + len(other))

    few, many = sorted((gold, ours), key=len)
    best = max(sum(alike(*pair) for pair in zip(few, order, strict=False)) for order in permutations(many))
    assert ceaf(gold, ours).found == pytest.approx(best)


@given(partitions(), partitions())
def test_muc_by_counting_the_links_that_are_missing(gold, ours):
    """Of a tree of links over each gold chain, those that ours lacks, by joining what ours joins."""
    kept = 0
    for chain in gold:
        joined = [chain & other for other in ours if chain & other]
        kept += sum(len(part) - 1 for part in joined)
    assert muc(gold, ours).found == kept


@given(partitions())
def test_a_mention_too_much_costs_precision_alone(gold):
    ours = [*gold, {"x"}]
    for score in (b_cubed, ceaf, mentions):
        assert score(gold, ours).recall == pytest.approx(float(bool(gold)))
        assert score(gold, ours).precision < 1
