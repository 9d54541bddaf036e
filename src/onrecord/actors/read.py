"""Who speaks and acts in a report: its chains resolved to actors, with the mentions that mean them as actors."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.actors.chains import Chain, Tie, find_chains
from onrecord.actors.context import read_context
from onrecord.actors.resolve import Resolver
from onrecord.actors.tables import ActorTables
from onrecord.doc import Doc
from onrecord.record import Actor, Mention, Place
from onrecord.statements.descriptions import Descriptions
from onrecord.statements.draft import Draft

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
    doc: Doc, drafts: list[Draft], described: Descriptions, places: Iterable[Place], tables: ActorTables
) -> tuple[Actor, ...]:
    """The actors of a report, by their first mentions; `places` are those that it names, and are none."""
    context = read_context(doc, places, tables)
    chains = find_chains(doc, drafts, described, context.issuer)
    resolver = Resolver(doc, tables, context)
    found: dict[str, Actor] = {}
    for number, chain in enumerate(chains, 1):
        actor = resolver.resolve(chain, number)
        mentions = tuple(_mentions(doc, chain, actor))
        if actor.kind == "place" or not mentions:
            continue
        known = found.get(actor.id)
        found[actor.id] = replace(known or actor, mentions=_in_order((*(known.mentions if known else ()), *mentions)))
    return tuple(sorted(found.values(), key=lambda actor: (actor.mentions[0].span[0], -actor.mentions[0].span[1])))


def _mentions(doc: Doc, chain: Chain, actor: Actor) -> Iterator[Mention]:
    for tie in chain.ties:
        if actor.kind == "government" and _is_place(doc, tie):
            continue
        kind = _form(doc, tie, actor)
        yield Mention(doc.span(tie.phrase.words), kind, tie.confidence, tie.reason)


def _form(doc: Doc, tie: Tie, actor: Actor) -> str:
    return tie.phrase.form


def _is_place(doc: Doc, tie: Tie) -> bool:
    """Whether a country's name only says where: "in Russia", "Russia's east"; attributes ("US efforts") are no mentions."""
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
