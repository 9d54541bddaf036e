"""Whether a time lies before or after the report: by the tense of the verb that governs it, and the words around it."""

from dataclasses import dataclass

from onrecord.doc import Doc, WordRange

__all__ = ["Direction", "direction_of"]


@dataclass(frozen=True, slots=True)
class Direction:
    """`way` is past, future or unknown; `sure` unless it rests on a habit of speech; `why` in a few words."""

    way: str
    why: str
    sure: bool = True


_FUTURE = frozenset("will shall 'll wo".split())
_MODALS = frozenset("would could may might should must can ought ca".split())
_PLANS = frozenset(
    """schedule due set expect plan slate plan aim intend prepare propose postpone delay await anticipate hope
    tentatively""".split()
)
_COMPLEMENTS_AS_PAST = frozenset(
    "fail manage begin start continue try seem appear have use help force cause come get forget prove decline".split()
)
_SAYINGS = frozenset("say tell report write add warn claim note state announce according quote cite".split())
_INCIDENTS = frozenset(
    """attack bombing shooting strike airstrike killing explosion blast earthquake quake raid clash massacre death
    assassination murder arrest coup crash accident fire flood storm hurricane violence unrest riot bloodshed assault
    ambush incursion invasion uprising collapse disaster tragedy announcement statement remark comment decision ruling
    result outcome victory defeat""".split()
)
_COMING = frozenset("upcoming scheduled planned forthcoming coming proposed expected".split())
_PREPARED = frozenset(
    "meeting talk summit visit vote election trip session hearing debate conference game match".split()
)
_DEADLINES = frozenset(("by", "until", "till"))


def direction_of(doc: Doc, words: WordRange) -> Direction:
    """Which way from the report's day the words of a time point."""
    if not doc.heads:
        return Direction("unknown", "no parse", sure=False)
    lead = doc.words[words.start - 1].lower() if words.start else ""
    if lead == "since":
        return Direction("past", "after “since”")
    if "according" in (word.lower() for word in doc.words[max(0, words.start - 8) : words.start]) and lead in (
        "on",
        "in",
    ):
        return Direction("past", "after “according to”", sure=False)
    ahead = _ahead(doc, words)
    if ahead:
        return Direction("future", f"after “{ahead}”")
    head = doc.head_of(words)
    path = _path(doc, head)
    for noun in path[1:] if path else ():
        if doc.lemmas[noun] in _INCIDENTS and doc.heads[head] == noun:
            return Direction("past", f"“{doc.words[noun].lower()}” has happened")
        if any(doc.words[child].lower() in _COMING for child in doc.children[noun]):
            return Direction("future", f"“{doc.words[noun].lower()}” is to come")
    verb = _predicate(doc, head)
    if verb is None:
        return Direction("unknown", "no verb", sure=False)
    direction = _of_verb(doc, verb, 0)
    if lead in _DEADLINES:
        if direction.way == "past" and direction.sure:
            return direction if lead == "by" else Direction("unknown", f"after “{lead}”", sure=False)
        return Direction("future", f"after “{lead}”", sure=direction.way == "future")
    return direction


def _ahead(doc: Doc, words: WordRange) -> str:
    """ "ahead of" or the like before the time, with no verb or stop between."""
    first = doc.sentence_of(words.start).start
    lowered = [word.lower() for word in doc.words[max(first, words.start - 12) : words.start]]
    nouns: set[str] = set()
    for back in range(len(lowered) - 1, -1, -1):
        place = words.start - len(lowered) + back
        if doc.upos[place] in ("VERB", "AUX", "SCONJ") or lowered[back] in ",;:.":
            return ""
        if lowered[back] == "of" and lowered[max(0, back - 1)] == "ahead":
            return "ahead of"
        if lowered[back] == "to" and lowered[max(0, back - 1)] == "prior":
            return "prior to"
        if lowered[back] == "before" and nouns & _PREPARED:
            return "before"
        nouns.add(doc.lemmas[place])
    return ""


def _path(doc: Doc, word: int) -> list[int]:
    """The word and the nouns above it, up to the predicate."""
    path, here = [word], word
    while len(path) < 8 and doc.heads[here] != here:
        here = doc.heads[here]
        if _is_predicate(doc, here):
            break
        path.append(here)
    return path


def _is_predicate(doc: Doc, word: int) -> bool:
    return doc.upos[word] in ("VERB", "AUX") or any(doc.deprels[child] == "cop" for child in doc.children[word])


def _predicate(doc: Doc, word: int) -> int | None:
    """The nearest predicate above the word; for a day that is itself a predicate's ("the deadline is Friday"), it."""
    if _is_predicate(doc, word):
        return word
    for _ in range(12):
        above = doc.heads[word]
        if above == word:
            return None
        word = above
        if _is_predicate(doc, word):
            return word
    return None


def _of_verb(doc: Doc, verb: int, depth: int) -> Direction:
    """The direction of a predicate, by its auxiliaries and form."""
    shown = f"“{doc.words[verb].lower()[:30]}”"
    helpers = [child for child in doc.children[verb] if doc.deprels[child] in ("aux", "aux:pass", "cop")]
    lowered = {doc.words[child].lower().replace("’", "'") for child in helpers}
    if lowered & _FUTURE:
        return Direction("future", f"{shown} in the future")
    if lowered & _MODALS:
        had = "have" in lowered
        return Direction("past" if had else "future", f"{shown} with a modal verb", sure=False)
    planned = doc.lemmas[verb] in _PLANS
    tenses = " ".join(doc.feats[child] for child in helpers)
    if "Tense=Past" in tenses and not planned and "Tense=Pres" not in tenses:
        return Direction("past", f"{shown} in the past")
    if any(doc.lemmas[child] == "have" for child in helpers) and not planned:
        return Direction("past", f"{shown} in the perfect")
    if planned:
        return Direction("future", f"{shown} of what is to come", sure="Tense=Past" not in tenses)
    feats = doc.feats[verb]
    if helpers:
        return Direction("future", f"{shown} in the present", sure=False)
    if "Tense=Past" in feats:
        return Direction("past", f"{shown} in the past", sure="VerbForm=Fin" in feats)
    if "VerbForm=Fin" in feats and "Tense=Pres" in feats:
        way = "past" if doc.lemmas[verb] in _SAYINGS else "future"
        return Direction(way, f"{shown} in the present", sure=False)
    return _of_infinitive(doc, verb, depth)


def _of_infinitive(doc: Doc, verb: int, depth: int) -> Direction:
    """Infinitives and bare forms lean on the predicate above them."""
    shown = f"“{doc.words[verb].lower()[:30]}”"
    above = _predicate(doc, doc.heads[verb]) if doc.heads[verb] != verb else None
    marked = any(doc.words[child].lower() == "to" for child in doc.children[verb])
    if above is None or depth > 6:
        return Direction("future" if marked else "unknown", f"{shown} alone", sure=False)
    outer = _of_verb(doc, above, depth + 1)
    relation = doc.deprels[verb]
    if not marked or relation == "conj" or doc.lemmas[above] in _COMPLEMENTS_AS_PAST:
        return outer
    if outer.way == "past" and relation.startswith("advcl"):
        return Direction("past", outer.why, sure=False)
    return Direction(
        "future", f"to {doc.words[verb].lower()[:30]}", sure=relation == "xcomp" and outer.way != "past" and outer.sure
    )
