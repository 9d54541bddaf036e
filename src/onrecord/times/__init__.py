"""Times: the expressions that name a date, a period or a duration, and which one by the report's day."""

from onrecord.times.read import find_times

__all__ = ["find_times"]
