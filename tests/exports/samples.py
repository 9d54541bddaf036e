"""Records with everything that a table must hold: chains, torn contents, several speakers, nothing at all, odd text."""

from datetime import date

from hypothesis import strategies as st

from onrecord.record import KINDS, SOURCE_KINDS, STANCES, Actor, Credit, Mention, Record, Statement
from onrecord.report import Report
from tests.strategies import actors

TEXT = 'Talks fail\n\n"We, the union," Ana Ruiz and Bo Li said, "will stay." The port denied it, Reuters reports. (AP)'


def span(words):
    start = TEXT.index(words)
    return start, start + len(words)


SAID = Statement(
    "s01",
    source=(span("Ana Ruiz and Bo Li"),),
    cue=(span("said"),),
    content=(span('"We, the union,"'), span('"will stay."')),
    speaker=("Ana Ruiz", "Bo Li"),
    kind="direct",
    stance="pledge",
    source_kind="named person",
    addressee="reporters",
    confidence=0.9124,
    speaker_ids=("named:ana-ruiz", "named:bo-li"),
)
REPORTED = Statement("s02", (span("Reuters"),), (span("reports"),), (span("The port denied it"),), ("Reuters",))
DENIED = Statement(
    "s03",
    source=(span("The port"),),
    cue=(span("denied"),),
    content=(span("it, "),),
    speaker=("Port of Lakeside",),
    stance="deny",
    reported_in="s02",
    qualified_by=(span("union"),),
    channel="Lakeside Radio",
    confidence=0.34,
)
RUIZ = Actor(
    "named:ana-ruiz",
    "Ana Ruiz",
    "person",
    (Mention(span("We"), "pronoun", 0.6, "who speaks"), Mention(span("Ana Ruiz"), "name", 0.95, "the name")),
    reasons={"name": "as the text has it", "sector": "“the union”"},
    sector="LAB",
    confidence=0.7,
)
LI = Actor("named:bo-li", "Bo Li", "person", (Mention(span("Bo Li"), "name"),))
PORT = Actor(
    "org:port-of-lakeside",
    "Port of Lakeside",
    "organisation",
    (Mention(span("The port"), "metonym", 0.8123, "the only port"),),
    country="PER",
    sector="BUS",
    office="Port Authority of Lakeside",
    unconfirmed=True,
    wikidata="Q7747",
    candidates=("org:port-of-lakeside", "org:lakeside-port"),
    confidence=0.8123,
    reasons={"name": "organisations.tsv, your own table", "office": "told on 2020-01-01 last"},
)
ODD = (
    "=HYPERLINK(1)", "+1", "-x", "@a", "\tx", "\rx", "'=1", '"=1', " =1", "'\tx", "\uff1d1", "plain", "'plain", "a,b",
    'say ""', "two\r\nlines", "bare\rreturn", "line\n", "naïve 北京 👩\u200d🚀 \u202eabc", "a; b", "\ufeffx", "x\x00y",
)  # fmt: skip


def strike(name="strike", **fields):
    """A report with three statements."""
    known = {"published": date(2024, 3, 6), "outlet": "Lakeside Post", "published_from": "given", "byline": "C. Dee"}
    return Record(
        Report(TEXT, id=name, **known | fields),
        (SAID, REPORTED, DENIED),
        headline=(0, 10),
        not_report_text=(span("(AP)"),),
        credits=(Credit(span("(AP)"), "Associated Press"),),
        actors=(RUIZ, LI, PORT),
        version="0.1.0",
    )


def silent(name="silent"):
    """A report without statements, date, outlet or headline."""
    return Record(Report("Nothing was said.", id=name))


def odd(number):
    """A report whose every text is odd."""
    text = ODD[number]
    said = Statement("s01", ((0, len(text)),), (), ((0, len(text)),), (text, text), channel=text, addressee=text)
    actor = Actor(
        text, text, "people", (Mention((0, len(text)), "noun", 0.5, text),), office=text, reasons={"name": text}
    )
    return Record(
        Report(text, id=f"odd-{number}", outlet=text, byline=text, notes=(text,)), (said,), actors=(actor, actor)
    )


SAMPLES = [strike(), silent(), *map(odd, range(len(ODD)))]

words = st.one_of(st.text(max_size=9), st.sampled_from(ODD), st.sampled_from(["\ud800", "a\udfffb", "\ud83d\ude00"]))
"""Any text, lone surrogates too."""


@st.composite
def records(draw, names=words):
    """Any record that could be read from a file."""
    text = draw(words)
    one_span = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda pair: tuple(sorted(pair)))
    spans = st.lists(one_span, max_size=3).map(tuple)
    ids = st.sampled_from(["s01", "s02", "s03"])
    statements = st.builds(
        Statement,
        id=ids,
        source=spans,
        cue=spans,
        content=spans,
        speaker=st.lists(words, max_size=3).map(tuple),
        kind=st.sampled_from(KINDS),
        stance=st.sampled_from(STANCES),
        source_kind=st.sampled_from(SOURCE_KINDS),
        channel=st.none() | words,
        addressee=st.none() | words,
        qualified_by=spans,
        reported_in=st.none() | ids,
        confidence=st.floats(0, 1),
        speaker_ids=st.lists(words, max_size=2).map(tuple),
    )
    report = Report(
        text,
        id=draw(names),
        published=draw(st.none() | st.dates()),
        outlet=draw(st.none() | words),
        attribution=draw(st.none() | words),
        notes=draw(st.lists(words, max_size=2).map(tuple)),
    )
    return Record(
        report,
        draw(st.lists(statements, max_size=4)),
        headline=draw(spans.map(lambda some: some[0] if some else None)),
        actors=tuple(draw(st.lists(actors(one_span, words), max_size=2))),
    )
