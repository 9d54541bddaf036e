"""Files, folders, patterns and standard input: the sources that the user names, and the reports in them."""

import glob
import os
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import IO, BinaryIO, NamedTuple

from onrecord.errors import InputError
from onrecord.intake.limits import Budget
from onrecord.intake.manifest import MANIFEST, Manifest, read_manifest
from onrecord.intake.options import Options
from onrecord.intake.publication import Publication
from onrecord.intake.source import Source, printable, problem_of
from onrecord.intake.ways import is_known, read_source, stem
from onrecord.report import Report

__all__ = ["STDIN", "Meter", "is_folder", "is_one_report", "printable", "read_inputs", "size_of"]

STDIN = "-"


@dataclass(slots=True)
class Meter:
    """How far the reading of inputs has come."""

    passed_over: Counter[str] = field(default_factory=Counter)
    """Files of folders that are not read, by the ending of their names."""
    _done: int = 0
    _size: int = 0
    _stream: IO[bytes] | None = None

    @property
    def bytes_read(self) -> int:
        """Of all files so far, as they lie on the disk."""
        if self._stream is None:
            return 0
        if self._stream.closed:
            return self._done + self._size
        return self._done + (min(self._stream.tell(), self._size) if self._stream.seekable() else 0)

    def start(self, stream: IO[bytes], size: int) -> None:
        """The next file is being read; those before it are done."""
        self._done, self._size, self._stream = self._done + self._size, size, stream


def read_inputs(
    inputs: Iterable[str | Path],
    *,
    given: Publication | None = None,
    options: Options | None = None,
    stdin: BinaryIO | None = None,
    meter: Meter | None = None,
) -> Iterator[Report | InputError]:
    """The reports of files, of those in and below folders, of patterns ("news/*.html") and of standard input ("-").

    What can't be read is given as the error that says why, and the next follows. Only one report is held at a time.
    `given`, what the user says about the publication, goes before all that a report or a table says of itself. A report
    whose id an earlier one had is an error too: records are kept by their ids.
    """
    options, meter = options or Options(), meter or Meter()
    known = (given,) if given else ()
    ids: set[bytes] = set()
    for found in _found(inputs, meter):
        if isinstance(found, InputError):
            yield found
            continue
        try:
            source = _opened(found, known, options, stdin, meter)
        except InputError as error:
            yield error
            continue
        for item in read_source(source, options):
            yield _repeated(item, ids) or item if isinstance(item, Report) else item


def size_of(inputs: Iterable[str | Path]) -> int:
    """Bytes of all files that `read_inputs` will read; standard input counts for none."""
    return sum(_size(found.path) for found in _found(inputs, Meter()) if isinstance(found, _File) and found.path)


def is_folder(item: str | Path) -> bool:
    """Whether the input is a folder; a name that can't be one is none."""
    return str(item) != STDIN and os.path.isdir(item)  # noqa: PTH112 - Path.is_dir raises on names that are too long


def is_one_report(item: str | Path) -> bool:
    """Whether the input's name is that of a single report: a text, a page, a mail, or standard input."""
    name = str(item)
    several = is_folder(item) or _is_pattern(item)
    return name == STDIN or (not several and (name.lower().endswith(_SINGLE) or not is_known(name)))


_SINGLE = (".txt", ".text", ".html", ".htm", ".xhtml", ".eml")


def _is_pattern(item: str | Path) -> bool:
    return glob.has_magic(str(item)) and not os.path.lexists(item)


class _File(NamedTuple):
    """A file that is to be read, standard input if it has no path; its report's id, and what its folder says of it."""

    path: Path | None
    id: str
    publication: Publication | None


_Manifests = Callable[[Path], Manifest]


def _found(inputs: Iterable[str | Path], meter: Meter) -> Iterator[_File | InputError]:
    """The files that the inputs stand for."""
    manifests = lru_cache(maxsize=1)(read_manifest)
    for item in inputs:
        if is_folder(item):
            yield from _in_folder(Path(item), manifests, meter)
        elif str(item) == STDIN:
            yield _File(None, "stdin", None)
        elif _is_pattern(item):
            yield from _matching(str(item), manifests, meter)
        else:
            yield _file(Path(item), printable(stem(Path(item).name)), manifests(Path(item).parent))


def _in_folder(folder: Path, manifests: _Manifests, meter: Meter) -> Iterator[_File | InputError]:
    empty = True
    for found in _below(folder, "", manifests, meter):
        empty = False
        yield found
    if empty:
        yield InputError(printable(folder), "it holds no files that can be read as reports")


def _matching(pattern: str, manifests: _Manifests, meter: Meter) -> Iterator[_File | InputError]:
    """The files and folders that a pattern names, sorted; their ids are paths below its part without wildcards."""
    fixed = Path(*_before_wildcards(Path(pattern)))
    empty = True
    for path in _named_by(pattern):
        empty = False
        below = os.path.relpath(path, fixed)
        if Path(path).name == MANIFEST or _is_special(path):
            continue
        if not is_folder(path):
            yield _file(Path(path), printable(stem(below)), manifests(Path(path).parent))
        elif "**" not in pattern:
            yield from _below(Path(path), f"{printable(below)}/", manifests, meter)
    if empty:
        yield InputError(printable(pattern), "no file or folder matches it")


def _named_by(pattern: str) -> list[str]:
    try:
        return sorted(glob.iglob(pattern, recursive=True))  # noqa: PTH207 - Path.glob skips nothing hidden
    except (OSError, ValueError):  # no file can have such a name
        return []


def _before_wildcards(pattern: Path) -> Iterator[str]:
    for part in pattern.parts[:-1]:
        if glob.has_magic(part):
            return
        yield part


def _below(folder: Path, prefix: str, manifests: _Manifests, meter: Meter) -> Iterator[_File | InputError]:
    """The folder's files, sorted, then those of its subfolders; links to folders are not followed."""
    waiting = [(folder, prefix)]
    while waiting:  # a loop: folders may lie deeper than functions may call each other
        folder, prefix = waiting.pop()
        try:
            files, subfolders = _listed(folder)
        except OSError as error:
            yield InputError(printable(folder), problem_of(error))
            continue
        yield from _listed_files(folder, prefix, files, {*files, *subfolders}, manifests(folder), meter)
        waiting += ((folder / name, f"{prefix}{printable(name)}/") for name in reversed(subfolders))


def _listed(folder: Path) -> tuple[list[str], list[str]]:
    """The names of a folder's files and of its subfolders, sorted."""
    files, subfolders = [], []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                subfolders.append(entry.name)
            elif entry.is_file(follow_symlinks=False) or not _is_special(entry.path):
                files.append(entry.name)
    return sorted(_not_hidden(files)), sorted(_not_hidden(subfolders))


def _not_hidden(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if not name.startswith("."))


def _is_special(path: str) -> bool:
    """Whether it is a pipe, socket or device: reading one that was not asked for may never end."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - of a hundred thousand entries
    except (OSError, ValueError):  # it will be told when it is read
        return False
    return not (S_ISREG(mode) or S_ISDIR(mode))


def _listed_files(
    folder: Path, prefix: str, names: list[str], present: Collection[str], manifest: Manifest, meter: Meter
) -> Iterator[_File | InputError]:
    yield from manifest.problems
    for name in names:
        if is_known(name) and name != MANIFEST:
            yield _file(folder / name, prefix + printable(stem(name)), manifest)
        elif name != MANIFEST:
            meter.passed_over[os.path.splitext(name)[1].lower()] += 1  # noqa: PTH122 - a name, no path
    yield from manifest.missing(present)


def _file(path: Path, id: str, manifest: Manifest) -> _File | InputError:
    publication = manifest.rows.get(path.name)
    return publication if isinstance(publication, InputError) else _File(path, id, publication)


def _opened(
    file: _File, given: tuple[Publication, ...], options: Options, stdin: BinaryIO | None, meter: Meter
) -> Source:
    """The file as a source. Raises InputError if it can't be opened."""
    name = printable(file.path) if file.path else "standard input"
    stream: IO[bytes] | None
    try:
        stream = file.path.open("rb") if file.path else stdin or (sys.stdin.buffer if sys.stdin else None)
    except (OSError, ValueError) as error:
        raise InputError(name, problem_of(error)) from error
    if stream is None:
        raise InputError(name, "there is none")
    meter.start(stream, os.fstat(stream.fileno()).st_size if file.path else 0)
    publications = (*given, file.publication) if file.publication else given
    return Source(name, file.id, stream, publications, budget=Budget(options.limits))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):  # it will be told when it is read
        return 0


def _repeated(report: Report, ids: set[bytes]) -> InputError | None:
    """An error if an earlier report had the same id. Ids are kept as digests of 8 bytes: there may be millions."""
    digest = blake2b(report.id.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    if digest in ids:
        return InputError(report.name, f"its id {report.id!r} is that of an earlier report; it is left out")
    ids.add(digest)
    return None
