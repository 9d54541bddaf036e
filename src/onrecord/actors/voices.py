"""Whose voice "I", "we" and "you" are: that of the speaker whose words they stand in, or of an interview's two sides."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.doc import Doc
from onrecord.report import Span
from onrecord.statements.cast import Cast, Figure, prominent
from onrecord.statements.draft import Draft

__all__ = ["Voice", "Voices"]

_SELF = frozenset("i me my mine myself".split())
_SELVES = frozenset("we us our ours ourselves".split())
_OTHERS = frozenset("you your yours yourself yourselves".split())
_QUESTIONS = 2
"""Paragraphs that end with a question mark and make a text an interview."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who is meant, and why."""

    figures: tuple[Figure, ...]
    reason: str


@dataclass(slots=True)
class Voices:
    """The voices of one report: those of statements, and, outside them, of an interview."""

    doc: Doc
    cast: Cast
    drafts: Iterable[Draft]
    _holders: list[tuple[Span, Draft]] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)
    _asking: set[int] = field(default_factory=set)
    _made: dict[tuple[str, object], Figure] = field(default_factory=dict)

    def __post_init__(self) -> None:
        text = self.doc.report.text
        quoted = ((span, draft) for draft in self.drafts for span in draft.content if text[span[0]] in "\"“„«'‘")
        self._holders = sorted(quoted, key=lambda pair: pair[0][1] - pair[0][0])
        number = 0
        for word, (start, _) in enumerate(self.doc.spans):
            if word and "\n" in text[self.doc.spans[word - 1][1] : start]:
                number += 1
            self.paragraphs.append(number)
        self._asking = {number for number, words in self._words().items() if _asks(words)}

    def _words(self) -> dict[int, list[str]]:
        """The words of each paragraph, in lower case."""
        found: dict[int, list[str]] = {}
        for number, word in zip(self.paragraphs, self.doc.words, strict=True):
            found.setdefault(number, []).append(word.lower())
        return found

    def of(self, word: int, pronoun: str) -> Voice | None:
        """Who a pronoun of the first or second person is; None of other pronouns."""
        if pronoun not in _SELF | _SELVES | _OTHERS:
            return None
        start = self.doc.spans[word][0]
        holder = next((draft for (a, b), draft in self._holders if a <= start < b), None)
        if holder is not None:
            return self._in_words_of(holder, pronoun)
        return self._in_interview(word, pronoun) if len(self._asking) >= _QUESTIONS else self._own(pronoun)

    def _in_words_of(self, draft: Draft, pronoun: str) -> Voice:
        name = " and ".join(draft.speaker) or "somebody unnamed"
        if pronoun in _SELF or (pronoun in _SELVES and draft.source_kind == "organisation"):
            if draft.speaker and (known := self._speaker(draft)):
                return Voice((known,), f"said by {name}")
            return Voice((self._figure("I", id(draft)),), f"said by {name}")
        side = "we" if pronoun in _SELVES else "you"
        return Voice((self._figure(side, name, plural=side == "we"),), f"in the words of {name}")

    def _speaker(self, draft: Draft) -> Figure | None:
        named = (figure for figure in self.cast.figures if figure.name == draft.speaker[0])
        return next(named, None)

    def _in_interview(self, word: int, pronoun: str) -> Voice:
        asking = self.paragraphs[word] in self._asking
        if asking == (pronoun in _OTHERS) and pronoun not in _SELVES and (guest := self._guest()):
            return Voice((guest,), "whom the interview is with")
        side = "we" if pronoun in _SELVES else "interviewer" if asking else "you" if pronoun in _OTHERS else "I"
        return Voice((self._figure(side, asking, plural=side == "we"),), "a side of the interview")

    def _guest(self) -> Figure | None:
        """The person named most before the first question."""
        limit = self.paragraphs.index(min(self._asking))
        people = [figure for figure in self.cast.figures if figure.kind == "named person" and figure.first < limit]
        return prominent(people)

    def _own(self, pronoun: str) -> Voice:
        side = "I" if pronoun in _SELF else "we" if pronoun in _SELVES else "you"
        return Voice((self._figure(side, "report", plural=side == "we"),), "in the report's own voice")

    def _figure(self, side: str, whose: object, *, plural: bool = False) -> Figure:
        if (side, whose) not in self._made:
            self._made[(side, whose)] = Figure(side, "unnamed person", plural=plural)
        return self._made[(side, whose)]


def _asks(words: list[str]) -> bool:
    """Whether a paragraph ends with a question to somebody."""
    return any(word.startswith("?") for word in words[-2:])
