"""What is wrong in our chains of GUM, for whoever works on them, and a reader that parses each report once."""

import hashlib
import os
import pickle
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

import onrecord.doc
from benchmarks.clusters import Tally
from benchmarks.coreference import Compared, Resolved, figures, resolved
from benchmarks.gum import THIRD, form_of
from benchmarks.sources import CHECKOUT
from onrecord.doc import Attribution, Doc, WordRange
from onrecord.engine import Engine
from onrecord.engine.encoder import MODEL
from onrecord.pipeline import Reader, load
from onrecord.report import Report, Span

KEPT = CHECKOUT / "training" / "runs" / "parses"


# ---------------------------------------------------------------- parses that are kept
class KeptEngine:
    """An engine that remembers what it read, by the texts; good until the engine's weights or code change."""

    def __init__(self, engine: Engine, remembered: dict[Any, bytes]) -> None:
        self._engine = engine
        self.remembered = remembered

    def parse(self, report: Report) -> Doc:
        """As the engine does."""
        if report.text not in self.remembered:
            self.remembered[report.text] = pickle.dumps(self._engine.parse(report))
        return pickle.loads(self.remembered[report.text])

    def attributions_within(self, doc: Doc, words: WordRange) -> list[Attribution]:
        """As the engine does."""
        key = doc.report.text, *words
        if key not in self.remembered:
            self.remembered[key] = pickle.dumps(self._engine.attributions_within(doc, words))
        return pickle.loads(self.remembered[key])


@contextmanager
def kept_reader() -> Iterator[Reader]:
    """A reader whose engine's parses are kept in a file of the checkout."""
    path = KEPT / f"{_key()}.pickle"
    reader = load()
    remembered = pickle.loads(path.read_bytes()) if path.exists() else {}
    before = len(remembered)
    reader._engine = KeptEngine(reader._engine, remembered)  # type: ignore[assignment]
    yield reader
    if len(remembered) > before:
        _keep(path, remembered)


def _keep(path: Path, remembered: dict[Any, bytes]) -> None:
    """Put the file in the place of older ones at once: another process may be reading it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_suffix(f".{os.getpid()}")
    written.write_bytes(pickle.dumps(remembered))
    written.replace(path)
    for other in path.parent.glob("*.pickle"):
        if other != path:
            other.unlink(missing_ok=True)


def _key() -> str:
    """The engine's weights and code, and what a parsed text is."""
    code = [*sorted((MODEL.parent).glob("*.py")), Path(onrecord.doc.__file__), MODEL / "engine.onnx"]
    return hashlib.sha256(b"".join(path.read_bytes() for path in code)).hexdigest()[:16]


# ---------------------------------------------------------------- figures
def show_figures(console: Console, compared: list[Compared]) -> None:
    """The figures, and CoNLL F1 of each document."""
    for key, value in figures(compared).items():
        interval = f"  ({value.interval[0]:.3f}–{value.interval[1]:.3f})" if value.interval else ""
        console.print(f"{key:26} {value.value:.3f}{interval}  {value.note}", highlight=False)
    for one in compared:
        alone = figures([one])
        shown = "  ".join(
            f"{name} {alone[f'coreference.{name}'].value:.3f}" for name in ("conll", "mentions", "pronouns")
        )
        console.print(f"  {one.gold.name:30} {shown}", highlight=False)


def show_errors(console: Console, compared: list[Compared], top: int) -> None:
    """All lists, the `top` most frequent of each."""
    console.print(_found_by("type", _by_type(compared)), _found_by("form", _by_form(compared)))
    console.print(_rules(compared))
    missed, spurious, shifted = _unmatched(compared)
    for title, found in (("missed", missed), ("found too much", spurious)):
        console.print(_counted(title, found, top))
    console.print(_listed("other words for the same head: gold | ours", shifted, 2 * top))
    console.print(_listed("pronouns tied wrongly, or not found", _wrong_pronouns(compared), 4 * top))
    console.print(_listed("entities in several chains", _split(compared), top))
    console.print(_listed("chains with several entities", _merged(compared), top))


# ---------------------------------------------------------------- mentions
def _found_by(title: str, tallies: dict[str, Tally]) -> Table:
    table = Table("mentions by " + title, "F1", "precision", "recall", "gold", "ours")
    for name, one in tallies.items():
        numbers = f"{one.f1:.3f}", f"{one.precision:.3f}", f"{one.recall:.3f}", f"{one.wanted:.0f}", f"{one.given:.0f}"
        table.add_row(name, *numbers)
    return table


def _by_type(compared: list[Compared]) -> dict[str, Tally]:
    """By GUM's type of gold mentions, and the kind of our chains."""
    wanted, found, given, right = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for one in compared:
        gold = {mention.span: mention.type.replace("organization", "organisation") for mention in one.gold.mentions}
        ours = {span: chain.kind for chain in one.chains for span in chain.mentions}
        wanted.update(gold.values())
        given.update(ours.values())
        found.update(kind for span, kind in gold.items() if span in ours)
        right.update(kind for span, kind in ours.items() if span in gold)
    return {kind: Tally(found[kind], wanted[kind], right[kind], given[kind]) for kind in sorted(wanted | given)}


def _by_form(compared: list[Compared]) -> dict[str, Tally]:
    tallies = defaultdict(Tally)
    for one in compared:
        gold = {mention.span: mention.form for mention in one.gold.mentions}
        ours = {span: _form(one, span) for chain in one.chains for span in chain.mentions}
        for span in gold.keys() | ours.keys():
            both = span in gold and span in ours
            tallies[gold.get(span) or ours[span]] += Tally(both, span in gold, both, span in ours)
    return dict(tallies)


def _form(one: Compared, span: Span) -> str:
    words = one.gold.doc.range_of(span)
    return form_of(one.gold.doc, words) if words.end > words.start else "noun"


def _unmatched(compared: list[Compared]) -> tuple[list[tuple[str, str]], list[tuple[str, str]], list[str]]:
    """Missed and spurious mentions as (head, words); what has the same head but other words, in one line each."""
    missed, spurious, shifted = [], [], []
    for one in compared:
        doc = one.gold.doc
        gold = {mention.span: mention for mention in one.gold.mentions}
        ours = {span: doc.range_of(span) for chain in one.chains for span in chain.mentions}
        heads = {
            doc.head_of(words): span for span, words in ours.items() if span not in gold and words.end > words.start
        }
        for span, mention in gold.items():
            if span in ours:
                continue
            if mention.head in heads:
                other = heads.pop(mention.head)
                shifted.append(f"{_shown(doc, span)} | {_shown(doc, other)}")
            else:
                missed.append((f"{doc.lemmas[mention.head]} ({mention.type})", _shown(doc, span)))
        kinds = {span: chain.kind for chain in one.chains for span in chain.mentions}
        spurious += [(f"{doc.lemmas[head]} ({kinds[span]})", _shown(doc, span)) for head, span in heads.items()]
    return missed, spurious, shifted


def _shown(doc: Doc, span: Span) -> str:
    words = " ".join(doc.report[span].split())
    return words if len(words) <= 70 else words[:45] + " … " + words[-20:]


def _counted(title: str, found: list[tuple[str, str]], top: int) -> Table:
    examples = defaultdict(list)
    for head, words in found:
        examples[head].append(words)
    table = Table(f"{title}: {len(found)}", "times", "for example")
    for head, words in sorted(examples.items(), key=lambda item: -len(item[1]))[:top]:
        table.add_row(Text(head), str(len(words)), Text(" · ".join(list(dict.fromkeys(words))[:4])))
    return table


def _listed(title: str, lines: Iterable[str], top: int) -> Table:
    lines = list(lines)
    table = Table(f"{title}: {len(lines)}")
    for line in lines[:top]:
        table.add_row(Text(line))
    return table


# ---------------------------------------------------------------- ties
def _rules(compared: list[Compared]) -> Table:
    """For each rule that tied a mention to earlier ones, whether it did so rightly.

    A tie is right if the nearest earlier mention of the chain that GUM has too is one of the same entity; "new" counts
    mentions that begin a chain, and "should be tied" those of them whose entity was mentioned before.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in compared:
        entity = {mention.span: mention.entity for mention in one.gold.mentions}
        first = {name: min(span for span, other in entity.items() if other == name) for name in entity.values()}
        for chain in one.chains:
            before = ""
            for span, rule in sorted(zip(chain.mentions, chain.rules, strict=True)):
                counts[rule][_judged(entity.get(span), before, first, span)] += 1
                before = entity.get(span, before)
    table = Table("rule", "right", "wrong", "new, rightly", "new, should be tied", "no mention of GUM's", title="ties")
    for rule, judged in sorted(counts.items()):
        table.add_row(rule, *(str(judged[name]) for name in ("right", "wrong", "new", "should", "none")))
    return table


def _judged(entity: str | None, before: str, first: dict[str, Span], span: Span) -> str:
    if entity is None:
        return "none"
    if before:
        return "right" if entity == before else "wrong"
    return "new" if first[entity] == span else "should"


def _wrong_pronouns(compared: list[Compared]) -> Iterator[str]:
    for one in compared:
        for each in resolved(one, THIRD):
            if not each.right:
                yield _pronoun_line(one, each)


def _pronoun_line(one: Compared, each: Resolved) -> str:
    doc = one.gold.doc
    told = [m for m in one.gold.mentions if m.entity == each.pronoun.entity and m.form != "pronoun"]
    gold = max((m for m in told if m.span < each.pronoun.span), key=lambda m: m.span, default=told[0])
    known = any(each.pronoun.span in chain.mentions for chain in one.chains)
    ours = doc.text_of(each.antecedent) if each.antecedent else "pronouns alone" if known else "not found"
    sentence = doc.sentence_of(each.pronoun.head)
    start, end = doc.span(WordRange(doc.sentence_of(max(0, sentence.start - 1)).start, sentence.end))
    before, pronoun, after = (
        doc.report[span].replace("\n", " ")
        for span in ((start, each.pronoun.span[0]), each.pronoun.span, (each.pronoun.span[1], end))
    )
    return f"{one.gold.name[4:]}: {_shown(doc, gold.span)} | {ours[:60]}\n    {before}[{pronoun}]{after}"


def _split(compared: list[Compared]) -> list[str]:
    """Entities whose mentions stand in several chains, those that lose most first."""
    lines = []
    for one in compared:
        chain_of = {span: number for number, chain in enumerate(one.chains) for span in chain.mentions}
        entities = defaultdict(lambda: defaultdict(list))
        for mention in one.gold.mentions:
            if mention.span in chain_of:
                entities[mention.entity][chain_of[mention.span]].append(mention.span)
        lines += [_parts(one, parts.values()) for parts in entities.values() if len(parts) > 1]
    return [line for _, line in sorted(lines, reverse=True)]


def _merged(compared: list[Compared]) -> list[str]:
    """Chains whose mentions are of several entities, the worst first."""
    lines = []
    for one in compared:
        entity_of = {mention.span: mention.entity for mention in one.gold.mentions}
        for chain in one.chains:
            parts = defaultdict(list)
            for span in chain.mentions:
                if span in entity_of:
                    parts[entity_of[span]].append(span)
            if len(parts) > 1:
                lines.append(_parts(one, parts.values()))
    return [line for _, line in sorted(lines, reverse=True)]


def _parts(one: Compared, parts: Iterable[list[Span]]) -> tuple[int, str]:
    """How many mentions are apart from the largest part, and the parts' words."""
    ordered = sorted(parts, key=len, reverse=True)
    doc = one.gold.doc
    shown = [
        ", ".join(
            f"{words}{f' ×{times}' if times > 1 else ''}"
            for words, times in Counter(_shown(doc, s) for s in part).items()
        )
        for part in ordered
    ]
    return sum(map(len, ordered[1:])), f"{one.gold.name[4:]}: " + " | ".join(shown)
