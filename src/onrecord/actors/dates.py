"""Dates of the tables: ISO 8601, as exact as they are known ("2006", "2006-05", "2006-05-04")."""

import re

__all__ = ["first_day", "is_date", "last_day"]

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def is_date(text: str) -> bool:
    """Whether the text is a year, a month or a day in ISO 8601."""
    return _DATE.fullmatch(text) is not None


def first_day(date: str) -> str:
    """The earliest day that the date can mean; days compare as text."""
    return date + "-01-01"[len(date) - 4 :]


def last_day(date: str) -> str:
    """The latest day that the date can mean, for comparing only: each month counts 31 days."""
    return date + "-12-31"[len(date) - 4 :]
