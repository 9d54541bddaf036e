"""Statements that the graph misses and the tree shows: a reporting verb of the codebook with a subject and what was
said.

The engine learned from campaign news; releases and agency reports say "The United States condemns …", "We urge …". Only
cues that always report a statement are proposed, and only where the graph found nothing.
"""

from collections.abc import Iterator, Sequence

from onrecord.codebooks.load import CueBook
from onrecord.codebooks.speakers import load_speakers
from onrecord.doc import Doc, WordRange
from onrecord.report import Span
from onrecord.statements.assemble import subject_of
from onrecord.statements.draft import Draft
from onrecord.statements.layout import Layout
from onrecord.statements.quotations import Quotation, widen
from onrecord.statements.spans import Located, inside

__all__ = ["propose", "propose_within"]

_SPEAKING = frozenset("i we he she they who".split())
_CLAUSES = ("ccomp", "xcomp")
_SCORE = 0.35
"""Below most of the graph's own; see docs/accuracy.md for what proposals are worth."""


def propose(
    doc: Doc, drafts: Sequence[Draft], layout: Layout, quotations: Sequence[Quotation], cues: CueBook
) -> list[Draft]:
    """Drafts for the body's reporting verbs that no draft has as its cue or in its content."""
    taken = Located((span, draft) for draft in drafts for span in (*draft.cue, *draft.content, *draft.source))
    body = Located((paragraph, None) for paragraph in layout.body)
    found = []
    for verb in _reporting_verbs(doc, cues, WordRange(0, len(doc))):
        span = doc.spans[verb]
        if taken.touching(span) or not body.touching(span):
            continue
        source, content = _speaker_of(doc, verb), _content_of(doc, verb, cues)
        if source and content and not taken.touching(content):
            content = widen(doc.report.text, content, quotations)
            found.append(Draft(source, [span], [content], score=_SCORE, made_by="tree"))
    return found


def propose_within(doc: Doc, drafts: Sequence[Draft], quotations: Sequence[Quotation], cues: CueBook) -> list[Draft]:
    """Acts told inside a content ("… the U.S. accusing North Korea of …"): verbs that do more than say."""
    taken = Located((span, draft) for draft in drafts for span in draft.cue)
    printed = Located((quotation.span, quotation) for quotation in quotations)
    found = []
    for draft in (draft for draft in drafts if draft.reported_in is None):
        for span in draft.content:
            for verb in _reporting_verbs(doc, cues, doc.range_of(span)):
                if taken.touching(doc.spans[verb]) or not _does_more_than_say(doc, verb, cues):
                    continue
                source, content = _speaker_of(doc, verb), _content_of(doc, verb, cues)
                if source and content and inside(source[0], [span]) and inside(content, [span]):
                    content = widen(doc.report.text, content, _marks_within(printed, span))
                    one = Draft(source, [doc.spans[verb]], [content], reported_in=draft, score=_SCORE, made_by="tree")
                    found.append(one)
    return found


def _marks_within(printed: Located[Quotation], span: Span) -> list[Quotation]:
    """The quotations that begin inside a content; of one that is the content, those inside it."""
    touching = printed.touching(span)
    return [mark for outer in touching for mark in (outer.inner if outer.span[0] <= span[0] else (outer,))]


def _speaker_of(doc: Doc, verb: int) -> list[Span]:
    """The verb's subject if it can speak: a name, a person's pronoun, or one of the nouns of those who speak."""
    source = subject_of(doc, verb)
    if not source:
        return []
    head = doc.head_of(doc.range_of(source[0]))
    named = doc.upos[head] == "PROPN" or any(name.start <= head < name.end for name in doc.names)
    speaks = named or doc.words[head].casefold() in _SPEAKING or load_speakers().noun(doc.words[head]) is not None
    return source if speaks else []


def _does_more_than_say(doc: Doc, verb: int, cues: CueBook) -> bool:
    match = cues.match(doc, [verb], ())
    return (
        match.how == "known" and match.cue.statement == "yes" and match.cue.stance not in ("assert", "report", "claim")
    )


def _reporting_verbs(doc: Doc, cues: CueBook, words: WordRange) -> Iterator[int]:
    for word in range(*words):
        if doc.upos[word] == "VERB" and cues.reports(doc, word) and not _is_untold(doc, word):
            yield word


def _is_untold(doc: Doc, verb: int) -> bool:
    """Whether the verb only would, could or may be said, is asked for, or is a passive without a doer."""
    for child in doc.children[verb]:
        if doc.deprels[child] == "aux" and doc.lemmas[child].lower() in _MODALS:
            return True
        if doc.deprels[child] == "aux:pass" or (doc.deprels[child] == "mark" and doc.lemmas[child].lower() != "that"):
            return True
    return not any(form in doc.feats[verb] for form in ("VerbForm=Fin", "VerbForm=Part", "VerbForm=Ger"))


_MODALS = frozenset("would could may might should must can".split())


def _content_of(doc: Doc, verb: int, cues: CueBook) -> Span | None:
    """The clause that the verb reports, else its object when the codebook says that an object is enough."""
    below = doc.children[verb]
    clauses = [child for child in below if doc.deprels[child].partition(":")[0] in _CLAUSES and child > verb]
    objects = [child for child in below if doc.deprels[child] == "obj" and child > verb]
    if clauses:
        first = objects[:1] if objects and objects[0] < clauses[0] else []
        return _phrase(doc, clauses[0], from_word=first[0] if first else None)
    if objects and _does_more_than_say(doc, verb, cues):
        return _phrase(doc, objects[0], to_word=_charge(doc, verb, objects[0]))
    return None


def _charge(doc: Doc, verb: int, object_: int) -> int | None:
    """ "accused Iran [of supplying …]", "blamed them [for …]": what the one before the preposition is charged with."""
    for child in doc.children[verb]:
        if child > object_ and doc.deprels[child].partition(":")[0] in ("advcl", "obl"):
            marks = [
                doc.words[word].casefold() for word in doc.children[child] if doc.deprels[word] in ("mark", "case")
            ]
            if marks and marks[0] in ("of", "for", "with"):
                return child
    return None


def _phrase(doc: Doc, head: int, from_word: int | None = None, to_word: int | None = None) -> Span:
    words = {word for part in (head, from_word, to_word) if part is not None for word in doc.subtree(part)}
    return _without_stop(doc, sorted(words))


def _without_stop(doc: Doc, words: Sequence[int]) -> Span:
    end = words[-1] + 1
    while end - 1 > words[0] and doc.upos[end - 1] == "PUNCT":
        end -= 1
    return doc.span(WordRange(words[0], end))
