"""The map of a record's points."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import Place
from onrecord.views.named import NamedPlace
from onrecord.views.place_map import HEIGHT, WIDTH, place_map

degrees = st.floats(-90, 90), st.floats(-180, 180)


def drawn(*points: tuple[float | None, float | None], name: str = "Here") -> str:
    places = [
        NamedPlace(number, (Place((0, 1), name, "city", latitude=latitude, longitude=longitude),))
        for number, (latitude, longitude) in enumerate(points, 1)
    ]
    return place_map(places, linked=True)


def circles(written: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r'cx="([-\d.]+)" cy="([-\d.]+)"', written)]


def towns(written: str) -> list[tuple[int, int, int]]:
    (path,) = re.findall(r'class="towns" d="([^"]*)"', written)
    return [(int(x), int(y), int(h)) for x, y, h in re.findall(r"M(\d+) (\d+)h(\d+)", path)]


@pytest.mark.parametrize(
    "point", [(None, None), (51.5, None), (float("nan"), 0.0), (0.0, float("inf")), (91.0, 0.0), (0.0, 200.0)]
)
def test_what_is_no_point_is_not_drawn(point: tuple[float | None, float | None]) -> None:
    assert drawn(point) == ""
    assert len(circles(drawn(point, (51.5, -0.1)))) == 1


def test_east_is_right_and_north_is_up() -> None:
    (london, moscow, cairo) = circles(drawn((51.5, -0.1), (55.75, 37.6), (30.0, 31.2)))
    assert london[0] < cairo[0] < moscow[0]
    assert moscow[1] < london[1] < cairo[1]


def test_land_is_where_towns_are() -> None:
    def share(written: str) -> float:
        return sum(length for _, _, length in towns(written)) * 3 / (WIDTH * HEIGHT)

    assert share(drawn((50.0, 10.0))) > 0.3  # Germany
    assert share(drawn((-45.0, -120.0))) == 0  # the southern Pacific


@given(st.lists(st.tuples(*degrees), min_size=1, max_size=6))
def test_every_point_lies_on_the_map_and_all_towns_do(points: list[tuple[float, float]]) -> None:
    written = drawn(*points)
    assert len(circles(written)) == len(points)
    assert all(-1 <= x <= WIDTH + 1 and -1 <= y <= HEIGHT + 1 for x, y in circles(written))
    assert all(x >= 0 and x + length <= WIDTH + 2 and 0 <= y <= HEIGHT + 1 for x, y, length in towns(written))
    assert len(written) < 60_000


def test_names_that_would_cover_one_another_or_a_point_are_left_out() -> None:
    crowd = drawn(*[(50.0 + at / 10, 10.0) for at in range(12)], name="Somewhere")
    labels = [(float(x), float(y)) for x, y in re.findall(r'<text x="([-\d.]+)" y="([-\d.]+)">', crowd)]
    assert 0 < len(labels) < 12
    assert len(circles(crowd)) == 12


def test_a_hostile_name_is_inert() -> None:
    written = drawn((50.0, 10.0), name="</svg><script>alert(1)</script>\u202e")
    assert "<script" not in written
    assert written.count("</svg>") == 1
    assert "<span" not in written  # it would end the drawing


def test_the_frame_is_told_by_degrees() -> None:
    assert re.findall(r'class="degrees"[^>]*>([^<]+)<', drawn((0.0, 0.0))) != []
    assert "0°" in drawn((0.0, 0.0))
