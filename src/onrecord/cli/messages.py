"""What the command line says on standard error: problems, notes, progress."""

import re
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

__all__ = ["Messages"]

UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Messages:
    """One line for each message, and a progress bar below them if standard error is a terminal and a total is given."""

    def __init__(self, total: int | None = None) -> None:
        self.failed = False
        self._console = Console(stderr=True, markup=False, highlight=False, emoji=False)
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
            disable=total is None or not self._console.is_terminal,
        )
        self._task = self._progress.add_task("Reading", total=total)

    def problem(self, text: str) -> None:
        """Say what could not be done; the command will end with exit code 1."""
        self.failed = True
        self.note(text)

    def note(self, text: str) -> None:
        """Say something that whoever reads the records should know."""
        # A file's name may hold line breaks and codes that a terminal would act on.
        self._console.print("onrecord: " + UNPRINTABLE.sub("\ufffd", text), soft_wrap=True)

    def step(self) -> None:
        """One more input is done."""
        self._progress.advance(self._task)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()
