"""onrecord in a spaCy pipeline: `nlp = spacy.blank("en"); nlp.add_pipe("onrecord")`.

The text is read with the engine's own words, so that the record is the one that `Reader.read` gives, and then laid over
spaCy's tokens. docs/spacy.md explains what is set. spaCy finds the component by an entry point of the package.
"""

from collections.abc import Callable, Mapping
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from onrecord.doc import Doc as Parsed
from onrecord.doc import WordRange
from onrecord.engine.words import split
from onrecord.errors import InputError, LanguageError
from onrecord.pipeline import load, report_of
from onrecord.projection import ROOT, Projection, project
from onrecord.record import Record
from onrecord.report import Report, Span

try:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as TokenSpan
    from spacy.util import DummyTokenizer, filter_spans, registry
    from spacy.vocab import Vocab
except ImportError as error:
    raise ImportError("onrecord.component needs spaCy: pip install 'onrecord[spacy]'") from error

__all__ = ["ENTITIES", "SPANS", "Component", "Tokenizer", "make_component", "make_doc", "make_tokenizer", "record_of"]

ENTITIES = {"person": "PERSON", "organisation": "ORG", "place": "LOC", "people": "NORP"}
"""Kinds of names, and their labels in `doc.ents`. LOC is any place, countries and cities too, as in CoNLL 2003."""

SPANS = "statements"
"""The key of `doc.spans` that holds the parts of all statements: spans with the label SOURCE, CUE or CONTENT, whose
`id_` is the statement's id."""

_RECORD: Any = ("._.", "record", None, None)
"""Where spaCy itself would keep what `doc._.record` shows: `Doc.from_docs` then says by name that it is left out."""
_LANGUAGES = ("en", "xx")


class Component:
    """Reads a doc's text; sets sentences, tags, trees, names, the spans of statements, and `doc._.record`."""

    def __init__(self, cues: str | None = None, actors: str | None = None) -> None:
        """Load the reader; `cues` and `actors` are tables of your own. Raises EngineError and CodebookError."""
        self._tables = cues, actors
        self._reader = load(cues=cues, actors=actors)

    def __reduce__(self) -> tuple[Any, ...]:
        """A process of `nlp.pipe` that is sent the component loads a reader of its own: the engine can't be sent."""
        return type(self), self._tables

    def __call__(self, doc: Doc) -> Doc:
        """Read the doc. Raises InputError if what its context says of the publication can't be used."""
        parsed = self._reader.parse(_report(doc))
        record = self._reader.read_doc(parsed)
        doc.user_data[_RECORD] = record.to_dict(text=False)
        if len(doc):
            _set_words(doc, parsed)
        _set_names(doc, parsed)
        _set_statements(doc, record)
        return doc


@Language.factory(
    "onrecord",
    default_config={"cues": None, "actors": None},
    assigns=[
        "doc.sents",
        "doc.ents",
        "doc.spans",
        "doc._.record",
        "token.is_sent_start",
        "token.pos",
        "token.morph",
        "token.lemma",
        "token.dep",
        "token.head",
        "token.ent_iob",
        "token.ent_type",
    ],
)
def make_component(nlp: Language, name: str, cues: str | None, actors: str | None) -> Component:
    """The component, and `doc._.record`. Raises LanguageError if the pipeline is not for English."""
    if nlp.lang not in _LANGUAGES:
        raise LanguageError(f"pipeline for {nlp.lang!r}", 'only English is read; start from spacy.blank("en")')
    if not (Doc.has_extension("record") and Doc.get_extension("record")[2] is record_of):
        Doc.set_extension("record", getter=record_of)  # raises where the user has one of that name
    return Component(cues, actors)


def record_of(doc: Doc) -> Record | None:
    """The record of a doc that the component read, None of another: `doc._.record` for type checkers.

    It is made anew at each call. Raises RecordError if the doc was cut or joined since, so that its text is another.
    """
    fields = doc.user_data.get(_RECORD)
    return None if fields is None else Record.from_dict(fields, doc.text)


def make_doc(nlp: Language, report: Report) -> Doc:
    """A doc of a report, for `nlp(doc)` or `nlp.pipe(docs)`: its record will hold what is known of the report."""
    doc = nlp.make_doc(report.text)
    doc._context = report
    return doc


class Tokenizer(DummyTokenizer):
    """The engine's own words as tokens, so that trees need no projection; white space beyond a space is a token too."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The doc of a text, whose `text` is the same."""
        words: list[str] = []
        spaces: list[bool] = []
        before = 0
        for start, end in [*split(text), (len(text), len(text))]:
            gap = text[before:start]
            if gap.startswith(" ") and words:
                spaces[-1], gap = True, gap[1:]
            for word in filter(None, (gap, text[start:end])):
                words.append(word)
                spaces.append(False)
            before = end
        return Doc(self.vocab, words=words, spaces=spaces)


@registry.tokenizers("onrecord.words.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """For a pipeline's config: `{"nlp": {"tokenizer": {"@tokenizers": "onrecord.words.v1"}}}`."""
    return lambda nlp: Tokenizer(nlp.vocab)


def _report(doc: Doc) -> Report:
    """The doc's text with what its context says of it: a Report, or a mapping with the arguments of `Reader.read`."""
    context = doc._context
    if isinstance(context, Report):
        if context.text != doc.text:
            raise InputError(context.name or context.id or "report", "its text is not that of the doc it came with")
        return context
    if not isinstance(context, Mapping):
        return Report(doc.text)
    id = str(context.get("id", ""))
    for key in ("outlet", "url"):
        if not isinstance(context.get(key, ""), str | None):
            raise InputError(id or "report", f"{key}: {context[key]!r} is no text")
    known = {key: context.get(key) for key in ("published", "outlet", "url")}
    return report_of(doc.text, id=id, **known)


def _set_words(doc: Doc, parsed: Parsed) -> None:
    """Tags, lemmas, the tree and the sentences."""
    projection = project(parsed, [(token.idx, token.idx + len(token)) for token in doc])
    strings, morphology = doc.vocab.strings, doc.vocab.morphology
    rows = []
    for number, token in enumerate(doc):
        upos, feats, lemma = _word(token.text, parsed, projection, number)
        deprel = "ROOT" if projection.deprels[number] == ROOT else projection.deprels[number]  # as spaCy writes it
        head = (projection.heads[number] - number) % 2**64  # relative, as two's complement
        rows.append((strings.add(upos), morphology.add(feats), strings.add(lemma), strings.add(deprel), head))
    _set(doc, ["POS", "MORPH", "LEMMA", "DEP", "HEAD"], np.array(rows, np.uint64))
    begins = np.diff(projection.sentences, prepend=-1) > 0
    _set(doc, ["SENT_START"], np.where(begins, 1, -1).astype(np.uint64))  # spaCy's own are wrong for the oddest trees


def _set(doc: Doc, attributes: list[int | str], values: NDArray[np.uint64]) -> None:
    doc.from_array(attributes, values)  # type: ignore[arg-type]


def _word(text: str, parsed: Parsed, projection: Projection, token: int) -> tuple[str, str, str]:
    """The token's part of speech, features and lemma, which is its own text unless it stands for one word."""
    covered, word = projection.ranges[token], projection.words[token]
    if word is None:
        return "X" if covered else "SPACE", "", text
    lemma = parsed.lemmas[word] if len(covered) == 1 else text
    return parsed.upos[word], parsed.feats[word], lemma


def _set_names(doc: Doc, parsed: Parsed) -> None:
    names = [(parsed.span(WordRange(name.start, name.end)), ENTITIES[name.kind]) for name in parsed.names]
    doc.ents = tuple(filter_spans(_span(doc, span, label) for span, label in names))  # two names may share a token


def _set_statements(doc: Doc, record: Record) -> None:
    doc.spans[SPANS] = [
        _span(doc, span, label, statement.id)
        for statement in record.statements
        for label, spans in (("SOURCE", statement.source), ("CUE", statement.cue), ("CONTENT", statement.content))
        for span in spans
    ]


def _span(doc: Doc, span: Span, label: str, id: str = "") -> TokenSpan:
    """The tokens that share a character with the span."""
    return cast(TokenSpan, doc.char_span(*span, label=label, span_id=id, alignment_mode="expand"))
