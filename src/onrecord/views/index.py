"""The page that leads to the pages of many reports: a table to sort and search, complete without script."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from onrecord.record import Record
from onrecord.views.document import document
from onrecord.views.markup import element_text, file_link, isolated, time
from onrecord.views.outline import outline, voices
from onrecord.views.wording import count, headline, in_flow, shorten

__all__ = ["IndexEntry", "index"]

MOST_QUOTED = 3
LONGEST_HEADLINE, LONGEST_NAME = 300, 60


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


def index(entries: Iterable[IndexEntry], *, title: str = "Reports on record") -> str:
    """The page that leads to the pages of a folder's reports, in the order given."""
    entries = list(entries)
    rows = "\n".join(map(_row, entries)) or '<tr><td colspan="5">No reports.</td></tr>'
    sums = f"{count(len(entries), 'report')}, {count(sum(entry.statements for entry in entries), 'statement')}"
    body = f"""<header class="masthead">
<h1>{element_text(title)}</h1>
<p class="facts" role="status">{sums}</p>
</header>
<main class="index">
<table>
<thead><tr><th scope="col">Report</th><th scope="col">Outlet</th><th scope="col">Published</th>
<th scope="col">Statements</th><th scope="col">Most quoted</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
</main>"""
    return document(title, body, script="index.js")


def _row(entry: IndexEntry) -> str:
    told = element_text(shorten(entry.headline or entry.path, LONGEST_HEADLINE))
    quoted = ", ".join(f"{_name(voice)} <small>{number}</small>" for voice, number in entry.most_quoted)
    return (
        f'<tr><th scope="row"><a href="{file_link(entry.path)}" dir="auto">{told}</a></th>'
        f"<td>{_name(entry.outlet or '')}</td><td>{time(entry.published)}</td>"
        f"<td>{entry.statements}</td><td>{quoted}</td></tr>"
    )


def _name(name: str) -> str:
    return isolated(shorten(in_flow(name), LONGEST_NAME))
