"""A small map of a record's places that are points: drawn here, for the page asks nobody for tiles.

Its land is the gazetteer's own: where towns are. The map is equirectangular, true to scale along its middle.
"""

from collections.abc import Iterator, Sequence
from math import cos, isfinite, radians
from typing import NamedTuple

import numpy as np

from onrecord.places.load import load_gazetteer
from onrecord.views.markup import attribute
from onrecord.views.named import NamedPlace
from onrecord.views.wording import count, excerpt

__all__ = ["place_map"]

WIDTH, HEIGHT = 400, 200
"""In the units of the drawing, about a pixel each."""
DOT = 3
"""Towns are told apart in squares of this size."""
NARROWEST = 20.0
"""Degrees of latitude that are shown at least: a point alone would tell nothing."""
MARGIN = 1.35
STEPS = (1, 2, 5, 10, 20, 30)
"""Degrees between the lines of the grid."""
MOST_LINES = 8
MOST_LABELS = 40
LONGEST_LABEL, LETTER, LINE = 28, 6.3, 13
RADIUS = 4


class _Frame(NamedTuple):
    """What part of the earth is shown: its western and northern edge, and drawn units to a degree."""

    west: float
    north: float
    across: float
    down: float

    def place(self, latitude: float, longitude: float) -> tuple[float, float]:
        return (longitude - self.west) * self.across, (self.north - latitude) * self.down


class _Point(NamedTuple):
    one: NamedPlace
    latitude: float
    longitude: float


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def is_free(self, taken: Sequence["_Box"]) -> bool:
        """Whether it lies on the map and on nothing else."""
        inside = self.left >= 0 and self.top >= 0 and self.right <= WIDTH and self.bottom <= HEIGHT
        return inside and not any(
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
            for other in taken
        )


def place_map(places: Sequence[NamedPlace], *, linked: bool) -> str:
    """The map as SVG, or nothing where no place is a point."""
    points = [
        _Point(one, one.place.latitude, one.place.longitude)
        for one in places
        if one.place.latitude is not None and one.place.longitude is not None
        and _on_earth(one.place.latitude, one.place.longitude)
    ]  # fmt: skip
    if not points:
        return ""
    frame = _frame(points)
    drawn = "\n".join(
        [*_grid(frame), f'<path class="towns" d="{_towns(frame)}"/>', *_points(points, frame, linked=linked)]
    )
    return (
        f'<figure class="map">\n<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="Map of {count(len(points), "place")}; the list tells their coordinates">\n{drawn}\n</svg>\n'
        "<figcaption>Grey: where towns of 5,000 people and more are</figcaption>\n</figure>"
    )


def _on_earth(latitude: float, longitude: float) -> bool:
    return isfinite(latitude) and isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180


def _frame(points: Sequence[_Point]) -> _Frame:
    """All points with some land around them; what is wider than the earth is the whole earth."""
    latitudes, longitudes = [one.latitude for one in points], [one.longitude for one in points]
    middle = (max(latitudes) + min(latitudes)) / 2
    squeeze = max(cos(radians(middle)), 0.2)
    tall = max(
        NARROWEST,
        MARGIN * (max(latitudes) - min(latitudes)),
        MARGIN * (max(longitudes) - min(longitudes)) * squeeze * HEIGHT / WIDTH,
    )
    tall = min(tall, 180.0)
    wide = tall * WIDTH / HEIGHT / squeeze
    west = (max(longitudes) + min(longitudes)) / 2 - wide / 2
    north = min(middle + tall / 2, 90.0)
    return _Frame(west, max(north, tall - 90.0), WIDTH / wide, HEIGHT / tall)


def _towns(frame: _Frame) -> str:
    """A path of short strokes: each square in which there is a town."""
    columns = load_gazetteer().columns
    latitudes, longitudes = np.asarray(columns["latitudes"], float), np.asarray(columns["longitudes"], float)
    across = (longitudes - frame.west) * frame.across / DOT
    down = (frame.north - latitudes) * frame.down / DOT
    here = (across >= 0) & (across < WIDTH / DOT) & (down >= 0) & (down < HEIGHT / DOT)  # false of what is no number
    squares = np.unique(down[here].astype(int) * 1000 + across[here].astype(int))
    strokes = np.split(squares, np.flatnonzero(np.diff(squares) != 1) + 1)
    return "".join(
        f"M{stroke[0] % 1000 * DOT} {stroke[0] // 1000 * DOT + 1}h{len(stroke) * DOT - 1}"
        for stroke in strokes
        if len(stroke)
    )


def _grid(frame: _Frame) -> Iterator[str]:
    """Meridians and parallels, with their degrees."""
    wide, tall = WIDTH / frame.across, HEIGHT / frame.down
    step = next((step for step in STEPS if wide / step <= MOST_LINES), STEPS[-1])
    for degrees in _between(frame.west, frame.west + wide, step):
        x = round((degrees - frame.west) * frame.across, 1)
        yield f'<path class="grid" d="M{x} 0v{HEIGHT}"/>'
        if 12 < x < WIDTH - 30:
            yield f'<text class="degrees" x="{x + 2}" y="{HEIGHT - 4}">{_degrees(degrees, "EW")}</text>'
    for degrees in _between(frame.north - tall, frame.north, step):
        y = round((frame.north - degrees) * frame.down, 1)
        yield f'<path class="grid" d="M0 {y}h{WIDTH}"/>'
        if 12 < y < HEIGHT - 20:
            yield f'<text class="degrees" x="2" y="{y - 2}">{_degrees(degrees, "NS")}</text>'


def _between(low: float, high: float, step: int) -> range:
    return range(int(-(-low // step)) * step, int(high // step) * step + 1, step)


def _degrees(degrees: int, sides: str) -> str:
    degrees = (degrees + 180) % 360 - 180 if sides == "EW" else degrees
    return f"{abs(degrees)}°{'' if not degrees else sides[degrees < 0]}"


def _points(points: Sequence[_Point], frame: _Frame, *, linked: bool) -> Iterator[str]:
    """A circle each; its name beside it where there is room."""
    at = [frame.place(one.latitude, one.longitude) for one in points]
    taken = [_Box(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS) for x, y in at]
    for number, (one, (x, y)) in enumerate(zip(points, at, strict=True)):
        name = attribute(excerpt(one.one.place.name, LONGEST_LABEL))
        label, beside = "", _beside(x, y, len(name) * LETTER) if number < MOST_LABELS else ()
        box = next((box for box in beside if box.is_free(taken)), None)
        if box is not None:
            taken.append(box)
            label = f'<text x="{box.left:.1f}" y="{box.bottom - 3:.1f}">{name}</text>'
        anchor = f' data-e="{one.one.named.anchor}"' if linked else ""
        yield f'<g class="point"{anchor}><circle cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS}"/>{label}</g>'


def _beside(x: float, y: float, wide: float) -> Iterator[_Box]:
    """Where the name of a point may stand: right, left, above, below."""
    away = RADIUS + 3
    for left, top in (
        (x + away, y - LINE / 2),
        (x - away - wide, y - LINE / 2),
        (x - wide / 2, y - away - LINE),
        (x - wide / 2, y + away),
    ):
        yield _Box(left, top, left + wide, top + LINE)
