"""How a command ends: exit codes, and what can end the whole of it as one line."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from onrecord.cli.messages import Messages

__all__ = ["SOME_FAILED", "USAGE", "ends_cleanly"]

SOME_FAILED, USAGE, INTERRUPTED, BROKEN_PIPE = 1, 2, 130, 141
"""Exit codes. The last two are what a shell reports of a program that the signal ended."""


@contextmanager
def ends_cleanly(messages: "Messages") -> Iterator[None]:
    """What can end the whole run becomes one line and an exit code."""
    from onrecord.errors import CodebookError, EngineError, ExportError

    try:
        yield
    except KeyboardInterrupt:
        messages.say("interrupted")
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        # Whoever read our output wants no more. Python would complain once more when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(BROKEN_PIPE) from None
    except CodebookError as error:
        messages.failure(str(error))
        raise typer.Exit(USAGE) from None
    except (EngineError, ExportError) as error:
        messages.failure(str(error))
        raise typer.Exit(SOME_FAILED) from None
    except OSError as error:
        messages.failure(f"{error.filename or 'output'}: {error.strerror or error}")
        raise typer.Exit(SOME_FAILED) from None
