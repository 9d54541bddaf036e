"""No way in is brought down by spoilt inputs; `python -m benchmarks.fuzz` tries far more of them."""

import io
import os
import warnings

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.fuzz import HANG
from benchmarks.mutations import ENDINGS, mutated, seeds
from onrecord.errors import FaultError, InputError
from onrecord.intake.limits import Budget
from onrecord.intake.options import Options
from onrecord.intake.source import Source
from onrecord.intake.ways import WAYS, read_source
from onrecord.report import Report

CASES = 400 if os.environ.get("CI") == "true" else 15


def read(name, data):
    return list(read_source(Source(name, "a", io.BytesIO(data), budget=Budget()), Options()))


def test_every_way_is_tried():
    assert ENDINGS.keys() == WAYS.keys()


@pytest.mark.parametrize("way", WAYS)
def test_what_is_whole_is_read(way):
    for data in seeds(way):
        found = read(f"a{ENDINGS[way]}", data)
        assert found
        assert [item for item in found if not isinstance(item, Report)] == []


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=CASES, deadline=HANG * 1000, suppress_health_check=list(HealthCheck))
@given(rng=st.randoms(use_true_random=False))
def test_what_is_spoilt_is_read_or_told(way, rng):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the packers, who are asked to pack what they should not
        data = mutated(way, rng)
    for item in read(f"a{ENDINGS[way]}", data):
        assert isinstance(item, Report | InputError)
        assert not isinstance(item, FaultError), item


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xml", b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><link><entry/></link></entry></feed>"),
        ("a.xml", b"<rss><channel><item><urn:uuid:1>x</urn:uuid:1><dc:1>y</dc:1></item></channel></rss>"),
        (
            "a.xml",
            b"<rss a='&#1;'><channel><item><description>The minister said so.</description></item></channel></rss>",
        ),
        ("a.xml", b"<feed:1 xmlns='http://www.w3.org/2005/Atom'><entry/></feed:1>"),
        ("a.eml", b"Subject: =?u\xf4f-8?q?A?=\n\nThe minister said so."),
        ("a.zip", seeds("zip")[0].replace(b"news/text.txt", b"\x00ews/text.txt")),
        ("a.jsonl", b"\xff" * 64),
        ("a.parquet", seeds("parquet")[2].replace(b"%\x02\x18\x02id", b"%\x00\x18\x02id")),
    ],
)
def test_what_once_was_a_fault_of_ours(name, data):
    found = read(name, data)
    assert found
    assert [item for item in found if isinstance(item, FaultError)] == []
