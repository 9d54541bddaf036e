"""Actors: mentions drawn from news and labelled by hand, PLOVER's sentences, the parties of the gold reports.

`actors.tsv` has 300 drawn mentions; its head says how they were drawn and what the labels mean. Rules and tables were
written while looking at them, so their figures flatter. `actors_fresh.tsv` has 150 of other reports, whose errors
nobody looks at one by one: the figures to expect (`actors.fresh.*`), and `--errors` leaves them out.

A mention is found where a mention of one of the record's actors has the same head: its own head lies in the labelled
words, and theirs in it. What is not found is wrong. `python -m benchmarks.actors --errors` tells what is wrong, and all
offices asserted.
"""

import argparse
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks import gsr
from benchmarks.gsr import CountryOf, found_at, head, of_those_found
from benchmarks.measures import Value, of_reports
from benchmarks.sources import NoData, data_folder, gold_folder, needed, scorer
from onrecord.codebooks.tables import read_rows
from onrecord.engine.encoder import MODEL
from onrecord.pipeline import Reader, load
from onrecord.record import Actor, Record
from onrecord.report import Span

SEED = 300
TURNS = (
    "wikinews", "kremlin", "whitehouse_statements", "au_pm_releases", "congress", "wikipedia_current_events",
    "wikinews", "whitehouse_transcripts",
    "wikinews", "kremlin", "whitehouse_statements", "au_pm_releases", "congress", "wikipedia_current_events",
    "wikinews", "au_pm_transcripts",
)  # fmt: skip
"""Whose turn it is to give a report: what reporters wrote twice as often as a kind of release, speech half as often."""
_COLUMNS = (
    "file", "id", "published", "start", "end", "words", "kind", "country", "sector", "name", "role", "form",
)  # fmt: skip
_LEAST_WORDS = 6
LOOKED_AT = "actors.tsv"
FRESH = "actors_fresh.tsv"
_NONE = "-"


@dataclass(frozen=True, slots=True)
class Label:
    """A drawn mention and all that may be said of it."""

    file: str
    report: str
    published: str
    span: Span
    words: str
    kinds: tuple[str, ...]
    countries: tuple[str, ...]
    """ISO 3166-1 alpha-3; "" where none is right."""
    sectors: tuple[str, ...]
    name: str
    roles: tuple[str, ...]
    """ "president of RUS": held on the report's day; empty where no office is."""
    form: str


@dataclass(frozen=True, slots=True)
class Given:
    """A labelled mention and the actor of ours that is found there."""

    label: Label
    actor: Actor | None


def measure(reader: Reader) -> dict[str, Value]:
    """The figures by key of `figures.tsv`."""
    looked_at = list(drawn(reader))
    wrong = ", ".join(_asserted(one) for one in looked_at if role_is_wrong(one))
    return {
        **of_drawn("actors", looked_at, wrong),
        **of_drawn("actors.fresh", list(drawn(reader, labels(FRESH)))),
        "actors.gsr": of_those_found(gsr.sentences(reader)),
        "actors.gold": of_those_found(gold_reports(reader)),
    }


def of_drawn(key: str, given: Sequence[Given], wrong_offices: str = "") -> dict[str, Value]:
    """The figures of a sample, under keys that begin so; those of offices told with the note given."""
    found = [one for one in given if one.actor is not None]

    def right(is_so: Callable[[Given], bool], labelled: Callable[[Label], Iterable[str]]) -> Value:
        note = f"{share(found, is_so).value:.3f} of those found"
        return share(given, is_so, always(given, labelled), note)

    return {
        f"{key}.found": share(given, lambda one: one.actor is not None),
        f"{key}.kind": right(kind_is_right, lambda label: label.kinds),
        f"{key}.country": right(country_is_right, lambda label: label.countries),
        f"{key}.sector": right(sector_is_right, lambda label: label.sectors),
        f"{key}.all": share(given, all_are_right),
        f"{key}.role": share(given, role_is_wrong, note=wrong_offices),
    }


# ---------------------------------------------------------------- figures
def share(
    given: Sequence[Given], is_so: Callable[[Given], bool], baseline: float | None = None, note: str = ""
) -> Value:
    """The share of all the mentions of which it is so; drawn anew by report."""
    counts: dict[str, tuple[int, int, int]] = {}
    for one in given:
        right, asked, _ = counts.get(one.label.report, (0, 0, 0))
        counts[one.label.report] = (right + is_so(one), asked + 1, asked + 1)
    value = of_reports(list(counts.values()) or [(0, 0, 0)], baseline)
    told = f"{sum(right for right, *_ in counts.values())} of {len(given)}"
    return Value(value.value, value.interval, baseline, f"{told}; {note}" if note else told)


def always(given: Sequence[Given], values: Callable[[Label], Iterable[str]]) -> float:
    """What giving the most frequent label for every mention would reach."""
    counts = Counter(value for one in given for value in values(one.label))
    return max(counts.values()) / len(given)


def kind_is_right(given: Given) -> bool:
    return given.actor is not None and given.actor.kind in given.label.kinds


def country_is_right(given: Given) -> bool:
    return given.actor is not None and given.actor.country in given.label.countries


def sector_is_right(given: Given) -> bool:
    return given.actor is not None and given.actor.sector in given.label.sectors


def all_are_right(given: Given) -> bool:
    return kind_is_right(given) and country_is_right(given) and sector_is_right(given)


def role_is_wrong(given: Given) -> bool:
    """Whether an office is asserted for the day that isn't the label's, or is another country's."""
    if given.actor is None or not given.actor.office or given.actor.unconfirmed:
        return False
    right = given.actor.country in ("", *given.label.countries)
    return not (right and any(same_office(role, given.actor.office) for role in given.label.roles))


_ALIKE = {
    "congresswoman": "representative", "congressman": "representative", "congress": "representative",
    "rep": "representative", "member": "representative", "legislator": "representative", "house": "representative",
    "taoiseach": "prime minister", "premier": "prime minister", "adviser": "advisor", "ceo": "chief executive",
    "monarch": "queen", "sen": "senator", "senate": "senator", "chairwoman": "chair", "chairman": "chair",
}  # fmt: skip
_BELOW = {"deputy", "vice", "former", "ex", "elect", "assistant"}
_LEADERS = {"president", "prime", "chancellor", "king", "queen"}
_SMALL = {"s", "of", "the", "for", "and", "to", "in", "a", "acting", "first"}


def same_office(role: str, office: str) -> bool:
    """Whether the words of one say no other than those of the other; a deputy or former holder is another.

    "the Russian leader" says what the president of Russia is.
    """
    one, other = (_office_words(words) for words in (re.sub(r" of [A-Z]{3}$", "", role), office))
    if "leader" in other and one & _LEADERS:
        return True
    return one & _BELOW == other & _BELOW and bool(one and other) and (one <= other or other <= one)


def _office_words(office: str) -> set[str]:
    words = re.findall(r"\w+", office.casefold())
    return {part for word in words for part in _ALIKE.get(word, word).split()} - _SMALL


def _asserted(given: Given) -> str:
    return f"{given.label.words}: {given.actor.office if given.actor else None}"


# ---------------------------------------------------------------- the drawn mentions
def labels(sample: str = LOOKED_AT) -> list[Label]:
    """The mentions of `actors.tsv`, or of the other sample."""
    rows = (row.cells for row in read_rows(files("benchmarks") / sample, _COLUMNS, _COLUMNS[:10]))
    return [
        Label(
            cells["file"],
            cells["id"],
            cells["published"],
            (int(cells["start"]), int(cells["end"])),
            cells["words"],
            _alternatives(cells["kind"]),
            _alternatives(cells["country"]),
            _alternatives(cells["sector"]),
            cells["name"],
            tuple(filter(None, cells["role"].split("|"))),
            cells["form"],
        )
        for cells in rows
    ]


def _alternatives(cell: str) -> tuple[str, ...]:
    return tuple("" if one == _NONE else one for one in cell.split("|"))


def drawn(reader: Reader, listed: Sequence[Label] | None = None) -> Iterator[Given]:
    """The labelled mentions, each with the actor of ours; every report read with its date, outlet and address."""
    folder = data_folder() / "news"
    needed(folder)
    listed = labels() if listed is None else listed
    wanted = {label.report for label in listed}
    reports = {
        report["id"]: report
        for name in dict.fromkeys(label.file for label in listed)
        for report in reports_of(folder, name)
        if report["id"] in wanted
    }
    records: dict[str, Record] = {}
    for label in listed:
        if label.report not in records:
            report = reports[label.report]
            records = {label.report: reader.read(
                report["text"], published=report["published"], outlet=report["outlet"], url=report["url"]
            )}  # fmt: skip
        yield Given(label, actor_of(label, records[label.report]))


def actor_of(label: Label, record: Record) -> Actor | None:
    """Whom the labelled words mean in the record."""
    name = label.name if label.form == "name" and "person" in label.kinds else ""
    return found_at(record, label.span, head(record.report.text, label.span, name))


# ---------------------------------------------------------------- the gold reports
def gold_reports(reader: Reader) -> Iterator[CountryOf]:
    """The parties of the gold reports' events and their actors, each with our actor of that name."""
    folder = gold_folder() / "reports"
    needed(folder)
    module = scorer("score_records")
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        record = reader.read(text, published=gold["published"], outlet=gold["outlet"], id=gold["id"])
        for name, country in sorted(named(gold)):
            yield CountryOf(path.stem, name, country, actor_called(name, record, module))


def named(gold: dict[str, Any]) -> set[tuple[str, str]]:
    """Name and country of all parties and actors of a gold record; places are none."""
    parties = [
        party for event in gold.get("events", []) for side in ("actor", "recipient") for party in event.get(side, [])
    ]
    actors = [actor for actor in gold.get("actors", []) if actor.get("kind") != "place"]
    return {(one["name"], one.get("country") or "") for one in (*parties, *actors)}


def actor_called(name: str, record: Record, module: ModuleType) -> Actor | None:
    """Our actor of the name, as the scorer compares names: whose words are the likest, then the most mentioned.

    Each one's head is in the other's name, so that neither a critic of somebody nor a fund for a country is taken.
    """
    wanted = module.words(name)

    def likeness(actor: Actor) -> tuple[float, int]:
        ours = module.words(actor.name)
        return len(ours & wanted) / len(ours | wanted), len(actor.mentions)

    def headed(one: str, other: str) -> bool:
        last = one[: head(one, (0, len(one)))].split()[-1:]
        return bool(module.words(" ".join(last)) <= module.words(other))

    called = [
        actor
        for actor in record.actors
        if module.same_name(actor.name, name) and headed(actor.name, name) and headed(name, actor.name)
    ]
    return max(called, key=likeness, default=None)


# ---------------------------------------------------------------- the draw
@dataclass(frozen=True, slots=True)
class Drawn:
    """A sentence of a report of the news texts."""

    file: str
    report: dict[str, Any]
    span: Span


def draw(seed: int, folder: Path | None = None) -> Iterator[Drawn]:
    """One sentence at random of a report at random, file by file in turn, until a file ends; no report twice."""
    folder = folder or data_folder() / "news"
    needed(folder)
    chance = random.Random(seed)
    reports = {name: reports_of(folder, name) for name in dict.fromkeys(TURNS)}
    for listed in reports.values():
        chance.shuffle(listed)
    while all(reports.values()):
        for name in TURNS:
            report = reports[name].pop() if reports[name] else None
            if report and (spans := list(sentences(report["text"]))):
                yield Drawn(name, report, chance.choice(spans))


def reports_of(folder: Path, name: str) -> list[dict[str, Any]]:
    """The reports of one file, in its order."""
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


_BREAK = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])")
_SHORT = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|St|Hon|Prof|No|vs|Jr|Sr|Inc|Co)|\b[A-Z])\.$")


def sentences(text: str) -> Iterator[Span]:
    """Sentences of the body: of lines that end as a sentence does, six words or more. Needs no engine."""
    for line in re.finditer(r"[^\n]+", text):
        if not re.search(r"[.!?:;][\"”’')\]]*\s*$", line[0]):
            continue
        start = line.start()
        ends = [found.end() for found in _BREAK.finditer(line[0]) if not _SHORT.search(line[0][: found.start()])]
        for end in (*(line.start() + one for one in ends), line.end()):
            words = text[start:end]
            if len(words.split()) >= _LEAST_WORDS:
                yield start, start + len(words.rstrip())
            start = end


# ---------------------------------------------------------------- what is wrong
def errors(given: Iterable[Given]) -> Iterator[str]:
    """A line for each mention that isn't found or has something wrong, and one for each office asserted."""
    tests = (("kind", kind_is_right), ("country", country_is_right), ("sector", sector_is_right))
    for one in given:
        label, actor = one.label, one.actor
        where = f"{label.report} {label.span[0]} {label.words!r} ({label.form}; {label.name})"
        if actor is None:
            yield f"{where}: not found"
            continue
        for field, right in tests:
            if not right(one):
                wanted = {"kind": label.kinds, "country": label.countries, "sector": label.sectors}[field]
                why = actor.reasons.get(field) or actor.reasons.get("name", "")
                ours = f"{getattr(actor, field)!r} of {actor.id} {actor.name!r} ({why})"
                yield f"{where}: {field} {'|'.join(one or _NONE for one in wanted)}, ours {ours}"
        if actor.office:
            state = "unconfirmed" if actor.unconfirmed else "WRONG" if role_is_wrong(one) else "right"
            yield f"{where}: office {state}: {'|'.join(label.roles) or 'none'}, ours {actor.office!r} of {actor.id}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.actors", description=__doc__)
    parser.add_argument("--errors", action="store_true", help="tell what is wrong, mention by mention")
    parser.add_argument("--draw", type=int, metavar="N", help="print the first N sentences drawn, and read nothing")
    parser.add_argument("--only", choices=("drawn", "gsr", "gold"), help="of these alone")
    parser.add_argument("--model", type=Path, default=MODEL, help="folder of the engine")
    chosen = parser.parse_args()
    try:
        if chosen.draw:
            for number, one in zip(range(chosen.draw), draw(SEED), strict=False):
                print(number, one.report["id"], one.report["text"][slice(*one.span)], sep="\t")
        elif chosen.errors:
            tell_errors(load(model=chosen.model), chosen.only)
        else:
            for key, value in measure(load(model=chosen.model)).items():
                print(key, f"{value.value:.3f}", value.interval, value.baseline, value.note, sep="\t")
    except NoData as missing:
        parser.exit(1, f"{missing}\n")


def tell_errors(reader: Reader, only: str | None) -> None:
    """Print what is wrong in each of the three, or in one."""
    if only in (None, "drawn"):
        print(*errors(drawn(reader)), sep="\n")
    for name, source in (("gsr", gsr.sentences), ("gold", gold_reports)):
        if only in (None, name):
            print(*gsr.errors(source(reader)), sep="\n")


if __name__ == "__main__":
    main()
