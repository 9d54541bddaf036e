"""Each way in under spoilt inputs: none may crash it, keep it busy for long, or make it fill the memory.

`python -m benchmarks.fuzz --minutes 20` shares the time among all ways and prints a line for each; it ends with 1 if
anything was found. `--way csv --case 1234` reads one case again, in this process, where a debugger can follow it.
"""

import argparse
import multiprocessing
import random
import resource
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from rich.table import Table

from benchmarks.mutations import ENDINGS, mutated
from benchmarks.report import make_console
from onrecord.errors import FaultError
from onrecord.intake.files import read_inputs
from onrecord.report import Report

SEED = 7
HANG = 10.0
"""Seconds of the processor that one input may take."""
PATIENCE = 60.0
"""Seconds by the clock after which a process is taken for one that will never answer."""
MEMORY = 400
"""MB that the process may grow by, whatever it is given: inputs are some kB, and limits of what unpacks are low."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case."""

    case: int
    seconds: float
    reports: int = 0
    errors: int = 0
    problem: str = ""


@dataclass(slots=True)
class Tally:
    """What became of all cases of a way."""

    way: str
    cases: int = 0
    reports: int = 0
    errors: int = 0
    crashes: list[str] = field(default_factory=list)
    hangs: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def add(self, outcome: Outcome) -> None:
        """Count a case that ended."""
        self.cases += 1
        self.reports += outcome.reports
        self.errors += outcome.errors
        self.slowest = max(self.slowest, outcome.seconds)
        if outcome.problem:
            self.crashes.append(f"--way {self.way} --case {outcome.case}: {outcome.problem}")
        if outcome.seconds > HANG:
            self.hangs.append(f"--way {self.way} --case {outcome.case}: {outcome.seconds:.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=20, help="time for all ways together")
    parser.add_argument("--way", choices=ENDINGS, help="try one way in only")
    parser.add_argument("--case", type=int, help="the first case, or with --way the only one")
    parser.add_argument("--seed", type=int, default=SEED, help="other cases")
    asked = parser.parse_args()
    if asked.way and asked.case is not None:
        print(outcome_of(asked.way, asked.case, asked.seed))
        return
    ways = [asked.way] if asked.way else list(ENDINGS)
    tallies = [tried(way, 60 * asked.minutes / len(ways), asked.seed) for way in ways]
    console = make_console()
    console.print(_table(tallies))
    for problem in (problem for tally in tallies for problem in (*tally.crashes, *tally.hangs)):
        console.print(problem, markup=False)
    sys.exit(any(tally.crashes or tally.hangs for tally in tallies))


def tried(way: str, seconds: float, seed: int = SEED) -> Tally:
    """Cases of the way for so many seconds, read in another process: it may hang or die."""
    tally, ends = Tally(way), time.monotonic() + seconds
    while time.monotonic() < ends:
        for outcome in _outcomes(way, tally.cases, seed, ends):
            tally.add(outcome)
    return tally


def _outcomes(way: str, first: int, seed: int, ends: float) -> Iterator[Outcome]:
    """The outcomes of one process, until it fails or the time is over."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_worker, args=(theirs, way, first, seed))
    process.start()
    theirs.close()
    case = first
    try:
        ours.recv()  # it has loaded what it needs
        while time.monotonic() < ends:
            if not ours.poll(PATIENCE):
                yield Outcome(case, PATIENCE)
                return
            outcome = ours.recv()
            yield outcome
            if outcome.problem:
                return
            case += 1
    except EOFError:
        process.join()
        yield Outcome(case, 0, problem=f"the process ended with {process.exitcode}")
    finally:
        process.kill()
        process.join()


def _worker(outcomes: Connection, way: str, first: int, seed: int) -> None:
    outcome_of(way, first, seed)
    outcomes.send(None)
    for case in range(first, sys.maxsize):
        outcomes.send(outcome_of(way, case, seed))


def outcome_of(way: str, case: int, seed: int = SEED) -> Outcome:
    """Read a case of the way, by its name's ending or by its bytes alone."""
    rng = random.Random(f"{seed} {way} {case}")
    with warnings.catch_warnings(), tempfile.TemporaryDirectory() as folder:
        warnings.simplefilter("ignore")  # of the packers, who are asked to pack what they should not
        path = Path(folder) / f"a{ENDINGS[way] if rng.random() < 0.9 else ''}"
        path.write_bytes(mutated(way, rng))
        before, started = _megabytes(), time.process_time()
        reports, errors, problem = _read(path)
        seconds = time.process_time() - started
    if not problem and (grown := _megabytes() - before) > MEMORY:
        problem = f"it took {grown:.0f} MB"
    return Outcome(case, seconds, reports, errors, problem)


def _read(path: Path) -> tuple[int, int, str]:
    reports = errors = 0
    try:
        for item in read_inputs([path]):
            if isinstance(item, FaultError):
                return reports, errors, str(item)
            reports += isinstance(item, Report)
            errors += not isinstance(item, Report)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return reports, errors, f"{type(error).__name__}: {error}"
    return reports, errors, "" if reports + errors else "neither a report nor an error"


def _megabytes() -> float:
    """The most that this process had in memory at any time."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _table(tallies: list[Tally]) -> Table:
    table = Table("way in", *("inputs", "reports", "errors", "crashes", "hangs", "slowest, s"), title="Spoilt inputs")
    for tally in tallies:
        counts = (tally.cases, tally.reports, tally.errors, len(tally.crashes), len(tally.hangs))
        table.add_row(tally.way, *(f"{count:,}" for count in counts), f"{tally.slowest:.2f}")
    return table


if __name__ == "__main__":
    main()
