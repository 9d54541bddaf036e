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
from tests.views.records import GEORGIA, HOSTILE, PORT, RUIZ, STRIKE, SUMMIT

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
    actors=tuple(
        replace(GEORGIA, id=evil, name=evil, office=evil * 20, candidates=(evil,), reasons={evil: evil}, mentions=spans)
        for evil, spans in zip(
            HOSTILE,
            [
                tuple(replace(GEORGIA.mentions[0], span=(at, at + 40), reason=evil) for at in range(9))
                for evil in HOSTILE
            ],
            strict=True,
        )
    ),
    times=tuple(
        replace(SUMMIT.times[0], span=(at, at + 4), value=evil, reason=evil) for at, evil in enumerate(HOSTILE)
    ),
    places=tuple(
        replace(SUMMIT.places[2], span=(at, at + 4), name=evil * 9, region=evil, reason=evil, longitude=20.0 * at - 180)
        for at, evil in enumerate(HOSTILE[:19])
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
@pytest.mark.parametrize("record", [STRIKE, SUMMIT, HOSTILE_RECORD], ids=["small", "named", "hostile"])
def test_nothing_is_wider_than_the_window(browser: Browser, tmp_path: Path, width: int, record: Record) -> None:
    for written in (page(record), index([IndexEntry.of(record, "page.html")])):
        shown = opened(browser, tmp_path, written, viewport={"width": width, "height": 800})
        for link in [None, *shown.locator(".contents a").all()]:
            if link:
                link.click()
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


def named(shown: Page, look: str = "on") -> list[str]:
    """The words for actors, times and places that are highlighted in the text, and whose they are."""
    return shown.eval_on_selector_all(
        f".text :is(.actor, .time, .place).{look}", "all => all.map(one => `${one.dataset.e}: ${one.textContent}`)"
    )


ELPHBERGS = ["actor-1: The president of Ruritania, Rudolf Elphberg", "actor-1: he", "actor-1: the president"]


def test_pointing_at_an_actor_shows_all_its_words(browser: Browser, tmp_path: Path) -> None:
    shown = opened(browser, tmp_path, page(SUMMIT))
    shown.get_by_role("link", name="Actors 3").click()
    assert shown.locator(".panel section:visible").count() == 1
    shown.hover(".profile >> nth=0")
    assert named(shown) == ELPHBERGS
    shown.hover(".profile >> nth=2")
    assert named(shown) == ["actor-3: Georgia"]
    shown.keyboard.press("Escape")
    assert named(shown) == []


def test_pointing_at_words_shows_whom_they_mean_the_innermost_first(browser: Browser, tmp_path: Path) -> None:
    shown = opened(browser, tmp_path, page(SUMMIT), fragment="#actors")
    shown.hover(".text .actor .actor")
    assert named(shown) == ["actor-2: Ruritania"]
    assert shown.locator(".profile.on").get_attribute("data-e") == "actor-2"
    shown.hover(".text .actor >> nth=-1")
    assert named(shown) == ELPHBERGS
    assert shown.locator(".profile.on").get_attribute("data-e") == "actor-1"


def test_among_statements_too_pointing_at_words_shows_whom_they_mean(browser: Browser, tmp_path: Path) -> None:
    shown = opened(browser, tmp_path, page(SUMMIT))
    shown.hover("#actor-1-2")
    assert on(shown) == {"1"}
    assert named(shown, "akin") == ELPHBERGS
    shown.hover(".card >> nth=1")
    assert named(shown, "akin") == []


def test_the_keyboard_reaches_each_actor_and_its_words(browser: Browser, tmp_path: Path) -> None:
    shown = opened(browser, tmp_path, page(SUMMIT))
    focused = "document.activeElement.id"
    shown.get_by_role("link", name="Actors 3").focus()
    shown.keyboard.press("Enter")
    assert shown.evaluate(focused) == "actors"
    assert shown.locator(".contents [aria-current]").inner_text() == "Actors 3"
    shown.keyboard.press("Tab")
    assert shown.evaluate(focused) == "actor-1"
    assert named(shown) == ELPHBERGS
    shown.keyboard.press("ArrowDown")
    assert shown.evaluate(focused) == "actor-2"
    assert named(shown) == ["actor-2: Ruritania"]
    shown.keyboard.press("Enter")
    assert shown.url.endswith("#actor-2-1")
    assert named(shown) == ["actor-2: Ruritania"]


def test_a_statement_leads_to_its_speakers_actor_and_back(browser: Browser, tmp_path: Path) -> None:
    shown = opened(browser, tmp_path, page(SUMMIT))
    shown.get_by_role("link", name="Rudolf Elphberg", exact=True).first.click()
    assert shown.evaluate("document.activeElement.id") == "actor-1"
    assert named(shown) == ELPHBERGS
    shown.get_by_role("link", name="Statement 2", exact=True).click()
    assert on(shown) == {"2"}
    assert shown.evaluate("document.activeElement.id") == "s2"
    assert shown.locator(".panel section:visible").get_attribute("class") == "statements"


def test_times_and_places_are_tied_to_their_words(browser: Browser, tmp_path: Path) -> None:
    shown = opened(browser, tmp_path, page(SUMMIT))
    shown.get_by_role("link", name="Times 5").click()
    shown.hover(".timeline >> text=18 June 2024")
    assert named(shown) == ["time-1: Tuesday"]
    shown.hover(".text .time >> text=that night")
    assert shown.locator(".panel .on").inner_text().startswith("unresolved")
    shown.get_by_role("link", name="Places 3").click()
    shown.hover(".map circle")
    assert [words.partition(" ")[2] for words in named(shown)] == ["Geneva"]
    shown.hover(".text .place >> text=Georgia")
    assert shown.locator(".panel li.on").get_attribute("data-e") == "place-1"


def test_statements_are_not_drawn_where_another_list_is_turned_to(browser: Browser, tmp_path: Path) -> None:
    shown = opened(browser, tmp_path, page(SUMMIT))
    line = "getComputedStyle(document.querySelector('.text {}')).textDecorationLine"
    assert shown.evaluate(line.format("mark")) == "underline"
    assert shown.evaluate(line.format(".actor")) == "none"
    shown.get_by_role("link", name="Actors 3").click()
    assert shown.evaluate(line.format("mark")) == "none"
    assert shown.evaluate(line.format(".actor")) == "underline"
    assert shown.locator(".text .at:visible").count() == 0


def test_without_scripts_and_in_print_every_list_is_there(browser: Browser, tmp_path: Path) -> None:
    still = opened(browser, tmp_path, page(SUMMIT), java_script_enabled=False)
    assert still.locator(".panel section:visible").count() == 4
    still.click(".contents >> text=Places")
    assert still.url.endswith("#places")
    printed = opened(browser, tmp_path, page(SUMMIT), fragment="#times")
    printed.emulate_media(media="print")
    assert printed.locator(".panel section:visible").count() == 4
    assert printed.locator(".contents:visible").count() == 0


def test_on_a_small_screen_a_tap_on_words_brings_up_whom_they_mean(browser: Browser, tmp_path: Path) -> None:
    shown = opened(
        browser, tmp_path, page(SUMMIT), fragment="#actor-3-1", viewport={"width": 360, "height": 640}, has_touch=True
    )
    shown.tap(".text .actor >> text=Georgia")
    profile = shown.locator('.profile[data-e="actor-3"]').bounding_box()
    assert profile is not None
    assert profile["y"] + profile["height"] == pytest.approx(640, abs=1)


def test_a_screen_reader_is_told_sectors_doubts_and_reasons(browser: Browser, tmp_path: Path) -> None:
    shown = opened(browser, tmp_path, page(SUMMIT), fragment="#actors")
    profile = shown.locator(".profile").first
    assert "GOV, government" in re.sub(r"\s+", " ", profile.text_content() or "")
    assert profile.get_by_role("link", name="Wikidata Q42").get_attribute("href") == "https://www.wikidata.org/wiki/Q42"
    assert profile.get_by_text("unconfirmed").is_visible()
    assert not profile.get_by_text("terms.tsv").is_visible()
    profile.get_by_text("Why").click()
    assert profile.get_by_text("terms.tsv: 2010 <script>alert(1)</script>").is_visible()
    for role, name in (("navigation", "The record"), ("region", "3 actors"), ("link", "Actors 3")):
        assert shown.get_by_role(role, name=name).count() == 1  # type: ignore[arg-type]
    shown.get_by_role("link", name="Places").click()
    assert shown.get_by_role("img", name="Map of 1 place").count() == 1


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


def violations(shown: Page) -> object:
    shown.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    return shown.evaluate("axe.run().then(result => result.violations.map(one => [one.id, one.nodes[0].html]))")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(browser: Browser, tmp_path: Path, scheme: str, width: int) -> None:
    looks = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    shown = opened(browser, tmp_path, page(SUMMIT), **looks)
    shown.locator(".at").first.focus()
    assert violations(shown) == []
    for link in shown.locator(".contents a").all()[1:]:
        link.press("Enter")
        shown.locator(".panel .title:visible").first.focus()
        shown.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
        assert violations(shown) == []
    listed = index([IndexEntry.of(SUMMIT, "page.html"), IndexEntry("Another", "another.html")])
    assert violations(opened(browser, tmp_path, listed, **looks)) == []


def test_axe_finds_nothing_wrong_with_what_is_hostile(browser: Browser, tmp_path: Path) -> None:
    shown = opened(browser, tmp_path, page(HOSTILE_RECORD), viewport={"width": 360, "height": 800})
    shown.evaluate("delete document.body.dataset.list")  # every list at once
    assert violations(shown) == []
