"""The codebook of cues: which words report a statement, and what is done by saying it.

>>> cues = load_cues()
>>> cues.is_reporting("deny"), cues.is_reporting("eat")
(True, False)
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from onrecord.codebooks.lemmas import irregular_lemma, lemma_candidates, verb_candidates
from onrecord.codebooks.tables import Row, check_one_of, read_rows
from onrecord.doc import Doc
from onrecord.errors import CodebookError
from onrecord.record import STANCES

__all__ = ["CONTENTS", "Cue", "CueBook", "CueMatch", "load_cues"]

POS = ("VERB", "NOUN", "ADJ", "ADV", "ADP", "PUNCT", "phrase")
CONTENTS = ("clause", "infinitive", "quotation", "question", "allegation", "request")
STATEMENT = ("yes", "clause", "document", "no")
OFF = "off"
"""In the stance column of a user's file: the row of ours with the same cue, pos and content is left out."""

_COLUMNS = ("cue", "pos", "content", "stance", "statement", "negated", "addressee", "note")
_NEEDED = ("cue", "pos", "stance")
_PREPOSITIONS = frozenset(
    ["in", "on", "by", "as", "per", "of", "from", "at", "to", "with", "under", "for", "off", "via"]
)
_VERBAL = ("VERB", "AUX")
_NOMINAL = ("NOUN", "PROPN")
_LOOSE = frozenset(["DET", "PRON", "ADJ", "ADV", "NUM"])
_LOOSE_WORDS = frozenset(
    ["a", "an", "the", "its", "his", "her", "their", "our", "my", "no", "any", "some", "deep", "serious", "grave", "it"]
)
_REMEMBERED = 100_000
"""Words whose keys are remembered."""
_GAP_INSIDE, _GAP_AFTER, _AHEAD = 8, 3, 4
"""Words that may stand between two words of a phrase, inside the cue and after it; words looked at after the cue."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One use of a cue. `negated` is the stance after "not"; `content` the only content it holds for ("" any)."""

    words: tuple[str, ...]
    pos: str
    stance: str = "assert"
    statement: Literal["yes", "clause", "document", "no"] = "yes"
    negated: str = "refuse"
    content: str = ""
    addressee: str = ""
    """Where whom it was said to stands: "object" the noun phrase after the cue, "to" that after "to"."""
    note: str = ""
    where: str = ""

    @property
    def key(self) -> tuple[tuple[str, ...], str, str]:
        """What a user's row must share with ours to take its place."""
        return self.words, self.pos, self.content


UNKNOWN = Cue(words=(), pos="VERB", statement="clause", note="not in the codebook")
"""What a cue counts as that nothing in the codebook comes near."""


@dataclass(frozen=True, slots=True)
class CueMatch:
    """The codebook's answer for a cue: the row, the words of the Doc that it covers, and how near it is.

    `how` is "known" (the row has these words), "derived" (it has the verb that a word is formed from) or "default".
    """

    cue: Cue
    words: tuple[int, ...]
    how: Literal["known", "derived", "default"]


@dataclass(slots=True)
class CueBook:
    """The cues, looked up by the words of a parsed text."""

    cues: list[Cue]
    _by_first: dict[str, list[Cue]] = field(default_factory=dict)
    _vocabulary: set[str] = field(default_factory=set)
    _reporting: frozenset[str] = frozenset()
    _nouns: dict[str, Cue] = field(default_factory=dict)
    _keys: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for cue in self.cues:
            self._by_first.setdefault(cue.words[0], []).append(cue)
            self._vocabulary.update(cue.words)
            if cue.pos == "NOUN":
                self._nouns[cue.words[0]] = cue
        verbs = {cue.words[0] for cue in self.cues if cue.pos == "VERB" and cue.statement == "yes"}
        self._reporting = frozenset(verbs | {"according", "per"})

    def __iter__(self) -> Iterator[Cue]:
        return iter(self.cues)

    def __len__(self) -> int:
        return len(self.cues)

    def is_reporting(self, lemma: str) -> bool:
        """Whether the lemma alone (a verb, "according", "per") reports a statement: "say", not "hope" or "support"."""
        return lemma in self._reporting

    def reports(self, doc: Doc, word: int) -> bool:
        """Whether the word of a parsed text alone reports a statement, by any lemma that its form allows."""
        return any(key in self._reporting for key in self.keys(doc, word))

    def noun(self, lemma: str) -> Cue | None:
        """The row of a noun of saying ("allegation"), if it is one."""
        return self._nouns.get(lemma)

    def keys(self, doc: Doc, word: int) -> tuple[str, ...]:
        """The lemmas under which the word is looked up: the parse's and those that its ending allows."""
        form, lemma = doc.words[word], doc.lemmas[word].lower() if word < len(doc.lemmas) else ""
        known = self._keys.get((form, lemma))
        if known is None:
            candidates = lemma_candidates(form)
            if lemma and not irregular_lemma(form):
                candidates = (lemma, *candidates)
            known = tuple(dict.fromkeys(key for key in candidates if key in self._vocabulary))
            if len(self._keys) < _REMEMBERED:
                self._keys[form, lemma] = known
        return known

    def match(self, doc: Doc, words: Sequence[int], contents: Collection[str] = ()) -> CueMatch:
        """The row that fits the cue's words best, longest first, verbs before nouns before prepositions.

        `words` are the cue's words in order; a phrase may reach up to four words beyond the last one
        ("expressed" + "its concerns"). `contents` are those of `CONTENTS` that hold of what was said.
        """
        if not words:
            return CueMatch(UNKNOWN, (), "default")
        words = self._with_continued(doc, words)
        found = [
            (self._rank(doc, cue, covered), cue, covered)
            for place, word in enumerate(words)
            for cue in self._starting_at(doc, word)
            if not cue.content or cue.content in contents
            for covered in [self._cover(doc, cue, words, place)]
            if covered
        ]
        if found:
            _, cue, covered = max(found, key=lambda item: item[0])
            return CueMatch(cue, covered, "known")
        return self._nearest(doc, words, contents)

    def _with_continued(self, doc: Doc, words: Sequence[int]) -> Sequence[int]:
        """The cue's words, and those of the reporting verb that it goes on with: "continue" + "to urge"."""
        goes_on = any(
            cue.pos == "VERB" and cue.statement == "clause" and self._gives_way(doc, cue, words[-1])
            for key in self.keys(doc, words[-1])
            for cue in self._by_first.get(key, ())
        )
        return [*words, words[-1] + 1, words[-1] + 2] if goes_on else words

    def _starting_at(self, doc: Doc, word: int) -> list[Cue]:
        """Rows that begin with the word; one-word rows of another part of speech only if there is none of its own."""
        rows = [cue for key in self.keys(doc, word) for cue in self._by_first.get(key, ())]
        tag = doc.upos[word] if word < len(doc.upos) else ""
        own = {"AUX": "VERB", "PROPN": "NOUN", "SCONJ": "ADP", "SYM": "PUNCT"}.get(tag, tag)
        fitting = [cue for cue in rows if cue.pos in (own, "phrase")]
        return fitting if any(cue.pos == own for cue in fitting) else rows

    def _cover(self, doc: Doc, cue: Cue, words: Sequence[int], place: int) -> tuple[int, ...]:
        """The words that the row covers from `words[place]` on, none if it doesn't fit."""
        covered = [words[place]]
        ahead = range(words[-1] + 1, min(words[-1] + 1 + _AHEAD, len(doc)))
        waiting = [*words[place + 1 :], *ahead]
        for wanted in cue.words[1:]:
            hit = next((word for word in waiting if wanted in self.keys(doc, word)), None)
            if hit is None or not self._may_skip(doc, covered[-1], hit, words[-1]):
                return ()
            covered.append(hit)
            waiting = waiting[waiting.index(hit) + 1 :]
        return tuple(covered)

    def _may_skip(self, doc: Doc, before: int, hit: int, last: int) -> bool:
        between = range(before + 1, hit)
        if hit <= last:
            return len(between) <= _GAP_INSIDE
        return len(between) <= _GAP_AFTER and all(
            doc.upos[word] in _LOOSE if word < len(doc.upos) else doc.words[word].lower() in _LOOSE_WORDS
            for word in between
        )

    def _rank(self, doc: Doc, cue: Cue, covered: tuple[int, ...]) -> tuple[int, int, bool, bool, int, int]:
        first = covered[0]
        tag = doc.upos[first] if first < len(doc.upos) else ""
        verbal = tag in _VERBAL if tag else cue.pos == "VERB" or cue.pos == "phrase"
        if cue.words[0] in _PREPOSITIONS or cue.pos in ("ADP", "ADV", "PUNCT"):
            kind = 0
        else:
            kind = 3 if verbal else 2 if tag in _NOMINAL or cue.pos == "NOUN" else 1
        return kind, len(covered), not self._gives_way(doc, cue, first), bool(cue.content), -first, first - covered[-1]

    def _gives_way(self, doc: Doc, cue: Cue, word: int) -> bool:
        """Whether a reporting verb after "to" counts instead: "began to insist", but not "refused to condemn"."""
        if cue.pos != "VERB" or cue.statement == "yes" or word + 2 >= len(doc) or doc.words[word + 1].lower() != "to":
            return False
        return any(self.is_reporting(key) for key in self.keys(doc, word + 2))

    def _nearest(self, doc: Doc, words: Sequence[int], contents: Collection[str]) -> CueMatch:
        """For a cue without a row: the verb that one of its words is formed from, else a plain saying."""
        for word in words:
            for form in verb_candidates(doc.words[word]):
                rows = [cue for cue in self._by_first.get(form, ()) if len(cue.words) == 1]
                fitting = [cue for cue in rows if not cue.content or cue.content in contents]
                if fitting:
                    return CueMatch(max(fitting, key=lambda cue: bool(cue.content)), (word,), "derived")
        return CueMatch(UNKNOWN, (words[0],), "default")


def load_cues(path: Path | None = None) -> CueBook:
    """Our cues, with the rows of the user's own table laid over them; raises CodebookError.

    A user's row takes the place of ours with the same cue, pos and content; with the stance "off" it removes it.
    """
    return CueBook(list(_shipped())) if path is None else CueBook(_laid_over(_shipped(), path))


@lru_cache(maxsize=1)
def _shipped() -> tuple[Cue, ...]:
    table = files("onrecord.codebooks").joinpath("cues.tsv")
    return tuple(cue for cue in _read_cues(read_rows(table, _COLUMNS, _NEEDED)) if cue.stance != OFF)


def _laid_over(ours: Iterable[Cue], path: Path) -> list[Cue]:
    rows = {cue.key: cue for cue in ours}
    for cue in _read_cues(read_rows(path, _COLUMNS, _NEEDED)):
        if cue.stance != OFF:
            rows[cue.key] = cue
        elif rows.pop(cue.key, None) is None:
            words = " ".join(cue.words)
            raise CodebookError(
                f"{cue.where}: no row to switch off for cue {words!r}, pos {cue.pos}, content {cue.content!r}"
            )
    return list(rows.values())


def _read_cues(rows: Iterable[Row]) -> Iterator[Cue]:
    seen: dict[tuple[tuple[str, ...], str, str], str] = {}
    for row in rows:
        cue = _checked_cue(row)
        if cue.key in seen:
            raise CodebookError(f"{row.where}: the same cue, pos and content as in {seen[cue.key]}")
        seen[cue.key] = row.where
        yield cue


def _checked_cue(row: Row) -> Cue:
    cells = row.cells
    words = tuple(cells["cue"].lower().split())
    if not words:
        raise CodebookError(f"{row.where}: the cue is empty")
    if articles := {"a", "an", "the"}.intersection(words):
        raise CodebookError(f"{row.where}: leave out the article {articles.pop()!r}; other words may stand between")
    check_one_of(row, "pos", POS)
    if (cells["pos"] == "phrase") != (len(words) > 1):
        raise CodebookError(
            f'{row.where}: pos is "phrase" for several words, and for these only (cue {cells["cue"]!r})'
        )
    check_one_of(row, "stance", (*STANCES, OFF))
    check_one_of(row, "content", ("", *CONTENTS))
    check_one_of(row, "statement", ("", *STATEMENT))
    check_one_of(row, "negated", ("", *STANCES))
    check_one_of(row, "addressee", ("", "object", "to"))
    return Cue(
        words=words,
        pos=cells["pos"],
        stance=cells["stance"],
        statement=cells["statement"] or "yes",  # type: ignore[arg-type]  # checked above
        negated=cells["negated"] or "refuse",
        content=cells["content"],
        addressee=cells["addressee"],
        note=cells["note"],
        where=row.where,
    )
