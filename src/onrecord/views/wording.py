"""The words in which every view tells a statement, and the shortening of long ones."""

from datetime import date

from onrecord.record import Record, Statement
from onrecord.views.outline import Entry

__all__ = [
    "KNOWN_FROM",
    "MONTHS",
    "NOBODY",
    "NO_STATEMENTS",
    "TONES",
    "UNSURE",
    "as_written",
    "count",
    "day",
    "excerpt",
    "found_from",
    "headline",
    "in_flow",
    "phrase",
    "shorten",
    "told_by",
]

NOBODY = "nobody named"
NO_STATEMENTS = "No statements: nothing in this report is attributed to anybody, or the engine did not find it."

UNSURE = 0.5
"""What is less likely than not is said to be unsure."""

TONES = {
    "assert": "plain", "report": "plain", "announce": "plain", "claim": "doubtful",
    "accuse": "against", "criticise": "against", "threaten": "against", "warn": "against",
    "deny": "refusing", "refuse": "refusing",
    "agree": "towards", "pledge": "towards", "praise": "towards",
    "ask": "asking", "request": "asking",
}  # fmt: skip
"""Stances that share a colour; a stance that isn't here is plain."""

KNOWN_FROM = {
    "given": "as given",
    "manifest": "from reports.tsv",
    "column": "from a column",
    "page": "from the page's metadata",
    "feed": "from its feed",
    "header": "from its headers",
    "url": "from its address",
    "dateline": "from its dateline",
}
"""Where a date or an outlet is known from: each of report.ORIGINS."""
SAID = ("given", "manifest", "column")
"""Origins that are the user's own word, and need no mention beside the date."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
ELISION = "[…]"
OPENING = 80
LONGEST_PHRASE = 200


def day(when: date) -> str:
    """The date in words, whatever the locale: 18 June 2024."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def count(number: int, noun: str) -> str:
    """The number and its noun: 1 report, 2,000 reports."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def found_from(origin: str | None) -> str:
    """The words for where something was found, if the user did not say it."""
    return "" if origin is None or origin in SAID else KNOWN_FROM.get(origin, origin)


def headline(record: Record) -> str:
    """The report's headline, else its id, else its first words."""
    report = record.report
    told = in_flow(report[record.headline]) if record.headline else in_flow(report.id)
    if told:
        return told
    opening = in_flow(report.text.lstrip()[: 4 * OPENING])
    if len(opening) <= OPENING:
        return opening or "Empty report"
    return opening[: _end_of_word(opening, OPENING)] + " …"


def in_flow(text: str) -> str:
    """The text on one line: every run of white space, a paragraph's end too, is one space."""
    return " ".join(text.split())


def phrase(text: str) -> str:
    """A name or a short phrase on one line; even the longest leaves room for the rest."""
    return excerpt(text, LONGEST_PHRASE)


def excerpt(text: str, limit: int) -> str:
    """The text on one line, shortened to about `limit` characters.

    Thousands of statements may each be as long as the report: what can't be shown is cut out before it costs anything,
    but for the parity of straight quotation marks, by which `shorten` mends quotations.
    """
    reach = 20 * limit
    if len(text) > 3 * reach:
        odd = text.count('"', reach, len(text) - reach) % 2
        text = text[:reach] + '"' * odd + text[-reach:]
    return shorten(in_flow(text), limit)


def told_by(entry: Entry) -> str:
    """Who is said to say it, in one line."""
    *others, last = map(phrase, entry.speakers or (NOBODY,))
    return f"{', '.join(others)} and {last}" if others else last


def as_written(record: Record, statement: Statement) -> str:
    """The source as the report words it; empty where that is just the speaker's name, or nobody is named."""
    words = in_flow(record.words(statement.source))
    return "" if (words,) == statement.speaker or not statement.speaker else phrase(words)


def shorten(text: str, limit: int) -> str:
    """At most about `limit` characters: what is left out of the middle is shown as […].

    Where the gap swallows the end or the start of a quotation, the mark is set again before or after the gap, so that
    no words stand inside quotation marks that the report did not quote.
    """
    if len(text) <= limit:
        return text
    head, tail = _end_of_word(text, limit * 2 // 3), _start_of_word(text, len(text) - limit // 3)
    opened, closed = ("“", "”") if "“" in text or "”" in text else ('"', '"')
    before, after = text[:head].rstrip(), text[tail:].lstrip()
    if any(text.find(mark, head, tail) >= 0 for mark in '“”"'):
        before += closed if _in_quotation(text, head) else ""
        after = (opened if _in_quotation(text, tail) else "") + after
    return f"{before} {ELISION} {after}"


def _end_of_word(text: str, at: int) -> int:
    """Of the last word that ends before `at`, unless it is longer than words are."""
    space = text.rfind(" ", max(at - 40, 0), at + 1)
    return space if space > 0 else at


def _start_of_word(text: str, at: int) -> int:
    space = text.find(" ", at, at + 40)
    return space + 1 if 0 < space < len(text) - 1 else at


def _in_quotation(text: str, at: int) -> bool:
    return text.rfind("“", 0, at) > text.rfind("”", 0, at) or text.count('"', 0, at) % 2 == 1
