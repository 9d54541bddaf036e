"""Resolving an expression of time: its words, the report's day and the tense give a period, or the reason why not."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.times.calendar import SEASONS, Period, days, easter, months, shift_months, shift_years, week_of, years
from onrecord.times.direction import Direction
from onrecord.times.find import Expression
from onrecord.times.vocabulary import load_vocabulary, number_of

__all__ = ["RULES", "Context", "Reading", "Unresolved", "resolve"]


class Unresolved(Exception):  # noqa: N818 - no error: many times can't be resolved, and the record says why
    """A time whose value the report does not tell; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The value of a time in ISO 8601, why, and how sure it is; `period` is None for durations and hours."""

    value: str
    reason: str
    confidence: float
    period: Period | None = None


@dataclass(slots=True)
class Context:
    """What a time is resolved by. `nearby` gives the last time told shortly before it, or None."""

    today: date | None
    direction: Callable[[], Direction]
    nearby: Period | None = None
    year_told: int | None = None
    """The year that the paragraph told before."""
    day_first: bool | None = None
    """Whether the report's dates in digits put the day first; None if they don't say."""
    until: Period | None = None
    """Of the first end of an interval, the other end."""
    deadline: bool = False
    """Whether "by" or "until" stands before it."""

    @property
    def anchor(self) -> date:
        """The report's day; raises Unresolved if it is not known."""
        if self.today is None:
            raise Unresolved("the report has no date")
        return self.today


SURE, CLEAR, LIKELY, GUESS = 0.98, 0.93, 0.8, 0.6
"""How sure a kind of reading is: set by hand after reading news, not calibrated."""


_FAR = 6
"""How many times nearer a day must be to be taken against a tense that is not certain."""


_FEW_DAYS = 4
"""A weekday further ahead is taken for the last one, against a tense that is not certain."""


def resolve(one: Expression, context: Context) -> Reading:
    """The reading of an expression. Raises Unresolved."""
    try:
        return RULES[one.kind](one, context)
    except (ValueError, OverflowError):
        raise Unresolved("no such date in the calendar") from None


def _reading(period: Period, reason: str, confidence: float) -> Reading:
    return Reading(str(period), reason, confidence, period)


def _period_of(reading: Reading) -> Period:
    if reading.period is None:
        raise Unresolved("tells no day")
    return reading.period


def _value(name: str, word: str) -> str:
    return load_vocabulary().values[name][word.lower().replace("’", "'")]


def _month_of(one: Expression) -> int:
    word = one.parts["month"].removeprefix("mid-")
    return int(word) if word.isdecimal() else int(_value("MONTH", word))


# ---------------------------------------------------------------- years that are not told
def _by_direction(make: Callable[[int], Period], context: Context) -> Reading:
    """A period that comes once a year: the last or the next, by tense."""
    if context.until is not None:
        period = make(context.until.last.year)
        if period.first > context.until.first:
            period = make(context.until.last.year - 1)
        return _reading(period, "the year of the interval's end", CLEAR)
    direction = context.direction()
    year = context.year_told
    if year is not None and (context.today is None or year < context.today.year) and direction.way != "future":
        return _reading(make(year), f"of the year told before, {year}", LIKELY)
    today = context.anchor
    near = list(_made(make, today.year))
    past = max((one for one in near if one.first <= today), key=lambda one: one.first)
    future = min((one for one in near if one.last >= today), key=lambda one: one.first)
    nearest, other = sorted((past, future), key=lambda one: abs((one.first - today).days))
    if direction.way == "unknown":
        return _reading(nearest, "the nearest, no tense tells", GUESS)
    chosen = past if direction.way == "past" else future
    if not direction.sure and abs((other.first - today).days) > _FAR * abs((nearest.first - today).days):
        return _reading(nearest, "by far the nearest, the tense is not certain", GUESS)
    return _reading(chosen, direction.why, CLEAR if direction.sure else LIKELY)


def _made(make: Callable[[int], Period], year: int) -> Iterator[Period]:
    """The period of the years around; 29 February is not in each of them."""
    for shift in range(-8, 9):
        with suppress(ValueError):
            yield make(year + shift)


def _date(one: Expression, context: Context) -> Reading:
    month, day = _month_of(one), int(number_of(one.parts["day"]))
    if "year" in one.parts:
        return _reading(days(date(int(one.parts["year"]), month, day)), "as written", SURE)
    if "which" in one.parts:
        year = context.anchor.year + int(_value("WHICH", one.parts["which"]))
        return _reading(days(date(year, month, day)), "the year by the report's", SURE)
    date(2000, month, day)
    return _by_direction(lambda year: days(date(year, month, day)), context)


def _numeric(one: Expression, context: Context) -> Reading:
    first, second, year = map(int, one.parts["date"].replace(".", "/").split("/"))
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    if first > 12 or second > 12 or first == second:
        day, month = (first, second) if second <= 12 else (second, first)
        return _reading(days(date(year, month, day)), "as written", SURE)
    if context.day_first is None:
        raise Unresolved("day and month can't be told apart")
    day, month = (first, second) if context.day_first else (second, first)
    return _reading(days(date(year, month, day)), "day and month as in the report's other dates", LIKELY)


def _days(one: Expression, context: Context) -> Reading:
    month, first, last = _month_of(one), int(number_of(one.parts["day"])), int(number_of(one.parts["last"]))
    if last <= first:
        raise Unresolved("the days don't follow each other")
    if "year" in one.parts:
        year = int(one.parts["year"])
        return _reading(days(date(year, month, first), date(year, month, last)), "as written", SURE)
    return _by_direction(lambda year: days(date(year, month, first), date(year, month, last)), context)


def _week_of(one: Expression, context: Context) -> Reading:
    told = _date(one, context)
    return _reading(week_of(_period_of(told).first), told.reason, told.confidence)


def _day_of_month(one: Expression, context: Context) -> Reading:
    day = int(number_of(one.parts["day"]))
    if context.nearby is not None and context.nearby.unit in ("day", "month"):
        return _reading(days(context.nearby.first.replace(day=day)), "of the month told before", LIKELY)
    today, way = context.anchor, context.direction()
    near = [shift_months(today.replace(day=1), shift).replace(day=day) for shift in (-1, 0, 1)]
    if way.way == "future":
        return _reading(days(min(one for one in near if one >= today)), way.why, GUESS)
    return _reading(days(max(one for one in near if one <= today)), way.why, GUESS)


def _month(one: Expression, context: Context) -> Reading:
    month = _month_of(one)
    if "year" in one.parts:
        return _reading(months(int(one.parts["year"]), month), "as written", SURE)
    if "which" in one.parts:
        shift = int(_value("WHICH", one.parts["which"]))
        if shift == 0:
            return _reading(months(context.anchor.year, month), "of the report's year", CLEAR)
        return _reading(
            _month_which(context.anchor, month, shift, own_year="span" in one.parts), "by the report's month", CLEAR
        )
    return _by_direction(lambda year: months(year, month), context)


def _month_which(today: date, month: int, shift: int, *, own_year: bool) -> Period:
    """ "Last June" is the last that is over, "June last year" (which tells its year) of last year."""
    if own_year:
        return months(today.year + shift, month)
    if shift < 0:
        return months(today.year - (month >= today.month), month)
    return months(today.year + (month <= today.month), month)


# ---------------------------------------------------------------- days and weeks by the report's
def _weekday(one: Expression, context: Context) -> Reading:
    weekday = int(_value("WEEKDAY", one.parts["weekday"]))
    if context.until is not None:
        end = context.until.last
        return _reading(days(end - timedelta((end.weekday() - weekday) % 7)), "before the interval's end", CLEAR)
    today = context.anchor
    back, ahead = (today.weekday() - weekday) % 7, (weekday - today.weekday()) % 7
    which = one.parts.get("which")
    if which is not None and "span" in one.parts:
        monday = week_of(today).first + timedelta(7 * int(_value("WHICH", which)))
        return _reading(days(monday + timedelta(weekday)), f"of {which} week", CLEAR)
    if one.argument == "first":
        return _reading(days(today + timedelta(ahead or 7)), "the first after the report", CLEAR)
    if which == "last" or one.argument == "last":
        return _reading(days(today - timedelta(back or 7)), "the last before the report", LIKELY)
    if which == "next":
        following = week_of(today).first + timedelta(7 + weekday)
        return _reading(days(following), "in the week after the report's", LIKELY)
    if which == "this":
        return _reading(days(week_of(today).first + timedelta(weekday)), "in the report's week", CLEAR)
    direction = context.direction()
    if direction.way == "future" and (direction.sure or ahead <= _FEW_DAYS):
        return _reading(days(today + timedelta(ahead)), direction.why, CLEAR if direction.sure else GUESS)
    if direction.way == "future":
        return _reading(days(today - timedelta(back)), "by far the nearest, the tense is not certain", GUESS)
    confidence = CLEAR if direction.way == "past" and direction.sure else LIKELY
    return _reading(days(today - timedelta(back)), direction.why, confidence)


def _shift_day(one: Expression, context: Context) -> Reading:
    return _reading(days(context.anchor + timedelta(int(one.argument))), "by the report's day", SURE)


def _overnight(one: Expression, context: Context) -> Reading:
    today = context.anchor
    return _reading(days(today - timedelta(1), today), "the night before the report", GUESS)


def _weekend(one: Expression, context: Context) -> Reading:
    direction = context.direction()
    saturday = week_of(context.anchor).first + timedelta(5)
    if direction.way != "future" and saturday > context.anchor:
        saturday -= timedelta(7)
    return _reading(days(saturday, saturday + timedelta(1)), direction.why, CLEAR if direction.sure else LIKELY)


def _shift_period(one: Expression, context: Context) -> Reading:
    unit = _value("PERIOD", one.parts["period"])
    shift = int(one.argument or _value("WHICH", one.parts["which"]))
    if unit in SEASONS:
        return _season_by(context, unit, shift)
    if unit == "weekend" and shift == 0:
        return _weekend(one, context)
    period = _period(context.anchor, unit, shift)
    return _reading(period, f"by the report's {unit if unit != 'weekend' else 'week'}", SURE if shift else CLEAR)


def _period(today: date, unit: str, shift: int) -> Period:
    """The period of that unit that holds the day, or one before or after it."""
    if unit == "week":
        return week_of(today + timedelta(7 * shift))
    if unit == "weekend":
        saturday = week_of(today).first + timedelta(5 + 7 * shift)
        if shift < 0 and today.weekday() > 5:
            saturday = week_of(today).first - timedelta(2)
        return days(saturday, saturday + timedelta(1))
    if unit == "month":
        there = shift_months(today.replace(day=1), shift)
        return months(there.year, there.month)
    if unit == "quarter":
        there = shift_months(today.replace(day=1), 3 * shift)
        return months(there.year, there.month - (there.month - 1) % 3, 3)
    size = {"year": 1, "decade": 10, "century": 100}[unit]
    first = today.year - today.year % size + shift * size
    return years(first, first + size - 1)


# ---------------------------------------------------------------- seasons and parts of years
def _season_by(context: Context, season: str, shift: int) -> Reading:
    """The season of "last", "this" or "next" before it: the last year's that is over, this year's, the next to come."""
    today = context.anchor
    near = [months(today.year + year, SEASONS[season], 3) for year in (-2, -1, 0, 1, 2)]
    if shift < 0:
        over = (one for one in near if one.last < today and one.first.year < today.year)
        period = max(over, key=lambda one: one.first)
    elif shift > 0:
        period = min((one for one in near if one.first > today), key=lambda one: one.first)
    else:
        period = near[2]
    return _reading(period, "by the report's day, as north of the equator", LIKELY)


def _year_of(one: Expression, context: Context) -> int:
    if "year" in one.parts:
        return int(one.parts["year"])
    which = one.parts["which"]
    return context.anchor.year + (0 if which == "the" else int(_value("WHICH", which)))


def _season(one: Expression, context: Context) -> Reading:
    season = _value("SEASON", one.parts["season"])
    return _reading(months(_year_of(one, context), SEASONS[season], 3), "as north of the equator", LIKELY)


def _part_of_year(one: Expression, context: Context) -> Reading:
    size = 3 if one.argument == "quarter" else 6
    number = int(number_of(one.parts["n"].removeprefix("q")))
    if not 1 <= number <= 12 // size:
        raise Unresolved(f"a year has no such {one.argument}")
    return _reading(months(_year_of(one, context), 1 + size * (number - 1), size), "as written", CLEAR)


def _first_months(one: Expression, context: Context) -> Reading:
    count = int(number_of(one.parts["n"]))
    if count > 12:
        raise Unresolved("a year has no such months")
    return _reading(months(_year_of(one, context), 1, count), "as written", CLEAR)


def _edge_of_period(one: Expression, context: Context) -> Reading:
    """The end of a period is its last day where it is a deadline; else the period, for no more is told."""
    if "month" in one.parts:
        told = _month(one, context)
    elif "year" in one.parts:
        told = _year(one, context)
    else:
        shift = int(_value("WHICH", one.parts.get("which", "this")))
        unit = load_vocabulary().values["PERIOD"][one.parts["period"]]
        if unit in SEASONS:
            told = _season_by(context, unit, shift)
        else:
            told = _reading(_period(context.anchor, unit, shift), f"by the report's {unit}", CLEAR)
    if context.deadline and one.parts["edge"] in ("end", "close"):
        return _reading(days(_period_of(told).last), f"{told.reason}; a deadline's last day", told.confidence)
    return told


# ---------------------------------------------------------------- years and more
def _year(one: Expression, context: Context) -> Reading:
    return _reading(years(int(one.parts["year"])), "as written", SURE)


def _years(one: Expression, context: Context) -> Reading:
    told = one.parts["split"].split("/") if "split" in one.parts else (one.parts["year"], one.parts["last"])
    first, last = int(told[0]), int(told[1])
    ends = first - first % 100 + last
    return _reading(years(first, ends if ends >= first else ends + 100), "as written", CLEAR)


def _fiscal(one: Expression, context: Context) -> Reading:
    year = int(one.parts["year"].lstrip("fy'’"))
    return _reading(years(year if year > 99 else 2000 + year), "the fiscal year, whose days are not told", LIKELY)


def _decade(one: Expression, context: Context) -> Reading:
    word = one.parts["decade"]
    short = _value("DECADEWORD", word) if word.isalpha() else word.strip("s'’")
    decade = int(short)
    if decade < 100:
        decade += 1900 if decade >= 20 else 2000
    if decade % 100 == 0 and decade < 2000:
        return _reading(years(decade, decade + 99), "as written", LIKELY)
    return _reading(years(decade, decade + 9), "as written", SURE)


def _century(one: Expression, context: Context) -> Reading:
    first = 100 * (int(number_of(one.parts["n"])) - 1)
    return _reading(years(max(1, first), first + 99), "as written", SURE)


# ---------------------------------------------------------------- by a distance
_LETTERS = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M", "year": "Y"}
_MANY = {"fortnight": ("week", 2), "decade": ("year", 10), "century": ("year", 100)}


def _amount(one: Expression) -> tuple[float, str]:
    """How many of which unit."""
    named = load_vocabulary().values
    word = one.parts["unit"]
    unit = named["UNIT"].get(word) or named["LASTS"][word]
    if "n" not in one.parts and "half" in one.parts and one.parts["half"] == "half":
        number = 0.5
    else:
        number = number_of(one.parts.get("n", "a")) + (0.5 if "half" in one.parts else 0)
    return _in_plain_units(number, unit)


def _in_plain_units(number: float, unit: str) -> tuple[float, str]:
    """In a unit that ISO 8601 has a letter for: a fortnight in weeks, a century in years."""
    plain, times = _MANY.get(unit, (unit, 1))
    return number * times, plain


def _duration(one: Expression, context: Context) -> Reading:
    number, unit = _amount(one)
    value = _written(number, unit)
    if "m" in one.parts:
        value += _written(*_in_plain_units(number_of(one.parts["m"]), _value("UNIT", one.parts["small"])))[1:]
    return Reading(value, "a duration", CLEAR)


def _written(number: float, unit: str) -> str:
    letters = _LETTERS[unit]
    if number % 1 == 0.5 and unit in ("year", "day", "hour"):
        whole, smaller = int(number), {"year": "6M", "day": "T12H", "hour": "30M"}[unit]
        time = "T" if unit == "hour" else ""
        return f"P{time}{f'{whole}{letters[-1]}' if whole else ''}{smaller}"
    shown = f"{number:g}" if number % 1 else f"{int(number)}"
    return f"P{letters[:-1]}{shown}{letters[-1]}"


def _rolling(one: Expression, context: Context) -> Reading:
    return Reading(_duration(one, context).value, "a duration that begins or ends with the report", CLEAR)


def _shifted(day: date, number: float, unit: str) -> Period:
    """What lies that far from the day, as exact as the distance is told."""
    if unit in ("second", "minute", "hour"):
        hours = number * {"second": 1 / 3600, "minute": 1 / 60, "hour": 1}[unit]
        return days(day + timedelta(int(hours / 24)))
    if unit == "day":
        return days(day + timedelta(int(number)))
    if unit == "week":
        there = day + timedelta(int(7 * number))
        return days(there) if abs(number) <= 4 else week_of(there)
    if unit == "month" or number % 1:
        count = int(number * (12 if unit == "year" else 1))
        there = shift_months(day, count)
        return days(there) if abs(count) == 1 else months(there.year, there.month)
    return years(day.year + int(number))


def _ago(one: Expression, context: Context) -> Reading:
    number, unit = _amount(one)
    if "exact" in one.parts:
        return _reading(days(shift_years(context.anchor, -int(number))), "counted back from the report", CLEAR)
    return _reading(_shifted(context.anchor, -number, unit), "counted back from the report", LIKELY)


def _from_now(one: Expression, context: Context) -> Reading:
    number, unit = _amount(one)
    return _reading(_shifted(context.anchor, number, unit), "counted on from the report", LIKELY)


# ---------------------------------------------------------------- by a time told before
def _later(one: Expression, context: Context) -> Reading:
    number, unit = _amount(one)
    back = one.parts["way"] in ("earlier", "before", "previous")
    base = _near(context, unit, one.parts["way"])
    period = _shifted(base[0], -number if back else number, unit)
    if unit in ("week", "month") and one.parts["way"] in ("following", "next", "previous", "before", "after"):
        period = _period(base[0], unit, -1 if back else 1)
    return _reading(period, base[1], base[2])


def _near(context: Context, unit: str, way: str) -> tuple[date, str, float]:
    """The day that a later or earlier time counts from: told just before, or the report's own for "a day earlier"."""
    near = context.nearby
    exact = ("day", "week", "month", "year") if unit == "year" else ("day",)
    if near is not None and near.unit in exact and str(near).count("/") == 0:
        return near.first, f"counted from {near}, told before", LIKELY
    if near is None and way == "earlier" and unit in ("day", "year"):
        return context.anchor, "counted from the report, no other day is told", GUESS
    raise Unresolved("counts from a time that is not certain")


def _same(one: Expression, context: Context) -> Reading:
    near, unit = context.nearby, one.parts["unit"]
    if near is None:
        raise Unresolved("refers to a time that is not certain")
    if unit in ("day", "night", "morning", "afternoon", "evening"):
        if near.unit != "day" or near.first != near.last:
            raise Unresolved("refers to a day that is not certain")
        return _reading(near, f"refers to {near}, told before", LIKELY)
    if near.unit == "year" and unit != "year":
        raise Unresolved(f"refers to a {unit} that is not certain")
    return _reading(_period(near.first, unit, 0), f"refers to {near}, told before", LIKELY)


# ---------------------------------------------------------------- hours, feasts, intervals
def _clock(one: Expression, context: Context) -> Reading:
    time = _hour(one)
    near = context.nearby
    if near is not None and near.unit == "day" and near.first == near.last:
        return Reading(f"{near}{time}", f"on {near}, told before", GUESS, near)
    return Reading(time, "an hour of a day that is not certain", LIKELY)


def _hour(one: Expression) -> str:
    time = one.parts["hour"]
    if time.isalpha():
        hour, _, minute = _value("NAMEDHOUR", time).partition(":")
    elif time.isdecimal() and len(time) > 2:
        hour, minute = time[:-2], time[-2:]
    else:
        hour, _, minute = time.replace(".", ":").partition(":")
    number = int(hour)
    if "meridiem" in one.parts:
        number = number % 12 + int(_value("MERIDIEM", one.parts["meridiem"]))
    zone = "Z" if one.parts.get("zone") in ("gmt", "utc") else ""
    return f"T{number:02}:{minute or '00'}{zone}"


def _clocked(one: Expression, context: Context) -> Reading:
    clock, day = one.members
    try:
        told = resolve(day, context)
    except Unresolved as reason:
        return Reading(_hour(clock), f"an hour of a day that is not certain: {reason}", GUESS)
    period = _period_of(told)
    if period.unit != "day" or period.first != period.last:
        raise Unresolved("an hour of a day that is not certain")
    return Reading(f"{period}{_hour(clock)}", told.reason, told.confidence, period)


def _feast(one: Expression, context: Context) -> Reading:
    name, sign, shift = one.argument.partition("easter")
    if sign:
        return _by_direction(lambda year: days(easter(year) + timedelta(int(shift))), context)
    month, day = map(int, name.split("-"))
    return _by_direction(lambda year: days(date(year, month, day)), context)


def _fixed(one: Expression, context: Context) -> Reading:
    return _reading(days(date.fromisoformat(one.argument)), "known by its date", SURE)


def _interval(one: Expression, context: Context) -> Reading:
    first, last = one.members
    end = resolve(last, context)
    context.until = _period_of(end)
    begin = resolve(first, context)
    if _period_of(begin).first > _period_of(end).last:
        raise Unresolved("its end lies before its beginning")
    whole = _period_of(begin).until(_period_of(end))
    return _reading(whole, end.reason, min(begin.confidence, end.confidence))


RULES: dict[str, Callable[[Expression, Context], Reading]] = {
    "date": _date,
    "numeric": _numeric,
    "days": _days,
    "week_of": _week_of,
    "day_of_month": _day_of_month,
    "month": _month,
    "weekday": _weekday,
    "shift_day": _shift_day,
    "overnight": _overnight,
    "shift_period": _shift_period,
    "weekend": _weekend,
    "rolling": _rolling,
    "year": _year,
    "years": _years,
    "fiscal": _fiscal,
    "decade": _decade,
    "century": _century,
    "part_of_year": _part_of_year,
    "first_months": _first_months,
    "season": _season,
    "edge_of_period": _edge_of_period,
    "ago": _ago,
    "from_now": _from_now,
    "later": _later,
    "same": _same,
    "duration": _duration,
    "clock": _clock,
    "clocked": _clocked,
    "feast": _feast,
    "fixed": _fixed,
    "interval": _interval,
}
