"""Many records together, and the tables that they make."""

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, overload

from onrecord.errors import ExportError, InputError
from onrecord.exports.tables import table_named
from onrecord.record import Record

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["Records"]


class Records(Sequence[Record]):
    """Records in the order in which they came, and the errors that came in place of others.

    >>> records = onrecord.Records(reader.read_many(reports))  # doctest: +SKIP
    >>> records.to_pandas()["source_kind"].value_counts()  # doctest: +SKIP

    The tables are `reports`, `statements`, `actors`, `mentions`, `times` and `places`; docs/exports.md has their
    columns.
    """

    def __init__(self, items: Iterable[Record | InputError] = ()) -> None:
        records, errors = [], []
        for item in items:
            if isinstance(item, InputError):
                errors.append(item)
            else:
                records.append(item)
        self._records = tuple(records)
        self.errors: tuple[InputError, ...] = tuple(errors)
        """Each names the report that could not be read, and says why."""

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)

    @overload
    def __getitem__(self, index: int) -> Record: ...

    @overload
    def __getitem__(self, index: slice) -> "Records": ...

    def __getitem__(self, index: int | slice) -> "Record | Records":
        """A record by its place, or those of a slice, then without errors."""
        return Records(self._records[index]) if isinstance(index, slice) else self._records[index]

    def __repr__(self) -> str:
        return f"<Records: {len(self)}, {len(self.errors)} errors>"

    def to_arrow(self, table: str = "statements") -> "pyarrow.Table":
        """The table as a pyarrow.Table. Raises ExportError if there is no such table."""
        from onrecord.exports.arrow import arrow_table  # pyarrow is large

        return arrow_table(table_named(table), self)

    def to_pandas(self, table: str = "statements") -> "pandas.DataFrame":
        """The table as a pandas.DataFrame.

        Days are datetime64, whole numbers Int32, lists Python's own. Raises ExportError if there is no such table, or
        pandas isn't installed.
        """
        whole_number = _installed("pandas").Int32Dtype()
        from pyarrow import int32

        arrow = self.to_arrow(table)
        frame: pandas.DataFrame = arrow.to_pandas(date_as_object=False, types_mapper={int32(): whole_number}.get)
        for column in table_named(table).columns:
            if column.type in ("strings", "spans"):  # pyarrow would give numpy arrays, which compare by element
                frame[column.name] = arrow[column.name].to_pylist()
        return frame

    def to_polars(self, table: str = "statements") -> "polars.DataFrame":
        """The table as a polars.DataFrame. Raises ExportError if there is no such table, or polars isn't installed."""
        frame: polars.DataFrame = _installed("polars").from_arrow(self.to_arrow(table))
        return frame

    def _repr_html_(self) -> str:
        from onrecord.views.record_table import record_table  # a notebook asks for it; reading does not

        return record_table(self, self.errors)


def _installed(package: str) -> Any:  # noqa: ANN401 - a module's attributes are anything
    """The package. Raises ExportError if it isn't installed."""
    try:
        return import_module(package)
    except ImportError as error:
        raise ExportError(f"data frames of {package} need the package {package}: pip install {package}") from error
