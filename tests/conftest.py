"""How many processes `make test` runs the tests in."""

import pytest

from onrecord.corpus import available_cores

MOST = 4
"""A process takes up to 1.2 GB, and one test trains in 1.5 GB more: four leave room in 8 GB."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """What `-n auto` means: one process for each core, and none beside this one where there is one core."""
    cores = available_cores()
    return min(cores, MOST) if cores > 1 else 0
