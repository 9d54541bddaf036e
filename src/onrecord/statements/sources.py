"""The source's noun phrase: where it ends, its parts, its head, what kind of source it names, what qualifies it.

Everything works from the words, the names and the codebook alone; where there are trees, they settle which of two parts
governs the other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.codebooks.speakers import RoleNoun, load_speakers
from onrecord.doc import Doc, Name, WordRange
from onrecord.report import Span
from onrecord.statements.draft import Draft

__all__ = ["Phrase", "is_attribute", "parse", "qualifications", "split", "trim"]

PREPOSITIONS = frozenset(
    "of in at for from with on to by about against near inside within under over among between behind like including "
    "such across outside around as after during versus than".split()
)
_RELATIVES = frozenset("who which whom whose where when".split())
_TAILS = frozenset(
    "speaking citing quoting quoted asked talking referring pointing writing testifying addressing".split()
)
_DETERMINERS = frozenset("the a an this that these those his her its their our my your some many several other".split())
_AFTER_NAME = frozenset("himself herself itself themselves and or alone too".split())
_COMMAS = frozenset(",;:—–()[]")
_POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
_EDGES = (_COMMAS - frozenset("()[]")) | _POSSESSIVES
QUANTITIES = frozenset("one half some many most few several number percent percentage majority minority".split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """One noun phrase of a source. `name` is the name that it is a phrase for, if any: not that of an attribute.

    `before` are the words up to and with the head, `noun` the codebook's row for a head that is no name.
    """

    words: WordRange
    head: int
    name: Name | None = None
    noun: RoleNoun | None = None
    before: WordRange = field(default=WordRange(0, 0))

    @property
    def plural(self) -> bool:
        """Whether it names several people by a noun."""
        return self.name is None and self.noun is not None and self.noun.plural


# ---------------------------------------------------------------- where the phrase ends
def trim(doc: Doc, words: WordRange) -> WordRange:
    """The noun phrase without a trailing relative clause, participle, comma or "'s"."""
    tokens, end = doc.words, words.end
    for word in range(words.start + 1, words.end):
        low = tokens[word].lower()
        clause = low in _RELATIVES or low in _TAILS or (low == "that" and _opens_clause(doc, word))
        if clause or (low == "on" and "condition" in tokens[word + 1 : word + 3]):
            end = word
            break
    while end - 1 > words.start and tokens[end - 1] in _EDGES:
        end -= 1
    start = words.start
    while start < end - 1 and tokens[start] in _EDGES:
        start += 1
    return WordRange(start, end)


def _opens_clause(doc: Doc, word: int) -> bool:
    if doc.deprels and doc.heads:
        return doc.upos[word : word + 1] == ["PRON"]
    return doc.words[word - 1].isalpha()


# ---------------------------------------------------------------- coordination
def split(doc: Doc, words: WordRange, names: dict[int, Name]) -> list[WordRange]:
    """The phrases that "and" joins: of "Moscow and Pyongyang" two; of "ministers of trade and finance" one."""
    tokens = doc.words
    cuts = [
        word
        for word in range(words.start + 1, words.end - 1)
        if tokens[word].lower() in ("and", "&") and not _inside_name(word, names)
    ]
    for cut in cuts:
        left, right = WordRange(words.start, cut), WordRange(cut + 1, words.end)
        if _stand_alone(doc, left, right, names):
            return [*_split_list(doc, left, names), *split(doc, right, names)]
    return [words]


def _inside_name(word: int, names: dict[int, Name]) -> bool:
    name = names.get(word)
    return name is not None and name.start < word < name.end - 1


def _split_list(doc: Doc, words: WordRange, names: dict[int, Name]) -> list[WordRange]:
    """ "A, B" before "and C"; not "A, the president of B"."""
    while words.end > words.start + 1 and doc.words[words.end - 1] == ",":
        words = WordRange(words.start, words.end - 1)
    for word in range(words.start + 1, words.end - 1):
        if doc.words[word] == "," and (
            (word - 1 in names and word + 1 in names) or _plural_noun(doc, word + 1, words.end)
        ):
            rest = WordRange(word + 1, words.end)
            return [WordRange(words.start, word), *_split_list(doc, rest, names)]
    return [words]


def _plural_noun(doc: Doc, start: int, end: int) -> bool:
    """Whether a bare plural, one or two words long, stands there up to the next comma: "protesters"."""
    length = next((n for n in range(end - start) if doc.words[start + n] == ","), end - start)
    noun = load_speakers().noun(doc.words[start + length - 1]) if 1 <= length <= 2 else None
    return noun is not None and noun.plural and doc.words[start].islower()


def _stand_alone(doc: Doc, left: WordRange, right: WordRange, names: dict[int, Name]) -> bool:
    book, first = load_speakers(), right.start
    begins = (
        first in names
        or doc.words[first].lower() in _DETERMINERS
        or doc.words[first][:1].isupper()
        or any((noun := book.noun(doc.words[word])) and noun.kind == "person" for word in range(first, right.end))
    )
    last = book.noun(doc.words[right.end - 1])
    one_name = last is not None and last.kind == "organisation" and not last.plural
    if one_name and doc.words[left.start].lower() == "the" and doc.words[first].lower() not in _DETERMINERS:
        return False  # "the Foreign and Commonwealth Office"
    attached = any(doc.words[word].lower() in PREPOSITIONS for word in range(left.start + 1, left.end))
    if doc.heads and attached:
        head = doc.head_of(WordRange(left.start, right.end))
        joined = [word for word in range(right.start, right.end) if doc.deprels[word] == "conj"]
        return begins and any(doc.heads[word] == head for word in joined)
    bare = first in names and names[first].end >= right.end and doc.words[left.end - 1] != ","
    return begins and not (attached and bare)


# ---------------------------------------------------------------- head and name
def parse(doc: Doc, words: WordRange, names: dict[int, Name]) -> Phrase:
    """Find the head of a non-empty phrase, and the name that it is a phrase for."""
    named = _person(doc, words, names)
    segment = WordRange(words.start, _segment_end(doc, words, names))
    if named:
        return Phrase(words, named.end - 1, named, None, WordRange(words.start, named.start))
    last = segment.end - 1
    name = names.get(last)
    if name and name.end == segment.end and (noun := _role_at_end(doc, segment, name)) is None:
        return Phrase(words, last, Name(max(name.start, words.start), name.end, name.kind), None, segment)
    head, noun = _noun_head(doc, segment)
    return Phrase(words, head, None, noun, segment)


def _segment_end(doc: Doc, words: WordRange, names: dict[int, Name]) -> int:
    for word in range(words.start + 1, words.end):
        token = doc.words[word].lower()
        if (token in PREPOSITIONS or token in _COMMAS or token in _RELATIVES) and not _inside_name(word, names):
            return word
    return words.end


def _role_at_end(doc: Doc, segment: WordRange, name: Name) -> RoleNoun | None:
    """ "a White House spokesman" may be one name to the recogniser; its last word says that it is a person."""
    if name.kind == "person" or doc.words[name.end - 1][:1].isupper():
        return None
    found = load_speakers().noun(doc.words[segment.end - 1])
    return found if found and found.kind == "person" else None


def _noun_head(doc: Doc, segment: WordRange) -> tuple[int, RoleNoun | None]:
    book = load_speakers()
    for word in range(segment.end - 1, segment.start - 1, -1):
        if noun := book.noun(doc.words[word]):
            return word, noun
    for word in range(segment.end - 1, segment.start - 1, -1):
        if doc.words[word][-1:].isalnum():
            return word, None
    return segment.end - 1, None


def _person(doc: Doc, words: WordRange, names: dict[int, Name]) -> Name | None:
    """The first person's name in the phrase that is no attribute of something else in it."""
    word = words.start
    while word < words.end:
        name = names.get(word)
        if name is None:
            word += 1
            continue
        inside = Name(max(name.start, words.start), min(name.end, words.end), name.kind)
        if name.kind == "person" and not is_attribute(doc, words, inside):
            return inside
        word = name.end
    return None


def is_attribute(doc: Doc, words: WordRange, name: Name) -> bool:
    """Whether a name only describes the phrase: "Smith's lawyer", "the Smith campaign", "a spokesman for Mr Smith"."""
    after = doc.words[name.end].lower() if name.end < words.end else ""
    if after in _POSSESSIVES or doc.words[name.end - 1].endswith(("'s", "’s", "s’")):
        return True
    follows = after.isalpha() and after not in PREPOSITIONS | _RELATIVES | _AFTER_NAME | _TAILS
    if follows and (load_speakers().noun(after) or doc.upos[name.end : name.end + 1] in (["NOUN"], ["PROPN"])):
        return True
    return _governed(doc, words.start, name.start)


def _governed(doc: Doc, start: int, word: int) -> bool:
    """Whether only titles, determiners and small words stand between a preposition and the word, back to `start`."""
    book, titled = load_speakers(), False
    for before in range(word - 1, start - 1, -1):
        token = doc.words[before]
        low = token.lower()
        if low in PREPOSITIONS:
            return True
        title = book.title(token) is not None
        # "Secretary of [State] Kerry": a modifier is part of an office only before its title
        known = title or (titled and (low.strip(".") in book.modifiers or book.people(token)))
        if not (known or low in _DETERMINERS or (token.islower() and token.isalpha())):
            return False
        titled = titled or title
    return False


# ---------------------------------------------------------------- what qualifies a source
_TO_END = r"[^.;!?“”\"\n]*"
_ANONYMITY = re.compile(
    rf"(?:who\s+|and\s+)?(?:(?:was|were|has|have|had|is|are)\s+)?"
    rf"(?:(?:spoke|speak|speaking|talked|talking|agreed|asked|asking|requested|requesting|declined|declining|insisted|insisting|wished|granted|refused|wanted|preferred)\b"
    rf"(?:(?!\bsa(?:id|ys?)\b)[^.;!?,“”\"\n]){{0,60}}?)?"
    rf"\b(?:anonymity|(?:to\s+be|being)\s+(?:named|identified|quoted by name)|anonymously|off the record)\b"
    rf"(?:\s*,?\s*(?:because|as|since|citing|in order to|so as|to (?:discuss|describe|speak|talk))\b{_TO_END})?",
    re.IGNORECASE,
)
_KNOWLEDGE = re.compile(
    r"\b(?:familiar with|with (?:direct |first-?hand |close |intimate )?knowledge of|briefed (?:on|about)|privy to"
    r"|close to|involved in"
    r"|who (?:was|were|is|are) (?:at|in|on|inside|there|present|near|among|involved|briefed|familiar|close)\b"
    r"|who (?:saw|witnessed|heard|attended|survived|escaped|fled|knows?|knew|worked|took part|overheard|watched))"
    r"[^.;!?,“”\"\n]*",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\s*,?\s*((?:who|whose)\b[^.;!?“”\"\n]*)", re.IGNORECASE)
_REACH = 240
"""Characters around a source in which the words that qualify it are sought."""


def qualifications(doc: Doc, draft: Draft) -> list[Span]:
    """Spans that say why the source would know or why it is not named: near the source, outside cue and content.

    Any relative clause of a source without a name counts, of a named one only a clause that tells of knowledge.
    """
    text, found = doc.report.text, list[Span]()
    for source in draft.source:
        for start, end in _room(doc, draft, source):
            here = [match.span() for match in _ANONYMITY.finditer(text, start, end)]
            here += [match.span() for match in _KNOWLEDGE.finditer(text, start, end)]
            if draft.source_kind == "unnamed person" and start == source[1]:
                here += [match.span(1) for match in [_RELATIVE.match(text, start, end)] if match]
            found += [_without_edges(text, span) for span in here]
    return _outermost(found)


def _room(doc: Doc, draft: Draft, source: Span) -> Iterator[Span]:
    """The stretches of the source's sentence that belong neither to cue nor content; the source itself first."""
    yield source
    words = doc.range_of(source)
    if words.start >= words.end or not doc.sentence_starts:
        return
    low, high = doc.span(doc.sentence_of(words.end - 1))
    low, high = max(low, source[0] - _REACH), min(high, source[1] + _REACH)
    taken = sorted([source, *draft.cue, *draft.content])
    edge = low
    for start, end in taken:
        if edge < min(start, high):
            yield edge, min(start, high)
        edge = max(edge, end)
    if edge < high:
        yield edge, high


def _without_edges(text: str, span: Span) -> Span:
    start, end = span
    while start < end and (text[start].isspace() or text[start] in ",;—–"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;—–"):
        end -= 1
    return start, end


def _outermost(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda pair: (pair[0], -pair[1])):
        if span[0] < span[1] and not any(outer[0] <= span[0] and span[1] <= outer[1] for outer in kept):
            kept.append(span)
    return kept
