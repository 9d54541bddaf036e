"""Coreference on GUM's news and interviews: who "he" is, and which names are one.

Raw text is read, and mentions of persons, organisations and places are compared by their exact characters, singletons
kept. GUM marks whole noun phrases with the possessive 's, appositions as mentions of their own.

Pronoun accuracy: of all gold pronouns of the third person whose entity is also named or described, those that we put
with it. Our antecedent of a pronoun is the nearest mention before it in our chain that is no pronoun, else the nearest
after it; it is right if it is a gold mention of the same entity, or has the head of one. A pronoun that we don't find
is wrong.
"""

import argparse
import json
import os
import shlex
import subprocess
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks import clusters
from benchmarks.clusters import Cluster, conll, several, total
from benchmarks.gum import FIRST_AND_SECOND, THIRD, Annotated, Mention, annotated, documents, form_of
from benchmarks.measures import Value, of_reports
from benchmarks.report import make_console
from onrecord.actors.chains import find_chains
from onrecord.doc import Doc, WordRange
from onrecord.pipeline import Reader
from onrecord.report import Report, Span
from onrecord.statements.layout import find_layout

GENRES = ("news", "interview")
TYPES = ("person", "organization", "place")


@dataclass(frozen=True, slots=True)
class Chain:
    """Our mentions of one entity; `kind` is person, organisation or place, `rules` what tied each mention to it."""

    kind: str
    mentions: list[Span]
    rules: list[str]


Predict = Callable[[Report], list[Chain]]
"""All chains of a report."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A document with its gold mentions and our chains."""

    gold: Annotated
    chains: list[Chain]

    @property
    def pair(self) -> tuple[list[Cluster], list[Cluster]]:
        """The clusters of spans, gold and ours."""
        entities: dict[str, set[Span]] = {}
        for mention in self.gold.mentions:
            entities.setdefault(mention.entity, set()).add(mention.span)
        return list(entities.values()), [set(chain.mentions) for chain in self.chains]

    @property
    def pair_of_several(self) -> tuple[list[Cluster], list[Cluster]]:
        """The same without singletons."""
        gold, ours = self.pair
        return several(gold), several(ours)


def measure(reader: Reader) -> dict[str, Value | str]:
    """The figures of dev and test documents by key of `figures.tsv`. Raises NoData."""
    compared = compare(("dev", "test"), chains_of(reader))
    found = figures(compared)
    for split in ("dev", "test"):
        names = {path.stem for path in documents((split,), GENRES)}
        found[f"coreference.{split}"] = conll([one.pair for one in compared if one.gold.name in names])
    return found | peer([one.gold for one in compared], os.environ.get("ONRECORD_COREFERENCE_PEER"))


def figures(compared: Sequence[Compared]) -> dict[str, Value | str]:
    """The figures of these documents."""
    pairs = [one.pair for one in compared]
    found: dict[str, Value | str] = {
        "coreference.conll": conll(pairs),
        "coreference.several": conll([one.pair_of_several for one in compared]),
        "coreference.pronouns": accuracy(compared, THIRD),
        "coreference.speakers": accuracy(compared, FIRST_AND_SECOND),
    }
    for name, score in {"mentions": clusters.mentions, **clusters.CONLL}.items():
        tally = total(score, pairs)
        note = f"precision {tally.precision:.3f}, recall {tally.recall:.3f}"
        found[f"coreference.{name}"] = Value(tally.f1, note=note)
    return found


def chains_of(reader: Reader) -> Predict:
    """How the reader finds chains."""

    def predict(report: Report) -> list[Chain]:
        doc = reader.parse(report)
        drafts, described = reader._statements(doc, find_layout(report))
        return [
            Chain(chain.kind, [doc.span(tie.phrase.words) for tie in chain.ties], [tie.rule for tie in chain.ties])
            for chain in find_chains(doc, drafts, described)
        ]

    return predict


def compare(splits: Sequence[str], predict: Predict) -> list[Compared]:
    """The documents of these of GUM's splits, with our chains. Raises NoData."""
    found = []
    for path in documents(splits, GENRES):
        gold = annotated(path, TYPES)
        found.append(Compared(gold, _apart(predict(gold.doc.report))))
    return found


def _apart(chains: list[Chain]) -> list[Chain]:
    """The chains, where a mention that stands in several stays in the first: two clusters can't share one."""
    seen: set[Span] = set()
    kept = []
    for chain in chains:
        own: dict[Span, str] = {}
        for span, rule in zip(chain.mentions, chain.rules, strict=True):
            if span not in seen:
                own[span] = rule
                seen.add(span)
        if own:
            kept.append(Chain(chain.kind, list(own), list(own.values())))
    return kept


# ---------------------------------------------------------------- pronouns
@dataclass(frozen=True, slots=True)
class Resolved:
    """A gold pronoun, and the words that are our antecedent of it."""

    pronoun: Mention
    antecedent: WordRange | None
    right: bool


def accuracy(compared: Iterable[Compared], pronouns: Iterable[str]) -> Value:
    """The share of pronouns that are resolved rightly, by document."""
    counts = [[one.right for one in resolved(each, pronouns)] for each in compared]
    value = of_reports([(sum(rights), len(rights), len(rights)) for rights in counts])
    note = f"{sum(map(sum, counts))} of {sum(map(len, counts))}"
    return Value(value.value, value.interval, note=note)


def resolved(one: Compared, pronouns: Iterable[str]) -> Iterator[Resolved]:
    """Each of these gold pronouns whose entity has a mention that is none."""
    doc = one.gold.doc
    told = {mention.entity for mention in one.gold.mentions if mention.form != "pronoun"}
    chain_of = {span: chain.mentions for chain in one.chains for span in chain.mentions}
    for mention in one.gold.mentions:
        if mention.form != "pronoun" or mention.entity not in told or doc.words[mention.head].lower() not in pronouns:
            continue
        words = antecedent(doc, mention.span, chain_of.get(mention.span, []))
        yield Resolved(mention, words, words is not None and mention.entity in _entities(one.gold, words))


def antecedent(doc: Doc, pronoun: Span, chain: Sequence[Span]) -> WordRange | None:
    """The nearest mention before the pronoun that is none, else the nearest after it."""
    ranges = [(span, doc.range_of(span)) for span in chain]
    others = sorted(
        (span, words) for span, words in ranges if words.end > words.start and form_of(doc, words) != "pronoun"
    )
    if not others:
        return None
    before = bisect_left([span for span, _ in others], pronoun)
    return others[max(0, before - 1)][1]


def _entities(gold: Annotated, words: WordRange) -> set[str]:
    """What the words mean: the entity of these very words, else the entities of mentions with their head."""
    exact = {mention.entity for mention in gold.mentions if mention.words == words}
    head = gold.doc.head_of(words)
    return exact or {mention.entity for mention in gold.mentions if mention.head == head}


# ---------------------------------------------------------------- another system
def peer(golds: Sequence[Annotated], command: str | None) -> dict[str, Value | str]:
    """What another system reaches without singletons, and on pronouns; its chains of other things are left out.

    `command` reads texts, each as a string of JSON on a line, and writes a line for each: its chains as lists of
    [start, end] in characters (benchmarks/neuralcoref_peer.py). A chain is one of a person, organisation or place if it
    holds a gold mention, which is more help than ours gets.
    """
    if not command:
        return dict.fromkeys(("coreference.peer", "coreference.peer.pronouns"), "no $ONRECORD_COREFERENCE_PEER")
    texts = "".join(json.dumps(gold.doc.report.text) + "\n" for gold in golds)
    run = subprocess.run(shlex.split(command), input=texts, stdout=subprocess.PIPE, text=True, check=True)
    compared = []
    for gold, line in zip(golds, run.stdout.splitlines(), strict=True):
        wanted = {mention.span for mention in gold.mentions}
        chains = [[(start, end) for start, end in chain] for chain in json.loads(line)]
        kept = [Chain("", chain, [""] * len(chain)) for chain in chains if wanted & set(chain)]
        compared.append(Compared(gold, _apart(kept)))
    return {
        "coreference.peer": conll([one.pair_of_several for one in compared]),
        "coreference.peer.pronouns": accuracy(compared, THIRD),
    }


# ---------------------------------------------------------------- the command
def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.coreference", description=__doc__)
    parser.add_argument("--split", help="train, dev, test, or several with commas between them; "
                        "dev,test if it is left out, train with --errors")  # fmt: skip
    parser.add_argument("--errors", action="store_true", help="also what is missed, found too much, and tied wrongly")
    parser.add_argument("--document", help="only documents with this in their name")
    parser.add_argument("--top", type=int, default=25, help="how many of each kind of error to show")
    chosen = parser.parse_args()
    from benchmarks.coreference_errors import kept_reader, show_errors, show_figures

    console = make_console()
    splits = (chosen.split or ("train" if chosen.errors else "dev,test")).split(",")
    with kept_reader() as reader:
        compared = compare(splits, chains_of(reader))
    compared = [one for one in compared if (chosen.document or "") in one.gold.name]
    show_figures(console, compared)
    if chosen.errors:
        show_errors(console, compared, chosen.top)


if __name__ == "__main__":
    main()
