"""Archives: ZIP, TAR and gzip, whose files are read one after another as if they lay in a folder.

The report of a member has the id of its archive, a slash, and the member's path without its ending. Hidden files and
those of kinds that aren't read are passed over, as in folders; links are not followed. No member is ever written under
its name, and none is held whole.
"""

import io
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import PurePath

from onrecord.errors import InputError
from onrecord.intake.manifest import MANIFEST
from onrecord.intake.options import Options
from onrecord.intake.source import Source, printable
from onrecord.intake.unpack import DAMAGE, Forwards, Gunzipped, Packed, Unpacked, damage_of
from onrecord.intake.ways import is_known, stem

__all__ = ["read_gzip", "read_tar", "read_zip", "zip_members"]

ZIP_DIRECTORY = 100_000_000
"""Bytes of the longest list of files that a ZIP may have: of a million files, most likely. It is held in memory."""
TAR_HEADERS = 1_000_000
"""Bytes of the longest headers that a file in a TAR may have."""
ZIP_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
"""The ways of packing that are read. LZMA isn't: a member may ask for gigabytes of memory."""
TAR_END = bytes(512)
"""What the last read from a whole TAR gives."""
_DRIVE = re.compile(r"[A-Za-z]:")


def read_zip(source: Source, options: Options) -> Iterator[Source | InputError]:
    """The files in a ZIP archive, in the order of its list. Raises InputError."""
    return zip_members(source, _is_read)


def read_tar(source: Source, options: Options) -> Iterator[Source | InputError]:
    """The files in a TAR archive, in its order. Raises InputError."""
    source.check_depth()
    yield from _members(_tar_entries(Forwards(source.stream, source.name), source), source, _is_read)


def read_gzip(source: Source, options: Options) -> Iterator[Source | InputError]:
    """What is packed by gzip; an error after it if something else follows."""
    source.check_depth()
    name = re.sub(r"\.tgz$", ".tar.gz", source.name, flags=re.IGNORECASE)
    inner = PurePath(name).name[:-3] if name.lower().endswith(".gz") else ""
    unpacked = Gunzipped(Packed(source.stream, source.name))
    stream = io.BufferedReader(Unpacked(unpacked, unpacked, source.budget, source.name))
    member = source.member(inner, stream, id=stem(source.id))
    # The .tar in a .tar.gz is no archive in an archive to those who made it.
    yield replace(member, depth=source.depth) if inner.lower().endswith(".tar") else member
    if unpacked.garbage:
        yield InputError(source.name, "something that is not gzip follows its end; it was left out")


def zip_members(source: Source, is_wanted: Callable[[str], bool]) -> Iterator[Source | InputError]:
    """The files in a ZIP archive whose paths are wanted, in the order of its list. Raises InputError."""
    source.check_depth()
    with source.seekable() as stream:
        packed = Packed(stream, source.name)
        with _opened_zip(packed, source.name) as archive:
            yield from _members(_zip_entries(archive, packed, source), source, is_wanted)


def _opened_zip(packed: Packed, name: str) -> zipfile.ZipFile:
    """The archive, its list of files read. Raises InputError."""
    packed.allow(ZIP_DIRECTORY)
    try:
        archive = zipfile.ZipFile(packed)
    except zipfile.BadZipFile as error:
        problem = "the list of files at its end is missing or damaged; it was cut off, most likely"
        raise InputError(name, problem) from error
    except DAMAGE as error:
        raise InputError(name, damage_of(error)) from error
    packed.allow(None)
    if _overlapping(archive):
        raise InputError(name, "files overlap in it, as in archives that are meant to do harm")
    if "[Content_Types].xml" in archive.NameToInfo or archive.namelist()[:1] == ["mimetype"]:
        problem = "it is an office document or an e-book (docx, xlsx, odt, epub); save its text as a .txt file"
        raise InputError(name, problem)
    return archive


_Entry = tuple[str, Callable[[str], Source]]
"""What an archive lists: the path as it is written, empty for a folder, and what opens the member by its shown path."""


def _members(
    entries: Iterable[_Entry], source: Source, is_wanted: Callable[[str], bool]
) -> Iterator[Source | InputError]:
    """The files that are wanted, or why one of them can't be read. Raises InputError if there are none, or too many."""
    empty = True
    for written, member in entries:
        source.budget.add_member(source.name)
        found: Source | InputError
        try:
            path = _path(written, source.name) if written else ""
            if not is_wanted(path):
                continue
            found = member(printable(path))
        except InputError as error:
            found = error
        empty = False
        yield found
    if empty:
        raise InputError(source.name, "it holds no files that can be read as reports")


def _zip_entries(archive: zipfile.ZipFile, packed: Packed, source: Source) -> Iterator[_Entry]:
    for info in archive.infolist():
        is_folder = info.filename.endswith("/")  # is_dir fails on a name that is empty
        yield "" if is_folder else _zip_name(info), partial(_zip_member, archive, info, packed, source)


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, packed: Packed, source: Source, path: str) -> Source:
    """The member as a source. Raises InputError."""
    name = f"{source.name}/{path}"
    if info.flag_bits & 1:
        raise InputError(name, "it is encrypted; unpack it with its password first")
    if info.compress_type not in ZIP_METHODS:
        raise InputError(name, "it is packed by a method that is not read; pack it as an ordinary ZIP")
    try:
        stream = archive.open(info)
    except DAMAGE as error:
        raise InputError(name, damage_of(error)) from error
    unpacked = io.BufferedReader(Unpacked(stream, packed, source.budget, name))
    return source.member(path, unpacked, id=f"{source.id}/{stem(path)}")


def _overlapping(archive: zipfile.ZipFile) -> bool:
    spans = sorted((info.header_offset, info.header_offset + max(1, info.compress_size)) for info in archive.filelist)
    return any(end > start for (_, end), (start, _) in pairwise([*spans, (archive.start_dir, 0)]))


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The member's name as it was written: many write UTF-8 without saying so."""
    if info.flag_bits & 0x800:
        return info.orig_filename
    try:
        return info.orig_filename.encode("cp437").decode()
    except UnicodeError:
        return info.orig_filename


def _tar_entries(packed: Forwards, source: Source) -> Iterator[_Entry]:
    for archive, info in _tar_infos(packed, source.name):
        yield "" if info.isdir() else info.name, partial(_tar_member, archive, info, packed, source)


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, packed: Packed, source: Source, path: str) -> Source:
    """The member as a source. Raises InputError."""
    name = f"{source.name}/{path}"
    content = archive.extractfile(info) if info.isreg() else None
    if content is None:
        raise InputError(name, "it is a link or a device, which is not read")
    unpacked = io.BufferedReader(Unpacked(content, packed, source.budget, name))
    return source.member(path, unpacked, id=f"{source.id}/{stem(path)}")


def _tar_infos(packed: Forwards, name: str) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]:
    """The headers of the members, each read when its turn comes. Raises InputError."""
    archive: tarfile.TarFile | None = None
    while True:
        packed.allow(TAR_HEADERS)
        try:
            archive = archive or tarfile.TarFile(fileobj=packed)
            info = archive.next()
        except DAMAGE as error:
            raise InputError(name, damage_of(error)) from error
        packed.allow(None)
        if info is None:
            break
        archive.members = []  # type: ignore[attr-defined] # it would keep them all
        yield archive, info
    if not packed.last:
        raise InputError(name, damage_of(EOFError()))
    if packed.last != TAR_END:
        raise InputError(name, "what follows in it is no TAR; it is damaged or was cut off")


def _is_read(path: str) -> bool:
    """Whether a member of this path is taken for a report, or for something that holds some."""
    parts = path.split("/")
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return not hidden and is_known(parts[-1]) and parts[-1] != MANIFEST


def _path(name: str, archive: str) -> str:
    """The member's path below its archive. Raises InputError if it leads out of it."""
    slashed = name.replace("\\", "/")
    parts = [part for part in slashed.split("/") if part not in ("", ".")]
    if slashed.startswith("/") or ".." in parts or "\x00" in name or _DRIVE.match(name):
        raise InputError(f"{archive}/{printable(name)}", "its path leads out of the archive; it is left out")
    return "/".join(parts)
