"""Outer frames: on whose word the report itself tells a statement.

"…," Xi told Putin, per Reuters.  /  The ministry denied it, the BBC reports.  /  X quoted Y as saying …
/  The agency, citing two officials, reported …
"""

from collections.abc import Iterator, Sequence

from onrecord.codebooks.load import CueBook
from onrecord.codebooks.speakers import load_speakers
from onrecord.doc import Doc, WordRange
from onrecord.report import Span
from onrecord.statements.assemble import RELAYING, noun_of, subject_of
from onrecord.statements.draft import Draft
from onrecord.statements.spans import Located, inside, joined, overlap, without

__all__ = ["cited_sources", "framed_statements", "outer_frames"]

_RELAYING_VERBS = frozenset("report say write add reveal note quote".split())
_CITING = frozenset("cite quote".split())


def outer_frames(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """The frames around statements of the first level, as drafts of their own; the framed ones are told of them."""
    taken = Located((span, draft) for draft in drafts for span in (*draft.cue, *draft.content))
    found: list[Draft] = []
    for sentence, here in _by_sentence(doc, drafts).items():
        framing: list[Draft] = []
        for source, cue in _frames(doc, sentence):
            if taken.touching(cue) or any(overlap(span, cue) for outer in framing for span in outer.content):
                continue
            outer = Draft([source], [cue], _framed(doc, sentence, source, cue, here), made_by="outer frame")
            outer.score = min(draft.score for draft in here)
            framed = [
                draft
                for draft in here
                if draft.reported_in is None
                and all(inside(span, outer.content) for span in (*draft.cue, *draft.content))
            ]
            if framed and outer.content:
                for draft in framed:
                    draft.reported_in = outer
                framing.append(outer)
        found += framing
    return found


def _by_sentence(doc: Doc, drafts: Sequence[Draft]) -> dict[WordRange, list[Draft]]:
    """The drafts of the first level by the sentence of their cue."""
    found: dict[WordRange, list[Draft]] = {}
    for draft in drafts:
        words = doc.range_of(draft.cue[0])
        if draft.reported_in is None and words.start < words.end:
            found.setdefault(doc.sentence_of(words.start), []).append(draft)
    return found


def _frames(doc: Doc, sentence: WordRange) -> Iterator[tuple[Span, Span]]:
    """Source and cue of each frame of a sentence: "per X", "according to X", "X reports" set beside the rest."""
    for word in range(*sentence):
        form = doc.words[word].casefold()
        if form in RELAYING:
            yield from _by_preposition(doc, word, sentence)
        elif doc.upos[word] == "VERB" and doc.lemmas[word] in _RELAYING_VERBS and _is_beside(doc, word):
            source = subject_of(doc, word)
            if source:
                yield source[0], doc.spans[word]


def _is_beside(doc: Doc, verb: int) -> bool:
    """Whether the verb stands beside the sentence as "…, Reuters reports" does: parataxis, behind a comma."""
    return doc.deprels[verb].partition(":")[0] == "parataxis"


def _by_preposition(doc: Doc, word: int, sentence: WordRange) -> Iterator[tuple[Span, Span]]:
    last = word
    if doc.words[word].casefold() == "according":
        last = word + 1
        if last >= sentence.end or doc.words[last].casefold() != "to":
            return
    for source in noun_of(doc, word):
        yield source, (doc.spans[word][0], doc.spans[last][1])


def _framed(doc: Doc, sentence: WordRange, source: Span, cue: Span, drafts: Sequence[Draft]) -> list[Span]:
    """The sentence without the frame, and what its statements quote beyond it."""
    text = doc.report.text
    start, end = doc.span(sentence)
    while end > start and text[end - 1] in ".!?":
        end -= 1
    spans = without(text, (start, end), [source, cue])
    further = [span for draft in drafts for span in draft.content if span[0] >= end or span[1] <= start]
    earlier = [span for span in further if span[1] <= start]
    return joined(text, [*earlier, *spans, *[span for span in further if span[0] >= end]])


def framed_statements(doc: Doc, drafts: Sequence[Draft], cues: CueBook) -> list[Draft]:
    """ "…," X said, according to Y: where the graph has only Y's statement, X's inside it."""
    found = []
    for draft in drafts:
        first = doc.range_of(draft.cue[0]).start
        if doc.words[first].casefold() not in RELAYING or not draft.source:
            continue
        sentence = doc.sentence_of(first)
        taken = [*draft.source, *draft.cue, *draft.content]
        for verb in range(*sentence):
            if doc.upos[verb] != "VERB" or not cues.reports(doc, verb):
                continue
            source = subject_of(doc, verb)
            if source and not any(overlap(span, other) for span in (doc.spans[verb], *source) for other in taken):
                inner = Draft(
                    source, [doc.spans[verb]], list(draft.content), reported_in=draft, made_by="inside a frame"
                )
                inner.score = draft.score
                draft.content = _framed(doc, sentence, draft.source[0], draft.cue[0], [draft])
                found.append(inner)
                break
    return found


def cited_sources(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """ "R, citing sources, reported X": X is the content of both, the sources' statement inside R's."""
    found, speakers = [], load_speakers()
    for draft in drafts:
        words = doc.range_of(draft.cue[0])
        sentence = doc.sentence_of(words.start)
        for word in range(*sentence):
            if doc.lemmas[word] not in _CITING or doc.deprels[word].partition(":")[0] not in ("advcl", "acl"):
                continue
            object_ = next((child for child in doc.children[word] if doc.deprels[child] == "obj"), None)
            if object_ is None or any(overlap(doc.spans[word], span) for span in (*draft.content, *draft.cue)):
                continue
            role = speakers.noun(doc.words[object_])
            if doc.upos[object_] != "PROPN" and (role is None or role.kind == "document"):
                continue
            phrase = doc.subtree(object_, without=("acl:relcl", "punct"))
            source = doc.span(WordRange(phrase[0], phrase[-1] + 1))
            inner = Draft([source], [doc.spans[word]], list(draft.content), reported_in=draft, made_by="cited source")
            inner.score = draft.score
            found.append(inner)
    return found
