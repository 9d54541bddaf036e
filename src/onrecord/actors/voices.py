"""Whose voice "I", "we" and "you" are: of the speaker whose words they stand in; of the side whose turn it is in a
transcript or an interview; else of whoever issued the text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.actors.context import Issuer
from onrecord.codebooks.speakers import fold
from onrecord.doc import Doc
from onrecord.report import Span
from onrecord.statements.cast import Cast, Figure, prominent
from onrecord.statements.draft import Draft

__all__ = ["Voice", "Voices"]

_SELF = frozenset("i me my mine myself".split())
_SELVES = frozenset("we us our ours ourselves".split())
_OTHERS = frozenset("you your yours yourself yourselves".split())
_QUESTIONS, _TURNS = 2, 2
"""How many paragraphs that end with a question mark make an interview, how many with a label a transcript."""
_LABEL = re.compile(r"(?:THE )?([A-Z][A-Z.’' -]{1,50}|Q|A):|Q (?=[A-Z])")
_ASKING = frozenset("q question journalist reporter interviewer moderator".split())
_OFFICE = frozenset(("prime minister", "president", "pm", "vice president", "chancellor", "minister"))


@dataclass(frozen=True, slots=True)
class Voice:
    """Who is meant, and why."""

    figures: tuple[Figure, ...]
    reason: str
    side: Figure | None = None
    """Who says "we"."""


@dataclass(slots=True)
class Voices:
    """The voices of one report."""

    doc: Doc
    cast: Cast
    drafts: Iterable[Draft]
    issuer: Issuer
    paragraphs: list[int] = field(default_factory=list)
    """The number of the paragraph of each word."""
    _holders: list[tuple[Span, Draft]] = field(default_factory=list)
    _starts: dict[int, int] = field(default_factory=dict)
    _asking: set[int] = field(default_factory=set)
    _turns: dict[int, Figure] = field(default_factory=dict)
    _made: dict[tuple[str, object], Figure] = field(default_factory=dict)

    def __post_init__(self) -> None:
        text = self.doc.report.text
        quoted = ((span, draft) for draft in self.drafts for span in draft.content if text[span[0]] in "\"“„«'‘")
        self._holders = sorted(quoted, key=lambda pair: pair[0][1] - pair[0][0])
        number = 0
        for word, (start, _) in enumerate(self.doc.spans):
            if word and "\n" in text[self.doc.spans[word - 1][1] : start]:
                number += 1
            self._starts.setdefault(number, word)
            self.paragraphs.append(number)
        ends = {number: word for word, number in enumerate(self.paragraphs)}
        self._asking = {number for number, word in ends.items() if self._asks(word)}
        self._read_labels()

    def _asks(self, last: int) -> bool:
        """Whether a paragraph ends with a question to somebody."""
        return any(word.startswith("?") for word in self.doc.words[max(0, last - 1) : last + 1])

    def of(self, word: int, pronoun: str) -> Voice | None:
        """Who a pronoun of the first or second person is; None of other pronouns."""
        if pronoun not in _SELF | _SELVES | _OTHERS:
            return None
        start = self.doc.spans[word][0]
        holder = next((draft for (a, b), draft in self._holders if a <= start < b), None)
        if holder is not None:
            return self._in_words_of(holder, pronoun)
        if self._turns:
            return self._in_transcript(self.paragraphs[word], pronoun)
        return self._in_interview(word, pronoun) if len(self._asking) >= _QUESTIONS else self._own(pronoun)

    def _in_words_of(self, draft: Draft, pronoun: str) -> Voice:
        name = " and ".join(draft.speaker) or "somebody unnamed"
        alone = pronoun in _SELF or (pronoun in _SELVES and draft.source_kind == "organisation")
        if alone and draft.speaker and (known := self._speaker(draft)):
            return Voice((known,), f"said by {name}")
        side = "I" if pronoun in _SELF else "we" if pronoun in _SELVES else "you"
        whose = id(draft) if side == "I" else name
        speaker = self._speaker(draft) if draft.speaker and side == "we" else None
        return Voice((self._figure(side, whose, plural=side == "we"),), f"in the words of {name}", speaker)

    def _speaker(self, draft: Draft) -> Figure | None:
        named = (figure for figure in self.cast.figures if figure.name == draft.speaker[0])
        return next(named, None)

    # ------------------------------------------------------------ transcripts
    def _read_labels(self) -> None:
        """ "PRIME MINISTER:" begins a turn, which lasts until the next label."""
        text, found = self.doc.report.text, dict[int, Figure]()
        for number, word in self._starts.items():
            if label := _LABEL.match(text, self.doc.spans[word][0]):
                found[number] = self._labelled((label[1] or "Q").strip())
        if len(found) < _TURNS:
            return
        turn: Figure | None = None
        for number in self._starts:
            turn = found.get(number, turn)
            if turn is not None:
                self._turns[number] = turn

    def _labelled(self, label: str) -> Figure:
        words = fold(label).split()
        if known := prominent(self.cast.persons_by_last.get(words[-1], ())):
            return known
        if self.issuer.person and (" ".join(words) in _OFFICE or words[-1] == fold(self.issuer.person).split()[-1]):
            return self.cast.figure(self.issuer.person, "named person")
        if len(words) > 1 and (title := self.cast.book.title(words[0])):
            named = self.cast.figure(words[-1].title(), "named person")
            named.gender = named.gender or title.gender
            return named
        return self._figure("interviewer" if words[-1] in _ASKING else label.capitalize(), label)

    def _in_transcript(self, paragraph: int, pronoun: str) -> Voice:
        turn = self._turns.get(paragraph)
        if turn is None:
            return self._own(pronoun)
        if pronoun in _SELF:
            return Voice((turn,), f"the turn of {turn.name}")
        if pronoun in _SELVES:
            return Voice((self._figure("we", turn, plural=True),), f"the turn of {turn.name}", turn)
        others = (self._turns[number] for number in range(paragraph - 1, -1, -1) if number in self._turns)
        other = next((figure for figure in others if figure is not turn), None)
        other = other or next((figure for figure in self._turns.values() if figure is not turn), None)
        return Voice((other or self._figure("you", turn),), "the other side of the talk")

    # ------------------------------------------------------------ interviews
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

    # ------------------------------------------------------------ releases
    def _own(self, pronoun: str) -> Voice:
        side = "I" if pronoun in _SELF else "we" if pronoun in _SELVES else "you"
        if side == "I" and self.issuer.person:
            return Voice((self._person(self.issuer.person),), "who issued the text")
        if side == "we" and (body := self.issuer.body):
            return Voice((self.cast.figure(body, "organisation"),), "who issued the text")
        return Voice((self._figure(side, "report", plural=side == "we"),), "in the report's own voice")

    def _person(self, name: str) -> Figure:
        """The person of that name: the one whom the report names, if it does."""
        last = fold(name).split()[-1]
        return prominent(self.cast.persons_by_last.get(last, ())) or self.cast.figure(name, "named person")

    def _figure(self, side: str, whose: object, *, plural: bool = False) -> Figure:
        key = side, whose if not isinstance(whose, Figure) else id(whose)
        if key not in self._made:
            self._made[key] = Figure(side, "unnamed person", plural=plural)
        return self._made[key]
