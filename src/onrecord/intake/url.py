"""What the address of a report tells: its outlet, by the host, and its day, where the path has one."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from urllib.parse import unquote, urlsplit

from onrecord.codebooks.outlets import load_outlets
from onrecord.intake.publication import Publication

__all__ = ["from_url", "plausible"]

EARLIEST = date(1990, 1, 1)
"""No page of the web is older; what says so is a default or a mistake."""
LONGEST = 4096
"""Characters of an address that are looked at."""

_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+[a-z_]*/(?=https?:)", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,8}[^\W\d][\w-]{1,62}")
_SERVERS = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAYS = (
    re.compile(r"(?<![^/])(\d{4})/(\d{1,2}|[a-z]{3})/(\d{1,2})(?![^/_-])", re.IGNORECASE),
    re.compile(r"(?<!\d)(\d{4})([-_.])(\d{1,2})\2(\d{1,2})(?!\d)"),
    re.compile(r"(?<![^/_.-])(\d{4})(\d{2})(\d{2})(?![^/_.-])"),
)
"""2024/06/18/ and 2024/jun/18/, 2024-06-18, 20240618; as parts of the path, not of a longer number."""


def from_url(url: str) -> Publication:
    """The publication as the address tells it; an address that is none tells nothing."""
    address = _ARCHIVED.sub("", url.strip()[:LONGEST])
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return Publication(origin="url")
    outlet = _outlet(host) if parts.scheme in ("http", "https") else None
    return Publication(_day(unquote(parts.path)) if outlet else None, outlet, origin="url")


def plausible(day: date) -> date | None:
    """The day if a report of the web can be of it: tomorrow, at most, as it already is in some time zones."""
    return day if EARLIEST <= day <= datetime.now(UTC).date() + timedelta(days=1) else None


def _outlet(host: str) -> str | None:
    """The outlet whose site it is; of one that is not listed its domain: that is known, and its name is not."""
    if not _HOST.fullmatch(host):
        return None
    return load_outlets().of_host(host) or _SERVERS.sub("", host)


def _day(path: str) -> date | None:
    return next(_days(path), None)


def _days(path: str) -> Iterator[date]:
    for pattern in _DAYS:
        for found in pattern.finditer(path):
            year, month, day = (part for part in found.groups() if part.isalnum())
            number = _MONTHS.index(month.lower()) + 1 if month.lower() in _MONTHS else month
            with suppress(ValueError):
                if likely := plausible(date(int(year), int(number), int(day))):
                    yield likely
