"""A report's statements as an HTML table, for a notebook."""

from onrecord.record import Statements

__all__ = ["statement_table"]


def statement_table(statements: Statements) -> str:
    """The table: who, what they did by saying it, what, on whose word. Text of the report is escaped."""
    raise NotImplementedError
