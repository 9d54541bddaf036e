"""What the figures of places count, and what GUM's marks of linked places are."""

import pytest

from benchmarks.places import Asked, Given, false_points, linked, near, pointed, right_country
from onrecord.record import Place


def place(country, latitude=None, longitude=None, kind="city"):
    return Place((0, 4), "Lima", kind, country, latitude=latitude, longitude=longitude)


def given(kind, country, ours, point=None, report="one"):
    return Given(Asked(kind, country, point), ours, report, "Lima")


def test_the_country_counts_of_what_is_found_and_has_one():
    mentions = [
        given("city", "PER", place("PER")),
        given("city", "USA", place("PER")),
        given("country", "PER", None),
        given("facility", "PER", place(None)),
    ]
    value = right_country(mentions)
    assert value.value == 0.5
    assert value.note == "1 of 2; 3 asked"


def test_a_point_is_near_within_a_hundred_miles():
    lima = (-12.0, -77.0)
    mentions = [
        given("city", "PER", place("PER", -12.0, -76.0), lima),
        given("city", "PER", place("PER", -12.0, -75.0), lima),
        given("city", "PER", place("PER"), lima),
        given("city", "PER", None, lima),
    ]
    assert near(mentions).value == 0.5
    assert pointed(mentions).value == pytest.approx(2 / 3)


@pytest.mark.parametrize(("kind", "wrong"), [("region", 1), ("facility", 1), ("none", 1), ("actor", 1), ("city", 0)])
def test_points_that_should_not_be(kind, wrong):
    assert false_points([given(kind, "PER", place("PER", -12.0, -77.0))]).value == wrong
    assert false_points([given(kind, "PER", place("PER"))]).value == 0


def test_linked_places_are_read_by_the_first_word_of_their_head(tmp_path):
    misc = [
        "Entity=(1-place-new-nnnnn-cf1-2,3-sgl-Irving%2C_Texas(2-organization-new-nnnnn-cf2-1-sgl-Elsewhere)",
        "_",
        "Entity=1)(3-place-new-nnnnn-cf1-1-coref-Kowloon_East_%28constituency%29)",
        "Entity=(4-place-new-nnnnn-cf1-1-sgl)",
    ]
    rows = [f"{number}\tw\tw\tX\tX\t_\t0\troot\t_\t{one}" for number, one in enumerate(misc, 1)]
    path = tmp_path / "GUM_news_one.conllu"
    path.write_text("# newdoc id = one\n" + "\n".join(rows) + "\n\n", encoding="utf-8")
    assert list(linked(path)) == [(1, "Irving,_Texas"), (2, "Kowloon_East_(constituency)")]
