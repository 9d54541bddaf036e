"""Places: mentions drawn from news and labelled by hand, those that GUM's news links to Wikipedia, the gold reports.

`places.tsv` has the drawn mentions, `places_titles.tsv` what GUM's titles are, `places_gold.tsv` what the gold events'
places are: kind, country, and of cities where they lie. A mention that the engine does not find counts as not found,
and in no other figure.
"""

import gzip
import json
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from benchmarks.gum import documents
from benchmarks.measures import Value, of_reports
from benchmarks.sources import data_folder, gold_folder, needed
from onrecord.codebooks.tables import read_rows
from onrecord.doc import Doc
from onrecord.engine import Engine
from onrecord.places import find_places
from onrecord.record import Place
from onrecord.report import Report, Span
from training.trees import read

_KM = 161
_TOLD = ("country", "region", "city")
_MISC = 9


@dataclass(frozen=True, slots=True)
class Asked:
    """A mention with its label; `span` is None where any mention of the name counts."""

    kind: str
    country: str
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Given:
    """A mention, the place of ours that is found there, and in which report."""

    asked: Asked
    place: Place | None
    report: str
    words: str


def measure(engine: Engine) -> dict[str, Value | str]:
    """The figures by key of `figures.tsv`."""
    drawn = list(drawn_mentions(engine))
    linked = list(gum(engine))
    gold = list(gold_reports(engine))
    together = [*drawn, *linked, *gold]
    return {
        "places.drawn": right_country(one for one in drawn if one.report.startswith("all")),
        "places.names": right_country(one for one in drawn if one.report.startswith("names")),
        "places.gum": right_country(linked),
        "places.gold": right_country(gold),
        "places.near": near(together),
        "places.pointed": pointed(together),
        "places.points": false_points(together),
        "places.cost": cost(engine),
    }


# ---------------------------------------------------------------- figures
def right_country(given: Iterable[Given]) -> Value:
    """The share of the countries, regions and cities found whose country is right; by report."""
    counts, found, asked = {}, 0, 0
    for one in given:
        if one.asked.kind not in _TOLD:
            continue
        asked += 1
        if one.place is not None:
            found += 1
            right = one.place.country == one.asked.country
            before = counts.get(one.report, (0, 0, 0))
            counts[one.report] = (before[0] + right, before[1] + 1, before[2] + 1)
    value = of_reports(list(counts.values()))
    return Value(
        value.value, value.interval, note=f"{sum(one[0] for one in counts.values())} of {found}; {asked} asked"
    )


def near(given: Iterable[Given]) -> Value:
    """The share of cities with a point of ours that lie within 161 km (100 miles) of it."""
    points = [one for one in given if one.asked.point and one.place and one.place.latitude is not None]
    close = [one for one in points if _distance(one.asked.point, one.place) <= _KM]
    return Value(len(close) / max(1, len(points)), note=f"{len(close)} of {len(points)}")


def pointed(given: Iterable[Given]) -> Value:
    """The share of cities found as names that we give a point."""
    cities = [one for one in given if one.asked.point and one.place]
    points = [one for one in cities if one.place and one.place.latitude is not None]
    return Value(len(points) / max(1, len(cities)), note=f"{len(points)} of {len(cities)}")


def false_points(given: Iterable[Given]) -> Value:
    """How many regions, areas, facilities, governments and no places at all are told as points."""
    wrong = [
        one
        for one in given
        if one.asked.kind not in ("city", "contested", "country") and one.place and one.place.latitude is not None
    ]
    return Value(len(wrong), note=", ".join(one.words for one in wrong))


def _distance(point: tuple[float, float] | None, place: Place | None) -> float:
    """Kilometres over the globe."""
    if point is None or place is None or place.latitude is None or place.longitude is None:
        return float("inf")
    one, other = radians(point[0]), radians(place.latitude)
    half = sin((other - one) / 2) ** 2 + cos(one) * cos(other) * sin(radians(place.longitude - point[1]) / 2) ** 2
    return 12742 * asin(sqrt(half))


# ---------------------------------------------------------------- what is asked
def _label(cells: dict[str, str]) -> Asked:
    point = (float(cells["latitude"]), float(cells["longitude"])) if cells["latitude"] else None
    return Asked(cells["kind"], cells["country"], point)


def _labels(table: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    return [row.cells for row in read_rows(files("benchmarks") / table, columns, columns)]


def _at(places: Iterable[Place], span: Span) -> Place | None:
    return next((one for one in places if one.span[0] < span[1] and span[0] < one.span[1]), None)


def drawn_mentions(engine: Engine) -> Iterator[Given]:
    """The mentions of `places.tsv`."""
    folder = data_folder() / "news"
    needed(folder)
    rows = _labels("places.tsv", ("draw", "file", "id", "start", "end", "kind", "country", "latitude", "longitude"))
    texts = {}
    for name in sorted({row["file"] for row in rows}):
        wanted = {row["id"] for row in rows if row["file"] == name}
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            texts.update({one["id"]: one["text"] for one in map(json.loads, lines) if one["id"] in wanted})
    for row in rows:
        span = int(row["start"]), int(row["end"])
        report = Report(texts[row["id"]])
        yield Given(
            _label(row), _at(find_places(engine.parse(report)), span), f"{row['draw']} {row['id']}", report[span]
        )


def gum(engine: Engine) -> Iterator[Given]:
    """The mentions of places in GUM's news that are linked, by the words that head them."""
    titles = {
        row["title"]: _label(row)
        for row in _labels("places_titles.tsv", ("title", "kind", "country", "latitude", "longitude"))
    }
    for path in documents(("train", "dev", "test"), ("news",)):
        document = read(path)[0]
        doc = engine.parse(Report(document.text))
        places = find_places(doc)
        for word, title in linked(path):
            span = document.spans[word]
            if title in titles and doc.report.text[span[0] : span[0] + 1].isupper():
                yield Given(titles[title], _at(places, span), path.stem, doc.report[span])


_OPENED = re.compile(r"\((\d+-[^()]*(?:%28[^()]*%29)?[^()]*)")


def linked(path: Path) -> Iterator[tuple[int, str]]:
    """The first word of its head (by its number in the document) and the title of each linked place."""
    words = _words(path)
    for number, misc in enumerate(words):
        found = re.search(r"Entity=([^|]*)", misc)
        for entity in _OPENED.findall(found[1] if found else ""):
            parts = entity.split("-", 7)
            if len(parts) < 8 or parts[1] != "place":
                continue
            head = [int(one) for one in parts[5].split(",") if one.isdigit()]
            if head:
                yield number + head[0] - 1, _plain(parts[7])


def _words(path: Path) -> list[str]:
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line[:1].isdigit())
    return [cells[_MISC] for cells in rows if "-" not in cells[0] and "." not in cells[0]]


def _plain(title: str) -> str:
    return title.replace("%2C", ",").replace("%2D", "-").replace("%28", "(").replace("%29", ")")


def gold_reports(engine: Engine) -> Iterator[Given]:
    """The places of the gold reports' events: all mentions of the place in the report."""
    folder = gold_folder() / "reports"
    needed(folder)
    labels = {
        row["place"]: _label(row)
        for row in _labels("places_gold.tsv", ("place", "kind", "country", "latitude", "longitude"))
    }
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        asked = {event["place"] for event in record.get("events", []) if event.get("place") in labels}
        if not asked:
            continue
        doc = engine.parse(Report(path.with_suffix(".txt").read_bytes().decode("utf-8")))
        places = find_places(doc)
        for place in sorted(asked):
            words = place if place in labels and place.startswith("Washington") else place.split(",")[0]
            spans = {found.span() for found in re.finditer(re.escape(words), doc.report.text)}
            known = [one for one in places if one.span in spans] or [None]
            yield from (Given(labels[place], one, path.stem, place) for one in known)


# ---------------------------------------------------------------- cost
def cost(engine: Engine) -> Value:
    """What finding places takes of the time to parse the gold reports, in per cent, once the gazetteer is loaded."""
    docs: list[Doc] = []
    reports = [Report(path.read_bytes().decode("utf-8")) for path in sorted((gold_folder() / "reports").glob("*.txt"))]
    find_places(engine.parse(reports[0]))
    began = time.process_time()
    docs = [engine.parse(report) for report in reports]
    parsed = time.process_time()
    for doc in docs:
        find_places(doc)
    return Value(100 * (time.process_time() - parsed) / (parsed - began))
