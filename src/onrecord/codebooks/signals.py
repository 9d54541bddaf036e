"""What words in a statement's content say about its stance, where the cue is a plain one ("said", "according to")."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from onrecord.codebooks.lemmas import lemma_candidates
from onrecord.codebooks.tables import Row, check_one_of, read_rows
from onrecord.doc import Doc
from onrecord.errors import CodebookError
from onrecord.record import STANCES

__all__ = ["STANCE_ORDER", "Signal", "SignalBook", "load_signals", "load_words"]

START, NAME = "^", "NAME"
_COLLECTIVE = ("organisation", "place", "people")
_NEGATORS = frozenset(["not", "n't", "n’t", "never", "no", "hardly"])
"""None of them may stand in a gap: "we are not very concerned" is no concern."""
STANCE_ORDER = (
    "deny", "threaten", "accuse", "pledge", "request", "warn", "criticise", "praise", "agree", "ask", "refuse", "claim",
    "announce", "report", "assert",
)  # fmt: skip
"""Of two stances with the same weight the more specific one counts, the earlier here."""
ENOUGH = 1.0
"""Sum of weights from which on a sentence counts for the stance; the weights in the table are set against it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a pattern: a word that is one of `options` (or, `negated`, none), after at most `gap` others."""

    options: frozenset[str]
    gap: int = 0
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Signal:
    """Words in order, the stance that they speak for and how strongly."""

    parts: tuple[Part, ...]
    stance: str
    weight: float
    where: str = ""


@dataclass(slots=True)
class SignalBook:
    """The signals, looked up by the words of a sentence."""

    signals: list[Signal]
    _by_option: dict[str, list[Signal]] = field(default_factory=lambda: defaultdict(list))
    _open: list[Signal] = field(default_factory=list)

    def __post_init__(self) -> None:
        for signal in self.signals:
            if signal.parts[0].negated:
                self._open.append(signal)
            for option in () if signal.parts[0].negated else signal.parts[0].options:
                self._by_option[option].append(signal)

    def stance(self, doc: Doc, sentence: Sequence[int]) -> str | None:
        """What the sentence does, None if no stance has signals enough."""
        collective = {word for name in doc.names if name.kind in _COLLECTIVE for word in range(name.start, name.end)}
        keys = [{START}, *(_keys(doc, word) | ({NAME} if word in collective else set()) for word in sentence)]
        sums: dict[str, float] = defaultdict(float)
        for signal in self.found(keys):
            sums[signal.stance] += signal.weight
        if sums["accuse"] >= ENOUGH:
            sums["criticise"] = 0.0  # an accusation judges as well
        best = max(sums, key=lambda stance: (sums[stance], -STANCE_ORDER.index(stance)), default=None)
        return best if best is not None and sums[best] >= ENOUGH else None

    def found(self, keys: Sequence[set[str]]) -> set[Signal]:
        """The signals among the words, each of them given by what it may be looked up under."""
        indexed = {
            signal
            for place, options in enumerate(keys)
            for option in options
            for signal in self._by_option.get(option, ())
            if _fits(signal.parts[1:], keys, place + 1)
        }
        present = set().union(*keys)
        possible = [
            signal for signal in self._open if all(part.negated or part.options & present for part in signal.parts)
        ]
        return indexed | {signal for signal in possible for at in range(len(keys)) if _fits(signal.parts, keys, at)}


def _fits(parts: Sequence[Part], keys: Sequence[set[str]], place: int) -> bool:
    if not parts:
        return True
    part, rest = parts[0], parts[1:]
    for at in range(place, min(place + part.gap + 1, len(keys))):
        if at > place and keys[at - 1] & _NEGATORS:
            return False
        if bool(part.options & keys[at]) != part.negated and _fits(rest, keys, at + 1):
            return True
    return part.negated and not rest and place >= len(keys)


def _keys(doc: Doc, word: int) -> set[str]:
    keys = set(lemma_candidates(doc.words[word]))
    if word < len(doc.lemmas) and doc.lemmas[word]:
        keys.add(doc.lemmas[word].lower())
    if word < len(doc.upos):
        keys.add(doc.upos[word])
    return keys


@lru_cache(maxsize=1)
def load_words() -> dict[str, frozenset[str]]:
    """The lists of content_words.tsv by name; raises CodebookError."""
    lists: dict[str, set[str]] = defaultdict(set)
    table = files("onrecord.codebooks").joinpath("content_words.tsv")
    for row in read_rows(table, ("word", "list"), ("word", "list")):
        lists[row.cells["list"]].add(row.cells["word"])
    return {name: frozenset(words) for name, words in lists.items()}


@lru_cache(maxsize=1)
def load_signals() -> SignalBook:
    """The signals of content_signals.tsv; raises CodebookError."""
    table, columns = (
        files("onrecord.codebooks").joinpath("content_signals.tsv"),
        ("pattern", "stance", "weight", "note"),
    )
    return SignalBook([_signal(row, load_words()) for row in read_rows(table, columns, columns[:3])])


def _signal(row: Row, lists: Mapping[str, frozenset[str]]) -> Signal:
    check_one_of(row, "stance", STANCES)
    parts, gap = [], 0
    for piece in row.cells["pattern"].split():
        if piece.startswith("*") and piece[1:].isdigit():
            gap = int(piece[1:])
            continue
        parts.append(Part(_options(row, piece.removeprefix("!"), lists), gap, negated=piece.startswith("!")))
        gap = 0
    if not parts:
        raise CodebookError(f"{row.where}: the pattern has no words")
    try:
        weight = float(row.cells["weight"])
    except ValueError:
        raise CodebookError(f"{row.where}: weight {row.cells['weight']!r} is no number") from None
    return Signal(tuple(parts), row.cells["stance"], weight, row.where)


def _options(row: Row, piece: str, lists: Mapping[str, frozenset[str]]) -> frozenset[str]:
    options: set[str] = set()
    for option in piece.split("|"):
        if option.startswith("<") and option.endswith(">"):
            if option[1:-1] not in lists:
                raise CodebookError(f"{row.where}: no list {option} in content_words.tsv; there are {', '.join(lists)}")
            options |= lists[option[1:-1]]
        else:
            options.add(option)
    return frozenset(options)
