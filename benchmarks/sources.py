"""The data that figures are measured on, and its scorers: the folder `$ONRECORD_DATA`, by default `../shared`."""

import importlib.util
import os
from pathlib import Path
from types import ModuleType

CHECKOUT = Path(__file__).resolve().parent.parent


def shared_folder() -> Path:
    """The folder that docs/data.md describes; it may not be there."""
    return Path(os.environ.get("ONRECORD_DATA", CHECKOUT.parent / "shared"))


def data_folder() -> Path:
    return shared_folder() / "data"


def gold_folder() -> Path:
    return shared_folder() / "gold"


def scorer(name: str) -> ModuleType:
    """A scorer of the gold folder, as a module."""
    spec = importlib.util.spec_from_file_location(name, gold_folder() / f"{name}.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(gold_folder() / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
