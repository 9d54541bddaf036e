"""Whom a pronoun of the third person means: what speaks for each chain before it, weighed.

A linear ranker over few features that a reader can check, trained on GUM (`python -m training.antecedents`); the
weights are a table, antecedents.tsv. It may also hold that a pronoun means nobody: the "it" of the weather, "they" for
things.

Source: the mention-ranking model of Denis and Baldridge (2008), "Specialized models and ranking for coreference
resolution", here over the chains so far.
"""

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.actors.phrases import Phrase
from onrecord.actors.rows import cells_of
from onrecord.doc import Doc

__all__ = ["CLASSES", "Candidate", "Choice", "Scene", "class_of", "load_weights", "rank"]

CLASSES = {
    **dict.fromkeys("he him his himself she her hers herself".split(), "one"),
    **dict.fromkeys("they them their theirs themselves".split(), "they"),
    **dict.fromkeys("it its itself".split(), "it"),
}
"""Pronouns that are alike for the ranker."""
_GENDER = dict.fromkeys("he him his himself".split(), "m") | dict.fromkeys("she her hers herself".split(), "f")
_SENTENCES, _MOST = 8, 24
"""How far a candidate's last mention may lie before the pronoun, and how many candidates are weighed."""
_SAID = frozenset("seem appear happen turn take matter follow depend rain snow".split())
Weights = dict[str, float]
"""Weight by "class feature"."""


@dataclass(slots=True)
class Candidate:
    """A chain as the ranker sees it, growing as the text is read: `gender` m, f or "", `phrases` so far."""

    kind: str
    gender: str = ""
    plural: bool = False
    speaks_in: frozenset[int] = frozenset()
    """Numbers of the quotations that are its words."""
    phrases: list[Phrase] = field(default_factory=list)
    members: int = 1


@dataclass(slots=True)
class Scene:
    """The text that the ranker looks at: sentences, paragraphs and quotations by word."""

    doc: Doc
    quote_of: Sequence[int]
    """The number of the quotation that each word stands in, 0 outside."""
    paragraph_of: Sequence[int]

    def sentence(self, word: int) -> int:
        """The number of the sentence of a word."""
        return bisect_right(self.doc.sentence_starts, word)

    def role(self, word: int) -> str:
        """subject, object, possessor, oblique, attribute or other."""
        relation = self.doc.deprels[word]
        if relation == "conj" and self.doc.heads[word] != word:
            relation = self.doc.deprels[self.doc.heads[word]]
        return next((role for start, role in _ROLES if relation.startswith(start)), "other")


_ROLES = (
    ("nsubj", "subject"), ("obj", "object"), ("iobj", "object"), ("nmod:poss", "possessor"), ("obl", "oblique"),
    ("nmod", "attribute"), ("appos", "attribute"), ("compound", "attribute"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidate chosen, None where the pronoun means nobody; its probability, and the next best candidate's."""

    candidate: Candidate | None
    probability: float = 0.0
    second: float = 0.0


def class_of(pronoun: str) -> str:
    """ "one", "they" or "it"; "" of pronouns that are not ranked."""
    return CLASSES.get(pronoun.lower(), "")


def rank(scene: Scene, pronoun: Phrase, candidates: Sequence[Candidate], weights: Weights) -> Choice:
    """Choose between the candidates that fit and nobody."""
    kind = class_of(scene.doc.words[pronoun.head])
    fitting = fitting_candidates(scene, pronoun, candidates)
    scores = [score(found, kind, weights) for found in features(scene, pronoun, fitting)]
    scores.append(score(nobody(scene, pronoun), kind, weights))
    top = max(scores)
    odds = [math.exp(one - top) for one in scores]
    shares = [one / sum(odds) for one in odds]
    best = max(range(len(shares)), key=lambda number: shares[number])
    second = max((share for number, share in enumerate(shares[:-1]) if number != best), default=0.0)
    return Choice(fitting[best] if best < len(fitting) else None, shares[best], second)


def score(found: Sequence[str], kind: str, weights: Weights) -> float:
    """The sum of the weights of features."""
    return sum(weights.get(f"{kind} {feature}", 0.0) for feature in found)


def fitting_candidates(scene: Scene, pronoun: Phrase, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those that the pronoun can mean by kind, number and gender, the latest mentioned first."""
    word = scene.doc.words[pronoun.head].lower()
    kind, gender, here = class_of(word), _GENDER.get(word, ""), scene.sentence(pronoun.head)
    found: list[tuple[int, Candidate]] = []
    for one in candidates:
        last = _last_before(one, pronoun)
        if last is None or here - scene.sentence(last.head) > _SENTENCES:
            continue
        if kind == "one" and (one.kind != "person" or one.plural or one.gender not in ("", gender)):
            continue
        if kind == "it" and (one.kind == "person" or one.plural):
            continue
        if kind == "they" and one.kind == "person" and not one.plural and one.gender:
            continue
        found.append((last.head, one))
    found.sort(key=lambda pair: -pair[0])
    fitting = [one for _, one in found[:_MOST]]
    if kind == "they" and any(one.kind == "person" and one.plural for one in fitting):
        return [one for one in fitting if one.plural or one.kind != "person" or not _is_named(one)]
    return fitting


def _is_named(one: Candidate) -> bool:
    return any(phrase.form == "name" for phrase in one.phrases)


def _last_before(one: Candidate, pronoun: Phrase) -> Phrase | None:
    """The last mention before the pronoun; it may go on around it ("those with their own")."""
    return next((phrase for phrase in reversed(one.phrases) if phrase.head < pronoun.head), None)


# ---------------------------------------------------------------- features
def features(scene: Scene, pronoun: Phrase, fitting: Sequence[Candidate]) -> list[list[str]]:
    """What speaks for or against each candidate, the latest mentioned first, as names of features."""
    found = [list(_features(scene, pronoun, one)) for one in fitting]
    for place, names in enumerate(found):
        names.append(f"place {min(place, 5)}")
    subjects = [names for names in found if "same subject" in names or "earlier subject" in names]
    for names in subjects[:1]:
        names.append("latest subject")
    if len(found) == 1:
        found[0].append("alone")
    return found


def _features(scene: Scene, pronoun: Phrase, one: Candidate) -> Iterator[str]:
    doc, last = scene.doc, _last_before(one, pronoun)
    if last is None:
        return
    apart = scene.sentence(pronoun.head) - scene.sentence(last.head)
    role, own = scene.role(last.head), scene.role(pronoun.head)
    yield f"sentences {min(apart, 4)}"
    yield f"words {min(5, int(math.log2(pronoun.head - last.head)))}"
    if last.words.end > pronoun.head:
        yield "around it"
    yield f"{'same' if apart == 0 else 'earlier'} {role}"
    if role == own:
        yield "same role"
    yield f"last {_form(doc, last)}"
    yield f"{role} {_form(doc, last)}"
    yield f"{one.kind}{' plural' if one.plural else ''} {_form(doc, last)}"
    yield from _prominence(scene, pronoun, one, apart)
    yield f"kind {one.kind}{' plural' if one.plural else ''}{' several' if one.members > 1 else ''}"
    word = doc.words[pronoun.head].lower()
    if _GENDER.get(word):
        yield "gender known" if one.gender else "gender open"
    if doc.words[last.head].lower() in CLASSES and class_of(doc.words[last.head]) == class_of(word):
        yield f"same pronoun {min(apart, 2)}"
    yield from _quoted(scene, pronoun, one, last)
    if apart == 0:
        yield from _clause(doc, pronoun, last)
    if scene.paragraph_of[pronoun.head] != scene.paragraph_of[last.head]:
        yield "another paragraph"


def _form(doc: Doc, phrase: Phrase) -> str:
    if phrase.form == "noun":
        return "noun definite" if phrase.definite else "noun"
    return phrase.form


def _prominence(scene: Scene, pronoun: Phrase, one: Candidate, apart: int) -> Iterator[str]:
    before = [phrase for phrase in one.phrases if phrase.head < pronoun.head]
    yield f"mentions {min(4, int(math.log2(len(before))))}"
    here = scene.sentence(pronoun.head)
    recent = [phrase for phrase in before[-6:] if here - scene.sentence(phrase.head) <= 1]
    if len(recent) > 1:
        yield "repeated near"
    if any(scene.role(phrase.head) == "subject" and scene.sentence(phrase.head) == here - 1 for phrase in recent):
        yield "subject of the sentence before"
    if any(phrase.form == "name" for phrase in before):
        yield "named"
    if scene.sentence(before[0].head) <= 2:
        yield "from the start"


def _quoted(scene: Scene, pronoun: Phrase, one: Candidate, last: Phrase) -> Iterator[str]:
    here, there = scene.quote_of[pronoun.head], scene.quote_of[last.head]
    if here and here in one.speaks_in:
        yield "speaks these words"
    elif here != there:
        yield "leaves a quotation" if there else "enters a quotation"
    elif here:
        yield "same quotation"
    if not here and one.speaks_in:
        yield "is quoted"


def _clause(doc: Doc, pronoun: Phrase, last: Phrase) -> Iterator[str]:
    """How the two stand in one sentence."""
    verb, other = doc.heads[pronoun.head], doc.heads[last.head]
    possessive = doc.deprels[pronoun.head] == "nmod:poss"
    if possessive and last.head == verb:
        yield "of itself"
    elif possessive and other == doc.heads[verb] and doc.deprels[last.head].startswith("nsubj"):
        yield "possessor by subject"
    elif verb == other:
        yield "same verb"
    elif doc.heads[verb] == other and doc.deprels[last.head].startswith("nsubj"):
        yield "subject above"


def nobody(scene: Scene, pronoun: Phrase) -> list[str]:
    """What speaks for no chain at all."""
    doc, word = scene.doc, pronoun.head
    head = doc.heads[word]
    found = ["nobody", f"nobody {scene.role(word)}"]
    if doc.deprels[word].startswith("expl"):
        found.append("nobody expletive")
    clause = any(
        doc.deprels[child].startswith(("csubj", "ccomp", "xcomp", "advcl")) and child > word
        for child in doc.children[head]
    )
    if clause and doc.upos[head] in ("ADJ", "NOUN"):
        found.append("nobody it is that")
    if doc.lemmas[head].lower() in _SAID:
        found.append("nobody seems")
    if scene.quote_of[word]:
        found.append("nobody quoted")
    if any(doc.deprels[child] == "cop" for child in doc.children[head]):
        found.append("nobody copula")
    return found


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The shipped weights."""
    return {f"{kind} {feature}": float(weight) for kind, feature, weight in cells_of("antecedents")}
