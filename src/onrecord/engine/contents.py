"""Contents completed by the tree: what was said without marks ends where its clause ends."""

from onrecord.doc import Doc, WordRange

__all__ = ["complete_contents"]

_MARKS = frozenset('“”"«»„')


def complete_contents(doc: Doc) -> None:
    """Let each unmarked content run to the end of what its head governs, unless another part stands there.

    "the United States will provide aid" of "…, bringing the total to $500 million" gets the rest. On PolNeAR's dev
    split this is worth 0.4 points of content and 0.3 of full F1.
    """
    taken = bytearray(len(doc))
    for one in doc.attributions:
        for start, end in (*one.source, *one.cue, *one.content):
            taken[start:end] = b"\1" * (end - start)
    for one in doc.attributions:
        one.content = [_completed(doc, words, taken) for words in one.content]


def _completed(doc: Doc, words: WordRange, taken: bytearray) -> WordRange:
    start, end = words
    sentence = doc.sentence_of(end - 1)
    if doc.words[start] in _MARKS or start < sentence.start:
        return words
    last = max(doc.subtree(doc.head_of(words))) + 1
    while last > end and doc.upos[last - 1] == "PUNCT":
        last -= 1
    return WordRange(start, last) if end < last <= sentence.end and not any(taken[end:last]) else words
