"""Lemmas for looking words up in a codebook, when the parse has none or has an odd one.

A rule may propose lemmas that don't exist ("us" beside "use" for "used"): who looks up takes those that the codebook
knows.
"""

from functools import lru_cache
from importlib.resources import files

__all__ = ["irregular_lemma", "lemma_candidates", "verb_candidates"]

_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("ying", "ie"), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("es", ""),
    ("s", ""), ("’s", ""), ("'s", ""),
)  # fmt: skip
_DOUBLING = ("ed", "ing")
_DERIVATIONS = (
    ("ification", "ify"), ("ication", "y"), ("ization", "ize"), ("isation", "ise"), ("ation", "e"), ("ation", ""),
    ("ition", "e"), ("ision", "ide"), ("ission", "it"), ("sion", "de"), ("sion", "se"), ("ction", "ct"), ("tion", "t"),
    ("tion", "te"), ("ment", ""), ("ance", ""), ("ance", "e"), ("ence", ""), ("ence", "e"), ("ial", "y"), ("al", ""),
    ("al", "e"), ("ing", ""), ("ing", "e"), ("er", ""), ("er", "e"), ("or", ""), ("or", "e"), ("y", ""), ("ory", "e"),
)  # fmt: skip
_PREFIXES = ("re-", "counter-", "re", "counter", "pre", "over", "mis")


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    lines = files("onrecord.codebooks").joinpath("irregular_forms.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines[1:] if line and not line.startswith("#"))
    return {form: lemma for form, lemma, *_ in rows}


def irregular_lemma(word: str) -> str | None:
    """The lemma of a form that no ending shows ("begin" for "began"): surer than any parse."""
    return _irregular().get(word.lower())


@lru_cache(maxsize=16_384)
def lemma_candidates(word: str) -> tuple[str, ...]:
    """The word itself in lower case, and what it may be a form of; likelier ones first."""
    word = word.lower()
    found = [word]
    if word in _irregular():
        found.append(_irregular()[word])
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            found.append(word.removesuffix(ending) + instead)
    for ending in _DOUBLING:
        stem = word.removesuffix(ending)
        if word.endswith(ending) and len(stem) > 2 and stem[-1] == stem[-2]:
            found.append(stem[:-1])
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=5_000)
def verb_candidates(word: str) -> tuple[str, ...]:
    """Verbs that the word may be formed from: "refute" for "refutation", "confirm" for "reconfirmed"."""
    found = []
    for base in lemma_candidates(word):
        stems = [base, *(base.removeprefix(prefix) for prefix in _PREFIXES if base.startswith(prefix))]
        for stem in stems:
            found.append(stem)
            found += [
                stem.removesuffix(ending) + verbal
                for ending, verbal in _DERIVATIONS
                if stem.endswith(ending) and len(stem) > len(ending) + 2
            ]
    return tuple(dict.fromkeys(form for form in found if len(form) > 2))
