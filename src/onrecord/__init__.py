"""onrecord reads news reports and keeps the record: who said what, through whom, on whose word.

>>> import onrecord
>>> reader = onrecord.load()
>>> record = reader.read("Putin pledged to strengthen ties, Reuters reports.")  # doctest: +SKIP
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.errors import (
        CodebookError,
        EngineError,
        ExportError,
        FaultError,
        InputError,
        LanguageError,
        OnrecordError,
        RecordError,
    )
    from onrecord.intake.files import read_inputs
    from onrecord.intake.limits import Limits
    from onrecord.intake.options import Columns, Options
    from onrecord.intake.publication import Publication
    from onrecord.pipeline import Reader, load
    from onrecord.record import Credit, Record, Statement, Statements
    from onrecord.records import Records
    from onrecord.report import Report

__version__ = "0.3.0"

__all__ = [
    "CodebookError",
    "Columns",
    "Credit",
    "EngineError",
    "ExportError",
    "FaultError",
    "InputError",
    "LanguageError",
    "Limits",
    "OnrecordError",
    "Options",
    "Publication",
    "Reader",
    "Record",
    "RecordError",
    "Records",
    "Report",
    "Statement",
    "Statements",
    "load",
    "read_inputs",
]

_HOMES = {
    "onrecord.errors": (
        "CodebookError", "EngineError", "ExportError", "FaultError", "InputError", "LanguageError", "OnrecordError",
        "RecordError",
    ),
    "onrecord.intake.files": ("read_inputs",),
    "onrecord.intake.limits": ("Limits",),
    "onrecord.intake.options": ("Columns", "Options"),
    "onrecord.intake.publication": ("Publication",),
    "onrecord.pipeline": ("Reader", "load"),
    "onrecord.record": ("Credit", "Record", "Statement", "Statements"),
    "onrecord.records": ("Records",),
    "onrecord.report": ("Report",),
}  # fmt: skip
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute is anything
    """Import a public name on first use, so that `onrecord --help` answers at once."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
