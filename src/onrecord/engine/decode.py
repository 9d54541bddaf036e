"""Scores to sentences, tags, trees and names: fills the parsed text, window by window."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.doc import Doc, Name
from onrecord.engine.encoder import Scores
from onrecord.engine.labels import NAME_TAGS, Labels, apply_lemma_rule
from onrecord.engine.trees import is_tree, spanning_tree
from onrecord.engine.viterbi import best_paths

__all__ = ["decode_names", "decode_trees"]


def decode_trees(doc: Doc, scores: Sequence[Scores], labels: Labels) -> None:
    """Fill the doc's sentence starts, tags, lemmas, heads and relations."""
    words = doc.words
    for part in scores:
        base = part.window.start
        starts = np.flatnonzero(part.starts).tolist()
        heads = part.heads
        for start, end in zip(starts, [*starts[1:], len(heads)], strict=True):
            if not is_tree(heads[start:end] - start):
                heads[start:end] = spanning_tree(part.arcs[start:end, start:end]) + start
        doc.sentence_starts += [start + base for start in starts]
        doc.heads += (heads + base).tolist()
        upos = [labels.upos[number] for number in part.upos.tolist()]
        doc.upos += upos
        doc.feats += [labels.feats[number] for number in part.feats.tolist()]
        relations = [labels.deprels[number] for number in part.relations.tolist()]
        doc.deprels += [
            "root" if head == word else "dep" if relation == "root" else relation
            for word, (head, relation) in enumerate(zip(heads.tolist(), relations, strict=True))
        ]
        rules = [labels.lemma_rules[number] for number in part.lemmas.tolist()]
        doc.lemmas += [
            labels.lemmas.get(f"{form.lower()}|{tag}") or apply_lemma_rule(form, rule)
            for form, tag, rule in zip(words[base : part.window.end], upos, rules, strict=True)
        ]


def _name_transitions() -> NDArray[np.float32]:
    """Which tag may follow which: a name that begins must go on and end, in one kind."""
    allowed = np.full((len(NAME_TAGS) + 1, len(NAME_TAGS)), -1e4, np.float32)
    for row, before in enumerate((*NAME_TAGS, "O")):
        place, _, kind = before.partition("-")
        for column, tag in enumerate(NAME_TAGS):
            next_place, _, next_kind = tag.partition("-")
            goes_on = next_place in "IL" and next_kind == kind
            if goes_on if place in "BI" else next_place in "OBU":
                allowed[row, column] = 0.0
    return allowed


_TRANSITIONS = _name_transitions()


def decode_names(doc: Doc, scores: Sequence[Scores]) -> None:
    """Fill the doc's names from the best path of tags."""
    for part, path in zip(scores, best_paths([part.names for part in scores], _TRANSITIONS), strict=True):
        base = begin = part.window.start
        for word in np.flatnonzero(path).tolist():
            place, _, kind = NAME_TAGS[path[word]].partition("-")
            if place in "BU":
                begin = base + word
            if place in "LU":
                doc.names.append(Name(begin, base + word + 1, kind))
