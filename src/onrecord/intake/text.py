"""Bytes to text: decoded without changing a character, or refused with the reason.

A byte order mark is the only thing that is left out. What had to be guessed is told in notes.
"""

import codecs
import re

from onrecord.errors import InputError

__all__ = [
    "MARKS",
    "check_letters",
    "check_text",
    "damaged_utf8",
    "decode",
    "decode_as",
    "encoding_of",
    "is_utf8",
    "refuse_known",
]

MOST_CONTROLS = 0.01
"""Share of control characters above which data is no text; text of 1980s terminals stays below, archives far above."""
GUESSED_FROM = 16_384
"""Bytes around the first that isn't UTF-8: enough for a guess, and quick."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with the mark of UTF-16, so stands before it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document (docx, xlsx, odt, epub)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (doc, xls, msg)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"RIFF", "a sound, video or WebP file"),
    (b"ID3", "an MP3 file"),
    (b"OggS", "an Ogg file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
CONTROLS = re.compile("[\x00-\x07\x0e-\x1a\x1c-\x1f\x7f]")

ALMOST_WESTERN = frozenset(
    "cp1250 cp1254 cp1257 cp1258 latin_1 iso8859_2 iso8859_4 iso8859_9 iso8859_10 iso8859_13 iso8859_15 "
    "iso8859_16".split()
)
"""A short English text with a few marks or accents fits all of these; windows-1252 is by far the commonest."""
FEW = 0.1
"""Share of bytes beyond ASCII below which a text is in Latin letters."""


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text, and notes on what was guessed. Raises InputError, with the name of the input."""
    refuse_known(data, name)
    text, notes = _decoded(data, name)
    check_text(text, name)
    return text, notes


def check_text(text: str, name: str) -> None:
    """Raise InputError if the text is empty, or if it is full of control characters."""
    if not text.strip():
        raise InputError(name, "it is empty")
    if "\x00" in text or len(CONTROLS.findall(text)) > MOST_CONTROLS * len(text):
        raise InputError(name, "it is not text but binary data")


def encoding_of(data: bytes, name: str) -> str:
    """The encoding of data that is neither UTF-8 nor marked. Raises InputError if it is binary or can't be told."""
    if b"\x00" in data:
        return _without_mark(data, name)
    from charset_normalizer import from_bytes  # only text that isn't UTF-8 needs it

    best = from_bytes(data[:GUESSED_FROM]).best()
    if best is None:
        raise InputError(name, "its encoding can't be told; save it as UTF-8")
    return _likelier(best.encoding, data)


def is_utf8(data: bytes) -> bool:
    """Whether all bytes are UTF-8; nothing else is by chance, unless it is ASCII."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def check_letters(text: str, name: str) -> None:
    """Raise InputError if no character of the text is a letter."""
    if not any(map(str.isalpha, text)):
        raise InputError(name, "it holds no letters, so there is nothing to read")


def refuse_known(data: bytes, name: str) -> None:
    """Raise InputError, which says what it is, if the data begins as a known kind of file does that is no text."""
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            raise InputError(name, f"it is {kind}, not plain text; save its text as a .txt file")


def _decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            text, notes = decode_as(data[len(mark) :], encoding)
            return text, ("its byte order mark was left out", *notes) if encoding == "utf-8" else notes
    try:
        return data.decode(), ()
    except UnicodeDecodeError as error:
        first_bad = error.start
    if b"\x00" in data:
        return decode_as(data, _without_mark(data, name))
    if len(CONTROLS.findall(data.decode("latin-1"))) > MOST_CONTROLS * len(data):
        raise InputError(name, "it is not text but binary data")
    return damaged_utf8(data) or decode_as(data, encoding_of(data[max(0, first_bad - GUESSED_FROM // 2) :], name))


def decode_as(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    """The data decoded by the encoding's name, and notes; bytes that do not fit become U+FFFD."""
    shown = re.sub(r"^cp(?=125\d$)", "windows-", encoding).replace("_", "-")
    read_as = () if encoding == "utf-8" else (f"read as {shown}",)
    try:
        return data.decode(encoding), read_as
    except UnicodeDecodeError:
        return data.decode(encoding, "replace"), (f"read as {shown}; bytes that do not fit are shown as \ufffd",)


def _without_mark(data: bytes, name: str) -> str:
    """UTF-16 whose mark is missing: in Western text every other byte is 0."""
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = data[first::2].count(0), data[1 - first :: 2].count(0)
        if not others and zeros > len(data) // 4:
            return encoding
    raise InputError(name, "it is not text but binary data")


def damaged_utf8(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """The text and a note, if it is UTF-8 but for a few bytes: another encoding would spoil its quotation marks."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd") - data.count("\ufffd".encode())
    if len(re.findall("[^\x00-\x7f\ufffd]", text)) <= bad:
        return None
    return text, (f"read as utf-8; {bad} damaged {'place is' if bad == 1 else 'places are'} shown as \ufffd",)


def _likelier(guess: str, data: bytes) -> str:
    """The guess, unless a commoner encoding fits as well."""
    few = sum(byte > 0x7F for byte in data[:GUESSED_FROM]) < FEW * len(data[:GUESSED_FROM])
    if few and guess.startswith("mac_"):
        return "mac_roman"
    return "cp1252" if few or guess in ALMOST_WESTERN else guess
