"""Parsed texts with names, written by hand, for the stages that read actors."""

from hypothesis import strategies as st

from onrecord.doc import Doc, Name
from onrecord.report import Report
from tests.parses import parse, words_of

__all__ = ["by_word", "document", "trees", "word", "words_of"]


def document(*sentences: str, text: str | None = None, report: Report | None = None, **names: list[str]) -> Doc:
    """A Doc as `parse` makes it, nouns with their number; `names` are lists by kind, each name found everywhere.

    `report` gives the outlet, the day and the address; its text is left out.
    """
    doc = parse(*sentences, text=text)
    if report is not None:
        doc.report = Report(doc.report.text, published=report.published, outlet=report.outlet, url=report.url)
    for word, tag in enumerate(doc.upos):
        if tag in ("NOUN", "PROPN"):
            same = doc.lemmas[word].lower() == doc.words[word].lower()
            doc.feats[word] = "Number=Sing" if same else "Number=Plur"
    doc.names = sorted(
        Name(start, start + len(name.split(" ")), kind)
        for kind, listed in names.items()
        for name in listed
        for start in range(len(doc))
        if doc.words[start : start + len(name.split(" "))] == name.split(" ")
    )
    return doc


def by_word(doc: Doc) -> dict[int, Name]:
    """The name that each word belongs to."""
    return {word: name for name in doc.names for word in range(name.start, name.end)}


def word(doc: Doc, form: str, number: int = 1) -> int:
    """The place of the `number`-th such word."""
    return [place for place, one in enumerate(doc.words) if one == form][number - 1]


FORMS = [
    "the",
    "at",
    "least",
    "minister",
    "cities",
    "Ana",
    "Texas",
    ",",
    "he",
    "who",
    "(",
    ")",
    "those",
    "one",
    "dead",
]
RELATIONS = [
    "root",
    "nsubj",
    "nmod",
    "nmod:poss",
    "amod",
    "compound",
    "flat",
    "appos",
    "acl:relcl",
    "case",
    "conj",
    "punct",
    "det",
    "nummod",
]
TAGS = ["NOUN", "PROPN", "PRON", "ADJ", "ADP", "PUNCT", "DET", "NUM", "VERB"]
KINDS = ["person", "organisation", "outlet", "place", "people"]


@st.composite
def trees(draw: st.DrawFn) -> Doc:
    """Words under any one root of their sentence, with names that overlap nowhere."""
    forms = draw(st.lists(st.sampled_from(FORMS), min_size=1, max_size=24))
    text, spans = "", []
    for form in forms:
        text += draw(st.sampled_from(["", " ", "\n"])) if text else ""
        spans.append((len(text), len(text) + len(form)))
        text += form
    several = {"min_size": len(forms), "max_size": len(forms)}
    doc = Doc(
        Report(text),
        spans,
        sorted({0, *draw(st.lists(st.integers(0, len(forms) - 1), max_size=3))}),
        draw(st.lists(st.sampled_from(TAGS), **several)),
        draw(st.lists(st.sampled_from(["_", "Number=Plur", "Number=Sing"]), **several)),
        [form.lower() for form in forms],
        list(range(len(forms))),
        draw(st.lists(st.sampled_from(RELATIONS), **several)),
    )
    for sentence in doc.sentences():
        order = draw(st.permutations(range(*sentence)))
        for place, word in enumerate(order[1:], 1):
            doc.heads[word] = order[draw(st.integers(0, place - 1))]
    edges = sorted(set(draw(st.lists(st.integers(0, len(forms)), max_size=6))))
    doc.names = [
        Name(start, end, draw(st.sampled_from(KINDS)))
        for start, end in zip(edges[::2], edges[1::2], strict=False)
        if doc.sentence_of(start) == doc.sentence_of(end - 1)
    ]
    return doc
