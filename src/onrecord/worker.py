"""A process of its own that reads reports, and both ends of the pipe to it."""

import os
import pickle
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from onrecord.errors import FaultError, InputError, OnrecordError
from onrecord.record import Record
from onrecord.report import Report

if TYPE_CHECKING:
    from onrecord.pipeline import Reader

__all__ = ["EndedError", "Recipe", "Worker", "read_one", "serve"]

_START = "import sys; sys.path[:] = {path!r}; from onrecord.worker import serve; serve()"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a reader is made, so that each process can make its own."""

    cues: Path | None = None
    model: Path | None = None
    actors: Path | None = None

    def load(self) -> "Reader":
        """The reader. Raises EngineError and CodebookError."""
        from onrecord.pipeline import load  # the process that only hands reports out needs no engine

        if self.model is None:
            return load(cues=self.cues, actors=self.actors)
        return load(cues=self.cues, actors=self.actors, model=self.model)


class EndedError(Exception):
    """The worker's process ended while it had something to do."""


class Worker:
    """A process that reads one report at a time. It ends with this one, whatever ends this one."""

    def __init__(self, recipe: Recipe) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
            [sys.executable, "-c", _START.format(path=sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Ctrl-C is for us: we end the workers.
            start_new_session=True,
        )
        self._recipe = recipe
        self.is_ready = False
        """Whether it has loaded its reader."""

    def read(self, report: Report) -> Record | InputError:
        """The report's record, or why there is none. Raises EndedError; at the first EngineError, CodebookError."""
        try:
            if not self.is_ready:
                self._get_ready()
            self._send(report)
            answer: Record | InputError = self._receive()
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            raise EndedError(self._how_it_ended()) from error
        return answer

    def kill(self) -> None:
        """End the process now."""
        self._process.kill()

    def close(self) -> None:
        """Let the process end, and wait for it."""
        for stream in (self._process.stdin, self._process.stdout):
            try:
                stream.close()  # type: ignore[union-attr]  # both are pipes
            except OSError:  # it has ended already, with our words unread
                continue
        self._process.wait()

    def _get_ready(self) -> None:
        self._send(self._recipe)
        failed: OnrecordError | None = self._receive()
        if failed is not None:
            raise failed
        self.is_ready = True

    def _send(self, message: Recipe | Report) -> None:
        stream: IO[bytes] = self._process.stdin  # type: ignore[assignment]
        pickle.dump(message, stream, pickle.HIGHEST_PROTOCOL)
        stream.flush()

    def _receive(self) -> Any:  # noqa: ANN401 - what the other end sent
        return pickle.load(self._process.stdout)  # type: ignore[arg-type]  # noqa: S301 - our own process wrote it

    def _how_it_ended(self) -> str:
        self._process.kill()
        status = self._process.wait()
        return f"its process was ended by signal {-status}" if status < 0 else f"its process ended with status {status}"


def read_one(reader: "Reader", report: Report) -> Record | InputError:
    """The report's record; whatever goes wrong becomes an error that names the report."""
    name = report.name or report.id or "report"
    try:
        return reader.read_report(report)
    except InputError as error:
        return error
    except OnrecordError as error:
        return InputError(name, str(error))
    except Exception as error:  # noqa: BLE001 - a fault of ours must not cost the other reports their records
        return FaultError(name, error)


def serve() -> None:
    """In the worker's process: read what comes until no more comes."""
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whoever prints must not write among the answers

    def answer(message: object) -> None:
        pickle.dump(message, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()

    try:
        reader = pickle.load(asked).load()  # noqa: S301 - the process that started us wrote it
    except OnrecordError as error:
        answer(error)
        return
    answer(None)
    while True:
        try:
            report = pickle.load(asked)  # noqa: S301
        except EOFError:
            return
        try:
            answer(read_one(reader, report))
        except BrokenPipeError:  # whoever asked is gone
            os._exit(1)
