"""What the dateline at the start of a text tells: "LONDON, March 3, 2024 (Reuters) - "."""

import re
from contextlib import suppress
from datetime import date

from onrecord.codebooks.outlets import load_outlets
from onrecord.intake.publication import Publication
from onrecord.intake.url import plausible

__all__ = ["DATELINE", "from_dateline"]

LOOKED_AT = 2000
"""Characters at the start of a text, and the first lines in them: a headline, a dek and a byline may stand before."""
LINES = 6

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r",?\s\d{4}"
_DATE = rf"(?:{_MONTH}\s{_DAY}|{_DAY}\s{_MONTH})"
_DATE_LINE = re.compile(
    rf"(?:published(?:\son)?:?\s)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?(?P<date>{_DATE}{_YEAR})\.?",
    re.IGNORECASE,
)
_NAME = r"[A-ZÀ-Þ][\w.’'-]{1,30}"
DATELINE = re.compile(
    rf"(?:{_NAME}(?:,?\s{_NAME}){{0,4}}?(?:,?\s(?P<date>{_DATE}(?:{_YEAR})?))?\s?)?"
    r"(?:\((?P<agency>[A-Z][\w&./, -]{1,40})\)\s?)?(?:--?|[\u2013\u2014_])\s?(?=\S)"
)
"""Place, date and agency, each where it is there, and the dash; groups `date` and `agency`."""


def from_dateline(text: str) -> Publication:
    """The publication as the dateline tells it; a text without one tells nothing, and a date without a year no day."""
    for line in [line.strip() for line in text[:LOOKED_AT].splitlines() if line.strip()][:LINES]:
        found = _DATE_LINE.fullmatch(line) or DATELINE.match(line)
        if found:
            parts = found.groupdict()
            published, outlet = _day(parts["date"] or ""), load_outlets().usual_name(parts.get("agency") or "")
            if published or outlet:
                return Publication(published, outlet, origin="dateline")
    return Publication(origin="dateline")


def _day(words: str) -> date | None:
    """The day of "March 3, 2024" or "3 March 2024"; nothing without the year."""
    month = re.search(r"[A-Za-z]{3,}", words)
    numbers = re.findall(r"\d+", words)
    if month is None or len(numbers) != 2:
        return None
    with suppress(ValueError):
        return plausible(date(int(numbers[1]), _MONTHS.index(month[0][:3].lower()) + 1, int(numbers[0])))
    return None
