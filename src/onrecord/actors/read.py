"""Who speaks and acts in a report: its chains resolved to actors, with the mentions that mean them as actors."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from onrecord.actors.chains import Chain, Tie, find_chains
from onrecord.actors.context import read_context
from onrecord.actors.grounds import LIKELY
from onrecord.actors.guesses import like, owned
from onrecord.actors.phrases import Phrase
from onrecord.actors.resolve import Resolver
from onrecord.actors.tables import ActorTables
from onrecord.doc import Doc, WordRange
from onrecord.record import Actor, Mention, Place
from onrecord.report import Span
from onrecord.statements.descriptions import Descriptions
from onrecord.statements.draft import Draft
from onrecord.statements.layout import Layout

__all__ = ["find_actors"]

_WHERE = frozenset(
    "in at near inside outside across throughout into within around to from through toward towards".split()
)
"""Prepositions that make a country the place of something."""
_MOVES = frozenset(
    "travel go fly arrive come return flee move trip journey withdraw drive sail walk cross enter".split()
)
"""What goes to or from a country, as a place."""


def find_actors(
    doc: Doc, layout: Layout, drafts: list[Draft], described: Descriptions, places: Iterable[Place], tables: ActorTables
) -> tuple[Actor, ...]:
    """The actors of a report's body, by their first mentions; `places` are those that it names, and are none.

    Sets each draft's `speaker_ids`, and its speaker's name where the tables tell it: "the Foreign Secretary".
    """
    context = read_context(doc, places, tables)
    chains = find_chains(doc, drafts, described, context.issuer)
    resolver = Resolver(doc, tables, context)
    resolved = {id(chain): resolver.resolve(chain, number) for number, chain in enumerate(chains, 1)}
    by_figure = {id(chain.figure): resolved[id(chain)] for chain in chains if chain.figure is not None}
    for chain in chains:
        if chain.side is not None and (speaker := by_figure.get(id(chain.side))):
            resolved[id(chain)] = like(resolved[id(chain)], speaker)
    of_head = {tie.phrase.head: chain for chain in chains for tie in chain.ties}
    for chain in chains:
        if (owner := _owner(doc, chain, of_head)) is not None:
            resolved[id(chain)] = owned(resolved[id(chain)], resolved[id(owner)])
    left_out = [*layout.not_report_text, *filter(None, (layout.headline,))]
    found: dict[str, Actor] = {}
    for chain in chains:
        for actor in [resolved[id(one)] for one in chain.members or (chain,) if id(one) in resolved]:
            mentions = tuple(_mentions(doc, chain, actor, left_out, tables))
            if actor.kind == "place" or not mentions:
                continue
            found[actor.id] = (
                _joined(found[actor.id], actor, mentions)
                if actor.id in found
                else replace(actor, mentions=_in_order(mentions))
            )
    speaking = _Speaking(doc, described, chains)
    for draft in drafts:
        speakers = [one for one in speaking.chains_of(draft) if id(one) in resolved]
        _name_speakers(draft, [resolved[id(one)] for one in speakers], found)
    return tuple(sorted(found.values(), key=lambda actor: (actor.mentions[0].span[0], -actor.mentions[0].span[1])))


def _joined(known: Actor, actor: Actor, mentions: tuple[Mention, ...]) -> Actor:
    """One actor of two chains: as the surer one tells it, the mentions of the other no surer than that other is."""
    surer, other = (known, actor) if known.confidence >= actor.confidence else (actor, known)
    doubted = mentions if other is actor else known.mentions
    sure = known.mentions if other is actor else mentions
    capped = (replace(one, confidence=min(one.confidence, round(other.confidence, 3))) for one in doubted)
    candidates = surer.candidates or other.candidates
    return replace(surer, candidates=candidates, mentions=_in_order((*sure, *capped)))


def _owner(doc: Doc, chain: Chain, of_head: Mapping[int, Chain]) -> Chain | None:
    """Whose they are, by a pronoun before their first noun: "our troops"."""
    head = next(chain.phrases).head
    owners = (of_head.get(child) for child in doc.children[head] if doc.deprels[child] == "nmod:poss")
    return next((owner for owner in owners if owner is not None and owner is not chain), None)


# ---------------------------------------------------------------- speakers
class _Speaking:
    """The chains of a report as its sources name them."""

    def __init__(self, doc: Doc, described: Descriptions, chains: list[Chain]) -> None:
        self._doc, self._described = doc, described
        self._by_figure = {id(chain.figure): chain for chain in chains if chain.figure is not None}
        ties = [(chain, tie.phrase) for chain in chains for tie in chain.ties]
        self._together = {phrase.words: chain for chain, phrase in ties if chain.members}
        self._pronouns = {phrase.words: chain for chain, phrase in ties if phrase.form == "pronoun"}

    def chains_of(self, draft: Draft) -> Iterator[Chain]:
        """The chains of a draft's sources."""
        for span in draft.source:
            words = self._doc.range_of(span)
            if (chain := self._together.get(words) or self._pronouns.get(words)) is not None:
                yield from chain.members or (chain,)
                continue
            for figure in self._described.mentions.source_at(words.start):
                if id(figure) in self._by_figure:
                    yield self._by_figure[id(figure)]


def _name_speakers(draft: Draft, actors: list[Actor], found: Mapping[str, Actor]) -> None:
    """Give a draft the ids of its speakers; people of the tables their full names."""
    people = [actor for actor in actors if actor.id.startswith("person:") and actor.confidence >= LIKELY]
    draft.speaker_ids = list(dict.fromkeys(actor.id for actor in actors if actor.id in found))
    if people and len(people) == len(actors) == len(draft.speaker) and draft.source_kind.endswith("person"):
        draft.speaker = [_fuller(actor.name, said) for actor, said in zip(people, draft.speaker, strict=True)]
        draft.source_kind = "named person"


def _fuller(name: str, said: str) -> str:
    """The name as the report has it, where that is a full one."""
    return said if len(said.split()) > 1 and said.split()[-1] in name else name


# ---------------------------------------------------------------- mentions
def _mentions(doc: Doc, chain: Chain, actor: Actor, left_out: Iterable[Span], tables: ActorTables) -> Iterator[Mention]:
    for tie in chain.ties:
        span = doc.span(tie.phrase.words)
        if chain.members and tie.rule == "alone":
            continue  # "A and B": each is a mention of its own
        if any(start < span[1] and span[0] < end for start, end in left_out):
            continue
        if actor.kind != "government" or not _is_place(doc, tie):
            yield Mention(span, _kind(doc, tie, actor, tables), round(tie.confidence, 3), tie.reason)


def _kind(doc: Doc, tie: Tie, actor: Actor, tables: ActorTables) -> str:
    """The mention's kind: a noun is a title where it names an office, a name a metonym where it is a place's."""
    phrase = tie.phrase
    if phrase.form == "noun" and actor.kind == "person":
        return "title" if any(map(tables.title, _endings(doc, phrase))) else "noun"
    if phrase.name is not None and actor.kind in ("government", "organisation"):
        name = doc.text_of(WordRange(phrase.name.start, phrase.name.end))
        capital = actor.kind == "government" and tables.capital_of(name) and not tables.country(name)
        return "metonym" if capital or (tables.metonym(name) and actor.name != name) else "name"
    return phrase.form


def _endings(doc: Doc, phrase: Phrase) -> Iterator[str]:
    """The words that may name an office: up to the head, one to three of them."""
    for start in range(max(phrase.words.start, phrase.head - 2), phrase.head + 1):
        yield doc.text_of(WordRange(start, phrase.head + 1))


def _is_place(doc: Doc, tie: Tie) -> bool:
    """Whether a country's name only says where: "in Russia"; attributes ("US efforts") are no mentions either."""
    head = tie.phrase.head
    relation = doc.deprels[head]
    if relation.startswith(("compound", "amod")):
        return True
    if not relation.startswith(("obl", "nmod")) or relation == "nmod:poss":
        return False
    cases = {doc.words[child].lower() for child in doc.children[head] if doc.deprels[child] == "case"}
    moves = doc.lemmas[doc.heads[head]].lower() in _MOVES
    return bool(cases & _WHERE) or (moves and bool(cases & {"to", "from"}))


def _in_order(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    return tuple(
        sorted({mention.span: mention for mention in mentions}.values(), key=lambda one: (one.span[0], -one.span[1]))
    )
