"""A folder's `reports.tsv`: what is known about the publication of the reports beside it.

A table of tab-separated columns with a header, in UTF-8: `file`, the name of a report in the same folder, and any of
`published` (2024-06-18), `outlet`, `url` and `attribution` (a line on author and licence that pages show). Other
columns may stand beside them; lines that begin with "#" are comments.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from onrecord.errors import InputError
from onrecord.intake.publication import Publication

__all__ = ["MANIFEST", "Manifest", "read_manifest"]

MANIFEST = "reports.tsv"


@dataclass(slots=True)
class Manifest:
    """The rows of one folder's table by file name. A row that can't be used is the error that says why."""

    path: Path
    rows: dict[str, Publication | InputError] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    problems: list[InputError] = field(default_factory=list)
    """What is wrong with the table itself or with rows that name no report."""

    def missing(self, present: Collection[str]) -> Iterator[InputError]:
        """An error for each row whose file is not among those present."""
        for name in self.rows:
            if name not in present:
                yield InputError(str(self.path), f"line {self.lines[name]}: there is no report {name!r} beside it")


def read_manifest(folder: Path) -> Manifest:
    """The folder's table; an empty one if it has none."""
    manifest = Manifest(folder / MANIFEST)
    try:
        lines = manifest.path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        return manifest
    except UnicodeDecodeError:
        return _unusable(manifest, "it is not UTF-8 text; save it as UTF-8")
    except ValueError:  # a folder that can't be, so it has no table
        return manifest
    except OSError as error:
        return _unusable(manifest, f"it can't be read ({error.strerror or error})")
    rows = [(number, line.split("\t")) for number, line in enumerate(lines, 1) if line.strip() and line[0] != "#"]
    header = [cell.strip() for cell in rows[0][1]] if rows else []
    if "file" not in header:
        return _unusable(manifest, "its first line must name the columns, separated by tabs, one of them 'file'")
    for number, cells in rows[1:]:
        _add(manifest, number, header, cells)
    return manifest


def _unusable(manifest: Manifest, problem: str) -> Manifest:
    manifest.problems.append(InputError(str(manifest.path), problem))
    return manifest


def _add(manifest: Manifest, number: int, header: list[str], cells: list[str]) -> None:
    """Put one row into the manifest, or say what is wrong with it."""
    values = dict.fromkeys(header, "") | {key: cell.strip() for key, cell in zip(header, cells, strict=False)}
    name = values["file"]
    if not name or "/" in name or "\\" in name:
        problem = f"line {number}: 'file' must be the name of a file in the same folder, not {name!r}"
        manifest.problems.append(InputError(str(manifest.path), problem))
        return
    if name in manifest.rows:
        manifest.problems.append(InputError(str(manifest.path), f"line {number}: {name!r} stands in it twice"))
        return
    manifest.lines[name] = number
    manifest.rows[name] = _publication(manifest.path, number, values, extra=len(cells) > len(header))


def _publication(path: Path, number: int, values: dict[str, str], *, extra: bool) -> Publication | InputError:
    name = str(path.parent / values["file"])
    if extra:
        return InputError(name, f"{MANIFEST} line {number} has more cells than its header has columns")
    day = values.get("published")
    try:
        published = date.fromisoformat(day) if day else None
    except ValueError:
        return InputError(name, f"{MANIFEST} line {number}: {day!r} is no date; write it as 2024-06-18")
    return Publication(
        published,
        values.get("outlet") or None,
        values.get("url") or None,
        attribution=values.get("attribution") or None,
        origin="manifest",
    )
