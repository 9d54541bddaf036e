"""The times of a record as HTML: a line that runs down through them in their order, and what has no place on it."""

from collections.abc import Iterator

from onrecord.record import Time
from onrecord.views.listed import Leads, sureness
from onrecord.views.markup import element_text, isolated
from onrecord.views.named import Named
from onrecord.views.timeline import Moment, Rail, Timeline, time_in_words
from onrecord.views.wording import phrase

__all__ = ["time_list"]

MOST_WORDS = 12
PUBLISHED = '<span class="sum">published</span>'


def time_list(times: Timeline, leads: Leads) -> str:
    """The two lists: what has its place in time, and what has none."""
    width = max((at for _, rail in times.lines for at, lane in enumerate(rail.lanes, 1) if lane), default=0)
    lines = "\n".join(_line(moment, rail, width, leads) for moment, rail in times.lines)
    others = "\n".join(_other(moment, leads) for moment in times.others)
    shown = f'<ol class="timeline" role="list">\n{lines}\n</ol>' if lines else ""
    return shown + (
        f'\n<h3>Durations and unresolved times</h3>\n<ul class="loose" role="list">\n{others}\n</ul>' if others else ""
    )


def _line(moment: Moment | None, rail: Rail, width: int, leads: Leads) -> str:
    """One time, the day of publication alone, or the gap between two times."""
    if moment is None:
        return f'<li class="gap">{_rail("", rail, width)}<p>{rail.gap}</p></li>'
    drawn = _rail("dot" if _is_point(moment) or not any(rail.lanes) else "", rail, width)
    date = element_text(time_in_words(moment))
    if not moment.words:
        return f'<li class="time now">{drawn}<p class="date"><b>{date}</b> {PUBLISHED}</p></li>'
    one = moment.named
    published = f" {PUBLISHED}" if moment.published else ""
    return (
        f"{leads.opening(one, 'time now' if moment.published else 'time')}{drawn}<div>"
        f'<p class="date">{leads.title(one, date)}{published}</p>{"".join(_words(moment, one, leads))}</div></li>'
    )


def _is_point(moment: Moment) -> bool:
    return moment.period is not None and moment.period.first == moment.period.last


def _rail(axis: str, rail: Rail, width: int) -> str:
    """The axis and the bars beside it, each with what stands at this line."""
    lanes = "".join(f'<i class="lane {lane}"></i>' for lane in rail.lanes[:width])
    return f'<span class="rail" aria-hidden="true"><i class="axis {axis}"></i>{lanes}</span>'


def _other(moment: Moment, leads: Leads) -> str:
    one, told = moment.named, element_text(phrase(time_in_words(moment)))
    title = leads.title(one, told if moment.value else f'<strong class="unsure">{told}</strong>')
    return f'{leads.opening(one, "time")}<p class="date">{title}</p>{"".join(_words(moment, one, leads))}</li>'


def _words(moment: Moment, one: Named, leads: Leads) -> Iterator[str]:
    """The words for it, each with its reason."""
    for item, time in enumerate(moment.words[:MOST_WORDS], 1):
        yield f'<p class="words">{leads.words(one, item)} {_reason(time)}</p>'
    if len(moment.words) > MOST_WORDS:
        yield f'<p class="words">and {len(moment.words) - MOST_WORDS:,} more, marked in the text</p>'


def _reason(time: Time) -> str:
    sure = sureness(time.confidence) if time.value else ""
    facts = [isolated(phrase(time.reason)), sure]
    return f"<small>{' · '.join(fact for fact in facts if fact)}</small>"
