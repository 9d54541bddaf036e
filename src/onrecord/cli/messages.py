"""What the command line says on standard error: problems, notes, progress."""

import re
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["Messages"]

UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Messages:
    """One line for each message; below them, if the total of what is to be read is given, a progress bar."""

    def __init__(self, total: int | None = None) -> None:
        self.failed = False
        self._progress = None if total is None else _bar(total)

    def problem(self, text: str) -> None:
        """Say what could not be done; the command will end with exit code 1."""
        self.failed = True
        self.note(text)

    def note(self, text: str) -> None:
        """Say something that whoever reads the records should know."""
        # A file's name may hold line breaks and codes that a terminal would act on.
        line = "onrecord: " + UNPRINTABLE.sub("\ufffd", text)
        if self._progress:
            self._progress.console.print(line, soft_wrap=True, markup=False, highlight=False, emoji=False)
        else:
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()

    def step(self) -> None:
        """One more input is done."""
        if self._progress:
            self._progress.advance(self._progress.task_ids[0])

    def __enter__(self) -> Self:
        if self._progress:
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress:
            self._progress.stop()


def _bar(total: int) -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    progress.add_task("Reading", total=total)
    return progress
