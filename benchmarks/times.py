"""Times: sentences with an expression and its value, GUM's marks of dates in news, and the gold reports.

Values are compared as periods: "2024-W39" and "2024-09-23/2024-09-29" are one. Where a test counts up to the report
what the record's guide leaves whole ("earlier this week", "since 2000", "the past three days"), ours is cut or counted
likewise before they are compared.
"""

import json
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from benchmarks.gum import documents
from benchmarks.measures import Value, of_reports
from benchmarks.sources import data_folder, gold_folder, needed
from onrecord.doc import Doc
from onrecord.engine import Engine
from onrecord.record import Time
from onrecord.report import Report, Span
from onrecord.statements.layout import Layout, find_layout
from onrecord.times import find_times
from onrecord.times.calendar import Period, months, shift_months, week_of, years
from onrecord.times.vocabulary import load_vocabulary
from training.trees import read

Covered = tuple[date, date]
"""The first and the last day of a period."""


def measure(engine: Engine) -> dict[str, Value | str]:
    """The figures by key of `figures.tsv`."""
    return {
        "times.sentences": sentences(engine, _ours),
        "times.sentences.peer": _peer(),
        "times.gum.dev": gum(engine, ("train", "dev")),
        "times.gum.test": gum(engine, ("test",)),
        "times.gold": gold_reports(engine),
        "times.cost": cost(engine),
    }


# ---------------------------------------------------------------- values as periods
_CLOCK = re.compile(r"T\d\d:\d\d(?::\d\d)?Z?$")
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(\d+)H)?")


def covered(value: str) -> Covered | None:
    """The days that a value in ISO 8601 covers; None of a duration or an hour alone."""
    first, slash, last = value.partition("/")
    if slash:
        begins, ends = covered(first), covered(last)
        return (begins[0], ends[1]) if begins and ends else None
    try:
        period = _period(_CLOCK.sub("", first))
    except ValueError:
        return None
    return (period.first, period.last) if period else None


def _period(value: str) -> Period | None:
    if found := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        return week_of(date.fromisocalendar(int(found[1]), int(found[2]), 1))
    if found := re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value):
        if found[3]:
            day = date.fromisoformat(value)
            return Period(day, day, "day")
        return months(int(found[1]), int(found[2])) if found[2] else years(int(found[1]))
    return None


def equal(ours: str, theirs: str) -> bool:
    """Whether two values name the same period."""
    return ours == theirs or (covered(ours) is not None and covered(ours) == covered(theirs))


def equal_up_to(ours: str, theirs: str, words: str, published: date) -> bool:
    """Whether they do once ours is cut at the report's day where the words say so."""
    if equal(ours, theirs):
        return True
    wanted, given, lead = covered(theirs), covered(ours), words.lower().split()[0]
    if wanted is None:
        return False
    if lead in ("earlier", "since") and given is not None:
        return (given[0], published) == wanted
    if lead == "later" and given is not None:
        return (published, given[1]) == wanted
    return _counted_back(ours, published) == wanted


def _counted_back(value: str, published: date) -> Covered | None:
    found = _DURATION.fullmatch(value)
    if found is None or not any(found.groups()):
        return None
    year, month, week, day, hour = (int(number or 0) for number in found.groups())
    return shift_months(published, -12 * year - month) - timedelta(7 * week + day + hour // 24), published


# ---------------------------------------------------------------- sentences with one expression
Finder = Callable[[Doc], list[tuple[Span, str]]]


def _rows() -> list[list[str]]:
    """Day of publication, past or future, sentence, expression, value."""
    table = data_folder().parent / "resources" / "date_tests.tsv"
    needed(table)
    return [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if line]


def sentences(engine: Engine, finder: Finder) -> Value:
    """The share of sentences whose expression has the value asked for."""
    rows = _rows()
    missed = []
    for day, _, sentence, words, value in rows:
        published = date.fromisoformat(day)
        at = sentence.lower().index(words.lower())
        found = finder(engine.parse(Report(sentence, published=published)))
        values = [given for span, given in found if span[0] < at + len(words) and at < span[1]]
        if len(values) != 1 or not equal_up_to(values[0], value, words, published):
            missed.append(words)
    note = f"{len(rows) - len(missed)} of {len(rows)}"
    return Value(1 - len(missed) / len(rows), note=note)


def _ours(doc: Doc) -> list[tuple[Span, str]]:
    return [(one.span, one.value or "") for one in find_times(doc, find_layout(doc.report))]


def _peer() -> Value | str:
    """dateparser on the same sentences, told which way each points; any day of the period asked for counts."""
    try:
        from dateparser.search import search_dates
    except ImportError:
        return "dateparser is not installed"
    rows = _rows()
    right = 0
    for day, context, sentence, words, value in rows:
        settings = {"RELATIVE_BASE": datetime.fromisoformat(day), "PREFER_DATES_FROM": context}
        told = search_dates(sentence, languages=["en"], settings=settings) or []
        wanted = covered(value)
        days = [one.date() for piece, one in told if piece.lower() in words.lower() or words.lower() in piece.lower()]
        if wanted and any(one == wanted[0] or ("/" not in value and wanted[0] <= one <= wanted[1]) for one in days):
            right += 1
    return Value(right / len(rows), note="any day of a month or year asked for, or an interval's first, counts")


# ---------------------------------------------------------------- GUM
@dataclass(frozen=True, slots=True)
class Mark:
    """A date that GUM's annotators marked in a text, and its value in ISO 8601."""

    span: Span
    value: str


_TAG = re.compile(r"<date ([^>]*)>|</date>")
_ATTRIBUTE = re.compile(r'(\w+):::"([^"]*)"')
_DEICTIC = frozenset(
    """today yesterday tomorrow tonight last next this past year years week month decade century weekend summer
    spring winter autumn ago sixties overnight""".split()
)


def gum(engine: Engine, lists: Iterable[str]) -> Value | str:
    """The share of GUM's marks in news whose value we give, of those that their words and the report's day can tell.

    Left out are marks that name a day by an event ("the opening night"), those whose ends are not told, and weekdays
    whose mark is another day of the week.
    """
    counts, left_out = [], 0
    for path in documents(lists, ("news",)):
        report, marks = gum_report(path)
        asked = [mark for mark in marks if resolvable(report[mark.span], mark.value)]
        left_out += len(marks) - len(asked)
        ours = find_times(engine.parse(report), everything(report))
        right = sum(any(_tells(one, mark) for one in ours) for mark in asked)
        if asked:
            counts.append((right, len(asked), len(asked)))
    value = of_reports(counts)
    note = f"{sum(one[0] for one in counts)} of {sum(one[1] for one in counts)}, {left_out} not resolvable"
    return Value(value.value, value.interval, note=note)


def everything(report: Report) -> Layout:
    """The report's layout with headline and captions read like the body, for GUM marks dates in them too."""
    return replace(find_layout(report), headline=None, dek=None, not_report_text=())


def _tells(one: Time, mark: Mark) -> bool:
    """Whether a time of ours at the mark has its value, or begins or ends with it: they mark an interval's ends."""
    if one.value is None or one.span[1] <= mark.span[0] or mark.span[1] <= one.span[0]:
        return False
    return equal(one.value, mark.value) or any(equal(end, mark.value) for end in one.value.split("/"))


def resolvable(words: str, value: str) -> bool:
    """Whether words tell a date with no more than the report's day, and the mark does not contradict them."""
    lowered = re.findall(r"[a-z]+|\d+", words.lower())
    values = load_vocabulary().values
    months_and_days = {**values["MONTH"], **values["WEEKDAY"]}
    if not any(word in months_and_days or word in _DEICTIC or (len(word) == 4 and word.isdigit()) for word in lowered):
        return False
    weekdays = [int(values["WEEKDAY"][word]) for word in lowered if word in values["WEEKDAY"]]
    day = covered(value)
    return day is not None and (len(weekdays) != 1 or day[0] != day[1] or day[0].weekday() == weekdays[0])


def gum_report(path: Path) -> tuple[Report, list[Mark]]:
    """A document of GUM as a report with its day, and its marks of dates that have a value."""
    document = read(path)[0]
    content = path.read_text(encoding="utf-8")
    created = re.search(r"# meta::dateCreated = (\d{4}-\d\d-\d\d)", content)
    report = Report(document.text, published=date.fromisoformat(created[1]) if created else None)
    marks: list[Mark] = []
    opened: list[tuple[str, int]] = []
    for word, misc in enumerate(_misc(content)):
        for tag in _TAG.finditer(misc):
            if tag[0] != "</date>":
                opened.append((tag[1], word))
            elif opened:
                attributes, first = opened.pop()
                value = _marked(dict(_ATTRIBUTE.findall(attributes)))
                if value:
                    marks.append(Mark((document.spans[first][0], document.spans[word][1]), value))
    return report, marks


def _misc(content: str) -> list[str]:
    """The last column of each syntactic word, with that of the multiword token it begins."""
    found, pending = [], ""
    for line in content.splitlines():
        cells = line.split("\t")
        if len(cells) != 10 or "." in cells[0]:
            continue
        if "-" in cells[0]:
            pending = cells[9]
        else:
            found.append(pending + cells[9])
            pending = ""
    return found


def _marked(attributes: dict[str, str]) -> str | None:
    if "when" in attributes:
        return attributes["when"]
    return f"{attributes['from']}/{attributes['to']}" if {"from", "to"} <= attributes.keys() else None


# ---------------------------------------------------------------- gold reports and cost
def gold_reports(engine: Engine) -> Value:
    """F1 of times in the gold reports: the exact span and the exact value."""
    folder = gold_folder() / "reports"
    needed(folder)
    counts = []
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        doc = engine.parse(Report(text, published=date.fromisoformat(gold["published"])))
        wanted = {(tuple(one["span"]), one["value"]) for one in gold.get("times", [])}
        given = set(_ours(doc))
        counts.append((len(wanted & given), len(wanted), len(given)))
    return of_reports(counts)


def cost(engine: Engine) -> Value:
    """What finding times takes of the time to parse the gold reports, in per cent."""
    texts = [path.read_bytes().decode("utf-8") for path in sorted((gold_folder() / "reports").glob("*.txt"))]
    reports = [Report(text, published=date(2016, 6, 1)) for text in texts]
    _ours(engine.parse(reports[0]))
    began = time.process_time()
    docs = [engine.parse(report) for report in reports]
    parsed = time.process_time()
    layouts = [find_layout(report) for report in reports]
    laid_out = time.process_time()
    for doc, layout in zip(docs, layouts, strict=True):
        find_times(doc, layout)
    return Value(100 * (time.process_time() - laid_out) / (parsed - began))
