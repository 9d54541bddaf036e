"""Parsed texts written by hand, so that a stage is tested without the model."""

from onrecord.doc import Attribution, Doc, WordRange
from onrecord.report import Report


def parse(*sentences: str, text: str | None = None) -> Doc:
    """A Doc from sentences of words written "form/lemma/UPOS/head/relation", head 1-based in its sentence, 0 the root.

    The text is the words with single spaces, punctuation set close, sentences joined by a space, unless `text` gives it.
    """
    rows = [[word.rsplit("/", 4) for word in sentence.split()] for sentence in sentences]
    forms = [row[0] for sentence in rows for row in sentence]
    text = text if text is not None else _printed(forms)
    spans, at = [], 0
    for form in forms:
        start = text.index(form, at)
        at = start + len(form)
        spans.append((start, at))
    doc = Doc(Report(text), spans)
    base = 0
    for sentence in rows:
        doc.sentence_starts.append(base)
        for number, (form, lemma, upos, head, relation) in enumerate(sentence):
            doc.lemmas.append(lemma or form.lower())
            doc.upos.append(upos)
            doc.feats.append("VerbForm=Fin" if upos == "VERB" else "_")
            doc.heads.append(base + (int(head) - 1 if int(head) else number))
            doc.deprels.append(relation)
        base += len(sentence)
    return doc


def _printed(forms: list[str]) -> str:
    text = ""
    for form in forms:
        text += form if form in ".,:;?!”" or not text or text.endswith("“") else f" {form}"
    return text


def attribution(doc: Doc, source: str, cue: str, *content: str) -> Attribution:
    """An attribution whose parts are given by their words; "" for no source."""
    return Attribution(
        source=[words_of(doc, source)] if source else [],
        cue=[words_of(doc, cue)],
        content=[words_of(doc, part) for part in content],
        score=0.8,
    )


def words_of(doc: Doc, words: str) -> WordRange:
    """The words that a piece of the text covers."""
    start = doc.report.text.index(words)
    return doc.range_of((start, start + len(words)))
