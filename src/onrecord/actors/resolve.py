"""Whom a chain means: an actor of the tables, else what the text's own words tell of it, else its kind alone.

No office is asserted outside its dates: past the last confirmation it is `unconfirmed`. A name that may stand for
several is decided by the report's words and context, and says so by its candidates and its confidence.
"""

from dataclasses import dataclass, field, replace

from onrecord.actors.bodies import Bodies, governs
from onrecord.actors.chains import Chain
from onrecord.actors.context import Context
from onrecord.actors.grounds import OPEN, Grounds
from onrecord.actors.guesses import guess
from onrecord.actors.people import People
from onrecord.actors.tables import ActorTables
from onrecord.actors.told import Told
from onrecord.doc import Doc
from onrecord.record import Actor
from onrecord.statements.cast import shown

__all__ = ["Resolver"]

_STATES = frozenset(("country", "nation", "state"))


@dataclass(slots=True)
class Resolver:
    """Resolves the chains of one report."""

    doc: Doc
    tables: ActorTables
    context: Context
    grounds: Grounds = field(init=False)
    people: People = field(init=False)
    bodies: Bodies = field(init=False)

    def __post_init__(self) -> None:
        self.grounds = Grounds(self.doc, self.tables, self.context)
        self.people = People(self.grounds)
        self.bodies = Bodies(self.grounds, self.people)

    def resolve(self, chain: Chain, number: int) -> Actor:
        """The actor of a chain; `number` is that of an actor without a name. Its mentions are left to be filled in."""
        told = self.grounds.told(chain) or self._issuing(chain)
        actor = self._identified(chain, told, number)
        return actor if chain.members or _together(self.doc, chain) else guess(actor, told, self.context)

    def _identified(self, chain: Chain, told: list[Told], number: int) -> Actor:
        named = [phrase.name for phrase in chain.phrases if phrase.name is not None]
        if chain.members or not (named or _is_issuer(chain)):
            return self._unnamed(chain, told, number)
        if chain.kind != "person":
            return self.bodies.government(chain) or self.bodies.organisation(chain, told)
        if named and all(name.kind == "people" for name in named):
            return self.bodies.nation(chain)
        return (named and self.bodies.mistaken(chain)) or self.people.named(chain, told)

    def _unnamed(self, chain: Chain, told: list[Told], number: int) -> Actor:
        phrase = next(chain.phrases)
        name = chain.figure.name if chain.figure and chain.figure.kind != "place" else self.doc.text_of(phrase.words)
        kind = self._kind(chain)
        if kind == "person" and (holder := self.people.holder(told)):
            return holder
        actor = self.grounds.actor(f"unnamed:{number}", shown(name), kind, told or self._labelled(name), OPEN)
        if governs(told):
            return self.bodies.unnamed_government(actor, phrase)
        noun = self.tables.role(self.doc.words[phrase.head])
        group = noun is not None and noun.number == "group"
        return replace(actor, kind="people") if kind == "person" and group else actor

    def _issuing(self, chain: Chain) -> list[Told]:
        """What the outlet's name tells of who issued the text: "Office of Senator X"."""
        issuer = self.context.issuer
        titles = self.tables.title(issuer.title) if issuer.title else []
        if not titles or chain.figure is None or chain.figure.name != issuer.person:
            return []
        office = self.tables.offices[titles[0].office]
        home = titles[0].country or self.context.home
        return [Told(office.id, issuer.title, home, sector=office.sector, firm=True, words=issuer.title, how="title")]

    def _labelled(self, label: str) -> list[Told]:
        """What a label in a transcript tells: "Senior administration official"."""
        words = label.split()
        runs = (" ".join(words[start:]) for start in range(max(0, len(words) - 3), len(words)))
        role = next(filter(None, map(self.tables.role, runs)), None)
        return [Told(sector=role.sector, noun=role.noun)] if role else []

    def _kind(self, chain: Chain) -> str:
        phrase = next(chain.phrases)
        plural = phrase.plural or bool(chain.members)
        if chain.kind == "person":
            return "people" if plural else "person"
        states = plural and self.doc.lemmas[phrase.head].lower() in _STATES
        return "government" if chain.kind == "place" and states else chain.kind


def _is_issuer(chain: Chain) -> bool:
    """Whether a chain without a name is of somebody named elsewhere: by the outlet, or by a label."""
    figure = chain.figure
    return figure is not None and figure.kind in ("named person", "organisation") and chain.ties[0].rule == "speaker"


def _together(doc: Doc, chain: Chain) -> bool:
    """Whether it is "the two leaders", "both sides": those named before, each of a country of its own."""
    phrase = next(chain.phrases)
    words = {doc.words[word].lower() for word in range(phrase.words.start, phrase.head)}
    return phrase.form == "noun" and phrase.definite and bool(words & {"two", "both", "three", "four"})
