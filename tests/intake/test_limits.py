"""What is too much, and how it is told."""

import pytest

from onrecord.errors import InputError
from onrecord.intake.limits import FREE, Budget, Limits


def test_members_are_counted():
    budget = Budget(Limits(members=1_000))
    for _ in range(1_000):
        budget.add_member("a.zip")
    assert not budget.spent
    with pytest.raises(
        InputError, match=r"^a.zip: it holds more than 1,000 files; raise the limit with --max-members$"
    ):
        budget.add_member("a.zip")
    assert budget.spent


def test_what_is_unpacked_is_counted():
    budget = Budget(Limits(unpacked=2_000_000_000))
    budget.add_unpacked(2_000_000_000, "a.gz")
    assert not budget.spent
    with pytest.raises(InputError, match=r"^a.gz: it unpacks to more than 2 GB; raise the limit with --max-unpacked$"):
        budget.add_unpacked(1, "a.gz")
    assert budget.spent


def test_a_ratio_is_minded_once_much_was_unpacked():
    budget = Budget(Limits(ratio=100))
    budget.add_unpacked(FREE, "a.gz", ratio=1_000)
    with pytest.raises(InputError, match=r"^a.gz: it unpacks to more than 100 times its size.*--max-ratio"):
        budget.add_unpacked(1, "a.gz", ratio=101)
    budget.add_unpacked(1, "b.gz", ratio=100)
    assert not budget.spent


def test_a_report_too_large_is_told_with_the_limit():
    assert str(Limits(report=2_500_000).too_large("a.txt")) == (
        "a.txt: it is larger than 2.5 MB; split it, or raise the limit with --max-size"
    )
