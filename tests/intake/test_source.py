"""Sources: named streams, looked at, read and copied within limits."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.intake.limits import Budget, Limits
from onrecord.intake.source import Source, printable, problem_of


class Pipe(io.RawIOBase):
    """Bytes in pieces of some sizes, from the first to the last."""

    def __init__(self, data, sizes=(3,)):
        self.rest = data
        self.sizes = list(sizes)

    def readable(self):
        return True

    def readinto(self, buffer):
        size = min(self.sizes[0], len(buffer), len(self.rest))
        self.sizes = self.sizes[1:] + self.sizes[:1]
        buffer[:size], self.rest = self.rest[:size], self.rest[size:]
        return size


def source(stream, **limits):
    return Source("a.txt", "a", stream, budget=Budget(Limits(**limits)))


@given(st.binary(max_size=50), st.integers(1, 60), st.lists(st.integers(1, 20), min_size=1), st.booleans())
def test_a_look_at_the_start_takes_nothing_away(data, size, sizes, seekable):
    head, again = source(io.BytesIO(data) if seekable else Pipe(data, sizes)).peek(size)
    assert head == data[:size]
    head, again = again.peek(3)
    assert head == data[:3]
    assert again.read() == data


def test_a_look_begins_where_the_stream_stands():
    stream = io.BytesIO(b"abcdef")
    stream.read(2)
    assert source(stream).peek(2)[1].read() == b"cdef"


def test_no_more_than_the_limit_is_read():
    stream = io.BytesIO(bytes(1000))
    with pytest.raises(InputError, match="larger than 1e-05 MB"):
        source(stream, report=10).read()
    assert stream.tell() == 11


@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), ValueError("closed"), EOFError()])
@pytest.mark.parametrize(
    "use", [Source.read, lambda source: source.peek(9), lambda source: source.seekable().__enter__()]
)
def test_what_can_not_be_read_is_told_by_name(error, use):
    class Broken(io.RawIOBase):
        def read(self, size=-1):
            raise error

    with pytest.raises(InputError) as caught:
        use(source(Broken()))
    assert str(caught.value) == f"a.txt: {problem_of(error)}"


def test_a_stream_is_copied_to_be_read_in_any_order():
    with source(Pipe(b"abcdef")).seekable() as stream:
        stream.seek(-2, io.SEEK_END)
        assert stream.read() == b"ef"


def test_a_file_is_not_copied():
    stream = io.BytesIO(b"abcdef")
    with source(stream).seekable() as same:
        assert same is stream


def test_no_more_than_the_limit_is_copied():
    with pytest.raises(InputError, match="--max-unpacked"), source(Pipe(b"a" * 20), unpacked=10).seekable():
        pass


def test_a_member_is_named_below_its_archive_and_shares_its_budget():
    archive = source(io.BytesIO(), depth=1)
    member = archive.member("b/c.txt", io.BytesIO(), id="a/b/c")
    assert (member.name, member.id, member.depth) == ("a.txt/b/c.txt", "a/b/c", 1)
    assert member.budget is archive.budget
    archive.check_depth()
    with pytest.raises(InputError, match=r"^a.txt/b/c.txt: it is an archive within 1 archive; raise .* --max-depth$"):
        member.check_depth()


def test_names_are_shown_without_what_would_change_the_line():
    assert printable("a\x1b[31m\n\u202eb\udce9é.txt") == "a\ufffd[31m\ufffd\ufffdb\ufffdé.txt"
