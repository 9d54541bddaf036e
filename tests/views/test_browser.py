"""Pages as a browser shows them. Needs Chromium at $CHROMIUM, by default /usr/bin/chromium (Debian's package)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.record import Record
from onrecord.report import Report
from onrecord.views.html import IndexEntry, fragment, index, page
from tests.views.records import HOSTILE, PORT, RUIZ, STRIKE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

HOSTILE_TEXT = "Head\n\nHe said: " + " ".join(HOSTILE) + "\n\n" + "w" * 20_000 + "\n\nThe end."
HOSTILE_RECORD = Record(
    Report(HOSTILE_TEXT, outlet='<img src=x onerror="alert(1)">', url="javascript:alert(1)"),
    (
        replace(
            RUIZ, source=((6, 8),), cue=((9, 13),), content=((15, 400),), speaker=("</li><script>alert(1)</script>",)
        ),
        replace(
            PORT,
            source=((30, 60),),
            cue=((50, 200),),
            content=((100, 19_000),),
            speaker=("x" * 5000,),
            reported_in="s1",
        ),
    ),
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright  # not everybody who runs the other tests has it

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox"],  # containers run as root
        )
        yield found
        found.close()


def opened(browser: Browser, folder: Path, written: str, *, fragment: str = "", **options: object) -> Page:
    """The page in the browser; whatever it reports or asks the network for fails the test."""
    (folder / "page.html").write_text(written, encoding="utf-8", newline="")
    shown = browser.new_page(**options)  # type: ignore[arg-type]
    shown.set_default_timeout(60_000)
    problems: list[str] = []
    shown.on("console", lambda message: problems.append(message.text))
    shown.on("pageerror", lambda error: problems.append(str(error)))
    shown.on("dialog", lambda dialog: problems.append(dialog.message))
    shown.on(
        "request",
        lambda request: (
            problems.append(request.url) if not request.url.partition("#")[0].endswith("page.html") else None
        ),
    )
    shown.goto((folder / "page.html").as_uri() + fragment)
    assert not problems
    return shown


def on(shown: Page) -> set[str]:
    """The statements whose parts are highlighted in the text."""
    return set(shown.eval_on_selector_all(".text .on", "all => all.map(one => one.dataset.s)"))


def test_the_text_of_the_page_is_the_text_of_the_report(browser: Browser, tmp_path: Path) -> None:
    shown = opened(browser, tmp_path, page(HOSTILE_RECORD))
    assert shown.eval_on_selector("#text", "text => text.textContent") == re.sub(
        "[\x00\ud800-\udfff]", "\ufffd", HOSTILE_TEXT
    )


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("record", [STRIKE, HOSTILE_RECORD], ids=["small", "hostile"])
def test_nothing_is_wider_than_the_window(browser: Browser, tmp_path: Path, width: int, record: Record) -> None:
    for written in (page(record), index([IndexEntry.of(record, "page.html")])):
        shown = opened(browser, tmp_path, written, viewport={"width": width, "height": 800})
        assert shown.evaluate("document.documentElement.scrollWidth") <= width


def test_a_word_of_a_megabyte_is_broken(browser: Browser, tmp_path: Path) -> None:
    text = "He said: " + "w" * 1_000_000
    endless = replace(RUIZ, source=((0, 2),), cue=((3, 7),), content=((9, len(text)),))
    written = page(Record(Report(text), (endless,)))
    shown = opened(browser, tmp_path, written, viewport={"width": 360, "height": 800})
    assert shown.evaluate("document.documentElement.scrollWidth") <= 360


def test_pointing_at_a_statement_shows_all_its_parts_and_its_card(browser: Browser, tmp_path: Path) -> None:
    shown = opened(browser, tmp_path, page(STRIKE))
    shown.hover('mark[data-s="1"] >> nth=1')
    assert on(shown) == {"1"}
    assert shown.locator('.text .on[data-s="1"]').count() == 5  # two pieces of content, source, cue, number
    assert shown.locator(".card.on").get_attribute("data-s") == "1"
    shown.hover('mark[data-s="3"]')
    assert on(shown) == {"3"}
    assert shown.locator('.text .content.around[data-s="2"]').count() == 1
    shown.keyboard.press("Escape")
    assert on(shown) == set()


def test_the_keyboard_reaches_each_statement_in_the_order_of_the_text(browser: Browser, tmp_path: Path) -> None:
    shown = opened(browser, tmp_path, page(STRIKE))
    shown.focus(".at >> nth=0")
    assert on(shown) == {"1"}
    shown.keyboard.press("Tab")
    assert on(shown) == {"2"}
    shown.keyboard.press("Enter")
    assert shown.url.endswith("#s2")


def test_pointing_at_a_card_shows_its_words(browser: Browser, tmp_path: Path) -> None:
    shown = opened(browser, tmp_path, page(STRIKE))
    shown.hover('.card[data-s="3"] .what')
    assert on(shown) == {"3"}


def test_speaker_stance_quotation_and_source_filter(browser: Browser, tmp_path: Path) -> None:
    shown = opened(browser, tmp_path, page(STRIKE))
    status = shown.get_by_role("status")
    shown.get_by_role("combobox", name="Source").select_option("organisation")
    assert shown.locator(".card:visible").count() == shown.locator(".text .at:visible").count() == 1
    assert status.inner_text().startswith("1 of 3 shown")
    shown.get_by_role("combobox", name="Speaker").select_option("Ana Ruiz")
    assert shown.locator(".card:visible").count() == 0
    shown.get_by_role("button", name="Show all").click()
    assert shown.locator(".card:visible").count() == 3
    assert status.inner_text() == ""


def test_on_a_small_screen_a_tap_brings_up_the_card(browser: Browser, tmp_path: Path) -> None:
    shown = opened(browser, tmp_path, page(STRIKE), viewport={"width": 360, "height": 640}, has_touch=True)
    shown.tap('mark[data-s="3"]')
    card = shown.locator('.card[data-s="3"]').bounding_box()
    assert card is not None
    assert card["y"] + card["height"] == pytest.approx(640, abs=1)
    shown.tap(".facts")
    assert shown.locator(".sheet").count() == 0


def test_without_scripts_statements_are_marked_listed_and_linked(browser: Browser, tmp_path: Path) -> None:
    shown = opened(browser, tmp_path, page(STRIKE), java_script_enabled=False)
    assert shown.locator(".card:visible").count() == 3
    shown.click('.at[data-s="3"]')
    assert shown.url.endswith("#s3")
    shown.click("#s3")
    assert shown.url.endswith("#s3-text")


def test_enter_goes_from_the_list_to_the_words_and_back_and_escape_closes(browser: Browser, tmp_path: Path) -> None:
    shown = opened(browser, tmp_path, page(STRIKE))
    focused = "[document.activeElement.classList[0], document.activeElement.closest('[data-s]').dataset.s]"
    shown.focus("#s2")
    shown.keyboard.press("Enter")
    assert shown.evaluate(focused) == ["at", "2"]
    shown.keyboard.press("Enter")
    assert shown.evaluate(focused) == ["back", "2"]
    shown.keyboard.press("ArrowDown")
    assert shown.evaluate(focused) == ["back", "3"]
    assert on(shown) == {"3"}
    shown.keyboard.press("ArrowUp")
    assert on(shown) == {"2"}
    shown.keyboard.press("Escape")
    assert on(shown) == set()


def test_the_first_tab_skips_to_the_statements(browser: Browser, tmp_path: Path) -> None:
    shown = opened(browser, tmp_path, page(STRIKE))
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.textContent") == "To the statements"
    assert shown.locator(".skip").bounding_box()["width"] > 50  # type: ignore[index]
    shown.keyboard.press("Enter")
    assert shown.evaluate("document.activeElement.id") == "statements"


def test_a_link_to_a_statement_opens_the_page_there(browser: Browser, tmp_path: Path) -> None:
    shown = opened(browser, tmp_path, page(STRIKE), fragment="#s3")
    assert on(shown) == {"3"}


def test_a_citation_is_copied(browser: Browser, tmp_path: Path) -> None:
    shown = opened(browser, tmp_path, page(STRIKE), permissions=["clipboard-read", "clipboard-write"])
    shown.get_by_role("button", name="Copy citation of statement 3").click()
    shown.get_by_text("Citation of statement 3 copied").wait_for()
    start, end = STRIKE.statements[0].content[0]
    assert shown.evaluate("navigator.clipboard.readText()") == (
        "Port of Lakeside (deny, on the word of Lakeside Radio): that it had refused to talk — "
        "Harbour strike enters third day, Lakeside Post, 6 March 2024, https://post.example/strike, record strike, "
        f"SHA-256 {STRIKE.report.sha256[:12]}, statement s3, characters {start}–{end}."
    )


def test_names_and_roles_are_what_a_screen_reader_needs(browser: Browser, tmp_path: Path) -> None:
    shown = opened(browser, tmp_path, page(STRIKE))
    for role, name in (
        ("article", "Report"),
        ("heading", "Harbour strike enters third day"),
        ("region", "3 statements by 3 speakers"),
        ("group", "Filter statements"),
        ("combobox", "Speaker"),
        ("link", "Statement 2: Lakeside Radio, report"),
        ("link", "Statement 3 in the text"),
        ("heading", "About this record"),
    ):
        assert shown.get_by_role(role, name=name).count() == 1, name  # type: ignore[arg-type]
    levels = shown.eval_on_selector_all("h1, h2", "all => all.map(one => one.tagName)")
    assert levels == ["H1", "H2", "H2"]
    listed = opened(browser, tmp_path, index([IndexEntry.of(STRIKE, "page.html")]))
    assert listed.get_by_role("row").count() == 2
    assert listed.get_by_role("columnheader").count() == 5


@pytest.mark.parametrize("width", [360, 1280])
def test_with_a_windows_own_colours_numbers_have_edges(browser: Browser, tmp_path: Path, width: int) -> None:
    shown = opened(browser, tmp_path, page(STRIKE), forced_colors="active", viewport={"width": width, "height": 800})
    style = "getComputedStyle(document.querySelector('.at'), '::before').borderTopStyle"
    assert shown.evaluate(style) == "solid"
    line = "getComputedStyle(document.querySelector('mark[data-s]')).textDecorationLine"
    assert shown.evaluate(line) == "underline"


def test_who_asked_for_less_motion_gets_none(browser: Browser, tmp_path: Path) -> None:
    shown = opened(browser, tmp_path, page(STRIKE), reduced_motion="reduce")
    scrolling = "getComputedStyle(document.documentElement).scrollBehavior"
    assert shown.evaluate(scrolling) == "auto"
    shown.emulate_media(reduced_motion="no-preference")
    assert shown.evaluate(scrolling) == "smooth"


def test_thousands_of_statements_open_and_filter(browser: Browser, tmp_path: Path) -> None:
    many = tuple(replace(RUIZ, id=f"s{number}", speaker=(f"Speaker {number % 50}",)) for number in range(3000))
    shown = opened(browser, tmp_path, page(replace(STRIKE, statements=many)))
    shown.get_by_role("combobox", name="Speaker").select_option("Speaker 7")
    assert shown.get_by_role("status").inner_text().startswith("60 of 3000 shown")


def test_fragments_leave_the_notebook_alone_and_follow_its_theme(browser: Browser, tmp_path: Path) -> None:
    notebook = f"""<!doctype html><body data-jp-theme-light="false"><h2 id="own">Notebook</h2><p>Text</p>
<table><tr><td>1</td></tr></table>{{}}{fragment(STRIKE)}{fragment(STRIKE)}</body>"""
    styles = """[...document.querySelectorAll("body, #own, body > p, body > table, body > table td")]
        .map(one => JSON.stringify(Object.entries(getComputedStyle(one)).filter(([name]) => !/size|width|height|origin/i.test(name))))"""
    alone = opened(browser, tmp_path, notebook.partition("{}")[0]).evaluate(styles)
    shown = opened(browser, tmp_path, notebook.replace("{}", ""))
    assert shown.evaluate(styles) == alone
    assert shown.evaluate("getComputedStyle(document.querySelector('.fragment')).color") == "rgb(233, 230, 223)"
    assert shown.eval_on_selector_all(".fragment [id]", "all => all.length") == 0


def test_the_index_sorts_and_searches(browser: Browser, tmp_path: Path) -> None:
    entries = [
        IndexEntry("Beta", "b.html", 2, "Post", date(2024, 3, 6)),
        IndexEntry("alpha", "a.html", 12, "Times", date(2023, 12, 1)),
        IndexEntry("Gamma", "c.html", 3, "Herald", None),
    ]
    shown = opened(browser, tmp_path, index(entries))

    def told() -> list[str]:
        return shown.locator("tbody a").all_text_contents()

    shown.get_by_role("button", name="Report").click()
    assert told() == ["alpha", "Beta", "Gamma"]
    shown.get_by_role("button", name="Statements").click()
    assert told() == ["alpha", "Gamma", "Beta"]
    assert shown.locator("th[aria-sort]").all_inner_texts() == ["Statements"]
    shown.get_by_role("button", name="Published").click()
    assert told() == ["Beta", "alpha", "Gamma"]
    shown.get_by_role("searchbox", name="Search").fill("TIMES 2023")
    assert told() == ["alpha"]
    assert shown.get_by_role("status").inner_text() == "1 of 3 reports, 17 statements"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_readers_scheme_and_print_is_light(browser: Browser, tmp_path: Path, scheme: str) -> None:
    shown = opened(browser, tmp_path, page(STRIKE), color_scheme=scheme)
    ink = "getComputedStyle(document.body).color"
    light = "rgb(28, 27, 25)"
    assert (shown.evaluate(ink) == light) == (scheme == "light")
    shown.emulate_media(media="print")
    assert shown.evaluate(ink) == light
    assert shown.locator(".card:visible").count() == 3


def test_a_character_that_turns_the_direction_leaves_the_words_after_it_alone(browser: Browser, tmp_path: Path) -> None:
    shown = opened(browser, tmp_path, page(Record(Report("One \u202etwo three"))))
    left_of = """words => {
        const walker = document.createTreeWalker(document.querySelector("#text"), NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + words.length);
            return range.getBoundingClientRect().left;
        }
    }"""
    assert shown.evaluate(left_of, "One") < shown.evaluate(left_of, "two") < shown.evaluate(left_of, "three")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("record", [STRIKE, HOSTILE_RECORD], ids=["small", "hostile"])
def test_axe_finds_nothing_wrong(browser: Browser, tmp_path: Path, record: Record, scheme: str, width: int) -> None:
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    entries = [IndexEntry.of(record, "page.html"), IndexEntry("Another", "another.html")]
    for written in (page(record), index(entries)):
        shown = opened(browser, tmp_path, written, viewport={"width": width, "height": 800}, color_scheme=scheme)
        shown.evaluate(axe)
        for _ in range(2):
            found = shown.evaluate(
                "axe.run().then(result => result.violations.map(one => [one.id, one.nodes[0].html]))"
            )
            assert found == []
            for at in shown.locator(".at").all()[:1]:  # once more, with a statement shown
                at.focus()
