"""The ways in: which of them fits a source, and the source read by it, archives and all that lies in them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from typing import cast

from onrecord.errors import FaultError, InputError
from onrecord.intake.options import Options
from onrecord.intake.source import Source, problem_of
from onrecord.report import Report

__all__ = ["WAYS", "Way", "is_known", "read_source", "stem", "way_of"]

Way = Callable[[Source, Options], Iterator["Report | Source | InputError"]]
"""Reads a source: reports, sources within it, and an error for each part that can't be read.

It may also raise InputError, which ends the source. What it gives is taken before it goes on.
"""

WAYS = {
    "text": "plain:read_text",
    "html": "pages:read_page",
    "jsonl": "tables:read_json_lines",
    "json": "tables:read_json",
    "csv": "tables:read_csv",
    "tsv": "tables:read_tsv",
    "parquet": "parquet:read_parquet",
    "feed": "feeds:read_feed",
    "warc": "warc:read_warc",
    "wacz": "warc:read_wacz",
    "mail": "mail:read_mail",
    "zip": "archives:read_zip",
    "tar": "archives:read_tar",
    "gz": "archives:read_gzip",
}
"""Each way in by its name, with the module and function that is it; none is loaded before it is needed."""

_BY_ENDING = {
    ".warc.gz": "warc", ".tar.gz": "gz", ".tgz": "gz",
    ".txt": "text", ".text": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "tsv", ".tab": "tsv",
    ".parquet": "parquet", ".pq": "parquet",
    ".rss": "feed", ".atom": "feed", ".xml": "feed", ".rdf": "feed",
    ".warc": "warc", ".wacz": "wacz", ".eml": "mail",
    ".zip": "zip", ".tar": "tar", ".gz": "gz",
}  # fmt: skip
_ONLY_BY_NAME = {".json"}
"""Endings read only where the user names the file: in folders they are more often something else."""

_HEAD = 4096
"""Bytes at a source's start that are looked at."""
_BY_SIGNATURE = ((b"PAR1", "parquet"), (b"\x1f\x8b", "gz"), (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"),
                 (b"WARC/", "warc"))  # fmt: skip
_TAR = slice(257, 262), b"ustar"
# Possessive: a row of comments could be parted in more ways than there is time for.
_BEFORE_ROOT = rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]*+>\s*+)?(?:(?><!--.*?-->)\s*+)*+"
_PAGE = re.compile(_BEFORE_ROOT + rb"<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE | re.DOTALL)
_FEED = re.compile(_BEFORE_ROOT + rb"(?:<\?xml-stylesheet[^>]*+>\s*+)?<(?:rss|feed|rdf:RDF)[\s>]", re.DOTALL)
_LOOSE = ("text", "feed")
"""Ways whose ending says little: a .txt may be a saved page, an .xml one too."""


def read_source(source: Source, options: Options) -> Iterator[Report | InputError]:
    """The reports of a source and of everything within it, in order, and an error for each part that can't be read."""
    try:
        with source.stream:
            head, source = source.peek(_HEAD)
            if not head:
                raise InputError(source.name, "it is empty")
            way = _load(options.way or way_of(source.name, head))
            empty = True
            for item in way(source, options):
                empty = False
                yield from read_source(item, replace(options, way=None)) if isinstance(item, Source) else [item]
                if source.budget.spent:
                    return
            if empty:
                raise InputError(source.name, "nothing that could be read was found in it")
    except InputError as error:
        yield error
    except (OSError, EOFError) as error:
        yield InputError(source.name, problem_of(error))
    except Exception as error:  # noqa: BLE001 - a fault of ours must not cost the other inputs their records
        yield FaultError(source.name, error)


def way_of(name: str, head: bytes) -> str:
    """The way in that fits a source of this name whose first bytes are `head`: text, if no other does."""
    named = _BY_ENDING.get(_ending(name) or "")
    if named in ("warc", "wacz") or (named == "gz" and not head):
        return named
    found = next((way for signature, way in _BY_SIGNATURE if head.startswith(signature)), None)
    if found is None and head[_TAR[0]] == _TAR[1]:
        found = "tar"
    if found is None and named in (None, *_LOOSE):
        found = "feed" if _FEED.match(head) else "html" if _PAGE.match(head) else None
    return found or named or "text"


def is_known(name: str) -> bool:
    """Whether a file of this name, met in a folder or an archive, is taken for one that holds reports."""
    ending = _ending(name)
    return ending is not None and ending not in _ONLY_BY_NAME


def stem(name: str) -> str:
    """The name without the ending that tells the way in: of "a/b.tar.gz" that is "a/b"."""
    return name[: len(name) - len(_ending(name) or "")]


def _ending(name: str) -> str | None:
    """The longest known ending of the name, in lower case."""
    lower = name.lower()
    return next((ending for ending in _BY_ENDING if lower.endswith(ending)), None)


def _load(way: str) -> Way:
    module, function = WAYS[way].split(":")
    return cast(Way, getattr(import_module(f"onrecord.intake.{module}"), function))
