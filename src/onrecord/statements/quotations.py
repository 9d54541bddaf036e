"""Quotations as they are printed: found by their marks alone, in one pass over the text.

Newspapers re-open a quotation at every paragraph and close it once, releases open and close it once around several
paragraphs, typists mix straight and curly marks, double them or lose one. An apostrophe is no mark, nor is the sign for
inches. What stays open ends with its paragraph, so that a stray mark never swallows the rest of a report.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from onrecord.report import Span
from onrecord.statements.layout import find_paragraphs, trim

__all__ = ["Quotation", "find_quotations", "is_scare", "kind_of", "widen"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks.

    `spans` has one span for each paragraph that it runs over, marks included. `marks` are the opening and the closing
    mark, the second one empty if it was never closed. `inner` are the quotations inside, in order.
    """

    spans: tuple[Span, ...]
    marks: tuple[str, str]
    inner: "tuple[Quotation, ...]" = ()

    @property
    def closed(self) -> bool:
        """Whether a closing mark was printed."""
        return bool(self.marks[1])

    @property
    def span(self) -> Span:
        """From the first mark to the last, over all paragraphs."""
        return self.spans[0][0], self.spans[-1][1]

    @property
    def words(self) -> Span:
        """What stands between the first mark and the last."""
        start, end = self.span
        return start + len(self.marks[0]), end - len(self.marks[1])


# ---------------------------------------------------------------- marks
_RUN = re.compile("[\"“”„‟«»〝〞＂'‘’‚‛`]+")
_MARK = re.compile("\"{1,3}|'{2,3}|‘‘|’’|``|[“”„‟«»〝〞＂'‘’‚‛`]")
_SINGLE = frozenset("'‘’‚‛`")
_OPENING = frozenset("“„‟«〝‘‚‛`") | {"``", "‘‘"}
_CLOSING = frozenset("”»〞’") | {"’’"}
_GUILLEMETS = frozenset("«»")
_BEFORE_OPENING = frozenset("—–-/:*_|=>")
_AFTER_CLOSING = frozenset(".,;:!?)]}>…—–-/*_|")
_BRACKETS = frozenset("([{<")
_FEET = re.compile(r"\d\s?['’′]\s?\d{1,2}(?:\.\d+)?$")
_INCHES_FOLLOW = re.compile(r"\s?\d")
_ELISION = re.compile(r"(?:\d\ds?|n|em|tis|twas|twere|til|cause|bout|neath|nuff|kay|fraid|cept|coz|t)\b", re.IGNORECASE)


class _Place(Enum):
    """What the characters beside a mark allow it to do."""

    OPENS = 1
    CLOSES = 2
    EITHER = 3


class _Mark(NamedTuple):
    start: int
    end: int
    shape: str
    place: _Place
    single: bool
    doubtful: bool
    """It may as well be something else: the sign for inches, or the apostrophe of "workers' rights"."""


def _marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    start, end = paragraph
    for run in _RUN.finditer(text, start, end):
        left = text[run.start() - 1] if run.start() > start else " "
        right = text[run.end()] if run.end() < end else " "
        if left.isalnum() and right.isalnum() and len(run[0]) == 1 and run[0] in _SINGLE:
            continue  # don't, o’clock, al-Ja‘afari
        place = _place(left, right)
        for found in _MARK.finditer(text, run.start(), run.end()):
            mark = (_single if found[0] in _SINGLE else _double)(text, found, place, left, right)
            if mark is not None:
                yield mark


def _place(left: str, right: str) -> _Place:
    # a whole run of marks (”’) stands in one place, so its outer neighbours decide for all of them
    if left in _BRACKETS or (left.isspace() and not right.isspace()):
        return _Place.OPENS
    if left in _BEFORE_OPENING and (right.isalnum() or right in "$£€["):
        return _Place.OPENS
    if not left.isspace() and (right.isspace() or right in _AFTER_CLOSING):
        return _Place.CLOSES
    return _Place.EITHER


def _double(text: str, found: re.Match[str], place: _Place, left: str, right: str) -> _Mark | None:
    start, end = found.span()
    inches = found[0] == '"' and left.isdigit()
    if inches and _FEET.search(text, max(0, start - 8), start):
        return None
    return _Mark(start, end, found[0], place, single=False, doubtful=inches)


def _single(text: str, found: re.Match[str], place: _Place, left: str, right: str) -> _Mark | None:
    start, end = found.span()
    shape = found[0]
    if place is _Place.OPENS:
        if shape == "’" or _ELISION.match(text, end):
            return None  # ’90s and ’em are printed with the closing shape
        return _Mark(start, end, shape, place, single=True, doubtful=False)
    if shape in _OPENING or left.isspace() or right.isalnum():
        return None
    if left.isdigit() and _INCHES_FOLLOW.match(text, end):
        return None
    possessive = left in "sSzx" and right.isspace() and text[end + 1 : end + 2].isalnum()
    return _Mark(start, end, shape, _Place.CLOSES, single=True, doubtful=possessive)


# ---------------------------------------------------------------- quotations
_DEEPEST = 4  # quotations within quotations that are kept apart; print seldom has more than two
_LONGEST_GAP = 30  # paragraphs without a mark of their own, between one that opens and one that closes
_LOOK_AHEAD = 8  # marks; bounds the work on hostile text
_LONGEST_DOUBTFUL = 60  # characters between single marks of which the second may be an apostrophe


def find_quotations(text: str) -> list[Quotation]:
    """The quotations of a text, sorted, none overlapping another; those inside one are its `inner`."""
    reader = _Reader(text)
    for paragraph in find_paragraphs(text):
        reader.read(paragraph)
    return reader.end()


def _is_closing(mark: _Mark, *, is_open: bool) -> bool:
    """Whether a double mark closes, given that there is something to close or not."""
    if mark.shape in _CLOSING:
        return is_open or mark.place is not _Place.OPENS
    if mark.shape in _OPENING:
        return is_open and mark.place is _Place.CLOSES  # „German“ marks
    return mark.place is _Place.CLOSES or (mark.place is _Place.EITHER and is_open)


def _next_closes(following: Sequence[_Mark]) -> bool:
    return bool(following) and following[0].place is _Place.CLOSES and not following[0].single


@dataclass(slots=True, eq=False)
class _Open:
    """A quotation that was opened and waits for its closing mark."""

    mark: _Mark
    start: int
    """Where it begins in the paragraph being read."""
    introduced: bool
    """It begins its paragraph, or follows a colon or comma, as a quotation of several paragraphs does."""
    spans: list[Span] = field(default_factory=list)
    """What it covers of earlier paragraphs."""
    inner: list[Quotation] = field(default_factory=list)
    gap: list[Span] = field(default_factory=list)
    """Paragraphs since then that did not re-open it."""
    found: int = 0
    """How many quotations stood before these."""

    def could_close_by(self, mark: _Mark) -> bool:
        """Typists mix all double marks but guillemets."""
        return not self.mark.single and (self.mark.shape in _GUILLEMETS) == (mark.shape in _GUILLEMETS)

    def as_quotation(self, end: int, shape: str) -> Quotation:
        return Quotation((*self.spans, (self.start, end)), (self.mark.shape, shape), tuple(self.inner))


class _Reader:
    """Reads the marks of one paragraph after the other."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Quotation] = []
        self.stack: list[_Open] = []
        self.waiting: _Open | None = None
        """Still open at the end of an earlier paragraph."""

    def read(self, paragraph: Span) -> None:
        marks = list(_marks(self.text, paragraph))
        if marks and self._reopens(paragraph, marks[0]):
            marks = marks[1:]
        for number, mark in enumerate(marks):
            following = marks[number + 1 : number + 1 + _LOOK_AHEAD]
            if mark.single:
                self._read_single(paragraph, mark, following)
            else:
                self._read_double(paragraph, mark, following)
        self._leave(paragraph)

    def end(self) -> list[Quotation]:
        self._stop_waiting()
        return sorted(self.found, key=lambda quotation: quotation.span)

    # -------- marks
    def _reopens(self, paragraph: Span, first: _Mark) -> bool:
        """Whether the paragraph's first mark opens the waiting quotation again, as newspapers do."""
        waiting = self.waiting
        if waiting is None or first.start != paragraph[0] or first.place is _Place.CLOSES:
            return False
        if first.single and not waiting.mark.single:
            return False  # a paragraph that is a quotation within the quotation
        if waiting.gap or waiting.mark.single != first.single:
            self._stop_waiting()
            return False
        waiting.start = paragraph[0]
        self.stack, self.waiting = [waiting], None
        return True

    def _read_double(self, paragraph: Span, mark: _Mark, following: Sequence[_Mark]) -> None:
        depth = self._depth_of_opener(mark)
        waited_for = mark.shape in _OPENING and self._waits_for(mark)
        if not _is_closing(mark, is_open=depth is not None or waited_for):
            self._open(paragraph, mark)
        elif depth is None:
            self._close_waiting(paragraph, mark)
        elif not (mark.doubtful and _next_closes(following)):
            self._drop_above(depth)
            self._close(mark)

    def _depth_of_opener(self, mark: _Mark) -> int | None:
        """Where in the stack the quotation lies that this double mark could close."""
        for depth in reversed(range(len(self.stack))):
            if self.stack[depth].could_close_by(mark):
                return depth
        return None

    def _read_single(self, paragraph: Span, mark: _Mark, following: Sequence[_Mark]) -> None:
        top = self.stack[-1] if self.stack and self.stack[-1].mark.single else None
        if mark.place is _Place.OPENS:
            if top is not None:
                self._drop_above(len(self.stack) - 2)
            self._open(paragraph, mark)
        elif top is not None and not (mark.doubtful and self._is_apostrophe(mark, top, following)):
            self._close(mark)

    def _is_apostrophe(self, mark: _Mark, opened: _Open, following: Sequence[_Mark]) -> bool:
        """Whether a mark like that of "workers' rights" leaves the single quotation around it open."""
        inside_double = len(self.stack) > 1
        for other in following:
            if other.single and not other.doubtful:
                return other.place is _Place.CLOSES
            if inside_double and not other.single:
                break
        return mark.start - opened.start > _LONGEST_DOUBTFUL

    # -------- the stack
    def _open(self, paragraph: Span, mark: _Mark) -> None:
        if len(self.stack) == _DEEPEST:
            forgotten = self.stack.pop(0)
            self._settle(forgotten, self.stack[0].start)
        before = self.text[max(paragraph[0], mark.start - 2) : mark.start].rstrip()
        introduced = mark.start == paragraph[0] or before.endswith((":", ","))
        self.stack.append(_Open(mark, mark.start, introduced))

    def _close(self, mark: _Mark) -> None:
        self._keep(self.stack.pop().as_quotation(mark.end, mark.shape))

    def _drop_above(self, depth: int) -> None:
        """Marks above this depth of the stack turned out to open nothing."""
        while len(self.stack) > depth + 1:
            for quotation in self.stack.pop().inner:
                self._keep(quotation)

    def _keep(self, quotation: Quotation) -> None:
        start, end = quotation.words
        if self.text[start:end].strip():
            (self.stack[-1].inner if self.stack else self.found).append(quotation)

    def _settle(self, opened: _Open, end: int) -> None:
        """Keep what was never closed, up to the next mark or its paragraph's end; a single mark counts for nothing."""
        if opened.spans[1:]:
            self.found.append(Quotation(tuple(opened.spans), (opened.mark.shape, ""), tuple(opened.inner)))
            return
        self.found += opened.inner
        if not opened.mark.single:
            end = opened.inner[0].span[0] if opened.inner else end
            while self.text[end - 1].isspace():
                end -= 1
            if self.text[opened.mark.end : end].strip():
                self.found.append(Quotation(((opened.start, end),), (opened.mark.shape, "")))

    # -------- paragraphs
    def _leave(self, paragraph: Span) -> None:
        """One quotation that is open at the paragraph's end may go on in the next; the others end here."""
        going_on = self._going_on(paragraph)
        while self.stack:
            opened = self.stack.pop(0)
            if opened is going_on:
                opened.inner += [quotation for above in self.stack for quotation in above.inner]
                self.stack.clear()
            else:
                end = self.stack[0].start if self.stack else paragraph[1]
                if opened.spans:
                    opened.spans.append((opened.start, end))
                self._settle(opened, end)
        if going_on is not None:
            self._stop_waiting()
            going_on.spans.append((going_on.start, paragraph[1]))
            going_on.found = len(self.found)
            self.waiting = going_on
        elif self.waiting is not None:
            self._wait_longer(self.waiting, paragraph)

    def _going_on(self, paragraph: Span) -> _Open | None:
        if self.stack and self.stack[0].spans:
            return self.stack[0]
        for opened in reversed(self.stack):
            if not opened.mark.single:
                return None if self._is_forgotten(opened, paragraph) else opened
        return self.stack[0] if len(self.stack) == 1 and self.stack[0].introduced else None

    def _is_forgotten(self, opened: _Open, paragraph: Span) -> bool:
        """Whether the closing mark was left out: “I will go, he said. “We all will.”"""
        for quotation in opened.inner:
            start, end = quotation.span
            before = self.text[max(opened.start, start - 2) : start].rstrip()
            if quotation.marks[0] not in _SINGLE and (end == paragraph[1] or before.endswith((".", "!", "?"))):
                return True
        return False

    def _wait_longer(self, waiting: _Open, paragraph: Span) -> None:
        if waiting.introduced and not waiting.mark.single and len(waiting.gap) < _LONGEST_GAP:
            waiting.gap.append(paragraph)
        else:
            self._stop_waiting()

    def _close_waiting(self, paragraph: Span, mark: _Mark) -> None:
        """A mark closes what was opened paragraphs ago and not re-opened since."""
        waiting = self.waiting
        if waiting is None or not self._waits_for(mark):
            return
        waiting.spans += waiting.gap
        waiting.start = paragraph[0]
        waiting.inner += self.found[waiting.found :]
        del self.found[waiting.found :]
        self.stack, self.waiting = [waiting], None
        self._close(mark)

    def _waits_for(self, mark: _Mark) -> bool:
        return self.waiting is not None and self.waiting.introduced and self.waiting.could_close_by(mark)

    def _stop_waiting(self) -> None:
        if self.waiting is not None:
            self._settle(self.waiting, self.waiting.spans[-1][1])
            self.waiting = None


# ---------------------------------------------------------------- what the marks say about a content
_NAMING = re.compile(
    r"\b(?:named|titled|entitled|nicknamed|code-?named|headlined|captioned|known as|aka|"
    r"so[- ]called)\s(?:[\w'’-]+\s)?$",
    re.IGNORECASE,
)
_CALLING = re.compile(
    r"\b(?:call(?:s|ed|ing)?|dub(?:s|bed|bing)?|brand(?:s|ed|ing)?|style[sd]?|label+ed)\s$", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SMALL_WORDS = frozenset(
    ("a", "an", "and", "as", "at", "by", "de", "for", "from", "in", "of", "on", "or", "the", "to", "with")
)
_FUNCTION_WORDS = _SMALL_WORDS | frozenset(
    ("after", "because", "before", "but", "if", "over", "than", "that", "when", "while", "who", "which")
)
_LONGEST_NAME = 8  # words


def is_scare(text: str, quotation: Quotation) -> bool:
    """Whether the marks stand around a name or title, or a single word before its noun, so that they quote nobody.

    “Better Idea of Afghan Girls”, the "moderate" rebels; but not a “no limits” partnership, nor called it "barbaric".
    """
    start, end = quotation.words
    if len(quotation.spans) > 1 or not quotation.closed or end - start > 100:
        return False
    inside = text[start:end].strip(" ,")
    words = _WORD.findall(inside)
    if not words or len(words) > _LONGEST_NAME or inside[-1] in ".!?":
        return False
    before = text[max(0, quotation.span[0] - 40) : quotation.span[0]]
    if _NAMING.search(before):
        return True
    titled = (
        all(word[0].isupper() or word[0].isdigit() or word in _SMALL_WORDS for word in words) and words[0][0].isupper()
    )
    if len(words) > 1:
        return titled
    following = _WORD.match(text, quotation.span[1] + 1)
    next_word = following[0] if following and text[quotation.span[1]].isspace() else ""
    if titled:
        return bool(_CALLING.search(before)) or (before[-2:-1].islower() and not next_word[:1].isupper())
    return next_word[:1].islower() and next_word not in _FUNCTION_WORDS


def kind_of(
    text: str, content: Sequence[Span], quotations: Sequence[Quotation], outer: Sequence[Span] | None = None
) -> str:
    """direct: all letters of the content stand within marks; mixed: some do; indirect: none.

    Names and scare quotes among unmarked words don't count. A content nested in another (`outer`) goes by the marks
    that open within itself, not by those around it.
    """
    reached = [quotation for span in content for quotation in _reached(quotations, span)]
    if outer is not None:
        reached = [quotation for quotation in _flat(reached) if _opens_in(quotation, content)]
    if not any(character.isalnum() for start, end in content for character in text[start:end]):
        return "indirect"
    if not _letters_outside(text, content, reached):
        return "direct"
    telling = [quotation for quotation in reached if not is_scare(text, quotation)]
    return "mixed" if _letters_inside(text, content, telling) else "indirect"


def _reached(quotations: Sequence[Quotation], span: Span) -> Iterator[Quotation]:
    """The quotations that share a character with the span."""
    first = bisect_right(quotations, span[0], key=lambda quotation: quotation.span[1])
    for number in range(first, len(quotations)):
        if quotations[number].span[0] >= span[1]:
            return
        yield quotations[number]


def _flat(quotations: Sequence[Quotation]) -> Iterator[Quotation]:
    for quotation in quotations:
        yield quotation
        yield from _flat(quotation.inner)


def _opens_in(quotation: Quotation, content: Sequence[Span]) -> bool:
    return any(start <= quotation.span[0] < end for start, end in content)


def _letters_inside(text: str, content: Sequence[Span], quotations: Sequence[Quotation]) -> bool:
    pieces = [piece for quotation in quotations for piece in quotation.spans]
    return any(
        character.isalnum()
        for start, end in content
        for first, last in pieces
        for character in text[max(start, first) : min(end, last)]
    )


def _letters_outside(text: str, content: Sequence[Span], quotations: Sequence[Quotation]) -> bool:
    pieces = sorted(piece for quotation in quotations for piece in quotation.spans)
    for start, end in content:
        for first, last in [*pieces, (end, end)]:
            if any(character.isalnum() for character in text[start : min(first, end)]):
                return True
            start = max(start, last)
    return False


# ---------------------------------------------------------------- edges of a content
_NEAR = 3  # characters between the edge of a content and a mark that belongs to it: ,” or .’”
_NEARLY_ALL = 0.8  # share of a quotation that a content has when only its edges were missed
_LOOSE = frozenset(",;:–—-")
_SENTENCE_END = re.compile(r"[.!?][\"”’»')\]]*\s+[\"“‘«(]*[A-ZÀ-Þ0-9]|[\r\n]")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Za-z](?:\.[A-Za-z])+|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|St|Dr|Mr|Mrs|Ms|Gen|Gov|Sen|Rep|No|etc|Jan|Feb|Aug|Sept|Oct|Nov|Dec|[A-Z]))$"
)


def widen(text: str, span: Span, quotations: Sequence[Quotation]) -> Span:
    """The span of a content with the marks that belong to it and without the punctuation that doesn't.

    An edge that lies a few characters from a mark takes the mark in; a span that covers nearly all of a quotation takes
    all of it. Loose commas and colons are left outside, so is the full stop after a single unmarked sentence. For a
    content nested in a quotation pass that quotation's `inner` ones.
    """
    start, end = trim(text, *span)
    if start == end:
        return span
    for quotation in list(_reached(quotations, (start - _NEAR, end + _NEAR))):
        whole = quotation.span
        for part in [whole] if _covers(start, end, whole) else quotation.spans:
            if _covers(start, end, part):
                start, end = min(start, part[0]), max(end, part[1])
        if whole[0] < end and _only_marks(text, start, whole[0]):
            start = whole[0]
        if whole[1] > start and _only_marks(text, end, whole[1]):
            end = whole[1]
    return _without_loose_ends(text, start, end)


def _covers(start: int, end: int, whole: Span) -> bool:
    return min(end, whole[1]) - max(start, whole[0]) >= _NEARLY_ALL * (whole[1] - whole[0])


def _only_marks(text: str, one: int, other: int) -> bool:
    """Whether two places are near one another with no letter between."""
    low, high = min(one, other), max(one, other)
    return high - low <= _NEAR and not any(character.isalnum() for character in text[low:high])


def _without_loose_ends(text: str, start: int, end: int) -> Span:
    first, last = start, end
    while first < last and (text[first] in _LOOSE or text[first].isspace()):
        first += 1
    while first < last and (text[last - 1] in _LOOSE or text[last - 1].isspace()):
        last -= 1
    if text[first:last].endswith(")") and "(" not in text[first:last]:
        last -= 1
    sentence = text[first:last]
    if sentence.endswith(".") and not sentence.endswith("..") and not _SENTENCE_END.search(sentence):
        last -= 0 if _ABBREVIATED.search(sentence[-8:-1]) else 1
    return (first, last) if first < last else (start, end)
