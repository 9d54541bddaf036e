"""Names made consistent within a report: one string, one kind; a surname alone is the person named in full before."""

from collections import Counter, defaultdict

from onrecord.doc import Doc, Name, WordRange

__all__ = ["make_consistent"]

_ARTICLES = frozenset(("the", "a", "an"))
_POSSESSIVES = frozenset(("'s", "’s", "'", "’"))


def make_consistent(doc: Doc) -> None:
    """Trim articles and possessives off the doc's names, and give each string the kind that it mostly has."""
    trimmed = [name for name in (_trimmed(doc, name) for name in doc.names) if name.start < name.end]
    strings = [doc.text_of(WordRange(name.start, name.end)) for name in trimmed]
    surnames = {
        string.split()[-1]
        for name, string in zip(trimmed, strings, strict=True)
        if name.kind == "person" and " " in string
    }
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, string in zip(trimmed, strings, strict=True):
        votes[string][name.kind] += 1
    doc.names = [
        name._replace(kind="person" if string in surnames else _winner(votes[string], name.kind))
        for name, string in zip(trimmed, strings, strict=True)
    ]


def _winner(votes: Counter[str], own: str) -> str:
    """The kind with most votes; the name's own where several have as many."""
    kind, most = votes.most_common(1)[0]
    return own if votes[own] == most else kind


def _trimmed(doc: Doc, name: Name) -> Name:
    start, end = name.start, name.end
    while start < end and doc.words[start].casefold() in _ARTICLES:
        start += 1
    while start < end and doc.words[end - 1] in _POSSESSIVES:
        end -= 1
    return name._replace(start=start, end=end)
