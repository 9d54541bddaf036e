"""PolNeAR: news with source, cue and content in stand-off files (Newell, Margolin & Ruths, LREC 2018)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.sources import data_folder

Fragments = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Attributed:
    """One attribution; fragments are characters of the article's text."""

    source: Fragments
    cue: Fragments
    content: Fragments


def articles(split: str) -> Iterator[tuple[str, str, list[Attributed]]]:
    """Name, text and attributions of each article of a split (train, dev), by its first annotator where it has six."""
    folder = data_folder() / "polnear" / split
    first: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        first.setdefault(path.stem.rpartition("_")[0], path)
    for name, path in sorted(first.items()):
        text = (folder / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        yield name, text, _attributions(path)


def _attributions(path: Path) -> list[Attributed]:
    fragments: dict[str, Fragments] = {}
    found = []
    for line in path.read_bytes().decode("utf-8").split("\n"):
        columns = line.split("\t")
        if len(columns) < 2:
            continue
        if re.fullmatch(r"T\d+", columns[0]):
            places = columns[1].partition(" ")[2].split(";")
            fragments[columns[0]] = [(int(place.split()[0]), int(place.split()[1])) for place in places]
        elif re.fullmatch(r"E\d+", columns[0]):
            parts: dict[str, Fragments] = {"source": [], "cue": [], "content": []}
            for part in columns[1].split():
                role, _, identifier = part.partition(":")
                role = role.rstrip("0123456789").lower()
                if role in parts:
                    parts[role] += fragments.get(identifier, [])
            if parts["content"] and parts["cue"]:
                found.append(Attributed(**{role: sorted(spans) for role, spans in parts.items()}))
    return found
