"""The formats that records are written in."""

from enum import StrEnum
from pathlib import Path
from typing import Self

__all__ = ["Format"]

BY_SUFFIX = {
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".html": "html", ".htm": "html",
    ".csv": "csv", ".parquet": "parquet", ".pq": "parquet", ".arrow": "arrow", ".feather": "arrow",
}  # fmt: skip


class Format(StrEnum):
    """How records are written."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    html = "html"
    csv = "csv"
    parquet = "parquet"
    arrow = "arrow"

    @classmethod
    def of(cls, path: Path | None) -> Self:
        """The format that the ending of a file's name stands for; without a known one, a table."""
        return cls(BY_SUFFIX.get(path.suffix.lower(), "table") if path else "table")

    @property
    def is_flat(self) -> bool:
        """Whether it holds flat tables."""
        return self in (Format.csv, Format.parquet, Format.arrow)
