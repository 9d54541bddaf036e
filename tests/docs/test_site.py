"""The documentation builds strictly into a site that loads nothing from elsewhere."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOADED = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
}
RELATIONS = {"canonical", "next", "prev"}
"""Links of a page's head that a browser doesn't load."""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Building documentation" in done.stderr  # a quiet build would not count its warnings
    return folder


class Loaded(HTMLParser):
    """The addresses that a browser loads with a page."""

    def __init__(self):
        super().__init__()
        self.addresses = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag in LOADED:
            self.addresses.append(given.get(LOADED[tag]))
        if tag == "link" and given.get("rel") not in RELATIONS:
            self.addresses.append(given.get("href"))
        if "style" in given:
            self.addresses += re.findall(r"url\(([^)]*)\)", given["style"])


def test_every_page_is_there(site):
    pages = {path.stem for path in (ROOT / "docs").glob("*.md")} | {"notebook", "model_card", "samples"}
    assert pages <= {path.stem for path in site.glob("*.html")}
    assert not list(site.rglob("*.py"))


def test_pages_load_nothing_from_elsewhere(site):
    for page in site.rglob("*.html"):
        parser = Loaded()
        parser.feed(page.read_text(encoding="utf-8"))
        assert parser.addresses
        for address in filter(None, parser.addresses):
            assert not re.match(r"(?:[a-z]+:)?//", address), f"{page.name}: {address}"
            if not address.startswith("data:"):
                folder = site if address.startswith("/") else page.parent
                assert (folder / re.split("[?#]", address.lstrip("/"))[0]).exists(), f"{page.name}: {address}"


def test_styles_load_nothing_from_elsewhere(site):
    for style in site.rglob("*.css"):
        text = style.read_text(encoding="utf-8")
        assert not re.search(r"url\(['\"]?(?:https?:)?//|@import", text), style.name


def test_the_notebook_is_a_page_with_its_tables(site):
    page = (site / "notebook.html").read_text(encoding="utf-8")
    assert page.count('<div class="output"') > 5
    assert "share not named" in page
