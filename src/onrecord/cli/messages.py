"""What the command line says on standard error: problems, notes, progress, and a summary at the end."""

import json
import re
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress

    from onrecord.errors import InputError
    from onrecord.record import Record

__all__ = ["Messages", "numbered"]

UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Messages:
    """One line for each message; below them, where it is wanted, how far the reading has come.

    `log` is a file for what is said of single inputs, a JSON object a line; standard error is spared it then.
    """

    def __init__(self, *, progress: bool = False, log: Path | None = None, append: bool = False) -> None:
        self.failures = 0
        self._reports = self._words = self._statements = 0
        self._began = time.monotonic()
        self._progress = _bar() if progress else None
        self._log_path = log
        self._log_mode = "a" if append else "w"
        self._log: IO[str] | None = None
        self._open = ExitStack()

    def problem(self, error: "InputError") -> None:
        """Say what could not be read; the command will end with exit code 1."""
        self.failures += 1
        self._tell(error.name, error.problem, type(error).__name__)

    def note(self, name: str, text: str) -> None:
        """Say something of an input that whoever reads its record should know."""
        self._tell(name, text, "note")

    def failure(self, text: str) -> None:
        """Say what went wrong with the run itself; the command will end with exit code 1."""
        self.failures += 1
        self.say(text)

    def say(self, text: str) -> None:
        """One line on standard error."""
        # A file's name may hold line breaks and codes that a terminal would act on.
        line = "onrecord: " + UNPRINTABLE.sub("\ufffd", text)
        if self._progress:
            self._progress.console.print(line, soft_wrap=True, markup=False, highlight=False, emoji=False)
        else:
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()

    def count(self, record: "Record") -> None:
        """One more record is written."""
        self._reports += 1
        self._words += len(record.report.text.split())
        self._statements += len(record.statements)

    def show_progress(self, done: float, total: float | None) -> None:
        """How far it is: bytes of the inputs read, of how many, as far as that is known."""
        if self._progress:
            what = f"{self._reports:,} reports, {self._words / self._seconds:,.0f} words/s"
            task = self._progress.task_ids[0]
            self._progress.update(task, completed=done, total=total, description=what)

    def summary(self) -> str:
        """What the run came to."""
        seconds = round(self._seconds)
        counts = ((self._reports, "report"), (self._words, "word"), (self._statements, "statement"))
        parts = [numbered(number, thing) for number, thing in counts]
        rate = f"{seconds // 60}:{seconds % 60:02} minutes, {self._words / self._seconds:,.0f} words/s"
        return f"{', '.join(parts)}; {rate}; {self.failures:,} could not be read"

    @property
    def _seconds(self) -> float:
        return max(time.monotonic() - self._began, 1e-3)

    def _tell(self, name: str, text: str, kind: str) -> None:
        if self._log is None:
            self.say(f"{name}: {text}")
            return
        entry = {"name": name, "problem": text, "kind": kind}
        self._log.write(json.dumps(entry, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n")
        self._log.flush()

    def __enter__(self) -> Self:
        if self._log_path is not None:
            self._log = self._open.enter_context(self._log_path.open(self._log_mode, encoding="utf-8", newline="\n"))
        if self._progress:
            self._open.enter_context(self._progress)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()


def numbered(number: int, thing: str) -> str:
    """As "1,234 reports"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _bar() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    progress.add_task("Reading", total=None)
    return progress
