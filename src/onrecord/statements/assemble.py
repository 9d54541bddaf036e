"""The attribution graph to drafts: exact characters, quotations completed, set-apart text joined to its speaker."""

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.codebooks.load import CueBook
from onrecord.codebooks.speakers import load_speakers
from onrecord.doc import Attribution, Doc, WordRange
from onrecord.report import Span
from onrecord.statements.blocks import Block
from onrecord.statements.draft import Draft
from onrecord.statements.layout import Layout, trim
from onrecord.statements.quotations import Quotation, is_scare, widen
from onrecord.statements.spans import Located, covered, inside, joined, overlap

__all__ = [
    "RELAYING",
    "assemble",
    "complete_quotations",
    "drafts_of",
    "fill_sources",
    "join_blocks",
    "noun_of",
    "subject_of",
]

RELAYING = frozenset(("per", "according", "via"))
"""Prepositions that name a source."""

OPENING = frozenset("“\"«„‘'")
"""Marks that a quotation opens with."""

_NOMINAL = frozenset("DET ADJ NOUN PROPN NUM PRON".split())
_RELATIVE = frozenset(("who", "which", "that"))

_MOSTLY = 0.5
"""Share of a quotation's paragraph that a statement must hold to be given the quotation's other paragraphs."""
_NAMELESS = frozenset(("q", "a", "question", "answer"))
"""Labels of turns that name nobody."""
_SHORTEST_ORPHAN = 3
"""Words of a quotation that is worth a speaker when the graph gave it none."""


def assemble(
    doc: Doc, layout: Layout, quotations: Sequence[Quotation], blocks: Sequence[Block], cues: CueBook
) -> list[Draft]:
    """The drafts of a report's own level, in the order of their contents."""
    drafts = drafts_of(doc, doc.attributions, quotations)
    paragraphs = Located((paragraph, paragraph) for paragraph in layout.paragraphs)
    drafts = [draft for draft in drafts if not _is_apart(draft, layout) and _keep_near(doc, draft, layout, paragraphs)]
    fill_sources(doc, drafts)
    give_documents_their_words(doc, drafts)
    complete_quotations(doc, drafts, quotations, layout)
    drafts = join_blocks(doc, drafts, blocks, cues)
    return sorted(drafts, key=lambda draft: (draft.content[0], draft.cue))


def drafts_of(doc: Doc, attributions: Sequence[Attribution], quotations: Sequence[Quotation]) -> list[Draft]:
    """One draft for each attribution, its content with the marks that belong to it."""
    drafts = []
    for one in attributions:
        content = [widen(doc.report.text, doc.span(words), quotations) for words in one.content]
        drafts.append(
            Draft(
                source=[doc.span(words) for words in one.source],
                cue=[doc.span(words) for words in one.cue],
                content=joined(doc.report.text, content),
                score=one.score,
            )
        )
    return drafts


def _keep_near(doc: Doc, draft: Draft, layout: Layout, paragraphs: Located[Span]) -> bool:
    """Cut the content at paragraphs and keep of other paragraphs than the cue's what is quoted; whether any is left.

    What is told without marks stands in the paragraph of its cue; a headline above is never part of it.
    """
    text = doc.report.text
    own = paragraphs.touching(draft.cue[0])
    apart = [part for part in (layout.headline, layout.dek, *layout.not_report_text) if part]
    parts = [
        (max(span[0], paragraph[0]), min(span[1], paragraph[1]))
        for span in draft.content
        for paragraph in paragraphs.touching(span)
        if paragraph not in apart
    ]
    draft.content = [part for part in parts if inside(part, own) or text[part[0]] in OPENING]
    return bool(draft.content)


def fill_sources(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Give a draft that the graph left without a source the subject of its verb, or the noun of its "according to".

    A relative pronoun gives way to the noun phrase that it stands for.
    """
    for draft in drafts:
        if draft.source:
            draft.source = [_antecedent(doc, span) or span for span in draft.source]
            continue
        words = doc.range_of(draft.cue[0])
        for word in range(*words):
            source = noun_of(doc, word) if doc.words[word].casefold() in RELAYING else _active_subject(doc, word)
            if source and not any(overlap(source[0], span) for span in (*draft.cue, *draft.content)):
                draft.source = source
                break


def give_documents_their_words(doc: Doc, drafts: Sequence[Draft]) -> None:
    """ "signed a statement | reaffirming ties": the statement is the source, its participle the cue."""
    speakers = load_speakers()
    for draft in drafts:
        verb = doc.range_of(draft.content[0]).start
        noun = doc.heads[verb]
        role = speakers.noun(doc.words[noun])
        if doc.deprels[verb] != "acl" or doc.upos[verb] != "VERB" or role is None or role.kind != "document":
            continue
        content = (doc.spans[verb][1], draft.content[0][1])
        if inside(doc.spans[noun], draft.cue) and doc.report[content].strip():
            phrase = [word for word in doc.subtree(noun, without=("acl", "acl:relcl", "punct", "case")) if word <= noun]
            draft.source = [doc.span(WordRange(phrase[0], noun + 1))]
            draft.cue = [doc.spans[verb]]
            draft.content = [trim(doc.report.text, *content), *draft.content[1:]]


def _antecedent(doc: Doc, span: Span) -> Span | None:
    words = doc.range_of(span)
    if words.end - words.start != 1 or doc.words[words.start].casefold() not in _RELATIVE:
        return None
    verb = doc.heads[words.start]
    noun = doc.heads[verb]
    if doc.deprels[verb] != "acl:relcl" or noun >= words.start:
        return None
    while doc.deprels[noun] == "conj" and doc.upos[noun] == "NUM":
        noun = doc.heads[noun]  # "resolutions 1718 and 2087, which …": both, not the number beside the pronoun
    first = min(doc.subtree(noun, without=("acl:relcl", "punct", "case", "cc")))
    end = words.start
    while end > first and doc.words[end - 1] in (",", "—", "–"):
        end -= 1
    return doc.span(WordRange(first, end)) if first < end else None


def _active_subject(doc: Doc, word: int) -> list[Span]:
    passive = any(doc.deprels[child] in ("aux:pass", "nsubj:pass") for child in doc.children[word])
    return [] if doc.upos[word] != "VERB" or passive else subject_of(doc, word)


def noun_of(doc: Doc, preposition: int) -> list[Span]:
    """The noun phrase that "per" or "according to" governs: by the tree, else the nominal words that follow."""
    first = preposition + (2 if doc.words[preposition].casefold() == "according" else 1)
    sentence = doc.sentence_of(preposition)
    noun = doc.heads[preposition]
    words: list[int] = []
    if first <= noun < sentence.end:
        words = [word for word in doc.subtree(noun, without=("acl:relcl", "punct", "case")) if word >= first]
    if not words:
        for word in range(first, sentence.end):
            if doc.upos[word] not in _NOMINAL:
                break
            words.append(word)
    return [doc.span(WordRange(words[0], words[-1] + 1))] if words else []


def _is_apart(draft: Draft, layout: Layout) -> bool:
    """Whether the cue stands in a headline, dek, caption or footer, which repeat or surround the report's body."""
    parts = [part for part in (layout.headline, layout.dek, *layout.not_report_text) if part]
    return any(part[0] <= draft.cue[0][0] < part[1] for part in parts)


# ---------------------------------------------------------------- quotations
def complete_quotations(doc: Doc, drafts: list[Draft], quotations: Sequence[Quotation], layout: Layout) -> None:
    """Give each quotation whole to the statement that holds part of it, and each orphan to the speaker before it."""
    text = doc.report.text
    taken = Located((span, draft) for draft in drafts for span in draft.content)
    speaking = sorted(((max(_ends(draft)), number) for number, draft in enumerate(drafts)))
    for quotation in quotations:
        holders = {id(draft): draft for draft in taken.touching(quotation.span)}
        if len(quotation.spans) > 1 and len(holders) == 1:
            (draft,) = holders.values()
            if any(covered(part, draft.content) >= _MOSTLY for part in quotation.spans):
                draft.content = joined(text, [*draft.content, *quotation.spans])
        elif not holders and _is_orphan(doc, quotation, layout):
            place = bisect_right(speaking, (quotation.span[0], len(drafts))) - 1
            before = drafts[speaking[place][1]] if place >= 0 else None
            if before is not None and _goes_on(doc, before, quotation):
                before.content = joined(text, [*before.content, *quotation.spans])


def _is_orphan(doc: Doc, quotation: Quotation, layout: Layout) -> bool:
    """A quotation that begins its sentence and is long enough to be said, in the body."""
    words = doc.range_of(quotation.words)
    if words.end - words.start < _SHORTEST_ORPHAN or is_scare(doc.report.text, quotation):
        return False
    if not any(body[0] <= quotation.span[0] < body[1] for body in layout.body):
        return False
    before = doc.report.text[: quotation.span[0]].rstrip(" \t\u00a0")[-1:]
    return before in ("", "\n", "\r", ".", "!", "?", "”", '"', "\u2028")


def _goes_on(doc: Doc, draft: Draft, quotation: Quotation) -> bool:
    """Whether a quotation without a cue goes on with the statement: it quotes, and its sentence ends right before."""
    text = doc.report.text
    end = max(end for end in _ends(draft) if end <= quotation.span[0])
    last = doc.range_of((0, end)).end - 1
    gap = text[max(end, doc.span(doc.sentence_of(last))[1]) : quotation.span[0]]
    quotes = any(mark in text[s:e] for s, e in draft.content for mark in '“"”')
    return quotes and not gap.strip(' \t\r\n\u00a0.,”"')


def _ends(draft: Draft) -> list[int]:
    return [end for spans in (draft.source, draft.cue, draft.content) for _, end in spans]


# ---------------------------------------------------------------- set-apart text
def join_blocks(doc: Doc, drafts: list[Draft], blocks: Sequence[Block], cues: CueBook) -> list[Draft]:
    """Text set apart becomes the content of the statement whose cue introduces it; what stands inside is nested."""
    by_cue = Located((span, draft) for draft in drafts for span in draft.cue)
    made = []
    for block in blocks:
        introducing = by_cue.touching(block.introduction)
        owner = introducing[-1] if introducing else _introduced_by_print(doc, block, cues)
        if owner is None:
            continue
        owner.content = list(block.content)
        if not introducing:
            made.append(owner)
        for draft in (draft for span in block.content for draft in by_cue.touching(span)):
            if draft is not owner and all(inside(span, block.content) for span in draft.content):
                draft.reported_in = owner
    return [*drafts, *made]


def _introduced_by_print(doc: Doc, block: Block, cues: CueBook) -> Draft | None:
    """A block's statement where the graph has none: by its introducing verb, or by the label or name beside it."""
    if block.shape == "introduced":
        return _introduced(doc, block, cues)
    if block.speaker is None:
        return None
    source = [] if doc.report[block.speaker].casefold() in _NAMELESS else [block.speaker]
    start, end = block.introduction
    cue = (start, start + 1) if block.shape == "signed" else (end - 1, end)
    return Draft(source, [cue], list(block.content), made_by=block.shape)


def _introduced(doc: Doc, block: Block, cues: CueBook) -> Draft | None:
    """From the line above a block: its last reporting verb, and that verb's subject."""
    words = doc.range_of(block.introduction)
    for word in range(words.end - 1, words.start - 1, -1):
        if doc.upos[word] in ("VERB", "AUX", "NOUN") and cues.reports(doc, word):
            source = [block.speaker] if block.speaker else subject_of(doc, word)
            if source:
                return Draft(source, [doc.spans[word]], list(block.content), made_by="introduced")
    return None


def subject_of(doc: Doc, verb: int) -> list[Span]:
    """The noun phrase of a verb's subject, without a relative clause; through a conjunction or an infinitive."""
    while True:
        for child in doc.children[verb]:
            if doc.deprels[child].partition(":")[0] == "nsubj":
                words = doc.subtree(child, without=("acl:relcl", "punct"))
                return [doc.span(WordRange(words[0], words[-1] + 1))]
        if doc.deprels[verb] not in ("conj", "xcomp") or doc.heads[verb] == verb:
            return []
        verb = doc.heads[verb]
