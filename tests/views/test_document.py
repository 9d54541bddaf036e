"""What every page is made of: a policy, a style sheet, a script."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from importlib.resources import files

import pytest

from onrecord.report import Report
from onrecord.views.html import IndexEntry, index, page
from onrecord.views.wording import TONES
from tests.views.records import STRIKE, TEXT

CSS = files("onrecord.views").joinpath("page.css").read_text(encoding="utf-8")


PAGES = {"page.js": page(STRIKE), "index.js": index([IndexEntry.of(STRIKE, "strike.html")])}


@pytest.mark.parametrize("script", PAGES)
def test_the_policy_allows_just_the_pages_own_style_and_script(script: str) -> None:
    for name, kind in (("page.css", "style-src"), (script, "script-src")):
        content = files("onrecord.views").joinpath(name).read_text(encoding="utf-8").strip()
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert f">{content}</" in PAGES[script]
        assert f"{kind} 'sha256-{digest}'" in PAGES[script]
        assert "default-src 'none'" in PAGES[script]
        assert not re.search(r"</(style|script)|<!--", content)


def test_nothing_is_loaded_from_elsewhere() -> None:
    quiet = page(replace(STRIKE, report=Report(TEXT)))
    assert not re.search(r"""(src|href)=["'](?!#)|url\(|@import|https?:""", quiet)


def test_every_rule_of_the_style_sheet_stays_inside_our_own_elements() -> None:
    plain = re.sub(r"/\*.*?\*/", "", CSS, flags=re.S)
    while re.search(inner := r"\([^()]*\)", plain):
        plain = re.sub(inner, "", plain)
    selectors = [rule.strip() for rule in re.findall(r"([^{}]+)\{", plain) if not rule.strip().startswith("@")]
    for selector in selectors:
        for one in selector.split(","):
            assert re.match(r"(body|:is (?=\.onrecord\.fragment))?\.onrecord\b|html:has$", one.strip()), one


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_all_text_has_the_contrast_that_wcag_aa_asks_for(scheme: int) -> None:
    pairs = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", CSS)
    colours = {name: both[scheme] for name, *both in pairs}
    hues = {name: value for name, value in colours.items() if name.startswith("hue-")}
    tints = {name: value for name, value in colours.items() if name.startswith("tint-")}
    grounds = {name: colours[name] for name in ("paper", "card")}
    assert len(hues) == len(tints) == 9
    for name, value in (hues | {tone: colours[tone] for tone in set(TONES.values())}).items():
        for ground, behind in (grounds | (tints if name.startswith("hue-") else {})).items():
            assert contrast(value, behind) >= 4.5, (name, ground)
    for ground, behind in (grounds | tints).items():
        assert contrast(colours["ink"], behind) >= 7, ground
        assert contrast(colours["soft"], behind) >= 4.5, ground
    assert all(contrast(colours["link"], behind) >= 4.5 for behind in grounds.values())
