"""What figures are measured with, beside the training data: the gold records and their scorers in `$ONRECORD_DATA`."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from training.sources import CHECKOUT, data_folder, gold_folder

__all__ = ["CHECKOUT", "NoData", "data_folder", "gold_folder", "needed", "scorer"]


class NoData(Exception):  # noqa: N818 - it says what is missing, and is no error to a newcomer
    """A figure that can't be measured here; the message says why."""


def needed(*paths: Path) -> None:
    """Raise NoData unless all of these exist."""
    for path in paths:
        if not path.exists():
            raise NoData("no data")


def scorer(name: str) -> ModuleType:
    """A scorer of the gold folder, as a module."""
    path = gold_folder() / f"{name}.py"
    needed(path)
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python module")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
