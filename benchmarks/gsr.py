"""Countries of the actors of PLOVER's sentences, each read as a report without a date.

The gold has the words and the code of an actor. A code that is no country's (IGO, NGO, and UNO or EUR for them) asks
for none. Of an actor of ours there must be a mention with the same head; where there is none it counts as not found.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from benchmarks.measures import Value, of_reports
from benchmarks.sources import data_folder, needed, scorer
from onrecord.actors.tables import load_actors
from onrecord.pipeline import Reader
from onrecord.record import Actor, Record
from onrecord.report import Span


@dataclass(frozen=True, slots=True)
class CountryOf:
    """An actor of the gold and the actor of ours that is found for it."""

    report: str
    words: str
    country: str
    """ISO 3166-1 alpha-3, or "" where none applies."""
    actor: Actor | None


def of_those_found(asked: Iterable[CountryOf]) -> Value:
    """The share of the actors found whose country is right; drawn anew by report."""
    counts: dict[str, tuple[int, int, int]] = {}
    listed = list(asked)
    for one in listed:
        if one.actor is not None:
            right, found, _ = counts.get(one.report, (0, 0, 0))
            counts[one.report] = (right + (one.actor.country == one.country), found + 1, found + 1)
    value = of_reports(list(counts.values()) or [(0, 0, 0)])
    right, found = (sum(count[place] for count in counts.values()) for place in (0, 1))
    return Value(value.value, value.interval, note=f"{right} of {found} found; {len(listed)} asked")


def sentences(reader: Reader) -> Iterator[CountryOf]:
    """The actors and recipients of PLOVER's development sentences, with the actor of ours at those words."""
    path = data_folder() / "events" / "plover_gsr_dev.jsonl"
    needed(path)
    module, countries = scorer("score_gsr"), load_actors().countries
    with path.open(encoding="utf-8") as lines:
        for gold in map(json.loads, lines):
            record = reader.read(gold["text"], id=gold["id"])
            for words, code in sorted(coded(gold, module)):
                found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", gold["text"])
                actor = found_at(record, found.span(), head(gold["text"], found.span())) if found else None
                yield CountryOf(gold["id"], words, code if code in countries else "", actor)


def coded(gold: dict[str, Any], module: ModuleType) -> set[tuple[str, str]]:
    """The words and the country's code of each actor and recipient."""
    return {
        (words, module.split_code(code)[0])
        for event in gold["events"]
        for side in ("actor", "recipient")
        for words, code in zip(
            module.as_list(event[f"{side}_text"]), module.as_list(event[f"{side}_code"]), strict=False
        )
        if code
    }


# ---------------------------------------------------------------- mentions by their heads
_AFTER_HEAD = re.compile(
    r"[,;(]|\s(?:of|in|from|at|on|for|with|to|by|near|outside|across|against|under|between|who|whom|which|that|whose"
    r"|still|present|known|bereaved|running|working|living)\s"
)
_QUANTITY = re.compile(
    r"(?:(?:an?|the|at least|more than|about)\s+)*"
    r"(?:number|variety|total|thousands|hundreds|dozens|scores|tens|millions|many|some|most|all|none|any)\s+of\s+",
    re.IGNORECASE,
)


def head(text: str, span: Span, name: str = "") -> int:
    """Where the head of a noun phrase ends: the last word of its name, or else before what modifies it from behind.

    "the Secretary of my Department": at Secretary; "Finance Minister, Alexei Kudrin" with his name: at Kudrin; "a
    number of survivors": at survivors. Possessive endings are no part of it.
    """
    words = text[span[0] : span[1]]
    known = set(re.findall(r"\w+", name))
    named = [one.end() for one in re.finditer(r"\w+", words) if one[0] in known]
    if named:
        return span[0] + named[-1]
    quantity = _QUANTITY.match(words)
    begins = quantity.end() if quantity else 0
    after = _AFTER_HEAD.search(words, begins + 1)
    phrase = re.sub(r"(?:['’]s?|\W)+$", "", words[begins : after.start() if after else None])
    return span[0] + begins + len(phrase) if phrase else span[1]


def found_at(record: Record, span: Span, at: int) -> Actor | None:
    """The actor with a mention of the same head as the span's: each one's lies in the other. Of several, the nearest
    in size."""
    text, found = record.report.text, []
    for actor in record.actors:
        for mention in actor.mentions:
            start, end = mention.span
            ours = head(text, mention.span, actor.name if mention.kind == "name" and actor.kind == "person" else "")
            if start < at <= end and span[0] < ours <= span[1]:
                found.append((abs(start - span[0]) + abs(end - span[1]), actor))
    return min(found, key=lambda one: one[0])[1] if found else None


def errors(asked: Iterable[CountryOf]) -> Iterator[str]:
    """A line for each whose country is wrong, and for each that isn't found."""
    for one in asked:
        where = f"{one.report} {one.words!r} {one.country or '-'}"
        if one.actor is None:
            yield f"{where}: not found"
        elif one.actor.country != one.country:
            why = one.actor.reasons.get("country") or one.actor.reasons.get("name", "")
            yield f"{where}: ours {one.actor.country or '-'} of {one.actor.id} {one.actor.name!r} ({why})"
