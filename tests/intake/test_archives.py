"""Archives: their members in order, within limits; damage costs no more than it must, and no path leads out."""

import bz2
import gzip
import io
import struct
import tarfile
import tracemalloc
import zipfile
import zlib
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError, LanguageError
from onrecord.intake.limits import Budget, Limits
from onrecord.intake.options import Options
from onrecord.intake.source import Source
from onrecord.intake.ways import read_source
from onrecord.report import Report

SAID = "The minister said that she would sign."
NO_REPORTS = "it holds no files that can be read as reports"


def read(name, data, **limits):
    limits = Limits(**limits)
    return list(read_source(Source(name, "a", io.BytesIO(data), budget=Budget(limits)), Options(limits=limits)))


def ids(found):
    return [item.id for item in found if isinstance(item, Report)]


def errors(found):
    return [str(item) for item in found if isinstance(item, InputError)]


def zipped(members, method=zipfile.ZIP_DEFLATED):
    """A ZIP of pairs of name and content."""
    with zipfile.ZipFile(stream := io.BytesIO(), "w", method) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return stream.getvalue()


def tarred(members, mode="w", **options):
    """A TAR of pairs of name and content; a header instead of a content is taken as it is."""
    with tarfile.open(fileobj=(stream := io.BytesIO()), mode=mode, **options) as archive:
        for name, content in members:
            if isinstance(content, tarfile.TarInfo):
                content.name = name
                archive.addfile(content)
            else:
                info = tarfile.TarInfo(name)
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content.encode() if isinstance(content, str) else content))
    return stream.getvalue()


def no_file(kind, target=""):
    info = tarfile.TarInfo()
    info.type, info.linkname = kind, target
    return info


PACKERS = pytest.mark.parametrize(
    ("name", "packed"),
    [("a.zip", zipped), ("a.tar", tarred), ("a.tar.gz", lambda members: gzip.compress(tarred(members)))],
)


class TestAll:
    @PACKERS
    def test_members_come_in_the_archives_order_named_by_their_paths(self, name, packed):
        found = read(name, packed([("b.txt", SAID), ("2024/a.txt", SAID), ("a.txt", SAID)]))
        assert ids(found) == ["a/b", "a/2024/a", "a/a"]
        assert found[1].name.startswith(name)
        assert found[1].name.endswith("/2024/a.txt")

    @PACKERS
    def test_hidden_and_unknown_files_are_passed_over(self, name, packed):
        junk = [".DS_Store", "__MACOSX/._a.txt", "._a.txt", ".git/a.txt", "README.md", "a.json", "reports.tsv", "a.png"]
        assert ids(read(name, packed([(one, SAID) for one in [*junk, "a.txt"]]))) == ["a/a"]

    @PACKERS
    def test_an_archive_without_reports(self, name, packed):
        (error,) = read(name, packed([("a.md", SAID)]))
        assert error.problem == NO_REPORTS

    @PACKERS
    @pytest.mark.parametrize(
        "path",
        ["../a.txt", "../../etc/passwd", "x/../../a.txt", "/etc/passwd", "/a.txt", "C:\\a.txt", "c:a.txt", "..\\a.txt",
         "\\\\server\\share\\a.txt", "x/.."],
    )  # fmt: skip
    def test_a_path_that_leads_out_is_refused_by_name(self, name, packed, path):
        found = read(name, packed([(path, SAID), ("b.txt", SAID)]))
        assert ids(found) == ["a/b"]
        (error,) = errors(found)
        assert error.endswith(f"/{path}: its path leads out of the archive; it is left out")

    @PACKERS
    def test_dots_and_backslashes_within_are_paths_too(self, name, packed):
        assert ids(read(name, packed([("./a.txt", SAID), ("x\\b.txt", SAID), ("x//./c.txt", SAID)]))) == [
            "a/a",
            "a/x/b",
            "a/x/c",
        ]

    @PACKERS
    def test_a_name_with_control_characters_is_shown_without_them(self, name, packed):
        (report,) = read(name, packed([("a\x1b[2J.txt", SAID)]))
        assert report.id == "a/a\ufffd[2J"

    @PACKERS
    def test_one_bad_member_costs_itself(self, name, packed):
        found = read(name, packed([("a.txt", b"\x00\x01"), ("b.txt", ""), ("c.txt", SAID)]))
        assert ids(found) == ["a/c"]
        assert len(errors(found)) == 2

    @PACKERS
    def test_a_member_too_large_is_refused_and_the_next_is_read(self, name, packed):
        found = read(name, packed([("a.txt", SAID * 100), ("b.txt", SAID)]), report=1000)
        assert ids(found) == ["a/b"]
        assert errors(found)[0].endswith(
            "a.txt: it is larger than 0.001 MB; split it, or raise the limit with --max-size"
        )

    @PACKERS
    def test_too_many_members_end_the_input_with_one_error(self, name, packed):
        found = read(name, packed([(f"{number}.txt", SAID) for number in range(9)]), members=5)
        assert len(ids(found)) in (4, 5)
        assert [
            error.endswith("it holds more than 5 files; raise the limit with --max-members") for error in errors(found)
        ] == [True]

    @PACKERS
    def test_too_much_ends_the_input_with_one_error(self, name, packed):
        found = read(name, packed([(f"{number}.txt", SAID) for number in range(9)]), unpacked=100)
        assert len(ids(found)) <= 2
        assert len(errors(found)) == 1
        assert "raise the limit with --max-unpacked" in errors(found)[0]

    @PACKERS
    def test_archives_lie_in_archives_to_a_depth(self, name, packed):
        inner = packed([("c.txt", SAID)])
        data = packed([(name.replace("a", "b", 1), packed([(name, inner)])), ("z.txt", SAID)])
        assert ids(read(name, data)) == ["a/b/a/c", "a/z"]
        found = read(name, data, depth=2)
        assert ids(found) == ["a/z"]
        assert [error.partition(": ")[2] for error in errors(found)] == [
            "it is an archive within 2 archives; raise the limit with --max-depth"
        ]

    @PACKERS
    @settings(deadline=None)  # the first example loads the ways in
    @given(data=st.data())
    def test_whatever_is_cut_off_what_is_read_is_right(self, name, packed, data):
        whole = packed([(f"{number}.txt", f"{SAID} ({number})") for number in range(3)])
        found = read(name, whole[: data.draw(st.integers(0, len(whole) - 1))])
        for item in found:
            assert type(item) is InputError or item.text == f"{SAID} ({item.id[2:]})"
        assert errors(found) or len(found) == 3

    @PACKERS
    @settings(deadline=None)  # the first example loads the ways in
    @given(data=st.data())
    def test_whatever_is_damaged_is_told_as_damage(self, name, packed, data):
        whole = bytearray(packed([(f"{number}.txt", SAID) for number in range(3)]))
        for at in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=4)):
            whole[at] ^= data.draw(st.integers(1, 255))
        for item in read(name, bytes(whole)):
            assert isinstance(item, Report) or type(item) in (InputError, LanguageError)


class TestZip:
    @pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
    def test_usual_methods_are_read(self, method):
        (report,) = read("a.zip", zipped([("a.txt", SAID)], method))
        assert report.text == SAID

    def test_other_methods_are_told(self):
        (error,) = read("a.zip", zipped([("a.txt", SAID)], zipfile.ZIP_LZMA))
        assert str(error) == "a.zip/a.txt: it is packed by a method that is not read; pack it as an ordinary ZIP"

    def test_an_encrypted_member_is_told_and_the_others_read(self):
        data = bytearray(zipped([("a.txt", SAID), ("b.txt", SAID)]))
        data[6] |= 1
        data[data.index(b"PK\x01\x02") + 8] |= 1
        found = read("a.zip", bytes(data))
        assert ids(found) == ["a/b"]
        assert errors(found) == ["a.zip/a.txt: it is encrypted; unpack it with its password first"]

    def test_a_member_whose_checksum_is_wrong(self):
        data = bytearray(zipped([("a.txt", SAID), ("b.txt", SAID)], zipfile.ZIP_STORED))
        data[data.index(b"sign")] ^= 1
        found = read("a.zip", bytes(data))
        assert ids(found) == ["a/b"]
        assert errors(found) == ["a.zip/a.txt: it is damaged (Bad CRC-32 for file 'a.txt')"]

    @pytest.mark.parametrize("data", [zipped([("a.txt", SAID)])[:-30], b"PK\x03\x04 and no more"])
    def test_without_its_list_of_files(self, data):
        (error,) = read("a.zip", data)
        assert error.problem == "the list of files at its end is missing or damaged; it was cut off, most likely"

    @pytest.mark.parametrize("names", [["[Content_Types].xml", "word/a.html"], ["mimetype", "OEBPS/a.xhtml"]])
    def test_office_documents_and_e_books_are_refused(self, names):
        (error,) = read("a.docx", zipped([(name, SAID) for name in names]))
        assert error.problem.startswith("it is an office document or an e-book (docx, xlsx, odt, epub); save its text")

    def test_names_in_utf8_that_do_not_say_so(self):
        data = zipped([("Zürich.txt", SAID)])
        unmarked = bytearray(data)
        for signature, at in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
            unmarked[data.index(signature) + at] &= ~0x08
        assert ids(read("a.zip", bytes(unmarked))) == ids(read("a.zip", data)) == ["a/Zürich"]

    def test_large_file_records(self, monkeypatch):
        monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 1)
        data = zipped([("a.txt", SAID), ("b.txt", SAID)])
        assert b"PK\x06\x06" in data
        assert ids(read("a.zip", data)) == ["a/a", "a/b"]

    def test_files_that_overlap(self):
        """Many entries of the list lead to one file, which so unpacks many times."""
        data = zipped([("a.txt", SAID)])
        at, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
        entry = data[at:end]
        tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, 9 * len(entry), at, 0)
        (error,) = read("a.zip", data[:at] + entry * 9 + tail)
        assert error.problem == "files overlap in it, as in archives that are meant to do harm"

    def test_a_list_of_files_that_says_it_is_endless(self):
        data = bytearray(zipped([("a.txt", SAID)]))
        data[-10:-6] = struct.pack("<L", 0xF0000000)
        (error,) = read("a.zip", bytes(data))
        assert type(error) is InputError

    def test_a_nul_in_a_name_hides_nothing(self):
        data = zipped([("a.txtX.exe", SAID), ("b.txt", SAID)]).replace(b"a.txtX", b"a.txt\x00")
        found = read("a.zip", data)
        assert ids(found) == ["a/b"]
        assert errors(found) == ["a.zip/a.txt\ufffd.exe: its path leads out of the archive; it is left out"]

    def test_an_archive_that_can_not_be_sought_in_is_read(self):
        data = gzip.compress(zipped([("a.txt", SAID)]))
        assert ids(read("a.zip.gz", data)) == ["a/a"]


class TestTar:
    @pytest.mark.parametrize("format", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
    def test_formats_and_long_names(self, format):
        name = "d" * 90 + "/" + "n" * 90
        assert ids(read("a.tar", tarred([(f"{name}.txt", SAID)], format=format))) == [f"a/{name}"]

    def test_links_and_devices_are_not_followed(self):
        kinds = {
            "s.txt": tarfile.SYMTYPE,
            "h.txt": tarfile.LNKTYPE,
            "c.txt": tarfile.CHRTYPE,
            "f.txt": tarfile.FIFOTYPE,
        }
        members = [(name, no_file(kind, "/etc/passwd")) for name, kind in kinds.items()]
        found = read("a.tar", tarred([*members, ("d.txt", no_file(tarfile.DIRTYPE)), ("a.txt", SAID)]))
        assert ids(found) == ["a/a"]
        assert errors(found) == [f"a.tar/{name}: it is a link or a device, which is not read" for name in kinds]

    @pytest.mark.parametrize("at", [100, 512 + 10, 512 + 512 + 100])
    def test_what_stands_before_the_cut_is_read(self, at):
        data = tarred([("a.txt", SAID), ("b.txt", SAID)])
        found = read("a.tar", data[:at])
        assert ids(found) == (["a/a"] if at > 1024 else [])
        assert errors(found)

    def test_a_damaged_header_is_told(self):
        data = bytearray(tarred([("a.txt", SAID), ("b.txt", SAID)]))
        data[1024] ^= 1
        found = read("a.tar", bytes(data))
        assert ids(found) == ["a/a"]
        assert errors(found) == ["a.tar: what follows in it is no TAR; it is damaged or was cut off"]

    def test_a_cut_between_two_files_is_told(self):
        found = read("a.tar", tarred([("a.txt", SAID), ("b.txt", SAID)])[:1024])
        assert ids(found) == ["a/a"]
        assert errors(found) == ["a.tar: it ends too early; it was cut off, most likely"]

    def test_a_header_that_leads_back_does_not_turn_the_reader_round(self):
        info = tarfile.TarInfo("a.txt")
        info.size = 1
        header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
        header[124:136] = b"\xff" * 10 + b"\xfc\x00"  # -1,024 bytes
        header[148:156] = b" " * 8
        header[148:156] = b"%06o\x00 " % sum(header)
        found = read("a.tar", tarred([("0.txt", SAID)])[:1024] + bytes(header) + tarred([("b.txt", SAID)]))
        assert ids(found) == ["a/0"]
        assert errors(found)

    def test_headers_that_say_they_are_endless_are_not_held(self):
        info = tarfile.TarInfo("././@LongLink")
        info.type, info.size = tarfile.GNUTYPE_LONGNAME, 8_000_000_000
        (error,) = read("a.tar", info.tobuf(tarfile.GNU_FORMAT) + bytes(3_000_000))
        assert error.problem == "its list of files is far too long; it is damaged, or meant to do harm"

    def test_headers_upon_headers(self):
        info = tarfile.TarInfo("././@LongLink")
        info.type, info.size = tarfile.GNUTYPE_LONGNAME, 4
        found = read("a.tar", (info.tobuf(tarfile.GNU_FORMAT) + b"name".ljust(512, b"\x00")) * 2000)
        assert errors(found)

    @pytest.mark.parametrize(
        ("name", "start"),
        [("a.txt", SAID.encode()), ("a.warc", b"WARC/1.0\r\nContent-Length: 999999999999\r\n\r\n")],
    )
    def test_a_sparse_file_of_a_terabyte(self, name, start):
        info = tarfile.TarInfo(name)
        info.type, info.size = tarfile.GNUTYPE_SPARSE, 512
        header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
        header[386:410] = b"00000000000\x0000000001000\x00"  # 512 bytes at its start
        header[483:495] = b"\x80" + (10**12).to_bytes(11, "big")
        header[148:156] = b" " * 8
        header[148:156] = b"%06o\x00 " % sum(header)
        (error,) = read("a.tar", bytes(header) + start.ljust(512) + bytes(1024))
        assert "times its size" in error.problem or "larger than" in error.problem

    def test_a_pipe(self):
        (report,) = read("a.tar.gz", gzip.compress(tarred([("x.bin", bytes(200_000)), ("a.txt", SAID)])))
        assert report.text == SAID


class TestGzip:
    def test_the_packed_file_is_read_as_what_it_is(self):
        (report,) = read("news/a.txt.gz", gzip.compress(SAID.encode()))
        assert (report.text, report.id, report.name) == (SAID, "a", "news/a.txt.gz/a.txt")

    def test_members_follow_one_another(self):
        data = gzip.compress(SAID.encode()) + bytes(100) + gzip.compress(b" So she said.")
        (report,) = read("a.gz", data + bytes(1000))
        assert report.text == SAID + " So she said."

    @settings(deadline=None)
    @given(st.binary(max_size=3000), st.integers(1, 500), st.integers(0, 9))
    def test_what_was_packed_comes_out(self, tail, size, level):
        text = SAID + tail.hex()
        data = b"".join(gzip.compress(text[at : at + size].encode(), level) for at in range(0, len(text), size))
        (report,) = read("a.txt.gz", data)
        assert report.text == text

    def test_garbage_after_the_end_is_told(self):
        report, error = read("a.txt.gz", gzip.compress(SAID.encode()) + b"garbage")
        assert report.text == SAID
        assert str(error) == "a.txt.gz: something that is not gzip follows its end; it was left out"

    @pytest.mark.parametrize("cut", [1, 8, 20, 40])
    def test_cut_off(self, cut):
        (error,) = read("a.txt.gz", gzip.compress(SAID.encode())[:-cut])
        assert error.problem == "it ends too early; it was cut off, most likely"

    def test_damaged(self):
        data = bytearray(gzip.compress(SAID.encode()))
        data[-8] ^= 1
        (error,) = read("a.txt.gz", bytes(data))
        assert error.problem.startswith("it is damaged (")

    def test_not_gzip_at_all(self):
        (error,) = read("a.txt.gz", SAID.encode())
        assert error.problem.startswith("it is damaged (")

    def test_names(self):
        tar = gzip.compress(tarred([("b.txt", SAID)]))
        assert ids(read("a.tgz", tar)) == ids(read("a.tar.gz", tar)) == ids(read("standard input", tar)) == ["a/b"]

    def test_other_packers_are_named(self):
        (error,) = read("a.txt.bz2", bz2.compress(SAID.encode()))
        assert error.problem.startswith("it is a bzip2 archive")


@cache
def bomb(content, size=40_000_000):
    """The content again and again, packed as well as can be, without ever being held."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    chunk = content * (1_000_000 // len(content))
    return b"".join([*(packer.compress(chunk) for _ in range(size // len(chunk))), packer.flush()])


class TestBombs:
    """Archives that are meant to fill memory or time: refused early, and little of them is held."""

    @pytest.fixture(autouse=True)
    def little_memory(self):
        tracemalloc.start()
        yield
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 30_000_000

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("a.gz", b"\x00"),
            ("a.txt.gz", b" "),
            ("a.zip.gz", b"PK\x03\x04"),
            ("a.parquet.gz", b"PAR1"),
            ("a.warc.gz", b"\x00"),
            ("a.warc.gz", b"WARC/1.0\r\nContent-Length: 9000\r\n\r\n" + b"123456789" * 1000 + b"\r\n\r\n"),
            ("a.csv.gz", b"text,"),
            ("a.tar.gz", tarred([("x.bin", bytes(100_000))])[:100_864]),
        ],
    )
    def test_megabytes_of_the_same(self, name, content):
        (error,) = read(name, bomb(content))
        assert "times its size" in error.problem or "larger than" in error.problem

    def test_a_bomb_in_a_bomb(self):
        (error,) = read("a.csv.gz.gz", gzip.compress(bomb(b"text,")))
        assert "times its size" in error.problem

    def test_archives_within_archives(self):
        data = zipped([(f"{number}.csv", bytes(2_000_000)) for number in range(10)])
        for _ in range(5):
            data = zipped([(f"{number}.zip", data) for number in range(6)])
        found = read("a.zip", data, members=5_000)
        assert not ids(found)
        assert len(found) < 2_000

    def test_an_archive_that_holds_itself(self):
        """Four gzip members deep it is the same archive again: as a quine, made by hand."""
        data = SAID.encode()
        for _ in range(50):
            data = gzip.compress(data)
        (error,) = read("a.tar.gz", data)
        assert error.problem == "it is an archive within 4 archives; raise the limit with --max-depth"
