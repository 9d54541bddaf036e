"""Records to be shown: a small one as news is, and a strategy for any that a file may hold."""

from datetime import date

from hypothesis import settings
from hypothesis import strategies as st

from onrecord.record import KINDS, STANCES, Credit, Record, Statement
from onrecord.report import ORIGINS, Report, Span

TEXT = """Harbour strike enters third day

Dockers walked out on Monday.

"We will stay here," union leader Ana Ruiz said, "until the port talks to us."

The port authority denied that it had refused to talk, Lakeside Radio reported.
"""


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return start, start + len(words)


RUIZ = Statement(
    "s1",
    source=(span("union leader Ana Ruiz"),),
    cue=(span("said"),),
    content=(span('"We will stay here,"'), span('"until the port talks to us."')),
    speaker=("Ana Ruiz",),
    kind="direct",
    stance="pledge",
    source_kind="named person",
    addressee="reporters",
    confidence=0.91,
)
RADIO = Statement(
    "s2",
    source=(span("Lakeside Radio"),),
    cue=(span("reported"),),
    content=(span("The port authority denied that it had refused to talk"),),
    speaker=("Lakeside Radio",),
    stance="report",
    source_kind="outlet",
)
PORT = Statement(
    "s3",
    source=(span("The port authority"),),
    cue=(span("denied"),),
    content=(span("that it had refused to talk"),),
    speaker=("Port of Lakeside",),
    stance="deny",
    source_kind="organisation",
    channel="Lakeside Radio",
    reported_in="s2",
    confidence=0.34,
)
STRIKE = Record(
    Report(TEXT, id="strike", published=date(2024, 3, 6), outlet="Lakeside Post", url="https://post.example/strike"),
    (PORT, RADIO, RUIZ),  # not in the order of the text, as a foreign file may have them
    headline=(0, 31),
)

HOSTILE = (
    "</article><script>alert(1)</script>", "&amp;", "\x1b[31m", "\x9b2J", "\u202eevil\u202c", "\u2066x", "\u200b",
    "\x00",
    "\ud800", "\udfff", "\r\n", "\r", "\n\n", "\n", "\u2028", "\x85", "\x0c", "[bold]x[/bold]", "[/]", ":smile:", "“a”",
    '"b"', "'", "…", "שלום", "e\u0301", "👩\u200d🚀", "  ", "\t", "Said.", "word " * 30,
)  # fmt: skip
some = settings(deadline=None, max_examples=40)
"""For properties of whole records, which take a while to draw."""

phrases = st.sampled_from(HOSTILE)
texts = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=8)), max_size=12).map("".join)
offsets = st.integers(-2, 60)
spans = st.lists(st.tuples(offsets, offsets), max_size=3).map(tuple)
ids = st.sampled_from(["s1", "s2", "s3", '"><b>'])
statements = st.builds(
    Statement,
    id=ids,
    source=spans,
    cue=spans,
    content=spans,
    qualified_by=spans,
    speaker=st.lists(phrases, max_size=2).map(tuple),
    kind=st.sampled_from([*KINDS, "<kind>"]),
    stance=st.one_of(st.sampled_from(STANCES), phrases),
    source_kind=phrases,
    channel=st.none() | phrases,
    addressee=st.none() | phrases,
    reported_in=st.none() | ids,
    confidence=st.floats(0, 1),
)
places = st.none() | st.tuples(st.integers(0, 30), st.integers(0, 60))
records = st.builds(
    Record,
    report=st.builds(
        Report,
        text=texts,
        id=phrases,
        outlet=st.none() | phrases,
        url=st.none() | phrases.map(lambda text: "https://news.example/" + text) | phrases,
        published=st.none() | st.dates(),
        published_from=st.none() | st.sampled_from(ORIGINS) | phrases,
        outlet_from=st.none() | st.sampled_from(ORIGINS) | phrases,
        byline=st.none() | phrases,
        attribution=st.none() | phrases,
        notes=st.lists(phrases, max_size=2).map(tuple),
    ),
    statements=st.lists(statements, max_size=6).map(tuple),
    headline=places,
    dek=places,
    not_report_text=spans,
    credits=st.lists(st.builds(Credit, st.tuples(offsets, offsets), phrases), max_size=2).map(tuple),
    version=phrases,
)
