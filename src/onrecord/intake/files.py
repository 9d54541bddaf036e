"""Files, folders and standard input, one report at a time."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from onrecord.errors import InputError
from onrecord.intake.language import check_language
from onrecord.intake.manifest import Manifest, Publication, read_manifest
from onrecord.intake.text import check_letters, decode
from onrecord.report import Report

__all__ = ["LARGEST", "STDIN", "count_inputs", "is_folder", "printable", "read_inputs"]

STDIN = "-"
LARGEST = 2_000_000
"""Bytes of the largest file that is read: some 350,000 words, longer than any report. More is a mistake, most often."""


def read_inputs(
    inputs: Iterable[str | Path],
    *,
    published: date | None = None,
    outlet: str | None = None,
    url: str | None = None,
    largest: int = LARGEST,
    stdin: BinaryIO | None = None,
) -> Iterator[Report | InputError]:
    """The reports of files, of the .txt files in and below folders, and of standard input ("-"), in order.

    What can't be read is given as the error that says why, and the next follows. Only one report is held at a time.
    What is given here about the publication goes before what a folder's `reports.tsv` says.
    """
    given = {"published": published, "outlet": outlet, "url": url}
    known: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    manifests = lru_cache(maxsize=1)(read_manifest)
    for item in inputs:
        for found in _found(item, manifests):
            if isinstance(found, InputError):
                yield found
                continue
            try:
                yield _report(found, replace(found.publication, **known), largest, stdin)
            except InputError as error:
                yield error


def count_inputs(inputs: Iterable[str | Path]) -> int:
    """How many reports and errors `read_inputs` will give, without reading the reports."""
    manifests = lru_cache(maxsize=1)(read_manifest)
    return sum(1 for item in inputs for _ in _found(item, manifests))


def is_folder(item: str | Path) -> bool:
    """Whether the input is a folder; a name that can't be one is none."""
    return str(item) != STDIN and os.path.isdir(item)  # noqa: PTH112 - Path.is_dir raises on names that are too long


def printable(name: str | Path) -> str:
    """A file's name as text: bytes that are not UTF-8 become U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")


class _File(NamedTuple):
    """A file that is to be read, standard input if it has no path, and what is known of its publication."""

    path: Path | None
    publication: Publication

    @property
    def name(self) -> str:
        return printable(self.path) if self.path else "standard input"


_Manifests = Callable[[Path], Manifest]


def _found(item: str | Path, manifests: _Manifests) -> Iterator[_File | InputError]:
    """The files that an input stands for."""
    if is_folder(item):
        empty = True
        for found in _below(Path(item), manifests):
            empty = False
            yield found
        if empty:
            yield InputError(printable(item), "it holds no .txt files")
    elif str(item) == STDIN:
        yield _File(None, Publication())
    else:
        yield _file(Path(item), manifests(Path(item).parent))


def _below(folder: Path, manifests: _Manifests) -> Iterator[_File | InputError]:
    """The folder's .txt files, sorted, then those of its subfolders; links to folders are not followed."""
    try:
        entries = sorted((entry for entry in os.scandir(folder) if entry.name[0] != "."), key=lambda entry: entry.name)
    except OSError as error:
        yield InputError(printable(folder), _problem(error))
        return
    subfolders = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    reports = [entry.name for entry in entries if entry.name.lower().endswith(".txt") and entry.name not in subfolders]
    manifest = manifests(folder)
    yield from manifest.problems
    for name in reports:
        yield _file(folder / name, manifest)
    yield from manifest.missing(set(reports))
    for name in subfolders:
        yield from _below(folder / name, manifests)


def _file(path: Path, manifest: Manifest) -> _File | InputError:
    publication = manifest.rows.get(path.name, Publication())
    return publication if isinstance(publication, InputError) else _File(path, publication)


def _report(file: _File, publication: Publication, largest: int, stdin: BinaryIO | None) -> Report:
    """The report that a file holds. Raises InputError; LanguageError if it isn't in English."""
    text, notes = decode(_read(file, largest, stdin), file.name)
    check_letters(text, file.name)
    check_language(text, file.name)
    return Report(
        text=text,
        id=printable(file.path.stem) if file.path else "stdin",
        published=publication.published,
        outlet=publication.outlet,
        url=publication.url,
        attribution=publication.attribution,
        notes=notes,
    )


def _read(file: _File, largest: int, stdin: BinaryIO | None) -> bytes:
    """The file's bytes; never many more than the limit are held, whatever the file."""
    try:
        if file.path is None:
            data = (stdin or sys.stdin.buffer).read(largest + 1)
        else:
            with file.path.open("rb") as opened:
                data = opened.read(largest + 1)
    except (OSError, ValueError) as error:
        raise InputError(file.name, _problem(error)) from error
    if len(data) > largest:
        limit = f"{largest / 1_000_000:g} MB"
        raise InputError(file.name, f"it is larger than {limit}; split it, or raise the limit with --max-size")
    return data


def _problem(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(error, PermissionError):
        return "there is no permission to read it"
    return f"it can't be read ({getattr(error, 'strerror', None) or error})"
