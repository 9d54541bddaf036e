"""Everything that onrecord raises on purpose.

OnrecordError
├── InputError        a report could not be read; names the input
│   ├── LanguageError     it is not in a language that the engine reads
│   └── FaultError        onrecord itself failed on it
├── RecordError       JSON that is not a record
├── CodebookError     a codebook's row is wrong; names file and line
├── EngineError       the model's files are missing, damaged or of another version
└── ExportError       a table can't be made or written, or the package that it needs is not installed
"""

from typing import Any

__all__ = [
    "CodebookError",
    "EngineError",
    "ExportError",
    "FaultError",
    "InputError",
    "LanguageError",
    "OnrecordError",
    "RecordError",
]


class OnrecordError(Exception):
    """What was wrong, where, and what to do: one sentence, ready to print."""


class InputError(OnrecordError):
    """An input that could not be read as a report.

    `name` is the input as the user gave it (a path, an address, "standard input").
    """

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")
        self.name = name
        self.problem = problem

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors travel between processes; what they are made of is not what `args` holds."""
        return _again, (type(self), self.name, self.problem)


def _again(kind: type[InputError], name: str, problem: str) -> InputError:
    error = kind.__new__(kind)
    InputError.__init__(error, name, problem)
    return error


class LanguageError(InputError):
    """A report in a language that the engine does not read."""


class FaultError(InputError):
    """A report on which onrecord itself failed: a fault of ours, kept to this report."""

    def __init__(self, name: str, error: BaseException | str) -> None:
        what = error if isinstance(error, str) else f"{type(error).__name__}: {error}"
        super().__init__(name, f"onrecord failed on it, please tell us ({what})")


class RecordError(OnrecordError):
    """JSON that does not hold a record."""


class CodebookError(OnrecordError):
    """A codebook that can't be used; the message names file and line."""


class EngineError(OnrecordError):
    """The reading engine can't run."""


class ExportError(OnrecordError):
    """A table that can't be made or written."""
