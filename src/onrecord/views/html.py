"""The record as HTML: a page of one report, an index of many, a fragment for notebooks.

Pages need no network, run nothing but their own script, and can be read without it.
"""

from collections.abc import Iterator

from onrecord.record import Record
from onrecord.views.actor_list import actor_list
from onrecord.views.article import Article
from onrecord.views.cards import cards
from onrecord.views.document import asset, document
from onrecord.views.index import IndexEntry, index
from onrecord.views.listed import Leads
from onrecord.views.markup import attribute, element_text, isolated, outward_link, time
from onrecord.views.named import named_actors, named_places
from onrecord.views.outline import outline, voices
from onrecord.views.place_list import ATTRIBUTION, place_list
from onrecord.views.place_map import place_map
from onrecord.views.time_list import time_list
from onrecord.views.timeline import timeline
from onrecord.views.wording import KNOWN_FROM, count, day, found_from, headline, phrase, shorten

__all__ = ["IndexEntry", "fragment", "index", "page"]

HUES = 8
"""In page.css. A speaker beyond the last shares one; the number at each statement tells them apart."""
LONGEST_HEADLINE = 300
SHORT_DIGEST = 12
DOT = '<span class="dot"> · </span>'
KEY = (
    '<p class="key">Marked: <b class="source">who</b> <i class="cue">said</i> <mark class="content d0">what</mark></p>'
)


def page(record: Record, *, title: str | None = None, attribution: str | None = None) -> str:
    """A page of its own: the text with its statements marked, and the list of them beside it.

    `title` is the window's, by default the headline; `attribution` a line about the text's author and licence,
    by default the report's own.
    """
    view = _View(record, linked=True)
    body = f"""<a class="skip" href="#statements">To the statements</a>
{view.masthead()}
{view.contents()}<main>
<article class="text" id="text" aria-label="Report">{view.article.html}</article>
<div class="panel">
<section class="statements" aria-labelledby="statements" data-report="{attribute(_cited(record))}">
<div class="head">
<h2 id="statements" tabindex="-1">{view.sums()}</h2>
</div>
{view.cards()}
</section>
{view.sections()}</div>
</main>
{view.colophon(attribution)}"""
    return document(title or shorten(headline(record), LONGEST_HEADLINE), body, script="page.js")


def fragment(record: Record) -> str:
    """The same without frame, links and script, to stand inside another page, as Jupyter shows it.

    It has no ids, so that any number of them, of one record too, can stand on one page.
    """
    view = _View(record, linked=False)
    return f"""<div class="onrecord fragment">
<style>{asset("page.css")}</style>
{view.masthead()}
<article class="text">{view.article.html}</article>
<details class="statements" open>
<summary>{view.sums()}</summary>
{view.cards()}
</details>
{view.details()}</div>"""


class _View:
    """One record on its way to HTML."""

    def __init__(self, record: Record, *, linked: bool) -> None:
        self.record = record
        self.linked = linked
        self.entries = outline(record)
        self.voices = voices(self.entries)
        self.hues = {voice: number % HUES + 1 for number, voice in enumerate(self.voices)}
        self.actors = named_actors(record, self.entries)
        self.times = timeline(record)
        self.places = named_places(record)
        named = [actor.named(self.hues) for actor in self.actors]
        named += [moment.named for moment in self.times.moments] + [place.named for place in self.places]
        self.article = Article(record, self.entries, self.hues, named if linked else (), linked=linked)
        self._lists = list(self._written(Leads(record, self.article.anchors, linked=linked)))

    def masthead(self) -> str:
        """What is known of the publication, what intake had to guess, what the marks mean."""
        facts = f'<p class="facts">{DOT.join(self._facts())}</p>'
        notes = [f'<p class="note">{element_text(note)}</p>' for note in self.record.report.notes]
        lines = "\n".join([facts, KEY if self.entries else "", self._heading(), *notes])
        return f'<header class="masthead">\n{lines}\n</header>'

    def _heading(self) -> str:
        """For a text without."""
        if self.article.has_heading:
            return ""
        tag, title = self.article.heading, element_text(shorten(headline(self.record), LONGEST_HEADLINE))
        return f'<{tag} class="headline" dir="auto">{title}</{tag}>'

    def _facts(self) -> Iterator[str]:
        report = self.record.report
        found = found_from(report.published_from) if report.published else ""
        if report.outlet:
            also = found_from(report.outlet_from)
            yield f"<strong>{isolated(phrase(report.outlet))}</strong>{_small(also if also != found else '')}"
        if report.published:
            yield time(report.published) + _small(found)
        if report.byline:
            yield f"by {isolated(phrase(report.byline))}"
        if self.record.credits:
            outlets = dict.fromkeys(credit.outlet for credit in self.record.credits)
            yield "credits " + ", ".join(isolated(phrase(outlet)) for outlet in outlets)
        if report.url:
            yield outward_link(report.url, "as published")

    def sums(self) -> str:
        """How many statements by how many speakers."""
        speakers = f" by {count(len(self.voices), 'speaker')}" if self.voices else ""
        return count(len(self.entries), "statement") + speakers

    def cards(self) -> str:
        """The list of statements."""
        actors = {one.actor.id: one for one in reversed(self.actors)}
        return cards(self.record, self.entries, self.hues, self.article.placed, actors, linked=self.linked)

    def contents(self) -> str:
        """Links to the lists, if there is another one than that of the statements."""
        if not self._lists:
            return ""
        sums = [("statements", len(self.entries)), *((name, number) for name, number, _ in self._lists)]
        links = "\n".join(f'<a href="#{name}">{name.capitalize()} <b>{number:,}</b></a>' for name, number in sums)
        return f'<nav class="contents" aria-label="The record">\n{links}\n</nav>\n'

    def sections(self) -> str:
        """The lists of actors, times and places."""
        return "".join(
            f"""<section class="{name}" aria-labelledby="{name}">
<div class="head">
<h2 id="{name}" tabindex="-1">{count(number, name[:-1])}</h2>
</div>
{shown}
</section>
"""
            for name, number, shown in self._lists
        )

    def details(self) -> str:
        """The same, each to be opened."""
        return "".join(
            f'<details class="{name}">\n<summary>{count(number, name[:-1])}</summary>\n{shown}\n</details>\n'
            for name, number, shown in self._lists
        )

    def _written(self, leads: Leads) -> Iterator[tuple[str, int, str]]:
        """Name, number of entries, and the list; what is empty is left out."""
        if self.actors:
            yield "actors", len(self.actors), actor_list(self.actors, self.hues, leads)
        if moments := self.times.moments:
            yield "times", len(moments), time_list(self.times, leads)
        if self.places:
            drawn = place_map(self.places, linked=self.linked)
            shown = f"{drawn}\n{place_list(self.places, leads)}\n{ATTRIBUTION}"
            yield "places", len(self.places), shown

    def colophon(self, attribution: str | None) -> str:
        """Where the report and its record come from: what a reader needs to check or cite them."""
        fields = "".join(
            f"<div><dt>{name}</dt><dd>{value}</dd></div>\n" for name, value in self._origins(attribution) if value
        )
        return f'<footer class="colophon">\n<h2>About this record</h2>\n<dl>\n{fields}</dl>\n</footer>'

    def _origins(self, attribution: str | None) -> Iterator[tuple[str, str]]:
        record, report = self.record, self.record.report
        yield "Report", isolated(phrase(report.id))
        if report.outlet:
            yield "Outlet", isolated(phrase(report.outlet)) + _small(KNOWN_FROM.get(report.outlet_from or "", ""))
        if report.published:
            yield "Published", time(report.published) + _small(KNOWN_FROM.get(report.published_from or "", ""))
        yield "Byline", isolated(phrase(report.byline or ""))
        yield (
            "Credits",
            "; ".join(
                f"{isolated(phrase(credit.outlet))}: “{isolated(phrase(report[credit.span]))}”"
                for credit in record.credits
            ),
        )
        yield "Address", outward_link(report.url, element_text(shorten(report.url or "", LONGEST_HEADLINE)))
        yield "Rights", element_text(attribution or report.attribution or "")
        yield "Text", f"{count(len(report.text), 'character')}, SHA-256 <code>{report.sha256}</code>"
        yield "Read by", f"onrecord, {element_text(record.version)}" if record.version else ""


def _small(words: str) -> str:
    return f" <small>{element_text(words)}</small>" if words else ""


def _cited(record: Record) -> str:
    """The report as a citation of one of its statements names it; the page's script adds the statement."""
    report = record.report
    parts = [
        shorten(headline(record), LONGEST_HEADLINE),
        report.outlet,
        report.published and day(report.published),
        report.url,
        report.id and f"record {report.id}",
        f"SHA-256 {report.sha256[:SHORT_DIGEST]}",
    ]
    return ", ".join(part for part in parts if part)
