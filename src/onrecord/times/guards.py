"""What looks like a time and is none: counts, names, numbers of rooms and resolutions, distances by the hour."""

from bisect import bisect_left
from collections.abc import Mapping

from onrecord.doc import Doc, WordRange

__all__ = ["is_time"]

_BEFORE_MONTH = frozenset(
    """in since by until till from to of during between through before after for late early mid this last next
    a an the his her its their our 's ’s - – —""".split()
)
"""A month that is also a first name or a verb stands after one of these, if no day or year stands beside it."""
_AMBIGUOUS = frozenset("may march april june august jan jan.".split())
_MONTHS = frozenset("January February March April May June July August September October November December".split())
_COUNTED = frozenset(
    """people troops soldiers men women children families refugees migrants workers jobs dead fighters police homes
    houses civilians prisoners deaths cases members students teachers officers personnel dollars euros pounds rubles
    roubles yuan yen km kilometres kilometers miles metres meters feet tons tonnes litres liters barrels acres hectares
    percent % per voters votes protesters demonstrators residents villages companies firms businesses schools places
    beds units vehicles tanks missiles rockets words pages times points participants delegates athletes passengers
    victims survivors households hospitals doctors nurses patients farmers veterans sites kg mw years days hours months
    weeks minutes more other others""".split()
)
_NUMBERED = frozenset(
    """h.r. hr s. h.res. s.res. h.con.res. resolution no no. nos number route room flight page paragraph article
    section chapter act bill order channel highway unit building box pier gate version windows model £ $ € ¥ # about
    nearly almost approximately some roughly than least most over only exactly x × + % ext""".split()
)
_BEFORE_YEAR = frozenset(
    """in since by of from until till before after during between to through and early late mid the for circa c. back
    ( - – — this next last summer winter spring autumn fall""".split()
)
_WEEKLY = frozenset("prayers prayer school schools trade trading service services mass masses market markets".split())
_DASHES = ("-", "–", "—")
_NOT_NOW = frozenset("system world society generation age era climate standards economy youth".split())
_AFTER_ONE = frozenset("for in within only just than after about least most nearly almost another over of 's".split())


def is_time(doc: Doc, words: WordRange, kind: str, parts: Mapping[str, str]) -> bool:
    """Whether the words, which a pattern of the kind fits, tell a time where they stand."""
    check = _CHECKS.get(kind)
    return check(doc, words, parts) if check else True


def _before(doc: Doc, words: WordRange) -> str:
    return doc.words[words.start - 1].lower() if words.start else ""


def _after(doc: Doc, words: WordRange) -> str:
    return doc.words[words.end].lower() if words.end < len(doc) else ""


def _in_name(doc: Doc, words: WordRange, kinds: tuple[str, ...]) -> bool:
    """Whether the words are a part, and not all, of a name of these kinds; or all of a person's."""
    before = bisect_left(doc.names, (words.end,))
    if not before:
        return False
    name = doc.names[before - 1]
    inside = name.kind in kinds and name.start <= words.start and words.end <= name.end
    return inside and (name.kind == "person" or (name.start, name.end) != tuple(words))


def _month(doc: Doc, words: WordRange, parts: Mapping[str, str]) -> bool:
    if "year" in parts or "which" in parts:
        return True
    if _in_name(doc, words, ("person", "organisation")):
        return False
    word = doc.words[words.start]
    if word.lower() in _AMBIGUOUS:
        listed = any(word in _MONTHS for word in doc.words[max(0, words.start - 3) : words.start])
        return (listed or _before(doc, words) in _BEFORE_MONTH) and _tag(doc, words) not in ("VERB", "AUX")
    return True


def _date(doc: Doc, words: WordRange, parts: Mapping[str, str]) -> bool:
    """ "May 18 ..." is a date, "in June 18 people died" can't be told from one."""
    if "year" in parts or "which" in parts or not parts["day"].isdecimal():
        return True
    if parts["month"] in ("may", "march") and doc.words[words.start].lower() == parts["month"]:
        return _tag(doc, words) not in ("VERB", "AUX") and not _in_name(doc, words, ("person",))
    return _after(doc, words) not in _COUNTED


def _tag(doc: Doc, words: WordRange) -> str:
    return doc.upos[words.start] if doc.upos else "PROPN"


def _weekday(doc: Doc, words: WordRange, parts: Mapping[str, str]) -> bool:
    """Not in a name, nor of every week ("Friday prayers")."""
    return not _in_name(doc, words, ("person", "organisation")) and _after(doc, words) not in _WEEKLY


def _year(doc: Doc, words: WordRange, parts: Mapping[str, str]) -> bool:
    year, before, after = int(parts["year"]), _before(doc, words), _after(doc, words)
    if words.end - words.start > 1:
        return True
    if after in _DASHES and words.end + 1 < len(doc) and doc.words[words.end + 1][:2] in ("19", "20"):
        return 1900 <= year <= 2060
    if before in _NUMBERED or after in _COUNTED or (before.isdecimal() and before != "20"):
        return False
    if _touches(doc, words, ".,:/°%$€£") or _in_name(doc, words, ("person", "place")):
        return False
    if not 1900 <= year <= 2060:
        return before in ("in", "since", "until", "circa") and year >= 1000
    if doc.report.published and year > doc.report.published.year + 15 and before not in _BEFORE_YEAR:
        return False
    return before in _BEFORE_YEAR or not _counts(doc, words, year)


def _touches(doc: Doc, words: WordRange, marks: str) -> bool:
    """Whether a mark before a digit, or after it and before another, makes the word a part of a longer number."""
    text, (_, end) = doc.report.text, doc.span(words)
    return _follows(doc, words, marks) or (text[end : end + 1] in (*"/°%:",) and end < len(text))


def _follows(doc: Doc, words: WordRange, marks: str) -> bool:
    """Whether one of the marks stands close before the words."""
    start = doc.span(words)[0]
    return start > 0 and doc.report.text[start - 1] in marks


def _counts(doc: Doc, words: WordRange, year: int) -> bool:
    """Whether the word counts what follows: a round number before a plural, an address before a street."""
    if words.end >= len(doc) or not doc.feats:
        return False
    if "\n" in doc.report[doc.spans[words.end - 1][1], doc.spans[words.end][0]]:
        return False
    plural = "Number=Plur" in doc.feats[words.end] and doc.upos[words.end] in ("NOUN", "ADJ")
    return (plural and year % 100 == 0) or (doc.upos[words.end] == "PROPN" and doc.deprels[words.start] == "nummod")


def _years(doc: Doc, words: WordRange, parts: Mapping[str, str]) -> bool:
    if "split" in parts:
        first, _, last = parts["split"].partition("/")
        return (int(first) + 1) % 100 == int(last)
    return _two_years(doc, words, int(parts["year"]), parts["last"])


def _two_years(doc: Doc, words: WordRange, first: int, last: str) -> bool:
    if len(last) != 2 or not 1900 <= first <= 2060 or _before(doc, words) in _NUMBERED or _touches(doc, words, "-–/"):
        return False
    return first % 100 < int(last) and _after(doc, words) not in ("-", "–")


def _today(doc: Doc, words: WordRange, parts: Mapping[str, str]) -> bool:
    """Not the "today's" of "today's world", nor a "today" that means these days ("relations today are good")."""
    if doc.words[words.start].lower() != "today":
        return True
    if _after(doc, words) not in ("'s", "’s"):
        return not _is_of_these_days(doc, words.start)
    return not any(word.lower() in _NOT_NOW for word in doc.words[words.end + 1 : words.end + 3])


def _is_of_these_days(doc: Doc, word: int) -> bool:
    """Whether the word stands by what is said to be so, not by what happens: "relations today are good"."""
    if not doc.heads or doc.deprels[word].startswith("nsubj"):
        return False
    head = doc.heads[word]
    for state in (head, doc.heads[head]):
        for child in doc.children[state]:
            if doc.deprels[child] == "cop" and doc.upos[state] != "VERB":
                return "Tense=Pres" in doc.feats[child]
    return False


def _duration(doc: Doc, words: WordRange, parts: Mapping[str, str]) -> bool:
    after, before = _after(doc, words), _before(doc, words)
    if (
        before in ("$", "£", "€")
        or _follows(doc, words, "-–./")
        or after in ("old", "olds")
        or before in ("aged", "age")
    ):
        return False
    if parts.get("n") == "one" and words.end - words.start == 2:
        return before in _AFTER_ONE or after in ("after", "before") or "-" in doc.report[doc.span(words)]
    if parts.get("n", "").isdecimal() and len(parts["n"]) > 3:
        return False
    if after == "in" and words.end + 1 < len(doc) and doc.words[words.end + 1].lower() == "a":
        return False
    return not (after == "a" and words.end + 1 < len(doc) and doc.words[words.end + 1].lower() in _EACH)


_EACH = frozenset("day week month year".split())


def _same(doc: Doc, words: WordRange, parts: Mapping[str, str]) -> bool:
    """ "That year" tells a time; in "said that year after year" it does not."""
    return doc.words[words.start].lower() == "the" or not doc.upos or doc.upos[words.start] in ("DET", "PRON")


def _later(doc: Doc, words: WordRange, parts: Mapping[str, str]) -> bool:
    """ "The day before" tells a time, "the day before the vote" starts another."""
    if parts["way"] not in ("before", "after"):
        return True
    after = _after(doc, words)
    return not after or not after[0].isalnum()


def _day_of_month(doc: Doc, words: WordRange, parts: Mapping[str, str]) -> bool:
    if not doc.upos:
        return not _after(doc, words).isalpha()
    following = doc.upos[words.end] if words.end < len(doc) else ""
    return following not in ("NOUN", "PROPN", "ADJ", "NUM") and _after(doc, words) not in ("-", "of")


def _september_11(doc: Doc, words: WordRange, parts: Mapping[str, str]) -> bool:
    return not parts or (parts["month"].startswith("sep") and parts["day"] in ("11", "11th"))


def _overnight(doc: Doc, words: WordRange, parts: Mapping[str, str]) -> bool:
    return not doc.upos or doc.upos[words.start] == "ADV"


def _season(doc: Doc, words: WordRange, parts: Mapping[str, str]) -> bool:
    """ "This fall" may be of a government."""
    return parts.get("period") != "fall" or _after(doc, words) not in ("of", "in", "from")


def _clock(doc: Doc, words: WordRange, parts: Mapping[str, str]) -> bool:
    """A clock in another script, or a score ("won 3:30"), is none; a number before "am" must be an hour."""
    time = parts["hour"]
    if "," in time:
        return False
    if time[0].isdecimal() and ":" not in time and "." not in time:
        hour = int(time) if len(time) < 3 else int(time) // 100
        if "meridiem" not in parts:
            return len(time) in (3, 4) and hour < 25 and int(time) % 100 < 60
        return hour <= 12 and len(time) < 3
    return "." not in time or (len(time.partition(".")[2]) == 2 and float(time) < 13 and "meridiem" in parts)


def _clock_or_alone(doc: Doc, words: WordRange, parts: Mapping[str, str]) -> bool:
    time = parts["hour"]
    alone = ":" in time and "meridiem" not in parts and "zone" not in parts
    if alone and len(time.partition(":")[0]) == 1 and _before(doc, words) == "to":
        return False
    return _clock(doc, words, parts)


def _month_number(doc: Doc, words: WordRange, parts: Mapping[str, str]) -> bool:
    """Of 2024-06-18, the month."""
    if parts["month"].isdecimal():
        return int(parts["month"]) <= 12 and words.end - words.start == 5
    return _date(doc, words, parts)


_CHECKS = {
    "month": _month,
    "date": _month_number,
    "weekday": _weekday,
    "year": _year,
    "years": _years,
    "shift_day": _today,
    "duration": _duration,
    "same": _same,
    "later": _later,
    "day_of_month": _day_of_month,
    "fixed": _september_11,
    "overnight": _overnight,
    "shift_period": _season,
    "clock": _clock_or_alone,
}
