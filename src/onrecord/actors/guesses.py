"""What nothing in the text or the tables tells of an actor, guessed from the report as a whole; the reasons say so.

Event data need a country and a sector: a police officer of a report about Iraq is most likely Iraqi. Such a field's
reason begins with "a guess", and where it is the country the actor's confidence is at most GUESSED.
"""

from collections.abc import Iterable
from dataclasses import replace

from onrecord.actors.context import Context
from onrecord.actors.told import Told
from onrecord.record import GUESS, Actor

__all__ = ["GUESSED", "guess", "like", "owned", "where"]

GUESSED = 0.6
"""That an actor is what a guess takes it for. Set by hand."""
_NAMELESS = ("named:", "unnamed:")
_VOICES = frozenset(("I", "we", "you", "interviewer"))
_NOWHERE = frozenset(("IGO", "NGO"))
"""Sectors that are often no country's."""
_ELSEWHERE = frozenset(
    "ally allies partner partners counterpart counterparts neighbour neighbours neighbor neighbors adversary "
    "adversaries enemy enemies foreigner foreigners migrant migrants countries nations states governments regimes "
    "coalition international world foreign global united un".split()
)
"""Words that speak of others than the report's own country."""
_ANYBODY = frozenset(
    "ally allies partner partners counterpart counterparts adversary adversaries enemy enemies source sources "
    "candidate candidates offender offenders suspect suspects coalition side sides party parties "
    "member members leader leaders delegation head heads representative representatives i we you us our my "
    "official".split()
)
"""Words for people of any sector."""


def where(context: Context) -> tuple[str, str]:
    """The country that a report is mostly about, else its outlet's, and why; two empty strings where there is none."""
    if context.about:
        return context.about, f"{GUESS}: the report is mostly about it"
    if context.home:
        return context.home, f"{GUESS}: the outlet's country"
    return "", ""


def _home(context: Context) -> tuple[str, str]:
    return (context.home, f"{GUESS}: the outlet's country") if context.home else ("", "")


def guess(actor: Actor, told: Iterable[Told], context: Context) -> Actor:
    """The actor with a country and a sector that are guessed where nothing tells them."""
    known = not actor.id.startswith(_NAMELESS) or actor.name in _VOICES
    if known or actor.kind in ("place", "government", "armed group"):
        return actor
    words, reasons = {word.lower() for word in actor.name.split()}, dict(actor.reasons)
    named = actor.id.startswith("named:")
    country, why = actor.country, ""
    person = named and actor.kind == "person"
    if not country and actor.sector not in _NOWHERE and (person or not _ELSEWHERE & words):
        country, why = where(context) if actor.kind != "outlet" else _home(context)
    if why:
        reasons["country"] = why
    sector = actor.sector
    open_to_all = not named and _ANYBODY & words
    if not sector and actor.kind in ("person", "people") and not open_to_all and not any(one.former for one in told):
        sector, reasons["sector"] = "CVL", f"{GUESS}: nothing tells an office, a force or a party"
    confidence = min(actor.confidence, GUESSED) if why else actor.confidence
    return replace(actor, country=country, sector=sector, reasons=reasons, confidence=confidence)


def owned(actor: Actor, owner: Actor) -> Actor:
    """Those who are "our", "its" or "his": of their owner's country, where nothing else tells one."""
    told = actor.country and not actor.guessed("country")
    if told or not owner.country or not actor.id.startswith("unnamed:"):
        return actor
    return replace(actor, country=owner.country, reasons={**actor.reasons, "country": f"whose they are: {owner.name}"})


def like(actor: Actor, speaker: Actor) -> Actor:
    """The "we" of a speaker: of the speaker's country and sector, most likely."""
    why = f"{GUESS}: that of {speaker.name}, who says it"
    reasons = {
        **actor.reasons,
        **({"country": why} if speaker.country else {}),
        **({"sector": why} if speaker.sector else {}),
    }
    return replace(actor, country=speaker.country, sector=speaker.sector, reasons=reasons)
