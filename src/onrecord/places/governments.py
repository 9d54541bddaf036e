"""A capital that acts is its government, and no place: "Moscow denied it", "talks with Tehran".

Whatever speaks is told by the statements (`actors` in `find_places`); this is the rest, read off the tree.
"""

from onrecord.doc import Doc, WordRange
from onrecord.places.load import Gazetteer

__all__ = ["acts", "capital_acts"]

_WITH = frozenset("with against by toward towards between".split())
_PLACES_DO = frozenset(
    "be have see host witness experience suffer lie sit remain become lose get stand need receive fall wake celebrate "
    "mark house boast burn flood shake grow record report expect stretch".split()
)
"""What a city does as a place, or as the people in it."""


def acts(doc: Doc, words: WordRange, key: str, gazetteer: Gazetteer) -> bool:
    """Whether the name is of a capital that does something or is dealt with, or of another place that does something to
    something, as teams do; False without a tree."""
    if len(doc.heads) != len(doc):
        return False
    if key in gazetteer.capital_names:
        return capital_acts(doc, words)
    head = doc.head_of(words)
    subject = doc.deprels[head] == "nsubj" and key not in gazetteer.countries
    return subject and _does_something_to(doc, doc.heads[head])


def capital_acts(doc: Doc, words: WordRange) -> bool:
    """Whether the name of a capital does something or is dealt with; needs a tree."""
    head = doc.head_of(words)
    relation, governor = doc.deprels[head], doc.heads[head]
    if relation == "nsubj":
        return doc.upos[governor] == "VERB" and doc.lemmas[governor] not in _PLACES_DO
    if relation in ("nmod", "obl", "conj"):
        carrier = governor if relation == "conj" else head
        cases = {doc.words[child].lower() for child in doc.children[carrier] if doc.deprels[child] == "case"}
        return bool(cases & _WITH)
    return False


def _does_something_to(doc: Doc, verb: int) -> bool:
    objects = any(doc.deprels[child] in ("obj", "iobj") for child in doc.children[verb])
    return doc.upos[verb] == "VERB" and objects and doc.lemmas[verb] not in _PLACES_DO
