"""`python -m benchmarks.pages`: what is read from HTML pages, on trafilatura's evaluation set.

Text is scored as trafilatura scores itself: each page has up to six snippets that its text must hold and up to six that
it must not, compared with white space folded. Outlet and day are scored on the set's English pages, against what each
page shows (pages.tsv).
"""

import argparse
import csv
import json
import logging
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import trafilatura
from rich.table import Table

from benchmarks.measures import Counts, Value, f1, of_reports
from benchmarks.report import make_console
from benchmarks.sources import NoData, data_folder
from onrecord.errors import InputError
from onrecord.intake.article import find_article
from onrecord.intake.markup import parse_page
from onrecord.intake.metadata import read_metadata
from onrecord.intake.pages import read_html
from onrecord.intake.publication import Publication
from onrecord.report import Report

LABELS = Path(__file__).with_name("pages.tsv")
_DOMAIN = re.compile(r"\.(?:com|org|net|co|info|blog|[a-z]{2})$")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the set, and what its text must hold and must not."""

    file: str
    url: str | None
    data: bytes
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """What an English page shows: its outlet, by any of its names, and the day of publication, if it does."""

    outlets: tuple[str, ...]
    published: date | None


def read_pages(folder: Path) -> list[Page]:
    """The set: evaldata.json, and the pages in eval/ and cache/. Raises NoData if it isn't there."""
    if not (folder / "evaldata.json").is_file():
        raise NoData(f"no evaluation set in {folder}; docs/data.md says where it comes from")
    rows = json.loads((folder / "evaldata.json").read_text(encoding="utf-8"))
    return [_page(folder, url, row) for url, row in rows.items()]


def _page(folder: Path, url: str, row: dict[str, object]) -> Page:
    path = next(path for part in ("cache", "eval") if (path := folder / part / str(row["file"])).is_file())
    return Page(
        path.name, url if url.startswith("http") else None, path.read_bytes(), tuple(row["with"]), tuple(row["without"])
    )


def read_labels() -> dict[str, Label]:
    """The labels of the English pages by file."""
    with LABELS.open(encoding="utf-8", newline="") as table:
        rows = csv.DictReader((line for line in table if not line.startswith("#")), delimiter="\t")
        return {
            row["file"]: Label(
                tuple(row["outlets"].split(";")), date.fromisoformat(row["published"]) if row["published"] else None
            )
            for row in rows
        }


# ---------------------------------------------------------------- scores
def of_text(page: Page, text: str) -> Counts:
    """Right, wanted and given snippets: those that the text must not hold count as given where it does."""
    folded = _folded(text)
    right = sum(_folded(snippet) in folded for snippet in page.wanted)
    return right, len(page.wanted), right + sum(_folded(snippet) in folded for snippet in page.unwanted)


def of_outlet(label: Label, report: Report | None) -> Counts:
    """Whether the outlet is right; its name's capitals, article and domain ending do not count."""
    given = report.outlet if report else None
    right = given is not None and _key(given) in map(_key, label.outlets)
    return int(right), 1, int(given is not None)


def of_day(label: Label, report: Report | None) -> Counts:
    """Whether the day of publication is right, on a page that shows one."""
    given = report.published if report else None
    return int(given == label.published), 1, int(given is not None)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _key(outlet: str) -> str:
    plain = _DOMAIN.sub("", outlet.casefold().removeprefix("the "))
    return "".join(filter(str.isalnum, plain))


# ---------------------------------------------------------------- what is scored
def text_of(page: Page) -> str:
    """The text of a page in any language, as it would be read if it were English."""
    try:
        tree, _ = parse_page(page.data, page.file)
    except InputError:
        return ""
    article = find_article(tree, read_metadata(tree, page.url))
    return article.text if article else ""


def report_of(page: Page) -> Report | None:
    """The report that the page is read into, with its address known, as from an archive or a crawl."""
    known = (Publication(url=page.url, origin="given"),) if page.url else ()
    try:
        return read_html(page.data, page.file, page.file, known)
    except InputError:
        return None


def peer_text(page: Page) -> str:
    """What trafilatura alone gives."""
    return trafilatura.extract(page.data, include_comments=False) or ""


def measure(folder: Path | None = None) -> dict[str, Value]:
    """F1 and rate by key of `figures.tsv`; the folder is data/pages of `$ONRECORD_DATA` if none is given.

    Raises NoData.
    """
    pages, labels = read_pages(folder or data_folder() / "pages"), read_labels()
    english = [page for page in pages if page.file in labels]
    texts, seconds = _timed(text_of, pages)
    peers, peer_seconds = _timed(peer_text, pages)
    peer = f1(*_total(map(of_text, pages, peers)))
    reports = {page.file: report_of(page) for page in english}
    shown = {page.file: of_text(page, text) for page, text in zip(pages, texts, strict=True)}
    dated = [page.file for page in english if labels[page.file].published]
    return {
        "pages.text": _value(list(shown.values()), f"n = {len(pages)}, all languages; trafilatura alone {peer:.3f}"),
        "pages.text.english": _value([shown[page.file] for page in english], f"n = {len(english)}"),
        "pages.date": _value([of_day(labels[file], reports[file]) for file in dated], f"n = {len(dated)}"),
        "pages.outlet": _value([of_outlet(labels[file], reports[file]) for file in reports], f"n = {len(english)}"),
        "pages.rate": Value(len(pages) / seconds, note=f"trafilatura alone {len(pages) / peer_seconds:.1f}"),
    }


def failures(folder: Path | None = None) -> Iterator[tuple[str, str, str, str]]:
    """File, what was asked, the label and what was given, for each outlet and day that is wrong."""
    labels = read_labels()
    for page in read_pages(folder or data_folder() / "pages"):
        if label := labels.get(page.file):
            report = report_of(page)
            if not of_outlet(label, report)[0]:
                yield page.file, "outlet", ";".join(label.outlets), str(report and report.outlet)
            if label.published and not of_day(label, report)[0]:
                yield page.file, "day", str(label.published), str(report and report.published)


def _timed(read: Callable[[Page], str], pages: list[Page]) -> tuple[list[str], float]:
    start = time.process_time()
    return [read(page) for page in pages], time.process_time() - start


def _total(counts: Iterator[Counts]) -> Counts:
    right, wanted, given = zip(*counts, strict=True)
    return sum(right), sum(wanted), sum(given)


def _value(counts: list[Counts], note: str) -> Value:
    value = of_reports(counts)
    return Value(value.value, value.interval, note=note)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--pages", type=Path, help="folder of the set; else data/pages in $ONRECORD_DATA")
    parser.add_argument("--failures", action="store_true", help="list the outlets and days that are wrong")
    chosen = parser.parse_args()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    console = make_console()
    try:
        table = Table("figure", "value", "95 %", "")
        for key, value in measure(chosen.pages).items():
            interval = "–".join(f"{edge:.3f}" for edge in value.interval or ())
            table.add_row(key, f"{value.value:.3f}", interval, value.note)
        console.print(table)
        for row in failures(chosen.pages) if chosen.failures else ():
            console.print("\t".join(row), soft_wrap=True, markup=False, highlight=False)
    except NoData as missing:
        parser.exit(1, f"{missing}\n")


if __name__ == "__main__":
    main()
