"""How work grows with its input: told by the processor's time of the best of three runs, so that it is a property of the
code and not of the machine. Garbage collection, which looks at all that earlier tests left, is put off meanwhile."""

import gc
import time
from collections.abc import Callable

RUNS = 3
LEAST = 0.01
"""Seconds below which a clock says little."""


def grows_linearly(work: Callable[[int], object], few: int, many: int) -> bool:
    """Whether work of size `many` takes far less of the time of work of size `few` than the square of their ratio."""
    return _best(work, many) < (many / few) ** 1.75 * max(_best(work, few), LEAST)


def _best(work: Callable[[int], object], size: int) -> float:
    gc.disable()
    try:
        return min(_once(work, size) for _ in range(RUNS))
    finally:
        gc.enable()


def _once(work: Callable[[int], object], size: int) -> float:
    began = time.process_time()
    work(size)
    return time.process_time() - began
