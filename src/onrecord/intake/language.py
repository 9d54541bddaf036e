"""Which language a text is in: a cheap look at its function words, and a classifier where that leaves doubt."""

import re
from functools import cache
from importlib.resources import files

from onrecord.errors import LanguageError

__all__ = ["check_language"]

LOOKED_AT = 20_000
"""Characters at the start of a text that decide."""
ENOUGH_ENGLISH = 0.15
"""Share of English function words above which no more is asked. German, Dutch and Danish stay below 0.1."""
CLEARLY_OTHER = 40.0
"""Log odds against English. A row of names reaches 20 to 40, five words of French or German 45."""

WORD = re.compile(r"[^\W\d_]+")
FUNCTION_WORDS = frozenset(
    "the and of to that with this from which their they would were it he she its but who what when there where could "
    "should because about after before than his said".split()
)
"""Those that hardly occur in other languages; "at", "by", "for", "her", "is", "on" and "was" do."""


def check_language(text: str, name: str) -> None:
    """Raise LanguageError, which names the language, if the text is clearly not English."""
    start = text[:LOOKED_AT]
    words = WORD.findall(start.lower())
    if sum(word in FUNCTION_WORDS for word in words) >= ENOUGH_ENGLISH * len(words):
        return
    from py3langid import rank  # takes a quarter of a second to load, which English text is spared

    ranked = rank(start)
    code, best = ranked[0]
    if code != "en" and best - dict(ranked)["en"] > CLEARLY_OTHER:
        raise LanguageError(name, f"it is in {_name_of(code)}; only English is read")


def _name_of(code: str) -> str:
    return _names().get(code, f"another language (ISO 639 code {code})")


@cache
def _names() -> dict[str, str]:
    table = files("onrecord.intake").joinpath("languages.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in table.splitlines()[1:])
