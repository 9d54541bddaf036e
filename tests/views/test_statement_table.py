"""The notebook's table of statements: all that is said of each, inert."""

import re
from html.parser import HTMLParser

from hypothesis import given

from onrecord.record import Record, Statement
from onrecord.report import Report
from tests.views.records import STRIKE, records, some

ALLOWED = {"table", "caption", "thead", "tbody", "tr", "th", "td", "bdi", "p"}


class Parsed(HTMLParser):
    """The tags, and the text of each row's cells."""

    def __init__(self, shown):
        super().__init__()
        self.tags, self.rows, self.attributes, self.open = set(), [], set(), []
        self.feed(shown)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes |= set(attributes)
        self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data


def test_what_a_row_tells():
    head, *rows = Parsed(STRIKE.statements._repr_html_()).rows
    assert head == ["", "speaker", "stance", "content", "source as written", "kind", "on whose word", "confidence"]
    assert rows[0] == [
        "1",
        "Ana Ruiz",
        "pledge",
        '"We will stay here," … "until the port talks to us."',
        "union leader Ana Ruiz",
        "direct",
        "",
        "91%",
    ]
    assert [row[1] for row in rows] == ["Ana Ruiz", "Lakeside Radio", "Port of Lakeside"]
    assert [row[6] for row in rows] == ["", "", "Lakeside Radio"]


def test_nobody_and_nothing():
    told = Record(Report("It was said."), (Statement("s1", (), ((3, 11),), ()),))
    assert Parsed(told.statements._repr_html_()).rows[1][1] == "nobody named"
    assert "No statements" in Record(Report("x")).statements._repr_html_()


def test_many_statements_do_not_fill_the_notebook():
    many = tuple(Statement(f"s{number}", (), (), ((0, 1),)) for number in range(1000))
    parsed = Parsed(shown := Record(Report("x"), many).statements._repr_html_())
    assert len(parsed.rows) == 201
    assert "1,000 statements, the first 200 of them" in shown


@some
@given(records)
def test_nothing_in_a_report_can_act(record):
    parsed = Parsed(shown := record.statements._repr_html_())
    assert parsed.tags <= ALLOWED
    assert parsed.attributes <= {("scope", "col")}
    assert parsed.open == []
    assert not re.search("[\x00\x1b\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)
