"""Bytes read as an input of a given name is."""

import io
from dataclasses import replace

from onrecord.errors import InputError
from onrecord.intake.limits import Budget, Limits
from onrecord.intake.options import Columns, Options
from onrecord.intake.source import Source
from onrecord.intake.ways import read_source

SAID = "The minister said on Monday that the talks would go on until all sides had agreed to what was on the table."


class Pipe(io.RawIOBase):
    """Bytes that can only be read forwards, as from a pipe."""

    def __init__(self, data):
        self._data = io.BytesIO(data)

    def readable(self):
        return True

    def readinto(self, buffer):
        return self._data.readinto(buffer)


def read(data, name, *, seekable=True, limits=None, way=None, publications=(), **columns):
    """All that comes out of the bytes, or of the text in UTF-8."""
    options = Options(Columns(**columns), limits or Limits(), way)
    data = data.encode() if isinstance(data, str) else data
    stream = io.BytesIO(data) if seekable else io.BufferedReader(Pipe(data))
    source = Source(name, "news", stream, publications, budget=Budget(options.limits))
    return list(read_source(source, options))


def reports(items):
    return [item for item in items if not isinstance(item, InputError)]


def texts(items):
    return [report.text for report in reports(items)]


def problems(items):
    """What errors say, by what they name."""
    return {item.name: item.problem for item in items if isinstance(item, InputError)}


def only(items):
    (item,) = items
    assert not isinstance(item, InputError), item
    return item


def problem(items):
    (item,) = items
    assert isinstance(item, InputError), item
    return item.problem


SMALL = replace(Limits(), report=1000)
