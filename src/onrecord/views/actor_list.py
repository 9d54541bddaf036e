"""The actors of a record as a list in HTML: who they are, what is unconfirmed or ambiguous, and why."""

import re
from collections.abc import Iterator, Mapping, Sequence

from onrecord.record import Actor
from onrecord.views.article import look
from onrecord.views.codes import SECTORS, country_name
from onrecord.views.listed import Leads, sureness
from onrecord.views.markup import element_text, isolated, outward_link
from onrecord.views.named import Named, NamedActor
from onrecord.views.wording import count, phrase

__all__ = ["actor_list"]

MOST_MENTIONS = 40
MOST_STATEMENTS = 12
ITEM = re.compile("Q[0-9]{1,12}")
WIKIDATA = "https://www.wikidata.org/wiki/"


def actor_list(actors: Sequence[NamedActor], hues: Mapping[str, int], leads: Leads) -> str:
    """The list; those who speak have the hue of their statements."""
    written = (_profile(one, one.named(hues), hues, leads) for one in actors)
    return '<ol class="cards" role="list">\n' + "\n".join(written) + "\n</ol>"


def _profile(one: NamedActor, named: Named, hues: Mapping[str, int], leads: Leads) -> str:
    actor = one.actor
    lines = [
        f'<p class="who">{leads.title(named, isolated(phrase(actor.name)) or "without a name")} '
        f'<span class="sum">{count(len(actor.mentions), "mention")}</span></p>',
        _office(actor),
        f'<p class="facts">{" · ".join(_facts(one))}</p>',
        _candidates(actor),
        _statements(one, hues, leads),
        _reasons(actor, named, leads),
    ]
    return leads.opening(named, "profile") + "\n" + "\n".join(line for line in lines if line) + "\n</li>"


def _office(actor: Actor) -> str:
    if not actor.office and not actor.unconfirmed:
        return ""
    doubt = ' <strong class="unsure">unconfirmed on the report’s day</strong>' if actor.unconfirmed else ""
    return f'<p class="office">{isolated(phrase(actor.office or "")) or "Office"}{doubt}</p>'


def _facts(one: NamedActor) -> Iterator[str]:
    actor = one.actor
    yield element_text(phrase(actor.kind))
    if actor.country:
        name = country_name(actor.country)
        code = f" <small>{element_text(phrase(actor.country))}</small>" if name != actor.country else ""
        yield f"{isolated(phrase(name))}{code}{_guessed(one, 'country')}"
    if actor.sector:
        yield f"{_sector(actor.sector)}{_guessed(one, 'sector')}"
    if actor.wikidata:
        told = f"Wikidata {element_text(phrase(actor.wikidata))}"
        yield outward_link(WIKIDATA + actor.wikidata, told) if ITEM.fullmatch(actor.wikidata) else told
    if sure := sureness(actor.confidence):
        yield sure


def _sector(code: str) -> str:
    """The code, spelt out where it is pointed at, and for who has it read aloud."""
    shown, spelt = element_text(phrase(code)), SECTORS.get(code)
    return f'<abbr title="{spelt}">{shown}</abbr><span class="unseen">, {spelt}</span>' if spelt else shown


def _guessed(one: NamedActor, field: str) -> str:
    return ' <em class="guess">guessed</em>' if one.guessed(field) else ""


def _candidates(actor: Actor) -> str:
    """All others that the name may stand for."""
    others = [f"<code>{element_text(phrase(id_))}</code>" for id_ in actor.candidates if id_ != actor.id]
    if not others:
        return ""
    return f'<p class="doubt"><strong class="unsure">ambiguous</strong>: may also be {", ".join(others)}</p>'


def _statements(one: NamedActor, hues: Mapping[str, int], leads: Leads) -> str:
    """The numbers of its statements, which lead to them."""
    if not one.statements:
        return ""
    shown = [
        f'<a class="back {look(entry, hues)}" href="#{entry.anchor}" '
        f'aria-label="Statement {entry.number}">{entry.number}</a>'
        if leads.linked
        else f'<span class="back {look(entry, hues)}">{entry.number}</span>'
        for entry in one.statements[:MOST_STATEMENTS]
    ]
    rest = len(one.statements) - len(shown)
    return f'<p class="says">says {" ".join(shown)}{f" and {rest:,} more" if rest else ""}</p>'


def _reasons(actor: Actor, named: Named, leads: Leads) -> str:
    """Why, on demand: for each field, and for each of its words."""
    fields = "".join(
        f"<div><dt>{element_text(phrase(field))}</dt><dd>{isolated(phrase(reason))}</dd></div>\n"
        for field, reason in actor.reasons.items()
    )
    fields += f"<div><dt>id</dt><dd><code>{element_text(phrase(actor.id))}</code></dd></div>\n"
    words = "\n".join(_mentions(actor, named, leads))
    return (
        f'<details>\n<summary>Why<span class="unseen"> {isolated(phrase(actor.name))}</span></summary>\n'
        f'<dl>\n{fields}</dl>\n<ul class="evidence">\n{words}\n</ul>\n</details>'
    )


def _mentions(actor: Actor, named: Named, leads: Leads) -> Iterator[str]:
    for item, mention in enumerate(actor.mentions[:MOST_MENTIONS], 1):
        facts = [element_text(phrase(mention.kind)), sureness(mention.confidence), isolated(phrase(mention.reason))]
        told = " · ".join(fact for fact in facts if fact)
        yield f"<li>{leads.words(named, item)} <small>{told}</small></li>"
    if len(actor.mentions) > MOST_MENTIONS:
        yield f"<li>and {len(actor.mentions) - MOST_MENTIONS:,} more, marked in the text</li>"
