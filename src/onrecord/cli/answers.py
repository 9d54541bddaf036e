"""How commands that answer questions write their answers: columns for people, JSON for programs, nothing that acts."""

import json
from collections.abc import Iterable
from typing import IO

import typer

__all__ = ["chosen", "printable", "write_columns", "write_json"]


def chosen(kind: str, kinds: Iterable[str]) -> str:
    """The kind as it is called here. Raises BadParameter if it is none of them."""
    plain = kind.lower().replace("-", " ")
    if plain not in kinds:
        raise typer.BadParameter(f"{kind!r} is none of {', '.join(kinds)}", param_hint="--kind")
    return plain


def printable(text: str) -> str:
    """Without what a terminal would act on: a table of a user's may have come from anywhere."""
    from onrecord.cli.messages import UNPRINTABLE

    return UNPRINTABLE.sub("\ufffd", text)


def write_json(out: IO[str], value: object) -> None:
    """The value as JSON, without what a terminal would act on."""
    from onrecord.cli.messages import UNPRINTABLE

    text = json.dumps(value, ensure_ascii=False, indent=1)
    # What json leaves as it is: C1 controls, line separators, halves of characters.
    lines = (UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", line) for line in text.split("\n"))
    out.write("\n".join(lines) + "\n")


def write_columns(out: IO[str], columns: dict[str, list[str]]) -> None:
    """Columns side by side; those without a cell are left out. (rich takes seconds for so many rows.)"""
    from rich.cells import cell_len

    kept = [[printable(cell) for cell in (head, *cells)] for head, cells in columns.items() if any(cells)]
    widths = [max(map(cell_len, cells)) for cells in kept]
    for row in zip(*kept, strict=True):
        line = "  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True))
        out.write(line.rstrip() + "\n")
