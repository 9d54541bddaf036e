"""Bytes become text without a character changed, or an error says why not."""

import random
import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.intake.text import check_letters, decode

QUOTED = (
    "“We won’t leave,” the mayor of Malmö told reporters — twice. He said the café’s owner had asked him to stay.\r\n"
)


def text_of(data):
    return decode(data, "a.txt")[0]


def notes_of(data):
    return decode(data, "a.txt")[1]


def problem_of(data):
    with pytest.raises(InputError) as caught:
        decode(data, "a.txt")
    assert caught.value.name == "a.txt"
    return caught.value.problem


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(lambda text: "She said " + text)
)
def test_utf8_comes_back_as_it_is(text):
    assert decode(text.encode(), "a.txt") == (text, ())


def test_all_line_ends_stay():
    text = "One\r\ntwo\nthree\rfour\x0bfive\x85six\u2028seven"
    assert text_of(text.encode()) == text


def test_byte_order_mark_is_left_out_and_told():
    assert text_of(b"\xef\xbb\xbf" + QUOTED.encode()) == QUOTED
    assert notes_of(b"\xef\xbb\xbf" + QUOTED.encode()) == ("its byte order mark was left out",)


def test_only_the_first_mark_is_a_byte_order_mark():
    assert text_of(b"\xef\xbb\xbf\xef\xbb\xbfHe said") == "\ufeffHe said"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_with_and_without_a_mark(encoding):
    assert text_of(QUOTED.encode(encoding)) == QUOTED
    assert notes_of(QUOTED.encode(encoding))[0].startswith(f"read as {encoding[:6]}")


@pytest.mark.parametrize(
    ("encoding", "note"),
    [("cp1252", "read as windows-1252"), ("mac_roman", "read as mac-roman")],
)
def test_western_encodings_are_guessed_and_told(encoding, note):
    assert decode(QUOTED.encode(encoding), "a.txt") == (QUOTED, (note,))


@pytest.mark.parametrize("length", [14, 40, 200])
def test_a_short_text_with_curly_quotes_is_windows_1252(length):
    text = ("He said “yes”." + " The others did not agree." * 10)[:length]
    assert decode(text.encode("cp1252"), "a.txt") == (text, ("read as windows-1252",))


def test_the_guess_looks_where_the_odd_bytes_are():
    text = "The council met again on Monday. " * 5000 + QUOTED
    assert decode(text.encode("cp1252"), "a.txt") == (text, ("read as windows-1252",))


def test_cyrillic_is_guessed():
    text = "Президент заявил журналистам, что не уйдет в отставку, сообщает агентство."
    assert decode(text.encode("cp1251"), "a.txt") == (text, ("read as windows-1251",))


def test_one_damaged_byte_does_not_spoil_the_rest():
    damaged = QUOTED.encode() + b"The \xff end.\n"
    assert decode(damaged, "a.txt") == (
        QUOTED + "The \ufffd end.\n",
        ("read as utf-8; 1 damaged place is shown as \ufffd",),
    )


def test_a_text_that_ends_within_a_character_is_still_read():
    assert text_of(QUOTED.encode() + "é".encode()[:1]) == QUOTED + "\ufffd"


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", b"\xef\xbb\xbf", b"\xff\xfe", "\u2003\n".encode()])
def test_empty(data):
    assert problem_of(data) == "it is empty"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\nstream", "a PDF file"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive or an office document (docx, xlsx, odt, epub)"),
        (b"\x89PNG\r\n\x1a\n\x00", "a PNG picture"),
        (b"\x1f\x8b\x08\x00", "a gzip archive"),
        (b"{\\rtf1\\ansi He said so.}", "an RTF document"),
    ],
)
def test_known_kinds_of_files_are_named(data, kind):
    assert problem_of(data).startswith(f"it is {kind}, not plain text; save ")


def test_text_that_begins_like_a_tag_is_text():
    assert text_of(b"<html5 is not what we meant>, he said.") == "<html5 is not what we meant>, he said."


@pytest.mark.parametrize("seed", range(10))
def test_random_bytes_are_binary(seed):
    assert problem_of(random.Random(seed).randbytes(3000)) == "it is not text but binary data"


@pytest.mark.parametrize("data", [b"He said\x00 so.", b"\x01\x02\x03 said so", b"He said \x00\x00\x00\xff"])
def test_control_characters_are_binary(data):
    assert problem_of(data) == "it is not text but binary data"


def test_a_stray_control_character_is_kept():
    text = "The minister said so. " * 20 + "\x0c\x1b"
    assert text_of(text.encode()) == text


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        text, notes = decode(data, "a.txt")
    except InputError:
        return
    assert text.strip()
    assert text.encode() == data or notes or data.startswith(b"\xef\xbb\xbf")


def test_megabytes_of_one_line_take_no_longer_than_a_moment():
    line = ("“" + string.ascii_lowercase) * 75_000
    started = time.process_time()
    assert text_of(line.encode("cp1252")) == line
    assert text_of(line.encode()) == line
    assert time.process_time() - started < 5


def test_letters_of_any_script_are_letters():
    check_letters("12 é", "a.txt")
    check_letters("中", "a.txt")
    with pytest.raises(InputError, match=r"^a.txt: it holds no letters"):
        check_letters("12 % — 300 !?", "a.txt")
