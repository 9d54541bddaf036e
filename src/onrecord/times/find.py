"""Finding expressions of time in a parsed text: patterns of words, the longest first, joined where they tell one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from onrecord.doc import Doc, WordRange
from onrecord.report import Span
from onrecord.times.guards import is_time
from onrecord.times.patterns import Pattern, load_patterns
from onrecord.times.vocabulary import load_vocabulary

__all__ = ["Expression", "find_expressions"]

_BREAK = "\n"
_TRANSPARENT = ("[", "]")
"""Marks of an editor's words inside a quotation: "[last] Tuesday"."""
_DURATIONS = ("duration", "rolling", "ago")
_ABOUT = frozenset("about around nearly almost roughly approximately some".split())
_ABOUT_PHRASES = (
    ("just", "over"),
    ("just", "under"),
    ("more", "than"),
    ("less", "than"),
    ("at", "least"),
    ("up", "to"),
)
_DAYS = ("date", "numeric", "weekday", "shift_day", "feast", "day_of_month", "same", "later", "fixed")
_EDGED = (*_DAYS, "month", "year", "shift_period", "week_of", "season", "decade")
_EDGES = frozenset(("early", "late", "mid"))
_LINKS = frozenset(("to", "until", "till", "through", "-", "–", "—"))


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that tell a time: `kind` names the rule that resolves them, `parts` the words that it needs."""

    words: WordRange
    kind: str
    parts: Mapping[str, str] = field(default_factory=dict)
    argument: str = ""
    members: tuple["Expression", ...] = ()
    """Of an interval, its two ends; of a time of day with its day, the clock and the day."""


Join = Callable[[Doc, Expression, Expression], Expression | None]


def find_expressions(doc: Doc, spans: Iterable[Span]) -> list[Expression]:
    """The expressions of time that stand within the spans, in order, none overlapping."""
    patterns = load_patterns()  # first, for they teach the vocabulary their words
    codes, places = _encoded(doc, spans)
    found = [one for one in _longest(_candidates(doc, patterns, codes, places)) if one.kind != "none"]
    found = [_with_edges(doc, one) for one in found]
    found = _joined(doc, found, _weekday_and_date)
    found = _joined(doc, found, _day_and_clock)
    return _joined(doc, found, _interval)


def _encoded(doc: Doc, spans: Iterable[Span]) -> tuple[str, list[int]]:
    """The spans' words as characters, a break after each span; and for each character the word."""
    vocabulary, codes, places = load_vocabulary(), [], []
    for span in spans:
        words = [word for word in range(*doc.range_of(span)) if doc.words[word] not in _TRANSPARENT]
        codes += vocabulary.encode([doc.words[word] for word in words])
        codes.append(_BREAK)
        places += [*words, len(doc)]
    return "".join(codes), places


def _candidates(doc: Doc, patterns: Iterable[Pattern], codes: str, places: list[int]) -> Iterable[Expression]:
    for pattern in patterns:
        for match in pattern.regex.finditer(codes):
            start, end = match.span("time") if "time" in pattern.regex.groupindex else match.span()
            words = WordRange(places[start], places[end - 1] + 1)
            parts = {
                name: " ".join(doc.words[places[match.start(name)] : places[match.end(name) - 1] + 1]).lower()
                for name in pattern.regex.groupindex
                if name != "time" and match[name]
            }
            one = Expression(words, pattern.kind, parts, pattern.argument)
            if is_time(doc, words, one.kind, parts):
                yield one


def _longest(candidates: Iterable[Expression]) -> list[Expression]:
    """Of candidates that overlap the longest, of equally long ones what is no time, then the first."""
    taken: set[int] = set()
    kept = []
    for one in sorted(candidates, key=lambda one: (one.words.start - one.words.end, one.kind != "none")):
        if taken.isdisjoint(range(*one.words)):
            taken.update(range(*one.words))
            kept.append(one)
    return sorted(kept, key=lambda one: one.words)


# ---------------------------------------------------------------- words that belong to a time found
def _with_edges(doc: Doc, one: Expression) -> Expression:
    """With "early", "nearly", "the morning of" before it, or "night" after it."""
    start, end = one.words
    words = [word.lower() for word in doc.words[max(0, start - 4) : end + 1]]
    before, after = words[: start - max(0, start - 4)], words[len(words) - 1] if end < len(doc) else ""
    if one.kind in _DURATIONS:
        start -= _about(before)
    elif one.kind in _EDGED and before:
        start -= _edge(before)
    if one.kind in _DAYS and after in load_vocabulary().values["DAYPART"] and one.parts.get("unit") is None:
        end += 1
    return replace(one, words=WordRange(start, end))


def _about(before: list[str]) -> int:
    if tuple(before[-2:]) in _ABOUT_PHRASES:
        return 2
    return int(bool(before) and before[-1] in _ABOUT)


def _edge(before: list[str]) -> int:
    if before[-1] in _EDGES:
        return 1
    if before[-2:] == ["mid", "-"]:
        return 2
    dayparts = load_vocabulary().values["DAYPART"]
    if len(before) > 2 and before[-3] == "the" and before[-2] in dayparts and before[-1] == "of":
        return 3
    return 4 if before == ["the", "early", "hours", "of"] else 0


# ---------------------------------------------------------------- times of two parts
def _joined(doc: Doc, found: list[Expression], join: Join) -> list[Expression]:
    """The expressions, each two neighbours that `join` takes for one made one."""
    kept: list[Expression] = []
    for one in found:
        both = join(doc, kept[-1], one) if kept else None
        if both is not None:
            kept[-1] = both
        else:
            kept.append(one)
    return kept


def _between(doc: Doc, first: Expression, second: Expression, most: int = 2) -> list[str] | None:
    """The words between two expressions of one sentence and line, if there are no more than `most`."""
    start, end = first.words.end, second.words.start
    if not 0 <= end - start <= most or "\n" in doc.report[doc.spans[start - 1][1], doc.spans[end][0]]:
        return None
    return [word.lower() for word in doc.words[start:end]]


def _weekday_and_date(doc: Doc, first: Expression, second: Expression) -> Expression | None:
    """ "Friday, July 21, 2017": the date tells the day."""
    if first.kind != "weekday" or "which" in first.parts or second.kind not in ("date", "numeric"):
        return None
    between = _between(doc, first, second)
    if between is None or between not in ([], [","], ["the"], [",", "the"]):
        return None
    return replace(second, words=WordRange(first.words.start, second.words.end))


def _day_and_clock(doc: Doc, first: Expression, second: Expression) -> Expression | None:
    """ "Tuesday at 9 a.m.", "9 a.m. on Tuesday"."""
    clock, day = (first, second) if first.kind == "clock" else (second, first)
    if clock.kind != "clock" or day.kind not in _DAYS:
        return None
    between = _between(doc, first, second)
    if between is None or between not in ([], ["on"], ["at"], [","], [",", "at"], [",", "on"], ["around"]):
        return None
    return Expression(WordRange(first.words.start, second.words.end), "clocked", members=(clock, day))


def _interval(doc: Doc, first: Expression, second: Expression) -> Expression | None:
    """ "from Monday to Wednesday", "between 2003 and 2011", "2003–2011"."""
    between = _between(doc, first, second, 1)
    if not between or not _are_ends(first, second):
        return None
    lead = doc.words[first.words.start - 1].lower() if first.words.start else ""
    linked = (between[0] in _LINKS and (lead == "from" or between[0] != "until")) or (
        between[0] == "and" and lead == "between"
    )
    if not linked:
        return None
    return Expression(WordRange(first.words.start, second.words.end), "interval", members=(first, second))


def _are_ends(first: Expression, second: Expression) -> bool:
    ends = ("year", "month", "date", "numeric", "weekday", "shift_day", "decade", "season", "feast")
    return first.kind in ends and second.kind in ends and (first.kind == second.kind or "year" in second.parts)
