"""The reports that a command takes one by one: from the inputs given, or standard input, with how far it has come."""

import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from onrecord.cli.messages import Messages
    from onrecord.errors import InputError
    from onrecord.intake.files import Meter
    from onrecord.report import Report

__all__ = ["Queue", "Size", "standard_input"]


def standard_input() -> list[str]:
    """The inputs where none are given. Raises BadParameter if nothing is piped in."""
    if sys.stdin is None or sys.stdin.isatty():
        raise typer.BadParameter("give files or folders, or pipe a report in", param_hint="INPUT")
    return ["-"]


class Size:
    """How many bytes the inputs have, counted while they are read already: there may be millions of files."""

    def __init__(self, inputs: list[str]) -> None:
        self.bytes: int | None = None
        self._inputs = inputs
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        from onrecord.intake.files import size_of

        self.bytes = size_of(self._inputs)


@dataclass(slots=True)
class Queue:
    """The reports that are still to be read, and how many of those taken are done."""

    reports: "Iterable[Report | InputError]"
    held: Mapping[str, str]
    meter: "Meter"
    size: Size | None
    taken: int = 0
    done: int = 0
    skipped: int = 0

    def __iter__(self) -> "Iterator[Report | InputError]":
        from onrecord.errors import InputError

        for item in self.reports:
            if isinstance(item, InputError) or item.id not in self.held:
                self.taken += 1
                yield item
            elif self.held[item.id] == item.sha256:
                self.skipped += 1
            else:
                self.taken += 1
                yield InputError(item.name, f"the output holds another text as {item.id!r}; give it another id")

    def show(self, messages: "Messages") -> None:
        """One more is done: say how far that is."""
        self.done += 1
        if self.size is not None:
            # Those taken and not yet read are as long as the others, more or less.
            messages.show_progress(self.meter.bytes_read * self.done / self.taken, self.size.bytes)
