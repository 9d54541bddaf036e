"""Speed, memory, start-up and size. Rates are in white-space tokens a second; each is measured in fresh processes."""

import gzip
import json
import multiprocessing
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.measures import Value
from benchmarks.sources import CHECKOUT, NoData, data_folder, needed
from onrecord.pipeline import load

FILES = ("wikinews", "whitehouse_statements", "kremlin", "congress")
WORDS = 300_000
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "BLIS_NUM_THREADS")
STAGES = ("split", "encoder", "decode", "statements")


@dataclass(frozen=True, slots=True)
class Rate:
    """How long reading some words took: seconds by the clock, and of all processes' CPU time."""

    words: int
    wall: float
    cpu: float


def reports(words: int = WORDS) -> list[str]:
    """The same reports each time: as many words of each file of open news, drawn with a fixed seed."""
    folder = data_folder() / "news"
    needed(*(folder / f"{name}.jsonl.gz" for name in FILES))
    chosen: list[str] = []
    left = words
    for number, name in enumerate(FILES):
        share = left // (len(FILES) - number)
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for line in lines]
        random.Random(7).shuffle(texts)
        for text in texts:
            if share <= 0:
                break
            chosen.append(text)
            share -= count(text)
            left -= count(text)
    return chosen


def count(text: str) -> int:
    """Words of a text: what stands between white space."""
    return len(text.split())


# ---------------------------------------------------------------- in processes of their own
_read: Callable[[str], Any]


@contextmanager
def processes(number: int, start: Callable[..., None], *arguments: Any) -> Iterator[Any]:  # noqa: ANN401
    """A pool of fresh processes of one thread each, all of them started and warm."""
    kept = {name: os.environ.get(name) for name in THREADS}
    os.environ |= dict.fromkeys(THREADS, "1")
    context = multiprocessing.get_context("spawn")
    together = context.Barrier(number)
    try:
        with context.Pool(number, _start, (together, start, *arguments)) as pool:
            pool.map(_wait, range(number), chunksize=1)
            yield pool
    finally:
        for name, value in kept.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _start(together: Any, start: Callable[..., None], *arguments: Any) -> None:  # noqa: ANN401
    global _together
    _together = together
    start(*arguments)


def _wait(_: int) -> None:
    """So that each process takes one of these, and timing begins when all are ready."""
    _together.wait()


def start_reader(model: str) -> None:
    """In a process: load our reader, and read once what every report needs."""
    global _read
    import onrecord

    _read = onrecord.load(model=model).read
    _read("“It works,” the minister said on Tuesday.")


def start_peer(folder: str) -> None:
    """In a process: load a spaCy pipeline whole."""
    global _read
    import spacy

    _read = spacy.load(folder)
    _read("“It works,” the minister said on Tuesday.")


def read_one(text: str) -> float:
    """In a process: read a text; CPU seconds that it took."""
    began = time.process_time()
    _read(text)
    return time.process_time() - began


def peak_memory(_: int) -> float:
    """In a process: its most memory so far, in MB.

    On Linux from /proc: what `getrusage` says there is at least what the process had before it became another program.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024 / 1e6
    scale = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale / 1e6


def rate(texts: Sequence[str], number: int, start: Callable[..., None], *arguments: Any) -> tuple[Rate, float]:  # noqa: ANN401
    """How fast `number` processes read the texts, and the most memory of one of them in MB."""
    with processes(number, start, *arguments) as pool:
        began = time.perf_counter()
        cpu = sum(pool.imap_unordered(read_one, texts, chunksize=4))
        wall = time.perf_counter() - began
        memory = max(pool.map(peak_memory, range(number), chunksize=1))
    return Rate(sum(map(count, texts)), wall, cpu), memory


# ---------------------------------------------------------------- stages
def stages(model: Path, texts: Sequence[str]) -> dict[str, float]:
    """CPU seconds that each stage takes of reading the texts, on this process' own thread."""
    from onrecord.doc import Doc
    from onrecord.engine import Engine
    from onrecord.engine.encoder import Encoder
    from onrecord.engine.words import look, split
    from onrecord.report import Report

    reader, engine, encoder = load(model=model), Engine(model), Encoder(model)
    split_texts = []
    for text in texts:
        spans = split(text)
        split_texts.append((Doc(Report(text), spans).words, look(text, spans)))
        list(encoder.run(*split_texts[-1]))
        engine.parse(Report(text))
    upto = {
        "split": _cpu(lambda: [look(text, split(text)) for text in texts]),
        "encoder": _cpu(lambda: [list(encoder.run(words, looks)) for words, looks in split_texts]),
        "decode": _cpu(lambda: [engine.parse(Report(text)) for text in texts]),
        "statements": _cpu(lambda: [reader.read(text) for text in texts]),
    }
    upto["encoder"] += upto["split"]
    own = [upto["split"], *(upto[b] - upto[a] for a, b in pairwise(STAGES))]
    return dict(zip(STAGES, own, strict=True))


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


# ---------------------------------------------------------------- start-up and size
def run_time(*command: str, runs: int = 7) -> float:
    """Median seconds of a Python command, by the clock, after one run that warms the disk."""
    seconds = []
    for _ in range(runs + 1):
        began = time.perf_counter()
        subprocess.run([sys.executable, *command], check=True, capture_output=True, cwd=CHECKOUT)
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds[1:])


def wheel_megabytes() -> float:
    """Size of the wheel that this checkout makes."""
    with tempfile.TemporaryDirectory() as made:
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", made, str(CHECKOUT)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        wheels = list(Path(made).glob("*.whl"))
        if done.returncode or not wheels:
            raise NoData(f"pip made no wheel ({done.stderr.strip().splitlines()[-1:]})")
        return wheels[0].stat().st_size / 1e6


def processor() -> str:
    """The processor's name, its cores, and which of the instructions that matter to int8 it has."""
    details = Path("/proc/cpuinfo")
    if not details.exists():
        return f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores"
    lines = [line.partition(":") for line in details.read_text().splitlines()]
    fields = {name.strip(): value.strip() for name, _, value in lines if value}
    flags = set(fields.get("flags", fields.get("Features", "")).split())
    names = {"AVX2": "avx2", "AVX-512": "avx512f", "VNNI": "avx512_vnni", "AVX-VNNI": "avx_vnni", "AMX": "amx_int8"}
    has = [name for name, flag in names.items() if flag in flags]
    lacks = [name for name, flag in names.items() if flag not in flags]
    name = fields.get("model name", platform.machine())
    return f"{name}, {os.cpu_count()} cores; has {', '.join(has) or 'none'}; lacks {', '.join(lacks) or 'none'}"


def measure(model: Path, peer: Path | None, words: int = WORDS) -> dict[str, Value | str]:
    """Everything here by key of `figures.tsv`; a text says why a figure was not measured."""
    load(model=model)  # an engine that can't be loaded fails here, and not in a pool that starts it again for ever
    found: dict[str, Value | str] = {
        "start.help": Value(run_time("-m", "onrecord", "--help")),
        "start.load": Value(run_time("-c", _FIRST.format(model=str(model)), runs=3)),
    }
    try:
        found["size.wheel"] = Value(wheel_megabytes())
    except NoData as missing:
        found["size.wheel"] = str(missing)
    try:
        texts = reports(words)
    except NoData as missing:
        return found | dict.fromkeys(("speed.one", "speed.two", "speed.peer", "memory.reader"), str(missing))
    one, memory = rate(texts, 1, start_reader, str(model))
    two, _ = rate(texts, 2, start_reader, str(model))
    found["speed.one"] = Value(one.words / one.wall, note=f"{one.words / one.cpu:,.0f} of CPU time")
    found["speed.two"] = Value(two.words / two.wall, note=f"{two.words / two.cpu:,.0f} of CPU time")
    found["memory.reader"] = Value(memory)
    found["speed.peer"] = peer_rate(peer, texts[:: max(1, len(texts) // 150)])
    return found


_FIRST = "import onrecord; onrecord.load(model={model!r}).read('“It works,” the minister said.')"


def peer_rate(peer: Path | None, texts: Sequence[str]) -> Value | str:
    """Words a second of CPU time that a spaCy pipeline reads; a text says why it was not measured."""
    if peer is None or not (peer / "meta.json").exists():
        return "no peer: --peer FOLDER or ONRECORD_PEER"
    try:
        import spacy  # noqa: F401
    except ImportError:
        return "spaCy is not installed"
    found, memory = rate(texts, 1, start_peer, str(peer))
    return Value(found.words / found.cpu, note=f"{memory:,.0f} MB")
