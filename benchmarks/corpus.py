"""Many reports: how fast two processes read them, how much memory all take, how soon the first record is there.

`python -m benchmarks.corpus` prints this part alone.
"""

import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

from benchmarks.measures import Value
from benchmarks.report import Results, make_console, terminal_table
from benchmarks.sources import CHECKOUT, NoData, data_folder, needed

REPORTS, MORE, FILES = 5_000, 20_000, 100_000
ONE_THREAD_SHARE = 5
"""One in so many reports is read by one thread too, for comparison."""
SAMPLED_EVERY = 0.25
"""Seconds between looks at the processes' memory."""
SEED = 7
SAID = "“We will sign,” the minister said on Tuesday. The king told reporters that he would not.\n"


@dataclass(frozen=True, slots=True)
class Run:
    """What reading some reports took; memory is resident, of all processes together, what they share counted twice."""

    reports: int
    words: int
    failed: int
    seconds: float
    peaks: dict[int, float]
    """The most MB until so many reports were read."""
    digest: str
    """SHA-256 of all records, in order."""

    @property
    def rate(self) -> float:
        """Words a second."""
        return self.words / self.seconds


def measure(reports: int = REPORTS, more: int = MORE, files: int = FILES) -> dict[str, Value | str]:
    """Everything here by key of `figures.tsv`."""
    found: dict[str, Value | str] = {"corpus.start": Value(start(files), note=f"{files:,} files")}
    try:
        with drawn(max(reports, more)) as path:
            one = read(path, reports, 1, every=ONE_THREAD_SHARE)
            two = read(path, reports, 2)
            same = read(path, reports, 2, every=ONE_THREAD_SHARE)
            long = read(path, more, 2, marks=(reports,)) if more > reports else two
    except NoData as missing:
        return found | dict.fromkeys(
            ("corpus.one", "corpus.two", "corpus.lost", "corpus.memory", "corpus.growth", "corpus.same"), str(missing)
        )
    note = f"{two.reports:,} reports, {two.words:,} words; {two.failed} not read"
    found["corpus.one"] = Value(one.rate, note=f"{one.reports:,} of the reports")
    found["corpus.two"] = Value(two.rate, note=note)
    found["corpus.lost"] = Value(100 * (1 - two.rate / (2 * one.rate)))
    found["corpus.same"] = Value(float(one.digest == same.digest), note=f"{one.reports:,} reports, one thread or two")
    if more > reports:
        early, late = long.peaks[reports], long.peaks[long.reports]
        found["corpus.memory"] = Value(late, note=f"{long.reports:,} reports, {long.words:,} words")
        found["corpus.growth"] = Value(100 * (late / early - 1), note=f"{early:,.0f} MB until {reports:,} reports")
    return found


@contextmanager
def drawn(number: int) -> Iterator[Path]:
    """A file of so many reports of the open news, drawn and mixed with a fixed seed, one a line."""
    folder = data_folder() / "news"
    needed(folder)
    lines = []
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as rows:
            lines += list(rows)
    needed(*([] if lines else [folder / "wikinews.jsonl.gz"]))
    random.Random(SEED).shuffle(lines)
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "news.jsonl"
        path.write_text("".join(lines[:number]), encoding="utf-8")
        yield path


def read(path: Path, reports: int, processes: int, *, every: int = 1, marks: tuple[int, ...] = ()) -> Run:
    """Read the file's first reports, or one in `every` of them, in a process of its own."""
    asked = {"path": str(path), "reports": reports, "processes": processes, "every": every, "marks": marks}
    command = [sys.executable, "-m", "benchmarks.corpus", "--child", json.dumps(asked)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=CHECKOUT)
    fields = json.loads(done.stdout)
    return Run(**fields | {"peaks": {int(mark): peak for mark, peak in fields["peaks"].items()}})


def _child(path: str, reports: int, processes: int, every: int, marks: list[int]) -> Run:
    import onrecord
    from onrecord.errors import InputError
    from onrecord.intake.files import read_inputs

    chosen = islice(read_inputs([path]), 0, reports, every)
    words = failed = done = 0
    peaks, digest = {}, sha256()
    with _Memory() as memory:
        began: float | None = None
        for item in onrecord.load().read_many(chosen, processes=processes):
            # Start-up is another figure: the clock runs from the first record, which counts for nothing.
            if began is None:
                began = time.perf_counter()
                continue
            done += 1
            if isinstance(item, InputError):
                failed += 1
            else:
                words += len(item.report.text.split())
                digest.update(item.to_json().encode("utf-8", "replace"))
            if done in marks:
                peaks[done] = memory.peak
        seconds = time.perf_counter() - (began or 0.0)
        peaks[done] = memory.peak
    return Run(done, words, failed, seconds, peaks, digest.hexdigest())


class _Memory:
    """Looks at the resident memory of this process and its children, again and again."""

    def __init__(self) -> None:
        self.peak = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "_Memory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        own = Path("/proc/self/task")
        while not self._ended.wait(SAMPLED_EVERY):
            children = {pid for task in own.iterdir() for pid in (task / "children").read_text().split()}
            self.peak = max(self.peak, sum(_resident(pid) for pid in ("self", *children)))


def _resident(pid: str) -> float:
    """MB; 0 of a process that has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmRSS:")), 0.0)


def start(files: int) -> float:
    """Seconds from the start of `onrecord read` on a folder of so many small files to its first record."""
    with tempfile.TemporaryDirectory() as made:
        for number in range(files):
            Path(made, f"{number:06}.txt").write_text(SAID, encoding="utf-8")
        command = [sys.executable, "-m", "onrecord", "read", made, "--format", "jsonl"]
        began = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=CHECKOUT) as running:
            assert running.stdout is not None
            first = running.stdout.readline()
            seconds = time.perf_counter() - began
            running.terminate()
        if b'"statements"' not in first:
            raise RuntimeError(f"no record came: {first[:200]!r}")
    return seconds


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("--reports", type=int, default=REPORTS, help="how many are timed")
    parser.add_argument("--memory", type=int, default=MORE, help="over how many memory is watched")
    parser.add_argument("--files", type=int, default=FILES, help="small files in the folder that the start is timed on")
    parser.add_argument("--child", type=json.loads, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.child:
        print(json.dumps(asdict(_child(**chosen.child))))
        return
    console = make_console()
    with console.status("measuring"):
        measured = measure(chosen.reports, chosen.memory, chosen.files)
    console.print(terminal_table(Results(int8=measured), {"corpus"}))


if __name__ == "__main__":
    main()
