"""Records to be shown: a small one as news is, and a strategy for any that a file may hold."""

from datetime import date

from hypothesis import settings
from hypothesis import strategies as st

from onrecord.record import KINDS, PLACE_KINDS, STANCES, Actor, Credit, Mention, Place, Record, Statement, Time
from onrecord.report import ORIGINS, Report, Span
from tests.strategies import actors as some_actors

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

SUMMIT_TEXT = """Leaders meet in Geneva

The president of Ruritania, Rudolf Elphberg, said on Tuesday that he would stay two days. Georgia has been silent since 1945.

"We are ready," the president said that night in Old Town, Geneva. He had last come in June.
"""


def there(words: str, after: str = "") -> Span:
    start = SUMMIT_TEXT.index(words, SUMMIT_TEXT.index(after))
    return start, start + len(words)


ELPHBERG = Actor(
    "person:rudolf-elphberg",
    "Rudolf Elphberg",
    "person",
    (
        Mention(there("The president of Ruritania, Rudolf Elphberg"), "name", 0.97, "his name"),
        Mention(there("he", "that he"), "pronoun", 0.4, "<b>the nearest</b>"),
        Mention(there("the president"), "title", 0.9, "the only president"),
    ),
    country="DEU",
    sector="GOV",
    office="President of Ruritania",
    unconfirmed=True,
    wikidata="Q42",
    confidence=0.9,
    reasons={"office": "terms.tsv: 2010 <script>alert(1)</script>"},
)
RURITANIA = Actor("named:ruritania", "Ruritania", "government", (Mention(there("Ruritania"), "name"),), confidence=0.4)
GEORGIA = Actor(
    "gov:GEO",
    "Government of Georgia",
    "government",
    (Mention(there("Georgia"), "metonym", 0.7, "a country that is silent"),),
    country="GEO",
    sector="GOV",
    candidates=("gov:GEO", "region:georgia"),
    confidence=0.7,
)
SUMMIT = Record(
    Report(SUMMIT_TEXT, id="summit", published=date(2024, 6, 19), outlet="Lakeside Post"),
    (
        Statement(
            "s1",
            source=(there("The president of Ruritania, Rudolf Elphberg"),),
            cue=(there("said"),),
            content=(there("that he would stay two days"),),
            speaker=("Rudolf Elphberg",),
            speaker_ids=("person:rudolf-elphberg",),
            stance="pledge",
            source_kind="named person",
        ),
        Statement(
            "s2",
            source=(there("the president"),),
            cue=(there("said", "ready"),),
            content=(there('"We are ready,"'),),
            speaker=("Rudolf Elphberg",),
            speaker_ids=("person:rudolf-elphberg",),
            kind="direct",
            source_kind="named person",
        ),
    ),
    headline=(0, 22),
    actors=(ELPHBERG, RURITANIA, GEORGIA),
    times=(
        Time(there("Tuesday"), "2024-06-18", "“said” in the past", 0.93),
        Time(there("two days"), "P2D", "a duration", 0.93),
        Time(there("1945"), "1945", "as written", 0.98),
        Time(there("that night"), None, "no day <i>is certain</i>", 0.0),
        Time(there("June"), "2024-06", "“come” in the past", 0.8),
    ),
    places=(
        Place(there("Georgia"), "Georgia", "country", country="GEO", confidence=0.6, reason="a country's name"),
        Place(there("Old Town"), "Old Town", "unresolved", reason="<u>no city</u> has this name"),
        Place(
            there("Geneva", "Old Town"),
            "Genève",
            "city",
            "CHE",
            "Geneva",
            2660646,
            46.2022,
            6.1457,
            0.95,
            "the largest",
        ),
    ),
)
"""A report with its actors, times and places; what is doubtful is there, and what is hostile."""

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
    speaker_ids=st.lists(ids, max_size=2).map(tuple),
)
one_span = st.tuples(offsets, offsets)
times = st.builds(
    Time,
    one_span,
    st.none()
    | phrases
    | st.dates().map(str)
    | st.sampled_from(["2024", "1990/1999", "2024-W24", "P2D", "T22:30", "0000"]),
    phrases,
    st.floats(0, 1),
)
places_named = st.builds(
    Place,
    one_span,
    name=phrases,
    kind=st.sampled_from(PLACE_KINDS),
    country=st.none() | st.sampled_from(["RUS", "<b>"]),
    region=st.none() | phrases,
    geonames=st.none() | st.integers(0),
    latitude=st.none() | st.floats(),
    longitude=st.none() | st.floats(),
    confidence=st.floats(0, 1),
    reason=phrases,
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
    actors=st.lists(some_actors(one_span, phrases | ids), max_size=3).map(tuple),
    times=st.lists(times, max_size=4).map(tuple),
    places=st.lists(places_named, max_size=4).map(tuple),
    version=phrases,
)
