"""The stages in order: a report becomes a parsed text, the parsed text a record.

intake gives the Report; the engine parses it; the statements' stages add to a list of drafts; the last one freezes
them.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from onrecord import __version__
from onrecord.actors.read import find_actors
from onrecord.actors.tables import ActorTables, load_actors
from onrecord.codebooks.load import CueBook, load_cues
from onrecord.corpus import read_many
from onrecord.doc import Doc
from onrecord.engine import Engine
from onrecord.engine.encoder import MODEL
from onrecord.errors import InputError
from onrecord.places import find_places
from onrecord.record import Record, Statement
from onrecord.report import Report, Span
from onrecord.statements.assemble import assemble
from onrecord.statements.blocks import find_blocks
from onrecord.statements.confidence import Calibration
from onrecord.statements.credits import find_credits
from onrecord.statements.descriptions import Descriptions
from onrecord.statements.draft import Draft
from onrecord.statements.frames import cited_sources, framed_statements, outer_frames
from onrecord.statements.layout import Layout, find_layout
from onrecord.statements.nesting import nest, place, without_first_person
from onrecord.statements.proposals import propose, propose_within
from onrecord.statements.quotations import find_quotations, kind_of
from onrecord.statements.speakers import resolve
from onrecord.statements.stance import classify, is_statement
from onrecord.times import find_times
from onrecord.worker import Recipe

__all__ = ["Reader", "load", "report_of"]


def load(*, cues: str | Path | None = None, actors: str | Path | None = None, model: str | Path = MODEL) -> "Reader":
    """The reader, with the engine that comes with the package.

    `cues` is a table of cues of your own, laid over ours (docs/codebooks.md), `actors` one of who is who
    (docs/actor_tables.md); `model` the folder of another engine. Raises EngineError and CodebookError. A reader runs on
    one thread; for more speed use more processes.
    """
    recipe = Recipe(
        Path(cues) if cues is not None else None, Path(model), actors=Path(actors) if actors is not None else None
    )
    return Reader(
        Engine(Path(model)),
        load_cues(recipe.cues),
        load_actors(recipe.actors),
        Calibration.read(Path(model) / "calibration.json"),
        recipe,
    )


class Reader:
    """Reads reports into records. `load` makes one."""

    def __init__(
        self, engine: Engine, cues: CueBook, actors: ActorTables, calibration: Calibration, recipe: Recipe
    ) -> None:
        self._recipe = recipe
        self._engine = engine
        self._cues = cues
        self._actors = actors
        self._calibration = calibration

    def read(
        self,
        text: str,
        *,
        published: date | str | None = None,
        outlet: str | None = None,
        url: str | None = None,
        id: str = "",
    ) -> Record:
        """Read a report's text. `published` is a date or its ISO form; raises InputError if it is neither."""
        return self.read_report(report_of(text, published=published, outlet=outlet, url=url, id=id))

    def read_report(self, report: Report) -> Record:
        """Read a report that intake made."""
        return self.read_doc(self.parse(report))

    def read_doc(self, doc: Doc) -> Record:
        """The record of a text that `parse` has parsed."""
        report = doc.report
        layout = find_layout(report)
        drafts, described = self._statements(doc, layout)
        places = find_places(doc, actors=_sources(drafts), left_out=layout.not_report_text)
        actors = find_actors(doc, layout, drafts, described, places, self._actors)
        return Record(
            report=report,
            statements=_frozen(drafts, self._calibration),
            headline=layout.headline,
            dek=layout.dek,
            not_report_text=layout.not_report_text,
            credits=find_credits(report.text, layout),
            actors=actors,
            times=find_times(doc, layout),
            places=places,
            version=__version__,
        )

    def read_many(
        self, reports: Iterable[Report | str | InputError], *, processes: int | None = None
    ) -> Iterator[Record | InputError]:
        """Read reports in several processes; their records come in the reports' order, one by one.

        What can't be read comes back as the error that names it: one bad report never stops the rest. Reports are taken
        as they are needed. The records are the same whatever the number of processes, which is by default one for each
        core; with 1, this process reads. Leaving the iteration, or Ctrl-C, ends the processes.

        `reports` may be what `read_inputs` gives, Reports of your own, or texts, whose ids are then their numbers.
        """
        return read_many(reports, self._recipe, processes=processes, reader=self)

    def parse(self, report: Report) -> Doc:
        """The parsed text alone: sentences, words, tags, trees, names and the attribution graph."""
        return self._engine.parse(report)

    def _statements(self, doc: Doc, layout: Layout) -> tuple[list[Draft], Descriptions]:
        text = doc.report.text
        quotations = find_quotations(text)
        blocks = find_blocks(text, layout, quotations)
        drafts = assemble(doc, layout, quotations, blocks, self._cues)
        drafts += propose(doc, drafts, layout, quotations, self._cues)
        drafts += outer_frames(doc, drafts)
        drafts += framed_statements(doc, drafts, self._cues)
        drafts += cited_sources(doc, drafts)
        drafts += nest(doc, drafts, quotations, self._cues, self._engine.attributions_within)
        drafts += propose_within(doc, drafts, quotations, self._cues)
        place([draft for draft in drafts if draft.reported_in is None])
        drafts = without_first_person(doc, drafts)
        for draft in drafts:
            outer = draft.reported_in.content if draft.reported_in else None
            draft.kind = kind_of(text, draft.content, quotations, outer)
        described = resolve(doc, drafts)
        drafts = [draft for draft in drafts if is_statement(doc, draft, self._cues)]
        for draft in drafts:
            classify(doc, draft, self._cues)
        return drafts, described


def _sources(drafts: list[Draft]) -> set[Span]:
    """What speaks: a capital among them is its government, and no place."""
    return {span for draft in drafts for span in draft.source}


def _frozen(drafts: list[Draft], calibration: Calibration) -> tuple[Statement, ...]:
    """The statements in the order of their contents, the one that holds another before it."""
    ordered = sorted(drafts, key=lambda draft: (draft.content[0][0], -draft.content[-1][1], draft.cue))
    ids = {id(draft): f"s{number:02}" for number, draft in enumerate(ordered, 1)}
    return tuple(
        Statement(
            id=ids[id(draft)],
            source=tuple(draft.source),
            cue=tuple(draft.cue),
            content=tuple(draft.content),
            speaker=tuple(draft.speaker),
            kind=draft.kind,
            stance=draft.stance,
            source_kind=draft.source_kind,
            channel=draft.channel,
            addressee=draft.addressee,
            qualified_by=tuple(draft.qualified_by),
            reported_in=_holder(draft, ids),
            confidence=round(calibration(draft.score), 3),
            speaker_ids=tuple(draft.speaker_ids),
        )
        for draft in ordered
    )


def _holder(draft: Draft, ids: dict[int, str]) -> str | None:
    """The nearest statement around the draft that is kept."""
    outer = draft.reported_in
    while outer is not None and id(outer) not in ids:
        outer = outer.reported_in
    return ids[id(outer)] if outer is not None else None


def report_of(
    text: str, *, published: date | str | None = None, outlet: str | None = None, url: str | None = None, id: str = ""
) -> Report:
    """A report of what the user says of a text. Raises InputError if `published` is neither a date nor its ISO form."""
    return Report(
        text,
        id=id,
        published=_day(published, id),
        outlet=outlet,
        url=url,
        published_from="given" if published else None,
        outlet_from="given" if outlet else None,
    )


def _day(published: date | str | None, name: str) -> date | None:
    if published is None:
        return None
    try:
        if isinstance(published, datetime):
            return published.date()
        return published if isinstance(published, date) else date.fromisoformat(published)
    except (TypeError, ValueError):
        raise InputError(name or "report", f"published: {published!r} is no date; write it like 2024-06-18") from None
