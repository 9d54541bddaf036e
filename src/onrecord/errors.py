"""Everything that onrecord raises on purpose.

OnrecordError
├── InputError        a report could not be read; names the input
│   └── LanguageError     it is not in a language that the engine reads
├── RecordError       JSON that is not a record
├── CodebookError     a codebook's row is wrong; names file and line
└── EngineError       the model's files are missing, damaged or of another version
"""

__all__ = ["CodebookError", "EngineError", "InputError", "LanguageError", "OnrecordError", "RecordError"]


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


class LanguageError(InputError):
    """A report in a language that the engine does not read."""


class RecordError(OnrecordError):
    """JSON that does not hold a record."""


class CodebookError(OnrecordError):
    """A codebook that can't be used; the message names file and line."""


class EngineError(OnrecordError):
    """The reading engine can't run."""
