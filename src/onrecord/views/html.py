"""The record as HTML: a page of one report, an index of many, a fragment for notebooks.

The report's text stands in the element "text": without its tags it is the text, code point by code point (markup.py
says what HTML can't hold), so that a place in the page is a place in the report. Pages need no network, run nothing but
their own script, and can be read without it.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Self

from onrecord.record import Record
from onrecord.report import Span
from onrecord.views.markup import attribute, count, element_text, file_link, isolated, outward_link, time
from onrecord.views.outline import Entry, chain, outline, voices
from onrecord.views.segments import Mark, Segment, paragraphs, segments
from onrecord.views.wording import NO_STATEMENTS, TONES, as_written, headline, in_flow, phrase, shorten, told_by

__all__ = ["IndexEntry", "fragment", "index", "page"]

HUES, LINES = 8, 3
"""Looks in page.css: a speaker beyond the last hue shares one, with another line under the words."""
DEEPEST = 3
MOST_QUOTED = 3
LONGEST_HEADLINE, LONGEST_WORDS = 300, 900
KEY = '<p class="key">Marked: <b class="source">who</b> <i class="cue">said</i> <mark class="content">what</mark></p>'
TAGS = {"content": "mark", "source": "b", "cue": "i", "qualifier": "u", "outside": "span"}


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One report of an index; `path` leads from the index to the report's page."""

    headline: str
    path: str
    statements: int = 0
    outlet: str | None = None
    published: date | None = None
    most_quoted: tuple[tuple[str, int], ...] = ()
    """Speakers, each with the number of statements."""

    @classmethod
    def of(cls, record: Record, path: str) -> Self:
        """What an index tells of the record whose page is at `path`."""
        entries, report = outline(record), record.report
        most_quoted = tuple(voices(entries).items())[:MOST_QUOTED]
        return cls(headline(record), path, len(entries), report.outlet, report.published, most_quoted)


def page(record: Record, *, title: str | None = None, attribution: str | None = None) -> str:
    """A page of its own: the text with its statements marked, and the list of them beside it.

    `title` is the window's, by default the headline; `attribution` a line about the text's author and licence,
    by default the report's own.
    """
    view = _View(record)
    body = f"""{view.masthead()}
<main>
{view.article()}
<section class="statements" aria-labelledby="statements">
<h2 id="statements">Statements</h2>
{view.cards()}
</section>
</main>
{view.colophon(attribution)}"""
    return _document(title or shorten(headline(record), LONGEST_HEADLINE), body, script=_asset("page.js"))


def fragment(record: Record) -> str:
    """The same without frame and script, to stand inside another page, as Jupyter shows it."""
    view = _View(record, prefix=f"r{record.report.sha256[:8]}-")
    return f"""<div class="onrecord fragment">
<style>{_asset("page.css")}</style>
{view.masthead()}
{view.article()}
<details class="statements" open>
<summary>{count(len(view.entries), "statement")}</summary>
{view.cards()}
</details>
</div>"""


def index(entries: Iterable[IndexEntry], *, title: str = "Reports on record") -> str:
    """The page that leads to the pages of a folder's reports, in the order given."""
    entries = list(entries)
    rows = "\n".join(map(_index_row, entries)) or '<tr><td colspan="5">No reports.</td></tr>'
    statements = count(sum(entry.statements for entry in entries), "statement")
    body = f"""<header class="masthead">
<h1>{element_text(title)}</h1>
<p class="facts">{count(len(entries), "report")}<span class="dot"> · </span>{statements}</p>
</header>
<main class="index">
<table>
<thead><tr><th scope="col">Report</th><th scope="col">Outlet</th><th scope="col">Published</th>
<th scope="col" class="number">Statements</th><th scope="col">Most quoted</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
</main>"""
    return _document(title, body)


def _index_row(entry: IndexEntry) -> str:
    quoted = "<br>".join(f"{isolated(phrase(voice))} <small>{number}</small>" for voice, number in entry.most_quoted)
    told = element_text(shorten(entry.headline or entry.path, LONGEST_HEADLINE))
    return f"""<tr>
<th scope="row"><a href="{file_link(entry.path)}" dir="auto">{told}</a></th>
<td data-label="Outlet">{isolated(entry.outlet)}</td>
<td data-label="Published">{time(entry.published)}</td>
<td data-label="Statements" class="number">{entry.statements}</td>
<td data-label="Most quoted"><span>{quoted}</span></td>
</tr>"""


class _View:
    """One record on its way to HTML; `prefix` keeps the ids of several on one page apart."""

    def __init__(self, record: Record, prefix: str = "") -> None:
        self.record = record
        self.prefix = prefix
        self.entries = outline(record)
        self.voices = voices(self.entries)
        self.voice_numbers = {voice: number for number, voice in enumerate(self.voices, 1)}
        edges = [edge for span in (record.headline, record.dek) if span for edge in span]
        self.blocks = [(block, self._role(block)) for block in paragraphs(record.report.text, edges)]
        self.unplaced = {entry.number for entry in self.entries}
        """Statements whose number does not stand in the text, as their spans hold nothing of it."""
        self.text = "".join(self._text())

    def masthead(self) -> str:
        """Outlet, date and sums, a heading if the text has none, and the legend."""
        report = self.record.report
        roles = [role for _, role in self.blocks]
        heading = (
            ""
            if "headline" in roles
            else f'<h1 dir="auto">{element_text(shorten(headline(self.record), LONGEST_HEADLINE))}</h1>\n'
        )
        sums = count(len(self.entries), "statement")
        facts = [
            f"<strong>{isolated(report.outlet)}</strong>" if report.outlet else "",
            time(report.published),
            f"{sums} by {count(len(self.voices), 'speaker')}" if self.voices else sums,
            outward_link(report.url, "as published"),
        ]
        line = '<span class="dot"> · </span>'.join(fact for fact in facts if fact)
        legend = self._legend() if self.entries else ""
        return f'<header class="masthead">\n{heading}<p class="facts">{line}</p>\n{legend}</header>'

    def _legend(self) -> str:
        """What the marks mean; the page's script turns speakers and stances into filters."""
        speakers = "\n".join(
            f'<li class="{self._look(voice)}" data-voice="{self.voice_numbers[voice]}">{isolated(phrase(voice))} '
            f"<small>{number}</small></li>"
            for voice, number in self.voices.items()
        )
        stances = "\n".join(
            f'<li data-stance="{attribute(stance)}">{_stance(stance)}</li>'
            for stance in dict.fromkeys(entry.statement.stance for entry in self.entries)
        )
        return f"""{KEY}
<ul class="legend" aria-label="Speakers">
{speakers}
</ul>
<ul class="legend" aria-label="Stances">
{stances}
</ul>
"""

    def article(self) -> str:
        """The report's full text, its statements marked."""
        return f'<article class="text" id="{self.prefix}text" aria-label="Report">{self.text}</article>'

    def _text(self) -> Iterator[str]:
        text = self.record.report.text
        cuts = [edge for block, _ in self.blocks for edge in block]
        waiting = segments(len(text), self._marks(), cuts)
        last_end, heading = 0, "h1"
        for (start, end), role in self.blocks:
            tag = heading if role == "headline" else "p"
            heading = "p" if role == "headline" else heading  # a headline of two lines is one heading
            yield element_text(text[last_end:start])
            yield f'<{tag} class="{role}" dir="auto">' if role else f'<{tag} dir="auto">'
            yield from self._block([segment for segment in _until(waiting, end) if segment.start >= start])
            yield f"</{tag}>"
            last_end = end
        yield element_text(text[last_end:])

    def _role(self, block: Span) -> str:
        """Whether the paragraph is the headline's or dek's: white space apart, it lies inside."""
        text = self.record.report.text
        for role, span in (("headline", self.record.headline), ("dek", self.record.dek)):
            if span and span[0] < block[1] and block[0] < span[1]:
                around = text[block[0] : span[0]] + text[span[1] : block[1]]
                return "" if around.strip() else role
        return ""

    def _block(self, block: list[Segment]) -> Iterator[str]:
        """One paragraph: an element ends where its mark ends or one further out does, in which case it begins anew."""
        text = self.record.report.text
        open_marks: tuple[Mark, ...] = ()
        for start, end, marks in block:
            kept = _common(open_marks, marks)
            yield _closings(open_marks[kept:])
            for mark in marks[kept:]:
                yield self._opening(mark)
                if mark.statement in self.unplaced and self._is_place(mark):
                    self.unplaced.remove(mark.statement)
                    yield self._number(self.entries[mark.statement - 1])
            yield element_text(text[start:end])
            open_marks = marks
        yield _closings(open_marks)

    def _marks(self) -> Iterator[Mark]:
        for start, end in self.record.not_report_text:
            yield Mark(start, end, "outside")
        for entry in self.entries:
            statement = entry.statement
            for part, spans in (
                ("content", statement.content), ("source", statement.source),
                ("cue", statement.cue), ("qualifier", statement.qualified_by),
            ):  # fmt: skip
                for start, end in spans:
                    yield Mark(start, end, part, entry.number)

    def _opening(self, mark: Mark) -> str:
        if not mark.statement:
            return f'<{TAGS[mark.part]} class="{mark.part}">'
        entry = self.entries[mark.statement - 1]
        look = f"{mark.part} d{min(entry.depth, DEEPEST)} {self._look_of(entry)}"
        return f'<{TAGS[mark.part]} class="{look}" data-s="{mark.statement}">'

    def _is_place(self, mark: Mark) -> bool:
        """Does the statement's number stand here: at its content, or where it has none at its first part?"""
        return mark.part == "content" or not self.entries[mark.statement - 1].statement.content

    def _number(self, entry: Entry) -> str:
        """The statement's number; the style sheet writes it, for it is no part of the report's text."""
        number, prefix = entry.number, self.prefix
        label = attribute(f"Statement {number}: {told_by(entry)}, {entry.statement.stance}")
        ends = f'id="{prefix}t{number}" href="#{prefix}s{number}"'
        return f'<a class="at" {ends} data-s="{number}" aria-label="{label}"></a>'

    def _look(self, voice: str) -> str:
        """The speaker's classes: a hue and a line."""
        number = self.voice_numbers[voice] - 1
        return f"v{number % HUES + 1} l{number // HUES % LINES + 1}"

    def _look_of(self, entry: Entry) -> str:
        return self._look(entry.speakers[0]) if entry.speakers else "v0 l1"

    def cards(self) -> str:
        """The statements in a list, each with its fields and a link to its place in the text."""
        if not self.entries:
            return f'<p class="none">{NO_STATEMENTS}</p>'
        return '<ol class="cards">\n' + "\n".join(map(self._card, self.entries)) + "\n</ol>"

    def _card(self, entry: Entry) -> str:
        statement, number, prefix = entry.statement, entry.number, self.prefix
        spoken_by = " ".join(str(self.voice_numbers[voice]) for voice in entry.speakers)
        content = shorten(in_flow(self.record.words(statement.content)), LONGEST_WORDS)
        look = f"card d{min(entry.depth, DEEPEST)} {self._look_of(entry)}"
        data = f'data-s="{number}" data-voices="{spoken_by}" data-stance="{attribute(statement.stance)}"'
        data += f' data-outer="{entry.outer.number}"' if entry.outer else ""
        back = f'<a class="back" href="#{prefix}t{number}" aria-label="Statement {number} in the text">{number}</a>'
        if number in self.unplaced:
            back = f'<span class="back">{number}</span>'
        return f"""<li class="{look}" id="{prefix}s{number}" {data} data-id="{attribute(statement.id)}">
<p class="who">{back} <bdi class="name">{element_text(told_by(entry))}</bdi> {_stance(statement.stance)}</p>
<p class="said">{self._said(entry)}</p>
<p class="what" dir="auto">{element_text(content)}</p>
<dl>{self._fields(entry)}</dl>
</li>"""

    def _said(self, entry: Entry) -> str:
        """Source and cue as the report words them."""
        source = as_written(self.record, entry.statement)
        cue = phrase(self.record.words(entry.statement.cue))
        parts = [f'<b class="source">{element_text(source)}</b>'] if source else []
        return " ".join([*parts, f'<i class="cue">{element_text(cue)}</i>'] if cue else parts)

    def _fields(self, entry: Entry) -> str:
        statement, prefix = entry.statement, self.prefix
        around = [f'<a href="#{prefix}s{outer.number}">{isolated(told_by(outer))}</a>' for outer in chain(entry)]
        fields = {
            "On the word of": ", told by ".join(around),
            "Kind": element_text(statement.kind),
            "Source": element_text(statement.source_kind),
            "Through": isolated(phrase(statement.channel or "")),
            "To": isolated(phrase(statement.addressee or "")),
            "Qualified by": isolated(phrase(self.record.words(statement.qualified_by))),
            "Confidence": f"{statement.confidence:.0%}" if statement.confidence < 1 else "",  # 1: by hand
        }
        return "".join(f"<div><dt>{name}</dt> <dd>{value}</dd></div>" for name, value in fields.items() if value)

    def colophon(self, attribution: str | None) -> str:
        """The notes of intake, the text's licence, and what read it."""
        report, version = self.record.report, self.record.version
        lines = [f"Note: {element_text(note)}" for note in report.notes]
        attribution = attribution or report.attribution
        lines += [element_text(attribution)] if attribution else []
        read_by = f"Read by onrecord, {element_text(version)}. " if version else ""
        lines.append(
            f"{read_by}Text of {count(len(report.text), 'character')}, SHA-256 <code>{report.sha256[:16]}</code>"
        )
        return '<footer class="colophon">\n' + "\n".join(f"<p>{line}</p>" for line in lines) + "\n</footer>"


def _until(waiting: Iterator[Segment], end: int) -> Iterator[Segment]:
    """The next segments, up to the one that ends at `end`, where the text is cut."""
    for segment in waiting:
        yield segment
        if segment.end >= end:
            return


def _common(open_marks: Sequence[Mark], marks: Sequence[Mark]) -> int:
    """How many of the open marks, from the outermost, go on."""
    for same, (here, there) in enumerate(zip(open_marks, marks, strict=False)):
        if here is not there:
            return same
    return min(len(open_marks), len(marks))


def _closings(marks: Sequence[Mark]) -> str:
    return "".join(f"</{TAGS[mark.part]}>" for mark in reversed(marks))


def _stance(stance: str) -> str:
    return f'<span class="stance {TONES.get(stance, "plain")}">{element_text(stance)}</span>'


def _document(title: str, body: str, *, script: str = "") -> str:
    style = _asset("page.css")
    policy = f"default-src 'none'; style-src '{_digest(style)}'; base-uri 'none'; form-action 'none'"
    policy += f"; script-src '{_digest(script)}'" if script else ""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{attribute(title)}</title>
<style>{style}</style>
</head>
<body class="onrecord">
{body}
{f"<script>{script}</script>" if script else ""}
</body>
</html>
"""


@cache
def _asset(name: str) -> str:
    return files("onrecord.views").joinpath(name).read_text(encoding="utf-8").strip()


def _digest(content: str) -> str:
    """The content's hash as a Content-Security-Policy names it: nothing else may run."""
    return "sha256-" + b64encode(sha256(content.encode()).digest()).decode()
