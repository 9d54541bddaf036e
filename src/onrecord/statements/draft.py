"""A statement in the making: the stages fill it in, the last one freezes it into the record."""

from dataclasses import dataclass, field

from onrecord.report import Span

__all__ = ["Draft"]


@dataclass(slots=True, eq=False)
class Draft:
    """A statement whose fields are still being found; spans are characters of the report's text.

    `reported_in` is the draft around this one. `score` is the engine's own, not calibrated; `made_by` the rule or stage
    that found the statement.
    """

    source: list[Span]
    cue: list[Span]
    content: list[Span]
    speaker: list[str] = field(default_factory=list)
    speaker_ids: list[str] = field(default_factory=list)
    kind: str = "indirect"
    stance: str = "assert"
    source_kind: str = "nobody"
    channel: str | None = None
    addressee: str | None = None
    qualified_by: list[Span] = field(default_factory=list)
    reported_in: "Draft | None" = None
    score: float = 1.0
    made_by: str = "graph"
