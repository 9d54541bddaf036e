"""Texts for property tests: like news, with every mark, space and newline that print and typists come up with."""

from hypothesis import strategies as st

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
