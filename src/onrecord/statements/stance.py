"""What is done by saying it: the stance, and whom it was said to and through what.

The cue's row in the codebook decides. Where the cue is a plain one ("said"), the words of the content may: each
sentence is weighed by the signals of content_signals.tsv, and the stance of most sentences is the statement's.
"""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.codebooks.lemmas import lemma_candidates
from onrecord.codebooks.load import CueBook, CueMatch
from onrecord.codebooks.media import Medium, load_media
from onrecord.codebooks.signals import STANCE_ORDER, load_signals, load_words
from onrecord.doc import Doc, WordRange
from onrecord.statements.draft import Draft

__all__ = ["classify", "is_statement"]

_NEGATORS = frozenset(["not", "n't", "n’t", "never", "neither", "nor", "without", "no"])
_AUXILIARY = frozenset(["AUX", "ADV", "PART"])
_QUESTION_WORDS = frozenset(["whether", "if", "who", "whom", "whose", "what", "which", "when", "where", "why", "how"])
_QUOTES = frozenset("\"“”„'‘’«»``''")
_FIRST_PERSON = frozenset(["i", "we"])
_RELAYED_BY = frozenset(["reports", "media", "press", "rumours", "rumors"])
_POSSESSIVES = frozenset(["my", "our", "your", "his", "her", "its", "their", "this", "that", "these", "those"])
_NOMINAL = frozenset(["DET", "ADJ", "NOUN", "PROPN", "NUM"])
_HEADS = frozenset(["NOUN", "PROPN"])
_PLAIN_SPEAKERS = frozenset(["unnamed person", "outlet"])
"""Witnesses and spokesmen assert what an official by name accuses of: their plain "said" stays one."""
_SAYS_WHERE = frozenset(["post", "speak", "write"])
"""Verbs that lead to a medium ("speaking to CNN", "writing in"): no other statement begins with them."""
_NEAR = 8
"""Words after the cue within which "on" or "in" and a medium say where it was said."""
_FIRST_SENTENCE = 1.25
"""Weight of the sentence that a long statement opens with against that of each other one: it breaks ties."""
_NO_SIGNAL = 0.6
"""Weight of a sentence without signals: it tells the circumstances of the act more often than it is the act."""


class _Reading(NamedTuple):
    """A draft's parts as word indices, and the codebook's answer for its cue."""

    source: list[int]
    cue: list[int]
    content: list[int]
    contents: frozenset[str]
    match: CueMatch


def classify(doc: Doc, draft: Draft, cues: CueBook) -> None:
    """Set the draft's stance, channel and addressee. Its source_kind must be known."""
    reading = _read(doc, draft, cues)
    draft.stance = _stance(doc, draft, reading)
    draft.addressee, draft.channel = _whom_and_where(doc, draft, reading, cues)


def is_statement(doc: Doc, draft: Draft, cues: CueBook) -> bool:
    """Whether the draft is an act of saying or a named source's belief told as a clause; attitudes are none."""
    reading = _read(doc, draft, cues)
    row = reading.match.cue
    told = "clause" in reading.contents or "question" in reading.contents or draft.kind != "indirect"
    if not draft.source and not told:
        return False
    rate = row.words == ("per",) and draft.source and doc.report[draft.source[0]].lower() in load_words()["unit"]
    if rate:
        return False
    if row.statement == "no":
        return draft.kind == "direct" and len(reading.content) > 4 and row.pos == "VERB"
    if row.statement == "document":
        return draft.source_kind in ("document", "outlet")
    if row.statement == "clause":
        return told and draft.source_kind != "nobody"
    return True


def _read(doc: Doc, draft: Draft, cues: CueBook) -> _Reading:
    source, cue, content = (
        [word for span in spans for word in range(*doc.range_of(span))]
        for spans in (draft.source, draft.cue, draft.content)
    )
    contents = _contents(doc, draft, content, cues)
    return _Reading(source, cue, content, contents, cues.match(doc, cue, contents))


# ---- the form of the content


def _contents(doc: Doc, draft: Draft, content: Sequence[int], cues: CueBook) -> frozenset[str]:
    """Which of the codebook's conditions on the content hold."""
    inside = [word for word in content if doc.words[word] not in _QUOTES]
    if not inside:
        return frozenset()
    first = doc.words[inside[0]].lower()
    found = set()
    if first in _QUESTION_WORDS or doc.words[inside[-1]] == "?":
        found.add("question")
    elif first == "that" or (doc.heads and _has_subject(doc, inside)):
        found.add("clause")
    elif _is_infinitive(doc, inside):
        found.add("infinitive")
    elif any(_is_finite(doc, word) and not _is_aside(doc, word, inside) for word in inside):
        found.add("clause")
    if draft.kind == "direct":
        found.add("quotation")
    noun = cues.noun(_head_lemma(doc, inside, cues))
    if noun is not None:
        found.add("request" if noun.stance in ("request", "pledge", "agree") else "allegation")
    return frozenset(found)


def _is_infinitive(doc: Doc, content: Sequence[int]) -> bool:
    """So in "to leave", "the army to leave", "not to leave": an infinitive before any finite verb."""
    for place, word in enumerate(content[:15]):
        lower = doc.words[word].lower()
        if lower == "to" and (not _tag(doc, word + 1) or _tag(doc, word + 1) in ("VERB", "AUX", "ADV")):
            return place + 1 < len(content)
        if lower in ("that", ",") or _is_finite(doc, word):
            return False
    return False


def _has_subject(doc: Doc, content: Sequence[int]) -> bool:
    """Whether a head of the content has a subject of its own and no "to"."""
    inside = set(content)
    heads = [word for word in content if doc.heads[word] == word or doc.heads[word] not in inside]
    for head in heads:
        below = doc.children[head]
        subject = any(doc.deprels[child].split(":")[0] in ("nsubj", "csubj", "expl") for child in below)
        if subject and not any(doc.words[child].lower() == "to" for child in below):
            return True
    return False


def _is_aside(doc: Doc, word: int, content: Sequence[int]) -> bool:
    """Whether the word stands in a relative or adverbial clause inside the content."""
    inside, seen = set(content), set()
    while doc.heads and word in inside and word not in seen:
        if doc.deprels[word].split(":")[0] in ("acl", "advcl"):
            return True
        seen.add(word)
        word = doc.heads[word]
    return False


def _is_finite(doc: Doc, word: int) -> bool:
    if word < len(doc.feats) and "VerbForm=Fin" in doc.feats[word]:
        return True
    return _tag(doc, word) == "AUX" and doc.words[word].lower() not in ("be", "been", "being", "have", "having")


def _head_lemma(doc: Doc, content: Sequence[int], cues: CueBook) -> str:
    """The lemma of the first noun that the codebook knows, before any "of" or "that"."""
    for word in content[:8]:
        lower = doc.words[word].lower()
        if lower in ("of", "that", "to", "from", "by"):
            break
        for key in cues.keys(doc, word):
            if cues.noun(key) is not None:
                return key
    return ""


def _tag(doc: Doc, word: int) -> str:
    return doc.upos[word] if word < len(doc.upos) else ""


# ---- stance


def _stance(doc: Doc, draft: Draft, reading: _Reading) -> str:
    row = reading.match.cue
    stance = row.negated if _is_negated(doc, reading) else row.stance
    relayed = draft.source_kind == "outlet" or _is_relayed(doc, reading)
    if stance in ("assert", "claim", "report", "announce") and relayed:
        return "report"
    if stance == "report" and reading.source:
        stance = "assert"
    if stance == "claim" and len(reading.source) == 1 and doc.words[reading.source[0]].lower() in _FIRST_PERSON:
        stance = "assert"
    if stance == "assert" and row.statement == "yes":
        return _by_content(doc, draft, reading)
    return stance


def _is_negated(doc: Doc, reading: _Reading) -> bool:
    """Whether "not", "never", "neither" stand in the cue before the word that counts, or close before the cue."""
    covered = reading.match.words
    if not covered or not reading.cue:
        return False
    first = covered[0]
    before = [word for word in reading.cue if word < first]
    at = min(reading.cue) - 1
    while at >= 0 and at not in reading.source and (doc.words[at].lower() in _NEGATORS or _tag(doc, at) in _AUXILIARY):
        before.append(at)
        at -= 1
    words = [doc.words[word].lower() for word in before]
    return any(word in _NEGATORS for word in words) and "only" not in words


def _is_relayed(doc: Doc, reading: _Reading) -> bool:
    """Media in general as the source ("local reports"), where no outlet is named."""
    return any(doc.words[word].lower() in _RELAYED_BY for word in reading.source[-1:])


def _by_content(doc: Doc, draft: Draft, reading: _Reading) -> str:
    """The stance of most sentences of the content, "assert" for those without signals; a question only if all are."""
    signals, plain_speaker = load_signals(), draft.source_kind in _PLAIN_SPEAKERS
    votes: dict[str, float] = {}
    for place, sentence in enumerate(_sentences(doc, reading.content)):
        stance = signals.stance(doc, sentence) or "assert"
        if stance in ("accuse", "criticise") and plain_speaker:
            stance = "assert"
        weight = _FIRST_SENTENCE if place == 0 else 1.0
        votes[stance] = votes.get(stance, 0.0) + weight * (_NO_SIGNAL if stance == "assert" else 1.0)
    if len(votes) > 1:
        votes["assert"] = votes.get("assert", 0.0) + votes.pop("ask", 0.0)
    return max(votes, key=lambda stance: (votes[stance], -STANCE_ORDER.index(stance)), default="assert")


def _sentences(doc: Doc, content: Sequence[int]) -> list[list[int]]:
    """The content's words by sentence, quotation marks left out, so that a pattern's beginning is the first word."""
    starts, sentences = set(doc.sentence_starts), [[]]  # type: set[int], list[list[int]]
    for word in content:
        if word in starts and sentences[-1]:
            sentences.append([])
        if doc.words[word] not in _QUOTES:
            sentences[-1].append(word)
    return [sentence for sentence in sentences if len(sentence) > 1] or sentences


# ---- addressee and channel


def _whom_and_where(doc: Doc, draft: Draft, reading: _Reading, cues: CueBook) -> tuple[str | None, str | None]:
    around = _around(doc, reading, cues)
    media = load_media().within(doc, around)
    channel = next((medium for medium in media if _is_channel(doc, reading, medium)), None)
    if draft.source_kind == "outlet":
        channel = None
    whom = _whom(doc, reading, around)
    return _text(doc, whom) if whom else None, _text(doc, channel.words) if channel else None


def _around(doc: Doc, reading: _Reading, cues: CueBook) -> list[int]:
    """The words of the cue's sentence that are neither source nor content, up to other words of saying."""
    if not reading.cue or not doc.sentence_starts:
        return []
    first, last = min(reading.cue), max(reading.cue)
    sentence, taken = doc.sentence_of(first), set(reading.source) | set(reading.content)
    before = _until_saying(doc, range(first - 1, sentence.start - 1, -1), cues)
    after = _until_saying(doc, range(last + 1, doc.sentence_of(last).end), cues)
    return sorted({word for word in (*before, *range(first, last + 1), *after) if word not in taken})


def _until_saying(doc: Doc, words: Sequence[int], cues: CueBook) -> list[int]:
    found = []
    for word in words:
        if _tag(doc, word) == "VERB" and any(
            cues.is_reporting(key) for key in cues.keys(doc, word) if key not in _SAYS_WHERE
        ):
            break
        found.append(word)
    return found


def _is_channel(doc: Doc, reading: _Reading, medium: Medium) -> bool:
    """So in "told CNN", "in an interview with CNN", "on Twitter", "published by CNN"; not "per CNN", "CNN reported"."""
    before = _before(doc, medium.words.start)
    if not before:
        return False
    word, earlier = before[0], {lemma for lemmas in before[1:6] for lemma in lemmas}
    spoken = bool(earlier & load_words()["told"])
    if word & {"tell", "inform", "interview"}:
        return True
    if word & {"on", "in", "via", "through", "to"}:
        return spoken or 0 < medium.words.start - max(reading.cue) <= _NEAR
    if word & {"with", "for"}:
        return spoken
    return "by" in word and any("publish" in lemmas for lemmas in before[1:3])


def _before(doc: Doc, word: int) -> list[set[str]]:
    """The lemmas of the words before, nearest first, those that belong to the name left out ("the state-run paper")."""
    at = word - 1
    while at >= 0 and (doc.words[at] == "-" or _tag(doc, at) in _NOMINAL):
        at -= 1
    return [_lemmas(doc, place) for place in range(at, max(at - 7, -1), -1)]


def _lemmas(doc: Doc, word: int) -> set[str]:
    parsed = {doc.lemmas[word].lower()} if word < len(doc.lemmas) else set()
    return parsed.union(lemma_candidates(doc.words[word]))


def _whom(doc: Doc, reading: _Reading, around: Sequence[int]) -> WordRange | None:
    """Whom it was said to: the object of "told", "urged", "called on", or the phrase after "said to"."""
    covered, row = reading.match.words, reading.match.cue
    if not covered:
        return None
    at, content = covered[-1] + 1, set(reading.content)
    while at < len(doc) and _tag(doc, at) == "ADV":
        at += 1
    if at >= len(doc):
        return None
    if row.addressee == "object":
        if at in content and "infinitive" not in reading.contents:
            return None
        return _noun_phrase(doc, at)
    if row.addressee == "to" and doc.words[at].lower() == "to" and at in around:
        return _noun_phrase(doc, at + 1)
    return None


def _noun_phrase(doc: Doc, start: int) -> WordRange | None:
    """The noun phrase that begins with the word, without article; none for pronouns and gatherings."""
    end = start
    while end < len(doc) and _continues(doc, end, start):
        end += 1
    while end > start and (doc.words[end - 1].lower() in load_words()["day"] or _tag(doc, end - 1) not in _HEADS):
        end -= 1
    while start < end and (_tag(doc, start) == "DET" or doc.words[start].lower() in _POSSESSIVES):
        start += 1
    if end <= start:
        return None
    of = next((word for word in range(start, end) if doc.words[word].lower() == "of"), end)
    return None if doc.words[of - 1].lower() in load_words()["gathering"] else WordRange(start, end)


def _continues(doc: Doc, word: int, start: int) -> bool:
    lower, tag = doc.words[word].lower(), _tag(doc, word)
    if word == start:
        return (tag in _NOMINAL or lower in _POSSESSIVES) and lower != "that"
    if tag == "DET" or lower in _POSSESSIVES:
        return doc.words[word - 1].lower() in ("of", "and", "&", "all", "both")
    if tag in _NOMINAL:
        return True
    following = _tag(doc, word + 1)
    if lower in ("'s", "’s", "’", "'", "-"):
        return following in _NOMINAL
    return (
        lower in ("of", "and", "&")
        and (following in _NOMINAL or doc.words[word + 1].lower() in _POSSESSIVES)
        and _tag(doc, word - 1) in _HEADS
    )


def _text(doc: Doc, words: WordRange) -> str:
    return " ".join(doc.text_of(words).split())
