"""Text set apart as somebody's words: below a line that ends in a colon, above a name after a dash, after a label.

Releases set whole statements below "The Minister said:" without a mark; interviews are printed by turns, "NAME: …";
collections of praise give "…" – Name. A block is cut too short rather than let it swallow what the outlet tells.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.report import Span
from onrecord.statements.layout import Layout, after_dateline, trim
from onrecord.statements.quotations import Quotation

__all__ = ["Block", "find_blocks"]


@dataclass(frozen=True, slots=True)
class Block:
    """Words set apart, and the line or label that says whose they are.

    `shape` is "introduced" (a line ending in a colon stands above), "signed" (a dash and a name follow) or "turn" (a
    label stands before, as in an interview).
    """

    shape: str
    introduction: Span
    """The introducing sentence with its colon, the label with its colon, or the dash with the name."""
    speaker: Span | None
    """Whose words they are, where the line itself shows it."""
    content: tuple[Span, ...]
    quoted: bool
    """Whether quotation marks stand around it."""
    ended_by: str
    """Why it ends where it does: "quotation", "signature", "turn", "introduction", "narration", "layout" (a heading,
    caption or footer) or "end of text"."""


def find_blocks(text: str, layout: Layout, quotations: Sequence[Quotation]) -> list[Block]:
    """The blocks of a report, in order, none overlapping another."""
    return _Finder(text, layout, quotations).blocks()


# ---------------------------------------------------------------- words that tell
_CUE = (
    r"said|says|saying|stated|states|added|adds|commented|comments|remarked|wrote|writes|reads?|told|tweeted|posted|"
    r"declared|announced|responded|replied|explained|continued|concluded|noted|spoke|asked|answered|issued|released"
)
_SAID = (
    r"said|says|saying|stated|states|added|adds|commented|comments|remarked|wrote|writes|reads?|told|tweeted|posted|"
    r"responded|replied|explained|continued|concluded|asked|answered"
)
_CUE_NEAR_END = re.compile(rf"\b(?:{_SAID})\b(?:\s+(?!following\b)[\w.’'-]+,?){{0,8}}\s*:$")
_INVITATION = re.compile(r"(?:You can|Please)?\s*(?:read|see|view|click|download|watch|listen)\b", re.IGNORECASE)
_FOLLOWING = re.compile(
    r"\b(?:following|this|joint|brief|full|a)\s+(?:[\w’'-]+\s+){0,2}"
    r"(?:statement|remarks|comments?|message|letter|declaration)\b(?! of [a-z])"
    r"|\b(?:statement|remarks|message|letter) (?:reads|read|said|says|follows)\b|\b(?:statement|remarks) (?:by|from)\b"
)
_LIST_FOLLOWS = re.compile(
    r"\b(?:include[sd]?|including|such as|are|were|is|to|that|by|through|on|of|for|in|at|with|and|the|these|will|"
    r"measures|steps|areas|points|items|documents|agreements)\s*:$",
    re.IGNORECASE,
)
_SALUTATION = re.compile(r"(?:Dear|Distinguished|Esteemed|Ladies|To)\b")
_ITEM = re.compile(r"[-–—•·▪*?>]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s|www\.|http", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Oo]urs|us|[Mm]y|[Mm]e|[Ll]et’s|[Ll]et's)\b")
_ADDRESS = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|[Yy]ou|[Yy]our|[Tt]hank|[Ff]riends|[Cc]olleagues|[Mm]r|[Gg]ood)\b")
_TELLS = re.compile(
    rf"(?:He|She|Mr|Mrs|Ms|Dr|The|In|At)\b[^.!?\"“”]{{0,80}}?\b(?:said|told|added|also|{_CUE})\b|"
    r"[\"“][^\"“”]{1,600}[,.!?][\"”]\s[\w .’'-]{0,60}\b(?:said|says|added|told)\b"
)
_OPENING_MARKS = "\"“”„«»‘'`"
_WORD = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*")

_CAPITAL = r"(?!I\b)[A-ZÀ-Þ][\w.’'-]*"
_NOUN_PHRASE = (
    rf"(?:(?:[Tt]he|[Aa]n?)\s)?(?:{_CAPITAL}(?:\s(?:of|for|and|the|to|de|al|von|van|bin)){{0,3}}\s){{0,9}}"
    rf"(?:{_CAPITAL}|spokes(?:man|woman|person))"
)
_BETWEEN = r"(?:\s\([^()]{1,40}\))?(?:\s(?:today|yesterday|also|then|later|has|have|on [A-Z]\w+day|this \w+))*"
_SPEAKERS = (
    re.compile(rf"\b[Ff]rom\s(?P<speaker>{_NOUN_PHRASE})\s*:$"),
    re.compile(
        rf"(?P<speaker>\b(?:I|[Hh]e|[Ss]he|[Ww]e|[Tt]hey)|{_NOUN_PHRASE}){_BETWEEN}\s(?:{_CUE}|made|gave)\b[^:]*:$"
    ),
    # Senator Kim (D-XY), a member of the committee, released the following statement:
    re.compile(rf"^(?P<speaker>{_NOUN_PHRASE})(?:\s\([^()]{{1,40}}\))?,.*\s(?:{_CUE}|made|gave)\b"),
)
_NOT_A_SPEAKER = re.compile(
    r"(?:M\.?D\.?|Ph\.?D\.?|J\.?D\.?|D\.?C\.?|Jr\.?|Sr\.?|[IVX]+)$|"
    r"(?:In|On|At|After|Following|And|But|As|When|While|Speaking|During|Before|Since|With|His|Her|Their|Its|This|That|Today|Yesterday|D\.?C|"
    r"WASHINGTON|Washington|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_LAST_SENTENCE = re.compile(r"(?:[a-z]{3}|[\d)\"”])[.!?][\"”’)]*\s+(?=[\"“A-ZÀ-Þ])")
_SIGNATURE = re.compile(r"\s*(?:--?|[–—―])\s*(?P<name>(?:[Tt]he\s)?[A-ZÀ-Þ][^\"“”:;!?\n]{1,160})")
_LONGEST_SIGNATURE = 25  # words
_LONGEST_INTRODUCTION = 1_200  # characters
_OFFICES = ("general", "government", "minister", "office", "president", "secretary", "spokesman", "spokeswoman")
_SAYS = re.compile(rf"\b(?:{_CUE})\b")
_DIALOGUE = 3  # labels that make a report an interview


# ---------------------------------------------------------------- labels of turns
_LABEL = re.compile(r"(?P<name>[A-ZÀ-Þ][^:\"“”!?\r\n]{0,90}?)\s?:(?:(?=\s|$)|(?<=[A-Z]{2}:)(?=[A-Z]))")
_BARE_Q = re.compile(r"(?P<name>Q)\.?\s+(?=[\"“A-Z(])")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_LOWER_IN_NAME = frozenset(("of", "for", "and", "the", "to", "de", "al", "von", "van", "bin", "der", "du", "in", "on"))
_ROLE = re.compile(
    r"^[qa]$|\b(?:question|answer|journalists?|reporters?|hosts?|presenter|moderator|interviewer|operator|caller|audience|"
    r"speaker|president|premier|minister|chancellor|secretary|treasurer|pm|mr|mrs|ms|dr|senator|ambassador|general|"
    r"official|governor|king|queen|lady|remark|spokesman|spokeswoman|spokesperson|congress(?:man|woman))\b",
    re.IGNORECASE,
)
_NO_LABELS = re.compile(
    r"(?:fact sheet|notes?|who|what|when|where|why|how|subject|re|cc|to|from|date|time|place|location|venue|contacts?|"
    r"media contacts?|updated?|correction|embargoed?|sources?|image|photo|background|related|summary|tel|phone|fax|"
    r"e-?mail|website|web|copyright|editor.s note|breaking|read more|washington|claim|fact|truth|myth|example|result|"
    r"signator(?:y|ies)|participants?|agenda|ps|p\.s\.|read|watch|listen|dear .*|"
    r"my fellow .*|.*\boffice|(?:press|media) .*|statement .*|joint .*)\W*",
    re.IGNORECASE,
)


class _Label(NamedTuple):
    span: Span
    """With its colon."""
    name: Span
    text: str
    capitals: bool
    role: bool


def _is_name(words: Sequence[str]) -> bool:
    """Whether the words could be a name with title and office: all but the small ones capitalised."""
    return 0 < len(words) <= _LONGEST_SIGNATURE and all(
        word[0].isupper() or word in _LOWER_IN_NAME or not word[0].isalnum() for word in words
    )


def _label(text: str, paragraph: Span) -> _Label | None:
    found = _BARE_Q.match(text, *paragraph) or _LABEL.match(text, *paragraph)
    if found is None:
        return None
    name = _ASIDE.sub("", found["name"])
    words = name.split()
    if len(words) > 12 or not words or _NO_LABELS.fullmatch(name) or any(character.isdigit() for character in name):
        return None
    if name[-1] in ".," and len(words) > 3:
        return None
    capitals = name.isupper()
    if not _is_name(words):
        return None
    start = found.start("name")
    return _Label(trim(text, *found.span()), (start, start + len(name)), name, capitals, bool(_ROLE.search(name)))


def _turn_labels(text: str, paragraphs: Sequence[Span], apart: Sequence[bool]) -> dict[int, _Label]:
    """The labels of speakers by the number of their paragraph; a lone "Background: …" is none."""
    labels = {n: found for n, span in enumerate(paragraphs) if not apart[n] and (found := _label(text, span))}
    times = Counter(map(_key, labels.values()))
    sure = {number: label for number, label in labels.items() if _is_sure(text, label, paragraphs[number], times)}
    if len(sure) < 2:
        return sure
    return sure | {n: label for n, label in labels.items() if _is_likely(label, interview=len(sure) >= _DIALOGUE)}


def _is_likely(label: _Label, *, interview: bool) -> bool:
    """Whether a label that occurs once is a speaker's, given that others are."""
    words = label.text.split()
    if len(words) > 4 or "," in label.text or words[0].upper().endswith("ING"):
        return False
    return (label.capitals and len(words) <= 3) or (interview and len(words) > 1)


def _key(label: _Label) -> str:
    """What recurs when a speaker is labelled with and without the office."""
    return " ".join(label.text.split()[-2:])


def _is_sure(text: str, label: _Label, paragraph: Span, times: Counter[str]) -> bool:
    start = label.span[1]
    end = paragraph[1] if start < paragraph[1] else len(text)  # a label may stand on a line of its own
    words = text[start : min(end, start + 400)].strip()
    length = len(label.text.split())
    repeated = times[_key(label)] > 1
    if words[:1] and words[0] in _OPENING_MARKS:
        return length > 1 or repeated
    speaks = bool(_ADDRESS.search(words))
    if label.role and length <= 6:
        return repeated or speaks or (label.capitals and length <= 3)
    return repeated and length <= 6 and (label.capitals or (length > 1 and (speaks or len(words) < 200)))


# ---------------------------------------------------------------- finding
class _Finder:
    def __init__(self, text: str, layout: Layout, quotations: Sequence[Quotation]) -> None:
        apart = {layout.headline, layout.dek, *layout.not_report_text}
        self.text = text
        self.paragraphs = layout.paragraphs
        self.apart = [span in apart for span in self.paragraphs]
        self.starts = [start for start, _ in self.paragraphs]
        self.quotations = {quotation.span[0]: quotation for quotation in quotations}
        self.labels = _turn_labels(text, self.paragraphs, self.apart)
        self.speaks_itself = False
        """Whether the report, as far as it was read, is told in the first person; "I" then shows no block."""
        self.signed = {block.content[0][0]: block for block in self._signed(quotations)}

    def blocks(self) -> list[Block]:
        found: list[Block] = []
        number = 0
        while number < len(self.paragraphs):
            block, after = self._block_at(number)
            if block is not None:
                found.append(block)
            elif not self.apart[number]:
                self.speaks_itself = self.speaks_itself or self._is_first_person(number)
            number = after
        return found

    def _block_at(self, number: int) -> tuple[Block | None, int]:
        """The block that begins with this paragraph, and the first paragraph after it."""
        if self.apart[number]:
            return None, number + 1
        if number in self.labels:
            return self._turn(number)
        if (signed := self.signed.get(self.starts[number])) is not None:
            return signed, bisect_left(self.starts, max(signed.introduction[1], signed.content[0][1]))
        introduction = self._introduction(number)
        if introduction is None or number + 1 == len(self.paragraphs) or self.apart[number + 1]:
            return None, number + 1
        if self.text[self.starts[number + 1]] in _OPENING_MARKS:
            return self._quoted(introduction, number + 1)
        return self._unquoted(introduction, number + 1)

    # -------- introduced
    def _introduction(self, number: int) -> Span | None:
        """The last sentence of a paragraph that ends in a colon."""
        start, end = self.paragraphs[number]
        if self.text[end - 1] != ":" or number in self.labels:
            return None
        start = max(start, end - _LONGEST_INTRODUCTION)
        boundaries = [found.end() for found in _LAST_SENTENCE.finditer(self.text, start, end)]
        return (boundaries[-1] if boundaries else start), end

    def _quoted(self, introduction: Span, first: int) -> tuple[Block | None, int]:
        quotation = self.quotations.get(self.starts[first])
        if quotation is None or quotation.span[0] in self.signed:
            return None, first
        if not quotation.closed:
            return self._set_apart(introduction, first, quoted=True)
        content, number = [], first
        while quotation is not None and self._stands_alone(quotation):
            content.append(quotation.span)
            number = bisect_left(self.starts, quotation.span[1])
            at_end = number == len(self.paragraphs) or self.apart[number]
            quotation = None if at_end else self.quotations.get(self.starts[number])
            if quotation is not None and quotation.span[0] in self.signed:
                quotation = None
        if not content:
            return None, first
        return Block("introduced", introduction, self._speaker(introduction), tuple(content), True, "quotation"), number

    def _stands_alone(self, quotation: Quotation) -> bool:
        """Whether its last paragraph holds nothing after it but punctuation."""
        end = quotation.span[1]
        paragraph = self.paragraphs[bisect_left(self.starts, end) - 1]
        return not _WORD.search(self.text, end, paragraph[1])

    def _unquoted(self, introduction: Span, first: int) -> tuple[Block | None, int]:
        sentence = self.text[introduction[0] : introduction[1]]
        if _LIST_FOLLOWS.search(sentence) or _SALUTATION.match(sentence) or _INVITATION.match(sentence):
            return None, first
        if not (_CUE_NEAR_END.search(sentence) or _FOLLOWING.search(sentence)) or self._is_list(first):
            return None, first
        return self._set_apart(introduction, first, quoted=False)

    def _is_list(self, first: int) -> bool:
        for start, end in self.paragraphs[first : first + 2]:
            if _ITEM.match(self.text, start) or self.text[start].islower() or self.text[end - 1] in ";":
                return True
        start, end = self.paragraphs[first]
        return end - start < 60 and self.text[end - 1].isalnum()

    def _set_apart(self, introduction: Span, first: int, *, quoted: bool) -> tuple[Block | None, int]:
        speaker = self._speaker(introduction)
        number, reason = self._end(first, self._names(speaker))
        if self.speaks_itself and number > first + 1:
            number, reason = first + 1, "narration"
        content = (self.paragraphs[first][0], self.paragraphs[number - 1][1])
        return Block("introduced", introduction, speaker, (content,), quoted, reason), number

    def _end(self, first: int, names: re.Pattern[str] | None) -> tuple[int, str]:
        """The first paragraph after `first` that is not of the same words, and why."""
        for number in range(first + 1, len(self.paragraphs)):
            if self.apart[number]:
                return number, "layout"
            if number in self.labels:
                return number, "turn"
            if self._introduces(number):
                return number, "introduction"
            if self._tells(number, names):
                return number, "narration"
        return len(self.paragraphs), "end of text"

    def _introduces(self, number: int) -> bool:
        introduction = self._introduction(number)
        if introduction is None:
            return False
        sentence = self.text[introduction[0] : introduction[1]]
        return bool(_CUE_NEAR_END.search(sentence)) and not _FIRST_PERSON.search(sentence)

    def _tells(self, number: int, names: re.Pattern[str] | None) -> bool:
        """Whether the outlet speaks again: of the speaker in the third person, or with a cue of its own."""
        start, end = self.paragraphs[number]
        if _FIRST_PERSON.search(self.text, start, end):
            return bool(_TELLS.match(self.text, start, end)) and self.text[start] in _OPENING_MARKS
        return bool(_TELLS.match(self.text, start, end)) or bool(names and names.search(self.text, start, end))

    def _is_first_person(self, number: int) -> bool:
        start, end = self.paragraphs[number]
        marked = any(mark in self.text[start:end] for mark in '"“”«')
        return not marked and bool(_FIRST_PERSON.search(self.text, start, end))

    # -------- who
    def _speaker(self, introduction: Span) -> Span | None:
        start, end = after_dateline(self.text, introduction), introduction[1]
        sentence = self.text[start:end]
        for pattern in _SPEAKERS:
            found = pattern.search(sentence)
            if found and not _NOT_A_SPEAKER.match(found["speaker"]):
                if sentence[: found.start("speaker")].endswith(("and ", "& ")):
                    return None  # the last of several
                return start + found.start("speaker"), start + found.end("speaker")
        name = sentence[:-1].rstrip()
        if _is_name(name.split()) and not _NOT_A_SPEAKER.match(name):
            return start, start + len(name)
        return None

    def _names(self, speaker: Span | None) -> re.Pattern[str] | None:
        """What would name the speaker again: the phrase without its article, and its last word."""
        if speaker is None:
            return None
        phrase = re.sub(r"^(?:the|an?)\s", "", self.text[speaker[0] : speaker[1]], flags=re.IGNORECASE)
        last = phrase.split()[-1]
        names = {phrase} if last.lower() in _OFFICES or len(last) < 3 else {phrase, last}
        return re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in sorted(names))})\b(?!-)")

    # -------- turns
    def _turn(self, number: int) -> tuple[Block | None, int]:
        label = self.labels[number]
        after, reason = self._turn_end(number)
        start, end = trim(self.text, label.span[1], self.paragraphs[after - 1][1])
        if start == end:
            return None, after
        quotation = self.quotations.get(start)
        if quotation is not None and quotation.closed and quotation.span[1] < end and self._stands_alone(quotation):
            end, reason = quotation.span[1], "quotation"
        quoted = quotation is not None and quotation.span[1] == end
        return Block("turn", label.span, label.name, ((start, end),), quoted, reason), bisect_left(self.starts, end)

    def _turn_end(self, first: int) -> tuple[int, str]:
        """In an interview a turn goes on until the next one; under a lone label as any text set apart does."""
        if len(self.labels) < _DIALOGUE:
            return self._end(first, self._names(self.labels[first].name))
        for number in range(first + 1, len(self.paragraphs)):
            if self.apart[number] or number in self.labels:
                return number, "layout" if self.apart[number] else "turn"
        return len(self.paragraphs), "end of text"

    # -------- signed
    def _signed(self, quotations: Sequence[Quotation]) -> Iterator[Block]:
        """Quotations that begin a paragraph and have a dash and a name after them or below."""
        starts = set(self.starts)
        for quotation in quotations:
            start, end = quotation.span
            number = bisect_left(self.starts, end) - 1
            if start not in starts or self.apart[number]:
                continue
            line = (end, self.paragraphs[number][1])
            if not self.text[line[0] : line[1]].strip() and number + 1 < len(self.paragraphs):
                line = self.paragraphs[number + 1]
            found = _SIGNATURE.fullmatch(self.text, *line)
            if found and len(found["name"].split()) <= _LONGEST_SIGNATURE and not _SAYS.search(found["name"]):
                yield Block("signed", trim(self.text, *line), found.span("name"), ((start, end),), True, "signature")
