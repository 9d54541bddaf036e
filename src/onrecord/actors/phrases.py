"""The noun phrases of a parsed text that mean somebody, some body of people, or a place: names, nouns and pronouns.

A phrase is whole, as the annotation of GUM has it: with determiners, attributes and relative clauses, without an
apposition, which is a phrase of its own. Phrases may stand within others: "[the president of [Russia]]".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from onrecord.actors.rows import cells_of
from onrecord.codebooks.lemmas import lemma_candidates
from onrecord.codebooks.speakers import load_speakers
from onrecord.doc import Doc, Name, WordRange

__all__ = ["INDEFINITE", "PRONOUNS", "Phrase", "find_phrases", "kind_of_noun"]

PRONOUNS = frozenset(
    "i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers "
    "herself it its itself they them their theirs themselves".split()
)
INDEFINITE = frozenset("someone somebody anyone anybody everyone everybody no-one nobody".split())
_PARTS = frozenset(
    "one two three four five six seven eight nine ten some many most several few all both half each none any "
    "dozen score hundred thousand million ten number majority pair couple handful bunch lot rest "
    "type kind percent total".split()
)
"""Heads that are of the kind of what they are parts of: "one of the men", "dozens of students"."""
_INSIDE = ("det", "amod", "nmod", "compound", "flat", "nummod", "acl", "fixed", "goeswith")
"""Relations of words that belong to the phrase of the noun above them."""
_NEVER_HEADS = ("compound", "flat", "fixed", "goeswith", "nmod:desc", "nmod:unmarked")
_POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
_EDGES = frozenset(",;:—–-.!?)]\"“”'’‘")
_KINDS = {
    "people": "person",
    "person": "person",
    "organisation": "organisation",
    "outlet": "organisation",
    "place": "place",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that mean somebody or some place. `form` is name, noun or pronoun; `kind` person, organisation, place, or
    "" of a pronoun that doesn't tell."""

    words: WordRange
    head: int
    kind: str
    form: str
    name: Name | None = None
    plural: bool = False
    definite: bool = False


def find_phrases(doc: Doc, names: dict[int, Name]) -> list[Phrase]:
    """All phrases, by their first words, the outer before the inner ones; none without trees.

    `names` holds the name that each of its words belongs to.
    """
    if not doc.heads:
        return []
    named = list(_named(doc, names))
    taken = {phrase.head for phrase in named}
    found = [*named, *(phrase for phrase in _nouns(doc, names) if phrase.head not in taken), *_pronouns(doc, names)]
    return sorted(found, key=lambda phrase: (phrase.words.start, -phrase.words.end, phrase.head))


# ---------------------------------------------------------------- names
def _named(doc: Doc, names: dict[int, Name]) -> Iterator[Phrase]:
    for name in dict.fromkeys(names.values()):
        words = WordRange(name.start, name.end)
        head = doc.head_of(words)
        if name.kind == "people" and doc.upos[head] == "ADJ" and not _stands_for_people(doc, head):
            continue
        if name.kind == "person" and (titled := _title_above(doc, head, words)) is not None:
            head, whole = titled, _whole(doc, titled, WordRange(titled, name.end))
        elif doc.deprels[head].startswith(_ATTRIBUTES) and doc.heads[head] != head:
            whole = _with_possessive(doc, words)
        else:
            whole = _with_holder(doc, _whole(doc, head, words), name, names)
        plural = name.kind == "people" and ("Number=Plur" in doc.feats[head] or doc.upos[head] == "ADJ")
        yield Phrase(whole, head, _KINDS[name.kind], "name", name, plural, definite=True)


def _stands_for_people(doc: Doc, word: int) -> bool:
    """ "The French" as a subject or object; "French" before a noun is only an adjective."""
    article = any(doc.words[child].lower() == "the" for child in doc.children[word])
    return article and doc.deprels[word].startswith(("nsubj", "obj", "iobj", "obl", "nmod", "conj"))


_ATTRIBUTES = ("compound", "amod", "flat", "nmod:desc")


def _title_above(doc: Doc, head: int, name: WordRange) -> int | None:
    """The noun right before a name that governs it: "student" in "the student Ahmed Mohamed"."""
    above = doc.heads[head]
    between = doc.words[above + 1 : name.start]
    told = doc.deprels[head].startswith(("flat", "appos")) and doc.upos[above] in ("NOUN", "PROPN")
    beside = above < name.start <= above + _LONGEST_TITLE and not _BREAKS & set(between)
    return above if told and beside and _is_title(doc.words[above]) else None


def _is_title(word: str) -> bool:
    return kind_of_noun(word.lower()) == "person" or load_speakers().title(word) is not None


_LONGEST_TITLE, _BREAKS = 7, frozenset(",;:(—–-")


def _with_holder(doc: Doc, whole: WordRange, name: Name, names: dict[int, Name]) -> WordRange:
    """ "Irving, Texas": with the place that it lies in."""
    holder = names.get(whole.end + 1)
    if holder is None or {name.kind, holder.kind} != {"place"} or doc.words[whole.end] != ",":
        return whole
    below = doc.heads[doc.head_of(WordRange(holder.start, holder.end))] in range(*whole)
    return WordRange(whole.start, holder.end) if below else whole


# ---------------------------------------------------------------- nouns
def _nouns(doc: Doc, names: dict[int, Name]) -> Iterator[Phrase]:
    for word, tag in enumerate(doc.upos):
        if word in names or doc.deprels[word].startswith(_NEVER_HEADS) or _second_of_one(doc, word):
            continue
        kind = ""
        if doc.words[word].lower().removesuffix("s") in _PARTS:
            kind = _kind_of_parts(doc, word, names)
        elif tag in ("NOUN", "PROPN"):
            kind = kind_of_noun(doc.words[word].lower()) if tag == "NOUN" or _office(doc, word) else ""
        if not kind and tag == "ADJ":
            kind = _people_so_described(doc, word)
        if kind:
            yield _noun_phrase(doc, word, kind, names)


def _second_of_one(doc: Doc, word: int) -> bool:
    """The "writer" of "a mathematician and writer": one person, whose phrase goes on to it."""
    first = doc.heads[word]
    if doc.deprels[word] != "conj" or doc.upos[word] != "NOUN" or doc.upos[first] != "NOUN":
        return False
    bare = not any(doc.deprels[child].startswith(("det", "nummod", "nmod:poss")) for child in doc.children[word])
    article = any(doc.words[child].lower() in ("a", "an") for child in doc.children[first])
    return bare and article and "Number=Sing" in doc.feats[word]


def _noun_phrase(doc: Doc, word: int, kind: str, names: dict[int, Name]) -> Phrase:
    whole = _with_measure(doc, _with_possessor(doc, _whole(doc, word, WordRange(word, word + 1)), names))
    first = doc.words[whole.start].lower()
    possessed = any(doc.deprels[child] in ("nmod:poss", "det:poss") for child in doc.children[word])
    definite = possessed or first in ("the", "this", "that", "these", "those", "both")
    parts = doc.words[word].lower().removesuffix("s") in _PARTS and doc.words[word].lower() != "one"
    plural = "Number=Plur" in doc.feats[word] or doc.upos[word] in ("ADJ", "NUM") or parts
    return Phrase(whole, word, kind, "noun", None, plural, definite)


def _with_possessor(doc: Doc, words: WordRange, names: dict[int, Name]) -> WordRange:
    """ "Israel's high court", whatever the tree says: a name with its 's before a phrase is part of it."""
    possessor = names.get(words.start - 2)
    if possessor is None or doc.words[words.start - 1] not in _POSSESSIVES:
        return words
    return _grown(doc, words, possessor.start)


def _grown(doc: Doc, words: WordRange, start: int) -> WordRange:
    """The words from an earlier start, if that is in their sentence and on their line."""
    reached, _ = _on_line(doc, start, words, words.end)
    return WordRange(start, words.end) if reached == start else words


_MEASURES = (("at", "least"), ("more", "than"), ("up", "to"), ("at", "most"), ("fewer", "than"), ("less", "than"))


def _with_measure(doc: Doc, words: WordRange) -> WordRange:
    """ "at least 31 people": with the words that measure the number."""
    before = tuple(word.lower() for word in doc.words[max(0, words.start - 2) : words.start + 1])
    if before[:2] in _MEASURES and len(before) == 3:
        return _grown(doc, words, words.start - 2)
    return _grown(doc, words, words.start - 1) if before[1:] in _MEASURES and len(before) == 3 else words


def _office(doc: Doc, word: int) -> bool:
    """A capitalised noun that no name holds: "the President", "Congress"."""
    return doc.deprels[word] != "root" or len(doc.sentence_of(word)) > 1


def _kind_of_parts(doc: Doc, word: int, names: dict[int, Name]) -> str:
    for child in doc.children[word]:
        if child > word and doc.deprels[child].startswith("nmod") and _case(doc, child) in ("of", "among"):
            if child in names:
                return _KINDS[names[child].kind] if names[child].kind == "people" else ""
            if doc.words[child].lower() in ("us", "them", "you"):
                return "person"
            return kind_of_noun(doc.words[child].lower())
    return ""


def _case(doc: Doc, word: int) -> str:
    return next((doc.words[child].lower() for child in doc.children[word] if doc.deprels[child] == "case"), "")


_ADJECTIVES = frozenset(
    "dead wounded injured poor rich elderly young sick homeless unemployed accused deceased".split()
)


def _people_so_described(doc: Doc, word: int) -> str:
    """ "the wounded": an adjective with an article in a noun's place."""
    article = any(doc.words[child].lower() == "the" for child in doc.children[word])
    place = doc.deprels[word].startswith(("nsubj", "obj", "obl", "nmod", "conj"))
    return "person" if article and place and doc.words[word].lower() in _ADJECTIVES else ""


@lru_cache(maxsize=8192)
def kind_of_noun(word: str) -> str:
    """person, organisation or place, by the noun in singular or plural and lower case; "" of other nouns."""
    table = _noun_kinds()
    if listed := next((table[form] for form in lemma_candidates(word) if form in table), ""):
        return listed.replace("none", "")
    role = load_speakers().noun(word)
    return _KINDS.get(role.kind, "") if role else ""


@lru_cache(maxsize=1)
def _noun_kinds() -> dict[str, str]:
    return {noun: kind for noun, kind, _ in cells_of("noun_kinds")}


# ---------------------------------------------------------------- pronouns
def _pronouns(doc: Doc, names: dict[int, Name]) -> Iterator[Phrase]:
    for word, token in enumerate(doc.words):
        low = token.lower()
        if word in names:
            continue
        if low in PRONOUNS and doc.upos[word] in ("PRON", "DET"):
            yield Phrase(WordRange(word, word + 1), word, "", "pronoun", plural=low in _PLURAL, definite=True)
        elif (low in INDEFINITE and doc.upos[word] == "PRON") or (
            low in ("those", "all", "anyone") and doc.upos[word] in ("PRON", "DET") and _of_people(doc, word)
        ):
            yield _noun_phrase(doc, word, "person", names)


_PLURAL = frozenset("we us our ours ourselves they them their theirs themselves".split())


def _of_people(doc: Doc, word: int) -> bool:
    """ "those who"."""
    return any(
        doc.deprels[child].startswith("acl") and any(doc.words[w].lower() == "who" for w in doc.children[child])
        for child in doc.children[word]
    )


# ---------------------------------------------------------------- the words of a phrase
def _whole(doc: Doc, head: int, core: WordRange) -> WordRange:
    """From the first to the last word below the head that belongs to its phrase, on the line of its core."""
    start, end = core
    for child in doc.children[head]:
        if _belongs(doc, head, child):
            below = _branch(doc, child)
            start, end = min(start, below.start), max(end, below.end)
    start, end = _on_line(doc, start, core, end)
    while start < core.start and doc.upos[start] in ("ADP", "CCONJ", "PUNCT") and doc.words[start] not in _OPENING:
        start += 1
    while end > core.end and doc.words[end - 1] in _EDGES and doc.deprels[end - 1] == "punct":
        if doc.words[end - 1] in _CLOSING and any(doc.words[word] in _OPENING for word in range(start, end)):
            break
        end -= 1
    return WordRange(start, end)


_OPENING, _CLOSING = frozenset("([“"), frozenset(")]”")


def _on_line(doc: Doc, start: int, core: WordRange, end: int) -> tuple[int, int]:
    """The part of [start, end) around the core that no end of a line or sentence cuts off."""
    sentence, text = doc.sentence_of(core.start), doc.report.text
    start, end = max(start, sentence.start), min(end, max(sentence.end, core.end))
    for word in range(core.start, start, -1):
        if "\n" in text[doc.spans[word - 1][1] : doc.spans[word][0]]:
            start = word
            break
    for word in range(core.end, end):
        if "\n" in text[doc.spans[word - 1][1] : doc.spans[word][0]]:
            return start, word
    return start, end


def _belongs(doc: Doc, head: int, child: int) -> bool:
    relation = doc.deprels[child]
    if relation.startswith(("nmod", "acl")) and child > head and doc.upos[head] == "PROPN":
        of = relation == "nmod" and doc.upos[child] in ("NOUN", "PROPN") and _case(doc, child) == "of"
        return relation == "acl:relcl" or of
    if relation == "conj":
        return _second_of_one(doc, child)
    if relation.startswith(_INSIDE):
        return not relation.startswith("nmod:unmarked")
    if relation == "case":
        return child > head and doc.words[child] in _POSSESSIVES
    return relation == "advmod" and child < head and doc.upos[head] in ("NOUN", "NUM") and not _predicate(doc, head)


def _predicate(doc: Doc, word: int) -> bool:
    return any(doc.deprels[child].startswith(("cop", "nsubj")) for child in doc.children[word])


def _branch(doc: Doc, word: int) -> WordRange:
    below = doc.subtree(word)
    return WordRange(below[0], below[-1] + 1)


def _with_possessive(doc: Doc, words: WordRange) -> WordRange:
    inside = words.end < doc.sentence_of(words.end - 1).end
    return WordRange(words.start, words.end + 1) if inside and doc.words[words.end] in _POSSESSIVES else words
