"""What the engine's heads can say: the label sets that training and decoding share, kept beside the weights."""

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Self

from onrecord.errors import EngineError

__all__ = ["NAME_KINDS", "NAME_TAGS", "ROLES", "Labels", "apply_lemma_rule", "lemma_rule"]

ROLES = ("none", "source", "source+", "cue", "cue+", "content", "content+")
"""A word's part in an attribution; "+" goes on with the part of the word before it."""

NAME_KINDS = ("person", "organisation", "place", "people")

NAME_TAGS = ("O", *(f"{place}-{kind}" for kind in NAME_KINDS for place in "BILU"))
"""Begin, inside, last word of a name, or a name of one word (unit)."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Label sets learned from the treebanks, and the costs of one label after another."""

    upos: tuple[str, ...]
    feats: tuple[str, ...]
    lemma_rules: tuple[str, ...]
    deprels: tuple[str, ...]
    lemmas: dict[str, str]
    """Lemmas of words that the rules miss: "form|UPOS" to lemma."""
    role_transitions: tuple[tuple[float, ...], ...]
    """Log probability of each role (column) after each (row); the last row begins a window."""

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read the file that `write` made; raises EngineError."""
        try:
            fields = json.loads(path.read_text(encoding="utf-8"))
            return cls(
                upos=tuple(fields["upos"]),
                feats=tuple(fields["feats"]),
                lemma_rules=tuple(fields["lemma_rules"]),
                deprels=tuple(fields["deprels"]),
                lemmas=fields["lemmas"],
                role_transitions=tuple(map(tuple, fields["role_transitions"])),
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EngineError(
                f"{path}: the engine's labels can't be read ({error!r}); install onrecord again"
            ) from error

    def write(self, path: Path) -> None:
        """Write as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=0), encoding="utf-8")


def lemma_rule(form: str, lemma: str) -> str:
    """The edit that makes the lemma of the form: case, letters cut at the end, letters added.

    "running" -> "run" is "lower 4 ": cut 4 of the lowercased form, add nothing. A lemma that keeps capitals is "keep".
    """
    case, base = ("lower", form.lower()) if lemma == lemma.lower() else ("keep", form)
    common = 0
    while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
        common += 1
    if common == 0 and base:
        return f"whole {lemma}"
    return f"{case} {len(base) - common} {lemma[common:]}"


@lru_cache(maxsize=16_384)
def apply_lemma_rule(form: str, rule: str) -> str:
    """The lemma that the rule makes of the form."""
    case, _, rest = rule.partition(" ")
    if case == "whole":
        return rest
    cut, _, added = rest.partition(" ")
    base = form.lower() if case == "lower" else form
    kept = base[: len(base) - int(cut)] if int(cut) < len(base) else base[:1]
    return kept + added
