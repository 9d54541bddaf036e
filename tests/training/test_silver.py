"""Silver names: agreement of recognisers."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from training.silver import Names, consistent, trimmed, voted

TEXT = "Anna Petrova met Brandt. Petrova left Sofia; Sofia, said the Foreign Office's Petrova."
name = st.tuples(st.integers(0, 20), st.integers(1, 6), st.sampled_from(["person", "place"]))
voter = st.lists(name.map(lambda one: (one[0], one[0] + one[1], one[2])), max_size=8)


def at(word: str, number: int = 1) -> tuple[int, int]:
    start = -1
    for _ in range(number):
        start = TEXT.index(word, start + 1)
    return start, start + len(word)


def test_a_lone_surname_is_the_person() -> None:
    names = [(*at("Anna Petrova"), "person"), (*at("Petrova", 2), "organisation"), (*at("Petrova", 3), "organisation")]
    assert [kind for _, _, kind in consistent(TEXT, names)] == ["person"] * 3


def test_a_string_has_its_most_frequent_kind() -> None:
    names = [(*at("Sofia"), "place"), (*at("Sofia", 2), "person"), (*at("Sofia"), "place")]
    assert {kind for _, _, kind in consistent(TEXT, names)} == {"place"}


def test_articles_and_possessives_are_cut() -> None:
    start = TEXT.index("the Foreign")
    begin, end = trimmed(TEXT, start, start + len("the Foreign Office's"))
    assert TEXT[begin:end] == "Foreign Office"


def test_two_of_three_are_kept_and_what_one_gives_is_masked() -> None:
    agreed, lone = (0, 4, "person"), (10, 14, "place")
    assert voted([[agreed, lone], [agreed], []]) == ([agreed], [(10, 14)])


def test_voters_who_differ_in_kind_leave_the_span_unknown() -> None:
    assert voted([[(0, 4, "person")], [(0, 4, "place")]]) == ([], [(0, 4)])


def test_a_voter_counts_once() -> None:
    assert voted([[(0, 4, "person"), (0, 4, "person")], []]) == ([], [(0, 4)])


@given(st.lists(voter, min_size=1, max_size=3))
def test_kept_names_do_not_overlap_and_stand_in_two_votes(voters: list[Names]) -> None:
    kept, masked = voted(voters)
    assert all(before[1] <= after[0] for before, after in pairwise(kept))
    assert all(sum(one in names for names in voters) >= 2 for one in kept)
    assert masked == sorted(set(masked))
