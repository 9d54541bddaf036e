"""Many reports, read by several processes: in order, in bounded memory, whatever happens to one of them.

Each worker is a process of one thread that this module starts itself, with a thread here that feeds it. It runs no copy
of the caller's program, so a script or notebook that reads many reports needs no guard of its `__main__`. A worker that
dies costs the report that it was reading, and is replaced.
"""

import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, NamedTuple, Self

from onrecord.errors import EngineError, FaultError, InputError, OnrecordError
from onrecord.record import Record
from onrecord.report import Report
from onrecord.worker import EndedError, Recipe, Worker, read_one

if TYPE_CHECKING:
    from onrecord.pipeline import Reader

__all__ = ["available_cores", "read_many"]

AHEAD = 24
"""Reports for each process that may wait, or be read, while an earlier one is: a long one holds up no other."""

STARTS = 3
"""Times that a process is started anew if it ends before it is ready: that is no report's fault."""


def available_cores() -> int:
    """How many processes can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_many(
    reports: Iterable[Report | str | InputError],
    recipe: Recipe,
    *,
    processes: int | None = None,
    reader: "Reader | None" = None,
) -> Iterator[Record | InputError]:
    """The records of the reports, in their order; for one that can't be read, the error that says why.

    `reports` are Reports, texts (whose ids are their numbers, from 1), or errors, which pass through. They are taken as
    they are needed. `processes` is by default one for each core; where it is 1 this process reads, with `reader` if it
    has one already. Raises EngineError and CodebookError.
    """
    number = available_cores() if processes is None else processes
    if number < 2:
        reader = reader or recipe.load()
        for report in _as_reports(reports):
            yield read_one(reader, report) if isinstance(report, Report) else report
        return
    with _Pool(number, recipe) as pool:
        yield from pool.read(_as_reports(reports))


def _as_reports(items: Iterable[Report | str | InputError]) -> Iterator[Report | InputError]:
    """The items as reports; for what is none, the error that says so."""
    for number, item in enumerate(items, 1):
        if isinstance(item, str):
            yield Report(item, id=str(number), name=f"report {number}")
        elif isinstance(item, Report | InputError):
            yield item
        else:
            yield InputError(f"report {number}", f"a Report or its text is wanted, not {type(item).__name__}")


class _Task(NamedTuple):
    """A report to be read, and where its record will be."""

    report: Report
    done: "Future[Record | InputError]"


class _Pool:
    """The workers, and the reports that wait for one."""

    def __init__(self, processes: int, recipe: Recipe) -> None:
        self._processes = processes
        self._recipe = recipe
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._feeders: list[_Feeder] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """All is done, or given up: nothing goes on after this."""
        try:
            while True:
                self._tasks.get_nowait()
        except Empty:
            pass
        for feeder in self._feeders:
            feeder.stop()
            self._tasks.put(None)
        for feeder in self._feeders:
            feeder.join()

    def read(self, reports: Iterator[Report | InputError]) -> Iterator[Record | InputError]:
        waiting: deque[Future[Record | InputError]] = deque()
        for report in reports:
            waiting.append(self._submit(report))
            while waiting and (len(waiting) > AHEAD * self._processes or waiting[0].done()):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _submit(self, report: Report | InputError) -> "Future[Record | InputError]":
        done: Future[Record | InputError] = Future()
        if isinstance(report, InputError):
            done.set_result(report)
            return done
        if len(self._feeders) < self._processes:  # few reports start few workers
            self._feeders.append(_Feeder(self._recipe, self._tasks))
            self._feeders[-1].start()
        self._tasks.put(_Task(report, done))
        return done


class _Feeder(threading.Thread):
    """Gives one worker a report after the other."""

    def __init__(self, recipe: Recipe, tasks: "SimpleQueue[_Task | None]") -> None:
        super().__init__(name="onrecord-feeder", daemon=True)
        self._recipe = recipe
        self._tasks = tasks
        self._worker: Worker | None = None
        self._stopped = False

    def stop(self) -> None:
        """End at once; a report that is being read is given up."""
        self._stopped = True
        if self._worker is not None:
            self._worker.kill()

    def run(self) -> None:
        while (task := self._tasks.get()) is not None:
            try:
                task.done.set_result(self._read(task.report))
            except OnrecordError as error:  # no reader can be made, here or elsewhere: it ends the whole run
                task.done.set_exception(error)
        self._let_go()

    def _read(self, report: Report) -> Record | InputError:
        how_it_ended = ""
        for _ in range(STARTS):
            self._worker = worker = self._worker or Worker(self._recipe)
            if self._stopped:
                worker.kill()
            try:
                return worker.read(report)
            except EndedError as ended:
                how_it_ended = str(ended)
                self._let_go()
                if worker.is_ready or self._stopped:
                    return FaultError(report.name or report.id, how_it_ended)
        raise EngineError(f"a reading process can't be started: {how_it_ended}")

    def _let_go(self) -> None:
        if self._worker is not None:
            self._worker.close()
            self._worker = None
