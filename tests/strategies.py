"""Texts for property tests: like news, with every mark, space and newline that print and typists come up with."""

from hypothesis import strategies as st

from onrecord.record import ACTOR_KINDS, MENTION_KINDS, Actor, Mention
from onrecord.report import Span

MARKS = [*"\"“”„«»'‘’`", '""', "''", "``", "“‘", "’”", ',"', ".”", '"“']
SPACES = [" ", " ", " ", " ", "\u00a0", "\u2009", "\u200b", "  "]
BREAKS = ["\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\u2028", "\n \n"]
WORDS = [
    "the", "minister", "said", "told", "reporters", "on", "Monday", "we", "I", "will", "go", "no", "border", "talks",
    "Hassan", "Petrova", "O’Neill", "don't", "workers'", "’90s", "6'2\"", "12\"", "U.S.", "Nawab-ul-Haq", "Søren",
    "said:", "QUESTION:", "Anna Petrova:", "–", "—", "-", "...", "…", "ENDS", "(AP)", "e\u0301", "\u202eabc", "𝔘𝔫",
    "北京", "العربية", "👩\u200d🚀", "\ufeff", "\x00", "\ud800",
]  # fmt: skip


def news_text(max_size: int = 60) -> st.SearchStrategy[str]:
    """Words, marks, spaces and line breaks in any order, with stray characters of all Unicode between."""
    piece = st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(SPACES),
        st.sampled_from(SPACES),
        st.sampled_from(MARKS),
        st.sampled_from(BREAKS),
        st.sampled_from([".", ",", ":", ";", "?", "!"]),
        st.text(max_size=3),
    )
    return st.lists(piece, max_size=max_size).map("".join)


@st.composite
def text_and_span(draw: st.DrawFn) -> tuple[str, tuple[int, int]]:
    """A text and a span of it that is not empty."""
    text = draw(news_text().filter(bool))
    start = draw(st.integers(0, len(text) - 1))
    return text, (start, draw(st.integers(start + 1, len(text))))


def actors(spans: st.SearchStrategy[Span], words: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Actor]:
    """Any actors that a record could hold, with mentions at the spans."""
    words = st.text(max_size=9) if words is None else words
    sure = st.integers(0, 1000).map(lambda number: number / 1000)
    mentions = st.builds(Mention, span=spans, kind=st.sampled_from(MENTION_KINDS), confidence=sure, reason=words)
    return st.builds(
        Actor,
        id=words,
        name=words,
        kind=st.sampled_from(ACTOR_KINDS),
        mentions=st.lists(mentions, max_size=3).map(tuple),
        country=st.sampled_from(["", "RUS", "XKX"]),
        sector=st.sampled_from(["", "GOV", "REB"]),
        office=st.none() | words,
        unconfirmed=st.booleans(),
        wikidata=st.none() | st.just("Q7747"),
        candidates=st.lists(words, max_size=3).map(tuple),
        confidence=sure,
        reasons=st.dictionaries(st.sampled_from(["name", "country", "sector", "office"]), words),
    )
