"""Rows of Parquet files become reports; only the columns that are needed are read, and no row group fills memory."""

import io
import subprocess
import sys
from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onrecord.intake.limits import Limits

from .sources import SAID, SMALL, only, problem, problems, read, reports, texts

OTHER = "She told reporters that they would not sign it, whatever was said, and left the room with her advisers."


def parquet(columns, **how):
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **how)
    return out.getvalue()


def test_a_row_is_a_report():
    data = parquet(
        {"id": [7], "title": ["Talks go on"], "text": [SAID], "date": [date(2024, 6, 18)], "publication": ["E Times"],
         "url": ["https://e.org/1"], "authors": [["A B", "C D"]], "embedding": [[0.5] * 100]}
    )  # fmt: skip
    report = only(read(data, "n.parquet"))
    assert report.text == f"Talks go on\n\n{SAID}"
    assert (report.id, report.name, report.byline) == ("7", "n.parquet, row 1", "A B, C D")
    assert (report.published, report.published_from) == (date(2024, 6, 18), "column")
    assert (report.outlet, report.url) == ("E Times", "https://e.org/1")


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string()), pa.string_view(), pa.binary(), pa.large_binary()]
)  # fmt: skip
def test_all_kinds_of_strings(kind):
    if pa.types.is_dictionary(kind):
        column = pa.array([SAID, OTHER, None, SAID]).dictionary_encode()
    else:
        column = pa.array([SAID, OTHER, None, SAID], pa.string()).cast(kind)
    items = read(parquet({"text": column}), "n.parquet")
    assert texts(items) == [SAID, OTHER, SAID]
    assert problems(items) == {"n.parquet, row 3": "its text is missing (column 'text')"}


NIGHT = datetime(2024, 6, 18, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "day"),
    [
        (pa.timestamp("ns"), date(2024, 6, 18)),
        (pa.timestamp("s", "UTC"), date(2024, 6, 18)),
        (pa.timestamp("ns", "America/New_York"), date(2024, 6, 17)),
        (pa.timestamp("ms", "+05:30"), date(2024, 6, 18)),
        (pa.date64(), date(2024, 6, 18)),
    ],
)
def test_times_and_their_zones(kind, day):
    column = pa.array([NIGHT.replace(tzinfo=None)], pa.timestamp("us")).cast(kind)
    report = only(read(parquet({"text": [SAID], "published": column}), "n.parquet"))
    assert (report.published, report.notes) == (day, ())


@pytest.mark.parametrize(
    "column", [pa.array([2**62], pa.timestamp("us")), pa.array([0], pa.timestamp("s", "Nowhere/Land")), pa.array([1.5])]
)  # fmt: skip
def test_times_that_cannot_be_told_are_noted(column):
    report = only(read(parquet({"text": [SAID], "published": column}), "n.parquet"))
    assert report.published is None
    assert report.notes[0].endswith("is no date")


def test_rows_are_numbered_through_all_row_groups():
    data = parquet({"text": [f"{SAID} {number}." for number in range(10)]}, row_group_size=3)
    items = read(data, "n.parquet")
    assert [item.id for item in items] == [f"news-{number}" for number in range(1, 11)]
    assert [item.text for item in items] == [f"{SAID} {number}." for number in range(10)]


def test_fields_of_structures():
    data = parquet({"article": [{"body": SAID, "n": 1}], "source": [{"name": "E Times", "id": "e"}]})
    report = only(read(data, "n.parquet", text="article.body"))
    assert (report.text, report.outlet) == (SAID, "E Times")


def test_strings_that_are_not_utf8():
    texts_ = pa.array([b"caf\xe9 " + SAID.encode(), OTHER.encode()], pa.binary())
    column = pa.Array.from_buffers(pa.string(), 2, texts_.buffers())
    assert texts(read(parquet({"text": column}), "n.parquet")) == ["café " + SAID, OTHER]


def test_a_pipe_is_read_like_a_file():
    assert texts(read(parquet({"text": [SAID]}), "n.parquet", seekable=False)) == [SAID]


def test_a_row_that_is_too_large():
    items = read(parquet({"text": [SAID, "a " * 5000, OTHER]}), "n.parquet", limits=SMALL)
    assert texts(items) == [SAID, OTHER]
    assert list(problems(items)) == ["n.parquet, row 2"]


def test_columns_that_are_not_there():
    data = parquet({"blurb": [SAID]})
    assert problem(read(data, "n.parquet")).endswith("its columns are 'blurb'")
    assert problem(read(data, "n.parquet", text="body")).startswith("it has no column 'body'")


def test_no_rows():
    assert problem(read(parquet({"text": pa.array([], pa.string())}), "n.parquet")) == "it has columns but no rows"


@pytest.mark.parametrize(
    ("cut", "why"),
    [
        (lambda data: data[: len(data) // 2], "it is a Parquet file whose end is missing or damaged"),
        (lambda data: data[:4], "it is a Parquet file whose end is missing or damaged"),
        (lambda data: b"no Parquet at all " * 10, "it is not a Parquet file"),
        (lambda data: b"", "it is empty"),
        (lambda data: data[:-60] + b"\xff" * 50 + data[-10:], "it is a Parquet file"),
    ],
)
def test_files_that_are_none_or_were_cut_off(cut, why):
    assert problem(read(cut(parquet({"text": [SAID] * 10})), "n.parquet")).startswith(why)


def test_a_damaged_row_group_does_not_cost_the_next():
    data = bytearray(
        parquet({"text": [f"{SAID} {number}." for number in range(30)]}, row_group_size=10, compression="gzip")
    )
    start = pq.read_metadata(io.BytesIO(data)).row_group(1).column(0).dictionary_page_offset
    data[start : start + 60] = b"\xff" * 60
    items = read(bytes(data), "n.parquet")
    assert [report.id for report in reports(items)] == [f"news-{n}" for n in [*range(1, 11), *range(21, 31)]]
    assert list(problems(items)) == ["n.parquet, rows 11 to 20"]


def test_a_row_group_that_unpacks_to_too_much_is_not_read():
    data = parquet({"text": ["a" * 15_000_000, "b"]}, compression="zstd", use_dictionary=False)
    assert "unpacks to more than 200 times its size" in problem(read(data, "n.parquet"))
    small = Limits(unpacked=1000)
    assert "raise the limit with --max-unpacked" in problem(read(parquet({"text": [SAID] * 50}, use_dictionary=False), "n.parquet", limits=small))  # fmt: skip


@pytest.mark.parametrize("store_schema", [True, False])
def test_a_string_that_many_rows_share_is_held_once(store_schema):
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 400), pa.array([SAID + "a" * 900_000]))
    data = parquet({"text": column}, compression="none", store_schema=store_schema)
    assert len(data) < 3_000_000
    script = (
        "import sys, pyarrow\n"
        "from tests.intake.sources import SMALL, read\n"
        "assert len(read(sys.stdin.buffer.read(), 'n.parquet', limits=SMALL)) == 400\n"
        "print(pyarrow.default_memory_pool().max_memory())\n"
        "assert 'pandas' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", script], input=data, capture_output=True, check=True)
    assert int(done.stdout) < 50_000_000
