"""The statements of a record as a list in HTML: each on a card, with its fields and where its words stand."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from onrecord.record import Record, Statement
from onrecord.views.article import look
from onrecord.views.listed import sureness
from onrecord.views.markup import element_text, isolated
from onrecord.views.named import NamedActor, speaking_actors
from onrecord.views.outline import Entry, chain
from onrecord.views.wording import NO_STATEMENTS, NOBODY, TONES, as_written, excerpt, phrase, told_by

__all__ = ["cards"]

LONGEST_WORDS = 900
LONGEST_CHAIN = 5


def cards(
    record: Record,
    entries: Sequence[Entry],
    hues: Mapping[str, int],
    placed: Collection[int],
    actors: Mapping[str, NamedActor],
    *,
    linked: bool,
) -> str:
    """The list. `placed` statements have a number in the text, which their card leads to if `linked`.

    So do the speakers to those of the `actors`, by id, that they are.
    """
    if not entries:
        return f'<p class="none">{NO_STATEMENTS}</p>'
    written = (_card(record, entry, hues, placed, actors if linked else {}, linked=linked) for entry in entries)
    return '<ol class="cards" role="list">\n' + "\n".join(written) + "\n</ol>"


def _card(
    record: Record,
    entry: Entry,
    hues: Mapping[str, int],
    placed: Collection[int],
    actors: Mapping[str, NamedActor],
    *,
    linked: bool,
) -> str:
    statement, number = entry.statement, entry.number
    content = excerpt(record.words(statement.content), LONGEST_WORDS)
    place = f' data-s="{number}"' if linked else ""
    place += f' data-outer="{entry.outer.number}"' if linked and entry.outer else ""
    tone, names = TONES.get(statement.stance, "plain"), _names(entry, actors)
    return f"""<li class="card {look(entry, hues)}"{place}>
<p class="who">{_badge(entry, linked=linked, placed=number in placed)} <span class="name">{names}</span> \
<span class="stance {tone}">{element_text(statement.stance)}</span></p>
{_chain(entry, hues, linked=linked)}{_said(record, statement)}
<p class="what" dir="auto">{element_text(content)}</p>
<p class="facts">{" · ".join(_facts(record, statement))}</p>
<p class="cite"><span class="ref">{_reference(entry)}</span></p>
</li>"""


def _badge(entry: Entry, *, linked: bool, placed: bool) -> str:
    """The number, where links to the statement arrive; it leads to the words in the text."""
    number, anchor = entry.number, entry.anchor
    if linked and placed:
        label = f"Statement {number} in the text"
        return f'<a class="back" id="{anchor}" href="#{anchor}-text" aria-label="{label}">{number}</a>'
    return (
        f'<span class="back" id="{anchor}" tabindex="-1">{number}</span>'
        if linked
        else f'<span class="back">{number}</span>'
    )


def _names(entry: Entry, actors: Mapping[str, NamedActor]) -> str:
    """The speakers; each leads to the actor that it is."""
    if not entry.speakers:
        return isolated(NOBODY)
    *others, last = map(_name, entry.speakers, speaking_actors(entry, actors))
    return f"{', '.join(others)} and {last}" if others else last


def _name(speaker: str, actor: NamedActor | None) -> str:
    name = isolated(phrase(speaker))
    return f'<a href="#{actor.anchor}">{name}</a>' if actor else name


def _chain(entry: Entry, hues: Mapping[str, int], *, linked: bool) -> str:
    """On whose word we have it, the nearest first."""
    around = chain(entry, LONGEST_CHAIN)
    if not around:
        return ""
    links = [_outer(outer, hues, linked=linked) for outer in around]
    links += ["others"] if around[-1].outer else []
    return f'<p class="chain">on the word of {", told by ".join(links)}</p>\n'


def _outer(outer: Entry, hues: Mapping[str, int], *, linked: bool) -> str:
    told = f'<span class="back {look(outer, hues)}">{outer.number}</span> {isolated(told_by(outer))}'
    return f'<a href="#{outer.anchor}">{told}</a>' if linked else told


def _said(record: Record, statement: Statement) -> str:
    """Source and cue as the report words them."""
    source, cue = as_written(record, statement), phrase(record.words(statement.cue))
    parts = [f'<b class="source">{element_text(source)}</b>'] if source else []
    parts += [f'<i class="cue">{element_text(cue)}</i>'] if cue else []
    return f'<p class="said" dir="auto">{" ".join(parts)}</p>'


def _facts(record: Record, statement: Statement) -> Iterator[str]:
    yield f'<span class="kind">{element_text(statement.kind)}</span>'
    yield f'<span class="sort">{element_text(statement.source_kind)}</span>'
    for label, value in (
        ("through", statement.channel),
        ("to", statement.addressee),
        ("qualified:", record.words(statement.qualified_by)),
    ):
        if value:
            yield f"{label} <b>{isolated(phrase(value))}</b>"
    if sure := sureness(statement.confidence):
        yield sure


def _reference(entry: Entry) -> str:
    """How the statement is cited: its name in the record and its content's place in the text, in code points."""
    statement = entry.statement
    spans = statement.content or statement.cue or statement.source
    return f"{element_text(phrase(statement.id))} · characters {', '.join(f'{start}–{end}' for start, end in spans)}"
