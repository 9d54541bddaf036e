"""Chains: statements inside statements, found by reading a content again on its own.

Annotated news marks one level of attribution, so the engine learned one level. What a content itself attributes is
found in a second look; a first person inside a quotation is the quoted speaker and makes no statement of its own.
"""

from collections.abc import Callable, Sequence

from onrecord.codebooks.load import CueBook
from onrecord.doc import Attribution, Doc, WordRange
from onrecord.report import Span
from onrecord.statements.assemble import RELAYING, drafts_of
from onrecord.statements.draft import Draft
from onrecord.statements.quotations import Quotation
from onrecord.statements.spans import Located, inside

__all__ = ["nest", "place", "without_first_person"]

ReadWithin = Callable[[Doc, WordRange], list[Attribution]]

_SHORTEST = 5
"""Words of a content that can hold a statement: who, says, and three more."""
_FIRST = frozenset("i we me us my our you your myself ourselves".split())
_MARKS = frozenset("“”\"«»„‟‘’'")
_DEEPEST = 2
"""Levels read again below the first."""


def nest(
    doc: Doc, drafts: Sequence[Draft], quotations: Sequence[Quotation], cues: CueBook, read_within: ReadWithin
) -> list[Draft]:
    """The statements that stand in the drafts' contents, with `reported_in` set, without the drafts."""
    found: list[Draft] = []
    level = list(drafts)
    printed = Located((quotation.span, quotation) for quotation in quotations)
    for _ in range(_DEEPEST):
        level = [inner for draft in level for inner in _within(doc, draft, printed, cues, read_within)]
        known = Located((span, None) for draft in [*drafts, *found] for span in draft.cue)
        level = [inner for inner in level if not known.touching(inner.cue[0])]
        found += level
    return found


def _within(doc: Doc, draft: Draft, printed: Located[Quotation], cues: CueBook, read_within: ReadWithin) -> list[Draft]:
    found = []
    for span in draft.content:
        words = doc.range_of(_unmarked(doc.report.text, span))
        if words.end - words.start < _SHORTEST or not _may_report(doc, words, cues):
            continue
        quotations = printed.touching(span)
        around = [q for q in quotations if q.span[0] <= span[0] and span[1] <= q.span[1]]
        marks = [mark for q in around for mark in q.inner] if around else quotations
        for one in drafts_of(doc, read_within(doc, words), marks):
            if _is_nested(doc, one, draft, cues):
                one.reported_in = draft
                one.made_by = "second look"
                found.append(one)
    return found


def _unmarked(text: str, span: Span) -> Span:
    """The content without the marks around it: read with them, it looks like a quotation of somebody unknown."""
    start, end = span
    while start < end and text[start] in _MARKS:
        start += 1
    while start < end and text[end - 1] in _MARKS:
        end -= 1
    return start, end


def _may_report(doc: Doc, words: WordRange, cues: CueBook) -> bool:
    """Whether a reporting word stands there with somebody who says it; reading again costs as much as reading."""
    return any(_names_its_source(doc, word) and cues.reports(doc, word) for word in range(*words))


def _names_its_source(doc: Doc, word: int) -> bool:
    subject = any(doc.deprels[child].startswith("nsubj") for child in doc.children[word])
    return subject or doc.words[word].casefold() in RELAYING


def _is_nested(doc: Doc, inner: Draft, outer: Draft, cues: CueBook) -> bool:
    """Whether the inner statement names a source of its own, and says less than the outer one."""
    if not inner.source or not all(inside(span, outer.content) for span in (*inner.source, *inner.cue, *inner.content)):
        return False
    return any(cues.reports(doc, word) for span in inner.cue for word in range(*doc.range_of(span)))


def without_first_person(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts but those in which a speaker of another speaks of himself ("We call on …" in a quotation)."""
    return [draft for draft in drafts if draft.reported_in is None or not _is_first_person(doc, draft)]


def _is_first_person(doc: Doc, draft: Draft) -> bool:
    words = [word for span in draft.source for word in range(*doc.range_of(span))]
    return any(doc.words[word].casefold() in _FIRST for word in words)


def place(drafts: Sequence[Draft]) -> None:
    """Set `reported_in` of each draft that stands whole in the content of another: the smallest such content."""
    contents = Located((span, draft) for draft in drafts for span in draft.content)
    for draft in drafts:
        parts: list[Span] = [*draft.source, *draft.cue, *draft.content]
        holders = [
            other
            for other in contents.touching(draft.cue[0])
            if other is not draft and all(inside(span, other.content) for span in parts) and not _holds(draft, other)
        ]
        if holders:
            draft.reported_in = min(holders, key=lambda other: sum(end - start for start, end in other.content))


def _holds(draft: Draft, other: Draft) -> bool:
    """Whether `other` is already reported in `draft`, so that the two would report one another."""
    above = other.reported_in
    while above is not None:
        if above is draft:
            return True
        above = above.reported_in
    return False
