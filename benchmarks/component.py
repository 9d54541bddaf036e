"""The spaCy component beside the reader: speed, and what laying a parse over spaCy's tokens loses.

`python -m benchmarks.component [TEXT OR FOLDER ...]`, by default on the sample reports; one process of one thread.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable

import spacy
from spacy.tokens import Doc

import onrecord
from benchmarks.sources import CHECKOUT
from onrecord.doc import Doc as Parsed
from onrecord.intake.files import read_inputs

RUNS = 3


def main() -> None:
    """Measure and print."""
    inputs = sys.argv[1:] or [CHECKOUT / "examples" / "reports"]
    reports = [item for item in read_inputs(inputs) if isinstance(item, onrecord.Report)]
    words = sum(len(report.text.split()) for report in reports)
    reader = onrecord.load()
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord")
    contexts = [(report.text, report) for report in reports]
    ways: dict[str, Callable[[], object]] = {
        "Reader.read_report": lambda: [reader.read_report(report) for report in reports],
        "nlp.pipe": lambda: list(nlp.pipe(contexts, as_tuples=True)),
    }
    print(f"{len(reports)} reports, {words:,} words; words a second of CPU time, the best of {RUNS} runs")
    for name, way in ways.items():
        print(f"  {name:<20} {words / min(seconds(way) for _ in range(RUNS)):>8,.0f}")
    compared = compare((nlp(report.text), reader.parse(report)) for report in reports)
    same, tokens = compared["words"], compared["tokens"]
    print(f"{same:,} of {tokens:,} tokens are words of the engine ({100 * same / tokens:.1f} %)")
    print("of them " + ", ".join(f"{compared[what]} have another {what}" for what in ("tag", "relation", "head")))


def seconds(way: Callable[[], object]) -> float:
    """CPU time that it takes."""
    start = time.process_time()
    way()
    return time.process_time() - start


def compare(pairs: Iterable[tuple[Doc, Parsed]]) -> Counter[str]:
    """Tokens, those that are words, and of these the ones whose tag, relation or head is not that of the word."""
    counted: Counter[str] = Counter()
    for doc, parsed in pairs:
        word_at = {span: word for word, span in enumerate(parsed.spans)}
        words = [word_at.get((token.idx, token.idx + len(token))) for token in doc]
        token_of = {word: token for token, word in enumerate(words) if word is not None}
        counted["tokens"] += sum(not token.is_space for token in doc)
        counted["words"] += len(token_of)
        for word, token in token_of.items():
            counted["tag"] += doc[token].pos_ != parsed.upos[word]
            counted["relation"] += doc[token].dep_.lower() != parsed.deprels[word]
            counted["head"] += doc[token].head.i != token_of.get(parsed.heads[word], doc[token].head.i)
    return counted


if __name__ == "__main__":
    main()
