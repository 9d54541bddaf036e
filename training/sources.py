"""Where the training data lies: the folder `$ONRECORD_DATA`, by default `../shared` beside the checkout."""

import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


def shared_folder() -> Path:
    """The folder that docs/data.md describes; it may not be there."""
    return Path(os.environ.get("ONRECORD_DATA", CHECKOUT.parent / "shared"))


def data_folder() -> Path:
    """Its part with corpora."""
    return shared_folder() / "data"


def gold_folder() -> Path:
    """Its part with gold records and scorers."""
    return shared_folder() / "gold"
