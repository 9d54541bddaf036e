"""Makes the pictures in docs/images from sample reports, read as they are now: `python docs/screenshots.py`.

Needs Chromium at $CHROMIUM, by default /usr/bin/chromium (Debian's package chromium), and the extra `browser`. The
pictures look as published ones do with the fonts of Debian's packages fonts-inter and fonts-sil-charis.
"""

import io
import os
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console

import onrecord
from onrecord.intake.files import read_inputs
from onrecord.record import Record
from onrecord.views.html import IndexEntry, index, page
from onrecord.views.terminal import show

HERE = Path(__file__).parent
SAMPLES, IMAGES = HERE.parent / "examples" / "reports", HERE / "images"
SHOWN = "hong-kong-bill-withdrawn"
DATED = "wikinews-afghan"
"""A report of several years, and of several countries."""


def main() -> None:
    """Write every picture."""
    records = read_samples()
    pages = {name: page(record) for name, record in records.items()}
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        take(browser, "page", pages[SHOWN], hover='mark[data-s="2"]')
        take(browser, "page-dark", pages[SHOWN], dark=True, hover='mark[data-s="2"]')
        take(browser, "page-phone", pages[SHOWN], width=360, height=720, scale=2, hover='mark[data-s="5"]')
        take(browser, "page-actors", pages[SHOWN], turn="Actors", hover=".profile")
        take(browser, "page-times", pages[DATED], turn="Times", hover=".timeline .time >> nth=3")
        take(browser, "page-places", pages[DATED], dark=True, turn="Places", hover=".map .point")
        entries = [IndexEntry.of(record, f"{name}.html") for name, record in records.items()]
        take(browser, "index", index(entries), height=640)
        take(browser, "terminal", terminal(records[SHOWN]), width=860, height=680)
        take(browser, "terminal-end", terminal(records[DATED]), width=860, height=680, end=True)
        browser.close()


def read_samples() -> dict[str, Record]:
    """The records of the sample reports, by name."""
    reader = onrecord.load()
    reports = read_inputs([SAMPLES])
    return {report.id: reader.read_report(report) for report in reports if isinstance(report, onrecord.Report)}


def terminal(record: Record) -> str:
    """What `onrecord read` prints, as a page."""
    console = Console(record=True, width=96, file=io.StringIO())
    show(record, console)
    return console.export_html(code_format=TERMINAL)


TERMINAL = """<meta charset="utf-8"><style>{stylesheet} body {{ margin: 1.5rem; background: #fff; color: #222 }}
pre {{ font: 14px/1.45 "DejaVu Sans Mono", monospace }}</style><pre>{code}</pre>"""


def take(
    browser: Browser,
    name: str,
    written: str,
    *,
    width: int = 1280,
    height: int = 700,
    scale: int = 1,
    dark: bool = False,
    turn: str | None = None,
    hover: str | None = None,
    end: bool = False,
) -> None:
    """Write one picture: of the list that is turned to, of what the pointer is on, of the end of the page.

    The page needs no network, so that a blank one will do to hold it.
    """
    shown = browser.new_page(
        viewport={"width": width, "height": height},
        device_scale_factor=scale,
        color_scheme="dark" if dark else "light",
    )
    shown.set_content(written)
    if turn:
        shown.get_by_role("link", name=turn, exact=False).first.click()
    if hover:
        shown.hover(hover)
    if end:
        shown.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    shown.screenshot(path=IMAGES / f"{name}.png")
    shown.close()


if __name__ == "__main__":
    main()
